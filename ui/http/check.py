"""`POST /v1/check`: a file in, its faults out. Nothing of the file is kept."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from assistant.checking.fault_json import as_json
from assistant.settings import Settings
from ingest.errors import CancuError
from ingest.loaders import SUFFIXES
from ingest.text import nfc
from prompts import Language
from ui.checked import check_file
from ui.http.guard import UPLOAD_LIMIT
from ui.http.problem import problem, problem_of
from vectorstore.catalog import Catalog

_UNSAFE = re.compile(r'[\x00-\x1f/\\:*?"<>|]')
_LONGEST = 100  # characters of a name that are kept


def check_router(catalog: Catalog, settings: Settings) -> APIRouter:
    """The route over one catalog."""
    router = APIRouter()
    language = settings.language

    @router.post("/v1/check")
    async def check(request: Request) -> Response:
        """A form with one file, or the file itself as the body with `?filename=`.

        400 without a file or a name, 413 for too large a one, 415 for a type that is not read, 422
        for a file that cannot be read.
        """
        name, content = await _sent(request)
        if not name or not content:
            return problem(400, "ui.no_upload", language)
        if len(content) > UPLOAD_LIMIT:
            return problem(413, "ui.upload_too_large", language, limit=UPLOAD_LIMIT)
        if Path(name).suffix.lower() not in SUFFIXES:
            known = ", ".join(sorted(SUFFIXES))
            return problem(415, "ui.upload_type", language, name=name, known=known)
        return await run_in_threadpool(_checked, name, content, catalog, language)

    return router


async def _sent(request: Request) -> tuple[str, bytes]:
    """The name and the bytes of the one file; "" where none came."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=1, max_fields=4) as form:
            files = [value for value in form.values() if isinstance(value, UploadFile)]
            return (_safe(files[0].filename or ""), await files[0].read()) if files else ("", b"")
    named = request.query_params.get("filename") or request.headers.get("x-filename", "")
    return _safe(unquote(named)), await request.body()


def _safe(name: str) -> str:
    """The last part of a name without what could lead out of a folder; its ending is kept."""
    last = _UNSAFE.sub("_", re.split(r"[/\\]", nfc(name))[-1]).strip(" .")
    stem, dot, suffix = last.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{suffix}" if stem else last


def _checked(name: str, content: bytes, catalog: Catalog, language: Language) -> Response:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            return JSONResponse(as_json(check_file(path, language, catalog), language))
        except CancuError as error:
            return problem_of(error, 422, language)
