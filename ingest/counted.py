"""What a number of a sentence counts: a noun that is known, or the words up to where they end.

"26 bếp ăn tập thể", "412/530 tiểu thương có mã QR": no list holds all that can be counted. A noun
that no list knows counts only where nothing hints that its number names, ranks or dates something.
"""

import re
from functools import lru_cache

from ingest.clauses import RATIO, Clause, Item, Prose
from ingest.phrases import any_of, word_list
from ingest.text import fold

_SHARES_AND_MONEY = ("%", "đồng", "điểm %", "usd")
_MOST_WORDS = 6  # of a noun; of more words the first one alone is sure to be what is counted
_LETTERS = "a-zđà-ýăĩũơưạ-ỹ"  # other ones stand in texts of an old encoding
_WORD = re.compile(rf"\s+([{_LETTERS}]+(?:-[{_LETTERS}]+)*)(?=[\s.,;:!?)(…]|$)")
_RATIO = re.compile(RATIO)
_DAY = re.compile(r"(?<![\d.,/])(?:[12]?\d|3[01])/(?:1[0-2]|[1-9])(?!\d)")
_PART = re.compile(r",\d+$")  # half of anything is measured, not counted
_TAKES = re.compile(r"^\W*thời gian\b[^,;:]*(?:là|còn|đạt|mất)\s*$")
_MAP = re.compile(r"(?<![\d.,/])1/\d+")


def is_share_or_money(unit: str) -> bool:
    """True for "%" and "đồng", also per something: "đồng/người/tháng"."""
    return unit.partition("/")[0] in _SHARES_AND_MONEY


def noun_of(whole: Prose, clause: Clause, unit: str) -> str | None:
    """What is counted; "" for a share, money or a bare number; None for times and ranks.

    A time is a figure where it is what "thời gian …" is said to be.
    """
    if is_share_or_money(unit):
        return ""
    if _TAKES.search(whole.masked[clause.start : clause.item.start]):
        return unit
    if per := _RATIO.match(whole.masked, clause.item.number_end):
        return whole.text[per.start(1) : per.end(1)].lower()
    found = _known().match(whole.masked, clause.item.number_end)
    never = found and found[1] in word_list("noun", "never")
    if never or _is_day(whole, clause) or fold(unit) in word_list("noun", "thresholds"):
        return None
    if unit:
        return unit
    if found:
        return whole.text[found.start(1) : found.end(1)].lower()
    start, end = clause.item.number_end, _open_end(whole, clause)
    noun = whole.text[start:end].strip().lower()
    measured = noun in word_list("noun", "measures")
    return noun if measured or (len(noun) > 1 and _may_count(whole, clause)) else ""


def counted_end(whole: Prose, clause: Clause, noun: str) -> int:
    """Where the unit or the noun that a number counts ends."""
    end, start = clause.item.end, clause.item.number_end
    if not noun or is_share_or_money(noun):
        return end
    spelt = re.compile(rf"\s*{re.escape(fold(noun))}(?!\w)")
    found = (
        _RATIO.match(whole.masked, start)
        or _known().match(whole.masked, start)
        or spelt.match(whole.masked, start)
    )
    return max(end, found.end() if found else 0)


@lru_cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"\s*({any_of('noun', 'counted', 'never')})")


def _open_end(whole: Prose, clause: Clause) -> int:
    """Where the plain words behind a number end: before a verb, a joint, a name or a stop."""
    ends = [clause.item.number_end]
    while word := _WORD.match(whole.masked, ends[-1]):
        if not whole.text[word.start(1) : word.end(1)].islower() or _closes(whole, word):
            break
        ends.append(word.end(1))
    return ends[1] if len(ends) > _MOST_WORDS + 1 else ends[-1]


def _closes(whole: Prose, word: re.Match[str]) -> bool:
    return _closing().match(whole.masked, word.start(1)) is not None


@lru_cache
def _closing() -> re.Pattern[str]:
    lists = any_of("noun", "closing"), any_of("clause", "predicates", "tails", "leads")
    return re.compile("|".join(lists))


def _is_day(whole: Prose, clause: Clause) -> bool:
    """True for "27/7", which can be no part of a whole, and for "dịp 2/9"."""
    one, of = clause.item.quantity.low, clause.item.whole
    other = of.low if of else None
    if one is None or other is None or not _DAY.fullmatch(_number(whole, clause.item)):
        return False
    led = re.search(any_of("noun", "before_days") + r"\s*$", whole.masked[: clause.item.start])
    return one > other or led is not None


def _may_count(whole: Prose, clause: Clause) -> bool:
    """True for a whole number that no name, rank or scale of a map can be."""
    number = _number(whole, clause.item)
    before = whole.text[clause.start : clause.item.start].split()
    named = bool(before[1:]) and before[-1][:1].isupper()
    other = re.fullmatch(r"[1-9]", number) or _MAP.fullmatch(number) or _PART.search(number)
    return not (named or other)


def _number(whole: Prose, item: Item) -> str:
    """The digits of a number or fraction, without what bounds it."""
    return re.sub(r"^[^\d]+", "", whole.text[item.start : item.number_end].strip())
