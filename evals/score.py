"""Answers against their cases: right, wrong, missed or invented. Pure; can be run again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

from assistant.conversation import Status
from evals.case import Case
from evals.lines import read_lines, write_lines
from evals.matching import says
from ingest.text import nfc

_REFUSED, _NOT_REFUSED = "refused", "not_refused"
_DECLINED = (Status.NO_INFORMATION, Status.CLARIFICATION, Status.OUT_OF_SCOPE, Status.REFUSED)


class Outcome(StrEnum):
    """What became of a case. An error is no answer and is counted apart."""

    RIGHT = "right"
    WRONG = "wrong"  # answered, but a fact is missing, forbidden or from another source
    MISSED = "missed"  # declined where the documents hold it
    INVENTED = "invented"  # answered where they do not
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Score:
    """How one case came out, and why.

    `rank` is the k of the first k passages that hold every required fact, from the right
    documents; None where the ten do not, and where the case requires no fact. `held` says of a
    right answer whether what it cites holds every figure required; None where there is none.
    """

    id: str | int
    kind: str
    outcome: Outcome
    status: str
    missing: tuple[str, ...]  # the patterns of `must` that the answer lacks
    forbidden: tuple[str, ...]  # the patterns of `forbid` that it holds
    uncited: tuple[str, ...]  # the sources it should have cited
    rank: int | None
    retrievable: bool  # True where the case counts for hit@k
    held: bool | None
    latency_ms: float


def score(case: Case, answer: Mapping[str, Any] | None) -> Score:
    """The score of one answer, given as its line of `answers.jsonl`; None: there is no line."""
    answer = answer or {"status": Status.ERROR}
    text = str(answer.get("answer", ""))
    missing = tuple(fact for fact in case.must if not says(fact, text))
    forbidden = tuple(fact for fact in case.forbid if says(fact, text))
    citations = answer.get("citations", ())
    uncited = _uncited(case, citations)
    lacking = bool(missing or uncited)
    outcome = _outcome(case, Status(answer["status"]), lacking, bool(forbidden))
    return Score(
        id=case.id,
        kind=case.kind,
        outcome=outcome,
        status=str(answer["status"]),
        missing=missing,
        forbidden=forbidden,
        uncited=uncited,
        rank=_rank(case, answer.get("passages", ())),
        retrievable=bool(case.must) and not case.abstain,
        held=_held(case, citations) if outcome is Outcome.RIGHT else None,
        latency_ms=float(answer.get("latency_ms", 0.0)),
    )


def score_file(cases: Sequence[Case], answers: Path, scores: Path) -> tuple[Score, ...]:
    """The scores of an answers file in the order of the cases, written one a line to `scores`."""
    answered = {line["id"]: line for line in read_lines(answers)}
    scored = tuple(score(case, answered.get(case.id)) for case in cases)
    write_lines(scores, (asdict(one) for one in scored))
    return scored


def _outcome(case: Case, status: Status, lacking: bool, forbidden: bool) -> Outcome:
    """A refusal that still names what the case forbids has answered after all.

    Of kinds `refused` and `not_refused` only this counts: whether it was refused.
    """
    if status is Status.ERROR:
        return Outcome.ERROR
    if case.kind == _REFUSED:
        return Outcome.RIGHT if status is Status.REFUSED else Outcome.INVENTED
    if case.kind == _NOT_REFUSED:
        return Outcome.MISSED if status is Status.REFUSED else Outcome.RIGHT
    declined = status in _DECLINED
    if case.abstain and (forbidden or not declined):
        return Outcome.INVENTED
    if declined and (lacking or not case.abstain):
        return Outcome.MISSED
    return Outcome.WRONG if lacking or forbidden else Outcome.RIGHT


def _uncited(case: Case, citations: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The sources an answer owes: in a comparison each one, otherwise any one of them."""
    cited = {PurePath(nfc(citation["source"])).stem for citation in citations}
    owed = tuple(source for source in case.sources if source not in cited)
    if case.abstain or not (case.needs_all_sources or len(owed) == len(case.sources)):
        return ()
    return owed


def _held(case: Case, citations: Iterable[Mapping[str, Any]]) -> bool | None:
    """True where the cited blocks and rows hold every figure the answer owes."""
    figures = [fact for fact in case.must if re.search(r"\d", fact)]
    if case.abstain or not figures:
        return None
    cited = "\n".join(str(citation.get("text", "")) for citation in citations)
    return all(says(figure, cited) for figure in figures)


def _rank(case: Case, passages: Sequence[Mapping[str, str]]) -> int | None:
    right = [
        (rank, passage["text"])
        for rank, passage in enumerate(passages, start=1)
        if not case.sources or nfc(passage["document"]) in case.sources
    ]
    firsts = [next((rank for rank, text in right if says(fact, text)), None) for fact in case.must]
    found = [first for first in firsts if first is not None]
    return max(found) if found and len(found) == len(firsts) else None
