"""Numbers as Vietnamese documents write them: `1.234.567`, `8,5%`, `hơn 3,4 tỷ đồng`, `≥ 85%`.

Identifiers and calendar words hold digits but no quantity: document numbers, dates, years,
"Điều 5", "24/7", "5G". They are blanked before numbers are looked for.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from ingest.document import Quantity
from ingest.text import fold
from prompts import table

_NOT_QUANTITIES = re.compile(
    r"""
    (?:^|(?<=[“"]))\s*\d{1,2}(?:\.\d{1,2})*\.(?=\s)                   # 3.4. opens a heading
    | \d+(?:\.\d+)?(?:/\d{4})?\s?[/-]\s?[^\W\d_][\w&]*(?:[/&-]\w+)+     # 33/KH-UBND, 57-NQ/TW
    | \d+/\d{4}/[^\W\d_]\w*                                           # 193/2025/QH15
    | (?<![\d.,])\d{1,2}[/.-]\d{1,2}[/.-]\d{4}                          # 16/01/2026
    | ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?
    | ngày\s+\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?
    | (?<![\d.,/])(?:[12]\d|3[01]|0?[1-9])/(?:1[0-2]|0?[1-9])
      (?=\s+h[àằ]ng\s+năm\b)                                         # 04/10 hằng năm
    | \bngày\s+(?-i:[A-ZĐ])[^\d.;:]{2,80}\s\(?                        # Ngày Pháp luật 09/11
      (?:[12]\d|3[01]|0?[1-9])/(?:1[0-2]|0?[1-9])(?=\s*(?:[.,;:)]|$))
    | (?:(?:tháng|quý|quí)\s+(?:\d{1,2}|[ivx]+)\s*(?:/|năm)\s*\d{4})
    | (?:năm|nhiệm\s+k[ỳì]|giai\s+đoạn|đến|từ\s+năm)\s+(?:19|20)\d\d
      (?:\s*[-–]\s*(?:19|20)\d\d)?
    | \b(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\b
    | (?<!chỉnh\s)(?<!hạng\s)(?<!danh\s)(?<!chuyên\s)(?<!tài\s)(?<!đại\s)(?<!khẩu\s)(?<!nghĩa\s)
      (?<!đá\s)
      \b(?:tháng|quý|quí|điều|khoản|mục|phụ\s+lục|biểu|dòng|trang|số\s+thứ\s+tự|đề\s+án)
      \s+\d{1,2}\b(?![.,]?\d|\s*%)
    | \b24/7\b | \b\d[gG]\b | \bcovid-19\b
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_SPACED = r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?![\d.,]*\d)"  # 15 000
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?"
_BEFORE = {
    ">=": ("≥", ">=", "=>", "từ ít nhất", "ít nhất", "tối thiểu", "không dưới", "không thấp hơn"),
    ">": (">", "trên", "hơn", "vượt", "cao hơn"),
    "<=": ("≤", "<=", "=<", "tối đa", "không quá", "không vượt quá", "nhiều nhất"),
    "<": ("<", "dưới", "ít hơn", "thấp hơn"),
    "~": ("~", "≈", "gần", "khoảng", "xấp xỉ", "ước khoảng"),
}
_COMPARATORS = {word: sign for sign, words in _BEFORE.items() for word in words}
_AFTER = {"trở lên": ">=", "trở xuống": "<="}


@lru_cache
def _pattern() -> re.Pattern[str]:
    signs = "|".join(sorted(map(re.escape, _COMPARATORS), key=len, reverse=True))
    units = _either(_units())
    scaled = rf"(?:{_either(_scales())})\s+(?:{_either(_counted())})"
    units = rf"{scaled}|{units}"
    spaced = rf"\A{_SPACED}(?=\s*\Z)|{_SPACED}(?=\s*(?:{units})(?!\w))"
    per = rf"(?:\s?/\s?(?:\d[\d.]*\s?)?(?:{_either(table('measures')['per']['words'])})(?!\w))*"
    return re.compile(
        rf"(?:(?P<sign>{signs})\s*)?(?<![\w.,])(?P<low>{spaced}|{_NUMBER})(?![\w]*[/]\w*[-])"
        rf"(?:\s*(?P<unit1>%)?\s*(?:-|–|đến)\s*(?P<high>{_NUMBER})(?=\s*(?:%|(?:{units})(?!\w))))?"
        rf"(?:\s*(?P<unit>%|(?:{units})(?!\w)(?!\s+lệ(?!\w)){per}))?"
        rf"(?:(?:/[^\W\d_]+)*\s+(?P<after>{'|'.join(_AFTER)}))?",
        re.IGNORECASE,
    )


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, whatever space is between them."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)


@lru_cache
def _units() -> dict[str, tuple[str, int]]:
    """Every way a unit is written, lower case, with its canonical name and factor."""
    money = {word: ("đồng", factor) for word, factor in table("measures")["money"].items()}
    both = _counted() | money
    return both | {word.replace("tỷ", "tỉ"): unit for word, unit in both.items()}


@lru_cache
def _counted() -> dict[str, tuple[str, int]]:
    """What is counted, not paid: these may follow "nghìn", "triệu", "tỷ"."""
    data = table("measures")
    same = {word: (canonical, 1) for word, canonical in data["same"].items()}
    return {word: (word, 1) for word in data["counted"]["words"]} | same


@lru_cache
def _scales() -> dict[str, int]:
    scales: dict[str, int] = table("measures")["scales"]
    return scales | {word.replace("tỷ", "tỉ"): factor for word, factor in scales.items()}


@lru_cache(maxsize=4_096)
def plain_measure(written: str) -> str:
    """A unit of measure as it is said after a number: `1.000 đồng` → `nghìn đồng`; others stay."""
    forms = table("measures")["over_columns"].items()
    return next((plain for form, plain in forms if fold(form) == fold(written)), written)


@lru_cache(maxsize=4_096)
def unit_and_factor(written: str) -> tuple[str, int] | None:
    """The canonical unit and its factor: `tỷ đồng` → đồng, 10⁹; `nghìn người` → người, 1000.

    What a unit is counted per stays beside it: `triệu đồng/người/năm` → đồng/người/năm, 10⁶. None
    for words that are no unit known here.
    """
    words = " ".join(written.lower().split())
    if found := _units().get(words):
        return found
    base, slash, per = words.partition("/")
    if slash:
        whole = unit_and_factor(base.strip())
        plain_per = re.sub(r"\s*/\s*", "/", fold(per))
        return (f"{whole[0]}/{plain_per}", whole[1]) if whole else None
    for scale in sorted(_scales(), key=len, reverse=True):
        counted = _counted().get(words.removeprefix(f"{scale} "))
        if counted and words.startswith(f"{scale} "):
            return counted[0], _scales()[scale]
    return None


@lru_cache(maxsize=2_048)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in order, with their positions; identifiers and dates left out."""
    masked = _NOT_QUANTITIES.sub(lambda match: " " * len(match[0]), text)
    return tuple(_quantity(match, text) for match in _pattern().finditer(masked))


def parse_cell(text: str, measure: str = "") -> Quantity | None:
    """The one quantity a table cell states, in the column's unit where it names none.

    None where the cell states none ("-", "?", words) or several that are not a range.
    """
    found = find_quantities(text)
    if not found or (len(found) > 1 and len({(q.low, q.high, q.unit) for q in found}) > 1):
        return None
    return found[0] if found[0].unit else with_measure(found[0], measure)


def with_measure(quantity: Quantity, measure: str) -> Quantity:
    """The quantity read in a unit of measure stated elsewhere: 39,6 under "tỷ đồng"."""
    words = fold(plain_measure(measure))
    unit, factor = unit_and_factor(words) or ("%" if "%" in words else words, 1)
    return Quantity(
        low=None if quantity.low is None else quantity.low * factor,
        high=None if quantity.high is None else quantity.high * factor,
        comparator=quantity.comparator,
        unit=unit,
        text=quantity.text,
        start=quantity.start,
        end=quantity.end,
    )


def parse_number(text: str) -> Decimal:
    """`1.234.567`, `1 234 567` → 1234567, `8,5` → 8.5, `0.8` → 0.8.

    A dot before three digits is thousands.
    """
    text = re.sub(r"\s", "", text)
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", text):
        text = text.replace(",", "")
    return Decimal(text.replace(",", "."))


def _quantity(match: re.Match[str], text: str) -> Quantity:
    raw_unit = match["unit"] or ""
    unit, factor = unit_and_factor(raw_unit) or (raw_unit, 1)
    low = parse_number(match["low"]) * factor
    high = parse_number(match["high"]) * factor if match["high"] else low
    sign = _COMPARATORS.get((match["sign"] or "").lower(), "=")
    comparator = "range" if match["high"] else _AFTER.get((match["after"] or "").lower(), sign)
    low_bound, high_bound = _bounds(low, high, comparator)
    return Quantity(
        low=low_bound,
        high=high_bound,
        comparator=comparator,
        unit=unit,
        text=text[match.start() : match.end()].strip(),
        start=match.start(),
        end=match.end(),
    )


def _bounds(low: Decimal, high: Decimal, comparator: str) -> tuple[Decimal | None, Decimal | None]:
    if comparator in (">=", ">"):
        return low, None
    if comparator in ("<=", "<"):
        return None, low
    return low, high
