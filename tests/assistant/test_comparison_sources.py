"""Like is held against like: own aims with own aims, one indicator, results with their plan."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Status
from tests.assistant.papers import Ask, asking, paper, table
from tests.assistant.test_comparison import cells

_ANNEX = "Chi tiết tại Phụ lục.\n---\nPhụ lục\n{caption}\n\n{rows}"


def _with_annex(caption: str, *rows: str) -> str:
    return _ANNEX.format(caption=caption, rows=table(*rows))


PROVINCE, BRANCH, HILL = "tỉnh Lam Sơn", "phường Bến Trúc", "phường Đồi Sim"

_MONEY = "\n\nPhụ lục II\nKINH PHÍ THỰC HIỆN\n(Đơn vị tính: triệu đồng)\n\n" + table(
    "TT | Nội dung | Tổng số | Ngân sách phường | Tỉnh hỗ trợ",
    "1 | Nâng cấp mạng | 1.900 | 1.500 | 400",
)

PAPERS = {
    "giao-chi-tieu-tinh.md": paper(
        _with_annex(
            "CHỈ TIÊU GIAO CÁC XÃ, PHƯỜNG NĂM 2026",
            "TT | Chỉ tiêu | ĐVT | Toàn tỉnh | Phường Bến Trúc | Phường Đồi Sim | Xã Khe Ngàn",
            "1 | Tỷ lệ hộ nghèo | % | 3,1 | 0,7 | 1,1 | 6,4",
            "2 | Số lao động được giải quyết việc làm | Người | 8.200 | 760 | 690 | ",
            "3 | Số nhà tạm được xóa | Nhà | 240 | 3 | 8 | 41",
        ),
        unit=PROVINCE,
        number="77/KH-UBND",
        subject="Giảm nghèo và an sinh xã hội năm 2026",
    ),
    "ke-hoach-ben-truc.md": paper(
        _with_annex(
            "CHỈ TIÊU NĂM 2026",
            "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Kế hoạch năm 2026 | Cơ quan chủ trì",
            "1 | Tỷ lệ văn bản đi được ký số | % | 98 | 100 | Văn phòng",
            "2 | Tỷ lệ người trưởng thành có chữ ký số cá nhân | % | 11 | 32 | Công an phường",
            "3 | Tỷ lệ hộ nghèo | % | 0,9 | 0,6 | Phòng Kinh tế",
            "4 | Giải quyết việc làm mới | Lao động | 720 | 780 | Phòng Kinh tế",
            "5 | Tỷ lệ hộ có Internet cáp quang | % | 81 | ≥ 88 | Phòng Kinh tế",
            "6 | Thu ngân sách trên địa bàn | Tỷ đồng | 92,5 | 120 | Phòng Kinh tế",
            "7 | Thời gian chờ trung bình tại quầy | Phút | 25 | ≤ 15 | Văn phòng",
        )
        + _MONEY,
        unit=BRANCH,
    ),
    "ke-hoach-doi-sim.md": paper(
        _with_annex(
            "CHỈ TIÊU NĂM 2026",
            "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Kế hoạch năm 2026",
            "1 | Tỷ lệ người trưởng thành có chữ ký số cá nhân | % | 9 | 27",
            "2 | Tỷ lệ hộ nghèo | % | 1,3 | 0,95",
            "3 | Tạo việc làm mới | Người | 655 | ",
            "4 | Tỷ lệ hộ có Internet cáp quang | % | 74 | 82",
            "5 | Thu ngân sách nhà nước trên địa bàn | Triệu đồng | 75.000 | 80.000",
        ),
        unit=HILL,
        number="14/KH-UBND",
        signer="Tạ Thị Ngân",
    ),
    "bao-cao-6-thang.md": paper(
        _with_annex(
            "TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2026",
            "TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2026 | Thực hiện 6 tháng đầu năm 2025"
            " | Thực hiện 6 tháng đầu năm 2026 | So với kế hoạch năm (%) | So với cùng kỳ (%)",
            "1 | Giải quyết việc làm mới | Lao động | 780 | 400 | 429 |  | ",
            "2 | Thu ngân sách trên địa bàn | Tỷ đồng | 120 | 50 | 54 | 45,0 | 108,0",
            "3 | Tỷ lệ hộ có Internet cáp quang | % | ≥ 88 | 80 | 86,5 | - | - ",
        ).replace("Chi tiết", "Thời gian chờ trung bình tại quầy là 18 phút.\n\nChi tiết"),
        unit=BRANCH,
        number="102/BC-UBND",
        day="ngày 24 tháng 6 năm 2026",
        kind="Báo cáo",
        subject="Kết quả thực hiện nhiệm vụ 6 tháng đầu năm 2026",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("sources"), PAPERS) as ask:
        yield ask


def test_wards_that_are_columns_of_a_table_are_compared_as_wards(ask: Ask) -> None:
    answer = ask("Số nhà tạm được xóa của phường Đồi Sim và xã Khe Ngàn chênh nhau bao nhiêu?")
    assert cells(answer)[1:] == [["phường Đồi Sim", "8 nhà"], ["xã Khe Ngàn", "41 nhà"]]
    assert "33 nhà (tính)" in answer.text


def test_one_ward_of_a_table_with_wards_as_columns_has_its_own_value(ask: Ask) -> None:
    answer = ask("Tỷ lệ hộ nghèo tỉnh giao xã Khe Ngàn năm 2026 là bao nhiêu?")
    assert answer.status is Status.ANSWERED
    assert "“Tỷ lệ hộ nghèo” của xã Khe Ngàn là 6,4%" in answer.text.splitlines()[0]


def test_a_blank_cell_of_a_ward_column_is_told_as_blank(ask: Ask) -> None:
    answer = ask("So sánh chỉ tiêu việc làm tỉnh giao của Bến Trúc, Đồi Sim và xã Khe Ngàn")
    assert cells(answer)[1:] == [
        [BRANCH, "760 người"],
        [HILL, "690 người"],
        ["xã Khe Ngàn", "để trống"],
    ]


def test_a_value_that_one_of_two_wards_leaves_blank_is_not_said_to_be_unmentioned(ask: Ask) -> None:
    answer = ask("Giải quyết việc làm năm 2026 của Bến Trúc và Đồi Sim")
    assert cells(answer)[1:] == [[BRANCH, "780 lao động"], [HILL, "để trống"]]
    assert "không nêu" not in answer.text


def test_own_aims_are_compared_with_own_aims(ask: Ask) -> None:
    answer = ask("So sánh chỉ tiêu hộ nghèo năm 2026 của Đồi Sim và Bến Trúc")
    assert cells(answer)[1:] == [[HILL, "0,95%"], [BRANCH, "0,6%"]]


def test_what_the_province_set_is_compared_where_it_is_asked_for(ask: Ask) -> None:
    answer = ask("Tỷ lệ hộ nghèo năm 2026 tỉnh giao các xã, phường, nơi nào cao nhất?")
    assert [row[1] for row in cells(answer)[1:]] == ["6,4%", "1,1%", "0,7%"]


def test_a_table_of_the_province_is_named_as_the_source(ask: Ask) -> None:
    answer = ask("Số nhà tạm phải xóa năm 2026 của Đồi Sim và Khe Ngàn")
    assert any("theo Kế hoạch số 77/KH-UBND" in line for line in answer.text.splitlines())


@pytest.mark.parametrize(
    ("question", "highest"),
    [
        ("xã nào phải xóa nhiều nhà tạm nhất?", "xã Khe Ngàn là 41 nhà"),
        ("phường nào có nhiều nhà tạm phải xóa nhất?", "phường Đồi Sim 8 nhà"),
        ("Which commune has the highest poverty rate?", "xã Khe Ngàn 6,4%"),
    ],
)
def test_the_most_of_a_kind_of_unit_is_found(ask: Ask, question: str, highest: str) -> None:
    assert highest in ask(question).text


def test_a_share_of_the_same_period_that_is_left_blank_is_computed(ask: Ask) -> None:
    answer = ask("việc làm mới 6 tháng đầu năm 2026 bằng bao nhiêu % cùng kỳ năm trước?", BRANCH)
    assert "Bằng 107,2% cùng kỳ (tính)" in answer.text


def test_money_of_one_task_is_told_by_source(ask: Ask) -> None:
    answer = ask("So sánh kinh phí nâng cấp mạng từ ngân sách phường và tỉnh hỗ trợ", BRANCH)
    assert "1.500 triệu đồng" in answer.text
    assert "400 triệu đồng" in answer.text


def test_the_same_indicator_of_each_ward_is_compared(ask: Ask) -> None:
    answer = ask("So sánh chỉ tiêu chữ ký số năm 2026 của Bến Trúc và Đồi Sim")
    assert cells(answer)[1:] == [[BRANCH, "32%"], [HILL, "27%"]]


def test_at_least_85_is_no_exact_gap(ask: Ask) -> None:
    answer = ask("Chỉ tiêu Internet cáp quang năm 2026 của Bến Trúc so với Đồi Sim")
    assert "≥ +6" not in answer.text
    assert "≥ 6 điểm %" in answer.text.splitlines()[0]


def test_money_in_other_measures_is_compared_and_told_as_a_multiple(ask: Ask) -> None:
    answer = ask("Thu ngân sách năm 2026 của Bến Trúc gấp mấy lần Đồi Sim?")
    assert "40 tỷ đồng (tính)" in answer.text
    assert "Gấp 1,5 lần (tính)" in answer.text


def test_a_share_of_the_plan_that_is_left_blank_is_computed(ask: Ask) -> None:
    answer = ask("Việc làm mới 6 tháng đầu năm 2026 đạt bao nhiêu % kế hoạch năm?", BRANCH)
    assert cells(answer)[1][1:3] == ["780 lao động", "429 lao động"]
    assert "Bằng 55% kế hoạch (tính)" in answer.text
    assert "computed" in [finding.kind for finding in answer.findings]


def test_a_share_of_the_plan_that_is_printed_is_read(ask: Ask) -> None:
    answer = ask("Thu ngân sách 6 tháng đầu năm 2026 so với kế hoạch năm", BRANCH)
    assert "45,0%" in answer.text.splitlines()[0]
    assert cells(answer)[1][1:3] == ["120 tỷ đồng", "54 tỷ đồng"]


def test_of_shares_the_distance_to_the_plan_is_told(ask: Ask) -> None:
    answer = ask("Internet cáp quang 6 tháng đầu năm 2026 đã đạt chỉ tiêu năm chưa?", BRANCH)
    assert "≤ -1,5 điểm %" in answer.text.splitlines()[0]


def test_the_same_time_a_year_earlier_stands_beside_the_result(ask: Ask) -> None:
    answer = ask("Việc làm mới 6 tháng đầu năm 2026 so với cùng kỳ năm trước", BRANCH)
    assert cells(answer)[1][1:] == ["400 lao động", "429 lao động", "+29 lao động"]
    assert "cùng kỳ (tính)" not in answer.text.splitlines()[1]


def test_a_time_that_only_a_sentence_states_is_compared(ask: Ask) -> None:
    answer = ask("Thời gian chờ tại quầy năm 2025 so với 6 tháng đầu năm 2026", BRANCH)
    assert cells(answer)[1][1:] == ["25 phút", "18 phút", "-7 phút"]


def test_an_english_comparison_with_the_same_period(ask: Ask) -> None:
    answer = ask(
        "How did budget revenue in the first six months of 2026 compare with the same period"
        " of 2025?",
        BRANCH,
    )
    assert answer.language == "en"
    assert cells(answer)[1][1:3] == ["50 tỷ đồng", "54 tỷ đồng"]
