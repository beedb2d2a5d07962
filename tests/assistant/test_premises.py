"""What a question takes for granted is set right, or confirmed, with the words of the document."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"
_ROWS = table(
    "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Kế hoạch năm 2026 | Cơ quan chủ trì",
    "1 | Tỷ lệ hộ có Internet cáp quang | % | 81 | 88 | Phòng Kinh tế",
    "2 | Số điểm wifi công cộng | Điểm | 6 | 11 | Phòng Văn hóa - Xã hội",
    "3 | Thu ngân sách trên địa bàn | Tỷ đồng | 92,5 | 120 | Phòng Kinh tế",
    "4 | Giải quyết việc làm mới | Lao động | 720 | 780 | Phòng Văn hóa - Xã hội",
)
PAPERS = {
    "ke-hoach-ben-truc.md": paper(
        "I. TÌNH HÌNH\n\nToàn phường có 21 Tổ công nghệ số cộng đồng với 147 thành viên.\n\n"
        "Cải tạo chợ Cây Gạo với tổng mức đầu tư 18,4 tỷ đồng, hoàn thành trước ngày 30 tháng 10"
        " năm 2026.\n\nChi tiết tại Phụ lục.\n---\nPhụ lục\nCHỈ TIÊU NĂM 2026\n\n" + _ROWS
    ),
}
WRONG, RIGHT = "không đúng với văn bản", "Đúng như con số"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("premises"), PAPERS) as ask:
        yield ask


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Nghe nói thu ngân sách năm 2026 của phường giao 130 tỷ", "120"),
        ("nghe noi thu ngan sach nam 2026 giao 130 ty dong", "120"),
        ("Sao lại đặt chỉ tiêu Internet cáp quang năm 2026 là 95%?", "88%"),
        ("Theo tôi biết năm 2025 giải quyết việc làm cho 900 lao động", "720"),
        ("Năm 2026 lắp 20 điểm wifi công cộng có đúng không?", "11"),
        ("Is it true that the 2026 fibre Internet target is 95%?", "88%"),
    ],
)
def test_a_wrong_figure_is_set_right(ask: Ask, question: str, fact: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert fact in answer.text.splitlines()[0]
    assert answer.citations


def test_a_wrong_figure_is_said_to_be_wrong_and_a_right_one_to_be_right(ask: Ask) -> None:
    wrong = ask("Mục tiêu 95% Internet cáp quang năm 2026 của phường phải không?", WARD)
    right = ask("Mục tiêu 88% Internet cáp quang năm 2026 của phường phải không?", WARD)
    assert WRONG in wrong.text
    assert RIGHT in right.text
    assert WRONG not in right.text


def test_a_number_that_says_by_how_much_is_not_judged(ask: Ask) -> None:
    answer = ask("Vì sao thu ngân sách năm 2025 chỉ tăng 3%, thực hiện là bao nhiêu?", WARD)
    assert WRONG not in answer.text
    assert RIGHT not in answer.text


def test_how_many_there_are_is_no_part_of_the_topic(ask: Ask) -> None:
    answer = ask("Phường có 30 tổ công nghệ số cộng đồng, gồm bao nhiêu thành viên?", WARD)
    assert answer.status is Status.ANSWERED
    assert "147 thành viên" in answer.text


def test_a_sum_taken_for_granted_is_set_right_beside_what_is_asked(ask: Ask) -> None:
    answer = ask("cho cay gao cai tao het 32 ty thi bao gio xong", WARD)
    assert "30 tháng 10 năm 2026" in answer.text
    assert "18,4 tỷ đồng" in answer.text


def test_a_wrong_number_of_a_document_is_set_right(ask: Ask) -> None:
    answer = ask("Kế hoạch chuyển đổi số của phường là số 81/KH-UBND phải không?", WARD)
    assert answer.status is Status.ANSWERED
    assert "31/KH-UBND" in answer.text.splitlines()[0]
