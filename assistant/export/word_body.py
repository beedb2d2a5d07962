"""The text of a paper: căn cứ, headings, paragraphs, tables (Phụ lục I, ô số 6)."""

from collections.abc import Iterator, Sequence

from assistant.drafting.draft import BlockKind, DraftBlock, Span
from assistant.export.word_pages import room, turn
from assistant.export.word_table import is_wide, table
from assistant.export.word_text import Writer
from prompts import say

_COMPONENTS = {
    BlockKind.BASIS: "basis",
    BlockKind.PARAGRAPH: "body",
    BlockKind.ITEM: "body",
    BlockKind.NOTE: "note",
}
_DEEPEST = 3  # level of headings that has a style of its own


def body(writer: Writer) -> None:
    """Writes the sections that are no appendix; a table too wide for the page turns it."""
    sections = [s for s in writer.draft.sections if not s.is_appendix]
    turned = False
    for wide, stretch in _stretches(writer, [b for s in sections for b in s.blocks]):
        if wide != turned:
            turn(writer, across=wide)
        blocks(writer, stretch, across=wide)
        turned = wide


def blocks(writer: Writer, of: Sequence[DraftBlock], *, across: bool) -> None:
    """Writes the blocks at the end of the document, whose page lies across or stands upright."""
    for block in of:
        writer.new_block()
        if block.grid:
            table(writer, block.grid, room(writer, across=across))
        else:
            writer.write(writer.word, component_of(block), _spans(block))


def component_of(block: DraftBlock) -> str:
    """The component that lays out a block which is no table."""
    if block.kind is BlockKind.HEADING:
        return f"heading_{min(max(block.level, 1), _DEEPEST)}"
    return _COMPONENTS[block.kind]


def _spans(block: DraftBlock) -> tuple[Span, ...]:
    if block.kind is not BlockKind.NOTE:
        return block.spans
    return (Span(say("export.note", note=block.text)),)


def _stretches(
    writer: Writer, of: Sequence[DraftBlock]
) -> Iterator[tuple[bool, Sequence[DraftBlock]]]:
    """The blocks in stretches of one page direction; headings over a wide table turn with it."""
    start = 0
    for at, block in enumerate(of):
        if block.grid is None or not is_wide(writer, block.grid, in_appendix=False):
            continue
        first = at
        while first > start and of[first - 1].kind in (BlockKind.HEADING, BlockKind.NOTE):
            first -= 1
        if first > start:
            yield False, of[start:first]
        yield True, of[first : at + 1]
        start = at + 1
    if start < len(of):
        yield False, of[start:]
