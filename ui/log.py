"""What the program says of itself: JSON lines in a file of the data folder, never at people.

Nothing that people ask goes in: no question, no query string, no cookie, no key.
"""

import logging
import os
import tempfile
from contextvars import ContextVar
from datetime import datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from assistant.settings import Settings
from prompts import say
from ui.audit.masked import masked

LOG, SERVER_LOG = "cancu.log", "server.log"
_SIZE, _KEPT = 1_000_000, 1  # bytes of a file, and how many older ones stay beside it
_SERVER_SIZE, _SERVER_KEPT = 10_000_000, 5  # a line of 250 bytes a request: 240,000 of them
_TOLD = ("cancu", "uvicorn")  # whose plain news the server's log holds; of others, warnings

# Which request the present thread or task answers; "" outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")


def start_log(settings: Settings) -> None:
    """Warnings and errors from now on go to `cancu.log`; the file is made by the first of them."""
    _log_into(_LazyFile(settings.data / LOG, _SIZE, _KEPT))


def start_server_log(settings: Settings) -> None:
    """Everything from now on goes to `server.log`, every request too.

    A file of its own: what another process turns over while this one writes is lost.
    """
    _log_into(_LazyFile(settings.data / SERVER_LOG, _SERVER_SIZE, _SERVER_KEPT))
    for name in _TOLD:
        logging.getLogger(name).setLevel(logging.INFO)


def log_defect(settings: Settings) -> str:
    """Logs the exception being handled; the sentence for the person, saying how to find it.

    Over HTTP that is the request's id: where the log lies is nobody's business there.
    """
    logging.getLogger("cancu").exception("defect")
    if number := request_id.get():
        return say("running.defect_of_request", settings.language, id=number)
    return say("ui.defect", settings.language, log=_path())


def _log_into(handler: "_LazyFile") -> None:
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)


def _path() -> str:
    files = (h.baseFilename for h in logging.getLogger().handlers if isinstance(h, _LazyFile))
    return next(files, "stderr")


class _LazyFile(RotatingFileHandler):
    """Opened, and its folder made, at the first record; in the temporary folder where it cannot be.

    A command that goes well leaves no file behind, not even an empty one.
    """

    def __init__(self, path: Path, size: int, kept: int) -> None:
        super().__init__(path, maxBytes=size, backupCount=kept, encoding="utf-8", delay=True)
        self.addFilter(_with_request)

    def format(self, record: logging.LogRecord) -> str:
        """The line without the personal numbers that an exception may quote of a question."""
        return masked(super().format(record))

    def _open(self) -> TextIOWrapper:
        self.setFormatter(_json_lines())
        try:
            Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return self._private()
        except OSError:
            self.baseFilename = str(Path(tempfile.gettempdir(), Path(self.baseFilename).name))
            return self._private()

    def _private(self) -> TextIOWrapper:
        """The file for its owner only: it says who was there when."""
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(handle, "a", encoding="utf-8", errors="replace")


def _with_request(record: logging.LogRecord) -> bool:
    """Every line knows its request, whoever wrote it; and its moment with the time zone."""
    record.time = datetime.fromtimestamp(record.created).astimezone().isoformat("T", "milliseconds")
    if number := request_id.get():
        record.request_id = number
    # uvicorn says everything twice, once in colours
    record.__dict__.pop("color_message", None)
    return True


def _json_lines() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    return JsonFormatter(
        "%(time)s %(levelname)s %(message)s %(name)s %(process)d",
        rename_fields={"levelname": "level", "message": "event", "name": "from"},
        json_ensure_ascii=False,
    )
