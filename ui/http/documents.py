"""One document as a plain page, and what such pages look like."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from assistant.settings import Settings
from ingest.errors import CancuError
from ui.access.visitor import Seen
from ui.http.problem import problem_of
from ui.library import Library
from ui.page.theme import ICON, style
from ui.page.view import render
from ui.words import document_title


def documents_router(library: Library, settings: Settings) -> APIRouter:
    """The routes over one store."""
    router = APIRouter()

    @router.get("/favicon.ico")
    def icon() -> Response:
        return Response(ICON, media_type="image/svg+xml")

    @router.get("/page.css")
    def page_style() -> Response:
        return Response(style(), media_type="text/css")

    @router.get("/documents/{document_id}")
    def document(document_id: str, visitor: Seen) -> Response:
        try:
            found = library.within(visitor.shelves).document(document_id)
        except CancuError as error:
            return problem_of(error, 404, settings.language)
        title = document_title(found.front, found.source, settings.language)
        page = render(
            "document",
            settings.language,
            document=found,
            front=found.front,
            title=title,
        )
        return HTMLResponse(page, headers={"content-security-policy": _PLAIN})

    return router


# A document's page runs nothing at all.
_PLAIN = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)
