"""The content of a plan: aims, targets, tasks, money, organisation, from small papers."""

from collections.abc import Iterator

import pytest

from assistant.drafting.draft import (
    CHECK_MARK,
    OPEN_MARK,
    BlockKind,
    Draft,
    DraftBlock,
    Span,
    State,
    words_of,
)
from assistant.drafting.written import without_note_marks
from tests.assistant.drafting.desk import Desk, drafting
from tests.assistant.papers import paper, table

_PLAN = f"""
Căn cứ Quyết định số 40/QĐ-UBND ngày 05/01/2026 của UBND tỉnh Lam Giang về giao chỉ tiêu chuyển đổi số năm 2026;

Ủy ban nhân dân phường Bến Trúc ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

a) Đưa chỉ tiêu năm 2026 thành việc của từng phòng.

II. MỤC TIÊU

1. Mục tiêu chung

Đến hết năm 2026, người dân được phục vụ trực tuyến.

2. Mục tiêu cụ thể

Chỉ tiêu chi tiết tại Phụ lục kèm theo.

III. NHIỆM VỤ, GIẢI PHÁP

1. Phát triển hạ tầng số

1.1. Lắp đặt 05 điểm wifi công cộng trước ngày 30/6/2026.

1.3. Duy trì trang thông tin của phường.

1.4. Vận hành trang của các hội (cổng)¹ trên hạ tầng dùng chung⁴.

2. Phát triển xã hội số

2.1. Mở 40 lớp học tại tổ dân phố, phấn đấu 3.000 lượt người tham gia.

3. Hội Liên hiệp Phụ nữ phường: vận động hội viên cài đặt ứng dụng.

IV. KINH PHÍ THỰC HIỆN

Tổng kinh phí năm 2026 là 4.850 triệu đồng từ ngân sách phường.

V. TỔ CHỨC THỰC HIỆN

1. Phòng Văn hóa - Xã hội

Là cơ quan thường trực, báo cáo UBND phường trước ngày 20 hằng tháng.

2. Giao Đoàn Thanh niên phường

Hướng dẫn người dân.

3. Ủy ban MTTQ Việt Nam phường

Giám sát việc thực hiện.

Trên đây là Kế hoạch chuyển đổi số của phường Bến Trúc năm 2026./.
---
Phụ lục I

CHỈ TIÊU CHUYỂN ĐỔI SỐ NĂM 2026

{
    table(
        "TT | Chỉ tiêu | Đơn vị tính | Kết quả năm 2025 | Kế hoạch năm 2026 | Cơ quan chủ trì",
        "I | Hạ tầng số | | | |",
        "1 | Tỷ lệ phủ sóng 5G tại khu dân cư | % | 70 | 85 | Phòng Văn hóa - Xã hội",
        "2 | Số điểm wifi công cộng | Điểm | ? | 14 | Trung tâm Dịch vụ sự nghiệp công",
        "II | Xã hội số | | | |",
        "3 | Tỷ lệ người dân có hồ sơ sức khỏe điện tử | % | 60 | - | Trạm Y tế phường",
    )
}

Phụ lục II

PHÂN CÔNG NHIỆM VỤ NĂM 2026

{
    table(
        "TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời hạn",
        "1 | Thành lập tổ ứng cứu sự cố | Công an phường | | Quyết định | Quý I/2026",
        "2 | Mở lớp kỹ năng số | Phòng Văn hóa - Xã hội | Đoàn Thanh niên | 40 lớp | Tháng 9/2026",
        "3 | Duy trì quy tắc ứng xử số | Phòng Văn hóa - Xã hội | | Quy tắc | Tháng 12/2025",
    )
}
"""  # noqa: E501
_REPORT = f"""
I. KẾT QUẢ THỰC HIỆN

1. Trong 6 tháng đầu năm 2026, sóng 5G phủ đến 3.900/5.000 hộ của các khu dân cư, đạt tỷ lệ 78%.
---
Phụ lục

KẾT QUẢ THỰC HIỆN CHỈ TIÊU CHUYỂN ĐỔI SỐ 6 THÁNG ĐẦU NĂM 2026

{
    table(
        "TT | Chỉ tiêu | Kế hoạch năm 2026 | Thực hiện 6 tháng đầu năm 2026",
        "1 | Tỷ lệ phủ sóng 5G tại khu dân cư | 85% | 78%",
        "2 | Tỷ lệ người dân có sổ sức khỏe | 90% | 65%",
    )
}
"""
_ABOVE = f"""
Điều 1. Giao chỉ tiêu chuyển đổi số năm 2027 cho các xã, phường theo Phụ lục.
---
Phụ lục

CHỈ TIÊU CHUYỂN ĐỔI SỐ NĂM 2027 GIAO CÁC XÃ, PHƯỜNG

{
    table(
        "TT | Địa phương | Chỉ tiêu năm 2027: Tỷ lệ phủ sóng 5G tại khu dân cư (%)",
        "1 | Phường Bến Trúc | 95",
        "2 | Phường Cầu Ngà | 97",
    )
}
"""
_OTHER = """
I. NHIỆM VỤ

1. Công an phường Cầu Ngà lắp 40 camera tại chợ Bãi Sậy trước ngày 31/8/2026.

II. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế là cơ quan thường trực, báo cáo trước ngày 25 hằng tháng.
"""
_RESULT = "Kết quả 6 tháng đầu năm 2026"
_PAPERS = {
    "plan.md": paper(_PLAN),
    "old.md": paper(
        _PLAN.replace("| 85 |", "| 50 |"), number="11/KH-UBND", day="ngày 05 tháng 01 năm 2026"
    ),
    "replacing.md": paper(
        "Quyết định này thay thế Kế hoạch số 11/KH-UBND ngày 05/01/2026 của UBND phường Bến Trúc.",
        number="60/QĐ-UBND",
        kind="Quyết định",
        subject="Về việc bãi bỏ văn bản",
    ),
    "report.md": paper(
        _REPORT,
        number="70/BC-UBND",
        day="ngày 05 tháng 7 năm 2026",
        kind="Báo cáo",
        subject="Kết quả chuyển đổi số 6 tháng đầu năm 2026",
    ),
    "other.md": paper(
        _OTHER, unit="phường Cầu Ngà", number="8/KH-UBND", subject="Phòng, chống tội phạm năm 2026"
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with drafting(tmp_path_factory.mktemp("plan"), _PAPERS) as opened:
        yield opened


@pytest.fixture(scope="module")
def plan(desk: Desk) -> Draft:
    return desk.draft("ke-hoach", "phường Bến Trúc", "2027", "chuyển đổi số")


def _blocks(draft: Draft, id: str) -> tuple[DraftBlock, ...]:
    section = draft.section(id)
    assert section is not None, id
    return section.blocks


def _text(draft: Draft, id: str) -> str:
    return "\n".join(b.text for b in _blocks(draft, id) if b.kind is not BlockKind.NOTE)


def _row(draft: Draft, id: str, name: str) -> dict[str, tuple[Span, ...]]:
    """The cells of the one row that begins so, by their column."""
    grid = next(block.grid for block in _blocks(draft, id) if block.grid)
    rows = [row for row in grid.rows if words_of(row.cells[1]).startswith(name)]
    assert len(rows) == 1, name
    return dict(zip(grid.columns, rows[0].cells, strict=True))


def _cell(draft: Draft, name: str, column: str, id: str = "targets") -> Span:
    row = _row(draft, id, name)
    return next(cell for head, cell in row.items() if head.startswith(column))[0]


def test_last_known_result_is_the_newest_and_says_of_when(plan: Draft) -> None:
    assert _cell(plan, "Tỷ lệ phủ sóng 5G", "Kết quả").text in ("78%", "78% (6 tháng đầu năm 2026)")
    assert "70 năm 2025" in _cell(plan, "Tỷ lệ phủ sóng 5G", "Kết quả").note


def test_a_share_has_the_count_that_a_sentence_tells_behind_it(plan: Draft) -> None:
    assert words_of(_row(plan, "targets", "Tỷ lệ phủ sóng 5G")[_RESULT]).endswith(
        " (3.900/5.000 hộ)"
    )
    assert "3.900" not in words_of(_row(plan, "targets", "Tỷ lệ người dân có sổ")[_RESULT])


def test_a_blank_in_a_source_stays_open(plan: Draft) -> None:
    for name, column in (("Số điểm wifi", "Kết quả"), ("Tỷ lệ người dân có hồ sơ", "Chỉ tiêu năm")):
        cell = _cell(plan, name, column)
        assert cell.text == OPEN_MARK
        assert "để trống" in cell.note


def test_this_years_aim_is_that_of_the_paper_in_force(plan: Draft) -> None:
    cell = _cell(plan, "Tỷ lệ phủ sóng 5G", "Chỉ tiêu năm 2026")
    assert cell.text.rstrip("%") == "85"
    assert cell.state is State.CITED  # the replaced plan's 50 is no value beside it


def test_the_new_years_aim_is_open_unless_a_paper_sets_it(plan: Draft) -> None:
    assert _cell(plan, "Số điểm wifi", "Chỉ tiêu đề xuất năm 2027").state is State.OPEN


def test_rows_of_other_wording_are_kept_apart(plan: Draft) -> None:
    assert _cell(plan, "Tỷ lệ người dân có sổ sức khỏe", "Kết quả").text.startswith("65%")
    assert _cell(plan, "Tỷ lệ người dân có hồ sơ sức khỏe", "Kết quả").text.startswith("60")


def test_rows_stand_in_the_groups_of_their_source(plan: Draft) -> None:
    grid = next(block.grid for block in _blocks(plan, "targets") if block.grid)
    groups = [words_of(row.cells[1]) for row in grid.rows if row.is_group]
    assert groups[:2] == ["Hạ tầng số", "Xã hội số"]


def test_a_part_of_the_topic_takes_its_own_rows_alone(desk: Desk) -> None:
    asked = desk.draft(
        "ke-hoach", "phường Bến Trúc", "2027", "chuyển đổi số", "chỉ tiêu hạ tầng số"
    )
    assert "phủ sóng 5G" in _text(asked, "targets")
    assert "sức khỏe" not in _text(asked, "targets")


def test_a_higher_bodys_aim_for_the_year_is_told_with_its_paper(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    above = paper(
        _ABOVE,
        unit="tỉnh Lam Giang",
        number="90/QĐ-UBND",
        day="ngày 10 tháng 11 năm 2026",
        kind="Quyết định",
        subject="Giao chỉ tiêu chuyển đổi số năm 2027 cho các xã, phường",
    )
    with drafting(tmp_path_factory.mktemp("above"), {**_PAPERS, "above.md": above}) as desk:
        made = desk.draft("ke-hoach", "phường Bến Trúc", "2027", "chuyển đổi số", "chỉ tiêu")
        cell = _cell(made, "Tỷ lệ phủ sóng 5G", "Chỉ tiêu đề xuất")
        assert cell.text.startswith("95")
        assert "90/QĐ-UBND" in cell.note
        assert "97" not in _text(made, "targets")


def test_tasks_stand_under_their_fields_numbered_anew(plan: Draft) -> None:
    text = _text(plan, "tasks")
    assert "1. Phát triển hạ tầng số" in text
    assert "1.2. Duy trì trang thông tin của phường." in text


def test_a_line_beside_the_headings_goes_on_with_their_numbers(plan: Draft) -> None:
    assert "3. Đề nghị Hội Liên hiệp Phụ nữ phường: vận động" in _text(plan, "tasks")


def test_last_years_figures_and_dates_are_not_this_years_promise(plan: Draft) -> None:
    text = _text(plan, "tasks")
    assert f"Lắp đặt {OPEN_MARK} điểm wifi công cộng trước ngày 30/6/2027. {CHECK_MARK}" in text
    assert "3.000" not in text
    assert "2026" not in text


def test_a_table_of_tasks_becomes_an_annex(plan: Draft) -> None:
    section = plan.section("task_table")
    assert section is not None
    assert section.is_appendix
    row = {head: words_of(cell) for head, cell in _row(plan, "task_table", "Mở lớp").items()}
    assert row["Thời hạn"] == "Tháng 9/2027"
    assert row["Sản phẩm"] == f"{OPEN_MARK} lớp"
    assert _cell(plan, "Thành lập tổ", "Cơ quan phối hợp", "task_table").state is State.OPEN
    assert "Phụ lục" in _text(plan, "tasks")


def test_a_deadline_cell_that_is_past_is_to_be_looked_at(plan: Draft) -> None:
    cells = [
        c for s in plan.sections for b in s.blocks if b.grid for r in b.grid.rows for c in r.cells
    ]
    past = [c for c in cells if words_of(c).startswith("Tháng 12/2025")]
    assert [[span.state for span in cell] for cell in past] == [[State.CHECK]]


def test_money_of_last_year_is_left_open(plan: Draft) -> None:
    assert f"Tổng kinh phí năm 2027 là {OPEN_MARK} triệu đồng" in _text(plan, "funding")
    assert "4.850" not in _text(plan, "funding")


def test_the_front_and_the_unions_are_asked_never_ordered(plan: Draft) -> None:
    text = _text(plan, "organisation")
    assert "Đề nghị Đoàn Thanh niên phường" in text
    assert "Đề nghị Ủy ban MTTQ Việt Nam phường" in text
    assert "Giao" not in text


def test_every_body_that_leads_has_an_item_before_those_that_are_asked(plan: Draft) -> None:
    text = _text(plan, "organisation")
    for body in ("Trung tâm Dịch vụ sự nghiệp công", "Trạm Y tế phường", "Công an phường"):
        assert 0 < text.index(body) < text.index("Đề nghị Đoàn Thanh niên")
    assert text.count("Phòng Văn hóa - Xã hội\n") == 1


def test_the_closing_names_the_body_that_leads_and_ends_the_paper(plan: Draft) -> None:
    last = _blocks(plan, "organisation")[-1]
    assert last.text.startswith("Trên đây là Kế hoạch chuyển đổi số")
    assert "(qua Phòng Văn hóa - Xã hội)" in last.text
    assert last.text.endswith("./.")


def test_another_units_paper_serves_as_a_model_without_its_names_and_figures(desk: Desk) -> None:
    made = desk.draft("ke-hoach", "phường Bến Trúc", "2027", "phòng, chống tội phạm")
    text = _text(made, "tasks")
    assert f"Công an phường Bến Trúc lắp {OPEN_MARK} camera tại chợ {OPEN_MARK}" in text
    assert not any(word in text for word in ("Cầu Ngà", "Bãi Sậy", "40", "2026"))
    notes = [b.text for b in _blocks(made, "tasks") if b.kind is BlockKind.NOTE]
    assert any("8/KH-UBND" in note and "phường Cầu Ngà" in note for note in notes)


def test_a_topic_that_nothing_speaks_of_gives_an_honest_skeleton(desk: Desk) -> None:
    made = desk.draft("ke-hoach", "phường Bến Trúc", "2027", "nuôi cá sấu")
    spans = [span for section in made.sections for b in section.blocks for span in b.spans]
    assert not any(span.state in (State.CITED, State.ADAPTED) for span in spans)
    for id in ("bases", "targets", "tasks", "funding", "organisation"):
        assert OPEN_MARK in _text(made, id), id
    assert made.section("task_table") is None


def test_no_span_of_a_plan_had_to_be_taken_out(plan: Draft) -> None:
    blocks = [block for section in plan.sections for block in section.blocks]
    cells = [c for b in blocks if b.grid for row in b.grid.rows for cell in row.cells for c in cell]
    spans = [*(span for block in blocks for span in block.spans), *cells]
    assert not [span.note for span in spans if span.note.startswith("Đã bỏ")]


def test_a_cited_sentence_leaves_the_marks_of_footnotes_behind(plan: Draft) -> None:
    told = _text(plan, "tasks")
    assert "của các hội (cổng) trên hạ tầng dùng chung." in told
    assert not set("⁰¹⁴") & set(told)


@pytest.mark.parametrize("kept", ["m²", "1.200m²", "12 km²", "người/km²", "5 m³", "10⁶"])
def test_a_raised_number_of_a_measure_is_no_mark(kept: str) -> None:
    assert without_note_marks(kept) == kept
    assert without_note_marks(f"{kept} mỗi năm²") == f"{kept} mỗi năm"


def test_a_section_of_nothing_but_an_open_line_claims_no_set_phrases(desk: Desk) -> None:
    draft = desk.draft("ke-hoach", "phường Bến Trúc", "2027", "nuôi tôm trên cát")
    for id in ("targets", "tasks"):
        section = draft.section(id)
        assert section
        assert "câu chữ chung" not in "\n".join(block.text for block in section.blocks)
    money = draft.section("funding")
    assert money
    assert "câu chữ chung" in money.blocks[1].text
