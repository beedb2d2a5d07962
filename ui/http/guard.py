"""Who may speak to the server, and what a page of it may load: this machine, and nothing else."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prompts import Language
from ui.checked import UPLOAD_LIMIT
from ui.http.problem import problem

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
# Gradio's page needs inline scripts and styles. Whatever slips through the escaping, nothing is
# fetched from, sent to or framed by another machine.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
# Gradio opens a second API, with uploads, files and a proxy; the page needs these doors of it.
_GRADIO = "/gradio_api/"
_NEEDED = tuple(_GRADIO + door for door in ("queue/", "heartbeat/", "startup-events", "cancel"))
_SHUT = ("/login", "/logout", "/monitoring", "/docs", "/redoc", "/openapi.json")
_BODY_LIMIT = 1_000_000  # bytes: a question with fifty long turns before it is a tenth of that
_FORM = 10_000  # bytes that a form puts around its file
_LIMITS = dict.fromkeys(("/v1/check", "/check"), UPLOAD_LIMIT + _FORM)


class Guard:
    """ASGI middleware: 403 to a foreign Host or Origin, 404 at a shut door, 413 to a large body.

    A foreign Host is how a web page reaches a local server by rebinding its own name to
    127.0.0.1; a foreign Origin is how it posts to it directly.
    """

    def __init__(self, app: ASGIApp, language: Language) -> None:
        self.app = app
        self.language: Language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what comes from this machine."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
        elif not _is_from_here(Headers(scope=scope)):
            await problem(403, "ui.foreign_host", self.language)(scope, receive, send)
        elif _is_shut(scope["path"]):
            await problem(404, "ui.not_found", self.language)(scope, receive, send)
        elif _is_too_large(scope):
            key = "ui.upload_too_large" if scope["path"] in _LIMITS else "ui.body_too_large"
            limit = min(_limit(scope), UPLOAD_LIMIT)
            too_large = problem(413, key, self.language, limit=limit)
            await too_large(scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send))


def _is_from_here(headers: Headers) -> bool:
    origin = headers.get("origin")
    return _host("//" + headers.get("host", "")) in _HERE and (
        origin is None or _host(origin) in _HERE
    )


def _is_shut(path: str) -> bool:
    return path.startswith(_SHUT) or (path.startswith(_GRADIO) and not path.startswith(_NEEDED))


def _is_too_large(scope: Scope) -> bool:
    """A body without a length could be any size, so it counts as too large."""
    headers = Headers(scope=scope)
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers:
        return True
    return bool(length) and (not length.isdecimal() or int(length) > _limit(scope))


def _limit(scope: Scope) -> int:
    return _LIMITS.get(scope["path"], _BODY_LIMIT)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # "[::1" and the like
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
