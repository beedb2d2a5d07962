"""Personal numbers masked before anything is logged: of each its last two digits stay.

Identity cards (12 digits, formerly 9), telephone numbers, passports, insurance cards, and behind a
word that names them tax codes and accounts; of e-mail addresses the domain stays. Money, document
numbers, dates, years and counts stay as they are. Searched is a plain copy of the same length, in
which every space, dash and digit has its ASCII form; masked is the original. The words are data
in `prompts/data/masked.toml`.
Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; OWASP Logging Cheat Sheet, "Data to exclude".
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ingest.text import nfc, unaccent
from prompts import table

_MARK = "***"
_LAST = 2  # digits that stay
_TAKEN = "\0"  # stands in the plain copy for what an earlier pattern found; no text holds it

# Every space, dash, dot and full-width character → its ASCII one; each keeps its place.
# A tab stays: it parts the cells of a table.
_PLAIN = (
    dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
    | dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-")
    | dict.fromkeys((0xB7, 0x2022, 0x2024, 0x2219, 0x22C5), ".")
    | dict.fromkeys((0x2044, 0x2215), "/")
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")

# Where a number begins: no part of a longer one, of an amount or of a range. A whole number may
# stand before it: `0912345678,0987654321`.
_FIRST = r"(?<!\d)(?<!\d[.,_-])"
_OPENS = rf"(?:{_FIRST}|(?<=\d{{9}}[,-])|(?<=0[35789]\d{{8}}\.))"
_OPENS_GROUPED = rf"(?:{_FIRST}|(?<!\d)(?<=\d{{3}}[,-]))"
_NO_DATE = r"(?<!/)"  # before two digits a slash may be a date's
# Where it ends: a document's number goes on with its kind and who issued it, `/2026/QĐ-UBND`.
_DOCUMENT = r"/(?:\d{4}/)?[A-ZĐ]+-[A-ZĐ]"
_NEXT = r"0\d{9}|0\d{2,3}[ .-]\d{3}"  # another telephone number or card
_WHOLE = rf"(?!\d)(?!{_DOCUMENT})(?![.,](?!{_NEXT})\d)"
_LAST_DIGIT = rf"{_WHOLE}(?!-(?!{_NEXT})[^\W_])"
_ENDS = rf"{_LAST_DIGIT}(?! ?%)"

_GAP = r"(?: {1,3}|[.,_-])?"
_SPACED = rf"\d(?:{_GAP}\d)"
_RUN = re.compile(r"[(+]?\d(?:[ ().,/_-]{0,3}\d){6,}")
_WORDS_BEFORE, _WORDS_BEHIND = 64, 16  # characters
_EMAIL = re.compile(r"[\w.+-]+@(?=[\w-]+(?:\.[\w-]+)+)")

_LANDLINE = rf"{_OPENS}\(?(?:(?:\+|00)?84[ .-]?|0)2\d{{1,2}}\)?{_GAP}{_SPACED}{{6,7}}{_ENDS}"
_ABROAD = rf"(?<!\d)\(?(?:\+|00)84\)?{_GAP}(?:\(0\))?{_SPACED}{{8}}{_ENDS}"
# (091)2345678, (0912) 345 678
_BRACKETED = rf"\(0[35789](?:\d\){_GAP}{_SPACED}{{6}}|\d\d\){_GAP}{_SPACED}{{5}}){_ENDS}"
# Of health insurance two letters and 13 digits; behind lower-case letters, which may be a word,
# only grouped as on the card.
_INSURANCE = rf"(?<!\w)[A-Z]{{2}}[ -]?\d(?:[ -]?\d){{12}}(?!\w)(?!{_DOCUMENT})"
_INSURED = (
    *((13,), (3, 10), (1, 2, 10), (5, 8), (5, 3, 5), (3, 2, 8), (3, 2, 3, 5), (1, 2, 2, 8)),
    *((1, 2, 2, 3, 5), (3, 5, 5)),
)
# How people group the digits of a telephone number and of a card; dates (2, 2, 4) and thousands
# (1, 3, 3, 3) are grouped otherwise.
_PHONES = (
    *((4, 3, 3), (3, 3, 4), (3, 4, 3), (4, 6), (4, 2, 2, 2), (2, 4, 4), (5, 5), (3, 7)),
    *((3, 3, 2, 2), (3, 2, 2, 3), (7, 3), (6, 4), (4, 4, 2), (2, 2, 2, 2, 2), (1,) * 10),
)
_CARDS = ((3, 3, 3, 3), (4, 4, 4), (3, 1, 2, 6), (6, 6), (3, 3, 6), (3, 9), (2,) * 6, (1,) * 12)
_CODES = r"(?:0\d\d,){3}0"  # 001,002,003,004 lists codes
# Without a gap. A mobile number that begins with 0 is no amount and no percentage.
_MOBILE = r"0[35789]\d{8}"
_MOBILES = rf"{_OPENS}{_MOBILE}{_WHOLE}"
_CARD = r"(?<![^\W_])0\d{11}(?![^\W_])"
# An old card, or the country's code without a plus; beside a slash it may be any number.
_OTHERS = r"84[35789]\d{8}|(?<![^\W_])(?:\d{9}|\d{12})(?![^\W_])"
# A letter and 7 or 8 digits; a lower-case letter with a space may be a word.
_PASSPORT = r"(?<![\w/])(?:[A-Z][ -]?|[a-z])\d{7,8}(?![\w/])(?! ?%)"
_BARE = re.compile(
    rf"{_MOBILES}|{_OPENS}{_CARD}{_WHOLE}|(?<!/){_FIRST}(?:{_OTHERS})(?!/){_ENDS}|{_PASSPORT}"
)


def masked(text: str) -> str:
    """The text in NFC with every personal number masked: `SĐT ***78`; the rest as it is."""
    whole = _EMAIL.sub(f"{_MARK}@", nfc(text)) if "@" in text else nfc(text)
    plain = _plain(whole)
    near = _near_digits(plain)
    spans = [(a + start, b + start) for start, end in near for a, b in _numbers(plain[start:end])]
    borders = [0, *(place for span in spans for place in span), len(whole)]
    parts = [whole[start:end] for start, end in pairwise(borders)]
    return "".join(_marked(part) if i % 2 else part for i, part in enumerate(parts))


def _plain(text: str) -> str:
    """The text with plain spaces, dashes and digits, each character in its place."""
    return _OTHER_DIGIT.sub(
        lambda digit: str(unicodedata.decimal(digit[0])), text.translate(_PLAIN)
    )


def _marked(number: str) -> str:
    return _MARK + re.sub(r"\D", "", number)[-_LAST:]


def _near_digits(text: str) -> list[tuple[int, int]]:
    """Where so many digits stand together, with the words before and behind that tell of them:
    long answers are searched there only."""
    found: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        start, end = max(0, run.start() - _WORDS_BEFORE), run.end() + _WORDS_BEHIND
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _numbers(plain: str) -> list[tuple[int, int]]:
    """Where the personal numbers stand, in order: those their shape tells, those a word names,
    those without a gap; each is looked for in what the ones before it left."""
    spans: list[tuple[int, int]] = []
    for pattern in (_shaped(), _owned(), _BARE):
        found = [_span(match) for match in pattern.finditer(plain) if not _is_amount(match)]
        plain = _without(plain, found)
        spans += found
    return sorted(spans)


def _without(plain: str, spans: Sequence[tuple[int, int]]) -> str:
    left = list(plain)
    for start, end in spans:
        left[start:end] = _TAKEN * (end - start)
    return "".join(left)


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Of the number alone, without the word that names it."""
    return match.end("before") if match.re.groups else match.start(), match.end()


def _is_amount(match: re.Match[str]) -> bool:
    """Whether a word behind it counts or pays it; what a shape tells never is an amount, nor
    what is named and begins with 0."""
    start, end = _span(match)
    number = match.string[start:end]
    sure = match.re is _shaped() or re.fullmatch(_MOBILE, number)
    named = match.re is _owned() and number.startswith("0")
    return not sure and not named and _counted().match(match.string, end) is not None


@lru_cache
def _shaped() -> re.Pattern[str]:
    """What its shape alone tells to be somebody's."""
    insured = "|".join(_joined(shape, "[ -]") for shape in _INSURED)
    insurance = rf"(?<!\w)(?i:[a-z]{{2}})[ -]?(?=[1-5])(?:{insured})(?!\w)(?!{_DOCUMENT})"
    phones = (_grouped(shape, "(?=0 {0,3}[.,_-]?[35789])") for shape in _PHONES)
    # No province has the code 000: that is the rest of a round sum.
    cards = (_grouped(shape, f"(?=0)(?!000|{_CODES})") for shape in _CARDS)
    return re.compile(
        "|".join((_INSURANCE, insurance, _ABROAD, _LANDLINE, _BRACKETED, *phones, *cards))
    )


def _grouped(shape: Sequence[int], begins: str) -> str:
    """Digits in groups of these sizes: with the same gap between all, or, where no list or date
    is grouped so, with any."""
    is_plain = len(shape) > 2 and min(shape) > 2
    gaps = (r"(?: {1,3}|[.,_-]| - )",) if is_plain else (" {1,3}", r"\.", "-", "_")
    ends = _LAST_DIGIT if is_plain else _ENDS  # a list may be one of percentages
    every = "|".join(_joined(shape, gap) for gap in gaps)
    return rf"{_NO_DATE if shape[0] == 2 else ''}{_OPENS_GROUPED}{begins}(?:{every}){ends}"


def _joined(shape: Sequence[int], gap: str) -> str:
    return gap.join(rf"\d{{{size}}}" for size in shape)


@lru_cache
def _owned() -> re.Pattern[str]:
    """A word that says whose number follows, then up to a few words, then the number: in one, in
    two to six groups, in fours as on a bank card, or of a passport."""
    words = "|".join(_spelled("owned"))
    in_two = r"\d{5,9}(?: {1,3}|[_-])\d{4,9}"
    in_groups = r"\d{2,6}(?:(?: {1,3}|[_-])\d{2,6}){2,5}"
    in_fours = r"\d{4}(?:[.,]\d{4}){2,3}(?:[.,]\d{1,4})?"
    passport = r"(?<![^\W_])[A-Z][ -]?\d(?:[ -]?\d){6,7}"
    no_years = r"(?!20\d\d[ .,_-])"
    return re.compile(
        rf"(?i)(?P<before>(?<![^\W_])(?:{words})(?![^\W\d_])[^\d\n{_TAKEN}]{{0,24}}?)(?<!\d)"
        rf"(?:\d{{8,19}}(?:-\d{{3}})?|{no_years}(?:{in_two}|{in_groups}|{in_fours})|{passport})"
        rf"{_ENDS}"
    )


@lru_cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?i) ?(?:{'|'.join(_spelled('counted'))})(?!\w)")


def _spelled(name: str) -> list[str]:
    """The words of a list with their marks and without, the longest first."""
    listed = {form for word in table("masked")[name] for form in (word, unaccent(word))}
    return sorted(map(re.escape, listed), key=len, reverse=True)
