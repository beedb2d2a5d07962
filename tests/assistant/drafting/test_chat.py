"""A request to draft, typed into the chat: drafted, asked back, or no request at all."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.conversation import Status
from assistant.drafting.asked import draft_asked, spelled
from ingest.document import Unit
from ingest.period import label
from tests.assistant.papers import TODAY, Ask, asking, paper

_UNITS = (Unit("phường", "Bến Trúc", "Lam Giang"), Unit("phường", "Cầu Hạ", "Lam Giang"))
_BODY = """
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Ủy ban nhân dân phường Bến Trúc ban hành Kế hoạch như sau:

I. NỘI DUNG

Giao tổ dân phố số 3 chăm sóc cây.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    papers = {
        "plan.txt": paper(_BODY, subject="Cải cách hành chính phường Bến Trúc năm 2026"),
        "other.txt": paper(
            _BODY.replace("Bến Trúc", "Cầu Hạ"), unit="phường Cầu Hạ", number="9/KH-UBND"
        ),
    }
    with asking(tmp_path_factory.mktemp("chat"), papers) as ask:
        yield ask


@pytest.mark.parametrize(
    ("text", "form", "section", "topic", "period"),
    [
        (
            "soạn mục chỉ tiêu về xã hội số cho Kế hoạch 2027",
            "ke-hoach",
            ("targets", "xã hội số"),
            "",
            "năm 2027",
        ),
        (
            "soan muc chi tieu ve xa hoi so cho ke hoach 2027",
            "ke-hoach",
            ("targets", "xa hoi so"),
            "",
            "năm 2027",
        ),
        (
            "viết giúp kế hoạch cải cách hành chính 2027 của phường",
            "ke-hoach",
            None,
            "cải cách hành chính",
            "năm 2027",
        ),
        ("dự thảo báo cáo quý III", "bao-cao", None, "", "quý III/2026"),
        ("draft the targets section of the 2027 plan", "ke-hoach", ("targets", ""), "", "năm 2027"),
        (
            "Hãy soạn giúp tôi công văn đôn đốc báo cáo năm 2026",
            "cong-van",
            None,
            "đôn đốc báo cáo",
            "năm 2026",
        ),
        (
            "soạn kế hoạch 2027, mục nhiệm vụ về hạ tầng số",
            "ke-hoach",
            ("tasks", "hạ tầng số"),
            "",
            "năm 2027",
        ),
        ("soạn mục chỉ tiêu năm sau", "ke-hoach", ("targets", ""), "", "năm 2027"),
        (
            "soạn báo cáo kết quả thực hiện nông thôn mới 6 tháng đầu năm 2026",
            "bao-cao",
            None,
            "nông thôn mới",
            "6 tháng đầu năm 2026",
        ),
    ],
)
def test_a_request_tells_what_is_wanted(
    text: str, form: str, section: tuple[str, str] | None, topic: str, period: str
) -> None:
    asked = draft_asked(text, _UNITS, TODAY)
    assert asked, text
    assert asked.form.id == form
    assert (asked.section and (asked.section.id, asked.section.focus)) == section
    assert asked.topic == topic
    assert asked.period
    assert label(asked.period) == period


@pytest.mark.parametrize(
    "text",
    [
        "kế hoạch 2026 do ai soạn thảo",
        "dự thảo nghị quyết nêu gì",
        "dự thảo báo cáo quý I nêu những gì?",
        "số dự thảo",
        "Dự thảo kế hoạch và kế hoạch đã ký có khác nhau không",
        "dự thảo báo cáo 6 tháng được ký chưa",
        "ai soạn báo cáo quý I",
        "viết tắt CCHC là gì",
        "viết bài tuyên truyền",
        "thời hạn xây dựng kế hoạch năm 2027",
        "đơn vị nào soạn thảo kế hoạch",
        "Kế hoạch 2027",
        "soạn",
        "What does the draft report say",
        "which office drafts the plan",
    ],
)
def test_a_question_about_a_paper_is_no_request(text: str) -> None:
    assert draft_asked(text, _UNITS, TODAY) is None


def test_a_topic_without_marks_is_spelled_as_papers_or_the_glossary_spell_it() -> None:
    assert spelled("cai cach hanh chinh", ()) == "cải cách hành chính"
    assert spelled("administrative reform", ()) == "cải cách hành chính"
    assert spelled("trong cay bang", ("Trồng cây bàng ven hồ",)) == "trồng cây bàng"
    assert spelled("CCHC", ()) == "cải cách hành chính"
    assert spelled("khong ai biet", ("Trồng cây",)) == "khong ai biet"


def test_a_letter_names_to_whom_it_goes() -> None:
    asked = draft_asked("soạn công văn gửi Sở Nội vụ về báo cáo cải cách năm 2026", _UNITS, TODAY)
    assert asked
    assert (asked.addressee, asked.topic) == ("Sở Nội vụ", "báo cáo cải cách")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("can you draft next year's digital transformation plan", "digital transformation"),
        ("Soạn báo cáo tổng kết năm 2026 của phường Cầu Hạ về kinh tế số", "kinh tế số"),
        ("xin hãy soạn một bản kế hoạch trồng cây 2027 cho phường tôi", "trồng cây"),
        ("soạn phần tổ chức kế hoạch trồng cây năm 2027 của UBND phường Cầu Hạ", "trồng cây"),
    ],
)
def test_a_topic_is_told_from_the_words_around_it(text: str, topic: str) -> None:
    asked = draft_asked(text, _UNITS, TODAY)
    assert asked
    assert asked.topic == topic


def test_a_section_is_drafted_with_its_sources(ask: Ask) -> None:
    answer = ask("soạn phần căn cứ của kế hoạch cải cách hành chính 2027", "phường Bến Trúc")
    assert answer.status is Status.PARTIAL
    assert "Căn cứ Luật Tổ chức chính quyền địa phương [1]" in answer.text
    assert answer.citations[0].source == "plan.txt"
    assert "cancu draft ke-hoach" in answer.text
    assert "Soạn thảo" in answer.text


def test_what_is_left_out_is_asked_back_and_a_reply_completes_it(ask: Ask) -> None:
    first = "soạn phần căn cứ của kế hoạch cải cách hành chính"
    which_unit = ask(first)
    assert which_unit.status is Status.CLARIFICATION
    assert "đơn vị nào" in which_unit.text
    which_year = ask(first, "phường Bến Trúc")
    assert which_year.status is Status.CLARIFICATION
    assert "năm" in which_year.text
    answer = ask("năm 2027", "phường Bến Trúc", first)
    assert "năm 2027" in answer.text
    assert answer.citations
    assert ask("2027, phường Cầu Hạ", "", first).text.count("phường Cầu Hạ") >= 1


def test_a_year_before_the_papers_is_a_sentence(ask: Ask) -> None:
    answer = ask("soạn kế hoạch năm 1975", "phường Bến Trúc")
    assert answer.status is Status.NO_INFORMATION
    assert "1975" in answer.text


def test_the_answer_speaks_the_language_of_the_request(ask: Ask) -> None:
    answer = ask("draft the basis section of the 2027 plan", "phường Bến Trúc")
    assert answer.language == "en"
    assert "a person has to check it" in answer.text
    assert "Căn cứ" in answer.text


def test_the_clock_says_which_year_is_meant() -> None:
    asked = draft_asked("soạn kế hoạch năm nay", _UNITS, date(2031, 1, 5))
    assert asked
    assert asked.period
    assert asked.period.first.year == 2031
