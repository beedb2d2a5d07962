"""Rows of tables that speak of what a question speaks of, and the unit each belongs to."""

from dataclasses import dataclass, replace
from functools import cache

from assistant.cues import word_set
from assistant.evidence import Basis
from assistant.inquiry import NUMBERS, Inquiry
from assistant.kinds import Kind
from assistant.match import Match
from assistant.understand import Request
from ingest.columns import ColumnRole, column_roles, row_title
from ingest.document import Block, Chunk, ChunkKind, Role, Row, Unit
from ingest.row_chunks import BETWEEN
from ingest.text import unaccent
from prompts import table
from vectorstore.records import DocumentRecord

# Share of the question's weight that a row with its surroundings must hold.
_COVERED = 0.8
# Share that the row itself must hold: a heading alone makes no row the one that is meant.
_OWN = 0.45
_BARE = 0.5  # of its words, a size of nothing but the place is about that
_WHOLE = 0.85  # … or this much of it in all its cells: the hamlet beside the one who answers for it
_DISTINCT = 0.9  # or this much of what its headings and document do not say already
_CANDIDATES = 60
_DESCRIBING = (ColumnRole.INDICATOR, ColumnRole.PLACE, ColumnRole.OTHER)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that speaks of the topic, and whose it is (None: nobody's in particular)."""

    chunk: Chunk
    match: Match
    unit: Unit | None


def rows_on_topic(inquiry: Inquiry) -> list[Candidate]:
    """Rows that speak of all that is asked, best first, whosever they are."""
    found = (_candidate(inquiry, chunk) for chunk in _chunks(inquiry))
    accepted = [c for c in found if c.match.cover >= _COVERED and _is_meant(inquiry, c)]
    return sorted(accepted, key=lambda c: c.match.rank, reverse=True)


def _is_meant(inquiry: Inquiry, candidate: Candidate) -> bool:
    """True where the row itself says what is asked, or all of it that its table does not."""
    if candidate.match.is_other and inquiry.request.kind in NUMBERS:
        return False
    if is_size_of_more(inquiry.request, candidate.match):
        return False
    chunk = candidate.chunk
    is_sum = inquiry.request.role is Role.BUDGET and is_total(chunk)
    if candidate.match.own >= _OWN or is_sum:
        return True
    says = chunk.body if "office" in inquiry.request.fields else _topic(chunk)
    return inquiry.row_matcher.distinct(says, chunk.context) >= _DISTINCT


def is_size_of_more(request: Request, match: Match) -> bool:
    """True for "diện tích cây xanh" where the bare "diện tích" of a place is asked for."""
    topic = [" ".join(term.plain) for term in request.terms if not term.is_weak]
    is_bare = len(topic) == 1 and topic[0] in word_set("size", "words")
    return is_bare and match.tight < _BARE


def block_and_row(inquiry: Inquiry, chunk: Chunk) -> tuple[Block, Row]:
    """The table block and the row behind a row chunk."""
    block = inquiry.store.catalog.block(chunk.document_id, chunk.blocks[0])
    if block is None or block.table is None or chunk.row is None:
        raise ValueError(f"chunk {chunk.id} is no row of a table in the catalog")
    return block, block.table.rows[chunk.row]


def row_basis(inquiry: Inquiry, chunk: Chunk, highlight: str = "") -> Basis:
    """The row of a chunk as a citable place."""
    block, _ = block_and_row(inquiry, chunk)
    return place_of_row(inquiry.record(chunk), block, chunk.row or 0, highlight)


def place_of_row(record: DocumentRecord, block: Block, at: int, highlight: str = "") -> Basis:
    """A row of a table as a citable place: its cells verbatim, its headers as support."""
    held = block.table
    if held is None:
        raise ValueError(f"block {block.ordinal} of {record.source} is no table")
    row = held.rows[at]
    return Basis(
        record=record,
        block=block.ordinal,
        section=(*block.path, *row.group),
        quote=" | ".join(cell for cell in row.cells if cell.strip()),
        page=row.page or block.page,
        row=row.label or None,
        row_index=at,
        title=row_title(held.columns, row.cells),
        highlight=highlight,
        support="\n".join((*held.columns, held.caption, held.measure)),
    )


def _chunks(inquiry: Inquiry) -> list[Chunk]:
    """Row chunks whose titles share words with the question, those of its units first."""
    request, where = inquiry.request, replace(inquiry.where, kinds=(ChunkKind.ROW,))
    text = " ".join(
        " ".join(phrase)
        for term in request.terms
        for phrase in sorted(term.alternatives)
        if phrase[0].islower() or phrase[0].isdigit()
    )
    if request.role is Role.BUDGET:
        text += " " + " ".join(_totals())
    titles = inquiry.store.index.titles
    found = [*titles(text, where, _CANDIDATES)]
    if request.units:
        where = replace(where, units=inquiry.keys(request.units))
        found = [*titles(text, where, _CANDIDATES), *found]
    if request.kind is Kind.RESPONSIBLE:
        found += inquiry.store.index.search(text, where, _CANDIDATES)
    return list({hit.chunk.id: hit.chunk for hit in found}.values())


def _candidate(inquiry: Inquiry, chunk: Chunk) -> Candidate:
    title = _topic(chunk)
    match = inquiry.row_matcher(title, f"{chunk.context}\n{chunk.body}")
    if match.own < _OWN:
        whole = inquiry.row_matcher(chunk.body, chunk.context)
        if inquiry.request.kind is Kind.RESPONSIBLE:
            match = whole
        elif whole.own >= _WHOLE:
            match = inquiry.row_matcher(_described(inquiry, chunk), chunk.context)
    return Candidate(chunk, match, inquiry.unit_of(chunk))


def _described(inquiry: Inquiry, chunk: Chunk) -> str:
    """What a row is about in all the cells that say so: not who does it, by when, or a remark."""
    block, row = block_and_row(inquiry, chunk)
    roles = column_roles(block.table.columns) if block.table else ()
    cells = (cell for role, cell in zip(roles, row.cells, strict=False) if role in _DESCRIBING)
    return "\n".join((chunk.title, *cells))


def _topic(chunk: Chunk) -> str:
    """What a row is about: its title; of a bare total what is summed, as its table is headed."""
    if not is_total(chunk) or BETWEEN in chunk.title:
        return chunk.title
    return "\n".join((chunk.title, *chunk.context.split("\n")[1:]))


def is_total(chunk: Chunk) -> bool:
    """True for the row that sums its table: "Tổng cộng"."""
    return unaccent(chunk.title.partition(BETWEEN)[0]).strip(" .:") in _totals()


def begins_as_total(indicator: str) -> bool:
    """True for "Tổng kinh phí thực hiện": the sum of all there is."""
    plain = unaccent(indicator)
    return any(plain == name or plain.startswith(f"{name} ") for name in _totals())


@cache
def _totals() -> frozenset[str]:
    return frozenset(unaccent(word) for word in table("layout")["table"]["total"])
