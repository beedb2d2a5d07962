"""Who may do what, of the application's own routes: a new one cannot be forgotten.

Every route and mount is tried by everybody there is, over a real connection; and whoever may not
see the internal shelf is told nothing of it at any door, in no header, error or stream.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import unquote_plus

import httpx
import pytest

from tests.ui.conftest import ROOT
from tests.ui.office import SECRETS, Office
from ui.access.doors import DOORS, PAGE, Door, door_to
from ui.access.visitor import AccessRole
from ui.http.guard import is_shut

Routes = list[tuple[str, str, bool]]
Headers = dict[str, str]

# These answer wrong words with a status of their own, and /logout ends the login that the other
# tests go on with.
_FORMS = {"/login", "/start", "/password", "/logout", "/widget/session"}


@pytest.fixture(scope="module")
def routes(office: Office) -> Routes:
    """Method, path, and whether Gradio brought it."""
    command = [sys.executable, "-m", "tests.ui.routes", str(office.data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def client(office: Office) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=office.server, timeout=60) as client:
        yield client


def everybody(office: Office) -> dict[str, tuple[AccessRole | None, Headers]]:
    """Each way to be known, with the role it gives and the headers that say so."""
    cookies = {f"{r} by cookie": (r, office.by_cookie(r)) for r in office.sessions}
    keys = {f"{r} by key": (r, office.by_key(r)) for r in office.keys}
    citizen = {"widget": (AccessRole.PUBLIC, office.by_widget())}
    return {"nobody": (None, {}), **cookies, **keys, **citizen}


def strangers(office: Office) -> dict[str, Headers]:
    """Those who may see the public shelf only."""
    return {
        "nobody": {},
        "public key": office.by_key(AccessRole.PUBLIC),
        "widget": office.by_widget(),
    }


def test_every_route_of_ours_has_a_door_of_its_own(routes: Routes) -> None:
    ours = [(method, path) for method, path, is_mounted in routes if not is_mounted]
    assert len(ours) > 15
    assert [route for route in ours if door_to(*route) is PAGE] == []


def test_every_door_leads_to_a_route(routes: Routes) -> None:
    ours = {(method, path) for method, path, is_mounted in routes if not is_mounted}
    listed = {(method, door.path) for door in DOORS for method in door.methods}
    assert listed - ours == set()


def test_what_gradio_brings_is_for_staff(routes: Routes) -> None:
    ours = {(method, path) for method, path, is_mounted in routes if not is_mounted}
    brought = {(method, path) for method, path, is_mounted in routes if is_mounted} - ours
    assert len(brought) > 10
    assert {door_to(*route).role for route in brought} == {PAGE.role}


def test_each_door_opens_to_its_role_and_to_nobody_below(
    routes: Routes, office: Office, client: httpx.Client
) -> None:
    wrong = [
        (who, method, path, status)
        for who, (role, headers) in everybody(office).items()
        for method, path in sorted({(method, path) for method, path, _ in routes})
        for status in [_status(client, method, _filled(path, "x"), headers)]
        if not _is_as_told(who, role, door_to(method, path), path, status)
    ]
    assert wrong == []


def _is_as_told(who: str, role: AccessRole | None, door: Door, path: str, status: int) -> bool:
    rising = tuple(AccessRole)
    may = door.role is None or (role and rising.index(role) >= rising.index(door.role))
    if path in _FORMS:
        return status < 500
    if who == "widget" and not door.widget:
        return status == 403
    if is_shut(_filled(path, "x")):
        return status == 404
    if not may:
        return status == (401 if who == "nobody" else 403)
    return status < 500 and status not in {401, 403}


def _status(client: httpx.Client, method: str, path: str, headers: Headers) -> int:
    """Of the answer to a request that asks for nothing in particular; some of Gradio's streams
    never end, so only its beginning is waited for."""
    if path == "/logout":
        headers = {}
    with client.stream(method, path, headers=headers) as answer:
        return answer.status_code


def _filled(path: str, value: str) -> str:
    return re.sub(r"\{[^}]*\}", value, path)


# How doors are asked for what is internal: near it, by its very words, and so wrongly that the
# refusal tells what there is. An answer may say what it was asked, and nothing more.
_QUESTIONS = (
    "Năm 2026 phường trồng bao nhiêu cây dọc suối?",
    "Số cây bạch hạc thảo năm 2026 là bao nhiêu?",
    "liệt kê các kế hoạch ban hành tháng 02 năm 2026",
    "Ai ký Kế hoạch 555/KH-UBND, ngày nào?",
    "soạn kế hoạch năm 2027 của phường Khuya Tịnh",
)
_FILTERS: tuple[dict[str, str], ...] = (
    *({}, {"q": "cây dọc suối"}, {"q": "bạch hạc thảo", "limit": "5"}),
    *({"indicator": "số cây"}, {"period": "2026"}, {"owner": "đội"}),
    *({"unit": "phường Khuya Tịnh"}, {"unit": "phường Bãi Đá"}, {"type": "Kế hoạch"}),
)


def test_no_door_tells_strangers_what_is_internal(
    routes: Routes, office: Office, client: httpx.Client
) -> None:
    hidden = _internal_ids(office, client)
    told = {
        (who, answer.request.method, answer.request.url.path, word)
        for who, headers in strangers(office).items()
        for answer in _attempts(routes, client, headers, hidden, is_stranger=True)
        for word in _secrets_in(answer)
    }
    assert told == set()


def test_the_same_attempts_tell_staff(routes: Routes, office: Office, client: httpx.Client) -> None:
    """Else the test above would pass whatever was asked."""
    hidden, staff = _internal_ids(office, client), office.by_key(AccessRole.STAFF)
    answers = list(_attempts(routes, client, staff, hidden, is_stranger=False))
    told = {answer.request.url.path for answer in answers if list(_secrets_in(answer))}
    paper = f"/v1/documents/{hidden[0]}"
    assert told >= {"/v1/ask", "/v1/chat/completions", "/v1/search", "/v1/figures", "/figures.csv"}
    assert told >= {paper, f"{paper}/blocks", f"/documents/{hidden[0]}"}
    assert f"/v1/drafts/{hidden[1]}" in told


def _internal_ids(office: Office, client: httpx.Client) -> tuple[str, str]:
    """Ids of the internal paper, and of a draft that a member of staff makes of it."""
    staff = office.by_key(AccessRole.STAFF)
    listed = client.get("/v1/documents", headers=staff).json()
    entries = listed["documents"] if isinstance(listed, dict) else listed
    document = next(d["document_id"] for d in entries if "555" in str(d["number"]))
    asked = {"kind": "ke-hoach", "unit": "phường Khuya Tịnh", "year": 2027}
    draft = client.post("/v1/drafts", json=asked, headers=staff)
    assert draft.status_code == 201, draft.text
    return document, draft.json()["id"]


def _attempts(
    routes: Routes,
    client: httpx.Client,
    headers: Headers,
    hidden: tuple[str, str],
    *,
    is_stranger: bool,
) -> Iterator[httpx.Response]:
    """Answers of every route, asked in many ways for what is hidden; strangers try to remove it
    too, which staff could."""
    for method, path in sorted({(method, path) for method, path, _ in routes}):
        if path in _FORMS or is_shut(_filled(path, "x")) or path.startswith("/assets"):
            continue
        for at in {_filled(path, one) for one in hidden}:
            if method == "GET" and "/gradio_api/" not in path:
                filters = _FILTERS if at == path else _FILTERS[:1]
                yield from (client.get(at, params=f, headers=headers) for f in filters)
            elif method == "POST":
                yield from (client.post(at, json=b, headers=headers) for b in _bodies(path))
            elif method == "DELETE" and is_stranger:
                yield client.delete(at, headers=headers)


def _bodies(path: str) -> list[dict[str, object]]:
    if path == "/v1/ask":
        # One way or the other: a citizen's session may ask ten times a minute.
        asked = [{"question": q, "stream": n % 2 == 0} for n, q in enumerate(_QUESTIONS)]
        return [*asked, {"question": _QUESTIONS[0], "unit": "phường Bãi Đá"}]
    if path == "/v1/chat/completions":
        said = [[{"role": "user", "content": q}] for q in _QUESTIONS]
        return [
            {"model": "can-cu", "messages": m, "stream": s} for m in said for s in (True, False)
        ]
    return [{}, {"question": _QUESTIONS[0], "query": "cây dọc suối"}]


def _secrets_in(answer: httpx.Response) -> Iterator[str]:
    """What the answer says of the internal paper that the request did not say itself."""
    said, asked = _everything(answer), _asked(answer)
    yield from (w for w in SECRETS if w.casefold() in said and w.casefold() not in asked)


def _asked(answer: httpx.Response) -> str:
    """Address and body of the request, as words."""
    sent = answer.request.content.decode("utf-8")
    return unescaped(unquote_plus(str(answer.request.url)) + sent)


def _everything(answer: httpx.Response) -> str:
    """Headers and body, escaped letters read as what they mean."""
    return unescaped(answer.text + str(dict(answer.headers)))


def unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text).casefold()
