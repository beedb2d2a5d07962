"""Two values for one thing are both shown and said to differ; two things are no conflict."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"

_YEARLY = "TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2025 | Thực hiện năm 2025 | Mục tiêu năm 2026"
_REPORT = {"day": "ngày 10 tháng 12 năm 2025", "kind": "Báo cáo"}


def _quarterly(value: str) -> str:
    """The body of a report on a quarter whose annex states a revenue."""
    rows = (
        "TT | Chỉ tiêu | ĐVT | Thực hiện quý I năm 2026",
        f"1 | Thu ngân sách | Tỷ đồng | {value}",
    )
    return f"""I. KẾT QUẢ QUÝ I NĂM 2026

1. Tỷ lệ trẻ em được tiêm chủng đầy đủ quý I năm 2026 đạt 88,1%.
---
Phụ lục
KẾT QUẢ QUÝ I NĂM 2026

{table(*rows)}"""


PAPERS = {
    "bao-cao.md": paper(
        f"""I. KẾT QUẢ NĂM 2025

1. Tỷ lệ hộ dùng nước sạch đạt 93,4%.

2. Tỷ lệ hộ nghèo còn 1,8%.

3. Tỷ lệ hồ sơ nộp trực tuyến đạt 79%.
---
Phụ lục
KẾT QUẢ CÁC CHỈ TIÊU NĂM 2025

{
            table(
                _YEARLY,
                "1 | Tỷ lệ hộ dùng nước sạch | % | 95 | 92,6 | 96",
                "2 | Tỷ lệ hộ nghèo | % | 2,0 | 1,8 | 1,2",
                "3 | Tỷ lệ hồ sơ nộp trực tuyến | % | 75 | 79 | 90",
                "4 | Tỷ lệ hộ dùng điện an toàn | % | 98 | 98,2 | 99",
            )
        }""",
        number="12/BC-UBND",
        subject="Kết quả kinh tế - xã hội năm 2025",
        **_REPORT,
    ),
    "bao-cao-2024.md": paper(
        f"""I. KẾT QUẢ NĂM 2024

1. Công tác chung ổn định.
---
Phụ lục
KẾT QUẢ NĂM 2024

{
            table(
                "TT | Chỉ tiêu | ĐVT | Thực hiện năm 2024",
                "1 | Tỷ lệ hộ dùng điện an toàn | % | 97,5",
            )
        }""",
        number="98/BC-UBND",
        day="ngày 12 tháng 12 năm 2024",
        kind="Báo cáo",
        subject="Kết quả kinh tế - xã hội năm 2024",
    ),
    "bao-cao-doi-sim.md": paper(
        f"""I. KẾT QUẢ NĂM 2025

1. Công tác chung ổn định.
---
Phụ lục
KẾT QUẢ NĂM 2025

{table(_YEARLY, "1 | Tỷ lệ hộ nghèo | % | 3,1 | 2,9 | 2,5")}""",
        unit="phường Đồi Sim",
        number="77/BC-UBND",
        subject="Kết quả kinh tế - xã hội năm 2025",
        **_REPORT,
    ),
    "quy-1-du-thao.md": paper(
        _quarterly("21,7"),
        number="      /BC-UBND",
        day="ngày     tháng 4 năm 2026",
        kind="Báo cáo",
        subject="Tình hình kinh tế - xã hội quý I năm 2026 (dự thảo)",
    ),
    "quy-1.md": paper(
        _quarterly("22,3"),
        number="44/BC-UBND",
        day="ngày 08 tháng 4 năm 2026",
        kind="Báo cáo",
        subject="Tình hình kinh tế - xã hội quý I năm 2026",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("conflicts"), PAPERS) as ask:
        yield ask


def kinds(answer: Answer) -> list[str]:
    return [finding.kind for finding in answer.findings]


def test_a_sentence_and_a_table_of_one_document_that_differ_are_both_shown(ask: Ask) -> None:
    answer = ask("Kết quả tỷ lệ hộ dùng nước sạch năm 2025 là bao nhiêu?", WARD)
    assert answer.status is Status.ANSWERED
    assert kinds(answer) == ["conflict"]
    facts = [line for line in answer.text.splitlines() if line.startswith("Năm 2025")]
    assert ["92,6%" in facts[0], "93,4%" in facts[1]] == [True, True]
    (note,) = (line for line in answer.text.splitlines() if "số liệu khác nhau" in line)
    assert "92,6%" in note
    assert "93,4%" in note


def test_both_places_of_a_conflict_are_cited(ask: Ask) -> None:
    answer = ask("Kết quả tỷ lệ hộ dùng nước sạch năm 2025 là bao nhiêu?", WARD)
    row, sentence = answer.citations
    assert (row.source, row.row) == ("bao-cao.md", "1")
    assert (sentence.source, sentence.row) == ("bao-cao.md", None)
    assert "93,4%" in sentence.quote


def test_a_draft_and_the_signed_report_that_differ_are_both_named(ask: Ask) -> None:
    answer = ask("Thu ngân sách quý I năm 2026 của phường mình là bao nhiêu?", WARD)
    assert kinds(answer) == ["conflict"]
    assert "22,3" in answer.text.splitlines()[0]
    (note,) = (line for line in answer.text.splitlines() if "số liệu khác nhau" in line)
    assert "44/BC-UBND" in note
    assert "chưa ghi số" in note
    assert {c.source for c in answer.citations} == {"quy-1.md", "quy-1-du-thao.md"}


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ hộ nghèo năm 2025 của phường ta?",
        "tỷ lệ trẻ em được tiêm chủng đầy đủ quý I năm 2026",
    ],
)
def test_one_value_in_two_places_is_no_conflict(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert kinds(answer) == []
    assert "khác nhau" not in answer.text


def test_a_target_a_result_and_another_year_are_no_conflict(ask: Ask) -> None:
    answer = ask("Tỷ lệ hồ sơ nộp trực tuyến của phường ta", WARD)
    facts = [line for line in answer.text.splitlines() if line.startswith("Năm 20")]
    assert [line.split(" [")[0].rsplit(" ", 1)[1] for line in facts] == ["75%", "79%", "90%"]
    assert kinds(answer) == []


def test_the_results_of_two_years_are_no_conflict(ask: Ask) -> None:
    answer = ask("Kết quả tỷ lệ hộ dùng điện an toàn của phường ta", WARD)
    assert "Năm 2024" in answer.text
    assert "là 97,5%" in answer.text
    assert "là 98,2%" in answer.text
    assert kinds(answer) == []


def test_the_values_of_two_wards_are_no_conflict(ask: Ask) -> None:
    answer = ask("Kết quả tỷ lệ hộ nghèo năm 2025 là bao nhiêu?")
    assert "phường Bến Trúc là 1,8%" in answer.text
    assert "phường Đồi Sim là 2,9%" in answer.text
    assert kinds(answer) == []
    assert "khác nhau" not in answer.text


def test_a_question_about_the_target_is_not_told_of_a_conflict_of_results(ask: Ask) -> None:
    answer = ask("Chỉ tiêu tỷ lệ hộ dùng nước sạch năm 2026 của phường ta", WARD)
    assert "là 96%" in answer.text.splitlines()[0]
    assert kinds(answer) == []
