"""What the columns of a table mean, read from their headers.

Header words are data in `prompts/data/columns.toml`. Headers alone decide, so an ambiguous one
("Kết quả" may be an aim in a plan for years to come) is settled by whoever sees the period.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

from ingest.text import fold
from prompts import table


class ColumnRole(StrEnum):
    """What the cells of a column hold."""

    LABEL = "label"  # the number of a row: TT
    INDICATOR = "indicator"  # what is measured or to be done; several columns may describe it
    MEASURE = "measure"  # unit of measure
    RESULT = "result"
    ESTIMATE = "estimate"
    TARGET = "target"
    BUDGET = "budget"
    RATIO = "ratio"  # a number held against another one: "So với dự toán (%)"
    PERIOD = "period"  # values under a header that is nothing but a period: "Năm 2026", "2030"
    OWNER = "owner"
    PARTNER = "partner"
    PERSON = "person"
    PRODUCT = "product"
    DEADLINE = "deadline"
    PLACE = "place"
    NOTE = "note"
    OTHER = "other"


STEP = " › "  # between the levels of a header path
_SPAN = "đến|từ|đầu|cuối|hết|trong|giai đoạn|năm học|học kì|năm|quí|tháng|nhiệm kì|6 tháng|9 tháng"
_PERIOD = re.compile(
    rf"(?=.*(?:\d|quí [ivx]))(?:(?:tổng|tổng số|cả)\s+)?(?:(?:{_SPAN})\s*)*"
    r"(?:[ivx]+(?!\w)\s*[/-]?\s*)?(?:năm\s*)?"
    r"(?:\d{1,2}\s*[/-]\s*)?(?:\d{1,2}(?!\d))?(?:20\d\d)?(?:\s*-\s*(?:năm\s*)?20\d\d)?"
)
_REMARK = re.compile(r"\([^)]*\)")
_NUMBER = re.compile(r"[\W\d]+(?:(?:%|đồng|tỷ|triệu|nghìn|ha|người|hộ)\W*)*", re.IGNORECASE)
_LEAD = re.compile(r"^(?:[-+*•]|\d{1,2}[.)]|[a-zđ]\))\s*")
VALUES = frozenset(
    {
        ColumnRole.RESULT,
        ColumnRole.ESTIMATE,
        ColumnRole.TARGET,
        ColumnRole.BUDGET,
        ColumnRole.RATIO,
        ColumnRole.PERIOD,
    }
)
_AIMS = (ColumnRole.TARGET, ColumnRole.BUDGET)
_OF_PERSONS = (ColumnRole.PERSON, ColumnRole.OTHER)  # a person and what he or she is
_REACHED = (ColumnRole.RESULT, ColumnRole.ESTIMATE)


@lru_cache(maxsize=512)
def column_roles(columns: tuple[str, ...]) -> tuple[ColumnRole, ...]:
    """One role a column, in order. A header path is judged from its inner end outwards, then whole.

    "Chỉ tiêu" names the indicator, but the target where an earlier column says what the row is;
    "Đơn vị" is the unit of measure after such a column, the place before; "Kết quả" beside a
    deadline is the product; "Tỷ lệ (%)" after an aim and a result compares the two. Where no header
    names an indicator or place, an unknown one does, or the one that says where money comes from.
    """
    roles = [_first_guess(column, at) for at, column in enumerate(columns)]
    return tuple(_with_indicator(columns, _settled(columns, roles)))


def row_title(columns: tuple[str, ...], cells: tuple[str, ...]) -> str:
    """The cell that says what a row is about: its indicator or task, else its place, else any text.

    Where several columns describe the row, the first that is filled; a total is called what its
    number column says ("Tổng cộng"). In a list of persons the person with what he or she is. Never
    a value: "" for a row without words.
    """
    by_role = list(zip(column_roles(columns), cells, strict=False))
    if _lists_persons([role for role, _ in by_role]):
        who = (cell for role, cell in by_role if role in _OF_PERSONS and _is_title(cell, role))
        return ", ".join(who)
    order = (
        ColumnRole.INDICATOR,
        ColumnRole.PLACE,
        ColumnRole.LABEL,
        ColumnRole.OTHER,
        ColumnRole.PERSON,
    )
    for role in order:
        if title := next((cell for r, cell in by_role if r is role and _is_title(cell, role)), ""):
            return title
    texts = [cell for r, cell in by_role if r not in VALUES and _is_title(cell, r)]
    return max(texts, key=len, default="")


def _is_title(cell: str, role: ColumnRole) -> bool:
    """True for words: a row number ("IV", "a)") and an amount ("350 triệu đồng") are none."""
    if role is ColumnRole.LABEL:
        return sum(letter.isalpha() for letter in cell) > 3
    return bool(cell.strip()) and not _NUMBER.fullmatch(cell.strip())


def _first_guess(column: str, at: int) -> ColumnRole:
    levels = [part for part in map(_plain_level, column.split(STEP)) if part]
    if not levels:
        return ColumnRole.LABEL if at == 0 else ColumnRole.OTHER
    named = [text for text in levels if not is_period(text)]
    if any(_role_of(text, weak=False) is ColumnRole.RATIO for text in named):
        return ColumnRole.RATIO
    texts = (*reversed(named), *([" ".join(levels)] if len(levels) > 1 and named else []))
    for weak in (False, True):
        for text in texts:
            if (role := _role_of(text, weak=weak)) is not ColumnRole.OTHER:
                return _divided(role, levels)
    return ColumnRole.PERIOD if len(named) < len(levels) else ColumnRole.OTHER


def _plain_level(level: str) -> str:
    """A level of a header folded, without the dash or number that it is listed under."""
    return _LEAD.sub("", fold(level)).removeprefix("trong đó:").removeprefix("trong đó: ").strip()


def _divided(role: ColumnRole, levels: list[str]) -> ColumnRole:
    """What the columns below a header hold: years under "Chỉ tiêu" or "Lộ trình" hold targets,
    sources under "Nguồn vốn" money, and money under "Kế hoạch" is money.
    """
    by_year = len(levels) > 1 and any(map(is_period, levels))
    if by_year and role in (ColumnRole.INDICATOR, ColumnRole.DEADLINE):
        return ColumnRole.TARGET
    if role is ColumnRole.NOTE and len(levels) > 1 and is_source(levels[0]):
        remark = _role_of(levels[-1], weak=False) is role and not is_source(levels[-1])
        return ColumnRole.NOTE if remark else ColumnRole.BUDGET
    if role is ColumnRole.TARGET and any(
        _role_of(text, weak=False) is ColumnRole.BUDGET for text in levels
    ):
        return ColumnRole.BUDGET
    return role


def is_source(header: str) -> bool:
    """True for a header that says where money comes from: "Nguồn vốn", "Phân theo nguồn"."""
    levels = map(_plain_level, header.split(STEP))
    return any(re.match(r"(?:(?:phân |chia )?theo )?nguồn(?!\w)", level) for level in levels)


def held_first(header: str) -> ColumnRole:
    """The role of the number that a ratio holds against another: "TH/KH (%)" → result."""
    first = re.match(r"\W*(?:so sánh\s+)?((?:[^\W\d]+\s?){1,2})", fold(header.split(STEP)[-1]))
    return _role_of(first[1].strip(), weak=False) if first else ColumnRole.OTHER


def is_period(text: str) -> bool:
    """True for a header that is nothing but a time: "Năm 2026", "Quý I", "Tổng giai đoạn …"."""
    return bool(_PERIOD.fullmatch(_REMARK.sub("", fold(text)).strip(" .:")))


def _role_of(text: str, *, weak: bool) -> ColumnRole:
    plain = re.sub(r"\s+(?=[,/])", "", _REMARK.sub("", text)).strip(" .:;*") or text
    entries = (entry for entry in _entries() if entry["weak"] is weak)
    measured = _is_measured(plain)
    return next(
        (ColumnRole(e["role"]) for e in entries if _fits(e, plain, measured)), ColumnRole.OTHER
    )


def _is_measured(text: str) -> bool:
    return any(_begins(text, fold(word)) for word in table("columns")["measured"]["starts"])


@lru_cache
def _entries() -> tuple[Mapping[str, Any], ...]:
    data = table("columns")
    keys = ("is", "starts", "has")
    return tuple(
        {
            "role": entry["role"],
            "weak": entry.get("weak", False),
            "matches": entry.get("matches", ()),
            "in_measured": entry["role"] in data["measured"]["roles"],
            **{key: [fold(w) for w in entry.get(key, ())] for key in keys},
        }
        for entry in data["column"]
    )


def _fits(entry: Mapping[str, Any], text: str, measured: bool) -> bool:
    if text in entry["is"] or any(_begins(text, word) for word in entry["starts"]):
        return True
    if any(re.match(shape, text) for shape in entry["matches"]):
        return True
    if measured and not entry["in_measured"]:
        return False
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in entry["has"])


def _begins(text: str, word: str) -> bool:
    return re.match(rf"{re.escape(word)}(?!\w)", text) is not None


def _settled(columns: tuple[str, ...], roles: list[ColumnRole]) -> list[ColumnRole]:
    settled: list[ColumnRole] = []
    deliverables = ColumnRole.DEADLINE in roles and ColumnRole.MEASURE not in roles
    for at, (column, role) in enumerate(zip(columns, roles, strict=True)):
        text = fold(column)
        described = ColumnRole.INDICATOR in settled or ColumnRole.PLACE in settled
        if text in ("chỉ tiêu", "mục tiêu") and described:
            role = ColumnRole.TARGET
        elif text == "đơn vị" and role is ColumnRole.OTHER:
            role = ColumnRole.MEASURE if described else ColumnRole.PLACE
        elif text == "kết quả" and deliverables:
            role = ColumnRole.PRODUCT
        elif _compares(text, roles[:at], roles[at + 1 :]):
            role = ColumnRole.RATIO
        settled.append(role)
    return settled


def _compares(text: str, before: list[ColumnRole], after: list[ColumnRole]) -> bool:
    """True for "Tỷ lệ (%)" after an aim and its result, and for "Đạt (%)" beside a result."""
    words = " ".join(re.findall(r"[^\W\d_]+", text))
    if words == "đạt" and "%" in text:
        return any(r in _REACHED for r in (*before, *after)) or ColumnRole.MEASURE in before
    aimed, reached = (any(r in kinds for r in before) for kinds in (_AIMS, _REACHED))
    return words in ("", "tỉ lệ") and aimed and reached and ("%" in text or words == "tỉ lệ")


def _with_indicator(columns: tuple[str, ...], roles: list[ColumnRole]) -> list[ColumnRole]:
    if ColumnRole.INDICATOR in roles or ColumnRole.PLACE in roles or _lists_persons(roles):
        return roles
    first = next((at for at, role in enumerate(roles) if role in VALUES), len(roles))
    sources = [at for at in range(first) if roles[at] is ColumnRole.NOTE and is_source(columns[at])]
    unknown = [
        at for at, r in enumerate(roles) if r is ColumnRole.OTHER and not _is_sum(columns[at])
    ]
    if sources and not any(at < first for at in unknown):
        return [*roles[: sources[0]], ColumnRole.INDICATOR, *roles[sources[0] + 1 :]]
    for role in (ColumnRole.OTHER, ColumnRole.TARGET, ColumnRole.PRODUCT):
        fitting = (
            unknown if role is ColumnRole.OTHER else [i for i, r in enumerate(roles) if r is role]
        )
        if fitting:
            at = fitting[0]
            others = [r for i, r in enumerate(roles) if i != at and r in VALUES]
            if role is ColumnRole.OTHER or others or role is ColumnRole.PRODUCT:
                return [*roles[:at], ColumnRole.INDICATOR, *roles[at + 1 :]]
    return roles


def _lists_persons(roles: Sequence[ColumnRole]) -> bool:
    """True where the first column with words names a person, and no other one what the row is
    about, what is measured or due.
    """
    named = [role for role in roles if role is not ColumnRole.LABEL]
    about = (ColumnRole.INDICATOR, ColumnRole.PLACE, ColumnRole.OWNER, ColumnRole.PARTNER)
    others = (*VALUES, *about, ColumnRole.DEADLINE)
    first = named[:1] == [ColumnRole.PERSON]
    return first and not any(role in others for role in named)


def _is_sum(column: str) -> bool:
    """True for "Tổng số": it adds up the columns beside it and names nothing."""
    return _plain_level(column).strip(" .:") in {fold(w) for w in table("columns")["sums"]["is"]}
