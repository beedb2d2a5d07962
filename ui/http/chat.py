"""`POST /v1/chat/completions` and `GET /v1/models`: for every client that speaks OpenAI's way."""

from collections.abc import Iterable, Iterator
from time import time
from typing import Any
from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response, StreamingResponse

from assistant.answer import events
from assistant.conversation import Answer
from assistant.conversation_json import to_json
from assistant.settings import Settings
from ingest.errors import CancuError
from ui.access.visitor import Seen
from ui.audit.answers import Answers
from ui.filters import known_units
from ui.http.chat_in import MODEL, ChatIn
from ui.http.chat_out import CompletionOut, ModelOut, ModelsOut, Reply, sent
from ui.http.problem import openai_error
from ui.http.shapes import STREAM, problems
from ui.http.streamed import in_bursts
from ui.log import log_defect

_MADE = 1_767_225_600  # clients want a day: the first of 2026
_MODEL = {"id": MODEL, "object": "model", "created": _MADE, "owned_by": "cancu"}
_NO_STORE = {"cache-control": "no-store"}


def chat_router(answers: Answers, settings: Settings) -> APIRouter:
    """The routes over one assistant."""
    router = APIRouter(prefix="/v1", tags=["openai"])

    @router.post(
        "/chat/completions",
        response_model=CompletionOut,
        responses={**STREAM, **problems(400, 404, 422)},
    )
    def chat(body: ChatIn, visitor: Seen) -> Response:
        """Answer the last message; with `stream`, as chunks that end with `data: [DONE]`."""
        question = body.to_question(visitor.shelves)
        if question.unit:
            known_units(question.unit, answers.assistant.within(visitor.shelves).store.catalog)
        answer_id, answer = answers.ask(visitor, question)
        reply = Reply(f"chatcmpl-{answer_id or uuid4().hex}", int(time()), body.tokens)

        def told(answer: Answer) -> dict[str, Any]:
            return {**to_json(answer), "id": answer_id}

        if not body.stream:
            return JSONResponse(reply.completion(answer, told(answer)))
        options = body.stream_options
        chunks = reply.chunks(events(answer), told, bool(options and options.include_usage))
        lines = _sent(chunks, settings)
        return StreamingResponse(
            in_bursts(lines), media_type="text/event-stream", headers=_NO_STORE
        )

    @router.get("/models", response_model=ModelsOut, responses=problems(401, 403))
    def models() -> Response:
        """The one model there is."""
        return JSONResponse({"object": "list", "data": [_MODEL]})

    @router.get("/models/{model}", response_model=ModelOut, responses=problems(401, 403, 404))
    def model(model: str) -> Response:
        """The model of this id."""
        if model != MODEL:
            raise CancuError("api.unknown_model", model=model, known=MODEL)
        return JSONResponse(_MODEL)

    return router


def _sent(chunks: Iterable[dict[str, Any]], settings: Settings) -> Iterator[str]:
    """Server-sent events; once they flow the status is 200, so that a defect is one of them, and
    then no [DONE] follows: what came before is no answer."""
    try:
        for chunk in chunks:
            yield sent(chunk)
    except Exception:
        yield sent({"error": openai_error(500, log_defect(settings))})
    else:
        yield "data: [DONE]\n\n"
