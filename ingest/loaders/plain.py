"""Text files: each line a paragraph, lines with tabs or bars between their cells a grid."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from ingest.document import Piece
from ingest.errors import UnreadableFile
from ingest.lines import is_wrapped, paragraphs, usual_width
from ingest.loaders import content
from ingest.loaders.loaded import Loaded
from ingest.text import nfc

_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*")  # |---|---| below the header
_FEWEST_BARS = 2  # in a line that does not begin with one: two columns may be a letterhead
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(path: Path) -> Loaded:
    """The pieces of a text file; form feeds, where it has any, count its pages."""
    data = path.read_bytes()
    if content.kind(data) != "text":
        raise UnreadableFile("ingest.binary", name=nfc(path.name), found=content.label(data))
    pages = text_of(data, path).replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    is_paged = len(pages) > 1
    pieces = [
        piece
        for number, page in enumerate(pages, 1)
        for piece in _pieces(page.split("\n"), number if is_paged else None)
    ]
    return Loaded(tuple(pieces), len(pages) if is_paged else None)


def text_of(data: bytes, path: Path) -> str:
    """The bytes as text: by byte order mark, else UTF-8, UTF-16, Windows-1258.

    UTF-8 with a few broken bytes is still UTF-8; `UnreadableFile` where nothing fits.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data.decode(codec, errors="replace")
    order = content.utf16_order(data)
    if order:
        return data.decode(order, errors="replace")
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken * 20 <= sum(c > "\x7f" for c in text):
        return text
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError as cause:
        raise UnreadableFile("ingest.encoding", name=nfc(path.name)) from cause


def _pieces(lines: Sequence[str], page: int | None) -> Iterator[Piece]:
    barred = _barred(lines)
    texts = [line for at, line in enumerate(lines) if at not in barred and not _is_tabbed(line)]
    margin = usual_width(texts) if is_wrapped(texts) else None
    kinds = [
        "|" if at in barred else "\t" if _is_row(line) else "" for at, line in enumerate(lines)
    ]
    for kind, group in groupby(zip(kinds, lines, strict=True), lambda pair: pair[0]):
        block = [line for _, line in group]
        if kind:
            yield from (Piece("", page, grid=grid) for grid in _grids(block, kind))
        elif margin is None:
            yield from (Piece(line.strip(), page) for line in block if line.strip())
        else:
            yield from (Piece(text, page) for text in paragraphs(block, margin))


def _is_tabbed(line: str) -> bool:
    return "\t" in line.strip(" ")


def _is_row(line: str) -> bool:
    """A tab between words, or tabs that leave cells blank; an indent is no table."""
    return "\t" in (line.lstrip() or line)


def _barred(lines: Sequence[str]) -> frozenset[int]:
    """The lines of tables drawn with bars: several in a row, each with the same number of them."""
    found: set[int] = set()
    first = 0
    for bars, group in groupby(lines, _bars):
        last = first + len(list(group))
        rows = [line for line in lines[first:last] if not _RULE.fullmatch(line)]
        if bars and len(rows) > 1:
            found.update(range(first, last))
        first = last
    return frozenset(found)


def _bars(line: str) -> int:
    """How many bars divide the cells of a line; 0 for one that is no row."""
    text = line.strip()
    bars = len(_CELL_END.findall(text))
    return bars if bars >= _FEWEST_BARS else 0


def _cells(line: str, kind: str) -> list[str]:
    if kind == "\t":
        return [cell.strip() for cell in line.split("\t")]
    text = line.strip().removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(text)]


def _grids(lines: Sequence[str], kind: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The cells of the lines, short rows filled up with blanks; nothing where all are blank."""
    drawn = [line for line in lines if kind == "\t" or not _RULE.fullmatch(line)]
    rows = [_cells(line.rstrip("\n"), kind) for line in drawn]
    if any(any(row) for row in rows):
        yield even(rows)


def even(grid: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows of a grid as long as its longest, filled up with blanks."""
    columns = max(map(len, grid), default=0)
    return tuple((*row, *[""] * (columns - len(row))) for row in grid)
