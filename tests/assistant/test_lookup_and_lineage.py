"""Documents are found by their number, and say what they replace and what they rest on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.conversation import Answer, Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"

_COLUMNS = "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Mục tiêu năm 2026 | Cơ quan chủ trì"
_OLD_ROW = "1 | Tỷ lệ hồ sơ nộp trực tuyến | % | 78,5 | 90 | Trung tâm Phục vụ hành chính công"
_ONLY_OLD_ROW = "2 | Số điểm wifi công cộng | Điểm | 6 | 11 | Phòng Kinh tế"
_NEW_ROW = "1 | Tỷ lệ hồ sơ nộp trực tuyến | % | 78,5 | 94 | Trung tâm Phục vụ hành chính công"

PAPERS = {
    "ke-hoach.md": paper(
        f"""Căn cứ Nghị quyết số 12/NQ-HĐND ngày 20/12/2025 của HĐND phường Bến Trúc về nhiệm vụ \
năm 2026;

Căn cứ Quyết định số 305/QĐ-UBND ngày 05/01/2026 của UBND tỉnh Hoài Sơn về giao chỉ tiêu chuyển \
đổi số năm 2026;

I. MỤC TIÊU

1. Đổi mới cách phục vụ người dân.
---
Phụ lục
CHỈ TIÊU NĂM 2026

{table(_COLUMNS, _OLD_ROW, _ONLY_OLD_ROW)}"""
    ),
    "ke-hoach-dieu-chinh.md": paper(
        f"""I. CHỈ TIÊU ĐIỀU CHỈNH

Chỉ tiêu sau điều chỉnh tại Phụ lục.

II. TỔ CHỨC THỰC HIỆN

1. Kế hoạch này thay thế Kế hoạch số 31/KH-UBND ngày 15/01/2026 của UBND phường Bến Trúc về \
chuyển đổi số năm 2026.
---
Phụ lục
CHỈ TIÊU NĂM 2026 SAU ĐIỀU CHỈNH

{table(_COLUMNS, _NEW_ROW)}""",
        number="88/KH-UBND",
        day="ngày 18 tháng 6 năm 2026",
        subject="Chuyển đổi số năm 2026 (điều chỉnh)",
        signer="Lý Thị Thanh Hà",
    ),
    "bao-cao.md": paper(
        """Thực hiện Kế hoạch số 88/KH-UBND ngày 18/6/2026 của UBND phường Bến Trúc, UBND phường \
báo cáo như sau:

I. KẾT QUẢ

1. Đã mở 05 lớp tập huấn cho tiểu thương.""",
        number="140/BC-UBND",
        day="ngày 10 tháng 11 năm 2026",
        kind="Báo cáo",
        subject="Tình hình chuyển đổi số 10 tháng năm 2026",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("lineage"), PAPERS) as ask:
        yield ask


def numbers(answer: Answer) -> list[str]:
    return list(dict.fromkeys(citation.number for citation in answer.citations))


@pytest.mark.parametrize(
    ("question", "number", "fact"),
    [
        ("Kế hoạch số 31/KH-UBND nói về gì?", "31/KH-UBND", "Chuyển đổi số năm 2026”"),
        ("Kế hoạch 88/KH-UBND", "88/KH-UBND", "Chuyển đổi số năm 2026 (điều chỉnh)"),
        ("140/BC-UBND ban hành ngày nào?", "140/BC-UBND", "10/11/2026"),
        ("ai ky ke hoach 88/kh-ubnd", "88/KH-UBND", "Lý Thị Thanh Hà"),
        ("Ai ký kế hoạch 31?", "31/KH-UBND", "Đinh Quang Hưng"),
        ("Who signed plan 88/KH-UBND?", "88/KH-UBND", "Lý Thị Thanh Hà"),
    ],
)
def test_a_document_is_looked_up_by_its_number(
    ask: Ask, question: str, number: str, fact: str
) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert fact in answer.text
    assert numbers(answer) == [number]


def test_a_number_that_is_only_cited_is_told_from_its_citation(ask: Ask) -> None:
    answer = ask("Quyết định 305/QĐ-UBND về việc gì?", WARD)
    assert answer.status is Status.ANSWERED
    assert "giao chỉ tiêu chuyển đổi số năm 2026" in answer.text
    assert numbers(answer) == ["31/KH-UBND"]


def test_who_signed_a_document_that_is_only_cited_is_not_known(ask: Ask) -> None:
    answer = ask("Ai ký Quyết định 305/QĐ-UBND?", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert "người ký" in answer.text
    assert "Đinh Quang Hưng" not in answer.text


def test_a_number_that_no_document_bears_or_cites_is_not_answered(ask: Ask) -> None:
    answer = ask("Kế hoạch 999/KH-UBND", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert answer.citations == ()


@pytest.mark.parametrize(
    "question",
    [
        "Văn bản nào thay thế Kế hoạch 31/KH-UBND?",
        "Kế hoạch 31/KH-UBND còn hiệu lực không?",
        "Kế hoạch 31/KH-UBND đã bị thay thế chưa?",
        "Kế hoạch 88/KH-UBND thay thế văn bản nào?",
        "KH 88/KH-UBND thay cho văn bản nào?",
        "Kế hoạch 31/KH-UBND bị thay cho bằng văn bản nào?",
        "Which plan replaced plan 31/KH-UBND?",
    ],
)
def test_what_replaces_what_is_told_by_the_newer_document(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert "thay thế Kế hoạch số 31/KH-UBND" in answer.text
    assert numbers(answer) == ["88/KH-UBND"]


def test_a_document_that_nothing_replaces_is_not_said_to_be_replaced(ask: Ask) -> None:
    answer = ask("Kế hoạch 88/KH-UBND có bị thay thế không?", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert answer.citations == ()


def test_a_replaced_target_gives_way_to_the_one_in_force(ask: Ask) -> None:
    answer = ask("Chỉ tiêu hồ sơ nộp trực tuyến năm 2026 là bao nhiêu?", WARD)
    assert answer.status is Status.ANSWERED
    assert "là 94%" in answer.text.splitlines()[0]
    assert "90" not in answer.text
    assert numbers(answer) == ["88/KH-UBND"]


def test_what_only_a_replaced_document_states_is_told_with_what_replaced_it(ask: Ask) -> None:
    answer = ask("Số điểm wifi công cộng năm 2026 là bao nhiêu?", WARD)
    assert "là 11 " in answer.text.splitlines()[0]
    (note,) = (line for line in answer.text.splitlines() if "thay thế" in line)
    assert note.index("31/KH-UBND") < note.index("88/KH-UBND")


def test_a_replaced_document_still_answers_for_itself(ask: Ask) -> None:
    answer = ask("Chỉ tiêu hồ sơ nộp trực tuyến năm 2026 trong Kế hoạch 31/KH-UBND?", WARD)
    assert "là 90%" in answer.text.splitlines()[0]
    assert numbers(answer) == ["31/KH-UBND"]


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 31/KH-UBND căn cứ vào những văn bản nào?",
        "What is the legal basis of plan 31/KH-UBND?",
    ],
)
def test_every_basis_of_a_document_is_told(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert "12/NQ-HĐND" in answer.text
    assert "305/QĐ-UBND" in answer.text
    assert numbers(answer) == ["31/KH-UBND"]


def test_of_several_bases_only_the_kind_asked_for_is_told(ask: Ask) -> None:
    answer = ask("Kế hoạch 31/KH-UBND căn cứ nghị quyết nào?", WARD)
    assert "12/NQ-HĐND" in answer.text
    assert "305/QĐ-UBND" not in answer.text


def test_what_a_report_carries_out_is_told(ask: Ask) -> None:
    answer = ask("Báo cáo 140/BC-UBND thực hiện kế hoạch nào?", WARD)
    assert answer.status is Status.ANSWERED
    assert "88/KH-UBND" in answer.text
    assert numbers(answer) == ["140/BC-UBND"]


def test_a_plan_issued_in_place_of_another_replaces_it(tmp_path: Path) -> None:
    aims = ("TT | Chỉ tiêu | ĐVT | Chỉ tiêu năm 2026", "1 | Tỷ lệ hộ dùng nước sạch | % | {}")
    old, new = ("I. MỤC TIÊU\n\n" + table(aims[0], aims[1].format(value)) for value in (90, 95))
    issued = (
        "Trên cơ sở tình hình thực tế, UBND phường ban hành Kế hoạch chuyển đổi số năm 2026 "
        "(điều chỉnh), thay thế Kế hoạch số 31/KH-UBND ngày 15/01/2026 của UBND phường Bến Trúc, "
        "như sau:"
    )
    papers = {
        "cu.md": paper(old),
        "moi.md": paper(f"{issued}\n\n{new}", number="88/KH-UBND", day="ngày 20 tháng 6 năm 2026"),
    }
    with asking(tmp_path, papers) as asked:
        answer = asked("Chỉ tiêu hộ dùng nước sạch năm 2026?", "phường Bến Trúc")
    assert "95%" in answer.text
    assert "90%" not in answer.text
