"""Word files: paragraphs and tables in body order, numbers that Word only draws written out.

Headers, footers, deleted text and field codes are left out. A footnote stands as a piece of its
own behind the paragraph that refers to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from docx import Document
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from ingest.document import Piece
from ingest.errors import UnreadableFile
from ingest.layout import is_layout_grid, is_letterhead
from ingest.loaders import content
from ingest.loaders.docx_lists import Lists
from ingest.loaders.docx_text import (
    Element,
    children,
    each,
    paragraph_text,
    tag,
    value,
    w,
)
from ingest.loaders.loaded import Loaded
from ingest.shapes import marker
from ingest.text import nfc

_LIMIT_MB = 400  # unpacked: a document of a thousand pages has about 20
# One part that unpacks to more than this many times its size: tables of the same cell over and over
# reach 60, a file made to fill the memory 1,000.
_MOST_SQUEEZED, _SQUEEZED_FROM = 200, 10 * 2**20
_MAX_TITLE = 250
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")


def read(path: Path) -> Loaded:
    """The pieces of a .docx file; `UnreadableFile` where it is no zip, locked, damaged, too big."""
    _check(path)
    try:
        document = Document(str(path))
    except (OpcError, BadZipFile, KeyError, ValueError, SyntaxError) as cause:
        raise UnreadableFile(
            "ingest.damaged", name=nfc(path.name), kind=".docx", cause=type(cause).__name__
        ) from cause
    body = document.element.body
    part = document.part
    styles = _related(part, "styles")
    lists = Lists.of(_related(part, "numbering"), styles)
    reader = _Reader(lists, _style_levels(styles), _notes(part))
    return Loaded(tuple(reader.pieces(body)))


def _check(path: Path) -> None:
    name = nfc(path.name)
    data = path.read_bytes()
    if content.is_locked_office(data):
        raise UnreadableFile("ingest.locked", name=name)
    if content.kind(data) != "zip":
        raise UnreadableFile("ingest.not_docx", name=name, found=content.label(data))
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except BadZipFile as cause:
        raise UnreadableFile("ingest.damaged", name=name, kind=".docx", cause="zip") from cause
    size = sum(entry.file_size for entry in entries) // 2**20
    if size > _LIMIT_MB or any(map(_is_bomb, entries)):
        raise UnreadableFile("ingest.too_large", name=name, size=size, limit=_LIMIT_MB)


def _is_bomb(entry: ZipInfo) -> bool:
    """By what the archive says of itself: `zipfile` reads no byte more than that."""
    squeezed = entry.file_size / max(entry.compress_size, 1)
    return entry.file_size > _SQUEEZED_FROM and squeezed > _MOST_SQUEEZED


@dataclass
class _Reader:
    """Walks the body once; list counters and footnote numbers move on as it goes."""

    lists: Lists
    levels: dict[str, int]
    notes: dict[str, str]
    shown: list[str] = field(default_factory=list)  # ids of footnotes in the order of reading

    def pieces(self, body: Element) -> Iterator[Piece]:
        """The pieces under a body, in its order."""
        for element in _blocks(body):
            first = len(self.shown)
            if tag(element) == "p":
                yield from self._paragraph(element)
            else:
                yield from self._table(element)
            yield from self._footnotes(first)

    def _paragraph(self, element: Element) -> Iterator[Piece]:
        lines = self._lines(element)
        level = self._level(element) if len(lines) == 1 else None
        for line in lines:
            is_title = len(line) <= _MAX_TITLE and (marker(line) or not is_letterhead(line))
            yield Piece(line, style_level=level if is_title else None)
        for box in each(element, "txbxContent"):
            for inner in _blocks(box):
                yield from self._paragraph(inner) if tag(inner) == "p" else self._table(inner)

    def _lines(self, element: Element) -> list[str]:
        """The lines of a paragraph, the first behind its list number."""
        text = paragraph_text(element, self._reference)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines:
            lines[0] = self.lists.number(element) + lines[0]
        return lines

    def _reference(self, note: str) -> str:
        """The raised number that refers to a footnote, in the order of reading."""
        if note not in self.notes:
            return ""
        self.shown.append(note)
        return str(len(self.shown)).translate(_RAISED)

    def _footnotes(self, first: int) -> Iterator[Piece]:
        for number, note in enumerate(self.shown[first:], first + 1):
            label = str(number).translate(_RAISED)
            yield Piece(f"{label} {self.notes[note]}", is_footnote=True)

    def _level(self, element: Element) -> int | None:
        own = value(element, "pPr/outlineLvl")
        if own is not None and own.isdigit():
            return int(own) + 1 if int(own) < 9 else None
        return self.levels.get(value(element, "pPr/pStyle") or "")

    def _table(self, element: Element) -> Iterator[Piece]:
        """A grid; a table that only places text as lines, column by column."""
        rows = self._rows(element)
        columns = max(map(len, rows), default=0)
        rows = [row + [""] * (columns - len(row)) for row in rows]
        if not any(any(row) for row in rows):
            return
        if is_layout_grid(rows):
            yield from _columns(rows)
        else:
            yield Piece("", grid=tuple(tuple(" ".join(c.split()) for c in row) for row in rows))

    def _rows(self, table: Element) -> list[list[str]]:
        """The cells of each row, the text of a merged cell in every position it covers."""
        rows: list[list[str]] = []
        for row in _inside(table, "tr"):
            if row.find(w("trPr/del")) is not None:
                continue
            cells = [""] * int(value(row, "trPr/gridBefore") or 0)
            for cell in _inside(row, "tc"):
                span = int(value(cell, "tcPr/gridSpan") or 1)
                cells += [self._cell(cell, rows[-1] if rows else [], len(cells))] * span
            rows.append(cells)
        return rows

    def _cell(self, cell: Element, above: list[str], column: int) -> str:
        """The lines of a cell and of tables inside it; those above where it is merged upwards."""
        merge = cell.find(w("tcPr/vMerge"))
        if merge is not None and merge.get(w("val"), "continue") == "continue":
            return above[column] if column < len(above) else ""
        return "\n".join(self._inner(cell))

    def _inner(self, cell: Element) -> Iterator[str]:
        for element in _blocks(cell):
            if tag(element) == "p":
                yield from self._lines(element)
            else:
                yield from (
                    text for row in self._rows(element) for text in dict.fromkeys(row) if text
                )


def _blocks(body: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, content controls and tracked insertions opened."""
    for element in children(body):
        if tag(element) in ("p", "tbl"):
            yield element
        elif tag(element) in _WRAPPERS:
            yield from _blocks(element)


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, content controls around them opened."""
    for child in children(element):
        if tag(child) == name:
            yield child
        elif tag(child) in _WRAPPERS:
            yield from _inside(child, name)


def _columns(rows: list[list[str]]) -> Iterator[Piece]:
    """The lines of the first column from top to bottom, then of the next; merged cells once."""
    seen: set[tuple[int, str]] = set()
    for column in range(len(rows[0])):
        for index, row in enumerate(rows):
            if row[column] and (index, row[column]) not in seen:
                seen.add((index, row[column]))
                yield from (Piece(line) for line in row[column].splitlines())


def _related(part: Part, kind: str) -> Element | None:
    """The root of the part of that kind beside the document: "styles", "numbering", "footnotes"."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def _style_levels(root: Element | None) -> dict[str, int]:
    """Outline level by style id, 1 = outermost, from the style itself or the one it is based on."""
    if root is None:
        return {}
    styles = {style.get(w("styleId"), ""): style for style in each(root, "style")}
    levels = {name: _outline(name, styles) for name in styles}
    return {name: level for name, level in levels.items() if level is not None}


def _outline(name: str, styles: dict[str, Element]) -> int | None:
    for _ in range(12):  # styles may be based on each other in a circle in damaged files
        if name not in styles:
            return None
        level = value(styles[name], "pPr/outlineLvl")
        if level is not None and level.isdigit():
            return int(level) + 1 if int(level) < 9 else None
        name = value(styles[name], "basedOn") or ""
    return None


def _notes(part: Part) -> dict[str, str]:
    """Footnotes and endnotes by kind and id, as one line each; drawn separators left out."""
    notes: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        root = _related(part, f"{kind}s")
        for note in each(root, kind) if root is not None else ():
            texts = [paragraph_text(p, lambda _: "") for p in each(note, "p")]
            text = " ".join(" ".join(texts).split())
            if text:
                notes[f"{kind} {note.get(w('id'))}"] = text
    return notes
