"""A comparison as a table, a citation a cell; differences are computed, and marked so.

A difference of bounds is a bound: from at least 74 to 90 the rise is at most 16 (interval
arithmetic). Where a bound leaves it open, none is given.
"""

from collections.abc import Sequence
from decimal import Decimal

from assistant.evidence import Basis, Cell, ComparisonFound, ComparisonRow, Statement, slot
from assistant.naming import value, when
from assistant.understand import Request
from ingest.document import Finding, Quantity
from prompts import Language, say

Bounds = tuple[Decimal | None, Decimal | None]


def table_statements(
    request: Request, found: ComparisonFound
) -> tuple[list[Statement], list[Finding]]:
    """A headline, the table line by line, and what is computed in it as findings."""
    language = request.language
    rows = _sorted(request, found.rows)
    rises = [_difference(row.cells, language) if _has_rise(found) else None for row in rows]
    headers = _headers(found, language)
    table = [Statement(_line(headers)), Statement(_line(["---"] * len(headers)))]
    table += [
        _row(row, rise, _has_rise(found), language) for row, rise in zip(rows, rises, strict=True)
    ]
    title = say("assistant.comparison", language, indicator=found.indicator.strip(" .,;:"))
    headline = _headline(found, rows, language)
    lines = [*([headline] if headline else []), Statement(title), *table]
    return lines, [Finding("computed", text) for line in lines for text in line.computed]


def _has_rise(found: ComparisonFound) -> bool:
    """Two columns are a before and an after; with more the reader chooses."""
    return len(found.columns) == 2


def _headers(found: ComparisonFound, language: Language) -> list[str]:
    names = [
        " ".join((say(f"assistant.role_{role.value}", language), when(period, language))).strip()
        for role, period in found.columns
    ]
    capitals = [name[0].upper() + name[1:] for name in names]
    rise = [say("assistant.difference", language)] if _has_rise(found) else []
    return [say("assistant.unit", language), *capitals, *rise]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _row(row: ComparisonRow, rise: str | None, has_rise: bool, language: Language) -> Statement:
    bases: list[Basis] = []
    cells = [row.unit.label if row.unit else "–"]
    for cell in row.cells:
        cells.append(_cell(cell, bases, language))
    if has_rise:
        cells.append(rise or "–")
    return Statement(_line(cells), tuple(bases), (rise,) if rise else ())


def _cell(cell: Cell | None, bases: list[Basis], language: Language) -> str:
    if cell is None:
        return say("assistant.not_stated", language)
    bases.append(cell.basis)
    text = say("assistant.left_blank", language) if cell.figure.is_blank else value(cell.figure)
    return f"{text} {slot(len(bases) - 1)}"


def _sorted(request: Request, rows: Sequence[ComparisonRow]) -> list[ComparisonRow]:
    """The units as they were named; without any, by their last value, the highest first."""
    if request.units:
        return list(rows)
    return sorted(rows, key=lambda row: _size(row.cells[-1]) or Decimal(-1), reverse=True)


def _size(cell: Cell | None) -> Decimal | None:
    quantity = cell.figure.quantity if cell else None
    if quantity is None:
        return None
    return quantity.low if quantity.low is not None else quantity.high


def _headline(
    found: ComparisonFound, rows: Sequence[ComparisonRow], language: Language
) -> Statement | None:
    """What the comparison comes to, where one column ranks the units or two make a rise."""
    stated = [row for row in rows if _size(row.cells[-1]) is not None]
    if len(found.columns) == 1 and len(stated) > 1:
        return _ranking(stated, language)
    if len(found.columns) == 2 and len(rows) == 1:
        rise = _difference(rows[0].cells, language)
        bases = tuple(cell.basis for cell in rows[0].cells if cell)
        text = say("assistant.rise", language, difference=rise) if rise else ""
        return Statement(text, bases, (rise,)) if rise else None
    return None


def _ranking(rows: Sequence[ComparisonRow], language: Language) -> Statement | None:
    """The highest and the lowest stated value, as stated: a bound is not more than it says."""
    ordered = sorted(rows, key=lambda row: _size(row.cells[0]) or Decimal(0), reverse=True)
    top, bottom = ordered[0], ordered[-1]
    if top.cells[0] is None or bottom.cells[0] is None:
        return None
    if _size(top.cells[0]) == _size(bottom.cells[0]):
        return None
    text = say(
        "assistant.ranking",
        language,
        top=top.unit.label if top.unit else "–",
        highest=f"{value(top.cells[0].figure)} {slot(0)}",
        bottom=bottom.unit.label if bottom.unit else "–",
        lowest=f"{value(bottom.cells[0].figure)} {slot(1)}",
    )
    gap = _difference((bottom.cells[0], top.cells[0]), language) if len(rows) == 2 else None
    if gap:
        text += " " + say("assistant.gap", language, difference=gap.lstrip("+"))
    bases = (top.cells[0].basis, bottom.cells[0].basis)
    return Statement(text, bases, (gap.lstrip("+"),) if gap else ())


def _difference(cells: Sequence[Cell | None], language: Language) -> str | None:
    """The second less the first as written, with its bound; None where none can be given."""
    if len(cells) != 2 or cells[0] is None or cells[1] is None:
        return None
    before, after = cells[0].figure.quantity, cells[1].figure.quantity
    if before is None or after is None or before.unit != after.unit:
        return None
    low, high = subtract(after, before)
    name = _UNITS.get(before.unit)
    measure = say(f"assistant.{name}", language) if name else before.unit
    unit = f" {measure}" if measure else ""
    if low is not None and low == high:
        return f"{_signed(low, before.unit)}{unit}"
    if low is None and high is not None:
        return f"≤ {_signed(high, before.unit)}{unit}"
    if high is None and low is not None:
        return f"≥ {_signed(low, before.unit)}{unit}"
    return None


_UNITS = {"%": "points", "đồng": "millions"}


def subtract(one: Quantity, other: Quantity) -> Bounds:
    """The bounds of one less the other; None on a side that is open."""
    low = one.low - other.high if one.low is not None and other.high is not None else None
    high = one.high - other.low if one.high is not None and other.low is not None else None
    return low, high


def _signed(number: Decimal, unit: str) -> str:
    """`+1.250`, `-0,4`, as documents write numbers; money in millions."""
    shown = (number / 1_000_000 if unit == "đồng" else number).normalize()
    return f"{shown:+,f}".translate(_AS_WRITTEN)


_AS_WRITTEN = str.maketrans(",.", ".,")
