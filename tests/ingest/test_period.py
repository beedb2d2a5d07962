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
        ("quý trước", ["quý III/2026"]),
        ("Nghị quyết 193/2025/QH15", []),
        ("Thông tư 02/2025/TT-BGDĐT", []),
        ("31/02/2026", []),
        ("2.026 hồ sơ", []),
    ],
)
def test_periods_are_found(text: str, labels: list[str]) -> None:
    assert [label(period) for period in find_periods(text, TODAY)] == labels


def test_relative_words_need_a_clock() -> None:
    assert find_periods("năm nay") == ()


def test_a_year_is_all_its_days() -> None:
    assert find_periods("năm 2026") == (Period(date(2026, 1, 1), date(2026, 12, 31)),)


def test_periods_are_blanked_where_they_stand() -> None:
    rest = without_periods("Chỉ tiêu VNeID năm nay và quý I/2026 là", TODAY)
    assert rest.replace(BLANK, " ").split() == ["Chỉ", "tiêu", "VNeID", "và", "là"]


@pytest.mark.parametrize(
    ("text", "english"), [("quý I/2026", "Q1/2026"), ("đến năm 2030", "by 2030"), ("2026", "2026")]
)
def test_labels_have_an_english_form(text: str, english: str) -> None:
    (period,) = find_periods(text)
    assert label(period, "en") == english
