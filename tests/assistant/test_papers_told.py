"""Persons, cited numbers, days that differ, and the papers that a unit issued."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"

_DECISION = f"""Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ về cơ chế một cửa;

Điều 1. Thành lập Ban Chỉ huy phòng chống lụt bão gồm 04 thành viên, có danh sách kèm theo.

Điều 2. Phân công

1. Bà Tẩn Thị Mẩy phụ trách hậu cần, cứu trợ.

2. Thực hiện cơ chế một cửa theo Nghị định số 181/2025/NĐ-CP ngày 09/6/2025 của Chính phủ.
---
DANH SÁCH
BAN CHỈ HUY PHÒNG CHỐNG LỤT BÃO

{
    table(
        "TT | Họ và tên | Chức vụ | Chức danh",
        "1 | Đinh Quang Hưng | Chủ tịch UBND phường | Trưởng ban",
        "2 | Tẩn Thị Mẩy | Phó Chủ tịch UBND phường | Phó Trưởng ban",
        "3 | Mạc Văn Tuyên | Trưởng Công an phường | Ủy viên",
    )
}"""

_REPORT = """I. CÔNG TÁC CHỈ ĐẠO

1. Kế hoạch số 31/KH-UBND ngày 16/01/2026 của UBND phường về chuyển đổi số;

2. Quyết định số 12/QĐ-UBND ngày 20/12/2025 của UBND phường về thu phí chợ.

II. KẾT QUẢ

1. Thu ngân sách 6 tháng đạt 21,5 tỷ đồng."""

_TEAM = """Điều 1. Thành lập Tổ công tác thu gom bèo, gồm các ông, bà:

1. Ông Đàm Quốc Việt, Phó Chủ tịch UBND phường - Tổ trưởng;

2. Bà Ngân Thị Hợi, Trưởng phòng Kinh tế - Tổ phó.

Điều 2. Tổ công tác có nhiệm vụ:

1. Vớt bèo trên 06 km sông vào "Ngày sông sạch" thứ Bảy hằng tuần.

2. Tuyên truyền tới 11 khu phố."""

PAPERS = {
    "to-cong-tac.md": paper(
        _TEAM,
        number="61/QĐ-UBND",
        day="ngày 11 tháng 02 năm 2026",
        kind="Quyết định",
        subject="Về việc thành lập Tổ công tác thu gom bèo",
    ),
    "quyet-dinh.md": paper(
        _DECISION,
        number="57/QĐ-UBND",
        day="ngày 02 tháng 02 năm 2026",
        kind="Quyết định",
        subject="Về việc thành lập Ban Chỉ huy phòng chống lụt bão",
    ),
    "ke-hoach.md": paper("I. MỤC TIÊU\n\n1. Số hóa 100% hồ sơ."),
    "bao-cao.md": paper(
        _REPORT,
        number="90/BC-UBND",
        day="ngày 25 tháng 6 năm 2026",
        kind="Báo cáo",
        subject="Kinh tế - xã hội 6 tháng đầu năm 2026",
    ),
    "bao-cao-du-thao.md": paper(
        "I. KẾT QUẢ\n\n1. Thu ngân sách 6 tháng đạt 19,8 tỷ đồng.",
        number="     /BC-UBND",
        day="ngày     tháng 6 năm 2026",
        kind="Báo cáo",
        subject="Kinh tế - xã hội 6 tháng đầu năm 2026 (dự thảo)",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("told"), PAPERS) as ask:
        yield ask


def kinds(answer: Answer) -> list[str]:
    return [finding.kind for finding in answer.findings]


def test_an_office_is_told_by_the_name_of_who_holds_it(ask: Ask) -> None:
    answer = ask("Ông Mạc Văn Tuyên giữ chức vụ gì?", WARD)
    assert answer.text.splitlines()[1].startswith("- Mạc Văn Tuyên, Trưởng Công an phường, Ủy viên")


def test_what_a_person_is_charged_with_is_told_with_the_office(ask: Ask) -> None:
    answer = ask("Bà Tẩn Thị Mẩy được phân công phụ trách việc gì?", WARD)
    assert "phụ trách hậu cần, cứu trợ" in answer.text
    assert "Phó Trưởng ban" in answer.text


def test_nobody_is_told_of_a_person_that_no_paper_names(ask: Ask) -> None:
    answer = ask("Ông Nguyễn Văn Không giữ chức vụ gì?", WARD)
    assert answer.status is Status.NO_INFORMATION


@pytest.mark.parametrize(
    "question",
    [
        "Nghị định về cơ chế một cửa mà quyết định 57 dẫn là số mấy?",
        "nghi dinh mot cua ngay 09/6/2025 so bao nhieu",
    ],
)
def test_a_document_cited_under_two_numbers_is_told_under_both(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert "118/2025/NĐ-CP" in answer.text
    assert "181/2025/NĐ-CP" in answer.text
    assert kinds(answer) == ["conflict"]


def test_another_day_that_a_paper_gives_is_shown_beside_its_own(ask: Ask) -> None:
    answer = ask("Kế hoạch 31/KH-UBND ban hành ngày nào?", WARD)
    first, *others = answer.text.splitlines()
    assert "15/01/2026" in first
    assert any("16/01/2026" in line and "90/BC-UBND" in line for line in others)
    assert kinds(answer) == ["conflict"]


def test_the_line_that_states_the_day_is_what_is_cited(ask: Ask) -> None:
    answer = ask("Báo cáo 90/BC-UBND ban hành ngày nào, ai ký?", WARD)
    quotes = [citation.quote for citation in answer.citations]
    assert any("ngày 25 tháng 6 năm 2026" in quote for quote in quotes)
    assert "Đinh Quang Hưng" in quotes


def test_a_count_of_members_that_the_list_does_not_bear_out_is_told(ask: Ask) -> None:
    answer = ask("Ban Chỉ huy phòng chống lụt bão có bao nhiêu thành viên?", WARD)
    assert "04 thành viên" in answer.text
    assert "3 dòng" in answer.text
    assert "conflict" in kinds(answer)


def test_draft_and_signed_report_are_held_against_each_other(ask: Ask) -> None:
    answer = ask("Dự thảo và báo cáo chính thức 6 tháng ghi thu ngân sách khác nhau thế nào?", WARD)
    assert "21,5 tỷ đồng" in answer.text
    assert "19,8 tỷ đồng" in answer.text
    assert kinds(answer) == ["conflict"]


def test_the_signed_report_is_meant_where_the_draft_is_not_named(ask: Ask) -> None:
    answer = ask("Báo cáo kinh tế - xã hội 6 tháng đầu năm 2026 số mấy?", WARD)
    assert "90/BC-UBND" in answer.text


def test_the_papers_issued_in_a_year_are_those_held_and_those_named(ask: Ask) -> None:
    answer = ask("Các văn bản UBND phường ban hành năm 2026", WARD)
    for number in ("57/QĐ-UBND", "31/KH-UBND", "90/BC-UBND"):
        assert number in answer.text
    assert "12/QĐ-UBND" not in answer.text
    assert "118/2025/NĐ-CP" not in answer.text


def test_members_listed_line_by_line_are_all_named(ask: Ask) -> None:
    answer = ask("Tổ công tác thu gom bèo gồm những ai?", WARD)
    assert "Đàm Quốc Việt" in answer.text
    assert "Ngân Thị Hợi" in answer.text


def test_who_heads_a_team_is_told_by_what_stands_behind_the_name(ask: Ask) -> None:
    answer = ask("Ai là Tổ trưởng Tổ công tác thu gom bèo?", WARD)
    assert "Đàm Quốc Việt" in answer.text
    assert "Ngân Thị Hợi" not in answer.text


def test_the_tasks_of_a_team_stand_under_its_own_article(ask: Ask) -> None:
    answer = ask("Tổ công tác thu gom bèo có nhiệm vụ gì?", WARD)
    assert "06 km sông" in answer.text
    assert "11 khu phố" in answer.text


def test_what_is_quoted_is_one_name(ask: Ask) -> None:
    answer = ask('"Ngày sông sạch" là hôm nào?', WARD)
    assert "thứ Bảy hằng tuần" in answer.text


def test_a_number_behind_the_subject_names_the_paper(ask: Ask) -> None:
    answer = ask("Nhiệm vụ trong quyết định thu gom bèo 61?", WARD)
    assert {c.source for c in answer.citations} == {"to-cong-tac.md"}
