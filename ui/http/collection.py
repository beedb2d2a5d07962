"""`/v1/documents`: the list, one document, its text block by block."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from ui.access.visitor import Seen
from ui.collection import block_json, in_full, listed
from ui.http.parameters import known_only
from ui.http.shapes import problems
from ui.library import describe
from vectorstore.catalog import Catalog

_MOST, _BLOCKS = 10_000, 200
_LAST = 10**9
TOTAL = "x-total-count"


class NotedOut(BaseModel):
    """Something to look at in a document."""

    kind: str
    text: str


class DocumentOut(BaseModel):
    """A document as the list tells it; what a document leaves blank is "" or null."""

    document_id: str
    source: str = Field(description="File name")
    path: str
    number: str
    type: str = Field(description='"Kế hoạch"')
    unit: str
    issued: str | None = Field(description="ISO date")
    pages: int | None
    findings: list[NotedOut]


class RelationOut(BaseModel):
    """What a document says of another one."""

    kind: str = Field(description="basis, implements, replaces, amends, repeals or mentions")
    number: str
    type: str
    issued: str | None
    issuer: str
    subject: str
    block: int
    quote: str


class ReplacementOut(BaseModel):
    """A document that says it replaces this one."""

    document_id: str
    number: str


class WholeDocumentOut(DocumentOut):
    """A document with all that its head says."""

    shelf: str
    sha256: str
    issuer: str
    subject: str
    year: int | None
    signer: str
    signer_title: str
    bases: list[str]
    recipients: list[str]
    relations: list[RelationOut]
    replaced_by: list[ReplacementOut]
    link: str = Field(description="Its page on this server")


class RowOut(BaseModel):
    """A row of a table."""

    cells: list[str]
    label: str = Field(description="Its printed number")
    group: list[str]
    page: int | None
    is_total: bool


class TableOut(BaseModel):
    """A table; a column is named by its whole header."""

    caption: str
    measure: str
    columns: list[str]
    rows: list[RowOut]


class BlockOut(BaseModel):
    """A piece of a document."""

    ordinal: int
    kind: str = Field(description="heading, paragraph, list_item, table or footnote")
    text: str
    section: list[str]
    level: int
    page: int | None
    table: TableOut | None


class BlocksOut(BaseModel):
    """Some blocks of a document, in reading order."""

    total: int
    limit: int
    offset: int
    blocks: list[BlockOut]


def collection_router(catalog: Catalog) -> APIRouter:
    """The routes over one catalog."""
    router = APIRouter(
        prefix="/v1/documents", tags=["documents"], dependencies=[Depends(known_only)]
    )

    @router.get("", response_model=list[DocumentOut], responses=problems(401, 403, 422))
    def documents(
        visitor: Seen,
        unit: Annotated[str, Query(max_length=300)] = "",
        type: Annotated[str, Query(max_length=300)] = "",
        year: Annotated[int | None, Query(ge=1900, le=2100)] = None,
        limit: Annotated[int, Query(ge=0, le=_MOST)] = _MOST,
        offset: Annotated[int, Query(ge=0, le=_LAST)] = 0,
    ) -> Response:
        """The documents by path; `X-Total-Count` says how many there are in all."""
        records = listed(catalog.within(visitor.shelves), unit, type, year)
        told: list[dict[str, Any]] = [describe(r) for r in records[offset : offset + limit]]
        return JSONResponse(told, headers={TOTAL: str(len(records))})

    @router.get(
        "/{document_id}", response_model=WholeDocumentOut, responses=problems(401, 403, 404)
    )
    def document(document_id: str, visitor: Seen) -> Response:
        """A document without its text."""
        return JSONResponse(in_full(catalog.within(visitor.shelves), document_id))

    @router.get(
        "/{document_id}/blocks", response_model=BlocksOut, responses=problems(401, 403, 404, 422)
    )
    def blocks(
        document_id: str,
        visitor: Seen,
        limit: Annotated[int, Query(ge=0, le=_MOST)] = _BLOCKS,
        offset: Annotated[int, Query(ge=0, le=_LAST)] = 0,
    ) -> Response:
        """The text and the tables of a document in reading order."""
        seen = catalog.within(visitor.shelves)
        seen.record(document_id)
        every = seen.blocks(document_id)
        some = [block_json(block) for block in every[offset : offset + limit]]
        counts = {"total": len(every), "limit": limit, "offset": offset}
        return JSONResponse({**counts, "blocks": some})

    return router
