"""Targets and results that papers tell in sentences, laid out as a table."""

import pytest

from assistant.drafting.draft import OPEN_MARK, BlockKind
from tests.assistant.drafting.desk import drafting
from tests.assistant.papers import paper

_TOPIC = "cải cách hành chính"
_PLAN = """
I. MỤC TIÊU

1. Một số chỉ tiêu

- Tối thiểu 70% hồ sơ thủ tục hành chính nộp trực tuyến.
- Trồng mới cây ăn quả đạt 45 ha.
- Tổ chức ít nhất 04 cuộc kiểm tra công vụ.

II. NHIỆM VỤ

1. Niêm yết công khai thủ tục hành chính.
"""
_REPORT = """
I. KẾT QUẢ

- Hồ sơ nộp trực tuyến 1.333/2.150 hồ sơ, đạt 62,0% (kế hoạch 70%).
- Phát triển 38 ha vườn cây ăn quả, đạt 84,4% kế hoạch.
- Phạt 04 cuộc gọi quấy rối.
"""
_ABOVE = """
I. CHỈ TIÊU CỦA UBND CÁC XÃ, PHƯỜNG

- Tối thiểu 80% hồ sơ thủ tục hành chính nộp trực tuyến.

II. NHIỆM VỤ

1. Tập huấn 1.200 cán bộ; mỗi xã, phường tổ chức ít nhất 02 cuộc kiểm tra công vụ.
"""


_PAPERS = {
    "plan.md": paper(_PLAN, subject="Cải cách hành chính năm 2026"),
    "report.md": paper(
        _REPORT,
        number="70/BC-UBND",
        day="ngày 05 tháng 7 năm 2026",
        kind="Báo cáo",
        subject="Kết quả cải cách hành chính 6 tháng đầu năm 2026",
    ),
    "above.md": paper(
        _ABOVE,
        unit="tỉnh Lam Giang",
        number="90/KH-UBND",
        day="ngày 10 tháng 11 năm 2026",
        subject="Cải cách hành chính năm 2027",
    ),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The rows of the table of targets, as they print."""
    with drafting(tmp_path_factory.mktemp("sentences"), _PAPERS) as desk:
        made = desk.draft("ke-hoach", "phường Bến Trúc", "2027", _TOPIC, "chỉ tiêu")
    section = made.section("targets")
    assert section is not None
    tables = [block for block in section.blocks if block.kind is BlockKind.TABLE]
    return tables[0].text.split("\n")[1:]


def _row(rows: list[str], name: str) -> list[str]:
    return next(row for row in rows if name in row).split(" | ")


def test_a_share_that_opens_its_sentence_is_called_one(rows: list[str]) -> None:
    assert _row(rows, "trực tuyến")[1] == "Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến"


def test_a_result_in_other_words_is_taken_where_it_names_the_same_aim(rows: list[str]) -> None:
    assert _row(rows, "trực tuyến")[3].startswith("62,0%")


def test_a_result_in_other_words_is_taken_where_its_share_of_the_plan_fits(rows: list[str]) -> None:
    assert _row(rows, "cây ăn quả")[3].startswith("38 ha")


def test_a_count_of_another_thing_is_no_result(rows: list[str]) -> None:
    assert OPEN_MARK in _row(rows, "kiểm tra công vụ")[3]


def test_aims_under_a_heading_for_communes_are_theirs(rows: list[str]) -> None:
    assert _row(rows, "trực tuyến")[5] == "Tối thiểu 80%"


def test_what_a_sentence_says_before_it_names_communes_is_not_theirs(rows: list[str]) -> None:
    assert not any("1.200" in row for row in rows)
