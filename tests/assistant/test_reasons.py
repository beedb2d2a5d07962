"""Why there is no answer is told plainly, in the words of the question."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"

_TARGETS = table(
    "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Mục tiêu năm 2026",
    "1 | Tỷ lệ hộ gia đình có Internet cáp quang | % | 81 | 88",
    "2 | Diện tích cây xanh | km2 | 14 km² | 15",
)
_UNDATED = table("TT | Hạng mục | Kinh phí (triệu đồng)", "1 | Thuê bao hòm thư số | 25")
_KEPT = table(
    "TT | Chỉ tiêu | ĐVT | Mục tiêu năm 2026",
    "1 | Tỷ lệ hộ gia đình có Internet cáp quang | % | 84",
)


def _plan(*annexes: str) -> str:
    parts = "\n\n".join(f"Phụ lục {n}\nPHỤ LỤC\n\n{a}" for n, a in enumerate(annexes, 1))
    return f"I. MỤC TIÊU\n\nChỉ tiêu cụ thể tại Phụ lục kèm theo.\n---\n{parts}"


PAPERS = {
    "ke-hoach.md": paper(_plan(_TARGETS, _UNDATED)),
    "ke-hoach-2.md": paper(_plan(_KEPT), number="52/KH-UBND", subject="Phát triển hạ tầng số"),
    **{
        f"xa-{at}.md": paper(_plan(_KEPT), unit=f"xã {name}", number=f"{at + 10}/KH-UBND")
        for at, name in enumerate(
            (
                "Khe Ngàn",
                "Tà Lài",
                "Bản Mạ",
                "Nà Hừ",
                "Pa Khóa",
                "Cầu Đất",
                "Sơn Lư",
                "Mỏ Cày",
                "Kà Đơn",
            )
        )
    },
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("reasons"), PAPERS) as ask:
        yield ask


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Kết quả Internet cáp quang quý V/2026", "“quý V/2026”"),
        ("ket qua internet cap quang quy 5 nam 2026", "“quy 5 nam 2026”"),
        ("Kết quả Internet cáp quang tháng 13/2026", "“tháng 13/2026”"),
        ("Kết quả Internet cáp quang đến ngày 31/02/2026", "“ngày 31/02/2026”"),
        ("Kết quả Internet cáp quang ngày 30 tháng 02 năm 2026", "“ngày 30 tháng 02 năm 2026”"),
    ],
)
def test_a_time_that_no_calendar_has_is_shown_as_typed(ask: Ask, question: str, shown: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.NO_INFORMATION
    assert answer.text.startswith("Không có thời gian")
    assert shown in answer.text


@pytest.mark.parametrize(
    "question", ["Quỹ 5 tỷ năm 2026 của phường", "quyết định 45/2026/NĐ-CP", "quý IV/2026"]
)
def test_what_only_looks_like_a_wrong_time_is_none(ask: Ask, question: str) -> None:
    assert "trong lịch" not in ask(question, WARD).text


def test_two_years_at_once_are_asked_back(ask: Ask) -> None:
    answer = ask("chỉ tiêu 2025 năm 2026 Internet cáp quang", WARD)
    assert answer.status is Status.CLARIFICATION
    assert "năm 2025 và năm 2026" in answer.text
    assert "%" not in answer.text


@pytest.mark.parametrize("question", ["chỉ tiêu Internet cáp quang năm 2025, năm 2026"])
def test_two_years_side_by_side_are_both_meant(ask: Ask, question: str) -> None:
    assert ask(question, WARD).status is not Status.CLARIFICATION


def test_a_result_of_a_year_to_come_is_said_to_be_none_yet(ask: Ask) -> None:
    answer = ask("Kết quả Internet cáp quang năm 2030", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert answer.text.startswith("Năm 2030 chưa tới nên chưa có kết quả của phường Bến Trúc")


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Số phòng ký túc là bao nhiêu?", "ký, túc)"),
        ("tỷ lệ lò mỳ", "mỳ)"),
        ("Số trạm sạc XYZ Plus?", "XYZ, Plus"),
    ],
)
def test_a_missing_term_is_shown_as_it_was_typed(ask: Ask, question: str, shown: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.NO_INFORMATION
    assert shown in answer.text


@pytest.mark.parametrize("question", ["khu phố số là gì", "khu pho so la gi", "ban do so la gi"])
def test_a_part_of_a_term_does_not_explain_it(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.NO_INFORMATION


@pytest.mark.parametrize(
    "question",
    [
        "CĐS là gì?",
        "cds la gi",
        "viết tắt của chuyển đổi số",
        "viet tat cua chuyen doi so la gi",
        "chuyển đổi số viết tắt là gì",
    ],
)
def test_an_abbreviation_is_told_both_ways(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert "CĐS là “chuyển đổi số”" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Kết quả thuê bao hòm thư số năm 2024",
        "Chỉ tiêu thuê bao hòm thư số năm 2026",
        "Kết quả thuê bao hòm thư số là bao nhiêu?",
        "What is the result of thuê bao hòm thư số?",
        "Internet cáp quang năm 2026 là bao nhiêu?",
        "Chỉ tiêu Internet cáp quang năm 2026 của phường Hoa Lư",
    ],
)
def test_no_sentence_has_two_spaces_or_two_stops(ask: Ask, question: str) -> None:
    for unit in (WARD, ""):
        text = ask(question, unit).text
        assert "  " not in text
        assert ".." not in text
        assert "…." not in text


def test_units_that_are_too_many_to_name_are_counted(ask: Ask) -> None:
    answer = ask("Chỉ tiêu Internet cáp quang năm 2026 là bao nhiêu?")
    assert answer.status is Status.CLARIFICATION
    assert "và 2 đơn vị khác." in answer.text


@pytest.mark.parametrize(("year", "value"), [(2025, "là 14 km² ["), (2026, "là 15 km2 [")])
def test_a_value_has_its_unit_of_measure_once(ask: Ask, year: int, value: str) -> None:
    assert value in ask(f"Diện tích cây xanh năm {year} là bao nhiêu?", WARD).text


def test_a_note_stands_once_in_an_answer(ask: Ask) -> None:
    answer = ask(
        "Chỉ tiêu Internet cáp quang năm 2026 là bao nhiêu?"
        " Mục tiêu Internet cáp quang năm 2026 thế nào?",
        WARD,
    )
    assert answer.text.count("Lưu ý, số liệu khác nhau") == 1
