"""Where a span stands in a draft, as a code that can be sent out and found again."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.draft import Draft, DraftBlock, Span
from ingest.errors import CancuError

HEAD, FOOT = "head", "foot"  # beside the ids of sections

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """A line of a draft: its section, its block, of a table row and cell; and a span of it."""

    section: str
    block: int
    row: int | None = None
    cell: int | None = None
    span: int | None = None

    @property
    def code(self) -> str:
        """`targets.3.2.4.1`, with "-" for what does not apply."""
        steps = (self.block, self.row, self.cell, self.span)
        return ".".join((self.section, *("-" if step is None else str(step) for step in steps)))


def where_of(code: str) -> Where:
    """The place that a code names; CancuError for a text that is none."""
    section, *steps = code.rsplit(".", 4)
    numbers = [int(step) if step.isascii() and step.isdecimal() else None for step in steps]
    if len(steps) != 4 or numbers[0] is None:
        raise CancuError("assistant.no_place", place=code[:80])
    return Where(section, numbers[0], *numbers[1:])


def span_at(draft: Draft, where: Where) -> Span:
    """The span at a place; CancuError where there is none."""
    for line, spans in lines(draft):
        for at, span in enumerate(spans):
            if within(line, at) == where:
                return span
    raise CancuError("assistant.no_place", place=where.code[:80])


def within(line: Where, at: int) -> Where:
    """The place of a span of a line."""
    return Where(line.section, line.block, line.row, line.cell, at)


def lines(draft: Draft) -> Iterator[tuple[Where, Spans]]:
    """Every line and cell with its place, in reading order: head, sections, foot."""
    yield Where(HEAD, 0), draft.head.subject
    for section in draft.sections:
        for number, block in enumerate(section.blocks):
            yield from _of_block(section.id, number, block)
    feet = (*draft.foot.recipients, draft.foot.signer)
    for number, spans in enumerate(feet):
        yield Where(FOOT, number), spans


def _of_block(section: str, number: int, block: DraftBlock) -> Iterator[tuple[Where, Spans]]:
    if block.grid is None:
        yield Where(section, number), block.spans
        return
    for row, line in enumerate(block.grid.rows):
        for cell, spans in enumerate(line.cells):
            yield Where(section, number, row, cell), spans
