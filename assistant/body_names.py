"""Bodies and persons as questions, cells, headings and openings of paragraphs name them.

"Phòng KT, HT&ĐT", "Phòng Kinh tế, Hạ tầng và Đô thị" and "phong kinh te ha tang va do thi" are one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.lexicon import lexicon
from assistant.names import CAPITALS, full_names
from assistant.section_names import body
from ingest.text import fold, unaccent, words
from prompts import table

_MOST_WORDS = 14  # of a body's name
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it may be meant: the words of its name, and whose it is ("phường")."""

    words: tuple[str, ...]  # unaccented
    initials: str  # "phong kthtdt"
    level: str  # "" where it is not said
    is_short: bool = False  # abbreviated: "Phòng VH-XH"

    @property
    def is_person(self) -> bool:
        """True for somebody's full name."""
        return not self.initials


def bodies_asked(text: str) -> tuple[Body, ...]:
    """Every body that a question may name, from the word that opens its name on, the longest first.

    How far the name goes only the documents tell: "Công an phường" of "Công an phường phối hợp".
    """
    named = (_to_act(text[start:]) for start in _starts(text))
    found = [_body(part) for name in named for part in _growing(name)]
    persons = [Body(_words(name[0]), "", "") for name in full_names().finditer(text)]
    unique = dict.fromkeys(one for one in (*found, *persons) if len(one.words) > 1)
    return tuple(sorted(unique, key=lambda one: -len(one.words)))


def is_part_of(name: Iterable[str], asked: Body) -> bool:
    """True where the words belong to the name of the body: "công an phường", "y tế"."""
    bare, _ = _without_unit(" ".join(name))
    whole = f" {' '.join(asked.words)} "
    said = (bare, _spelled(bare.upper()))  # "văn phòng hđnd" as it stands and in full
    return any(f" {' '.join(_words(one))} " in whole for one in said)


def named_in_cell(cell: str, asked: Iterable[Body]) -> Body | None:
    """The longest body asked about that a cell names, alone or among others."""
    parts = {cell, *re.split(r"[;\n]", cell), *re.split(r"[;,\n]", cell)}
    named = [_body(part) for part in parts if part.strip()]
    plain = f" {' '.join(_words(cell))} "
    for one in asked:
        if one.is_person and f" {' '.join(one.words)} " in plain:
            return one
        if any(_is_same(one, other) for other in named):
            return one
    return None


def opening_body(text: str, asked: Iterable[Body], is_heading: bool) -> Body | None:
    """The body asked about that a heading is the name of, or a paragraph opens with.

    "5. Công an phường", "2. Giám đốc Công an tỉnh", "3. Phòng Kinh tế: …", "Trạm Y tế khám …".
    """
    line = _without_address(body(text))
    head, colon, _ = line.partition(":")
    if is_heading or (colon and len(head) < _MOST_WORDS * 8):
        named = _body(head)
        return next((one for one in asked if _is_same(one, named)), None)
    first = unaccent(line).split(" ", 1)[0]
    meant = [one for one in asked if one.words[0] == first]
    begins = [_body(part) for part in _growing(line)] if meant else []
    return next((one for one in meant if any(_is_same(one, b) for b in begins)), None)


def _to_act(text: str) -> str:
    """A text that opens with a body's name up to what the body does: "Sở Tài chính chủ trì …"."""
    found = _acts().search(unaccent(text))
    return text[: found.start()] if found else text


@lru_cache
def _acts() -> re.Pattern[str]:
    acts = "|".join(map(unaccent, table("issuers")["acts"]))
    return re.compile(rf"(?<!\w)(?:{acts})(?!\w)")


def _without_address(line: str) -> str:
    """A line without what addresses a body: "Giao", "Đề nghị", "Giám đốc"."""
    found = _addressed().match(fold(line))
    return line[found.end() :] if found else line


@lru_cache
def _addressed() -> re.Pattern[str]:
    before = "|".join(sorted(map(fold, table("issuers")["addressed"]), key=len, reverse=True))
    return re.compile(rf"(?:(?:{before})(?!\w)\s*)*")


def _starts(text: str) -> Iterator[int]:
    """Where a word stands that opens the name of a body."""
    return (match.start() for match in _organ().finditer(unaccent(text)))


@lru_cache
def _organ() -> re.Pattern[str]:
    organs = "|".join(sorted(map(unaccent, table("issuers")["organs"]), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{organs})(?!\w)")


def _growing(text: str) -> Iterator[str]:
    """The first two words of a text, the first three …"""
    ends = [match.end() for match in _WORD.finditer(text)][:_MOST_WORDS]
    return (text[:end] for end in ends[1:])


@lru_cache(maxsize=20_000)
def _body(name: str) -> Body:
    """A name without the unit it belongs to; abbreviations of the glossary spelled out."""
    bare, level = _without_unit(name.strip(" .,;:-"))
    is_short = any(len(word) > 1 and word.isupper() for word in _WORD.findall(bare))
    return Body(_words(_spelled(bare)), _initials(bare), level, is_short)


def _without_unit(name: str) -> tuple[str, str]:
    """ "Công an phường Sao Mai" → ("Công an", "phuong"): a level at the end, its unit with it."""
    found = _level().search(name)
    return (name[: found.start()], unaccent(found["level"])) if found else (name, "")


@lru_cache
def _level() -> re.Pattern[str]:
    levels = table("issuers")["levels"]
    spelt = "|".join(dict.fromkeys((*levels, *map(unaccent, levels), *map(str.capitalize, levels))))
    return re.compile(rf"\s(?P<level>{spelt})(?:\s+[{CAPITALS}]\w*)*$")


def _words(name: str) -> tuple[str, ...]:
    joined = table("issuers")["joining"]
    return tuple(word for word in words(unaccent(name)) if word not in joined)


@lru_cache(maxsize=20_000)
def _spelled(name: str) -> str:
    """The name with every abbreviation in capitals in full, where the glossary knows it."""
    return " ".join(_in_full(word) for word in re.findall(r"[^\s,;&/-]+", name))


def _in_full(word: str) -> str:
    same = lexicon("vi").same.get((unaccent(word),), frozenset()) if word.isupper() else frozenset()
    return max((" ".join(phrase) for phrase in same), key=len, default=word)


def _initials(name: str) -> str:
    """The first word, then the first letters of the others, an abbreviation letter by letter."""
    first, *others = _WORD.findall(name) or [""]
    joined = table("issuers")["joining"]
    kept = [word for word in others if unaccent(word) not in joined]
    letters = "".join(word if word.isupper() else word[:1] for word in kept)
    return f"{unaccent(first)} {unaccent(letters)}"


def _is_same(one: Body, other: Body) -> bool:
    if one.level and other.level and one.level != other.level:
        return False
    is_short = one.is_short or other.is_short
    return one.words == other.words or (is_short and one.initials == other.initials)
