"""A sample paper as a Word file laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Length, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from samples.paper import (
    Appendix,
    Grid,
    Head,
    Heading,
    Landscape,
    Paper,
    Signature,
    Text,
    is_centred,
    is_section_row,
    spans,
)

_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_W = nsdecls("w")
_STATE, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_WRITTEN = datetime(2026, 1, 20)  # fixed, so that the same content gives the same bytes
_FOOTNOTE_MARK = re.compile(r"\[\^(\d)\]")
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def to_docx(paper: Paper) -> bytes:
    """The bytes of the .docx; the same paper always gives the same bytes."""
    word = Document()
    _set_up(word)
    _letterhead(word, paper.head)
    turned = False
    for part in paper.parts:
        if isinstance(part, Heading):
            _heading(word, part)
        elif isinstance(part, Text):
            _text(word, part)
        elif isinstance(part, Grid):
            _table(word, part)
        elif isinstance(part, Appendix):
            _appendix(word, part, new_page=not turned)
        elif isinstance(part, Signature):
            _foot(word, paper.head)
        else:
            _turn_page(word)
        turned = isinstance(part, Landscape)
    _add_footnotes(word, paper)
    return _packed(word)


def _set_up(word: Word) -> None:
    normal = word.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.name, normal.font.size = "Times New Roman", Pt(14)
        normal.paragraph_format.space_after = Pt(0)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.different_first_page_header_footer = True  # page 1 shows no number
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    number._p.append(
        parse_xml(f'<w:fldSimple {_W} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    )
    word.core_properties.created = word.core_properties.modified = _WRITTEN
    word.core_properties.author = ""


def _letterhead(word: Word, head: Head) -> None:
    table = _borderless(word, (6.4, 9.9), rows=2)
    issuer, motto = table.rows[0].cells
    _lines(issuer, head.issuer, bold=True, size=12)
    _lines(motto, (_STATE, _MOTTO), bold=True, size=12)
    motto.paragraphs[-1].runs[0].font.size = Pt(13)
    _rule_below(issuer.paragraphs[-1], indent=2.2)
    _rule_below(motto.paragraphs[-1], indent=2)
    number, place = table.rows[1].cells
    _lines(number, (head.number,), size=13)
    _lines(place, (head.place_date,), size=14, italic=True)
    _centred(word, head.title, before=16)
    subject = _centred(word, head.subject)
    _rule_below(subject, indent=5.5)


def _borderless(word: Word, widths: Sequence[float], rows: int) -> Table:
    table: Table = word.add_table(rows, len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_widths(table, [Cm(width) for width in widths])
    return table


def _set_widths(table: Table, widths: Sequence[Length]) -> None:
    """Word reads the width of the cells, other programs the one of the columns: set both."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _lines(
    cell: _Cell,
    lines: Sequence[str],
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = _CENTRE,
) -> None:
    """Write the lines into the cell, one a paragraph."""
    for i, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run(line)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _rule_below(paragraph: Paragraph, indent: float) -> None:
    """The short line under letterhead and subject, drawn by an empty bordered paragraph."""
    following = parse_xml(
        f"<w:p {_W}><w:pPr><w:pBdr>"
        '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="40" w:line="120" w:lineRule="exact"/>'
        f'<w:ind w:left="{_twips(indent)}" w:right="{_twips(indent)}"/></w:pPr></w:p>'
    )
    paragraph._p.addnext(following)


def _twips(centimetres: float) -> int:
    return round(centimetres * 567)


def _heading(word: Word, heading: Heading) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    _space(paragraph, before=6)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(heading.text).bold = True


def _text(word: Word, text: Text) -> None:
    if text.kind == "centred":
        _centred(word, text.text, before=6)
    elif text.kind != "footnote":
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        _space(paragraph, before=6)
        _runs(paragraph, text.text, italic=text.kind == "basis")


def _runs(paragraph: Paragraph, text: str, *, italic: bool) -> None:
    """The text as runs, with a live footnote reference for every mark `[^1]`."""
    for i, piece in enumerate(_FOOTNOTE_MARK.split(text)):
        run = paragraph.add_run("" if i % 2 else piece)
        run.italic = italic
        if i % 2:
            run.font.superscript = True
            run._r.append(parse_xml(f'<w:footnoteReference {_W} w:id="{piece}"/>'))


def _centred(word: Word, text: str, *, before: float = 0, italic: bool = False) -> Paragraph:
    paragraph = word.add_paragraph()
    paragraph.alignment = _CENTRE
    _space(paragraph, before=before)
    run = paragraph.add_run(text)
    run.bold, run.italic = not italic, italic
    return paragraph


def _space(paragraph: Paragraph, before: float) -> None:
    paragraph.paragraph_format.space_before = Pt(before)


def _foot(word: Word, head: Head) -> None:
    _space(word.add_paragraph(), before=0)
    foot = _borderless(word, (8.6, 7.7), rows=1).rows[0]
    foot._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {_W}/>"))
    recipients, signature = foot.cells
    _lines(
        recipients, ("Nơi nhận:",), size=12, bold=True, italic=True, align=WD_ALIGN_PARAGRAPH.LEFT
    )
    for line in head.recipients:
        run = recipients.add_paragraph().add_run(f"- {line}")
        run.font.size = Pt(11)
    _lines(signature, (*head.signature, "", "", "", head.signer), size=14, bold=True)


def _appendix(word: Word, appendix: Appendix, *, new_page: bool) -> None:
    name = _centred(word, appendix.name)
    name.paragraph_format.page_break_before = new_page
    _centred(word, appendix.title)
    _centred(word, appendix.note, italic=True)
    _space(word.add_paragraph(), before=0)


def _turn_page(word: Word) -> None:
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.different_first_page_header_footer = False


def _table(word: Word, grid: Grid) -> None:
    table = word.add_table(len(grid.rows), len(grid.widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    scale = _line_width(word) / sum(grid.widths)
    _set_widths(table, [Length(round(scale * width)) for width in grid.widths])
    for i, row in enumerate(grid.rows):
        for j, text in enumerate(row):
            if text not in ("<", "^"):
                _fill(table.cell(i, j), text, grid, i, j)
    for top, left, bottom, right in spans(grid):
        _merge(table, top, left, bottom, right)
    for i, line in enumerate(table.rows):
        properties = line._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {_W}/>"))
        if i < grid.header_rows:
            properties.append(parse_xml(f"<w:tblHeader {_W}/>"))


def _line_width(word: Word) -> int:
    section = word.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    return (width or 0) - (left or 0) - (right or 0)


def _fill(cell: _Cell, text: str, grid: Grid, row: int, column: int) -> None:
    is_section = is_section_row(grid, row)
    align = _CENTRE if is_centred(grid, row, column) else WD_ALIGN_PARAGRAPH.LEFT
    _lines(cell, (text,), size=12, bold=row < grid.header_rows or is_section, align=align)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    layout = cell.paragraphs[0].paragraph_format
    layout.space_before = layout.space_after = Pt(2)
    layout.keep_with_next = is_section


def _merge(table: Table, top: int, left: int, bottom: int, right: int) -> None:
    merged = table.cell(top, left).merge(table.cell(bottom, right))
    for paragraph in merged.paragraphs[1:]:  # the empty ones of the cells merged in
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def _add_footnotes(word: Word, paper: Paper) -> None:
    """Give the package its footnotes part, which python-docx cannot write."""
    notes = [p.text for p in paper.parts if isinstance(p, Text) and p.kind == "footnote"]
    if not notes:
        return
    ruling = "".join(
        f'<w:footnote w:type="{kind}" w:id="{i}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for i, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    xml = f"<w:footnotes {_W}>{ruling}{''.join(map(_footnote, notes))}</w:footnotes>"
    package = word.part.package
    part = PackagePart(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, xml.encode(), package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(note: str) -> str:
    number, text = note.split(" ", 1)
    size = '<w:sz w:val="20"/>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f"<w:footnoteRef/></w:r><w:r><w:rPr>{size}</w:rPr>"
        f'<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
    )


def _packed(word: Word) -> bytes:
    """The package with the time of every member set back to one date."""
    raw, packed = io.BytesIO(), io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _WRITTEN.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return packed.getvalue()
