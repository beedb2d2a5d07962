"""What is asked of the ledger in any words, and cells that a spreadsheet would run."""

from datetime import date

import pytest

from ingest.document import Role
from ingest.errors import CancuError
from ingest.period import label
from ui.filters import known_periods, known_roles
from ui.roles import role_name
from ui.sheet import as_csv, in_cell

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize("value", ["=1+1", "+84 tỷ", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "  =1+1"])
def test_a_formula_is_made_text(value: str) -> None:
    assert in_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["-", "", "≥ 85%", "1 = 1", "57-NQ/TW"])
def test_what_is_no_formula_stays(value: str) -> None:
    assert in_cell(value) == value


def test_numbers_lists_and_nothing_have_their_cells() -> None:
    sheet = as_csv(("a", "b", "c"), [(-2.5, ["I. Một", "=2"], None)])
    assert sheet == "a,b,c\n-2.5,I. Một › =2,\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026", ["năm 2026"]),
        ("năm nay", ["năm 2026"]),
        ("quý I năm 2026", ["quý I/2026"]),
        ("2025–2026", ["giai đoạn 2025-2026"]),
        ("2025, 2026", ["năm 2025", "năm 2026"]),
        ("trong kỳ tháng 3/2026", ["tháng 3/2026"]),
    ],
)
def test_a_period_is_read_as_people_type_it(typed: str, meant: list[str]) -> None:
    assert [label(period) for period in known_periods(typed, TODAY)] == meant


@pytest.mark.parametrize("typed", ["bao giờ", "quý V/2026", "tháng 13/2026", "20266", "2026-2020"])
def test_a_period_that_is_not_one_is_told_as_typed(typed: str) -> None:
    with pytest.raises(CancuError, match=typed):
        known_periods(typed, TODAY)


@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_asked_for_by_code_and_name(role: Role) -> None:
    for name in (role.value, role_name(role, "vi"), role_name(role, "en")):
        assert known_roles(name) == (role,)


def test_roles_have_a_code_and_a_name_in_either_language() -> None:
    assert known_roles("target, Kết quả") == (Role.TARGET, Role.RESULT)
    assert known_roles("chi tieu") == known_roles("TARGET") == (Role.TARGET,)
    for wrong in ("sếp", "target sếp", ",", "target,sếp"):
        with pytest.raises(CancuError, match="result"):
            known_roles(wrong)
