"""Wards, years, or a target and its result held against each other, cell by cell."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.compared_rows import compared_rows, is_asked
from assistant.evidence import Cell, ComparisonFound, ComparisonRow, FiguresFound, Gathered
from assistant.filled_rows import FilledRow, by_holder
from assistant.inquiry import Inquiry, same_time
from assistant.ledger import find_figures, reading
from assistant.progress import find_progress
from assistant.prose_figures import StatedFigure, stated_figures, stated_reading
from assistant.table_rows import row_basis
from ingest.document import Chunk, Figure, Period, Role, Unit
from ingest.places import same_unit

_MOST_COLUMNS = 4
_MOST_ROWS = 20
# Of one time: what was aimed at, then what came of it, so that the rise is against the aim.
_ORDER = (Role.TARGET, Role.BUDGET, Role.SIZE, Role.ESTIMATE, Role.RESULT, Role.RATIO)

Column = tuple[Role, Period | None]


def find_comparison(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered | None:
    """A table over units and columns; a plain figure where only one cell would be left of it."""
    if progress := find_progress(inquiry):
        return progress
    groups = by_holder(compared_rows(inquiry))
    if len(inquiry.request.codes) > 1:
        return _by_document(inquiry, [row for group in groups for row in group])
    columns = _columns(groups)
    if len(columns) == 1 and len(groups) == 1 and _several(groups[0]):
        return FiguresFound(tuple(reading(inquiry, row) for row in groups[0]))
    stated = _stated(inquiry, chunks)
    columns = _with_stated(inquiry, columns, stated)
    is_alone = len(columns) == 1 and len(groups) < 2 and len(inquiry.request.units) < 2
    found = _of_sentences(inquiry, _of_tables(inquiry, groups, columns), columns, stated)
    told = [row for row in groups[0] if _is_told(row)] if groups else []
    if is_alone and told and not inquiry.request.units:  # "xã nào …", where there is one
        return FiguresFound(tuple(reading(inquiry, row) for row in told))
    if not found or is_alone:
        return find_figures(inquiry, chunks)
    return ComparisonFound(_indicator(found), columns, tuple(found[:_MOST_ROWS]))


def _is_told(row: FilledRow) -> bool:
    return any(not figure.is_blank for figure in row.figures)


def _several(rows: Sequence[FilledRow]) -> bool:
    """True where one unit states several things for one time: "tỉnh giao", sources of money."""
    return len(rows) > 1 or len([f for row in rows for f in row.figures if not f.is_blank]) > 1


def _by_document(inquiry: Inquiry, rows: Sequence[FilledRow]) -> Gathered | None:
    """What each of the documents named states: of the row that fits best, the aim or the result."""
    best: dict[str, FilledRow] = {}
    for row in sorted(rows, key=lambda row: row.rank, reverse=True):
        best.setdefault(row.row.chunk.document_id, row)
    if not best:
        return None
    roles = [figure.role for row in best.values() for figure in row.figures]
    role = inquiry.request.role or max(_ORDER, key=roles.count)
    held = [replace(row, figures=_of_role(row.figures, role)) for row in best.values()]
    return FiguresFound(tuple(reading(inquiry, row) for row in held if row.figures))


def _of_role(figures: Sequence[Figure], role: Role) -> tuple[Figure, ...]:
    """The stated figures of one role."""
    return tuple(figure for figure in figures if figure.role is role and not figure.is_blank)


# --- columns ---------------------------------------------------------------------------------


def _columns(groups: Sequence[Sequence[FilledRow]]) -> tuple[Column, ...]:
    """The roles and periods that most units state, in order of time."""
    stated = [
        column
        for group in groups
        for column in {(figure.role, figure.period) for row in group for figure in row.figures}
    ]
    merged = _merged({column: stated.count(column) for column in dict.fromkeys(stated)})
    most = sorted(merged, key=lambda column: -merged[column])[:_MOST_COLUMNS]
    return tuple(sorted(most, key=_when))


def _merged(counts: dict[Column, int]) -> dict[Column, int]:
    """The columns with "năm 2026" and "đến năm 2026" as one: reached at the same day."""
    merged: dict[Column, int] = {}
    for (role, period), count in counts.items():
        same = (c for c in merged if c[0] is role and period and same_time(c[1], period))
        column = next(same, (role, period))
        merged[column] = merged.get(column, 0) + count
    return merged


def _when(column: Column) -> tuple[str, int]:
    role, period = column
    return str(period.last) if period else "", _ORDER.index(role)


def _with_stated(
    inquiry: Inquiry, columns: Sequence[Column], stated: Sequence[StatedFigure]
) -> tuple[Column, ...]:
    """The columns; with those of sentences for a time asked for that no table speaks of."""
    lacking = [
        period
        for period in inquiry.request.periods
        if not any(same_time(held, period) for _, held in columns)
    ]
    more = {(s.figure.role, s.figure.period) for s in stated if is_asked(s.figure, lacking)}
    return tuple(sorted((*columns, *more), key=_when)[:_MOST_COLUMNS])


# --- rows and cells --------------------------------------------------------------------------


def _of_tables(
    inquiry: Inquiry, groups: Sequence[Sequence[FilledRow]], columns: Sequence[Column]
) -> list[ComparisonRow]:
    return [
        ComparisonRow(group[0].row.unit, tuple(_cell(inquiry, group, column) for column in columns))
        for group in groups
    ]


def _cell(inquiry: Inquiry, group: Sequence[FilledRow], column: Column) -> Cell | None:
    """The first figure of the unit's rows in this column; None where they state none."""
    held = [(row, f) for row in group for f in row.figures if _is_in(f, column)]
    if not held:
        return None
    row, figure = min(held, key=lambda pair: pair[1].is_blank)
    return Cell(figure, row_basis(inquiry, row.row.chunk, figure.text))


def _is_in(figure: Figure, column: Column) -> bool:
    role, period = column
    timely = figure.period == period or (period and same_time(figure.period, period))
    return figure.role is role and bool(timely)


def _stated(inquiry: Inquiry, chunks: Sequence[Chunk]) -> list[StatedFigure]:
    """What sentences state of the units asked about, in the roles asked for."""
    request = inquiry.request
    roles = request.roles
    found = inquiry.of_units(stated_figures(inquiry, chunks)) if request.units else []
    return [s for s in found if not roles or s.figure.role in roles]


def _of_sentences(
    inquiry: Inquiry,
    rows: Sequence[ComparisonRow],
    columns: Sequence[Column],
    stated: Sequence[StatedFigure],
) -> list[ComparisonRow]:
    """The rows with what only sentences state in the cells that tables leave out."""
    units = [u for u in inquiry.request.units if not _holds(rows, u)]
    every = [*rows, *(ComparisonRow(unit, tuple(None for _ in columns)) for unit in units)]
    filled = [
        replace(
            row,
            cells=tuple(
                cell or _stated_cell(inquiry, row.unit, column, stated)
                for cell, column in zip(row.cells, columns, strict=True)
            ),
        )
        for row in every
    ]
    return [row for row in filled if any(row.cells)]


def _stated_cell(
    inquiry: Inquiry, unit: Unit | None, column: Column, stated: Sequence[StatedFigure]
) -> Cell | None:
    ours = (s for s in stated if unit and s.unit and same_unit(s.unit, unit))
    found = next((s for s in ours if _is_in(s.figure, column)), None)
    return Cell(found.figure, stated_reading(inquiry, found).basis) if found else None


def _holds(rows: Sequence[ComparisonRow], unit: Unit) -> bool:
    return any(row.unit and same_unit(row.unit, unit) for row in rows)


def _indicator(rows: Sequence[ComparisonRow]) -> str:
    return next(cell.figure.indicator for row in rows for cell in row.cells if cell)
