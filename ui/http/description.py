"""`/openapi.json`: what the API offers, as the routes say it and the list of doors guards it.

The pages of the house are no part of it. What every door may answer (401, 403, 429 …) is added
here, so that no route can forget it.
"""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.version import product_version
from ui.access.doors import Door, door_to
from ui.http.shapes import ProblemOut, problems

_SHOWN = ("/v1/", "/healthz", "/readyz", "/widget/session")
_METHODS = ("get", "post", "put", "delete")
_ABOUT = (
    "Answers about the documents of an office, each with its basis. An error is a problem "
    "(RFC 9457) whose `detail` is a sentence that says what to do. Examples: docs/api.md."
)
_SCHEMES = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key, or the token of a widget's session. While no user has been "
        "set up, a program on this machine needs none.",
    },
    "login": {
        "type": "apiKey",
        "in": "cookie",
        "name": "cancu_session",
        "description": "The login of a person, for pages of this server only.",
    },
}
_EVERYWHERE = (400, 403, 429, 500)
_GUARDED = (401,)
_WITH_BODY = (408, 411, 413)


def describe_api(app: FastAPI) -> None:
    """Has the application describe itself this way, made once when it is first asked for."""

    def described() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    whole = get_openapi(
        title=app.title, version=product_version(), description=_ABOUT, routes=app.routes
    )
    whole["paths"] = {p: item for p, item in whole["paths"].items() if p.startswith(_SHOWN)}
    for path, method, operation in _operations(whole):
        _complete(operation, door_to(method.upper(), path))
    components = whole.setdefault("components", {})
    components["securitySchemes"] = _SCHEMES
    schemas = components.setdefault("schemas", {})
    schemas.update(_problem_schemas())
    for unused in ("HTTPValidationError", "ValidationError"):  # FastAPI's own errors, never sent
        schemas.pop(unused, None)
    return whole


def _operations(whole: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in whole["paths"].items():
        yield from ((path, method, item[method]) for method in _METHODS if method in item)


def _complete(operation: dict[str, Any], door: Door) -> None:
    statuses = _EVERYWHERE if door.role is None else (*_EVERYWHERE, *_GUARDED)
    if "requestBody" in operation:
        statuses = (*statuses, *_WITH_BODY)
    responses = operation["responses"]
    if "HTTPValidationError" in str(responses.get("422", "")):
        del responses["422"]
        statuses = (*statuses, 422)
    for status, said in problems(*statuses).items():
        responses.setdefault(str(status), said)
    operation["security"] = [] if door.role is None else [{"key": []}, {"login": []}]


def _problem_schemas() -> dict[str, Any]:
    made = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    inner: dict[str, Any] = made.pop("$defs", {})
    return {**inner, "ProblemOut": made}
