"""A draft's score is read from the catalog: what the draft claims of itself does not count."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.drafting.draft import Draft, DraftBlock, Section
from assistant.drafting.written import cited, computed, fixed, left_open, paragraph
from assistant.evidence import Basis, basis_of
from evals.draft_case import DraftCase
from evals.draft_score import DraftScore, draft_text, score_draft
from tests.assistant.drafting.desk import Desk, drafting
from tests.assistant.papers import paper

_CASE = DraftCase("1", "bao-cao", "Bến Trúc", "2026", sections=("đề xuất",))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    own = paper("I. KẾT QUẢ\n\nĐã cấp 24.630/33.016 tài khoản.", kind="Báo cáo", number="7/BC-UBND")
    other = paper("I. KẾT QUẢ\n\nĐạt 90%.", unit="phường Gò Mây", number="8/KH-UBND")
    with drafting(tmp_path_factory.mktemp("score"), {"bc.txt": own, "kh.txt": other}) as desk:
        yield desk


@pytest.fixture(scope="module")
def basis(desk: Desk) -> Basis:
    record = next(r for r in desk.store.catalog.documents() if r.source == "bc.txt")
    blocks = desk.store.catalog.blocks(record.id)
    return basis_of(record, next(block for block in blocks if "24.630" in block.text))


def _score(desk: Desk, basis: Basis, *blocks: DraftBlock, case: DraftCase = _CASE) -> DraftScore:
    draft: Draft = desk.draft("bao-cao", "Bến Trúc", "2026", "", "đề xuất")
    sections = (Section("proposals", "", blocks),)
    made = replace(draft, sections=sections, sources=(basis,))
    return score_draft(case, made, desk.store.catalog)


def test_a_cited_figure_that_stands_there_is_footed(desk: Desk, basis: Basis) -> None:
    score = _score(
        desk, basis, paragraph(cited("24.630 tài khoản", basis), computed("74,6%", "", basis))
    )
    assert (score.spans, score.footed, score.invented) == (2, 2, ())


def test_a_figure_that_its_source_does_not_hold_is_invented(desk: Desk, basis: Basis) -> None:
    lying = replace(basis, quote="25.000 tài khoản")
    score = _score(
        desk, lying, paragraph(cited("25.000 tài khoản", lying), computed("80%", "", lying))
    )
    assert (score.footed, score.invented) == (0, ("25.000", "80"))


def test_a_set_phrase_with_a_figure_is_invented(desk: Desk, basis: Basis) -> None:
    score = _score(desk, basis, paragraph(fixed("1. Có 12 thủ tục trong năm 2026")))
    assert score.invented == ("12",)


def test_another_commune_is_a_leftover(desk: Desk, basis: Basis) -> None:
    score = _score(desk, basis, paragraph(fixed("Công an phường Gò Mây chủ trì.")))
    assert score.leftovers == ("phường Gò Mây",)


def test_what_a_case_asks_for_must_be_there_and_what_it_forbids_must_not(
    desk: Desk, basis: Basis
) -> None:
    case = replace(_CASE, must=(r"CẦN BỔ SUNG", r"kiến nghị"), forbid=(r"(?i)cần",))
    score = _score(desk, basis, paragraph(left_open()), case=case)
    assert (score.required, score.present, score.missing) == (3, 2, ("kiến nghị",))
    assert score.leftovers == ("(?i)cần",)
    assert not score.is_clean


def test_the_text_of_a_draft_holds_its_title_and_its_foot(desk: Desk) -> None:
    text = draft_text(desk.draft("bao-cao", "Bến Trúc", "2026", "chuyển đổi số"))
    assert "BÁO CÁO" in text
    assert "Lưu: VT" in text
    assert "Đinh Quang Hưng" in text
