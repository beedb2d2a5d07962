"""A section as a person edited it: unchanged words keep what they stand on, others are EDITED.

Words are held against words, so that of a cited cell with another figure the figure is EDITED and
the rest stays CITED.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from assistant.drafting.alike import paired
from assistant.drafting.draft import (
    CHECK_MARK,
    OPEN_MARK,
    BlockKind,
    DraftBlock,
    Grid,
    Line,
    Section,
    Span,
    State,
    words_of,
)
from assistant.drafting.section_text import TypedBlock, kind_of, section_text, typed_blocks
from assistant.drafting.written import left_open
from ingest.text import nfc
from prompts import say

# A word with the space behind it; what begins with a digit goes on to its end: "86%",
# "33/KH-UBND", "16/01/2026".
_WORD = re.compile(
    rf"(?:{re.escape(OPEN_MARK)}|{re.escape(CHECK_MARK)}|\d(?:[\w.,/%&-]*[\w%])?|\w+|[^\w\s])\s*"
)
_ISLAND = 3  # unchanged words between changed ones that are too few to have stayed by design


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, and the span it comes from; None for one that a person wrote."""

    text: str
    span: Span | None


def edited(section: Section, text: str) -> Section:
    """The section with the text in its place; the same section where nothing was changed."""
    before, typed = typed_blocks(section_text(section)), typed_blocks(nfc(text))
    if typed == before:
        return section
    pairs = paired([_key(block) for block in before], [_key(block) for block in typed])
    blocks: list[DraftBlock] = []
    for new, at in zip(typed, pairs, strict=True):
        old = section.blocks[at] if at is not None else None
        blocks.append(_block(new, old, blocks[-1].kind if blocks else None))
    return replace(section, title=_title(section, blocks), blocks=tuple(blocks), is_edited=True)


def respanned(old: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The text as spans: the words that stood there before with what they stand on."""
    if " ".join(words_of(old).split()) == text:
        return old
    pieces = list(_pieces(_tokens_of(old), _WORD.findall(text)))
    return tuple(_span(piece, list(run)) for piece, run in groupby(pieces, _origin))


def _key(block: TypedBlock) -> str:
    """What tells a line from others; of a table its columns."""
    return f"{'|'.join(block.rows[0]) if block.rows else ''}{block.text}"


def _title(section: Section, blocks: Sequence[DraftBlock]) -> str:
    """The words of the heading that opens the section, where it has one."""
    first = next(iter(blocks), None)
    is_heading = first is not None and first.kind is BlockKind.HEADING and first.level == 1
    return first.text if first and is_heading else section.title


def _block(new: TypedBlock, old: DraftBlock | None, before: BlockKind | None) -> DraftBlock:
    """A line that was there keeps its kind unless it was made a heading or a note."""
    if new.kind is BlockKind.TABLE:
        return DraftBlock(BlockKind.TABLE, grid=_grid(new.rows, old.grid if old else None))
    spans = respanned(old.spans if old else (), new.text)
    return DraftBlock(_kind(new, old, before), spans, new.level)


def _kind(new: TypedBlock, old: DraftBlock | None, before: BlockKind | None) -> BlockKind:
    """A new line among căn cứ is one too, where it begins as an item does not."""
    if new.kind in (BlockKind.HEADING, BlockKind.NOTE):
        return new.kind
    plain = kind_of(new.text)
    known = old.kind if old else before if before is BlockKind.BASIS else None
    return known if known is BlockKind.BASIS and plain is BlockKind.PARAGRAPH else plain


def _grid(rows: Sequence[Sequence[str]], old: Grid | None) -> Grid:
    columns, body = tuple(rows[0]), rows[1:]
    held = old.rows if old else ()
    pairs = paired([_row_key(line) for line in held], ["|".join(row) for row in body])
    lines = tuple(
        _row(row, held[at] if at is not None else None, any(one.is_group for one in held))
        for row, at in zip(body, pairs, strict=True)
    )
    is_same = old is not None and len(old.columns) == len(columns)
    widths = old.widths if old and is_same else (1 / len(columns),) * len(columns)
    return Grid(columns, widths, lines, old.measure if old else "")


def _row_key(line: Line) -> str:
    return "|".join(" ".join(words_of(cell).split()) for cell in line.cells)


def _row(cells: Sequence[str], old: Line | None, has_groups: bool) -> Line:
    """A new row that names only one thing is a group where the table has groups."""
    before = old.cells if old else ()
    told = [cell for cell in cells[1:] if cell]
    is_group = old.is_group if old else has_groups and len(told) == 1 and len(cells) > 2
    pairs = zip_longest(before[: len(cells)], cells, fillvalue=None)
    return Line(tuple(respanned(spans or (), text or "") for spans, text in pairs), is_group)


def _tokens_of(spans: tuple[Span, ...]) -> list[_Piece]:
    """The words of spans, each with the span that it begins in."""
    owners = [span for span in spans for _ in span.text]
    return [_Piece(m[0], owners[m.start()]) for m in _WORD.finditer(words_of(spans))]


def _pieces(before: Sequence[_Piece], after: Sequence[str]) -> Iterator[_Piece]:
    """The words after, each with the span it comes from; a cited stretch that lost words leaves an
    empty span that says so."""
    keys = [piece.text.strip() for piece in before]
    matcher = SequenceMatcher(None, keys, [word.strip() for word in after], autojunk=False)
    steps = matcher.get_opcodes()
    for number, (what, a, a_end, b, b_end) in enumerate(steps):
        if what == "delete":
            yield from _left_out(before, a, a_end)
        is_island = 0 < number < len(steps) - 1 and _is_island(before[a:a_end])
        is_kept = what == "equal" and not is_island
        for n, word in enumerate(after[b:b_end]):
            yield _Piece(word, before[a + n].span if is_kept else None)


def _is_island(pieces: Sequence[_Piece]) -> bool:
    """True for a few connecting words; figures and marks are never."""
    return len(pieces) < _ISLAND and all(
        piece.text.strip() not in (OPEN_MARK, CHECK_MARK) and not any(map(str.isdigit, piece.text))
        for piece in pieces
    )


def _left_out(before: Sequence[_Piece], first: int, last: int) -> Iterator[_Piece]:
    """What was taken out from between words of one source: "không đạt 86%" is not "đạt 86%"."""
    words = "".join(piece.text for piece in before[first:last]).strip()
    around = [piece.span for piece in (*before[first - 1 : first], *before[last : last + 1])]
    is_inside = any(span and span.sources for span in around)
    if is_inside and words not in (CHECK_MARK, OPEN_MARK):
        note = say("assistant.draft_left_out", words=words)
        yield _Piece("", Span("", State.EDITED, note=note))


def _origin(piece: _Piece) -> Span | None:
    """What a run of words comes from; a mark that a person typed stands by itself."""
    mark = piece.text.strip()
    return Span(mark) if piece.span is None and mark in (OPEN_MARK, CHECK_MARK) else piece.span


def _span(origin: Span | None, run: Iterable[_Piece]) -> Span:
    text = "".join(piece.text for piece in run)
    if origin is None:
        return Span(text, State.EDITED)
    if origin == Span(OPEN_MARK):
        return replace(left_open(say("assistant.draft_open_typed")), text=text)
    if origin == Span(CHECK_MARK):
        return Span(text, State.CHECK, note=say("assistant.draft_check_typed"))
    if origin.state is State.CHECK and CHECK_MARK not in text:
        confirmed = say("assistant.draft_confirmed", note=origin.note)
        return replace(origin, text=text, state=State.CITED, note=confirmed)
    return replace(origin, text=text)
