"""Complete lists: all rows of a table, the documents that were issued."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.cues import cues, has_cue
from assistant.evidence import Basis, ListFound, ListItem, basis_of
from assistant.inquiry import Inquiry, typed_text
from assistant.lineage import in_force
from assistant.naming import document_name, short
from assistant.rows_told import told
from assistant.table_rows import Candidate, row_basis
from ingest.codes import canonical, find_codes
from ingest.dates import find_date
from ingest.document import Block, Chunk, ChunkKind, Row, Table
from ingest.places import same_unit
from ingest.text import fold
from prompts import table
from vectorstore.records import DocumentRecord

_COVERED = 0.75
_MOST_ITEMS = 60
_FETCHED = 200
_MOST_DOCUMENTS = 30
_ABOUT = 0.6
_CODE_WITHIN = 60  # characters from the start of a line in which its document is numbered
_NUMBERING = re.compile(r"^[\s\-+•*]*(?:\d{1,2}[.)]\s*)*")


def find_list(inquiry: Inquiry, chunks: Sequence[Chunk]) -> ListFound | None:
    """The list that is asked for; None where no table or head of a document makes one."""
    if has_cue(cues("documents"), inquiry.request.text) and inquiry.request.units:
        return _documents(inquiry)
    return _of_table(inquiry, _rows(inquiry))


def _rows(inquiry: Inquiry) -> list[tuple[Chunk, Table, Row]]:
    """The rows that share words with the question, of its units, each with its table."""
    request, where = inquiry.request, replace(inquiry.where, kinds=(ChunkKind.ROW,))
    if request.units:
        where = replace(where, units=inquiry.keys(request.units))
    hits = inquiry.store.index.search(typed_text(request), where, _FETCHED)
    blocks: dict[tuple[str, int], Block | None] = {}
    found = []
    for chunk in dict.fromkeys(hit.chunk for hit in hits):
        place = (chunk.document_id, chunk.blocks[0])
        if place not in blocks:
            blocks[place] = inquiry.store.catalog.block(*place)
        block = blocks[place]
        if block and block.table and chunk.row is not None:
            found.append((chunk, block.table, block.table.rows[chunk.row]))
    return sorted(found, key=lambda item: (item[0].document_id, item[0].blocks, item[0].row or 0))


def _of_table(inquiry: Inquiry, rows: Iterable[tuple[Chunk, Table, Row]]) -> ListFound | None:
    """All rows of the table that is headed by what is asked, where one is."""
    tables = {(chunk.document_id, chunk.blocks[0]): (chunk, found) for chunk, found, _ in rows}
    ranked = [
        (inquiry.matcher(f"{_heading(chunk)}\n{' '.join(found.columns)}"), chunk, found)
        for chunk, found in tables.values()
        if inquiry.is_timely(chunk) and inquiry.of_units([_candidate(inquiry, chunk)])
    ]
    covered = [item for item in ranked if item[0].cover >= _COVERED]
    current = in_force(inquiry, [_candidate(inquiry, chunk) for _, chunk, _ in covered])
    kept = {candidate.chunk.id for candidate in current}
    fitting = [item for item in covered if item[1].id in kept]
    if not fitting:
        return None
    _, chunk, found = max(fitting, key=lambda item: item[0].rank)
    every = [
        (replace(chunk, row=at), found, row)
        for at, row in enumerate(found.rows)
        if not row.is_total
    ]
    return _listed(inquiry, _heading(chunk), every)


def _heading(chunk: Chunk) -> str:
    """The headings and caption over a row, without the line that names its document."""
    return "\n".join(chunk.context.split("\n")[1:])


def _candidate(inquiry: Inquiry, chunk: Chunk) -> Candidate:
    return Candidate(chunk, inquiry.matcher(""), inquiry.unit_of(chunk))


def _listed(inquiry: Inquiry, title: str, rows: Iterable[tuple[Chunk, Table, Row]]) -> ListFound:
    items = [ListItem(told(found, row), row_basis(inquiry, chunk)) for chunk, found, row in rows]
    unique = {(item.text, item.basis.record.id): item for item in items if item.text}
    return ListFound(title.split("\n")[0], tuple(unique.values())[:_MOST_ITEMS])


# --- documents -------------------------------------------------------------------------------


def _documents(inquiry: Inquiry) -> ListFound | None:
    """What the unit issued: the papers held, and those that its papers name with their number."""
    records = [r for r in inquiry.documents() if _is_ours(inquiry, r)][:_MOST_DOCUMENTS]
    named = [item for record in records for item in _naming(inquiry, record)]
    held = [item for record in records if (item := _held(inquiry, record, named))]
    items = [item for item in (*named, *held) if _is_about(inquiry, item)]
    return ListFound("", tuple(items[:_MOST_ITEMS])) if items else None


def _is_ours(inquiry: Inquiry, record: DocumentRecord) -> bool:
    unit = record.front.unit
    return unit is not None and any(same_unit(unit, wanted) for wanted in inquiry.request.units)


def _held(inquiry: Inquiry, record: DocumentRecord, named: Sequence[ListItem]) -> ListItem | None:
    """A paper that is held, by its number and subject; None where it is named already, is of
    another time or type, or has no number yet."""
    front, types = record.front, inquiry.request.types
    if not front.is_numbered or (types and front.kind not in types):
        return None
    numbers = {canonical(c.text) for item in named for c in find_codes(item.text[:_CODE_WITHIN])}
    if canonical(front.number) in numbers or not _in_time(inquiry, front.issued):
        return None
    blocks = inquiry.store.catalog.blocks(record.id)
    first = next((b for b in blocks if front.subject and b.text in front.subject), blocks[0])
    basis = Basis(record, first.ordinal, first.path, first.text, first.page)
    name = document_name(record, inquiry.request.language)
    return ListItem(f"{name}: {front.subject}", basis)


def _in_time(inquiry: Inquiry, day: date | None) -> bool:
    asked = inquiry.request.periods
    return not asked or (day is not None and any(p.first <= day <= p.last for p in asked))


def _is_about(inquiry: Inquiry, item: ListItem) -> bool:
    """True where the line, or the paper it stands in, speaks of what else is asked."""
    if not inquiry.request.has_topic:
        return True
    front = item.basis.record.front
    around = f"{' '.join(item.basis.section)} {front.subject}"
    return inquiry.matcher(item.text, around).cover >= _ABOUT


def _naming(inquiry: Inquiry, record: DocumentRecord) -> Iterator[ListItem]:
    """The lines of a paper that name a document of the unit first of all, with its number."""
    cited = {
        row.relation.block: row.relation.issuer
        for row in inquiry.store.catalog.relations((record.id,))
    }
    for block in inquiry.store.catalog.blocks(record.id):
        if not block.is_text or not _opens_with_code(block) or _is_basis(record, block):
            continue
        if _is_elsewhere(inquiry, cited.get(block.ordinal, "")) or not _dated(inquiry, block):
            continue
        yield ListItem(
            short(_NUMBERING.sub("", block.text), 400),
            basis_of(record, block),
        )


def _is_basis(record: DocumentRecord, block: Block) -> bool:
    """True for a line of what the paper stands on: others issued that."""
    return block.text in record.front.bases


def _is_elsewhere(inquiry: Inquiry, issuer: str) -> bool:
    """True where another body than the unit's is named as the issuer."""
    names = [fold(unit.name) for unit in inquiry.request.units]
    kinds = [fold(unit.kind) for unit in inquiry.request.units]
    ours = fold(issuer)
    is_named = any(name in ours for name in names) or any(ours.endswith(kind) for kind in kinds)
    return bool(issuer) and not is_named


def _dated(inquiry: Inquiry, block: Block) -> bool:
    written = find_date(block.text)
    return not inquiry.request.periods or _in_time(inquiry, written.day if written else None)


def _opens_with_code(block: Block) -> bool:
    """True for "Quyết định số 676/QĐ-UBND ngày … về việc …" as the line's own beginning."""
    text = _NUMBERING.sub("", block.text)
    opens = any(text.startswith(row["name"]) for row in table("document_types")["type"])
    codes = find_codes(text[:_CODE_WITHIN])
    return opens and bool(codes)
