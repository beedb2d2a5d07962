"""A file becomes pieces in reading order, or one sentence that says why it cannot."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from ingest.document import Piece
from ingest.errors import UnreadableFile
from ingest.loaders import SUFFIXES, load
from ingest.text import nfc

SHARED = Path(__file__).parents[2].parent / "shared"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def texts(path: Path) -> list[str]:
    return [piece.text for piece in load(path).pieces if piece.grid is None]


def grids(path: Path) -> list[tuple[tuple[str, ...], ...]]:
    return [piece.grid for piece in load(path).pieces if piece.grid is not None]


def refusal(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        load(path)
    return caught.value


# --- refusals -------------------------------------------------------------------------------


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("bí mật")
    return saved(writer)


def picture_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_blank_page(200, 200)
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def locked_docx() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return head + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an empty file": ("a.txt", lambda: b"", "ingest.empty"),
    "a file of blanks": ("a.txt", lambda: b" \n\n ", "ingest.empty"),
    "an unknown type": ("a.xyz", lambda: b"abc", "ingest.unknown_type"),
    "a file without a suffix": ("a", lambda: b"abc", "ingest.unknown_type"),
    "binary data called text": ("a.txt", lambda: bytes(range(256)) * 20, "ingest.binary"),
    "a PDF called text": ("a.md", lambda: b"%PDF-1.7\n", "ingest.binary"),
    "text called PDF": ("a.pdf", lambda: "Số: 1/KH-UBND".encode(), "ingest.not_pdf"),
    "a cut PDF": ("a.pdf", lambda: picture_pdf()[:120], "ingest.damaged"),
    "a PDF with a password": ("a.pdf", locked_pdf, "ingest.locked"),
    "a PDF without a text layer": ("a.pdf", picture_pdf, "ingest.scan"),
    "text called docx": ("a.docx", lambda: b"KE HOACH", "ingest.not_docx"),
    "an old Word file called docx": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "ingest.not_docx",
    ),
    "a docx with a password": ("a.docx", locked_docx, "ingest.locked"),
    "a zip that is no docx": ("a.docx", lambda: zipped(a="b"), "ingest.damaged"),
    "a cut docx": ("a.docx", lambda: zipped(a="b" * 9000)[:40], "ingest.damaged"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(case: str, tmp_path: Path) -> None:
    name, content, key = REFUSED[case]
    error = refusal(write(tmp_path / name, content()))
    assert error.key == key
    assert name in str(error)


@pytest.mark.parametrize("case", REFUSED)
def test_every_refusal_reads_in_both_languages(case: str, tmp_path: Path) -> None:
    name, content, _ = REFUSED[case]
    error = refusal(write(tmp_path / name, content()))
    assert error.sentence("en") != error.sentence("vi")
    assert "{" not in error.sentence("en") + error.sentence("vi")


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path / "không có.pdf")
    assert error.key == "ingest.missing"
    assert "không có.pdf" in str(error)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path).key == "ingest.is_folder"


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(402):
            part.write(bytes(2**20))
    assert refusal(write(tmp_path / "a.docx", buffer.getvalue())).key == "ingest.too_large"


def test_a_defect_inside_a_library_names_the_file_and_keeps_its_cause(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    Document().save(str(path))
    broken = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(
                    b"<w:body>",
                    b"<w:body><w:tbl><w:tr><w:tc><w:tcPr>"
                    b'<w:gridSpan w:val="x"/></w:tcPr></w:tc></w:tr></w:tbl>',
                )
            new.writestr(entry, content)
    error = refusal(write(path, broken.getvalue()))
    assert error.key == "ingest.unreadable"
    assert isinstance(error.__cause__, ValueError)


def test_nothing_is_printed_about_odd_files(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    refusal(write(tmp_path / "a.pdf", picture_pdf()[:300]))
    assert capfd.readouterr() == ("", "")


# --- text -----------------------------------------------------------------------------------

SENTENCE = "Tỷ lệ hồ sơ được số hóa ở phường đạt 85%"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_text_is_read_whatever_its_unicode_form(codec: str, tmp_path: Path) -> None:
    assert texts(write(tmp_path / "a.txt", SENTENCE.encode(codec))) == [SENTENCE]


def test_text_of_old_windows_is_read(tmp_path: Path) -> None:
    old = "U\u0309y ban nhân dân đê\u0300 nghi\u0323"
    (read,) = texts(write(tmp_path / "a.txt", old.encode("cp1258")))
    assert nfc(read) == "Ủy ban nhân dân đề nghị"


def test_one_broken_byte_does_not_change_the_encoding(tmp_path: Path) -> None:
    data = (SENTENCE * 5).encode()
    (read,) = texts(write(tmp_path / "a.txt", data[:20] + b"\xff" + data[20:]))
    assert "được số hóa ở phường" in read


def test_lines_with_tabs_are_a_grid_and_short_rows_are_filled_up(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Biểu 1\nTT\tTên\tSố\n1\tA\n\t\t\n2\tB\t3\nHết\n")
    assert grids(path) == [(("TT", "Tên", "Số"), ("1", "A", ""), ("", "", ""), ("2", "B", "3"))]
    assert texts(path) == ["Biểu 1", "Hết"]


def test_an_indented_line_is_no_table(tmp_path: Path) -> None:
    assert texts(write(tmp_path / "a.txt", "\tĐiều 1. Phạm vi\n")) == ["Điều 1. Phạm vi"]


def test_lines_with_bars_in_text_are_a_table(tmp_path: Path) -> None:
    drawn = "| TT | Tên | Số |\n|---|:-:|---|\n| 1 | A \\| B | |\n"
    path = write(
        tmp_path / "a.txt", f"Biểu 1\n{drawn}Hết\nTT | Tên | Số\n2 | C | 3\nmột | hai | ba\n"
    )
    assert texts(path) == ["Biểu 1", "Hết"]
    assert grids(path) == [
        (("TT", "Tên", "Số"), ("1", "A | B", "")),
        (("TT", "Tên", "Số"), ("2", "C", "3"), ("một", "hai", "ba")),
    ]
    alone = "Một | hai | ba\nUBND XÃ | CỘNG HÒA\nSố: 1 | Độc lập"
    assert texts(write(tmp_path / "b.txt", alone)) == alone.splitlines()


def test_form_feeds_count_pages(tmp_path: Path) -> None:
    loaded = load(write(tmp_path / "a.txt", "một\fhai\f"))
    assert [(piece.text, piece.page) for piece in loaded.pieces] == [("một", 1), ("hai", 2)]
    assert loaded.pages == 2


def test_lines_broken_at_a_margin_become_paragraphs(tmp_path: Path) -> None:
    sentence = "phường tổ chức triển khai thực hiện nhiệm vụ chuyển đổi số trên địa bàn"
    words = sentence.split()
    lines = [" ".join(words[i % 9 :] + words[: i % 9]) for i in range(20)]
    wrapped = "\n".join(lines)
    path = write(tmp_path / "a.txt", f"Mở đầu\n\n{wrapped}.\n\n- Một việc;\n- Hai việc.")
    assert texts(path) == ["Mở đầu", " ".join(lines) + ".", "- Một việc;", "- Hai việc."]


# --- markdown -------------------------------------------------------------------------------


def test_markdown_keeps_printed_numbers_and_bullets(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "3. Ba\n4. Bốn\n\nLời\n\n- Gạch\n  + Cộng\n")
    assert texts(path) == ["3. Ba", "4. Bốn", "Lời", "- Gạch", "+ Cộng"]


def test_markdown_tables_are_grids_with_their_emphasis_gone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "| TT | Tên |\n|---|---|\n| **I** | *Hạ tầng* |\n| 1 |\n")
    assert grids(path) == [(("TT", "Tên"), ("I", "Hạ tầng"), ("1", ""))]


def test_a_letterhead_in_large_letters_is_no_heading(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.md",
        "# CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n# KẾ HOẠCH\n\n## Về việc chuyển đổi số\n\n"
        "# QUYẾT NGHỊ:\n\n## I. MỤC TIÊU\n\n### Về hạ tầng\n",
    )
    levels = {piece.text: piece.style_level for piece in load(path).pieces}
    assert list(levels.values()) == [None, None, None, None, 2, 3]


# --- docx -----------------------------------------------------------------------------------


@pytest.fixture
def word(tmp_path: Path) -> tuple[Any, Callable[[], Path]]:
    """A new Word document, and a function that saves it and gives its path."""
    document = Document()

    def save() -> Path:
        path = tmp_path / "a.docx"
        document.save(str(path))
        return path

    return document, save


Word = tuple[Any, Callable[[], Path]]


def test_paragraphs_and_tables_come_in_body_order(word: Word) -> None:
    document, save = word
    document.add_paragraph("trước")
    document.add_table(1, 2).cell(0, 1).text = "ô\nhai"
    document.add_paragraph("sau")
    pieces = load(save()).pieces
    assert [piece.grid or piece.text for piece in pieces] == ["trước", (("", "ô hai"),), "sau"]


def test_a_merged_cell_repeats_its_text_in_every_position(word: Word) -> None:
    document, save = word
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "TT"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Năm 2025"
    table.cell(1, 1).text, table.cell(1, 2).text, table.cell(2, 0).text = "KH", "TH", "1"
    (grid,) = grids(save())
    assert grid == (("TT", "Năm 2025", "Năm 2025"), ("TT", "KH", "TH"), ("1", "", ""))


def test_a_table_inside_a_cell_gives_its_words_to_the_cell(word: Word) -> None:
    document, save = word
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "ngoài"
    cell.add_table(1, 2).cell(0, 1).text = "trong"
    assert grids(save()) == [(("ngoài trong", ""),)]


def test_a_letterhead_set_in_a_table_comes_column_by_column(word: Word) -> None:
    document, save = word
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nPHƯỜNG SAO"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 01/KH-UBND"
    table.cell(1, 1).text = "Sao, ngày 05 tháng 01 năm 2026"
    assert texts(save()) == [
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG SAO",
        "Số: 01/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sao, ngày 05 tháng 01 năm 2026",
    ]


def test_numbers_that_word_only_draws_are_written_out(word: Word) -> None:
    document, save = word
    numbering = document.part.numbering_part.element
    shapes = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "o")]
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (shape, text) in enumerate(shapes)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    for depth, text in zip((0, 1, 2, 2, 3, 1, 0, 1), "ABCDEFGH", strict=True):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
            )
        )
    assert texts(save()) == ["I. A", "1. B", "a) C", "b) D", "+ E", "2. F", "II. G", "1. H"]


def test_deleted_text_is_left_out_and_inserted_text_is_read(word: Word) -> None:
    document, save = word
    paragraph = document.add_paragraph("đạt ")._p
    change = '<w:{} {} w:id="1" w:author="a"><w:r><w:{}>{}</w:{}></w:r></w:{}>'
    for name, kind, text in (("del", "delText", "80%"), ("ins", "t", "85%")):
        xml = change.format(name, nsdecls("w"), kind, text, kind, name)
        paragraph.append(parse_xml(xml))
    assert texts(save()) == ["đạt 85%"]


def test_headers_and_footers_are_left_out(word: Word) -> None:
    document, save = word
    document.sections[0].header.paragraphs[0].text = "trang đầu"
    document.sections[0].footer.paragraphs[0].text = "2"
    document.add_paragraph("thân bài")
    assert texts(save()) == ["thân bài"]


def test_heading_styles_give_their_level_to_headings_only(word: Word) -> None:
    document, save = word
    document.add_heading("KẾ HOẠCH", 1)
    document.add_heading("Hạ tầng số", 2)
    document.add_paragraph("lời")
    assert [piece.style_level for piece in load(save()).pieces] == [None, 2, None]


def test_a_footnote_stands_behind_the_paragraph_that_refers_to_it(word: Word) -> None:
    document, save = word
    paragraph = document.add_paragraph("Đạt 95%")._p
    paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="7"/></w:r>'))
    document.add_paragraph("Tiếp theo")
    path = add_footnotes(save(), {"7": "Số liệu đến 31/12."})
    assert [(piece.text, piece.is_footnote) for piece in load(path).pieces] == [
        ("Đạt 95%¹", False),
        ("¹ Số liệu đến 31/12.", True),
        ("Tiếp theo", False),
    ]


def add_footnotes(path: Path, notes: dict[str, str]) -> Path:
    """Writes a footnotes part into the package: python-docx cannot make one."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    items = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for i, text in notes.items()
    )
    relation = f'<Relationship Id="rN" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{mime}"/></Types>'
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/footnotes.xml"] = f"<w:footnotes {nsdecls('w')}>{items}</w:footnotes>".encode()
    for name, end, more in (
        ("word/_rels/document.xml.rels", "</Relationships>", relation),
        ("[Content_Types].xml", "</Types>", override),
    ):
        files[name] = files[name].replace(end.encode(), more.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


# --- pdf ------------------------------------------------------------------------------------


@pytest.fixture
def font() -> str:
    if not FONT.exists():
        pytest.skip("no font with Vietnamese letters to draw a PDF with")
    registerFont(TTFont("Serif", str(FONT)))
    return "Serif"


def draw(path: Path, pages: list[list[str]], font: str) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for number, lines in enumerate(pages, 1):
        canvas.setFont(font, 12)
        if number > 1:
            canvas.drawString(300, 810, str(number))
        for place, line in enumerate(lines):
            canvas.drawString(70, 780 - 18 * place, line)
        canvas.showPage()
    canvas.save()
    return path


def test_pdf_lines_become_paragraphs_with_their_page(font: str, tmp_path: Path) -> None:
    full = "Ủy ban nhân dân phường tổ chức triển khai các nhiệm vụ chuyển đổi số"
    path = draw(
        tmp_path / "a.pdf",
        [[full, full, "trong năm 2025", "- 2030 theo kế hoạch.", "- Một việc;"], ["- Hai việc."]],
        font,
    )
    loaded = load(path)
    assert [(piece.text, piece.page) for piece in loaded.pieces if piece.text != "2"] == [
        (f"{full} {full} trong năm 2025 - 2030 theo kế hoạch.", 1),
        ("- Một việc;", 1),
        ("- Hai việc.", 2),
    ]
    assert loaded.pages == 2


def test_page_numbers_are_not_text(font: str, tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", [["Một."], ["Hai."], ["Ba."], ["Bốn."]], font)
    assert texts(path) == ["Một.", "Hai.", "Ba.", "Bốn."]


def test_a_raised_number_is_no_part_of_the_figure_before_it(font: str, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    text = canvas.beginText(70, 700)
    for size, words in ((13, "Tỷ lệ hồ sơ trực tuyến đạt 95%"), (7, "1"), (13, " trong năm.")):
        text.setFont(font, size)
        text.setRise(4 if size == 7 else 0)
        text.textOut(words)
    text.setTextOrigin(70, 60)
    for size, words in ((6, "1 "), (10, "Số liệu đến ngày 31 tháng 12.")):
        text.setFont(font, size)
        text.textOut(words)
    canvas.drawText(text)
    canvas.save()
    assert texts(tmp_path / "a.pdf") == [
        "Tỷ lệ hồ sơ trực tuyến đạt 95%¹ trong năm.",
        "¹ Số liệu đến ngày 31 tháng 12.",
    ]


def test_ruled_tables_of_a_pdf_are_grids_between_the_text(font: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    style = ParagraphStyle("a", fontName=font, fontSize=11)
    cells = [
        ["TT", "Chỉ tiêu", "Mục tiêu", ""],
        ["", "", "Năm 2026", "Năm 2030"],
        ["1", "Phủ sóng 5G", "90", "100"],
    ]
    table = Table(
        cells,
        style=[
            ("FONT", (0, 0), (-1, -1), font),
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("SPAN", (2, 0), (3, 0)),
            ("SPAN", (0, 0), (0, 1)),
            ("SPAN", (1, 0), (1, 1)),
        ],
    )
    SimpleDocTemplate(str(path)).build(
        [Paragraph("Biểu 1: Chỉ tiêu", style), table, Paragraph("Sau bảng.", style)]
    )
    assert [piece.grid or piece.text for piece in load(path).pieces] == [
        "Biểu 1: Chỉ tiêu",
        (
            ("TT", "Chỉ tiêu", "Mục tiêu", "Mục tiêu"),
            ("TT", "Chỉ tiêu", "Năm 2026", "Năm 2030"),
            ("1", "Phủ sóng 5G", "90", "100"),
        ),
        "Sau bảng.",
    ]


def test_shaded_words_are_no_table(font: str, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont(font, 12)
    for row in range(4):
        for column in range(3):
            canvas.setFillColor(colors.yellow)
            canvas.rect(70 + 120 * column, 700 - 20 * row, 120, 20, stroke=0, fill=1)
        canvas.setFillColor(colors.black)
        canvas.drawString(72, 705 - 20 * row, f"Đoạn văn thứ {row} được tô nền vàng trên cả dòng.")
    canvas.save()
    assert grids(tmp_path / "a.pdf") == []


def test_a_page_that_pypdf_cannot_read_is_read_all_the_same(font: str, tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", [["Trang một còn đọc được."], ["Trang hai cũng vậy."]], font)
    data = path.read_bytes()
    filters = re.findall(rb"/Filter \[ /ASCII85Decode /FlateDecode \]", data)
    assert len(filters) >= 2
    # An abbreviation that viewers accept and pypdf does not, of the same length.
    old, new = b"/Filter [ /ASCII85Decode /FlateDecode ]", b"/Filter [ /A85 /Fl ]"
    start = data.index(old)
    path.write_bytes(data[:start] + new.ljust(len(old)) + data[start + len(old) :])
    assert texts(path)[0] == "Trang một còn đọc được."


def test_a_pdf_locked_only_against_printing_is_read(font: str, tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", [["Ai cũng đọc được."]], font)
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt("", "chủ", algorithm="AES-256")
    assert texts(write(path, saved(writer))) == ["Ai cũng đọc được."]


# --- real files -----------------------------------------------------------------------------


@pytest.mark.skipif(not SHARED.exists(), reason="the real documents are not beside the project")
def test_every_real_document_is_read_or_refused_with_a_sentence() -> None:
    read, refused = [], []
    for path in sorted(SHARED.glob("corpus/*")) + sorted(SHARED.glob("real-documents/*")):
        if path.name.startswith("d38"):
            continue  # sixty-five pages: seconds, and nothing that d39 does not show
        try:
            read.append((path.suffix, load(path)))
        except UnreadableFile as error:
            refused.append(error.key)
    assert {suffix for suffix, _ in read} == SUFFIXES
    assert refused.count("ingest.scan") == 3
    assert set(refused) == {"ingest.scan", "ingest.unknown_type", "ingest.is_folder"}


def test_pieces_are_plain_nouns(tmp_path: Path) -> None:
    (piece,) = load(write(tmp_path / "a.txt", "lời")).pieces
    assert piece == Piece("lời")
