"""The time a question asks about, and the same time a year earlier."""

import re
from datetime import date

from ingest.document import Period
from ingest.period import find_periods
from ingest.text import blanked, unaccent

# "cùng kỳ năm 2025" names the year itself.
_SAME_TIME = re.compile(
    r"\b(?:cung k[iy]|same period)\b(?: (?:cua )?(?:(?:nam )?(?:truoc|ngoai|lien truoc)"
    r"|nam (?:19|20)\d\d)| (?:of )?(?:last year|the (?:previous|preceding) year|(?:19|20)\d\d))?"
)


def without_same_time(text: str) -> str:
    """The tidied text without "cùng kỳ năm trước"; unchanged where it does not say so."""
    match = _SAME_TIME.search(unaccent(text))
    return blanked(text, *match.span()) if match else text


def periods_asked(text: str, today: date, confirms: bool, earlier: bool) -> tuple[Period, ...]:
    """The periods asked for; a day that is put for confirmation is a claim.

    With "cùng kỳ" also those a year earlier.
    """
    found = find_periods(text, today)
    if confirms:
        found = tuple(period for period in found if period.first != period.last)
    return (*found, *map(a_year_before, found)) if earlier else found


def a_year_before(period: Period) -> Period:
    """The same days of the year before; of 29 February the 28th."""
    first, last = (_in_year(day, day.year - 1) for day in (period.first, period.last))
    return Period(first, last, period.by)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)
