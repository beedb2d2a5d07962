"""Percentages that a paper prints, computed again from the numbers they are of.

A sentence may say both numbers ("412/430 trẻ, đạt 95,8%", "1.460 ha, đạt 97,3% kế hoạch (kế hoạch
1.500 ha)", "tăng 5% so với cùng kỳ (12.000 con)").
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.checking.fault import Fault, Severity
from assistant.checking.numbers import places_in, rounds, written
from assistant.checking.paper import Paper, around, told_in
from assistant.checking.share_columns import share_columns
from assistant.checking.share_of_whole import shares_of_whole
from assistant.checking.share_words import any_word
from assistant.conflicts import likeness
from ingest.document import Block, Figure, Quantity, Role
from ingest.quantity import find_quantities, with_measure
from ingest.text import fold
from ingest.totals import check_shares
from prompts import table as data

_ALIKE = 0.99  # a plan is of what the sentence speaks of where both are named by the same words
_TWO_YEARS = 2
_NEAR = 14  # characters between "đạt", "tăng" and its percentage


def shares(paper: Paper) -> Iterator[Fault]:
    """Percentages that their counts do not give."""
    for found in check_shares(paper.blocks):
        block = paper.blocks[found.block or 0]
        yield paper.fault(
            "share", "share", block, _place(block, found.text), told=told_in(paper, found)
        )
    for block in paper.blocks:
        if block.table:
            yield from share_columns(paper, block, block.table)
        else:
            yield from _told(paper, block)
            yield from _changes(paper, block)
            yield from shares_of_whole(paper, block)
    yield from _of_plan(paper)


def _place(block: Block, told: str) -> str:
    """The words around the percentage that a finding quotes first."""
    quoted = re.search(r"\d[\d.,]*\s?%", told)
    at = block.text.find(quoted[0]) if quoted else -1
    return around(block.text, at, at + len(quoted[0])) if quoted and at >= 0 else ""


# --- sentences --------------------------------------------------------------------------------


def _told(paper: Paper, block: Block) -> Iterator[Fault]:
    for start, clause in _clauses(block.text):
        found = [q for q in find_quantities(clause) if q.low is not None and q.comparator == "="]
        held = [(q, _held(clause, q)) for q in found if q.unit == "%"]
        percents = [(percent, sign) for percent, sign in held if sign is not None]
        if len(percents) != 1:
            continue
        percent, sign = percents[0]
        base = _base(clause, found)
        value = _value(found, base) if base else None
        if base is None or value is None or not base.low or value.low is None:
            continue
        ratio = value.low * 100 / base.low
        computed = ratio if sign == 0 else (ratio - 100) * sign
        if not rounds(percent.low or Decimal(0), computed, places_in(percent)):
            yield paper.fault(
                "share",
                "share_told",
                block,
                around(block.text, start + percent.start, start + percent.end),
                printed=percent.text,
                value=value.text,
                base=base.text,
                computed=written(round(computed, 2), 1) + "%",
            )


def _changes(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "từ 1.200 hộ xuống còn 950 hộ, giảm 250 hộ", "từ 45% lên 52%, tăng 7%"."""
    for start, clause in _clauses(block.text):
        found = [q for q in find_quantities(clause) if q.low is not None]
        for one, other, told in zip(found, found[1:], found[2:], strict=False):
            sign = _sign(clause, told)
            if not (sign and _leads(clause, one, "from") and _leads(clause, other, "to")):
                continue
            differences = _differences(one, other, told, sign)
            if differences and not any(
                rounds(told.low or Decimal(0), value, places_in(told)) for value in differences
            ):
                yield paper.fault(
                    "share",
                    "change",
                    block,
                    around(block.text, start + one.start, start + told.end),
                    first=one.text,
                    second=other.text,
                    printed=told.text,
                )


def _sign(clause: str, told: Quantity) -> int:
    for sign, name in ((1, "rises"), (-1, "falls")):
        if _leads(clause, told, name):
            return sign
    return 0


def _leads(clause: str, quantity: Quantity, name: str) -> bool:
    """True where a word of the list stands right before a number."""
    before = fold(clause[max(0, quantity.start - _NEAR) : quantity.start] + "|")[:-1]
    return re.search(rf"(?<!\w)(?:{any_word(name)})\s*$", before) is not None


def _differences(one: Quantity, other: Quantity, told: Quantity, sign: int) -> list[Decimal]:
    """What a change may be told as: in the unit of both, or as a percentage of the first."""
    if one.unit != other.unit or one.low is None or other.low is None:
        return []
    change = (other.low - one.low) * sign
    if told.unit not in ("%", "điểm %"):
        return [change] if told.unit == one.unit else []
    relative = [change * 100 / one.low] if one.low else []
    return [change, *relative] if one.unit == "%" else relative


def _of_plan(paper: Paper) -> Iterator[Fault]:
    """ "428 lao động, bằng 50,4% kế hoạch" where a table of the paper tells the plan."""
    plans = [f for f in paper.document.figures if f.row is not None and f.role in _PLANS]
    for figure in paper.document.figures:
        words = figure.measure.partition("%")[2].strip()
        if figure.row is not None or not words or not _is_of_plan(words):
            continue
        value = next((f for f in paper.document.figures if _is_value_of(f, figure)), None)
        if value is None or value.quantity is None or figure.quantity is None:
            continue
        bases = [plan for plan in plans if _is_plan_of(plan, value)]
        ratios = [_ratio(value, plan) for plan in bases]
        printed, places = figure.quantity.low, places_in(figure.quantity)
        right = any(r is None or rounds(printed or Decimal(0), r, places) for r in ratios)
        if printed is None or figure.quantity.comparator != "=" or not ratios or right:
            continue
        block = paper.blocks[figure.block]
        at = block.text.find(figure.text)
        yield paper.fault(
            "share",
            "share_told",
            block,
            around(block.text, at, at + len(figure.text)),
            severity=Severity.WARNING,
            printed=figure.text,
            value=value.text,
            base=f"{bases[0].text} {bases[0].measure}".strip(),
            computed=written(round(ratios[0] or Decimal(0), 2), 1) + "%",
        )


_PLANS = (Role.TARGET, Role.BUDGET)


def _is_of_plan(words: str) -> bool:
    return re.match(rf"(?:{any_word('plans')})(?!\w)", fold(words)) is not None


def _is_value_of(figure: Figure, share: Figure) -> bool:
    """True for the number whose share of the plan is told, in the same paragraph."""
    quantity = figure.quantity
    beside = figure.block == share.block and figure.row is None and quantity is not None
    plain = quantity is not None and quantity.unit != "%" and "/" not in quantity.text
    name = re.split(r" so với ", share.indicator)[0]
    return beside and plain and fold(figure.indicator) == fold(name)


def _is_plan_of(plan: Figure, value: Figure) -> bool:
    if plan.quantity is None or value.quantity is None or plan.quantity.low is None:
        return False
    years = {period.last.year for period in (plan.period, value.period) if period}
    return len(years) < _TWO_YEARS and likeness(plan.indicator, value.indicator) >= _ALIKE


def _ratio(value: Figure, plan: Figure) -> Decimal | None:
    """The share in per cent; None where the two are not in one unit."""
    one, other = value.quantity, plan.quantity
    if one is None or other is None or one.low is None or not other.low:
        return None
    base = other if other.unit == one.unit else with_measure(other, plan.measure)
    return one.low * 100 / base.low if base.unit == one.unit and base.low else None


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """What stands between stops and semicolons, each with its place."""
    start = 0
    for stop in re.finditer(r"(?<!\d)\.\s|(?<=\d)\.\s(?=[^\W\d_])|;|$", text):
        yield start, text[start : stop.start()]
        start = stop.end()


def _held(clause: str, percent: Quantity) -> int | None:
    """0 where a percentage says what was reached, 1 how much more, -1 how much less; else None."""
    before = fold(clause[max(0, percent.start - _NEAR) : percent.start + 1])
    after = fold(clause[percent.end : percent.end + 60])
    words = data("checking")["shares"]
    for sign, name in ((1, "rises"), (-1, "falls")):
        if re.search(rf"(?<!\w)(?:{any_word(name)})(?!\w)[^,;]*$", before):
            return sign
    reached = re.search(rf"(?<!\w)(?:{any_word('reaches')})(?!\w)[^,;]*$", before)
    return 0 if reached and any(word in after for word in map(fold, words["bases"])) else None


def _base(clause: str, found: Sequence[Quantity]) -> Quantity | None:
    """The one number in brackets that a word such as "kế hoạch", "cùng kỳ" stands before."""
    bases = []
    for bracket in re.finditer(r"\(([^()]*)\)", clause):
        inside = [q for q in found if bracket.start() < q.start and q.end <= bracket.end()]
        led = fold(clause[max(0, bracket.start() - 40) : bracket.end()])
        if len(inside) == 1 and re.search(rf"(?<!\w)(?:{any_word('bases')})(?!\w)", led):
            bases.append(inside[0])
    return bases[0] if len(bases) == 1 and bases[0].unit != "%" else None


def _value(found: Sequence[Quantity], base: Quantity) -> Quantity | None:
    """The one other number in the unit of the base."""
    same = [q for q in found if q is not base and q.unit == base.unit]
    return same[0] if len(same) == 1 else None
