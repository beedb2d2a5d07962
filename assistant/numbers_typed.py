"""Document numbers as questions type them: any case, spaces, or only "Kế hoạch 41"."""

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.text import blanked, unaccent
from prompts import table

_CODE = re.compile(
    r"(?<![\w/-])\d+(?:\.\d+)?\s?[/-]\s?(?:\d{4}\s?/\s?)?[a-z][\w&]*(?:\s?[/&-]\s?\w+)*"
)

# "Báo cáo 9 tháng", "kế hoạch 5 năm": not the number of the paper; "Kế hoạch 74 ngày 26/02",
# "Nghị quyết 57 năm 2025" are one with its date.
_COUNTED = (
    r"thang(?! \d{1,2}(?!\d))|nam(?! (?:19|20)\d\d(?! ?[-–]))|ngay(?! \d)|quy|qui|tuan|giai doan"
    "|trieu|ty|nghin|nhiem vu|chi tieu|muc tieu|phan tram|lan|trang|months?|years?"
)


def typed_codes(text: str) -> tuple[tuple[str, ...], str]:
    """The document numbers in a tidied text, typed in any case, and the text without them.

    "Kế hoạch 41" is a number too, written with the abbreviation of its type: `41/KH`; "Kế hoạch
    2026" is a year.
    """
    plain = unaccent(text)
    found = [(match.span(), text[slice(*match.span())]) for match in _CODE.finditer(plain)]
    taken = [span for span, _ in found]
    for match in _typed_number().finditer(plain):
        if not any(start <= match.start("number") < end for start, end in taken):
            found.append((match.span("number"), f"{match['number']}/{_marks()[match['type']]}"))
    rest = text
    for (start, end), _ in found:
        rest = blanked(rest, start, end)
    return tuple(code for _, code in found), rest


@lru_cache
def _marks() -> Mapping[str, str]:
    """Name or abbreviation of a type of document, unaccented → its abbreviation."""
    listed = [row for row in table("document_types")["type"] if row.get("short")]
    names = {unaccent(row["name"]): row["short"][0] for row in listed}
    return names | {unaccent(mark): row["short"][0] for row in listed for mark in row["short"]}


@lru_cache
def _typed_number() -> re.Pattern[str]:
    types = "|".join(sorted(map(re.escape, _marks()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<type>{types})\s+(?:so\s+)?(?P<number>(?!(?:19|20)\d\d\b)\d{{1,4}})"
        rf"(?![\w/%.,-]*\d|\s*(?:%|/|-\w|(?:{_COUNTED})(?!\w)))"
    )
