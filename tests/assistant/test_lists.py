"""Lists hold every item: a section in order, the tasks of one body, the persons of a committee."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"

_TASKS = "TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn"

_PLAN = f"""I. MỤC TIÊU

Nhiệm vụ cụ thể tại Phụ lục 1 và Phụ lục 2.

II. TỒN TẠI, HẠN CHẾ

1. Ba khu phố ven núi còn sóng yếu, người dân phải ra nhà văn hóa mới nộp được hồ sơ.

2. Máy chủ cũ thường quá tải vào cuối tháng.

3. Chưa có cán bộ chuyên trách an toàn thông tin.

III. KIẾN NGHỊ

1. Đề nghị UBND tỉnh bổ sung 02 biên chế công nghệ thông tin.

2. Đề nghị Sở Khoa học và Công nghệ mở lớp tập huấn tại phường.
---
Phụ lục 1
NHIỆM VỤ HẠ TẦNG SỐ

{
    table(
        _TASKS,
        "1 | Lắp đặt 05 điểm wifi công cộng | Phòng Kinh tế | Công an phường | Quý II/2026",
        "2 | Bảo trì hệ thống camera | Công an phường | Phòng Kinh tế | 15/12/2026",
        "3 | Kéo cáp quang tới bãi Sậy | Phòng Kinh tế | Đoàn Thanh niên | 30/6/2026",
    )
}

Phụ lục 2
NHIỆM VỤ XÃ HỘI SỐ

{
    table(
        _TASKS,
        "1 | Số hóa sổ hộ tịch | Phòng Văn hóa - Xã hội | Công an phường | 30/9/2026",
        "2 | Tập huấn bán hàng trên mạng cho tiểu thương chợ Gò | Phòng Kinh tế"
        " | Hội Phụ nữ phường | 31/5/2026",
    )
}

Phụ lục 3
DỰ ÁN ĐẦU TƯ NĂM 2026

{
    table(
        "TT | Dự án | Chủ trì | Kinh phí (triệu đồng)",
        "1 | Nâng cấp phòng máy chủ | Phòng Văn hóa - Xã hội | 450",
        "2 | Xây trạm bơm Gò Sậy | Văn phòng HĐND và UBND | 1.200",
    )
}"""

_COMMITTEE = f"""Điều 1. Thành lập Ban Chỉ đạo chuyển đổi số phường Bến Trúc.

Điều 2. Ban Chỉ đạo họp mỗi quý một lần.
---
DANH SÁCH
THÀNH VIÊN BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ PHƯỜNG BẾN TRÚC

{
    table(
        "TT | Họ và tên | Chức vụ | Nhiệm vụ",
        "1 | Đinh Quang Hưng | Chủ tịch UBND phường | Trưởng ban",
        "2 | Lý Thị Thanh Hà | Phó Chủ tịch UBND phường | Phó Trưởng ban",
        "3 | Mạc Văn Tuyên | Trưởng Công an phường | Thành viên",
        "4 | Kiều Minh Đức | Trưởng phòng Kinh tế | Thành viên",
    )
}"""

PAPERS = {
    "ke-hoach.md": paper(_PLAN),
    "quyet-dinh.md": paper(
        _COMMITTEE,
        number="57/QĐ-UBND",
        day="ngày 02 tháng 02 năm 2026",
        kind="Quyết định",
        subject="Về việc thành lập Ban Chỉ đạo chuyển đổi số phường Bến Trúc",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("lists"), PAPERS) as ask:
        yield ask


def items(answer: Answer) -> list[str]:
    """The listed lines of an answer without dash and markers."""
    lines = [line for line in answer.text.splitlines() if line.startswith("- ")]
    return [line[2:].split(" [")[0] for line in lines]


@pytest.mark.parametrize(
    "question", ["Phường kiến nghị những gì?", "Các kiến nghị của phường là gì?"]
)
def test_a_section_is_told_whole_and_in_its_order(ask: Ask, question: str) -> None:
    answer = ask(question, WARD)
    assert answer.status is Status.ANSWERED
    assert items(answer) == [
        "1. Đề nghị UBND tỉnh bổ sung 02 biên chế công nghệ thông tin.",
        "2. Đề nghị Sở Khoa học và Công nghệ mở lớp tập huấn tại phường.",
    ]
    assert "III. KIẾN NGHỊ" in answer.text.splitlines()[0]


def test_every_item_of_a_section_cites_its_own_paragraph(ask: Ask) -> None:
    answer = ask("Phường kiến nghị những gì?", WARD)
    for item in items(answer):
        assert [c.section for c in answer.citations if c.quote == item] == [("III. KIẾN NGHỊ",)]


def test_a_section_holds_nothing_of_its_neighbour(ask: Ask) -> None:
    answer = ask("Tồn tại, hạn chế của phường", WARD)
    assert len(items(answer)) == 3
    assert "Máy chủ cũ" in items(answer)[1]
    assert "Đề nghị" not in answer.text


def test_the_tasks_of_one_body_are_gathered_over_all_annexes(ask: Ask) -> None:
    answer = ask("Liệt kê nhiệm vụ của Phòng Kinh tế năm 2026", WARD)
    assert answer.status is Status.ANSWERED
    assert sorted(items(answer)) == [
        "Kéo cáp quang tới bãi Sậy",
        "Lắp đặt 05 điểm wifi công cộng",
        "Tập huấn bán hàng trên mạng cho tiểu thương chợ Gò",
    ]


def test_a_body_that_only_cooperates_is_not_charged_with_the_task(ask: Ask) -> None:
    answer = ask("Công an phường có những nhiệm vụ gì?", WARD)
    assert items(answer) == ["Bảo trì hệ thống camera"]
    assert [c.row for c in answer.citations] == ["2"]


def test_the_count_in_the_head_is_that_of_the_items(ask: Ask) -> None:
    answer = ask("Liệt kê nhiệm vụ của Phòng Kinh tế năm 2026", WARD)
    assert answer.text.startswith(f"Có {len(items(answer))} nội dung")


@pytest.mark.parametrize(
    "question",
    [
        "Những ai là thành viên Ban Chỉ đạo chuyển đổi số phường Bến Trúc?",
        "Ban Chỉ đạo chuyển đổi số gồm những ai?",
    ],
)
def test_every_person_of_a_committee_is_named_with_the_part_they_play(
    ask: Ask, question: str
) -> None:
    answer = ask(question, WARD)
    assert items(answer) == [
        "Đinh Quang Hưng, Trưởng ban",
        "Lý Thị Thanh Hà, Phó Trưởng ban",
        "Mạc Văn Tuyên, Thành viên",
        "Kiều Minh Đức, Thành viên",
    ]
    assert {c.source for c in answer.citations} == {"quyet-dinh.md"}


def test_who_heads_a_committee_is_the_person_in_that_row(ask: Ask) -> None:
    answer = ask("Ai là Trưởng ban Chỉ đạo chuyển đổi số?", WARD)
    assert answer.status is Status.ANSWERED
    assert "Đinh Quang Hưng" in answer.text.splitlines()[0]
    assert [(c.source, c.row) for c in answer.citations] == [("quyet-dinh.md", "1")]


def test_rows_with_money_are_listed_with_it(ask: Ask) -> None:
    answer = ask("Có những dự án đầu tư nào năm 2026?", WARD)
    assert items(answer) == [
        "Nâng cấp phòng máy chủ (Kinh phí (triệu đồng): 450)",
        "Xây trạm bơm Gò Sậy (Kinh phí (triệu đồng): 1.200)",
    ]


def test_a_body_that_no_paper_names_has_no_list(ask: Ask) -> None:
    answer = ask("Trạm Y tế có những nhiệm vụ gì?", WARD)
    assert answer.status is Status.NO_INFORMATION
    assert items(answer) == []
