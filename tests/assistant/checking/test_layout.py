"""Pages of Word files, measured: a right one is silent, each change of it is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as new_docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from assistant.checking.check import check
from assistant.checking.fault import Fault
from ingest.document import Shelf
from ingest.read import read

LONG = (
    "Các phòng, đơn vị thuộc phường phối hợp thực hiện Kế hoạch đúng tiến độ, có chất lượng. " * 3
)
Change = Callable[[Docx], None]


def _page_field(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
    paragraph.alignment = ALIGN.CENTER


def _line(
    place: Docx,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN | None = None,
) -> Paragraph:
    paragraph = place.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _right_paper() -> Docx:
    """A plan laid out by the decree."""
    document = new_docx()
    document.styles["Normal"].font.name = "Times New Roman"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.different_first_page_header_footer = True
    _page_field(section.header.paragraphs[0])
    centre = ALIGN.CENTER
    _line(document, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True, align=centre)
    _line(document, "Độc lập - Tự do - Hạnh phúc", 14, bold=True, align=centre)
    _line(document, "Số: 42/KH-UBND", 13, align=centre)
    _line(document, "Tân Liễu, ngày 22 tháng 01 năm 2026", 14, italic=True, align=centre)
    _line(document, "KẾ HOẠCH", 14, bold=True, align=centre)
    _line(document, "Trồng cây năm 2026", 14, bold=True, align=centre)
    basis = "Căn cứ Kế hoạch số 15/KH-UBND ngày 12/01/2026 của UBND tỉnh Lam Giang về trồng cây;"
    _line(document, basis, 14, italic=True, align=ALIGN.JUSTIFY)
    _line(document, "I. MỤC ĐÍCH", 14, bold=True)
    body = _line(document, LONG, 14, align=ALIGN.JUSTIFY)
    body.paragraph_format.first_line_indent = Mm(12.7)
    _line(document, "Nơi nhận:", 12, bold=True, italic=True)
    _line(document, "- Lưu: VT.", 11)
    _line(document, "TM. ỦY BAN NHÂN DÂN", 14, bold=True, align=centre)
    _line(document, "CHỦ TỊCH", 14, bold=True, align=centre)
    _line(document, "Hoàng Đức Thuận", 14, bold=True, align=centre)
    return document


def _told(folder: Path, change: Change | None = None) -> tuple[Fault, ...]:
    document, path = _right_paper(), folder / "paper.docx"
    if change:
        change(document)
    document.save(str(path))
    faults = check(read(path, folder, Shelf.PUBLIC), path=path).faults
    return tuple(fault for fault in faults if fault.rule == "layout")


def _paragraph(document: Docx, opens: str) -> Paragraph:
    return next(p for p in document.paragraphs if p.text.startswith(opens))


def _margin(document: Docx) -> None:
    document.sections[0].left_margin = Mm(20)


def _paper(document: Docx) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(215.9), Mm(279.4)


def _font(document: Docx) -> None:
    _paragraph(document, "Các phòng").runs[0].font.name = "Arial"


def _default_font(document: Docx) -> None:
    document.styles["Normal"].font.name = "Calibri"


def _upright_basis(document: Docx) -> None:
    _paragraph(document, "Căn cứ").runs[0].font.italic = False


def _thin_heading(document: Docx) -> None:
    _paragraph(document, "I. ").runs[0].font.bold = False


def _small_body(document: Docx) -> None:
    _paragraph(document, "Các phòng").runs[0].font.size = Pt(12)


def _small_motto(document: Docx) -> None:
    _paragraph(document, "Độc lập").runs[0].font.size = Pt(12)


def _aside_title(document: Docx) -> None:
    _paragraph(document, "KẾ HOẠCH").alignment = ALIGN.LEFT


def _wide_lines(document: Docx) -> None:
    _paragraph(document, "Các phòng").paragraph_format.line_spacing = 2.0


def _number_on_first(document: Docx) -> None:
    document.sections[0].different_first_page_header_footer = False


def _number_below(document: Docx) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header._p.getparent().remove(header._p)
    _page_field(section.footer.paragraphs[0])


def _upright_receivers(document: Docx) -> None:
    _paragraph(document, "Nơi nhận").runs[0].font.italic = False


def _style_size(document: Docx) -> None:
    """Only the style says the size: the run leaves it out."""
    run = _paragraph(document, "Các phòng").runs[0]
    run.font.size = None
    document.styles["Normal"].font.size = Pt(11)


def test_a_paper_laid_out_by_the_decree_is_silent(tmp_path: Path) -> None:
    assert [fault.text for fault in _told(tmp_path)] == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_margin, "Lề trái là 20 mm"),
        (_paper, "không phải A4"),
        (_font, "Arial"),
        (_default_font, "Calibri"),
        (_upright_basis, "Căn cứ: chưa in nghiêng"),
        (_thin_heading, "Mục: chưa in đậm"),
        (_small_body, "Nội dung: cỡ chữ 12, quy định 13-14"),
        (_small_motto, "Tiêu ngữ: cỡ chữ 12"),
        (_aside_title, "Tên loại: chưa căn giữa"),
        (_wide_lines, "Giãn dòng 2"),
        (_number_on_first, "trang đầu"),
        (_number_below, "cuối trang"),
        (_upright_receivers, "Nhãn nơi nhận: chưa in nghiêng"),
        (_style_size, "Nội dung: cỡ chữ 11"),
    ],
)
def test_a_change_of_the_layout_is_told(tmp_path: Path, change: Change, says: str) -> None:
    assert any(says in fault.text for fault in _told(tmp_path, change))
