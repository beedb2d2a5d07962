"""The door to Word files: python-docx, and the parts of the format it cannot write.

Everything else of this room speaks of paragraphs, tables and sections through these functions.
Order of elements and names of parts: ECMA-376, part 1 (WordprocessingML).
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

__all__ = ["Cell", "Holder", "Paragraph", "Run", "Section", "Table", "Word"]

Cell = _Cell
Holder = Word | _Cell | _BaseHeaderFooter  # what holds paragraphs

W = nsdecls("w")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What the library's template brings along and a paper has no use for.
_UNUSED = ("stylesWithEffects", "customXml", "webSettings", "numbering", "thumbnail")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOURS = {
    "yellow": WD_COLOR_INDEX.YELLOW,
    "cyan": WD_COLOR_INDEX.TURQUOISE,
    "green": WD_COLOR_INDEX.BRIGHT_GREEN,
}


def blank(styles: Sequence[str]) -> Word:
    """An empty document with these styles (as XML) and nothing of a template's."""
    word = docx.Document()
    for relations in (word.part.rels, word.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED):
                del relations[key]
    _replace_children(word.styles.element, styles)
    return word


def set_up(word: Word, settings: str) -> None:
    """Gives the document these settings, as XML."""
    _replace_children(word.settings.element, [settings])


def _replace_children(root: BaseOxmlElement, children: Sequence[str]) -> None:
    for child in list(root):
        root.remove(child)
    for xml in children:
        for child in list(element(f"<w:all {W}>{xml}</w:all>")):
            root.append(child)


def writable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)


def element(xml: str) -> BaseOxmlElement:
    """The element that the XML writes; its namespaces are declared in it (`W`)."""
    return parse_xml(xml)


def paragraph(holder: Holder, style: str) -> Paragraph:
    """A new paragraph of that style id, the first of a cell or header in place of its empty one."""
    first = holder.paragraphs[:1] if not isinstance(holder, Word) else []
    is_unused = bool(first) and first[0]._p.style in (None, "Header") and not first[0].text
    new = first[0] if is_unused else holder.add_paragraph()
    new._p.style = style
    return new


def run(into: Paragraph, text: str, *, colour: str = "", raised: bool = False) -> Run:
    """Words added to a paragraph."""
    new = into.add_run(writable(text))
    if colour:
        new.font.highlight_color = _COLOURS[colour]
    if raised:
        new.font.superscript = True
    return new


def ends_raised(into: Paragraph) -> bool:
    """True where the last thing in a paragraph is a reference to a footnote."""
    runs = [child for child in into._p if child.tag == qn("w:r") and len(child)]
    return bool(runs) and runs[-1].find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None


def indented(into: Paragraph, left: float = 0, right: float = 0) -> Paragraph:
    """The paragraph set in from both sides, in millimetres."""
    into.paragraph_format.left_indent, into.paragraph_format.right_indent = Mm(left), Mm(right)
    return into


def centred(into: Paragraph) -> Paragraph:
    """The paragraph in the middle of its line."""
    into.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return into


def kept_with_next(into: Paragraph) -> Paragraph:
    """The paragraph on the page of the one that follows."""
    into.paragraph_format.keep_with_next = True
    return into


def last_paragraph(word: Word) -> Paragraph | None:
    """The last paragraph of the text, None where a table closes it."""
    last = _last(word)
    return Paragraph(last, word._body) if last.tag == qn("w:p") else None


def keep_end_with_next(word: Word) -> None:
    """The last paragraph of the text, or row of its last table, on the page of what follows."""
    last = _last(word)
    row = list(last.iter(qn("w:tr")))[-1:]
    for found in [last] if last.tag == qn("w:p") else row[0].iter(qn("w:p")):
        kept_with_next(Paragraph(found, word._body))


def _last(word: Word) -> BaseOxmlElement:
    """The last element of the text; behind it stands what lays out the last section."""
    last: BaseOxmlElement = word.element.body[-2]
    return last


def space_above(into: Paragraph, points: float) -> None:
    """Space over one paragraph, other than its style says."""
    into.paragraph_format.space_before = Pt(points)


def space_below(into: Paragraph, points: float) -> None:
    """Space under one paragraph, other than its style says."""
    into.paragraph_format.space_after = Pt(points)


def table(word: Word, style: str, widths: Sequence[float], rows: int) -> Table:
    """An empty table of that style id in the middle of the line, its columns in millimetres."""
    if len(word.element.body) > 1 and last_paragraph(word) is None:
        kept_with_next(paragraph(word, "Gap"))  # two tables in a row would be read as one
    new: Table = word.add_table(rows, len(widths))
    new._tbl.tblPr.style = style
    new.alignment = WD_TABLE_ALIGNMENT.CENTER
    new.autofit = False
    total = new._tbl.tblPr.find(qn("w:tblW"))
    if total is not None:
        total.set(qn("w:type"), "dxa")
        total.set(qn("w:w"), str(Mm(sum(widths)).twips))
    for column, width in zip(new.columns, widths, strict=True):
        column.width = Mm(width)
    for cells in each_row(new):
        # Word reads the width of the cells, other programs the one of the columns.
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
    return new


def each_row(of: Table) -> Iterator[tuple[Cell, ...]]:
    """The cells of every row, from the top."""
    for line in of.rows:
        yield tuple(line.cells)


def rows_kept_whole(of: Table, headers: int = 0) -> None:
    """Keeps each row on one page; header rows stand again on every page of their table."""
    for at, row in enumerate(of.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element(f"<w:cantSplit {W}/>"))
        if at < headers:
            properties.append(element(f"<w:tblHeader {W}/>"))


def set_in(of: Table, size: float) -> None:
    """All words of the table in that size, other than their styles say."""
    for found in of._tbl.iter(qn("w:r")):
        if found.find(qn("w:t")) is not None:
            Run(found, of).font.size = Pt(size)


def centred_upright(cell: Cell) -> Cell:
    """The cell with its words at half its height."""
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    return cell


def merged(first: Cell, last: Cell) -> None:
    """Makes one cell of all from the first to the last of a row; only the first holds words."""
    whole = first.merge(last)
    for empty in whole.paragraphs[1:]:
        empty._p.getparent().remove(empty._p)


def page(section: Section, size: tuple[float, float], margins: dict[str, float]) -> Section:
    """The section on paper of that width and height, with these margins, in millimetres."""
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    is_wide = size[0] > size[1]
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
    section.header_distance = section.footer_distance = Mm(margins["edge"])
    return section


def next_page(word: Word) -> Section:
    """A new section on a new page, counting on.

    The paragraph that ends the one before takes no room.
    """
    section: Section = word.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    if (number := section._sectPr.find(qn("w:pgNumType"))) is not None:
        section._sectPr.remove(number)
    ends = [p for p in word.paragraphs if p._p.pPr is not None and p._p.pPr.sectPr is not None]
    ends[-1]._p.style = "Gap"
    return section


def numbered_from_one(section: Section) -> None:
    """Pages of the section counted from 1."""
    number = element(f'<w:pgNumType {W} w:start="1"/>')
    section._sectPr.find(qn("w:pgMar")).addnext(number)


def without_number_on_first_page(section: Section) -> None:
    """A first page with a header of its own, empty until something is written into it."""
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False


def field(into: Paragraph, instruction: str, shown: str) -> None:
    """A field that Word works out, with what it shows until then."""
    words = f"<w:r><w:t>{shown}</w:t></w:r>"
    into._p.append(element(f'<w:fldSimple {W} w:instr=" {instruction} ">{words}</w:fldSimple>'))


def part(word: Word, name: str, xml: str) -> None:
    """Gives the document a part of its own beside it: "footnotes"."""
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    data = (declaration + xml).encode()
    new = Part(PackURI(f"/word/{name}.xml"), kind, data, word.part.package)
    word.part.relate_to(new, f"{_OFFICE}/{name}")


def comment(word: Word, on: Run, text: str, author: str) -> None:
    """A remark in the margin beside the run; it carries no time, so that files can be compared."""
    new = word.add_comment(on, writable(text), author=author, initials="")
    new._comment_elm.attrib.pop(qn("w:date"), None)


def packed(word: Word, title: str, made: datetime) -> bytes:
    """The bytes of the .docx: always the same for the same content and day."""
    core = word.core_properties
    core.title, core.language, core.revision = writable(title), "vi-VN", 1
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
    core.created = core.modified = made
    raw, target = io.BytesIO(), io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, made.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, source.read(name))
    return target.getvalue()
