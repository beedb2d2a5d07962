"""Whether a figure is in the measure asked for: a share, a count of the things named, or money."""

from functools import lru_cache

from assistant.understand import Request
from ingest.document import Quantity
from ingest.text import unaccent
from prompts import table

_MONEY = "đồng"


def is_measured(quantity: Quantity, request: Request) -> bool:
    """False for a share where a count is asked for, for money where persons are, and so on."""
    if request.wants_percent:
        return quantity.unit in ("%", "")
    if request.asks_size and quantity.unit == "%":
        return False
    if request.counted:
        return _counts(quantity.unit, request.counted)
    claimed = [claim.unit for claim in request.premise if claim.unit]
    return not claimed or any(_is_like(quantity.unit, unit) for unit in claimed)


def _is_like(unit: str, claimed: str) -> bool:
    """True where a figure may set a claimed one right: money does not for "7 thành viên"."""
    return not unit or unit == claimed or counts_alike(unit, claimed)


def _counts(unit: str, counted: str) -> bool:
    """True where the unit counts what is to be counted; a bare number counts what its row says."""
    if not unit:
        return True
    if counted == "?":
        return unit not in ("%", _MONEY, *table("measures")["counted"]["times"])
    return unit in _classifiers() or counts_alike(unit, counted)


def counts_alike(one: str, other: str) -> bool:
    """True for units that count the same things: "hộ" and "hộ nghèo", "thành viên" and "người"."""
    first, second = unaccent(one), unaccent(other)
    if f"{first} ".startswith(f"{second} ") or f"{second} ".startswith(f"{first} "):
        return True
    return any(first in group and second in group for group in _groups())


@lru_cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(unaccent, group)) for group in table("figures")["alike"])


@lru_cache
def _classifiers() -> frozenset[str]:
    return frozenset(table("figures")["classifiers"])
