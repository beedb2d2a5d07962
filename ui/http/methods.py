"""What can be done at an address of ours: 405 with what can, HEAD wherever GET goes, OPTIONS.

Gradio's page stands at `/` and would take whatever no route of ours takes, so that a wrong method
or a wrong address of the API would be answered by a page.
"""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from prompts import Language
from ui.access.doors import methods_at
from ui.http.problem import problem

_API = "/v1/"


class Methods:
    """ASGI middleware: passes on what an address of ours can do (RFC 9110, 9.1 and 15.5.6)."""

    def __init__(self, app: ASGIApp, language: Language) -> None:
        self.app = app
        self.language: Language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on HEAD as GET: the server below sends no body for it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known = methods_at(scope["path"])
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        if not known and scope["path"].startswith(_API):
            await problem(404, "api.no_such_address", self.language)(scope, receive, send)
        elif not known or method in known:
            inner = {**scope, "method": method} if method != scope["method"] else scope
            await self.app(inner, receive, send)
        else:
            await self._told(method, known)(scope, receive, send)

    def _told(self, method: str, known: frozenset[str]) -> Response:
        allowed = sorted({*known, "OPTIONS", *(("HEAD",) if "GET" in known else ())})
        if method == "OPTIONS":
            return Response(status_code=204, headers={"allow": ", ".join(allowed)})
        refused = problem(405, "api.wrong_method", self.language, allowed=", ".join(allowed))
        refused.headers["allow"] = ", ".join(allowed)
        return refused
