"""A model may smooth the words of a draft; what they state stays."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from assistant.drafting.draft import Draft, Section, State
from assistant.drafting.reworded import reworded
from assistant.drafting.written import cited, fixed, heading, paragraph
from assistant.evidence import basis_of
from tests.assistant.drafting.desk import drafting
from tests.assistant.papers import paper

_WORDS = "Đã kích hoạt 24.630 tài khoản theo Kế hoạch số 12/KH-UBND."


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    papers = {"bc.txt": paper(f"I. KẾT QUẢ\n\n{_WORDS}", kind="Báo cáo", number="7/BC-UBND")}
    with drafting(tmp_path_factory.mktemp("reworded"), papers) as desk:
        record = desk.store.catalog.documents()[0]
        blocks = desk.store.catalog.blocks(record.id)
        basis = basis_of(record, next(block for block in blocks if "24.630" in block.text))
        made = desk.draft("bao-cao", "Bến Trúc", "2026", "", "đề xuất")
        blocks_of_draft = (
            heading(1, cited(_WORDS, basis)),
            paragraph(cited(_WORDS, basis), fixed(".")),
        )
        section = Section("proposals", "", blocks_of_draft)
        yield replace(made, sections=(section,), sources=(basis,))


def _prose(draft: Draft, reword: Callable[[str], str]) -> tuple[str, State]:
    span = reworded(draft, "proposals", reword).sections[0].blocks[1].spans[0]
    return span.text, span.state


def test_other_words_for_the_same_facts_are_taken(draft: Draft) -> None:
    new = "Theo Kế hoạch số 12/KH-UBND, phường đã kích hoạt được 24.630 tài khoản."
    assert _prose(draft, lambda _: new) == (new, State.REWORDED)


@pytest.mark.parametrize(
    "new",
    [
        "Đã kích hoạt 24.600 tài khoản theo Kế hoạch số 12/KH-UBND.",
        "Đã kích hoạt nhiều tài khoản theo Kế hoạch số 12/KH-UBND.",
        "Đã kích hoạt 24.630 tài khoản.",
        "Đã kích hoạt 24.630 tài khoản theo Kế hoạch số 12/KH-UBND, vượt 15%.",
    ],
)
def test_words_that_lose_or_gain_a_fact_are_not(draft: Draft, new: str) -> None:
    assert _prose(draft, lambda _: new) == (_WORDS, State.CITED)


def test_headings_set_phrases_and_other_sections_stay(draft: Draft) -> None:
    assert reworded(draft, "targets", str.upper) == draft
    blocks = reworded(draft, "proposals", lambda text: f"{text} ").sections[0].blocks
    assert blocks[0] == draft.sections[0].blocks[0]
    assert blocks[1].spans[1] == fixed(".")
