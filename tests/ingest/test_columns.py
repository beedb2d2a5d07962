"""What the columns of a table mean."""

import pytest

from ingest.columns import ColumnRole as R
from ingest.columns import column_roles, row_title


@pytest.mark.parametrize(
    ("columns", "roles"),
    [
        (
            ("TT", "Chỉ tiêu", "ĐVT", "Kết quả năm 2025", "Chỉ tiêu năm 2026", "Cơ quan chủ trì"),
            (R.LABEL, R.INDICATOR, R.MEASURE, R.RESULT, R.TARGET, R.OWNER),
        ),
        (
            ("STT", "Nội dung", "Chỉ tiêu", "Đơn vị phụ trách", "Ghi chú"),
            (R.LABEL, R.INDICATOR, R.TARGET, R.OWNER, R.NOTE),
        ),
        (
            ("TT", "Chỉ tiêu", "Đơn vị", "Ước thực hiện 2025", "Kế hoạch 2026", "Năm 2027"),
            (R.LABEL, R.INDICATOR, R.MEASURE, R.ESTIMATE, R.TARGET, R.PERIOD),
        ),
        (
            ("TT", "Đơn vị", "Chỉ tiêu giao 2026"),
            (R.LABEL, R.PLACE, R.TARGET),
        ),
        (
            ("", "Xã, phường, đặc khu", "Dân số", "Kinh phí (triệu đồng)"),
            (R.LABEL, R.PLACE, R.OTHER, R.BUDGET),
        ),
        (
            ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời hạn"),
            (R.LABEL, R.INDICATOR, R.OWNER, R.PARTNER, R.PRODUCT, R.DEADLINE),
        ),
        (
            ("TT", "Nội dung", "Chỉ tiêu › 2026", "Chỉ tiêu › Đến năm 2030"),
            (R.LABEL, R.INDICATOR, R.TARGET, R.TARGET),
        ),
        (
            ("TT", "Chỉ tiêu", "Năm 2025 › Kế hoạch", "Năm 2025 › Thực hiện", "Đồng chí phụ trách"),
            (R.LABEL, R.INDICATOR, R.TARGET, R.RESULT, R.PERSON),
        ),
        (
            ("STT", "Hạng mục đầu tư", "Kinh phí dự kiến (tỷ đồng)", "Nguồn vốn"),
            (R.LABEL, R.INDICATOR, R.BUDGET, R.NOTE),
        ),
        (
            ("TT", "Chỉ tiêu", "ĐVT", "Năm 2025 › KH", "Năm 2025 › % so với KH", "Đạt (%)"),
            (R.LABEL, R.INDICATOR, R.MEASURE, R.TARGET, R.RATIO, R.RATIO),
        ),
        (
            ("TT", "Nội dung", "KH 2026 so với ước TH 2025 (%)", "TH/KH (%)", "Tăng, giảm (%)"),
            (R.LABEL, R.INDICATOR, R.RATIO, R.RATIO, R.RATIO),
        ),
        (
            ("TT", "Nội dung", "% thực hiện", "% so cùng kỳ", "So sánh › TH 2026", "Tỷ trọng (%)"),
            (R.LABEL, R.INDICATOR, R.RATIO, R.RATIO, R.RATIO, R.RATIO),
        ),
        (
            ("TT", "Chỉ tiêu", "Kế hoạch (%)", "Đạt (%)"),
            (R.LABEL, R.INDICATOR, R.TARGET, R.RESULT),
        ),
        (
            ("TT", "Xã", "Tỷ lệ (%)", "Tỷ lệ hộ thực hiện phân loại rác (%)"),
            (R.LABEL, R.PLACE, R.OTHER, R.OTHER),
        ),
        (
            ("TT", "Nội dung", "Dự toán", "Lũy kế 9 tháng", "Số đã giải ngân", "Vốn bố trí"),
            (R.LABEL, R.INDICATOR, R.BUDGET, R.RESULT, R.RESULT, R.BUDGET),
        ),
        (
            ("STT", "Nguồn vốn", "Tổng giai đoạn 2026-2030", "Năm 2026"),
            (R.LABEL, R.INDICATOR, R.PERIOD, R.PERIOD),
        ),
        (
            ("TT", "Dự án", "Nguồn vốn › NS tỉnh", "Nguồn vốn › Ghi chú", "Nguồn"),
            (R.LABEL, R.INDICATOR, R.BUDGET, R.NOTE, R.NOTE),
        ),
        (
            ("Số TT", "Nhiệm vụ", "TT trong NQ 71", "Lộ trình › Năm 2026", "Lộ trình"),
            (R.LABEL, R.INDICATOR, R.LABEL, R.TARGET, R.DEADLINE),
        ),
        (
            ("TT", "Tên đơn vị", "Giao đầu năm", "Còn phải thực hiện", "Năm học 2025-2026"),
            (R.LABEL, R.PLACE, R.TARGET, R.TARGET, R.PERIOD),
        ),
        (
            ("TT", "Nội dung, nguồn vốn", "Tổng", "2026", "2027"),
            (R.LABEL, R.INDICATOR, R.OTHER, R.PERIOD, R.PERIOD),
        ),
        (
            ("TT", "Tên sản phẩm", "Số lượng", "Tên cơ quan chủ trì", "Nội dung phối hợp"),
            (R.LABEL, R.INDICATOR, R.OTHER, R.OWNER, R.INDICATOR),
        ),
        (
            ("Nguồn vốn", "Tổng số", "2026"),
            (R.INDICATOR, R.OTHER, R.PERIOD),
        ),
        (
            ("TT", "Nội dung", "Phân theo nguồn › NS xã", "Phân theo nguồn › Nguồn khác"),
            (R.LABEL, R.INDICATOR, R.BUDGET, R.BUDGET),
        ),
        (("TT", "Khu phố", "Quý I/2026", "Quý II"), (R.LABEL, R.INDICATOR, R.PERIOD, R.PERIOD)),
    ],
)
def test_header_words_tell_the_meaning(columns: tuple[str, ...], roles: tuple[R, ...]) -> None:
    assert column_roles(columns) == roles


def test_title_of_a_row_is_its_indicator_or_task() -> None:
    columns = ("TT", "Nội dung", "Nhiệm vụ tương ứng", "Cơ quan chủ trì")
    assert row_title(columns, ("1", "Số hóa hồ sơ", "Quét hồ sơ", "Văn phòng")) == "Số hóa hồ sơ"
    assert row_title(columns, ("2", "", "Quét hồ sơ", "Văn phòng")) == "Quét hồ sơ"


def test_title_of_a_row_by_ward_is_the_ward() -> None:
    assert row_title(("TT", "Địa phương", "Chỉ tiêu"), ("1", "Phường Sao Mai", "85")) == (
        "Phường Sao Mai"
    )


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        (("Tổng cộng", "", "62.000"), "Tổng cộng"),
        (("", "", "62.000"), ""),
        (("IV", "", "62.000"), ""),
        (("", "Xã hội hóa", "350 triệu đồng"), "Xã hội hóa"),
    ],
)
def test_a_row_is_never_called_by_a_value(cells: tuple[str, ...], title: str) -> None:
    assert row_title(("TT", "Nguồn vốn", "Số tiền"), cells) == title


def test_empty_row_has_no_title() -> None:
    assert row_title(("TT", "Nội dung"), ("", "")) == ""
