"""`cancu serve`: the page and the API on this machine, until it is told to stop."""

import argparse
import errno
import signal
import socket
import sys
from types import FrameType
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say

if TYPE_CHECKING:
    import uvicorn

_HERE = "127.0.0.1"
_PORT = 8000
_LAST_PORT = 65535
# What still streams when told to stop gets this long; an open page holds a stream for ever.
_GRACE_SECONDS = 2


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """Whose documents, and where."""
    group.add_argument("--demo", action="store_true", help=say("ui.demo", language))
    group.add_argument("--port", type=int, default=_PORT, help=say("ui.port", language, port=_PORT))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after SIGTERM or Ctrl-C; CancuError where the port cannot be had."""
    with _listen(arguments.port) as listener:
        if arguments.demo:
            from ui.demo import prepare

            settings = prepare(settings)
        _serve(listener, settings)
    sys.stderr.write(say("ui.stopped", settings.language) + "\n")
    return 0


def _listen(port: int) -> socket.socket:
    """A socket on the port (0 is any), taken before the slow part: a clash is told at once."""
    if not 0 <= port <= _LAST_PORT:
        raise CancuError("ui.port_invalid", port=port)
    listener = socket.socket()
    if sys.platform != "win32":  # there the option would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HERE, port))
        listener.listen()
    except OSError as error:
        listener.close()
        key = "ui.port_taken" if error.errno == errno.EADDRINUSE else "ui.port_shut"
        raise CancuError(key, port=port, other=_other(port), reason=error.strerror) from error
    return listener


def _other(port: int) -> int:
    return port + 1 if 1024 <= port < _LAST_PORT else _PORT + 80


def _serve(listener: socket.socket, settings: Settings) -> None:
    import uvicorn

    from assistant.build import open_assistant
    from ui.http.app import create_app

    assistant = open_assistant(settings)
    with assistant.store:
        app = create_app(assistant, settings)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, timeout_graceful_shutdown=_GRACE_SECONDS
        )
        server = uvicorn.Server(config)
        _stop_quietly(server)
        address = f"http://{_HERE}:{listener.getsockname()[1]}"
        sys.stderr.write(say("ui.serving", settings.language, address=address) + "\n")
        sys.stderr.flush()
        server.run(sockets=[listener])


def _stop_quietly(server: "uvicorn.Server") -> None:
    """A signal before uvicorn listens to them stops the server too; and what it raises once more
    when it is done ends in an exit code of 0, not in a killed process."""

    def heard(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    signal.signal(signal.SIGTERM, heard)
    signal.signal(signal.SIGINT, heard)
