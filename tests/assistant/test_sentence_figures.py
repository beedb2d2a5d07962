"""Figures that only sentences state: the very thing that is asked for, in what it is measured."""

import re
from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Status
from tests.assistant.papers import Ask, asking, paper

WARD = "phường Bến Trúc"

PAPERS = {
    "bao-cao.txt": paper(
        """I. KẾT QUẢ NĂM 2025

1. Hạ tầng số

Công an phường đã lắp đặt 46 camera an ninh tại 12 khu phố. Tỷ lệ hộ gia đình có Internet cáp \
quang đạt 81%.

2. Thủ tục hành chính

Trung tâm Phục vụ hành chính công tiếp nhận 4.218 hồ sơ, trong đó 3.311 hồ sơ nộp trực tuyến, \
đạt 78,5%. Hồ sơ quá hạn là 07 hồ sơ¹. Phường đã tổ chức 18 lớp \
tập huấn kỹ năng số cho 742 lượt người.

3. Kinh phí

Bố trí 2,35 tỷ đồng cho chuyển đổi số. Giải ngân vốn đầu tư công 14,2/16,8 tỷ đồng, đạt 84,5%.

4. An sinh xã hội

Toàn phường còn 63 hộ nghèo. Chi trợ cấp tết cho hộ nghèo 94,5 triệu đồng. Phường có dân số \
18.406 người, diện tích 5,12 km².

5. Văn hóa

Đã tu bổ 02 di tích, trồng 1.350 cây xanh.

6. Giáo dục

Mua sách giáo khoa cho học sinh khó khăn 37,5 triệu đồng. Sửa chữa phòng học 610 triệu đồng. \
Tỷ lệ giáo viên đạt chuẩn đạt 97%. Tặng quà học sinh giỏi 24 suất.

7. Thu ngân sách

Thu ngân sách trên địa bàn đạt 61,8 tỷ đồng.""",
        number="140/BC-UBND",
        day="ngày 10 tháng 12 năm 2025",
        kind="Báo cáo",
        subject="Kết quả kinh tế - xã hội năm 2025",
    ),
    "ke-hoach.txt": paper(
        """I. MỤC TIÊU

1. Đến hết năm 2026, tỷ lệ hộ gia đình có Internet cáp quang đạt 88%.

2. Phấn đấu trồng mới 2.000 cây xanh trong năm 2026.

II. KINH PHÍ

Tổng kinh phí thực hiện Kế hoạch là 3.180 triệu đồng, trong đó ngân sách phường 2.530 triệu đồng, \
ngân sách tỉnh 650 triệu đồng."""
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("sentences"), PAPERS) as ask:
        yield ask


def first_line(answer: Answer) -> str:
    return answer.text.splitlines()[0]


def numbers(answer: Answer) -> set[str]:
    """The numbers that stand in an answer, as they are written."""
    return set(re.findall(r"\d(?:[\d.,]*\d)?", answer.text))


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Phường đã lắp đặt bao nhiêu camera an ninh?", "46 camera"),
        ("phuong da lap dat bao nhieu camera an ninh", "46 camera"),
        ("Phường tổ chức bao nhiêu lớp tập huấn kỹ năng số?", "18 lớp"),
        ("Phường còn bao nhiêu hộ nghèo?", "63 hộ nghèo"),
        ("Dân số của phường là bao nhiêu?", "18.406 người"),
        ("Diện tích của phường là bao nhiêu?", "5,12 km²"),
        ("Phường đã tu bổ bao nhiêu di tích?", "02 di tích"),
        ("Năm 2025 tỷ lệ hộ có Internet cáp quang là bao nhiêu?", "81%"),
        ("Tỷ lệ hồ sơ nộp trực tuyến năm 2025 là bao nhiêu phần trăm?", "78,5%"),
        ("Giải ngân vốn đầu tư công đạt bao nhiêu phần trăm?", "84,5%"),
        ("Năm 2025 bố trí bao nhiêu tiền cho chuyển đổi số?", "2,35 tỷ đồng"),
        ("Vốn đầu tư công giải ngân được bao nhiêu tỷ đồng?", "14,2/16,8 tỷ đồng"),
        ("Tổng kinh phí thực hiện kế hoạch năm 2026 là bao nhiêu?", "3.180 triệu đồng"),
        ("Ngân sách tỉnh hỗ trợ bao nhiêu kinh phí?", "650 triệu đồng"),
        ("Thu ngân sách năm 2025 là bao nhiêu?", "61,8 tỷ đồng"),
    ],
)
def test_a_figure_in_prose_is_the_answer(ask: Ask, question: str, fact: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert f"là {fact}" in first_line(answer)
    assert fact in answer.citations[0].quote


def test_the_quote_of_a_figure_stands_in_the_document_as_it_is(ask: Ask) -> None:
    answer = ask("Phường đã lắp đặt bao nhiêu camera an ninh?", WARD)
    (citation,) = answer.citations
    assert citation.quote in PAPERS["bao-cao.txt"]
    assert citation.highlight == "46 camera"
    assert citation.section == ("I. KẾT QUẢ NĂM 2025", "1. Hạ tầng số")


def test_a_target_in_prose_is_not_its_result(ask: Ask) -> None:
    target = ask("Mục tiêu tỷ lệ hộ gia đình có Internet cáp quang năm 2026", WARD)
    result = ask("Kết quả tỷ lệ hộ gia đình có Internet cáp quang năm 2025", WARD)
    assert "chỉ tiêu" in first_line(target)
    assert "88%" in first_line(target)
    assert "81" not in target.text
    assert "kết quả" in first_line(result)
    assert "81%" in first_line(result)
    assert "88" not in result.text


def test_the_year_tells_two_counts_of_one_thing_apart(ask: Ask) -> None:
    done = ask("Phường đã trồng bao nhiêu cây xanh năm 2025?", WARD)
    aimed = ask("Mục tiêu trồng cây xanh năm 2026 là bao nhiêu?", WARD)
    assert "1.350" in first_line(done)
    assert "2.000" not in done.text
    assert "2.000" in first_line(aimed)
    assert "1.350" not in aimed.text


def test_a_whole_and_a_part_of_it_are_no_conflict(ask: Ask) -> None:
    answer = ask("Trung tâm Phục vụ hành chính công tiếp nhận bao nhiêu hồ sơ năm 2025?", WARD)
    assert "là 4.218 hồ sơ" in first_line(answer)
    assert answer.findings == ()
    assert "khác nhau" not in answer.text


def test_a_share_asked_for_is_not_answered_with_a_count(ask: Ask) -> None:
    answer = ask("Tỷ lệ hồ sơ nộp trực tuyến năm 2025 là bao nhiêu phần trăm?", WARD)
    assert "3.311" not in first_line(answer)


def test_a_count_asked_for_is_not_answered_with_money(ask: Ask) -> None:
    answer = ask("Phường còn bao nhiêu hộ nghèo?", WARD)
    assert "94,5" not in answer.text.split("Căn cứ:")[0]
    assert "đồng" not in first_line(answer)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Sửa chữa bao nhiêu phòng học?", "610"),
        ("Mua sách giáo khoa cho bao nhiêu học sinh khó khăn?", "37,5"),
        ("Bao nhiêu giáo viên đạt chuẩn?", "97"),
        ("Bao nhiêu hộ gia đình có Internet cáp quang năm 2025?", "81"),
        ("Tặng quà bao nhiêu học sinh giỏi?", "24"),
        ("Bao nhiêu người được lắp camera an ninh?", "46"),
    ],
)
def test_a_count_is_not_answered_with_money_a_share_or_a_count_of_others(
    ask: Ask, question: str, value: str
) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.NO_INFORMATION
    assert value not in numbers(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Phường có bao nhiêu máy tính?",
        "Phường có bao nhiêu hộ cận nghèo?",
        "Phường có bao nhiêu trường học?",
        "Phường có bao nhiêu doanh nghiệp?",
        "Chi bao nhiêu tiền cho di tích?",
        "Kinh phí lắp camera an ninh là bao nhiêu?",
        "Có bao nhiêu cây xanh bị đổ?",
        "Tỷ lệ hộ cận nghèo năm 2025",
    ],
)
def test_what_no_sentence_states_is_not_answered_with_its_neighbour(
    ask: Ask, question: str
) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.NO_INFORMATION
    assert not numbers(answer) & {"46", "63", "94,5", "02", "1.350", "2,35", "610", "37,5"}


def test_a_target_for_a_year_that_no_sentence_names_is_not_answered(ask: Ask) -> None:
    answer = ask("Mục tiêu tỷ lệ hộ gia đình có Internet cáp quang năm 2029", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert "88" not in answer.text


def test_a_footnote_mark_on_the_counted_word_hides_no_figure(ask: Ask) -> None:
    answer = ask("Năm 2025 có bao nhiêu hồ sơ quá hạn?", WARD)
    assert answer.status is Status.ANSWERED
    assert "07 hồ sơ" in answer.text.splitlines()[0]


def test_an_english_sentence_with_a_year_keeps_its_figure(ask: Ask) -> None:
    answer = ask("How many poor households did our ward have in 2025?", WARD)
    assert answer.status is Status.ANSWERED
    assert "63" in answer.text.splitlines()[0]
