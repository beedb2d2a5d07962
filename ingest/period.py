"""Periods of time as documents and questions write them, with or without accents."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from ingest.document import Period
from ingest.text import blanked, fold, tidy, unaccent
from ingest.year_parts import DATED, Part, bare_parts, in_year, number_word, part_of

_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_Y = _YEAR.format("year")
_SPAN = r"(?:giai doan|nhiem ky|nhiem ki|tu nam|from)?"
_BY = r"(?P<by>(?:den|toi)(?:\s+(?:het|cuoi))?\s+|by\s+(?:the\s+end\s+of\s+)?|until\s+)?"
_Span = tuple[int, int, Period]

# Each pattern with its reading, most specific first; a later one never reads what an earlier took.
_PATTERNS = [
    (re.compile(pattern), kind)
    for pattern, kind in (
        (
            rf"(?:nam hoc|school year)\s*{_Y}\s*[-/]\s*(?:nam\s*)?{_YEAR.format('until')}",
            "school",
        ),
        (rf"{_BY}(?:ngay\s+)?(?<!\d)(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_Y}", "day"),
        (rf"{_BY}ngay\s+(?P<day>\d{{1,2}})\s+thang\s+(?P<month>\d{{1,2}})\s+nam\s+{_Y}", "day"),
        *((rf"{_BY}{pattern}{_Y}", kind) for kind, pattern in DATED.items()),
        (rf"(?<![\d/])(?P<month>1[0-2]|0?[1-9])/{_Y}(?!\d|/\w)", "month"),
        (
            rf"{_SPAN}\s*{_Y}\s*(?:-|–|den nam|den|to)\s*{_YEAR.format('until')}",
            "years",
        ),
        (rf"{_BY}(?:nam\s+)?(?<![\d/.,-]){_Y}(?!\d|[.,]\d|/\w)", "year"),
    )
]
_FAR = 90  # characters between a part of a year and the later one that says its year
_STOP = re.compile(r"[.!?](?=\s)")
_RELATIVE = {
    0: ("nam nay", "nam hien tai", "this year", "current year", "nam hien nay"),
    -1: ("nam ngoai", "nam truoc", "nam vua qua", "nam qua", "last year", "previous year"),
    1: ("nam sau", "nam toi", "sang nam", "next year", "nam ke tiep", "nam tiep theo"),
}
_QUARTER_NOW = {"qui nay": 0, "this quarter": 0, "qui truoc": -1, "last quarter": -1}


def year_of(year: int, *, by: bool = False) -> Period:
    """The whole of a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), by)


def quarter_of(year: int, quarter: int) -> Period:
    """Three months of a year, quarter 1 to 4."""
    return Period(date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3))


def school_year(first: int) -> Period:
    """From September of a year to August of the next: `năm học 2025-2026`."""
    return Period(date(first, 9, 1), date(first + 1, 8, 31))


def is_school_year(period: Period) -> bool:
    """True for the twelve months of one school year."""
    return period == school_year(period.first.year)


def find_periods(text: str, today: date | None = None) -> tuple[Period, ...]:
    """The periods a text names, in order; words such as "năm nay" only where `today` is given.

    A part of a year without one is of the year of the part that follows: "9 tháng đầu năm, nhiệm vụ
    3 tháng cuối năm 2026"; else of this year, where `today` is given.
    """
    return tuple(period for _, _, period in _spans(fold(text), today))


def period_spans(text: str, today: date | None = None) -> tuple[_Span, ...]:
    """The periods a text names with where each stands in the tidied text, in order."""
    return _spans(fold(text), today)


def longer_periods(text: str, today: date | None = None) -> list[Period]:
    """Those that are more than a day: days date documents and events, not values."""
    return [period for period in find_periods(text, today) if period.first != period.last]


def first_longer(text: str) -> Period | None:
    """The first of those: of "năm 2025; nhiệm vụ năm 2026" the year 2025."""
    return next(iter(longer_periods(text)), None)


def unreal_periods(text: str) -> tuple[str, ...]:
    """The times a tidied text names that no calendar has: "quý V/2026", "ngày 31/02/2026"."""
    tidied = tidy(text)
    plain, folded = unaccent(tidied), fold(tidied)
    return tuple(
        tidied[match.start() : match.end()]
        for pattern, kind in _UNREAL
        for match in pattern.finditer(plain)
        if not _exists(kind, match) and _is_time(folded[match.start() : match.end()])
    )


_UNREAL = [
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"\b(?:ngay\s+)?(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_Y}(?![\d/])", "day"),
        (rf"\bngay\s+(?P<day>\d{{1,2}})\s+thang\s+(?P<month>\d{{1,2}})\s+nam\s+{_Y}", "day"),
        (rf"(?<!\d )\bthang\s+(?P<month>\d{{1,2}})\s*(?:/|-|nam|cua nam)?\s*{_Y}", "month"),
        (
            rf"\b(?:qui|quy|quarter|q)\s*(?P<quarter>[ivx]+|\d{{1,2}})\s*(?:/|-|nam|of)?\s*{_Y}",
            "quarter",
        ),
    )
]
_QUARTERS = ("i", "ii", "iii", "iv", "1", "2", "3", "4", "01", "02", "03", "04")
_OTHER_FUND = re.compile(r"^qu[^iíy]")  # "quỹ 5 …" is a fund, no quarter


def _exists(kind: str, match: re.Match[str]) -> bool:
    if kind != "quarter":
        return _read(kind, match) is not None
    return match["quarter"] in _QUARTERS


def _is_time(folded: str) -> bool:
    return not _OTHER_FUND.match(folded)


def clashing_periods(text: str) -> tuple[Period, Period] | None:
    """Two years at once, as in "chỉ tiêu 2025 năm 2026": no word says that both are wanted."""
    match = _CLASH.search(unaccent(tidy(text)))
    if match is None or match["year"] == match["other"]:
        return None
    return year_of(int(match["year"])), year_of(int(match["other"]))


_CLASH = re.compile(
    rf"(?<!nam )(?<!den )(?<![\d/.,-]){_Y} (?:(?:trong|cua|cho) )?nam {_YEAR.format('other')}(?!\d)"
)


def without_periods(text: str, today: date | None = None) -> str:
    """The tidied text with what `find_periods` reads in it blanked."""
    tidied = tidy(text)  # unaccenting a tidied text keeps every position
    for start, end, _ in _spans(fold(tidied), today):
        tidied = blanked(tidied, start, end)
    return tidied


@lru_cache(maxsize=2_048)
def _spans(folded: str, today: date | None) -> tuple[_Span, ...]:
    whole = plain = unaccent(folded)
    found: list[tuple[_Span, Part | None]] = []
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(plain):
            if period := _read(kind, match):
                part = _part(kind, match) if kind in DATED else None
                found.append(((match.start(), match.end(), period), part))
        plain = pattern.sub(lambda match: "\0" * len(match[0]), plain)
    bare = list(bare_parts(plain, folded))
    joined = list(_joined(bare, found, whole))
    taken = {start for start, *_ in joined}
    alone = [part for part in bare if part.start not in taken]
    spans = [span for span, _ in found] + joined + _relative(plain, alone, today)
    return tuple(sorted(spans, key=lambda span: span[0]))


def _joined(
    bare: list[Part], dated: list[tuple[_Span, Part | None]], plain: str
) -> Iterator[_Span]:
    """Parts of a year with the year of the next dated part, or of the whole year, named behind.

    In "tháng 12, nhiệm vụ tháng 01 năm 2026" the first one is of the year before.
    """
    ordered = sorted(dated, key=lambda one: one[0][0])
    for part in bare:
        following = next((one for one in ordered if one[0][0] >= part.end), None)
        if following is None or not _is_joined(plain, part, following):
            continue
        (_, _, period), other = following
        later = other is not None and other.kind == part.kind and part.first > other.first
        year = period.first.year - (later and part.kind != "months")
        yield part.start, part.end, in_year(part, year)


def _is_joined(plain: str, part: Part, following: tuple[_Span, Part | None]) -> bool:
    (start, _, _), other = following
    between = plain[part.end : start]
    if len(between) > _FAR or _STOP.search(between):
        return False
    lists = part.is_said_whole or re.match(r"\s*(?:[,;]|(?:va|and)\s)", between)
    return bool(lists) and (other is not None or between.endswith((" ca ", "whole ", "full ")))


def contains(outer: Period, inner: Period) -> bool:
    """True where every day of `inner` is in `outer`."""
    return outer.first <= inner.first and inner.last <= outer.last


def label(period: Period, language: str = "vi") -> str:
    """How the period is written: `năm 2026`, `quý I/2026`, `năm học 2025-2026`."""
    first, last = period.first, period.last
    if is_school_year(period):
        prefix = "năm học" if language == "vi" else "school year"
        return f"{prefix} {first.year}-{last.year}"
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years and first.year == last.year:
        name = f"năm {first.year}" if language == "vi" else f"{first.year}"
    elif whole_years:
        name = (
            f"giai đoạn {first.year}-{last.year}"
            if language == "vi"
            else f"{first.year}-{last.year}"
        )
    else:
        name = _label_part(period, language)
    if not period.by:
        return name
    return f"đến {name}" if language == "vi" else f"by {name}"


def _label_part(period: Period, language: str) -> str:
    first, last = period.first, period.last
    if first == last:
        return f"ngày {first:%d/%m/%Y}" if language == "vi" else f"{first:%d/%m/%Y}"
    months = last.month - first.month + 1
    if first.year != last.year or first.day != 1 or last != _month_end(last.year, last.month):
        return _label_days(period, language)
    if months == 1:
        return (
            f"tháng {first.month}/{first.year}"
            if language == "vi"
            else f"{first.month}/{first.year}"
        )
    if months == 3 and first.month % 3 == 1:
        quarter = last.month // 3
        roman = ("I", "II", "III", "IV")[quarter - 1]
        return f"quý {roman}/{first.year}" if language == "vi" else f"Q{quarter}/{first.year}"
    if language != "vi":
        end = "first" if first.month == 1 else "last"
        return f"{end} {number_word(months)} months of {first.year}"
    part = "đầu" if first.month == 1 else "cuối"
    return f"{months} tháng {part} năm {first.year}"


def _label_days(period: Period, language: str) -> str:
    first, last = f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}"
    return f"từ ngày {first} đến ngày {last}" if language == "vi" else f"{first}-{last}"


def _read(kind: str, match: re.Match[str]) -> Period | None:
    groups = match.groupdict()
    year, by = int(groups["year"]), bool(groups.get("by"))
    if kind in DATED:
        part = _part(kind, match)
        return in_year(part, year, by=by and part.kind != "months") if part else None
    try:
        if kind == "day":
            day = date(year, int(groups["month"]), int(groups["day"]))
            return Period(day, day, by)
        if kind == "years":
            return Period(date(year, 1, 1), date(int(groups["until"]), 12, 31))
        if kind == "school":
            return school_year(year) if int(groups["until"]) == year + 1 else None
    except ValueError:  # the 31st of a short month: not a period
        return None
    return year_of(year, by=by)


def _part(kind: str, match: re.Match[str]) -> Part | None:
    """The part of a year that a dated match names."""
    groups = {name: v for name, v in match.groupdict().items() if name not in ("year", "by")}
    return part_of(kind, groups)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _relative(plain: str, parts: list[Part], today: date | None) -> list[_Span]:
    if today is None:
        return []
    this_quarter = quarter_of(today.year, (today.month + 2) // 3)
    before = this_quarter.first - timedelta(days=1)
    meanings = {
        word: year_of(today.year + shift) for shift, words in _RELATIVE.items() for word in words
    } | {
        word: this_quarter if not shift else quarter_of(before.year, before.month // 3)
        for word, shift in _QUARTER_NOW.items()
    }
    named = [
        (match.start(), match.end(), period)
        for word, period in meanings.items()
        if (match := re.search(rf"\b{word}\b", plain))
    ]
    return named + [
        (part.start, part.end, in_year(part, today.year)) for part in parts if _is_now(part)
    ]


def _is_now(part: Part) -> bool:
    """True for a part of this year: "quý III", "9 tháng"; a month alone may be of any year."""
    if part.kind == "months" and not part.is_said_whole:
        return part.last in (3, 6, 9)
    return part.kind != "month"
