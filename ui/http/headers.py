"""What every answer says to the browser: what a page may load, who may frame it, what is kept."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.access.hosts import Hosts

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
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
    # Not "no-referrer": with it a browser posts a form as coming from nowhere.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_HSTS = "max-age=31536000"  # a year (RFC 6797); other hosts of the domain are not ours to bind
_FILES = ("/assets/", "/static/", "/theme.css", "/page.css", "/favicon.ico")


class SafeHeaders:
    """ASGI middleware around all others, so that errors carry the headers too. What a route says
    itself stands; whatever is no file of the page is kept by nobody."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = dict(_HEADERS)
        if self.hosts.is_https(HTTPConnection(scope)):
            headers["strict-transport-security"] = _HSTS
        if not scope["path"].startswith(_FILES):
            headers["cache-control"] = "no-store"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                for name, value in headers.items():
                    MutableHeaders(scope=message).setdefault(name, value)
            await send(message)

        await self.app(scope, receive, sending)
