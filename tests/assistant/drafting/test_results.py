"""What a report says of results: of its very period, recomputed, and never of another one."""

from collections.abc import Iterator

import pytest

from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Span, State, words_of
from tests.assistant.drafting.desk import Desk, drafting
from tests.assistant.papers import paper, table

UNIT = "phường Bến Trúc"
TOPIC = "cải cách hành chính"
PLAN = paper(
    """
I. MỤC TIÊU

Thực hiện các chỉ tiêu tại Phụ lục.

II. NHIỆM VỤ

Các phòng, đơn vị thực hiện theo bảng phân công tại Phụ lục II.
---
Phụ lục I. CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH NĂM 2026

"""
    + table(
        "TT | Chỉ tiêu | Đơn vị tính | Kết quả năm 2025 | Chỉ tiêu năm 2026",
        "1 | Tỷ lệ hồ sơ nộp trực tuyến | % | 71,5 | ≥ 80",
        "2 | Số thủ tục hành chính được đơn giản hóa | Thủ tục | 12 | 40",
        "3 | Tỷ lệ người dân hài lòng | % | 88 | 90",
        "4 | Tỷ lệ hồ sơ quá hạn | % | 1,4 | 1,0",
        "5 | Số cuộc kiểm tra công vụ | Cuộc | 6 | 10",
    )
    + """

Phụ lục II. PHÂN CÔNG NHIỆM VỤ NĂM 2026

"""
    + table(
        "TT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Sản phẩm | Thời hạn",
        "1 | Lắp máy lấy số tự động | Trung tâm Phục vụ hành chính công | Phòng Kinh tế | 02 máy "
        "| Trước ngày 31/3/2026",
        "2 | Khảo sát mức độ hài lòng lần 2 | Phòng Văn hóa - Xã hội | Đoàn Thanh niên "
        "| Báo cáo khảo sát | Tháng 11/2026",
        "3 | Đối thoại với người dân | Văn phòng HĐND và UBND | Ủy ban MTTQ phường "
        "| Thông báo kết luận | Hằng quý",
    ),
    number="31/KH-UBND",
    subject="Cải cách hành chính phường Bến Trúc năm 2026",
)
FIRST_QUARTER = paper(
    """
Thực hiện Công văn số 118/SNV-CCHC ngày 05/3/2026 của Sở Nội vụ về việc báo cáo kết quả cải cách
hành chính quý I năm 2026, UBND phường báo cáo như sau:

I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH

Trong quý, UBND phường đã ban hành:

- Kế hoạch số 44/KH-UBND ngày 10/02/2026 về kiểm tra cải cách hành chính;

- Quyết định số 52/QĐ-UBND ngày 02/3/2026 về kiện toàn Tổ kiểm tra công vụ.

II. KẾT QUẢ THỰC HIỆN

1. Thủ tục hành chính

- Quý I tiếp nhận 2.400 hồ sơ, tăng 12% so với cùng kỳ; hồ sơ quá hạn là 30/2.400 hồ sơ, đạt 3,5%.

- Trong quý đã đơn giản hóa 08 thủ tục, vượt kế hoạch.

- Ngày 20/3/2026 khai trương quầy hỗ trợ người cao tuổi.

III. ĐÁNH GIÁ CHUNG

1. Ưu điểm

Tỷ lệ hồ sơ trực tuyến vượt kế hoạch năm.

2. Hạn chế

- Công chức tại quầy còn thiếu 02 người.

- Chỉ tiêu về hài lòng chưa đạt.

3. Nguyên nhân

Chưa có biên chế bổ sung.

IV. NHIỆM VỤ QUÝ II NĂM 2026

Mở thêm 01 quầy tiếp nhận trước ngày 30/5/2026.

V. KIẾN NGHỊ

- Đề nghị Sở Nội vụ bổ sung 02 biên chế trước ngày 30/4/2026.

- Đề nghị UBND tỉnh nâng cấp phần mềm một cửa.

Trên đây là Báo cáo kết quả quý I năm 2026./.
---
Phụ lục. KẾT QUẢ QUÝ I NĂM 2026

"""
    + table(
        "TT | Chỉ tiêu | Số đếm | Kế hoạch năm 2026 | Thực hiện quý I/2025 | Thực hiện quý I/2026",
        "1 | Tỷ lệ hồ sơ nộp trực tuyến |  | ≥ 80% | 70% | 82,5%",
        "2 | Số thủ tục hành chính được đơn giản hóa |  | 40 | 5 | 08",
        "3 | Tỷ lệ người dân hài lòng | 430/500 | 90% | 87% | 92%",
    ),
    number="57/BC-UBND",
    kind="Báo cáo",
    day="ngày 25 tháng 3 năm 2026",
    subject="Kết quả cải cách hành chính quý I năm 2026; nhiệm vụ quý II năm 2026",
)
DRAFT_OF_IT = FIRST_QUARTER.replace("57/BC-UBND", "/BC-UBND").replace(
    "ngày 25 tháng 3 năm 2026", "ngày     tháng 3 năm 2026"
).replace("82,5%", "79,9%")  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("results")
    papers = {"plan.md": PLAN, "quarter.md": FIRST_QUARTER, "not-yet.md": DRAFT_OF_IT}
    with drafting(folder, papers) as made:
        yield made


def quarter(desk: Desk, *sections: str) -> Draft:
    return desk.draft("bao-cao-quy-1", UNIT, "2026", TOPIC, *sections)


def half(desk: Desk, *sections: str) -> Draft:
    return desk.draft("bao-cao-6-thang", UNIT, "2026", TOPIC, *sections)


def row(draft: Draft, indicator: str) -> tuple[str, ...]:
    grid = blocks(draft, BlockKind.TABLE)[0].grid
    assert grid
    lines = [tuple(words_of(cell) for cell in line.cells) for line in grid.rows]
    return next(line for line in lines if indicator in line[1])


def blocks(draft: Draft, kind: BlockKind) -> list[DraftBlock]:
    return [b for section in draft.sections for b in section.blocks if b.kind is kind]


def spans(draft: Draft) -> list[Span]:
    return [span for s in draft.sections for block in s.blocks for span in block.spans]


def lines(draft: Draft) -> str:
    return "\n".join(
        b.text for s in draft.sections for b in s.blocks if b.kind is not BlockKind.NOTE
    )


def test_a_count_is_told_as_its_share_of_the_plan_and_of_the_same_time_a_year_before(
    desk: Desk,
) -> None:
    line = row(quarter(desk, "bảng kết quả"), "đơn giản hóa")
    assert line[3:8] == ("40", "08", "20,0", "5", "160,0")


def test_a_share_is_told_in_points_and_a_bound_as_met_or_not(desk: Desk) -> None:
    line = row(quarter(desk, "bảng kết quả"), "nộp trực tuyến")
    assert line[3:8] == ("≥ 80", "82,5%", "Vượt", "70%", "+12,5 điểm %")


def test_a_printed_share_that_its_counts_do_not_give_is_computed_again(desk: Desk) -> None:
    draft = quarter(desk, "bảng kết quả")
    assert row(draft, "hài lòng")[3:6] == ("90", "86%", "Chưa đạt")
    assert "92%" not in "\n".join(row(draft, "hài lòng"))
    results = quarter(desk, "kết quả").section("results")
    assert results is not None
    told = "\n".join(block.text for block in results.blocks)
    assert "430/500" in told
    assert "92%" not in told


def test_a_share_in_a_sentence_is_computed_again_from_its_fraction(desk: Desk) -> None:
    draft = quarter(desk, "kết quả")
    made = [span for span in spans(draft) if span.state is State.COMPUTED]
    assert any(span.text == "1,3%" and "3,5%" in span.note for span in made)
    assert "đạt 3,5%" not in lines(draft)


def test_the_issued_paper_speaks_and_not_its_draft(desk: Desk) -> None:
    assert "79,9" not in lines(quarter(desk))


def test_a_result_of_another_period_stands_only_beside_its_label(desk: Desk) -> None:
    draft = half(desk, "bảng kết quả")
    line = row(draft, "đơn giản hóa")
    assert line[4] == "[CẦN BỔ SUNG]"
    assert line[-1] == "Quý I/2026: 08"


def test_an_open_result_says_whose_it_is_and_what_was_last_reached(desk: Desk) -> None:
    notes = [span.note for span in spans(half(desk, "kết quả")) if span.state is State.OPEN]
    assert any("đơn giản hóa" in note and "08 (quý I/2026" in note for note in notes)


def test_an_earlier_report_is_a_model_without_its_figures_and_labels(desk: Desk) -> None:
    told = lines(half(desk, "kết quả"))
    assert "2.400" not in told
    assert "12%" not in told
    assert "Quý I" not in told
    assert "6 tháng đầu năm 2026 tiếp nhận [CẦN BỔ SUNG] hồ sơ" in told


def test_a_model_keeps_no_verdict_no_direction_and_no_event_of_its_period(desk: Desk) -> None:
    told = lines(half(desk, "kết quả"))
    assert "tăng (giảm) [CẦN BỔ SUNG]" in told
    assert "vượt kế hoạch" not in told
    assert "khai trương" not in told
    assert "Trong kỳ đã đơn giản hóa" in told


def test_every_line_of_a_model_is_marked_for_a_look(desk: Desk) -> None:
    fields = [b for b in blocks(half(desk, "kết quả"), BlockKind.ITEM) if "tiếp nhận" in b.text]
    assert fields
    assert all("[CẦN KIỂM TRA]" in block.text for block in fields)


def test_targets_that_are_met_are_counted_and_named(desk: Desk) -> None:
    told = lines(quarter(desk, "đánh giá"))
    assert "có 01 chỉ tiêu đã đạt hoặc vượt kế hoạch năm" in told
    assert "Tỷ lệ hồ sơ nộp trực tuyến (82,5%; kế hoạch ≥ 80%)" in told


def test_a_target_of_the_year_is_no_shortcoming_of_its_first_quarter(desk: Desk) -> None:
    told = lines(quarter(desk, "đánh giá"))
    assert "Chỉ tiêu chưa đạt kế hoạch:" not in told
    assert "Công chức tại quầy còn thiếu 02 người" in told


def test_difficulties_of_an_earlier_report_are_candidates(desk: Desk) -> None:
    told = lines(half(desk, "đánh giá"))
    assert "Công chức tại quầy còn thiếu [CẦN BỔ SUNG] người [CẦN KIỂM TRA]" in told
    assert "Chỉ tiêu về hài lòng" not in told  # what was said of that period's targets
    assert "vượt kế hoạch năm" not in told


def test_tasks_ahead_are_those_still_due_and_those_of_every_quarter(desk: Desk) -> None:
    told = lines(half(desk, "phương hướng"))
    assert "Khảo sát mức độ hài lòng lần 2 (chủ trì: Phòng Văn hóa - Xã hội; phối hợp: " in told
    assert "thời hạn: tháng 11/2026" in told
    assert "Đối thoại với người dân" in told
    assert "Lắp máy lấy số" not in told


def test_proposals_of_an_earlier_report_say_when_their_time_is_over(desk: Desk) -> None:
    found = [span for span in spans(half(desk, "kiến nghị")) if span.state is State.CHECK]
    assert ["đã qua" in span.note for span in found] == [True, False]


def test_guidance_lists_what_was_issued_in_the_period_by_day(desk: Desk) -> None:
    told = lines(half(desk, "chỉ đạo điều hành"))
    plan, check, team = (told.find(number) for number in ("31/KH-UBND", "44/KH-UBND", "52/QĐ-UBND"))
    assert 0 < plan < check < team
    assert "số 118/SNV-CCHC" not in told


def test_a_report_opens_with_who_asked_and_the_plan_reported_on(desk: Desk) -> None:
    told = lines(quarter(desk, "mở đầu"))
    assert "Công văn số 118/SNV-CCHC ngày 05 tháng 3 năm 2026 của Sở Nội vụ" in told
    assert "Kế hoạch số 31/KH-UBND ngày 15 tháng 01 năm 2026 của UBND phường Bến Trúc" in told


def test_a_request_for_an_earlier_report_is_to_be_replaced(desk: Desk) -> None:
    found = [span for span in spans(half(desk, "mở đầu")) if "118/SNV-CCHC" in span.text]
    assert [span.state for span in found] == [State.CHECK]


def test_a_paper_cited_in_the_opening_goes_by_type_and_number_after_it(desk: Desk) -> None:
    section = half(desk).section("direction")
    assert section
    assert any(block.text == "- Kế hoạch số 31/KH-UBND;" for block in section.blocks)


def test_a_whole_report_ends_with_its_closing_before_the_annex(desk: Desk) -> None:
    draft = half(desk)
    assert draft.sections[-1].is_appendix
    assert draft.sections[-2].blocks[-1].text.endswith("Bến Trúc./.")
    assert lines(draft).count("./.") == 1


def test_nothing_of_the_period_leaves_an_honest_skeleton(desk: Desk) -> None:
    draft = desk.draft("bao-cao-quy-1", UNIT, "2027", "phòng cháy, chữa cháy")
    cited = [span for span in spans(draft) if span.state in (State.CITED, State.COMPUTED)]
    assert not cited
    assert all(section.blocks for section in draft.sections)


def test_an_indicator_whose_aim_two_bodies_set_is_told_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("setters")
    plan = paper(
        "I. MỤC TIÊU\n\nTheo Phụ lục.\n---\nPhụ lục. CHỈ TIÊU NĂM 2026\n\n"
        + table(
            "TT | Chỉ tiêu | Đơn vị tính | Tỉnh giao | Phường phấn đấu",
            "1 | Tỷ lệ hồ sơ nộp trực tuyến | % | 80 | 83",
        ),
        subject="Cải cách hành chính phường Bến Trúc năm 2026",
    )
    with drafting(folder, {"plan.md": plan}) as desk:
        draft = half(desk, "bảng kết quả")
    grid = blocks(draft, BlockKind.TABLE)[0].grid
    assert grid
    assert [words_of(line.cells[3]) for line in grid.rows] == ["83 (Tỉnh giao: 80)"]


def test_numbers_of_headings_stand(desk: Desk) -> None:
    headings = [block.text for block in blocks(half(desk), BlockKind.HEADING)]
    assert "1. Kết quả thực hiện các chỉ tiêu" in headings
    assert "2.1. Thủ tục hành chính" in headings


def test_a_report_for_a_time_not_yet_begun_says_so_once(desk: Desk) -> None:
    draft = desk.draft("bao-cao-quy-1", UNIT, "2031", TOPIC)
    warned = [b.text for b in blocks(draft, BlockKind.NOTE) if "chưa bắt đầu" in b.text]
    assert len(warned) == 1
    assert warned[0] in [b.text for b in draft.sections[0].blocks]
    assert "chưa bắt đầu" in desk.draft(
        "bao-cao-quy-1", UNIT, "2031", TOPIC, "kết quả"
    ).sections[0].blocks[1].text  # fmt: skip
    assert not [b for b in blocks(half(desk), BlockKind.NOTE) if "chưa bắt đầu" in b.text]


def test_a_result_that_is_not_found_may_stand_under_another_name(desk: Desk) -> None:
    notes = [span.note for span in spans(half(desk, "kết quả")) if span.state is State.OPEN]
    assert any("không thấy kết quả dưới tên này" in note for note in notes)
