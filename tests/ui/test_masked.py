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
0.912.345 hộ""".splitlines(),
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
