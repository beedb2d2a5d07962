"""What stands around a number in its clause, and whether that makes it a figure.

No figures: times, ranks and parts of names ("mức độ 2"), telephone and account numbers, conditions
("nếu", "mỗi"), and numbers that say by how much something changed ("tăng 19,05%").
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.clauses import FROM, Clause, Prose, unbracketed
from ingest.counted import is_share_or_money, noun_of
from ingest.phrases import any_of, ending, starting


@dataclass(frozen=True, slots=True)
class Words:
    """What a clause says around its number, folded."""

    left: str  # what leads to the number, from where its own statement begins
    state: bool  # True where a word such as "đạt" or a colon leads from what is measured to it
    colon: bool  # True where it is a colon
    noun: str  # what is counted, as written: "hồ sơ"; "" for shares, money and bare numbers
    lead: str  # what stands before the colon, "gồm" or "trong đó" that opens a list
    listed: bool  # True behind "gồm", "trong đó"


def words_of(whole: Prose, clause: Clause) -> Words | None:
    """What the clause says around its number; None where that makes it no figure."""
    item = clause.item
    left = whole.masked[clause.start : item.start]
    right = whole.masked[item.end : clause.end]
    if clause.opener != "(":
        left, right = unbracketed(left), unbracketed(right)
    unit = (item.whole or item.quantity).unit
    noun = noun_of(whole, clause, unit)
    if noun is None or _is_name(left, right, unit) or _is_condition(left, right, noun):
        return None
    if item.quantity.comparator == "range":
        left = FROM.sub("", left)
    if clause.moves:
        left = _MOVING.sub(" là ", left)
    left = _TOTAL.sub(lambda m: f"tổng số{m[1] or f' {noun}'} là ", left)
    left = _REMAINS.sub(r"\1 là ", left) if _measured_remains(left) else left
    colon = bool(_COLON.search(left)) and not _LIST_END.search(left)
    lead, own, listed = _without_lead(_COLON.sub(" là ", left) if colon else left)
    bare, state = _without_state(own)
    yearly = _is_yearly(left, f"{item.quantity.text} {right}")
    lacks = noun and _LACKING.search(left)
    if not yearly and not lacks and _is_change(bare, state, item.quantity.text, left, right):
        return None
    if not unit and not noun and not (state and _is_counting(bare, item.whole is not None)):
        return None
    if not state and _is_aside(bare):
        return None
    if not state and own.rstrip().endswith(","):
        bare = ""
    return Words(bare, state, colon, noun, lead, listed)


def _without_lead(left: str) -> tuple[str, str, bool]:
    """What opens a list, the statement behind it, and True where "gồm" or its like divides them."""
    found = list(_list_word().finditer(left))
    if found and not left[found[-1].end() :].strip(" ,:"):
        return left[: found[-1].start()], "", True
    head, colon, own = left.rpartition(":")
    if found and not head[found[-1].end() :].strip():
        return left[: found[-1].start()], left[found[-1].end() :].lstrip(" :"), True
    return (head, own, False) if colon else ("", left, False)


def _measured_remains(left: str) -> bool:
    """True for "tỷ lệ hộ nghèo còn 4%": "còn" leads from what is measured to its value."""
    return bool(re.search(any_of("clause", "openers"), left))


# "Tỷ lệ … tăng từ", "nâng tổng số … lên": what is measured stands before or inside.
_MOVING = re.compile(r"(?:(?:^|\s)(?:đã|được|tăng|giảm|nâng|hạ|kéo giảm|dần|thay đổi))*\s+từ\s*$")
_TOTAL = re.compile(r"(?<!\w)(?:nâng|đưa) tổng số((?: \w+)*?)\s+lên\s*$")
_LACKING = re.compile(r"(?<!\w)(?:còn|hiện|đang|vẫn) thiếu\s*$")
_REMAINS = re.compile(r"(\w)(?<!giảm)(?<!xuống)\s+(?:chỉ\s+)?còn\s*$")
_COLON = re.compile(r"\s*:\s*$")
_LIST_END = re.compile(r"(?:gồm|như sau|như|trong đó|cụ thể|là|sau)\s*:\s*$")


@lru_cache
def _list_word() -> re.Pattern[str]:
    return re.compile(any_of("value", "lists"))


def _is_name(left: str, right: str, unit: str) -> bool:
    """True for "mức độ 2", "số 12", a telephone or account number, a number before a code."""
    named = ending("noun", "labels").search(left) and not ending("noun", "no_labels").search(left)
    if not is_share_or_money(unit) and named:
        return not ending("value", "states", "measured").search(left)
    tail = " ".join(left.split()[-6:])
    return bool(re.search(any_of("noun", "identifiers"), tail)) or right.lstrip()[:1] in ("§", "-")


def _is_condition(left: str, right: str, noun: str) -> bool:
    if re.search(r"(?<!\w)thì(?!\w)", right):
        return True
    asks = re.match(rf"\W*(?:{any_of('noun', 'asks', 'rhythms')})", left)
    left = re.sub(any_of("noun", "no_conditions"), "", left)
    if noun and (each := each_of(left)):
        left = left.replace(f"mỗi {each}", "")
    sets = re.search(any_of("noun", "conditions"), left)
    return bool(asks or sets) or "§" in own_statement(left)


def each_of(left: str) -> str:
    """The kind of place that each gets what is counted: "mỗi xã có ít nhất 01 mô hình" → "xã"."""
    found = re.search(rf"(?<!\w)mỗi ({any_of('noun', 'each')})", left)
    return found[1] if found else ""


def own_statement(left: str) -> str:
    """The part of what stands before a number that can belong to it: after a document's title."""
    code = left.rfind("§")
    if code < 0:
        return left
    opener = re.search(rf",\s*(?={any_of('clause', 'openers')})", left[code:])
    start = code + opener.end() if opener else left.rfind(",") + 1
    return left[start:] if start > code else left


def _is_change(bare: str, state: bool, number: str, left: str, right: str) -> bool:
    """True for a number that says by how much: "tăng 19,05%", "vượt 39,9% chỉ tiêu"."""
    changes = starting("value", "changes")
    if changes.match(number.lower()):
        return True
    own = bare.rpartition(",")[2]
    if not state and (changes.match(own) or ending("value", "deltas").search(bare)):
        return True
    from_to = FROM.search(left)
    return bool(from_to and re.match(r"\s*(?:lên|xuống|đến|tới)(?!\w)", right))


def _is_yearly(left: str, after: str) -> bool:
    """True for an aim by the year: "Giảm tỷ lệ hộ nghèo bình quân từ 1,0 đến 1,2%/năm"."""
    moves = re.match(rf"\W*{any_of('value', 'moves')}\s+{any_of('clause', 'openers')}", left)
    return bool(moves and re.search(r"%\s*(?:/|mỗi |một |hằng |hàng )\s*năm(?!\w)", after))


def _without_state(left: str) -> tuple[str, bool]:
    """What is measured, and True where a word such as "đạt" led from it to the number."""
    states, fillers = ending("value", "states"), ending("value", "fillers")
    bare, found = _stripped(left, fillers), False
    while match := states.search(bare):
        bare, found = _stripped(bare[: match.start()], fillers), True
    if found:
        return bare, True
    bare = _stripped(left, ending("value", "bounds"))
    return bare, bool(ending("value", "measured").search(bare))


def _is_aside(left: str) -> bool:
    """True where a definition or a circumstance leads to the number: "X là …", "qua kiểm tra …"."""
    return bool(re.search(r"\S\s+là\s", left) or re.match(r"\W*(?:qua|nhờ)(?!\w)[^,]*$", left))


def _stripped(left: str, words: re.Pattern[str]) -> str:
    bare = left.rstrip(" ,")
    states = ending("value", "states")
    while (found := words.search(bare)) and not states.search(bare):
        bare = bare[: found.start()].rstrip(" ,")
    return bare


def _is_counting(left: str, is_fraction: bool) -> bool:
    """True where a bare number can only be the count or score that is named before it."""
    starts = re.match(r"\W*(?:tổng\s+)?(?:số|chỉ số|hệ số|điểm)(?!\w)", left)
    return is_fraction or (bool(starts) and len(left.split()) > 1)
