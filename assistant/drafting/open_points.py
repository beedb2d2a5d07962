"""What is still to be done on a draft before it can be signed: each point with its place.

A point goes when its words are settled in the text; nothing is ticked off beside it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from assistant.drafting.draft import CHECK_MARK, OPEN_MARK, Draft, Span, State, source_key, words_of
from assistant.drafting.places import Spans, Where, lines, within
from assistant.drafting.verified import given_facts
from assistant.evidence import Basis
from assistant.verify import Facts, facts_of, merged, source_facts
from prompts import Language, say


class PointKind(StrEnum):
    """Why a person has to look."""

    OPEN = "open"  # nobody knows it yet
    CHECK = "check"  # may no longer hold
    ADAPTED = "adapted"  # another unit's or year's words, with names and years put in place
    UNSUPPORTED = "unsupported"  # a person wrote a figure that no source of the draft holds
    ELSEWHERE = "elsewhere"  # a person wrote a figure that only a source of another line holds
    LEFT_OUT = "left_out"  # a person took words out of a cited sentence


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to do: where, which words, and what is known of it (one Vietnamese sentence)."""

    kind: PointKind
    where: Where
    words: str
    note: str = ""

    @property
    def can_confirm(self) -> bool:
        """True where looking at it may be all there is to do."""
        return self.kind in (PointKind.CHECK, PointKind.ADAPTED, PointKind.LEFT_OUT)


_OF_STATE = {
    State.OPEN: PointKind.OPEN,
    State.CHECK: PointKind.CHECK,
    State.ADAPTED: PointKind.ADAPTED,
}


def open_points(draft: Draft) -> tuple[Point, ...]:
    """Every point in reading order, those of a line before those of its edited words."""
    held = {source_key(basis): basis for basis in draft.sources}
    given = given_facts(draft)
    found: list[Point] = []
    for _, group in groupby(
        lines(draft), lambda line: (line[0].section, line[0].block, line[0].row)
    ):
        row = list(group)
        own = merged(map(source_facts, _sources_of(row, held)))
        for line, spans in row:
            found += _of_spans(line, spans)
            found += _of_edited(line, spans, merged((given, own)), draft.sources)
    return tuple(found)


def counts(points: Sequence[Point]) -> Mapping[PointKind, int]:
    """How many points of each kind there are, in the order of the kinds."""
    found = Counter(point.kind for point in points)
    return {kind: found[kind] for kind in PointKind if found[kind]}


def to_do(point: Point, language: Language) -> str:
    """What a person is to do about a point, as a sentence."""
    is_bare = point.kind is PointKind.OPEN and point.words.strip(" ./…") == ""
    key = "point_open_bare" if is_bare else f"point_{point.kind}"
    return say(f"assistant.{key}", language, words=point.words)


def counts_told(points: Sequence[Point], language: Language) -> str:
    """`7 chỗ trống, 3 chỗ cần kiểm tra`; a word for nothing where nothing is open."""
    found = counts(points).items()
    names = [say(f"assistant.points_{kind}", language, count=count) for kind, count in found]
    return ", ".join(names) or say("assistant.points_none", language)


def _of_spans(line: Where, spans: Spans) -> Iterator[Point]:
    for at, span in enumerate(spans):
        if kind := _OF_STATE.get(span.state):
            yield Point(kind, within(line, at), _shown(span, spans), span.note)
        elif span.state is State.EDITED and not span.text:
            yield Point(PointKind.LEFT_OUT, within(line, at), span.note, span.note)


def _shown(span: Span, spans: Spans) -> str:
    """The words in doubt; of what is open those of its line, which say what is missing."""
    words = (words_of(spans) if span.state is State.OPEN else span.text).replace(CHECK_MARK, "")
    return " ".join(words.replace(OPEN_MARK, "…").split())


def _of_edited(line: Where, spans: Spans, own: Facts, sources: Sequence[Basis]) -> Iterator[Point]:
    """The figures, days and numbers of a line with edited words that its own sources lack.

    The line is read as a whole: "triệu" behind a cited "12,5" is another figure.
    """
    at = next((n for n, span in enumerate(spans) if span.state is State.EDITED and span.text), None)
    if at is None or _is_row_number(line, spans):
        return
    settled = merged(facts_of(span.text) for span in spans if span.state is not State.EDITED)
    said = facts_of(words_of(spans).replace(CHECK_MARK, " "))
    for fact, words in _lacking(said, merged((own, settled))):
        elsewhere = [n for n, basis in enumerate(sources, 1) if fact in _all(source_facts(basis))]
        kind = PointKind.ELSEWHERE if elsewhere else PointKind.UNSUPPORTED
        note = say("assistant.draft_found_in", sources=_markers(elsewhere)) if elsewhere else ""
        yield Point(kind, within(line, at), words, note)


def _is_row_number(line: Where, spans: Spans) -> bool:
    """True for the first cell of a row that holds nothing but its number."""
    return line.cell == 0 and words_of(spans).strip(" .").isdecimal()


def _lacking(said: Facts, known: Facts) -> list[tuple[object, str]]:
    held = _all(known)
    return [(fact, words) for fact, words in _all(said).items() if fact not in held]


def _all(facts: Facts) -> dict[object, str]:
    kinds: tuple[Mapping[Any, str], ...] = (facts.quantities, facts.codes, facts.days, facts.years)
    return {fact: words for kind in kinds for fact, words in kind.items()}


def _markers(numbers: Sequence[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)


def _sources_of(row: Sequence[tuple[Where, Spans]], held: Mapping[str, Basis]) -> Iterator[Basis]:
    keys = dict.fromkeys(key for _, spans in row for span in spans for key in span.sources)
    return (held[key] for key in keys if key in held)
