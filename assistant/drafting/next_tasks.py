"""What comes next: what the period's report sets itself, what plans ask for, what fell short."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.drafting.draft import DraftBlock, Span, Wanted
from assistant.drafting.due import DueTask, ahead_of, due_tasks
from assistant.drafting.earlier import passages, report_before, reports_of_period
from assistant.drafting.forms import SectionForm
from assistant.drafting.held_against import against_plan, is_behind
from assistant.drafting.material import Material
from assistant.drafting.opened import opened
from assistant.drafting.past_times import quarters_marked
from assistant.drafting.recomputed import quoted
from assistant.drafting.results_table import sources_of
from assistant.drafting.standing import Standing, standings, without_number
from assistant.drafting.written import (
    Written,
    cited,
    computed,
    fixed,
    heading,
    item,
    left_open,
    note_on,
    paragraph,
    written,
)
from assistant.evidence import Basis
from assistant.naming import document_name
from ingest.document import Period
from ingest.text import fold
from prompts import say, table


def write_next_tasks(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """The tasks ahead; without any, those of the report before as a model."""
    short = [one for one in standings(material) if is_behind(one, material.commission.period)]
    own, of_own = _own(material, form.id)
    tasks = due_tasks(material, ahead_of(material.commission.period))
    if own or tasks:
        blocks = [*own, *_unmet(short), *_tasks(tasks, material.commission.period)]
        return written(blocks, [*of_own, *sources_of(short), *(task.basis for task in tasks)])
    model, of_model = _model(material, form.id)
    lines = [*_unmet(short), *model]
    open_line = paragraph(left_open(say("assistant.draft_no_next_tasks")))
    return written(lines or [open_line], [*sources_of(short), *of_model])


def _own(material: Material, section: str) -> tuple[list[DraftBlock], list[Basis]]:
    found = [
        one for record in reports_of_period(material) for one in passages(material, record, section)
    ]
    period = material.commission.period
    blocks = [
        item(fixed("- "), *quarters_marked(quoted(material, one, ()), period, one.basis))
        for one in found
    ]
    return blocks, [one.basis for one in found]


def _model(material: Material, section: str) -> tuple[list[DraftBlock], list[Basis]]:
    before = report_before(material, section)
    found = passages(material, before, section) if before else []
    models = [opened(material, one, tells_results=False) for one in found]
    lines = [item(fixed("- "), *spans) for spans in models if spans]
    if before is None or not lines:
        return [], []
    words = say("assistant.draft_model_above", paper=document_name(before, "vi"))
    return [note_on(words, found[0].basis), *lines], [one.basis for one in found]


def _unmet(short: Sequence[Standing]) -> Iterator[DraftBlock]:
    """ "Tập trung chỉ đạo hoàn thành các chỉ tiêu chưa đạt kế hoạch: …"."""
    if not short:
        return
    words = table("drafts/results")["phrase"]["unmet"]
    spans: list[Span] = [fixed(f"- {words} ")]
    for one in short:
        held = against_plan(one)
        told = say("assistant.draft_unmet", held=held.words if held else "")
        places = [stated.basis for stated in (one.named, one.result, one.plan) if stated]
        spans += [computed(one.indicator, told, *places), fixed("; ")]
    yield item(*spans[:-1], fixed("."))


def _tasks(tasks: Iterable[DueTask], period: Period) -> Iterator[DraftBlock]:
    """The tasks under the fields of their plan, where it has any."""
    number = 0
    for name, part in groupby(tasks, key=lambda task: fold(without_number(task.group))):
        members = list(part)
        if name:
            number += 1
            title = cited(without_number(members[0].group), members[0].basis)
            yield heading(2, fixed(f"{number}. "), title)
        for task in members:
            spans = quarters_marked(task_spans(task), period, task.basis)
            yield item(fixed("- "), *spans, fixed("." if task is members[-1] else ";"))


def task_spans(task: DueTask) -> Iterator[Span]:
    """One task in a line: "Lắp đặt … (chủ trì: …; phối hợp: …; sản phẩm: …; thời hạn: …)"."""
    yield cited(task.title.rstrip(" .;"), task.basis)
    words = table("drafts/results")["phrase"]
    details = (
        (words["lead"], task.owner),
        (words["partner"], task.partner),
        (words["product"], task.product),
        (words["deadline"], f"{task.deadline[:1].lower()}{task.deadline[1:]}"),
    )
    told = [(name, cell.rstrip(" .;")) for name, cell in details if cell]
    for at, (name, cell) in enumerate(told):
        yield fixed(f"{'; ' if at else ' ('}{name}: ")
        yield cited(cell, task.basis)
    if told:
        yield fixed(")")
