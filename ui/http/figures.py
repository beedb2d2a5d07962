"""The ledger over HTTP: `GET /v1/figures` for programs, a file for people."""

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from assistant.settings import Settings
from ingest.document import Role
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.visitor import Seen
from ui.figures import COLUMNS, Found, as_json, find
from ui.filters import FILTERS, read_filters
from ui.http.shapes import problems
from ui.roles import role_name
from ui.sheet import EXCEL, as_csv
from vectorstore.catalog import Catalog

_LIMIT, _MOST = 1_000, 10_000
_LAST = 10**9
_CSV = "text/csv; charset=utf-8"
_FILE = {"content-disposition": 'attachment; filename="so-chi-tieu.csv"'}


_ASKED = {
    "indicator": "Words of its name; accents may be left out",
    "unit": 'Whose figure it is: "phường Sao Mai"',
    "period": '2026, or "quý I năm 2026"',
    "role": "target, result, estimate, budget, size, ratio; commas between several",
    "owner": "Words of the name of the body in charge",
}
_PARAMETERS = [
    *(
        {
            "name": name,
            "in": "query",
            "description": said,
            "schema": {"type": "string", "maxLength": 300},
        }
        for name, said in _ASKED.items()
    ),
    {
        "name": "limit",
        "in": "query",
        "schema": {"type": "integer", "minimum": 0, "maximum": _MOST, "default": _LIMIT},
    },
    {
        "name": "offset",
        "in": "query",
        "schema": {"type": "integer", "minimum": 0, "maximum": _LAST, "default": 0},
    },
    {
        "name": "format",
        "in": "query",
        "description": "Accept: text/csv does as well",
        "schema": {"enum": ["json", "csv"], "default": "json"},
    },
]


class FigureOut(BaseModel):
    """A figure as its document states it; what is left open is "" or null."""

    indicator: str
    value: str = Field(description="As written")
    low: float | None
    high: float | None
    measure: str
    comparator: str
    role: Role
    period: str
    period_first: str | None
    period_last: str | None
    place: str
    owner: str
    person: str
    document_id: str
    source: str
    number: str
    unit: str
    section: list[str]
    row: str | None
    page: int | None
    block: int
    quote: str


class FiguresOut(BaseModel):
    """Some of the figures, and how many there are in all."""

    total: int
    limit: int
    offset: int
    figures: list[FigureOut]


def figures_router(catalog: Catalog, settings: Settings) -> APIRouter:
    """The routes over one catalog."""
    router = APIRouter()

    @router.get(
        "/v1/figures",
        response_model=FiguresOut,
        responses={200: {"content": {"text/csv": {}}}, **problems(422)},
        openapi_extra={"parameters": _PARAMETERS},
        tags=["figures"],
    )
    def figures(request: Request, visitor: Seen) -> Response:
        """The figures of tables and sentences that meet the conditions, each with its place. A
        condition that cannot be meant is refused, never read as nothing found."""
        seen = catalog.within(visitor.shelves)
        asked = _asked(request, ("limit", "offset", "format"))
        limit, offset = _count(asked, "limit", _LIMIT, _MOST), _count(asked, "offset", 0, _LAST)
        is_csv = _is_csv(asked.get("format", ""), request.headers.get("accept", ""))
        wanted = read_filters(asked, seen, date.today(), settings.language)
        found = find(seen, wanted, limit, offset)
        return _csv(found) if is_csv else _json(found, limit, offset)

    @router.get("/figures.csv")
    def sheet(request: Request, visitor: Seen) -> Response:
        asked, seen = _asked(request, ("language",)), catalog.within(visitor.shelves)
        language: Language = "en" if asked.get("language") == "en" else "vi"
        wanted = read_filters(asked, seen, date.today(), language)
        return _file(find(seen, wanted), language)

    return router


def _asked(request: Request, more: tuple[str, ...]) -> Mapping[str, str]:
    """The parameters; CancuError for a name that is none: a slip would widen the list unseen."""
    allowed = (*FILTERS, *more)
    for name in request.query_params:
        if name not in allowed:
            raise CancuError("ui.unknown_parameter", name=name, known=", ".join(allowed))
    return dict(request.query_params)


def _count(asked: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = asked.get(name, "").strip() or str(usual)
    if not (text.isascii() and text.isdecimal() and len(text) < 12 and int(text) <= most):
        raise CancuError("ui.bad_count", name=name, value=text, most=most)
    return int(text)


def _is_csv(form: str, accept: str) -> bool:
    if form not in ("", "json", "csv"):
        raise CancuError("ui.bad_format", value=form)
    return form == "csv" or (not form and "text/csv" in accept)


def _json(found: Found, limit: int, offset: int) -> Response:
    body = {"total": found.total, "limit": limit, "offset": offset}
    return JSONResponse({**body, "figures": [as_json(entry) for entry in found.entries]})


def _csv(found: Found) -> Response:
    rows = (as_json(entry).values() for entry in found.entries)
    headers = {"x-total-count": str(found.total)}
    return Response(as_csv(COLUMNS, rows), media_type=_CSV, headers=headers)


def _file(found: Found, language: Language) -> Response:
    """The list for a person: titles and roles in words, as a file that Excel opens."""
    titles = [say(f"ui.column_{column}", language) for column in COLUMNS]
    rows = (
        {**as_json(entry), "role": role_name(entry.figure.role, language)}.values()
        for entry in found.entries
    )
    return Response(EXCEL + as_csv(titles, rows), media_type=_CSV, headers=_FILE)
