"""Grids become tables: headers, pages joined, section rows, labels, sums, caption, measure."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.document import Block, BlockKind, Piece, Table
from ingest.loaders import load
from ingest.structure import structure

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

HEAD = "TT|Chỉ tiêu|ĐVT|Năm 2026"


def grid(*lines: str, page: int | None = None) -> Piece:
    return Piece("", page, grid=tuple(tuple(line.split("|")) for line in lines))


def tables(*parts: Piece | str) -> list[Table]:
    pieces = [Piece(part) if isinstance(part, str) else part for part in parts]
    return [block.table for block in structure(pieces) if block.table]


def table(*parts: Piece | str) -> Table:
    (only,) = tables(*parts)
    return only


def groups(found: Table) -> dict[str, tuple[str, ...]]:
    return {row.cells[1]: row.group for row in found.rows}


def test_the_first_row_names_the_columns() -> None:
    found = table(grid(HEAD, "1|Phủ sóng 5G|%|90"))
    assert found.columns == ("TT", "Chỉ tiêu", "ĐVT", "Năm 2026")
    assert [row.cells for row in found.rows] == [("1", "Phủ sóng 5G", "%", "90")]


def test_a_header_over_two_rows_gives_each_column_its_path() -> None:
    merged = grid("TT|Chỉ tiêu|Năm 2025|Năm 2025", "TT|Chỉ tiêu|KH|TH", "1|5G|65|72")
    assert table(merged).columns == ("TT", "Chỉ tiêu", "Năm 2025 › KH", "Năm 2025 › TH")


def test_a_header_with_blanks_for_merged_cells_gives_the_same_path() -> None:
    blank = grid("TT|Chỉ tiêu|Năm 2025||Ghi chú", "||KH|TH|", "1|5G|65|72|")
    assert table(blank).columns == ("TT", "Chỉ tiêu", "Năm 2025 › KH", "Năm 2025 › TH", "Ghi chú")


def test_names_repeated_across_and_left_blank_below_are_one_header() -> None:
    found = table(grid("TT|Chỉ tiêu|Năm 2025|Năm 2025|KH 2026", "||KH|TH|", "1|5G|65|72|80"))
    assert found.columns == ("TT", "Chỉ tiêu", "Năm 2025 › KH", "Năm 2025 › TH", "KH 2026")


def test_a_header_may_have_three_rows() -> None:
    found = table(
        grid(
            "TT|Nội dung|Kinh phí|Kinh phí|Kinh phí",
            "TT|Nội dung|Tổng số|Trong đó|Trong đó",
            "TT|Nội dung|Tổng số|Ngân sách phường|Vốn khác",
            "1|Máy tính|5|3|2",
        )
    )
    assert found.columns[3] == "Kinh phí › Trong đó › Ngân sách phường"
    assert len(found.rows) == 1


@pytest.mark.parametrize("count", ["(1)|(2)|(3)|(4)", "1|2|3|4", "A|B|1|2", "(1)|(2)|(3)|(4)=(3)"])
def test_a_row_that_counts_the_columns_is_dropped(count: str) -> None:
    assert len(table(grid(HEAD, count, "1|5G|%|90")).rows) == 1


def test_a_header_repeated_on_the_next_page_continues_the_table() -> None:
    found = table(grid(HEAD, "1|A|%|5", page=1), grid(HEAD, "2|B|%|6", page=2))
    assert [(row.label, row.page) for row in found.rows] == [("1", 1), ("2", 2)]


def test_rows_without_a_header_continue_the_table_above() -> None:
    found = table(grid(HEAD, "1|A|%|5"), grid("2|B|%|6", "3|C|%|"))
    assert [row.label for row in found.rows] == ["1", "2", "3"]


def test_a_section_goes_on_over_the_page_break() -> None:
    found = table(grid(HEAD, "I|Hạ tầng||", "1|A|%|5"), grid(HEAD, "2|B|%|6"))
    assert groups(found) == {"A": ("I. Hạ tầng",), "B": ("I. Hạ tầng",)}


def test_a_row_cut_by_the_page_break_is_whole_again() -> None:
    found = table(
        grid(HEAD, "1|Tỷ lệ hồ sơ được|%|5"), grid(HEAD, "|số hóa trong năm||", "2|B|%|6")
    )
    assert found.rows[0].cells == ("1", "Tỷ lệ hồ sơ được số hóa trong năm", "%", "5")


def test_a_line_between_two_tables_keeps_them_apart() -> None:
    assert len(tables(grid(HEAD, "1|A|%|5"), "Đoạn văn.", grid(HEAD, "1|B|%|6"))) == 2


def test_another_header_begins_another_table() -> None:
    assert len(tables(grid(HEAD, "1|A|%|5"), grid("TT|Nhiệm vụ|Chủ trì|Ghi chú", "1|B|C|"))) == 2


def test_section_rows_become_groups_of_their_rows() -> None:
    found = table(grid(HEAD, "I.|Hạ tầng||", "1|A|%|5", "II|Nhân lực||", "1|B|%|6"))
    assert groups(found) == {"A": ("I. Hạ tầng",), "B": ("II. Nhân lực",)}


def test_groups_nest_by_their_numbers() -> None:
    found = table(
        grid(
            HEAD,
            "A|Kinh tế||",
            "I|Thu||",
            "1|Thuế||",
            "1.1|Nội địa|tỷ|5",
            "B|Xã hội||",
            "1|Nghèo|%|1",
        )
    )
    assert groups(found) == {
        "Nội địa": ("A. Kinh tế", "I. Thu", "1. Thuế"),
        "Nghèo": ("B. Xã hội",),
    }


def test_one_cell_merged_across_is_a_section() -> None:
    merged = "|".join(["Đến năm 2030"] * 4)
    assert groups(table(grid(HEAD, merged, "1|A|%|5"))) == {"A": ("Đến năm 2030",)}


def test_a_row_with_values_heads_its_parts_and_stays_a_row() -> None:
    found = table(grid(HEAD, "1|Tổng chi|tỷ|9", "1.1|Đầu tư|tỷ|4", "-|Khác|tỷ|5"))
    assert groups(found) == {
        "Tổng chi": (),
        "Đầu tư": ("1. Tổng chi",),
        "Khác": ("1. Tổng chi", "1.1. Đầu tư"),
    }


def test_a_numbered_row_left_blank_is_a_row_not_a_section() -> None:
    found = table(grid(HEAD, "1|A||", "2|B|%|6"))
    assert [row.cells for row in found.rows] == [("1", "A", "", ""), ("2", "B", "%", "6")]


def test_a_section_without_rows_stays_a_row() -> None:
    found = table(grid(HEAD, "1|A|%|5", "IV|Khoa học||"))
    assert found.rows[-1].cells == ("IV", "Khoa học", "", "")


@pytest.mark.parametrize(
    ("printed", "label"),
    [("28", "28"), ("11.1", "11.1"), ("III.2", "III.2"), ("3.", "3")],
)
def test_the_label_is_what_the_number_column_prints(printed: str, label: str) -> None:
    assert table(grid(HEAD, f"{printed}|A|%|5")).rows[0].label == label


@pytest.mark.parametrize("name", ["Tổng cộng", "Cộng", "TỔNG SỐ", "Tổng cộng (I+II)", "Cộng:"])
def test_sums_are_marked_and_belong_to_no_section(name: str) -> None:
    found = table(grid(HEAD, "I|Hạ tầng||", "1|A|%|5", f"{name}|||5"))
    assert (found.rows[-1].is_total, found.rows[-1].group) == (True, ())


def test_an_indicator_that_begins_with_a_sum_is_no_sum() -> None:
    assert not table(grid(HEAD, "1|Tổng số hồ sơ tiếp nhận|hồ sơ|5")).rows[0].is_total


def test_cells_left_blank_downwards_stay_blank() -> None:
    found = table(grid("TT|Nội dung|Chủ trì", "1|A|Công an phường", "2|B|"))
    assert found.rows[1].cells == ("2", "B", "")


@pytest.mark.parametrize(
    "line",
    ["(Đơn vị: tỷ đồng)", "ĐVT: tỷ đồng", "Đơn vị tính: tỷ đồng", "Biểu 1: Thu (ĐVT: tỷ đồng)"],
)
def test_the_measure_stands_above_or_below_the_table(line: str) -> None:
    body = grid(HEAD, "1|A|%|5")
    assert table(line, body).measure == table(body, line, "Đoạn sau.").measure == "tỷ đồng"


def test_a_measure_between_two_tables_belongs_to_the_second() -> None:
    other = grid("TT|Nội dung|Kinh phí", "1|B|6")
    found = tables("1. Một", grid(HEAD, "1|A|%|5"), "(Đơn vị: tỷ đồng)", other)
    assert [each.measure for each in found] == ["", "tỷ đồng"]


def test_lines_in_merged_cells_over_the_header_are_above_the_table() -> None:
    blocks = structure([grid("Biểu 1: Thu|||", "Đơn vị: tỷ đồng|||", HEAD, "1|A|%|5")])
    found = blocks[-1].table
    assert found is not None
    assert (found.caption, found.measure, found.columns[0]) == ("Biểu 1: Thu", "tỷ đồng", "TT")


def test_the_caption_is_the_line_above_or_the_heading() -> None:
    body = grid(HEAD, "1|A|%|5")
    assert (
        table("Đoạn văn.", "Biểu 1: Các chỉ tiêu", "(ĐVT: %)", body).caption
        == "Biểu 1: Các chỉ tiêu"
    )
    assert table("1. Mục tiêu", body).caption == "1. Mục tiêu"
    assert table("Một câu văn đã hết.", body).caption == ""


def test_a_table_is_printed_header_first_and_a_row_a_line() -> None:
    (block,) = structure([grid(HEAD, "I|Hạ tầng||", "1|A|%|5")])
    assert block.text.splitlines() == [
        "TT | Chỉ tiêu | ĐVT | Năm 2026",
        "I | Hạ tầng |  | ",
        "1 | A | % | 5",
    ]


def test_a_grid_without_a_header_is_no_table() -> None:
    blocks = structure([grid("Nơi nhận:|TM. ỦY BAN NHÂN DÂN", "- Như trên;|CHỦ TỊCH")])
    assert {block.kind for block in blocks} == {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    assert {"TM. ỦY BAN NHÂN DÂN", "- Như trên;"} <= {block.text for block in blocks}


def test_words_over_figures_are_a_header_whatever_they_say() -> None:
    found = table(grid("Món|Xanh|Đỏ", "a|1|2", "b|3|4"))
    assert found.columns == ("Món", "Xanh", "Đỏ")


CELL = st.sampled_from(
    ["", "", "TT", "Chỉ tiêu", "Năm 2026", "1", "2", "1.1", "I", "a)", "-", "?", "(1)", "85%"]
    + ["Hạ tầng số", "Tổng cộng", "A. Kinh tế", "≥ 90", "Phòng Kinh tế", "được số hóa", "Nơi nhận:"]
)
GRID = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=7)
)


@given(st.lists(GRID, min_size=1, max_size=3))
def test_any_grid_is_read_and_no_word_of_it_is_lost(grids: list[list[list[str]]]) -> None:
    found = structure(Piece("", grid=tuple(map(tuple, cells))) for cells in grids)
    read = set(" ".join(block.text for block in found).split())
    printed = set(" ".join(cell for rows in grids for row in rows for cell in row).split())
    counts = {"(1)", "1", "2", "A."}  # a row that counts the columns is dropped
    assert printed - counts <= read
    read_tables = [block.table for block in found if block.table]
    assert all(len(row.cells) == len(t.columns) for t in read_tables for row in t.rows)


def real_tables(name: str) -> list[tuple[Block, Table]]:
    blocks = structure(clean(load(CORPUS / f"{name}.txt").pieces))
    return [(block, block.table) for block in blocks if block.table]


@pytest.mark.skipif(not CORPUS.exists(), reason="the real documents are not beside the project")
def test_a_real_annex_over_three_pages_is_one_table() -> None:
    block, found = real_tables("hai-an-2026")[0]
    assert block.path[0].startswith("Phụ lục 1. ")
    row = next(row for row in found.rows if row.label == "28")
    assert (row.group[0][:4], row.cells[2], row.cells[3]) == ("III.", "≥ 70%", "85%")
    assert [row.label for row in found.rows] == [str(number) for number in range(1, 30)]
    assert len({row.group for row in found.rows}) == 4  # two sections are printed as "III."


@pytest.mark.skipif(not CORPUS.exists(), reason="the real documents are not beside the project")
def test_real_budget_tables_know_their_measure_and_their_sum() -> None:
    found = [table for _, table in real_tables("thach-khoi-2030")]
    assert [each.measure for each in found] == ["tỷ đồng", "tỷ đồng"]
    assert [each.rows[-1].cells[2] for each in found] == ["39,6", "50,0"]
    assert all(each.rows[-1].is_total for each in found)
    paid = [float(row.cells[2].replace(",", ".")) for row in found[0].rows[:-1]]
    assert round(sum(paid), 1) == 39.6
