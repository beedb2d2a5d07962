"""Every value cell of a table states what its headers and surroundings say, and nothing else."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from ingest.cell_place import place_of
from ingest.columns import row_title
from ingest.document import Document, Figure, FrontMatter, Piece, Shelf, Unit
from ingest.figures import read_figures
from ingest.period import label
from ingest.row_chunks import row_parts
from ingest.structure import structure

XA = Unit("xã", "Hòa Thịnh", "Lam Giang")
TINH = Unit("tỉnh", "Lam Giang")
PLAN = FrontMatter(kind="Kế hoạch", year=2026, unit=XA, subject="Kinh tế - xã hội năm 2026")
REPORT = FrontMatter(kind="Báo cáo", year=2026, unit=XA, subject="Tình hình 9 tháng năm 2026")
DECISION = FrontMatter(kind="Quyết định", year=2026, unit=TINH, subject="Giao chỉ tiêu năm 2026")
SCHOOL = FrontMatter(
    kind="Kế hoạch", year=2025, unit=XA, issued=date(2025, 8, 20), subject="Năm học 2025-2026"
)


def grid(text: str) -> tuple[tuple[str, ...], ...]:
    """A table of lines: "<" stands for a cell merged with the one before, "^" with that above."""
    rows: list[list[str]] = []
    for line in text.strip().splitlines():
        row: list[str] = []
        for at, cell in enumerate(part.strip() for part in line.split("|")):
            row.append(row[-1] if cell == "<" else rows[-1][at] if cell == "^" else cell)
        rows.append(row)
    return tuple(map(tuple, rows))


def figures(text: str, front: FrontMatter, *above: str) -> list[Figure]:
    """The figures of one table under the lines above it."""
    blocks = structure([*map(Piece, above), Piece("", grid=grid(text))])
    return [figure for figure in read_figures(blocks, front) if figure.row is not None]


def stated(figure: Figure) -> str:
    """What a figure says, in one line: `chỉ tiêu | vai trò | kỳ | đơn vị tính`."""
    when = label(figure.period) if figure.period else "-"
    return f"{figure.indicator} | {figure.role.value} | {when} | {figure.measure}"


INDICATORS: Mapping[str, tuple[FrontMatter, tuple[str, ...], str, list[str]]] = {
    "a ratio beside amounts": (
        REPORT,
        ("Biểu 1. Thu ngân sách", "Đơn vị tính: triệu đồng"),
        """TT | Nội dung | Dự toán năm 2026 | TH quý III | Lũy kế 9 tháng | So với dự toán (%)
        1 | Thu nội địa | 500 | 120 | 400 | 80""",
        [
            "Thu nội địa | budget | năm 2026 | triệu đồng",
            "Thu nội địa | result | quý III/2026 | triệu đồng",
            "Thu nội địa | result | 9 tháng đầu năm 2026 | triệu đồng",
            "Thu nội địa – so với dự toán (%) | ratio | 9 tháng đầu năm 2026 | %",
        ],
    ),
    "numbers of products, and products in words": (
        DECISION,
        (),
        """Thôn | Đàn lợn (con) | Sản phẩm OCOP (sản phẩm) | Sản phẩm đầu ra
        Thôn Hạ | 860 | 2 | 02 báo cáo""",
        [
            "Thôn Hạ – Đàn lợn (con) | target | năm 2026 | con",
            "Thôn Hạ – Sản phẩm OCOP (sản phẩm) | target | năm 2026 | sản phẩm",
        ],
    ),
    "a ratio under the year that it is about": (
        PLAN,
        (),
        """TT | Chỉ tiêu | ĐVT | Năm 2025 | < | < | KH năm 2026
        ^ | ^ | ^ | KH | Ước TH | % so với KH | ^
        1 | Đàn bò | con | 300 | 310 | 103,3 | 320""",
        [
            "Đàn bò | target | năm 2025 | con",
            "Đàn bò | estimate | năm 2025 | con",
            "Đàn bò – % so với KH | ratio | năm 2025 | %",
            "Đàn bò | target | năm 2026 | con",
        ],
    ),
    "a ratio that names both years": (
        PLAN,
        (),
        """TT | Chỉ tiêu | ĐVT | Thực hiện 2025 | Kế hoạch 2026 | So sánh KH 2026/TH 2025 (%)
        1 | Trồng rừng | Ha | 30 | 32 | 106,7""",
        [
            "Trồng rừng | result | năm 2025 | Ha",
            "Trồng rừng | target | năm 2026 | Ha",
            "Trồng rừng – so sánh KH 2026/TH 2025 (%) | ratio | năm 2026 | %",
        ],
    ),
    "growth on another year": (
        PLAN,
        (),
        """TT | Chỉ tiêu | ĐVT | KH 2025 | TH 2025 | Đạt (%) | KH 2026 | Tăng so với 2025 (%)
        1 | Ô tô đăng ký | chiếc | 60 | 71 | 118,3 | 80 | 12,7""",
        [
            "Ô tô đăng ký | target | năm 2025 | chiếc",
            "Ô tô đăng ký | result | năm 2025 | chiếc",
            "Ô tô đăng ký – đạt (%) | ratio | năm 2025 | %",
            "Ô tô đăng ký | target | năm 2026 | chiếc",
            "Ô tô đăng ký – tăng so với 2025 (%) | ratio | năm 2026 | %",
        ],
    ),
    "ratios under one header, of the result and not of the estimate": (
        REPORT,
        (),
        """TT | Chỉ tiêu | ĐVT | Cùng kỳ 2025 | KH năm | TH 9 tháng | Ước cả năm | So sánh (%) | <
        ^ | ^ | ^ | ^ | ^ | ^ | ^ | TH/KH | TH/cùng kỳ
        1 | Đàn lợn | con | 310 | 350 | 330 | 352 | 94,3 | 106,5""",
        [
            "Đàn lợn | result | 9 tháng đầu năm 2025 | con",
            "Đàn lợn | target | năm 2026 | con",
            "Đàn lợn | result | 9 tháng đầu năm 2026 | con",
            "Đàn lợn | estimate | năm 2026 | con",
            "Đàn lợn – so sánh – TH/KH | ratio | 9 tháng đầu năm 2026 | %",
            "Đàn lợn – so sánh – TH/cùng kỳ | ratio | 9 tháng đầu năm 2026 | %",
        ],
    ),
    "growth without a unit takes none from the row": (
        REPORT,
        (),
        """TT | Chỉ tiêu | ĐVT | TH tháng 9 | Tăng/giảm
        1 | Hồ sơ tiếp nhận | hồ sơ | 1.105 | 85""",
        [
            "Hồ sơ tiếp nhận | result | tháng 9/2026 | hồ sơ",
            "Hồ sơ tiếp nhận – tăng/giảm | ratio | tháng 9/2026 | ",
        ],
    ),
    "share and growth of a branch": (
        REPORT,
        (),
        """Ngành | Giá trị (tỷ đồng) | Cơ cấu (%) | Tốc độ tăng (%)
        Dịch vụ | 95,4 | 30,8 | 8,7
        Xây dựng | 96,1 | 31,0 | 9,8""",
        [
            "Dịch vụ | result | 9 tháng đầu năm 2026 | tỷ đồng",
            "Dịch vụ – cơ cấu (%) | ratio | 9 tháng đầu năm 2026 | %",
            "Dịch vụ – tốc độ tăng (%) | ratio | 9 tháng đầu năm 2026 | %",
        ],
    ),
    "a bare share after an aim and its result": (
        REPORT,
        (),
        """TT | Nội dung | Kế hoạch năm 2026 | Lũy kế 9 tháng | Tỷ lệ (%)
        1 | Gieo cấy lúa (ha) | 300 | 280 | 93,3""",
        [
            "Gieo cấy lúa (ha) | target | năm 2026 | ha",
            "Gieo cấy lúa (ha) | result | 9 tháng đầu năm 2026 | ha",
            "Gieo cấy lúa (ha) – tỷ lệ (%) | ratio | 9 tháng đầu năm 2026 | %",
        ],
    ),
    "what has come together since the new year": (
        FrontMatter(kind="Báo cáo", year=2026, unit=XA, subject="Công tác tháng 9 năm 2026"),
        (),
        """TT | Chỉ tiêu | ĐVT | Ước TH tháng 9 | Lũy kế từ đầu năm
        1 | Hồ sơ tiếp nhận | hồ sơ | 1.105 | 9.240""",
        [
            "Hồ sơ tiếp nhận | estimate | tháng 9/2026 | hồ sơ",
            "Hồ sơ tiếp nhận | result | 9 tháng đầu năm 2026 | hồ sơ",
        ],
    ),
    "money of projects in a report": (
        REPORT,
        ("Biểu 3. Giải ngân vốn đầu tư 9 tháng năm 2026 (triệu đồng)",),
        """TT | Dự án | Tổng mức đầu tư | Kế hoạch vốn | Số đã giải ngân | Tỷ lệ giải ngân (%)
        1 | Cầu Hạ | 12.400 | 5.000 | 3.100 | 62""",
        [
            "Cầu Hạ – Tổng mức đầu tư | budget | - | triệu đồng",
            "Cầu Hạ | budget | năm 2026 | triệu đồng",
            "Cầu Hạ – Số đã giải ngân | result | 9 tháng đầu năm 2026 | triệu đồng",
            "Cầu Hạ – tỷ lệ giải ngân (%) | ratio | 9 tháng đầu năm 2026 | %",
        ],
    ),
    "money that a report says was spent": (
        REPORT,
        ("Biểu 2. Kinh phí đã thực hiện năm 2026",),
        """TT | Nội dung | Kinh phí (triệu đồng)
        1 | Mua sắm thiết bị | 320""",
        ["Mua sắm thiết bị | result | năm 2026 | triệu đồng"],
    ),
    "money that a plan sets aside": (
        PLAN,
        (),
        """TT | Nội dung | Kinh phí (triệu đồng)
        1 | Mua sắm thiết bị | 320""",
        ["Mua sắm thiết bị | budget | năm 2026 | triệu đồng"],
    ),
    "a project's money from all sources": (
        PLAN,
        ("Biểu 1. Kế hoạch vốn đầu tư công năm 2026", "Đơn vị tính: triệu đồng"),
        """TT | Dự án | Thời gian | Quyết định | < | Vốn đã bố trí đến năm 2025 | Kế hoạch vốn | <
        ^ | ^ | ^ | Số, ngày | Tổng mức đầu tư | ^ | Tổng số | Ngân sách tỉnh
        1 | Cầu Hạ | 2024-2026 | 12/QĐ-UBND | 26.500 | 12.000 | 9.800 | 6.000""",
        [
            "Cầu Hạ – Tổng mức đầu tư | budget | giai đoạn 2024-2026 | triệu đồng",
            "Cầu Hạ – Vốn đã bố trí | budget | đến năm 2025 | triệu đồng",
            "Cầu Hạ | budget | năm 2026 | triệu đồng",
            "Cầu Hạ – Ngân sách tỉnh | budget | năm 2026 | triệu đồng",
        ],
    ),
    "amounts under sources, with a total": (
        PLAN,
        ("Biểu 1. Kinh phí thực hiện", "Đơn vị: triệu đồng"),
        """TT | Nội dung | Tổng số | Nguồn vốn | <
        ^ | ^ | ^ | NS tỉnh | Huy động khác
        1 | Làm đường | 1.500 | 900 | 600
        Tổng cộng |  | 1.500 | 900 | 600""",
        [
            "Làm đường | budget | năm 2026 | triệu đồng",
            "Làm đường – NS tỉnh | budget | năm 2026 | triệu đồng",
            "Làm đường – Huy động khác | budget | năm 2026 | triệu đồng",
            "Tổng cộng | budget | năm 2026 | triệu đồng",
            "Tổng cộng – NS tỉnh | budget | năm 2026 | triệu đồng",
            "Tổng cộng – Huy động khác | budget | năm 2026 | triệu đồng",
        ],
    ),
    "sources as rows": (
        PLAN,
        ("Biểu 2. Phân kỳ kinh phí", "Đơn vị tính: triệu đồng"),
        """TT | Nguồn vốn | Tổng giai đoạn 2026-2030 | Năm 2026
        1 | Ngân sách tỉnh | 48.500 | 8.500
         | Tổng cộng | 48.500 | 8.500""",
        [
            "Ngân sách tỉnh | budget | giai đoạn 2026-2030 | triệu đồng",
            "Ngân sách tỉnh | budget | năm 2026 | triệu đồng",
            "Tổng cộng | budget | giai đoạn 2026-2030 | triệu đồng",
            "Tổng cộng | budget | năm 2026 | triệu đồng",
        ],
    ),
    "sources without numbers": (
        PLAN,
        (),
        """Nguồn | Số tiền | Ghi chú
        Ngân sách xã | 1,25 tỷ đồng | Dự toán
        Xã hội hóa | 350 triệu đồng |""",
        ["Ngân sách xã | budget | năm 2026 | ", "Xã hội hóa | budget | năm 2026 | "],
    ),
    "counts are not measured in money": (
        PLAN,
        ("Dự toán kinh phí", "Đơn vị tính: đồng"),
        """TT | Nội dung | Số lượng | Đơn giá | Thành tiền
        1 | Máy tính | 10 | 15.000.000 | 150.000.000""",
        [
            "Máy tính | target | năm 2026 | ",
            "Máy tính – Đơn giá | budget | năm 2026 | đồng",
            "Máy tính | budget | năm 2026 | đồng",
        ],
    ),
    "two targets of one year": (
        PLAN,
        (),
        """TT | Nội dung | Đơn vị | TH 2025 | Chỉ tiêu tỉnh giao 2026 | Chỉ tiêu xã phấn đấu 2026
        1 | Bao phủ BHYT | % | 93,6 | 95,5 | 96,2""",
        [
            "Bao phủ BHYT | result | năm 2025 | %",
            "Bao phủ BHYT – Tỉnh giao | target | năm 2026 | %",
            "Bao phủ BHYT – Xã phấn đấu | target | năm 2026 | %",
        ],
    ),
    "two columns that only repeat role and time": (
        PLAN,
        (),
        """TT | Nội dung | ĐVT | Chỉ tiêu năm 2026 | Kế hoạch năm 2026
        1 | Trồng rừng | ha | 40 | 45""",
        [
            "Trồng rừng – Chỉ tiêu năm 2026 | target | năm 2026 | ha",
            "Trồng rừng – Kế hoạch năm 2026 | target | năm 2026 | ha",
        ],
    ),
    "hamlets with sizes, results and targets": (
        PLAN,
        (),
        """TT | Thôn | Tổng số hộ | Hộ nghèo năm 2025 | < | Kế hoạch hộ nghèo năm 2026 | <
        ^ | ^ | ^ | Số hộ | Tỷ lệ (%) | Số hộ | Tỷ lệ (%)
        1 | Thôn Đông | 320 | 16 | 5,0 | 12 | 3,8""",
        [
            "Thôn Đông – Tổng số hộ | size | năm 2026 | ",
            "Thôn Đông – Hộ nghèo – Số hộ | result | năm 2025 | ",
            "Thôn Đông – Hộ nghèo – Tỷ lệ (%) | result | năm 2025 | %",
            "Thôn Đông – Hộ nghèo – Số hộ | target | năm 2026 | ",
            "Thôn Đông – Hộ nghèo – Tỷ lệ (%) | target | năm 2026 | %",
        ],
    ),
    "schools of a commune": (
        SCHOOL,
        ("III. QUY MÔ NĂM HỌC 2025-2026",),
        """TT | Tên đơn vị | Số lớp | Giáo viên tăng thêm
        1 | Trường Tiểu học Hòa Thịnh | 21 | 2
        2 | Trường THCS Hòa Thịnh | 16 | 1
        Tổng cộng |  | 37 | 3""",
        [
            "Trường Tiểu học Hòa Thịnh – Số lớp | size | năm học 2025-2026 | ",
            "Trường Tiểu học Hòa Thịnh – Giáo viên tăng thêm | target | năm học 2025-2026 | ",
        ],
    ),
    "school years in a plan": (
        SCHOOL,
        (),
        """TT | Chỉ tiêu | ĐVT | Năm học 2024-2025 | Năm học 2025-2026
        1 | Tỷ lệ tốt nghiệp | % | 99,4 | 99,6""",
        [
            "Tỷ lệ tốt nghiệp | result | năm học 2024-2025 | %",
            "Tỷ lệ tốt nghiệp | target | năm học 2025-2026 | %",
        ],
    ),
    "quarters of the year in the heading": (
        PLAN,
        ("II. KẾ HOẠCH THEO QUÝ NĂM 2026",),
        """TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2026 | Chia ra | <
        ^ | ^ | ^ | ^ | Quý I | Quý II
        1 | Thu phí | triệu đồng | 400 | 90 | 100""",
        [
            "Thu phí | target | năm 2026 | triệu đồng",
            "Thu phí | target | quý I/2026 | triệu đồng",
            "Thu phí | target | quý II/2026 | triệu đồng",
        ],
    ),
    "parts of the year above them": (
        PLAN,
        (),
        """TT | Chỉ tiêu | ĐVT | Năm 2027 | < | <
        ^ | ^ | ^ | Cả năm | 6 tháng đầu năm | Quý IV
        1 | Trồng rừng | ha | 40 | 15 | 10""",
        [
            "Trồng rừng | target | năm 2027 | ha",
            "Trồng rừng | target | 6 tháng đầu năm 2027 | ha",
            "Trồng rừng | target | quý IV/2027 | ha",
        ],
    ),
    "months": (
        REPORT,
        (),
        """TT | Chỉ tiêu | ĐVT | Tháng 8 | Tháng 9
        1 | Hồ sơ tiếp nhận | hồ sơ | 1.020 | 1.105""",
        [
            "Hồ sơ tiếp nhận | result | tháng 8/2026 | hồ sơ",
            "Hồ sơ tiếp nhận | result | tháng 9/2026 | hồ sơ",
        ],
    ),
    "a road map of values": (
        PLAN,
        (),
        """TT | Tiêu chí | Đơn vị tính | Hiện trạng năm 2025 | Lộ trình thực hiện | <
        ^ | ^ | ^ | ^ | 2026 | 2027
        1 | Thu nhập | triệu đồng/người | 57,3 | 63 | 69""",
        [
            "Thu nhập | result | năm 2025 | triệu đồng/người",
            "Thu nhập | target | năm 2026 | triệu đồng/người",
            "Thu nhập | target | năm 2027 | triệu đồng/người",
        ],
    ),
    "a road map of crosses": (
        PLAN,
        (),
        """TT | Nhiệm vụ | Cơ quan chủ trì | Lộ trình thực hiện | <
        ^ | ^ | ^ | 2026 | 2027
        1 | Xây dựng nền tảng | Phòng Kinh tế | x |
        2 | Vận hành | Phòng Kinh tế |  | x""",
        [],
    ),
    "row numbers of another paper": (
        PLAN,
        (),
        """TT | Nhiệm vụ | TT trong NQ 71 | Đơn vị chủ trì | Thời gian
        1 | Số hóa hồ sơ | 14 | Văn phòng | Quý I/2026
        2 | Kết nối dữ liệu | 22 | Văn phòng | Quý II/2026""",
        [],
    ),
    "years of building are no values": (
        PLAN,
        (),
        """TT | Công trình | Năm hoàn thành xây dựng | Ghi chú
        1 | Nhà văn hóa | 2012 |
        2 | Trạm y tế | 2019 |""",
        [],
    ),
    "what was given at the start of the year": (
        REPORT,
        (),
        """TT | Nội dung | Giao đầu năm | Đã thực hiện | Còn phải thực hiện
        1 | Trồng cây phân tán (cây) | 15 000 | 9 200 | 5 800""",
        [
            "Trồng cây phân tán (cây) | target | năm 2026 | cây",
            "Trồng cây phân tán (cây) | result | 9 tháng đầu năm 2026 | cây",
            "Trồng cây phân tán (cây) – Còn phải thực hiện | target | 9 tháng đầu năm 2026 | cây",
        ],
    ),
    "the years up to the plan's": (
        PLAN,
        (),
        """Chỉ tiêu | 2024 | 2025 | Ước 2026
        Dân số (người) | 21.340 | 21.502 | 21.688
        Tỷ lệ hộ nghèo (%) | 9,1 | 7,4 | 6,2""",
        [
            "Dân số (người) | result | năm 2024 | người",
            "Dân số (người) | result | năm 2025 | người",
            "Dân số (người) | estimate | năm 2026 | người",
        ],
    ),
    "a resolution of December for the next year": (
        FrontMatter(
            kind="Nghị quyết",
            year=2025,
            unit=XA,
            issued=date(2025, 12, 20),
            subject="Về nhiệm vụ năm 2026",
        ),
        (),
        """TT | Chỉ tiêu | ĐVT | Năm 2025 | Năm 2026
        1 | Tỷ lệ hộ nghèo | % | 6,2 | 4,8""",
        ["Tỷ lệ hộ nghèo | result | năm 2025 | %", "Tỷ lệ hộ nghèo | target | năm 2026 | %"],
    ),
    "long-term aims": (
        PLAN,
        (),
        """TT | Chỉ tiêu | Mục tiêu đến năm 2030 | Định hướng đến năm 2035
        1 | Tỷ lệ đô thị hóa | 45% | 60%""",
        [
            "Tỷ lệ đô thị hóa | target | đến năm 2030 | ",
            "Tỷ lệ đô thị hóa | target | đến năm 2035 | ",
        ],
    ),
    "a header's unit beats the row's": (
        PLAN,
        (),
        """TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2026 | <
        ^ | ^ | ^ | Số hộ | Tỷ lệ (%)
        1 | Hộ nghèo | hộ | 83 | 4,8""",
        [
            "Hộ nghèo – Số hộ | target | năm 2026 | hộ",
            "Hộ nghèo – Tỷ lệ (%) | target | năm 2026 | %",
        ],
    ),
    "a share of the budget is no money": (
        PLAN,
        (),
        """TT | Nội dung | Chi ngân sách cho khoa học (%) năm 2026
        1 | Chuyển đổi số | 2,5""",
        ["Chuyển đổi số – Chi ngân sách cho khoa học (%) | target | năm 2026 | %"],
    ),
}


@pytest.mark.parametrize("shape", INDICATORS)
def test_a_cell_states_what_its_headers_say(shape: str) -> None:
    front, above, text, expected = INDICATORS[shape]
    found = [stated(figure) for figure in figures(text, front, *above)]
    assert found[: len(expected)] == expected
    assert bool(found) is bool(expected)


PLACES: Mapping[str, tuple[FrontMatter, tuple[str, ...], str, list[str]]] = {
    "bare names under sections": (
        DECISION,
        (),
        """TT | Tên đơn vị | Tỷ lệ bao phủ BHYT (%) |
         |  | Năm 2026 | Năm 2027
        I | Các phường |  |
        1 | Sao Mai | 97,2 | 97,8
        II | Các xã |  |
        2 | Hòa Thịnh | 95,1 | 95,9
        Toàn tỉnh |  | 95,6 | 96,3""",
        [
            "Tỷ lệ bao phủ BHYT (%) @ phường Sao Mai, Lam Giang",
            "Tỷ lệ bao phủ BHYT (%) @ phường Sao Mai, Lam Giang",
            "Tỷ lệ bao phủ BHYT (%) @ xã Hòa Thịnh, Lam Giang",
            "Tỷ lệ bao phủ BHYT (%) @ xã Hòa Thịnh, Lam Giang",
            "Tỷ lệ bao phủ BHYT (%) @ tỉnh Lam Giang",
            "Tỷ lệ bao phủ BHYT (%) @ tỉnh Lam Giang",
        ],
    ),
    "bare names that the paper knows": (
        DECISION,
        ("Giao phường Sao Mai và xã Hòa Thịnh thực hiện.", "Phụ lục. Hộ thoát nghèo (hộ)"),
        """TT | Xã, phường | Chỉ tiêu năm 2026
        1 | Sao Mai | 12
        2 | Hòa Thịnh | 40""",
        [
            "Hộ thoát nghèo (hộ) @ phường Sao Mai, Lam Giang",
            "Hộ thoát nghèo (hộ) @ xã Hòa Thịnh, Lam Giang",
        ],
    ),
    "names with their kind": (
        DECISION,
        (),
        """TT | Địa phương | Thu ngân sách (triệu đồng) | <
        ^ | ^ | Dự toán thu năm 2026 | Trong đó: tiền sử dụng đất
        1 | Xã Hòa Thịnh | 13.900 | 5.300
        2 | UBND phường Sao Mai | 120.600 | -""",
        [
            "Thu ngân sách – Dự toán thu @ xã Hòa Thịnh, Lam Giang",
            "Thu ngân sách – Trong đó: tiền sử dụng đất @ xã Hòa Thịnh, Lam Giang",
            "Thu ngân sách – Dự toán thu @ phường Sao Mai, Lam Giang",
            "Thu ngân sách – Trong đó: tiền sử dụng đất @ phường Sao Mai, Lam Giang",
        ],
    ),
    "communes among other rows": (
        DECISION,
        (),
        """TT | Nội dung | Số hộ nghèo (hộ)
        1 | Phường Sao Mai | 12
        2 | Các cơ quan khác | 3""",
        [
            "Số hộ nghèo (hộ) @ phường Sao Mai, Lam Giang",
            "Các cơ quan khác – Số hộ nghèo (hộ) @ tỉnh Lam Giang",
        ],
    ),
    "names that nobody knows": (
        DECISION,
        (),
        """TT | Tên đơn vị | Chỉ tiêu năm 2026
        1 | Sao Mai | 12
        2 | Hòa Thịnh | 40""",
        ["Sao Mai @ tỉnh Lam Giang", "Hòa Thịnh @ tỉnh Lam Giang"],
    ),
    "provinces in a paper of the centre": (
        FrontMatter(kind="Quyết định", year=2026, unit=Unit("", "Trung ương")),
        (),
        """TT | Địa phương | Tỷ lệ xã đạt chuẩn (%)
        1 | Lạng Sơn | 55
        2 | Hà Nội | 100""",
        ["Tỷ lệ xã đạt chuẩn (%) @ tỉnh Lạng Sơn", "Tỷ lệ xã đạt chuẩn (%) @ thành phố Hà Nội"],
    ),
    "hamlets under a commune": (
        PLAN,
        (),
        """TT | Đơn vị | Chỉ tiêu giao 2026 | <
        ^ | ^ | Số người | Tỷ lệ (%)
        1 | Thôn Đông | 310 | 95
         | Toàn xã | 310 | 95""",
        [
            "Thôn Đông – Số người @ xã Hòa Thịnh, Lam Giang",
            "Thôn Đông – Tỷ lệ (%) @ xã Hòa Thịnh, Lam Giang",
            "Số người @ xã Hòa Thịnh, Lam Giang",
            "Tỷ lệ (%) @ xã Hòa Thịnh, Lam Giang",
        ],
    ),
}


@pytest.mark.parametrize("shape", PLACES)
def test_a_row_belongs_to_the_place_that_it_names(shape: str) -> None:
    front, above, text, expected = PLACES[shape]
    found = [
        f"{f.indicator} @ {', '.join(filter(None, (f.place.label, f.place.province)))}"
        for f in figures(text, front, *above)
        if f.place
    ]
    assert found == expected


@pytest.mark.parametrize("shape", PLACES)
def test_ledger_and_index_give_a_row_the_same_place(shape: str) -> None:
    front, above, text, _ = PLACES[shape]
    blocks = structure([*map(Piece, above), Piece("", grid=grid(text))])
    found = next(block.table for block in blocks if block.table)
    document = Document("d", "d.txt", "d.txt", "/d.txt", "0", Shelf.PUBLIC, front, blocks)
    indexed = {part.row: part.place for part in row_parts(document, found, 400)}
    for figure in read_figures(blocks, front):
        if figure.row is not None:
            assert figure.place == (indexed[figure.row] or front.unit)


def test_a_place_without_province_is_in_the_document_s() -> None:
    blocks = structure(
        [Piece("", grid=grid("TT | Xã | Số hộ\n1 | Xã Tân Khê | 3\n2 | Mường Lạn | 4"))]
    )
    found = next(block.table for block in blocks if block.table)
    places = [place_of(found, row, XA) for row in found.rows]
    assert places == [Unit("xã", "Tân Khê", "Lam Giang"), Unit("xã", "Mường Lạn", "Lam Giang")]


@pytest.mark.parametrize(
    "header",
    [
        "TT | Chỉ tiêu | ĐVT | Toàn tỉnh | Phường Sao Mai | Xã Tân Khê",
        "TT | Chỉ tiêu | ĐVT | Toàn tỉnh | UBND phường Sao Mai (giao) | Tân Khê",
    ],
)
def test_a_column_belongs_to_the_commune_that_its_header_names(header: str) -> None:
    above = ("Giao chỉ tiêu cho phường Sao Mai, xã Tân Khê như sau:",)
    found = figures(f"{header}\n1 | Tỷ lệ hộ nghèo | % | 3,2 | 0,6 | 5,4", DECISION, *above)
    told = [(f.indicator, f.text, f.place.label if f.place else "") for f in found if f.row == 0]
    assert told == [
        ("Tỷ lệ hộ nghèo", "3,2", "tỉnh Lam Giang"),
        ("Tỷ lệ hộ nghèo", "0,6", "phường Sao Mai"),
        ("Tỷ lệ hộ nghèo", "5,4", "xã Tân Khê"),
    ]


def test_columns_of_a_commune_keep_what_else_they_are_called() -> None:
    found = figures(
        "TT | Chỉ tiêu | Phường Sao Mai › Kế hoạch 2026 | Phường Sao Mai › Dân số (người)"
        "\n1 | Cấp nước sạch | 90 | 12.000",
        DECISION,
    )
    assert [f.indicator for f in found] == ["Cấp nước sạch", "Cấp nước sạch – Dân số (người)"]
    assert {f.place for f in found} == {Unit("phường", "Sao Mai", "Lam Giang")}


def test_a_number_with_spaces_is_read_in_the_unit_of_its_row() -> None:
    first, *_ = figures(
        "TT | Nội dung | Kế hoạch 2026\n1 | Trồng cây (cây) | 15 000\n2 | Trồng cỏ (ha) | 12", PLAN
    )
    assert first.quantity is not None
    assert (first.quantity.low, first.quantity.unit, first.text) == (
        Decimal(15000),
        "cây",
        "15 000",
    )


def test_titles_of_row_chunks_name_the_columns_that_state_different_things() -> None:
    front, above, text, _ = INDICATORS["hamlets with sizes, results and targets"]
    blocks = structure([*map(Piece, above), Piece("", grid=grid(text))])
    found = next(block.table for block in blocks if block.table)
    document = Document("d", "d.txt", "d.txt", "/d.txt", "0", Shelf.PUBLIC, front, blocks)
    titles = [part.title for part in row_parts(document, found, 400)]
    assert titles == ["Thôn Đông · Tổng số hộ · Hộ nghèo – Số hộ · Hộ nghèo – Tỷ lệ (%)"]


def test_a_column_that_is_a_commune_gives_the_place() -> None:
    found = figures(
        """TT | Chỉ tiêu | ĐVT | Phường Sao Mai | UBND xã Vân Phú | Toàn tỉnh
        1 | Thu ngân sách | Tỷ đồng | 120 | 45 | 195""",
        DECISION,
        "Điều 1. Giao chỉ tiêu năm 2026",
    )
    assert [
        (f.indicator, f.place and f.place.label, f.place and f.place.province) for f in found
    ] == [
        ("Thu ngân sách", "phường Sao Mai", "Lam Giang"),
        ("Thu ngân sách", "xã Vân Phú", "Lam Giang"),
        ("Thu ngân sách", "tỉnh Lam Giang", ""),
    ]


def test_a_part_is_called_with_the_row_it_is_a_part_of() -> None:
    found = figures(
        """TT | Chỉ tiêu | ĐVT | Thực hiện năm 2025
        1 | Thu ngân sách | Tỷ đồng | 120
         | - Thu tiền sử dụng đất | Tỷ đồng | 45
         | Trong đó: đấu giá | Tỷ đồng | 30
        2 | Số lao động | Người | 900
         | Trong đó: có bằng cấp | Người | 300""",
        PLAN,
    )
    assert [f.indicator for f in found] == [
        "Thu ngân sách",
        "Thu tiền sử dụng đất",
        "Thu ngân sách: đấu giá",
        "Số lao động",
        "Số lao động: có bằng cấp",
    ]


def test_a_row_of_a_list_of_persons_is_called_after_the_person() -> None:
    columns = ("TT", "Họ và tên", "Chức vụ", "Chức danh trong Tổ", "Số điện thoại")
    cells = ("1", "Nguyễn Văn An", "Chủ tịch UBND", "Tổ trưởng", "0912345678")
    assert row_title(columns, cells) == "Nguyễn Văn An, Chủ tịch UBND, Tổ trưởng"
    tasks = ("TT", "Việc cần làm", "Người phụ trách")
    assert row_title(tasks, ("1", "Rà soát hồ sơ", "Nguyễn Văn An")) == "Rà soát hồ sơ"


def test_headers_and_titles_give_days_years_and_units() -> None:
    found = figures(
        """TT | Nội dung (Đơn vị tính: ha) | Thu hồi đến 30/9/2026 | Phường Sao Mai
        1 | Diện tích lúa | 12 | 5
        2 | Diện tích màu năm 2025 | 30 | 7""",
        REPORT,
    )
    assert [stated(figure) for figure in found] == [
        "Diện tích lúa – Thu hồi | result | đến ngày 30/09/2026 | ha",
        "Diện tích lúa | result | 9 tháng đầu năm 2026 | ha",
        "Diện tích màu năm 2025 – Thu hồi | result | đến ngày 30/09/2026 | ha",
        "Diện tích màu năm 2025 | result | năm 2025 | ha",
    ]


def test_a_caption_that_is_only_a_number_names_nothing() -> None:
    found = figures(
        """TT | Xã, phường | Kế hoạch vốn năm 2026
        1 | Xã Vân Phú | 42""",
        DECISION,
        "PHỤ LỤC",
    )
    assert [figure.indicator for figure in found] == ["Kế hoạch vốn năm 2026"]
