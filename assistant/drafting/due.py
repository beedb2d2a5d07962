"""Tasks of the unit's plans that are still due when the period is over, or come back in each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.drafting.earlier import section_at
from assistant.drafting.forms import form_of
from assistant.drafting.material import Material
from assistant.drafting.opened import without_lead
from assistant.drafting.standing import is_replaced
from assistant.drafting.wording import next_period
from assistant.evidence import Basis, basis_of
from assistant.table_rows import place_of_row
from ingest.columns import VALUES, ColumnRole, column_roles
from ingest.document import Block, Period
from ingest.period import longer_periods, period_spans
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


def due_tasks(material: Material) -> list[DueTask]:
    """The tasks on the topic whose time lies behind the period, or comes back in each."""
    found = [task for record in _plans(material) for task in _of_plan(material, record)]
    return list({fold(task.title): task for task in found}.values())


def _plans(material: Material) -> Iterator[DocumentRecord]:
    """The unit's plans for the year that the next period is in, the newest first."""
    year = next_period(material.commission.period).last.year
    for record in material.own:
        is_plan = record.front.kind in table("drafts/results")["reported_on"]
        if is_plan and _is_of(record, year) and not is_replaced(material, record):
            yield record


def _is_of(record: DocumentRecord, year: int) -> bool:
    spoken = longer_periods(record.front.subject)
    return year in [one.last.year for one in spoken] if spoken else year == record.front.year


def _of_plan(material: Material, record: DocumentRecord) -> list[DueTask]:
    """Its rows of tasks; of a plan without such a table its items that name a time."""
    blocks = material.blocks(record)
    rows = [task for block in blocks for task in _rows(material, record, block)]
    return rows or [task for block in blocks for task in _sentences(material, record, block)]


def _rows(material: Material, record: DocumentRecord, block: Block) -> Iterator[DueTask]:
    held = block.table
    roles = column_roles(held.columns) if held else ()
    if held is None or ColumnRole.DEADLINE not in roles or VALUES.intersection(roles):
        return
    for at, row in enumerate(held.rows):
        basis = place_of_row(record, block, at)
        owner, partner, product, deadline = (_cell(roles, row.cells, role) for role in _DETAILS)
        group = row.group[-1] if row.group else ""
        is_meant = _is_on_topic(material, record, basis.title, (*block.path, group))
        if basis.title and is_meant and _is_due(material, deadline):
            yield DueTask(basis.title, basis, group, owner, partner, product, deadline)


def _cell(roles: Sequence[ColumnRole], cells: Sequence[str], wanted: ColumnRole) -> str:
    pairs = zip(roles, cells, strict=False)
    found = next((cell.strip() for role, cell in pairs if role is wanted), "")
    return found if found.strip(" .-–?…") else ""


def _sentences(material: Material, record: DocumentRecord, block: Block) -> Iterator[DueTask]:
    form = form_of(_PLAN)
    at = section_at(form, block.path) if block.is_text and block.path else None
    if at is None or form.sections[at[0]].id != _TASKS:
        return
    text = without_lead(block.text).rstrip(" .;")
    below = block.path[at[1] + 1 :]
    is_meant = _is_on_topic(material, record, text, block.path)
    is_ahead = any(_begins_after(material, heading) for heading in block.path)
    if is_meant and (is_ahead or _is_due(material, text)):
        yield DueTask(text, basis_of(record, block), below[-1] if below else "")


def _is_on_topic(
    material: Material, record: DocumentRecord, text: str, around: Iterable[str]
) -> bool:
    is_whole = not material.focus and material.is_about(record)
    return is_whole or material.is_on_topic(text, "\n".join((record.front.subject, *around)))


def _is_due(material: Material, said: str) -> bool:
    """True for a time behind the period, and for what comes back in every one."""
    words = table("drafts/results")["recurring"]["words"]
    folded = f" {fold(said)} "
    return any(f" {fold(word)} " in folded for word in words) or _is_after(material, said)


def _is_after(material: Material, said: str) -> bool:
    """True where the latest time that is named ends behind the period; a day or month without its
    year is one of the next period's."""
    ends = [period.last for period in _named(said, next_period(material.commission.period))]
    return bool(ends) and max(ends) > material.commission.period.last


def _begins_after(material: Material, heading: str) -> bool:
    """True for "Nhiệm vụ 6 tháng cuối năm" once half of it is over."""
    named = _named(heading, next_period(material.commission.period))
    return bool(named) and min(one.first for one in named) > material.commission.period.last


def _named(said: str, ahead: Period) -> list[Period]:
    """The times that are named; a month or day without its year is of the year ahead."""
    year = ahead.last.year
    around = date(year, *_MIDDLE)
    texts = (said, f"{said} năm {year}", f"{said}/{year}")
    found = (
        [p for start, _, p in period_spans(text, around) if start < len(said)] for text in texts
    )
    return next(filter(None, found), [])
