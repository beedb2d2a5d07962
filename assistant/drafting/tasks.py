"""The tasks of a plan: those of the unit's own earlier paper by field, then what a higher body asks
of communes in the year; laid out in tables, as an annex too."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.drafting.courtesy import asking, words_said
from assistant.drafting.donors import Donors, Part, form_of_paper, headings_for, served_by
from assistant.drafting.draft import BlockKind, DraftBlock, Span, Wanted
from assistant.drafting.forms import SectionForm
from assistant.drafting.material import Material
from assistant.drafting.plan_parts import on_focus
from assistant.drafting.prose import Numbers, part_blocks, part_places
from assistant.drafting.task_rows import (
    TaskRow,
    cell_spans,
    grouped,
    rows_above,
    task_grid,
    task_rows,
    task_spans,
)
from assistant.drafting.written import (
    Written,
    cited,
    fixed,
    heading,
    item,
    left_open,
    paragraph,
    written,
)
from assistant.evidence import Basis, basis_of
from ingest.document import Block
from ingest.period import contains, longer_periods
from ingest.shapes import marker
from ingest.text import fold
from prompts import say, table
from vectorstore.records import DocumentRecord

_NAME = 60  # letters of a body's name before a colon
_FAR = 5  # years ahead: a view further than that is no task of the year
ANNEX = "task_table"  # the section of the form that lays the tasks out as a table


def write_tasks(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """Tasks under the headings of their fields; open where no paper has any on the topic. A table
    of tasks is an annex; where that is not wanted its tasks follow in words."""
    donors, numbers = Donors(material), Numbers()
    rows = task_rows(material, donors)
    part = donors.part(form.id)
    parts = [_of_part(material, part, numbers)] if part else []
    has_annex = _has_annex(material)
    if rows and not (has_annex and part):
        parts.append(_of_rows(rows, numbers, "more" if part else ""))
    parts.append(_of_above(material, numbers))
    blocks = [block for held, _ in parts for block in held]
    if not blocks:
        return written([paragraph(left_open(say("assistant.draft_no_tasks")))])
    pointer = [_pointer()] if has_annex and (rows or rows_above(material)) else []
    return written([*blocks, *pointer], [basis for _, places in parts for basis in places])


def write_task_table(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """The tasks as a table, those of higher bodies for the year behind them; nothing where no paper
    lays them out in one."""
    name = table("drafts/plan")["tasks"]["above"]
    above = [replace(row, group=name, is_named=False) for row in rows_above(material)]
    rows = [*task_rows(material, Donors(material)), *above]
    if not rows:
        return Written()
    block = DraftBlock(BlockKind.TABLE, grid=task_grid(rows))
    return written([block], [row.basis for row in rows])


def _has_annex(material: Material) -> bool:
    asked = {wanted.id for wanted in material.commission.sections}
    held = {section.id for section in material.form.sections}
    return ANNEX in (asked or held)


def _pointer() -> DraftBlock:
    return paragraph(fixed(table("drafts/plan")["tasks"]["annexed"]))


def _of_part(
    material: Material, part: Part, numbers: Numbers
) -> tuple[list[DraftBlock], list[Basis]]:
    keep = on_focus(material)
    blocks = list(
        part_blocks(
            part,
            numbers,
            lambda block: keep(block) and block.table is None and _is_timely(material, block),
            are_tasks=True,
        )
    )
    blocks = [asking(block) if _addresses(block) else block for block in blocks]
    return ([served_by(part), *blocks], part_places(part)) if blocks else ([], [])


def _addresses(block: DraftBlock) -> bool:
    """True for a line that opens with whom it tells what to do: "Đoàn Thanh niên xã: trồng …",
    "Giao Ủy ban MTTQ …"."""
    said = words_said(block)
    tells = fold(table("drafts/plan")["organisation"]["tells"])
    return 0 < said.find(":") < _NAME or fold(said).startswith(f"{tells} ")


def _is_timely(material: Material, block: Block) -> bool:
    """False below a heading of years that ours is none of: "Giai đoạn 2028-2030"."""
    ours = material.commission.period
    named = [period for heading in block.path for period in longer_periods(heading)]
    spoken = [one for one in named if one.first.year != one.last.year]
    is_far = any(one.by and one.last.year - ours.last.year > _FAR for one in named)
    return not is_far and (not spoken or any(contains(one, ours) for one in spoken))


def _of_rows(
    rows: Sequence[TaskRow], numbers: Numbers, name: str
) -> tuple[list[DraftBlock], list[Basis]]:
    """The tasks of a table as prose: each with who leads, with whom, what comes of it, by when;
    under the name of their group, else under the one given."""
    words = table("drafts/plan")["tasks"]
    blocks: list[DraftBlock] = []
    for group, held in grouped(rows):
        if group or name:
            place = held[0].basis
            said = cited(group, place) if group else fixed(words[name])
            blocks.append(heading(2, fixed(numbers.heading(1)), said))
        blocks += [_item(row) for row in held]
    return blocks, [row.basis for row in rows]


def _item(row: TaskRow) -> DraftBlock:
    return item(fixed("- "), *task_spans(row), *_duties(row))


def _duties(row: TaskRow) -> Iterator[Span]:
    words = table("drafts/plan")["tasks"]["labels"]
    for key in row.cells:
        yield fixed(f"; {words[key].lower()}: ")
        yield from cell_spans(row, key)


# --- higher bodies ---------------------------------------------------------------------------


def _of_above(material: Material, numbers: Numbers) -> tuple[list[DraftBlock], list[Basis]]:
    """What papers of higher bodies for the year ask of communes, in their own words."""
    found = [(record, block) for record in material.above for block in _asked(material, record)]
    rows = rows_above(material)
    if not found and not rows:
        return [], []
    name = table("drafts/plan")["tasks"]["above"]
    opened = heading(2, fixed(f"{numbers.heading(1)}{name}"))
    items = [item(fixed("- "), _quoted(record, block)) for record, block in found]
    places = [basis_of(record, block) for record, block in found]
    told = [_item(row) for row in rows]
    return [opened, *items, *told], [*places, *(row.basis for row in rows)]


def _asked(material: Material, record: DocumentRecord) -> Iterator[Block]:
    is_meant = material.is_about(record) and material.is_of_year(record)
    if not is_meant or material.is_replaced(record):
        return
    blocks = material.blocks(record)
    opened = [(*b.path, b.text) for b in headings_for(blocks, "tasks", form_of_paper(record))]
    keep = _of_communes(material)
    for block in blocks:
        if (
            block.is_text
            and any(block.path[: len(path)] == path for path in opened)
            and keep(block)
        ):
            yield block


def _of_communes(material: Material) -> Callable[[Block], bool]:
    """True for lines that tell all communes, or this one, what to do."""
    words = (*table("drafts/plan")["tasks"]["communes"], material.commission.unit.label)
    names = tuple(map(fold, words))
    keep = on_focus(material)
    return lambda block: keep(block) and any(name in fold(block.text) for name in names)


def _quoted(record: DocumentRecord, block: Block) -> Span:
    label = marker(block.text)
    text = (label.body if label else block.text).removesuffix("/.")
    return cited(text, basis_of(record, block))
