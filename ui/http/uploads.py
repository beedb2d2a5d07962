"""`POST` and `DELETE /v1/documents`: a file in, a document out, and what becomes of both."""

import asyncio
from concurrent.futures import Future
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from assistant.settings import Settings
from ingest.document import Shelf
from ingest.errors import CancuError
from ingest.loaders import SUFFIXES
from prompts import Language
from ui.access.visitor import Seen
from ui.checked import UPLOAD_LIMIT
from ui.collection import in_full
from ui.http.collection import WholeDocumentOut
from ui.http.parameters import known_only
from ui.http.problem import problem, problem_said
from ui.http.received import Received, TooLarge, receive
from ui.http.shapes import problems
from ui.upload_task import Ended, Task
from ui.uploads import Upload, Uploads
from vectorstore.catalog import Catalog

_PATIENCE_SECONDS = 10.0  # then the sender is told where to ask
_YES_OR_NO = {"true": True, "1": True, "false": False, "0": False}
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "shelf": {"enum": ["internal", "public"], "default": "internal"},
                        "replace": {"enum": ["false", "true"], "default": "false"},
                    },
                }
            }
        },
    }
}
_Asked = Annotated[Literal["", "vi", "en"], Query(description="Of the sentences that come back")]


class UploadOut(BaseModel):
    """How far an upload or a removal is."""

    id: str
    what: Literal["take", "remove"]
    name: str
    shelf: Literal["public", "internal"]
    state: Literal["waiting", "reading", "done", "failed"]
    document_id: str | None = Field(description="Once it is done")
    problem: str | None = Field(description="Why it failed")
    status: int | None = Field(description="The status a failed one would have come with")


def uploads_router(uploads: Uploads, catalog: Catalog, settings: Settings) -> APIRouter:
    """The routes over one queue."""
    router = APIRouter(prefix="/v1", tags=["documents"], dependencies=[Depends(known_only)])
    later: dict[int | str, dict[str, Any]] = {
        202: {"model": UploadOut, "description": "Still under way: ask at `Location`"}
    }

    @router.post(
        "/documents",
        status_code=201,
        response_model=WholeDocumentOut,
        responses={
            200: {"model": WholeDocumentOut, "description": "These bytes are there already"},
            **later,
            **problems(400, 401, 403, 409, 411, 413, 415, 422, 503, 507),
        },
        openapi_extra=_FORM,
    )
    async def upload(request: Request, visitor: Seen, language: _Asked = "") -> Response:
        """Take in one file. The same bytes twice are one document; `replace` puts a file in the
        place of an uploaded one of its name."""
        spoken: Language = language or settings.language
        task_id, part = uploads.new_part()
        try:
            received = await receive(request, part, UPLOAD_LIMIT)
        except TooLarge:
            return problem(413, "ui.upload_too_large", spoken, limit=UPLOAD_LIMIT)
        except OSError as error:
            cause = error.strerror or type(error).__name__
            return problem(507, "api.upload_disk_full", spoken, cause=cause)
        request.state.what = received.name
        try:
            task = _task(task_id, received, spoken)
        except CancuError:
            part.unlink(missing_ok=True)
            raise
        ended = await _soon(uploads.submit(task))
        return _told(ended, task_id, uploads, catalog)

    @router.delete(
        "/documents/{document_id}",
        status_code=204,
        responses={**later, **problems(401, 403, 404, 422)},
    )
    async def remove(document_id: str, visitor: Seen, language: _Asked = "") -> Response:
        """Take a document out. What was uploaded of it is deleted; a file elsewhere stays."""
        task_id, future = uploads.remove(document_id, language or settings.language)
        ended = await _soon(future)
        if ended and not ended.problem:
            return Response(status_code=204)
        return _told(ended, task_id, uploads, catalog)

    @router.get("/uploads/{upload_id}", response_model=UploadOut, responses=problems(401, 403, 404))
    def state(upload_id: str, visitor: Seen) -> Response:
        """How far an upload or a removal is that was answered with 202."""
        return JSONResponse(_state_json(uploads.find(upload_id)))

    return router


def _task(task_id: str, received: Received, language: Language) -> Task:
    """What is to be done; CancuError where the fields or the name do not allow it."""
    if Path(received.name).suffix.lower() not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        raise CancuError("api.upload_type", name=received.name, known=known)
    shelf = received.fields.get("shelf", Shelf.INTERNAL.value)
    _one_of("shelf", shelf, [one.value for one in Shelf])
    replaces = received.fields.get("replace", "false")
    _one_of("replace", replaces, list(_YES_OR_NO))
    is_replacing = _YES_OR_NO[replaces]
    return Task(
        task_id, "take", received.name, shelf, received.sha256, is_replacing, language=language
    )


def _one_of(name: str, value: str, known: list[str]) -> None:
    if value not in known:
        raise CancuError("api.upload_bad_field", name=name, value=value, known=", ".join(known))


async def _soon(future: "Future[Ended]") -> Ended | None:
    """What came of it; None where that takes longer, and it goes on."""
    try:
        return await asyncio.wait_for(
            asyncio.shield(asyncio.wrap_future(future)), _PATIENCE_SECONDS
        )
    except TimeoutError:
        return None


def _told(ended: Ended | None, task_id: str, uploads: Uploads, catalog: Catalog) -> Response:
    if ended is None:
        there = {"location": f"/v1/uploads/{task_id}"}
        return JSONResponse(_state_json(uploads.find(task_id)), 202, headers=there)
    if ended.problem:
        return problem_said(ended.status, ended.problem)
    there = {"location": f"/v1/documents/{ended.document_id}"}
    status = 201 if ended.is_new else 200
    return JSONResponse(in_full(catalog, ended.document_id), status, headers=there)


def _state_json(upload: Upload) -> dict[str, Any]:
    task, ended = upload.task, upload.ended
    return {
        "id": task.id,
        "what": task.what,
        "name": task.name,
        "shelf": task.shelf,
        "state": upload.state,
        "document_id": ended.document_id or None,
        "problem": ended.problem or None,
        "status": ended.status if ended.problem else None,
    }
