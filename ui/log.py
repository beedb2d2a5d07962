"""Defects of ours and warnings of libraries: into a file of the data folder, not at people."""

import logging
import tempfile
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from assistant.settings import Settings
from prompts import say

_SIZE = 1_000_000  # bytes; one older file is kept beside it
_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


def start_log(settings: Settings) -> None:
    """Warnings and errors from now on go to `cancu.log`; the file is made by the first of them."""
    path = settings.data / "cancu.log"
    handler = _LazyFile(path, maxBytes=_SIZE, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)


def log_defect(settings: Settings) -> str:
    """Logs the exception being handled; the sentence for the person, saying where."""
    logging.getLogger("cancu").exception("unexpected")
    return say("ui.defect", settings.language, log=_path())


def _path() -> str:
    files = (h.baseFilename for h in logging.getLogger().handlers if isinstance(h, _LazyFile))
    return next(files, "stderr")


class _LazyFile(RotatingFileHandler):
    """Opened, and its folder made, at the first record; in the temporary folder where it cannot be.

    A command that goes well leaves no file behind, not even an empty one.
    """

    def _open(self) -> TextIOWrapper:
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            return super()._open()
        except OSError:
            self.baseFilename = str(Path(tempfile.gettempdir()) / "cancu.log")
            return super()._open()
