"""Logging in, from the first start on: by hand in a browser, and by who tries to get round it."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from socket import create_connection
from subprocess import PIPE

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import PROGRAM, environment, run_cancu, serving
from tests.ui.office import PASSWORD, PEOPLE, SECRETS, Office
from tests.ui.visit import PHONE
from ui.access.access import Access
from ui.access.login import invite
from ui.access.visitor import AccessRole

NEXT = "mười hai bến nước trong xanh"
STAFF = PEOPLE[AccessRole.STAFF]


@pytest.fixture
def papers(office: Office, tmp_path: Path) -> Path:
    """A data folder with the office's papers, and without its users."""
    return copytree(office.data, tmp_path / "data", ignore=ignore_patterns("access*"))


@contextmanager
def first_start(data: Path) -> Iterator[tuple[str, str]]:
    """A server on a folder without users: its address, and the link that it prints."""
    command = [str(PROGRAM), "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment(data), stderr=PIPE, text=True) as process:
        assert process.stderr
        try:
            said = process.stderr.readline() + process.stderr.readline()
            link = re.search(r"http://\S+/start\?token=\w+", said)
            assert link, said
            yield link[0].split("/start")[0], link[0]
        finally:
            process.terminate()
            process.wait(20)


def nginx_asks(server: str, path: str) -> str:
    """The first line of the answer to a request as nginx hands it on unless told otherwise."""
    host, port = server.removeprefix("http://").split(":")
    with create_connection((host, int(port)), timeout=30) as connection:
        asked = f"GET {path} HTTP/1.0\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
        connection.sendall(asked.encode())
        return connection.makefile().readline()


def submit(page: Page) -> None:
    """Presses Enter in a form, and waits for the page that comes of it."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_first_start_sets_up_the_administrator_by_keyboard_and_without_a_script(
    papers: Path, browser: Browser
) -> None:
    with first_start(papers) as (server, link):
        assert httpx.get(f"{server}/v1/documents").status_code == 200  # whoever sits here
        proxied = {"x-forwarded-for": "203.0.113.5"}
        assert httpx.get(f"{server}/v1/documents", headers=proxied).status_code == 401
        assert "401" in nginx_asks(server, "/v1/documents")
        page = browser.new_page(java_script_enabled=False)
        page.goto(link)
        expect(page.locator("#name")).to_be_focused()
        page.keyboard.type("Lan Nguyễn")
        for text in (PASSWORD, PASSWORD + "."):
            page.keyboard.press("Tab")
            page.keyboard.type(text)
        submit(page)
        expect(page.get_by_role("alert")).to_contain_text("không giống nhau")
        page.fill("#password", PASSWORD)
        page.fill("#again", PASSWORD)
        submit(page)
        expect(page.get_by_role("status")).to_contain_text("Đã lưu mật khẩu")
        assert httpx.get(f"{server}/v1/documents").status_code == 401
        page.goto(link)
        expect(page.locator("main")).to_contain_text("không dùng được nữa")
        page.goto(server)
        page.fill("#name", "lan nguyễn")
        page.fill("#password", PASSWORD)
        submit(page)
        assert page.url == f"{server}/"
        page.close()


def test_a_login_leads_on_to_where_one_was_going_and_out_again(
    office: Office, browser: Browser
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{office.server}/login?next=%2Fadmin&language=en")
    page.fill("#name", PEOPLE[AccessRole.ADMIN])
    page.fill("#password", "wrong " + PASSWORD)
    submit(page)
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    page.fill("#password", PASSWORD)
    submit(page)
    assert page.url == f"{office.server}/admin"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(office.server)
    page.locator(".cc-visitor summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/login?done=out")
    page.goto(office.server)
    assert "/login" in page.url
    page.close()


def test_the_page_answers_staff_from_the_internal_shelf(office: Office, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(office.server)
    page.fill("#name", STAFF)
    page.fill("#password", PASSWORD)
    submit(page)
    page.locator("#cc-question textarea").fill("Số cây bạch hạc thảo năm 2026?")
    page.keyboard.press("Enter")
    expect(page.locator(".cc-answer")).to_contain_text(SECRETS[2])
    expect(page.locator(".cc-visitor summary")).to_have_text(STAFF)
    expect(page.get_by_role("link", name="Quản trị")).to_have_count(0)
    page.close()


def test_the_tabs_stand_clear_of_what_the_header_holds(office: Office, browser: Browser) -> None:
    """Of an editor, who has the most tabs, on the most common screen."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(office.server)
    page.fill("#name", PEOPLE[AccessRole.EDITOR])
    page.fill("#password", PASSWORD)
    submit(page)
    expect(page.locator(".cc-visitor summary")).to_be_visible()
    last, unit = page.get_by_role("tab").last, page.locator("#cc-unit .container")
    expect(last).to_have_text("Góp ý")
    tab, beside = last.bounding_box(), unit.bounding_box()
    assert tab
    assert beside
    assert tab["x"] + tab["width"] <= beside["x"]
    page.close()


def log_in(office: Office, name: str, password: str, **more: str) -> httpx.Response:
    return httpx.post(
        f"{office.server}/login",
        data={"name": name, "password": password, **more},
        headers={"origin": office.server},
        timeout=30,
    )


def test_a_wrong_name_is_told_as_a_wrong_password_is(office: Office) -> None:
    known, unknown = (log_in(office, name, "sai mật khẩu rồi") for name in (STAFF, "không ai"))
    assert (known.status_code, unknown.status_code) == (401, 401)
    assert known.text.replace(STAFF, "") == unknown.text.replace("không ai", "")


def test_the_cookie_is_out_of_reach_and_new_at_each_login(office: Office) -> None:
    first, second = (log_in(office, STAFF, PASSWORD) for _ in range(2))
    assert first.status_code == second.status_code == 303
    cookie = first.headers["set-cookie"]
    assert {"httponly", "path=/", "samesite=lax"} <= set(cookie.lower().split("; "))
    assert cookie != second.headers["set-cookie"]
    assert first.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "there",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil"]
    + ["javascript:alert(1)", "\\\\evil.example", "/%0d\n/evil.example", ""],
)
def test_a_login_leads_to_no_other_site(office: Office, there: str) -> None:
    assert log_in(office, STAFF, PASSWORD, next=there).headers["location"] == "/"


def test_a_login_through_a_proxy_with_https_is_for_https_and_this_host_only(
    papers: Path,
) -> None:
    access = Access(papers)
    access.users.add("Lan", AccessRole.ADMIN)
    link = invite(access, "Lan")
    url = "https://tro-ly.phuong.example"
    with serving(papers, CANCU_URL=url) as server:
        proxied = {"x-forwarded-for": "203.0.113.5", "x-forwarded-proto": "https"}
        headers = {"host": "tro-ly.phuong.example", "origin": url, **proxied}
        with httpx.Client(base_url=server, headers=headers, timeout=30) as client:
            token = {"token": link.split("=")[1], "password": PASSWORD, "again": PASSWORD}
            assert client.post("/password", data=token).status_code == 303
            done = client.post("/login", data={"name": "Lan", "password": PASSWORD})
            cookie = done.headers["set-cookie"]
            assert cookie.startswith("__Host-cancu_session=")
            assert "Secure" in cookie
            assert done.headers["strict-transport-security"].startswith("max-age=")
            sent = {"cookie": cookie.split(";")[0]}
            assert client.get("/admin", headers=sent).status_code == 200
            plain = {"cookie": sent["cookie"].removeprefix("__Host-")}
            assert client.get("/admin", headers=plain).status_code == 401
            for other in ("http://tro-ly.phuong.example", "https://evil.example"):
                forged = {**sent, "origin": other}
                assert client.post("/logout", headers=forged).status_code == 403
    access.close()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 401),
    ],
)
def test_a_form_is_taken_of_our_own_pages_only(
    office: Office, sent: dict[str, str], status: int
) -> None:
    """Else somebody's page logs people in as another, who then ask in the other's name."""
    data = {"name": "không ai", "password": "sai"}
    posted = httpx.post(f"{office.server}/login", data=data, headers=sent, timeout=30)
    assert posted.status_code == status


@pytest.mark.parametrize("path", ["/login", "/", "/nowhere", "/v1/ask", "/gradio_api/upload"])
def test_every_answer_carries_the_headers_errors_too(office: Office, path: str) -> None:
    for method in ("GET", "POST"):
        headers = httpx.request(method, office.server + path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "camera=()" in headers["permissions-policy"]
        assert "server" not in headers


def test_other_addresses_are_listened_on_with_users_only(tmp_path: Path) -> None:
    refused = run_cancu(tmp_path, "serve", "--port", "0", "--address", "0.0.0.0")
    assert (refused.code, "cancu user add" in refused.err) == (1, True)
    assert run_cancu(tmp_path, "user", "add", "Lan", "--role", "admin").code == 0
    refused = run_cancu(tmp_path, "serve", "--port", "0", CANCU_ADDRESS="0.0.0.0")
    assert (refused.code, "CANCU_URL" in refused.err) == (1, True)
    refused = run_cancu(tmp_path, "serve", "--port", "0", "--address", "nơi nào")
    assert (refused.code, "0.0.0.0" in refused.err) == (1, True)


def test_accounts_are_managed_from_the_command_line_too(tmp_path: Path) -> None:
    refused = run_cancu(tmp_path, "user", "add", "Lan", "--role", "staff")
    assert (refused.code, "--role admin" in refused.err) == (1, True)
    link = run_cancu(tmp_path, "user", "add", "Lan", "--role", "admin").out
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/password\?token=\w{43}\n", link)
    assert run_cancu(tmp_path, "user", "reset", "lan").out not in ("", link)
    key = run_cancu(tmp_path, "key", "add", "máy", "--role", "public").out
    assert re.fullmatch(r"cancu_\w{43}\n", key)
    line = run_cancu(tmp_path, "site", "add", "Trang", "--origin", "https://a.example").out
    assert re.search(r'data-site="s_\w+"', line)
    assert key.strip()[-4:] in run_cancu(tmp_path, "key", "list").out


def test_an_administrator_manages_accounts_on_a_page(office: Office, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    token = office.sessions[AccessRole.ADMIN]
    page.context.add_cookies([{"name": "cancu_session", "value": token, "url": office.server}])
    page.goto(f"{office.server}/admin")
    page.locator("summary").first.click()
    page.fill("#user-name", "Hoa")
    page.select_option("#user-role", "staff")
    submit(page)
    link = page.locator("code").inner_text()
    assert link.startswith(f"{office.server}/password?token=")
    page.goto(f"{office.server}/admin")
    with page.expect_navigation():
        page.get_by_role("button", name="Khóa: Hoa").click()
    expect(page.locator("main")).to_contain_text("Khóa tài khoản “Hoa”?")
    with page.expect_navigation():
        page.get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_role("row", name="Hoa")).to_contain_text("đã khóa")
    page.close()
