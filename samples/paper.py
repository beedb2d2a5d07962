"""The nouns of a sample paper, and the reader of `samples/content/*.txt`.

A content file is a TOML head between two lines `+++`, then one block a line:

    #1 … #4 text        heading of that level            > text     căn cứ, in italics
    = text              centred, in bold                 text       paragraph
    @signature          recipients and signature         @landscape wide pages from here on
    @appendix name | title | note                        [^1]: text footnote for a mark [^1]
    @table widths=1,6,2 head=2 … @end                    one row a line, cells between " | "

In a table `<` is merged with the cell to its left, `^` with the one above.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Line = Literal["paragraph", "basis", "centred", "footnote"]


@dataclass(frozen=True, slots=True)
class Head:
    """The letterhead, the title, and what stands at the foot."""

    form: Literal["state", "party"]  # NĐ 30/2020/NĐ-CP, or the layout of Party papers
    superior: str  # "" where the issuer has none above it
    issuer: tuple[str, ...]
    number: str
    place_date: str
    title: str
    subject: str
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str
    file: Literal["docx", "pdf"] = "docx"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the outermost level."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, a căn cứ, a centred line or a footnote (whose text begins with its mark)."""

    kind: Line
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: relative widths, rows with `<` and `^` for merged cells, header rows first."""

    widths: tuple[float, ...]
    header_rows: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """The opening of an appendix, always on a new page."""

    name: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Where recipients and signature stand."""


@dataclass(frozen=True, slots=True)
class Landscape:
    """From here on the page lies on its side."""


Part = Heading | Text | Grid | Appendix | Signature | Landscape


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper in reading order."""

    head: Head
    parts: tuple[Part, ...]


def read_paper(path: Path) -> Paper:
    """The paper that a content file describes; ValueError or KeyError where it is ill formed."""
    _, head, body = path.read_text("utf-8").split("+++\n", 2)
    return Paper(_head(head), _parts([line for line in body.splitlines() if line.strip()]))


def _head(toml: str) -> Head:
    fields: dict[str, Any] = tomllib.loads(toml)
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return Head(**(fields | lists))


def _parts(lines: list[str]) -> tuple[Part, ...]:
    parts: list[Part] = []
    remaining = iter(lines)
    for line in remaining:
        if line.startswith("@table "):
            rows = list(iter(lambda: next(remaining), "@end"))
            parts.append(_grid(line, rows))
        else:
            parts.append(_part(line))
    return tuple(parts)


def _grid(opening: str, lines: list[str]) -> Grid:
    options = dict(option.split("=") for option in opening.split()[1:])
    widths = tuple(float(width) for width in options["widths"].split(","))
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines)
    for row in rows:
        if len(row) != len(widths):
            raise ValueError(f"{len(row)} cells where the table has {len(widths)} columns: {row}")
    return Grid(widths, int(options["head"]), rows)


def _part(line: str) -> Part:
    if heading := re.match(r"#(\d) (.+)", line):
        return Heading(int(heading[1]), heading[2])
    if footnote := re.match(r"\[\^(\d)\]: (.+)", line):
        return Text("footnote", f"{footnote[1]} {footnote[2]}")
    if line.startswith("@appendix "):
        return Appendix(*(field.strip() for field in line.removeprefix("@appendix ").split("|")))
    if line.startswith("@"):
        signs: dict[str, Part] = {"@signature": Signature(), "@landscape": Landscape()}
        return signs[line]
    if line.startswith("> "):
        return Text("basis", line[2:])
    return Text("centred", line[2:]) if line.startswith("= ") else Text("paragraph", line)


def spans(grid: Grid) -> tuple[tuple[int, int, int, int], ...]:
    """The merged areas of a table as (top, left, bottom, right), all inclusive."""
    return tuple(
        (top, left, bottom, right)
        for top, row in enumerate(grid.rows)
        for left, cell in enumerate(row)
        if cell not in ("<", "^")
        for bottom, right in (_reach(grid.rows, top, left),)
        if (bottom, right) != (top, left)
    )


def _reach(rows: tuple[tuple[str, ...], ...], top: int, left: int) -> tuple[int, int]:
    right, bottom = left, top
    while right + 1 < len(rows[top]) and rows[top][right + 1] == "<":
        right += 1
    while bottom + 1 < len(rows) and rows[bottom + 1][left] == "^":
        bottom += 1
    return bottom, right


def is_section_row(grid: Grid, row: int) -> bool:
    """True for a row below the header that names a section, or gives a total over merged cells."""
    return row >= grid.header_rows and "<" in grid.rows[row]


def is_centred(grid: Grid, row: int, column: int) -> bool:
    """True in the header, in the number column, and in columns that hold only short values."""
    body = [
        r[column]
        for i, r in enumerate(grid.rows[grid.header_rows :], grid.header_rows)
        if not is_section_row(grid, i)
    ]
    is_narrow = all(len(text) < 12 for text in body)
    return row < grid.header_rows or column == 0 or is_narrow
