"""Rows of cells → rows that know their number, the section rows above them, and whether they sum.

A section row fills only its number and title, or is one cell merged across. A row with values can
head a section too, where deeper numbers follow it: then it is both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.document import Row
from ingest.layout import is_caps, phrases
from ingest.tables import Cells, Grid
from ingest.text import fold

_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_LABEL = re.compile(r"(?:[IVX]+|\d{1,3}|[A-ZĐ])(?:[.\-]\d{1,3}){0,4}|[a-zđ]\d?|[ivx]{2,4}|[-–+*•]")
_LEAD = re.compile(r"([A-ZĐ]|[IVX]+|\d{1,2}(?:\.\d{1,2})*)\s*[.)\-–:]\s+(?=\S)|([-–+•*])\s*(?=\S)")
_SUM = re.compile(r"(?:\s*(?:[(:=].*|[ivx]+|\d+))?")
_MAX_TITLE = 400


@dataclass(frozen=True, slots=True)
class _Line:
    """One row as first seen; `is_bare` where it holds a number and a title and nothing else."""

    cells: Cells
    page: int | None
    label: str
    title: str
    depth: float
    is_bare: bool

    @property
    def heading(self) -> str:
        """The number and title as one group name: "III. Xã hội số"."""
        return f"{self.label}. {self.title}" if self.label not in ("", *"-–+*•") else self.title


def read_rows(grid: Grid) -> tuple[Row, ...]:
    """The rows below the header in order; a section row lives on as `group` of its rows.

    A section without rows of its own stays a row, so that no word is lost.
    """
    lines = [_line(cells, page, grid) for cells, page in grid.rows]
    if lines and all(line.is_bare for line in lines):
        lines = [replace(line, is_bare=False) for line in lines]
    return tuple(_grouped(lines))


def _line(cells: Cells, page: int | None, grid: Grid) -> _Line:
    column = grid.number_column
    if column is None and _LABEL.fullmatch(cells[0].strip(" .()")):
        column = 0
    number = cells[column].strip(" .()") if column is not None else ""
    label = number if _LABEL.fullmatch(number) else ""
    title = next((cell for i, cell in enumerate(cells) if cell and not (i == column and label)), "")
    is_bare = _is_bare(cells, column, label, title)
    return _Line(cells, page, label, title, _depth(label, title, is_bare), is_bare)


def _is_bare(cells: Cells, column: int | None, label: str, title: str) -> bool:
    """True where nothing but a number and a title, or one merged text, stands in the row."""
    others = {cell for i, cell in enumerate(cells) if cell and not (i == column and label)}
    return len(others) == 1 and len(cells) > 2 - (not label) and not _is_total(title)


def _depth(label: str, title: str, is_bare: bool) -> float:
    """Outermost first: merged capitals, A, I, merged words, 1, 1.1, a), a dash, no number."""
    if not label:
        lead = _LEAD.match(title)
        if lead is None:
            return (0.5 if is_caps(title) else 2.5) if is_bare else 9.9
        label = lead[1] or lead[2]
    if label in "-–+*•":
        return 9.0 if label != "+" else 9.5
    if label[0].islower():
        return 8.0
    steps = re.split(r"[.\-]", label)
    first = 2.0 if _ROMAN.fullmatch(steps[0]) else 1.0 if steps[0].isalpha() else 3.0
    return first + len(steps) - 1


def _grouped(lines: Sequence[_Line]) -> Iterator[Row]:
    above: list[_Line] = []
    for index, line in enumerate(lines):
        if _is_total(line.title):
            yield _row(line, (), is_total=True)
            continue
        while above and above[-1].depth >= line.depth:
            above.pop()
        opens = index + 1 < len(lines) and _opens(line, lines[index + 1])
        if not (line.is_bare and opens):
            yield _row(line, tuple(over.heading for over in above))
        if opens:
            above.append(line)


def _opens(line: _Line, follower: _Line) -> bool:
    """True where the row heads those below it: they stand deeper, and it has a title to give.

    A row without a number must look like a title; one that says a sentence is content.
    """
    if follower.depth <= line.depth or _is_total(follower.title):
        return False
    if not 0 < len(line.title) <= _MAX_TITLE or (not line.label and not line.is_bare):
        return False
    if follower.label and line.label[:1].isdigit() and follower.label[0].isdigit():
        return follower.label.startswith(f"{line.label}.")
    return not (not line.label and line.title.endswith((".", ";")))


def _is_total(title: str) -> bool:
    folded = fold(title)
    return any(
        folded.startswith(name) and _SUM.fullmatch(folded[len(name) :])
        for name in phrases("table", "total")
    )


def _row(line: _Line, group: tuple[str, ...], is_total: bool = False) -> Row:
    return Row(line.cells, line.label, group, line.page, is_total)
