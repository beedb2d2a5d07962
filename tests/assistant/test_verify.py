"""Verification keeps a statement only where its source holds every figure, date and number."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.composed import Composed
from assistant.conversation import Status
from assistant.evidence import Basis, Statement
from assistant.verify import verify
from ingest.document import FrontMatter, Shelf
from vectorstore.records import DocumentRecord

FRONT = FrontMatter("33/KH-UBND", "Kế hoạch", "UBND phường An Bình", None, date(2026, 1, 16), 2026)
RECORD = DocumentRecord("d1", "kh.docx", "kh.docx", "/x/kh.docx", "0", Shelf.PUBLIC, FRONT)
ROW = Basis(
    record=RECORD,
    block=4,
    section=("Phụ lục 1", "III. Xã hội số"),
    quote="28 | Tỷ lệ người dân có tài khoản VNeID | ≥ 70% | 85% | 3,0",
    row="28",
    row_index=27,
    support="Kết quả 2025\nNăm 2026\nKinh phí (tỷ đồng)",
)


def verified(text: str, *bases: Basis) -> Composed:
    return verify(Composed(Status.ANSWERED, (Statement(text, bases or (ROW,)),)), "vi")


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2026, chỉ tiêu là 85%",
        "Năm 2025, kết quả là ≥ 70%",
        "Kết quả năm 2025: từ 70% trở lên".replace("từ ", ""),
        "Kinh phí là 3,0 tỷ đồng",
        "Kinh phí là 3.000 triệu đồng",
        "Kế hoạch số 33/KH-UBND ngày 16/01/2026, dòng 28",
        "Kế hoạch ban hành ngày 16 tháng 01 năm 2026",
    ],
)
def test_what_stands_in_the_source_is_kept(text: str) -> None:
    result = verified(text)
    assert result.statements
    assert result.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2026, chỉ tiêu là 86%",
        "Năm 2025, kết quả là 70%",
        "Năm 2026, chỉ tiêu là ≥ 85%",
        "Năm 2027, chỉ tiêu là 85%",
        "Kinh phí là 30 tỷ đồng",
        "Kinh phí là 3,0 triệu đồng",
        "Kế hoạch số 34/KH-UBND",
        "Kế hoạch ban hành ngày 17/01/2026",
    ],
)
def test_what_does_not_stand_there_is_taken_out_and_said_so(text: str) -> None:
    result = verified(text)
    assert result.statements == ()
    assert [finding.kind for finding in result.findings] == ["removed"]
    assert result.status is not Status.ANSWERED


def test_a_good_statement_stays_when_a_bad_one_goes() -> None:
    good, bad = Statement("Chỉ tiêu là 85%", (ROW,)), Statement("Chỉ tiêu là 90%", (ROW,))
    result = verify(Composed(Status.ANSWERED, (good, bad)), "vi")
    assert result.statements == (good,)
    assert result.status is Status.PARTIAL


def test_any_of_the_cited_places_may_hold_the_figure() -> None:
    other = replace(ROW, quote="5 | Tỷ lệ hộ nghèo | 0,65%", row="5", row_index=4)
    assert verified("0,65% và 85%", ROW, other).statements


def test_words_about_the_search_need_no_source() -> None:
    said = Statement("Các văn bản hiện có không nêu số liệu này cho năm 2031.")
    assert verify(Composed(Status.NO_INFORMATION, (said,)), "vi").statements == (said,)
