"""Blocks → Figures: each value cell with its indicator, role, period, place and owner.

What a cell means is read in `columns` (its header's role), `header_names` (what the header says of
its own), `cell_role`, `cell_period` and `cell_place`; sentences in `sentences`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.captions import measure_in
from ingest.cell_period import cell_period, compared_period, header_period
from ingest.cell_place import communes_named, place_of, place_of_column, without_places
from ingest.cell_role import Surroundings, role_of
from ingest.columns import STEP, VALUES, ColumnRole, column_roles, held_first, is_source, row_title
from ingest.document import Block, Figure, FrontMatter, Period, Row, Table, Unit
from ingest.header_names import (
    bracketed_measure,
    header_measure,
    is_count,
    is_whole_life,
    own_names,
)
from ingest.period import first_longer
from ingest.places import unit_of
from ingest.quantity import parse_cell, plain_measure
from ingest.row_names import BETWEEN, ratio_name, row_name
from ingest.sentences import sentence_figures
from prompts import table as data

_MOST_SIGNS = 40  # of a cell that is a value; longer ones are words
_NUMBERED = re.compile(r"^(?:phụ lục|phụ biểu|biểu|bảng)[\w\s]{0,8}[.:]\s*", re.IGNORECASE)
_BARE = re.compile(r"(?:phụ lục|phụ biểu|biểu|bảng)(?: số)?[\s\divx]*\W*$", re.IGNORECASE)
_OF_YEAR = re.compile(
    r"(?:năm|năm học)\s+(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?$", re.IGNORECASE
)
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with all that decides what its cells mean."""

    block: Block
    table: Table
    columns: tuple[ColumnRole, ...]
    values: tuple[int, ...]
    names: Mapping[int, str]  # what each value column is called besides its role, time and place
    front: FrontMatter
    named: Mapping[str, Unit]  # the communes that the document names, by their bare names

    def column(self, *roles: ColumnRole) -> list[int]:
        return [at for at, role in enumerate(self.columns) if role in roles]

    @property
    def around(self) -> Surroundings:
        """What decides the roles of its values."""
        lone = sum(self.columns[at] is not ColumnRole.RATIO for at in self.values) == 1
        return Surroundings(self.block, self.table, self.front, lone)

    @property
    def is_by_place(self) -> bool:
        """True where rows are places and the indicators stand in the header."""
        return ColumnRole.INDICATOR not in self.columns and ColumnRole.PLACE in self.columns


def read_figures(blocks: tuple[Block, ...], front: FrontMatter) -> tuple[Figure, ...]:
    """The figures of all tables, then those of the sentences, each in reading order.

    Blank cells are kept as known unknowns; a row without words states nothing that has a name.
    """
    in_tables = tuple(
        figure
        for block in blocks
        if block.table
        for figure in _figures(_sheet(block, block.table, blocks, front))
    )
    return in_tables + sentence_figures(blocks, front)


def _sheet(block: Block, found: Table, blocks: tuple[Block, ...], front: FrontMatter) -> _Sheet:
    roles = tuple(_seen(found, at, role) for at, role in enumerate(column_roles(found.columns)))
    values = tuple(
        at
        for at, role in enumerate(roles)
        if role in VALUES or (role is ColumnRole.OTHER and is_measured(found.rows, at))
    )
    named = communes_named(found, blocks, front.unit)
    names = own_names(without_places(found.columns, named), values)
    return _Sheet(block, found, roles, values, names, front, named)


def _seen(found: Table, column: int, role: ColumnRole) -> ColumnRole:
    """The role of a column once its cells are seen: amounts under "Nguồn vốn" are money, numbers
    under "Sản phẩm OCOP" count something, crosses under the years of a "Lộ trình" are a schedule.
    """
    header = found.columns[column]
    if role is ColumnRole.NOTE and is_source(header) and is_measured(found.rows, column):
        return ColumnRole.BUDGET
    if role is ColumnRole.PRODUCT and _is_bare(found.rows, column):
        return ColumnRole.OTHER
    outer = column_roles((header.partition(STEP)[0],))[0]
    scheduled = role is ColumnRole.TARGET and outer is ColumnRole.DEADLINE
    if scheduled and not is_measured(found.rows, column):
        return ColumnRole.DEADLINE
    return role


def is_measured(rows: Sequence[Row], column: int) -> bool:
    """True where most filled cells of a column are numbers, and not row numbers or years."""
    cells = [row.cells[column].strip() for row in rows if column < len(row.cells)]
    filled = [cell for cell in cells if cell.strip("-–?. ")]
    short = [cell for cell in filled if len(cell) < _MOST_SIGNS and parse_cell(cell)]
    return bool(filled) and len(short) * 2 > len(filled) and not _counts(short)


def _is_bare(rows: Sequence[Row], column: int) -> bool:
    """True for a measured column whose cells are numbers without words: "40 lớp" is a product."""
    cells = [row.cells[column] for row in rows if column < len(row.cells)]
    return is_measured(rows, column) and not any(c.isalpha() for cell in cells for c in cell)


def _counts(cells: Sequence[str]) -> bool:
    """True for 1, 2, 3, … and for years: they number and date rows."""
    if not all(cell.isdigit() for cell in cells):
        return False
    numbers = [int(cell) for cell in cells]
    in_order = len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return in_order or all(number in _YEARS for number in numbers)


def _figures(sheet: _Sheet) -> Iterator[Figure]:
    for at, row in enumerate(sheet.table.rows):
        yield from _of_row(sheet, at, row)


def _of_row(sheet: _Sheet, at: int, row: Row) -> list[Figure]:
    place = place_of(sheet.table, row, sheet.front.unit, sheet.named)
    title = row_name(sheet.table, at) or (_total() if row.is_total else "")
    is_place = place is not None and (sheet.is_by_place or unit_of(title) is not None)
    if is_place or (sheet.is_by_place and row.is_total):
        title = ""
    elif not title:
        return []
    columns = [column for column in sheet.values if column < len(row.cells)]
    stated = [
        _figure(sheet, at, row, column, title, place or _place(sheet, column)) for column in columns
    ]
    return _told_apart(sheet, title, stated)


def _place(sheet: _Sheet, column: int) -> Unit | None:
    """The commune a column is about, else the unit of the document."""
    header, home = sheet.table.columns[column], sheet.front.unit
    return place_of_column(header, home, sheet.named) or home


def _total() -> str:
    return str(data("layout")["table"]["total"][0]).capitalize()


def _figure(
    sheet: _Sheet, at: int, row: Row, column: int, title: str, place: Unit | None
) -> Figure:
    text, header = row.cells[column].strip(), sheet.table.columns[column]
    period = _period(sheet, row, column)
    measure = _measure(sheet, row, column)
    return Figure(
        indicator=_indicator(sheet, title, column),
        text=text,
        quantity=parse_cell(text, measure),
        role=role_of(sheet.around, header, sheet.columns[column], period, measure),
        period=period,
        place=place,
        owner=_cells(sheet, row, ColumnRole.OWNER),
        person=_cells(sheet, row, ColumnRole.PERSON),
        block=sheet.block.ordinal,
        row=at,
        column=column,
        measure=measure,
    )


def _indicator(sheet: _Sheet, title: str, column: int) -> str:
    """The title of the row with what the column is called; of a place only the latter."""
    name = sheet.names[column]
    if sheet.columns[column] is ColumnRole.RATIO:
        name = ratio_name(sheet.table.columns[column], name)
    if not title:
        caption = "" if _BARE.match(sheet.table.caption) else sheet.table.caption
        return name or _NUMBERED.sub("", caption) or sheet.table.columns[column]
    return BETWEEN.join(filter(None, (title, name)))


def _told_apart(sheet: _Sheet, title: str, stated: list[Figure]) -> list[Figure]:
    """The figures of a row; those that would state the same thing under their whole headers."""
    seen = [_meaning(figure) for figure in stated]
    return [
        replace(figure, indicator=_whole_name(sheet, title, figure))
        if seen.count(_meaning(figure)) > 1
        else figure
        for figure in stated
    ]


def _meaning(figure: Figure) -> tuple[object, ...]:
    return figure.indicator, figure.role, figure.period, figure.place


def _whole_name(sheet: _Sheet, title: str, figure: Figure) -> str:
    header = sheet.table.columns[figure.column or 0]
    return BETWEEN.join(filter(None, (title, *header.split(STEP))))


def _cells(sheet: _Sheet, row: Row, role: ColumnRole) -> str:
    cells = (row.cells[at].strip(" -–?") for at in sheet.column(role) if at < len(row.cells))
    return "; ".join(cell for cell in cells if cell)


def _measure(sheet: _Sheet, row: Row, column: int) -> str:
    """The unit of measure: the header's own, else the row's, its title's, the table's.

    A ratio has its header's only: what it compares is measured otherwise.
    """
    own = header_measure(sheet.table.columns[column])
    if own or sheet.columns[column] is ColumnRole.RATIO:
        return own
    stated = plain_measure(_cells(sheet, row, ColumnRole.MEASURE))
    title = row_title(sheet.table.columns, row.cells)
    headers = [sheet.table.columns[at] for at in sheet.column(ColumnRole.INDICATOR)]
    around = (sheet.table.caption, *headers)
    of_table = plain_measure(sheet.table.measure) or _stated_measure(around)
    if sheet.columns[column] is ColumnRole.OTHER and is_count(sheet.table.columns[column]):
        of_table = ""
    return stated or bracketed_measure(title) or of_table


def _stated_measure(texts: Iterable[str]) -> str:
    """The first unit that stands in brackets: "(ha)", "(Đơn vị tính: ha)"; else ""."""
    found = (plain_measure(measure_in(text)) or bracketed_measure(text) for text in texts)
    return next(filter(None, found), "")


def _period(sheet: _Sheet, row: Row, column: int) -> Period | None:
    """The period named nearest to the value: header, section row, caption, heading, document.

    A ratio is about the period of what it holds against another: the value before it.
    """
    header, year = sheet.table.columns[column], sheet.front.year
    headers = [sheet.table.columns[at] for at in sheet.column(ColumnRole.INDICATOR)]
    title = _OF_YEAR.search(row_title(sheet.table.columns, row.cells))
    near = (title[0] if title else "", *reversed(row.group), *headers, sheet.table.caption)
    texts = (*near, *reversed(sheet.block.path), sheet.front.subject)
    if sheet.columns[column] is ColumnRole.RATIO:
        return compared_period(header) or _compared(sheet, row, column)
    if is_whole_life(header):
        return header_period(header, texts, year) or _of_project(sheet, row)
    return cell_period(header, texts, year)


def _compared(sheet: _Sheet, row: Row, column: int) -> Period | None:
    """The period of the nearest value before a ratio, of the role it begins with ("TH/KH")."""
    plain = [at for at in sheet.values if sheet.columns[at] is not ColumnRole.RATIO]
    held = held_first(sheet.table.columns[column])
    meant = [at for at in plain if sheet.columns[at] is held]
    nearest = [at for at in meant or plain if at < column][-1:] or plain[:1]
    return _period(sheet, row, nearest[0]) if nearest else None


def _of_project(sheet: _Sheet, row: Row) -> Period | None:
    """The years that a project takes, where the row says them: "2024-2026"."""
    return first_longer(_cells(sheet, row, ColumnRole.DEADLINE))
