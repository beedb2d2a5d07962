"""Rows of targets that the papers hold for a unit, one row an indicator, merged over the papers.

A wrong merge would put a wrong figure into a cell: rows of one table never meet, and of two tables
only those whose indicators speak of the same things in the same measure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.cues import has_cue
from assistant.drafting.donors import Donors
from assistant.drafting.material import Material
from assistant.drafting.target_merge import merged_rows, perhaps_in, with_above
from assistant.drafting.target_prose import rows_reached, rows_set
from assistant.drafting.target_row import Known, Origin, TargetRow
from assistant.evidence import Basis, basis_of
from assistant.table_rows import place_of_row
from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, Figure, Role, Unit
from ingest.places import same_unit, unit_of
from ingest.row_names import row_name
from ingest.text import fold
from prompts import table
from vectorstore.records import DocumentRecord

_TOLD = (Role.TARGET, Role.RESULT, Role.ESTIMATE)


def target_rows(material: Material, donors: Donors) -> tuple[TargetRow, ...]:
    """The unit's rows, its newest plan's first and in its order, then what only a higher body set;
    where it has none, those of the paper that serves as a model, for their names alone."""
    rows: list[TargetRow] = []
    for record in _own_papers(material):
        for held in _tables(material, record, material.commission.unit):
            wanted = [row for row in held if _is_wanted(material, record, row)]
            rows = merged_rows(rows, [row for row in wanted if _is_recent(material, row)], held)
    rows = [*rows, *_set_in_sentences(material, donors, rows)]
    for record in _own_papers(material):
        rows = _with_told(rows, rows_reached(material, record))
    for record in _above(material):
        for held in _tables(material, record, material.commission.unit):
            wanted = [row for row in held if _is_wanted(material, record, row)]
            rows = with_above(rows, held, wanted)
        rows = with_above(rows, (every := list(_of_all_communes(material, record))), every)
    return tuple(rows) if rows else tuple(_of_model(material, donors))


def _set_in_sentences(
    material: Material, donors: Donors, rows: Sequence[TargetRow]
) -> list[TargetRow]:
    """What the sentences of the plan that serves set, where no row may be of the same."""
    part = donors.part("targets")
    told = rows_set(material, part) if part and part.is_own else []
    return [
        row
        for row in told
        if _is_wanted(material, row.basis.record, row) and perhaps_in(row, rows) is None
    ]


def _with_told(rows: Sequence[TargetRow], told: Sequence[TargetRow]) -> list[TargetRow]:
    """The rows with what sentences say of them; of one whose measure is not known, none does."""
    measured = iter(merged_rows([row for row in rows if row.measure], (), told))
    return [next(measured) if row.measure else row for row in rows]


def _own_papers(material: Material) -> Iterator[DocumentRecord]:
    """The unit's papers in force: plans on the topic, others on it, then all others; of each kind
    signed ones first, the newest first."""
    held = [r for r in material.own if not material.is_replaced(r)]
    held.sort(key=lambda r: not r.front.is_numbered)
    last = material.commission.period.last.year
    held = [r for r in held if (r.front.year or 0) <= last]
    about = [r for r in held if material.is_about(r)]
    yield from (r for r in about if r.front.kind == material.form.name)
    yield from (r for r in about if r.front.kind != material.form.name)
    yield from (r for r in held if r not in about)


def _above(material: Material) -> Iterator[DocumentRecord]:
    for record in material.above:
        if not material.is_replaced(record) and material.is_about(record):
            yield record


def _is_wanted(material: Material, record: DocumentRecord, row: TargetRow) -> bool:
    """True for every row of a paper on the topic; of a part of it, and of other papers, for those
    that speak of it."""
    if not material.focus and material.is_about(record):
        return True
    return material.is_on_topic(row.indicator, row.group)


def _is_recent(material: Material, row: TargetRow) -> bool:
    """True for a row with an aim for this year or later, or a result of the last two."""
    year = material.commission.period.last.year
    times = [(one.figure.role, one.figure.period) for one in row.known]
    return any(
        period is None or period.last.year >= year - (1 if role is Role.TARGET else 2)
        for role, period in times
    )


def _tables(material: Material, record: DocumentRecord, unit: Unit) -> list[list[TargetRow]]:
    """The rows with targets or results of the unit, a list a table."""
    catalog = material.store.catalog
    held: dict[int, dict[int, list[Figure]]] = {}
    for one in catalog.figures((record.id,)):
        figure = one.figure
        is_ours = figure.place is None or same_unit(figure.place, unit)
        if figure.row is not None and is_ours and figure.role in _TOLD:
            held.setdefault(figure.block, {}).setdefault(figure.row, []).append(figure)
    blocks = [(catalog.block(record.id, at), rows) for at, rows in held.items()]
    return [
        [row for at, figures in rows.items() for row in _rows_of(record, block, at, figures)]
        for block, rows in blocks
        if block is not None and _sets_targets(block)
    ]


def _rows_of(
    record: DocumentRecord, block: Block, at: int, figures: Sequence[Figure]
) -> Iterator[TargetRow]:
    """One row of a table as one indicator, whatever its columns say besides ("Tỉnh giao", "Xã
    phấn đấu"); a row that is a commune as many as it has columns; none for a sum."""
    if block.table is None or block.table.rows[at].is_total:
        return
    basis = place_of_row(record, block, at)
    name = row_name(block.table, at)
    by_name: dict[str, list[Figure]] = {}
    for figure in figures:
        is_row = bool(name) and figure.indicator.startswith(name) and not unit_of(basis.title)
        by_name.setdefault(name if is_row else figure.indicator, []).append(figure)
    for indicator, held in by_name.items():
        yield _row(basis, block, at, indicator, held)


def _of_all_communes(material: Material, record: DocumentRecord) -> Iterator[TargetRow]:
    """What a sentence of a higher body sets for every commune: "chung cho mọi xã, phường"."""
    catalog = material.store.catalog
    everyone = tuple(map(fold, table("drafts/plan")["tasks"]["communes"]))
    for one in catalog.figures((record.id,)):
        figure = one.figure
        block = catalog.block(record.id, figure.block) if figure.row is None else None
        if block is None or figure.role is not Role.TARGET or figure.quantity is None:
            continue
        is_told = any(one in fold(said) for said in _told_to(block, figure) for one in everyone)
        if is_told and not _counts_communes(figure):
            basis = basis_of(record, block)
            unit = figure.quantity.unit
            row = TargetRow(figure.indicator, basis, "", unit, (Known(figure, basis),))
            if not material.focus or material.is_on_topic(row.indicator):
                yield row


def _counts_communes(figure: Figure) -> bool:
    """True for "11 xã, phường": how many are meant, not what is set for each."""
    unit = fold(figure.quantity.unit) if figure.quantity else ""
    return unit.startswith(tuple(map(fold, table("issuers")["levels"])))


def _told_to(block: Block, figure: Figure) -> tuple[str, ...]:
    """The words that say whom an aim is set for: those before it in its sentence, those behind it
    in its clause ("95%, chung cho mọi xã"), and the headings above of targets. "Bồi dưỡng 1.200
    cán bộ; mỗi xã có 01 công chức" sets 1.200 for no commune."""
    words = table("drafts/plan")["targets"]["told_by"]
    before, _, after = block.text.partition(figure.text)
    sentence, clause = re.split(r"[.!?]\s", before)[-1], re.split(r";|[.!?](?:\s|$)", after)[0]
    return sentence, clause, *(heading for heading in block.path if has_cue(words, heading))


def _sets_targets(block: Block) -> bool:
    """True for a table that says it is of targets or of what became of them, in its columns, its
    caption or the headings above; not for lists of forces, stocks or works that hold numbers."""
    if block.table is None:
        return False
    said = fold("\n".join((*block.table.columns, block.table.caption, *block.path)))
    return any(fold(word) in said for word in table("drafts/plan")["targets"]["told_by"])


def _row(basis: Basis, block: Block, at: int, name: str, figures: Sequence[Figure]) -> TargetRow:
    table = block.table
    groups = table.rows[at].group if table and not unit_of(basis.title) else ()
    group = groups[0] if groups else ""  # communes stand in groups of their own
    known = tuple(Known(figure, basis) for figure in figures)
    return TargetRow(name.strip(" .,;"), basis, group, _measure(block, at, figures), known)


def _measure(block: Block, at: int, figures: Sequence[Figure]) -> str:
    """The unit of measure as its column prints it, else as the values have it."""
    table = block.table
    if table:
        pairs = zip(column_roles(table.columns), table.rows[at].cells, strict=False)
        for role, cell in pairs:
            if role is ColumnRole.MEASURE and cell.strip():
                return cell.strip()
    units = (figure.quantity.unit for figure in figures if figure.quantity)
    return next((unit for unit in units if unit == "%"), "")


def _of_model(material: Material, donors: Donors) -> Iterable[TargetRow]:
    """The indicators of the paper that serves as a model, without a value of them."""
    for record in donors.models:
        unit = record.front.unit
        tables = _tables(material, record, unit) if unit else []
        rows = [r for table in tables for r in table if _is_wanted(material, record, r)]
        if rows:
            return [replace(row, origin=Origin.MODEL) for row in rows]
    return ()
