"""Which numbers of another year's or unit's words are figures: what counts or measures, not the
number in a name, nor how long a thing takes."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.names import CAPITALS
from ingest.document import Quantity
from ingest.text import fold
from prompts import table

_COUNTS = re.compile(r"\s+(?!(?:và|hoặc|đến|của|là|thì|theo|tại)\b)[^\W\d]")
_SERIES = re.compile(
    rf"(?P<name>[{CAPITALS}][^\W\d_]*(?: [{CAPITALS}][^\W\d_]*)*) \d{{1,2}}"
    r"(?:(?:\s*[,;]|\s+và) (?P=name) \d{1,2}(?![\d.,/]\d|\d|%))+"
)
_QUOTED = re.compile(r"[“\"'‘]$")


def lower_end(before: str) -> str:
    """The lower end of a range that is not read as one: "1-" of "1-2 lĩnh vực"."""
    found = re.search(r"(?<![\w.,/])\d+\s?[-–]\s?$", before)
    return found[0] if found else ""


def is_figure(text: str, quantity: Quantity, other: bool) -> bool:
    """True for what counts or measures; not for the number in a name, nor for how long it takes."""
    words = table("drafts/adapted")
    unit, before = fold(quantity.unit), fold(text[: quantity.start]).rstrip(" ,")
    if _QUOTED.search(text[: quantity.start]):  # "Phong trào “3 không”"
        return False
    if _is_named(before, words["local_numbers"]) and not unit:
        return other
    if not unit and _is_in_series(text, quantity.start):
        return other
    if not unit:
        after = text[quantity.end :]
        if _is_named(before, words["named_by"]) or _lasts(after):
            return False
        return bool(other or _COUNTS.match(after))
    unit = unit.partition("/")[0]  # "02 lần/năm"
    return unit not in map(fold, words["lasting"]) or (other and unit not in ("tuổi", "lần"))


def _is_in_series(text: str, at: int) -> bool:
    """True for the numbers of names told one behind the other: "Tân Lộc 1, Tân Lộc 2"."""
    return any(one.start() < at < one.end() for one in _SERIES.finditer(text))


def _lasts(after: str) -> bool:
    """True where a time word follows a number, or the rest of a watchword: "6 tháng", "từ đủ 6
    tuổi", "4 tại chỗ"."""
    words = table("drafts/adapted")
    said = fold(after).lstrip()
    return said.startswith(tuple(map(fold, (*words["lasting"], *words["watchwords"]))))


def counts_parts(quantity: Quantity) -> bool:
    """True for "24 tổ dân phố": what the unit is made of, which may have been divided anew."""
    parts = map(fold, table("drafts/adapted")["parts"])
    return any(fold(quantity.unit).startswith(part) for part in parts)


def _is_named(before: str, names: Sequence[str]) -> bool:
    """True behind a name or its "số", and in a list of such numbers: "số 3, 7, 11 và 16"."""
    listed = re.sub(r"(?:\s*(?:\d+|,|và))+$", "", before)
    return any(
        re.search(rf"(?<!\w){re.escape(fold(name))}(?:\s+số)?$", one)
        for name in names
        for one in (before, listed)
    )


@lru_cache
def numbered_parts() -> re.Pattern[str]:
    """Parts of a unit by their numbers: "tổ dân phố số 3, 7 và 11"; the numbers are `all`. A lone
    number without "số" that a word follows counts that: "mỗi thôn 14 hộ"."""
    parts = "|".join(map(re.escape, table("drafts/adapted")["parts"]))
    one = r"\d{1,3}(?![\d/.%]\d|%)"
    several = rf"{one}(?:\s*,\s*{one})*(?:,|\s+và)\s+{one}"
    ends = r"(?=\s*(?:[,;.):]|$))"
    told = rf"(?P<all>{several}|(?<=số )\d{{1,3}}(?!\d)|{one}{ends})"
    return re.compile(rf"(?<!\w)(?i:(?:{parts})(?:\s+số)?)\s+{told}(?!\s+(?:{parts}))")
