"""Every page under axe, at a desk and on a phone: nothing serious, and the language it speaks."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.ui.axe import found_by_axe
from tests.ui.office import PASSWORD, PEOPLE, Office
from tests.ui.visit import DESK, PHONE, Visit
from ui.access.visitor import AccessRole

TABS = ("Sổ chỉ tiêu", "Soạn thảo", "Soát văn bản", "Kho văn bản")
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@SIZES
def test_the_page_and_a_document(browser: Browser, server: str, size: ViewportSize) -> None:
    visit = Visit(browser, server, size)
    expect(visit.page.locator("html")).to_have_attribute("lang", "vi")
    visit.ask("Chỉ tiêu VNeID năm 2026 của phường Sao Mai là bao nhiêu?")
    assert found_by_axe(visit.page) == []
    for tab in TABS:
        visit.page.get_by_role("tab", name=tab).click()
        expect(visit.page.get_by_role("tabpanel")).to_be_visible()
        assert found_by_axe(visit.page) == [], tab
    first = visit.page.locator(".cc-library a").first
    visit.page.goto(server + (first.get_attribute("href") or ""))
    assert found_by_axe(visit.page) == []
    visit.page.close()
    visit.check()


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
