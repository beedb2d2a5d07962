"""What a word means, as a document says it or the built-in list; and talk about no document."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Status
from tests.assistant.papers import Ask, asking, paper

WARD = "phường Bến Trúc"

PAPERS = {
    "ke-hoach.txt": paper(
        """I. GIẢI THÍCH TỪ NGỮ

1. Khu phố số là khu phố có từ 80% số hộ dùng ít nhất ba dịch vụ công trực tuyến.

2. Tổ công nghệ số cộng đồng (sau đây gọi tắt là Tổ CNSCĐ) do khu phố trưởng làm tổ trưởng.

3. Điểm hỗ trợ số (ĐHTS) đặt tại nhà văn hóa khu phố.

II. MỤC TIÊU

1. Đến hết năm 2026, tỷ lệ hộ gia đình có Internet cáp quang đạt 88%.

III. CẢI CÁCH HÀNH CHÍNH

1. Nâng chất lượng CCHC, niêm yết công khai TTHC tại nhà văn hóa."""
    )
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("definition"), PAPERS) as ask:
        yield ask


@pytest.mark.parametrize(
    "question", ["Khu phố số là gì?", "Thế nào là khu phố số?", "khu phố số nghĩa là gì"]
)
def test_a_term_is_explained_in_the_words_of_the_document(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert "Khu phố số là khu phố có từ 80% số hộ" in answer.text
    assert answer.citations[0].section == ("I. GIẢI THÍCH TỪ NGỮ",)
    assert answer.citations[0].quote in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("ĐHTS là gì?", "Điểm hỗ trợ số (ĐHTS)"),
        ("ĐHTS là viết tắt của gì?", "Điểm hỗ trợ số (ĐHTS)"),
        ("Tổ CNSCĐ là gì?", "Tổ công nghệ số cộng đồng (sau đây gọi tắt là Tổ CNSCĐ)"),
    ],
)
def test_an_abbreviation_stands_for_what_the_document_puts_before_it(
    ask: Ask, question: str, said: str
) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert said in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("CCHC là gì?", "cải cách hành chính"),
        ("TTHC là viết tắt của từ gì?", "thủ tục hành chính"),
        ("IOC viết tắt của từ gì?", "Trung tâm điều hành đô thị thông minh"),
    ],
)
def test_what_no_document_explains_comes_from_the_built_in_list_and_says_so(
    ask: Ask, question: str, term: str
) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert f"“{term}”" in answer.text
    assert "không trích từ văn bản" in answer.text
    assert all(citation.quote in answer.text for citation in answer.citations)


def test_an_abbreviation_nobody_knows_is_not_guessed(ask: Ask) -> None:
    answer = ask("XYZK là gì?", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chào bạn", "Xin chào"),
        ("hello", "Hello"),
        ("thanks", "Glad to help"),
        ("cảm ơn nhé", "Rất vui"),
        ("bạn làm được gì?", "Tôi tra cứu"),
    ],
)
def test_talk_is_answered_as_talk(ask: Ask, text: str, said: str) -> None:
    answer = ask(text, WARD)
    assert answer.status is Status.OUT_OF_SCOPE
    assert answer.text.startswith(said)
    assert answer.citations == ()


def test_a_greeting_before_a_question_does_not_hide_the_question(ask: Ask) -> None:
    answer = ask("Chào bạn, cho tôi hỏi mục tiêu Internet cáp quang năm 2026?", WARD)
    assert "88%" in answer.text
    assert answer.citations


@pytest.mark.parametrize("text", ["Thời tiết hôm nay thế nào?", "Kể chuyện cười đi", "Giá vàng?"])
def test_what_is_no_matter_of_documents_is_out_of_scope(ask: Ask, text: str) -> None:
    answer = ask(text, WARD)
    assert answer.status is Status.OUT_OF_SCOPE
    assert "ngoài phạm vi" in answer.text
    assert answer.citations == ()


def test_an_english_question_out_of_scope_is_answered_in_english(ask: Ask) -> None:
    answer = ask("What is the weather today?", WARD)
    assert (answer.status, answer.language) == (Status.OUT_OF_SCOPE, "en")
    assert "outside the documents" in answer.text


@pytest.mark.parametrize(
    "text", ["Làm căn cước cần giấy tờ gì?", "Đăng ký khai sinh ở đâu?", "Lệ phí cấp hộ chiếu?"]
)
def test_a_citizen_with_a_procedure_is_shown_where_to_go(ask: Ask, text: str) -> None:
    answer = ask(text, WARD)
    assert answer.status is Status.OUT_OF_SCOPE
    assert "Cổng Dịch vụ công quốc gia" in answer.text
    assert answer.citations == ()


def test_words_of_a_procedure_do_not_stop_a_question_that_a_document_answers(ask: Ask) -> None:
    answer = ask("Niêm yết công khai thủ tục hành chính ở đâu?", WARD)
    assert answer.status is Status.ANSWERED
    assert "nhà văn hóa" in answer.text
