"""One indicator with two values: in the text and in an annex, or twice in the text.

Only values that must be the same are held against each other: one indicator, role, time and place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around
from assistant.checking.told_in_tables import told_in_tables
from assistant.conflicts import contradict, is_same_holder, likeness
from ingest.document import Block, BlockKind, Figure, Role, Row
from ingest.quantity import with_measure
from ingest.text import fold
from prompts import table as data

_COMPARED = (Role.TARGET, Role.RESULT, Role.BUDGET, Role.ESTIMATE)
_PAIR = 2
_SIZES = 10  # times that one value may be of the other
_ALIKE = 0.99  # named by the same words: surely one thing


def two_values(paper: Paper) -> Iterator[Fault]:
    """Each pair of places that disagree, told once at the later one."""
    yield from _wholes(paper)
    yield from told_in_tables(paper)
    told: set[tuple[int, int | None, int, int | None]] = set()
    figures = [f for f in paper.document.figures if f.role in _COMPARED and f.quantity]
    for one, other in combinations(sorted(figures, key=lambda f: (f.block, f.row or 0)), 2):
        place = (one.block, one.row, other.block, other.row)
        if place in told or one.role is not other.role:
            continue
        if _disagree(paper, one, other):
            told.add(place)
            yield _fault(paper, one, other)
        elif _is_stock(one) and _is_stock(other) and _disagree(paper, one, _at_time_of(other, one)):
            told.add(place)
            yield _fault(paper, one, other, Severity.LOOK)


def _is_of(one: Figure, other: Figure) -> bool:
    """True for "44 hồ sơ" beside "31/44 hồ sơ": the second is a part of the first."""
    fraction = re.search(r"\d[\d.]*\s?/\s?(\d[\d.]*)", other.text)
    return fraction is not None and "/" not in one.text and fraction[1] in one.text


def _is_part(paper: Paper, figure: Figure) -> bool:
    """True for what comes on top ("lắp thêm 05 điểm"), and for the details of a footnote."""
    block = paper.blocks[figure.block]
    is_note = block.kind is BlockKind.FOOTNOTE or block.text[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹"
    if is_note and not _is_stock(figure):
        return True
    adds, levels = (
        "|".join(map(fold, data("checking")["two_values"][name])) for name in ("adds", "levels")
    )
    clause = fold(figure.clause)
    at = clause.find(fold(figure.text))
    if at >= 0 and re.search(rf"(?<!\w)(?:{levels})\s*$", clause[:at]):
        return False  # "nâng tỷ lệ … lên 78%" tells what is to be reached
    return re.search(rf"(?<!\w)(?:{adds})(?!\w)", clause) is not None


def _wholes(paper: Paper) -> Iterator[Fault]:
    """The sum of money that the text tells for all, against the one table that adds up money."""
    opens = tuple(map(fold, data("checking")["two_values"]["wholes"]))
    told = [
        f for f in paper.document.figures if f.row is None and fold(f.indicator).startswith(opens)
    ]
    totals = [f for f in paper.document.figures if _is_whole(paper, f)]
    if len({total.block for total in totals}) != 1:
        return
    sums = {_money(total) for total in totals}
    largest = max(totals, key=lambda f: f.quantity.low if f.quantity and f.quantity.low else 0)
    for figure in told:
        plain = ":" not in figure.indicator and not _is_far(figure, largest)
        if plain and _money(figure) and _money(largest) and _money(figure) not in sums:
            yield _fault(paper, figure, largest)


def _is_whole(paper: Paper, figure: Figure) -> bool:
    block, row = _place(paper, figure)
    return row is not None and row.is_total and _money(figure) is not None


def _money(figure: Figure) -> Decimal | None:
    """The sum in đồng; None for what is no plain sum of money."""
    quantity = figure.quantity
    if quantity is None or quantity.comparator != "=" or quantity.low is None:
        return None
    read = quantity if quantity.unit == "đồng" else with_measure(quantity, figure.measure)
    return read.low if read.unit == "đồng" else None


def _is_stock(figure: Figure) -> bool:
    """True for what there is of something, which hardly changes within a year: "tổng số TTHC"."""
    words = data("checking")["two_values"]
    opens, counted = (tuple(map(fold, words[name])) for name in ("stocks", "stock_units"))
    unit = figure.quantity.unit if figure.quantity else ""
    return fold(figure.indicator).startswith(opens) and fold(unit or figure.measure) in counted


def _at_time_of(figure: Figure, other: Figure) -> Figure:
    """The figure as if told for the other's time, where both are of one year."""
    years = {f.period.last.year for f in (figure, other) if f.period}
    return replace(figure, period=other.period) if len(years) == 1 else figure


def _disagree(paper: Paper, one: Figure, other: Figure) -> bool:
    if (one.block, one.row) == (other.block, other.row) or one.clause == other.clause != "":
        return False
    if one.row is not None and one.block == other.block:
        return False
    if _is_part(paper, one) or _is_part(paper, other) or _is_of(one, other) or _is_of(other, one):
        return False
    if _is_far(one, other) or _is_told_too(paper, one, other) or _is_act(one) or _is_act(other):
        return False
    return is_same_holder(one.place, other.place) and contradict(one, other)


def _is_far(one: Figure, other: Figure) -> bool:
    """True for sums of another size: the price of one and the cost of all."""
    values = sorted(q.low for f in (one, other) if (q := f.quantity) and q.low is not None)
    return len(values) == _PAIR and values[0] > 0 and values[1] > values[0] * _SIZES


def _is_act(figure: Figure) -> bool:
    """True for "vận động 100% cơ sở …": all are to be reached by it, which is no aim of its own."""
    acts = "|".join(map(fold, data("checking")["two_values"]["acts"]))
    return re.match(rf"(?:\W*|.*?(?<!\w))(?:{acts})(?!\w)", fold(figure.clause)) is not None


def _is_told_too(paper: Paper, one: Figure, other: Figure) -> bool:
    """True where the paragraph of one tells the other's value too, for what is named as alike."""
    for first, second in ((one, other), (other, one)):
        if first.row is not None or second.quantity is None:
            continue
        near = likeness(first.indicator, second.indicator)
        for figure in paper.document.figures:
            beside = figure.block == first.block and figure.row is None and figure is not first
            same = figure.quantity is not None and figure.quantity.low == second.quantity.low
            if beside and same and likeness(figure.indicator, second.indicator) >= near:
                return True
    return False


def _fault(paper: Paper, one: Figure, other: Figure, severity: Severity | None = None) -> Fault:
    block, row = _place(paper, other)
    is_sure = likeness(one.indicator, other.indicator) >= _ALIKE
    first, first_row = _place(paper, one)
    return paper.fault(
        "two-values",
        "two_values",
        block,
        _words(block, row, other),
        row=row,
        severity=severity or (None if is_sure else Severity.WARNING),
        related=_words(first, first_row, one),
        indicator=one.indicator,
        first=_value(one),
        second=_value(other),
    )


def _value(figure: Figure) -> str:
    text = figure.text.strip()
    bare = not any(letter.isalpha() or letter == "%" for letter in text)
    return f"{text} {figure.measure}".strip() if bare else text


def _place(paper: Paper, figure: Figure) -> tuple[Block, Row | None]:
    block = paper.blocks[figure.block]
    rows: Sequence[Row] = block.table.rows if block.table else ()
    return block, rows[figure.row] if figure.row is not None and rows else None


def _words(block: Block, row: Row | None, figure: Figure) -> str:
    if row is not None:
        return " | ".join(cell for cell in row.cells if cell)
    at = block.text.find(figure.text)
    return around(block.text, at, at + len(figure.text)) if at >= 0 else figure.clause
