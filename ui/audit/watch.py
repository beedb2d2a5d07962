"""Every request that is an event goes on record, whichever route answers it."""

from dataclasses import replace
from time import monotonic

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.access.visitor import Visitor
from ui.audit.entry import Entry, entry
from ui.audit.event import Event
from ui.audit.events import about, door_name, event_of
from ui.audit.log import AuditLog

_AGAIN_SECONDS = 60.0  # whoever knocks at one door again and again is told of once a minute
_MOST_KNOCKING = 10_000  # addresses and doors remembered


class Watch:
    """ASGI middleware around the gate, which leaves in the scope who came.

    A route may say more in the scope's state: `who` came (at the login nobody is known yet), and
    `what` was done (a body is read by its route alone); a `what` of None is nothing at all.
    """

    def __init__(self, app: ASGIApp, log: AuditLog) -> None:
        self.app = app
        self._log = log
        self._knocked: dict[tuple[str, str], float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on, and writes down what was done once it is done."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            await self._keep(scope, status)

    async def _keep(self, scope: Scope, status: int) -> None:
        method, path = scope["method"], scope["path"]
        event = event_of(method, path, status)
        state = scope.get("state", {})
        visitor = state.get("visitor") or Visitor(address=_address(scope))
        if event is None or state.get("what", "") is None:
            return
        if event is Event.TURNED_AWAY and self._knocks_again(visitor, door_name(method, path)):
            return
        said = about(method, path, scope.get("query_string", b"").decode("latin-1"))
        said = " ".join(filter(None, (said, state.get("what"))))
        kept = entry(event, visitor, about=said, status=str(status))
        await run_in_threadpool(self._log.write, _of(kept, state.get("who", "")))

    def _knocks_again(self, visitor: Visitor, door: str) -> bool:
        now, knock = monotonic(), (visitor.address, door)
        again = now - self._knocked.get(knock, -_AGAIN_SECONDS) < _AGAIN_SECONDS
        if not again:
            if len(self._knocked) >= _MOST_KNOCKING:
                self._knocked.clear()
            self._knocked[knock] = now
        return again


def _of(kept: Entry, who: str) -> Entry:
    return replace(kept, who=who) if who else kept


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""
