"""The web application: `/v1` for programs, documents as plain pages, the chat page at `/`."""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from assistant.answer import Assistant
from assistant.drafting.keeper import Keeper
from assistant.settings import Settings
from ingest.document import Shelf
from ingest.errors import CancuError
from prompts import say
from ui.access.access import Access
from ui.access.gate import Gate
from ui.access.hosts import Hosts
from ui.access.identify import Identify
from ui.audit.answers import Answers
from ui.audit.feedback import Feedback
from ui.audit.log import AuditLog
from ui.audit.watch import Watch
from ui.http.accounts import accounts_router
from ui.http.admin import admin_router
from ui.http.ask import ask_router
from ui.http.audit import audit_router
from ui.http.chat import chat_router
from ui.http.check import check_router
from ui.http.collection import collection_router
from ui.http.description import describe_api
from ui.http.documents import documents_router
from ui.http.drafts import drafts_router
from ui.http.feedback import feedback_router
from ui.http.figures import figures_router
from ui.http.guard import Guard
from ui.http.health import health_router
from ui.http.logged import Logged
from ui.http.methods import Methods
from ui.http.mistakes import fields_told, names_told
from ui.http.patience import Patience
from ui.http.problem import problem, problem_of, status_of
from ui.http.search import search_router
from ui.http.shell import Shell
from ui.http.uploads import uploads_router
from ui.library import Library
from ui.page.desk import Desk
from ui.uploads import Uploads
from ui.widget.cors import Cors
from ui.widget.routes import widget_router
from ui.widget.sites import Sites
from ui.widget.throttle import Throttle
from ui.widget.visitors import with_visitors

_ICON = '<link rel="icon" href="/favicon.ico" type="image/svg+xml">'
_Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]


@dataclass(frozen=True)
class _Office:
    """What the middleware and the routes share."""

    assistant: Assistant
    settings: Settings
    hosts: Hosts
    access: Access
    sites: Sites
    log: AuditLog
    library: Library
    keeper: Keeper
    uploads: Uploads

    @property
    def answers(self) -> Answers:
        """The assistant, its answers going on record."""
        return Answers(self.log, self.assistant)


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The application over one assistant and the accounts of its data folder."""
    office = _opened(assistant, settings)
    app = FastAPI(
        title="Căn Cứ",
        lifespan=partial(_running, uploads=office.uploads),
        docs_url=None,  # its pages load scripts from another machine
        redoc_url=None,
        middleware=_before_routes(office),
        exception_handlers=_handlers(settings),
    )
    for router in _routers(office):
        app.include_router(router)
    describe_api(app)
    desk = Desk(assistant, office.library, settings, office.keeper, office.answers)
    _mount_page(app, desk)
    app.state.access = office.access
    return app


def _opened(assistant: Assistant, settings: Settings) -> _Office:
    catalog, access = assistant.store.catalog, Access(settings.data)
    return _Office(
        assistant=assistant,
        settings=settings,
        hosts=Hosts(settings.urls),
        access=access,
        sites=Sites(access, say("widget.title", settings.language), settings.language),
        log=AuditLog(settings.data, settings.audit_months),
        library=Library(catalog),
        keeper=Keeper(assistant.store),
        uploads=Uploads(catalog, settings),
    )


def _before_routes(office: _Office) -> list[Middleware]:
    """What a request passes, from the outside in: the log hears of all, the gate stands before
    whatever reads a body."""
    hosts, language = office.hosts, office.settings.language
    identify = with_visitors(office.sites, hosts, Identify(office.access, hosts))
    return [
        Middleware(Logged, settings=office.settings),
        Middleware(Guard, hosts=hosts, language=language),
        Middleware(Watch, log=office.log),
        Middleware(Patience, language=language),
        Middleware(Cors, sites=office.sites, hosts=hosts, language=language),
        Middleware(Methods, language=language),
        Middleware(Gate, identify=identify, hosts=hosts, language=language),
        Middleware(Throttle, language=language),
        Middleware(Shell, language=language),
    ]


def _routers(office: _Office) -> Iterator[APIRouter]:
    settings, store, hosts = office.settings, office.assistant.store, office.hosts
    yield health_router(store, settings)
    yield accounts_router(office.access, hosts, settings)
    yield admin_router(office.access, hosts, settings)
    yield ask_router(office.answers, settings)
    yield chat_router(office.answers, settings)
    yield feedback_router(Feedback(settings.data, office.log))
    yield audit_router(office.log)
    yield documents_router(office.library, settings)
    yield collection_router(store.catalog)
    yield search_router(store)
    yield uploads_router(office.uploads, store.catalog, settings)
    yield check_router(store.catalog, settings)
    yield figures_router(store.catalog, settings)
    public = store.within(frozenset({Shelf.PUBLIC})).catalog
    yield widget_router(office.sites, hosts, public, settings)
    yield drafts_router(office.keeper, settings)


@asynccontextmanager
async def _running(app: FastAPI, uploads: Uploads) -> AsyncIterator[None]:
    """What works beside the requests: files are read in while the server runs."""
    uploads.start()
    try:
        yield
    finally:
        uploads.stop()


def _handlers(settings: Settings) -> dict[int | type[Exception], _Handler]:
    """Every error of a route as a problem with a sentence."""
    language = settings.language

    async def malformed(request: Request, error: RequestValidationError) -> Response:
        form = _form(request)
        told = names_told if form == _FEEDBACK else fields_told
        return problem(422, form, language, detail=told(error))

    async def mendable(request: Request, error: CancuError) -> Response:
        return problem_of(error, status_of(error), language)

    async def unfound(request: Request, error: HTTPException) -> Response:
        key = "ui.not_found" if error.status_code == 404 else "api.bad_body"
        return problem(error.status_code, key, language)

    async def gone(request: Request, error: ClientDisconnect) -> Response:
        return problem(400, "api.bad_body", language)  # which nobody reads

    return {
        RequestValidationError: malformed,
        CancuError: mendable,
        HTTPException: unfound,
        ClientDisconnect: gone,
    }


_FEEDBACK = "audit.bad_feedback"  # lists the values of its fields itself
# The sentence that says what a body must be, by the first steps of its address.
_FORMS = {
    "/v1/drafts": "ui.bad_draft_request",
    "/v1/chat": "api.bad_chat_request",
    "/v1/ask": "ui.bad_request",
    "/v1/feedback": _FEEDBACK,
}


def _form(request: Request) -> str:
    """A GET has parameters and no body, so the sentence is about their values only."""
    forms = {} if request.method == "GET" else _FORMS
    path = request.url.path
    return next((key for start, key in forms.items() if path.startswith(start)), "api.bad_value")


def _mount_page(app: FastAPI, desk: Desk) -> None:
    import gradio as gr

    from ui.page.page import build_page
    from ui.page.theme import script, style, theme

    gr.mount_gradio_app(
        app,
        build_page(desk),
        path="/",
        theme=theme(),
        css=style(),
        head=f"{_ICON}<script>{script()}</script>",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
    )
