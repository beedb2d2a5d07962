"""Appendices, and the list of sources that a copy may have behind them (Phần II, mục III.1)."""

from assistant.drafting.draft import Grid, Line, Section, Span
from assistant.evidence import Basis
from assistant.export.phrases import appendices, attached_to, place_in, titled
from assistant.export.word_body import blocks
from assistant.export.word_pages import own_pages, room
from assistant.export.word_table import is_wide, table
from assistant.export.word_text import Writer
from assistant.naming import document_name, short
from prompts import say

_LONGEST_WORDS = 600  # characters: of a whole table enough to find it again
_SOURCE_WIDTHS = (0.07, 0.23, 0.27, 0.43)


def annexes(writer: Writer) -> None:
    """Writes every appendix on pages of its own."""
    for name, section in appendices(writer.draft):
        _annex(writer, name, section)


def _annex(writer: Writer, name: str, section: Section) -> None:
    grids = [block.grid for block in section.blocks if block.grid]
    across = any(is_wide(writer, grid, in_appendix=True) for grid in grids)
    title, rest = titled(section)
    own_pages(writer, across=across)
    writer.new_block()
    writer.say(writer.word, "appendix_name", name)
    writer.write(writer.word, "appendix_title", title)
    writer.say(writer.word, "appendix_note", attached_to(writer.draft))
    blocks(writer, rest, across=across)


def sources(writer: Writer) -> None:
    """Writes the list of sources: the document, the place in it, its words."""
    rows = [_source(number, basis) for number, basis in enumerate(writer.draft.sources, 1)]
    if not rows:
        return
    names = (say(f"export.sources_{key}") for key in ("number", "document", "place", "words"))
    own_pages(writer, across=False)
    writer.say(writer.word, "appendix_title", say("export.sources_title"))
    writer.say(writer.word, "appendix_note", say("export.sources_note"))
    table(writer, Grid(tuple(names), _SOURCE_WIDTHS, tuple(rows)), room(writer, across=False))


def _source(number: int, basis: Basis) -> Line:
    words = (
        f"[{number}]",
        document_name(basis.record, "vi"),
        place_in(basis),
        short(basis.quote, _LONGEST_WORDS),
    )
    return Line(tuple((Span(text),) for text in words))
