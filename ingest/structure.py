"""Clean pieces → blocks: headings and their paths, tables with header paths, lists, footnotes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.captions import caption_of, measure_of
from ingest.document import Block, BlockKind, Piece, Table
from ingest.headings import Heading, Part, heading_at, style_ranks, styled
from ingest.layout import is_layout_grid, is_recipients, is_signature
from ingest.rows import read_rows
from ingest.shapes import Marker, Rank, marker
from ingest.tables import Grid, joined, read_grid

_NOTE = re.compile(r"[¹²³⁴-⁹]{1,3}\s*(?=\S)|\[\d{1,3}\]\s+(?=\S)")


def structure(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """The blocks in reading order, numbered from 0; every word of the pieces is in one of them."""
    outline = _Outline(list(_parts(pieces)))
    outline.walk()
    return tuple(outline.blocks)


def _parts(pieces: Iterable[Piece]) -> Iterator[Part]:
    """Paragraphs, and tables joined over their pages; a grid that is no table as paragraphs."""
    held: Grid | None = None
    for piece in pieces:
        grid = read_grid(piece) if piece.grid and not is_layout_grid(piece.grid) else None
        whole = joined(held, grid) if held and grid else None
        if held and not whole:
            yield held
        held = whole
        if whole:
            continue
        if grid and grid.columns:
            held = grid
        else:
            yield from _loose(piece)
    if held:
        yield held


def _loose(piece: Piece) -> Iterator[Piece]:
    """A paragraph as it is; of a grid without a header each row, of a narrow one each cell."""
    if piece.grid is None:
        yield piece
        return
    for row in piece.grid:
        cells = list(dict.fromkeys(cell for cell in row if cell))
        if len(cells) <= 3:
            yield from (Piece(cell, piece.page) for cell in cells)
        elif cells:
            yield Piece(" | ".join(cells), piece.page)


@dataclass
class _Outline:
    """A walk down the parts that keeps the open headings; `in_foot` from "Nơi nhận" onwards."""

    parts: Sequence[Part]
    blocks: list[Block] = field(default_factory=list)
    above: list[tuple[float, str]] = field(default_factory=list)
    in_foot: bool = False
    ranks: dict[int, float] = field(default_factory=dict)  # of the heading styles of the file
    listed: Rank | None = None  # rank of the list item directly above

    def walk(self) -> None:
        """Fills `blocks`."""
        self.ranks = style_ranks(self.parts)
        index = 0
        while index < len(self.parts):
            index += self._step(index)

    def _step(self, index: int) -> int:
        part = self.parts[index]
        if isinstance(part, Grid):
            self._add_table(index, part)
            return 1
        found = marker(part.text)
        is_listed = found is not None and found.rank == self.listed
        heading = heading_at(self.parts, index, is_listed) or styled(part, self.ranks)
        is_foot = self.in_foot and not part.style_level
        if heading and not (is_foot and heading.rank >= Rank.ARABIC):
            self._add_heading(heading, part)
            return heading.taken
        self._add_text(part)
        return 1

    def _add_heading(self, heading: Heading, part: Piece) -> None:
        self.in_foot, self.listed = False, None
        while self.above and self.above[-1][0] >= heading.rank:
            self.above.pop()
        self._add(BlockKind.HEADING, heading.text, part.page, level=len(self.above) + 1)
        self.above.append((heading.rank, heading.text))
        if heading.rest:
            self._add(BlockKind.PARAGRAPH, heading.rest, part.page)

    def _add_text(self, part: Piece) -> None:
        if is_recipients(part.text) or is_signature(part.text):
            self.in_foot = True
            self.above.clear()
        found = marker(part.text)
        if part.is_footnote or _NOTE.match(part.text):
            self._add(BlockKind.FOOTNOTE, part.text, part.page)
            return
        if found:
            self._close_before(found)
        self.listed = found.rank if found else None
        self._add(BlockKind.LIST_ITEM if found else BlockKind.PARAGRAPH, part.text, part.page)

    def _close_before(self, item: Marker) -> None:
        """Closes the title that a run-in paragraph follows: "2. …." after "1. … như sau:" and its
        points. An enumeration that starts again inside a section closes nothing.
        """
        if item.rank == self.listed or item.rank >= Rank.DASH:
            return
        for place, (rank, text) in enumerate(self.above):
            title = marker(text)
            is_next = title is not None and title.number < item.number
            if rank == item.rank and (is_next or item.rank <= Rank.ROMAN):
                del self.above[place:]
                return

    def _add_table(self, index: int, grid: Grid) -> None:
        self.listed = None
        for line in grid.above:
            self._add(BlockKind.PARAGRAPH, line, grid.page)
        below = self.parts[index + 1 : index + 3]
        table = Table(
            grid.columns, read_rows(grid), caption_of(self.blocks), measure_of(self.blocks, below)
        )
        self._add(BlockKind.TABLE, _printed(grid), grid.page, table=table)

    def _add(
        self,
        kind: BlockKind,
        text: str,
        page: int | None,
        level: int = 0,
        table: Table | None = None,
    ) -> None:
        path = tuple(text for _, text in self.above)
        self.blocks.append(Block(len(self.blocks), kind, text, path, level, page, table))


def _printed(grid: Grid) -> str:
    """The header, then the rows as printed, a line each; a merged or lone text stands once."""
    lines = [" | ".join(grid.columns)]
    for cells, _ in grid.rows:
        filled = list(dict.fromkeys(filter(None, cells)))
        lines.append(" | ".join(filled if len(filled) == 1 else cells))
    return "\n".join(lines)
