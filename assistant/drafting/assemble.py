"""From a commission to a draft: each section by the composer that its form names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.drafting.assessment import write_assessment
from assistant.drafting.bases import write_bases
from assistant.drafting.direction import write_direction
from assistant.drafting.draft import (
    OPEN_MARK,
    Commission,
    Draft,
    DraftBlock,
    Line,
    Section,
    Span,
    Wanted,
    source_key,
)
from assistant.drafting.forms import Form, SectionForm
from assistant.drafting.frame import foot, head
from assistant.drafting.letter import write_letter, write_reason
from assistant.drafting.material import Material
from assistant.drafting.next_tasks import write_next_tasks
from assistant.drafting.organisation import write_organisation
from assistant.drafting.plan_parts import write_funding, write_purpose
from assistant.drafting.proposals import write_proposals
from assistant.drafting.request import write_request
from assistant.drafting.results import write_results
from assistant.drafting.results_table import write_results_table
from assistant.drafting.targets import write_targets
from assistant.drafting.tasks import write_task_table, write_tasks
from assistant.drafting.verified import verified
from assistant.drafting.wording import END, filled
from assistant.drafting.written import (
    Composer,
    Written,
    heading,
    left_open,
    note,
    paragraph,
    written,
)
from ingest.numerals import roman
from prompts import say
from vectorstore.store import Store


def write_open(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """A section that an office added and that nothing here fills."""
    return written([paragraph(left_open())])


COMPOSERS: Mapping[str, Composer] = {
    "bases": write_bases,
    "purpose": write_purpose,
    "targets": write_targets,
    "tasks": write_tasks,
    "task_table": write_task_table,
    "organisation": write_organisation,
    "funding": write_funding,
    "open": write_open,
    "request": write_request,
    "direction": write_direction,
    "results": write_results,
    "assessment": write_assessment,
    "next_tasks": write_next_tasks,
    "proposals": write_proposals,
    "reason": write_reason,
    "letter": write_letter,
    "results_table": write_results_table,
}


def draft(store: Store, commission: Commission, today: date) -> Draft:
    """The sections that are wanted, in the order of their form, verified against their sources."""
    material = Material(store, commission, today)
    top, end = head(material), foot(material)
    written_sections = [
        (form, wanted, compose(material, form, wanted))
        for form, wanted in _wanted(material.form, commission)
    ]
    filled_ones = [
        (f, w, one.blocks) for f, w, one in written_sections if one.blocks or f.is_required
    ]
    sections = _numbered(_closed(material, filled_ones), commission)
    found = [
        *end.sources,
        *top.sources,
        *(b for _, _, one in written_sections for b in one.sources),
    ]
    whole = Draft(commission, top.head, sections, end.foot, tuple(found), today.isoformat())
    return verified(with_sources_in_order(whole))


def compose(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """One section without its heading; KeyError where the form names a composer that is none."""
    is_same = wanted.focus == material.focus  # what it has found serves all its sections
    focused = material if is_same else replace(material, focus=wanted.focus)
    made = COMPOSERS[form.content](focused, form, wanted)
    return replace(made, blocks=(*_warned(material, form), *made.blocks))


def _warned(material: Material, form: SectionForm) -> Sequence[DraftBlock]:
    """Ahead of the first section the word that the time of a report has not begun yet."""
    first, _ = _wanted(material.form, material.commission)[0]
    is_ahead = material.form.looks_back and material.commission.period.first > material.today
    return (note(say("assistant.draft_not_begun")),) if is_ahead and form.id == first.id else ()


def section_of(
    form: SectionForm, wanted: Wanted, number: str, blocks: Sequence[DraftBlock], title: str
) -> Section:
    """The blocks under their heading, where the section has one."""
    shown = f"{number} {title}".strip()
    opening = (heading(1, Span(shown)),) if title and not form.is_appendix else ()
    return Section(form.id, shown, (*opening, *blocks), wanted.focus, form.is_appendix)


def with_sources_in_order(draft: Draft) -> Draft:
    """The draft with those of its sources that a span names, in the order of their first use."""
    held = {source_key(basis): basis for basis in draft.sources}
    used = dict.fromkeys(key for span in spans_of(draft) for key in span.sources)
    sources = tuple(held[key] for key in used)
    return Draft(
        draft.commission, draft.head, draft.sections, draft.foot, sources, draft.made, draft.notes
    )


def spans_of(draft: Draft) -> Iterable[Span]:
    """Every span of a draft in reading order: head, sections, foot."""
    yield from draft.head.subject
    for section in draft.sections:
        for block in section.blocks:
            yield from block.spans
            for line in block.grid.rows if block.grid else ():
                yield from _of_line(line)
    for recipient in draft.foot.recipients:
        yield from recipient
    yield from draft.foot.signer


def _of_line(line: Line) -> Iterable[Span]:
    return (span for cell in line.cells for span in cell)


def _wanted(form: Form, commission: Commission) -> list[tuple[SectionForm, Wanted]]:
    asked = {wanted.id: wanted for wanted in commission.sections}
    return [
        (section, asked.get(section.id, Wanted(section.id)))
        for section in form.sections
        if not asked or section.id in asked
    ]


_Part = tuple[SectionForm, Wanted, tuple[DraftBlock, ...]]


def _closed(material: Material, parts: Sequence[_Part]) -> list[_Part]:
    """A whole paper ends with its closing sentence and "./.", before its annexes (NĐ 30/2020/NĐ-CP,
    Phụ lục III), unless its last section has ended so itself."""
    at = max((n for n, (form, *_) in enumerate(parts) if not form.is_appendix), default=None)
    if at is None or material.commission.sections or not material.form.closing:
        return list(parts)
    form, wanted, blocks = parts[at]
    if any(block.text.rstrip().endswith(END) for block in blocks):
        return list(parts)
    words = filled(material.form.closing, material.commission, lead=OPEN_MARK)
    closed = (form, wanted, (*blocks, paragraph(Span(f"{words}{END}"))))
    return [*parts[:at], closed, *parts[at + 1 :]]


def _numbered(parts: Sequence[_Part], commission: Commission) -> tuple[Section, ...]:
    """The sections with their Roman numbers; one without a title takes none."""
    sections: list[Section] = []
    count = 0
    for form, wanted, blocks in parts:
        title = filled(form.title, commission) if form.title else ""
        is_numbered = bool(title) and not form.is_appendix
        count += is_numbered
        number = f"{roman(count)}." if is_numbered else ""
        sections.append(section_of(form, wanted, number, blocks, title))
    return tuple(sections)
