"""An answer's text as parts that a surface can lay out: paragraphs and tables.

The text is plain but for a few signs: "- " opens an item, "> " a quote, lines of "|" are a table
in GitHub's form, "[3]" points at a citation. Everything else is words, whatever it looks like.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.document import Finding
from prompts import Language, say

Spans = tuple[str | int, ...]  # words, and between them the numbers of citations

_MARKER = re.compile(r"\[(\d{1,3})\]")
_ITEM = re.compile(r"^\s*[-•*+]\s+")
_QUOTED = re.compile(r"^\s*>\s?")
_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_BAR = re.compile(r"(?<!\\)\|")  # "\|" is a bar that belongs to the words of a cell
_FIGURE = re.compile(r"^[\s≥≤<>~+±−–-]*\d")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph: its kind, and its words with the marker numbers between them."""

    kind: str  # "fact" the opening sentence, "item", "quote", "text"
    spans: Spans


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row as long as the header, numeric columns known for setting them right."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    is_numeric: tuple[bool, ...]
    kind: str = "table"


def parts(text: str, markers: Collection[int]) -> tuple[Part | Grid, ...]:
    """The parts of an answer; a "[9]" that cites nothing stays plain text."""
    lines = [line for line in text.splitlines() if line.strip()]
    return tuple(part for _, part in _pieces(lines, markers))


def with_tables(text: str, draw: Callable[[Grid], str]) -> str:
    """The text as it stands, its tables drawn in another way."""
    pieces = _pieces(text.splitlines(), ())
    return "\n".join(draw(part) if isinstance(part, Grid) else line for line, part in pieces)


def _pieces(lines: Sequence[str], markers: Collection[int]) -> Iterator[tuple[str, Part | Grid]]:
    """Each part with the first line it was read from."""
    at = 0
    while at < len(lines):
        length = _table_length(lines, at)
        if length:
            yield lines[at], _grid(lines[at : at + length], markers)
        else:
            yield lines[at], _part(lines[at], markers, first=at == 0)
        at += length or 1


def _table_length(lines: Sequence[str], at: int) -> int:
    """How many lines from here on are one table; 0 where none begins."""
    if not _is_row(lines[at]) or at + 1 == len(lines) or not _RULE.match(lines[at + 1]):
        return 0
    if len(_cells(lines[at])) != len(_cells(lines[at + 1])):
        return 0
    end = at + 2
    while end < len(lines) and _is_row(lines[end]):
        end += 1
    return end - at


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _grid(lines: Sequence[str], markers: Collection[int]) -> Grid:
    head, rule = _cells(lines[0]), _cells(lines[1])
    rows = [_fitted(_cells(line), len(head)) for line in lines[2:]]
    columns = [[row[at] for row in rows] for at in range(len(head))]
    return Grid(
        tuple(_spans(cell, markers) for cell in head),
        tuple(tuple(_spans(cell, markers) for cell in row) for row in rows),
        tuple(map(_is_numeric, rule, columns)),
    )


def _cells(line: str) -> list[str]:
    """`| a | b [1] |` → `["a", "b [1]"]`."""
    inner = re.sub(r"(?<!\\)\|\s*$", "", line.strip().removeprefix("|"))
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(inner)]


def _fitted(cells: list[str], width: int) -> list[str]:
    """As many cells as the header has: none is lost, what is too much stays in the last one."""
    if len(cells) > width:
        return [*cells[: width - 1], " | ".join(cells[width - 1 :])]
    return cells + [""] * (width - len(cells))


def _is_numeric(rule: str, cells: Sequence[str]) -> bool:
    """True where the table sets the column right, or says nothing and most values are figures."""
    if ":" in rule:
        return rule.endswith(":") and not rule.startswith(":")
    values = [cell for cell in cells if cell.strip("–- ") and cell not in open_words()]
    return 2 * sum(bool(_FIGURE.match(cell)) for cell in values) > len(values)


@lru_cache
def open_words() -> frozenset[str]:
    """What an answer's table says where the documents give no value, in either language."""
    languages: tuple[Language, ...] = ("vi", "en")
    keys = ("assistant.not_stated", "assistant.left_blank")
    return frozenset(say(key, language) for key in keys for language in languages)


def _part(line: str, markers: Collection[int], first: bool) -> Part:
    for kind, pattern in (("item", _ITEM), ("quote", _QUOTED)):
        if pattern.match(line):
            return Part(kind, _spans(pattern.sub("", line), markers))
    return Part("fact" if first else "text", _spans(line.strip(), markers))


def _spans(line: str, markers: Collection[int]) -> Spans:
    """`85% [1]` → `("85% ", 1)`."""
    pieces = _MARKER.split(line)
    spans = [
        piece if n % 2 == 0 else int(piece) if int(piece) in markers else f"[{piece}]"
        for n, piece in enumerate(pieces)
    ]
    return tuple(span for span in spans if span != "")


def sayings(text: str, findings: Sequence[Finding]) -> dict[str, Finding]:
    """The findings that are lines of the text already, by their words; the rest stand below it."""
    lines = {plain(_spans(line.strip(), ())) for line in text.splitlines()}
    return {plain((f.text,)): f for f in findings if plain((f.text,)) in lines}


def plain(spans: Spans) -> str:
    """The words alone, without markers and outer spaces."""
    return _MARKER.sub("", as_words(spans)).strip()


def as_words(spans: Spans) -> str:
    """The words with their markers as written: `85% [1]`."""
    return "".join(f"[{span}]" if isinstance(span, int) else span for span in spans)
