"""Rows of tables that give out tasks: what, who leads, with whom, what comes of it, by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.adapted import Model, adapted_spans
from assistant.drafting.donors import Donors
from assistant.drafting.draft import Grid, Line, Span
from assistant.drafting.material import Material
from assistant.drafting.past_times import due_in_time
from assistant.drafting.prose import opens_once
from assistant.drafting.setting import Setting
from assistant.drafting.written import fixed, left_open, to_check
from assistant.evidence import Basis
from assistant.table_rows import place_of_row
from ingest.columns import VALUES, ColumnRole, column_roles, row_title
from ingest.document import Block
from ingest.numerals import roman
from ingest.shapes import marker
from ingest.text import fold
from prompts import say, table
from vectorstore.records import DocumentRecord

_DEADLINE = "deadline"
_ROLES = {
    "owner": ColumnRole.OWNER,
    "partner": ColumnRole.PARTNER,
    "product": ColumnRole.PRODUCT,
    _DEADLINE: ColumnRole.DEADLINE,
}
_WIDTHS = {"number": 0.05, "owner": 0.17, "partner": 0.17, "product": 0.15, _DEADLINE: 0.13}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a table with the cells that are filled, by `owner`, `partner` …"""

    task: str
    cells: dict[str, str]
    group: str
    basis: Basis
    model: Model
    is_named: bool = True  # its group has its name from the paper


def task_rows(material: Material, donors: Donors) -> tuple[TaskRow, ...]:
    """The tasks that the unit's own newest paper lays out in tables; where it has no tasks of its
    own at all, those of the paper that serves as a model. Of a part of the topic those on it."""
    part = donors.part("tasks")
    papers = donors.own if part is None or part.is_own else [part.record]
    for record in papers:
        rows = [row for row in _rows(material, donors, record) if _is_wanted(material, row)]
        if rows:
            return tuple(rows)
    return ()


def rows_above(material: Material) -> tuple[TaskRow, ...]:
    """The tasks that tables of higher bodies for the year give to communes, in their own words."""
    everyone = tuple(map(fold, table("drafts/plan")["tasks"]["communes"]))
    found: list[TaskRow] = []
    for record in material.above:
        is_meant = material.is_about(record) and material.is_of_year(record)
        if is_meant and not material.is_replaced(record):
            rows = _rows_with(material, record, own_words(material))
            found += [row for row in rows if _is_for(row, everyone, material)]
    return tuple(row for row in found if _is_wanted(material, row))


def _is_for(row: TaskRow, everyone: tuple[str, ...], material: Material) -> bool:
    who = fold(row.cells.get("owner", ""))
    return any(one in who for one in (*everyone, fold(material.commission.unit.label)))


def own_words(material: Material) -> Model:
    """How words stay that are of the draft's own year and for its own unit: as they are."""
    commission = material.commission
    here = Setting(commission.unit, commission.period.last.year)
    return Model(here, here)


def _is_wanted(material: Material, row: TaskRow) -> bool:
    return not material.focus or material.is_on_topic(row.task, row.group)


def _rows(material: Material, donors: Donors, record: DocumentRecord) -> Iterator[TaskRow]:
    return _rows_with(material, record, donors.model(record))


def _rows_with(material: Material, record: DocumentRecord, model: Model) -> Iterator[TaskRow]:
    for block in material.blocks(record):
        if gives_tasks(block) and block.table:
            for at, row in enumerate(block.table.rows):
                task = row_title(block.table.columns, row.cells)
                if task and not row.is_total:
                    group = row.group[-1] if row.group else ""
                    place = place_of_row(record, block, at)
                    yield TaskRow(task, _cells(block, at), group, place, model)


def gives_tasks(block: Block) -> bool:
    """True for a table of tasks: it names who leads beside a partner, a product or a deadline, and
    holds no values."""
    roles = set(column_roles(block.table.columns)) if block.table else set()
    beside = {ColumnRole.PARTNER, ColumnRole.PRODUCT, ColumnRole.DEADLINE}
    return ColumnRole.OWNER in roles and bool(beside & roles) and not VALUES & roles


def _cells(block: Block, at: int) -> dict[str, str]:
    if block.table is None:
        return {}
    pairs = list(zip(column_roles(block.table.columns), block.table.rows[at].cells, strict=False))
    filled = {
        key: next((cell.strip() for role, cell in pairs if role is wanted and _is_filled(cell)), "")
        for key, wanted in _ROLES.items()
    }
    return {key: cell for key, cell in filled.items() if cell}


def _is_filled(cell: str) -> bool:
    return bool(cell.strip(" .-–?…"))


def cell_spans(row: TaskRow, key: str) -> tuple[Span, ...]:
    """A cell put in place; open where the paper leaves it blank."""
    text = row.cells.get(key, "")
    if not text:
        return (left_open(say(f"assistant.draft_no_{key}")),)
    spans = adapted_spans(text, row.model, row.basis)
    return due_in_time(spans, row.model.own.year, row.basis) if key == _DEADLINE else spans


def task_spans(row: TaskRow) -> tuple[Span, ...]:
    """The task put in place; marked where it is done once and its paper of an earlier year."""
    spans = adapted_spans(row.task, row.model, row.basis)
    if row.model.source.year >= row.model.own.year or not opens_once(row.task):
        return spans
    return (*spans, to_check("", say("assistant.draft_done_once"), row.basis))


def task_grid(rows: Sequence[TaskRow]) -> Grid:
    """The tasks in their groups, under the columns that any of them fills."""
    words = table("drafts/plan")["tasks"]["columns"]
    keys = [key for key in _ROLES if any(key in row.cells for row in rows)]
    taken = _WIDTHS["number"] + sum(_WIDTHS[key] for key in keys)
    return Grid(
        columns=(words["number"], words["task"], *(words[key] for key in keys)),
        widths=(_WIDTHS["number"], round(1 - taken, 2), *(_WIDTHS[key] for key in keys)),
        rows=tuple(_lines(rows, keys)),
    )


def _lines(rows: Sequence[TaskRow], keys: Sequence[str]) -> Iterator[Line]:
    count = 0
    for order, (name, held) in enumerate(grouped(rows), start=1):
        if name:
            first = held[0]
            told = adapted_spans(name, first.model, first.basis)
            spans = told if first.is_named else (fixed(name),)
            empty = tuple(() for _ in keys)
            yield Line(((fixed(roman(order)),), spans, *empty), is_group=True)
        for row in held:
            count += 1
            cells = tuple(cell_spans(row, key) for key in keys)
            yield Line(((fixed(str(count)),), task_spans(row), *cells))


def grouped(rows: Sequence[TaskRow]) -> list[tuple[str, list[TaskRow]]]:
    """The rows by the name of their group, in the order of the groups."""
    groups: dict[str, list[TaskRow]] = {}
    for row in rows:
        groups.setdefault(fold(_name(row)), []).append(row)
    return [(_name(held[0]), held) for held in groups.values()]


def _name(row: TaskRow) -> str:
    found = marker(row.group)
    return (found.body if found else row.group).strip(" .:")
