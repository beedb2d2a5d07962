"""Administrative units in accented text: "phường Hải An, thành phố Hải Phòng", "P. Hải An".

A unit is its kind, name and province. Kinds, provinces (today's and former) and the words that no
name holds are data in `prompts/data/units.toml`. How a question names units, typed in any way, is
read in `ingest/mentions.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.document import Unit
from ingest.syllables import is_syllable
from ingest.text import fold, tidy, unaccent
from prompts import table

CENTRE = Unit("", "Trung ương")

_UPPER = "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper())
_SYLLABLE = re.compile(rf"[{_UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"(\d{1,2})(?![\d%/-]|[.,]\d)")
_COUNT = re.compile(r"\d+|[IVX]+")
_LINK = re.compile(r"\s*(?:,|\(|-|–|thuộc)\s*")
_MAX_SYLLABLES = 4


@lru_cache
def kinds() -> dict[str, int]:
    """The kinds of units in their written form, with their level: `{"phường": 3, …}`."""
    return {str(kind["name"]): int(kind["level"]) for kind in table("units")["kind"]}


@lru_cache
def provinces() -> dict[str, Unit]:
    """Folded name, former name or abbreviation of a province → the unit as it was then.

    A former province keeps its own name; `today` leads from it to the province of today.
    """
    found: dict[str, Unit] = {}
    for row in table("units")["province"]:
        unit = Unit(row["kind"], row["name"])
        found |= {fold(name): unit for name in (row["name"], *row.get("also", ()))}
        found |= {fold(name): Unit("tỉnh", name) for name in row.get("former", ())}
    return found


@lru_cache
def _successors() -> dict[str, str]:
    rows = table("units")["province"]
    return {unaccent(old): row["name"] for row in rows for old in row.get("former", ())}


def today(province: str) -> str:
    """The province of today that a former one belongs to: `Hải Dương` → `Hải Phòng`."""
    return _successors().get(unaccent(province), province)


@lru_cache
def word_set(name: str) -> frozenset[str]:
    """The folded words of one list under `[words]` in the data."""
    return frozenset(fold(word) for word in table("units")["words"][name])


@lru_cache
def _kind_pattern() -> re.Pattern[str]:
    rows = table("units")["kind"]
    full = "|".join(sorted((row["name"] for row in rows), key=len, reverse=True))
    short = sorted((s for row in rows for s in row["short"]), key=len, reverse=True)
    marks = "|".join(re.escape(s) for s in short)
    return re.compile(rf"(?<![\w.])(?:((?i:{full}))(?!\w)[ \u00a0]*|({marks}) ?(?=[{_UPPER}\d]))")


@lru_cache
def _short_kinds() -> dict[str, str]:
    return {short: row["name"] for row in table("units")["kind"] for short in row["short"]}


@lru_cache(maxsize=16_384)
def level(unit: Unit) -> int:
    """0 centre, 1 province, 2 district (abolished mid-2025), 3 commune (phường, xã, đặc khu …)."""
    if not unit.kind:
        return 0
    known = provinces().get(fold(unit.name))
    if unit.kind == "thành phố" and known and known.kind == "thành phố":
        return 1
    return kinds().get(unit.kind, 3)


@lru_cache(maxsize=16_384)
def name_key(unit: Unit) -> str:
    """Its name without accents; `05` is `5`."""
    return re.sub(r"\b0+(?=\d)", "", unaccent(unit.name).replace(" - ", " "))


@lru_cache(maxsize=16_384)
def unit_key(unit: Unit) -> str:
    """Kind, name and today's province without accents: `phuong|hai an|hai phong`.

    The province part is empty where it is not known, and for provinces and the centre.
    """
    return "|".join((unaccent(unit.kind), name_key(unit), unaccent(today(unit.province))))


def same_unit(one: Unit, other: Unit) -> bool:
    """True for the same kind and name, in the same province where both know theirs.

    A province stays itself when it becomes a city; a former province is not today's.
    """
    if name_key(one) != name_key(other) or level(one) != level(other):
        return False
    if level(one) != 1 and unaccent(one.kind) != unaccent(other.kind):
        return False
    theirs = {unaccent(today(unit.province)) for unit in (one, other) if unit.province}
    return len(theirs) < 2


def is_central(body: str) -> bool:
    """True where the name of a body is one of the centre: Chính phủ, Bộ Tài chính, Quốc hội."""
    folded = fold(body)
    central = table("units")["central"]
    names = (*central["bodies"], *(f"Bộ {ministry}" for ministry in central["ministries"]))
    return any(folded.startswith(fold(name)) for name in names)


def find_units(text: str) -> tuple[Unit, ...]:
    """The units an accented text names with their kind, in order of appearance, repeats kept.

    "phường Hải An, thành phố Hải Phòng" is one unit that knows its province.
    """
    return tuple(unit for unit, _, _ in unit_spans(text))


def unit_spans(text: str) -> Iterator[tuple[Unit, int, int]]:
    """The units of `find_units` with where each stands in the text, its province included."""
    start = 0
    while match := _kind_pattern().search(text, start):
        found = _unit_at(text, match)
        start = match.end()
        if found:
            unit, end = _with_province(text, *found)
            yield unit, match.start(), end
            start = end


def _unit_at(text: str, match: re.Match[str]) -> tuple[Unit, int] | None:
    """The unit whose kind word is matched, and where its name ends; None where no name follows."""
    written = match[1] or match[2]
    kind = fold(written) if match[1] else _short_kinds()[written]
    if number := _NUMBER.match(text, match.end()):
        return _numbered(kind, text, number)
    if match[1] and match.end() == match.end(1):
        return None
    if kind in ("tỉnh", "thành phố") and (known := _province_at(text, match.end())):
        unit, end = known
        return (unit if unit.kind == kind else Unit(kind, unit.name)), end
    syllables = _name_syllables(text, match.end(), written.isupper() and bool(match[1]))
    if not syllables or (match[2] and len(syllables) < 2 and kinds()[kind] == 3):
        return None
    name = " ".join(syllable[0] for syllable in syllables)
    shouted = name.isupper() and len(name) > 2
    return Unit(kind, name.title() if shouted else name), syllables[-1].end()


def _numbered(kind: str, text: str, number: re.Match[str]) -> tuple[Unit, int] | None:
    after = re.match(r"\s*([^\W\d_]*)", text[number.end() :])
    counts = after is not None and fold(after[1]) in word_set("counted")
    if kinds()[kind] == 1 or kind == "thành phố" or counts:
        return None
    return Unit(kind, str(int(number[1]))), number.end()


def _name_syllables(text: str, start: int, capitals: bool) -> list[re.Match[str]]:
    """The capitalised syllables of a name on one line; in a line of capitals, up to a stop word."""
    found: list[re.Match[str]] = []
    position = start
    while len(found) < _MAX_SYLLABLES and (syllable := _SYLLABLE.match(text, position)):
        acronym = syllable[0][1:].isupper() and not is_syllable(syllable[0])
        shouted = capitals or syllable[0][1:].isupper()
        if acronym or _ends_name(text, syllable, found, shouted):
            break
        found.append(syllable)
        space = re.compile(r"[ \u00a0]+").match(text, syllable.end())
        position = space.end() if space else len(text)
    return _cut_at_person(found) if _may_begin(text, found, capitals) else []


def _ends_name(
    text: str, syllable: re.Match[str], found: list[re.Match[str]], capitals: bool
) -> bool:
    if not found:
        return False
    # Names have two syllables as a rule, so that the second one of "PHƯỜNG HÒA MỤC" ends none.
    stops = word_set("ends" if len(found) > 1 else "never_in_capitals")
    if capitals and fold(syllable[0]) in stops:
        return True
    following = re.match(r"\s+(\w+)", text[syllable.end() :])
    if not following:
        return False
    counts = fold(syllable[0]) in word_set("counters") and bool(_COUNT.fullmatch(following[1]))
    pair = fold(f"{syllable[0]} {following[1]}")
    return counts or (len(found) > 1 and pair in word_set("pairs"))


def _may_begin(text: str, found: list[re.Match[str]], capitals: bool) -> bool:
    if not found:
        return False
    first = fold(found[0][0])
    if len(found) > 1 and not capitals:
        return first not in word_set("never_capital")
    never = word_set("never_in_capitals" if capitals else "never_first")
    following = re.match(r"\s+([^\W\d_]+)", text[found[0].end() :])
    pair = fold(f"{first} {following[1]}") if following else ""
    return first not in never and pair not in word_set("pairs")


def _cut_at_person(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Without the person who follows: "phường Hải An Nguyễn Văn" names a ward and its chairman."""
    if len(found) == _MAX_SYLLABLES and found[2][0] in table("units")["words"]["surnames"]:
        return found[:2]
    return found


def _with_province(text: str, unit: Unit, end: int) -> tuple[Unit, int]:
    """The unit with the province that follows it, past a district between them."""
    position, deepest = end, level(unit)
    while deepest > 1 and (link := _LINK.match(text, position)):
        kind = _kind_pattern().match(text, link.end())
        found = _unit_at(text, kind) if kind else _province_at(text, link.end())
        if not found or level(found[0]) >= deepest:
            break
        higher, position = found
        deepest = level(higher)
        if deepest == 1:
            return replace(unit, province=higher.name), position
    return unit, end


def _province_at(text: str, start: int) -> tuple[Unit, int] | None:
    """The province whose whole name, capitalised, stands at this place, and where it ends."""
    match = _province_pattern().match(text, start)
    return (provinces()[fold(match[0])], match.end()) if match else None


@lru_cache
def _province_pattern() -> re.Pattern[str]:
    names = sorted(provinces(), key=len, reverse=True)
    shapes = "|".join(r"\s".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?=[{_UPPER}])(?i:{shapes})(?!\w)")


def unit_of(text: str) -> Unit | None:
    """The first unit named in a cell or title that is nothing but a unit, else None."""
    whole = tidy(text).strip(" .,;:")
    spans = list(unit_spans(whole))
    return spans[0][0] if spans and spans[0][1:] == (0, len(whole)) else None
