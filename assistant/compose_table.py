"""A comparison as a table, a citation a cell; differences are computed, and marked so.

A difference of bounds is a bound: from at least 74 to 90 the rise is at most 16 (interval
arithmetic). Where a bound leaves it open, none is given.
"""

from collections.abc import Sequence
from decimal import Decimal

from assistant.cues import cues, has_cue
from assistant.evidence import Basis, Cell, ComparisonFound, ComparisonRow, Statement, slot
from assistant.measure import counts_alike
from assistant.naming import document_name, figure_sentence, value, when
from assistant.understand import Request
from ingest.document import Finding, Quantity
from ingest.places import same_unit
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
    title = _title(found, language)
    headline = _headline(request, found, rows)
    lines = [*([headline] if headline else []), Statement(title), *table]
    return lines, [Finding("computed", text) for line in lines for text in line.computed]


def _title(found: ComparisonFound, language: Language) -> str:
    """What is compared; and where all of it is from one document of a higher body, by which."""
    indicator = found.indicator.strip(" .,;:")
    cells = [(row, cell.basis.record) for row in found.rows for cell in row.cells if cell]
    records = {record.id: record for _, record in cells}
    theirs = any(row.unit and record.front.unit == row.unit for row, record in cells)
    if len(records) != 1 or len(found.rows) < 2 or theirs:
        return say("assistant.comparison", language, indicator=indicator)
    name = document_name(next(iter(records.values())), language)
    return say("assistant.comparison_by", language, indicator=indicator, document=name)


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
        return sorted(rows, key=lambda row: _place_among(request, row))
    return sorted(rows, key=lambda row: _size(row.cells[-1]) or Decimal(-1), reverse=True)


def _place_among(request: Request, row: ComparisonRow) -> int:
    """Which of the units named the row is of; the last for one that is not named."""
    named = (at for at, unit in enumerate(request.units) if row.unit and same_unit(row.unit, unit))
    return next(named, len(request.units))


def _size(cell: Cell | None) -> Decimal | None:
    quantity = cell.figure.quantity if cell else None
    if quantity is None:
        return None
    return quantity.low if quantity.low is not None else quantity.high


def _headline(
    request: Request, found: ComparisonFound, rows: Sequence[ComparisonRow]
) -> Statement | None:
    """What the comparison comes to, where one column ranks the units or two make a rise."""
    language = request.language
    stated = [row for row in rows if _size(row.cells[-1]) is not None]
    if len(found.columns) == 1 and len(stated) > 1:
        return _ranking(request, stated)
    if len(rows) != 1 or len(found.columns) < 2:
        return None
    printed = rows[0].cells[2] if found.progress and len(rows[0].cells) > 2 else None
    if printed:
        return Statement(figure_sentence(printed.figure, rows[0].unit, language), (printed.basis,))
    return _rise(request, found, rows[0].cells) if len(found.columns) == 2 else None


def _rise(
    request: Request, found: ComparisonFound, cells: Sequence[Cell | None]
) -> Statement | None:
    """By how much the second figure differs from the first, and which share of it it is."""
    rise = _difference(cells, request.language)
    if rise is None:
        return None
    language = request.language
    text, share = say("assistant.rise", language, difference=rise), _share(cells)
    if share:
        name = f"assistant.share_{found.progress or 'before'}"
        text = f"{text}. {say(name, language, share=share)}"
    times = _times(cells) if _asks_times(request) else None
    if times:
        text = f"{text} {say('assistant.times', language, times=times)}"
    bases = tuple(cell.basis for cell in cells if cell)
    return Statement(text, bases, tuple(word for word in (rise, share, times) if word))


def _ranking(request: Request, rows: Sequence[ComparisonRow]) -> Statement | None:
    """The highest and the lowest stated value, as stated: a bound is not more than it says."""
    ordered = sorted(rows, key=lambda row: _size(row.cells[0]) or Decimal(0), reverse=True)
    top, bottom = ordered[0], ordered[-1]
    if top.cells[0] is None or bottom.cells[0] is None:
        return None
    if _size(top.cells[0]) == _size(bottom.cells[0]):
        return None
    language = request.language
    text = say(
        "assistant.ranking",
        language,
        top=top.unit.label if top.unit else "–",
        highest=f"{value(top.cells[0].figure)} {slot(0)}",
        bottom=bottom.unit.label if bottom.unit else "–",
        lowest=f"{value(bottom.cells[0].figure)} {slot(1)}",
    )
    pair = (bottom.cells[0], top.cells[0])
    gap = _difference(pair, language) if len(rows) == 2 else None
    times = _times(pair) if len(rows) == 2 and _asks_times(request) else None
    if gap:
        text += " " + say("assistant.gap", language, difference=gap.replace("+", ""))
    if times:
        text += " " + say("assistant.times", language, times=times)
    bases = (top.cells[0].basis, bottom.cells[0].basis)
    computed = [gap.replace("+", "")] if gap else []
    return Statement(text, bases, (*computed, *([times] if times else [])))


def _asks_times(request: Request) -> bool:
    return has_cue(cues("times"), request.text)


def _quantities(cells: Sequence[Cell | None]) -> tuple[Quantity, Quantity] | None:
    """The two quantities of two cells, where they measure the same."""
    if len(cells) != 2 or cells[0] is None or cells[1] is None:
        return None
    before, after = cells[0].figure.quantity, cells[1].figure.quantity
    if before is None or after is None:
        return None
    is_alike = before.unit == after.unit or (before.unit and counts_alike(before.unit, after.unit))
    return (before, after) if is_alike else None


def _difference(cells: Sequence[Cell | None], language: Language) -> str | None:
    """The second less the first as written, with its bound; None where none can be given."""
    pair = _quantities(cells)
    if pair is None:
        return None
    before, after = pair
    low, high = subtract(after, before)
    if low is not None and low == high:
        return _signed(low, before.unit, language)
    if low is None and high is not None:
        return f"≤ {_signed(high, before.unit, language)}"
    if high is None and low is not None:
        return f"≥ {_signed(low, before.unit, language)}"
    return None


def _share(cells: Sequence[Cell | None]) -> str | None:
    """The second as a share of the first, `52,5%`; None for bounds, and for what is a share."""
    times = _quotient(cells)
    return f"{_number(times * 100, 1)}%" if times is not None else None


def _times(cells: Sequence[Cell | None]) -> str | None:
    times = _quotient(cells)
    return _number(times, 2) if times is not None else None


def _quotient(cells: Sequence[Cell | None]) -> Decimal | None:
    pair = _quantities(cells)
    if pair is None or pair[0].unit == "%":
        return None
    before, after = pair
    if before.low is None or after.low is None or not before.low:
        return None
    is_exact = before.low == before.high and after.low == after.high
    return after.low / before.low if is_exact else None


def subtract(one: Quantity, other: Quantity) -> Bounds:
    """The bounds of one less the other; None on a side that is open."""
    low = one.low - other.high if one.low is not None and other.high is not None else None
    high = one.high - other.low if one.high is not None and other.low is not None else None
    return low, high


def _signed(number: Decimal, unit: str, language: Language) -> str:
    """`+15 điểm %`, `-0,4 ha`; money in millions, or in billions where it is one or more."""
    shown, name = number, say("assistant.points", language) if unit == "%" else unit
    if unit == "đồng":
        is_large = abs(number) >= _BILLION
        shown = number / (_BILLION if is_large else _MILLION)
        name = say("assistant.billions" if is_large else "assistant.millions", language)
    sign = "-" if shown < 0 else "+"
    return f"{sign}{_number(abs(shown))} {name}".strip()


def _number(number: Decimal, places: int | None = None) -> str:
    """With decimal comma, dots between thousands and no zeros at the end; rounded if told."""
    rounded = number if places is None else round(number, places)
    whole, _, part = f"{rounded:,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


_MILLION = Decimal(1_000_000)
_BILLION = Decimal(1_000_000_000)
