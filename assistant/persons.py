"""What papers say of a person by name: the rows that list them, the lines that charge them."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.cues import cues, has_cue
from assistant.evidence import ListFound, ListItem, basis_of
from assistant.inquiry import Inquiry
from assistant.names import person_named
from assistant.near_papers import near_papers
from assistant.table_rows import place_of_row
from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, BlockKind, Chunk
from ingest.text import fold
from prompts import say
from vectorstore.records import DocumentRecord

_FETCHED = 60
_MOST_DOCUMENTS = 8
_MOST_ITEMS = 40
_COVERED = 0.7  # of the body asked about, by the line that opens its list


def find_person(inquiry: Inquiry) -> ListFound | None:
    """What is said of the person named in the question; None where none is, or nothing is said."""
    name = person_named(inquiry.request.text)
    if not name or not has_cue(cues("about_person"), inquiry.request.text):
        return None
    papers = near_papers(inquiry, name, inquiry.at_home(), _FETCHED, _MOST_DOCUMENTS)
    items = [item for paper in papers for item in _items(inquiry, paper.chunk, name)]
    unique = {fold(item.text): item for item in items}
    return ListFound("", tuple(unique.values())[:_MOST_ITEMS]) if unique else None


def find_members(inquiry: Inquiry) -> ListFound | None:
    """The persons that a paper lists line by line below "gồm các ông, bà:"; None without any."""
    words = " ".join(" ".join(term.typed) for term in inquiry.request.terms)
    papers = near_papers(inquiry, words, inquiry.at_home(), _FETCHED, _MOST_DOCUMENTS)
    lists = (_listed(inquiry, paper.chunk) for paper in papers)
    members = max(lists, key=len, default=[])
    return ListFound("", tuple(members[:_MOST_ITEMS])) if members else None


def _listed(inquiry: Inquiry, chunk: Chunk) -> list[ListItem]:
    record = inquiry.record(chunk)
    found, opened = [], False
    for block in inquiry.store.catalog.blocks(record.id):
        is_person = bool(person_named(block.text)) and block.kind is BlockKind.LIST_ITEM
        if opened and is_person:
            basis = basis_of(record, block)
            found.append(ListItem(block.text.lstrip("-+• "), basis))
        else:
            title = f"{record.front.subject} {' '.join(block.path)}"
            cover = inquiry.matcher(block.text, title).cover
            opened = block.text.rstrip().endswith(":") and cover >= _COVERED
    return found


def _items(inquiry: Inquiry, chunk: Chunk, name: str) -> Iterator[ListItem]:
    record = inquiry.record(chunk)
    for block in inquiry.store.catalog.blocks(record.id):
        if fold(name) not in fold(block.text):
            continue
        if block.table:
            yield from _rows(record, block, name)
        elif fold(block.text).strip(" .") == fold(name):
            yield from _signature(inquiry, record, block)
        elif block.kind is not BlockKind.HEADING:
            basis = basis_of(record, block)
            yield ListItem(block.text.lstrip("-+• "), basis)


def _rows(record: DocumentRecord, block: Block, name: str) -> Iterator[ListItem]:
    columns = block.table.columns if block.table else ()
    for at, row in enumerate(block.table.rows if block.table else ()):
        roles = column_roles(columns)
        cells = [c for role, c in zip(roles, row.cells, strict=False) if role != ColumnRole.LABEL]
        if any(fold(name) in fold(cell) for cell in cells):
            told = ", ".join(dict.fromkeys(cell for cell in cells if cell.strip(" .-–")))
            yield ListItem(told, place_of_row(record, block, at))


def _signature(inquiry: Inquiry, record: DocumentRecord, block: Block) -> Iterator[ListItem]:
    """The office under which a paper is signed by the person."""
    front = record.front
    if fold(front.signer) != fold(block.text).strip(" ."):
        return
    basis = basis_of(record, block)
    office = f"{front.signer_title} {front.issuer}".strip()
    said = say("assistant.signs_as", inquiry.request.language, name=front.signer, office=office)
    yield ListItem(said, replace(basis, support="\n".join((front.signer_title, front.issuer))))
