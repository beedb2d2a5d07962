"""The widget's doors as a program or a page elsewhere may try them."""

import asyncio
import hashlib
from collections.abc import Iterator
from itertools import count
from time import time

import httpx
import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from starlette.types import Message, Receive, Scope, Send

from tests.ui.office import SECRETS, SITE_ORIGIN, Office
from ui.access.access import Access
from ui.access.visitor import AccessRole, Visitor
from ui.widget.signed import PREFIX, SECONDS
from ui.widget.throttle import Throttle

OTHER_ORIGIN = "https://phuong-khac.example"
INTERNAL = {"question": "Số cây bạch hạc thảo năm 2026 là bao nhiêu?"}
PUBLIC = {"question": "Số cây sấu năm 2026 là bao nhiêu?"}
DOORS = ("/widget/session", "/v1/ask", "/v1/feedback")
_clients = count(1)


class Page:
    """A page of a site in somebody's browser: says its origin with every request."""

    def __init__(self, office: Office, origin: str | None, address: str = "") -> None:
        self.office = office
        come = {"x-forwarded-for": address or f"203.0.113.{next(_clients)}"}
        self.headers = {**come, **({"origin": origin} if origin else {})}

    def post(self, path: str, body: object, **more: str) -> httpx.Response:
        headers = {**self.headers, **more}
        return httpx.post(f"{self.office.server}{path}", json=body, headers=headers)

    def begin(self, site: str = "") -> httpx.Response:
        return self.post("/widget/session", {"site": site or self.office.site.id})

    def bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.begin().json()['token']}"}


@pytest.fixture(scope="module")
def page(office: Office) -> Page:
    return Page(office, SITE_ORIGIN)


@pytest.fixture(scope="module")
def bearer(page: Page) -> dict[str, str]:
    return page.bearer()


@pytest.fixture(scope="module")
def access(office: Office) -> Iterator[Access]:
    kept = Access(office.data)
    yield kept
    kept.close()


def test_the_script_is_small_cached_and_may_be_loaded_by_any_site(office: Office) -> None:
    served = httpx.get(f"{office.server}/widget.js")
    assert served.status_code == 200
    assert len(served.content) < 30_000
    assert served.headers["content-type"].startswith("text/javascript")
    assert served.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age" in served.headers["cache-control"]
    again = {"if-none-match": served.headers["etag"]}
    assert httpx.get(f"{office.server}/widget.js", headers=again).status_code == 304


@pytest.mark.parametrize("word", ["innerHTML", "outerHTML", "insertAdjacent", "eval(", "Function("])
def test_the_script_reads_nothing_as_markup_or_as_a_program(office: Office, word: str) -> None:
    assert word not in httpx.get(f"{office.server}/widget.js").text


def test_the_script_names_no_other_machine(office: Office) -> None:
    script = httpx.get(f"{office.server}/widget.js").text
    assert script.replace("http://www.w3.org/2000/svg", "").count("://") == 0


def test_a_listed_site_is_given_a_short_session(page: Page) -> None:
    given = page.begin()
    assert given.status_code == 200
    assert given.json()["expires_in"] == SECONDS <= 1800
    assert given.json()["name"] == "Trang của phường"
    assert given.headers["access-control-allow-origin"] == SITE_ORIGIN
    assert given.headers["cache-control"] == "no-store"
    assert "access-control-allow-credentials" not in given.headers
    assert "Origin" in given.headers["vary"]


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://evil.example",
        SITE_ORIGIN.replace("https", "http"),
        f"{SITE_ORIGIN}:8443",
        f"{SITE_ORIGIN}.evil.example",
        SITE_ORIGIN.replace("//", "//con."),
        SITE_ORIGIN.upper(),
        f"{SITE_ORIGIN}/",
        f"{SITE_ORIGIN}, https://evil.example",
        "http://[::1",
    ],
)
def test_another_origin_is_given_none_and_may_not_read_why(
    office: Office, origin: str | None
) -> None:
    refused = Page(office, origin).begin()
    assert refused.status_code == 403
    assert "access-control-allow-origin" not in refused.headers


@pytest.mark.parametrize("site", ["", "demo", "s_0000000000", "' OR 1=1 --", "x" * 65])
def test_an_unknown_site_is_given_none(office: Office, site: str) -> None:
    refused = Page(office, SITE_ORIGIN).post("/widget/session", {"site": site})
    assert refused.status_code == (422 if len(site) > 64 else 403)


@pytest.mark.parametrize("path", DOORS)
def test_a_browser_that_asks_first_is_told_by_the_list(office: Office, path: str) -> None:
    def asked(origin: str) -> httpx.Response:
        headers = {"origin": origin, "access-control-request-method": "POST"}
        return httpx.options(f"{office.server}{path}", headers=headers)

    assert asked(SITE_ORIGIN).status_code == 204
    assert asked(SITE_ORIGIN).headers["access-control-allow-origin"] == SITE_ORIGIN
    assert asked("https://evil.example").status_code == 403
    assert "access-control-allow-origin" not in asked("https://evil.example").headers


@pytest.mark.parametrize("path", ["/v1/documents", "/v1/drafts", "/", "/widget", "/login"])
def test_no_other_door_is_open_to_a_listed_site(office: Office, path: str) -> None:
    headers = {"origin": SITE_ORIGIN, "access-control-request-method": "POST"}
    asked = httpx.options(f"{office.server}{path}", headers=headers)
    assert asked.status_code >= 400
    assert "access-control-allow-origin" not in asked.headers


def test_a_visitor_is_answered_from_the_public_shelf(page: Page, bearer: dict[str, str]) -> None:
    answer = page.post("/v1/ask", PUBLIC, **bearer)
    assert answer.json()["status"] == "answered"
    assert "150" in answer.json()["answer"]
    assert answer.headers["access-control-allow-origin"] == SITE_ORIGIN


@pytest.mark.parametrize("stream", [False, True])
def test_a_visitor_meets_nothing_of_the_internal_shelf(
    page: Page, bearer: dict[str, str], stream: bool
) -> None:
    told = page.post("/v1/ask", {**INTERNAL, "stream": stream}, **bearer)
    assert told.status_code == 200
    # What was asked may be said again; what only the paper knows may not.
    assert not any(secret in told.text for secret in SECRETS[2:])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/documents"),
        ("GET", "/v1/figures"),
        ("GET", "/v1/drafts"),
        ("POST", "/v1/check"),
    ],
)
def test_a_session_opens_only_the_doors_of_the_widget(
    office: Office, bearer: dict[str, str], method: str, path: str
) -> None:
    refused = httpx.request(method, f"{office.server}{path}", headers=bearer)
    assert refused.status_code in {401, 403}


def test_a_token_is_of_no_use_elsewhere(
    office: Office, access: Access, bearer: dict[str, str]
) -> None:
    access.all_sites.add("Phường khác", [OTHER_ORIGIN], "vi")
    for origin in (OTHER_ORIGIN, None):
        assert Page(office, origin).post("/v1/ask", PUBLIC, **bearer).status_code == 401


def test_a_forged_token_is_nobody(page: Page, bearer: dict[str, str]) -> None:
    token = bearer["authorization"].removeprefix("Bearer ")
    payload, stamp, signature = token.removeprefix(PREFIX).split(".")
    other = page.bearer()["authorization"].rsplit(".", 1)[1]
    forged = (
        PREFIX,
        f"{PREFIX}{payload}",
        f"{PREFIX}{payload}.{stamp}.{other}",
        f"{PREFIX}{payload}.{stamp}A.{signature}",
        f"{PREFIX}A{payload}.{stamp}.{signature}",
        f"{PREFIX}{'A' * 5000}.{stamp}.{signature}",
        token.removeprefix(PREFIX),
    )
    for text in forged:
        refused = page.post("/v1/ask", PUBLIC, authorization=f"Bearer {text}")
        assert refused.status_code == 401, text
        assert refused.headers["access-control-allow-origin"] == SITE_ORIGIN


class Earlier(TimestampSigner):
    """Signs as it would have a little longer ago than a session lasts."""

    def get_timestamp(self) -> int:
        return int(time()) - SECONDS - 5


def test_a_session_ends(office: Office, page: Page, access: Access) -> None:
    def signed(signer: type[TimestampSigner]) -> str:
        made = {"digest_method": hashlib.sha256}
        maker = URLSafeTimedSerializer(
            access.secret, salt="cancu.widget", signer=signer, signer_kwargs=made
        )
        return PREFIX + maker.dumps([office.site.id, SITE_ORIGIN, "x"])

    for signer, status in ((TimestampSigner, 200), (Earlier, 401)):
        bearer = {"authorization": f"Bearer {signed(signer)}"}
        assert page.post("/v1/ask", PUBLIC, **bearer).status_code == status


def test_a_site_that_is_revoked_has_no_visitors(office: Office, access: Access) -> None:
    site = access.all_sites.add("Trang cũ", ["https://cu.example"], "vi")
    page = Page(office, "https://cu.example")
    bearer = {"authorization": f"Bearer {page.begin(site.id).json()['token']}"}
    assert page.post("/v1/ask", PUBLIC, **bearer).status_code == 200
    access.all_sites.revoke(site.id)
    assert page.post("/v1/ask", PUBLIC, **bearer).status_code == 403
    assert page.begin(site.id).status_code == 403


@pytest.mark.parametrize("role", [AccessRole.STAFF, AccessRole.ADMIN])
def test_a_page_elsewhere_does_not_speak_for_who_is_logged_in(
    office: Office, role: AccessRole
) -> None:
    cookie = {"cookie": office.by_cookie(role)["cookie"]}
    assert Page(office, SITE_ORIGIN).post("/v1/ask", INTERNAL, **cookie).status_code == 401


def test_questions_of_a_session_are_limited(office: Office) -> None:
    page = Page(office, SITE_ORIGIN)
    first, second = page.bearer(), page.bearer()
    codes = [page.post("/v1/ask", {}, **first).status_code for _ in range(10)]
    assert codes == [422] * 10
    refused = page.post("/v1/ask", PUBLIC, **first)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 120
    assert refused.headers["content-type"] == "application/problem+json"
    assert "Retry-After" in refused.headers["access-control-expose-headers"]
    assert page.post("/v1/ask", PUBLIC, **second).status_code == 200


@pytest.mark.parametrize(
    "addresses", [["198.51.100.7"] * 21, [f"2001:db8:1:2::{n:x}" for n in range(21)]]
)
def test_sessions_of_an_address_are_limited(office: Office, addresses: list[str]) -> None:
    """Of IPv6 a whole network is one customer, who changes the address at will."""
    codes = [Page(office, SITE_ORIGIN, address).begin().status_code for address in addresses]
    assert codes == [200] * 20 + [429]


def test_a_body_is_not_read_of_who_may_not_ask(page: Page) -> None:
    refused = page.post("/v1/ask", {"question": "x" * 100_000})
    assert refused.status_code == 401


def test_the_page_that_shows_it_tells_how_to_come_by_a_site(office: Office) -> None:
    shown = httpx.get(f"{office.server}/widget", params={"site": '"><script>alert(1)</script>'})
    assert "MÃ_TRANG" in shown.text
    assert "<script" not in shown.text
    policy = shown.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_counting_takes_a_bounded_memory() -> None:
    """Whoever comes from ever new addresses must not fill the machine by it."""

    async def passed(scope: Scope, receive: Receive, send: Send) -> None:
        """What stands behind."""

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        """Where the answer goes."""

    throttle = Throttle(passed, "vi")

    async def come() -> None:
        for n in range(25_000):
            visitor = Visitor(address=f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")
            scope = {"type": "http", "method": "POST", "path": "/widget/session"}
            await throttle({**scope, "state": {"visitor": visitor}}, receive, send)

    asyncio.run(come())
    kept = throttle.storage
    assert 0 < len(kept.storage) < 12_000
    assert len(kept.expirations) < 12_000
    assert len(kept.locks) < 12_000
