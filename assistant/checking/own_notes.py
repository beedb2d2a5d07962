"""What a draft of this program says of itself: notes, sources and their markers. It is not checked.

The words of a source stand in quotation marks, its date in short, a marker behind each value: what
is right there would be a fault in the paper.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.document import Block, BlockKind, Document, Table
from ingest.text import fold
from prompts import say

_RAISED = re.compile(r"(?<!m)[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:,[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_MARKED = re.compile(r"\[\d{1,3}\]")
_QUOTES = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s[^“”]{3,300}: “")


def without_notes(document: Document) -> Document:
    """The document as it will be signed; every block keeps its place."""
    end = next((b.ordinal for b in document.blocks if _opens_sources(b)), len(document.blocks))
    noted = {block.ordinal for block in document.blocks[:end] if is_note(block)}
    if end == len(document.blocks) and not noted:
        return document  # another paper
    noted |= {b.ordinal for b in document.blocks[:end] if b.kind is BlockKind.FOOTNOTE}
    blocks = tuple(_cleaned(block, noted) for block in document.blocks[:end])
    figures = tuple(f for f in document.figures if f.block < end and f.block not in noted)
    return replace(document, blocks=blocks, figures=figures)


def is_note(block: Block) -> bool:
    """True for a note to the drafter, and for a footnote that tells a source or what to look at."""
    if is_drafters(block.text):
        return True
    words = block.text.lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ")
    is_remark = words.startswith(_prefix("remark")) or _QUOTES.match(block.text) is not None
    return block.kind is BlockKind.FOOTNOTE and is_remark


def is_drafters(text: str) -> bool:
    """True for "Ghi chú cho người soạn: …"."""
    return text.startswith(_prefix("note"))


@lru_cache
def _prefix(name: str) -> str:
    """What stands before the words of a note, as the export writes it."""
    return say(f"export.{name}", "vi", note="").rstrip()


def _opens_sources(block: Block) -> bool:
    return fold(block.text).strip(" .:") == fold(say("export.sources_title", "vi"))


def _cleaned(block: Block, noted: set[int]) -> Block:
    if block.ordinal in noted:
        return replace(block, text="")
    path = tuple(_plain(step) for step in block.path)
    found = _plain_table(block.table) if block.table else None
    return replace(block, text=_plain(block.text), path=path, table=found)


def _plain_table(table: Table) -> Table:
    rows = (replace(row, cells=tuple(_plain_all(row.cells))) for row in table.rows)
    return replace(table, rows=tuple(rows), columns=tuple(_plain_all(table.columns)))


def _plain_all(texts: tuple[str, ...]) -> Iterator[str]:
    yield from map(_plain, texts)


def _plain(text: str) -> str:
    return _MARKED.sub("", _RAISED.sub("", text))
