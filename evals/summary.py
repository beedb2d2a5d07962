"""Scores to the numbers people look at: outcomes, hit@k, bases, latency; over all and by kind."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any

from evals.score import Outcome, Score
from prompts import Language, say

_KS = (1, 3, 10)
_NONE = "–"
_SWAP = str.maketrans(",.", ".,")


def summarize(scores: Sequence[Score]) -> dict[str, Any]:
    """Counts, shares and latencies of the scores; every outcome is named, also at zero."""
    kinds = sorted({score.kind for score in scores})
    return {
        **_numbers(scores),
        "right_share": _share(score.outcome is Outcome.RIGHT for score in scores),
        "by_kind": {kind: _numbers([one for one in scores if one.kind == kind]) for kind in kinds},
    }


def latency(values: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile by nearest rank; zeros where nothing was timed."""
    return {"p50": _percentile(values, 0.5), "p95": _percentile(values, 0.95)}


def lines(summary: Mapping[str, Any], language: Language) -> list[str]:
    """The summary as an aligned table for a terminal, then hit@k and latency."""
    body = [counts_row(kind, counts, language) for kind, counts in summary["by_kind"].items()]
    total = counts_row(say("evals.total", language), summary, language)
    table = [header_row(language), *body, total]
    return [*aligned(table), hit_line(summary, language), latency_line(summary, language)]


def header_row(language: Language) -> list[str]:
    """The head of the table: outcomes, hit@k, bases that hold their figures, latency."""
    outcomes = [say(f"evals.{outcome}", language) for outcome in Outcome]
    counted = [say("evals.kind", language), say("evals.count", language), *outcomes]
    hits = [f"hit@{k}" for k in _KS]
    return [*counted, *hits, say("evals.citations", language), "p50 ms", "p95 ms"]


def counts_row(name: str, numbers: Mapping[str, Any], language: Language) -> list[str]:
    """A row of the table: all cases, or those of one kind."""
    counts = [name, str(numbers["count"]), *(str(numbers[outcome]) for outcome in Outcome)]
    hits = [hit_cell(numbers, k, language) for k in _KS]
    held = "{held}/{of}".format(**numbers["held"]) if numbers["held"]["of"] else _NONE
    times = [number(ms, language) for ms in numbers["latency_ms"].values()]
    return [*counts, *hits, held, *times]


def hit_cell(numbers: Mapping[str, Any], k: int, language: Language) -> str:
    """hit@k as a percentage; a dash where no case has facts to find."""
    hits = numbers["hit"]
    return f"{number(hits[str(k)] * 100, language)}%" if hits["of"] else _NONE


def hit_line(summary: Mapping[str, Any], language: Language) -> str:
    """hit@1, hit@3 and hit@10 as a sentence."""
    shares = {f"hit{k}": hit_cell(summary, k, language) for k in _KS}
    return say("evals.hit_line", language, of=summary["hit"]["of"], **shares)


def latency_line(summary: Mapping[str, Any], language: Language) -> str:
    """The median and 95th percentile of the answers' times as a sentence."""
    times = {name: number(ms, language) for name, ms in summary["latency_ms"].items()}
    return say("evals.latency_line", language, **times)


def number(value: float, language: Language, decimals: int = 1) -> str:
    """1,234.5 in English, 1.234,5 in Vietnamese; a whole number without decimals."""
    text = f"{value:,.{0 if isinstance(value, int) else decimals}f}"
    return text if language == "en" else text.translate(_SWAP)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their columns lined up, the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _counts(scores: Sequence[Score]) -> dict[str, int]:
    outcomes = [score.outcome for score in scores]
    return {"count": len(scores)} | {str(each): outcomes.count(each) for each in Outcome}


def _numbers(scores: Sequence[Score]) -> dict[str, Any]:
    return {
        **_counts(scores),
        "hit": _hits(scores),
        "held": _held(scores),
        "latency_ms": latency([score.latency_ms for score in scores]),
    }


def _held(scores: Sequence[Score]) -> dict[str, int]:
    """How many right answers with figures have them in what they cite, and of how many."""
    held = [score.held for score in scores if score.held is not None]
    return {"held": sum(held), "of": len(held)}


def _hits(scores: Sequence[Score]) -> dict[str, float | int]:
    """The share of cases whose facts are all in the first k passages, and of how many cases."""
    ranks = [score.rank for score in scores if score.retrievable]
    shares = {str(k): _share(rank is not None and rank <= k for rank in ranks) for k in _KS}
    return shares | {"of": len(ranks)}


def _share(flags: Iterable[bool]) -> float:
    values = list(flags)
    return round(sum(values) / len(values), 4) if values else 0.0


def _percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return round(ordered[ceil(share * len(ordered)) - 1], 2) if ordered else 0.0
