"""`POST /v1/check`, and `/check` for the page: a file in, its faults out. Nothing of it is kept."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, JSONResponse, Response

from assistant.checking.fault import Checked, Severity
from assistant.checking.fault_json import as_json
from assistant.settings import Settings
from ingest.errors import CancuError
from ingest.loaders import SUFFIXES
from prompts import Language
from ui.access.visitor import Seen
from ui.checked import UPLOAD_LIMIT, check_file
from ui.http.problem import problem, problem_of
from ui.http.shapes import problems
from ui.names import safe_name
from ui.page.faults import faults_html
from vectorstore.catalog import Catalog

_FILE = {"type": "string", "format": "binary"}
_FORM = {
    "parameters": [
        {
            "name": "filename",
            "in": "query",
            "schema": {"type": "string"},
            "description": "Of a file that is the body itself",
        }
    ],
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": _FILE},
                }
            },
            "application/octet-stream": {"schema": _FILE},
        },
    },
}
_Tell = Callable[[Checked, Language], Response]


class FaultOut(BaseModel):
    """A fault with its place, its rule and what to do."""

    rule: str
    severity: Severity
    text: str
    suggestion: str
    block: int | None
    excerpt: str
    related: str
    section: list[str]
    row: str
    page: int | None
    name: str = Field(description="What people call the rule")
    source: str = Field(description="The article the rule stands on")


class SkippedOut(BaseModel):
    """A rule that was not run, and why."""

    rule: str
    name: str
    why: str


class CheckedOut(BaseModel):
    """What is wrong with a paper, in reading order."""

    source: str
    faults: list[FaultOut]
    not_run: list[SkippedOut]
    counts: dict[Severity, int]


def check_router(catalog: Catalog, settings: Settings) -> APIRouter:
    """The routes over one catalog."""
    router = APIRouter()

    @router.post(
        "/v1/check",
        response_model=CheckedOut,
        responses=problems(400, 411, 413, 415, 422),
        openapi_extra=_FORM,
        tags=["check"],
    )
    async def check(request: Request, visitor: Seen) -> Response:
        """The faults of a paper. Send a form with one file, or the file itself as the body with
        `filename`; nothing of it is kept."""
        return await _answered(request, catalog.within(visitor.shelves), settings.language, _json)

    @router.post("/check")
    async def page(request: Request, visitor: Seen) -> Response:
        """The same as a piece of the page, in its `?language=`."""
        language: Language = "en" if request.query_params.get("language") == "en" else "vi"
        return await _answered(request, catalog.within(visitor.shelves), language, _html)

    return router


def _json(checked: Checked, language: Language) -> Response:
    return JSONResponse(as_json(checked, language))


def _html(checked: Checked, language: Language) -> Response:
    return HTMLResponse(faults_html(checked, language))


async def _answered(
    request: Request, catalog: Catalog, language: Language, tell: _Tell
) -> Response:
    name, content = await _sent(request)
    if not name:
        return problem(400, "ui.no_upload", language)
    if len(content) > UPLOAD_LIMIT:
        return problem(413, "ui.upload_too_large", language, limit=UPLOAD_LIMIT)
    if Path(name).suffix.lower() not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        return problem(415, "ui.upload_type", language, name=name, known=known)

    def checked() -> Response:
        return tell(_checked(name, content, catalog, language), language)

    try:
        return await run_in_threadpool(checked)
    except CancuError as error:
        return problem_of(error, 422, language)


async def _sent(request: Request) -> tuple[str, bytes]:
    """The name and the bytes of the one file; "" where none came."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=1, max_fields=4) as form:
            files = [value for value in form.values() if isinstance(value, UploadFile)]
            if not files:
                return "", b""
            return safe_name(files[0].filename or ""), await files[0].read()
    named = request.query_params.get("filename") or request.headers.get("x-filename", "")
    return safe_name(unquote(named)), await request.body()


def _checked(name: str, content: bytes, catalog: Catalog, language: Language) -> Checked:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return check_file(path, language, catalog)
