"""Answers over the sample corpus: the right figure with its basis, or that it is not there."""

import json

import pytest

from assistant.answer import Assistant, Event
from assistant.conversation import Answer, Question, Status
from assistant.conversation_json import to_json
from ingest.document import Shelf
from ingest.errors import CancuError
from tests.assistant.conftest import Ask

SAO_MAI = "phường Sao Mai"


def first_line(answer: Answer) -> str:
    return answer.text.splitlines()[0]


@pytest.mark.parametrize(
    "question",
    [
        "Chỉ tiêu VNeID năm 2026 của phường mình là bao nhiêu?",
        "chi tieu vneid 2026 cua minh",
        "What is our 2026 VNeID target?",
        "chỉ tieu tài khoan VNeID năm nay cua phường ta",
        "Phường Sao Mai đặt mục tiêu VNeID năm 2026 bao nhiêu %",
    ],
)
def test_a_target_is_found_however_it_is_typed(ask: Ask, question: str) -> None:
    answer = ask(question, SAO_MAI)
    assert answer.status is Status.ANSWERED
    assert "≥ 86%" in first_line(answer)
    citation = answer.citations[0]
    assert (citation.source, citation.number) == ("ke-hoach-cds-sao-mai-2026.docx", "27/KH-UBND")
    assert citation.row == "19"
    assert "≥ 86" in citation.quote


def test_the_fact_comes_first_and_then_its_verbatim_basis(ask: Ask) -> None:
    answer = ask("chỉ tiêu phủ sóng 5G năm 2026", SAO_MAI)
    fact, *rest = answer.text.splitlines()
    assert fact.startswith("Năm 2026, chỉ tiêu")
    assert fact.endswith("[1]")
    assert any("nguyên văn" in line and "≥ 90" in line for line in rest)


def test_a_unit_named_in_the_question_goes_before_the_chosen_one(ask: Ask) -> None:
    answer = ask("Chỉ tiêu VNeID năm 2026 trong kế hoạch của phường Đông Hồ", SAO_MAI)
    assert "82" in first_line(answer)
    assert answer.citations[0].source == "ke-hoach-cds-dong-ho-2026.md"


def test_without_a_unit_each_holder_stands_beside_the_other(ask: Ask) -> None:
    answer = ask("Chỉ tiêu hồ sơ sức khỏe điện tử năm 2026 là bao nhiêu?")
    assert answer.status is Status.ANSWERED
    assert all(word in answer.text for word in ("Sao Mai", "92", "Đông Hồ", "88"))


def test_more_holders_than_fit_side_by_side_ask_for_a_unit(ask: Ask) -> None:
    answer = ask("chỉ tiêu VNeID năm 2026")
    assert answer.status is Status.CLARIFICATION
    assert "12 đơn vị" in answer.text


def test_a_result_is_not_a_target(ask: Ask) -> None:
    answer = ask("kết quả VNeID năm 2025 của phường Sao Mai")
    assert "74,6%" in first_line(answer)
    assert "kết quả" in first_line(answer)


def test_a_row_of_a_province_table_belongs_to_its_commune(ask: Ask) -> None:
    answer = ask("xã Vân Phú được giao chỉ tiêu phủ sóng 5G năm 2026 bao nhiêu")
    assert "68%" in first_line(answer)
    assert "xã Vân Phú" in first_line(answer)
    other = ask("phường Vân Phú được giao chỉ tiêu phủ sóng 5G năm 2026 bao nhiêu")
    assert "68%" not in first_line(other)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Chỉ tiêu VNeID năm 2028 của phường ta?", "năm 2028"),
        ("Chỉ tiêu VNeID năm 2026 của phường Hoa Lư?", "Hoa Lư"),
        ("Kết quả VNeID năm 2025 của phường Vân Phú?", "phường Vân Phú"),
        ("Tỷ lệ hộ gia đình lắp điện mặt trời mái nhà năm 2026?", "không nêu"),
        ("kết quả chỉ số chuyển đổi số cấp phường năm 2025", "để trống"),
        ("Chỉ tiêu phủ sóng 6G năm 2026", "để trống"),
    ],
)
def test_what_the_documents_do_not_hold_is_said_to_be_missing(
    ask: Ask, question: str, reason: str
) -> None:
    answer = ask(question, SAO_MAI)
    assert answer.status is Status.NO_INFORMATION
    assert reason in answer.text


def test_a_blank_cell_is_cited_as_left_blank(ask: Ask) -> None:
    answer = ask("kết quả chỉ số chuyển đổi số cấp phường năm 2025", SAO_MAI)
    assert [finding.kind for finding in answer.findings] == ["blank"]
    assert answer.citations
    assert "?" in answer.citations[0].quote


def test_the_nearest_thing_is_a_pointer_without_a_value(ask: Ask) -> None:
    answer = ask("Chỉ tiêu VNeID năm 2028 của phường ta?", SAO_MAI)
    assert "Gần nhất" in answer.text
    assert "86" not in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Đơn vị nào chủ trì chỉ tiêu VNeID năm 2026?", "Công an phường"),
        ("Ai được phân công chỉ đạo chỉ tiêu phủ sóng 5G?", "Nguyễn Thị Bích Vân"),
        ("Which agency is responsible for electronic health records?", "Trạm Y tế"),
        ("số hóa hồ sơ hộ tịch, địa chính phối hợp với ai?", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    ],
)
def test_who_carries_a_task_stands_in_its_row(ask: Ask, question: str, fact: str) -> None:
    answer = ask(question, SAO_MAI)
    assert answer.status is Status.ANSWERED
    assert fact in first_line(answer)


def test_who_leads_a_target_is_read_from_the_row_of_the_target(ask: Ask) -> None:
    answer = ask("Đơn vị nào chủ trì chỉ tiêu VNeID?", SAO_MAI)
    assert "14 tuổi" in first_line(answer)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Ai ký Kế hoạch 27/KH-UBND?", "Vũ Hoàng Lâm"),
        ("ke hoach 27/kh-ubnd ban hanh ngay nao", "20/01/2026"),
        ("Nghị quyết của HĐND phường Sao Mai năm 2026 số mấy?", "18/NQ-HĐND"),
        ("Who signed decision 145/QĐ-UBND?", "Hoàng Gia Bách"),
        ("Ai là Chủ tịch UBND phường Sao Mai?", "Vũ Hoàng Lâm"),
    ],
)
def test_facts_of_a_document_come_from_its_head_and_foot(
    ask: Ask, question: str, fact: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert fact in answer.text
    assert answer.citations


def test_a_number_left_blank_is_not_guessed(ask: Ask) -> None:
    answer = ask("Báo cáo năm 2025 của phường Sao Mai số bao nhiêu?")
    assert answer.status is Status.NO_INFORMATION
    assert "trống" in answer.text


def test_a_fact_in_prose_is_quoted_verbatim(ask: Ask) -> None:
    answer = ask("Trạm phát sóng 5G lắp thêm ở những khu vực nào?", SAO_MAI)
    assert answer.status is Status.ANSWERED
    assert "Bến Gỗ" in answer.text
    assert answer.citations[0].quote.split("…")[0].strip() in answer.text


def test_a_follow_up_takes_what_it_leaves_out_from_the_question_before(ask: Ask) -> None:
    answer = ask("còn năm 2025?", SAO_MAI, "chỉ tiêu phủ sóng 5G năm 2026 là bao nhiêu")
    assert "65%" in answer.text


def test_the_clock_says_which_year_this_is(ask: Ask) -> None:
    assert "năm 2026" in first_line(ask("chỉ tiêu VNeID năm nay", SAO_MAI)).lower()
    assert "năm 2027" in first_line(ask("chỉ tiêu VNeID năm sau", SAO_MAI)).lower()


def test_internal_documents_stay_out_of_a_public_question(assistant: Assistant) -> None:
    asked = Question("chỉ tiêu VNeID 2026", SAO_MAI, shelves=frozenset({Shelf.INTERNAL}))
    answer = assistant.invoke(asked)
    assert answer.status is Status.NO_INFORMATION
    assert answer.passages == ()


@pytest.mark.parametrize("text", ["", "   ", "???", "\u200b", "😀"])
def test_an_empty_question_is_a_sentence(ask: Ask, text: str) -> None:
    with pytest.raises(CancuError, match="trống"):
        ask(text)


def test_a_question_of_ten_thousand_characters_is_a_sentence(ask: Ask) -> None:
    with pytest.raises(CancuError, match="dài 10000 ký tự"):
        ask("a" * 10_000)


@pytest.mark.parametrize(
    "text",
    ["chỉ tiêu", "năm 2026", "\x00\x07 vneid", "12345", "SELECT * FROM x; --", "a " * 900],
)
def test_odd_questions_have_a_status(ask: Ask, text: str) -> None:
    assert ask(text, SAO_MAI).status is not Status.ERROR


def test_the_answer_is_json_of_the_contract(ask: Ask) -> None:
    data = json.loads(json.dumps(to_json(ask("chỉ tiêu VNeID 2026", SAO_MAI))))
    assert list(data) == [
        *("status", "answer", "language", "citations", "passages", "findings"),
        *("composer", "timings_ms"),
    ]
    assert data["citations"][0]["issued"] == "2026-01-20"
    assert data["passages"][0]["document"] == "ke-hoach-cds-sao-mai-2026"
    assert 1 <= len(data["passages"]) <= 10


def test_passages_are_filled_whatever_the_status(ask: Ask) -> None:
    assert ask("Tỷ lệ hộ gia đình lắp điện mặt trời mái nhà năm 2026?", SAO_MAI).passages


def test_a_stream_sends_sources_then_words_then_the_answer(assistant: Assistant) -> None:
    events: list[Event] = list(assistant.stream(Question("chỉ tiêu VNeID 2026", SAO_MAI)))
    assert [events[0].name, events[-1].name] == ["sources", "answer"]
    words = "".join(str(event.data) for event in events if event.name == "token")
    final = events[-1].data
    assert isinstance(final, Answer)
    assert words == final.text


def test_the_assistant_is_a_runnable(assistant: Assistant) -> None:
    questions = [Question("chỉ tiêu VNeID 2026", SAO_MAI), Question("Ai ký 27/KH-UBND?")]
    assert [a.status for a in assistant.batch(questions)] == [Status.ANSWERED, Status.ANSWERED]


def test_a_paper_without_a_number_is_called_by_its_unit_once(ask: Ask) -> None:
    told = first_line(ask("Ai ký Báo cáo chuyển đổi số năm 2025?", SAO_MAI))
    assert "chưa ghi số" in told
    assert told.count("của phường Sao Mai") == 1
