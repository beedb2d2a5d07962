"""Who leads, who answers for it, with whom, by when: cells of the rows of targets and tasks."""

from collections.abc import Sequence

from assistant.evidence import Gathered, Near, Nothing, RowsFound, RowValues, Unclear
from assistant.identity import names_office
from assistant.inquiry import Inquiry
from assistant.lineage import in_force
from assistant.table_rows import Candidate, block_and_row, row_basis, rows_on_topic
from ingest.columns import VALUES, ColumnRole, column_roles, row_title
from ingest.document import Chunk, Role, Row

_ALIKE = 0.06
_MOST_ROWS = 3
_COLUMNS = {
    "owner": (ColumnRole.OWNER, ColumnRole.PERSON),
    "person": (ColumnRole.PERSON,),
    "partner": (ColumnRole.PARTNER,),
    "deadline": (ColumnRole.DEADLINE,),
    "product": (ColumnRole.PRODUCT,),
}


def find_duties(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered | None:
    """The cells asked for, or why there are none; None where no row speaks of the topic.

    Who holds an office only a row says that names the office and a person.
    """
    asks_office = "office" in inquiry.request.fields
    fields = _fields(inquiry.request.fields)
    having = [c for c in rows_on_topic(inquiry) if _has_column(inquiry, c, fields)]
    if asks_office:
        having = [c for c in having if _names_office(inquiry, c)]
    if not having:
        return None
    ours = inquiry.of_units(having)
    if not ours:
        return Nothing("unit", near=_near(inquiry, having[0]))
    timely = [c for c in ours if inquiry.is_timely(c.chunk, c.chunk.body)]
    if not timely:
        return Nothing("period", near=_near(inquiry, ours[0]))
    meant = _of_targets(inquiry, in_force(inquiry, timely))
    rows = [_values(inquiry, candidate, fields) for candidate in _leading(meant)]
    filled = tuple(row for row in rows if any(value for _, value in row.values))
    if not filled:
        return Nothing("field", field=fields[0], near=_near(inquiry, timely[0]))
    titles = tuple(dict.fromkeys(row.indicator for row in filled))
    return Unclear(choices=titles) if len(titles) > _MOST_ROWS else RowsFound(filled)


def _fields(asked: Sequence[str]) -> tuple[str, ...]:
    if "office" in asked:
        return ("person",)
    return tuple(field for field in asked if field in _COLUMNS) or ("owner",)


def _names_office(inquiry: Inquiry, candidate: Candidate) -> bool:
    """True where a cell of the row is the office in the question's own words."""
    _, row = block_and_row(inquiry, candidate.chunk)
    return any(names_office(cell, inquiry.request.text) for cell in row.cells)


def _of_targets(inquiry: Inquiry, candidates: list[Candidate]) -> list[Candidate]:
    """Where the question says "chỉ tiêu": the rows that hold a figure, not those of tasks."""
    if inquiry.request.role not in (Role.TARGET, Role.RESULT):
        return candidates
    return [c for c in candidates if _holds_figures(inquiry, c)] or candidates


def _holds_figures(inquiry: Inquiry, candidate: Candidate) -> bool:
    block, _ = block_and_row(inquiry, candidate.chunk)
    return bool(block.table and VALUES.intersection(column_roles(block.table.columns)))


def _near(inquiry: Inquiry, candidate: Candidate) -> Near:
    return Near(row_basis(inquiry, candidate.chunk), unit=candidate.unit)


def _leading(candidates: Sequence[Candidate]) -> list[Candidate]:
    best = max(candidate.match.rank for candidate in candidates)
    return [c for c in candidates if c.match.rank >= best - _ALIKE]


def _has_column(inquiry: Inquiry, candidate: Candidate, fields: Sequence[str]) -> bool:
    block, _ = block_and_row(inquiry, candidate.chunk)
    held = column_roles(block.table.columns) if block.table else ()
    return any(role in held for field in fields for role in _COLUMNS[field])


def _values(inquiry: Inquiry, candidate: Candidate, fields: Sequence[str]) -> RowValues:
    """The first filled cell among each field's columns."""
    block, row = block_and_row(inquiry, candidate.chunk)
    columns = block.table.columns if block.table else ()
    values = tuple((field, _value(columns, row, _held(columns, field))) for field in fields)
    basis = row_basis(inquiry, candidate.chunk, highlight=next((v for _, v in values if v), ""))
    return RowValues(row_title(columns, row.cells), values, basis, candidate.unit)


def _value(columns: tuple[str, ...], row: Row, roles: Sequence[ColumnRole]) -> str | None:
    if not set(roles).intersection(column_roles(columns)):
        return None
    return next((cell for role in roles if (cell := _cell(columns, row, role))), "")


def _held(columns: tuple[str, ...], field: str) -> tuple[ColumnRole, ...]:
    """The columns that answer a field: a person leads only where no column is for bodies."""
    if field == "owner" and ColumnRole.OWNER in column_roles(columns):
        return (ColumnRole.OWNER,)
    return _COLUMNS[field]


def _cell(columns: tuple[str, ...], row: Row, wanted: ColumnRole) -> str:
    pairs = zip(column_roles(columns), row.cells, strict=False)
    cells = (cell.strip() for role, cell in pairs if role is wanted)
    return "; ".join(cell for cell in cells if cell.strip(" .-–?…"))
