"""`POST /v1/ask`: a question in, the answer of the contract out, at once or as it grows."""

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from fastapi import APIRouter
from pydantic import Field, StrictBool
from starlette.responses import JSONResponse, Response, StreamingResponse

from assistant.answer import Event, events
from assistant.conversation import Answer, Question, Status, Turn
from assistant.conversation_json import to_json
from assistant.settings import Settings
from ingest.errors import CancuError
from ui.access.visitor import Seen
from ui.audit.answers import Answers
from ui.filters import known_units
from ui.http.shapes import STREAM, AnswerOut, In, problems
from ui.http.streamed import in_bursts
from ui.log import log_defect

_HISTORY_TURNS = 50
_NO_STORE = {"cache-control": "no-store"}


class TurnIn(In):
    """An earlier message."""

    role: Literal["user", "assistant"]
    content: str


class AskIn(In):
    """A question as it comes in."""

    question: str = Field(examples=["Chỉ tiêu VNeID năm 2026 là bao nhiêu?"])
    unit: str | None = Field(None, description='Whose figures come first: "phường Sao Mai"')
    history: list[TurnIn] = Field(default_factory=list, description="The last 50 are read")
    stream: StrictBool = Field(
        False, description="As server-sent events: sources, token…, then answer, or error"
    )

    def to_question(self) -> Question:
        """The question with its last turns."""
        turns = tuple(Turn(t.role, t.content) for t in self.history[-_HISTORY_TURNS:])
        return Question(self.question, unit=(self.unit or "").strip(), history=turns)


def ask_router(answers: Answers, settings: Settings) -> APIRouter:
    """The route over one assistant, each answer on record."""
    router = APIRouter(prefix="/v1", tags=["questions"])

    @router.post("/ask", response_model=AnswerOut, responses={**STREAM, **problems(422)})
    def ask(body: AskIn, visitor: Seen) -> Response:
        """Answer a question, every statement with its basis. What the documents do not hold is an
        answer too: see `status`."""
        question = body.to_question()
        if question.unit:
            known_units(question.unit, answers.assistant.within(visitor.shelves).store.catalog)
        # what is wrong with the question is said before the status is
        answer_id, answer = answers.ask(visitor, question)
        if not body.stream:
            return JSONResponse({**to_json(answer), "id": answer_id})
        told = _told(events(answer), answer_id, settings)
        return StreamingResponse(in_bursts(told), media_type="text/event-stream", headers=_NO_STORE)

    return router


def _told(events: Iterable[Event], answer_id: str, settings: Settings) -> Iterator[str]:
    """Server-sent events; once they flow the status is 200, so an error is an event too."""
    try:
        for event in events:
            yield _sent(event.name, _data(event, answer_id))
    except CancuError as error:
        yield _sent("error", {"detail": error.sentence(settings.language)})
    except Exception:
        yield _sent("error", {"detail": log_defect(settings)})


def _data(event: Event, answer_id: str) -> object:
    if isinstance(event.data, Answer):
        return {**to_json(event.data), "id": answer_id}
    if isinstance(event.data, str):
        return event.data
    return to_json(Answer(Status.ANSWERED, "", "vi", event.data))["citations"]


def _sent(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
