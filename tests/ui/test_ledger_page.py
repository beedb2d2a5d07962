"""The figure ledger in a real browser."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.ui.visit import PHONE, Visit


class Ledger:
    """The tab, opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.get_by_role("tab", name="Sổ chỉ tiêu").click()
        expect(self.rows.first).to_be_visible()
        # The rows come first; the browser then loads what draws the chart and answers nobody.
        expect(page.locator("#cc-chart .bars path").first).to_be_visible(timeout=30_000)

    @property
    def rows(self) -> Locator:
        return self.page.locator(".cc-ledger-sheet tbody tr")

    @property
    def heading(self) -> Locator:
        return self.page.locator("#cc-ledger-rows .cc-heading")

    def type(self, text: str) -> None:
        """Words of an indicator, as they are typed."""
        self.page.locator("#cc-filter-indicator textarea").press_sequentially(text)

    def enter(self, name: str, text: str) -> None:
        """A condition typed into its list."""
        box = self.page.locator(f"#cc-filter-{name} input")
        box.fill(text)
        box.press("Enter")

    def choose(self, name: str, option: str) -> None:
        """A condition picked from its list."""
        self.page.locator(f"#cc-filter-{name} input").click()
        self.page.get_by_role("option", name=option, exact=True).click()


@pytest.fixture
def ledger(visit: Visit) -> Ledger:
    return Ledger(visit.page)


def test_words_typed_any_way_narrow_the_ledger_as_they_are_typed(ledger: Ledger) -> None:
    expect(ledger.heading).to_contain_text("đang hiện")
    ledger.type("chi tieu vneid")
    expect(ledger.heading).not_to_contain_text("đang hiện")
    expect(ledger.rows.first).to_contain_text("VNeID")
    assert all("VNeID" in text for text in ledger.rows.all_inner_texts())
    ledger.page.locator("#cc-filter-indicator textarea").fill("wifi")  # pasted over it
    expect(ledger.rows.first).to_contain_text("wifi")


def test_more_is_shown_when_asked_for(ledger: Ledger) -> None:
    before = ledger.rows.count()
    ledger.page.get_by_role("button", name="Xem thêm").click()
    expect(ledger.rows.nth(before)).to_be_visible()


def test_conditions_work_together_and_agreeing_rows_stand_in_columns(ledger: Ledger) -> None:
    ledger.type("vneid")
    ledger.enter("unit", "dong ho")
    ledger.choose("role", "chỉ tiêu")
    ledger.enter("period", "2026")
    expect(ledger.page.locator(".cc-ledger-sheet thead")).to_contain_text("Chỉ tiêu 2026")
    expect(ledger.page.locator(".cc-ledger-sheet thead")).not_to_contain_text("Kết quả")
    for row in ledger.rows.all():
        expect(row).to_contain_text("phường Đông Hồ")
        expect(row.locator("td.cc-figure")).to_contain_text("%")


def test_the_source_opens_at_the_row_that_states_the_figure(ledger: Ledger) -> None:
    ledger.page.locator("#cc-filter-indicator textarea").fill("vneid")
    expect(ledger.rows.filter(has_not_text="VNeID")).to_have_count(0)
    with ledger.page.expect_popup() as opened:
        ledger.page.get_by_role("link", name=re.compile("27.KH-UBND tại .* dòng 19")).click()
    cited = opened.value.locator("tr:target")
    expect(cited).to_contain_text("VNeID")
    expect(cited).to_be_in_viewport()


def test_results_and_targets_are_drawn_with_bounds_as_bounds(ledger: Ledger) -> None:
    ledger.type("vneid")
    ledger.enter("unit", "phường Đông Hồ")
    chart = ledger.page.locator("#cc-chart")
    expect(chart.locator(".bars path").first).to_be_visible()
    expect(chart.locator(".scatterlayer .point")).to_have_count(2)
    expect(chart.locator(".textpoint", has_text="≥ 82")).to_be_visible()
    expect(chart.locator(".cc-heading")).to_contain_text("%")
    box = chart.bounding_box()
    assert box
    assert box["width"] > 300


def test_what_a_document_leaves_open_is_said_to_be_open(ledger: Ledger) -> None:
    ledger.type("cây bàng")
    expect(ledger.rows.locator(".cc-none").first).to_have_text("để trống")


def test_a_condition_that_cannot_be_meant_is_a_sentence(ledger: Ledger) -> None:
    ledger.enter("period", "quý V/2026")
    expect(ledger.page.locator(".cc-problem")).to_contain_text("quý V/2026")
    expect(ledger.page.locator("#cc-chart")).to_be_hidden()
    ledger.enter("period", "2026")
    expect(ledger.rows.first).to_be_visible()
    ledger.type("tàu cao tốc lên sao Hỏa")
    expect(ledger.page.locator("#cc-ledger-rows")).to_contain_text("Không có số liệu nào khớp")


def test_hostile_figures_are_shown_and_do_nothing(ledger: Ledger) -> None:
    ledger.type("cây bàng")
    expect(ledger.rows.first).to_contain_text("<script>window.pwned = 1</script>")
    expect(ledger.page.locator("#cc-chart .bars path").first).to_be_visible()
    assert ledger.page.evaluate("window.pwned") is None
    for live in ("img[src*=evil]", "form[action*=evil]", "iframe", "#cc-ledger a[href*=evil]"):
        assert ledger.page.locator(live).count() == 0


def test_the_list_comes_as_a_file_with_what_was_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    ledger.type("cây bàng")
    expect(ledger.rows).to_have_count(2)
    with ledger.page.expect_download() as loading:
        ledger.page.get_by_role("link", name="Tải bảng (CSV)").click()
    loading.value.save_as(tmp_path / "so.csv")
    text = (tmp_path / "so.csv").read_text("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert [row["Giá trị"] for row in rows] == ["40", "≥ 60", "-", "90"]
    assert rows[2]["Chỉ tiêu"].startswith("'=HYPERLINK")
    assert rows[3]["Chủ trì"].startswith("'+")


def test_the_ledger_speaks_english_when_told(ledger: Ledger) -> None:
    ledger.page.get_by_text("EN", exact=True).click()
    expect(ledger.page.get_by_role("tab", name="Targets")).to_be_visible()
    expect(ledger.page.locator(".cc-ledger-sheet thead")).to_contain_text("Source")
    expect(ledger.page.locator("#cc-chart .legend")).to_contain_text("Target")


def test_on_a_phone_the_ledger_is_no_wider_than_the_screen(browser: Browser, server: str) -> None:
    visit = Visit(browser, server, PHONE)
    ledger = Ledger(visit.page)
    ledger.type("vneid")
    expect(ledger.heading).not_to_contain_text("đang hiện")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for part in (ledger.rows.first, visit.page.locator("#cc-chart .main-svg").first):
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box
        assert box["x"] + box["width"] <= PHONE["width"]
    visit.page.close()
    visit.check()
