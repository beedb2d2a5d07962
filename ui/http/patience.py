"""How long a body may take to come: 408 to whoever sends one drop by drop.

Without it a hundred slow senders would hold the server's memory and its disk for days
(OWASP, "Denial of Service": slow HTTP).
"""

import asyncio
from contextlib import suppress
from time import monotonic

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prompts import Language
from ui.http.problem import problem

_PAUSE_SECONDS = 20.0  # without a byte
_SECONDS = 60.0  # of a body of any size, and a second more for each
_BYTES_A_SECOND = 10_000  # a village's line is ten times as fast


class TooSlow(Exception):
    """The rest of a body is not waited for."""


class Patience:
    """ASGI middleware: a body that takes too long is not read on, and nothing is done with it."""

    def __init__(self, app: ASGIApp, language: Language) -> None:
        self.app = app
        self.language: Language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what comes in time."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = _Body(receive, monotonic() + _longest(Headers(scope=scope)))

        async def sending(message: Message) -> None:
            if not body.is_late:  # else what a route made of half a body is nobody's answer
                await send(message)

        with suppress(TooSlow):
            await self.app(scope, body.receive, sending)
        if body.is_late:
            late = problem(408, "api.too_slow", self.language)
            late.headers["connection"] = "close"
            await late(scope, receive, send)


class _Body:
    def __init__(self, receive: Receive, until: float) -> None:
        self._receive, self._until = receive, until
        self._is_whole = False
        self.is_late = False

    async def receive(self) -> Message:
        """The next piece; `TooSlow` where it does not come. After the body nothing is hurried."""
        if self._is_whole:
            return await self._receive()
        left = min(_PAUSE_SECONDS, max(self._until - monotonic(), 0))
        try:
            message = await asyncio.wait_for(self._receive(), left)
        except TimeoutError:
            self.is_late = True
            raise TooSlow from None
        self._is_whole = not message.get("more_body", False)
        return message


def _longest(headers: Headers) -> float:
    length = headers.get("content-length", "0")
    return _SECONDS + (int(length) if length.isdecimal() else 0) / _BYTES_A_SECOND
