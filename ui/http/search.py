"""`GET /v1/search`: the passages and rows that fit some words, without an answer made of them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from assistant.answer import LONGEST_QUESTION
from ui.access.visitor import Seen
from ui.collection import found
from ui.http.parameters import known_only
from ui.http.shapes import problems
from vectorstore.store import Store

_MOST, _USUAL = 50, 10


class HitOut(BaseModel):
    """A passage or a row of a table, with its place."""

    document_id: str
    source: str = Field(description="File name")
    number: str
    type: str
    unit: str
    issued: str | None
    kind: Literal["passage", "row", "identity"]
    score: float = Field(description="Compares within one search only")
    section: list[str]
    row: str | None
    page: int | None
    text: str
    link: str = Field(description="The place on this server's page of the document")


class HitsOut(BaseModel):
    """The best first."""

    passages: list[HitOut]


def search_router(store: Store) -> APIRouter:
    """The route over one store."""
    router = APIRouter(prefix="/v1", tags=["documents"], dependencies=[Depends(known_only)])

    @router.get("/search", response_model=HitsOut, responses=problems(401, 403, 422))
    def search(
        visitor: Seen,
        q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)],
        unit: Annotated[str, Query(max_length=300)] = "",
        kind: Annotated[
            Literal["", "passage", "row", "identity"],
            Query(description="identity is what a document's head says; not sought unless named"),
        ] = "",
        limit: Annotated[int, Query(ge=1, le=_MOST)] = _USUAL,
    ) -> Response:
        """Passages and rows that fit the words; accents may be left out."""
        seen = store.within(visitor.shelves)
        return JSONResponse({"passages": found(seen, q, unit, kind, limit)})

    return router
