"""Whether we are alive, and whether we can answer: for a proxy, a supervisor, a monitor."""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from assistant.settings import Settings
from prompts import say
from ui.ready import parts
from vectorstore.store import Store

_NO_STORE = {"cache-control": "no-store"}


def health_router(store: Store, settings: Settings) -> APIRouter:
    """The two routes; both are open to everybody and tell nothing of paths, versions or people."""
    router = APIRouter()

    @router.get("/healthz")
    async def alive() -> JSONResponse:
        return JSONResponse({"status": "ok"}, headers=_NO_STORE)

    @router.get("/readyz", responses={503: {"description": "A part is missing"}})
    def ready() -> JSONResponse:
        found = parts(store, settings)
        is_ready = all(part.is_there for part in found)
        told = [
            {
                "part": part.name,
                "ok": part.is_there,
                "detail": say(
                    f"running.{'has' if part.is_there else 'lacks'}_{part.name}", settings.language
                ),
            }
            for part in found
        ]
        body = {"status": "ready" if is_ready else "not_ready", "parts": told}
        return JSONResponse(body, 200 if is_ready else 503, _NO_STORE)

    return router
