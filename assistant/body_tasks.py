"""What one body or person has to do: rows of tasks and targets, sections, paragraphs of papers.

Leading is told apart from helping: who is asked to "phối hợp" gets the rows that others lead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.body_names import (
    Body,
    bodies_asked,
    is_part_of,
    named_in_cell,
    opening_body,
)
from assistant.cues import cues, has_cue
from assistant.evidence import Basis, ListFound, ListItem, basis_of
from assistant.inquiry import Inquiry, typed_text
from assistant.near_papers import near_papers
from assistant.rows_told import told
from assistant.section_names import (
    is_closing,
    names_it,
    section_called,
    sections_asked,
    subject_terms,
)
from assistant.table_rows import place_of_row
from ingest.columns import VALUES, ColumnRole, column_roles
from ingest.document import Block, BlockKind, Chunk, Row, Table
from ingest.period import find_periods
from ingest.quantity import find_quantities
from ingest.shapes import marker
from ingest.text import unaccent
from prompts import table
from vectorstore.records import DocumentRecord

_FETCHED = 60
_MOST_DOCUMENTS = 12
_MOST_ITEMS = 60
_COVERED = 0.7  # of what else is asked, by the task with its table and paper
_SAYS = 20  # characters of a line beyond the body's name
_MONEY = {ColumnRole.BUDGET}
_IN_CASE = re.compile(r"\b(?:neu|khi)\b.+\bthi\b")
_SHARES = re.compile(r"\bphoi hop\b")


@dataclass(frozen=True, slots=True)
class _Duty:
    """One thing to do: where it stands, for whom."""

    body: Body
    chunk: Chunk
    basis: Basis
    text: str
    around: str  # headings and columns that say what it is about
    has_values: bool = False  # a target, no task


def find_body_tasks(inquiry: Inquiry) -> ListFound | None:
    """All that the body named in the question has to do, in the order of the papers."""
    asked = bodies_asked(inquiry.request.text)
    if not asked or not _asks_tasks(inquiry):
        return None
    words = typed_text(inquiry.request) or inquiry.request.text
    papers = near_papers(inquiry, words, inquiry.at_home(), _FETCHED, _MOST_DOCUMENTS)
    every = [duty for paper in papers for duty in _duties(inquiry, paper.chunk, asked)]
    if not every:
        return None
    body = max((duty.body for duty in every), key=lambda one: len(one.words))
    meant = _wanted(inquiry, [duty for duty in every if duty.body.words == body.words])
    kept = [duty for duty in meant if _is_asked(inquiry, duty)]
    items = {(d.basis.place, d.text): ListItem(d.text, d.basis) for d in kept}
    return ListFound("", tuple(items.values())[:_MOST_ITEMS]) if items else None


def _asks_tasks(inquiry: Inquiry) -> bool:
    """True unless members are asked for, what holds in one case ("nếu … thì …"), or another part
    of a paper: a proposal is no task."""
    text = inquiry.request.text
    if has_cue(cues("persons"), text) or _IN_CASE.search(unaccent(text)):
        return False
    names = sections_asked(text)
    return not names or section_called("tasks") in names


def _duties(inquiry: Inquiry, chunk: Chunk, asked: Sequence[Body]) -> Iterator[_Duty]:
    record = inquiry.record(chunk)
    shared = _asks_shared(inquiry)
    for block, under in _with_item_above(inquiry.store.catalog.blocks(record.id), asked):
        if block.table:
            yield from _of_table(chunk, record, block, block.table, asked, shared)
        elif _tells(record, block) and (found := _of_block(record, block, asked, shared, under)):
            basis = basis_of(record, block)
            text = block.text.lstrip("-+• ")
            yield _Duty(found, chunk, basis, text, " ".join(block.path))


def _with_item_above(
    blocks: Sequence[Block], asked: Sequence[Body]
) -> Iterator[tuple[Block, Body | None]]:
    """Each block with the body whose name alone is the item that it stands below as a lesser one:
    "3. Trạm Y tế", "- Trực cấp cứu …"."""
    under, rank = None, 0
    for block in blocks:
        found = marker(block.text)
        if block.kind is not BlockKind.LIST_ITEM or found is None:
            under = None
        elif under is None or found.rank <= rank:
            under, rank = (
                opening_body(block.text.rstrip(" .:;"), asked, is_heading=True),
                found.rank,
            )
            yield block, None
            continue
        yield block, under


def _asks_shared(inquiry: Inquiry) -> bool:
    """True where the question is with whom the body helps, not what it leads."""
    plain = unaccent(inquiry.request.text)
    return bool(_SHARES.search(plain)) and not re.search(r"\bchu tri\b", plain)


def _of_table(
    chunk: Chunk,
    record: DocumentRecord,
    block: Block,
    found: Table,
    asked: Sequence[Body],
    shared: bool,
) -> Iterator[_Duty]:
    roles = column_roles(found.columns)
    charged = (ColumnRole.PARTNER,) if shared else (ColumnRole.OWNER, ColumnRole.PERSON)
    for at, row in enumerate(found.rows):
        body = _charged(row, roles, charged, asked)
        if body and not row.is_total:
            around = " ".join((*block.path, *row.group, *found.columns))
            place = place_of_row(record, block, at)
            yield _Duty(body, chunk, place, told(found, row), around, _states(row, roles))


def _states(row: Row, roles: Sequence[ColumnRole]) -> bool:
    """True for the row of a target; that of a task may hold money, and days in any column."""
    cells = [c for role, c in zip(roles, row.cells, strict=False) if role in VALUES - _MONEY]
    return any(find_quantities(cell) and not find_periods(cell) for cell in cells)


def _charged(
    row: Row, roles: Sequence[ColumnRole], wanted: Sequence[ColumnRole], asked: Sequence[Body]
) -> Body | None:
    cells = (cell for role, cell in zip(roles, row.cells, strict=False) if role in wanted)
    return next((body for cell in cells if (body := named_in_cell(cell, asked))), None)


def _tells(record: DocumentRecord, block: Block) -> bool:
    """True for a line that says something: no heading, no receiver, no closing words."""
    receives = record.front.lists_receiver(block.text)
    return block.is_text and not receives and not is_closing(block.text)


def _of_block(
    record: DocumentRecord, block: Block, asked: Sequence[Body], shared: bool, under: Body | None
) -> Body | None:
    """The body whose section or item a paragraph stands in, or that it opens with."""
    if shared and not _SHARES.search(unaccent(block.text)):
        return None
    above = (opening_body(step, asked, is_heading=True) for step in reversed(block.path))
    if body := next((one for one in above if one), under):
        return body
    own = opening_body(block.text, asked, is_heading=False) if _may_order(record, block) else None
    return own if own and len(block.text) > len(" ".join(own.words)) + _SAYS else None


def _may_order(record: DocumentRecord, block: Block) -> bool:
    """True where a paragraph that opens with a body tells it what to do, not what it did."""
    if record.front.kind in table("figures")["plans"]:
        return bool(block.path) or block.kind is BlockKind.LIST_ITEM
    return any(names_it(step, (section_called("tasks"),)) for step in block.path)


def _wanted(inquiry: Inquiry, duties: list[_Duty]) -> list[_Duty]:
    """Targets where the question says so, tasks where it does not; both where it says both."""
    tasks, targets = (
        has_cue(cues("list_of", name), inquiry.request.text) for name in ("tasks", "targets")
    )
    if tasks and targets:
        return duties
    kept = [duty for duty in duties if duty.has_values is targets]
    return kept or duties


def _is_asked(inquiry: Inquiry, duty: _Duty) -> bool:
    """True where the task or its paper speaks of the time and of what else the question names."""
    if not inquiry.is_of_time(duty.basis.record, duty.basis.section):
        return False
    names = sections_asked(inquiry.request.text)
    rest = [
        term
        for term in subject_terms(inquiry.request.text, inquiry.request.terms, names)
        if not term.is_weak and not any(is_part_of(words, duty.body) for words in term.alternatives)
    ]
    if not rest:
        return True
    front = duty.basis.record.front
    paper = f"{duty.around}\n{front.kind} {front.subject}"
    return inquiry.matcher.of(rest)(duty.text, paper).cover >= _COVERED
