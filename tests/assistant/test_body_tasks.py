"""What one body has to do: rows, sections and paragraphs, led and shared told apart."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"

_PLAN = f"""I. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế, Hạ tầng và Đô thị: lập dự án chiếu sáng bờ sông.

2. Công an phường: phân luồng giao thông trong 03 tối cuối tuần.

Văn phòng HĐND và UBND chủ trì, phối hợp với Trạm Y tế theo dõi, báo cáo kết quả hằng tuần.

Khi có người ngộ độc thực phẩm, Trạm Y tế phải có mặt trong vòng 30 phút và lấy mẫu.

3. Trạm Y tế

- Trực cấp cứu tại phố đi bộ.

- Phối hợp với Công an phường diễn tập sơ tán.
---
Phụ lục
PHÂN CÔNG NHIỆM VỤ

{
    table(
        "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn",
        "1 | Lắp đèn bờ sông | Phòng KT, HT&ĐT | Công an phường | Quý II/2026",
        "2 | Phương án giữ trật tự | Công an phường | Trạm Y tế | 30/4/2026",
        "3 | Khám sức khỏe người bán hàng | Trạm Y tế | Phòng KT, HT&ĐT | Quý III/2026",
        "4 | Viết bản tin phố đi bộ | Văn phòng HĐND và UBND | Trạm Y tế | Quý III/2026",
    )
}"""

_REPORT = """I. KẾT QUẢ

1. Công an phường đã xử lý 12 vụ gây rối trong năm.

II. NHIỆM VỤ NĂM 2026

1. Công an phường lắp 20 camera tại chợ Gò."""

PAPERS = {
    "ke-hoach.md": paper(_PLAN, subject="Tổ chức phố đi bộ năm 2026"),
    "bao-cao.md": paper(
        _REPORT,
        number="15/BC-UBND",
        day="ngày 12 tháng 12 năm 2025",
        kind="Báo cáo",
        subject="An ninh trật tự năm 2025",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("bodies"), PAPERS) as ask:
        yield ask


def items(answer: Answer) -> list[str]:
    lines = [line for line in answer.text.splitlines() if line.startswith("- ")]
    return sorted(line[2:].split(" [")[0] for line in lines)


def test_an_abbreviated_name_in_a_table_is_the_same_body(ask: Ask) -> None:
    answer = ask("Phòng Kinh tế, Hạ tầng và Đô thị chủ trì những nhiệm vụ nào?", WARD)
    assert items(answer) == [
        "1. Phòng Kinh tế, Hạ tầng và Đô thị: lập dự án chiếu sáng bờ sông.",
        "Lắp đèn bờ sông",
    ]


def test_who_is_asked_to_help_gets_what_others_lead(ask: Ask) -> None:
    answer = ask("Phòng Kinh tế, Hạ tầng và Đô thị phối hợp những nhiệm vụ nào?", WARD)
    assert items(answer) == ["Khám sức khỏe người bán hàng"]


def test_a_section_of_its_own_is_gathered_with_the_rows(ask: Ask) -> None:
    answer = ask("Trạm Y tế được giao những việc gì?", WARD)
    assert items(answer) == [
        "Khám sức khỏe người bán hàng",
        "Phối hợp với Công an phường diễn tập sơ tán.",
        "Trực cấp cứu tại phố đi bộ.",
    ]


def test_what_a_body_did_is_no_task(ask: Ask) -> None:
    answer = ask("Công an phường có những nhiệm vụ gì?", WARD)
    assert "12 vụ" not in answer.text
    assert "1. Công an phường lắp 20 camera tại chợ Gò." in items(answer)


def test_what_else_is_asked_leaves_out_other_plans(ask: Ask) -> None:
    answer = ask("Công an phường phải làm gì để tổ chức phố đi bộ?", WARD)
    assert answer.status is Status.ANSWERED
    assert items(answer) == [
        "2. Công an phường: phân luồng giao thông trong 03 tối cuối tuần.",
        "Phương án giữ trật tự",
    ]


def test_what_a_body_does_is_no_part_of_its_name(ask: Ask) -> None:
    answer = ask("Văn phòng HĐND và UBND chủ trì những việc gì?", WARD)
    assert "Viết bản tin phố đi bộ" in items(answer)


def test_what_holds_in_one_case_is_no_list_of_tasks(ask: Ask) -> None:
    answer = ask("Nếu có người ngộ độc thì Trạm Y tế phải làm gì?", WARD)
    assert "30 phút" in answer.text
    assert "Khám sức khỏe" not in answer.text
