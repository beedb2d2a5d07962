"""Periods of time as documents and questions write them, with or without accents."""

import re
from calendar import monthrange
from datetime import date, timedelta

from ingest.document import Period
from ingest.text import blanked, fold, tidy, unaccent

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_Y = _YEAR.format("year")
_SPAN = r"(?:giai doan|nhiem ky|nhiem ki|tu nam|from)?"
_BY = r"(?P<by>(?:den|toi)(?:\s+(?:het|cuoi))?\s+|by\s+(?:the\s+end\s+of\s+)?|until\s+)?"

# Each pattern with its reading, most specific first; a later one never reads what an earlier took.
_PATTERNS = [
    (re.compile(pattern), kind)
    for pattern, kind in (
        (
            rf"(?:nam hoc|school year)\s*{_Y}\s*-\s*(?:nam\s*)?{_YEAR.format('until')}",
            "school",
        ),
        (rf"{_BY}(?:ngay\s+)?(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_Y}", "day"),
        (rf"{_BY}ngay\s+(?P<day>\d{{1,2}})\s+thang\s+(?P<month>\d{{1,2}})\s+nam\s+{_Y}", "day"),
        (
            rf"(?P<many>\d{{1,2}})\s+thang\s+(?P<part>dau|cuoi)?\s*(?:cua\s+)?(?:nam\s+)?{_Y}",
            "months",
        ),
        (rf"{_BY}thang\s+(?P<month>\d{{1,2}})\s*(?:/|-|nam|cua nam)?\s*{_Y}", "month"),
        (
            rf"{_BY}(?:qui|quy|quarter|q)\s*(?P<quarter>iv|i{{1,3}}|[1-4])\s*(?:/|-|nam|of)?\s*{_Y}",
            "quarter",
        ),
        (rf"(?:q(?P<quarter>[1-4]))\s*(?:/|-)?\s*{_Y}", "quarter"),
        (rf"(?P<quarter>first|second|third|fourth)\s+quarter\s+(?:of\s+)?{_Y}", "quarter"),
        (rf"(?<![\d/])(?P<month>1[0-2]|0?[1-9])/{_Y}(?!\d|/\w)", "month"),
        (
            rf"{_SPAN}\s*{_Y}\s*(?:-|–|den nam|den|to)\s*{_YEAR.format('until')}",
            "years",
        ),
        (rf"{_BY}(?:nam\s+)?(?<![\d/.,-]){_Y}(?!\d|[.,]\d|/\w)", "year"),
    )
]
_RELATIVE = {
    0: ("nam nay", "nam hien tai", "this year", "current year", "nam hien nay"),
    -1: ("nam ngoai", "nam truoc", "nam vua qua", "nam qua", "last year", "previous year"),
    1: ("nam sau", "nam toi", "sang nam", "next year", "nam ke tiep", "nam tiep theo"),
}
_QUARTER_NOW = {"qui nay": 0, "this quarter": 0, "qui truoc": -1, "last quarter": -1}


def year_of(year: int, *, by: bool = False) -> Period:
    """The whole of a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), by)


def quarter_of(year: int, quarter: int, *, by: bool = False) -> Period:
    """Three months of a year, quarter 1 to 4."""
    return Period(date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3), by)


def school_year(first: int) -> Period:
    """From September of a year to August of the next: `năm học 2025-2026`."""
    return Period(date(first, 9, 1), date(first + 1, 8, 31))


def is_school_year(period: Period) -> bool:
    """True for the twelve months of one school year."""
    return period == school_year(period.first.year)


def find_periods(text: str, today: date | None = None) -> tuple[Period, ...]:
    """The periods a text names, in order; words such as "năm nay" only where `today` is given."""
    return tuple(period for _, _, period in _spans(unaccent(text), today))


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
_OTHER_FUND = re.compile(r"^qu[^iíy]")  # "quỹ 5 …" is a fund, no quarter


def _exists(kind: str, match: re.Match[str]) -> bool:
    if kind != "quarter":
        return _read(kind, match) is not None
    return match["quarter"] in (*_ROMAN, *map(str, _ROMAN.values()), "01", "02", "03", "04")


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
    for start, end, _ in _spans(unaccent(tidied), today):
        tidied = blanked(tidied, start, end)
    return tidied


def _spans(plain: str, today: date | None) -> list[tuple[int, int, Period]]:
    found: list[tuple[int, int, Period]] = []
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(plain):
            if period := _read(kind, match):
                found.append((match.start(), match.end(), period))
        plain = pattern.sub(lambda match: "\0" * len(match[0]), plain)
    return sorted(found + _relative(plain, today), key=lambda span: span[0])


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
        return f"{first:%m/%Y}-{last:%m/%Y}"
    part = "đầu" if first.month == 1 else "cuối"
    return f"{months} tháng {part} năm {first.year}"


def _label_days(period: Period, language: str) -> str:
    first, last = f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}"
    return f"từ ngày {first} đến ngày {last}" if language == "vi" else f"{first}-{last}"


def _read(kind: str, match: re.Match[str]) -> Period | None:
    groups = match.groupdict()
    year, by = int(groups["year"]), bool(groups.get("by"))
    try:
        if kind == "day":
            day = date(year, int(groups["month"]), int(groups["day"]))
            return Period(day, day, by)
        if kind == "month":
            month = int(groups["month"])
            return Period(date(year, month, 1), _month_end(year, month), by)
        if kind == "months":
            return _months(year, int(groups["many"]), groups["part"] == "cuoi")
        if kind == "quarter":
            raw = groups["quarter"]
            return quarter_of(year, (_ROMAN | _ORDINAL).get(raw) or int(raw), by=by)
        if kind == "years":
            return Period(date(year, 1, 1), date(int(groups["until"]), 12, 31))
        if kind == "school":
            return school_year(year) if int(groups["until"]) == year + 1 else None
    except ValueError:  # the 31st of a short month, month 13: not a period
        return None
    return year_of(year, by=by)


def _months(year: int, many: int, at_the_end: bool) -> Period | None:
    if not 1 <= many <= 12:
        return None
    if at_the_end:
        return Period(date(year, 13 - many, 1), date(year, 12, 31))
    return Period(date(year, 1, 1), _month_end(year, many))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _relative(plain: str, today: date | None) -> list[tuple[int, int, Period]]:
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
    return named + _of_this_year(plain, today.year)


_BARE_QUARTER = re.compile(r"\b(?:qui|quy|quarter) (iv|i{1,3}|[1-4])\b(?!\s*(?:/|nam)?\s*\d)")
_BARE_MONTHS = re.compile(
    r"(?<!\bmoi )(?<!\bhang )(?<!\btrong vong )\b([369]) thang(?: (?:dau nam|cuoi nam|qua))?\b"
    r"(?! (?:mot|1) lan)(?!\s*\d)"
)


def _of_this_year(plain: str, year: int) -> list[tuple[int, int, Period]]:
    """Quarters and half years named without a year are this year's."""
    found = [
        (m.start(), m.end(), quarter_of(year, _ROMAN.get(m[1]) or int(m[1])))
        for m in _BARE_QUARTER.finditer(plain)
    ]
    for match in _BARE_MONTHS.finditer(plain):
        if period := _months(year, int(match[1]), "cuoi" in match[0]):
            found.append((match.start(), match.end(), period))
    return found
