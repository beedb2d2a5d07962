"""Other origins at the widget's doors: those of listed sites, and never with cookies."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prompts import Language
from ui.access.doors import is_of_widget
from ui.access.hosts import Hosts, origin_of
from ui.http.problem import problem
from ui.widget.sites import Sites

_PREFLIGHT = {
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "authorization, content-type",
    "access-control-max-age": "600",
}


class Cors:
    """ASGI middleware: 403 to a page of a site that is not listed; the others may read what comes.

    It stands before the gate, so that a page can read why it was refused there as well.
    """

    def __init__(self, app: ASGIApp, sites: Sites, hosts: Hosts, language: Language) -> None:
        self.app = app
        self.sites = sites
        self.hosts = hosts
        self.language: Language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what does not come from elsewhere, or may."""
        if scope["type"] != "http" or not is_of_widget(scope["path"]):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        origin = origin_of(connection)
        if not self.hosts.is_foreign(connection):
            await self.app(scope, receive, send)
        elif not self.sites.is_listed(origin):
            await problem(403, "widget_page.not_listed", self.language)(scope, receive, send)
        elif _is_preflight(scope):
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, _for(origin, send))
        else:
            await self.app(scope, receive, _for(origin, send))


def _is_preflight(scope: Scope) -> bool:
    """The browser asks first (Fetch standard, 3.3.2)."""
    return scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope)


def _for(origin: str, send: Send) -> Send:
    """Sends so that pages of `origin` may read it; without credentials, which none asks for."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["access-control-allow-origin"] = origin
            headers["access-control-expose-headers"] = "Retry-After"
            headers["cross-origin-resource-policy"] = "cross-origin"
            headers.add_vary_header("Origin")
        await send(message)

    return sending
