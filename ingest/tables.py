"""Grids of cells → tables: header rows found, pages joined, columns named by their header path."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import Piece
from ingest.layout import pattern, phrases
from ingest.text import fold

Cells = tuple[str, ...]

_STEP = " › "
_MAX_HEADER = 3
_MAX_NAME = 160  # of a header cell; longer ones are content
_MAX_SECOND = 60  # of a cell in the second header row, where only blanks tell it from content
_VALUE = re.compile(r"[\s<>≤≥=~+-]*\d[\d.,/\s]*(?:%|‰)?|[-–—?…]+")
_YEAR = re.compile(r"(?:năm\s*)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?", re.I)
_COUNT = re.compile(r"[\[(]?\s*(?:(\d{1,2})|[A-D])\s*[\])]?(?:\s*[=:].*)?")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed, joined over its pages: header paths, then rows each with its page."""

    columns: Cells
    rows: tuple[tuple[Cells, int | None], ...]
    page: int | None
    above: tuple[str, ...] = ()  # lines in merged cells over the header: a caption, a measure

    @property
    def number_column(self) -> int | None:
        """The column that numbers the rows, by its header."""
        numbers = phrases("table", "number")
        places = (i for i, name in enumerate(self.columns) if fold(name).strip(" .") in numbers)
        return next(places, None)


def read_grid(piece: Piece) -> Grid | None:
    """The grid under its header; `columns` is empty where no header row is recognised.

    None where all cells are blank.
    """
    rows = _filled(piece.grid or ())
    if not rows:
        return None
    above, rows = _lines_above(rows)
    size = header_size(rows)
    body = [row for row in rows[size:] if row not in rows[:size]]
    if size and body and _is_count(body[0]):
        del body[0]
    columns = _named(rows[:size])
    return Grid(columns, tuple((row, piece.page) for row in body), piece.page, above)


def joined(first: Grid, second: Grid) -> Grid | None:
    """One table where the second directly continues the first, else None.

    It does where it repeats the header, or has none and no more columns; columns without a word
    on its last page are blank there.
    """
    if not first.columns or _width(second) > len(first.columns) or _width(second) < 2:
        return None
    if second.columns and len(second.columns) != len(first.columns):
        return None
    if second.columns and _same(first.columns) != _same(second.columns):
        return None
    if second.above and second.columns:
        return None
    second = _widened(second, len(first.columns))
    cut = _cut_row(first, second)
    if cut is None:
        return replace(first, rows=first.rows + second.rows)
    return replace(first, rows=(*first.rows[:-1], (cut, first.rows[-1][1]), *second.rows[1:]))


def header_size(rows: Sequence[Cells]) -> int:
    """How many rows at the top name the columns: 0 where none is recognised, at most three."""
    if len(rows[0]) < 2 or not _is_header(rows[0], rows):
        return 0
    size = 1
    while size < min(_MAX_HEADER, len(rows) - 1) and _is_second(rows[size], rows[:size]):
        size += 1
    return size


def _filled(grid: Sequence[Cells]) -> list[Cells]:
    """The rows that hold a word, all as wide as the last column that does."""
    columns = max(map(len, grid), default=0)
    rows = [(*row, *[""] * (columns - len(row))) for row in grid if any(row)]
    last = max((i for row in rows for i, cell in enumerate(row) if cell), default=-1)
    return [row[: last + 1] for row in rows]


def _lines_above(rows: list[Cells]) -> tuple[tuple[str, ...], list[Cells]]:
    """Rows of one merged cell over a header are lines above the table, not rows of it."""
    for count in range(1, min(4, len(rows))):
        if len(rows[0]) < 2 or not is_single(rows[count - 1]):
            break
        if _is_header(rows[count], rows[count:]) and not is_single(rows[count]):
            return tuple(next(filter(None, row)) for row in rows[:count]), rows[count:]
    return (), rows


def is_single(cells: Cells) -> bool:
    """True where one text fills the row: alone, or merged over several cells."""
    return len({cell for cell in cells if cell}) == 1


def _is_header(row: Cells, rows: Sequence[Cells]) -> bool:
    filled = [cell for cell in row if cell]
    if len(filled) < 2 or any(len(cell) > _MAX_NAME for cell in filled) or is_single(row):
        return False
    if any(fold(cell).strip(" .") in phrases("table", "number") for cell in row[:2]):
        return True
    if any(_is_value(cell) for cell in filled):
        return False
    known = sum(_is_name(cell) for cell in filled)
    return known * 2 >= len(filled) and len(rows) > 1 or _stands_out(row, rows)


def _is_value(cell: str) -> bool:
    return _VALUE.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None


def _is_name(cell: str) -> bool:
    return pattern("table", "header").search(fold(cell)) is not None


def _stands_out(row: Cells, rows: Sequence[Cells]) -> bool:
    """Words in every cell of the top row over columns of figures in the rows below."""
    below = rows[1:]
    if len(below) < 2 or not all(row) or any(len(cell) > 60 for cell in row):
        return False
    figures = [sum(_is_value(cells[i]) for cells in below) for i in range(len(row))]
    return any(2 * count > len(below) for count in figures)


def _is_second(row: Cells, above: Sequence[Cells]) -> bool:
    """True where the row goes on naming columns: under a merged name, or under blanks beside one.

    A cell merged downwards repeats in the row; where it is left blank, the first cell is.
    """
    if _is_count(row) or any(_is_value(cell) or len(cell) > _MAX_NAME for cell in row if cell):
        return False
    last = above[-1]
    merged = any(a and a == b for a, b in zip(last, last[1:], strict=False))
    repeats = row[0] == last[0] and row[0] != ""
    if merged and repeats:
        return not is_single(row) and row != last
    is_short = all(len(cell) <= _MAX_SECOND for cell in row)
    if row[0] or not is_short or is_single(row):
        return False
    blanks = [cell for cell, over in zip(row, last, strict=True) if cell and not over]
    return bool(blanks) or _parts_merged(row, last)


def _parts_merged(row: Cells, last: Cells) -> bool:
    """True for names that all stand under repeated ones, the cells between them left blank."""
    held = [over for cell, over in zip(row, last, strict=True) if cell]
    return len(held) > 1 and all(over and last.count(over) > 1 for over in held)


def _is_count(row: Cells) -> bool:
    """True for a row that counts the columns: (1) (2) (3), A B 1 2 3=1+2."""
    filled = [cell for cell in row if cell]
    if len(filled) < max(2, len(row) - 1) or not all(map(_COUNT.fullmatch, filled)):
        return False
    found = [match[1] for cell in filled if (match := _COUNT.fullmatch(cell)) and match[1]]
    numbers = [int(number) for number in found]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _named(rows: Sequence[Cells]) -> Cells:
    """The header path of each column; a name left blank beside a merged one is the merged one."""
    if not rows:
        return ()
    spread = [_spread(row, rows[index + 1 :]) for index, row in enumerate(rows)]
    paths = zip(*spread, strict=True)
    return tuple(_STEP.join(dict.fromkeys(filter(None, path))) for path in paths)


def _spread(row: Cells, below: Sequence[Cells]) -> Cells:
    """The row with each name carried right over blanks that have a name below them."""
    cells = list(row)
    for i in range(1, len(cells)):
        if not cells[i] and cells[i - 1] and any(under[i] for under in below):
            cells[i] = cells[i - 1]
    return tuple(cells)


def _width(grid: Grid) -> int:
    return len(grid.columns) or max((len(cells) for cells, _ in grid.rows), default=0)


def _widened(grid: Grid, columns: int) -> Grid:
    rows = (((*cells, *[""] * (columns - len(cells))), page) for cells, page in grid.rows)
    return replace(grid, rows=tuple(rows))


def _same(columns: Cells) -> list[str]:
    return [re.sub(r"\W", "", fold(column)) for column in columns]


def _cut_row(first: Grid, second: Grid) -> Cells | None:
    """The last row with the first one of the next page, where a page break cut it in two."""
    if not (first.rows and second.rows):
        return None
    last, rest = first.rows[-1][0], second.rows[0][0]
    column = first.number_column
    texts = [cell for cell in rest if cell]
    if column is None or rest[column] or is_single(last) or not _is_rest(texts):
        return None
    return tuple(f"{a} {b}".strip() for a, b in zip(last, rest, strict=True))


def _is_rest(texts: Sequence[str]) -> bool:
    """Every cell goes on in small letters, as no new row would."""
    return bool(texts) and all(text[0].islower() for text in texts)
