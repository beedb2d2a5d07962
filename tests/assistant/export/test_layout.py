"""The Word file, component by component, against Nghị định 30/2020/NĐ-CP, Phụ lục I.

The expected values stand here as the decree gives them, not as our data do.
"""

from dataclasses import replace
from itertools import pairwise

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table

from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Grid, Section
from assistant.export.copies import Copy
from assistant.export.text_width import text_width
from assistant.export.to_docx import to_docx
from tests.assistant.export.drafts import block, heading, letter, line, long_grid, plan, report
from tests.assistant.export.measured import MM, after, every, find, opened

_PLAN, _REPORT, _LETTER = (
    opened(to_docx(draft, Copy.CLEAN)) for draft in (plan(), report(), letter())
)
_WORKING = opened(to_docx(plan()))

# words at the start → least and most size, bold, italic, alignment
_COMPONENTS = {
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (12, 13, True, False, "center"),
    "Độc lập - Tự do - Hạnh phúc": (13, 14, True, False, "center"),
    "PHƯỜNG BẾN TRÚC": (12, 13, True, False, "center"),
    "Số:": (13, 13, False, False, "center"),
    "Bến Trúc, ngày": (13, 14, False, True, "center"),
    "KẾ HOẠCH": (13, 14, True, False, "center"),
    "Chuyển đổi số của phường": (13, 14, True, False, "center"),
    "Căn cứ Luật": (13, 14, False, True, "both"),
    "Ủy ban nhân dân phường Bến Trúc ban hành": (13, 14, False, False, "both"),
    "I. MỤC ĐÍCH, YÊU CẦU": (13, 14, True, False, "both"),
    "1. Mục đích": (13, 14, True, False, "both"),
    "a) Triển khai": (13, 14, False, False, "both"),
    "TM. ỦY BAN NHÂN DÂN": (13, 14, True, False, "center"),
    "CHỦ TỊCH": (13, 14, True, False, "center"),
    "[CẦN BỔ SUNG]": (11, 14, False, False, "center"),
    "Nơi nhận:": (12, 12, True, True, "left"),
    "- UBND tỉnh Lam Giang;": (11, 11, False, False, "left"),
    "Phụ lục I": (14, 14, True, False, "center"),
    "PHÂN CÔNG NHIỆM VỤ": (13, 14, True, False, "center"),
    "(Kèm theo Kế hoạch số": (13, 14, False, True, "center"),
}


@pytest.mark.parametrize("start", _COMPONENTS)
def test_a_component_has_the_size_style_and_place_of_the_decree(start: str) -> None:
    least, most, bold, italic, align = _COMPONENTS[start]
    found = find(_PLAN, start)
    assert all(least <= size <= most for size in found.sizes), found
    assert (found.bold, found.italic, found.align) == (bold, italic, align)


def test_every_word_is_in_times_new_roman() -> None:
    for word in (_WORKING, _PLAN, _REPORT, _LETTER):
        assert {font for found in every(word) for font in found.fonts} == {"Times New Roman"}


def test_the_paper_is_a4_with_the_margins_of_the_decree() -> None:
    section = _PLAN.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    sides = (section.page_width / MM, section.page_height / MM)
    assert sides == pytest.approx((210, 297), abs=0.1)
    for section in _PLAN.sections:
        margins = [
            (m or 0) / MM
            for m in (
                section.top_margin,
                section.bottom_margin,
                section.left_margin,
                section.right_margin,
            )
        ]
        top, bottom, left, right = margins
        assert 19.9 <= top <= 25.1
        assert 19.9 <= bottom <= 25.1
        assert 29.9 <= left <= 35.1
        assert 14.9 <= right <= 20.1


def test_the_text_is_set_in_justified_and_spaced() -> None:
    for start in ("Căn cứ Luật", "Ủy ban nhân dân phường Bến Trúc ban hành", "a) Triển khai"):
        found = find(_PLAN, start)
        assert found.first_line == pytest.approx(12.7, abs=0.1)
        assert found.before + found.after >= 6
        assert 1 <= found.line <= 1.5


def test_number_and_date_stand_in_one_row_beside_each_other() -> None:
    head = _PLAN.tables[0]
    number, place = head.rows[1].cells
    assert number.text.startswith("Số:")
    assert "/KH-UBND" in number.text
    assert place.text == "Bến Trúc, ngày      tháng      năm 2027"


def test_the_columns_of_the_head_have_no_borders_and_hold_their_words_in_one_line() -> None:
    head = _PLAN.tables[0]
    assert not list(head._tbl.iter(qn("w:tblBorders"), qn("w:tcBorders")))
    left, right = (column.width / MM for column in head.columns if column.width)
    assert text_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True) < right
    assert text_width("ỦY BAN NHÂN DÂN", 13, bold=True) < left


@pytest.mark.parametrize(
    ("words", "size", "least", "most", "column"),
    [
        ("Độc lập - Tự do - Hạnh phúc", 14, 0.97, 1.03, 1),
        ("PHƯỜNG BẾN TRÚC", 13, 1 / 3, 1 / 2, 0),
        ("Chuyển đổi số của phường Bến Trúc năm 2027", 14, 1 / 3, 1 / 2, None),
    ],
)
def test_a_line_is_as_long_as_the_decree_asks(
    words: str, size: float, least: float, most: float, column: int | None
) -> None:
    line = after(_PLAN, words)
    widths = [width.width / MM for width in _PLAN.tables[0].columns if width.width]
    room = 165 if column is None else widths[column]
    share = (room - line.left - line.right) / text_width(words, size, bold=True)
    assert line.text == ""
    assert line.borders == {"top"}
    assert least <= share <= most
    assert line.left == pytest.approx(line.right, abs=0.1)  # in the middle


def test_each_basis_ends_with_a_semicolon_and_the_last_with_a_stop() -> None:
    bases = [found.text for found in every(_PLAN) if found.text.startswith("Căn cứ")]
    assert [text[-1] for text in bases] == [";", ";", "."]


def test_the_text_is_closed_once() -> None:
    closing = find(_PLAN, "Trên đây là Kế hoạch")
    assert closing.text.endswith("Phụ lục II./.")
    assert closing.keeps_next  # the signature does not stand alone on a page
    assert find(_REPORT, "Ủy ban nhân dân phường Bến Trúc báo cáo").text.endswith("báo cáo./.")
    assert sum(found.text.count("./.") for found in every(_PLAN)) == 1


def test_a_heading_of_the_first_level_is_in_capitals_and_stays_with_its_text() -> None:
    for start in ("I. MỤC ĐÍCH, YÊU CẦU", "II. CHỈ TIÊU", "1. Mục đích", "1.1. Cách tính"):
        assert find(_PLAN, start).keeps_next
    assert find(_PLAN, "1.1. Cách tính").text == "1.1. Cách tính"


def test_page_numbers_stand_in_the_top_margin_from_page_two() -> None:
    section = _PLAN.sections[0]
    assert section.different_first_page_header_footer
    number = section.header.paragraphs[0]
    assert [f.get(qn("w:instr")).strip() for f in number._p.iter(qn("w:fldSimple"))] == ["PAGE"]
    style = _PLAN.styles.element.find(f"{qn('w:style')}[@{qn('w:styleId')}='PageNumber']")
    assert style.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == "center"
    assert 26 <= int(style.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val"))) <= 28
    assert not [p for p in section.first_page_header.paragraphs if "PAGE" in p._p.xml]
    assert not section.footer.paragraphs[0].text


def test_each_appendix_is_numbered_on_its_own_and_hides_its_first_number() -> None:
    _, first, second = _PLAN.sections
    for section in (first, second):
        start = section._sectPr.find(qn("w:pgNumType"))
        assert start.get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
        assert "".join(p.text for p in section.first_page_header.paragraphs) == ""
        assert section.header.is_linked_to_previous


def test_several_appendices_take_roman_numbers_and_one_takes_none() -> None:
    texts = [found.text for found in every(_PLAN)]
    assert "Phụ lục I" in texts
    assert "Phụ lục II" in texts
    assert "KINH PHÍ" in texts
    whole = plan()
    single = replace(whole, sections=whole.sections[:-1])
    assert "Phụ lục" in [found.text for found in every(opened(to_docx(single)))]


def test_an_appendix_says_what_it_belongs_to() -> None:
    attached = find(_PLAN, "(Kèm theo").text
    assert attached == (
        "(Kèm theo Kế hoạch số        /KH-UBND ngày      tháng      năm 2027"
        " của UBND phường Bến Trúc)"
    )


def test_a_wide_table_turns_its_appendix_and_no_other_page() -> None:
    turned = [section.orientation for section in _PLAN.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    wide = _PLAN.sections[1]
    assert (wide.page_width or 0) > (wide.page_height or 0)


def _with_wide_table_in_the_text() -> Draft:
    names = ("TT", *(f"Chỉ tiêu giao cho đơn vị số {n}" for n in range(1, 14)))
    cells = ("1", *("1.234.567.890" for _ in range(13)))
    grid = Grid(names, (1 / 14,) * 14, (line(*cells),))
    wide = Section(
        "wide", "III. Phân bổ", (heading(1, "III. Phân bổ"), DraftBlock(BlockKind.TABLE, grid=grid))
    )
    closing = Section("end", "", (block(BlockKind.PARAGRAPH, "Trên đây là phân bổ."),))
    return plan(wide, closing)


def test_a_table_too_wide_for_the_text_turns_its_page_with_its_heading_and_counts_on() -> None:
    word = opened(to_docx(_with_wide_table_in_the_text()))
    directions = [section.orientation for section in word.sections]
    upright, across = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert directions == [upright, across, upright, across, upright]
    assert word.sections[1]._sectPr.find(qn("w:pgNumType")) is None
    assert not word.sections[1].different_first_page_header_footer
    body = list(word.element.body)
    ends = [i for i, e in enumerate(body) if list(e.iter(qn("w:sectPr")))]
    first = next(i for i, e in enumerate(body) if "III. PHÂN BỔ" in "".join(e.itertext()))
    assert ends[0] < first < ends[1]


def _tables(name: str) -> Table:
    return next(t for t in _PLAN.tables if t.rows[0].cells[1].text == name)


def test_a_table_repeats_its_header_and_keeps_its_rows_whole() -> None:
    for name in ("Chỉ tiêu", "Nội dung nhiệm vụ", "Nội dung"):
        rows = _tables(name).rows
        headers = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in rows]
        assert [header is not None for header in headers] == [True] + [False] * (len(rows) - 1)
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_a_table_has_borders_on_all_sides() -> None:
    table = _tables("Chỉ tiêu")
    style = _PLAN.styles.element.find(f"{qn('w:style')}[@{qn('w:styleId')}='Ruled']")
    borders = style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    assert table._tbl.tblPr.style == "Ruled"
    assert {border.tag.split("}")[1] for border in borders} == {
        *("top", "left", "bottom", "right", "insideH", "insideV"),
    }
    assert {border.get(qn("w:val")) for border in borders} == {"single"}


def test_a_table_fills_the_line_and_no_column_breaks_a_word() -> None:
    table = _tables("Nội dung nhiệm vụ")
    widths = [(column.width or 0) / MM for column in table.columns]
    assert sum(widths) == pytest.approx(297 - 30 - 15, abs=1)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            assert all(text_width(word, 12, bold=True) < width for word in cell.text.split())


def test_a_group_spans_the_table_in_bold_and_stays_with_its_first_row() -> None:
    group = _tables("Chỉ tiêu").rows[1]
    number, name = list(dict.fromkeys(cell._tc for cell in group.cells))
    assert number.grid_span == 1
    assert name.grid_span == 5
    found = find(_PLAN, "Chính quyền số")
    assert found.bold
    assert found.keeps_next


def test_figures_stand_in_the_middle_of_their_cell_and_words_on_the_left() -> None:
    row = _tables("Chỉ tiêu").rows[2]
    styles = [cell.paragraphs[0]._p.style for cell in row.cells]
    assert styles[:5] == ["TableNumber", "TableCell", "TableNumber", "TableNumber", "TableNumber"]


def test_recipients_stand_beside_the_signature_on_one_page() -> None:
    foot = next(t for t in _PLAN.tables if t.rows[0].cells[0].text.startswith("Nơi nhận:"))
    recipients, signature = foot.rows[0].cells
    assert [p.text for p in recipients.paragraphs] == [
        "Nơi nhận:",
        "- UBND tỉnh Lam Giang;",
        "- Thường trực Đảng ủy;",
        "- Lưu: VT, VHXH.",
    ]
    assert [p.text for p in signature.paragraphs] == [
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "[CẦN BỔ SUNG]",
    ]
    assert foot.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_a_letter_says_what_it_is_about_under_its_number_and_has_no_title() -> None:
    about = find(_LETTER, "V/v ")
    assert about.text == "V/v hướng dẫn số hóa hồ sơ lưu trữ"
    assert all(12 <= size <= 13 for size in about.sizes)
    assert not about.bold
    assert about.before == 6
    cell = _LETTER.tables[0].rows[1].cells[0]
    assert [p.text[:3] for p in cell.paragraphs] == ["Số:", "V/v"]
    assert find(_LETTER, "Kính gửi: Sở Khoa học và Công nghệ tỉnh Lam Giang").align == "center"


def test_several_receivers_stand_on_lines_of_their_own() -> None:
    texts = [found.text for found in every(_REPORT)]
    at = texts.index("Kính gửi:")
    assert texts[at + 1 : at + 3] == [
        "- Ủy ban nhân dân tỉnh Lam Giang;",
        "- Sở Khoa học và Công nghệ.",
    ]
    assert not find(_REPORT, "Kính gửi:").bold


def test_a_body_over_the_issuer_is_upright_above_it() -> None:
    whole = plan()
    head = replace(whole.head, superior="UBND phường Bến Trúc", issuer=("PHÒNG VĂN HÓA - XÃ HỘI",))
    word = opened(to_docx(replace(whole, head=head)))
    above, below = find(word, "UBND PHƯỜNG BẾN TRÚC"), find(word, "PHÒNG VĂN HÓA")
    assert (above.bold, below.bold) == (False, True)
    assert above.sizes <= {12, 13}


def test_two_tables_in_a_row_stay_two() -> None:
    tables = (DraftBlock(BlockKind.TABLE, grid=long_grid(2)),) * 2
    word = opened(to_docx(plan(Section("two", "", tables))))
    tags = [child.tag for child in word.element.body]
    assert [len(t.rows) for t in word.tables if len(t.columns) == 3] == [3, 3, 61]
    assert not any(pair == (qn("w:tbl"), qn("w:tbl")) for pair in pairwise(tags))


def test_a_table_that_ends_the_text_keeps_its_last_row_with_the_signature() -> None:
    whole = report()
    section = replace(whole.sections[0], blocks=whole.sections[0].blocks[:-1])
    word = opened(to_docx(replace(whole, sections=(section,))))
    assert find(word, "Nội dung công việc thứ 70").keeps_next
    assert not find(word, "Nội dung công việc thứ 69").keeps_next


def test_a_table_too_wide_even_across_is_set_smaller_so_that_no_figure_is_broken() -> None:
    word = opened(to_docx(_with_wide_table_in_the_text()))
    wide = next(t for t in word.tables if len(t.columns) == 14)
    size = max(find(word, "1.234.567.890").sizes)
    assert 7 <= size < 12
    for row in wide.rows:
        for cell in row.cells:
            assert cell.width is not None
            widest = max(text_width(w, size, bold=True) for w in cell.text.split())
            assert widest < cell.width / MM - 2.4  # what the borders keep free
