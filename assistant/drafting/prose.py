"""The blocks of a paper's part as blocks of a draft: numbered anew, their words put in place."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.drafting.adapted import adapted_spans, is_done_once, opened_figure
from assistant.drafting.donors import Part
from assistant.drafting.draft import BlockKind, DraftBlock, Grid, Line, Span, words_of
from assistant.drafting.written import fixed, to_check
from assistant.evidence import Basis, basis_of
from assistant.table_rows import place_of_row
from ingest.columns import STEP, VALUES, ColumnRole, column_roles
from ingest.document import Block, Table
from ingest.document import BlockKind as SourceKind
from ingest.shapes import Marker, Rank, marker
from ingest.text import fold, words
from prompts import say, table

_LETTERS = "abcdđeghiklmnopqrstuvxy"  # Vietnamese ones (NĐ 30/2020/NĐ-CP, Phụ lục I: điểm)
_OPENS = 12  # words from a body's name to the verb that says what it does
_DECIMALS = (Rank.ARABIC_2, Rank.ARABIC_3, Rank.ARABIC_4)


@dataclass
class Numbers:
    """How far the numbering of a section has come. Real papers skip and repeat theirs."""

    steps: list[int] = field(default_factory=lambda: [0])
    points: int = 0

    def heading(self, depth: int) -> str:
        """The number of the next heading of this depth, 1 for "1.", 2 for "1.1."."""
        self.steps = [*self.steps[:depth], *([0] * (depth - len(self.steps)))]
        self.steps[-1] += 1
        return self._opened()

    def item(self, label: Marker | None) -> str:
        """What an item opens with: "1.2." below a heading, "a)", a dash; "" for a paragraph."""
        if label is None:
            return ""
        if label.rank is Rank.POINT:
            self.points = 1 if label.number == 1 else self.points + 1
            return f"{_LETTERS[(self.points - 1) % len(_LETTERS)]}) "
        if label.rank in (Rank.ARABIC, *_DECIMALS):
            self.points = 0
            return self.next_item()
        return "- " if label.rank is Rank.DASH else f"{label.label} "

    def next_item(self) -> str:
        """The number of an item added behind the last one."""
        self._below[-1] += 1
        return f"{'.'.join(map(str, [*self.steps_named, self._below[-1]]))}. "

    @property
    def steps_named(self) -> list[int]:
        """The numbers of the headings above."""
        return [step for step in self.steps if step]

    def _opened(self) -> str:
        self.points = 0
        self._below[-1] = 0
        return ".".join(map(str, self.steps)) + ". "

    _below: list[int] = field(default_factory=lambda: [0])


def part_blocks(
    part: Part,
    numbers: Numbers,
    keep: Callable[[Block], bool] = lambda _: True,
    are_tasks: bool = False,
) -> Iterator[DraftBlock]:
    """The part's headings and lines in order, those that are kept; tasks that are done once with a
    mark behind them."""
    for block in _with_headings(part, keep):
        if block.kind is SourceKind.HEADING:
            yield _heading(part, block, numbers)
        elif block.table:
            yield _table(part, block)
        else:
            yield _line(part, block, numbers, are_tasks)


def part_places(part: Part) -> list[Basis]:
    """Every place that the part's blocks stand on, the rows of its tables among them."""
    places = [basis_of(part.record, block) for block in (*part.headings, *part.blocks)]
    rows = (
        place_of_row(part.record, block, at)
        for block in part.blocks
        for at in range(len(block.table.rows) if block.table else 0)
    )
    return [part.basis, *places, *rows]


def _with_headings(part: Part, keep: Callable[[Block], bool]) -> list[Block]:
    """The lines that are kept with the headings above them; none without a line below."""
    lines = [b for b in part.blocks if b.kind is not SourceKind.HEADING and keep(b)]
    named = {path[:at] for b in lines for path in (b.path,) for at in range(1, len(path) + 1)}
    kept = {b.ordinal for b in lines}
    return [
        b
        for b in part.blocks
        if b.ordinal in kept or (b.kind is SourceKind.HEADING and (*b.path, b.text) in named)
    ]


def _heading(part: Part, block: Block, numbers: Numbers) -> DraftBlock:
    depth = min(max(len(block.path) - _depth(part) + 1, 1), 3)
    spans = said_by(part, block, _bare(block.text))
    opened = numbers.heading(depth)
    return DraftBlock(BlockKind.HEADING, (fixed(opened), *spans), depth + 1)


def _depth(part: Part) -> int:
    """How many headings stand above what the part holds."""
    return len(part.headings[0].path) + 1


def _line(part: Part, block: Block, numbers: Numbers, is_task: bool) -> DraftBlock:
    label = marker(block.text)
    text = (label.body if label else block.text).removesuffix("/.")  # "./." ends a whole paper
    opened = _opened(part, block, numbers) or ("- " if is_task else "")
    mark = _once(part, block, text) if is_task else ()
    spans = (*((fixed(opened),) if opened else ()), *said_by(part, block, text), *mark)
    return DraftBlock(BlockKind.ITEM if opened else BlockKind.PARAGRAPH, spans)


def _table(part: Part, block: Block) -> DraftBlock:
    """A table of the part with its values left open: they are of another year or unit."""
    held = block.table or Table((), ())
    roles = column_roles(held.columns)
    rows = []
    for at, row in enumerate(held.rows):
        basis = place_of_row(part.record, block, at)
        pairs = zip(roles, row.cells, strict=False)
        rows.append(Line(tuple(_cell(part, role, cell, basis) for role, cell in pairs)))
    width = round(1 / max(len(held.columns), 1), 3)
    columns = tuple(_column(part, block, column) for column in held.columns)
    grid = Grid(columns, tuple(width for _ in columns), tuple(rows), held.measure)
    return DraftBlock(BlockKind.TABLE, grid=grid)


def _column(part: Part, block: Block, name: str) -> str:
    """The name of a column put in place: "Ngân sách xã" of a ward's table."""
    basis = basis_of(part.record, block)
    return words_of(adapted_spans(name.replace(STEP, " - "), part.model, basis, keeps_figures=True))


def _opened(part: Part, block: Block, numbers: Numbers) -> str:
    """What a line opens with: a "3." that stands beside the headings "1." and "2.", not below
    them, goes on with their numbers."""
    label, depth = marker(block.text), len(block.path) - _depth(part)
    if label and label.rank is Rank.ARABIC and depth <= 0 and numbers.steps_named:
        return numbers.heading(1)
    return numbers.item(label)


def _cell(part: Part, role: ColumnRole, cell: str, basis: Basis) -> tuple[Span, ...]:
    if role is ColumnRole.LABEL:
        return (fixed(cell),)
    if role not in VALUES or not cell.strip():
        return adapted_spans(cell, part.model, basis) if cell.strip() else ()
    return (opened_figure(cell, part.model),)


def said_by(part: Part, block: Block, text: str) -> tuple[Span, ...]:
    """Words of a block put in place."""
    return adapted_spans(text, part.model, basis_of(part.record, block))


def _once(part: Part, block: Block, text: str) -> Iterable[Span]:
    """The mark behind what is done once, where the paper is of an earlier year."""
    if part.model.source.year >= part.model.own.year or not opens_once(text):
        return ()
    note = say("assistant.draft_done_once")
    return (to_check("", note, basis_of(part.record, block)),)


def opens_once(text: str) -> bool:
    """True where what is done once opens a text, alone or behind the body that does it."""
    if is_done_once(text):
        return True
    if not _organ().match(fold(text)):
        return False
    said = words(fold(text))[:_OPENS]
    return any(is_done_once(" ".join(said[at:])) for at in range(1, len(said)))


@lru_cache
def _organ() -> re.Pattern[str]:
    organs = (*table("issuers")["organs"], *table("issuers")["addressed"])
    return re.compile(rf"(?:{'|'.join(map(fold, organs))})(?!\w)")


def _bare(text: str) -> str:
    found = marker(text)
    return (found.body if found else text).rstrip(" :")
