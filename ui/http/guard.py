"""Which requests reach the server at all: those to a name of ours, to a door that is open, of a
size that can be read."""

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from prompts import Language
from ui.access.doors import is_listed, is_of_widget
from ui.access.hosts import Hosts
from ui.checked import UPLOAD_LIMIT
from ui.http.problem import problem

_API = "/v1/"  # what is not there is told by `methods`
# Gradio opens a second API, with uploads, files, a proxy and more; the page needs these doors.
_NEEDED = ("/assets/", "/static/", "/theme.css", "/gradio_api/queue/", "/gradio_api/heartbeat/")
_NEEDED_TOO = ("/", "/gradio_api/startup-events", "/gradio_api/cancel")
_BODY_LIMIT = 1_000_000  # bytes: a question with fifty long turns before it is a tenth of that
_FORM = 10_000  # bytes that a form puts around its file
_LIMITS = dict.fromkeys(("/v1/check", "/check", "/v1/documents"), UPLOAD_LIMIT + _FORM)


class Guard:
    """ASGI middleware: 403 to a foreign Host or Origin, 404 at a shut door, 413 to a large body,
    411 to one that does not say how large it is: it could be any size, and smuggle another request.

    A foreign Host is how a web page reaches a local server by rebinding its own name to
    127.0.0.1; a foreign Origin is how it posts to it directly, which is the widget's way only.
    """

    def __init__(self, app: ASGIApp, hosts: Hosts, language: Language) -> None:
        self.app = app
        self.hosts = hosts
        self.language: Language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what may be looked at."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
        elif self._is_foreign(HTTPConnection(scope)):
            await problem(403, "ui.foreign_host", self.language)(scope, receive, send)
        elif is_shut(scope["path"]):
            await problem(404, "ui.not_found", self.language)(scope, receive, send)
        elif "transfer-encoding" in Headers(scope=scope):
            unbounded = problem(411, "api.no_length", self.language)
            unbounded.headers["connection"] = "close"  # what follows is no request (RFC 9112, 6.1)
            await unbounded(scope, receive, send)
        elif _is_too_large(scope):
            key = "ui.upload_too_large" if scope["path"] in _LIMITS else "ui.body_too_large"
            limit = min(_limit(scope), UPLOAD_LIMIT)
            too_large = problem(413, key, self.language, limit=limit)
            await too_large(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_foreign(self, connection: HTTPConnection) -> bool:
        if not self.hosts.lets_in(connection.headers):
            return True
        return self.hosts.is_foreign(connection) and not is_of_widget(connection.scope["path"])


def is_shut(path: str) -> bool:
    """True for the doors of Gradio that the page does not need, and for what is no door.

    A line break at its end is one that a route overlooks and a door does not.
    """
    is_known = is_listed(path) or path in _NEEDED_TOO or path.startswith((_API, *_NEEDED))
    return not is_known or not path.isprintable()


def _is_too_large(scope: Scope) -> bool:
    length = Headers(scope=scope).get("content-length", "")
    return bool(length) and (not length.isdecimal() or int(length) > _limit(scope))


def _limit(scope: Scope) -> int:
    return _LIMITS.get(scope["path"], _BODY_LIMIT)
