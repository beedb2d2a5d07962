"""Wards, years, and a target and its result are held against each other cell by cell."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Status
from tests.assistant.papers import Ask, asking, paper, table

_COLUMNS = "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Mục tiêu năm 2026 | Cơ quan chủ trì"


def _plan(*rows: str) -> str:
    """The body of a plan with one annex of targets."""
    annex = f"Phụ lục\nCHỈ TIÊU CHUYỂN ĐỔI SỐ NĂM 2026\n\n{table(_COLUMNS, *rows)}"
    return f"I. MỤC TIÊU\n\nChỉ tiêu cụ thể tại Phụ lục kèm theo.\n---\n{annex}"


PAPERS = {
    "ke-hoach-ben-truc.md": paper(
        _plan(
            "1 | Tỷ lệ hộ gia đình có Internet cáp quang | % | 81 | 88 | Phòng Văn hóa - Xã hội",
            "2 | Tỷ lệ hồ sơ nộp trực tuyến | % | 78,5 | 90 | Trung tâm Phục vụ hành chính công",
            "3 | Tỷ lệ hồ sơ được số hóa | % | 96 | 95 | Trung tâm Phục vụ hành chính công",
        )
    ),
    "ke-hoach-doi-sim.md": paper(
        _plan(
            "1 | Tỷ lệ hộ gia đình có Internet cáp quang | % | 73 | 80 | Phòng Kinh tế",
            "2 | Tỷ lệ hồ sơ được số hóa | % | 91 |  | Phòng Kinh tế",
        ),
        unit="phường Đồi Sim",
        number="14/KH-UBND",
        day="ngày 22 tháng 01 năm 2026",
    ),
    "ke-hoach-khe-ngan.md": paper(
        _plan("1 | Tỷ lệ hộ gia đình có Internet cáp quang | % | 41 | 55 | Phòng Kinh tế"),
        unit="xã Khe Ngàn",
        number="09/KH-UBND",
        day="ngày 26 tháng 01 năm 2026",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("comparison"), PAPERS) as ask:
        yield ask


def cells(answer: Answer) -> list[list[str]]:
    """The rows of the table in an answer without the markers of their sources."""
    lines = [line for line in answer.text.splitlines() if line.startswith("| ")]
    rows = [[cell.split(" [")[0].strip() for cell in line.split("|")[1:-1]] for line in lines]
    return [row for row in rows if set("".join(row)) - set("- ")]


def test_two_wards_stand_side_by_side_with_the_gap_between_them(ask: Ask) -> None:
    answer = ask("So sánh chỉ tiêu Internet cáp quang năm 2026 của phường Bến Trúc và Đồi Sim")
    assert answer.status is Status.ANSWERED
    assert cells(answer) == [
        ["Đơn vị", "Chỉ tiêu năm 2026"],
        ["phường Bến Trúc", "88%"],
        ["phường Đồi Sim", "80%"],
    ]
    assert "8 điểm %" in answer.text.splitlines()[0]


def test_a_gap_is_marked_as_computed(ask: Ask) -> None:
    answer = ask("So sánh chỉ tiêu Internet cáp quang năm 2026 của phường Bến Trúc và Đồi Sim")
    assert "computed" in [finding.kind for finding in answer.findings]
    assert "(tính)" in answer.text


def test_each_cell_cites_the_row_of_its_own_ward(ask: Ask) -> None:
    answer = ask("So sánh chỉ tiêu Internet cáp quang năm 2026 của phường Bến Trúc và Đồi Sim")
    cited = {(c.source, c.row): c.quote for c in answer.citations}
    assert "88" in cited["ke-hoach-ben-truc.md", "1"]
    assert "80" in cited["ke-hoach-doi-sim.md", "1"]
    assert len(cited) == 2


def test_of_three_wards_the_highest_and_the_lowest_are_named(ask: Ask) -> None:
    answer = ask(
        "Chỉ tiêu Internet cáp quang năm 2026 của phường Bến Trúc, phường Đồi Sim và xã Khe Ngàn,"
        " nơi nào cao nhất?"
    )
    highest, lowest = answer.text.splitlines()[0].split(";")
    assert "phường Bến Trúc 88%" in highest
    assert "xã Khe Ngàn 55%" in lowest
    assert len(cells(answer)) == 4


def test_a_ward_that_was_not_asked_about_is_left_out(ask: Ask) -> None:
    answer = ask("So sánh chỉ tiêu Internet cáp quang năm 2026 của phường Đồi Sim và xã Khe Ngàn")
    assert [row[0] for row in cells(answer)] == ["Đơn vị", "phường Đồi Sim", "xã Khe Ngàn"]
    assert "Bến Trúc" not in answer.text


def test_a_ward_that_states_nothing_is_named_beside_the_one_that_does(ask: Ask) -> None:
    answer = ask("So sánh chỉ tiêu hồ sơ nộp trực tuyến năm 2026 của phường Bến Trúc và Khe Ngàn")
    assert answer.status is Status.PARTIAL
    assert ["phường Bến Trúc", "90%"] in cells(answer)
    missing = [line for line in answer.text.splitlines() if "không nêu" in line]
    assert len(missing) == 1
    assert "xã Khe Ngàn" in missing[0]


def test_a_blank_cell_is_told_from_one_that_is_not_there(ask: Ask) -> None:
    answer = ask(
        "So sánh kết quả năm 2025 và mục tiêu năm 2026 về hồ sơ được số hóa"
        " của phường Bến Trúc và phường Đồi Sim"
    )
    rows = {row[0]: row[1:] for row in cells(answer)}
    assert rows["phường Bến Trúc"][:2] == ["96%", "95%"]
    assert rows["phường Đồi Sim"][:2] == ["91%", "để trống"]
    assert "không nêu" not in answer.text


@pytest.mark.parametrize(
    ("question", "row", "difference"),
    [
        (
            "So sánh kết quả năm 2025 với mục tiêu năm 2026 về Internet cáp quang",
            ["81%", "88%"],
            "+7 điểm %",
        ),
        (
            "hồ sơ nộp trực tuyến năm 2026 tăng bao nhiêu so với năm 2025",
            ["78,5%", "90%"],
            "+11,5 điểm %",
        ),
        (
            "tỷ lệ hồ sơ được số hóa năm 2026 tăng hay giảm so với năm 2025",
            ["96%", "95%"],
            "-1 điểm %",
        ),
    ],
)
def test_a_year_is_held_against_the_year_before(
    ask: Ask, question: str, row: list[str], difference: str
) -> None:
    answer = ask(question, "phường Bến Trúc")
    assert answer.status is Status.ANSWERED
    assert cells(answer)[1:] == [["phường Bến Trúc", *row, difference]]
    assert difference in answer.text.splitlines()[0]


def test_columns_say_which_is_the_result_and_which_the_target(ask: Ask) -> None:
    answer = ask("So sánh hồ sơ nộp trực tuyến năm 2026 với năm 2025", "phường Bến Trúc")
    assert cells(answer)[0][1:3] == ["Kết quả năm 2025", "Chỉ tiêu năm 2026"]


def test_an_english_comparison_has_the_same_cells(ask: Ask) -> None:
    answer = ask("Compare the 2026 fibre Internet target of Bến Trúc ward and Đồi Sim ward")
    assert answer.language == "en"
    assert cells(answer) == [
        ["Unit", "Target 2026"],
        ["phường Bến Trúc", "88%"],
        ["phường Đồi Sim", "80%"],
    ]


@pytest.mark.parametrize(
    "question",
    [
        "So sánh tỷ lệ người dân có chữ ký số năm 2026 của phường Bến Trúc và phường Đồi Sim",
        "So sánh Internet cáp quang năm 2028 của phường Bến Trúc và phường Đồi Sim",
    ],
)
def test_what_neither_ward_states_is_not_compared(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NO_INFORMATION
    assert cells(answer) == []
    assert "%" not in answer.text
