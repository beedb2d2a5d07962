"""Numbers as Vietnamese documents write them are read as values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.quantity import find_quantities, parse_cell, parse_number, plain_measure, with_measure


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "unit"),
    [
        ("≥ 85%", ">=", "85", None, "%"),
        (">=85 %", ">=", "85", None, "%"),
        ("trên 90%", ">", "90", None, "%"),
        ("70% trở lên", ">=", "70", None, "%"),
        ("không quá 5%", "<=", None, "5", "%"),
        ("gần 35.000 người", "~", "35000", "35000", "người"),
        ("hơn 3,4 tỷ đồng", ">", "3400000000", None, "đồng"),
        ("12.500 triệu đồng", "=", "12500000000", "12500000000", "đồng"),
        ("12,5 tỷ đồng", "=", "12500000000", "12500000000", "đồng"),
        ("12,5 tỉ đồng", "=", "12500000000", "12500000000", "đồng"),
        ("1.234.567 đồng", "=", "1234567", "1234567", "đồng"),
        ("05 hồ sơ", "=", "5", "5", "hồ sơ"),
        ("5.400 hộ", "=", "5400", "5400", "hộ"),
        ("từ 2-3%", "range", "2", "3", "%"),
        ("10% đến 12%", "range", "10", "12", "%"),
        ("0,77", "=", "0.77", "0.77", ""),
        ("0.8", "=", "0.8", "0.8", ""),
        ("1,2 triệu người", "=", "1200000", "1200000", "người"),
        ("gần 35 nghìn người", "~", "35000", "35000", "người"),
        ("2-3 nghìn hộ", "range", "2000", "3000", "hộ"),
        ("2,5 triệu USD", "=", "2500000", "2500000", "usd"),
        ("3,4 tỷ cho chuyển đổi số", "=", "3400000000", "3400000000", "đồng"),
        ("15%/năm trở lên", ">=", "15", None, "%"),
        ("trên 01 Gbps", ">", "1", None, "gbps"),
        ("66,0 triệu đồng/người/năm", "=", "66000000", "66000000", "đồng/người/năm"),
        ("1,2 tỷ đồng/ha", "=", "1200000000", "1200000000", "đồng/ha"),
        ("28,5 giường/10.000 dân", "=", "28.5", "28.5", "giường/10.000 dân"),
        ("90 triệu đồng/người/năm trở lên", ">=", "90000000", None, "đồng/người/năm"),
        ("15 000 cây", "=", "15000", "15000", "cây"),
        ("15 000", "=", "15000", "15000", ""),
        ("8,1‰", "=", "8.1", "8.1", "‰"),
    ],
)
def test_a_quantity_is_read_with_its_bounds_and_unit(
    text: str, comparator: str, low: str | None, high: str | None, unit: str
) -> None:
    (found,) = find_quantities(text)
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    assert [found.comparator, found.low, found.high, found.unit] == [comparator, *bounds, unit]


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 33/KH-UBND",
        "Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024",
        "Nghị quyết 193/2025/QH15",
        "Công văn số 4720/VP-VX ngày 29/4/2026",
        "giai đoạn 2026 - 2030",
        "Điều 5, khoản 2, Phụ lục 1",
        "phủ sóng 5G, trực 24/7",
        "hưởng ứng Ngày Toàn dân phòng cháy, chữa cháy 04/10 hằng năm",
        "tổ chức Ngày Pháp luật Việt Nam 09/11.",
        "hưởng ứng Ngày Chuyển đổi số quốc gia (10/10), tuyên truyền",
        "quý I/2026, tháng 6 năm 2026",
        "3.4. Nâng cấp hạ tầng",
        "2. Chính quyền số",
        "-",
        "?",
    ],
)
def test_identifiers_and_dates_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_a_fraction_of_files_is_two_quantities() -> None:
    found = find_quantities("đạt 99,9% (11.388/11.399 hồ sơ)")
    assert [(q.low, q.unit) for q in found] == [
        (Decimal("99.9"), "%"),
        (Decimal(11388), ""),
        (Decimal(11399), "hồ sơ"),
    ]


def test_a_cell_takes_the_unit_of_its_column() -> None:
    cell = parse_cell("39,6", "tỷ đồng")
    assert cell is not None
    assert (cell.low, cell.unit) == (Decimal(39600000000), "đồng")
    percent = parse_cell("≥ 70", "% dân số")
    assert percent is not None
    assert (percent.low, percent.unit) == (Decimal(70), "%")


def test_a_cell_with_two_different_values_is_not_one_quantity() -> None:
    assert parse_cell("≤ 3 Đông Nam Á; ≤ 50 Thế giới", "Thứ bậc") is None


def test_positions_point_into_the_text() -> None:
    text = "Năm 2026 phấn đấu đạt ≥ 85% dân số"
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == found.text == "≥ 85%"


@given(st.integers(min_value=0, max_value=10**12))
def test_thousands_dots_never_change_a_number(number: int) -> None:
    assert parse_number(f"{number:,}".replace(",", ".")) == number


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_a_decimal_comma_is_a_decimal_dot(number: Decimal) -> None:
    assert parse_number(f"{number:.2f}".replace(".", ",")) == number


@given(st.integers(min_value=1, max_value=10**6))
def test_billions_and_millions_of_dong_are_the_same_money(billions: int) -> None:
    (in_billions,) = find_quantities(f"{billions} tỷ đồng")
    (in_millions,) = find_quantities(f"{billions * 1000} triệu đồng")
    assert (in_billions.low, in_billions.unit) == (in_millions.low, in_millions.unit)


def test_a_measure_scales_both_bounds() -> None:
    (number,) = find_quantities("≤ 4")
    assert with_measure(number, "triệu đồng").high == Decimal(4_000_000)


@pytest.mark.parametrize(
    "measure",
    ["Triệu đồng/người/năm", "Tỷ đồng/ha", "kg/người/năm", "giường/10.000 dân", "Tr.đồng", "‰"],
)
def test_a_unit_beside_the_number_and_over_the_column_are_one(measure: str) -> None:
    (number,) = find_quantities("66,0")
    under = with_measure(number, measure)
    (beside,) = find_quantities(f"66,0 {measure}")
    assert (under.low, under.high, under.unit) == (beside.low, beside.high, beside.unit)
    assert beside.text == f"66,0 {measure}"


def test_a_measure_that_begins_with_a_number_has_a_plain_form() -> None:
    assert plain_measure("1.000 đồng") == "nghìn đồng"
    (number,) = find_quantities("84.000")
    assert with_measure(number, "1.000 đồng").low == Decimal(84_000_000)


def test_numbers_in_a_row_of_a_flattened_table_stay_apart() -> None:
    assert [q.low for q in find_quantities("78 100 200 (ha)")] == [78, 100, 200]


def test_a_measure_may_scale_what_is_counted() -> None:
    cell = parse_cell("35", "nghìn người")
    assert cell is not None
    assert (cell.low, cell.unit) == (Decimal(35000), "người")
