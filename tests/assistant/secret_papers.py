"""Public papers of a ward, internal ones of the same ward, and what only the latter tell."""

import re
from pathlib import Path

from ingest.document import Shelf
from tests.assistant.papers import paper, table

PUBLIC = frozenset({Shelf.PUBLIC})

_PLAN = paper(
    """
Căn cứ Quyết định số 40/QĐ-UBND ngày 05/3/2025 của UBND tỉnh Lam Giang về bộ tiêu chí;

I. MỤC TIÊU

Phấn đấu 85% hồ sơ nộp trực tuyến trong năm 2026.

Chuyển đổi số là việc đưa công việc của chính quyền lên môi trường số.

"""
    + table(
        "TT | Chỉ tiêu | Đơn vị tính | Kế hoạch năm 2026 | Cơ quan chủ trì",
        "1 | Tỷ lệ hồ sơ nộp trực tuyến | % | 85 | Văn phòng HĐND và UBND",
        "2 | Tỷ lệ người dân có tài khoản VNeID | % | 90 | Công an phường",
        "3 | Số tổ công nghệ số cộng đồng | tổ | 12 | Phòng Văn hóa - Xã hội",
    )
    + """

II. NHIỆM VỤ

1. Tuyên truyền đến từng hộ dân về dịch vụ công trực tuyến.

2. Bố trí máy tính tại nhà văn hóa các khu phố.

III. TỔ CHỨC THỰC HIỆN

1. Phòng Văn hóa - Xã hội chủ trì, phối hợp với Công an phường hướng dẫn người dân, xong trước
ngày 30/6/2026.

2. Văn phòng HĐND và UBND theo dõi, đôn đốc.
""",
    subject="Chuyển đổi số phường Bến Trúc năm 2026",
)
_DECISION = paper(
    """
Điều 1. Thành lập Tổ công tác chuyển đổi số phường gồm 9 thành viên.

Điều 2. Tổ công tác họp mỗi tháng một lần.
""",
    number="12/QĐ-UBND",
    day="ngày 10 tháng 02 năm 2025",
    kind="Quyết định",
    subject="Về việc thành lập Tổ công tác chuyển đổi số phường Bến Trúc",
)
_REPORT = paper(
    """
I. KẾT QUẢ

Tỷ lệ hồ sơ nộp trực tuyến đạt 81,5% trong 9 tháng năm 2026.

"""
    + table(
        "TT | Chỉ tiêu | Đơn vị tính | Kết quả 9 tháng năm 2026",
        "1 | Tỷ lệ người dân có tài khoản VNeID | % | 88",
        "2 | Số hộ nghèo | hộ | 41",
    )
    + """

II. TỒN TẠI, HẠN CHẾ

Một số khu phố chưa có mạng không dây tại nhà văn hóa.
""",
    number="105/BC-UBND",
    day="ngày 02 tháng 10 năm 2026",
    kind="Báo cáo",
    subject="Kết quả chuyển đổi số 9 tháng năm 2026 phường Bến Trúc",
)

# What only internal papers hold; the marks by which a leak is known.
_SECRET_REPLACES = paper(
    """
Điều 1. Thành lập Tổ công tác chuyển đổi số phường gồm 7 thành viên.

Điều 2. Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 10/02/2025 của UBND phường Bến Trúc.
""",
    number="77/QĐ-UBND",
    day="ngày 03 tháng 3 năm 2026",
    kind="Quyết định",
    subject="Về việc kiện toàn Tổ công tác chuyển đổi số phường Bến Trúc",
    signer="Tống Khắc Ghềnh",
)
_SECRET_REPORT = paper(
    """
I. KẾT QUẢ

Tỷ lệ hồ sơ nộp trực tuyến đạt 61,3% trong 9 tháng năm 2026.

Đề án Thủy Triều là phương án di dời 214 hộ ven sông Khoẳm.

"""
    + table(
        "TT | Chỉ tiêu | Đơn vị tính | Kế hoạch năm 2026 | Kết quả 9 tháng năm 2026 | Chủ trì",
        "1 | Tỷ lệ người dân có tài khoản VNeID | % | 99 | 73 | Tổ Mật vụ Khoẳm",
        "2 | Số vụ khiếu kiện vượt cấp | vụ | 5 | 37 | Thanh tra phường",
        "3 | Số hộ nghèo | hộ | 30 | 66 | Phòng Kinh tế",
    )
    + """

II. NHIỆM VỤ

1. Thanh tra phường chủ trì rà soát 37 vụ khiếu kiện, xong trước ngày 15/12/2026.

2. Lập danh sách di dời ven sông Khoẳm theo Đề án Thủy Triều.

III. NGUYÊN NHÂN

Nguyên nhân hồ sơ nộp trực tuyến thấp là do phần mềm lỗi nghiêm trọng.
""",
    number="209/BC-UBND",
    day="ngày 06 tháng 10 năm 2026",
    kind="Báo cáo",
    subject="Tình hình khiếu kiện và chuyển đổi số 9 tháng năm 2026",
    signer="Tống Khắc Ghềnh",
)
_SECRET_OTHER_WARD = paper(
    "I. KẾT QUẢ\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 97,7% trong 9 tháng năm 2026.\n\n"
    + table(
        "TT | Chỉ tiêu | Đơn vị tính | Kết quả 9 tháng năm 2026",
        "1 | Tỷ lệ người dân có tài khoản VNeID | % | 58",
        "2 | Số hộ nghèo | hộ | 93",
    ),
    unit="phường Ghềnh Sậy",
    number="88/BC-UBND",
    day="ngày 01 tháng 10 năm 2026",
    kind="Báo cáo",
    subject="Kết quả chuyển đổi số 9 tháng năm 2026 phường Ghềnh Sậy",
)
_NAMELESS = "Nhà văn hóa khu phố 3 mở cửa từ 7 giờ đến 21 giờ các ngày trong tuần.\n"
OPEN = {
    "a-ke-hoach.txt": _PLAN,
    "b-quyet-dinh.txt": _DECISION,
    "c-bao-cao.txt": _REPORT,
    "d-gio-mo-cua.txt": _NAMELESS,
}
SECRET = {
    "bao-cao-mat.txt": _SECRET_REPORT,
    "kien-toan-mat.txt": _SECRET_REPLACES,
    "phuong-khac-mat.txt": _SECRET_OTHER_WARD,
    "ban-sao-mat-ke-hoach.txt": _PLAN,  # aliases: the same bytes as a public paper
    "mat-vu-khoam.txt": _NAMELESS,  # called by its name, having no other
}
SECRETS = re.compile(
    r"khoẳm|khoam|thủy triều|ghềnh|61,3|97,7|\b214\b|\b37\b|\bmat\b|mật vụ|khiếu kiện|\b77/|209/|"
    r"nghiêm trọng|-mat|noi-bo|kiện toàn|7 thành viên",
    re.IGNORECASE,
)


def write_papers(folder: Path) -> tuple[Path, Path]:
    """The folder of the public papers and that of the internal ones, made in this folder."""
    shelves = folder / "cong-khai", folder / "noi-bo"
    for shelf, papers in zip(shelves, (OPEN, SECRET), strict=True):
        shelf.mkdir()
        for name, text in papers.items():
            (shelf / name).write_text(text, "utf-8")
    return shelves
