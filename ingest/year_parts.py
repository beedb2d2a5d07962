"""Parts of a year as documents and questions name them: "quý III", "9 tháng đầu năm", "first half".

Read in unaccented text; which year a part is of is said beside it, or decided by who asks.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.document import Period

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_NUMBERS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
_THANG = r"(?:thang|thagn?|thng)"  # slips of the hand stay readable
# "giữa năm 2026", not "giữa năm 2025 và năm 2026"
_MID = r"giua(?=\s+nam\s+(?:20\d\d|nay)(?!\d|,?\s+(?:va|voi|den)\s))|mid(?=[\s-]*20\d\d)"
_PATTERNS = {
    "months": rf"(?P<many>\d{{1,2}})\s+{_THANG}(?:\s+(?P<end>dau|cuoi))?(?:\s+(?:cua\s+)?nam)?",
    "month": rf"{_THANG}\s+(?P<month>\d{{1,2}})(?!\d)",
    "quarter": r"(?:(?:qui|quy|quarter)\s*|q)(?P<quarter>iv|i{1,3}|[1-4])",
    "ordinal quarter": r"(?P<nth>first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\s+quarter",
    "half": r"(?:h(?P<h>[12])|(?P<half>first|second|last)\s+half|nua\s+(?P<nua>dau|cuoi)"
    rf"|(?P<mid>{_MID}))(?:\s+nam)?",
    "english months": rf"(?:(?P<which>first|last)\s+)?(?P<word>\d{{1,2}}|{'|'.join(_NUMBERS)})"
    r"[\s-]months?(?:\s+period)?",
}
# With the year behind it; "of the year 2026" as well as "/2026".
_TO_YEAR = r"\s*(?:/|-)?\s*(?:(?:cua|of|in)\s+)?(?:(?:the\s+)?(?:nam|year)\s+)?"
DATED = {kind: rf"(?<!\w){pattern}(?!\w){_TO_YEAR}" for kind, pattern in _PATTERNS.items()}
_BARE = {
    kind: re.compile(rf"(?<![\w.,/]){pattern}(?![\w/])(?!\s*(?:/|-|–|nam|tuoi)?\s*\d)")
    for kind, pattern in _PATTERNS.items()
}
# Before "6 tháng" these make it a length of time; "mới 9 tháng" is none, so accents count.
_LENGTHS = re.compile(
    r"(?<!\w)(?:mỗi|moi|hằng|hàng|hang|vòng|vong|sau|hạn|han|gian|từ|đến|trên|dưới|đủ|du|định kì"
    r"|dinh ki|every|each|within|last|past) (?:hạn )?$"
)
_OF_A_DAY = re.compile(r"\d\s+$")
_LASTING = re.compile(r" (?:(?:mot|1) lan|tuoi|lien|tro|ke|toi|tiep|tu |lam viec)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year named at [start, end) without its year."""

    start: int
    end: int
    kind: str  # months, month, quarter
    first: int  # its first month
    last: int  # its last month
    is_said_whole: bool  # True where it says that it counts from or to the end of its year


def part_of(kind: str, groups: dict[str, str | None], start: int = 0, end: int = 0) -> Part | None:
    """The months that the groups of a match name; None where a year has no such months."""
    found = {name: value for name, value in groups.items() if value}
    if quarter := found.get("quarter") or found.get("nth"):
        number = _ROMAN.get(quarter) or _ORDINALS.get(quarter) or int(quarter[0])
        return Part(start, end, "quarter", number * 3 - 2, number * 3, True)
    if half := found.get("h") or found.get("half") or found.get("nua") or found.get("mid"):
        late = half in ("2", "second", "last", "cuoi")
        return Part(start, end, "months", 7 if late else 1, 12 if late else 6, True)
    if "month" in found:
        month = int(found["month"])
        return Part(start, end, "month", month, month, True) if 1 <= month <= 12 else None
    written = found.get("many") or found["word"]
    many = _NUMBERS.get(written) or int(written)
    which = found.get("end") or found.get("which")
    if not 1 <= many <= 12:
        return None
    late = which in ("cuoi", "last")
    first, last = (13 - many, 12) if late else (1, many)
    return Part(start, end, "months", first, last, which is not None)


def number_word(number: int) -> str:
    """A number up to twelve as an English word, so that it is not taken for a value."""
    return next(word for word, value in _NUMBERS.items() if value == number)


def in_year(part: Part, year: int, *, by: bool = False) -> Period:
    """The days of a part in a year."""
    end = date(year, part.last, monthrange(year, part.last)[1])
    return Period(date(year, part.first, 1), end, by)


def bare_parts(plain: str, folded: str) -> Iterator[Part]:
    """The parts of a year that go without one, in the unaccented text and its folded twin.

    "6 tháng" alone is one where nothing makes it a length of time.
    """
    for kind, pattern in _BARE.items():
        for match in pattern.finditer(plain):
            part = part_of(kind, match.groupdict(), match.start(), match.end())
            if part and not _is_no_part(part, plain, folded):
                yield part


def _is_no_part(part: Part, plain: str, folded: str) -> bool:
    """True for the month of a day ("ngày 5 tháng 9") and for how long something takes."""
    if part.kind == "month":
        return _OF_A_DAY.search(plain[: part.start]) is not None
    if part.kind != "months" or part.is_said_whole:
        return False
    lasts = _LASTING.match(plain, part.end)
    return bool(lasts or _LENGTHS.search(folded[: part.start]))
