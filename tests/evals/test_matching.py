"""A fact is in a text by value: however its numbers are written, and never as part of another."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.matching import says


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("85", "đạt ≥ 85%"),
        ("85", "đạt 85."),
        ("85", "đạt 85, trong đó"),
        (r"85\s*%", "đạt ≥85 %"),
        ("85 %", "đạt 85%"),
        ("85%", "đạt 85 phần trăm"),
        (r"≥ 85%", "đạt >=85 %"),
        (r">=\s*85", "đạt ≥ 85%"),
        (r"(tối thiểu|ít nhất) 85%", "đạt ≥ 85%"),
        (r"từ 85% trở lên", "đạt ít nhất 85%"),
        (r"≥ 85", "từ 85% trở lên"),
        (r"at least 85", "tỷ lệ ≥ 85%"),
        (r"dưới 5%", "tỷ lệ < 5%"),
        ("1234", "có 1.234 hồ sơ"),
        (r"1\.234", "có 1234 hồ sơ"),
        ("1,234", "có 1.234 hồ sơ"),
        ("8,5", "đạt 8.5%"),
        (r"8\.5", "đạt 8,5%"),
        ("8,5%", "đạt 8,50%"),
        ("50,0", "đạt 50%"),
        ("5 hồ sơ", "còn 05 hồ sơ"),
        ("05 hồ sơ", "còn 5 hồ sơ"),
        (r"12,5\s*tỷ", "kinh phí 12.500 triệu đồng"),
        ("12.500 triệu đồng", "kinh phí 12,5 tỷ đồng"),
        ("300 triệu", "kinh phí 0,3 tỷ đồng"),
        (r"12[.,]5 billion", "kinh phí 12,5 tỷ đồng"),
        ("12.500.000.000", "kinh phí 12,5 tỷ đồng"),
        ("12,5 tỉ", "kinh phí 12,5 tỷ đồng"),
        ("16/01/2026", "ban hành ngày 16 tháng 01 năm 2026"),
        ("16/1/2026", "ban hành ngày 16/01/2026"),
        ("ngày 16 tháng 1 năm 2026", "ngày 16/01/2026"),
        ("16 January 2026", "ban hành ngày 16/01/2026"),
        ("16/01/2026", "issued on January 16, 2026"),
        ("2026-01-16", "ngày 16/01/2026"),
        ("33/KH-UBND", "Kế hoạch số 33/KH-UBND"),
        ("57-NQ/TW", "Nghị quyết 57-NQ/TW, ngày 22/12/2024"),
        ("hoà giải", "tổ hòa giải"),
        ("công nghệ kỹ thuật", "Công nghệ kĩ thuật"),
        (r"Phòng\s+Văn hoá", "phòng văn hóa - xã hội"),
        ("2021-2025", "giai đoạn 2021–2025"),
        (r"(?i)vneid.*85", "VNeID đạt 85%"),
        (r"85[^.]*VNeID", "85% người dân dùng VNeID"),
        (r"hai an|xuân lập", "Phường Xuân Lập"),
        ("đạt 85%", "đạt **85%** [1]"),
        ("85% và 90%", "85% [1] và 90% [2, 3]"),
        (r"\b85\b", "85%"),
        (r"8(5|6)%", "86%"),
        (r"1[.,]?234", "1.234"),
    ],
)
def test_fact_is_found_whatever_its_spelling(pattern: str, text: str) -> None:
    assert says(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("85", "đạt 185%"),
        ("85", "đạt 850"),
        ("85", "đạt 8,5%"),
        ("8,5", "đạt 85%"),
        ("85", "đạt 85,5%"),
        ("85", "đạt 1,85"),
        ("85", "có 85.000 hồ sơ"),
        ("85", "có 1.085 hồ sơ"),
        ("85", "chi 85.000.000 đồng"),
        ("85%", "tỷ lệ 185%"),
        (r"85\s*%?", "có 85.000 hồ sơ"),
        (r"đạt.*85.*%", "đạt 185 %"),
        (r"đạt.*85", "đạt 8,85"),
        (r"đạt[^;]*5%", "đạt 85%"),
        (r"đạt \D*5%", "đạt 85%"),
        ("1.234", "đạt 1,2345"),
        ("1234", "đạt 1,234"),
        ("12,5", "kinh phí 12.500 triệu đồng"),
        ("12", "kinh phí 12.000 triệu đồng"),
        (r"12\s*", "kinh phí 12.000 triệu đồng"),
        ("12,5 triệu", "kinh phí 12,5 tỷ đồng"),
        ("12,5 tỷ", "kinh phí 125 tỷ đồng"),
        ("≤ 85%", "đạt ≥ 85%"),
        ("> 85%", "đạt ≥ 85%"),
        ("16/01/2026", "ngày 16/01/2025"),
        ("6/01/2026", "ngày 16/01/2026"),
        ("33/KH-UBND", "số 133/KH-UBND"),
        ("1", "đạt 85% [1]"),
        ("1.234", "có 10234 hồ sơ"),
        ("bí thư", "bị thu"),
    ],
)
def test_fact_is_not_found_in_another_number(pattern: str, text: str) -> None:
    assert not says(pattern, text)


def test_a_first_line_stays_apart_from_the_citations_below_it() -> None:
    text = "Chỉ tiêu là 86% [1].\n[1] Kế hoạch, dòng 9: 74,6% | 86%\n>\n 3"
    assert says(r"\A[^\n]*86", text)
    assert not says(r"\A[^\n]*74,6", text)
    assert not says(r"\A[^\n]*74[.,]6\s*%", text)


def test_money_under_another_scale_is_the_same_only_with_its_word() -> None:
    assert says(r"2[.,]5\s*(tỷ|billion)", "Tổng kinh phí 2.500 triệu đồng")
    assert not says(r"2[.,]5", "Tổng kinh phí 2.500 triệu đồng")


@pytest.mark.parametrize("pattern", ["70-80%", "70% đến 80%", "70 - 80 %", "từ 70% đến 80%"])
@pytest.mark.parametrize("text", ["đạt từ 70-80%", "đạt từ 70% đến 80%", "đạt từ 70 – 80%"])
def test_a_range_is_found_by_both_its_ends(pattern: str, text: str) -> None:
    assert says(pattern, text)
    assert not says(pattern, text.replace("80", "85"))


def spelled(value: Decimal) -> tuple[str, ...]:
    """The number as Vietnamese papers write it: with and without thousands parted by dots."""
    whole, _, decimals = f"{value:f}".partition(".")
    tail = f",{decimals}" if decimals else ""
    return whole + tail, f"{int(whole):,}".replace(",", ".") + tail


NUMBERS = st.one_of(
    st.integers(0, 120).map(Decimal),
    st.integers(0, 3_000_000).map(Decimal),
    st.integers(0, 2000).map(lambda tenths: (Decimal(tenths) / 10).normalize() + 0),
)


@settings(deadline=None)  # a busy machine is no failure
@given(NUMBERS, NUMBERS, st.sampled_from(["%", " hồ sơ", " tỷ đồng", ""]))
def test_a_number_is_found_exactly_where_its_value_is(
    asked: Decimal, written: Decimal, unit: str
) -> None:
    for pattern in spelled(asked):
        for number in spelled(written):
            text = f"Phường đạt {number}{unit} trong kỳ."
            assert says(re.escape(pattern) + unit, text) == (asked == written), (pattern, text)
