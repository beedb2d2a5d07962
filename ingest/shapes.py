"""How Vietnamese documents number their parts, told by shape.

Order by Nghị định 30/2020/NĐ-CP, Phụ lục I and the Party's form (`I-`, `1-`); numbers are kept as
read: real documents skip and repeat them.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from ingest.layout import is_caps


class Rank(IntEnum):
    """Outermost first; an annex stands above everything."""

    ANNEX = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    SUBSECTION = 4
    ARTICLE = 5
    LETTER = 6
    ROMAN = 7
    ARABIC = 8
    ARABIC_2 = 9
    ARABIC_3 = 10
    ARABIC_4 = 11
    POINT = 12
    DASH = 13
    PLUS = 14


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line opens with: `1.1.` → (ARABIC_2, "1.1."); `body` is the rest of the line."""

    rank: Rank
    label: str
    body: str

    @property
    def is_named(self) -> bool:
        """True for Phụ lục, Phần, Chương, Mục, Tiểu mục: their title may stand on the next line."""
        return self.rank <= Rank.SUBSECTION

    @property
    def number(self) -> int:
        """The last step of the label as a count: 3 for "2.3.", 5 for "đ)"; 0 for a bullet."""
        step = re.split(r"[^\w]+", self.label.strip(" .)(-"))[-1]
        if step.isdigit():
            return int(step)
        return _LETTERS.find(step[:1].lower()) + 1 if step else 0


_LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_ORDINAL = r"thứ\s+(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+\w+)?)"
_NUMBER = rf"(?:{_ROMAN}|\d{{1,3}}|{_ORDINAL}|[A-Z])(?!\w)"
_ANNEX = rf"(?:{_NUMBER}(?:[.-]\d+)?|\d{{1,3}}[A-Z])"

_SHAPES: tuple[tuple[Rank, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(shape))
    for rank, shape in (
        (Rank.ANNEX, rf"((?i:phụ lục)(?:\s+số)?(?:\s+{_ANNEX})?(?!\w))()"),
        (Rank.PART, rf"((?i:phần)\s+{_NUMBER})()"),
        (Rank.CHAPTER, rf"((?i:chương)\s+{_NUMBER})()"),
        (Rank.SUBSECTION, rf"((?i:tiểu mục)\s+{_NUMBER})()"),
        (Rank.SECTION, rf"((?i:mục)\s+{_NUMBER})()"),
        (Rank.ARTICLE, r"((?i:điều)\s+\d{1,3}[a-zđ]?)(?:\s*[.:]\s*|\s*$)"),
        (Rank.ARABIC_3, r"([A-ZIVX]+\.\d{1,2}\.\d{1,2}\.?)\s+(?=\S)"),
        (Rank.ARABIC_2, r"([IVX]+\.\d{1,2}\.?)\s+(?=\S)"),
        (Rank.ROMAN, rf"({_ROMAN}\s*[.)\-–/])\s*(?=[^\W\d_]|\")"),
        (Rank.LETTER, r"([A-Z]\s*[.\-–])\s+(?=\S)"),
        (Rank.ARABIC_4, r"(\d{1,2}(?:\.\d{1,2}){3,5}\.?)\s+(?=\S)"),
        (Rank.ARABIC_3, r"(\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\s*|\s+))(?=[^\W\d_])"),
        (Rank.ARABIC_3, r"(\d{1,2}\.\d{1,2}\.\d{1,2}\.)\s+(?=\S)"),
        (Rank.ARABIC_2, r"([1-9]\d?\.\d{1,2}\.)\s*(?=[^\W\d_]|\s\S)"),
        (Rank.ARABIC_2, r"([1-9]\d?\.\d{1,2})\s+(?=[A-ZĐÀ-ÝĂÂÊÔƠƯẠ-Ỹ])"),
        (Rank.ARABIC, r"(\d{1,3}\.)(?:\s+(?=\S)|(?=[^\W\d_]))"),
        (Rank.ARABIC, r"(\d{1,2}\s?-)\s*(?=[^\W\d_])"),
        (Rank.POINT, r"([a-zđ]\d{0,2}\s?\)|[a-zđ]\d{0,2}\.(?=\s))\s*(?=\S)"),
        (Rank.POINT, r"(\d{1,2}\s?\)|\((?:\d{1,2}|[ivx]{1,5}|[a-zđ])\))\s*(?=\S)"),
        (Rank.PLUS, r"(\+)\s*(?=[^\W_]|\s)"),
        (Rank.DASH, r"([-–—•●▪·*])(?:\s+(?=\S)|(?=[^\W\d_]))"),
    )
)
# What any shape can start with: most lines of a document start with none of these.
_OPENING = re.compile(
    r"[\d(+\-–—•●▪·*]|[A-Z]{1,5}\s*[.)\-–/]|[a-zđ]\d{0,2}\s?[).]"
    r"|(?i:phụ lục|phần|chương|tiểu mục|mục|điều)(?!\w)"
)


@lru_cache(maxsize=20_000)
def marker(text: str) -> Marker | None:
    """What numbers or bullets the line, None where nothing does. "Phần mềm", "3.5 tỷ" do not."""
    if not _OPENING.match(text):
        return None
    for rank, shape in _SHAPES:
        found = shape.match(text)
        if found and (rank > Rank.SUBSECTION or _stands_alone(text, found)):
            return Marker(rank, found[1].strip(), text[found.end() :].strip())
    return None


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """A named part is a line of its own, or goes on after a stop or in capitals."""
    rest = text[found.end() :].strip()
    if not rest or rest[0] in '("“':
        return True
    if found[1].islower():
        return False
    return rest[0] in ".:-–" or is_caps(rest)


def starts_lower(text: str) -> bool:
    """True where the first letter or digit is a small letter: the line continues another one."""
    first = next((c for c in text if c.isalnum()), "")
    return first.islower()
