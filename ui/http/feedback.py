"""What users say of answers: said with `POST /v1/feedback`, read and marked by editors."""

from typing import Any

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import JSONResponse

from ui.access.visitor import Seen
from ui.audit.feedback import LONGEST_COMMENT, MOST, Feedback, Said, Verdict, Why
from ui.http.shapes import FeedbackListOut, FeedbackOut, In, OwnFeedbackOut, problems

_USUAL = 50
_LAST = 10**9
_NO_STORE = {"cache-control": "no-store"}


class FeedbackIn(In):
    """One word of a visitor on an answer."""

    answer_id: str = Field(min_length=1, max_length=64, description="The `id` of the answer")
    verdict: Verdict
    reason: Why | None = None
    comment: str = Field("", max_length=LONGEST_COMMENT)


def feedback_router(feedback: Feedback) -> APIRouter:
    """The routes over what was said."""
    router = APIRouter(prefix="/v1/feedback", tags=["feedback"])

    @router.post("", status_code=201, response_model=OwnFeedbackOut, responses=problems(404, 422))
    def say(body: FeedbackIn, visitor: Seen) -> JSONResponse:
        """Says whether an answer helped; said again by the same visitor, it stands instead."""
        reason = body.reason.value if body.reason else ""
        said = feedback.say(visitor, body.answer_id, body.verdict, reason, body.comment)
        return JSONResponse(_own_json(said), 201, _NO_STORE)

    @router.get("", response_model=FeedbackListOut, responses=problems(422))
    def every(
        verdict: Verdict | None = None,
        reviewed: bool | None = None,
        limit: int = Query(_USUAL, ge=0, le=MOST),
        offset: int = Query(0, ge=0, le=_LAST),
    ) -> JSONResponse:
        """What was said, the newest first, each with its question, answer and citations."""
        found = feedback.every(verdict, reviewed, limit, offset)
        said = {"total": feedback.count(verdict, reviewed), "feedback": list(map(_json, found))}
        return JSONResponse(said, headers=_NO_STORE)

    @router.post("/{feedback_id}/reviewed", response_model=FeedbackOut, responses=problems(404))
    def review(feedback_id: str, visitor: Seen) -> JSONResponse:
        """Marks it as read."""
        return JSONResponse(_json(feedback.review(visitor, feedback_id)), headers=_NO_STORE)

    return router


def _own_json(said: Said) -> dict[str, Any]:
    """What who says it is told back: not who read it, nor what is on record."""
    return {
        "id": said.id,
        "answer_id": said.answer_id,
        "at": said.at,
        "verdict": said.verdict.value,
        "reason": said.reason or None,
        "comment": said.comment,
    }


def _json(said: Said) -> dict[str, Any]:
    kept = said.answer
    return {
        **_own_json(said),
        "reviewed": said.reviewed or None,
        "reviewer": said.reviewer,
        "question": kept.question if kept else "",
        "answer": kept.answer if kept else "",
        "status": kept.status if kept else "",
        "documents": [
            {"id": one.id, "number": one.number, "source": one.source}
            for one in (kept.documents if kept else ())
        ],
    }
