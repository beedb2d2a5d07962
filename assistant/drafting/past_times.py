"""Times that a draft must not carry over bare: deadlines that are past."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.drafting.draft import Span, State
from assistant.drafting.written import to_check
from assistant.evidence import Basis
from ingest.codes import find_codes
from ingest.text import fold
from prompts import say, table

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")


def due_in_time(spans: Sequence[Span], year: int, basis: Basis) -> tuple[Span, ...]:
    """The spans of a deadline, marked where the time that they name is before the year."""
    note = say("assistant.draft_deadline_over")
    return tuple(to_check(one.text, note, basis) if _is_past(one, year) else one for one in spans)


def _is_past(span: Span, year: int) -> bool:
    """True for quoted words whose latest year is over; the year of a cited paper is no deadline."""
    if span.state is not State.CITED or find_codes(span.text):
        return False
    years = [int(found) for found in _YEAR.findall(span.text)]
    return bool(years) and max(years) < year


def names_deadline(before: str) -> bool:
    """True where the words before a day say that something is to be done by then."""
    return _deadline().search(fold(before)) is not None


@lru_cache
def _deadline() -> re.Pattern[str]:
    words = table("drafts/adapted")["deadline"]
    opening = "|".join(re.escape(fold(word)) for word in words["opening"])
    between = "|".join(re.escape(fold(word)) for word in words["between"])
    return re.compile(rf"(?<!\w)(?:{opening})(?:[\s:,(]+(?:{between}))*[\s:,(]*$")
