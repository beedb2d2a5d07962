"""Abbreviations whose full form the paper never gives.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục II and the office's custom: first the full form with the
abbreviation in brackets. Those that everybody knows are data and not told.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.checking.fault import Fault
from assistant.checking.paper import Paper, around, is_archive, is_law
from ingest.codes import find_codes
from ingest.document import Block
from ingest.layout import is_caps, is_head_line
from ingest.syllables import is_syllable
from ingest.text import fold, unaccent
from prompts import rows
from prompts import table as data

_TOKEN = re.compile(r"(?<![\w/&.-])[A-ZĐ][A-ZĐa-zđ]*(?:&[A-ZĐ][A-ZĐa-zđ]*)*(?![\w/&]|-[A-ZĐ])")
_ROMAN = re.compile(r"[IVXLC]+")
_LONGEST = 9  # letters: more are a word in capitals


def abbreviations(paper: Paper) -> Iterator[Fault]:
    """Each abbreviation that is used and not explained, told where it is used first."""
    if is_law(paper):
        return  # the terms of a law are explained in it, or in one that it carries out
    text = "\n".join(_words(block) for block in paper.blocks)
    told: set[str] = set()
    for block in (*paper.main, *paper.annexes):
        if block.table or is_caps(block.text) or is_head_line(block.text) or is_archive(block):
            continue
        for found in _TOKEN.finditer(_masked(block.text)):
            token = found[0]
            if token in told or not _is_short(token) or _is_counted(block.text, found):
                continue
            told.add(token)
            if not _is_explained(token, text):
                yield _fault(paper, block, found)


def _fault(paper: Paper, block: Block, found: re.Match[str]) -> Fault:
    full = _glossary().get(unaccent(found[0]), "")
    return paper.fault(
        "abbreviation",
        "abbreviation" if full else "abbreviation_unknown",
        block,
        around(block.text, *found.span()),
        token=found[0],
        full=full,
    )


def _words(block: Block) -> str:
    if block.table is None:
        return block.text
    return "\n".join(" : ".join(row.cells) for row in block.table.rows)


def _masked(text: str) -> str:
    """The text without document numbers: their abbreviations are fixed by decree."""
    for code in find_codes(text):
        text = text[: code.start] + " " * (code.end - code.start) + text[code.end :]
    return re.sub(r"\S*[@/]\S*\.\S+|\b\w+\.\w+\.\w+", lambda m: " " * len(m[0]), text)


def _is_short(token: str) -> bool:
    """True for two capitals or more that stand together, no Roman number, not known to all."""
    if len(token) > _LONGEST or _ROMAN.fullmatch(token) or _is_known(token):
        return False
    if is_syllable(token) and unaccent(token) not in _glossary():
        return False  # a word in capitals: "KINH PHÍ"
    capitals = sum(letter.isupper() for letter in token)
    is_plain = token.replace("&", "").isupper()
    return capitals > 1 and (is_plain or unaccent(token) in _glossary())


def _is_counted(text: str, found: re.Match[str]) -> bool:
    """True for a unit behind its number: "480 TB"."""
    return re.search(r"\d\s?$", text[: found.start()]) is not None and found[0] in _units()


@lru_cache
def _units() -> frozenset[str]:
    return frozenset(data("checking")["abbreviations"]["units"])


def _is_known(token: str) -> bool:
    return token in _known() or all(part in _known() for part in token.split("&"))


@lru_cache
def _known() -> frozenset[str]:
    return frozenset(data("checking")["abbreviations"]["known"])


@lru_cache
def _glossary() -> dict[str, str]:
    """Unaccented abbreviation → its full form."""
    pairs = ((row[0], row[1]) for row in rows("glossary") if len(row) > 1)
    return {
        unaccent(short.strip()): full
        for full, shorts in pairs
        for short in shorts.split(",")
        if sum(letter.isupper() for letter in short) > 1
    }


def _is_explained(token: str, text: str) -> bool:
    """True where the full form stands beside it somewhere: "… (CĐS)", "CĐS là …", "CĐS (…)"."""
    written = re.escape(token)
    words = "|".join(map(re.escape, data("checking")["abbreviations"]["explains"]))
    quoted = rf"[\"“']?{written}[\"”']?"
    bracketed = rf"\w[\s\"”]*\(\s*(?:[^()]{{0,40}}(?:{words})\s*:?\s*)?{quoted}\s*[);,]"
    named = rf"(?:{words})\s*:?\s*[\"“']?{written}(?!\w)"
    defined = rf"(?<!\w){written}\s*(?:là|:|=|nghĩa là)\s*(?=[^\W\d_])"
    paired = (
        rf"\(\s*(?:[\w&]+\s*(?:,|và|-)\s*)+{written}\s*\)|\(\s*{written}\s*(?:,|và)\s*[\w&]+\s*\)"
    )
    opened = rf"(?<!\w){written}\s*\(([^()]*)\)"
    if re.search(f"{bracketed}|{paired}|{named}|{defined}", text):
        return True
    return any(_spells(token, found[1]) for found in re.finditer(opened, text))


def _spells(token: str, words: str) -> bool:
    """True where the words begin with the letters of the abbreviation."""
    letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", fold(words)))
    return unaccent(letters).startswith(unaccent(token)[:2])
