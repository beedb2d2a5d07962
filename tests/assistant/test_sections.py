"""Parts of papers are found by what they are, whatever their heading calls them."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Status
from tests.assistant.papers import Ask, asking, paper

WARD = "phường Bến Trúc"
COMMUNE = "xã Suối Đá"

_REPORT = """I. KẾT QUẢ ĐẠT ĐƯỢC

1. Trồng mới 120 ha rừng keo.

2. Sửa 14 km đường thôn.

II. NHỮNG VẤN ĐỀ CÒN BẤT CẬP VÀ NGUYÊN NHÂN

1. Bất cập, yếu kém

Đường vào bản Cọ lầy lội suốt mùa mưa. Hai thôn chưa có điện lưới.

Hồ sơ đất đai tồn lâu vì thiếu bản đồ.

2. Nguyên nhân

a) Nguyên nhân khách quan: mưa lớn kéo dài từ tháng 7 đến tháng 9.

b) Nguyên nhân chủ quan: công chức địa chính kiêm nhiệm nhiều việc.

III. PHƯƠNG HƯỚNG NĂM 2026

1. Kéo điện lưới cho hai thôn còn lại.

IV. ĐỀ NGHỊ

1. Với UBND tỉnh

Cấp kinh phí làm đường bản Cọ.

2. Với Sở Công Thương

Sớm kéo điện lưới cho hai thôn.

Trên đây là Báo cáo của UBND xã Suối Đá./."""

_SCHEME = """I. ĐIỂM NGHẼN

1. Bãi đỗ xe ven sông mới đủ cho 40 ô tô.

2. Tiểu thương chưa quen bán hàng trên mạng.

II. NHIỆM VỤ, GIẢI PHÁP

1. Về hạ tầng

- Mở rộng bãi đỗ xe lên 200 chỗ.

2. Về con người

- Mở 06 lớp ngoại ngữ cho tiểu thương.

- Tuyển 15 cộng tác viên du lịch.

3. Về vốn

- Vay ngân hàng cho 80 hộ.

III. NGUỒN VỐN

1. Ngân sách phường: 3 tỷ đồng.

2. Xã hội hóa: 5 tỷ đồng."""

_DIRECTIVE = """Thời gian qua việc thu gom rác còn một số hạn chế: xe cũ; người dân đổ rác sai giờ.

Chủ tịch UBND phường yêu cầu các đơn vị thực hiện nghiêm Chỉ thị này."""

PAPERS = {
    "bao-cao.md": paper(
        _REPORT,
        unit=COMMUNE,
        number="88/BC-UBND",
        day="ngày 10 tháng 12 năm 2025",
        kind="Báo cáo",
        subject="Kết quả kinh tế - xã hội năm 2025",
    ),
    "de-an.md": paper(
        _SCHEME, number="07/ĐA-UBND", kind="Đề án", subject="Phát triển du lịch ven sông"
    ),
    "chi-thi.md": paper(
        _DIRECTIVE, number="03/CT-UBND", kind="Chỉ thị", subject="Về thu gom rác sinh hoạt"
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("sections"), PAPERS) as ask:
        yield ask


def items(answer: Answer) -> list[str]:
    lines = [line for line in answer.text.splitlines() if line.startswith("- ")]
    return [line[2:].split(" [")[0] for line in lines]


@pytest.mark.parametrize(
    "question",
    ["Tồn tại, hạn chế năm 2025 của xã là gì?", "Xã gặp khó khăn, vướng mắc gì năm 2025?"],
)
def test_what_is_lacking_is_found_under_a_heading_with_other_words(ask: Ask, question: str) -> None:
    answer = ask(question, COMMUNE)
    assert answer.status is Status.ANSWERED
    assert "Đường vào bản Cọ" in answer.text
    assert "Hồ sơ đất đai" in answer.text
    assert "mưa lớn" not in answer.text


def test_of_a_heading_that_names_two_parts_only_the_one_asked_for_is_told(ask: Ask) -> None:
    answer = ask("Nguyên nhân của các tồn tại năm 2025?", COMMUNE)
    assert "mưa lớn kéo dài" in answer.text
    assert "kiêm nhiệm" in answer.text


def test_what_the_question_adds_chooses_among_the_items(ask: Ask) -> None:
    answer = ask("Nguyên nhân chủ quan là gì?", COMMUNE)
    assert items(answer) == ["b) Nguyên nhân chủ quan: công chức địa chính kiêm nhiệm nhiều việc."]


def test_what_the_question_adds_chooses_among_the_sub_headings(ask: Ask) -> None:
    answer = ask("Xã kiến nghị gì với Sở Công Thương?", COMMUNE)
    assert "kéo điện lưới" in answer.text
    assert "bản Cọ" not in answer.text


def test_the_words_that_close_a_paper_belong_to_no_list(ask: Ask) -> None:
    answer = ask("Xã đề xuất, kiến nghị những gì?", COMMUNE)
    assert "Cấp kinh phí làm đường" in answer.text
    assert "Trên đây" not in answer.text


def test_measures_of_one_kind_are_found_by_another_name_for_it(ask: Ask) -> None:
    answer = ask("Giải pháp về nguồn nhân lực trong đề án du lịch ven sông", WARD)
    assert "06 lớp ngoại ngữ" in answer.text
    assert "15 cộng tác viên" in answer.text
    assert "bãi đỗ xe" not in answer.text


def test_a_measure_about_money_is_not_where_the_money_comes_from(ask: Ask) -> None:
    answer = ask("Kể tên các nguồn vốn thực hiện đề án du lịch ven sông", WARD)
    assert items(answer) == ["1. Ngân sách phường: 3 tỷ đồng.", "2. Xã hội hóa: 5 tỷ đồng."]


def test_of_groups_only_the_headings_are_told(ask: Ask) -> None:
    answer = ask("Đề án du lịch ven sông có mấy nhóm giải pháp, kể tên?", WARD)
    assert items(answer) == ["1. Về hạ tầng", "2. Về con người", "3. Về vốn"]


def test_a_part_told_inside_a_sentence_is_found(ask: Ask) -> None:
    answer = ask("Việc thu gom rác có những hạn chế gì?", WARD)
    assert "người dân đổ rác sai giờ" in answer.text


def test_a_part_that_no_paper_has_is_not_made_up(ask: Ask) -> None:
    answer = ask("Đề án du lịch ven sông kiến nghị gì với thành phố?", WARD)
    assert answer.status is Status.NO_INFORMATION


def test_why_is_told_by_the_sentence_that_gives_the_cause(ask: Ask) -> None:
    answer = ask("Vì sao hồ sơ đất đai tồn lâu?", COMMUNE)
    assert "vì thiếu bản đồ" in answer.text


def test_where_the_cause_stands_apart_both_are_told(ask: Ask) -> None:
    answer = ask("Vì sao đường vào bản Cọ lầy lội?", COMMUNE)
    first, *others = answer.text.splitlines()
    assert "Đường vào bản Cọ lầy lội" in first
    assert any("mưa lớn kéo dài" in line for line in others)


def test_no_cause_is_given_where_none_is_stated(ask: Ask) -> None:
    answer = ask("Vì sao bãi đỗ xe ven sông mới đủ cho 40 ô tô?", WARD)
    assert answer.status is Status.NO_INFORMATION


def test_proposals_are_told_by_whom_they_are_for(ask: Ask) -> None:
    answer = ask("Xã kiến nghị gì với UBND tỉnh?", COMMUNE)
    assert "đường bản Cọ" in answer.text
    assert "kéo điện lưới" not in answer.text


def test_a_title_is_no_answer(ask: Ask) -> None:
    answer = ask("Quy định thế nào về du lịch ven sông?", WARD)
    assert "“Phát triển du lịch ven sông”" not in answer.text
