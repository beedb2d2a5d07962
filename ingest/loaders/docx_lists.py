"""The numbers and bullets that Word draws before paragraphs without storing them as text.

ECMA-376, part 1, 17.9: a paragraph names a list and a level; the list names an abstract one that
holds the shape of each level. Lists on the same abstract one count on together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.loaders.docx_text import Element, each, value, w
from ingest.numerals import roman

_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str  # decimal, lowerLetter, bullet …
    text: str  # "%1.%2."
    start: int


@dataclass
class Lists:
    """The lists of a document; `number` counts on, so paragraphs are asked once, in order."""

    levels: Mapping[tuple[str, int], _Level]  # by abstract list and level
    abstract: Mapping[str, str]  # list → abstract list
    restarts: Mapping[tuple[str, int], int]  # list and level → its own start
    styles: Mapping[str, tuple[str, int]]  # style → list and level
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Element | None, styles: Element | None) -> Lists:
        """The lists that the numbering and style parts of a document define, none without them."""
        if numbering is None:
            return cls({}, {}, {}, {})
        return cls(_levels(numbering), _abstract(numbering), _restarts(numbering), _styles(styles))

    def number(self, paragraph: Element) -> str:
        """What Word draws before the paragraph, with a space behind: "1.2. ", "a) ", "- ", ""."""
        found = self._place(paragraph)
        if found is None:
            return ""
        list_id, depth = found
        abstract = self.abstract.get(list_id, "")
        level = self.levels.get((abstract, depth))
        if level is None or level.shape == "none":
            return ""
        if level.shape == "bullet":
            return "+ " if level.text in ("+", "o") else "- "
        self._count(list_id, abstract, depth, level)
        return self._drawn(abstract, level) + " "

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and level a paragraph names itself, or through its style; list 0 is none."""
        own, depth = value(paragraph, "pPr/numPr/numId"), value(paragraph, "pPr/numPr/ilvl")
        style = self.styles.get(value(paragraph, "pPr/pStyle") or "", ("0", 0))
        list_id = own if own is not None else style[0]
        if list_id == "0":
            return None
        return list_id, int(depth) if depth is not None else style[1]

    def _count(self, list_id: str, abstract: str, depth: int, level: _Level) -> None:
        """Moves the level on by one and lets the deeper ones start again."""
        counts = self.counts.setdefault(abstract, {})
        restart = self.restarts.get((list_id, depth))
        if restart is not None and (list_id, depth) not in self.seen:
            counts[depth] = restart
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self.seen.add((list_id, depth))
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

    def _drawn(self, abstract: str, level: _Level) -> str:
        counts = self.counts[abstract]

        def place(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            inner = self.levels.get((abstract, depth), level)
            return _written(counts.get(depth, inner.start), inner.shape)

        return _PLACE.sub(place, level.text)


def _written(number: int, shape: str) -> str:
    match shape:
        case "lowerLetter":
            return _letter(number)
        case "upperLetter":
            return _letter(number).upper()
        case "lowerRoman":
            return roman(max(number, 1)).lower()
        case "upperRoman":
            return roman(max(number, 1))
        case "decimalZero":
            return f"{number:02d}"
    return str(number)


def _letter(number: int) -> str:
    """a … z, aa, bb …: as Word counts; it knows no "đ"."""
    times, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _levels(root: Element) -> dict[tuple[str, int], _Level]:
    return {
        (abstract.get(w("abstractNumId")), int(level.get(w("ilvl")))): _Level(
            value(level, "numFmt") or "decimal",
            value(level, "lvlText") or "",
            int(value(level, "start") or 1),
        )
        for abstract in each(root, "abstractNum")
        for level in each(abstract, "lvl")
    }


def _abstract(root: Element) -> dict[str, str]:
    return {
        number.get(w("numId")): value(number, "abstractNumId") or ""
        for number in root.findall(w("num"))
    }


def _restarts(root: Element) -> dict[tuple[str, int], int]:
    return {
        (number.get(w("numId")), int(own.get(w("ilvl")))): int(start)
        for number in root.findall(w("num"))
        for own in each(number, "lvlOverride")
        if (start := value(own, "startOverride")) is not None
    }


def _styles(root: Element | None) -> dict[str, tuple[str, int]]:
    """The list and level that a paragraph style brings with it."""
    found: dict[str, tuple[str, int]] = {}
    for style in each(root, "style") if root is not None else ():
        list_id = value(style, "pPr/numPr/numId")
        if list_id is not None:
            depth = int(value(style, "pPr/numPr/ilvl") or 0)
            found[style.get(w("styleId"), "")] = (list_id, depth)
    return found
