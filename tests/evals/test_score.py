"""Each case comes out as exactly one of right, wrong, missed, invented, or error."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from evals.case import Case
from evals.lines import read_lines, write_lines
from evals.score import Outcome, Score, score, score_file

PLAN = "ke-hoach-2026"
REPORT = "bao-cao-2025"
FIGURE = Case(
    id="f1",
    kind="figure",
    question="Chỉ tiêu VNeID năm 2026?",
    must=(r"85\s*%",),
    forbid=(r"80\s*%",),
    sources=(PLAN,),
)
ABSENT = Case(id="a1", kind="absent", question="Chỉ tiêu năm 2031?", abstain=True)


def answer(
    text: str = "Chỉ tiêu là ≥ 85% [1].",
    status: str = "answered",
    cited: tuple[str, ...] = (PLAN + ".docx",),
    passages: tuple[tuple[str, str], ...] = (),
) -> dict[str, Any]:
    return {
        "id": "f1",
        "status": status,
        "answer": text,
        "citations": [{"marker": n, "source": name} for n, name in enumerate(cited, start=1)],
        "passages": [{"document": document, "text": words} for document, words in passages],
        "latency_ms": 12.5,
    }


def outcome(case: Case, answered: dict[str, Any]) -> Outcome:
    return score(case, answered).outcome


def test_every_fact_with_its_source_is_right() -> None:
    assert outcome(FIGURE, answer()) is Outcome.RIGHT


def test_partial_answer_with_every_fact_is_right() -> None:
    assert outcome(FIGURE, answer(status="partial")) is Outcome.RIGHT


@pytest.mark.parametrize("text", ["Chỉ tiêu là 185%.", "Chỉ tiêu là 8,5%.", "Không rõ."])
def test_another_figure_is_wrong(text: str) -> None:
    scored = score(FIGURE, answer(text))
    assert scored.outcome is Outcome.WRONG
    assert scored.missing == FIGURE.must


def test_a_figure_in_another_format_is_right() -> None:
    money = Case(id="m", kind="budget", question="Kinh phí?", must=("12,5 tỷ đồng",))
    assert outcome(money, answer(text="Tổng kinh phí là 12.500 triệu đồng [1].")) is Outcome.RIGHT


def test_a_forbidden_figure_beside_the_right_one_is_wrong() -> None:
    scored = score(FIGURE, answer("Chỉ tiêu là 85% hoặc 80 phần trăm [1]."))
    assert scored.outcome is Outcome.WRONG
    assert scored.forbidden == FIGURE.forbid
    assert scored.missing == ()


def test_a_forbidden_number_inside_another_number_is_no_offence() -> None:
    assert (
        outcome(FIGURE, answer(text="Chỉ tiêu 85%, trước đó 180% và 8,80% [1].")) is Outcome.RIGHT
    )


@pytest.mark.parametrize("cited", [(), (REPORT + ".txt",)])
def test_the_right_words_from_another_source_are_wrong(cited: tuple[str, ...]) -> None:
    scored = score(FIGURE, answer(cited=cited))
    assert scored.outcome is Outcome.WRONG
    assert scored.uncited == (PLAN,)


def test_one_of_several_sources_is_enough() -> None:
    either = Case(id="e", kind="figure", question="?", must=("85%",), sources=(REPORT, PLAN))
    assert outcome(either, answer()) is Outcome.RIGHT


@pytest.mark.parametrize("kind", ["comparison", "comparison-years", "so_sanh", "So-sanh"])
def test_a_comparison_cites_all_its_sources(kind: str) -> None:
    both = Case(id="c", kind=kind, question="?", must=("85%",), sources=(REPORT, PLAN))
    assert outcome(both, answer()) is Outcome.WRONG
    assert outcome(both, answer(cited=(PLAN + ".docx", REPORT + ".pdf"))) is Outcome.RIGHT


def test_source_names_are_compared_in_one_unicode_form_and_keep_their_dots() -> None:
    case = Case(id="n", kind="figure", question="?", must=("85%",), sources=("kế hoạch v1.2",))
    decomposed = unicodedata.normalize("NFD", "kế hoạch v1.2.docx")
    assert outcome(case, answer(cited=(decomposed,))) is Outcome.RIGHT


@pytest.mark.parametrize("status", ["no_information", "clarification", "out_of_scope", "refused"])
def test_declining_is_right_where_the_documents_do_not_hold_it(status: str) -> None:
    declined = answer("Tài liệu không nêu.", status, cited=())
    assert outcome(ABSENT, declined) is Outcome.RIGHT
    assert outcome(FIGURE, declined) is Outcome.MISSED


@pytest.mark.parametrize("status", ["answered", "partial"])
def test_answering_what_the_documents_do_not_hold_is_invented(status: str) -> None:
    assert outcome(ABSENT, answer(status=status)) is Outcome.INVENTED


def test_declining_but_naming_the_forbidden_figure_is_invented() -> None:
    trap = Case(id="t", kind="absent", question="?", forbid=("85%",), abstain=True)
    clean = answer("Không nêu cho phường này.", "no_information", cited=())
    leaking = answer("Không nêu; có lẽ là 85%.", "no_information", cited=())
    assert outcome(trap, clean) is Outcome.RIGHT
    assert outcome(trap, leaking) is Outcome.INVENTED


def test_a_blank_cell_has_to_be_said_to_be_blank_where_the_case_asks() -> None:
    blank = Case(id="b", kind="blank", question="?", must=("để trống",), abstain=True)
    assert outcome(blank, answer(text="Ô này để trống.", status="no_information")) is Outcome.RIGHT
    assert outcome(blank, answer(text="Không có.", status="no_information")) is Outcome.MISSED


@pytest.mark.parametrize("case", [FIGURE, ABSENT])
def test_an_error_is_neither_right_nor_ignorance(case: Case) -> None:
    assert outcome(case, answer(status="error", text="Có lỗi.")) is Outcome.ERROR


@pytest.mark.parametrize("case", [FIGURE, ABSENT])
def test_a_case_without_an_answer_is_an_error(case: Case) -> None:
    assert score(case, None).outcome is Outcome.ERROR


def rank(case: Case, *passages: tuple[str, str]) -> int | None:
    return score(case, answer(passages=passages)).rank


def test_rank_is_where_the_last_fact_is_found_in_the_right_document() -> None:
    two = Case(id="r", kind="figure", question="?", must=("85%", "Công an"), sources=(PLAN,))
    other, first, second = (REPORT, "85% Công an"), (PLAN, "Đạt ≥85 %"), (PLAN, "Công an phường")
    assert rank(two, first, second) == 2
    assert rank(two, other, first, second) == 3
    assert rank(two, other, first) is None
    assert rank(two) is None


def test_rank_takes_any_document_where_the_case_names_none() -> None:
    assert rank(Case(id="r", kind="figure", question="?", must=("85%",)), (REPORT, "85%")) == 1


def test_cases_without_facts_to_find_are_left_out_of_hit_at_k() -> None:
    cited = Case(id="i", kind="identity", question="?", sources=(PLAN,))
    assert [score(case, answer()).retrievable for case in (FIGURE, ABSENT, cited)] == [
        True,
        False,
        False,
    ]


def held(case: Case, *texts: str, text: str = "Chỉ tiêu là ≥ 85% [1].") -> bool | None:
    answered = answer(text, cited=(PLAN + ".docx",) * len(texts))
    for citation, words in zip(answered["citations"], texts, strict=True):
        citation["text"] = words
    return score(case, answered).held


def test_a_right_answer_is_held_where_what_it_cites_holds_every_figure() -> None:
    two = Case(id="h", kind="figure", question="?", must=("85%", "70", "Công an"), sources=(PLAN,))
    said = "85% và 70, Công an phường."
    assert held(FIGURE, "Tỷ lệ | ≥ 85 %") is True
    assert held(FIGURE, "Tỷ lệ | 185%") is False
    assert held(FIGURE, "Tỷ lệ", "85%") is True
    assert held(two, "Tỷ lệ | 85%", text=said) is False
    assert held(two, "Tỷ lệ | 85%", "70 | khác", text=said) is True  # names are no figures


def test_only_right_answers_with_figures_can_be_held() -> None:
    words = Case(id="w", kind="responsible", question="?", must=("Công an",), sources=(PLAN,))
    assert held(FIGURE, "80%", text="Chỉ tiêu là 80%.") is None
    assert held(words, "Công an", text="Công an phường") is None
    assert score(ABSENT, answer(status="no_information", cited=())).held is None


def test_scoring_a_file_again_gives_the_same_scores_in_the_order_of_the_cases(
    tmp_path: Path,
) -> None:
    answers, scores = tmp_path / "answers.jsonl", tmp_path / "scores.jsonl"
    write_lines(answers, [answer() | {"id": "a1"}, answer()])

    def scored() -> tuple[Score, ...]:
        return score_file((FIGURE, ABSENT), answers, scores)

    assert scored() == scored()
    assert [(line["id"], line["outcome"]) for line in read_lines(scores)] == [
        ("f1", "right"),
        ("a1", "invented"),
    ]
