"""One line in the log for each request, an id for it, and the last net for a defect."""

import logging
import re
from time import perf_counter
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import Settings
from ui.access.visitor import Visitor
from ui.http.problem import problem_said
from ui.log import log_defect, request_id

_log = logging.getLogger("cancu.request")
# What a proxy gave the request as its id: no other characters can forge a line or a header.
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_HEADER = "x-request-id"


class Logged:
    """ASGI middleware, the outermost: who asked for what, how it ended, how long it took.

    The route stands in the line as it is written in the code, so that no id, no name and no query
    of a person does.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; what nobody caught ends here as a 500 without its details."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number = _number(Headers(scope=scope))
        former = request_id.set(number)
        started, status = perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[_HEADER] = number
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            told = problem_said(500, log_defect(self.settings))
            if not status:  # else the answer is cut off, as it should look
                await told(scope, receive, sending)
        finally:
            _log.info("request", extra=_facts(scope, status, started))
            request_id.reset(former)


def _number(headers: Headers) -> str:
    given = headers.get(_HEADER, "")
    return given if _SANE.fullmatch(given) else uuid4().hex


def _facts(scope: Scope, status: int, started: float) -> dict[str, object]:
    visitor: Visitor = scope.get("state", {}).get("visitor") or Visitor()
    return {
        "method": scope["method"],
        "route": getattr(scope.get("route"), "path", ""),
        "status": status,
        "ms": round((perf_counter() - started) * 1000, 1),
        "who": visitor.name or visitor.via.value,
    }
