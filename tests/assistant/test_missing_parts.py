"""An answer to a part of a question says which part has none, whatever the parts are."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"
TARGET = "Chỉ tiêu Internet cáp quang năm 2026 là bao nhiêu?"

_TARGETS = table(
    "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Mục tiêu năm 2026 | Cơ quan chủ trì",
    "1 | Tỷ lệ hộ gia đình có Internet cáp quang | % | 81 | 88 | Phòng Kinh tế",
    "2 | Tỷ lệ hồ sơ nộp trực tuyến | % | 78,5 | 90 | Trung tâm Phục vụ hành chính công",
    "3 | Số điểm wifi công cộng | Điểm | 6 | 11 | Phòng Văn hóa - Xã hội",
)
_TASKS = table(
    "TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn",
    "1 | Vẽ bản đồ số khu phố | Phòng Kinh tế |  | Tháng 9/2026",
)

PAPERS = {
    "ke-hoach.md": paper(
        f"""I. MỤC TIÊU

Chỉ tiêu cụ thể tại Phụ lục kèm theo.

II. TỒN TẠI, HẠN CHẾ

1. Đường truyền ở khu phố Bãi Dài còn yếu.

2. nhà văn hóa thiếu máy tính.
---
Phụ lục I
CHỈ TIÊU CHUYỂN ĐỔI SỐ

{_TARGETS}

Phụ lục II
PHÂN CÔNG NHIỆM VỤ

{_TASKS}"""
    ),
    "bao-cao-quy-1.txt": paper(
        "I. KẾT QUẢ\n\n1. Công tác chung ổn định.",
        number="44/BC-UBND",
        kind="Báo cáo",
        subject="Tình hình kinh tế - xã hội quý I năm 2026",
        day="ngày 08 tháng 4 năm 2026",
    ),
    "bao-cao-quy-2.txt": paper(
        "I. KẾT QUẢ\n\n1. Công tác chung ổn định.",
        number="59/BC-UBND",
        kind="Báo cáo",
        subject="Tình hình kinh tế - xã hội quý II năm 2026",
        day="ngày 03 tháng 7 năm 2026",
        signer="Tạ Thị Ngân",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("missing"), PAPERS) as ask:
        yield ask


def named(answer: Answer) -> list[str]:
    """The parts that the answer says it leaves open."""
    opening, mark = "Chưa trả lời được phần “", "”:"
    lines = (line for line in answer.text.splitlines() if line.startswith(opening))
    return [line.removeprefix(opening).removesuffix(mark) for line in lines]


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        (f"{TARGET} Chỉ tiêu trạm sạc là bao nhiêu?", ["Chỉ tiêu trạm sạc là bao nhiêu"]),
        (f"Số trạm sạc là bao nhiêu? {TARGET}", ["Số trạm sạc là bao nhiêu"]),
        (f"{TARGET} Ai ký Kế hoạch 77/KH-UBND?", ["Ai ký Kế hoạch 77/KH-UBND"]),
        (f"{TARGET} Thời tiết hôm nay thế nào?", ["Thời tiết hôm nay thế nào"]),
        (f"{TARGET} Trạm sạc là gì?", ["Trạm sạc là gì"]),
        (
            f"Ai ký Kế hoạch 31/KH-UBND? {TARGET} Số trạm sạc là bao nhiêu?",
            ["Số trạm sạc là bao nhiêu"],
        ),
        (
            "Chỉ tiêu Internet cáp quang năm 2026 của phường Hoa Lư là bao nhiêu"
            " và ai ký Kế hoạch 31/KH-UBND?",
            ["Chỉ tiêu Internet cáp quang năm 2026 của phường Hoa Lư là bao nhiêu"],
        ),
        ("Internet cáp quang, trạm sạc và hồ sơ nộp trực tuyến năm 2026", ["trạm sạc"]),
        (
            "Chỉ tiêu và kết quả điểm wifi công cộng năm 2026?",
            ["kết quả điểm wifi công cộng năm 2026"],
        ),
    ],
)
def test_each_part_without_an_answer_is_named(ask: Ask, question: str, missing: list[str]) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.PARTIAL
    assert named(answer) == missing
    assert answer.citations


def test_what_is_answered_comes_before_what_is_not(ask: Ask) -> None:
    answer = ask(f"Số trạm sạc là bao nhiêu? {TARGET}", WARD)
    assert "là 88%" in answer.text.splitlines()[0]
    assert "không nêu" in answer.text.splitlines()[-1]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Chỉ tiêu Internet cáp quang năm 2026 và năm 2033 là bao nhiêu?", "năm 2033"),
        (
            "Chỉ tiêu Internet cáp quang năm 2026 của phường Bến Trúc và phường Hoa Lư",
            "phường Hoa Lư",
        ),
    ],
)
def test_a_year_or_ward_beside_one_that_is_told_is_named(
    ask: Ask, question: str, sentence: str
) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.PARTIAL
    assert "là 88%" in answer.text.splitlines()[0]
    lines = [line for line in answer.text.splitlines() if "không nêu" in line]
    assert len(lines) == 1
    assert sentence in lines[0]


def test_a_cell_left_blank_beside_one_that_is_told_is_named(ask: Ask) -> None:
    answer = ask("Ai chủ trì và phối hợp với ai vẽ bản đồ số khu phố, thời hạn?", WARD)
    assert answer.status is Status.PARTIAL
    assert "Phòng Kinh tế" in answer.text
    assert "để trống cơ quan phối hợp" in answer.text


def test_a_target_and_its_result_are_both_told(ask: Ask) -> None:
    answer = ask("Kết quả, chỉ tiêu hồ sơ nộp trực tuyến?", WARD)
    assert answer.status is Status.ANSWERED
    assert "78,5%" in answer.text
    assert "90%" in answer.text


def test_one_role_named_twice_is_one_question(ask: Ask) -> None:
    answer = ask("Mục tiêu, chỉ tiêu Internet cáp quang năm 2026?", WARD)
    assert answer.status is Status.ANSWERED
    assert answer.text.count("là 88%") == 1


def test_of_twenty_parts_those_left_are_named(ask: Ask) -> None:
    parts = [f"Số trạm {letter}ơn{letter} là bao nhiêu?" for letter in "bcdghklmnpqrstvx"]
    answer = ask(" ".join([TARGET, *parts, "Số điểm wifi công cộng năm 2026?"]), WARD)
    assert answer.status is Status.PARTIAL
    assert "là 88%" in answer.text.splitlines()[0]
    assert len(named(answer)) == 7
    last = answer.text.splitlines()[-1]
    assert "8 phần đầu" in last
    assert "“Số điểm wifi công cộng năm 2026”" in last


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 31/KH-UBND có số, ký hiệu nào và do ai ký?",
        "Báo cáo quý I năm 2026 có số, ký hiệu nào và do ai ký?",
        "bao cao quy I nam 2026 co so, ky hieu nao va do ai ky?",
    ],
)
def test_facts_of_one_document_are_one_question(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert "có số, ký hiệu" in answer.text
    assert "Đinh Quang Hưng ký" in answer.text
    assert "Tạ Thị Ngân" not in answer.text


def test_documents_to_choose_from_are_told_apart(ask: Ask) -> None:
    answer = ask("Báo cáo tình hình kinh tế - xã hội năm 2026 do ai ký?", WARD)
    assert answer.status is Status.CLARIFICATION
    assert "quý I năm 2026" in answer.text
    assert "quý II năm 2026" in answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Ai chủ trì và bao giờ xong việc vẽ bản đồ số khu phố?", "chủ trì là Phòng Kinh tế"),
        ("Ai ký và ngày nào ban hành Kế hoạch 31/KH-UBND?", "Đinh Quang Hưng ký"),
    ],
)
def test_a_first_part_that_names_nothing_speaks_of_the_next_ones_topic(
    ask: Ask, question: str, first: str
) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert first in answer.text.splitlines()[0]


@pytest.mark.parametrize(
    "question",
    [
        "Chỉ tiêu Internet cáp quang năm 2026, đơn vị nào chủ trì?",
        "chi tieu internet cap quang nam 2026 va don vi nao chu tri",
        "Chỉ tiêu Internet cáp quang năm 2026 và ai chủ trì?",
    ],
)
def test_a_figure_that_is_only_named_is_a_part_too(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert "là 88%" in answer.text
    assert "chủ trì là Phòng Kinh tế" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        f"Cảm ơn, {TARGET}",
        f"Chào bạn, {TARGET}",
        "thank you, what is the 2026 fibre Internet target?",
    ],
)
def test_thanks_before_a_question_are_no_part_of_it(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert "88%" in answer.text.splitlines()[0]


def test_facts_of_two_documents_are_told_of_both(ask: Ask) -> None:
    answer = ask("Kế hoạch 31/KH-UBND và Báo cáo 59/BC-UBND do ai ký?", WARD)
    assert answer.status is Status.ANSWERED
    assert "Đinh Quang Hưng ký" in answer.text
    assert "Tạ Thị Ngân ký" in answer.text


def test_of_two_documents_the_one_that_is_not_held_is_named(ask: Ask) -> None:
    answer = ask("Ai ký Kế hoạch 31/KH-UBND và Kế hoạch 77/KH-UBND?", WARD)
    assert answer.status is Status.PARTIAL
    assert named(answer) == ["77/KH-UBND"]


def test_who_leads_and_who_cooperates_are_asked_at_once(ask: Ask) -> None:
    answer = ask("Ai chủ trì, phối hợp vẽ bản đồ số khu phố?", WARD)
    assert answer.status is Status.PARTIAL
    assert "chủ trì là Phòng Kinh tế" in answer.text
    assert "để trống cơ quan phối hợp" in answer.text


def test_two_times_without_a_figure_are_both_named(ask: Ask) -> None:
    answer = ask("Kết quả Internet cáp quang quý I năm 2025 và quý II năm 2025", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert "quý I/2025, quý II/2025" in answer.text.splitlines()[0]


def test_what_a_table_has_no_column_for_is_not_called_blank(ask: Ask) -> None:
    answer = ask("Ai chủ trì, phối hợp chỉ tiêu Internet cáp quang?", WARD)
    assert answer.status is Status.PARTIAL
    assert "không ghi cơ quan phối hợp" in answer.text
    assert "để trống" not in answer.text


def test_a_section_that_answers_two_topics_stands_once(ask: Ask) -> None:
    answer = ask("Nêu tồn tại, hạn chế và trạm sạc", WARD)
    assert answer.status is Status.PARTIAL
    assert answer.text.count("Đường truyền ở khu phố Bãi Dài còn yếu") == 1
    assert named(answer) == ["trạm sạc"]
