"""What our own reader makes of the files: the paper that was drafted, and no figure changed."""

from pathlib import Path

import pytest

from assistant.drafting.draft import Draft
from assistant.export.copies import Copy
from assistant.export.saved import save
from ingest.document import BlockKind, Document, Shelf
from ingest.read import read
from tests.assistant.export.drafts import SUBJECT, UNIT, letter, plan, report


def _read(draft: Draft, folder: Path, copy: Copy, suffix: str = ".docx") -> Document:
    path = folder / f"paper{suffix}"
    save(draft, path, copy)
    return read(path, folder, Shelf.PUBLIC)


@pytest.mark.parametrize("suffix", [".docx", ".md"])
@pytest.mark.parametrize("copy", Copy)
def test_the_head_is_read_as_it_was_drafted(tmp_path: Path, copy: Copy, suffix: str) -> None:
    front = _read(plan(), tmp_path, copy, suffix).front
    assert (front.number, front.kind, front.subject) == ("/KH-UBND", "Kế hoạch", SUBJECT)
    assert (front.issuer, front.unit) == ("UBND phường Bến Trúc", UNIT)
    assert front.issued is None
    assert front.signer_title == "Chủ tịch"


def test_the_bases_and_recipients_of_a_clean_copy_are_read(tmp_path: Path) -> None:
    front = _read(plan(), tmp_path, Copy.CLEAN).front
    assert front.bases == (
        "Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;",
        "Căn cứ Nghị định số 45/2026/NĐ-CP ngày 20/3/2026 của Chính phủ;",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh Lam Giang [CẦN KIỂM TRA].",
    )
    assert front.recipients == ("UBND tỉnh Lam Giang;", "Thường trực Đảng ủy;", "Lưu: VT, VHXH.")


@pytest.mark.parametrize("copy", Copy)
def test_headings_and_appendices_are_read_at_their_levels(tmp_path: Path, copy: Copy) -> None:
    blocks = _read(plan(), tmp_path, copy).blocks
    headings = [b.text for b in blocks if b.kind is BlockKind.HEADING]
    assert headings[:7] == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "2. Yêu cầu",
        "II. CHỈ TIÊU",
        "1.1. Cách tính",
        "Phụ lục I. PHÂN CÔNG NHIỆM VỤ",
        "Phụ lục II. KINH PHÍ",
    ]
    purpose = next(b for b in blocks if b.text == "1. Mục đích")
    assert purpose.path == ("I. MỤC ĐÍCH, YÊU CẦU",)


@pytest.mark.parametrize("copy", Copy)
def test_tables_are_read_with_their_groups_and_no_marker_in_a_figure(
    tmp_path: Path, copy: Copy
) -> None:
    document = _read(plan(), tmp_path, copy)
    tables = [b.table for b in document.blocks if b.table][:3]
    assert [len(t.rows) for t in tables] == [3, 30, 60]
    assert [row.group for row in tables[0].rows] == [
        ("I. Chính quyền số",),
        ("I. Chính quyền số",),
        ("II. Xã hội số",),
    ]
    stated = [f for f in document.figures if f.quantity and f.measure == "%" and f.row is not None]
    read_figures = {f.quantity.low for f in stated if f.quantity}
    # "85" with a raised "[3]" is left unread, and is never read as another figure
    assert read_figures == (set() if copy is Copy.ANNEX else {85, 90})


def test_a_report_and_a_letter_are_read_as_such(tmp_path: Path) -> None:
    front = _read(report(), tmp_path, Copy.CLEAN).front
    assert (front.number, front.kind) == ("/BC-UBND", "Báo cáo")
    assert front.subject == "Kết quả chuyển đổi số năm 2026"
    front = _read(letter(), tmp_path, Copy.CLEAN).front
    assert (front.kind, front.subject) == ("Công văn", "hướng dẫn số hóa hồ sơ lưu trữ")
    assert front.signer == "Đinh Quang Hưng"
