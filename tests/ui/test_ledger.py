"""How figures become lines, columns and a chart."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ingest.document import Figure, FrontMatter, Period, Quantity, Role, Shelf, Unit
from ui.figures import Entry, as_json
from ui.page.chart import chart
from ui.page.ledger import column_name, place_name, progress, sheet, whole_lines
from vectorstore.records import DocumentRecord

Y2025, Y2026 = (Period(date(year, 1, 1), date(year, 12, 31)) for year in (2025, 2026))
BY_2030 = Period(date(2030, 1, 1), date(2030, 12, 31), by=True)
WARD, OTHER = (Unit("phường", name, "Lam Giang") for name in ("Sao Mai", "Đông Hồ"))
FRONT = FrontMatter(number="12/KH-UBND", kind="Kế hoạch", unit=WARD)
RECORD = DocumentRecord("d1", "ke-hoach.docx", "", "", "", Shelf.PUBLIC, FRONT)


def _size(low: str | None, high: str | None, unit: str = "%") -> Quantity:
    comparator = "=" if low == high else ">=" if high is None else "<="
    least, most = (Decimal(end) if end else None for end in (low, high))
    return Quantity(least, most, comparator, unit, "")


def _entry(
    text: str,
    quantity: Quantity | None,
    role: Role = Role.RESULT,
    period: Period | None = Y2025,
    row: int = 0,
    place: Unit | None = None,
) -> Entry:
    figure = Figure("Tài khoản VNeID", text, quantity, role, period, place, "", "", 3, row)
    return Entry(figure, RECORD, ("Phụ lục 1", "III. Xã hội số"), "24", 14, "24 | VNeID | 71%")


def _ward(row: int, place: Unit, result: Entry, target: Entry) -> list[Entry]:
    return [replace(e, figure=replace(e.figure, row=row, place=place)) for e in (result, target)]


RESULT = _entry("71%", _size("71", "71"))
TARGET = _entry("≥ 86%", _size("86", None), Role.TARGET, Y2026)
BLANK = _entry("-", None)


def test_rows_that_state_the_same_stand_in_columns_each_with_its_place() -> None:
    made = sheet([*_ward(0, WARD, RESULT, TARGET), *_ward(1, OTHER, BLANK, TARGET)], "vi")
    assert made.names == ("Kết quả 2025", "Chỉ tiêu 2026")
    assert [line.unit for line in made.lines] == ["phường Sao Mai", "phường Đông Hồ"]
    cell = made.lines[1].cell(made.columns[0])
    assert cell
    assert (cell.text, cell.is_blank, cell.written) == ("để trống", True, "-")
    assert made.lines[0].first.address == "/documents/d1#b3r0"
    assert place_name(made.lines[0].first, "vi") == "III. Xã hội số › dòng 24 · trang 14"


def test_rows_with_little_in_common_list_their_values() -> None:
    rows = [
        _entry("1%", _size("1", "1"), role, period, row)
        for row, (role, period) in enumerate(
            [(Role.RESULT, Y2025), (Role.TARGET, Y2025), (Role.TARGET, Y2026), (Role.SIZE, None)]
        )
    ]
    assert sheet(rows, "vi").columns == ()
    assert len(sheet(rows, "vi").lines) == 4


def test_two_values_of_one_row_role_and_period_are_both_shown() -> None:
    again = replace(RESULT, figure=replace(RESULT.figure, text="73%", quantity=_size("73", "73")))
    made = sheet([RESULT, again], "vi")
    assert made.columns == ()
    assert [cell.text for cell in made.lines[0].cells] == ["71%", "73%"]


def test_statements_of_two_documents_are_never_one_line() -> None:
    other = replace(RESULT, record=replace(RECORD, id="d2"))
    assert len(sheet([RESULT, other], "vi").lines) == 2


def test_a_line_that_a_page_cut_is_left_for_the_next() -> None:
    first, second = _ward(0, WARD, RESULT, TARGET), _ward(1, OTHER, RESULT, TARGET)
    assert whole_lines([*first, second[0]]) == tuple(first)
    assert whole_lines(first) == tuple(first)


def test_columns_are_named_by_role_and_period() -> None:
    assert column_name((Role.TARGET, BY_2030), "vi") == "Chỉ tiêu đến năm 2030"
    assert column_name((Role.RESULT, None), "vi") == "Kết quả"
    half = Period(date(2026, 1, 1), date(2026, 6, 30))
    assert column_name((Role.RESULT, half), "vi") == "Kết quả 6 tháng đầu năm 2026"
    assert column_name((Role.TARGET, Y2026), "en") == "Target 2026"


def test_a_result_is_held_against_the_first_aim_after_it() -> None:
    aims = [
        _entry("70%", _size("70", "70"), Role.TARGET, Y2025),
        TARGET,
        _entry("95%", _size("95", "95"), Role.TARGET, BY_2030),
    ]
    pair = sheet([RESULT, *aims], "vi").lines[0].pair
    assert pair
    assert progress(pair) == (71.0, 86.0)
    same_year = sheet([RESULT, aims[0]], "vi").lines[0].pair
    assert same_year
    assert progress(same_year) == (71.0, 70.0)
    assert sheet([BLANK], "vi").lines[0].pair is None


def test_an_aim_of_another_measure_is_no_aim_of_the_result() -> None:
    in_people = _entry("500", _size("500", "500", "người"), Role.TARGET, Y2026)
    pair = sheet([RESULT, in_people], "vi").lines[0].pair
    assert pair
    assert pair.aim is None


def test_negative_and_large_values_stay_on_the_bar() -> None:
    fallen = _entry("-2", _size("-2", "-2", "người"))
    more = _entry("900", _size("900", "900", "người"), Role.TARGET, Y2026)
    pair = sheet([fallen, more], "vi").lines[0].pair
    assert pair
    assert progress(pair) == (0.0, 100.0)


def test_the_chart_draws_bars_marks_and_bounds() -> None:
    lines = sheet([*_ward(0, WARD, RESULT, TARGET), *_ward(1, OTHER, BLANK, TARGET)], "vi").lines
    made = chart(lines, "vi")
    assert made
    figure, title = made
    bars, marks, inside, labels = figure["data"]
    assert title == "Kết quả 2025 và chỉ tiêu 2026 (%)"
    assert (bars["x"], marks["x"]) == ([71.0, None], [86.0, 86.0])
    assert [text.strip() for text in inside["text"]] == ["71", ""]
    assert [text.strip() for text in labels["text"]] == ["≥ 86", "≥ 86"]
    assert figure["layout"]["yaxis"]["ticktext"] == ["phường Sao Mai", "phường Đông Hồ"]
    assert chart(sheet([BLANK], "vi").lines, "vi") is None


def test_money_is_drawn_in_millions_or_billions() -> None:
    for dong, title in (("540000000", "(triệu đồng)"), ("5000000000", "(tỷ đồng)")):
        made = chart(sheet([_entry("x", _size(dong, dong, "đồng"))], "vi").lines, "vi")
        assert made
        assert made[1].endswith(title)
        assert made[0]["data"][0]["x"] == [540.0 if "triệu" in title else 5.0]


def test_texts_of_documents_are_no_markup_in_the_chart() -> None:
    evil = '<a href="http://evil.example/">86</a>'
    unit = Unit("phường", '<a href="http://evil.example/">x', "")
    lines = sheet(
        _ward(0, unit, replace(RESULT, figure=replace(RESULT.figure, text=evil)), TARGET), "vi"
    )
    made = chart(lines.lines, "vi")
    assert made
    assert "<a" not in json.dumps(made[0])
    assert "&lt;a" in json.dumps(made[0])


def test_a_figure_as_json_has_numbers_for_numbers_and_nothing_for_nothing() -> None:
    row = as_json(TARGET)
    assert (row["low"], row["high"], row["comparator"], row["measure"]) == (86, None, ">=", "%")
    assert as_json(_entry("0,5", _size("0.5", "0.5")))["low"] == 0.5
    blank = as_json(replace(BLANK, figure=replace(BLANK.figure, period=None)))
    assert (blank["value"], blank["low"], blank["period"], blank["period_last"]) == (
        "-",
        None,
        "",
        None,
    )
