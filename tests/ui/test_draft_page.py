"""Drafting in a real browser: choose, read, edit, draft anew, check, download."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.ui.conftest import HOSTILE, run_cancu
from tests.ui.visit import PHONE, Visit


class Drafting:
    """The tab, opened."""

    def __init__(self, visit: Visit) -> None:
        self.page: Page = visit.page
        visit.choose("phường Sao Mai")
        self.page.get_by_role("tab", name="Soạn thảo").click()
        expect(self.page.locator("#cc-draft-make")).to_have_text("Soạn dự thảo")

    @property
    def paper(self) -> Locator:
        return self.page.locator(".cc-paper")

    @property
    def bar(self) -> Locator:
        return self.page.locator("#cc-draft-bar")

    def fill(self, name: str, text: str) -> None:
        self.page.locator(f"#cc-draft-{name} textarea").fill(text)

    def pick(self, name: str, option: str) -> None:
        self.page.locator(f"#cc-draft-{name} input").click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def make(self, year: str = "2027", topic: str = "chuyển đổi số") -> None:
        self.fill("year", year)
        self.fill("topic", topic)
        self.page.locator("#cc-draft-make").click()

    def section(self, id: str) -> Locator:
        return self.page.locator(f"#d-section-{id}")

    def press(self, id: str, name: str) -> None:
        self.section(id).get_by_role("button", name=re.compile(f"^{name}")).first.click()

    def write(self, id: str, more: str) -> None:
        """A line more at the end of a section, saved."""
        self.press(id, "Sửa")
        box = self.page.locator("#cc-draft-text textarea")
        expect(box).to_be_focused()
        box.press("Control+End")
        box.press("Enter")
        box.press_sequentially(more)
        self.page.locator("#cc-draft-save").click()
        expect(box).to_be_hidden()

    def is_version(self, number: int) -> None:
        expect(self.bar).to_contain_text(f"Phiên bản {number},")


@pytest.fixture
def tab(visit: Visit) -> Drafting:
    return Drafting(visit)


def test_a_draft_is_chosen_read_edited_drafted_anew_and_downloaded(
    tab: Drafting, tmp_path: Path
) -> None:
    tab.make()
    expect(tab.paper).to_contain_text("trên địa bàn phường Sao Mai năm 2027")
    expect(tab.paper.locator(".cc-span-open").first).to_be_visible()
    tab.is_version(1)

    tab.section("bases").locator(".cc-marker").first.click()
    card = tab.page.locator("#cc-draft-side .cc-source.cc-on")
    expect(card.locator("blockquote")).to_be_visible()
    with tab.page.expect_popup() as opened:
        card.get_by_role("link", name="Toàn văn").click()
    expect(opened.value.locator(":target")).to_be_visible()

    tab.write("purpose", "- Phấn đấu tăng 12,7% hồ sơ.")
    tab.is_version(2)
    expect(tab.section("purpose").locator(".cc-span-edited").last).to_contain_text("12,7%")
    expect(tab.section("purpose")).to_be_in_viewport()
    point = tab.page.locator(".cc-point-unsupported", has_text="12,7%")
    expect(point).to_have_count(1)

    tab.page.once("dialog", lambda dialog: dialog.accept())
    tab.press("purpose", "Soạn lại")
    tab.is_version(3)
    expect(tab.section("purpose").locator(".cc-span-edited")).to_have_count(0)

    with tab.page.expect_download() as loading:
        tab.bar.get_by_role("link", name=".docx chú thích chân trang").click()
    assert loading.value.suggested_filename.endswith(".docx")
    loading.value.save_as(tmp_path / "x.docx")
    assert (tmp_path / "x.docx").read_bytes().startswith(b"PK")


def test_drafting_an_edited_section_anew_can_be_thought_better_of(tab: Drafting) -> None:
    tab.make()
    tab.write("funding", "- Bổ sung trong năm.")
    tab.is_version(2)
    tab.page.once("dialog", lambda dialog: dialog.dismiss())
    tab.press("funding", "Soạn lại")
    tab.page.wait_for_timeout(500)
    expect(tab.section("funding")).to_contain_text("Bổ sung trong năm.")
    tab.is_version(2)


def test_the_checklist_leads_to_its_places_and_takes_a_confirmation(tab: Drafting) -> None:
    tab.make()
    points = tab.page.locator(".cc-point")
    expect(points.first).to_be_visible()
    before = points.count()
    check = tab.page.locator("details[open] .cc-point-check").first
    check.get_by_role("link").click()
    expect(tab.paper.locator(".cc-span-check").first).to_be_focused()
    check.get_by_role("button", name="Xác nhận đúng").click()
    tab.is_version(2)
    expect(points).to_have_count(before - 1)


def test_the_paper_is_checked_when_asked_for(tab: Drafting) -> None:
    tab.make()
    tab.write(
        "funding", "- Tổng vốn là 100 triệu đồng, gồm: ngân sách 70 triệu đồng, khác 40 triệu đồng."
    )
    tab.is_version(2)
    tab.page.get_by_role("button", name="Soát lỗi văn bản").click()
    found = tab.page.locator("details", has_text="Lỗi soát được")
    expect(found).to_be_visible()
    expect(found).to_contain_text("110 triệu đồng")
    expect(found).not_to_contain_text("CẦN KIỂM TRA")
    expect(found).not_to_contain_text("145/QĐ-UBND")


def test_one_section_of_a_part_of_the_year_is_drafted_and_opened_again(tab: Drafting) -> None:
    tab.pick("kind", "Báo cáo")
    tab.pick("part", "quý I")
    tab.page.get_by_label("ĐỀ XUẤT, KIẾN NGHỊ", exact=True).check()
    tab.make("2026")
    expect(tab.paper).to_contain_text("quý I/2026")
    expect(tab.page.locator(".cc-paper-section")).to_have_count(1)
    title = tab.bar.locator("h2").inner_text()
    tab.make("2027")
    expect(tab.bar.locator("h2")).not_to_have_text(title)
    tab.page.locator("#cc-draft-earlier input").click()
    tab.page.get_by_role("option").filter(has_text=title).first.click()
    expect(tab.bar.locator("h2")).to_have_text(title)


def test_what_cannot_be_drafted_is_a_sentence_and_the_draft_stays(tab: Drafting) -> None:
    tab.make()
    expect(tab.paper).to_be_visible()
    tab.make("MMXXVII")
    expect(tab.bar.locator(".cc-problem")).to_contain_text("MMXXVII")
    expect(tab.paper).to_be_visible()


def test_somebody_elses_version_is_not_written_over(tab: Drafting, server: str) -> None:
    tab.make()
    tab.is_version(1)
    kept = httpx.get(f"{server}/v1/drafts").json()[0]
    address = f"{server}/v1/drafts/{kept['id']}/sections/funding"
    assert httpx.put(address, json={"version": 1, "text": "Khác."}).status_code == 200
    tab.press("purpose", "Sửa")
    box = tab.page.locator("#cc-draft-text textarea")
    box.fill("Công sức của tôi.")
    tab.page.locator("#cc-draft-save").click()
    expect(tab.bar.locator(".cc-problem")).to_contain_text("phiên bản 2")
    expect(box).to_have_value("Công sức của tôi.")


def test_hostile_words_are_shown_and_do_nothing(tab: Drafting) -> None:
    tab.make(topic=HOSTILE[:280])
    expect(tab.paper).to_contain_text("<script>window.pwned = 1</script>")
    tab.write("bases", f"Căn cứ {HOSTILE}")
    expect(tab.section("bases")).to_contain_text("<script>window.pwned = 1</script>")
    tab.press("bases", "Sửa")
    tab.page.wait_for_timeout(300)
    assert tab.page.evaluate("window.pwned") is None
    for live in ("img[src*=evil]", "form[action*=evil]", "iframe", "#cc-draft a[href*=evil]"):
        assert tab.page.locator(live).count() == 0


def test_the_tab_speaks_english_when_told(tab: Drafting) -> None:
    tab.make()
    expect(tab.paper).to_be_visible()
    tab.page.get_by_text("EN", exact=True).click()
    expect(tab.page.get_by_role("tab", name="Drafting")).to_be_visible()
    expect(tab.page.locator("#cc-draft-side")).to_contain_text("Still to do")
    expect(tab.bar).to_contain_text("Version 1")
    expect(tab.paper).to_contain_text("[CẦN BỔ SUNG]")


def test_the_paper_is_reached_with_the_keyboard(tab: Drafting) -> None:
    tab.make()
    expect(tab.paper).to_be_visible()
    tab.page.locator("#cc-draft-make").focus()
    reached = set()
    for _ in range(30):
        tab.page.keyboard.press("Tab")
        reached.add(
            tab.page.evaluate(
                "(document.activeElement.textContent || document.activeElement.tagName).trim()"
            )
        )
    assert {"Sửa Căn cứ", "Soạn lại Căn cứ", "1", ".md"} <= reached
    tab.page.get_by_role("button", name="Sửa Căn cứ").focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#cc-draft-text textarea")).to_be_focused()


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, server: str) -> None:
    visit = Visit(browser, server, PHONE)
    tab = Drafting(visit)
    tab.make()
    expect(tab.paper).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    box = tab.paper.bounding_box()
    assert box
    assert box["x"] + box["width"] <= PHONE["width"]
    visit.page.close()
    visit.check()


def test_a_draft_older_than_the_corpus_says_so_and_is_refreshed(
    tab: Drafting, data: Path, tmp_path: Path
) -> None:
    tab.make()
    tab.is_version(1)
    (tmp_path / "moi.txt").write_text("Số: 7/KH-UBND\n\nKẾ HOẠCH\n\nI. NỘI DUNG\n\nMới.", "utf-8")
    read = run_cancu(data, "ingest", str(tmp_path / "moi.txt"))
    assert read.code == 0, read.err
    tab.page.get_by_role("tab", name="Hỏi đáp").click()
    tab.page.get_by_role("tab", name="Soạn thảo").click()
    expect(tab.bar.locator(".cc-outdated")).to_be_visible()
    tab.bar.get_by_role("button", name="Cập nhật nguồn").click()
    tab.is_version(2)
    expect(tab.bar.locator(".cc-outdated")).to_have_count(0)
