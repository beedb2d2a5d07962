"""What a value of a table states, where its header leaves it open or says it only of its column.

"Kết quả" alone under "Chỉ tiêu đến năm 2030" is an aim; a bare year is an aim in a plan for it and
a result once it is past; money is set aside in a plan and spent in a report (the layouts of plans
and reports, NĐ 30/2020, Phụ lục III).
"""

from dataclasses import dataclass

from ingest.columns import STEP, ColumnRole, is_period
from ingest.document import Block, FrontMatter, Period, Role, Table
from ingest.period import is_school_year, longer_periods
from ingest.quantity import unit_and_factor
from ingest.text import fold
from prompts import table as data

_SCHOOL_YEAR_BEGINS = 6  # month: a paper of June or later speaks of the school year ahead
_ROLES = {
    ColumnRole.TARGET: Role.TARGET,
    ColumnRole.RESULT: Role.RESULT,
    ColumnRole.ESTIMATE: Role.ESTIMATE,
    ColumnRole.RATIO: Role.RATIO,
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a value: its table, the headings above it, the head of its document."""

    block: Block
    table: Table
    front: FrontMatter
    is_lone: bool  # True where one column of the table holds values

    @property
    def is_plan(self) -> bool:
        """True for a type of document that sets aims."""
        return self.front.kind in data("figures")["plans"]


def role_of(
    around: Surroundings, header: str, said: ColumnRole, period: Period | None, measure: str
) -> Role:
    """The role of a value under a header that says `said` of its column."""
    if said is ColumnRole.RESULT and _is_aim(around, period):
        return Role.TARGET
    if said in _ROLES:
        return _ROLES[said]
    if _is_size(header):
        return Role.SIZE
    if _is_money(measure) and _is_set_aside(around, header, said):
        return Role.BUDGET
    if said is ColumnRole.BUDGET and around.is_plan and not _is_other_unit(measure):
        return Role.BUDGET
    return Role.TARGET if _is_ahead(around, period) else Role.RESULT


def _is_money(measure: str) -> bool:
    return "đồng" in fold(measure)


def _is_other_unit(measure: str) -> bool:
    """True for a unit that is known and no money: a share of the budget is no amount of it."""
    known = "%" in measure or unit_and_factor(fold(measure)) is not None
    return known and not _is_money(measure)


def _is_set_aside(around: Surroundings, header: str, said: ColumnRole) -> bool:
    """True for money that is planned: in a report only where header or caption says so."""
    if around.is_plan:
        return said is ColumnRole.BUDGET or _speaks_of(around, "money")
    if _has(header, "set_aside"):
        return True
    near = " ".join((around.table.caption, *around.block.path[-1:]))
    return _has(near, "set_aside") and not _has(f"{near} {header}", "spent")


def _is_size(header: str) -> bool:
    """True for "Dân số", "Tổng số hộ" under no role: a size, neither an aim nor a result."""
    levels = [level for level in header.split(STEP) if not is_period(level)]
    sizes = {fold(size) for size in data("figures")["sizes"]}
    return len(levels) == 1 and fold(levels[0]).partition("(")[0].strip(" .") in sizes


def _is_aim(around: Surroundings, period: Period | None) -> bool:
    """True for a lone "Kết quả" column that a plan fills with what is to be reached."""
    ahead = around.is_plan and _is_ahead(around, period)
    return around.is_lone and ahead and _speaks_of(around, "aims")


def _is_ahead(around: Surroundings, period: Period | None) -> bool:
    """True where the value is for a later year than its document's, in a plan also for its own."""
    year = around.front.year
    if period is None or year is None:
        return around.is_plan
    if is_school_year(period):
        issued = around.front.issued
        begins = year if issued is None or issued.month >= _SCHOOL_YEAR_BEGINS else year - 1
        return around.is_plan and period.first.year >= begins
    if around.is_plan:
        return period.last.year >= _planned_year(around.front, year)
    return period.last.year > year


def _planned_year(front: FrontMatter, year: int) -> int:
    """The year a plan is for: issued at the end of the one before, it says so in its subject."""
    named = (p.first.year for p in longer_periods(front.subject) if not p.by)
    return year + 1 if year + 1 == next(named, year) else year


def _speaks_of(around: Surroundings, topic: str) -> bool:
    texts = (*around.table.columns, around.table.caption, *around.block.path, around.front.subject)
    return _has(" ".join(texts), topic)


def _has(text: str, topic: str) -> bool:
    folded = fold(text)
    return any(fold(word) in folded for word in data("figures")[topic])
