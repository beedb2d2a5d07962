"""How much may be asked from a site's pages: by session, and by the address behind them.

An address may be a whole office, so it may ask more often than one session (OWASP API4:2023).
"""

import math
import time
from ipaddress import ip_address, ip_network

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from prompts import Language
from ui.access.visitor import Via, Visitor
from ui.http.problem import problem

_BY_SESSION = {
    "/v1/ask": parse_many("10/minute; 100/hour"),
    "/v1/feedback": parse_many("20/minute"),
}
_BY_ADDRESS = {
    "/v1/ask": parse_many("30/minute"),
    "/v1/feedback": parse_many("60/minute"),
    "/widget/session": parse_many("20/minute"),
}
# Who comes from more addresses at once than this is not held by limits an address, and counting
# them all would cost the memory that the limits are there to save.
_MOST = 10_000
_HOME_NETWORK = 64  # bits of an IPv6 address that one customer has


class Throttle:
    """ASGI middleware behind the gate: 429 with `Retry-After` (RFC 6585) before a body is read."""

    def __init__(self, app: ASGIApp, language: Language) -> None:
        self.app = app
        self.language: Language = language
        self.storage = MemoryStorage()
        self.limiter = SlidingWindowCounterRateLimiter(self.storage)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is within the limits."""
        wait = self._wait(scope) if scope["type"] == "http" and scope["method"] == "POST" else 0
        if not wait:
            await self.app(scope, receive, send)
            return
        refused = problem(429, "widget_page.too_many", self.language, seconds=wait)
        refused.headers["retry-after"] = str(wait)
        await refused(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Seconds until this may come again; 0 where it may now."""
        path: str = scope["path"]
        visitor: Visitor = scope["state"]["visitor"]
        if visitor.via is not Via.WIDGET and path != "/widget/session":
            return 0
        if len(self.storage.storage) > _MOST:
            self.storage.reset()
        counted = (
            *((item, visitor.session) for item in _BY_SESSION.get(path, ())),
            *((item, _network(visitor.address)) for item in _BY_ADDRESS.get(path, ())),
        )
        full = (c for c in counted if not self.limiter.hit(c[0], path, c[1]))
        return next((self._left(item, path, who) for item, who in full), 0)

    def _left(self, item: RateLimitItem, path: str, who: str) -> int:
        ends = self.limiter.get_window_stats(item, path, who).reset_time
        return max(1, math.ceil(ends - time.time()))


def _network(address: str) -> str:
    """The address, or of an IPv6 one the network it is free to change within."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(read if read.version == 4 else ip_network((read, _HOME_NETWORK), strict=False))
