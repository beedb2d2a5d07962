"""Sums that a paper prints, added up again: of rows, of a row's parts, of columns, in sentences."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.checking.fault import Fault
from assistant.checking.numbers import Number, agrees_with_sum, grid_of, written
from assistant.checking.paper import Paper, row_title, told_in
from assistant.checking.sums_told import sums_told
from ingest.columns import ColumnRole, column_roles
from ingest.counts import check_counts
from ingest.document import Block, Row, Table
from ingest.text import fold
from ingest.totals import check_sums, is_additive
from prompts import table as data

_FEWEST_AGREE = 2  # rows that must bear out what a column is the sum of


def sums(paper: Paper) -> Iterator[Fault]:
    """Totals that are not what their parts give."""
    for block in paper.blocks:
        if block.table:
            yield from _totals(paper, block)
            yield from _parents(paper, block, block.table)
            yield from _columns(paper, block, block.table)
        else:
            yield from sums_told(paper, block)
    for found in check_counts(paper.blocks):
        block = paper.blocks[found.block or 0]
        yield paper.fault("sum", "counted", block, told=told_in(paper, found))


def _totals(paper: Paper, block: Block) -> Iterator[Fault]:
    """Rows of totals: what the reader of tables found."""
    for found in check_sums((block,)):
        yield paper.fault("sum", "total", block, found.text, told=told_in(paper, found))


# --- a row and its parts ----------------------------------------------------------------------


def _parents(paper: Paper, block: Block, table: Table) -> Iterator[Fault]:
    """Rows "1" with parts "1.1", "1.2", … where the table adds up: money, or a column that does."""
    grid = grid_of(table)
    families = [(at, parts) for at in range(len(table.rows)) if (parts := _parts(table.rows, at))]
    for column, role in enumerate(column_roles(table.columns)):
        if role is ColumnRole.LABEL or not is_additive(table, column):
            continue
        told = [
            (at, total, numbers)
            for at, parts in families
            if (total := grid[at][column])
            and all(numbers := [n for part in parts if (n := grid[part][column])])
            and len(numbers) == len(parts)
        ]
        right = sum(agrees_with_sum(total, numbers) for _, total, numbers in told)
        if not (right or _is_money(table, column)):
            continue
        for at, total, numbers in told:
            if not agrees_with_sum(total, numbers) and not _are_some(
                table.rows[at + 1], total, numbers
            ):
                yield _wrong(paper, block, table, at, column, total, numbers, "parts")


def _are_some(first: Row, total: Number, parts: Sequence[Number]) -> bool:
    """True below "Trong đó: …" where less is told than the whole."""
    opens = tuple(map(fold, data("checking")["sums"]["part"]))
    some = any(fold(cell).lstrip(" -+").startswith(opens) for cell in first.cells)
    return some and sum((part.value for part in parts), Decimal(0)) < total.value


def _parts(rows: Sequence[Row], at: int) -> list[int]:
    """The rows numbered as parts of a row; fewer than two are no sum."""
    label = rows[at].label.rstrip(".")
    if not label or not label[0].isalnum() or not label[-1].isdigit():
        return []
    shape = re.compile(rf"{re.escape(label)}\.\d{{1,2}}\.?")
    found = []
    for below in range(at + 1, len(rows)):
        other = rows[below].label
        if shape.fullmatch(other):
            found.append(below)
        elif other and not other.startswith((f"{label}.", "-", "+")):
            break
    return found if len(found) > 1 else []


def _is_money(table: Table, column: int) -> bool:
    return "đồng" in fold(f"{table.columns[column]} {table.measure} {table.caption}")


def _wrong(
    paper: Paper,
    block: Block,
    table: Table,
    at: int,
    column: int,
    total: Number,
    parts: Sequence[Number],
    key: str,
) -> Fault:
    row = table.rows[at]
    return paper.fault(
        "sum",
        f"sum_{key}",
        block,
        " | ".join(cell for cell in row.cells if cell),
        row=row,
        column=table.columns[column],
        title=row_title(row),
        printed=row.cells[column].strip(),
        computed=written(sum((part.value for part in parts), Decimal(0)), total.places),
    )


# --- a column that is the sum of those beside it ----------------------------------------------


def _columns(paper: Paper, block: Block, table: Table) -> Iterator[Fault]:
    """ "Tổng số" of the columns beside it, where the other rows bear that out."""
    grid = grid_of(table)
    for column, name in enumerate(table.columns):
        if not _sums_columns(name):
            continue
        window = max(_windows(table, column), key=lambda w: _votes(grid, column, w), default=None)
        if window is None:
            continue
        right, wrong = _sides(grid, column, window)
        if right < _FEWEST_AGREE or len(wrong) * 2 > right:
            continue
        for at in wrong:
            total, parts = _added(grid[at], column, window)
            if total:
                yield _wrong(paper, block, table, at, column, total, parts, "columns")


def _sums_columns(name: str) -> bool:
    steps = [step.strip() for step in fold(name).split("›")]
    opens = tuple(map(fold, data("checking")["sums"]["total_columns"]))
    return any(step.startswith(opens) for step in steps) and "%" not in name


def _windows(table: Table, column: int) -> Iterator[range]:
    """The runs of columns beside a column, two at least, that may be its parts."""
    width = len(table.columns)
    usable = [
        role not in (ColumnRole.LABEL, ColumnRole.INDICATOR, ColumnRole.MEASURE, ColumnRole.RATIO)
        for role in column_roles(table.columns)
    ]
    for last in range(column + 2, width):
        if all(usable[column + 1 : last + 1]):
            yield range(column + 1, last + 1)
    for first in range(column - 2, -1, -1):
        if all(usable[first:column]):
            yield range(first, column)


def _added(
    row: Sequence[Number | None], column: int, window: range
) -> tuple[Number | None, list[Number]]:
    return row[column], [number for at in window if (number := row[at])]


def _sides(
    grid: Sequence[Sequence[Number | None]], column: int, window: range
) -> tuple[int, list[int]]:
    """How many rows agree, and which do not."""
    right, wrong = 0, []
    for at, row in enumerate(grid):
        total, parts = _added(row, column, window)
        if total is None or len(parts) < 2:
            continue
        if agrees_with_sum(total, parts):
            right += 1
        else:
            wrong.append(at)
    return right, wrong


def _votes(grid: Sequence[Sequence[Number | None]], column: int, window: range) -> int:
    right, wrong = _sides(grid, column, window)
    return right - len(wrong)
