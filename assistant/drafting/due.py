"""Tasks of the unit's plans that are still due when the period is over, or come back in each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.drafting.earlier import section_at
from assistant.drafting.forms import form_of
from assistant.drafting.material import Material
from assistant.drafting.opened import without_lead
from assistant.drafting.wording import next_period
from assistant.evidence import Basis, basis_of
from assistant.table_rows import place_of_row
from ingest.columns import VALUES, ColumnRole, column_roles
from ingest.document import Block, Period
from ingest.period import longer_periods, period_spans, year_of
from ingest.text import fold
from prompts import table
from vectorstore.records import DocumentRecord

_PLAN = "ke-hoach"
_TASKS = "tasks"
_MIDDLE = (6, 30)  # a day of a year, by which "quý III" is one of it
_DETAILS = (ColumnRole.OWNER, ColumnRole.PARTNER, ColumnRole.PRODUCT, ColumnRole.DEADLINE)


@dataclass(frozen=True, slots=True)
class DueTask:
    """One task: what is to be done, who, with whom, what comes of it and by when; "" for what its
    plan leaves out. Of a sentence all stands in `title`."""

    title: str
    basis: Basis
    group: str = ""
    owner: str = ""
    partner: str = ""
    product: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The time that tasks are looked for in: those of its year that are due after a day."""

    after: date
    within: Period


def ahead_of(period: Period) -> Ahead:
    """What a report looks ahead to: the next period, from the day that its own is over."""
    return Ahead(period.last, next_period(period))


def due_tasks(material: Material, ahead: Ahead) -> list[DueTask]:
    """The tasks on the topic that are due in the time ahead or later, or come back in each."""
    plans = _plans(material, ahead.within.last.year)
    found = [task for record in plans for task in _of_plan(material, record, ahead)]
    return list({fold(task.title): task for task in found}.values())


def _plans(material: Material, year: int) -> Iterator[DocumentRecord]:
    """The unit's plans for a year, the newest first."""
    for record in material.own:
        is_plan = record.front.kind in table("drafts/results")["reported_on"]
        if is_plan and _is_of(record, year) and not material.is_replaced(record):
            yield record


def _is_of(record: DocumentRecord, year: int) -> bool:
    spoken = longer_periods(record.front.subject)
    return year in [one.last.year for one in spoken] if spoken else year == record.front.year


def _of_plan(material: Material, record: DocumentRecord, ahead: Ahead) -> list[DueTask]:
    """Its rows of tasks; of a plan without such a table its items that name a time."""
    blocks = material.blocks(record)
    rows = [task for block in blocks for task in _rows(material, record, block, ahead)]
    return rows or [task for block in blocks for task in _sentences(material, record, block, ahead)]


def _rows(
    material: Material, record: DocumentRecord, block: Block, ahead: Ahead
) -> Iterator[DueTask]:
    held = block.table
    roles = column_roles(held.columns) if held else ()
    if held is None or ColumnRole.DEADLINE not in roles or VALUES.intersection(roles):
        return
    for at, row in enumerate(held.rows):
        basis = place_of_row(record, block, at)
        owner, partner, product, deadline = (_cell(roles, row.cells, role) for role in _DETAILS)
        group = row.group[-1] if row.group else ""
        is_meant = _is_on_topic(material, record, basis.title, (*block.path, group))
        if basis.title and is_meant and _is_due(deadline, ahead):
            yield DueTask(basis.title, basis, group, owner, partner, product, deadline)


def _cell(roles: Sequence[ColumnRole], cells: Sequence[str], wanted: ColumnRole) -> str:
    pairs = zip(roles, cells, strict=False)
    found = next((cell.strip() for role, cell in pairs if role is wanted), "")
    return found if found.strip(" .-–?…") else ""


def _sentences(
    material: Material, record: DocumentRecord, block: Block, ahead: Ahead
) -> Iterator[DueTask]:
    form = form_of(_PLAN)
    at = section_at(form, block.path) if block.is_text and block.path else None
    if at is None or form.sections[at[0]].id != _TASKS:
        return
    text = without_lead(block.text).rstrip(" .;")
    below = block.path[at[1] + 1 :]
    is_meant = _is_on_topic(material, record, text, block.path)
    is_ahead = any(_begins_after(heading, ahead) for heading in block.path)
    if is_meant and (is_ahead or _is_due(text, ahead)):
        yield DueTask(text, basis_of(record, block), below[-1] if below else "")


def _is_on_topic(
    material: Material, record: DocumentRecord, text: str, around: Iterable[str]
) -> bool:
    is_whole = not material.focus and material.is_about(record)
    return is_whole or material.is_on_topic(text, "\n".join((record.front.subject, *around)))


def _is_due(said: str, ahead: Ahead) -> bool:
    """True for a time after that day, and for what comes back in every one."""
    words = table("drafts/results")["recurring"]["words"]
    folded = f" {fold(said)} "
    return any(f" {fold(word)} " in folded for word in words) or _is_after(said, ahead)


def _is_after(said: str, ahead: Ahead) -> bool:
    """True where the latest time that is named ends after that day; a day or month without its
    year is of the year ahead."""
    ends = [period.last for period in _named(said, ahead.within)]
    return bool(ends) and max(ends) > ahead.after


def _begins_after(heading: str, ahead: Ahead) -> bool:
    """True for "Nhiệm vụ 6 tháng cuối năm" once half of it is over."""
    named = _named(heading, ahead.within)
    return bool(named) and min(one.first for one in named) > ahead.after


def _named(said: str, within: Period) -> list[Period]:
    """The times that are named; a month or day without its year is of the year ahead."""
    year = within.last.year
    around = date(year, *_MIDDLE)
    texts = (said, f"{said} năm {year}", f"{said}/{year}")
    found = (
        [p for start, _, p in period_spans(text, around) if start < len(said)] for text in texts
    )
    named = next(filter(None, found), [])
    return [one for one in named if one != year_of(one.last.year)] or named  # of a day in it
