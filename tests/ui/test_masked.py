"""Personal numbers are masked wherever they are written; nothing else in a text changes."""

from pathlib import Path

import pytest

from ingest.document import Shelf
from ingest.read import read
from ingest.text import nfc
from ui.audit.masked import masked

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("CCCD 031190004567 của tôi", "CCCD ***67 của tôi"),
        ("số định danh: 031 190 004 567", "số định danh: ***67"),
        ("cccd so 0311.9000.4567 het han", "cccd so ***67 het han"),
        ("Ông Nguyễn Văn A, 031190004567, tổ 7", "Ông Nguyễn Văn A, ***67, tổ 7"),
        ("CMND 145678901", "CMND ***01"),
        ("cmnd 012345678.", "cmnd ***78."),
        ("chứng minh nhân dân số 145 678 901", "chứng minh nhân dân số ***01"),
        ("tổ 5 0912345678", "tổ 5 ***78"),
        ("gọi 0912.345.678 hoặc 0987 654 321", "gọi ***78 hoặc ***21"),
        ("sdt0912345678", "sdt***78"),
        ("0912-345-678", "***78"),
        ("091 2345 678", "***78"),
        ("09 1234 5678", "***78"),
        ("0 9 1 2 3 4 5 6 7 8", "***78"),
        ("+84912345678", "***78"),
        ("+84 912 345 678", "***78"),
        ("(+84) 91 234 5678", "***78"),
        ("+84 (0)912 345 678", "***78"),
        ("0084912345678", "***78"),
        ("84912345678 nhé", "***78 nhé"),
        ("máy bàn 0225.3842.468", "máy bàn ***68"),
        ("(0225) 3.842.468", "***68"),
        ("024 3824 1234", "***34"),
        ("mã số thuế 8012345678", "mã số thuế ***78"),
        ("MST: 8012345678-001", "MST: ***01"),
        ("STK 0011004123456 VCB", "STK ***56 VCB"),
        ("số tài khoản ngân hàng của chị Vân là 19031234567018", None),
        ("tài khoản ngân hàng 1903 1234 5670 18", "tài khoản ngân hàng ***18"),
        ("hộ chiếu C1234567", "hộ chiếu ***67"),
        ("thẻ BHYT GD4010112345678", "thẻ BHYT ***78"),
        ("GD 401 01 123 45678", None),
        ("sổ BHXH 0123456789", "sổ BHXH ***89"),
        ("gửi nguyen.van-a@gmail.com nhé", "gửi ***@gmail.com nhé"),
        ("nvan@saomai.gov.vn", "***@saomai.gov.vn"),
        ("số điện thoại 0912\u200b345678", "số điện thoại ***78"),
        # By a slash, a comma or a dash from another number or a word.
        ("SĐT:0912345678/0987654321", "SĐT:***78/***21"),
        ("0912345678 / 0987654321", "***78 / ***21"),
        ("0912.345.678/0987.654.321", "***78/***21"),
        ("0912345678,0987654321;0356789012", "***78,***21;***12"),
        ("SĐT 0912345678-0987654321", "SĐT ***78-***21"),
        ("0912345678.0987654321", "***78.***21"),
        ("0912345678-Nam, 001199001234-2024", "***78-Nam, ***34-2024"),
        ("0912345678/UBND", "***78/UBND"),
        ("UBND/0912345678", "UBND/***78"),
        ("0912345678/+84987654321", "***78/***21"),
        ("CCCD 001199001234/2024", "CCCD ***34/2024"),
        ("Nam/001199001234/tổ 7", "Nam/***34/tổ 7"),
        ("STK 19031234567018/VCB", "STK ***18/VCB"),
        # Spaces, dashes and digits of other kinds.
        ("gọi\u00a00912\u00a0345\u00a0678\u00a0nhé", "gọi\u00a0***78\u00a0nhé"),
        ("0912\u2009345\u202f678", "***78"),
        ("0912–345–678", "***78"),
        ("0912\u2011345\u2011678", "***78"),
        ("0912−345−678", "***78"),
        ("０９１２３４５６７８", "***７８"),
        ("ＣＣＣＤ：００１１９９００１２３４", "ＣＣＣＤ：***３４"),
        ("٠٩١٢٣٤٥٦٧٨", "***٧٨"),
        ("“0912345678” – 2026–2030", "“***78” – 2026–2030"),
        # Gaps of other kinds.
        ("0912  345  678", "***78"),
        ("0912,345,678", "***78"),
        ("0912_345_678", "***78"),
        ("0912.345 678", "***78"),
        ("0912 - 345 - 678", "***78"),
        ("09 12 34 56 78", "***78"),
        ("001,199,001,234", "***34"),
        ("001199  001234", "***34"),
        ("001_199_001_234", "***34"),
        ("(091)2345678", "***78"),
        ("(0912) 345 678", "***78"),
        ("024  3824  1234", "***34"),
        # Named numbers, grouped as on the card.
        ("tài khoản 1903 1234 5678 90", "tài khoản ***90"),
        ("tài khoản 1903.1234.5678.90", "tài khoản ***90"),
        ("STK 1903  1234  5678  90", "STK ***90"),
        ("sổ BHXH 01234 56789", "sổ BHXH ***89"),
        ("hộ chiếu c1234567", "hộ chiếu ***67"),
        ("hộ chiếu c 123 4567", "hộ chiếu ***67"),
        ("C 1234567", "***67"),
        ("b12345678", "***78"),
        ("thẻ bhyt gd4010112345678", "thẻ bhyt ***78"),
        ("gd4010112345678", "***78"),
        ("gd 4 01 01 123 45678", "***78"),
        ("Gd-401-01-123-45678", "***78"),
        # What begins with 0 is no amount.
        ("0912345678đ", "***78đ"),
        ("0912345678 người nhận", "***78 người nhận"),
        ("0912345678%", "***78%"),
        ("0912 345 678%", "***78%"),
        ("/chat?q=0912345678%20nam", "/chat?q=***78%20nam"),
        ("CCCD 001199001234 năm sinh 1999", "CCCD ***34 năm sinh 1999"),
        ("CMND 145678901 ngày cấp 12/3/2010", "CMND ***01 ngày cấp 12/3/2010"),
    ],
)
def test_a_personal_number_keeps_its_last_two_digits_at_most(text: str, shown: str | None) -> None:
    if shown is None:
        assert "***" in masked(text)
        assert not any(len(run) > 2 for run in masked(text).split() if run.isdigit())
    else:
        assert masked(text) == shown
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize(
    "text",
    """Chỉ tiêu 86% năm 2026, kết quả 74,6%
tổng chi 172,9 tỷ đồng, 1.234.567.890 đồng, 120000000 đồng, 912345678 đồng, 0,912345678
kinh phí 031190004567 đồng
Kế hoạch 27/KH-UBND ngày 20/01/2026, 66.18/2026/NQ-CP, 193/2025/QH15, 0912345678/QĐ-UBND
từ 05.06.2026 07 giờ đến 31.12.2026, giai đoạn 2026 - 2030, 01.01.2026 - 31.12.2026
năm 2024 2025 2026 2027, các năm 2024-2025-2026
cấp 12.345 thẻ căn cước, số CCCD đã cấp 12.345, tài khoản VNeID 15.236
căn cước cấp năm 2025 2026 2027
số tài khoản đã kích hoạt: 1.236.000 tài khoản, đạt 86,30%
tổng đài 1900 1234, 18001091, 113, 1022
diện tích 1.234.567 m2, 12.345,678 ha; 1 234 567 người
thửa đất số 45 tờ bản đồ 12
mã số 19, TT 23, mục III.2.1, 0,85 0,83 ≤ 0,65
0.912.345 hộ
1.234.567 đồng, 912.345.678 đồng, 912 345 678 đồng, 912,345,678 VND, 912345678,012 đồng
la 1 234 567 890 123 dong, so 1 2 3 4 5 6 7 8 9 10 11, nhóm B 12345678 đồng
0912/QĐ-UBND, 33/KH-UBND, 0912345678/2026/QĐ-UBND, số 0912/UBND, 12/2026/TT-BTC
ngày 5/09/2026, 05/06/2026–07/08/2026, 2026–2030, 2024–2025–2026, 01 / 06 / 2026
03, 05, 07, 12, 15; 0, 3, 5, 7, 2, 1, 4, 6, 8, 9; mã 001,002,003,004; 03/05/07/09/11
tỷ lệ 03 05 07 12 15%; 1 000 000 000 000 đồng; 1_000_000_000_000; điện thoại	1000	1100	1200
tài khoản 2025 2026 2027, tài khoản 2024-2025-2026, tài khoản VNeID: 12.345.678, 912345678 tài khoản
12,5%, 0,0912345678, 1763668101.0912345678, 86,30 %, 35.678,9 ha, 1.234.567 m²""".splitlines(),
)
def test_what_is_no_personal_number_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    "path",
    sorted(p for f in ("samples/corpus",) for p in (ROOT / f).iterdir()),
    ids=lambda path: path.stem,
)
def test_nothing_of_the_sample_papers_changes(path: Path) -> None:
    document = read(path, path.parent, Shelf.PUBLIC)
    texts = [nfc(block.text) for block in document.blocks]
    cells = [nfc(c) for b in document.blocks if b.table for r in b.table.rows for c in r.cells]
    changed = [text for text in (*texts, *cells) if masked(text) != text]
    assert changed == []
