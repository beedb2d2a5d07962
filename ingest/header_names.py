"""What a header says besides role and time: a name of its own, and a unit of measure.

"Chỉ tiêu năm 2026 › Tỷ lệ (%)" is a target of 2026 in %, and what is measured is "Tỷ lệ (%)". Words
of roles and of time are data (`[own]` in `prompts/data/columns.toml`).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ingest.columns import STEP, ColumnRole, column_roles, is_period
from ingest.period import find_periods
from ingest.quantity import plain_measure, unit_and_factor
from ingest.text import fold, tidy
from prompts import table

_FEW = 4  # words: a shorter name says little without the level above it
_BRACKETS = re.compile(r"\(([^()]*)\)")
LAST_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_BULLET = re.compile(r"^[-+*•]\s*")
# The time a header ends with; "đầu năm 2026" and "cuối năm 2026" say of what day a number is.
_ENDING = re.compile(
    r"[\s,]*(?:(?:(?:lũy kế|tính)\s+)?đến\s+(?:hết\s+|cuối\s+)?|(?:trong|của|giai đoạn)\s+)?"
    r"(?<!đầu )(?<!cuối )(?:(?:ngày\s+)?\d{1,2}[/.]\d{1,2}[/.]"
    r"|(?:năm học|năm|quý\s+[IVX]+\s*(?:năm|/)?|tháng\s+\d+\s*(?:năm|/)?"
    r"|\d+\s+tháng(?:\s+(?:đầu|cuối))?\s+năm)\s*|(?<!năm ))(?:19|20)\d\d"
    r"(?:\s*[-–]\s*(?:năm\s*)?(?:19|20)\d\d)?\s*$",
    re.IGNORECASE,
)


def own_names(columns: tuple[str, ...], values: Iterable[int]) -> dict[int, str]:
    """What each value column is called besides its role and time; "" where that says it all.

    The inner level of a header path, with the outer one where it says little alone ("Hộ nghèo – Số
    hộ") or stands in several columns that mean different things.
    """
    at_values = list(values)
    inner = {at: _names_of(columns[at]) for at in at_values}
    called = [names[-1] for names in inner.values() if names]
    return {at: _joined(inner[at], called, inner) for at in at_values}


def _joined(names: Sequence[str], called: list[str], columns: dict[int, list[str]]) -> str:
    if not names:
        return ""
    last = names[-1]
    outer = {tuple(other[:-1]) for other in columns.values() if other and other[-1] == last}
    is_short = len(LAST_BRACKETS.sub("", last).split()) < _FEW
    needs_more = is_short or len(outer) > 1 or fold(last).startswith("trong đó")
    if len(names) > 1 and needs_more:
        return " – ".join((LAST_BRACKETS.sub("", names[-2]), last))
    return last


def _names_of(column: str) -> list[str]:
    """The levels of a header that name something, each without role and time, outermost first."""
    return [name for level in column.split(STEP) if (name := _own(level))]


@lru_cache(maxsize=1024)
def _own(level: str) -> str:
    text = _BULLET.sub("", tidy(level))
    brackets = match[0] if (match := LAST_BRACKETS.search(text)) else ""
    plain = text.removesuffix(brackets)
    if column_roles((level,))[0] is ColumnRole.RATIO:
        return text
    if _is_plain(plain):
        return ""
    shortened = _without_role(_ENDING.sub("", plain))
    return f"{shortened}{brackets}" if _says_something(shortened) else text


def _says_something(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) > 1


def _is_plain(text: str) -> bool:
    """True where nothing is left beside words of roles, money in general, time and numbers."""
    if is_period(text):
        return True
    rest = re.sub(r"\d+", " ", fold(text))
    rest = _phrases("roles", "plain", "time").sub(" ", rest)
    return not re.sub(r"(?<!\w)[ivx]+(?!\w)|[\W_]", "", rest)


def _without_role(text: str) -> str:
    """The text after the words of a role that begin it: "Chỉ tiêu tỉnh giao" → "Tỉnh giao"."""
    opening = _phrases("roles").match(fold(text))
    if opening is None:
        return text
    rest = text[opening.end() :].lstrip(" :-–,")
    named = _says_something(rest) and len(rest.split()) > 1
    return rest[:1].upper() + rest[1:] if named else text


@lru_cache
def _phrases(*lists: str) -> re.Pattern[str]:
    data = table("columns")["own"]
    phrases = sorted((fold(p) for name in lists for p in data[name]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


def is_whole_life(header: str) -> bool:
    """True for money of a whole project: "Quyết định đầu tư › Tổng mức đầu tư"."""
    folded = fold(header)
    return any(fold(word) in folded for word in table("columns")["own"]["whole_life"])


def is_count(header: str) -> bool:
    """True for "Số lượng", "Số người": no unit that stands beside the whole table measures it."""
    return re.match(r"số\s", fold(header.split(STEP)[-1])) is not None


def header_measure(header: str) -> str:
    """The unit of measure that a header states, innermost first: "(%)", "% so với KH"; else ""."""
    for level in reversed(header.split(STEP)):
        if found := bracketed_measure(level):
            return found
        if "%" in level:
            return "%"
    return ""


def bracketed_measure(text: str) -> str:
    """The last unit of measure in brackets: "Thu nhập (triệu đồng)" → "triệu đồng"; else ""."""
    found = [tidy(inner) for inner in _BRACKETS.findall(text)]
    return next((plain_measure(unit) for unit in reversed(found) if _is_measure(unit)), "")


def _is_measure(words: str) -> bool:
    """True for a known unit, a share, or one word that is not known for something else."""
    folded = fold(words)
    if not folded or find_periods(words):
        return False
    if unit_and_factor(folded) or folded.startswith("%") or plain_measure(words) != words:
        return True
    lone = folded.isalpha() and folded == words
    return lone and folded not in table("columns")["own"]["no_measure"]
