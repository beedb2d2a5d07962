"""The period a cell of a table is about, from the words nearest to it.

A part of a year is joined with its year wherever that stands: "Quý I" under "Năm 2026".
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from ingest.columns import STEP
from ingest.document import Period
from ingest.period import find_periods, first_longer, longer_periods, year_of
from ingest.text import fold, unaccent
from prompts import table

_PART = re.compile(
    r"(?<!\w)(?:(?:quy|qui)\s+(?:iv|i{1,3}|[1-4])(?!\w)|thang\s+(?:1[0-2]|0?[1-9])(?!\d)"
    r"|\d{1,2}\s+thang(?:\s+(?:dau|cuoi))?(?=\s+nam|\s*$|\W*$))"
)
_AGAINST = re.compile(r"(?<!\w)so\s+(?:voi|sanh|cung|kh|ke hoach|du toan|dt|ck)(?!\w)")
_YEAR = timedelta(days=366)


def cell_period(header: str, near: Iterable[str], issued_in: int | None) -> Period | None:
    """The period of a cell: its header's, else that of the nearest text that names one.

    `near` runs from the nearest to the farthest. None where nothing names a period.
    """
    around = tuple(near)
    if stated := header_period(header, around, issued_in):
        return stated
    named = next((period for text in around if (period := first_longer(text))), None)
    fallback = named or (year_of(issued_in) if issued_in else None)
    if fallback and _speaks_of(header, "since_new_year"):
        return Period(year_of(fallback.first.year).first, fallback.last, fallback.by)
    return _whole_year(fallback) if fallback and _speaks_of(header, "whole_year") else fallback


def header_period(header: str, near: Iterable[str], issued_in: int | None) -> Period | None:
    """The period that a header path names, a part of a year joined with the nearest year.

    "Giải ngân đến 30/9/2026" is of that day.
    """
    as_of = [p for p in find_periods(header) if p.first == p.last and p.by]
    if as_of:
        return as_of[-1]
    named = [p for p in longer_periods(header) if _is_part(p)]
    if named:
        return _same_part(header, named[0], near)
    inner_first = " ".join(reversed(header.split(STEP)))
    part = _PART.search(unaccent(inner_first))
    in_header = longer_periods(header)
    years = (*in_header, *(p for text in near for p in longer_periods(text)))
    year = next((p.first.year for p in years if p.last - p.first < _YEAR), issued_in)
    if part and year:
        return next(iter(find_periods(f"{part[0]} nam {year}")), None)
    return _same_part(header, in_header[0], near) if in_header else None


def compared_period(header: str) -> Period | None:
    """The period whose number a ratio holds against another: "KH 2026 so với TH 2025" → 2026."""
    levels = [re.sub(r"/(?=\s*[^\W\d])", " / ", level) for level in header.split(STEP)]
    for level in reversed(levels):
        against = _AGAINST.search(unaccent(level))
        before = level[: against.start()] if against else level
        rest = level[against.end() :] if against and not before.strip(" %") else ""
        compares = before if " / " not in rest else f"{before} {rest}"
        if periods := longer_periods(compares):
            return periods[0]
    return None


def _is_part(period: Period) -> bool:
    return period.last - period.first < timedelta(days=360)


def _same_part(header: str, stated: Period, near: Iterable[str]) -> Period:
    """ "Cùng kỳ năm 2025" in a paper about a quarter is that quarter of 2025."""
    if fold("cùng kỳ") not in fold(header) or _is_part(stated):
        return stated
    parts = (p for text in near for p in longer_periods(text) if _is_part(p))
    part = next(parts, None)
    if part is None:
        return stated
    years = stated.first.year - part.first.year
    last = part.last + timedelta(days=1)
    return Period(
        part.first.replace(year=part.first.year + years),
        last.replace(year=last.year + years) - timedelta(days=1),
    )


def _speaks_of(header: str, topic: str) -> bool:
    folded = fold(header)
    return any(fold(word) in folded for word in table("figures")[topic])


def _whole_year(period: Period) -> Period:
    return year_of(period.first.year) if _is_part(period) else period
