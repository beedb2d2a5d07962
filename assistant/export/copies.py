"""The copies of a draft, and its words as each copy shows them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.drafting.draft import CHECK_MARK, OPEN_MARK, Draft, Span, State, source_key

_SENTENCE = re.compile(r"[^\W\d_].*[.;!?](?:\s|$)", re.DOTALL)
_MARKS = {State.OPEN: OPEN_MARK, State.CHECK: CHECK_MARK}


class Copy(StrEnum):
    """How a draft shows what it stands on."""

    FOOTNOTES = "footnotes"  # sources at the foot of the page
    ANNEX = "annex"  # markers [n], and a list "Nguồn trích dẫn" at the end
    CLEAN = "clean"  # the paper alone; what is still open keeps its mark in the text

    @property
    def is_clean(self) -> bool:
        """True for the paper alone: no sources, no notes, no colours."""
        return self is Copy.CLEAN


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words as a copy shows it, and the numbers of the sources named behind it."""

    text: str
    state: State = State.SET
    note: str = ""
    marks: tuple[int, ...] = ()


def numbers_of(draft: Draft) -> dict[str, int]:
    """The number of each source by its key: sources are numbered in their order, from 1."""
    return {source_key(basis): number for number, basis in enumerate(draft.sources, 1)}


def shown(spans: tuple[Span, ...], numbers: Mapping[str, int], copy: Copy) -> tuple[Words, ...]:
    """The spans as the copy shows them.

    A source of several spans in a row is named once, behind the last of them. What is open
    carries its mark in every copy, a clean one too: a paper must not look finished when it is not.
    """
    if copy.is_clean:
        return tuple(Words(_with_mark(span)) for span in spans)
    return tuple(
        Words(
            _with_mark(span),
            span.state,
            span.note,
            tuple(numbers[key] for key in span.sources if key not in _named_next(spans[at:])),
        )
        for at, span in enumerate(spans)
    )


def _named_next(spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The sources of the next words that have any; none behind a sentence of set words, which
    would seem to stand on them."""
    for span in spans[1:]:
        if span.sources:
            return span.sources
        if _SENTENCE.search(span.text):
            return ()
    return ()


def _with_mark(span: Span) -> str:
    mark = _MARKS.get(span.state, "")
    return span.text if mark in span.text else f"{span.text.rstrip()} {mark}".lstrip()
