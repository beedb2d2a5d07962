"""A .docx file measured as it prints: its pages, and each paragraph with its effective format.

The one place here that knows python-docx. A value that a run leaves out comes from its character
style, its paragraph's style and those it is based on, then from the defaults of the file.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from docx import Document as open_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_T = TypeVar("_T")
_Words = tuple[Run, str]  # a run and its words on one line
_ALIGNS = {
    WD_ALIGN_PARAGRAPH.LEFT: "left",
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
}
_WORD_SIZE = 10.0  # points where nothing in the file says
_MOST = 0.6  # of the letters of a paragraph that are bold or italic where it is


@dataclass(frozen=True, slots=True)
class PageFormat:
    """One section of the file: lengths in millimetres, where its page number stands."""

    width: float
    height: float
    margins: dict[str, float]
    numbered_in: str  # "header", "footer", "" where no page number stands
    number_align: str
    hides_first: bool  # another header on its first page

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph with text, in its order in the file."""

    text: str
    size: float
    font: str
    bold: bool
    italic: bool
    align: str
    first_line: float  # millimetres
    spacing: float | None  # line spacing as a multiple; None where it is exact
    in_table: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """A file as measured."""

    formats: tuple[PageFormat, ...]
    lines: tuple[Line, ...]


def measure(path: Path) -> Pages:
    """The pages and paragraphs of a .docx file that could be read as a document."""
    file = _File(open_docx(str(path)))
    return Pages(tuple(file.formats()), tuple(file.lines()))


class _File:
    def __init__(self, document: Any) -> None:  # noqa: ANN401
        self.document = document

    def formats(self) -> Iterator[PageFormat]:
        for section in self.document.sections:
            sides = ("top", "bottom", "left", "right")
            margins = {side: _mm(getattr(section, f"{side}_margin")) for side in sides}
            where, align = self._number(section)
            yield PageFormat(
                _mm(section.page_width),
                _mm(section.page_height),
                margins,
                where,
                align,
                bool(section.different_first_page_header_footer),
            )

    def _number(self, section: Any) -> tuple[str, str]:  # noqa: ANN401
        """Where a field PAGE stands, and how its paragraph is aligned."""
        for where, part in (("header", section.header), ("footer", section.footer)):
            for element in part._element.iter(qn("w:p")):
                if _has_page_field(element):
                    return where, self._align(Paragraph(element, part))
        return "", ""

    def lines(self) -> Iterator[Line]:
        for block in self.document.iter_inner_content():
            yield from self._of(block, in_table=False)

    def _of(self, block: Paragraph | Table, in_table: bool) -> Iterator[Line]:
        if isinstance(block, Paragraph):
            yield from (self._line(block, runs, in_table) for runs in _lines(block))
            return
        seen: set[Any] = set()
        for row in block.rows:
            for cell in row.cells:
                if cell._tc not in seen:  # a merged cell stands in every place it covers
                    seen.add(cell._tc)
                    for inner in cell.iter_inner_content():
                        yield from self._of(inner, in_table=True)

    def _line(self, paragraph: Paragraph, runs: list[_Words], in_table: bool) -> Line:
        return Line(
            " ".join("".join(text for _, text in runs).split()),
            _weightiest((self._size(paragraph, run), len(text)) for run, text in runs),
            _weightiest((self._font(paragraph, run), len(text)) for run, text in runs),
            self._is_mostly(paragraph, runs, "bold"),
            self._is_mostly(paragraph, runs, "italic"),
            self._align(paragraph),
            _mm(_first(f.first_line_indent for f in self._formats(paragraph)) or 0),
            self._spacing(paragraph),
            in_table,
        )

    # --- effective values ---------------------------------------------------------------------

    def _size(self, paragraph: Paragraph, run: Run) -> float:
        found = _first(font.size for font in self._fonts(paragraph, run))
        return float(found.pt) if found is not None else self._default_size

    def _font(self, paragraph: Paragraph, run: Run) -> str:
        for font in self._fonts(paragraph, run):
            if font.name:
                return str(font.name)
            if theme := _theme_of(font.element):
                return self._themed(theme)
        return self._default_font

    def _is_mostly(self, paragraph: Paragraph, runs: list[_Words], name: str) -> bool:
        on = sum(
            len(text)
            for run, text in runs
            if _first(getattr(font, name) for font in self._fonts(paragraph, run))
        )
        return on >= _MOST * sum(len(text) for _, text in runs)

    def _fonts(self, paragraph: Paragraph, run: Run) -> Iterator[Any]:
        yield run.font
        yield from (style.font for style in _chain(run.style))
        yield from (style.font for style in _chain(paragraph.style))

    def _formats(self, paragraph: Paragraph) -> Iterator[Any]:
        yield paragraph.paragraph_format
        yield from (style.paragraph_format for style in _chain(paragraph.style))

    def _align(self, paragraph: Paragraph) -> str:
        found = _first(f.alignment for f in self._formats(paragraph))
        return _ALIGNS.get(found, "left") if found is not None else "left"

    def _spacing(self, paragraph: Paragraph) -> float | None:
        found = _first(f.line_spacing for f in self._formats(paragraph))
        if found is None:
            return self._default_spacing
        return float(found) if isinstance(found, float) else None

    @cached_property
    def _default_size(self) -> float:
        size = self.document.styles.element.find(".//" + qn("w:rPrDefault") + "//" + qn("w:sz"))
        return int(size.get(qn("w:val"))) / 2 if size is not None else _WORD_SIZE

    @cached_property
    def _default_spacing(self) -> float:
        path = ".//" + qn("w:pPrDefault") + "//" + qn("w:spacing")
        found = self.document.styles.element.find(path)
        line = found.get(qn("w:line")) if found is not None else None
        return int(line) / 240 if line else 1.0

    @cached_property
    def _default_font(self) -> str:
        fonts = self.document.styles.element.find(
            ".//" + qn("w:rPrDefault") + "//" + qn("w:rFonts")
        )
        if fonts is None:
            return ""
        named = fonts.get(qn("w:ascii"))
        return str(named) if named else self._themed(fonts.get(qn("w:asciiTheme")) or "")

    def _themed(self, theme: str) -> str:
        """The font that the theme of the file gives: its major or its minor one."""
        kind = "majorFont" if theme.startswith("major") else "minorFont"
        parts = (r.target_part for r in self.document.part.rels.values() if "theme" in r.reltype)
        blob = next((part.blob.decode("utf-8", "replace") for part in parts), "")
        found = re.search(rf"<a:{kind}>.*?<a:latin typeface=\"([^\"]+)\"", blob, re.DOTALL)
        return found[1] if found else ""


def _lines(paragraph: Paragraph) -> Iterator[list[_Words]]:
    """The runs of each line of a paragraph that has text: a line break starts another."""
    line: list[_Words] = []
    for run in paragraph.runs:
        first, *more = run.text.split("\n")
        line.append((run, first))
        for text in more:
            yield from _with_text(line)
            line = [(run, text)]
    yield from _with_text(line)


def _with_text(line: list[_Words]) -> Iterator[list[_Words]]:
    if any(text.strip() for _, text in line):
        yield [(run, text) for run, text in line if text]


def _chain(style: Any) -> Iterator[Any]:  # noqa: ANN401
    """A style and those it is based on."""
    while style is not None:
        yield style
        style = style.base_style


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)


def _weightiest(values: Iterable[tuple[_T, int]]) -> _T:
    counts: Counter[_T] = Counter()
    for value, weight in values:
        counts[value] += weight
    return counts.most_common(1)[0][0]


def _mm(length: Any) -> float:  # noqa: ANN401
    return round(length / 36_000, 1) if length else 0.0


def _theme_of(element: Any) -> str:  # noqa: ANN401
    fonts = element.find(".//" + qn("w:rFonts")) if element is not None else None
    return str(fonts.get(qn("w:asciiTheme")) or "") if fonts is not None else ""


def _has_page_field(element: Any) -> bool:  # noqa: ANN401
    words = [node.text or "" for node in element.iter(qn("w:instrText"))]
    words += [node.get(qn("w:instr")) or "" for node in element.iter(qn("w:fldSimple"))]
    return any(re.search(r"(?<!\w)PAGE(?!\w)", text) for text in words)
