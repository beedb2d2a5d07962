"""Complete lists: what one body carries, all rows of a table, the documents that were issued."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.cues import cues, has_cue
from assistant.evidence import Basis, ListFound, ListItem
from assistant.inquiry import Inquiry, query_text
from assistant.naming import short
from assistant.table_rows import Candidate, row_basis
from assistant.understand import Request
from ingest.codes import find_codes
from ingest.columns import VALUES, ColumnRole, column_roles, row_title
from ingest.document import Block, BlockKind, Chunk, ChunkKind, Role, Row, Table
from ingest.places import same_unit
from prompts import table
from vectorstore.records import DocumentRecord

_COVERED = 0.75
_MOST_ITEMS = 60
_FETCHED = 200
_LISTED = ("tasks", "targets")
_MOST_DOCUMENTS = 30
_CODE_WITHIN = 60  # characters from the start of a line in which its document is numbered
_NUMBERING = re.compile(r"^[\s\-+•*]*(?:\d{1,2}[.)]\s*)*")


def find_list(inquiry: Inquiry, chunks: Sequence[Chunk]) -> ListFound | None:
    """The list that is asked for; None where no table or head of a document makes one."""
    if has_cue(cues("documents"), inquiry.request.text) and inquiry.request.units:
        return _documents(inquiry)
    rows = _rows(inquiry)
    return _of_body(inquiry, rows) or _of_table(inquiry, rows)


def _rows(inquiry: Inquiry) -> list[tuple[Chunk, Table, Row]]:
    """The rows that share words with the question, of its units, each with its table."""
    request, where = inquiry.request, replace(inquiry.where, kinds=(ChunkKind.ROW,))
    if request.units:
        where = replace(where, units=inquiry.keys(request.units))
    hits = inquiry.store.index.search(_searched(request), where, _FETCHED)
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


def _searched(request: Request) -> str:
    """The terms as typed, for tables have words of their own; English ones by all their names."""
    if request.language == "en":
        return query_text(request)
    return " ".join(" ".join(term.typed) for term in request.terms)


def _of_body(inquiry: Inquiry, rows: Iterable[tuple[Chunk, Table, Row]]) -> ListFound | None:
    """The tasks and targets that the body named in the question leads."""
    held = [(chunk, t, row) for chunk, t, row in rows if _is_led(inquiry, t, row)]
    wanted = [item for item in held if _is_wanted(inquiry, item[1])] or held
    timely = [item for item in wanted if inquiry.is_timely(item[0], item[0].body)]
    if not timely:
        return None
    return _listed(inquiry, "", timely)


def _is_led(inquiry: Inquiry, found: Table, row: Row) -> bool:
    strong = {" ".join(term.typed) for term in inquiry.request.terms if not term.is_weak}
    cells = _cells(found, row, ColumnRole.OWNER, ColumnRole.PERSON)
    return bool(strong) and any(
        not strong.intersection(inquiry.matcher(cell).missing) for cell in cells
    )


def _cells(found: Table, row: Row, *roles: ColumnRole) -> list[str]:
    pairs = zip(column_roles(found.columns), row.cells, strict=False)
    return [cell for role, cell in pairs if role in roles and cell.strip()]


def _is_wanted(inquiry: Inquiry, found: Table) -> bool:
    """Targets where the question says so, tasks where it does not; both where it says both."""
    tasks, targets = (has_cue(cues("list_of", n), inquiry.request.text) for n in _LISTED)
    if tasks and targets:
        return True
    if tasks:
        return not VALUES.intersection(column_roles(found.columns))
    has_values = bool(VALUES.intersection(column_roles(found.columns)))
    return has_values is (inquiry.request.role is Role.TARGET)


def _of_table(inquiry: Inquiry, rows: Iterable[tuple[Chunk, Table, Row]]) -> ListFound | None:
    """All rows of the table that is headed by what is asked, where one is."""
    tables = {(chunk.document_id, chunk.blocks[0]): (chunk, found) for chunk, found, _ in rows}
    ranked = [
        (inquiry.matcher(f"{_heading(chunk)}\n{' '.join(found.columns)}"), chunk, found)
        for chunk, found in tables.values()
        if inquiry.is_timely(chunk) and inquiry.of_units([_candidate(inquiry, chunk)])
    ]
    fitting = [item for item in ranked if item[0].cover >= _COVERED]
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
    items = [ListItem(_told(found, row), row_basis(inquiry, chunk)) for chunk, found, row in rows]
    unique = {(item.text, item.basis.record.id): item for item in items if item.text}
    return ListFound(title.split("\n")[0], tuple(unique.values())[:_MOST_ITEMS])


def _told(found: Table, row: Row) -> str:
    """The person in the row, if any, its title, then its values under their headers."""
    columns = zip(column_roles(found.columns), found.columns, row.cells, strict=False)
    filled = [(role, column, cell) for role, column, cell in columns if cell.strip()]
    own = row_title(found.columns, row.cells)
    persons = [c for role, _, c in filled if role is ColumnRole.PERSON and not own.startswith(c)]
    values = [f"{column}: {cell}" for role, column, cell in filled if role in VALUES]
    title = ", ".join(dict.fromkeys((*persons, own)))
    return f"{title} ({'; '.join(values)})" if values else title


# --- documents -------------------------------------------------------------------------------


def _documents(inquiry: Inquiry) -> ListFound | None:
    """The lines of the unit's documents that name a document first of all, with its number."""
    records = [record for record in inquiry.documents() if _is_ours(inquiry, record)]
    items = [item for record in records[:_MOST_DOCUMENTS] for item in _naming(inquiry, record)]
    return ListFound("", tuple(items[:_MOST_ITEMS])) if items else None


def _is_ours(inquiry: Inquiry, record: DocumentRecord) -> bool:
    unit = record.front.unit
    return unit is not None and any(same_unit(unit, wanted) for wanted in inquiry.request.units)


def _naming(inquiry: Inquiry, record: DocumentRecord) -> Iterator[ListItem]:
    for block in inquiry.store.catalog.blocks(record.id):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and _opens_with_code(block):
            yield ListItem(
                short(_NUMBERING.sub("", block.text), 400),
                Basis(record, block.ordinal, block.path, block.text, block.page),
            )


def _opens_with_code(block: Block) -> bool:
    """True for "Quyết định số 676/QĐ-UBND ngày … về việc …" as the line's own beginning."""
    text = _NUMBERING.sub("", block.text)
    opens = any(text.startswith(row["name"]) for row in table("document_types")["type"])
    codes = find_codes(text[:_CODE_WITHIN])
    return opens and bool(codes)
