"""Errors over HTTP: problem details (RFC 9457) with a sentence a person can act on."""

from http import HTTPStatus

from starlette.responses import JSONResponse

from ingest.errors import CancuError
from prompts import Language, say

# As RFC 9110 has them: the names in Python's own list changed with 3.13.
_TITLES = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}
_STATUS = {
    "ui.forged": 403,
    "vectorstore.unknown_draft": 404,
    "vectorstore.unknown_draft_version": 404,
    "assistant.no_section": 404,
    "vectorstore.draft_changed": 409,
    "assistant.section_edited": 409,
    "api.unknown_model": 404,
    "api.chat_unsupported": 400,
    "api.chat_last_message": 400,
    "api.upload_no_file": 400,
    "api.upload_bad_form": 400,
    "api.upload_type": 415,
    "api.upload_crowded": 503,
    "api.upload_unknown": 404,
    "audit.unknown_answer": 404,
    "audit.unknown_feedback": 404,
    "vectorstore.unknown_document": 404,
}


def status_of(error: CancuError) -> int:
    """403 for what no page of ours sent, 404 for what is not there, 409 for what changed meanwhile;
    else what came cannot be meant."""
    return _STATUS.get(error.key, 422)


def problem(status: int, key: str, language: Language, **fields: object) -> JSONResponse:
    """The sentence `key` as a response."""
    return _response(status, say(key, language, **fields))


def problem_of(error: CancuError, status: int, language: Language) -> JSONResponse:
    """What a person can mend, as a response."""
    return _response(status, error.sentence(language))


def defect(sentence: str) -> JSONResponse:
    """A defect of ours, the details being in the log."""
    return _response(500, sentence)


def problem_said(status: int, sentence: str) -> JSONResponse:
    """A sentence that was made before, as a response."""
    return _response(status, sentence)


def openai_error(status: int, sentence: str) -> dict[str, object]:
    """The error as OpenAI's clients read it, so that what they raise says the sentence."""
    kind = "server_error" if status >= 500 else "invalid_request_error"
    return {"message": sentence, "type": kind, "param": None, "code": None}


def _response(status: int, sentence: str) -> JSONResponse:
    body = {
        "type": "about:blank",
        "title": _TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence,
        "error": openai_error(status, sentence),
    }
    return JSONResponse(body, status, media_type="application/problem+json")
