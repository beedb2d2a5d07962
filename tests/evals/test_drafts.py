"""The drafts of the cases, tuned and kept aside, stand on their corpus."""

from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.draft_case import read_draft_cases
from evals.draft_score import DraftScore
from evals.drafts import lines, score_drafts, sums

_CASES = Path(__file__).parents[2] / "evals" / "cases" / "drafts"
_FLOORS = {"tuned": 0.95, "kept": 0.8}  # share of what is required that is there


@pytest.fixture(scope="module", params=sorted(_FLOORS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def scores(kind: str) -> list[DraftScore]:
    folder = _CASES / kind
    cases = read_draft_cases(folder / "cases.jsonl")
    return score_drafts(cases, folder / "corpus", Settings(), lambda line: None)


def test_every_basis_verifies_and_no_figure_is_invented(scores: list[DraftScore]) -> None:
    assert sum(score.spans for score in scores) > 0
    assert [score.id for score in scores if score.footed < score.spans] == []
    assert [score.id for score in scores if score.invented] == []


def test_no_case_ends_in_an_error_that_it_does_not_expect(scores: list[DraftScore]) -> None:
    assert [score.error for score in scores if score.error] == []


def test_what_is_required_is_mostly_there(kind: str, scores: list[DraftScore]) -> None:
    required = sum(score.required for score in scores)
    assert sum(score.present for score in scores) >= _FLOORS[kind] * required


def test_the_table_sums_the_cases_up(scores: list[DraftScore]) -> None:
    table = sums(scores, "en")
    assert table[0].split()[-1] == str(len(scores))
    assert lines(scores, "en")[-len(table) :] == table
