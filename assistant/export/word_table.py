"""Tables of a paper: header rows repeated, rows kept whole, columns as wide as their words."""

from collections.abc import Sequence
from math import floor

from assistant.drafting.draft import Grid, Line, Span, State, words_of
from assistant.export import word
from assistant.export.text_width import text_width
from assistant.export.word import Cell
from assistant.export.word_text import Writer

_BESIDE_WORDS = 3.0  # millimetres that the two borders of a cell keep free
_MARK = 4.0  # millimetres of a raised number
_ABOVE = 4  # points between a table and what stands over it
_MOSTLY = 0.75  # share of a column's cells
_SMALLEST = 7.0  # points: smaller cannot be read on paper
_SHORT = 18  # characters: figures, measures and dates stand in the middle of their cell
_MANY_COLUMNS = 7  # an appendix with as many is read more easily across


def table(writer: Writer, grid: Grid, room: float) -> None:
    """Writes the table at the end of the document, as wide as the room."""
    if grid.measure:
        writer.say(writer.word, "measure", grid.measure)
    elif above := word.last_paragraph(writer.word):
        word.space_below(above, _ABOVE)
    needed = needs(writer, grid)
    widths = fitted(grid.widths, needed, room)
    new = word.table(writer.word, "Ruled", widths, rows=len(grid.rows) + 1)
    rows = list(word.each_row(new))
    for cell, name in zip(rows[0], grid.columns, strict=True):
        word.kept_with_next(writer.say(word.centred_upright(cell), "table_head", name))
    styles = _styles(grid)
    for cells, line in zip(rows[1:], grid.rows, strict=True):
        _group(writer, cells, line) if line.is_group else _row(writer, cells, line, styles)
    word.rows_kept_whole(new, headers=1)
    if sum(needed) > room:
        word.set_in(new, _smaller(writer, needed, room))


def is_wide(writer: Writer, grid: Grid, *, in_appendix: bool) -> bool:
    """True for a table whose words do not fit an upright page, or an appendix of many columns.

    Papers stand upright; tables alone may turn the page (Phụ lục I, mục I.2).
    """
    is_broad = in_appendix and len(grid.columns) >= _MANY_COLUMNS
    return is_broad or sum(needs(writer, grid)) > writer.profile.text_width


def needs(writer: Writer, grid: Grid) -> tuple[float, ...]:
    """For each column the millimetres that its longest word takes, so that none is broken."""
    size = writer.component("table_head").size.written
    columns = [[text_width(word, size, bold=True) for word in n.split()] for n in grid.columns]
    for line in grid.rows:
        if not line.is_group:
            for column, cell in zip(columns, line.cells, strict=True):
                column += _widths(writer, cell, size)
    return tuple(max(column, default=0) + _BESIDE_WORDS for column in columns)


def _widths(writer: Writer, cell: tuple[Span, ...], size: float) -> list[float]:
    """How wide the words of a cell are, the last with the marks that may stand behind it."""
    words = [text_width(word, size, bold=True) for word in words_of(cell).split()]
    marks = sum(writer.marks(span) for span in cell)
    return [*words[:-1], words[-1] + marks * _MARK] if words else []


def _smaller(writer: Writer, needed: Sequence[float], room: float) -> float:
    """The size at which no figure is broken in a table that is too wide even across the page."""
    size = writer.component("table_head").size.written * _share_of_words(needed, room)
    return max(floor(size * 2) / 2, _SMALLEST)


def _share_of_words(needed: Sequence[float], room: float) -> float:
    """What the words of a table that is too wide may keep of their width; its lines keep theirs."""
    frame = _BESIDE_WORDS * len(needed)
    return (room - frame) / (sum(needed) - frame)


def fitted(shares: Sequence[float], needed: Sequence[float], room: float) -> tuple[float, ...]:
    """The room by its shares, but no column narrower than it needs while others can give."""
    if sum(needed) >= room:
        share = _share_of_words(needed, room)
        return tuple(_BESIDE_WORDS + share * (need - _BESIDE_WORDS) for need in needed)
    held: dict[int, float] = {}
    while True:
        free = [i for i in range(len(shares)) if i not in held]
        left, whole = room - sum(held.values()), sum(shares[i] for i in free)
        widths = {i: left * shares[i] / whole for i in free}
        tight = [i for i in free if widths[i] < needed[i]]
        if not tight:
            return tuple(held.get(i, widths.get(i, 0)) for i in range(len(shares)))
        held |= {i: needed[i] for i in tight}


def _styles(grid: Grid) -> tuple[str, ...]:
    """For each column the component of its cells: in the middle where nearly all are short."""
    lines = [line for line in grid.rows if not line.is_group]
    return tuple(
        "table_number"
        if sum(_is_short(line, at) for line in lines) >= _MOSTLY * len(lines)
        else "table_cell"
        for at in range(len(grid.columns))
    )


def _is_short(line: Line, at: int) -> bool:
    """True for a figure too that has its count behind it: "93,4 (171/183 cán bộ)"."""
    text = words_of(tuple(s for s in line.cells[at] if s.state is not State.OPEN)).strip()
    return len(text) <= _SHORT or text.lstrip("≥≤><~ ")[:1].isdecimal()


def _row(writer: Writer, cells: Sequence[Cell], line: Line, styles: Sequence[str]) -> None:
    for cell, spans, style in zip(cells, line.cells, styles, strict=True):
        writer.write(word.centred_upright(cell), style, spans)


def _group(writer: Writer, cells: Sequence[Cell], line: Line) -> None:
    """A row that names a group, over all columns but that of its number."""
    at = 1 if len(cells) > 1 and words_of(line.cells[1]) else 0
    rest = [cell for cell in line.cells[at + 1 :] if words_of(cell)]
    for i, spans in enumerate(line.cells):
        if i <= at or rest:
            style = "table_group" if i == at else "table_head"
            new = writer.write(word.centred_upright(cells[i]), style, spans)
            word.kept_with_next(new)
    if not rest and at + 1 < len(cells):
        word.merged(cells[at], cells[-1])
