"""How an answer's text becomes paragraphs and tables, on the page and in a terminal."""

import re

import pytest

from assistant.conversation import Answer, Status
from ingest.document import Finding
from tests.ui.test_view import CITATION
from ui.page.view import Exchange, render
from ui.paragraphs import Grid, Part, parts
from ui.terminal import answer_text

TABLE = """So sánh hai phường:
| Phường | Kết quả 2025 | Chênh lệch (tính) |
|---|---:|---|
| Sao Mai | 71% [1] | +15 điểm % |
| Đông Hồ | không nêu | – |
Căn cứ: Kế hoạch [1]"""


def _shown(text: str, *findings: Finding) -> str:
    answer = Answer(Status.ANSWERED, text, "vi", (CITATION,), findings=findings)
    talk = (Exchange(1, "hỏi", citations=answer.citations, answer=answer),)
    return render("conversation", "vi", exchanges=talk, copies={1: ""})


def _grid(text: str) -> Grid:
    return next(part for part in parts(text, {1}) if isinstance(part, Grid))


def test_the_first_line_is_the_fact_and_markers_are_numbers() -> None:
    fact, basis = parts("Năm 2026 là 86% [1] [2]\n\nChủ trì: Công an [1]", {1, 2})
    assert fact == Part("fact", ("Năm 2026 là 86% ", 1, " ", 2))
    assert basis == Part("text", ("Chủ trì: Công an ", 1))


def test_a_marker_that_cites_nothing_stays_text() -> None:
    assert parts("Xem [9]", {1}) == (Part("fact", ("Xem ", "[9]")),)


def test_items_and_quotes_are_told_apart() -> None:
    kinds = [part.kind for part in parts("Có:\n- một\n> hai\nba", ())]
    assert kinds == ["fact", "item", "quote", "text"]


def test_an_empty_text_has_no_parts() -> None:
    assert parts("\n \n", ()) == ()


def test_lines_of_bars_are_a_table_between_paragraphs() -> None:
    assert [part.kind for part in parts(TABLE, {1})] == ["fact", "table", "text"]
    grid = _grid(TABLE)
    assert grid.head == (("Phường",), ("Kết quả 2025",), ("Chênh lệch (tính)",))
    assert grid.rows[0] == (("Sao Mai",), ("71% ", 1), ("+15 điểm %",))
    assert grid.is_numeric == (False, True, True)


def test_a_column_of_figures_is_set_right_unless_the_table_says_otherwise() -> None:
    rows = "| a | 1% | ≤ +16 |\n| b | ≥ 2 | -3 |"
    assert _grid(f"| x | y | z |\n|---|---|---|\n{rows}").is_numeric == (False, True, True)
    assert _grid(f"| x | y | z |\n|--:|:--|:-:|\n{rows}").is_numeric == (True, False, False)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a |", ["a", ""]),
        ("| a | b | c |", ["a", "b | c"]),
        ("| a \\| b | c |", ["a | b", "c"]),
        ("| a | b", ["a", "b"]),
        ("||", ["", ""]),
    ],
)
def test_no_cell_is_lost_in_a_row_of_another_length(row: str, cells: list[str]) -> None:
    grid = _grid(f"| x | y |\n|---|---|\n{row}")
    assert ["".join(map(str, cell)) for cell in grid.rows[0]] == cells


@pytest.mark.parametrize(
    "text", ["| a | b |", "| a | b |\n| c | d |", "| a | b |\n|---|", "a | b\n---|---", "|---|---|"]
)
def test_what_is_no_whole_table_stays_text(text: str) -> None:
    assert not any(isinstance(part, Grid) for part in parts(text, ()))


def test_a_table_of_an_answer_is_a_table_of_the_page_with_chips_in_it() -> None:
    page = _shown(TABLE, Finding("computed", "+15 điểm %"))
    assert page.count("<table>") == 1
    assert page.count("<th ") == 3
    assert '<td class="cc-figure ">71% <button type="button" class="cc-marker"' in page
    assert '<td class="cc-figure cc-none">không nêu</td>' in page
    assert '<td class="cc-figure cc-computed">+15 điểm %</td>' in page
    assert "|---" not in page


def test_words_around_chips_are_all_there_and_in_order() -> None:
    page = _shown("Cao nhất 86% [1]; thấp nhất 82% [1] [1].\nXem [1]<b>")
    words = re.sub(r"<[^>]+>", "", page[page.index('<p class="cc-fact">') : page.index("cc-tags")])
    assert " ".join(words.split()).startswith("Cao nhất 86% 1; thấp nhất 82% 1 1.")
    assert "Xem 1&lt;b&gt;" in words
    assert page.count('class="cc-nowrap"') == 2


def test_hostile_cells_are_words() -> None:
    cell = '<img src=x onerror=alert(1)> {{ 7 * 7 }} ${1} </td> "><script>1</script>'
    page = _shown(f"Bảng:\n| {cell} | b |\n|---|---|\n| {cell} | [9] [1](javascript:1) |")
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") == 2
    assert "<img" not in page
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page
    assert "[9]" in page
    assert "<a " not in page


def test_findings_are_named_by_what_they_are() -> None:
    page = _shown(
        "Là 86% [1]\nHai văn bản khác nhau: 86% và 85% [1]",
        Finding("conflict", "Hai văn bản khác nhau: 86% và 85%"),
        Finding("blank", "ô kết quả"),
        Finding("doubtful", "đọc từ bản quét", marker=1),
        Finding("computed", "+1"),
        Finding("computed", "+2"),
    )
    assert page.count("Hai văn bản khác nhau") == 1  # said in the answer, so not once more
    assert page.index("cc-finding-conflict") < page.index("cc-finding-blank")
    assert "<b>Số liệu không thống nhất</b>" in page
    assert "<b>Văn bản để trống</b>" in page
    assert "<b>Cần kiểm tra lại</b>" in page
    assert "<span>+1; +2</span>" in page


def test_a_finding_of_an_unknown_kind_is_still_shown() -> None:
    assert "<span>điều lạ</span>" in _shown("Là 86% [1]", Finding("mới", "điều lạ"))


def test_a_terminal_shows_the_table_aligned_and_the_rest_as_it_is() -> None:
    answer = Answer(Status.ANSWERED, f"{TABLE}\n\n[red] | b", "vi", (CITATION,))
    lines = answer_text(answer, "vi").splitlines()
    row, blank = (next(line for line in lines if name in line) for name in ("Sao Mai  ", "Đông Hồ"))
    assert row.index("71% [1]") + len("71% [1]") == blank.index("không nêu") + len("không nêu")
    assert not any(line.startswith("|") for line in lines)
    assert "[red] | b" in lines
    assert lines[0] == "So sánh hai phường:"
