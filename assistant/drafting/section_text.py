"""A section as plain text that a person edits, and what such a text says.

A block is a line. "# " opens a heading, "> " a word to the drafter, lines of "|" are a table in
GitHub's form with its columns first. Everything else is words, whatever it looks like.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.drafting.draft import BlockKind, DraftBlock, Grid, Section, words_of
from ingest.text import tidy

_SIGN = re.compile(r"^(?=#+ |> |\||\\)")  # what would be read as one of the signs above
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_ITEM = re.compile(r"^(?:[-+*•]\s|[a-zđ]\)\s)")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s|:-]*-[\s|:-]*$")


@dataclass(frozen=True, slots=True)
class TypedBlock:
    """A block as typed: its kind and its words, of a table its rows with the columns first."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def section_text(section: Section) -> str:
    """The section's blocks, a line each; `typed_blocks` reads it back."""
    return "\n".join(map(_line, section.blocks))


def typed_blocks(text: str) -> tuple[TypedBlock, ...]:
    """What the lines say; empty ones say nothing."""
    lines = [line for line in map(tidy, text.splitlines()) if line]
    return tuple(_read(lines))


def kind_of(line: str) -> BlockKind:
    """An item by how it begins, else a paragraph."""
    return BlockKind.ITEM if _ITEM.match(line) else BlockKind.PARAGRAPH


def _line(block: DraftBlock) -> str:
    if block.grid is not None:
        return _table(block.grid)
    text = on_one_line(block.text)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * max(1, block.level)} {text}"
    if block.kind is BlockKind.NOTE:
        return f"> {text}"
    return _SIGN.sub(r"\\", text)


def _table(grid: Grid) -> str:
    rows = [tuple(words_of(cell) for cell in row.cells) for row in grid.rows]
    lines = [grid.columns, ("---",) * len(grid.columns), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return on_one_line(text).replace("|", r"\|")


def on_one_line(text: str) -> str:
    """The text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def _read(lines: list[str]) -> Iterator[TypedBlock]:
    for is_table, run in groupby(lines, lambda line: line.startswith("|")):
        if is_table:
            yield TypedBlock(BlockKind.TABLE, rows=_rows(list(run)))
        else:
            yield from map(_typed, run)


def _typed(line: str) -> TypedBlock:
    if found := _HEADING.match(line):
        return TypedBlock(BlockKind.HEADING, found[2], len(found[1]))
    if line.startswith("> "):
        return TypedBlock(BlockKind.NOTE, line[2:].strip())
    text = line.removeprefix("\\")
    return TypedBlock(kind_of(text), text)


def _rows(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    """The rows as wide as the first; what a row has too much of stands in its last cell."""
    rows = [_cells(line) for line in lines if not _RULE.match(line)]
    width = len(rows[0]) if rows else 0
    return tuple(_fitted(row, width) for row in rows)


def _cells(line: str) -> list[str]:
    inner = line.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith(r"\|") else inner
    return [cell.strip().replace(r"\|", "|") for cell in _BAR.split(inner)]


def _fitted(cells: list[str], width: int) -> tuple[str, ...]:
    if len(cells) > width:
        return (*cells[: width - 1], " ".join(cells[width - 1 :]))
    return (*cells, *[""] * (width - len(cells)))
