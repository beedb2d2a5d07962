"""A document as chunks for the index: its identity, the stretches of its sections, table rows.

Chunks in order cover every block; none is longer than the budget, its context included.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.context import context, identity_text, is_lead_in, title_of
from ingest.document import Block, BlockKind, Chunk, ChunkKind, Document, Unit
from ingest.front_matter import head_of
from ingest.row_chunks import row_parts
from ingest.splitting import split_text
from ingest.tokens import count
from prompts import say

BUDGET = 350
_SMALL = 60  # sections shorter than this may share a chunk with their sibling


@dataclass(frozen=True, slots=True)
class _Section:
    """Consecutive blocks under one heading, the heading among them, or one table alone."""

    path: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def is_table(self) -> bool:
        return self.blocks[0].table is not None

    @property
    def is_bare(self) -> bool:
        return all(block.kind is BlockKind.HEADING for block in self.blocks)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or the part of a long one that fits a chunk."""

    text: str
    block: Block


def chunk(document: Document, budget: int = BUDGET) -> tuple[Chunk, ...]:
    """The chunks of a document in reading order, its identity first; ids count from 0.

    Every block is in at least one chunk; `tokens` of none is above `budget` (at least 40).
    """
    drafts = [_identity(document, budget)]
    for section in _merged(_with_their_headings(_sections(document.blocks))):
        make = _rows if section.is_table else _passages
        drafts.extend(make(document, section, budget))
    return tuple(
        replace(draft, id=f"{document.id}:{at}", tokens=count(draft.text))
        for at, draft in enumerate(drafts)
    )


def _draft(
    document: Document,
    kind: ChunkKind,
    title: str,
    body: str,
    before: str,
    blocks: tuple[int, ...],
    row: int | None = None,
    place: Unit | None = None,
) -> Chunk:
    where = place or document.front.unit
    return Chunk("", document.id, kind, title, body, before, 0, blocks, row, where)


def _identity(document: Document, budget: int) -> Chunk:
    before = context(document, _context_room(budget))
    body = identity_text(document.front, _body_room(budget, before))
    head = tuple(block.ordinal for block in document.blocks[: head_of(document.blocks)])
    title = title_of(document.front) or document.source
    return _draft(document, ChunkKind.IDENTITY, title, body or title, before, head)


def _context_room(budget: int) -> int:
    return budget * 2 // 5


def _body_room(budget: int, before: str) -> int:
    """What the context leaves; a line end may cost a token, and joining two texts another."""
    return max(1, budget - count(before) - 2)


# --- sections ------------------------------------------------------------------------------


def _sections(blocks: tuple[Block, ...]) -> Iterator[_Section]:
    """Blocks under the same headings, cut at each heading and around each table."""
    current: list[Block] = []
    path: tuple[str, ...] = ()
    for block in blocks:
        heading = block.kind is BlockKind.HEADING
        here = (*block.path, block.text) if heading else block.path
        if current and (heading or block.table or here != path or current[0].table):
            yield _Section(path, tuple(current))
            current = []
        current.append(block)
        path = here
    if current:
        yield _Section(path, tuple(current))


def _with_their_headings(sections: Iterator[_Section]) -> Iterator[_Section]:
    """A heading with nothing of its own goes into the first section below it, unless a table."""
    held: _Section | None = None
    for section in sections:
        if held and not section.is_table and section.path[: len(held.path)] == held.path:
            section = _Section(section.path, held.blocks + section.blocks)
        elif held:
            yield held
        held = section if section.is_bare else None
        if not held:
            yield section
    if held:
        yield held


def _merged(sections: Iterator[_Section]) -> Iterator[_Section]:
    """Small neighbours under the same parent heading as one section of that parent."""
    last: _Section | None = None
    for section in sections:
        if last and _may_merge(last, section):
            parent = section.path[:-1]
            last = _Section(parent, last.blocks + section.blocks)
            continue
        if last:
            yield last
        last = section
    if last:
        yield last


def _may_merge(one: _Section, other: _Section) -> bool:
    if one.is_table or other.is_table or other.is_bare or len(other.path) < 2:
        return False
    siblings = other.path[:-1] in (one.path[:-1], one.path)
    return siblings and _length(other) < _SMALL and _length(one) < 3 * _SMALL and _ends_below(one)


def _ends_below(section: _Section) -> bool:
    """True where the section holds headings of its own level only, no text of the parent's."""
    return section.blocks[0].kind is BlockKind.HEADING


def _length(section: _Section) -> int:
    return sum(count(block.text) for block in section.blocks)


# --- passages ------------------------------------------------------------------------------


def _passages(document: Document, section: _Section, budget: int) -> Iterator[Chunk]:
    title = section.path[-1] if section.path else title_of(document.front)
    lead = max((b.text for b in section.blocks if is_lead_in(b)), key=len, default="")
    room = _body_room(budget, context(document, _context_room(budget), section.path, lead))
    inside = {block.text for block in section.blocks if block.kind is BlockKind.HEADING}
    path = tuple(heading for heading in section.path if heading not in inside)
    lead = ""
    for pieces in _packed(_pieces(section, room), room):
        body = "\n".join(piece.text for piece in pieces)
        before = _context_beside(document, budget, body, path, lead)
        ordinals = tuple(dict.fromkeys(piece.block.ordinal for piece in pieces))
        yield _draft(document, ChunkKind.PASSAGE, title, body, before, ordinals)
        path, lead = section.path, _open_lead(pieces, lead)


def _pieces(section: _Section, room: int) -> list[_Piece]:
    return [_Piece(t, block) for block in section.blocks for t in split_text(block.text, room)]


def _packed(pieces: list[_Piece], room: int) -> Iterator[list[_Piece]]:
    """Neighbours as long as they fit; a heading or lead-in goes along with what follows it."""
    packed: list[_Piece] = []
    for piece in pieces:
        if packed and _size(*packed, piece) > room:
            kept = _announcing(packed)
            if kept < len(packed):
                yield packed[: len(packed) - kept]
                packed = packed[len(packed) - kept :]
        for part in _beside(packed, piece, room):
            if packed and _size(*packed, part) > room:
                yield packed
                packed = []
            packed.append(part)
    if packed:
        yield packed


def _beside(announcing: list[_Piece], piece: _Piece, room: int) -> list[_Piece]:
    """The piece, cut so that its first part fits beside the headings kept for it."""
    if not announcing or _size(*announcing, piece) <= room:
        return [piece]
    left = room - _size(*announcing) - 1
    if left < room // 3:
        return [piece]
    first = split_text(piece.text, left)[0]
    rest = piece.text[len(first) :] if piece.text.startswith(first) else ""
    return [replace(piece, text=t) for t in (first, rest.strip()) if t] if rest else [piece]


def _size(*pieces: _Piece) -> int:
    return count("\n".join(piece.text for piece in pieces))


def _announcing(pieces: list[_Piece]) -> int:
    """How many pieces at the end only announce what follows."""
    at = len(pieces)
    while at and (
        pieces[at - 1].block.kind is BlockKind.HEADING or is_lead_in(pieces[at - 1].block)
    ):
        at -= 1
    return len(pieces) - at


def _open_lead(pieces: list[_Piece], lead: str) -> str:
    """The line that announced the list in which a chunk ends; "" where it ends outside a list."""
    for piece in reversed(pieces):
        if is_lead_in(piece.block):
            return piece.block.text
        if piece.block.kind is not BlockKind.LIST_ITEM:
            return ""
    return lead


def _context_beside(
    document: Document, budget: int, body: str, path: tuple[str, ...], *notes: str
) -> str:
    """The context for the room that a body leaves."""
    room = _body_room(budget, body)
    return context(document, room, path, *filter(None, notes))


# --- rows ----------------------------------------------------------------------------------


def _rows(document: Document, section: _Section, budget: int) -> Iterator[Chunk]:
    block = section.blocks[0]
    table = block.table
    if table is None or not table.rows:
        yield from _passages(document, section, budget)
        return
    measure = say("ingest.measure", "vi", value=table.measure) if table.measure else ""
    plain = context(document, _context_room(budget), section.path, table.caption, measure)
    for part in row_parts(document, table, _body_room(budget, plain)):
        row = table.rows[part.row]
        notes = [table.caption, measure, " › ".join(row.group)]
        before = _context_beside(
            document, budget, part.body, section.path, *notes, part.title if part.continued else ""
        )
        yield _draft(
            document,
            ChunkKind.ROW,
            part.title,
            part.body,
            before,
            (block.ordinal,),
            part.row,
            part.place,
        )
