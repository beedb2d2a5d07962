"""`cancu serve`: the page and the API on this machine, until it is told to stop."""

import argparse
import errno
import signal
import socket
import sys
from dataclasses import replace
from ipaddress import ip_address
from types import FrameType
from typing import TYPE_CHECKING

from assistant.settings import LOOPBACK, Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.access import Access
from ui.access.hosts import Hosts
from ui.access.records import Purpose

if TYPE_CHECKING:
    import uvicorn

_PROXIES = "127.0.0.1,::1"  # whose word about the client is taken: a proxy on this machine
_PORT = 8000
_LAST_PORT = 65535
_MOST_CONNECTIONS = 1_000  # at once; an open page holds two
# What is still being answered when told to stop is let go after this; streams end before it.
_GRACE_SECONDS = 6
_NO_LISTENING = {errno.EADDRINUSE: "ui.port_taken", errno.EADDRNOTAVAIL: "ui.bad_address"}


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """Whose documents, and where."""
    group.add_argument("--demo", action="store_true", help=say("ui.demo", language))
    group.add_argument("--port", type=int, default=_PORT, help=say("ui.port", language, port=_PORT))
    group.add_argument("--address", help=say("ui.address", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after SIGTERM or Ctrl-C; CancuError where the port cannot be had."""
    settings = replace(settings, address=arguments.address or settings.address)
    with _listen(settings.address, arguments.port) as listener:
        if arguments.demo:
            from ui.demo import prepare

            settings = prepare(settings)
        _refuse_strangers(settings)
        _serve(listener, settings, is_demo=arguments.demo)
    sys.stderr.write(say("ui.stopped", settings.language) + "\n")
    return 0


def _listen(address: str, port: int) -> socket.socket:
    """A socket on the port (0 is any), taken before the slow part: a clash is told at once."""
    if not 0 <= port <= _LAST_PORT:
        raise CancuError("ui.port_invalid", port=port)
    listener = socket.socket(_family(address))
    if sys.platform != "win32":  # there the option would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        listener.listen()
    except OSError as error:
        listener.close()
        key = _NO_LISTENING.get(error.errno or 0, "ui.port_shut")
        fields = {"address": address, "port": port, "other": _other(port)}
        raise CancuError(key, **fields, reason=error.strerror) from error
    return listener


def _family(address: str) -> socket.AddressFamily:
    try:
        return socket.AF_INET6 if ip_address(address).version == 6 else socket.AF_INET
    except ValueError:
        raise CancuError("ui.bad_address", address=address) from None


def _refuse_strangers(settings: Settings) -> None:
    """CancuError where others could reach the server, and nothing would tell who they are or
    nobody would know where it is."""
    if ip_address(settings.address).is_loopback:
        return
    access = Access(settings.data)
    if not access.has_users:
        raise CancuError("ui.no_users", address=settings.address)
    access.close()
    if not settings.urls:
        raise CancuError("ui.no_url", address=settings.address)


def _other(port: int) -> int:
    return port + 1 if 1024 <= port < _LAST_PORT else _PORT + 80


def _serve(listener: socket.socket, settings: Settings, *, is_demo: bool) -> None:
    import uvicorn

    from assistant.build import open_assistant
    from ui.http.app import create_app
    from ui.http.connection import PatientProtocol
    from ui.http.headers import SafeHeaders
    from ui.http.stopping import Stopping
    from ui.log import start_server_log
    from vectorstore.store import make_where_none

    class Server(uvicorn.Server):
        """Ends what is open before it waits for it."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            stopping.begin()
            await super().shutdown(sockets)

    start_server_log(settings)
    make_where_none(settings.data)
    assistant = open_assistant(settings)
    with assistant.store:
        app = create_app(assistant, settings)
        stopping = Stopping(app, settings.language)
        config = uvicorn.Config(
            SafeHeaders(stopping, Hosts(settings.urls)),
            http=PatientProtocol,
            limit_concurrency=_MOST_CONNECTIONS,
            log_config=None,
            access_log=False,
            server_header=False,  # whoever asks need not know what to attack
            forwarded_allow_ips=_PROXIES,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        server = Server(config)
        _stop_quietly(server)
        address = f"http://{_shown(settings.address)}:{listener.getsockname()[1]}"
        sys.stderr.write(say("ui.serving", settings.language, address=address) + "\n")
        if not is_demo:
            _invite_first(app.state.access, address, settings.language)
        sys.stderr.flush()
        server.run(sockets=[listener])


def _invite_first(access: Access, address: str, language: Language) -> None:
    """The link that sets up the first administrator, as long as there is no user."""
    if not access.has_users:
        url = f"{address}/start?token={access.links.new(Purpose.START)}"
        sys.stderr.write(say("access.start_first", language, url=url) + "\n")


def _shown(address: str) -> str:
    """The address to open in a browser on this machine."""
    found = ip_address(address)
    if found.is_unspecified:
        return LOOPBACK
    return f"[{address}]" if found.version == 6 else address


def _stop_quietly(server: "uvicorn.Server") -> None:
    """A signal before uvicorn listens to them stops the server too; and what it raises once more
    when it is done ends in an exit code of 0, not in a killed process."""

    def heard(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    signal.signal(signal.SIGTERM, heard)
    signal.signal(signal.SIGINT, heard)
