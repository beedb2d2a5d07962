"""Whether two figures tell of one thing: by its name, its measure, and the aim set for it."""

from collections.abc import Sequence

from assistant.conflicts import likeness, same_indicator
from assistant.cues import has_cue
from assistant.drafting.stated import Stated
from assistant.measure import counts_alike
from ingest.document import Figure, Role
from ingest.row_names import BETWEEN
from ingest.text import fold
from prompts import table

_PERCENT = "%"
_WHOLE = 100
_SURE = 0.65
_ALIKE = 0.38  # share of words that two indicators with one aim have in common to be one


def is_alike(one: Stated, other: Stated) -> bool:
    """True for one aim of two papers in other words: "Tổ dân phố có sóng 5G" and "Tỷ lệ tổ dân phố
    được phủ sóng 5G", both 75 %."""
    first, second = one.figure, other.figure
    aims = first.role is Role.TARGET and second.role is Role.TARGET
    if not aims or one.record.id == other.record.id or not (first.quantity and second.quantity):
        return False
    is_equal = (first.quantity.low, first.quantity.high) == (
        second.quantity.low,
        second.quantity.high,
    )
    return (
        is_equal and _fits(first, second) and likeness(first.indicator, second.indicator) >= _ALIKE
    )


def is_same(one: Figure, other: Figure) -> bool:
    """True for one indicator in one measure; a blank value has none of its own, and of one name a
    value without any is in that of the other."""
    units = {_unit(figure) for figure in (one, other)}
    first, second = base_name(one), base_name(other)
    if fold(first) == fold(second) and ("" in units or len(units) == 1):
        return True
    return _fits(one, other) and same_indicator(first, second)


def _fits(one: Figure, other: Figure) -> bool:
    if one.is_blank or other.is_blank:
        return True
    first, second = (_unit(figure) for figure in (one, other))
    if _PERCENT in (first, second):
        return first == second
    return not first or not second or counts_alike(first, second)


def _unit(figure: Figure) -> str:
    return figure.quantity.unit if figure.quantity else fold(figure.measure)


def base_name(figure: Figure) -> str:
    """What is measured, without who set the aim: "… – Phường phấn đấu" and "… – Tỉnh giao" are
    two aims of one thing."""
    name, _, column = figure.indicator.rpartition(BETWEEN)
    is_setter = figure.role is Role.TARGET and has_cue(_setters(), column)
    return name if name and is_setter else figure.indicator


def setter(figure: Figure) -> str:
    """Who set an aim, as its column says it; "" where it does not."""
    base = base_name(figure)
    return figure.indicator[len(base) + len(BETWEEN) :] if base != figure.indicator else ""


def _setters() -> Sequence[str]:
    words: Sequence[str] = table("drafts/results")["setters"]
    return words
