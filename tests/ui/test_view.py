"""What a card around a citation shows, and what a conversation keeps."""

from datetime import date

import pytest

from assistant.conversation import Answer, Citation, Status, Turn
from ingest.document import Finding, Row, Table
from ui.page.view import Exchange, around, highlighted, history, is_checked, render
from ui.words import citation_text, place, title

CITATION = Citation(
    marker=1,
    document_id="d1",
    source="ke-hoach.docx",
    number="12/KH-UBND",
    kind="Kế hoạch",
    subject="Chuyển đổi số",
    issued=date(2026, 1, 20),
    unit="phường Sao Mai",
    section=("Phụ lục 1", "III. Chuyển đổi số"),
    row="24",
    page=14,
    quote="24 | VNeID | 71% | 86%",
    block=3,
    row_index=1,
    highlight="86%",
)
TABLE = Table(
    ("STT", "Chỉ tiêu"), tuple(Row((str(n), f"chỉ tiêu {n}"), str(n)) for n in range(1, 6))
)


def _answer(**changes: object) -> Answer:
    fields: dict[str, object] = {"citations": (CITATION,), **changes}
    return Answer(Status.ANSWERED, "Là 86% [1]", "vi", **fields)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("index", "labels", "marked"),
    [(0, ["1", "2"], 0), (2, ["2", "3", "4"], 1), (4, ["4", "5"], 1)],
)
def test_a_cited_row_stands_between_its_neighbours(
    index: int, labels: list[str], marked: int
) -> None:
    from dataclasses import replace

    source = around(replace(CITATION, row_index=index), TABLE)
    assert [row.label for row in source.rows] == labels
    assert source.marked == marked


def test_a_row_that_is_no_longer_there_shows_no_neighbours() -> None:
    from dataclasses import replace

    assert around(replace(CITATION, row_index=9), TABLE).rows == ()
    assert around(CITATION, None).rows == ()


def test_only_the_first_place_of_the_answer_in_the_quote_is_marked() -> None:
    assert highlighted("71% | 86% | 86%", "86%") == ("71% | ", "86%", " | 86%")
    assert highlighted("71%", "") == ("71%", "", "")
    assert highlighted("71%", "90%") == ("71%", "", "")


def test_an_answer_is_checked_when_it_cites_and_nothing_is_loose() -> None:
    assert is_checked(_answer())
    assert is_checked(_answer(findings=(Finding("blank", "để trống"),)))
    assert not is_checked(_answer(findings=(Finding("unsupported", "không thấy 87%"),)))
    assert not is_checked(_answer(citations=()))


def test_history_keeps_what_was_said_and_drops_errors_and_what_is_unfinished() -> None:
    talk = (
        Exchange(1, "câu một", answer=_answer()),
        Exchange(2, "câu hai", answer=Answer(Status.ERROR, "hỏng", "vi")),
        Exchange(3, "câu ba"),
    )
    assert history(talk) == (Turn("user", "câu một"), Turn("assistant", "Là 86% [1]"))


def test_a_source_is_named_as_people_name_it() -> None:
    from dataclasses import replace

    assert title(CITATION, "vi") == "Kế hoạch số 12/KH-UBND ngày 20/01/2026"
    assert title(replace(CITATION, number="/KH-UBND", issued=None), "vi") == "Kế hoạch số …/KH-UBND"
    assert title(replace(CITATION, kind="", number=""), "en") == "ke-hoach.docx of 20/01/2026"
    assert place(CITATION, "vi") == (
        "phường Sao Mai · Phụ lục 1 › III. Chuyển đổi số › dòng 24 · trang 14"
    )
    assert place(replace(CITATION, row=None, page=None, unit=""), "vi") == (
        "Phụ lục 1 › III. Chuyển đổi số"
    )


def test_a_copied_answer_carries_its_sources() -> None:
    copied = citation_text(_answer(), "vi")
    assert copied.startswith("Là 86% [1]\n")
    assert "[1] Kế hoạch số 12/KH-UBND ngày 20/01/2026, phường Sao Mai" in copied
    assert copied.endswith("24 | VNeID | 71% | 86%")


def test_the_line_about_checked_figures_is_only_under_a_checked_answer() -> None:
    def shown(answer: Answer) -> str:
        talk = (Exchange(1, "hỏi", citations=answer.citations, answer=answer),)
        return render("conversation", "vi", exchanges=talk, copies={1: ""})

    assert "Mọi số liệu đã đối chiếu" in shown(_answer())
    assert "Mọi số liệu đã đối chiếu" not in shown(_answer(citations=()))
    loose = Finding("unsupported", "không thấy 87%")
    assert "Mọi số liệu đã đối chiếu" not in shown(_answer(findings=(loose,)))
