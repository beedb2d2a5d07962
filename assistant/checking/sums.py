"""Sums that a paper prints, added up again: of rows, of a row's parts, of columns, in sentences."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from assistant.checking.fault import Fault, Severity
from assistant.checking.numbers import Number, agrees_with_sum, grid_of, places_in, written
from assistant.checking.paper import Paper, around, row_title, told_in
from ingest.columns import ColumnRole, column_roles
from ingest.counts import check_counts
from ingest.document import Block, Quantity, Row, Table
from ingest.quantity import find_quantities
from ingest.shapes import marker
from ingest.text import fold
from ingest.totals import check_sums, is_additive
from prompts import table as data

_FEWEST_AGREE = 2  # rows that must bear out what a column is the sum of
_NEAR = 60  # characters between a total and the word that opens its list
_BESIDE = 12  # … and a bracket that lists its parts: the rest of the noun
_FAR = Decimal("0.2")  # of a total: parts further from it overlap, or are only some of it


def sums(paper: Paper) -> Iterator[Fault]:
    """Totals that are not what their parts give."""
    for block in paper.blocks:
        if block.table:
            yield from _totals(paper, block)
            yield from _parents(paper, block, block.table)
            yield from _columns(paper, block, block.table)
        else:
            yield from _told(paper, block)
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
            if not agrees_with_sum(total, numbers):
                yield _wrong(paper, block, table, at, column, total, numbers, "parts")


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


# --- sentences --------------------------------------------------------------------------------


def _told(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "tổng kinh phí 9,45 tỷ đồng, gồm: … 5,6 tỷ đồng; … 2,15 tỷ đồng; … 1,7 tỷ đồng"."""
    for opening in _opening().finditer(block.text.lower()):
        near = _BESIDE if opening["bracket"] else _NEAR
        total = _before(block.text, opening.start(), near)
        whole = opening["whole"] is not None
        parts, text = _listed(paper, block, opening.end(), total)
        if total is None or total.low is None or len(parts) < 2:
            continue
        numbers = [Number(p.low, _scaled(p)) for p in parts if p.low is not None]
        computed = sum((number.value for number in numbers), Decimal(0))
        if agrees_with_sum(Number(total.low, _scaled(total)), numbers):
            continue
        if not whole and abs(computed - total.low) > total.low * _FAR:
            continue
        yield paper.fault(
            "sum",
            "sum_told",
            block,
            around(block.text, total.start, min(opening.end() + len(text), opening.end() + 80)),
            severity=None if whole else Severity.LOOK,
            printed=total.text,
            parts=" + ".join(part.text for part in parts),
            computed=_in_unit(computed, total),
        )


@lru_cache
def _opening() -> re.Pattern[str]:
    words = data("checking")["sums"]
    whole, part = ("|".join(map(re.escape, words[name])) for name in ("whole", "part"))
    worded = rf"(?<!\w)(?:(?P<whole>{whole})|{part})(?!\w)(?:\s+có)?\s*:?"
    return re.compile(rf"{worded}|(?P<bracket>\((?!\s*(?:{whole}|{part})))")


def _before(text: str, at: int, near: int) -> Quantity | None:
    """The last quantity of the same sentence before the list, near it; None for a bound."""
    start = max(text.rfind(". ", 0, at) + 1, text.rfind(";", 0, at) + 1)
    found = [q for q in find_quantities(text) if start <= q.start and q.end <= at]
    if (
        not found
        or found[-1].comparator != "="
        or at - found[-1].end - _noun(text, found[-1]) > near
    ):
        return None
    return found[-1] if _unit(text, found[-1]) not in ("", "%") else None


def _noun(text: str, quantity: Quantity) -> int:
    """How long the word behind a number without a unit is: it is what is counted."""
    behind = re.match(r"\s+[^\W\d_]+", text[quantity.end :])
    return len(behind[0]) if behind and not quantity.unit else 0


def _unit(text: str, quantity: Quantity) -> str:
    """What is counted: the unit as read, else the word behind the number."""
    behind = re.match(r"\s+([^\W\d_]+)", text[quantity.end :])
    return quantity.unit or (fold(behind[1]) if behind else "")


def _listed(
    paper: Paper, block: Block, start: int, total: Quantity | None
) -> tuple[list[Quantity], str]:
    """The quantities listed from a place on, one of each piece, all in the unit of the total.

    Where the paragraph ends with the colon the items below it are the list. Empty where a piece
    holds none, or one in another unit.
    """
    text = re.split(r"(?<!\d)\.(?:\s|$)|\)", block.text[start:])[0]
    stops = r";" if ";" in text else r",(?!\d)|\s(?:và|&)\s"
    pieces = [piece for piece in re.split(stops, text) if piece.strip()]
    if not pieces:
        pieces = _items_below(paper, block)
    unit = _unit(block.text, total) if total else ""
    found = [_one(piece, unit) for piece in pieces] if unit else []
    return ([q for q in found if q] if all(found) else []), text


def _items_below(paper: Paper, block: Block) -> list[str]:
    """The items right below a paragraph, all of the first one's shape."""
    items: list[str] = []
    shape = None
    for other in paper.blocks[block.ordinal + 1 :]:
        mark = marker(other.text)
        if not other.is_text or mark is None or (shape is not None and mark.rank != shape):
            break
        shape = mark.rank
        items.append(mark.body)
    own = marker(block.text)
    return [] if own and own.rank == shape else items


def _one(piece: str, unit: str) -> Quantity | None:
    """The one quantity of a piece in the unit of the total; None for none, several or another."""
    cut = re.split(r"\(", piece)[0]
    found = [q for q in find_quantities(cut) if _unit(cut, q) == unit]
    return found[0] if len(found) == 1 and found[0].comparator == "=" else None


def _scaled(quantity: Quantity) -> int:
    """Places behind the comma once money is told in đồng: 9,45 tỷ stands on ten thousands."""
    factor = 1
    number = re.search(r"\d[\d.,]*", quantity.text)
    if quantity.low and number:
        plain = Decimal(number[0].rstrip(".,").replace(".", "").replace(",", "."))
        factor = int(quantity.low / plain) if plain else 1
    return places_in(quantity) - (len(str(factor)) - 1)


def _in_unit(value: Decimal, like: Quantity) -> str:
    """A sum in the unit that its printed total is written in."""
    shift = places_in(like) - _scaled(like)
    unit = re.sub(r"^[^\d]*[\d.,]+\s*", "", like.text)
    return f"{written(value.scaleb(-shift), places_in(like))} {unit}".strip()
