"""What is asked for is never answered with its other side, another office, or another ward."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"
_AIMS = table(
    "TT | Đơn vị | Số hộ nghèo đầu năm (hộ) | Tỷ lệ hộ nghèo cuối năm (%) | Thu ngân sách (tỷ)",
    "1 | Phường Bến Trúc | 102 | 0,68 | 148,3",
    "2 | Phường Đồi Sim | 64 | 0,42 | 215,6",
    "3 | Xã Khe Ngàn | 203 | 3,64 | 18,4",
)
_DONE = table(
    "Lĩnh vực | Tổng số hồ sơ | Đã giải quyết | Đúng hạn | Quá hạn",
    "Hộ tịch | 1.240 | 1.221 | 1.219 | 2",
    "Đất đai | 768 | 690 | 679 | 11",
)
_REPORT = (
    "I. KẾT QUẢ\n\n1. Hồ sơ\n\nKết quả theo lĩnh vực quý III năm 2026:\n\n" + _DONE + "\n\n"
    "2. Chợ\n\nToàn phường có 412/530 tiểu thương có mã QR, đạt 77,7%; còn 17 hộ chưa nhận tiền"
    " bồi thường dự án bến đò.\n\nThu tiền sử dụng đất 9 tháng năm 2026 đạt 81,5 tỷ đồng.\n\n"
    "3. Kinh phí\n\nNăm 2025 phường xử phạt 17 cơ sở với số tiền 96,5 triệu đồng.\n\n"
    "Tổng kinh phí thực hiện năm 2026 là 186 triệu đồng."
)
_COUNCIL = (
    paper(
        "Điều 1. Chỉ tiêu\n\nTrồng 300 cây xanh năm 2026.",
        unit="phường Đồi Sim",
        number="27/NQ-HĐND",
        kind="Nghị quyết",
        subject="Về nhiệm vụ năm 2026",
        signer="Nguyễn Hữu Tấn",
    )
    .replace("ỦY BAN NHÂN DÂN\nPHƯỜNG", "HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG")
    .replace("TM. ỦY BAN NHÂN DÂN", "TM. HỘI ĐỒNG NHÂN DÂN")
)
PAPERS = {
    "giao-chi-tieu.md": paper(
        f"Điều 1. Giao chỉ tiêu năm 2026 tại Phụ lục.\n---\nPhụ lục\nCHỈ TIÊU NĂM 2026\n\n{_AIMS}",
        unit="tỉnh Lam Sơn",
        number="215/QĐ-UBND",
        kind="Quyết định",
        subject="Giao chỉ tiêu năm 2026 cho các xã, phường",
    ),
    "bao-cao-ben-truc.md": paper(
        _REPORT,
        number="88/BC-UBND",
        day="ngày 30 tháng 9 năm 2026",
        kind="Báo cáo",
        subject="Kết quả công tác quý III năm 2026",
    ),
    "nghi-quyet-doi-sim.md": _COUNCIL,
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("sides"), PAPERS) as ask:
        yield ask


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Số hộ nghèo cuối năm 2026 của phường?", "102"),
        ("Hồ sơ hộ tịch chưa giải quyết quý III năm 2026?", "1.221 ["),
        ("Hồ sơ hộ tịch chưa giải quyết quý III năm 2026?", "2 ["),
        ("Bao nhiêu tiểu thương chưa có mã QR?", "là 412"),
        ("bao nhieu tieu thuong chua co ma qr", "là 412"),
        ("Năm 2026 phường xử phạt bao nhiêu tiền?", "186"),
    ],
)
def test_the_other_side_is_no_answer(ask: Ask, question: str, other: str) -> None:
    assert other not in ask(question, WARD).text


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Số hộ nghèo đầu năm 2026 của phường?", "102"),
        ("Hồ sơ hộ tịch đã giải quyết quý III năm 2026?", "1.221"),
        ("Bao nhiêu hộ chưa nhận tiền bồi thường bến đò?", "17"),
        ("Bao nhiêu tiểu thương có mã QR?", "412/530"),
        ("Năm 2025 phường xử phạt bao nhiêu tiền?", "96,5 triệu đồng"),
    ],
)
def test_the_side_that_is_told_answers(ask: Ask, question: str, fact: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert fact in answer.text


def test_a_figure_put_for_confirmation_is_taken_out_whole(ask: Ask) -> None:
    answer = ask("Có phải thu tiền sử dụng đất 9 tháng năm 2026 đạt 90,6 tỷ đồng không?", WARD)
    assert "81,5 tỷ đồng" in answer.text
    assert "không đúng với văn bản" in answer.text


@pytest.mark.parametrize("asked", ["Đơn vị nào", "Địa phương nào", "Phường, xã nào"])
def test_which_of_all_has_the_least_is_asked_of_every_unit(ask: Ask, asked: str) -> None:
    answer = ask(f"{asked} có thu ngân sách năm 2026 thấp nhất?", WARD)
    assert "thấp nhất: xã Khe Ngàn 18,4" in answer.text


@pytest.mark.parametrize("question", ["Ai là Chủ tịch UBND phường?", "Chủ tịch phường là ai?"])
def test_the_chair_of_the_council_is_not_that_of_the_committee(ask: Ask, question: str) -> None:
    assert "Nguyễn Hữu Tấn" not in ask(question, "phường Đồi Sim").text
    assert "Nguyễn Hữu Tấn" in ask("Ai là Chủ tịch HĐND phường?", "phường Đồi Sim").text
    assert "Đinh Quang Hưng" in ask(question, WARD).text


@pytest.mark.parametrize("ward", ["phường Bến Trúc Đông", "phường Bến Trúc Thượng"])
def test_a_longer_name_is_another_ward(ask: Ask, ward: str) -> None:
    answer = ask(f"{ward} có bao nhiêu tiểu thương có mã QR?", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert ward in answer.text


def test_a_heading_after_a_name_is_no_part_of_it(ask: Ask) -> None:
    answer = ask("Tại phường Bến Trúc Hạ tầng chợ có bao nhiêu tiểu thương có mã QR?")
    assert "không có tài liệu nào" not in answer.text
