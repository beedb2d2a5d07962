"""Dates as documents write them; one that is not complete stays unknown."""

import re
from dataclasses import dataclass
from datetime import date

_LONG = re.compile(
    r"ngày[\s….]*(\d{0,2})[\s….]*tháng[\s….]*(\d{0,2})[\s….]*năm[\s….]*(\d{4}|20[….\s]*(?!\d)|$)",
    re.I,
)
_SHORT = re.compile(r"(?<![\d/.])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?![\d/])")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written; `day` is None where day, month or year is left open or impossible."""

    text: str
    day: date | None
    year: int | None


def find_date(text: str) -> WrittenDate | None:
    """The first date in a text, complete or left open; None where it holds none."""
    found = [match for shape in (_LONG, _SHORT) if (match := shape.search(text))]
    if not found:
        return None
    match = min(found, key=lambda m: m.start())
    day, month, year = match.groups()
    return WrittenDate(
        match[0].strip(),
        _day(day, month, year),
        int(year) if year.isdigit() else None,
    )


def _day(day: str, month: str, year: str) -> date | None:
    if not (day.isdigit() and month.isdigit() and year.isdigit()):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:  # "ngày 31 tháng 02": as little a date as one left open
        return None
