"""One indicator with two values: both are shown, with what is newer and what is of higher rank."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from assistant.evidence import Reading, Statement
from assistant.inquiry import same_time
from assistant.lexicon import Phrase, lexicon
from assistant.measure import counts_alike
from assistant.naming import document_name, value
from ingest.document import Figure, Period, Role, Unit
from ingest.places import level, same_unit
from ingest.row_names import BETWEEN
from ingest.text import fold, words
from prompts import Language, say, table
from vectorstore.records import DocumentRecord

_SAME = 0.75  # share of words that two indicators must have in common to be one


def conflicts(readings: Sequence[Reading], language: Language) -> list[Statement]:
    """A note for each pair of values that one unit's documents state for the same thing."""
    return [
        Statement(
            _note(one, first, other, second, language), (one.basis, other.basis), is_note=True
        )
        for one, other in combinations(readings, 2)
        if is_same_holder(one.unit, other.unit)
        for first, second in _disagreeing(one, other)
    ]


def is_same_holder(one: Unit | None, other: Unit | None) -> bool:
    """True for the same unit, or where neither belongs to one."""
    return one is other if one is None or other is None else same_unit(one, other)


def _disagreeing(one: Reading, other: Reading) -> Iterator[tuple[Figure, Figure]]:
    for first in one.figures:
        for second in other.figures:
            if contradict(first, second):
                yield first, second


def contradict(first: Figure, second: Figure) -> bool:
    """True where two figures give another value to one indicator, role, time and measure."""
    return (
        first.role is second.role
        and _is_same_time(first.period, second.period)
        and _differ(first, second)
        and not (first.role is not Role.TARGET and _is_met(first, second))
        and not _is_same_bound(first, second)
        and same_indicator(first.indicator, second.indicator)
    )


def _is_same_time(one: Period | None, other: Period | None) -> bool:
    return one == other or (other is not None and same_time(one, other))


def same_indicator(one: str, other: str) -> bool:
    """True where two indicators speak of mostly the same things."""
    is_one = _marks(one) == _marks(other) and not _are_columns(one, other)
    return is_one and likeness(one, other) >= _SAME


def likeness(one: str, other: str) -> float:
    """The share of the things two indicators speak of that both do, 0 to 1."""
    first, second = _things(one), _things(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def _are_columns(one: str, other: str) -> bool:
    """True for two columns with names of their own: "… – Tỉnh giao" and "… – Xã phấn đấu"."""
    first, second = (indicator.rpartition(BETWEEN) for indicator in (one, other))
    return bool(first[1] and second[1]) and fold(first[2]) != fold(second[2])


def _marks(indicator: str) -> tuple[frozenset[str], str]:
    """What makes it another thing: numbers in it ("5 tuổi"), and of which part it is ("A: B")."""
    _, colon, part = indicator.rpartition(": ")
    return frozenset(re.findall(r"\d+", indicator)), fold(part) if colon else ""


@lru_cache(maxsize=4_000)
def _things(indicator: str) -> frozenset[str]:
    """The words an indicator speaks with, each term by one of its names; "toàn" is none."""
    terms = lexicon("vi").terms(indicator)
    strong = (term for term in terms if not term.is_weak and term.typed not in _whole())
    return frozenset(word for term in strong for word in min(term.alternatives))


@lru_cache
def _whole() -> frozenset[Phrase]:
    return frozenset(tuple(words(fold(text))) for text in table("figures")["whole"])


def _differ(first: Figure, second: Figure) -> bool:
    one, other = first.quantity, second.quantity
    if one is None or other is None:
        return False
    if one.unit and other.unit and not counts_alike(one.unit, other.unit):
        return False
    return (one.low, one.high) != (other.low, other.high)


def _is_met(first: Figure, second: Figure) -> bool:
    """True where an exact value lies within the other's bounds: 1,4% and "dưới 1,5%" agree.

    Two aims do not: 40% is not the same aim as "từ 38%".
    """
    both = [figure.quantity for figure in (first, second) if figure.quantity]
    exact = [q for q in both if q.low is not None and q.low == q.high]
    bounds = [q for q in both if q.low is None or q.low != q.high]
    if len(exact) != 1 or len(bounds) != 1 or exact[0].low is None:
        return False
    value, bound = exact[0].low, bounds[0]
    above = bound.low is None or value >= bound.low
    return above and (bound.high is None or value <= bound.high)


def _is_same_bound(first: Figure, second: Figure) -> bool:
    """True for "67" beside "67 trở lên": one aim, told with its bound and without."""
    one, other = first.quantity, second.quantity
    if one is None or other is None:
        return False
    edges = [{edge for edge in (q.low, q.high) if edge is not None} for q in (one, other)]
    return len(edges[0]) == len(edges[1]) == 1 and edges[0] == edges[1]


def _note(one: Reading, first: Figure, other: Reading, second: Figure, language: Language) -> str:
    parts = [
        say(
            "assistant.conflict",
            language,
            one=document_name(one.basis.record, language),
            first=value(first),
            other=document_name(other.basis.record, language),
            second=value(second),
        )
    ]
    newer = _newer(one.basis.record, other.basis.record)
    if newer:
        name = document_name(newer, language)
        parts.append(say("assistant.conflict_newer", language, document=name))
    higher = _higher(one.basis.record, other.basis.record)
    if higher:
        name = document_name(higher, language)
        parts.append(say("assistant.conflict_higher", language, document=name))
    return " ".join(parts)


def _newer(one: DocumentRecord, other: DocumentRecord) -> DocumentRecord | None:
    first, second = one.front.issued, other.front.issued
    if first is None or second is None or first == second:
        return None
    return one if first > second else other


def _higher(one: DocumentRecord, other: DocumentRecord) -> DocumentRecord | None:
    """The document of the body of higher rank; None where both stand alike or one is unknown."""
    if one.front.unit is None or other.front.unit is None:
        return None
    first, second = level(one.front.unit), level(other.front.unit)
    if first == second:
        return None
    return one if first < second else other
