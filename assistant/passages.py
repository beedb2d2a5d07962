"""Verbatim passages: the paragraph that holds what is asked, or the whole section it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence import Basis, Gathered, Near, Nothing, PassagesFound
from assistant.inquiry import NUMBERS, Inquiry
from assistant.kinds import Kind
from assistant.lineage import in_force
from assistant.match import Match
from assistant.near_papers import Paper
from assistant.prose_figures import gives_orders
from assistant.stated import SENTENCE_END, best_sentence, states
from assistant.table_rows import row_basis
from assistant.understand import Request
from ingest.document import Block, BlockKind, Chunk, ChunkKind, Unit
from ingest.layout import is_attachment, pattern
from ingest.quantity import find_quantities
from ingest.text import fold

_COVERED = 0.7
_OWN = 0.3
# A section answers when its heading holds this much of the question, and little else.
_HEADING = 0.3
_HEADING_TIGHT = 0.5
_ALIKE = 0.04
_MOST_PASSAGES = 3
_MOST_CHARACTERS = 700  # of one quoted paragraph; of a longer one the sentences that matter
_LINE = 60  # characters: a section whose lines are all shorter states nothing
_MOST_BLOCKS = 60  # of a whole section


@dataclass(frozen=True, slots=True)
class _Segment:
    """A block or a table row as a possible answer."""

    chunk: Chunk
    block: Block | None  # None for a row
    text: str
    match: Match
    unit: Unit | None


def find_passages(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered:
    """The passages that hold what is asked; Nothing, with the nearest one, where none does."""
    if _asks_section(inquiry.request) and (section := find_section(inquiry, chunks)):
        return section
    segments = sorted(_segments(inquiry, chunks), key=lambda s: s.match.rank, reverse=True)
    held = [s for s in segments if _is_on_topic(inquiry, s.match)]
    ours = inquiry.of_units(held)
    timely = [s for s in ours if _is_timely(inquiry, s)]
    stating = [s for s in timely if states(inquiry, s.chunk, s.text)]
    if inquiry.request.kind in (Kind.FIGURE, Kind.ACCOUNT):
        stating = in_force(inquiry, stating)
    fitting = _with_numbers(inquiry, stating)
    if fitting:
        best = fitting[0].match.rank
        kept = [s for s in fitting if s.match.rank >= best - _ALIKE]
        return PassagesFound(tuple(_basis(inquiry, s) for s in kept[:_MOST_PASSAGES]))
    reasons = (("role", timely), ("period", ours), ("unit", held))
    reason, nearest = next(((r, found) for r, found in reasons if found), ("topic", segments))
    missing = segments[0].match.missing if reason == "topic" and segments else ()
    near = Near(_basis(inquiry, nearest[0]), unit=nearest[0].unit) if reason != "topic" else None
    return Nothing(reason, near=near, missing=missing)


def _is_timely(inquiry: Inquiry, segment: _Segment) -> bool:
    path = segment.block.path if segment.block else ()
    return inquiry.is_timely(segment.chunk, best_sentence(inquiry, segment.text), path)


def _is_on_topic(inquiry: Inquiry, match: Match) -> bool:
    """True where enough is held; for a number nothing may be missing that tells it from another."""
    asks_number = inquiry.request.kind in (Kind.FIGURE, Kind.COMPARISON)
    if asks_number and inquiry.topic.intersection(match.missing):
        return False
    return match.cover >= _COVERED and match.own >= _OWN


def _segments(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Iterator[_Segment]:
    for chunk in chunks:
        unit = inquiry.unit_of(chunk)
        if chunk.kind is ChunkKind.ROW and inquiry.request.kind is Kind.PASSAGE:
            match = inquiry.matcher(chunk.body, chunk.context)
            yield _Segment(chunk, None, chunk.body, match, unit)
        elif chunk.kind is ChunkKind.PASSAGE:
            for block in _blocks(inquiry, chunk):
                match = inquiry.matcher(block.text, f"{' '.join(block.path)}\n{chunk.context}")
                yield _Segment(chunk, block, block.text, match, unit)


def _blocks(inquiry: Inquiry, chunk: Chunk) -> Iterator[Block]:
    """What the chunk says in sentences: no heading, table or title, nobody who only receives it.

    Of a figure what tells its reader how to answer is no statement either.
    """
    front = inquiry.record(chunk).front
    for block in inquiry.lines(chunk):
        if block.kind is BlockKind.HEADING:
            continue
        capitals = not any(letter.islower() for letter in block.text)
        is_title = capitals or block.text in front.subject
        is_received = pattern("foot", "received_for").search(fold(block.text)) is not None
        orders = inquiry.request.kind in NUMBERS and gives_orders(block.text)
        is_told = not (is_title or is_received or orders)
        if is_told and not front.lists_receiver(block.text):
            yield block


def _asks_section(request: Request) -> bool:
    """True for a list, and for a bare topic: no number, role, time or body is asked for."""
    if request.kind in (Kind.RESPONSIBLE, Kind.ACCOUNT):
        return False
    return request.wants_list or not (request.role or request.periods or request.counted)


def _with_numbers(inquiry: Inquiry, segments: Sequence[_Segment]) -> list[_Segment]:
    """Where a figure is asked for, the passages that state one, if any does."""
    if inquiry.request.kind is not Kind.FIGURE:
        return list(segments)
    stating = [segment for segment in segments if find_quantities(segment.text)]
    stating.sort(key=lambda segment: _numeric_rank(inquiry, segment), reverse=True)
    return stating or list(segments)


def _numeric_rank(inquiry: Inquiry, segment: _Segment) -> float:
    """How well the best sentence with a quantity fits."""
    sentences = SENTENCE_END.split(segment.text)
    return max(
        inquiry.matcher(s).own for s in sentences if find_quantities(s) or len(sentences) == 1
    )


def _basis(inquiry: Inquiry, segment: _Segment) -> Basis:
    if segment.block is None:
        return row_basis(inquiry, segment.chunk)
    best = best_sentence(inquiry, segment.text)
    return _block_basis(inquiry, segment.chunk, segment.block, best)


def _block_basis(inquiry: Inquiry, chunk: Chunk, block: Block, highlight: str) -> Basis:
    return Basis(
        record=inquiry.record(chunk),
        block=block.ordinal,
        section=block.path,
        quote=_cut(block.text, highlight),
        page=block.page,
        highlight=highlight if highlight != block.text else "",
    )


def _cut(text: str, around: str) -> str:
    """The text, or where it is long the sentences around the one that matters, verbatim."""
    if len(text) <= _MOST_CHARACTERS or not around:
        return text
    middle = text.find(around) + len(around) // 2
    half = max(_MOST_CHARACTERS, len(around)) // 2
    start, end = max(0, middle - half), min(len(text), middle + half)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if text.find(" ", end) >= 0 else len(text)
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"


def find_section(inquiry: Inquiry, chunks: Sequence[Chunk]) -> PassagesFound | None:
    """The whole section whose heading names what is asked, where one does."""
    named: dict[tuple[str, tuple[str, ...]], tuple[float, Chunk]] = {}
    for chunk in chunks:
        if chunk.kind is not ChunkKind.PASSAGE or not _is_of_units(inquiry, chunk):
            continue
        for path in _paths(inquiry, chunk):
            match = inquiry.matcher(path[-1], f"{' '.join(path[:-1])}\n{chunk.context}")
            names_it = match.own >= _HEADING and match.tight >= _HEADING_TIGHT
            if match.cover >= _COVERED and names_it and inquiry.is_timely(chunk, path[-1]):
                named.setdefault((chunk.document_id, path), (match.rank, chunk))
    for (_, path), (_, chunk) in sorted(named.items(), key=lambda item: -item[1][0]):
        if blocks := _stating(inquiry, chunk, path):
            bases = tuple(_block_basis(inquiry, chunk, block, "") for block in blocks)
            return PassagesFound(bases, heading=path[-1])
    return None


def _stating(inquiry: Inquiry, chunk: Chunk, path: tuple[str, ...]) -> list[Block]:
    """The text of a section; none where it has only remarks under a heading of tables."""
    blocks = [
        block
        for block in inquiry.store.catalog.blocks(chunk.document_id)
        if block.path[: len(path)] == path and block.kind is not BlockKind.TABLE
    ]
    says = [b for b in blocks if b.kind is not BlockKind.HEADING and not is_attachment(b.text)]
    tells = any(b.kind is BlockKind.LIST_ITEM or len(b.text) > _LINE for b in says)
    return blocks[:_MOST_BLOCKS] if tells else []


def _paths(inquiry: Inquiry, chunk: Chunk) -> set[tuple[str, ...]]:
    paths = {block.path for block in _blocks(inquiry, chunk)}
    return {path[:depth] for path in paths for depth in range(1, len(path) + 1)}


def _is_of_units(inquiry: Inquiry, chunk: Chunk) -> bool:
    return bool(inquiry.of_units([Paper(chunk, inquiry.unit_of(chunk))]))
