"""Pages of accounts: log in and out, set up the administrator, set a password."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, TypeVar

import anyio
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.access import Access
from ui.access.hosts import Hosts, address_of
from ui.access.identify import session_cookie, session_token
from ui.access.login import LoginRefused, log_in, prove, set_password, start
from ui.access.passwords import SHORTEST
from ui.access.records import Purpose
from ui.access.visitor import Seen, Via, Visitor
from ui.http.forms import drawn, language_of, local_path, onward, own_form

_AT_ONCE = 2  # hashes being made: each takes 64 MiB and a core for a tenth of a second
_WAITING = 20  # people who may wait for one; more are sent away
_BUSY_SECONDS = 5
_GONE, _TOO_MANY, _UNAVAILABLE = 410, 429, 503

_Done = TypeVar("_Done")
_Fields = Mapping[str, str]


class _Counter:
    """What the pages stand on; few hashes at once, so that logins cannot eat the machine."""

    def __init__(self, access: Access, hosts: Hosts, settings: Settings) -> None:
        self.access = access
        self.hosts = hosts
        self.usual = settings.language
        self.form = own_form(hosts)
        self._limiter = anyio.CapacityLimiter(_AT_ONCE)

    async def in_turn(self, work: Callable[[], _Done]) -> _Done:
        """The work, when it is its turn; LoginRefused where too many wait already."""
        if self._limiter.statistics().tasks_waiting >= _WAITING:
            raise LoginRefused("access.login_busy", _BUSY_SECONDS)
        return await anyio.to_thread.run_sync(work, limiter=self._limiter)


def accounts_router(access: Access, hosts: Hosts, settings: Settings) -> APIRouter:
    """The routes over the accounts of one data folder."""
    router = APIRouter(include_in_schema=False)
    counter = _Counter(access, hosts, settings)
    _logins(router, counter)
    _starts(router, counter)
    _passwords(router, counter)
    return router


def _logins(router: APIRouter, counter: _Counter) -> None:
    @router.get("/login")
    def login(request: Request, visitor: Seen) -> Response:
        asked = request.query_params
        if visitor.via is Via.SESSION:
            return onward(asked.get("next", "/"))
        notice = _NOTICES.get(asked.get("done", ""), "")
        return _login_page(language_of(asked, counter.usual), asked, notice=notice)

    @router.post("/login")
    async def enter(request: Request, sent: Annotated[_Fields, Depends(counter.form)]) -> Response:
        name, password = sent.get("name", ""), sent.get("password", "")
        # for the audit log; what is no user's name may be a password in the wrong field
        known = counter.access.users.find(name)
        request.state.who = known.name if known else ""
        work = partial(log_in, counter.access, name, password, address_of(request))
        try:
            token = await counter.in_turn(work)
        except LoginRefused as error:
            return _login_page(language_of(sent, counter.usual), sent, error=error)
        counter.access.sessions.close(session_token(request, counter.hosts))
        return _with_session(onward(sent.get("next", "/")), request, counter.hosts, token)

    @router.post("/logout")
    def leave(request: Request) -> Response:
        counter.access.sessions.close(session_token(request, counter.hosts))
        return _without_session(onward("/login?done=out"), request, counter.hosts)


_NOTICES = {"out": "access.logged_out", "saved": "access.password_saved"}


def _login_page(
    language: Language, asked: _Fields, *, notice: str = "", error: LoginRefused | None = None
) -> Response:
    """401 where what was typed is wrong, 429 or 503 with how long to wait."""
    status, here = 200, {"next": local_path(asked.get("next", "/"))}
    if error:
        busy = error.key == "access.login_busy"
        status = _UNAVAILABLE if busy else _TOO_MANY if error.seconds else 401
    page = drawn(
        "login",
        language,
        status,
        title=say("access.login", language),
        name=asked.get("name", ""),
        here=here,
        notice=say(notice, language) if notice else "",
        problem=error.sentence(language) if error else "",
    )
    if error and error.seconds:
        page.headers["retry-after"] = str(error.seconds)
    return page


def _starts(router: APIRouter, counter: _Counter) -> None:
    access = counter.access

    @router.get("/start")
    def choose(request: Request) -> Response:
        asked = request.query_params
        language = language_of(asked, counter.usual)
        if access.has_users:
            return _told(language, "access.start_done", _GONE)
        if access.links.find(asked.get("token", ""), Purpose.START) is None:
            return _told(language, "access.link_spent", _GONE)
        return _password_page(language, "/start", asked)

    @router.post("/start")
    async def first(request: Request, sent: Annotated[_Fields, Depends(counter.form)]) -> Response:
        language = language_of(sent, counter.usual)
        if access.has_users:
            return _told(language, "access.start_done", _GONE)
        name, password = sent.get("name", ""), sent.get("password", "")
        try:
            _refuse_different(sent)
            await counter.in_turn(partial(start, access, sent.get("token", ""), name, password))
        except CancuError as error:
            return _password_page(language, "/start", sent, error=error)
        request.state.who = name
        return onward(f"/login?done=saved&language={language}")


def _passwords(router: APIRouter, counter: _Counter) -> None:
    """A password set by a link, or changed by who is logged in and knows the present one."""
    access = counter.access

    @router.get("/password")
    def choose(request: Request, visitor: Seen) -> Response:
        asked = request.query_params
        language = language_of(asked, counter.usual)
        name = _whose(access, visitor, asked)
        if not name:
            return _told(language, "access.link_spent", _GONE)
        return _password_page(language, "/password", asked, name=name)

    @router.post("/password")
    async def save(
        request: Request, visitor: Seen, sent: Annotated[_Fields, Depends(counter.form)]
    ) -> Response:
        language, name = language_of(sent, counter.usual), _whose(access, visitor, sent)
        if not name:
            return _told(language, "access.link_spent", _GONE)
        request.state.who = name  # who comes with a link is nobody yet
        try:
            _refuse_different(sent)
            await counter.in_turn(partial(_save, access, name, visitor.address, sent))
        except CancuError as error:
            return _password_page(language, "/password", sent, name=name, error=error)
        return onward(f"/login?done=saved&language={language}")


def _whose(access: Access, visitor: Visitor, sent: _Fields) -> str:
    """The name of the user whose password is to be set; "" where that is not for the visitor."""
    if token := sent.get("token", ""):
        key = access.links.find(token, Purpose.PASSWORD)
        return access.users.get(key).name if key else ""
    return visitor.name if visitor.via is Via.SESSION else ""


def _save(access: Access, name: str, address: str, sent: _Fields) -> None:
    token = sent.get("token", "")
    if not token:
        prove(access, name, sent.get("current", ""), address)
        token = access.links.new(Purpose.PASSWORD, name)
    set_password(access, token, sent.get("password", ""))


def _refuse_different(sent: _Fields) -> None:
    if sent.get("password", "") != sent.get("again", ""):
        raise CancuError("access.password_differs")


def _password_page(
    language: Language,
    action: str,
    asked: _Fields,
    *,
    name: str = "",
    error: CancuError | None = None,
) -> Response:
    token = asked.get("token", "")
    return drawn(
        "password",
        language,
        422 if error else 200,
        title=say("access.start" if action == "/start" else "access.password_set", language),
        action=action,
        name=name or asked.get("name", ""),
        is_start=action == "/start",
        asks_current=action == "/password" and not token,
        least=SHORTEST,
        here={"token": token},
        problem=error.sentence(language) if error else "",
    )


def _told(language: Language, key: str, status: int) -> Response:
    """A sentence, and the way to log in."""
    login = say("access.login", language)
    more = {"lines": [say(key, language)], "shown": "", "onward": "/login", "onward_text": login}
    return drawn("told", language, status, title=login, **more)


def _with_session(response: Response, request: Request, hosts: Hosts, token: str) -> Response:
    """The cookie goes when the browser is closed, whatever is left of its hours."""
    response.set_cookie(
        session_cookie(request, hosts),
        token,
        path="/",
        secure=hosts.is_https(request),
        httponly=True,
        samesite="lax",
    )
    return response


def _without_session(response: Response, request: Request, hosts: Hosts) -> Response:
    response.delete_cookie(
        session_cookie(request, hosts),
        path="/",
        secure=hosts.is_https(request),
        httponly=True,
        samesite="lax",
    )
    return response
