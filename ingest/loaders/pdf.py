"""PDF: pypdf for the words, pdfplumber for pages with ruled tables, which costs three times more.

A page that pypdf cannot read is read by pdfplumber; a file without any text layer is a scan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from ingest.document import Piece
from ingest.errors import UnreadableFile
from ingest.furniture import without_running_lines
from ingest.lines import paragraphs, usual_width
from ingest.loaders import content
from ingest.loaders.loaded import Loaded
from ingest.loaders.pdf_tables import Item, page_items
from ingest.loaders.pdf_text import page_lines
from ingest.text import nfc

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

# What draws a rule: a straight line, or a box too thin to be seen as one. Boxes that clip
# (`re W n`) or shade are not counted. A table of two rows and two columns has at least six rules.
_LINE = re.compile(rb"[\d.]\s+l\s")
_BOX = re.compile(rb"(-?[\d.]+)\s+(-?[\d.]+)\s+re\s+(f|F|S|s|B|b)")
_THIN = 4.0
_RULES = 6
_STAMP = 300  # letters: a scan with a digital signature holds the stamp's text and nothing else


class _Plumber:
    """One file opened in pdfplumber when its first page is asked for, closed with the block."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pdf: PDF | None = None

    def __enter__(self) -> _Plumber:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def items(self, index: int) -> list[Item]:
        """The lines and grids of a page from top to bottom."""
        if self._pdf is None:
            import pdfplumber

            self._pdf = pdfplumber.open(self._path)
        page = self._pdf.pages[index]
        items = page_items(page)
        page.close()
        return items


def read(path: Path) -> Loaded:
    """The pieces of a PDF with their pages; `UnreadableFile` where damaged, locked, or a scan."""
    reader = _open(path)
    with _Plumber(path) as plumber:
        pages = [_items(reader, plumber, index) for index in range(len(reader.pages))]
    texts = [[item for item in page if isinstance(item, str)] for page in pages]
    if _is_scan(reader, texts):
        raise UnreadableFile("ingest.scan", name=nfc(path.name), pages=len(pages))
    kept = without_running_lines(texts)
    margin = usual_width([line for page in kept for line in page])
    pieces = [
        piece
        for number, (page, lines) in enumerate(zip(pages, kept, strict=True), 1)
        for piece in _pieces(page, lines, margin, number)
    ]
    return Loaded(tuple(pieces), len(pages))


def _open(path: Path) -> PdfReader:
    name = nfc(path.name)
    with path.open("rb") as file:
        head = file.read(4096)
    if b"%PDF-" not in head:
        raise UnreadableFile("ingest.not_pdf", name=name, found=content.label(head))
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("ingest.locked", name=name)
        len(reader.pages)
    except FileNotDecryptedError as cause:
        raise UnreadableFile("ingest.locked", name=name) from cause
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as cause:
        raise UnreadableFile(
            "ingest.damaged", name=name, kind="PDF", cause=type(cause).__name__
        ) from cause
    return reader


def _items(reader: PdfReader, plumber: _Plumber, index: int) -> list[Item]:
    """The lines of a page, and the grids between them where it has ruled tables."""
    try:
        page = reader.pages[index]
        stream = page.get_contents()
        if stream is None:
            return []
        if _rules(stream.get_data()) >= _RULES:
            ruled = plumber.items(index)
            if any(not isinstance(item, str) for item in ruled):
                return ruled
        return list(page_lines(page))
    except Exception:  # whatever stops pypdf on a page: old filters and broken fonts raise anything
        return plumber.items(index)


def _rules(stream: bytes) -> int:
    """How many rules a page draws, at least six where it may hold a table."""
    thin = sum(
        paint in b"SsBb" or min(abs(float(wide)), abs(float(high))) < _THIN
        for wide, high, paint in _BOX.findall(stream)
    )
    return thin + len(_LINE.findall(stream))


def _is_scan(reader: PdfReader, pages: Sequence[Sequence[str]]) -> bool:
    """True where no page has text, or hardly any beside a picture on every page."""
    letters = [sum(len(line.strip()) for line in page) for page in pages]
    if not any(letters):
        return True
    return max(letters) < _STAMP and all(
        "/XObject" in page.get("/Resources", {}) for page in reader.pages
    )


def _pieces(page: Sequence[Item], kept: Sequence[str], margin: float, number: int) -> list[Piece]:
    """The grids of a page and, between them, its kept lines joined into paragraphs."""
    pieces: list[Piece] = []
    lines: list[str] = []
    rest = list(kept)
    for item in page:
        if isinstance(item, str):
            if rest and rest[0] == item:
                lines.append(rest.pop(0))
            continue
        pieces += [Piece(text, number) for text in paragraphs(lines, margin)]
        pieces.append(Piece("", number, grid=item))
        lines = []
    return pieces + [Piece(text, number) for text in paragraphs(lines, margin)]
