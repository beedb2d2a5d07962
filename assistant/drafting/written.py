"""What a composer of a section returns, and how words and sources become spans."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.drafting.draft import (
    CHECK_MARK,
    OPEN_MARK,
    BlockKind,
    DraftBlock,
    Span,
    State,
    Wanted,
    source_key,
)
from assistant.drafting.forms import SectionForm
from assistant.drafting.material import Material
from assistant.evidence import Basis

# Of a footnote that the draft does not have: "(phường)¹", "95%⁴"; not "12 km²", not "10⁶".
_NOTE_MARK = re.compile(r"(?<!\d)(?<!\bm)(?<![\dkcdhm]m)[⁰¹²³⁴-⁹]+")


@dataclass(frozen=True, slots=True)
class Written:
    """The blocks of a section without its heading, and the places their spans stand on."""

    blocks: tuple[DraftBlock, ...] = ()
    sources: tuple[Basis, ...] = ()


Composer = Callable[[Material, SectionForm, Wanted], Written]


def fixed(text: str) -> Span:
    """A set phrase, or the commission's own words."""
    return Span(text)


def cited(text: str, *bases: Basis) -> Span:
    """Words that their sources say, without the marks of their footnotes."""
    return Span(without_note_marks(text), State.CITED, keys(bases))


def computed(text: str, note: str, *bases: Basis) -> Span:
    """A figure derived from what its sources say; the note says how."""
    return Span(text, State.COMPUTED, keys(bases), note)


def left_open(note: str = "") -> Span:
    """What nobody knows yet; the note says what is to be filled in."""
    return Span(OPEN_MARK, State.OPEN, note=note)


def to_check(text: str, note: str, *bases: Basis) -> Span:
    """Words of a source that may no longer hold, with the mark behind them."""
    return Span(f"{without_note_marks(text)} {CHECK_MARK}", State.CHECK, keys(bases), note)


def adapted(text: str, note: str, *bases: Basis) -> Span:
    """What was put in the place of its source's words; the note says what stood there."""
    return Span(text, State.ADAPTED, keys(bases), note)


def without_note_marks(text: str) -> str:
    """The words of a source without the raised numbers that lead to its footnotes."""
    return _NOTE_MARK.sub("", text)


def paragraph(*spans: Span) -> DraftBlock:
    """A paragraph of these spans."""
    return DraftBlock(BlockKind.PARAGRAPH, spans)


def item(*spans: Span) -> DraftBlock:
    """An item of a list, its "a)" or "- " being the first words of its first span."""
    return DraftBlock(BlockKind.ITEM, spans)


def heading(level: int, *spans: Span) -> DraftBlock:
    """A heading with its number in its words: level 1 "I.", 2 "1.", 3 "1.1."."""
    return DraftBlock(BlockKind.HEADING, spans, level)


def note(text: str) -> DraftBlock:
    """A word to the drafter, which no clean copy prints."""
    return DraftBlock(BlockKind.NOTE, (Span(text),))


def note_on(text: str, *bases: Basis) -> DraftBlock:
    """A word to the drafter that names papers: their numbers and days are held against them."""
    return DraftBlock(BlockKind.NOTE, (Span(text, State.COMPUTED, keys(bases)),))


def written(blocks: Iterable[DraftBlock], sources: Iterable[Basis] = ()) -> Written:
    """The blocks with each source once."""
    return Written(tuple(blocks), tuple({source_key(basis): basis for basis in sources}.values()))


def keys(bases: Iterable[Basis]) -> tuple[str, ...]:
    """How spans name these sources, each once."""
    return tuple(dict.fromkeys(map(source_key, bases)))
