"""Times that a draft must not carry over bare: deadlines that are past, and times told from the day
of the paper they stand in ("năm nay")."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from assistant.drafting.draft import Span, State
from assistant.drafting.written import cited, to_check
from assistant.evidence import Basis
from ingest.codes import find_codes
from ingest.document import Period
from ingest.numerals import roman
from ingest.text import fold, nfc
from prompts import say, table

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")
_QUARTERS = {fold(sign): at for at in range(1, 5) for sign in (roman(at), str(at))}
_SIGN = r"(?:[ivx]{1,3}|[1-4])(?!\w)"
_QUARTER = re.compile(
    rf"(?<!\w)qu[ýí] (?P<at>{_SIGN})"
    rf"(?!(?:\s*(?:,|và|đến|-|–)\s*(?:qu[ýí]\s+)?{_SIGN})*\s*(?:/|-|–|,?\s*năm)\s*\d{{4}})",
    re.IGNORECASE,
)

Place = tuple[int, int]


def due_in_time(spans: Iterable[Span], year: int, basis: Basis) -> tuple[Span, ...]:
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


def told_from_then(text: str) -> Iterator[Place]:
    """Where times stand that only the day of their paper explains: "năm ngoái", "sau một năm thi
    hành"."""
    yield from (found.span() for found in _relative().finditer(text))


@lru_cache
def _relative() -> re.Pattern[str]:
    words = table("drafts/adapted")["told_from_then"]
    plain, numbers, done = ("|".join(words[key]) for key in ("words", "numbers", "since"))
    shape = rf"{plain}|sau (?:gần |hơn )?(?:\d+|{numbers}) năm (?:{done})"
    return re.compile(rf"(?<!\w)(?:{shape})(?!\w)", re.IGNORECASE)


def relative_marked(spans: Iterable[Span], basis: Basis) -> tuple[Span, ...]:
    """The spans with such times marked in quoted words."""
    note = say("assistant.draft_told_from_then")
    return tuple(one for span in spans for one in _split(span, told_from_then, note, basis))


def quarters_marked(spans: Iterable[Span], period: Period, basis: Basis) -> tuple[Span, ...]:
    """The spans with quarters marked that name no year and are over by the end of the period."""

    def over(text: str) -> Iterator[Place]:
        for found in _QUARTER.finditer(text):
            if _QUARTERS.get(fold(found["at"]), 5) * 3 <= period.last.month:
                yield found.span()

    note = say("assistant.draft_quarter_over")
    return tuple(one for span in spans for one in _split(span, over, note, basis))


def _split(
    span: Span, places: Callable[[str], Iterator[Place]], note: str, basis: Basis
) -> Iterator[Span]:
    if span.state is not State.CITED:
        yield span
        return
    text, at = nfc(span.text), 0
    for start, end in places(text):
        if text[at:start]:
            yield cited(text[at:start], basis)
        yield to_check(text[start:end], note, basis)
        at = end
    if text[at:]:
        yield cited(text[at:], basis) if at else span
