"""How, where and what if are told in words; neighbours in number, office and time are no answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.conversation import Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"
OLD = paper(
    """Điều 1. Thành lập Tổ kiểm tra gồm các ông, bà:

4. Ông Lê Hồng Quân, Phó Trưởng Công an phường - Thành viên;

Điều 2. Chế độ làm việc

Tổ kiểm tra họp định kỳ 6 tháng một lần.""",
    number="98/QĐ-UBND",
    kind="Quyết định",
    day="ngày 05 tháng 3 năm 2026",
    subject="Về việc thành lập Tổ kiểm tra liên ngành an toàn thực phẩm",
)
NEW = paper(
    """Điều 1. Chế độ làm việc

Tổ kiểm tra họp định kỳ mỗi quý một lần.

Điều 2. Quyết định này thay thế Quyết định số 98/QĐ-UBND ngày 05 tháng 3 năm 2026.""",
    number="412/QĐ-UBND",
    kind="Quyết định",
    day="ngày 10 tháng 8 năm 2026",
    subject="Về việc kiện toàn Tổ kiểm tra liên ngành an toàn thực phẩm",
)
PLAN = paper(
    """I. ĐẶC ĐIỂM TÌNH HÌNH

Năm 2025, phường kiểm tra 320 cơ sở thực phẩm, xử phạt 17 cơ sở với số tiền 96,5 triệu đồng.

Diện tích cây xanh công cộng bình quân năm 2025 đạt 4,1 m2/người.

II. NHIỆM VỤ

Điểm gửi xe phục vụ 1.875 lượt người; người dân gửi xe quét mã tại cổng rồi lấy vé điện tử.

Nơi nhận:
- Sở Y tế (để b/c);""",
    subject="Bảo đảm an toàn thực phẩm năm 2026",
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    papers = {"cu.txt": OLD, "moi.txt": NEW, "ke-hoach.txt": PLAN}
    with asking(tmp_path_factory.mktemp("accounts"), papers) as asked:
        yield asked


def test_how_is_answered_in_words_and_not_with_a_figure_beside_them(ask: Ask) -> None:
    answer = ask("Người dân gửi xe làm thế nào?", WARD)
    assert answer.status is Status.ANSWERED
    assert "quét mã tại cổng" in answer.text


def test_a_rule_of_a_replaced_paper_gives_way_to_the_one_in_force(ask: Ask) -> None:
    answer = ask("Tổ kiểm tra họp bao lâu một lần?", WARD)
    assert "mỗi quý một lần" in answer.text
    assert "6 tháng một lần" not in answer.text


def test_a_deputy_does_not_hold_the_office_asked_for(ask: Ask) -> None:
    answer = ask("Trưởng Công an phường là ai?", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert "Phó Trưởng Công an" in ask("Phó Trưởng Công an phường là ai?", WARD).text


def test_a_fine_is_no_budget(ask: Ask) -> None:
    assert (
        ask("Kinh phí an toàn thực phẩm năm 2025 là bao nhiêu?", WARD).status
        is Status.NO_INFORMATION
    )
    assert "96,5 triệu" in ask("Năm 2025 xử phạt bao nhiêu tiền?", WARD).text


def test_the_size_of_something_in_a_ward_is_not_the_size_of_the_ward(ask: Ask) -> None:
    assert "4,1" not in ask("Diện tích phường là bao nhiêu?", WARD).text
    assert "4,1" in ask("Diện tích cây xanh bình quân năm 2025 là bao nhiêu?", WARD).text


def test_a_member_of_a_replaced_team_gives_way_to_the_one_now(tmp_path: Path) -> None:
    def decided(number: str, day: str, head: str, close: str = "") -> str:
        members = table("TT | Họ và tên | Chức danh trong Tổ", f"1 | {head} | Tổ trưởng")
        return paper(
            f"Điều 1. Tổ hỗ trợ gồm các thành viên có tên sau:\n\n{members}\n\n{close}",
            number=number,
            kind="Quyết định",
            day=day,
            subject="Về việc kiện toàn Tổ hỗ trợ dịch vụ công trực tuyến",
        )

    close = "Điều 2. Quyết định này thay thế Quyết định số 52/QĐ-UBND ngày 10 tháng 3 năm 2026."
    papers = {
        "cu.md": decided("52/QĐ-UBND", "ngày 10 tháng 3 năm 2026", "Đỗ Thị Hồng Nhạn"),
        "moi.md": decided("174/QĐ-UBND", "ngày 21 tháng 7 năm 2026", "Vương Thị Ái Liên", close),
    }
    with asking(tmp_path, papers) as ask:
        for question in ("Tổ trưởng tổ hỗ trợ dịch vụ công là ai?", "Tổ hỗ trợ gồm những ai?"):
            answer = ask(question, WARD)
            assert "Vương Thị Ái Liên" in answer.text
            assert "Đỗ Thị Hồng Nhạn" not in answer.text


def test_no_phrase_reaches_over_a_year_between_its_words(tmp_path: Path) -> None:
    rows = table("TT | Chỉ tiêu | ĐVT | Thực hiện năm 2025", "1 | Hồ sơ nộp trực tuyến | % | 81,4")
    with asking(tmp_path, {"a.md": paper(rows)}) as ask:
        answer = ask("cả năm 2025 phường có bao nhiêu % hồ sơ nộp trực tuyến", WARD)
    assert "81,4%" in answer.text


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("VNeID năm 2025 phường đạt bao nhiêu rồi", "71%"),
        ("Phường định cắt giảm bao nhiêu thủ tục hành chính năm 2026?", "8 thủ tục"),
        ("bao nhiêu phản ánh kiến nghị đã xử lý xong năm 2025", "148"),
    ],
)
def test_the_figure_is_found_in_everyday_words(tmp_path: Path, question: str, fact: str) -> None:
    body = """I. KẾT QUẢ NĂM 2025

Tỷ lệ người dân kích hoạt VNeID năm 2025 đạt 71%.

Năm 2025, đã giải quyết 148 phản ánh, kiến nghị.

II. NHIỆM VỤ NĂM 2026

Cắt giảm 8 thủ tục hành chính."""
    with asking(tmp_path, {"a.md": paper(body)}) as ask:
        assert fact in ask(question, WARD).text.splitlines()[0]


def test_how_many_is_not_answered_with_how_long(tmp_path: Path) -> None:
    rows = table("TT | Chỉ tiêu | ĐVT | Thực hiện năm 2025", "1 | Có mặt tại đám cháy | phút | 9")
    with asking(tmp_path, {"a.md": paper(rows)}) as ask:
        assert ask("Năm 2025 có bao nhiêu vụ cháy?", WARD).status is Status.NO_INFORMATION


def test_which_paper_comes_in_the_place_of_another_is_told_by_the_newer(ask: Ask) -> None:
    assert "412/QĐ-UBND" in ask("Quyết định nào thay QĐ 98/QĐ-UBND?", WARD).text


def test_a_claimed_count_is_not_set_right_with_money(tmp_path: Path) -> None:
    rows = table(
        "TT | Nội dung | Nội dung chi tiết | Kinh phí (triệu đồng)",
        "1 | Hậu kiểm | Tổ kiểm tra liên ngành | 62",
    )
    body = f"Tổ kiểm tra liên ngành có 9 thành viên.\n\n{rows}"
    with asking(tmp_path, {"a.md": paper(body)}) as ask:
        answer = ask("Tổ kiểm tra liên ngành có 7 thành viên phải không?", WARD)
    assert "9 thành viên" in answer.text
    assert "62" not in answer.text.splitlines()[0]


def test_a_row_is_found_by_the_hamlet_beside_the_one_who_answers_for_it(tmp_path: Path) -> None:
    rows = table(
        "TT | Thành viên | Thôn theo dõi | Số hộ nghèo",
        "1 | Giàng A Sủ | Tả Phìn Chải | 83",
        "2 | Lò Văn Pành | Pom Hán | 61",
    )
    with asking(tmp_path, {"a.md": paper(rows)}) as ask:
        answer = ask("Thôn Pom Hán có bao nhiêu hộ nghèo?", WARD)
    assert "61" in answer.text.splitlines()[0]
