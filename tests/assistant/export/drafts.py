"""Drafts built by hand that hold every part a page can have, and papers they cite."""

from dataclasses import replace
from datetime import date

from assistant.drafting.draft import (
    BlockKind,
    Commission,
    Draft,
    DraftBlock,
    Foot,
    Grid,
    Head,
    Line,
    Section,
    Span,
    State,
    source_key,
)
from assistant.evidence import Basis
from ingest.document import FrontMatter, Period, Shelf, Unit
from vectorstore.records import DocumentRecord

UNIT = Unit("phường", "Bến Trúc", "Lam Giang")
YEAR = Period(date(2027, 1, 1), date(2027, 12, 31))
SUBJECT = "Chuyển đổi số của phường Bến Trúc năm 2027"
NUMBER = "Số:        /KH-UBND"
DAY = "ngày      tháng      năm 2027"
OPEN = "[CẦN BỔ SUNG]"

_EARLIER = DocumentRecord(
    id="ke-hoach-2026",
    source="ke-hoach-2026.txt",
    path="ke-hoach-2026.txt",
    location="/papers/ke-hoach-2026.txt",
    sha256="0" * 64,
    shelf=Shelf.PUBLIC,
    front=FrontMatter(
        number="31/KH-UBND",
        kind="Kế hoạch",
        issuer="UBND phường Bến Trúc",
        unit=UNIT,
        issued=date(2026, 1, 15),
        year=2026,
        subject="Chuyển đổi số năm 2026",
    ),
)

TARGET = Basis(
    _EARLIER, 7, ("II. CHỈ TIÊU",), "3 | Hồ sơ trực tuyến | % | 85", row="3", row_index=2
)
TASK = Basis(
    _EARLIER,
    9,
    ("III. NHIỆM VỤ", "1. Hạ tầng số"),
    "Phủ sóng wifi công cộng tại 12 nhà văn hóa <tổ dân phố> & chợ.",
    page=4,
)
DECREE = Basis(_EARLIER, 2, (), "Căn cứ Nghị định số 45/2026/NĐ-CP ngày 20/3/2026 của Chính phủ;")


def cited(text: str, *bases: Basis, state: State = State.CITED, note: str = "") -> Span:
    """Words that stand on the bases."""
    return Span(text, state, tuple(map(source_key, bases)), note)


def left_open(note: str = "") -> Span:
    """What nobody knows yet."""
    return Span(OPEN, State.OPEN, note=note)


def heading(level: int, text: str) -> DraftBlock:
    """A heading with its number."""
    return DraftBlock(BlockKind.HEADING, (Span(text),), level)


def block(kind: BlockKind, *spans: Span | str) -> DraftBlock:
    """A block of spans; plain words are set ones."""
    return DraftBlock(kind, tuple(s if isinstance(s, Span) else Span(s) for s in spans))


def line(*cells: str | Span, group: bool = False) -> Line:
    """A row of a table."""
    spans = (cell if isinstance(cell, Span) else Span(cell) for cell in cells)
    return Line(tuple((span,) if span.text else () for span in spans), group)


TARGETS = Grid(
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả năm 2026", "Chỉ tiêu năm 2027", "Đơn vị chủ trì"),
    (0.07, 0.33, 0.12, 0.14, 0.14, 0.2),
    (
        line("I", "Chính quyền số", "", "", "", "", group=True),
        line(
            "1",
            "Tỷ lệ hồ sơ | nộp trực tuyến",
            "%",
            cited("85", TARGET),
            left_open("Chưa giao"),
            "VP",
        ),
        line("2", "Tỷ lệ số hóa kết quả", "%", cited("90", TARGET), left_open("Chưa giao"), "VP"),
        line("II", "Xã hội số", "", "", "", "", group=True),
        line(
            "3", "Người dân có tài khoản định danh điện tử", "%", "", left_open(), "Công an phường"
        ),
    ),
    "Đơn vị tính: %",
)
TASKS = Grid(
    (
        "TT",
        "Nội dung nhiệm vụ",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
        "Sản phẩm",
        "Kinh phí",
        "Ghi chú",
    ),
    (0.05, 0.3, 0.13, 0.13, 0.11, 0.12, 0.08, 0.08),
    tuple(
        line(
            str(n),
            cited(f"Rà soát, nâng cấp hạ tầng số tại khu dân cư số {n}", TASK),
            "Phòng Kinh tế, Hạ tầng và Đô thị",
            "Tổ công nghệ số cộng đồng",
            "Quý II",
            "Báo cáo",
            "",
            "",
        )
        for n in range(1, 31)
    ),
)


def long_grid(rows: int) -> Grid:
    """A table of so many rows that it goes on over several pages."""
    return Grid(
        ("TT", "Nội dung", "Kết quả"),
        (0.1, 0.6, 0.3),
        tuple(line(str(n), f"Nội dung công việc thứ {n}", "10") for n in range(1, rows + 1)),
    )


def plan(*more: Section) -> Draft:
    """A plan with căn cứ, headings, items, tables, a note, open points and two appendices."""
    bases = Section(
        "bases",
        "Căn cứ",
        (
            block(BlockKind.BASIS, "Căn cứ Luật Tổ chức chính quyền địa phương năm 2025"),
            block(
                BlockKind.BASIS,
                cited("Căn cứ Nghị định số 45/2026/NĐ-CP ngày 20/3/2026 của Chính phủ", DECREE),
                ";",
            ),
            block(
                BlockKind.BASIS,
                cited(
                    "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh Lam Giang",
                    DECREE,
                    state=State.CHECK,
                    note="Có thể đã bị thay thế.",
                ),
                ".",
            ),
            block(
                BlockKind.PARAGRAPH,
                "Ủy ban nhân dân phường Bến Trúc ban hành Kế hoạch chuyển đổi số của phường Bến"
                " Trúc năm 2027, cụ thể như sau:",
            ),
        ),
    )
    purpose = Section(
        "purpose",
        "I. Mục đích, yêu cầu",
        (
            heading(1, "I. Mục đích, yêu cầu"),
            heading(2, "1. Mục đích"),
            block(BlockKind.NOTE, "Mục này lấy theo kế hoạch năm trước."),
            block(
                BlockKind.ITEM,
                "- ",
                cited("Phủ sóng wifi công cộng tại ", TASK),
                cited("phường Bến Trúc", TASK, state=State.ADAPTED, note="Thay “phường Đông Hồ”."),
                cited(" trong năm ", TASK),
                cited("2027", TASK, state=State.ADAPTED, note="Thay “2026”."),
                ".",
            ),
            heading(2, "2. Yêu cầu"),
            block(BlockKind.ITEM, "a) Triển khai đồng bộ, thống nhất; giao rõ đơn vị, thời hạn."),
        ),
    )
    targets = Section(
        "targets",
        "II. Chỉ tiêu",
        (
            heading(1, "II. Chỉ tiêu"),
            DraftBlock(BlockKind.TABLE, grid=TARGETS),
            heading(3, "1.1. Cách tính"),
            block(
                BlockKind.PARAGRAPH,
                "Tỷ lệ so với năm trước đạt ",
                cited("104,5%", TARGET, state=State.COMPUTED, note="209/200"),
                "; ",
                left_open(),
                ".",
            ),
            block(
                BlockKind.PARAGRAPH,
                "Trên đây là Kế hoạch chuyển đổi số của phường Bến Trúc năm 2027, đề nghị các đơn"
                " vị thực hiện theo Phụ lục I và Phụ lục II.",
            ),
        ),
    )
    first = Section(
        "tasks", "Phân công nhiệm vụ", (DraftBlock(BlockKind.TABLE, grid=TASKS),), is_appendix=True
    )
    second = Section(
        "money",
        "Phụ lục II: Kinh phí",
        (
            heading(1, "I. Nguồn chi"),
            DraftBlock(BlockKind.TABLE, grid=long_grid(60)),
        ),
        is_appendix=True,
    )
    return Draft(
        Commission("ke-hoach", UNIT, YEAR, "chuyển đổi số"),
        Head(
            superior="",
            issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN TRÚC"),
            number=NUMBER,
            place="Bến Trúc",
            date=DAY,
            type="KẾ HOẠCH",
            subject=(Span(SUBJECT),),
        ),
        (bases, purpose, targets, *more, first, second),
        Foot(
            (
                (Span("UBND tỉnh Lam Giang"),),
                (Span("Thường trực Đảng ủy;"),),
                (Span("Lưu: VT, VHXH"),),
            ),
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            (left_open(),),
        ),
        (DECREE, TASK, TARGET),
        "2026-11-20",
        ("Không có kết quả năm 2026 của mục Xã hội số.",),
    )


def report() -> Draft:
    """A report to a body above, of one long section and no appendix."""
    whole = plan()
    paragraphs = tuple(
        block(BlockKind.PARAGRAPH, f"Nội dung đã thực hiện thứ {n}. " * 12) for n in range(1, 9)
    )
    results = Section(
        "results",
        "I. Kết quả",
        (
            heading(1, "I. Kết quả thực hiện"),
            *paragraphs,
            DraftBlock(BlockKind.TABLE, grid=long_grid(70)),
            block(BlockKind.PARAGRAPH, "Ủy ban nhân dân phường Bến Trúc báo cáo./."),
        ),
    )
    head = replace(
        whole.head,
        number="Số:        /BC-UBND",
        type="BÁO CÁO",
        subject=(Span("Kết quả chuyển đổi số năm 2026"),),
        addressees=("Ủy ban nhân dân tỉnh Lam Giang", "Sở Khoa học và Công nghệ"),
    )
    return replace(whole, head=head, sections=(results,), sources=(), notes=())


def letter() -> Draft:
    """An official letter to one body, without anything open but who signs."""
    whole = plan()
    text = Section(
        "text",
        "Nội dung",
        (block(BlockKind.PARAGRAPH, "Ủy ban nhân dân phường Bến Trúc đề nghị Sở hướng dẫn"),),
    )
    head = replace(
        whole.head,
        number="Số:        /UBND-VHXH",
        type="",
        subject=(Span("hướng dẫn số hóa hồ sơ lưu trữ"),),
        addressees=("Sở Khoa học và Công nghệ tỉnh Lam Giang",),
    )
    foot = replace(whole.foot, signer=(Span("Đinh Quang Hưng"),))
    return replace(whole, head=head, foot=foot, sections=(text,), sources=(), notes=())
