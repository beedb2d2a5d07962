"""Every page under axe, at a desk and on a phone: nothing serious, and the language it speaks."""

import re

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect

from tests.ui.axe import found_by_axe
from tests.ui.office import PASSWORD, PEOPLE, Office
from tests.ui.test_check import PLAN
from tests.ui.visit import DESK, PHONE, Visit
from ui.access.visitor import AccessRole

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@SIZES
def test_the_page_and_a_document(browser: Browser, server: str, size: ViewportSize) -> None:
    visit = Visit(browser, server, size)
    expect(visit.page.locator("html")).to_have_attribute("lang", "vi")
    visit.ask("Chỉ tiêu VNeID năm 2026 của phường Sao Mai là bao nhiêu?")
    assert found_by_axe(visit.page) == []
    tabs = visit.page.get_by_role("tab").all()  # on a phone Gradio puts some into a menu
    assert len(tabs) >= (5 if size == DESK else 3)
    for tab in tabs:
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        assert found_by_axe(visit.page) == [], tab.inner_text()
    first = httpx.get(f"{server}/v1/documents").json()[0]["document_id"]
    visit.page.goto(f"{server}/documents/{first}")
    assert found_by_axe(visit.page) == []
    visit.page.close()
    visit.check()


def test_what_comes_of_the_desks(browser: Browser, server: str) -> None:
    """A draft while it is edited, the faults of a paper, figures that were sought, in English."""
    visit = Visit(browser, server, DESK)
    page = visit.page
    visit.choose("phường Sao Mai")
    page.get_by_role("tab", name="Soạn thảo").click()
    page.locator("#cc-draft-year textarea").fill("2027")
    page.locator("#cc-draft-topic textarea").fill("chuyển đổi số")
    page.locator("#cc-draft-make").click()
    page.locator(".cc-paper").get_by_role("button", name=re.compile("^Sửa")).first.click()
    expect(page.locator("#cc-draft-text textarea")).to_be_focused()
    assert found_by_axe(page) == [], "a draft"
    page.get_by_role("tab", name="Soát văn bản").click()
    paper = FilePayload(name="a.txt", mimeType="text/plain", buffer=PLAN.encode())
    page.locator("input[type=file]").first.set_input_files(paper)
    expect(page.locator(".cc-fault").first).to_be_visible()
    assert found_by_axe(page) == [], "faults"
    page.get_by_role("tab", name="Sổ chỉ tiêu").click()
    page.get_by_text("EN", exact=True).click()
    expect(page.get_by_role("tab", name="Documents")).to_be_visible()
    assert found_by_axe(page) == [], "figures"
    page.close()
    visit.check()


def test_axe_would_find_it(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang='vi'><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    assert [found.split(" at ")[0] for found in found_by_axe(page)] == ["image-alt"]
    page.close()


@SIZES
def test_the_pages_of_accounts(browser: Browser, office: Office, size: ViewportSize) -> None:
    page = browser.new_page(viewport=size)
    for path in ("/login", "/login?language=en", "/start?token=x", "/widget"):
        page.goto(office.server + path)
        assert found_by_axe(page) == [], path
    _log_in(page, office, AccessRole.STAFF)
    assert found_by_axe(page) == [], "logged in"
    page.goto(f"{office.server}/password")
    assert found_by_axe(page) == [], "a new password"
    page.close()


@SIZES
def test_the_page_of_an_administrator(browser: Browser, office: Office, size: ViewportSize) -> None:
    page = browser.new_page(viewport=size)
    _log_in(page, office, AccessRole.ADMIN)
    page.goto(f"{office.server}/admin")
    for summary in page.locator("summary").all():
        summary.click()
    assert found_by_axe(page) == []
    page.close()


def _log_in(page: Page, office: Office, role: AccessRole) -> None:
    """With a wrong password first, whose page is looked at too."""
    page.goto(f"{office.server}/login")
    page.locator("#name").fill(PEOPLE[role])
    page.locator("#password").fill("sai mật khẩu rồi nhé")
    page.get_by_role("button").first.click()
    expect(page.locator("#problem")).to_be_visible()
    assert found_by_axe(page) == [], "a wrong password"
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button").first.click()
    expect(page.locator("#cc-question textarea")).to_be_visible()
