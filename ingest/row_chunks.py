"""Tables as chunks: one row each, every cell under the name of its column."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.cell_place import communes_named, place_of, without_places
from ingest.columns import VALUES, ColumnRole, column_roles, row_title
from ingest.document import Document, Row, Table, Unit
from ingest.header_names import own_names
from ingest.splitting import split_text
from ingest.tokens import count

BETWEEN = " · "  # stands between a row's title and the names of its columns


@dataclass(frozen=True, slots=True)
class RowPart:
    """A row, or the part of an over-long one that fits a chunk."""

    row: int
    title: str
    body: str
    place: Unit | None
    continued: bool  # True for a part whose title stands in an earlier one


def row_parts(document: Document, found: Table, room: int) -> Iterator[RowPart]:
    """The filled rows of a table in order, each as bodies of at most `room` tokens."""
    home = document.front.unit
    named = communes_named(found, document.blocks, home)
    columns = without_places(found.columns, named)
    for index, row in enumerate(found.rows):
        title = _title(found, columns, row)
        place = place_of(found, row, home, named)
        for at, body in enumerate(_bodies(found, row, room)):
            yield RowPart(index, title or row.label, body, place, at > 0)


def _title(found: Table, columns: tuple[str, ...], row: Row) -> str:
    """What the row is about, with what its columns are called where they state different things.

    Of a row that is a place these are whole headers; of a total of named rows not its money,
    which is a sum of different things.
    """
    title = row_title(found.columns, row.cells)
    roles = column_roles(found.columns)
    held = [at for at, role in enumerate(roles) if _may_hold(role)]
    if ColumnRole.INDICATOR in roles or ColumnRole.PLACE not in roles:
        things = [at for at in held if not (row.is_total and roles[at] is ColumnRole.BUDGET)]
        names = list(own_names(columns, things).values())
    else:
        names = [found.columns[at] for at in held]
    return BETWEEN.join(filter(None, (title, *dict.fromkeys(names))))


def _may_hold(role: ColumnRole) -> bool:
    is_value = role in VALUES or role is ColumnRole.OTHER
    return is_value and role is not ColumnRole.RATIO


def _bodies(found: Table, row: Row, room: int) -> list[str]:
    cells = [
        part
        for column, cell, role in zip(
            found.columns, row.cells, column_roles(found.columns), strict=False
        )
        if cell.strip() or (role in VALUES and column)
        for part in _cell_parts(column, cell, room)
    ]
    bodies: list[str] = []
    for part in cells:
        if bodies and count(f"{bodies[-1]} | {part}") <= room:
            bodies[-1] += f" | {part}"
        else:
            bodies.append(part)
    return bodies if any(cell.strip() for cell in row.cells) else []


def _cell_parts(column: str, cell: str, room: int) -> list[str]:
    """The cell under its column's name, which each part of a long cell repeats."""
    named = f"{column}: {cell}".strip() if column else cell
    if count(named) <= room:
        return [named]
    header = split_text(f"{column}:", max(1, room // 3))[0] if column else ""
    parts = split_text(cell, max(1, room - count(header) - 2))
    return [f"{header} {part}".strip() for part in parts]
