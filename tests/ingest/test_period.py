"""Periods are read as days, typed with or without accents."""

from datetime import date

import pytest

from ingest.document import Period
from ingest.period import find_periods, label, without_periods
from ingest.text import BLANK

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("năm 2026", ["năm 2026"]),
        ("nam 2026", ["năm 2026"]),
        ("Kết quả 2025", ["năm 2025"]),
        ("quý I/2026", ["quý I/2026"]),
        ("quy 2 nam 2026", ["quý II/2026"]),
        ("Q3 2026 target", ["quý III/2026"]),
        ("6 tháng đầu năm 2026", ["6 tháng đầu năm 2026"]),
        ("tháng 3/2026", ["tháng 3/2026"]),
        ("giai đoạn 2026-2030", ["giai đoạn 2026-2030"]),
        ("năm học 2025-2026", ["năm học 2025-2026"]),
        ("nam hoc 2024 - 2025 va 2025-2026", ["năm học 2024-2025", "giai đoạn 2025-2026"]),
        ("school year 2025-2026", ["năm học 2025-2026"]),
        ("2031–2035", ["giai đoạn 2031-2035"]),
        ("đến năm 2030", ["đến năm 2030"]),
        ("đến hết năm 2027", ["đến năm 2027"]),
        ("ngày 16 tháng 01 năm 2026", ["ngày 16/01/2026"]),
        ("ngày 16/01/2026", ["ngày 16/01/2026"]),
        ("năm nay và năm ngoái", ["năm 2026", "năm 2025"]),
        ("next year", ["năm 2027"]),
        ("the first six months of 2026", ["6 tháng đầu năm 2026"]),
        ("in the first quarter of 2026", ["quý I/2026"]),
        ("first half of 2026", ["6 tháng đầu năm 2026"]),
        ("quý trước", ["quý III/2026"]),
        ("Nghị quyết 193/2025/QH15", []),
        ("Thông tư 02/2025/TT-BGDĐT", []),
        ("31/02/2026", []),
        ("2.026 hồ sơ", []),
    ],
)
def test_periods_are_found(text: str, labels: list[str]) -> None:
    assert [label(period) for period in find_periods(text, TODAY)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "Tình hình 9 tháng đầu năm, nhiệm vụ 3 tháng cuối năm 2026",
            ["9 tháng đầu năm 2026", "quý IV/2026"],
        ),
        (
            "Kết quả 6 tháng đầu năm; phương hướng 6 tháng cuối năm 2026",
            ["6 tháng đầu năm 2026", "6 tháng cuối năm 2026"],
        ),
        ("Kết quả quý III, nhiệm vụ quý IV năm 2026", ["quý III/2026", "quý IV/2026"]),
        ("Ket qua quy III, nhiem vu quy IV nam 2026", ["quý III/2026", "quý IV/2026"]),
        (
            "Kết quả quý II và 6 tháng, nhiệm vụ 6 tháng cuối năm 2026",
            ["quý II/2026", "6 tháng đầu năm 2026", "6 tháng cuối năm 2026"],
        ),
        ("Công tác tháng 9, nhiệm vụ tháng 10 năm 2026", ["tháng 9/2026", "tháng 10/2026"]),
        ("Công tác tháng 12, nhiệm vụ tháng 01 năm 2026", ["tháng 12/2025", "tháng 1/2026"]),
        ("Kết quả quý IV, nhiệm vụ quý I/2026", ["quý IV/2025", "quý I/2026"]),
        ("tháng 3 và quý I năm 2026", ["tháng 3/2026", "quý I/2026"]),
        ("9 tháng và ước cả năm 2026", ["9 tháng đầu năm 2026", "năm 2026"]),
        ("Thực hiện 9 tháng, dự toán năm 2027", ["năm 2027"]),
        ("Hoàn thành sau 6 tháng, chậm nhất quý IV/2026", ["quý IV/2026"]),
        ("Bảo hành 6 tháng kể từ quý IV/2026", ["quý IV/2026"]),
        ("Từ ngày 5 tháng 9, quý III năm 2026 có 3 lớp", ["quý III/2026"]),
    ],
)
def test_a_part_of_a_year_is_of_the_year_named_behind(text: str, labels: list[str]) -> None:
    assert [label(period) for period in find_periods(text)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("mới 9 tháng mà đã đạt", ["9 tháng đầu năm 2026"]),
        ("mọi 9 tháng", ["9 tháng đầu năm 2026"]),
        ("mỗi 9 tháng họp", []),
        ("moi 9 thang hop", []),
        ("9 thág đầu năm", ["9 tháng đầu năm 2026"]),
        ("tháng 3 và quý I", ["quý I/2026"]),
        ("first nine months of 2026", ["9 tháng đầu năm 2026"]),
        ("in the first nine months", ["9 tháng đầu năm 2026"]),
        ("nine-month revenue", ["9 tháng đầu năm 2026"]),
        ("the last three months of 2025", ["quý IV/2025"]),
        ("third quarter", ["quý III/2026"]),
        ("the third quarter of 2025", ["quý III/2025"]),
        ("Q3", ["quý III/2026"]),
        ("H1 2025", ["6 tháng đầu năm 2025"]),
        ("H1", ["6 tháng đầu năm 2026"]),
        ("second half of the year 2026", ["6 tháng cuối năm 2026"]),
        ("nửa cuối năm 2026", ["6 tháng cuối năm 2026"]),
        ("within three months", []),
        ("họp định kỳ 6 tháng một lần", []),
    ],
)
def test_parts_of_a_year_are_found_as_they_are_typed(text: str, labels: list[str]) -> None:
    assert [label(period) for period in find_periods(text, TODAY)] == labels


def test_relative_words_need_a_clock() -> None:
    assert find_periods("năm nay") == ()


def test_a_year_is_all_its_days() -> None:
    assert find_periods("năm 2026") == (Period(date(2026, 1, 1), date(2026, 12, 31)),)


def test_periods_are_blanked_where_they_stand() -> None:
    rest = without_periods("Chỉ tiêu VNeID năm nay và quý I/2026 là", TODAY)
    assert rest.replace(BLANK, " ").split() == ["Chỉ", "tiêu", "VNeID", "và", "là"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("quý I/2026", "Q1/2026"),
        ("đến năm 2030", "by 2030"),
        ("2026", "2026"),
        ("9 tháng đầu năm 2026", "first nine months of 2026"),
        ("6 tháng cuối năm 2026", "last six months of 2026"),
    ],
)
def test_labels_have_an_english_form(text: str, english: str) -> None:
    (period,) = find_periods(text)
    assert label(period, "en") == english


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("VNeID đến giữa năm 2026", ["2026-06-30"]),
        ("in mid-2026", ["2026-06-30"]),
        ("giữa năm 2025 và năm 2026", ["2025-12-31", "2026-12-31"]),
        ("giữa tháng 5/2026", ["2026-05-31"]),
        ("giữa nhiệm kỳ", []),
    ],
)
def test_the_middle_of_a_year_is_its_first_half(text: str, ends: list[str]) -> None:
    assert [str(period.last) for period in find_periods(text)] == ends
