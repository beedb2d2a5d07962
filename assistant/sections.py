"""Whole parts of papers, found by what they are: shortcomings, causes, proposals, tasks, means.

A part is what stands under a heading that is one of its names, or behind a line that opens it. What
else the question says chooses the paper, the parts below the heading, or the items.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from os.path import commonprefix

from assistant.cues import cues, has_cue
from assistant.evidence import Basis, PassagesFound, basis_of
from assistant.inquiry import Inquiry
from assistant.match import Matcher
from assistant.near_papers import Paper, near_papers
from assistant.part_openings import part_openings
from assistant.section_names import (
    SectionName,
    addressee,
    asks_why,
    is_closing,
    section_called,
    sections_asked,
    subject_terms,
    widened,
)
from assistant.table_rows import place_of_row
from ingest.document import Block, BlockKind, Chunk, ChunkKind
from ingest.layout import is_attachment
from ingest.text import fold, unaccent
from vectorstore.records import DocumentRecord

_FETCHED = 40
_MOST_DOCUMENTS = 12
_MOST_ITEMS = 60
_COVERED = 0.7  # of what else is asked, by the headings and the paper's own title
_ALIKE = 0.05
_ADDRESS = 80  # characters of an item in which it says for whom it is


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph or a heading of a part, or a row of a table in it."""

    block: Block
    row: int | None = None

    @property
    def text(self) -> str:
        table = self.block.table
        if table is None or self.row is None:
            return self.block.text
        return " | ".join(table.rows[self.row].cells)


@dataclass(frozen=True, slots=True)
class _Answering:
    """The items of a part that answer, how much of the question is held, whether by its heads."""

    items: Sequence[_Item]
    cover: float
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of one paper with what answers in it."""

    chunk: Chunk  # any of the paper's
    path: tuple[str, ...]  # with its own heading
    items: Sequence[_Item]
    rank: float
    is_whole: bool


def find_part(inquiry: Inquiry, whole: bool = False) -> PassagesFound | None:
    """The part of a paper that the question asks for by one of its names; None without any.

    With `whole` only one whose headings, with the paper's title, say all that is asked.
    """
    names = sections_asked(inquiry.request.text)
    if asks_why(inquiry.request.text):
        names = tuple(name for name in names if name == section_called("necessity"))
    if not names:
        return None
    rest = subject_terms(inquiry.request.text, inquiry.request.terms, names)
    terms = [widened(term) for term in rest if not term.is_weak]
    matcher = inquiry.matcher.of(terms) if terms else None
    papers = _papers(inquiry, names)
    parts = [part for paper in papers for part in _parts(inquiry, paper.chunk, names, matcher)]
    parts = [part for part in parts if part.is_whole or not whole]
    return _told(inquiry, parts) if parts else None


def _papers(inquiry: Inquiry, names: Sequence[SectionName]) -> list[Paper]:
    """The papers that may hold the part, the nearest first."""
    where = replace(inquiry.at_home(), kinds=(ChunkKind.PASSAGE,))
    said = " ".join(phrase for name in names for phrase in name.headed)
    asked = " ".join(" ".join(term.typed) for term in inquiry.request.terms)
    return near_papers(inquiry, f"{asked} {said}", where, _FETCHED, _MOST_DOCUMENTS)


def _parts(
    inquiry: Inquiry, chunk: Chunk, names: Sequence[SectionName], matcher: Matcher | None
) -> Iterator[_Part]:
    record = inquiry.record(chunk)
    every = inquiry.store.catalog.blocks(record.id)
    listed = {b.path for b in every if b.kind is BlockKind.LIST_ITEM}
    blocks = [b for b in every if not (_closes(b, listed) or record.front.lists_receiver(b.text))]
    for path, held, loss in part_openings(blocks, names):
        items = [item for block in held for item in _items(block)]
        tells = any(item.block.kind is not BlockKind.HEADING for item in items)
        if not tells or not inquiry.is_of_time(record, path):
            continue
        found = _answering(record, path, items, matcher)
        chosen = _groups(inquiry, found.items) or _addressed(inquiry, path, found.items)
        if chosen:
            literal = 0.1 * any(fold(word) in fold(path[-1]) for word in _typed(inquiry, names))
            yield _Part(chunk, path, chosen, found.cover + literal - loss, found.is_whole)


def _items(block: Block) -> list[_Item]:
    """A paragraph as it is, a table row by row; nothing of the line that only attaches an annex."""
    if block.table:
        return [_Item(block, at) for at, row in enumerate(block.table.rows) if not row.is_total]
    return [] if is_attachment(block.text) else [_Item(block)]


def _closes(block: Block, listed: Collection[tuple[str, ...]]) -> bool:
    """True for the words that end a paper, also where they only stand below its last list."""
    ends = block.kind is BlockKind.PARAGRAPH and block.text.rstrip().endswith("./.")
    return is_closing(block.text) or (ends and block.path in listed)


def _typed(inquiry: Inquiry, names: Sequence[SectionName]) -> list[str]:
    """The names of the part that the question itself uses."""
    asked = fold(inquiry.request.text)
    return [word for name in names for word in name.headed if fold(word) in asked]


# --- what of them is asked for ------------------------------------------------------------------


def _answering(
    record: DocumentRecord, path: tuple[str, ...], held: Sequence[_Item], matcher: Matcher | None
) -> _Answering:
    """The items that speak of what else is asked, and how much of it they and the paper hold.

    All, where the headings and the paper's title say it; else those below a heading that does,
    else the items that do.
    """
    if matcher is None:
        return _Answering(held, 1.0, True)
    front = record.front
    paper = f"{front.kind} {front.subject} {front.issuer}"
    own = matcher(" ".join(path), paper)
    if own.cover >= _COVERED:
        return _Answering(held, own.cover + 0.2 * own.own, True)
    for texts in (_headings, _own_text):
        kept = [item for item in held if matcher(texts(item, path), paper).cover >= _COVERED]
        kept = [item for item in kept if _adds(matcher, texts(item, path), own.missing)] or kept
        if kept:
            cover = max(matcher(texts(item, path), paper).cover for item in kept)
            return _Answering(kept, cover, False)
    return _Answering((), 0.0, False)


def _adds(matcher: Matcher, text: str, missing: Sequence[str]) -> bool:
    return not set(missing).intersection(matcher(text).missing)


def _headings(item: _Item, path: tuple[str, ...]) -> str:
    """The headings over an item, with its own text where it is one."""
    block = item.block
    own = (block.text,) if block.kind is BlockKind.HEADING else ()
    return " ".join((*path, *block.path[len(path) :], *own))


def _own_text(item: _Item, path: tuple[str, ...]) -> str:
    return f"{_headings(item, path)} {item.text}"


def _groups(inquiry: Inquiry, items: Sequence[_Item]) -> list[_Item]:
    """Only the headings of the groups, where those are asked for: "có mấy nhóm giải pháp"."""
    if not has_cue(cues("groups"), inquiry.request.text):
        return []
    headings = [item for item in items if item.block.kind is BlockKind.HEADING]
    outermost = min((len(item.block.path) for item in headings), default=0)
    return [item for item in headings if len(item.block.path) == outermost]


def _addressed(inquiry: Inquiry, path: tuple[str, ...], items: Sequence[_Item]) -> Sequence[_Item]:
    """The items for the body that the question names behind "với", where only some are for it."""
    whom = addressee(inquiry.request.text)
    if not whom or any(whom in unaccent(step) for step in path):
        return items
    own = [item for item in items if whom in unaccent(_headings(item, path))]
    opened = [item for item in items if whom in unaccent(item.text[:_ADDRESS])]
    return own or opened or items


# --- what is told ------------------------------------------------------------------------------


def _told(inquiry: Inquiry, parts: Sequence[_Part]) -> PassagesFound:
    """The parts of the paper that fits best; of those that fit alike the newest, drafts last."""
    best = max(part.rank for part in parts)
    leading = [part for part in parts if part.rank >= best - _ALIKE]
    paper = max(leading, key=lambda part: _standing(inquiry.record(part.chunk))).chunk.document_id
    chosen = [part for part in leading if part.chunk.document_id == paper]
    bases = dict.fromkeys(
        _basis(inquiry.record(part.chunk), item) for part in chosen for item in part.items
    )
    return PassagesFound(tuple(bases)[:_MOST_ITEMS], heading=_heading(chosen))


def _heading(parts: Sequence[_Part]) -> str:
    """The heading of the part; of several the one they all stand under."""
    shared = commonprefix([tuple(filter(None, part.path)) for part in parts])
    return shared[-1] if shared else parts[0].path[0]


def _standing(record: DocumentRecord) -> tuple[bool, str]:
    return record.front.is_numbered, str(record.front.issued or record.front.year or "")


def _basis(record: DocumentRecord, item: _Item) -> Basis:
    if item.row is not None:
        return place_of_row(record, item.block, item.row)
    return basis_of(record, item.block)
