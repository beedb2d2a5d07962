"""A draft as it goes on paper: what a clean copy leaves out, and how its lines end."""

from dataclasses import replace

from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Section, Span, State, words_of
from assistant.export.copies import Copy
from assistant.export.profile import profile

_ENDINGS = " \t\n.,;"


def printed(draft: Draft, copy: Copy) -> Draft:
    """The draft with its lines ended by the rules; without notes in a clean copy."""
    sections = tuple(_section(section, copy) for section in draft.sections)
    last = len(draft.foot.recipients) - 1
    recipients = tuple(
        ended(line, "." if i == last else ";") for i, line in enumerate(draft.foot.recipients)
    )
    foot = replace(draft.foot, recipients=recipients)
    return replace(draft, sections=_closed(sections), foot=foot)


def ended(spans: tuple[Span, ...], ending: str) -> tuple[Span, ...]:
    """The spans with this ending in place of the stops and spaces they end with."""
    kept = list(spans)
    while kept and kept[-1].state is not State.OPEN:
        text = kept[-1].text.rstrip(_ENDINGS)
        if text:
            kept[-1] = replace(kept[-1], text=text)
            break
        kept.pop()
    return (*kept, Span(ending))


def _section(section: Section, copy: Copy) -> Section:
    kept = (b for b in section.blocks if not (copy.is_clean and b.kind is BlockKind.NOTE))
    blocks = tuple(_capitalised(_named_once(block)) for block in kept)
    return replace(section, blocks=_with_bases_ended(blocks))


def _named_once(block: DraftBlock) -> DraftBlock:
    """A table in whose rows a cell without a source stands on that of the cell to its left."""
    if block.grid is None:
        return block
    rows = (replace(row, cells=_cells_named_once(row.cells)) for row in block.grid.rows)
    return replace(block, grid=replace(block.grid, rows=tuple(rows)))


def _cells_named_once(cells: tuple[tuple[Span, ...], ...]) -> tuple[tuple[Span, ...], ...]:
    named: set[str] = set()
    shown = []
    for cell in cells:
        sources = {key for span in cell for key in span.sources}
        shown.append(tuple(replace(s, sources=()) for s in cell) if sources == named else cell)
        named = sources or named
    return tuple(shown)


def _capitalised(block: DraftBlock) -> DraftBlock:
    """A heading "I. …" in capitals (Phụ lục I, mục II.6.d)."""
    if block.kind is not BlockKind.HEADING or block.level != 1:
        return block
    return replace(block, spans=tuple(replace(s, text=s.text.upper()) for s in block.spans))


def _with_bases_ended(blocks: tuple[DraftBlock, ...]) -> tuple[DraftBlock, ...]:
    """Each căn cứ ends with ";", the last one with "." (Phụ lục I, mục II.6.b)."""
    bases = [i for i, block in enumerate(blocks) if block.kind is BlockKind.BASIS]
    endings = {i: "." if i == bases[-1] else ";" for i in bases}
    return tuple(
        replace(block, spans=ended(block.spans, endings[i])) if i in endings else block
        for i, block in enumerate(blocks)
    )


def _closed(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The text of the paper, without its appendices, closed by "./."; a table closes itself."""
    places = [
        (at, i)
        for at, section in enumerate(sections)
        for i, block in enumerate(section.blocks)
        if not section.is_appendix and block.kind is not BlockKind.NOTE
    ]
    if not places:
        return sections
    at, i = places[-1]
    last = sections[at].blocks[i]
    if last.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return sections
    if words_of(last.spans).rstrip().endswith(end := profile().end):
        return sections
    closed = replace(last, spans=ended(last.spans, end))
    blocks = (*sections[at].blocks[:i], closed, *sections[at].blocks[i + 1 :])
    return (*sections[:at], replace(sections[at], blocks=blocks), *sections[at + 1 :])
