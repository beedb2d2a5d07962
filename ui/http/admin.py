"""`/admin`: people, keys and sites, managed by one person without knowledge of servers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.access import Access
from ui.access.hosts import Hosts
from ui.account_steps import HARMFUL, Asked, is_step, take
from ui.accounts import PEOPLE, PROGRAMS, role_said, rows, titles
from ui.http.forms import drawn, language_of, onward, own_form

_KINDS = ("user", "key", "site")
_Fields = Mapping[str, str]


def admin_router(access: Access, hosts: Hosts, settings: Settings) -> APIRouter:
    """The routes over the accounts of one data folder; the gate lets in administrators only."""
    router = APIRouter(include_in_schema=False)

    @router.get("/admin")
    def overview(request: Request) -> Response:
        asked = request.query_params
        language, done = language_of(asked, settings.language), asked.get("done", "")
        notice = say(f"access.{done.replace(' ', '_')}_done", language) if is_step(done) else ""
        return _overview(access, language, notice=notice)

    @router.post("/admin")
    def change(request: Request, sent: Annotated[_Fields, Depends(own_form(hosts))]) -> Response:
        language, step = language_of(sent, settings.language), sent.get("step", "")
        request.state.what = None
        if not is_step(step):
            return onward("/admin")
        if step in HARMFUL and not sent.get("sure"):
            return _asked_again(step, sent, language)
        try:
            shown = take(step, access, _opened_at(request, settings), _asked(sent))
        except CancuError as error:
            return _overview(access, language, problem=error.sentence(language), status=422)
        request.state.what = " ".join((step, sent.get("name", ""), sent.get("role", ""))).strip()
        return _done(step, shown, language)

    return router


def _opened_at(request: Request, settings: Settings) -> Settings:
    """The settings with the address that this page was opened at, where none was set."""
    return replace(settings, urls=settings.urls or (str(request.base_url).rstrip("/"),))


def _asked(sent: _Fields) -> Asked:
    origins = sent.get("origins", "").replace(",", " ").split()
    return Asked(
        sent.get("name", ""), sent.get("role", ""), origins, language_of(_widget(sent), "vi")
    )


def _widget(sent: _Fields) -> _Fields:
    """The widget's language is another than the page's."""
    return {"language": sent.get("speaks", "")}


def _overview(
    access: Access, language: Language, *, notice: str = "", problem: str = "", status: int = 200
) -> Response:
    roles = {"user": PEOPLE, "key": PROGRAMS}
    return drawn(
        "admin",
        language,
        status,
        title=say("access.admin", language),
        kinds=[(kind, titles(kind, language), rows(kind, access, language)) for kind in _KINDS],
        roles={kind: [(r.value, role_said(r, language)) for r in roles[kind]] for kind in roles},
        notice=notice,
        problem=problem,
    )


def _asked_again(step: str, sent: _Fields, language: Language) -> Response:
    named = sent.get("label") or sent.get("name", "")
    question = say(f"access.{step.replace(' ', '_')}_sure", language, name=named)
    return drawn(
        "sure",
        language,
        title=say("access.sure", language),
        question=question,
        kept={name: sent.get(name, "") for name in ("step", "name", "role", "language")},
    )


def _done(step: str, shown: str, language: Language) -> Response:
    """What is shown once stands on a page of its own; else back to the overview."""
    if not shown:
        return onward(f"/admin?done={step.replace(' ', '+')}&language={language}")
    return drawn(
        "told",
        language,
        title=say("access.admin", language),
        lines=[say(f"access.{step.replace(' ', '_')}_page", language)],
        shown=shown,
        onward=f"/admin?language={language}",
        onward_text=say("access.back", language),
    )
