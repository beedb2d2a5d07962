"""Appendices, and the list of sources that a copy may have behind them (Phần II, mục III.1)."""

from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Grid, Line, Section, Span
from assistant.evidence import Basis
from assistant.export.word_body import blocks
from assistant.export.word_pages import own_pages, room
from assistant.export.word_table import is_wide, table
from assistant.export.word_text import Writer
from assistant.naming import document_name, short
from ingest.issuer import organ_of
from ingest.numerals import roman
from ingest.shapes import Rank, marker
from prompts import say

_SOURCE_WIDTHS = (0.07, 0.23, 0.27, 0.43)
_LETTER = "Công văn"  # the one type that its paper does not print


def appendices(writer: Writer) -> None:
    """Writes every appendix on pages of its own, by Roman numbers where there are several."""
    sections = [section for section in writer.draft.sections if section.is_appendix]
    name = writer.component("appendix_name").text
    for number, section in enumerate(sections, 1):
        _appendix(writer, section, f"{name} {roman(number)}" if len(sections) > 1 else name)


def _appendix(writer: Writer, section: Section, name: str) -> None:
    grids = [block.grid for block in section.blocks if block.grid]
    across = any(is_wide(writer, grid, in_appendix=True) for grid in grids)
    title, rest = _titled(section)
    own_pages(writer, across=across)
    writer.say(writer.word, "appendix_name", name)
    writer.write(writer.word, "appendix_title", title)
    writer.say(writer.word, "appendix_note", attached_to(writer.draft))
    blocks(writer, rest, across=across)


def _titled(section: Section) -> tuple[tuple[Span, ...], tuple[DraftBlock, ...]]:
    """The title in capitals and what stands below it; a first heading without number is it."""
    first = section.blocks[0] if section.blocks else None
    if first and first.kind is BlockKind.HEADING and marker(first.text) is None:
        return first.spans, section.blocks[1:]
    found = marker(section.title)
    is_named = found is not None and found.rank is Rank.ANNEX
    title = found.body.lstrip(" .:-–") if found and is_named else section.title
    return (Span(title.upper()),), section.blocks


def attached_to(draft: Draft) -> str:
    """`(Kèm theo Kế hoạch số      /KH-UBND ngày     tháng     năm … của UBND phường …)`."""
    head = draft.head
    return say(
        "export.attached",
        type=head.type.capitalize() or _LETTER,
        number=head.number[:1].lower() + head.number[1:].replace(":", "", 1),
        date=head.date,
        issuer=organ_of((*filter(None, (head.superior,)), *head.issuer)),
    )


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
    words = (f"[{number}]", document_name(basis.record, "vi"), place_in(basis), basis.quote)
    return Line(tuple((Span(text),) for text in words))


def place_in(basis: Basis) -> str:
    """Section, row and page of a source inside its document."""
    row = say("export.place_row", row=basis.row) if basis.row else ""
    page = say("export.place_page", page=basis.page) if basis.page else ""
    return ", ".join(filter(None, (" › ".join(map(short, basis.section)), row, page)))
