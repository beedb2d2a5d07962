"""Sentences give figures where they say clearly what is measured, and nothing else."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Figure, FrontMatter, Period, Role, Unit
from ingest.figures import read_figures
from ingest.period import label, year_of

WARD = Unit("phường", "Sao Mai", "Lam Giang")
REPORT = FrontMatter(kind="Báo cáo", unit=WARD, year=2025, subject="Kết quả năm 2025")
PLAN = FrontMatter(kind="Kế hoạch", unit=WARD, year=2026, subject="Chuyển đổi số năm 2026")


def figures(
    text: str,
    front: FrontMatter = REPORT,
    path: tuple[str, ...] = (),
    kind: BlockKind = BlockKind.PARAGRAPH,
) -> tuple[Figure, ...]:
    """The figures of one paragraph that follows a heading, so that it is not of the head."""
    heading = Block(0, BlockKind.HEADING, "I. KẾT QUẢ", level=1)
    return read_figures((heading, Block(1, kind, text, path)), front)


def stated(text: str, front: FrontMatter = REPORT) -> list[tuple[str, str]]:
    return [(figure.indicator, figure.text) for figure in figures(text, front)]


def test_how_long_something_takes_is_a_figure() -> None:
    text = "Thời gian chờ trung bình tại quầy là 18 phút, giảm 04 phút so với năm 2024."
    assert stated(text) == [("Thời gian chờ trung bình tại quầy", "18 phút")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tỷ lệ hồ sơ giải quyết sớm và đúng hạn đạt 98,7% (2.417/2.449 hồ sơ).",
            [
                ("Tỷ lệ hồ sơ giải quyết sớm và đúng hạn", "98,7%"),
                ("Tỷ lệ hồ sơ giải quyết sớm và đúng hạn", "2.417/2.449 hồ sơ"),
            ],
        ),
        (
            "UBND phường đã bố trí hơn 4,2 tỷ đồng cho chuyển đổi số.",
            [("bố trí cho chuyển đổi số", "hơn 4,2 tỷ đồng")],
        ),
        (
            "100% trạm y tế có kết nối Internet cáp quang.",
            [("trạm y tế có kết nối Internet cáp quang", "100%")],
        ),
        ("Đến năm 2030, kinh tế số chiếm hơn 28% GRDP.", [("kinh tế số", "hơn 28%")]),
        (
            "Trụ sở được trang bị: 15 máy tính; 02 máy phô tô; 09 máy in.",
            [
                ("Trụ sở được trang bị: máy tính", "15 máy tính"),
                ("Trụ sở được trang bị: máy phô tô", "02 máy"),
                ("Trụ sở được trang bị: máy in", "09 máy in"),
            ],
        ),
        (
            "Phường có dân số 31.204 người, diện tích 7,25 km².",
            [("dân số", "31.204 người"), ("diện tích", "7,25 km²")],
        ),
        (
            "Số hóa 812/900 hồ sơ, đạt 90,2%, vượt 5% so với kế hoạch.",
            [("Số hóa hồ sơ", "812/900 hồ sơ"), ("Số hóa hồ sơ", "90,2%")],
        ),
        (
            "Cấp mới 31 giấy phép xây dựng, thu hồi 02 giấy phép xây dựng.",
            [
                ("Cấp mới giấy phép xây dựng", "31 giấy phép"),
                ("thu hồi giấy phép xây dựng", "02 giấy phép"),
            ],
        ),
        (
            "Đã tập huấn 12 lớp và 3 buổi sinh hoạt chuyên đề.",
            [
                ("tập huấn lớp", "12 lớp"),
                ("tập huấn buổi sinh hoạt chuyên đề", "3 buổi"),
            ],
        ),
        (
            "Giảm tỷ lệ hộ cận nghèo xuống còn 1,4%.",
            [("tỷ lệ hộ cận nghèo", "1,4%")],
        ),
        (
            "Thu ngân sách đạt 52,3 tỷ đồng, bằng 104,6% dự toán.",
            [
                ("Thu ngân sách", "52,3 tỷ đồng"),
                ("Thu ngân sách so với dự toán", "104,6%"),
            ],
        ),
        (
            "Tổng kinh phí là 5.100 triệu đồng, trong đó ngân sách phường 4.300 triệu đồng, "
            "ngân sách tỉnh 800 triệu đồng.",
            [
                ("Tổng kinh phí", "5.100 triệu đồng"),
                ("Tổng kinh phí: ngân sách phường", "4.300 triệu đồng"),
                ("Tổng kinh phí: ngân sách tỉnh", "800 triệu đồng"),
            ],
        ),
        (
            "100% cán bộ và 60% doanh nghiệp được tập huấn kỹ năng số.",
            [
                ("cán bộ được tập huấn kỹ năng số", "100%"),
                ("doanh nghiệp được tập huấn kỹ năng số", "60%"),
            ],
        ),
        (
            "Từ đầu năm có khoảng trên 75% hộ kinh doanh dùng mã QR.",
            [("hộ kinh doanh dùng mã QR", "trên 75%")],
        ),
        (
            "Số hồ sơ trực tuyến: 4.120 hồ sơ; tỷ lệ đạt: 96%",
            [("Số hồ sơ trực tuyến", "4.120 hồ sơ"), ("Số hồ sơ trực tuyến", "96%")],
        ),
        (
            "Tỷ lệ thanh toán trực tuyến đạt 61,5% (kế hoạch 60%).",
            [("Tỷ lệ thanh toán trực tuyến", "61,5%"), ("Tỷ lệ thanh toán trực tuyến", "60%")],
        ),
        (
            "Tiếp nhận 305 đơn (gồm: khiếu nại: 20 đơn; tố cáo: 5 đơn).",
            [
                ("Tiếp nhận đơn", "305 đơn"),
                ("Tiếp nhận đơn: khiếu nại", "20 đơn"),
                ("Tiếp nhận đơn: tố cáo", "5 đơn"),
            ],
        ),
        (
            "Toàn phường có 1,2 nghìn hộ kinh doanh.",
            [("hộ kinh doanh", "1,2 nghìn hộ kinh doanh")],
        ),
        (
            "Chỉ số cải cách hành chính đạt 91,36 điểm.",
            [("Chỉ số cải cách hành chính", "91,36 điểm")],
        ),
        (
            "Lắp đặt camera tại 17 nút giao trọng điểm, 45 camera tại khu dân cư.",
            [
                ("Lắp đặt camera tại nút giao trọng điểm", "17 nút giao trọng điểm"),
                ("camera tại khu dân cư", "45 camera"),
            ],
        ),
        (
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2025, UBND phường đã ban hành 14 văn bản "
            "chỉ đạo.",
            [("ban hành văn bản chỉ đạo", "14 văn bản")],
        ),
    ],
)
def test_a_clear_statement_is_a_figure(text: str, expected: list[tuple[str, str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Doanh số tăng 19,05% so với cùng kỳ.",
        "Giảm 2 hồ sơ so với quý trước.",
        "Kết quả vượt 7 điểm phần trăm so với kế hoạch.",
        "Chi phí in ấn giảm ít nhất 300 triệu đồng mỗi năm.",
        "Rút ngắn 30% thời gian giải quyết.",
        "Cắt giảm 20% thành phần hồ sơ.",
        "Sản lượng cao hơn 5% so với năm trước.",
        "Công dân từ đủ 14 tuổi được cấp căn cước.",
        "Tuyên truyền dịch vụ công mức độ 3, mức độ 4.",
        "Mở rộng vùng phủ sóng 5G tại khu dân cư.",
        "Mở đợt cao điểm 90 ngày đêm làm sạch dữ liệu.",
        "Trả kết quả trong 02 ngày làm việc.",
        "Phản hồi trong vòng 24 giờ.",
        "Làm việc từ 7 giờ 30 phút đến 11 giờ 30 phút.",
        "Trực 24/7, tiếp nhận mọi phản ánh.",
        "Đường dây nóng: 0225.356.1234.",
        "Số điện thoại tiếp nhận: 0912345678.",
        "Mở tài khoản số 7121330000 tại ngân hàng.",
        "Số tài khoản: 7121330000 tại Ngân hàng A.",
        "Trụ sở tại số 12 đường Trần Phú, tổ 5.",
        "Căn cứ khoản 2 Điều 15 của Luật.",
        "Theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ.",
        "Triển khai Kế hoạch số 33/KH-UBND về chuyển đổi số 6 tháng cuối năm 2025.",
        "Nâng cấp phần mềm quản lý đảng viên 4.0.",
        "Mua bản quyền Microsoft 365 cho cán bộ.",
        "Vận hành mô hình chính quyền địa phương 02 cấp.",
        'Phân công bảo đảm "6 rõ" trong thực hiện nhiệm vụ.',
        "Báo cáo định kỳ 6 tháng, 1 năm.",
        "Lộ trình chia 2 giai đoạn: 2025-2027 và 2028-2030.",
        "Trường hợp có trên 5 hồ sơ quá hạn thì phải giải trình.",
        "Nếu đạt dưới 80% thì kiểm điểm.",
        "Mỗi tổ có ít nhất 03 thành viên.",
        "Đề nghị tỉnh cấp 30 máy tính cho phường.",
        "Tỷ lệ tăng từ 5% lên 10%.",
        "Xếp thứ 5 trong tỉnh.",
        "Thành lập trên cơ sở sáp nhập 03 đơn vị hành chính.",
        "Tổ dân phố số 3 phường Sao Mai đạt chuẩn văn hóa.",
        "Đề án 06 được triển khai tại phường.",
        "Chiến lược 411 được lồng ghép vào kế hoạch.",
        "Hộ nghèo là hộ có từ 3 chỉ số thiếu hụt trở lên.",
        'Phát động phong trào "100% công dân số" trong nhân dân.',
        "Nhiệm kỳ 2025 - 2030 có nhiều đổi mới.",
        "Kỳ họp thứ 5 thông qua nghị quyết.",
        "Phụ lục 1, 2, 3 kèm theo Kế hoạch này.",
        "Đạt 100%.",
        "Họp 02 lần mỗi tháng.",
        "Đường truyền tốc độ 300 Mbps.",
    ],
)
def test_what_names_compares_or_conditions_is_no_figure(text: str) -> None:
    assert stated(text) == []


def test_a_law_states_rules_and_no_figures() -> None:
    text = "Tỷ lệ vốn điều lệ đạt 51%."
    assert stated(text)
    assert stated(text, FrontMatter(kind="Luật", year=2025)) == []


def test_a_fraction_of_money_is_in_the_unit_of_its_whole() -> None:
    found = figures("Giải ngân vốn đầu tư 3.347/3.642 triệu đồng, đạt 91,9%.")
    assert [(f.quantity.low, f.quantity.unit) for f in found if f.quantity] == [
        (Decimal(3_347_000_000), "đồng"),
        (Decimal("91.9"), "%"),
    ]


def test_a_share_keeps_what_it_is_a_share_of() -> None:
    (found,) = figures("Kinh tế số chiếm trên 25% GRDP của phường.")
    assert (found.measure, found.quantity and found.quantity.comparator) == (
        "% GRDP của phường",
        ">",
    )


def test_a_rate_is_part_of_the_measure() -> None:
    (found,) = figures("Thu nhập bình quân đầu người đạt 72 triệu đồng/người/năm.")
    assert found.measure == "đồng/người/năm"
    (grown,) = figures("Tốc độ tăng trưởng thương mại điện tử đạt 12%/năm trở lên.")
    assert (grown.measure, grown.quantity and grown.quantity.comparator) == ("%/năm", ">=")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Năm 2024, tỷ lệ số hóa đạt 70%.", year_of(2024)),
        ("Đến năm 2030, tỷ lệ số hóa đạt 95%.", year_of(2030, by=True)),
        ("Tỷ lệ số hóa quý II đạt 70%.", Period(date(2025, 4, 1), date(2025, 6, 30))),
        (
            "Trong 6 tháng đầu năm, tỷ lệ số hóa đạt 70%.",
            Period(date(2025, 1, 1), date(2025, 6, 30)),
        ),
        (
            "Tính đến ngày 30/9/2025, tỷ lệ số hóa đạt 70%.",
            Period(date(2025, 9, 30), date(2025, 9, 30), by=True),
        ),
        (
            "Từ ngày 01/7/2025 đến ngày 15/12/2025, tỷ lệ số hóa đạt 70%.",
            Period(date(2025, 7, 1), date(2025, 12, 15)),
        ),
        ("Tỷ lệ số hóa đạt 70% so với năm 2023.", year_of(2025)),
        ("Tỷ lệ số hóa đạt 70%.", year_of(2025)),
    ],
)
def test_the_period_is_the_one_named_nearest(text: str, period: Period) -> None:
    (found,) = figures(text)
    assert found.period == period


def test_a_heading_gives_the_period_where_the_sentence_gives_none() -> None:
    path = ("II. GIAI ĐOẠN 2026 - 2028",)
    (found,) = figures("Tỷ lệ số hóa đạt 70%.", PLAN, path)
    assert found.period == Period(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("text", "front", "role"),
    [
        ("Tỷ lệ số hóa đạt 70%.", REPORT, Role.RESULT),
        ("Tỷ lệ số hóa đạt 70%.", PLAN, Role.TARGET),
        ("Tỷ lệ số hóa ước đạt 70%.", REPORT, Role.ESTIMATE),
        ("Phấn đấu tỷ lệ số hóa đạt 70%.", REPORT, Role.TARGET),
        ("Đến năm 2030, tỷ lệ số hóa đạt 95%.", REPORT, Role.TARGET),
        ("Đã số hóa 70% hồ sơ.", PLAN, Role.RESULT),
        ("Kinh phí thực hiện là 3 tỷ đồng.", PLAN, Role.BUDGET),
        ("Thu ngân sách đạt 3 tỷ đồng.", REPORT, Role.RESULT),
        ("Dân số 31.204 người.", PLAN, Role.SIZE),
        ("Phường có 24 tổ dân phố.", REPORT, Role.SIZE),
    ],
)
def test_words_and_document_decide_the_role(text: str, front: FrontMatter, role: Role) -> None:
    assert [found.role for found in figures(text, front)] == [role]


def test_the_aim_in_brackets_is_a_target_of_the_same_indicator() -> None:
    reached, aim = figures("Tỷ lệ thanh toán trực tuyến đạt 61,5% (kế hoạch ≥ 60%).")
    assert (reached.role, aim.role) == (Role.RESULT, Role.TARGET)
    assert reached.indicator == aim.indicator


def test_the_clause_is_found_in_its_block_and_no_row_is_claimed() -> None:
    text = "Tính đến nay, số hóa 812/900 hồ sơ, đạt 90,2%; 45 camera đã lắp đặt."
    for found in figures(text):
        assert found.clause in text
        assert found.text in found.clause
        assert (found.block, found.row, found.column) == (1, None, None)


def test_the_place_is_the_ward_unless_the_clause_names_another() -> None:
    (own,) = figures("Tỷ lệ số hóa đạt 70%.")
    (other,) = figures("Tại xã Vân Phú, tỷ lệ số hóa đạt 55%.")
    assert own.place == WARD
    assert other.place == Unit("xã", "Vân Phú")


def test_the_body_that_leads_is_the_owner() -> None:
    (found,) = figures("Công an phường chủ trì cấp 500 tài khoản định danh.", PLAN)
    assert found.owner == "Công an phường"


def test_what_is_said_since_a_day_is_marked_as_a_running_total() -> None:
    found = figures("Lũy kế từ 01/7/2025, đã cấp 82 giấy phép.")
    assert [figure.indicator for figure in found] == ["cấp giấy phép (lũy kế)"]


def test_footnotes_and_list_items_state_figures_too() -> None:
    text = "- Tỷ lệ số hóa đạt 70%."
    assert figures(text, kind=BlockKind.LIST_ITEM)
    assert figures("¹ Có 05 hồ sơ quá hạn.", kind=BlockKind.FOOTNOTE)


QUARTER = FrontMatter(
    kind="Báo cáo",
    unit=WARD,
    year=2026,
    issued=date(2026, 9, 28),
    subject="Kết quả quý III năm 2026",
)
SCHEME = FrontMatter(
    kind="Đề án",
    unit=WARD,
    year=2026,
    issued=date(2026, 2, 10),
    subject="Giảm nghèo bền vững giai đoạn 2026 - 2030",
)


def facts(text: str, front: FrontMatter, *path: str) -> list[tuple[str, str, str, str]]:
    """Indicator, text, role and period of each figure of a paragraph."""
    return [
        (f.indicator, f.text, f.role.value, label(f.period) if f.period else "-")
        for f in figures(text, front, path)
    ]


def test_months_without_a_year_are_the_first_of_the_year_of_a_report() -> None:
    assert facts("Lũy kế 9 tháng xảy ra 17 vụ cháy, làm 4 người chết.", QUARTER) == [
        ("xảy ra vụ cháy (lũy kế)", "17 vụ", "result", "9 tháng đầu năm 2026"),
        ("làm người chết (lũy kế)", "4 người", "result", "9 tháng đầu năm 2026"),
    ]
    ((name, *_, period),) = facts("Tổng thu 6 tháng đạt 29 triệu đồng.", QUARTER)
    assert (name, period) == ("Tổng thu", "6 tháng đầu năm 2026")
    ((*_, headed),) = facts("Khám cho 30 người.", QUARTER, "II. KẾT QUẢ 9 THÁNG")
    assert headed == "9 tháng đầu năm 2026"
    lasting = facts("Sửa chữa trong thời gian 6 tháng, đạt 80 km đường.", QUARTER)
    assert all("6 tháng" not in when for *_, when in lasting)


def test_cases_and_fines_are_figures_and_conditions_are_none() -> None:
    text = "Công an lập biên bản 412 trường hợp vi phạm, phạt tiền 684 triệu đồng, tăng 12%."
    assert stated(text) == [
        ("Công an lập biên bản trường hợp vi phạm", "412 trường hợp"),
        ("phạt tiền", "684 triệu đồng"),
    ]
    assert stated("Hành vi xả rác bị phạt 2 triệu đồng.") == []


def test_the_yield_of_a_crop_is_not_of_its_area() -> None:
    text = "Diện tích lúa cả năm 1.240 ha, năng suất 56,5 tạ/ha, sản lượng 7.006 tấn."
    assert [name for name, _ in stated(text)] == [
        "Diện tích lúa cả năm",
        "lúa cả năm: năng suất",
        "lúa cả năm: sản lượng",
    ]


def test_what_remains_and_what_falls_by_the_year_are_figures() -> None:
    assert facts("Giảm tỷ lệ hộ nghèo cuối năm 2026 còn 4,0%.", PLAN) == [
        ("tỷ lệ hộ nghèo", "4,0%", "target", "năm 2026")
    ]
    assert stated("Tỷ lệ hộ nghèo giảm còn 0,6%.") == [("Tỷ lệ hộ nghèo", "0,6%")]
    (found,) = figures("Giảm tỷ lệ hộ nghèo bình quân từ 1,0 đến 1,2%/năm.", PLAN)
    assert (found.indicator, found.text, found.measure) == (
        "Giảm tỷ lệ hộ nghèo",
        "1,0 đến 1,2%",
        "%/năm",
    )


def test_a_scheme_tells_what_was_reached_before_it() -> None:
    why = "Đến ngày 31/12/2025, toàn phường còn 205 hộ cận nghèo."
    ((*_, role, _when),) = facts(why, SCHEME, "Phần II. NỘI DUNG")
    assert role == "result"
    ((*_, role, _when),) = facts("Có 61 hộ ở nhà tạm.", SCHEME, "Phần I. SỰ CẦN THIẾT")
    assert role == "result"
    ((*_, role, _when),) = facts("Còn 18 phòng học tạm.", PLAN)
    assert role == "result"


def test_a_report_looks_ahead_to_the_last_months_and_to_its_deadlines() -> None:
    half = FrontMatter(
        kind="Báo cáo",
        unit=WARD,
        year=2026,
        issued=date(2026, 7, 2),
        subject="Thu, chi ngân sách 6 tháng đầu năm 2026",
    )
    ahead = facts("Thu hồi 200 triệu đồng nợ thuế.", half, "III. NHIỆM VỤ 6 THÁNG CUỐI NĂM")
    assert [fact[2:] for fact in ahead] == [("target", "6 tháng cuối năm 2026")]
    due = facts("Thu hồi 200 triệu đồng nợ thuế trước ngày 30/11/2026.", half)
    assert [fact[2] for fact in due] == ["target"]


def test_sentences_after_one_that_opens_with_a_year_are_of_that_year() -> None:
    text = "Năm 2025, trạm có 9 cán bộ. Tỷ lệ trẻ thấp còi là 17,8%."
    assert [fact[2:] for fact in facts(text, SCHEME)] == [("result", "năm 2025")] * 2
    blocks = (
        Block(0, BlockKind.HEADING, "I. ĐẶC ĐIỂM", level=1),
        Block(1, BlockKind.PARAGRAPH, "Năm 2025, trạm được sửa chữa.", ("I. ĐẶC ĐIỂM",)),
        Block(2, BlockKind.PARAGRAPH, "Tỷ lệ trẻ thấp còi là 17,8%.", ("I. ĐẶC ĐIỂM",)),
    )
    (found,) = read_figures(blocks, SCHEME)
    assert found.period == year_of(2025)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Từ 90 đến 92% dân số được lập hồ sơ.", "dân số được lập hồ sơ"),
        ("Trạm y tế tổ chức từ 2 đến 3 đợt khám.", "Trạm y tế tổ chức đợt khám"),
        ("Số ca sốt xuất huyết 47 ca.", "Số ca sốt xuất huyết"),
        ("Vi phạm nồng độ cồn 131 trường hợp.", "Vi phạm nồng độ cồn"),
        ("Diện tích lúa cả năm 1.240 ha.", "Diện tích lúa cả năm"),
    ],
)
def test_an_indicator_repeats_neither_its_range_nor_what_it_counts(
    text: str, indicator: str
) -> None:
    assert [name for name, _ in stated(text)] == [indicator]


_VERBS = st.sampled_from(["đạt", "chiếm", "đạt tỷ lệ", "ước đạt", "là"])
_INDICATORS = st.sampled_from(
    [
        "Tỷ lệ hồ sơ nộp trực tuyến",
        "Tỷ lệ người dân có chữ ký số",
        "Tỷ lệ hộ kinh doanh dùng hóa đơn điện tử",
        "Mức độ hài lòng của người dân",
    ]
)


@given(_INDICATORS, _VERBS, st.integers(0, 100), st.integers(0, 9))
def test_any_share_comes_back_as_written(indicator: str, verb: str, whole: int, part: int) -> None:
    written = f"{whole},{part}%"
    (found,) = figures(f"{indicator} {verb} {written} trong năm 2025.")
    assert (found.indicator, found.text) == (indicator, written)
    assert found.quantity is not None
    assert found.quantity.low == Decimal(f"{whole}.{part}")


@given(
    st.sampled_from(["hộ nghèo", "doanh nghiệp", "camera", "học sinh", "giấy phép"]),
    st.integers(0, 10**7),
    st.sampled_from([" ", "\u00a0"]),
)
def test_any_count_comes_back_as_written(noun: str, number: int, space: str) -> None:
    written = f"{number:,}".replace(",", ".")
    (found,) = figures(f"Toàn phường có {written}{space}{noun} thuộc diện theo dõi.")
    assert found.quantity is not None
    assert (found.quantity.low, found.quantity.unit) == (Decimal(number), noun)
    assert found.indicator == f"{noun} thuộc diện theo dõi"


@given(st.sampled_from(["tăng", "giảm", "vượt", "cao hơn"]), st.integers(1, 99), _INDICATORS)
def test_no_change_is_ever_a_value(change: str, number: int, indicator: str) -> None:
    assert figures(f"{indicator} {change} {number}% so với cùng kỳ năm trước.") == ()


@given(st.text(alphabet="0123456789%.,:;()/- đạtồsơ°²³¹\n“”§|", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    for found in figures(text):
        assert found.clause in text


NINE_MONTHS = FrontMatter(
    kind="Báo cáo",
    unit=WARD,
    year=2026,
    issued=date(2026, 9, 25),
    subject="Tình hình kinh tế - xã hội 9 tháng đầu năm, nhiệm vụ 3 tháng cuối năm 2026",
)


def test_a_report_is_of_the_time_it_reports_and_its_tasks_of_the_time_ahead() -> None:
    text = "Thu ngân sách đạt 12 tỷ đồng."
    assert [fact[2:] for fact in facts(text, NINE_MONTHS, "I. KẾT QUẢ")] == [
        ("result", "9 tháng đầu năm 2026")
    ]
    for heading in ("II. PHƯƠNG HƯỚNG, NHIỆM VỤ", "III. NHIỆM VỤ 3 THÁNG CUỐI NĂM"):
        assert [fact[2:] for fact in facts(text, NINE_MONTHS, heading)] == [
            ("target", "quý IV/2026")
        ]
    assert [fact[3] for fact in facts("Đến ngày 20/9/2026, giải ngân đạt 5%.", NINE_MONTHS)] == [
        "đến ngày 20/09/2026"
    ]


def test_a_school_year_that_has_begun_is_no_aim() -> None:
    text = "Năm học 2026 - 2027, phường có 14 trường."
    assert [fact[2:] for fact in facts(text, NINE_MONTHS)] == [("result", "năm học 2026-2027")]


def test_what_is_counted_since_a_term_began_is_of_no_year_unless_the_paper_dates_it() -> None:
    text = "Từ đầu nhiệm kỳ đến nay, đã giải quyết 41 đơn."
    assert [fact[3] for fact in facts(text, NINE_MONTHS)] == ["-"]
    heading = "KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI NHIỆM KỲ 2025 - 2030"
    assert [fact[3] for fact in facts(text, NINE_MONTHS, heading)] == ["giai đoạn 2025-2030"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã chỉnh trang 9/12 tuyến phố.", [("chỉnh trang tuyến phố", "9/12 tuyến")]),
        (
            "Có 61 cơ sở thức ăn đường phố và 26 bếp ăn tập thể.",
            [("cơ sở thức ăn đường phố", "61 cơ sở"), ("bếp ăn tập thể", "26 bếp ăn tập thể")],
        ),
        (
            "412/530 tiểu thương có mã QR, đạt 77,7%.",
            [
                ("tiểu thương có mã QR", "412/530 tiểu thương"),
                ("tiểu thương có mã QR", "77,7%"),
            ],
        ),
        (
            "Treo 45 băng rôn; cấp phát 3.000 tờ gấp.",
            [("Treo băng rôn", "45 băng rôn"), ("cấp phát tờ gấp", "3.000 tờ gấp")],
        ),
        (
            "Nạo vét 17 cống lấy nước tại các thôn.",
            [("Nạo vét cống lấy nước tại các thôn", "17 cống lấy nước")],
        ),
        (
            "Cấp 2,5 triệu liều vắc xin cho các trạm.",
            [("Cấp liều vắc xin cho các trạm", "2,5 triệu liều vắc xin")],
        ),
        ("Quy hoạch chi tiết 1/500 vùng lõi.", []),
        ("Nhân dịp 27/7 tổ chức viếng mộ.", []),
        ("Trường Tiểu học Tân Khê 12 khởi công.", []),
        ("Phát triển sản phẩm OCOP 3 sao.", []),
    ],
)
def test_a_counted_noun_need_not_be_known(text: str, expected: list[tuple[str, str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phường có 14 trường với 9.862 học sinh, tăng 417 học sinh.",
            [("trường", "14 trường"), ("trường: học sinh", "9.862 học sinh")],
        ),
        (
            "Xử phạt 17 cơ sở với số tiền 96,5 triệu đồng.",
            [("Xử phạt cơ sở", "17 cơ sở"), ("Xử phạt cơ sở: số tiền", "96,5 triệu đồng")],
        ),
        (
            "Đã xóa 19 nhà tạm, nhà dột nát với tổng kinh phí 1.140 triệu đồng.",
            [
                ("xóa nhà tạm, nhà dột nát", "19 nhà"),
                ("xóa nhà tạm, nhà dột nát: tổng kinh phí", "1.140 triệu đồng"),
            ],
        ),
        ("Tập huấn 12 lớp phối hợp với 5 đơn vị.", [("Tập huấn lớp phối hợp", "12 lớp")]),
        (
            "Đường vào hồ dài 3,2 km mới cứng hóa được 1,4 km.",
            [
                ("Đường vào hồ dài", "3,2 km"),
                ("Đường vào hồ dài: mới cứng hóa được", "1,4 km"),
            ],
        ),
        (
            "Chi trả trợ cấp xã hội hằng tháng cho 1.276 đối tượng với số tiền 7,9 tỷ đồng.",
            [
                ("Chi trả trợ cấp xã hội hằng tháng cho đối tượng", "1.276 đối tượng"),
                ("Chi trả trợ cấp xã hội hằng tháng cho đối tượng: số tiền", "7,9 tỷ đồng"),
            ],
        ),
        ("Hằng tháng tổ chức 02 buổi sinh hoạt.", []),
        (
            "Phường được giao 62 biên chế công chức, hiện có 57 người, còn thiếu 05 người.",
            [
                ("Phường được giao biên chế công chức", "62 biên chế"),
                ("Phường được giao biên chế công chức: hiện có", "57 người"),
                ("Phường được giao biên chế công chức: còn thiếu", "05 người"),
            ],
        ),
        (
            "Camera an ninh: lắp mới 22 mắt, nâng tổng số lên 148 mắt.",
            [
                ("Camera an ninh: lắp mới mắt", "22 mắt"),
                ("Camera an ninh: tổng số mắt", "148 mắt"),
            ],
        ),
        (
            "Phạm pháp hình sự xảy ra 28 vụ, giảm 05 vụ.",
            [("Phạm pháp hình sự", "28 vụ")],
        ),
        (
            "Tai nạn giao thông xảy ra 11 vụ, làm chết 02 người, bị thương 13 người.",
            [
                ("Tai nạn giao thông", "11 vụ"),
                ("làm chết người", "02 người"),
                ("người bị thương", "13 người"),
            ],
        ),
        ("Trong năm kiểm tra 340 lượt cơ sở.", [("kiểm tra lượt cơ sở", "340 lượt")]),
        ("Đàn bò 2.150 con.", [("Đàn bò", "2.150 con")]),
        (
            "Tỷ lệ người bán có kiến thức đúng đạt từ 88% trở lên; người mua đạt từ 82% trở lên.",
            [
                ("Tỷ lệ người bán có kiến thức đúng", "88% trở lên"),
                ("Tỷ lệ người bán có kiến thức đúng: người mua", "82% trở lên"),
            ],
        ),
        (
            "Giải ngân đạt 33,7 tỷ đồng, bằng 57,5% kế hoạch vốn; phấn đấu cả năm đạt trên 95% "
            "kế hoạch.",
            [
                ("Giải ngân", "33,7 tỷ đồng"),
                ("Giải ngân so với kế hoạch vốn", "57,5%"),
                ("Giải ngân so với kế hoạch", "trên 95%"),
            ],
        ),
        (
            "Tỷ lệ số hóa tăng từ 85% năm 2024 lên 92% năm 2025.",
            [("Tỷ lệ số hóa", "85%"), ("Tỷ lệ số hóa", "92%")],
        ),
        ("Nâng tỷ lệ số hóa từ 85% lên 92%.", [("tỷ lệ số hóa", "92%")]),
        ("Tỷ lệ hộ nghèo giảm từ 3,1% xuống còn 1,2%.", [("Tỷ lệ hộ nghèo", "1,2%")]),
        (
            "Tỷ số giới tính khi sinh là 109 bé trai/100 bé gái.",
            [("Tỷ số giới tính khi sinh", "109 bé trai/100 bé gái")],
        ),
        (
            "Trợ cấp 500.000 đồng/người/tháng cho người cao tuổi.",
            [("Trợ cấp cho người cao tuổi", "500.000 đồng/người/tháng")],
        ),
    ],
)
def test_what_a_number_measures_reads_well(text: str, expected: list[tuple[str, str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Số trẻ dưới 1 tuổi được tiêm đủ 8 loại vắc xin là 1.045/1.102 trẻ, đạt 94,8%.",
            [
                ("Số trẻ dưới 1 tuổi được tiêm đủ 8 loại vắc xin", "1.045/1.102 trẻ"),
                ("Số trẻ dưới 1 tuổi được tiêm đủ 8 loại vắc xin", "94,8%"),
            ],
        ),
        (
            "Trạm có 16 viên chức (03 bác sĩ, 05 y sĩ, 02 hộ sinh).",
            [
                ("Trạm có viên chức", "16 viên chức"),
                ("Trạm có viên chức: bác sĩ", "03 bác sĩ"),
                ("Trạm có viên chức: y sĩ", "05 y sĩ"),
                ("Trạm có viên chức: hộ sinh", "02 hộ sinh"),
            ],
        ),
        (
            "Mực nước hồ cao 23,5 m, đạt 71% dung tích thiết kế.",
            [("Mực nước hồ cao", "23,5 m"), ("Mực nước hồ cao", "71%")],
        ),
        (
            "Có 142,6 km kênh mương, trong đó 98,3 km đã được kiên cố hóa.",
            [
                ("kênh mương", "142,6 km"),
                ("kênh mương: đã được kiên cố hóa", "98,3 km"),
            ],
        ),
        ("Còn 07 đơn vị giải ngân dưới 30%.", [("đơn vị giải ngân dưới 30%", "07 đơn vị")]),
        (
            "Công ty thu 50.000 đồng/sào/vụ, hộ nghèo được miễn.",
            [("Công ty thu", "50.000 đồng/sào/vụ")],
        ),
        (
            "Tuyến đường dài 18,6 km, rộng 24 m, tổng mức đầu tư 1.250 tỷ đồng.",
            [
                ("Tuyến đường dài", "18,6 km"),
                ("Tuyến đường: rộng", "24 m"),
                ("Tuyến đường: tổng mức đầu tư", "1.250 tỷ đồng"),
            ],
        ),
        (
            "Xảy ra 03 đợt mưa lớn làm 14 nhà tốc mái, 2,5 km đường sạt lở.",
            [
                ("Xảy ra đợt mưa lớn", "03 đợt"),
                ("làm nhà tốc mái", "14 nhà"),
                ("làm đường sạt lở", "2,5 km"),
            ],
        ),
        ("Đơn vị không hoàn thành từ 03 chỉ tiêu trở lên thì không được khen.", []),
    ],
)
def test_papers_of_any_field_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert stated(text) == expected


def test_tasks_of_a_report_are_ahead_though_their_heading_names_no_time() -> None:
    text = "Giải ngân 2.500 tỷ đồng."
    assert [f[2:] for f in facts(text, NINE_MONTHS, "II. NHIỆM VỤ")] == [("target", "quý IV/2026")]
    under = facts(text, NINE_MONTHS, "I. KẾT QUẢ", "4. Nhiệm vụ quốc phòng")
    assert [f[2] for f in under] == ["result"]


def test_what_comes_with_a_thing_is_shown_with_it() -> None:
    _, pupils = figures("Đến nay, phường có 14 trường với 9.862 học sinh.")
    assert pupils.clause == "Đến nay, phường có 14 trường với 9.862 học sinh"


def test_a_move_from_one_value_to_another_keeps_the_time_of_each() -> None:
    text = "Tỷ lệ số hóa tăng từ 85% năm 2024 lên 92% năm 2025."
    assert [figure.period for figure in figures(text)] == [year_of(2024), year_of(2025)]
    (found,) = figures("Năm 2025, tỷ lệ số hóa tăng từ 85% lên 92%.")
    assert found.period == year_of(2025)


def test_what_each_place_gets_is_said_of_each() -> None:
    (found,) = figures("Phấn đấu mỗi xã có ít nhất 01 mô hình hợp tác xã.", PLAN)
    assert (found.indicator, found.text, found.measure, found.role) == (
        "mỗi xã có mô hình hợp tác xã",
        "ít nhất 01 mô hình",
        "mô hình/xã",
        Role.TARGET,
    )
    assert stated("Mỗi tổ có ít nhất 03 thành viên.", PLAN) == []


def test_the_whole_year_is_meant_where_a_sentence_says_so() -> None:
    text = "Giải ngân đến ngày 20/9/2026 đạt 33,7 tỷ đồng; phấn đấu cả năm đạt trên 95% kế hoạch."
    assert [fact[2:] for fact in facts(text, NINE_MONTHS)][-1] == ("target", "năm 2026")
