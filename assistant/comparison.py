"""Wards, years, or a target and its result held against each other, cell by cell."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.cues import has_cue
from assistant.evidence import Cell, ComparisonFound, ComparisonRow, FiguresFound, Gathered
from assistant.inquiry import Inquiry, same_time
from assistant.ledger import (
    FilledRow,
    by_holder,
    figures_on_topic,
    find_figures,
    leading_rows,
    reading,
    set_above,
)
from assistant.table_rows import row_basis
from ingest.document import Chunk, Figure, Period, Role
from ingest.places import kinds, level, same_unit

_MOST_COLUMNS = 4
_MOST_ROWS = 20
# Of one time: what was aimed at, then what came of it, so that the rise is against the aim.
_ORDER = (Role.TARGET, Role.BUDGET, Role.SIZE, Role.ESTIMATE, Role.RESULT, Role.RATIO)

Column = tuple[Role, Period | None]


def find_comparison(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered | None:
    """A table over units and columns; a plain figure where only one cell would be left of it."""
    rows = _of_one_table(inquiry, _of_units(inquiry, figures_on_topic(inquiry)))
    groups = [_leading(inquiry, group) for group in by_holder(rows)]
    groups = [kept for group in groups if (kept := _asked(inquiry, group))]
    if len(inquiry.request.codes) > 1:
        return _by_document(inquiry, [row for group in groups for row in group])
    columns = _columns(inquiry, groups)
    if len(columns) == 1 and len(groups) == 1 and len(groups[0]) > 1:
        return FiguresFound(tuple(reading(inquiry, row) for row in groups[0]))
    if not columns or (len(columns) == 1 and len(groups) == 1 and not _named(inquiry)):
        return find_figures(inquiry, chunks)
    found = [_row(inquiry, group, columns) for group in groups[:_MOST_ROWS]]
    indicator = groups[0][0].figures[0].indicator
    return ComparisonFound(indicator, columns, tuple(found))


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


def _of_units(inquiry: Inquiry, rows: Sequence[FilledRow]) -> list[FilledRow]:
    """The rows of the units asked about; of every ward where none is, the chosen one first."""
    wanted = inquiry.request.units
    if wanted and not inquiry.request.other_units:
        owned = [row for row in rows if row.row.unit]
        return [r for r in owned if any(same_unit(r.row.unit, w) for w in wanted if r.row.unit)]
    asked = [kind for kind in kinds() if has_cue([f"{kind} nào"], inquiry.request.text)]
    wards = [
        row
        for row in rows
        if row.row.unit and level(row.row.unit) == 3 and (not asked or row.row.unit.kind in asked)
    ]
    return wards or list(rows)


def _of_one_table(inquiry: Inquiry, rows: Sequence[FilledRow]) -> list[FilledRow]:
    """The rows of the best table that holds every unit named; all rows where none does."""
    wanted = inquiry.request.units
    if len(wanted) < 2:
        return list(rows)
    tables: dict[tuple[str, int], list[FilledRow]] = {}
    for row in rows:
        tables.setdefault((row.row.chunk.document_id, row.row.chunk.blocks[0]), []).append(row)
    whole = [
        held
        for held in tables.values()
        if all(any(r.row.unit and same_unit(r.row.unit, w) for r in held) for w in wanted)
    ]
    return max(whole, key=lambda held: max(row.rank for row in held), default=list(rows))


def _leading(inquiry: Inquiry, group: Sequence[FilledRow]) -> list[FilledRow]:
    """The rows that fit best; where what a higher body set is meant, the best of its own too."""
    if not inquiry.request.from_above:
        return leading_rows(inquiry, group)
    above = set_above(inquiry, list(group))
    own = [row for row in group if row not in above]
    return [row for rows in (own, above) if rows for row in leading_rows(inquiry, rows)]


def _named(inquiry: Inquiry) -> bool:
    return len(inquiry.request.units) > 1


def _asked(inquiry: Inquiry, group: Sequence[FilledRow]) -> list[FilledRow]:
    """The rows with figures of the periods and roles asked for, but for those all left blank."""
    request = inquiry.request
    kept = []
    for row in group:
        figures = tuple(
            figure
            for figure in row.figures
            if (not request.roles or figure.role in request.roles)
            and (not request.periods or _is_asked(figure, request.periods))
        )
        if not all(figure.is_blank for figure in figures):
            kept.append(FilledRow(row.row, figures, row.rank))
    return kept


def _is_asked(figure: Figure, periods: Sequence[Period]) -> bool:
    return any(same_time(figure.period, period) for period in periods)


def _columns(inquiry: Inquiry, groups: Sequence[Sequence[FilledRow]]) -> tuple[Column, ...]:
    """The roles and periods that most units state, in order of time."""
    stated = [
        column
        for group in groups
        for column in {(figure.role, figure.period) for row in group for figure in row.figures}
    ]
    counts = {column: stated.count(column) for column in dict.fromkeys(stated)}
    merged = _merged(counts)
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


def _row(inquiry: Inquiry, group: Sequence[FilledRow], columns: Sequence[Column]) -> ComparisonRow:
    return ComparisonRow(
        group[0].row.unit, tuple(_cell(inquiry, group, column) for column in columns)
    )


def _cell(inquiry: Inquiry, group: Sequence[FilledRow], column: Column) -> Cell | None:
    """The first figure of the unit's rows in this column; None where they state none."""
    role, period = column
    for row in group:
        for figure in row.figures:
            timely = figure.period == period or (period and same_time(figure.period, period))
            if figure.role is role and timely:
                return Cell(figure, row_basis(inquiry, row.row.chunk, figure.text))
    return None
