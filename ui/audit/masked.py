"""Personal numbers masked before anything is logged: of each its last two digits stay.

Identity cards (12 digits, formerly 9), telephone numbers, passports, insurance cards, and behind a
word that names them tax codes and accounts; of e-mail addresses the domain stays. Money, document
numbers, dates, years and counts stay as they are. The words are data in `prompts/data/masked.toml`.
Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; OWASP Logging Cheat Sheet, "Data to exclude".
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.text import nfc, unaccent
from prompts import table

_MARK = "***"
_LAST = 2  # digits that stay

# A number that begins and ends here: no part of a longer one, of a date or of a document's number.
_OPENS = r"(?<![\d/])(?<!\d[.,-])"
_ENDS = r"(?![\d/%])(?![.,]\d)(?!-[^\W_])(?! ?%)"
_SPACED = r"\d(?:[ .-]?\d)"
_RUN = re.compile(r"[(+]?\d(?:[ ().-]{0,3}\d){6,}")
_WORDS_BEFORE, _WORDS_BEHIND = 64, 16  # characters
_EMAIL = re.compile(r"[\w.+-]+@(?=[\w-]+(?:\.[\w-]+)+)")
# Of health insurance: two letters and 13 digits. Of a passport: a letter and 7 or 8.
_LETTERED = r"(?<![\w/])(?:[A-Z]{2}[ -]?\d(?:[ -]?\d){12}|[A-Z]\d{7,8})(?![\w/])"
_LANDLINE = rf"{_OPENS}\(?(?:(?:\+|00)?84[ .-]?|0)2\d{{1,2}}\)?[ .-]?{_SPACED}{{6,7}}{_ENDS}"
_ABROAD = rf"(?<![\d/])\(?(?:\+|00)84\)?[ .-]?(?:\(0\))?{_SPACED}{{8}}{_ENDS}"
# How people group the digits of a telephone number and of a card; dates (2, 2, 4) and thousands
# (1, 3, 3, 3) are grouped otherwise.
_PHONES = (
    *(
        (4, 3, 3),
        (3, 3, 4),
        (3, 4, 3),
        (4, 6),
        (4, 2, 2, 2),
        (2, 4, 4),
        (5, 5),
        (3, 7),
        (3, 3, 2, 2),
    ),
    *((3, 2, 2, 3), (7, 3), (6, 4), (4, 4, 2), (2, 2, 2, 2, 2), (1,) * 10),
)
_CARDS = ((3, 3, 3, 3), (4, 4, 4), (3, 1, 2, 6), (6, 6), (3, 3, 6), (3, 9), (2,) * 6, (1,) * 12)
# Without a gap: a telephone number, an old card and a new one, where nothing is counted.
# No part of an id in letters and digits.
_CARD = r"(?<![^\W_])(?:\d{9}|\d{12})(?![^\W_])"
_BARE = re.compile(rf"{_OPENS}(?:(?:0|84)[35789]\d{{8}}|{_CARD}){_ENDS}")


def masked(text: str) -> str:
    """The text in NFC with every personal number masked: `SĐT ***78`; the rest as it is."""
    whole = _EMAIL.sub(f"{_MARK}@", nfc(text)) if "@" in text else nfc(text)
    done, parts = 0, list[str]()
    for start, end in _near_digits(whole):
        parts += (whole[done:start], _masked_part(whole[start:end]))
        done = end
    return "".join((*parts, whole[done:]))


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


def _masked_part(text: str) -> str:
    owned = _owned().sub(_marked_unless_counted, _shaped().sub(_marked, text))
    return _BARE.sub(_marked_unless_counted, owned)


def _marked(match: re.Match[str]) -> str:
    return _MARK + re.sub(r"\D", "", match[0])[-_LAST:]


def _marked_unless_counted(match: re.Match[str]) -> str:
    if _counted().match(match.string, match.end()):
        return match[0]
    before = match.groupdict().get("before") or ""
    return before + _MARK + re.sub(r"\D", "", match[0])[-_LAST:]


@lru_cache
def _shaped() -> re.Pattern[str]:
    """What its shape alone tells to be somebody's."""
    phones = (_grouped(shape, "(?=0 ?[.-]?[35789])") for shape in _PHONES)
    cards = (_grouped(shape, "(?=0)") for shape in _CARDS)
    return re.compile("|".join((_LETTERED, _ABROAD, _LANDLINE, *phones, *cards)))


def _grouped(shape: Sequence[int], begins: str) -> str:
    """Digits in groups of these sizes with the same gap between all."""
    every = (gap.join(rf"\d{{{size}}}" for size in shape) for gap in (" ", r"\.", "-"))
    return rf"{_OPENS}{begins}(?:{'|'.join(every)}){_ENDS}"


@lru_cache
def _owned() -> re.Pattern[str]:
    """A word that says whose number follows, then up to a few words, then the number."""
    words = "|".join(_spelled("owned"))
    return re.compile(
        rf"(?i)(?P<before>(?<![^\W_])(?:{words})(?![^\W\d_])[^\d\n]{{0,24}})"
        rf"(?<!\d)(?:\d{{8,19}}(?:-\d{{3}})?|(?!20\d\d )\d{{2,6}}(?:[ -]\d{{2,6}}){{2,5}}){_ENDS}"
    )


@lru_cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?i) ?(?:{'|'.join(_spelled('counted'))})(?!\w)")


def _spelled(name: str) -> list[str]:
    """The words of a list with their marks and without, the longest first."""
    listed = {form for word in table("masked")[name] for form in (word, unaccent(word))}
    return sorted(map(re.escape, listed), key=len, reverse=True)
