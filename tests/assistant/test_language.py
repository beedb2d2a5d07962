"""A question is answered in its own language; of ours no Vietnamese word stands in English."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Status, Turn
from ingest.text import is_accented
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"
ENGLISH = "What is the 2026 fibre Internet target?"
VIETNAMESE = "Chỉ tiêu Internet cáp quang năm 2026 là bao nhiêu?"

_TARGETS = table(
    "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Mục tiêu năm 2026 | Cơ quan chủ trì",
    "1 | Tỷ lệ hộ gia đình có Internet cáp quang | % | 81 | 88 | Phòng Kinh tế",
    "2 | Số hồ sơ được số hóa | Hồ sơ | 8250 | 12.500 | Phòng Văn hóa - Xã hội",
)
_TASKS = table(
    "TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn",
    "1 | Lắp điểm phát wifi tại nhà văn hóa | Phòng Kinh tế | Tháng 6/2026",
    "2 | Vẽ bản đồ số khu phố | Phòng Kinh tế | Tháng 9/2026",
    "3 | Mở lớp học số | Phòng Văn hóa - Xã hội | Tháng 4/2026",
)
_MONEY = table(
    "TT | Hạng mục | Kinh phí năm 2026 (triệu đồng)",
    "1 | Mua máy chủ | 300",
    "2 | Thuê đường truyền | 150",
    " | Tổng cộng | 470",
)

PAPERS = {
    "ke-hoach.md": paper(
        f"""I. MỤC TIÊU

Chỉ tiêu cụ thể tại Phụ lục kèm theo.

II. KHÓ KHĂN, HẠN CHẾ

1. Đường truyền yếu.

2. Thiếu máy tính ở quý I năm 2026.
---
Phụ lục I
CHỈ TIÊU CHUYỂN ĐỔI SỐ

{_TARGETS}

Phụ lục II
PHÂN CÔNG NHIỆM VỤ

{_TASKS}

Phụ lục III
KINH PHÍ THỰC HIỆN NĂM 2026

{_MONEY}"""
    ),
    "ke-hoach-doi-sim.md": paper(
        f"""I. MỤC TIÊU

Chỉ tiêu cụ thể tại Phụ lục kèm theo.
---
Phụ lục
CHỈ TIÊU CHUYỂN ĐỔI SỐ

{_TARGETS.replace("| 81 | 88 |", "| 73 | 80 |")}""",
        unit="phường Đồi Sim",
        number="14/KH-UBND",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("language"), PAPERS) as ask:
        yield ask


@pytest.mark.parametrize(
    ("question", "before", "language"),
    [
        ("and 2025?", VIETNAMESE, "en"),
        ("who is responsible?", VIETNAMESE, "en"),
        ("and Đồi Sim ward?", VIETNAMESE, "en"),
        ("2025?", ENGLISH, "en"),
        ("2025?", VIETNAMESE, "vi"),
        ("VNeID?", ENGLISH, "en"),
        ("còn năm 2025?", ENGLISH, "vi"),
        ("con nam 2025?", ENGLISH, "vi"),
        ("the con nam 2025?", ENGLISH, "vi"),
        ("the phuong Doi Sim?", VIETNAMESE, "vi"),
        ("đơn vị nào chủ trì?", ENGLISH, "vi"),
    ],
)
def test_a_follow_up_is_answered_in_its_own_language(
    ask: Ask, question: str, before: str, language: str
) -> None:
    assert ask(question, WARD, before).language == language


def test_what_the_assistant_said_tells_no_language(ask: Ask) -> None:
    said = Turn("assistant", "Năm 2026, chỉ tiêu là 88%")
    assert ask("2025?", WARD, ENGLISH, said).language == "en"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("hello", "en"),
        ("Hello, chỉ tiêu Internet cáp quang năm 2026 là bao nhiêu?", "vi"),
        ("hello chi tieu internet cap quang 2026", "vi"),
        ("Help desk của phường do ai phụ trách?", "vi"),
        ("What is tổ công nghệ số cộng đồng?", "en"),
        ("What does CĐS stand for?", "en"),
        ("List the tasks of Phòng Kinh tế", "en"),
        ("Who leads Phòng Văn hóa - Xã hội?", "en"),
        ("target Internet cáp quang năm 2026 của phường", "vi"),
        ("list các nhiệm vụ của Phòng Kinh tế", "vi"),
        ("to truong to cong nghe so la ai", "vi"),
        ("chi tieu internet cap quang 2026 cua minh", "vi"),
    ],
)
def test_names_in_vietnamese_make_no_question_vietnamese(
    ask: Ask, question: str, language: str
) -> None:
    assert ask(question, WARD).language == language


def test_the_parts_of_one_question_share_its_language(ask: Ask) -> None:
    answer = ask("What is the 2026 fibre Internet target? VNeID?", WARD)
    assert answer.language == "en"
    assert "Not answered, the part “VNeID”" in answer.text


def test_an_abbreviation_is_spelled_out_in_english(ask: Ask) -> None:
    answer = ask("What does CĐS stand for?", WARD)
    assert answer.status is Status.ANSWERED
    assert "(digital transformation)" in answer.text
    answer = ask("What is the abbreviation of chuyển đổi số?", WARD)
    assert "CĐS" in answer.text


def test_the_tasks_of_a_body_are_listed_for_an_english_question(ask: Ask) -> None:
    answer = ask("List the tasks of Phòng Kinh tế", WARD)
    assert answer.status is Status.ANSWERED
    assert "Lắp điểm phát wifi tại nhà văn hóa" in answer.text
    assert "Vẽ bản đồ số khu phố" in answer.text
    assert "Mở lớp học số" not in answer.text


def test_a_comparison_has_english_measures(ask: Ask) -> None:
    answer = ask("Compare the 2025 result and the 2026 target of fibre Internet", WARD)
    assert "+7 percentage points" in answer.text
    assert "điểm" not in answer.text


def test_a_computed_difference_is_written_as_documents_write_numbers(ask: Ask) -> None:
    english = ask("Compare the 2025 result and the 2026 target of digitised records", WARD)
    vietnamese = ask("So sánh số hồ sơ được số hóa năm 2026 với năm 2025", WARD)
    assert "+4.250" in english.text
    assert "+4.250" in vietnamese.text


def test_documents_are_named_in_english(ask: Ask) -> None:
    answer = ask(ENGLISH, WARD)
    assert "Kế hoạch No. 31/KH-UBND of 15/01/2026" in answer.text
    assert " số 31/KH-UBND" not in answer.text


def test_a_finding_of_intake_is_told_in_english(ask: Ask) -> None:
    answer = ask("What is the total budget in 2026?", WARD)
    assert "the document prints 470, its rows add up to 450" in answer.text
    assert "văn bản ghi" not in answer.text


def test_what_is_missing_is_told_without_a_vietnamese_word(ask: Ask) -> None:
    answer = ask("How many EV charging stations are there?", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert not is_accented(answer.text)


def test_a_quarter_is_read_in_english(ask: Ask) -> None:
    answer = ask("What is the fibre Internet result in the third quarter of 2025?", WARD)
    assert "Q3/2025" in answer.text.splitlines()[0]
