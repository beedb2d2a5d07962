"""Numbers of documents: `33/KH-UBND`, `57-NQ/TW`, `193/2025/QH15`, `4720/VP-VX`, `/KH-UBND`.

The grammar follows Nghị định 30/2020/NĐ-CP, Phụ lục III (state bodies) and Hướng dẫn
05-HD/VPTW (Party); shapes with lost spaces and swapped separators are read as they are met.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.text import fold, nfc, unaccent
from prompts import table

_ORGAN = r"[A-ZĐ][A-Za-zĐđ]*(?:&[A-Za-zĐđ]+)*\d{0,2}"
_YEAR = r"(?:19|20)\d\d"
_COMMON = "UBND|HĐND|TTg|CP|TW|ĐU|TU|BCĐ"


@dataclass(frozen=True, slots=True)
class Code:
    """The number of a document as written at [start, end) of some text."""

    text: str
    start: int
    end: int


@lru_cache
def types() -> dict[str, str]:
    """Abbreviation of a type in capitals → its name: `{"KH": "Kế hoạch", …}`.

    An abbreviation without its bar (`QD`) leads to the same type, unless it is another's (`DA`).
    """
    rows = table("document_types")["type"]
    exact = {mark.upper(): str(row["name"]) for row in rows for mark in row["short"]}
    return {_bare(mark): name for mark, name in exact.items()} | exact


@lru_cache
def _shape() -> re.Pattern[str]:
    marks = "|".join(sorted(types(), key=len, reverse=True))
    organ = rf"(?:\s?-\s?|\s(?=(?:{_COMMON})\b)){_ORGAN}"  # 411/QĐ TTg: the hyphen was lost
    year = rf"(?:{_YEAR}\s?/\s?)?"
    filled = r"(?<![\w/.,-])\d{1,5}(?:\.\d{1,3})?\s?"
    shapes = (
        rf"(?i:(?:{filled}|(?<![\w/]))/\s?{year}(?:{marks}){organ})",  # 33/KH-UBND, /KH-UBND
        rf"(?i:(?:{filled}|(?<![\w/-]))-\s?(?:{marks})\s?/\s?{_ORGAN})",  # 57-NQ/TW, - ĐA/ĐU
        rf"(?i:{filled}/{_YEAR}/QH\d\d?)",
        rf"{filled}/\s?{_ORGAN}(?:\s?-\s?{_ORGAN})+",  # 4720/VP-VX
        rf"(?<=[Ss]ố )\d{{1,5}}(?:/{_YEAR})?/{_ORGAN}(?![\w-])",
    )
    tail = rf"(?:\s?-\s?{_ORGAN}|-\d\d?(?![\d/.]))*"
    return re.compile(rf"(?:{'|'.join(shapes)}){tail}")


def _bare(text: str) -> str:
    """Capitals without the bar of Đ, which typing and scanning often lose."""
    return text.upper().replace("Đ", "D")


def find_codes(text: str) -> tuple[Code, ...]:
    """The document numbers in a text, in order; one left open (`/KH-UBND`) counts too."""
    return tuple(Code(m[0], m.start(), m.end()) for m in _shape().finditer(nfc(text)))


def type_of(code: str) -> str:
    """The type of document that a number names: `33/KH-UBND` → `Kế hoạch`; "" where it names none.

    An official letter (`4720/VP-VX`) names no type and is "Công văn"; a number of the National
    Assembly (`193/2025/QH15`) may be a law or a resolution: "".
    """
    parts = [part for part in re.split(r"[\s/-]+", nfc(code)) if part]
    for part in parts:
        if name := types().get(part.upper()):
            return name
    letters = [part for part in parts if not part[0].isdigit()]
    return "Công văn" if len(letters) > 1 and "/" in code else ""


def canonical(code: str) -> str:
    """One key for every way a number is written: `03-NQ/CP`, `3/NQ-CP` → `3/NQ-CP`.

    Spaces and leading zeros go, letters are capitals without the bar of Đ, a Party separator
    becomes a state one; "" where nothing but separators is left. A key finds, it does not prove:
    offices share numbers, and Party numbers return each term.
    """
    parts = [part for part in re.split(r"[\s/-]+", _bare(nfc(code))) if part]
    if not parts:
        return ""
    first = "" if is_open(code) else re.sub(r"^0+(?=\d)", "", parts[0])
    rest = parts[1:] if first else parts
    year = f"/{rest[0]}" if rest and re.fullmatch(_YEAR, rest[0]) else ""
    return f"{first}{year}/{'-'.join(rest[1:] if year else rest)}"


def code_key(code: str) -> str:
    """One key for a document number typed in any way: case, accents, spaces, zeros do not count."""
    return unaccent(canonical(code.upper()))


def is_open(code: str) -> bool:
    """True for a number whose digits are not filled in yet: `/KH-UBND`, `- ĐA/ĐU`."""
    return bool(code) and not re.match(r"\s*\d", code)


def name_of_type(text: str) -> str:
    """The type of document that a line names in full, and nothing else; "" for any other line."""
    folded = fold(text).strip(" .:*_#")
    names = {fold(row["name"]): str(row["name"]) for row in table("document_types")["type"]}
    return names.get(folded, "")
