"""Columns of percentages, computed again from two other columns of their table.

What a column of percentages is of, its other rows tell: only a row that stands out is a fault.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from assistant.checking.fault import Fault
from assistant.checking.numbers import Number, grid_of, places_of, rounds, written
from assistant.checking.paper import Paper, row_title
from assistant.checking.share_words import any_word
from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, Table
from ingest.text import fold

_FEWEST_AGREE = 2  # rows that must bear out what a column of percentages is of

_Reading = Callable[[Decimal, Decimal], Decimal]
_READINGS: tuple[_Reading, ...] = (
    lambda one, other: one * 100 / other,
    lambda one, other: one * 100 / other - 100,
)


def share_columns(paper: Paper, block: Block, table: Table) -> Iterator[Fault]:
    """Columns of percentages that two other columns give in most of their rows."""
    grid = grid_of(table)
    roles = column_roles(table.columns)
    plain = [at for at, role in enumerate(roles) if role not in _NO_VALUES and _is_filled(grid, at)]
    for column, name in enumerate(table.columns):
        if roles[column] in _NO_VALUES - {ColumnRole.RATIO} or not _is_percent(name):
            continue
        others = [at for at in plain if at != column and not _is_percent(table.columns[at])]
        told = list(_outstanding(paper, block, table, grid, column, others))
        yield from told or _of_total(paper, block, table, grid, column, others)


_NO_VALUES = {ColumnRole.LABEL, ColumnRole.INDICATOR, ColumnRole.MEASURE, ColumnRole.RATIO}


def _is_filled(grid: Sequence[Sequence[Number | None]], column: int) -> bool:
    return sum(row[column] is not None for row in grid) > _FEWEST_AGREE


def _is_percent(name: str) -> bool:
    last = fold(name.split("›")[-1])
    return "%" in name or re.match(rf"(?:{any_word('columns')})(?!\w)", last) is not None


def _outstanding(
    paper: Paper,
    block: Block,
    table: Table,
    grid: Sequence[Sequence[Number | None]],
    column: int,
    others: Sequence[int],
) -> Iterator[Fault]:
    best: tuple[int, list[tuple[int, Decimal]], tuple[int, int]] = (0, [], (0, 0))
    for pair in permutations(others, 2):
        for reading in _READINGS:
            right, wrong = _sides(table, grid, column, pair, reading)
            if right - len(wrong) > best[0] - len(best[1]) or best[0] == 0:
                best = right, wrong, pair
    right, wrong, pair = best
    if right < _FEWEST_AGREE or len(wrong) * 2 > right:
        return
    for at, computed in wrong:
        cells = table.rows[at].cells
        yield _fault(paper, block, table, at, column, cells[pair[0]], cells[pair[1]], computed)


def _fault(
    paper: Paper,
    block: Block,
    table: Table,
    at: int,
    column: int,
    value: str,
    base: str,
    computed: Decimal,
) -> Fault:
    row = table.rows[at]
    return paper.fault(
        "share",
        "share_column",
        block,
        " | ".join(cell for cell in row.cells if cell),
        row=row,
        title=row_title(row),
        column=table.columns[column],
        printed=row.cells[column].strip(),
        value=value.strip(),
        base=base.strip(),
        computed=written(round(computed, 2), 1),
    )


def _sides(
    table: Table,
    grid: Sequence[Sequence[Number | None]],
    column: int,
    pair: tuple[int, int],
    reading: _Reading,
) -> tuple[int, list[tuple[int, Decimal]]]:
    """How many rows agree with a reading, and which do not, with what it gives."""
    right: int = 0
    wrong: list[tuple[int, Decimal]] = []
    for at, row in enumerate(grid):
        printed, value, base = row[column], row[pair[0]], row[pair[1]]
        if printed is None or value is None or base is None or not base.value:
            continue
        computed = reading(value.value, base.value)
        if rounds(printed.value, computed, places_of(table.rows[at].cells[column])):
            right += 1
        else:
            wrong.append((at, computed))
    return right, wrong


def _of_total(
    paper: Paper,
    block: Block,
    table: Table,
    grid: Sequence[Sequence[Number | None]],
    column: int,
    others: Sequence[int],
) -> Iterator[Fault]:
    """A column of weights: each row's part of the one total of another column."""
    totals = [at for at, row in enumerate(table.rows) if row.is_total]
    if len(totals) != 1:
        return
    for other in others:
        whole = grid[totals[0]][other]
        if whole is None or not whole.value:
            continue
        right, wrong = 0, []
        for at, row in enumerate(grid):
            printed, value = row[column], row[other]
            if at == totals[0] or printed is None or value is None:
                continue
            computed = value.value * 100 / whole.value
            if rounds(printed.value, computed, places_of(table.rows[at].cells[column])):
                right += 1
            else:
                wrong.append((at, computed))
        if right >= _FEWEST_AGREE and wrong and len(wrong) * 2 <= right:
            base = table.rows[totals[0]].cells[other]
            for at, computed in wrong:
                part = table.rows[at].cells[other]
                yield _fault(paper, block, table, at, column, part, base, computed)
            return
