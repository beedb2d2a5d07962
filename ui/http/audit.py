"""`GET /v1/audit`: the audit log as JSON, or as a sheet."""

from typing import Any

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from ui.audit.entry import COLUMNS, Entry, in_cells, to_json
from ui.audit.log import MOST, AuditLog, wanted
from ui.http.shapes import problems
from ui.sheet import EXCEL, as_csv

_USUAL = 1_000
_LAST = 10**9
_SHEET: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}}
}
_FILE = {
    "content-disposition": 'attachment; filename="nhat-ky.csv"',
    "cache-control": "no-store",
}


class AuditOut(BaseModel):
    """The newest first; `total` counts all that fit."""

    total: int
    entries: list[Entry]


def audit_router(log: AuditLog) -> APIRouter:
    """The route over one log."""
    router = APIRouter(prefix="/v1", tags=["audit"])

    @router.get("/audit", response_model=AuditOut, responses={**_SHEET, **problems(422)})
    def entries(
        first: str = Query("", alias="from", max_length=10, description="Day, counted in"),
        last: str = Query("", alias="to", max_length=10, description="Day, counted in"),
        event: str = Query("", max_length=40),
        limit: int = Query(_USUAL, ge=0, le=MOST),
        offset: int = Query(0, ge=0, le=_LAST),
        format: str = Query("json", pattern="^(json|csv)$"),
    ) -> Response:
        """The entries of these days and of this event, the newest first."""
        asked = wanted(first, last, event)
        found = list(log.entries(asked, limit, offset))
        if format == "csv":
            sheet = EXCEL + as_csv(COLUMNS, map(in_cells, found))
            return Response(sheet, media_type="text/csv; charset=utf-8", headers=_FILE)
        said = {"total": log.count(asked), "entries": list(map(to_json, found))}
        return JSONResponse(said, headers={"cache-control": "no-store"})

    return router
