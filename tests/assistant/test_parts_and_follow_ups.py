"""Several questions in one are each answered; a follow-up takes what it leaves out from before."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Status, Turn
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"
TARGET = "Chỉ tiêu Internet cáp quang năm 2026 là bao nhiêu?"

_COLUMNS = (
    "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Mục tiêu năm 2026 | Mục tiêu năm 2027"
    " | Cơ quan chủ trì"
)


def _plan(*rows: str) -> str:
    annex = f"Phụ lục\nCHỈ TIÊU CHUYỂN ĐỔI SỐ\n\n{table(_COLUMNS, *rows)}"
    return f"I. MỤC TIÊU\n\nChỉ tiêu cụ thể tại Phụ lục kèm theo.\n---\n{annex}"


PAPERS = {
    "ke-hoach-ben-truc.md": paper(
        _plan(
            "1 | Tỷ lệ hộ gia đình có Internet cáp quang | % | 81 | 88 | 93"
            " | Phòng Văn hóa - Xã hội",
            "2 | Tỷ lệ hồ sơ nộp trực tuyến | % | 78,5 | 90 | 96"
            " | Trung tâm Phục vụ hành chính công",
            "3 | Số điểm wifi công cộng | Điểm | 6 | 11 | 17 | Phòng Kinh tế",
        )
    ),
    "ke-hoach-doi-sim.md": paper(
        _plan("1 | Tỷ lệ hộ gia đình có Internet cáp quang | % | 73 | 80 | 85 | Phòng Kinh tế"),
        unit="phường Đồi Sim",
        number="14/KH-UBND",
        day="ngày 22 tháng 01 năm 2026",
        signer="Tạ Thị Ngân",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("parts"), PAPERS) as ask:
        yield ask


def first_line(answer: Answer) -> str:
    return answer.text.splitlines()[0]


def test_the_figure_and_who_carries_it_are_asked_in_one_breath(ask: Ask) -> None:
    answer = ask("Chỉ tiêu Internet cáp quang năm 2026 là bao nhiêu và đơn vị nào chủ trì?", WARD)
    assert answer.status is Status.ANSWERED
    assert "88%" in first_line(answer)
    assert "cơ quan chủ trì là Phòng Văn hóa - Xã hội" in answer.text


def test_two_questions_of_different_kinds_are_both_answered(ask: Ask) -> None:
    answer = ask(f"{TARGET} Ai ký Kế hoạch 31/KH-UBND?", WARD)
    assert answer.status is Status.ANSWERED
    assert "88%" in answer.text
    assert "Đinh Quang Hưng ký" in answer.text


def test_two_topics_joined_by_and_each_have_their_figure(ask: Ask) -> None:
    answer = ask("Chỉ tiêu Internet cáp quang và hồ sơ nộp trực tuyến năm 2026", WARD)
    assert answer.status is Status.ANSWERED
    assert [c.row for c in answer.citations] == ["1", "2"]
    assert "là 88%" in answer.text
    assert "là 90%" in answer.text


def test_parts_are_answered_in_the_order_in_which_they_are_asked(ask: Ask) -> None:
    answer = ask(
        "Số điểm wifi công cộng năm 2027 là bao nhiêu? Số điểm wifi công cộng năm 2025 là bao"
        " nhiêu? Số điểm wifi công cộng năm 2026 là bao nhiêu?",
        WARD,
    )
    facts = [line for line in answer.text.splitlines() if line.startswith("Năm ")]
    assert [line.split(",")[0] for line in facts] == ["Năm 2027", "Năm 2025", "Năm 2026"]
    for fact, value in zip(facts, ("17", "6", "11"), strict=True):
        assert f"là {value} " in fact


@pytest.mark.parametrize(
    "question",
    [
        f"{TARGET} Chỉ tiêu trạm sạc xe điện năm 2026 là bao nhiêu?",
        "Chỉ tiêu Internet cáp quang và trạm sạc xe điện năm 2026?",
    ],
)
def test_an_answer_with_a_part_missing_is_partial_and_says_so(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.PARTIAL
    assert "88%" in first_line(answer)
    assert "không nêu" in answer.text.splitlines()[-1]


def test_a_part_for_a_missing_year_is_named_with_the_year(ask: Ask) -> None:
    answer = ask(f"{TARGET} Chỉ tiêu Internet cáp quang năm 2033 là bao nhiêu?", WARD)
    assert answer.status is Status.PARTIAL
    assert "88%" in first_line(answer)
    assert any("không nêu" in line and "năm 2033" in line for line in answer.text.splitlines())


def test_parts_that_are_all_missing_are_no_information(ask: Ask) -> None:
    answer = ask("Số trạm sạc xe điện là bao nhiêu? Số bến thủy nội địa là bao nhiêu?", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert not any(character.isdigit() for character in answer.text)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("còn năm 2027 thì sao?", "Năm 2027, chỉ tiêu “Tỷ lệ hộ gia đình có Internet cáp quang”"),
        ("còn năm 2027 thì sao?", "phường Bến Trúc là 93%"),
        ("thế phường Đồi Sim?", "phường Đồi Sim là 80%"),
        (
            "thế còn hồ sơ nộp trực tuyến?",
            "“Tỷ lệ hồ sơ nộp trực tuyến” của phường Bến Trúc là 90%",
        ),
        ("kết quả năm 2025 thì sao?", "kết quả “Tỷ lệ hộ gia đình có Internet cáp quang”"),
        ("đơn vị nào chủ trì?", "Phòng Văn hóa - Xã hội"),
        ("chỉ tiêu đó do ai chủ trì?", "Phòng Văn hóa - Xã hội"),
    ],
)
def test_a_follow_up_changes_only_what_it_names(ask: Ask, question: str, fact: str) -> None:
    answer = ask(question, WARD, TARGET)
    assert answer.status is Status.ANSWERED
    assert fact in first_line(answer)


def test_follow_ups_add_up_over_several_turns(ask: Ask) -> None:
    answer = ask("còn năm 2027 thì sao?", WARD, TARGET, "thế phường Đồi Sim?")
    assert "phường Đồi Sim là 85%" in first_line(answer)


def test_what_the_assistant_said_before_changes_nothing(ask: Ask) -> None:
    said = Turn("assistant", "Năm 2026, chỉ tiêu “Số điểm wifi công cộng” của phường Đồi Sim là 99")
    answer = ask("còn năm 2027 thì sao?", WARD, TARGET, said)
    assert answer.text == ask("còn năm 2027 thì sao?", WARD, TARGET).text
    assert "93%" in first_line(answer)


def test_a_follow_up_to_a_year_that_is_not_there_gives_no_value(ask: Ask) -> None:
    answer = ask("còn năm 2029 thì sao?", WARD, TARGET)
    assert answer.status is Status.NO_INFORMATION
    assert "năm 2029" in first_line(answer)
    assert "%" not in answer.text


def test_a_follow_up_to_an_unknown_ward_keeps_to_that_ward(ask: Ask) -> None:
    answer = ask("thế phường Sông Mã?", WARD, TARGET)
    assert answer.status is Status.NO_INFORMATION
    assert "Sông Mã" in first_line(answer)
    assert "%" not in answer.text


def test_a_follow_up_with_nothing_before_it_asks_for_the_topic(ask: Ask) -> None:
    answer = ask("còn năm 2027 thì sao?", WARD)
    assert answer.status is Status.CLARIFICATION
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("question", "fact"), [("what about 2027?", "93%"), ("and Đồi Sim ward?", "80%")]
)
def test_an_english_follow_up_changes_what_it_names(ask: Ask, question: str, fact: str) -> None:
    answer = ask(question, WARD, "What is the 2026 fibre Internet target?")
    assert fact in first_line(answer)


def test_an_english_question_that_points_back_is_answered_in_english(ask: Ask) -> None:
    answer = ask("Who is responsible for it?", WARD, "What is the 2026 fibre Internet target?")
    assert answer.language == "en"
    assert "Phòng Văn hóa - Xã hội" in first_line(answer)


def test_a_document_of_the_question_before_stays_the_one_that_is_meant(ask: Ask) -> None:
    answer = ask("ban hành ngày nào?", WARD, "Kế hoạch số 14/KH-UBND nói về gì?")
    assert "22/01/2026" in first_line(answer)
    assert [c.number for c in answer.citations] == ["14/KH-UBND"]


def test_a_question_of_its_own_takes_no_ward_from_before(ask: Ask) -> None:
    answer = ask(TARGET, WARD, "Ai ký Kế hoạch 14/KH-UBND của phường Đồi Sim?")
    assert "phường Bến Trúc là 88%" in first_line(answer)
