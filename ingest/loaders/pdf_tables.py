"""Pages with ruling lines: pdfplumber's tables as grids, the lines between them in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

Grid: TypeAlias = tuple[tuple[str, ...], ...]
Item: TypeAlias = str | Grid
_Box: TypeAlias = tuple[float, float, float, float]

_THIN = 4.0  # points: a thinner box is drawn for a line
_SLACK = 1.0  # points by which edges of neighbouring cells may differ


def page_items(page: Page) -> list[Item]:
    """The lines and grids of a page from top to bottom."""
    ruled = page.filter(lambda thing: not _is_shade(thing))
    found = (table for table in ruled.find_tables() if _is_table(table))
    tables = sorted(found, key=lambda table: table.bbox[1])
    boxes: list[_Box] = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not any(_is_in(thing, box) for box in boxes))
    items: list[Item] = []
    top = page.bbox[1]
    for table, box in zip(tables, boxes, strict=True):
        items += _lines(outside, top, box[1])
        items.append(_grid(table))
        top = max(top, box[1])
    return items + _lines(outside, top, page.bbox[3])


def _is_shade(thing: dict[str, Any]) -> bool:
    """A filled box without a border: the background of words or cells, not a rule."""
    is_box = thing["object_type"] == "rect" and not thing.get("stroke")
    return bool(is_box and min(thing["width"], thing["height"]) > _THIN)


def _is_table(table: Table) -> bool:
    """A frame around one text, or a line of boxes, is no table."""
    rows = table.rows
    return len(rows) >= 2 and max(len(row.cells) for row in rows) >= 2


def _is_in(thing: dict[str, Any], box: _Box) -> bool:
    middle = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3])


def _lines(page: Page, top: float, bottom: float) -> list[str]:
    """The lines of a band of the page, by the middle of their letters."""
    if bottom - top < 2 * _SLACK:
        return []
    band = page.filter(lambda thing: top <= (thing["top"] + thing["bottom"]) / 2 < bottom)
    return (band.extract_text() or "").splitlines()


def _grid(table: Table) -> Grid:
    """The cells in rows; a cell merged over several positions is repeated in each of them."""
    texts = table.extract()
    boxes = [row.cells for row in table.rows]
    known = [
        (box, text or "")
        for row, line in zip(boxes, texts, strict=True)
        for box, text in zip(row, line, strict=True)
        if box is not None
    ]
    lefts = sorted({box[0] for box, _ in known})
    return tuple(
        tuple(
            text or ("" if box else _covering(known, lefts, column, row.bbox))
            for column, (box, text) in enumerate(zip(row.cells, line, strict=True))
        )
        for row, line in zip(table.rows, texts, strict=True)
    )


def _covering(
    known: Sequence[tuple[_Box, str]], lefts: Sequence[float], column: int, row: _Box
) -> str:
    """The text of the merged cell that lies over a column of a row, "" where none does."""
    x, y = lefts[column] + _SLACK, row[1] + _SLACK
    over = (text for box, text in known if box[0] <= x < box[2] and box[1] <= y < box[3])
    return next(over, "")
