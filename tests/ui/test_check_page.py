"""The check of a document in a real browser: choose or drop a file, read, filter, take away."""

import csv
import tempfile
from io import StringIO
from pathlib import Path

import docx
import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.ui.conftest import HOSTILE
from tests.ui.test_check import JUMPING, PLAN
from tests.ui.visit import PHONE, Visit

CALM = """ỦY BAN NHÂN DÂN
PHƯỜNG SAO MAI
-------
Số: 12/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Sao Mai, ngày 05 tháng 02 năm 2026

THÔNG BÁO
Lịch tiếp công dân tháng 3 năm 2026

Chủ tịch Ủy ban nhân dân phường tiếp công dân vào sáng thứ Năm hằng tuần tại trụ sở Ủy ban nhân \
dân phường.

Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường niêm yết thông báo này tại trụ sở./.

Nơi nhận:
- Thường trực Đảng ủy;
- Lưu: VT, VP.

CHỦ TỊCH

Trần Thị Hạnh
"""


class Checking:
    """The tab, opened."""

    def __init__(self, visit: Visit) -> None:
        self.page: Page = visit.page
        self.page.get_by_role("tab", name="Soát văn bản").click()
        expect(self.page.locator(".cc-drop")).to_be_visible()

    @property
    def faults(self) -> Locator:
        return self.page.locator(".cc-fault:visible")

    @property
    def status(self) -> Locator:
        return self.page.locator("#cc-check-status")

    def send(self, name: str, content: bytes | str) -> None:
        data = content.encode() if isinstance(content, str) else content
        chosen = FilePayload(name=name, mimeType="application/octet-stream", buffer=data)
        self.page.locator("#cc-check-file").set_input_files([chosen])

    def drop(self, names: list[str], text: str) -> None:
        """Files let go beside the field, as a person who missed it does."""
        held = self.page.evaluate_handle(
            "([names, text]) => { const held = new DataTransfer();"
            "names.forEach((name) => held.items.add(new File([text], name))); return held; }",
            [names, text],
        )
        for event in ("dragover", "drop"):
            self.page.locator(".cc-check-about").dispatch_event(event, {"dataTransfer": held})


@pytest.fixture
def tab(visit: Visit) -> Checking:
    return Checking(visit)


def _word(folder: Path) -> bytes:
    """The faulty plan as a Word file that nobody has laid out."""
    document = docx.Document()
    for line in JUMPING.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "x.docx"))
    return (folder / "x.docx").read_bytes()


def _left_behind() -> set[Path]:
    """What stands in the folder for temporary files with a name that a test sent."""
    return set(Path(tempfile.gettempdir()).rglob("du-thao-soat*"))


def test_the_faults_of_a_text_are_shown_with_place_rule_and_what_to_do(tab: Checking) -> None:
    tab.send("du-thao-soat.txt", JUMPING)
    jump = tab.faults.filter(has_text="Đánh số nhảy cóc")
    expect(jump).to_contain_text("Mục: IV. NHIỆM VỤ, GIẢI PHÁP")
    expect(jump).to_contain_text("Đề nghị:")
    expect(jump).to_contain_text("Quy tắc: Đánh số – NĐ 30/2020/NĐ-CP")
    expect(tab.status).to_contain_text("chỗ cần xem")
    expect(tab.page.locator(".cc-checked aside")).to_contain_text("Chỉ đo được bố cục trang")
    assert _left_behind() == set()


def test_a_word_file_is_checked_for_its_layout_too(tab: Checking, tmp_path: Path) -> None:
    tab.send("du-thao-soat.docx", _word(tmp_path))
    expect(tab.faults.filter(has_text="Đánh số nhảy cóc")).to_have_count(1)
    expect(tab.faults.filter(has_text="Quy tắc: Bố cục trang").first).to_be_visible()
    expect(tab.page.locator(".cc-checked aside")).not_to_contain_text("Chưa soát")
    assert _left_behind() == set()


def test_the_page_tells_the_same_as_the_api(tab: Checking, server: str) -> None:
    tab.send("du-thao.txt", JUMPING)
    expect(tab.faults.first).to_be_visible()
    sent = {"params": {"filename": "du-thao.txt"}, "content": JUMPING.encode()}
    told = httpx.post(f"{server}/v1/check", **sent, timeout=30).json()  # type: ignore[arg-type]
    shown = tab.page.locator(".cc-fault-text").all_inner_texts()
    assert sorted(shown) == sorted(fault["text"] for fault in told["faults"])
    for severity, count in told["counts"].items():
        assert tab.page.locator(f".cc-fault-{severity}").count() == count


def test_faults_are_filtered_by_severity_and_by_rule(tab: Checking, tmp_path: Path) -> None:
    tab.send("du-thao.docx", _word(tmp_path))
    expect(tab.faults.first).to_be_visible()
    total = tab.faults.count()
    tab.page.locator("[data-only-rule]").select_option("numbering")
    expect(tab.faults).to_have_count(2)
    expect(tab.page.locator(".cc-fault-shown")).to_have_text(f"Đang hiện 2 trong {total} chỗ.")
    expect(tab.page.locator(".cc-fault-group:visible")).to_have_count(1)
    tab.page.locator("[data-only-rule]").select_option("")
    looks = tab.page.locator("[data-only=look]")
    looks.click()
    expect(looks).to_have_attribute("aria-pressed", "true")
    assert tab.faults.count() == tab.page.locator(".cc-fault-look").count() < total


def test_a_paper_without_faults_is_told_what_was_checked(tab: Checking) -> None:
    tab.send("thong-bao.txt", CALM)
    expect(tab.page.locator(".cc-calm")).to_contain_text("Không thấy lỗi nào")
    expect(tab.page.locator(".cc-rules")).to_contain_text("Phép cộng")
    expect(tab.faults).to_have_count(0)


def test_what_cannot_be_checked_is_a_sentence_and_no_older_result_stays(tab: Checking) -> None:
    tab.send("du-thao.txt", JUMPING)
    expect(tab.faults.first).to_be_visible()
    tab.send("hong.docx", b"khong phai tep word")
    expect(tab.status).to_contain_text("hong.docx")
    expect(tab.faults).to_have_count(0)
    tab.send("anh.png", b"x")
    expect(tab.status).to_contain_text("anh.png")
    tab.send("rong.txt", b"")
    expect(tab.status).to_contain_text("rong.txt")
    tab.send("lon.txt", b"a" * 31_000_000)
    expect(tab.status).to_contain_text("30 MB")


def test_a_file_dropped_beside_the_field_is_checked_and_two_are_not(tab: Checking) -> None:
    tab.drop(["mot.txt", "hai.txt"], JUMPING)
    expect(tab.status).to_contain_text("một tệp")
    tab.drop(["mot.txt"], JUMPING)
    expect(tab.faults.filter(has_text="Đánh số nhảy cóc")).to_have_count(1)


def test_the_result_changes_its_language_with_the_page(tab: Checking) -> None:
    tab.send("du-thao.txt", JUMPING)
    expect(tab.faults.first).to_be_visible()
    tab.page.get_by_text("EN", exact=True).click()
    expect(tab.page.get_by_role("tab", name="Check a document")).to_be_visible()
    expect(tab.faults.first).to_contain_text("Rule:")
    expect(tab.page.locator(".cc-drop")).to_contain_text("Choose a file")


def test_the_result_stays_while_another_tab_is_read(tab: Checking) -> None:
    tab.send("du-thao.txt", JUMPING)
    expect(tab.faults.first).to_be_visible()
    tab.page.get_by_role("tab", name="Hỏi đáp").click()
    expect(tab.faults).to_have_count(0)
    tab.page.get_by_role("tab", name="Soát văn bản").click()
    expect(tab.faults.first).to_be_visible()


def test_the_result_is_copied_and_taken_away_as_a_table(tab: Checking, tmp_path: Path) -> None:
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.send("du-thao.txt", JUMPING.replace("1.4. Tái", "1.4. =HYPERLINK(1) Tái"))
    tab.page.get_by_role("button", name="Sao chép", exact=True).click()
    expect(tab.page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    assert "Đánh số nhảy cóc" in tab.page.evaluate("navigator.clipboard.readText()")
    with tab.page.expect_download() as loading:
        tab.page.get_by_role("link", name="Tải bảng (CSV)").click()
    loading.value.save_as(tmp_path / "x.csv")
    text = (tmp_path / "x.csv").read_text("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == tab.faults.count()
    assert "Đánh số" in {row["Quy tắc"] for row in rows}


def test_hostile_words_and_names_are_shown_and_do_nothing(tab: Checking) -> None:
    # between numbers that jump, so that the words themselves are shown as the fault's own
    text = JUMPING.replace("1.4. Tái cấu trúc", f"1.4. {HOSTILE} Tái cấu trúc")
    tab.send("<img src=x onerror=pwned=6>.txt", text)
    expect(tab.faults.first).to_be_visible()
    expect(tab.page.locator(".cc-checked h2")).to_contain_text("_img src=x onerror=pwned=6_.txt")
    expect(tab.page.locator(".cc-faults")).to_contain_text("<script>window.pwned = 1</script>")
    assert tab.page.evaluate("window.pwned") is None
    for live in ("img", "form", "iframe", "script", "a:not([href^='data:text/csv'])"):
        assert tab.page.locator(f".cc-checked {live}").count() == 0


def test_a_long_name_is_no_obstacle(tab: Checking) -> None:
    tab.send("ế" * 240 + ".txt", PLAN)
    expect(tab.page.locator(".cc-checked h2")).to_contain_text("ếế")


def test_the_tab_is_used_with_the_keyboard(tab: Checking) -> None:
    tab.page.get_by_role("tab", name="Soát văn bản").focus()
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("document.activeElement.id") == "cc-check-file":
            break
    expect(tab.page.locator("#cc-check-file")).to_be_focused()
    tab.send("x.txt", JUMPING)
    expect(tab.faults.first).to_be_visible()
    tab.page.locator("[data-only=look]").focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("[data-only=look]")).to_have_attribute("aria-pressed", "true")


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, server: str) -> None:
    visit = Visit(browser, server, PHONE)
    tab = Checking(visit)
    tab.send("du-thao.txt", JUMPING)
    expect(tab.faults.first).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    box = tab.faults.first.bounding_box()
    assert box
    assert box["x"] + box["width"] <= PHONE["width"]
    visit.page.close()
    visit.check()
