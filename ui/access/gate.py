"""The gate: who comes is told by their cookie or key, and the door opens or stays shut.

It stands before the routes, so that a body is read only of those who may send it.
"""

from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from prompts import Language
from ui.access.doors import Door, door_to
from ui.access.hosts import Hosts
from ui.access.visitor import Via, Visitor
from ui.http.problem import problem

Identify = Callable[[HTTPConnection], Visitor]
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """ASGI middleware: lets through who may pass and says in the scope who it is; else 401 or 403.

    Somebody who opens a page in a browser is shown where to log in instead of a 401.
    """

    def __init__(self, app: ASGIApp, identify: Identify, hosts: Hosts, language: Language) -> None:
        self.app = app
        self.identify = identify
        self.hosts = hosts
        self.language: Language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what may pass."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        visitor = self.identify(connection)
        scope.setdefault("state", {})["visitor"] = visitor
        door = door_to(scope.get("method", "GET"), scope["path"])
        if _opens(door, visitor) and self._is_forged(connection, visitor):
            await problem(403, "ui.forged", self.language)(scope, receive, send)
        elif _opens(door, visitor):
            await self.app(scope, receive, send)
        else:
            await _turned_away(connection, visitor, self.language)(scope, receive, send)

    def _is_forged(self, connection: HTTPConnection, visitor: Visitor) -> bool:
        """True where a page of somebody else may have sent it in the visitor's name: a cookie, or
        sitting at this machine, goes with every request of their browser."""
        if connection.scope.get("method") in _SAFE:
            return False
        if visitor.via is Via.HERE:
            return not self.hosts.is_own(connection, told=False)
        return visitor.via is Via.SESSION and not self.hosts.is_own(connection, told=True)


def _opens(door: Door, visitor: Visitor) -> bool:
    if visitor.via is Via.WIDGET and not (door.widget or door.role is None):
        return False
    return visitor.may(door.role)


def _turned_away(connection: HTTPConnection, visitor: Visitor, language: Language) -> Response:
    """401 tells a program to say who it is (RFC 9110, 15.5.2), 403 that this is not for it; where
    no user has been set up there is no administrator to ask."""
    if visitor.via is Via.HERE:
        return problem(403, "ui.needs_admin", language)
    if visitor.via is not Via.NOBODY:
        return problem(403, "ui.not_allowed", language)
    if _opens_a_page(connection):
        there = connection.url.path
        return RedirectResponse(f"/login?next={quote(there, safe='')}", 303)
    refused = problem(401, "ui.not_known", language)
    refused.headers["www-authenticate"] = "Bearer"
    return refused


def _opens_a_page(connection: HTTPConnection) -> bool:
    is_get = connection.scope.get("method") == "GET"
    return is_get and "text/html" in connection.headers.get("accept", "")
