"""A follow-up takes up what was asked, answered or listed before, in any of these ways."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Question, Status
from assistant.refused import refused
from tests.assistant.papers import Ask, asking, paper, table
from tests.assistant.test_comparison import cells

WARD, HILL = "phường Bến Trúc", "phường Đồi Sim"
TARGET = "Chỉ tiêu wifi công cộng năm 2026 của phường Bến Trúc là bao nhiêu?"
_PLAN = "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Kế hoạch năm 2026 | Cơ quan chủ trì"


def _annex(*rows: str) -> str:
    return f"Chi tiết tại Phụ lục.\n---\nPhụ lục\nCHỈ TIÊU\n\n{table(*rows)}"


PAPERS = {
    "ke-hoach-ben-truc.md": paper(
        _annex(
            _PLAN,
            "1 | Số điểm wifi công cộng | Điểm | 6 | 11 | Phòng Kinh tế",
            "2 | Tỷ lệ hồ sơ nộp trực tuyến | % | 78,5 | 90 | Văn phòng",
            "3 | Tỷ lệ hồ sơ được số hóa | % | 91 | 95 | Trung tâm Phục vụ hành chính công",
            "4 | Tỷ lệ hồ sơ đúng hạn | % | 97 | 99 | Công an phường",
            "5 | Tỷ lệ hồ sơ thanh toán trực tuyến | % | 51 | 60 | Trạm Y tế",
        ),
        unit=WARD,
    ),
    "ke-hoach-doi-sim.md": paper(
        _annex(
            _PLAN,
            "1 | Số điểm wifi công cộng | Điểm | 4 | 9 | Phòng Kinh tế",
            "2 | Tỷ lệ hồ sơ nộp trực tuyến | % | 70 | 84 | Văn phòng",
        ),
        unit=HILL,
        number="14/KH-UBND",
        signer="Tạ Thị Ngân",
    ),
    "bao-cao-6-thang.md": paper(
        _annex(
            "TT | Chỉ tiêu | ĐVT | Thực hiện 6 tháng đầu năm 2025 | Thực hiện 6 tháng đầu năm 2026",
            "1 | Số điểm wifi công cộng | Điểm | 5 | 7",
            "2 | Thu ngân sách trên địa bàn | Tỷ đồng | 50 | 54",
        ),
        unit=WARD,
        number="102/BC-UBND",
        day="ngày 24 tháng 6 năm 2026",
        kind="Báo cáo",
        subject="Kết quả 6 tháng đầu năm 2026",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("follow-ups"), PAPERS) as ask:
        yield ask


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        (
            "thế còn năm 2025?",
            "Năm 2025, kết quả “Số điểm wifi công cộng” của phường Bến Trúc là 6",
        ),
        ("what about 2025?", "2025: the result for “Số điểm wifi công cộng”"),
        ("còn kết quả?", "6 tháng đầu năm 2026, kết quả “Số điểm wifi công cộng”"),
        ("tương tự cho Đồi Sim", "phường Đồi Sim là 9"),
        ("hồ sơ nộp trực tuyến thì sao?", "phường Bến Trúc là 90%"),
        ("đơn vị nào chủ trì?", "Phòng Kinh tế"),
        ("văn bản đó ai ký?", "Đinh Quang Hưng"),
        ("Ai ký văn bản đó?", "Đinh Quang Hưng"),
    ],
)
def test_a_follow_up_is_understood(ask: Ask, question: str, fact: str) -> None:
    answer = ask(question, "", TARGET)
    assert answer.status is Status.ANSWERED
    assert fact in answer.text.splitlines()[0]


def test_a_target_carried_on_is_not_told_for_a_year_that_has_none(ask: Ask) -> None:
    answer = ask("còn năm 2024?", "", TARGET)
    assert answer.status is Status.NO_INFORMATION
    assert "năm 2024" in answer.text.splitlines()[0]


def test_a_result_asked_for_by_itself_keeps_to_its_year(ask: Ask) -> None:
    answer = ask("Kết quả wifi công cộng năm 2026 của phường Bến Trúc?")
    assert answer.status is Status.NO_INFORMATION


def test_the_same_time_a_year_before_follows_a_result(ask: Ask) -> None:
    answer = ask("cùng kỳ năm trước?", WARD, "Thu ngân sách 6 tháng đầu năm 2026 là bao nhiêu?")
    assert "6 tháng đầu năm 2025" in answer.text.splitlines()[0]
    assert "là 50" in answer.text.splitlines()[0]


def test_the_wards_beside_are_shown_with_the_one_before(ask: Ask) -> None:
    answer = ask("phường bên thì sao?", WARD, TARGET)
    assert cells(answer)[1:] == [[WARD, "11 điểm"], [HILL, "9 điểm"]]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("so với Đồi Sim thì sao?", [[WARD, "11 điểm"], [HILL, "9 điểm"]]),
        ("so với năm ngoái thì sao?", [[WARD, "6 điểm", "11 điểm", "+5 điểm"]]),
    ],
)
def test_a_follow_up_that_compares_keeps_what_it_compares_with(
    ask: Ask, question: str, values: list[list[str]]
) -> None:
    assert cells(ask(question, "", TARGET))[1:] == values


def test_the_same_time_a_year_before_is_compared_with_the_result_before(ask: Ask) -> None:
    before = "Thu ngân sách 6 tháng đầu năm 2026 là bao nhiêu?"
    answer = ask("so với cùng kỳ thì sao?", WARD, before)
    assert cells(answer)[1][1:3] == ["50 tỷ đồng", "54 tỷ đồng"]


def test_who_signed_follows_what_a_paper_is_about(ask: Ask) -> None:
    answer = ask("văn bản đó ai ký?", "", "Kế hoạch 14/KH-UBND nói về việc gì?")
    assert "Tạ Thị Ngân ký" in answer.text.splitlines()[0]


UNCLEAR = "Tỷ lệ hồ sơ năm 2026 là bao nhiêu?"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("ý thứ 2", "“Tỷ lệ hồ sơ được số hóa” của phường Bến Trúc là 95%"),
        ("ý cuối cùng", "phường Bến Trúc là "),
        ("ý thứ hai do ai chủ trì?", "Trung tâm Phục vụ hành chính công"),
        ("hồ sơ đúng hạn", "phường Bến Trúc là 99%"),
    ],
)
def test_an_item_of_the_choices_before_is_meant(ask: Ask, question: str, fact: str) -> None:
    assert ask(UNCLEAR, WARD).status is Status.CLARIFICATION
    answer = ask(question, WARD, UNCLEAR)
    assert fact in answer.text.splitlines()[0]


def test_an_item_that_was_chosen_can_be_followed_up(ask: Ask) -> None:
    answer = ask("còn năm 2025?", WARD, UNCLEAR, "ý thứ 2")
    assert "là 91%" in answer.text.splitlines()[0]


def test_an_item_past_the_end_of_the_list_is_not_guessed(ask: Ask) -> None:
    answer = ask("ý thứ 9", WARD, UNCLEAR)
    assert answer.status is not Status.ANSWERED


def test_a_comparison_is_followed_by_another_year_and_another_topic(ask: Ask) -> None:
    first = "So sánh wifi công cộng năm 2026 của Bến Trúc và Đồi Sim"
    assert cells(ask("còn năm 2025?", "", first))[1:] == [[WARD, "6 điểm"], [HILL, "4 điểm"]]
    other = ask("còn hồ sơ nộp trực tuyến?", "", first)
    assert cells(other)[1:] == [[WARD, "90%"], [HILL, "84%"]]


def test_two_hundred_turns_before_change_nothing_but_the_last(ask: Ask) -> None:
    history = ["Chỉ tiêu hồ sơ đúng hạn năm 2026?", "còn năm 2025?"] * 100
    answer = ask("còn năm 2025?", "", *history, TARGET)
    assert "“Số điểm wifi công cộng” của phường Bến Trúc là 6" in answer.text.splitlines()[0]


def test_each_question_before_is_answered_once(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each leans on the ones before it more than once: twelve would be thousands of answers."""
    answered: list[str] = []

    def counting(question: Question) -> Answer | None:
        answered.append(question.text)
        return refused(question)

    monkeypatch.setattr("assistant.answer.refused", counting)
    ask("ý thứ 2", WARD, *(["ý thứ 2"] * 8))
    assert len(answered) <= 9
