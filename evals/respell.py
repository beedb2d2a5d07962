"""A text in other spellings of its numbers and dates, each of the same value."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import product

from ingest.document import Quantity
from ingest.quantity import find_quantities, parse_number

# A space that ties a number to the word that scales it ("12,5 tỷ"): a match may cross it but not
# end there, or `12` would be found in what was written "12.000 triệu". It survives `fold`.
BOUND = "\u1680"

_MONEY = "đồng"
_SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_ENGLISH = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_COMPARATORS = {
    ">=": ("≥{}", ">={}", "tối thiểu {}", "ít nhất {}", "từ {} trở lên", "at least {}"),
    ">": (">{}", "trên {}", "hơn {}", "vượt {}", "over {}", "more than {}"),
    "<=": ("≤{}", "<={}", "tối đa {}", "không quá {}", "không vượt quá {}", "at most {}"),
    "<": ("<{}", "dưới {}", "chưa đến {}", "chưa tới {}", "below {}", "less than {}"),
    "~": ("~{}", "khoảng {}", "gần {}", "xấp xỉ {}", "about {}", "nearly {}"),
}
_JOINERS = ("-", "%-", " đến ", "% đến ", " to ", "% to ")
_JOINT = re.compile(r"(?<=\d)\s*%?\s*(?:-|–|đến)\s*(?=\d)")
_SHAPE = re.compile(r"(?P<before>\D*)(?P<numbers>\d.*\d|\d)(?P<after>.*)", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BOUND_AFTER = re.compile(r"\s+trở (?:lên|xuống)")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATES = (
    re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?![\d/])"),
    re.compile(r"(?i)ngày\s*(?P<d>\d{1,2})\s*tháng\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<![\d/-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
    re.compile(rf"(?i)\b(?P<d>\d{{1,2}})\s+(?P<M>{'|'.join(_MONTHS)})\s+(?P<y>\d{{4}})\b"),
    re.compile(rf"(?i)\b(?P<M>{'|'.join(_MONTHS)})\s+(?P<d>\d{{1,2}}),\s*(?P<y>\d{{4}})\b"),
)
_DATE_FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d}/{day.month}/{day.year}",
    lambda day: f"ngày {day:%d} tháng {day:%m} năm {day.year}",
    lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
    lambda day: f"ngày {day:%d} tháng {day.month} năm {day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{_MONTHS[day.month - 1]} {day.day}, {day.year}",
)


Digits = Callable[[Decimal], str]
Spelling = Callable[[Quantity], str]


def respellings(text: str) -> Iterator[str]:
    """The text itself, then its dates in each other form, then its quantities in each."""
    yield text
    dates = _find_dates(text)
    if dates:
        for form in _DATE_FORMS:
            yield _replace(text, [(start, end, form(day)) for start, end, day in dates])
    quantities = [
        quantity
        for quantity in find_quantities(text)
        if not any(start < quantity.end and quantity.start < end for start, end, _ in dates)
    ]
    for spelling in _spellings(quantities):
        yield _replace(text, [(q.start, q.end, spelling(q)) for q in quantities])


def _spellings(quantities: Sequence[Quantity]) -> Iterator[Spelling]:
    """Every way of writing that makes a difference to one of the quantities."""
    scales: list[str | None] = [None]
    if any(quantity.unit == _MONEY for quantity in quantities):
        scales += ["", *_SCALES, *_ENGLISH]
    comparators: list[int | None] = [None]
    if any(quantity.comparator != "=" for quantity in quantities):
        comparators += range(len(_JOINERS))
    if quantities:
        for digits, scale, comparator in product(_DIGITS, scales, comparators):
            yield partial(_spell, digits=digits, scale=scale, comparator=comparator)


def _spell(quantity: Quantity, digits: Digits, scale: str | None, comparator: int | None) -> str:
    """The quantity with its digits, scale and comparison in other forms; None: as written."""
    shape = _SHAPE.fullmatch(quantity.text)
    if shape is None:
        return quantity.text
    scaled = None if scale is None else _scaled(quantity, digits, scale)
    numbers = _NUMBER.sub(lambda number: digits(parse_number(number[0])), shape["numbers"])
    unit = "%" if quantity.unit == "%" else _BOUND_AFTER.sub("", shape["after"])
    measured = scaled or numbers + unit
    if comparator is not None and quantity.comparator in _COMPARATORS:
        return _COMPARATORS[quantity.comparator][comparator].format(measured)
    if comparator is not None and quantity.comparator == "range":
        measured = _JOINT.sub(_JOINERS[comparator], measured)
    bound = _BOUND_AFTER.search(shape["after"])
    return shape["before"] + measured + (bound[0] if bound else "")


def _scaled(quantity: Quantity, digits: Digits, scale: str) -> str | None:
    """An amount of money in đồng, nghìn, triệu or tỷ; None where that would be odd or is none."""
    factor = (_SCALES | _ENGLISH).get(scale, 1)
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    if quantity.unit != _MONEY or any(end * 10 < factor for end in ends):
        return None
    number = "-".join(dict.fromkeys(digits(end / factor) for end in ends))
    if not scale:
        return f"{number} {_MONEY}"
    return f"{number}{BOUND}{scale} {'vnd' if scale in _ENGLISH else _MONEY}"


def _replace(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _find_dates(text: str) -> list[tuple[int, int, date]]:
    """The whole dates of a text with their places; a day that does not exist is none."""
    found: list[tuple[int, int, date]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            day = _day(match.groupdict())
            if day and not any(s < match.end() and match.start() < e for s, e, _ in found):
                found.append((match.start(), match.end(), day))
    return found


def _day(parts: dict[str, str | None]) -> date | None:
    named = (parts.get("M") or "").lower()
    month = _MONTHS.index(named) + 1 if named else int(parts["m"] or 0)
    try:
        return date(int(parts["y"] or 0), month, int(parts["d"] or 0))
    except ValueError:
        return None


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _grouped(value: Decimal) -> str:
    whole, comma, decimals = _plain(value).partition(",")
    return f"{int(whole):,}".replace(",", ".") + comma + decimals


def _english(value: Decimal) -> str:
    """1,234.5; three decimals would read as thousands and stay with their comma."""
    whole, comma, decimals = _plain(value).partition(",")
    return (
        _plain(value) if len(decimals) == 3 else f"{int(whole):,}{'.' if comma else ''}{decimals}"
    )


def _padded(value: Decimal) -> str:
    return f"0{value:f}" if value in range(10) else _plain(value)


def _with_decimal(value: Decimal) -> str:
    plain = _plain(value)
    return plain if "," in plain else f"{plain},0"


_DIGITS: tuple[Digits, ...] = (_plain, _grouped, _english, _padded, _with_decimal)
