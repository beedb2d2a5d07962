"""A draft as the page lays it out: the paper as it will print, each stretch with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.draft import DraftBlock, Section, Span, State
from assistant.drafting.forms import form_of
from assistant.drafting.keeper import Kept
from assistant.drafting.open_points import Point, open_points
from assistant.drafting.places import FOOT, HEAD, Where, within
from assistant.export.copies import Copy, numbers_of, shown
from assistant.export.phrases import appendices, attached_to, banner, letter_subject, titled
from assistant.export.printed import printed
from assistant.export.profile import profile
from prompts import say

_PERCENT = 100
_LEFT_OUT = "‸"  # where words were taken out of a cited sentence


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with one footing: how they are shown, why, and the numbers of their sources."""

    text: str
    state: str
    note: str
    marks: tuple[int, ...]
    code: str

    @property
    def is_marked(self) -> bool:
        """True for what a person has to look at, or wrote."""
        return self.state in ("open", "check", "adapted", "edited")


Words = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """A block, laid out; of a table its rows, a tuple of cells each."""

    kind: str
    level: int
    words: Words
    columns: tuple[tuple[str, float], ...] = ()  # names and widths in percent
    rows: tuple[tuple[bool, tuple[Words, ...]], ...] = ()  # whether it is a group, its cells
    measure: str = ""


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section with its blocks; `name` is that of an appendix ("Phụ lục I")."""

    id: str
    title: str
    is_edited: bool
    blocks: tuple[PaperBlock, ...]
    name: str = ""
    heading: Words = ()  # of an appendix
    attached: str = ""  # "(Kèm theo …)"


class Paper:
    """What the template reads."""

    def __init__(self, kept: Kept) -> None:
        self.draft = printed(kept.draft, Copy.ANNEX)
        self._numbers = numbers_of(self.draft)
        self.head, self.foot = self.draft.head, self.draft.foot
        self.banner = banner(self.draft, Copy.ANNEX)
        components = profile().components
        self.state, self.motto = components["state"].text, components["motto"].text
        names = "; ".join(self.head.addressees)
        self.addressed = say("export.addressee", name=names) if names else ""
        self.recipients_label = components["recipients_label"].text

    @property
    def subject(self) -> Words:
        """What the paper is about; of a letter behind "V/v"."""
        spans = self.head.subject if self.head.type else letter_subject(self.head.subject)
        return self._words(spans, Where(HEAD, 0))

    @property
    def sections(self) -> Iterator[PaperSection]:
        """The text of the paper; its appendices stand behind its foot."""
        for section in self.draft.sections:
            if not section.is_appendix:
                blocks, name = tuple(self._blocks(section)), self._name(section)
                yield PaperSection(section.id, name, section.is_edited, blocks)

    @property
    def appendices(self) -> Iterator[PaperSection]:
        """Each appendix under its name and title."""
        for name, section in appendices(self.draft):
            title, left = titled(section)
            blocks = tuple(self._blocks(section))
            yield PaperSection(
                *(section.id, self._name(section), section.is_edited),
                blocks[len(section.blocks) - len(left) :],
                name,
                self._words(title, Where(section.id, 0)),
                attached_to(self.draft),
            )

    @property
    def recipients(self) -> Iterator[Words]:
        """The lines of "Nơi nhận"."""
        for number, line in enumerate(self.foot.recipients):
            yield self._words(line, Where(FOOT, number))

    @property
    def signer(self) -> Words:
        """The name under the signature."""
        return self._words(self.foot.signer, Where(FOOT, len(self.foot.recipients)))

    def _name(self, section: Section) -> str:
        form = form_of(self.draft.commission.kind)
        return form.called_section(section.id, section.title)

    def _blocks(self, section: Section) -> Iterator[PaperBlock]:
        for number, block in enumerate(section.blocks):
            where = Where(section.id, number)
            words = self._words(block.spans, where)
            if block.grid is None:
                yield PaperBlock(block.kind.value, block.level, words)
            else:
                yield self._table(block, where)

    def _table(self, block: DraftBlock, where: Where) -> PaperBlock:
        grid = block.grid
        if grid is None:
            return PaperBlock(block.kind.value, 0, ())
        widths = (round(width * _PERCENT, 1) for width in grid.widths)
        rows = tuple(
            (line.is_group, tuple(self._row(line.cells, where, at)))
            for at, line in enumerate(grid.rows)
        )
        columns = tuple(zip(grid.columns, widths, strict=True))
        return PaperBlock(block.kind.value, 0, (), columns, rows, grid.measure)

    def _row(self, cells: Sequence[tuple[Span, ...]], where: Where, row: int) -> Iterator[Words]:
        for at, cell in enumerate(cells):
            yield self._words(cell, Where(where.section, where.block, row, at))

    def _words(self, spans: tuple[Span, ...], line: Where) -> Words:
        """The spans as they print; of one that holds no words the sign of what was left out."""
        return tuple(
            Stretch(
                _LEFT_OUT if span.state is State.EDITED and not span.text else one.text,
                one.state.value,
                one.note,
                one.marks,
                within(line, at).code,
            )
            for at, (span, one) in enumerate(
                zip(spans, shown(spans, self._numbers, Copy.ANNEX), strict=True)
            )
        )


def by_section(kept: Kept) -> list[tuple[str, list[Point]]]:
    """The points of the checklist under the titles of their sections, in reading order."""
    form = form_of(kept.draft.commission.kind)
    titles = {one.id: form.called_section(one.id, one.title) for one in kept.draft.sections}
    found: dict[str, list[Point]] = {}
    for point in open_points(kept.draft):
        found.setdefault(titles.get(point.where.section, ""), []).append(point)
    return list(found.items())
