"""The JSON of answers as models: they describe it to programs, and hold what is accepted.

Responses are described, not checked again: they are made by one function each and tested against
the description (`tests/ui/test_openapi.py`).
"""

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.conversation import Status


class Writable(BaseModel):
    """A body whose every character can be written as UTF-8: JSON can name halves of characters
    ("\\ud800"), which break off whatever writes them later."""

    @model_validator(mode="before")
    @classmethod
    def _is_writable(cls, value: object) -> object:
        if isinstance(value, dict):  # whatever else came is told by its type
            try:
                json.dumps(value, ensure_ascii=False).encode()
            except RecursionError as error:
                raise ValueError("too deep") from error
        return value


class In(Writable):
    """A body: a key that does not exist is refused, since a slip would ask something else."""

    model_config = ConfigDict(extra="forbid")


class ErrorOut(BaseModel):
    """The error in the shape that OpenAI's clients read."""

    message: str
    type: Literal["invalid_request_error", "server_error"]
    param: None = None
    code: None = None


class ProblemOut(BaseModel):
    """Problem details (RFC 9457): `detail` is a sentence that says what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    error: ErrorOut


class CitationOut(BaseModel):
    """The basis of a statement; `marker` is the [1] of the text."""

    marker: int
    document_id: str
    source: str = Field(description="File name")
    number: str = Field(description='"33/KH-UBND", "" where the document has none')
    issued: str | None = Field(description="ISO date")
    unit: str
    section: list[str] = Field(description="Headings, outermost first")
    row: str | None = Field(description="Printed number of a table's row")
    page: int | None
    quote: str = Field(description="The exact words")


class PassageOut(BaseModel):
    """What was retrieved or read, best first."""

    document: str = Field(description="File name without its ending")
    text: str


class FindingOut(BaseModel):
    """Something to look at: unsupported, blank, conflict, doubtful, computed, removed."""

    kind: str
    text: str
    marker: int | None


class AnswerOut(BaseModel):
    """An answer with its bases. Whatever the status, `answer` is a text to be shown."""

    status: Status
    answer: str
    language: Literal["vi", "en"]
    citations: list[CitationOut]
    passages: list[PassageOut]
    findings: list[FindingOut]
    composer: str
    timings_ms: dict[str, float]
    id: str = Field("", description="By which feedback names this answer")


STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, server-sent events",
        "content": {"text/event-stream": {"schema": {}}},
    }
}


class CitedOut(BaseModel):
    """A document that an answer stood on."""

    id: str
    number: str
    source: str = Field(description="File name")


class OwnFeedbackOut(BaseModel):
    """What a visitor said of an answer."""

    id: str
    answer_id: str
    at: str = Field(description="Moment in UTC")
    verdict: Literal["up", "down"]
    reason: str | None
    comment: str = Field(description="With personal numbers masked")


class FeedbackOut(OwnFeedbackOut):
    """The same beside its question and answer; those are empty once their time is over."""

    reviewed: str | None = Field(description="When an editor read it")
    reviewer: str
    question: str
    answer: str
    status: str
    documents: list[CitedOut]


class FeedbackListOut(BaseModel):
    """The newest first; `total` counts all that fit."""

    total: int
    feedback: list[FeedbackOut]


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses`: these statuses come with problem details."""
    body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    return {status: {"description": _SAID[status], "content": body} for status in statuses}


_SAID = {
    400: "The request cannot be read or asks for what is not offered",
    401: "Nobody known: log in or send a key",
    403: "Known, but not allowed; or from a foreign host or origin",
    404: "Nothing of this id, for this visitor",
    405: "No such method here",
    408: "The body came too slowly",
    409: "Changed meanwhile, or the name is taken",
    411: "The body has no length",
    413: "The body is too large",
    415: "No such type of file is read",
    422: "What came cannot be meant; the sentence says why",
    429: "Too many requests",
    503: "Too much is waiting",
    507: "The disk is full",
    500: "A defect; the details are in the log",
}
