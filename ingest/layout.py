"""Set phrases by which a line, or a table without lines, is known for what it is on the page.

The phrases are data (`prompts/data/layout.toml`); this is the only file that reads them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.text import fold
from prompts import table

_CODE = r"\d*\s*[-/]\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\wĐđ&]*(?:\s?[-/]\s?[A-ZĐ][\wĐđ&]*)*"
_NUMBER_LINE = re.compile(
    rf"(?:Luật |Nghị quyết |Pháp lệnh )?[Ss]ố\s*:?\s*(?:\S{{1,12}}\s*)?{_CODE}"
)
_DATE_LINE = re.compile(r"\S.{0,60}[,:]\s*ngày[\s….\d]*tháng[\s….\d]*năm[\s….\d]*", re.I)
_RULE = re.compile(r"[\W_]*")


@lru_cache
def phrases(section: str, name: str) -> tuple[str, ...]:
    """The folded phrases of one list of `layout.toml`, longest first."""
    return tuple(sorted(map(fold, table("layout")[section][name]), key=len, reverse=True))


@lru_cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """A pattern for any phrase of one list, as whole words of a folded text."""
    choices = "|".join(map(re.escape, phrases(section, name)))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)")


def is_rule(text: str) -> bool:
    """True where a line is only drawn: "-----", "____", "* * *"."""
    return _RULE.fullmatch(text) is not None


def is_caps(text: str) -> bool:
    """True where at least four of five letters are capitals, of three or more."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def is_number_line(text: str) -> bool:
    """True for "Số: 33/KH-UBND", "Số - ĐA/ĐU", "Luật số: 29/2013/QH13"."""
    return _NUMBER_LINE.fullmatch(text.strip()) is not None


def is_date_line(text: str) -> bool:
    """True for "Hải An, ngày 16 tháng 01 năm 2026", with any part of the date left open."""
    return _DATE_LINE.fullmatch(text.strip()) is not None


def is_signature(text: str) -> bool:
    """True for a line that opens a signature block: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"."""
    if not is_caps(text) or len(text) > 100:
        return False
    folded = fold(text)
    return folded.startswith(phrases("foot", "proxies")) or folded in phrases("foot", "roles")


def is_recipients(text: str) -> bool:
    """True for "Nơi nhận:" alone or with the first receiver behind it."""
    return fold(text).startswith(phrases("foot", "recipients"))


def is_head_line(text: str) -> bool:
    """True for a line that stands in a letterhead only: motto, number, place and date."""
    has_motto = any(motto in fold(text) for motto in phrases("head", "mottos"))
    return has_motto or is_number_line(text) or is_date_line(text)


def is_letterhead(text: str) -> bool:
    """True for a line of a document's head: motto, number, date, organ, type, "QUYẾT ĐỊNH:"."""
    folded = fold(text).strip(" .:*_-")
    if is_head_line(text) or folded in phrases("head", "types"):
        return True
    enacting = fold(text).replace(" :", ":") in phrases("head", "enacting")
    return enacting or (is_caps(text) and folded in phrases("head", "organs"))


def is_attachment(text: str) -> bool:
    """True for "(Kèm theo Kế hoạch số …)", the line below the title of an annex."""
    return fold(text).lstrip("(* ").startswith(phrases("annex", "attached")) and len(text) < 400


def is_layout_grid(grid: Iterable[Iterable[str]]) -> bool:
    """True where a table only places text: a letterhead or the receivers beside the signature.

    Such a table has at most six rows, with words in at most three columns of each; a cell holds a
    set phrase of head or foot.
    """
    rows = [[cell for cell in row if cell] for row in grid]
    if not rows or len(rows) > 6 or max(len(set(row)) for row in rows) > 3:
        return False
    lines = [line for row in rows for cell in row for line in cell.splitlines()]
    return any(_places_text(line) for line in lines)


def _places_text(line: str) -> bool:
    mottos = phrases("head", "mottos")
    is_head = any(motto in fold(line) for motto in mottos) or is_number_line(line)
    return is_head or is_recipients(line) or is_signature(line)
