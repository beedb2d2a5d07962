"""A result held against its aim, and against the same time a year before: computed, never copied.

Counts give a share, in %; shares give a difference in points; a bound is met or not. What is no
exact number, or of another measure, is not compared.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.drafting.draft import Span
from assistant.drafting.standing import Standing
from assistant.drafting.stated import Stated
from assistant.drafting.written import computed
from assistant.naming import value
from assistant.shortfalls import falls_short, is_better_low
from ingest.document import Period, Quantity
from ingest.text import fold
from prompts import say, table

_PERCENT = "%"
_MONEY = "đồng"
_TENTH = Decimal("0.1")
_WHOLE = 100
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison says in a cell and in a sentence, and the two values it stands on."""

    cell: str
    words: str
    note: str
    stated: tuple[Stated, Stated]

    def in_cell(self) -> Span:
        """Its words in a table."""
        return self._span(self.cell)

    def in_sentence(self) -> Span:
        """Its words in prose."""
        return self._span(self.words)

    def _span(self, text: str) -> Span:
        return computed(text, self.note, *(one.basis for one in self.stated))


def against_plan(standing: Standing) -> Compared | None:
    """What the result comes to against the aim of the year; None where they cannot be compared."""
    result, plan = standing.result, standing.plan
    if result is None or plan is None:
        return None
    verdict = verdict_of(standing)
    if _is_divisible(result, plan) and not is_better_low(plan.figure):
        share = _share(_exact(result), _exact(plan))
        words = table("drafts/results")["phrase"]["share"].format(share=share)
        return Compared(share, words, _note("share", share, result, plan), (result, plan))
    if not verdict:
        return None
    data = table("drafts/results")
    note = _note("verdict", data["verdict"][verdict], result, plan)
    return Compared(data["verdict"][verdict], data["phrase"][verdict], note, (result, plan))


def against_earlier(standing: Standing) -> Compared | None:
    """What it comes to against the same time a year before; None where that cannot be said."""
    result, earlier = standing.result, standing.earlier
    if result is None or earlier is None:
        return None
    one, two = _exact(result), _exact(earlier)
    if one is None or two is None or not _is_one_unit(result, earlier):
        return None
    if _is_divisible(result, earlier):
        return _growth(result, earlier, one, two)
    return _points(result, earlier, one - two) if _is_share(result) else None


def verdict_of(standing: Standing) -> str:
    """ "above", "met" or "short" of the aim; "" where nothing can be said."""
    result, plan = standing.result, standing.plan
    if result is None or plan is None:
        return ""
    reached, wanted = result.figure.quantity, plan.figure.quantity
    if reached is None or wanted is None or reached.low is None:
        return ""
    if not _is_one_unit(result, plan):
        return ""
    if not _same_whole(result, plan) or reached.comparator in ("~", "range"):
        return ""
    told = replace(result.figure, quantity=replace(reached, unit=wanted.unit))
    if falls_short(told, plan.figure):
        return "short" if _exact_of(reached) is not None else ""
    is_over = wanted.low is not None and reached.low > wanted.low
    return "above" if is_over and not is_better_low(plan.figure) else "met"


def is_behind(standing: Standing, period: Period) -> bool:
    """True for a result short of its aim: once the year is over of all of it, before of the share
    that the time gone by would ask for. Shares of a whole say nothing of that within the year."""
    if verdict_of(standing) != "short" or standing.result is None or standing.plan is None:
        return False
    months = period.last.month
    if months == _MONTHS:
        return True
    one, two = _exact(standing.result), _exact(standing.plan)
    if one is None or not two or not _is_divisible(standing.result, standing.plan):
        return False
    return one * _MONTHS < two * months


def _growth(result: Stated, earlier: Stated, one: Decimal, two: Decimal) -> Compared | None:
    if not two:
        return None
    cell = _share(one, two)
    change = _printed((one - two) * _WHOLE / two)
    words = _phrase("same" if one == two else "grown" if one > two else "fallen", change)
    note = _note("growth", cell, result, earlier)
    return Compared(cell, words, note, (result, earlier))


def _points(result: Stated, earlier: Stated, change: Decimal) -> Compared:
    sign = "+" if change > 0 else "-" if change < 0 else ""
    number = f"{abs(change.normalize()):f}".replace(".", ",")
    phrase = "same" if not change else "points_up" if change > 0 else "points_down"
    note = _note("points", number, result, earlier)
    return Compared(f"{sign}{number} điểm %", _phrase(phrase, number), note, (result, earlier))


def _phrase(name: str, share: str) -> str:
    text: str = table("drafts/results")["phrase"][name]
    return text.format(share=share.lstrip("-"))


def _note(kind: str, shown: str, one: Stated, two: Stated) -> str:
    first, second = value(one.figure), value(two.figure)
    return say(f"assistant.draft_computed_{kind}", shown=shown, one=first, two=second)


def _is_divisible(one: Stated, two: Stated) -> bool:
    """True for two exact counts or sums of one measure that is no share, level or fraction."""
    values = (_exact(one), _exact(two))
    if None in values or not values[1] or not _is_one_unit(one, two) or _is_share(one):
        return False
    measures = {fold(stated.figure.measure) for stated in (one, two)} | {fold(_unit(one))}
    is_level = measures & {fold(word) for word in table("drafts/results")["levels"]}
    return not is_level and not any("/" in stated.figure.text for stated in (one, two))


def _is_one_unit(one: Stated, two: Stated) -> bool:
    """True for values of one unit; a count without any is in that of the other."""
    units = {_unit(one), _unit(two)}
    return len(units) == 1 or ("" in units and _PERCENT not in units and _MONEY not in units)


def _is_share(stated: Stated) -> bool:
    """True for what is in %, and for what is called a share though no measure is printed."""
    shares = tuple(fold(word) for word in table("drafts/results")["shares"])
    return _unit(stated) == _PERCENT or fold(stated.figure.indicator).startswith(shares)


def _same_whole(one: Stated, two: Stated) -> bool:
    """True unless only one is a fraction, or the two are fractions of other wholes: 7/9 and 8/9."""
    wholes = {stated.figure.text.partition("/")[2].strip() for stated in (one, two)}
    return len(wholes) == 1


def _share(one: Decimal | None, two: Decimal | None) -> str:
    return _printed((one or Decimal()) * _WHOLE / two) if two else ""


def _printed(number: Decimal) -> str:
    """At one decimal, as such columns are printed: `108,6`, `1.250,0`."""
    rounded = number.quantize(_TENTH, ROUND_HALF_UP)
    return f"{rounded:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _exact(stated: Stated) -> Decimal | None:
    return _exact_of(stated.figure.quantity)


def _exact_of(quantity: Quantity | None) -> Decimal | None:
    """The number of a quantity without a bound; None for "≥ 90", "gần 5,2"."""
    if quantity is None or quantity.comparator != "=":
        return None
    return quantity.low


def _unit(stated: Stated) -> str:
    return stated.figure.quantity.unit if stated.figure.quantity else ""
