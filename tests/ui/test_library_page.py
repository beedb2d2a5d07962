"""The tab of documents in a real browser: files in, what became of them, documents out."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.ui.office import Office
from tests.ui.test_uploads import paper
from tests.ui.visit import DESK, PHONE, Visit
from ui.access.visitor import AccessRole

LONG = 120_000  # milliseconds: a file is read by another process, on a busy machine


class Library:
    """The tab, opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.get_by_role("tab", name="Kho văn bản").click()
        expect(page.locator(".cc-library")).to_be_visible()

    def send(self, *files: tuple[str, bytes]) -> None:
        chosen = [
            FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
            for name, content in files
        ]
        self.page.locator("#cc-upload-file").set_input_files(chosen)

    def told(self, name: str) -> Locator:
        """The line of one file, the latest first."""
        return self.page.locator("#cc-upload-list li").filter(has_text=name).first

    def row(self, name: str) -> Locator:
        return self.page.locator(".cc-library tbody tr").filter(has_text=name)

    def remove(self, name: str) -> None:
        self.row(name).get_by_role("button").click()


@pytest.fixture
def tab(visit: Visit) -> Iterator[Library]:
    yield Library(visit.page)
    for document in httpx.get(f"{visit.server}/v1/documents").json():
        if document["source"].startswith("trang-"):
            there = f"{visit.server}/v1/documents/{document['document_id']}"
            httpx.delete(there, timeout=60)


def test_a_file_is_sent_asked_about_and_removed_after_a_question(
    tab: Library, visit: Visit
) -> None:
    tab.send(("trang-1.txt", paper(61, "đào ao sen Vườn Chè")))
    expect(tab.told("trang-1.txt")).to_contain_text("Đã đưa vào kho", timeout=LONG)
    expect(tab.told("trang-1.txt").get_by_role("link")).to_be_visible()
    expect(tab.row("trang-1.txt")).to_contain_text("61/KH-UBND")
    expect(tab.row("trang-1.txt")).to_contain_text("Nội bộ")  # who sees it
    tab.page.get_by_role("tab", name="Hỏi đáp").click()
    visit.ask("Ai thực hiện đào ao sen Vườn Chè?")
    expect(tab.page.locator(".cc-answer").last).to_contain_text("Đội sông nước")
    tab.page.get_by_role("tab", name="Kho văn bản").click()
    tab.page.once("dialog", lambda dialog: dialog.dismiss())
    tab.remove("trang-1.txt")
    expect(tab.row("trang-1.txt")).to_have_count(1)
    tab.page.once("dialog", lambda dialog: dialog.accept())
    tab.remove("trang-1.txt")
    expect(tab.told("Đã xóa khỏi kho")).to_contain_text("trang-1.txt", timeout=LONG)
    expect(tab.row("trang-1.txt")).to_have_count(0)


def test_each_of_several_files_is_told_apart_and_a_taken_name_can_be_replaced(
    tab: Library,
) -> None:
    tab.send(
        ("trang-2.txt", paper(62, "xây bờ rào sân chơi")),
        ("<img src=x onerror=pwned=7>.png", b"x"),
        ("trang-2.txt", paper(63, "xây bờ rào sân chơi đợt hai")),
    )
    taken = tab.page.locator("#cc-upload-list li").first
    expect(taken).to_contain_text("replace=true", timeout=LONG)
    refused = tab.page.locator("#cc-upload-list li").nth(1)
    expect(refused).to_contain_text(".png")
    expect(refused).to_have_class(re.compile("cc-problem"))
    assert tab.page.evaluate("window.pwned") is None
    taken.get_by_role("button", name="Thay tệp cũ").click()
    expect(taken).to_contain_text("Đã đưa vào kho", timeout=LONG)
    expect(tab.row("trang-2.txt")).to_contain_text("63/KH-UBND")


def test_a_file_too_large_is_not_even_sent(tab: Library) -> None:
    tab.send(("trang-3.txt", b"a" * 30_100_000))
    expect(tab.told("trang-3.txt")).to_contain_text("30 MB")


def test_staff_see_the_list_and_no_way_to_change_it(browser: Browser, office: Office) -> None:
    page = browser.new_page(extra_http_headers={})
    page.context.add_cookies(
        [
            {
                "name": "cancu_session",
                "value": office.sessions[AccessRole.STAFF],
                "url": office.server,
            }
        ]
    )
    page.goto(office.server)
    library = Library(page)
    expect(library.row("ke-hoach-public.md")).to_have_count(1)
    expect(page.locator("#cc-upload-file")).to_have_count(0)
    expect(page.locator("[data-remove]")).to_have_count(0)
    page.close()


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, server: str) -> None:
    visit = Visit(browser, server, DESK)  # on a phone the tab lies in a menu
    Library(visit.page)
    visit.page.set_viewport_size(PHONE)
    expect(visit.page.locator("#cc-upload-shelf")).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    visit.page.close()
    visit.check()
