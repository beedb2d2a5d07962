"""A sample paper as a PDF with a text layer and ruled tables, in the layout of its issuer."""

import io
import re
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    HRFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from samples.paper import (
    Appendix,
    Grid,
    Head,
    Heading,
    Paper,
    Signature,
    Text,
    is_centred,
    is_section_row,
    spans,
)

FONT_FOLDER = Path("/usr/share/fonts/truetype/dejavu")  # a serif with all Vietnamese letters
_FONT = "DejaVuSerifCondensed"
_FACES = ("", "-Bold", "-Italic", "-BoldItalic")
_WIDTH = A4[0] - 4.5 * cm


def _style(
    size: float,
    align: Literal[0, 1, 2, 4] = TA_LEFT,
    before: float = 0,
    indent: float = 0,
    bold: bool = False,
) -> ParagraphStyle:
    return ParagraphStyle(
        "",
        fontName=f"{_FONT}-Bold" if bold else _FONT,
        fontSize=size,
        leading=size * 1.4,
        alignment=align,
        spaceBefore=before,
        firstLineIndent=indent,
        keepWithNext=int(bold),  # what is bold announces what follows
    )


_BODY = _style(13, TA_JUSTIFY, before=6, indent=1 * cm)
_TITLED = _style(13, before=8, indent=1 * cm, bold=True)
_CENTRED = _style(13, TA_CENTER, before=4, bold=True)
_PLAIN_CENTRED = _style(13, TA_CENTER)
_SMALL = _style(11)
_MEASURE = _style(13, TA_RIGHT, before=4)
_CELL = _style(10.5)
_CELL_CENTRED = _style(10.5, TA_CENTER)


def to_pdf(paper: Paper) -> bytes:
    """The bytes of the .pdf; with the same fonts the same paper gives the same bytes.

    FileNotFoundError where the DejaVu fonts are not installed.
    """
    _register_fonts()
    flowables = _letterhead(paper.head)
    for part in paper.parts:
        if isinstance(part, Signature):
            flowables += _foot(paper.head)
        else:
            flowables += _flowables(part)
    packed = io.BytesIO()
    template = SimpleDocTemplate(
        packed,
        pagesize=A4,
        leftMargin=3 * cm,
        rightMargin=1.5 * cm,
        topMargin=2 * cm,
        bottomMargin=2 * cm,
        title=paper.head.subject,
        invariant=1,
    )
    template.build(flowables, onLaterPages=_page_number)
    return packed.getvalue()


def _register_fonts() -> None:
    for face in _FACES:
        path = FONT_FOLDER / f"{_FONT}{face}.ttf"
        if not path.exists():
            raise FileNotFoundError(f"{path} is missing; install the package fonts-dejavu-extra")
        registerFont(TTFont(f"{_FONT}{face}", path))
    registerFontFamily(_FONT, *(f"{_FONT}{face}" for face in _FACES))


def _page_number(canvas: Canvas, template: BaseDocTemplate) -> None:
    canvas.setFont(_FONT, 13)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 1.4 * cm, str(template.page))


def _letterhead(head: Head) -> list[Flowable]:
    is_party = head.form == "party"
    left, right = _party_head(head) if is_party else _state_head(head)
    share = 0.48 if is_party else 0.38
    letterhead = Table([[left, right]], colWidths=[_WIDTH * share, _WIDTH * (1 - share)])
    letterhead.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            ("PADDING", (0, 0), (-1, -1), 0),
        ]
    )
    title = Paragraph(head.title, _style(15, TA_CENTER, before=18, bold=True))
    ending = Paragraph("-----" if is_party else "_" * 12, _PLAIN_CENTRED)
    return [letterhead, title, Spacer(1, 6), Paragraph(head.subject, _CENTRED), ending]


def _party_head(head: Head) -> tuple[list[Flowable], list[Flowable]]:
    left: list[Flowable] = [
        Paragraph(head.superior, _PLAIN_CENTRED),
        *(Paragraph(f"<b>{line}</b>", _PLAIN_CENTRED) for line in head.issuer),
        Paragraph("*", _PLAIN_CENTRED),
        Paragraph(head.number, _PLAIN_CENTRED),
    ]
    right: list[Flowable] = [
        Paragraph("<b>ĐẢNG CỘNG SẢN VIỆT NAM</b>", _style(14, TA_CENTER)),
        HRFlowable(width="75%", color="black", spaceBefore=2, spaceAfter=24),
        Paragraph(f"<i>{head.place_date}</i>", _PLAIN_CENTRED),
    ]
    return left, right


def _state_head(head: Head) -> tuple[list[Flowable], list[Flowable]]:
    motto = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    narrow = _style(11, TA_CENTER)
    left: list[Flowable] = [
        *(Paragraph(f"<b>{line}</b>", narrow) for line in head.issuer),
        HRFlowable(width="35%", color="black", spaceBefore=2, spaceAfter=6),
        Paragraph(head.number, _PLAIN_CENTRED),
    ]
    right: list[Flowable] = [
        *(Paragraph(f"<b>{line}</b>", narrow) for line in motto),
        HRFlowable(width="60%", color="black", spaceBefore=2, spaceAfter=6),
        Paragraph(f"<i>{head.place_date}</i>", _PLAIN_CENTRED),
    ]
    return left, right


def _foot(head: Head) -> list[Flowable]:
    recipients = [Paragraph("<u>Nơi nhận:</u>", _style(13))]
    recipients += [Paragraph(f"- {line}", _SMALL) for line in head.recipients]
    behalf, *offices = head.signature
    signature: list[Flowable] = [Paragraph(f"<b>{behalf}</b>", _PLAIN_CENTRED)]
    signature += [Paragraph(office, _PLAIN_CENTRED) for office in offices]
    signature += [Spacer(1, 2 * cm), Paragraph(f"<b>{head.signer}</b>", _PLAIN_CENTRED)]
    foot = Table([[recipients, signature]], colWidths=[_WIDTH * 0.5, _WIDTH * 0.5])
    foot.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    return [Spacer(1, 12), foot]


def _flowables(part: object) -> list[Flowable]:
    match part:
        case Heading(level=1, text=text):
            return [Paragraph(text, _CENTRED)]
        case Heading(text=text):
            return [Paragraph(text, _TITLED)]
        case Text(kind="centred", text=text):
            return [Paragraph(text, _CENTRED)]
        case Text(text=text) if re.fullmatch(r"\(.*\)", text):  # (Đơn vị: tỷ đồng)
            return [Paragraph(f"<i>{text}</i>", _MEASURE)]
        case Text(text=text):
            return [Paragraph(escape(text), _BODY)]
        case Grid() as grid:
            return [Spacer(1, 8), _table(grid), Spacer(1, 6)]
        case Appendix(name=name, title=title, note=note):
            head = [Paragraph(name, _CENTRED), Paragraph(title, _CENTRED)]
            return [PageBreak(), *head, Paragraph(f"<i>{note}</i>", _PLAIN_CENTRED)]
    raise ValueError(f"no PDF layout for {part}")


def _table(grid: Grid) -> Table:
    cells = [
        [_cell(grid, i, j, text) for j, text in enumerate(row)] for i, row in enumerate(grid.rows)
    ]
    widths = [_WIDTH * width / sum(grid.widths) for width in grid.widths]
    table = Table(cells, colWidths=widths, repeatRows=grid.header_rows)
    table.setStyle(
        [
            *(("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in spans(grid)),
            ("GRID", (0, 0), (-1, -1), 0.6, "black"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("PADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return table


def _cell(grid: Grid, row: int, column: int, text: str) -> Paragraph | str:
    if text in ("<", "^"):
        return ""
    is_bold = row < grid.header_rows or is_section_row(grid, row)
    words = f"<b>{escape(text)}</b>" if is_bold else escape(text)
    return Paragraph(words, _CELL_CENTRED if is_centred(grid, row, column) else _CELL)
