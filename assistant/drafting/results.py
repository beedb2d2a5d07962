"""What was reached in the period: its targets one by one, then field by field.

Of a period that the unit has reported on, the report's own words; else those of the report before
as a model, without its figures.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.cues import has_cue
from assistant.drafting.draft import DraftBlock, Span, Wanted
from assistant.drafting.earlier import (
    Passage,
    by_heading,
    passages,
    report_before,
    reports_of_period,
)
from assistant.drafting.forms import SectionForm
from assistant.drafting.held_against import against_earlier, against_plan
from assistant.drafting.material import Material
from assistant.drafting.opened import adapted_heading, opened
from assistant.drafting.recomputed import quoted
from assistant.drafting.results_table import open_result, plan_spans, shown_value, sources_of
from assistant.drafting.standing import Standing, standings, without_number
from assistant.drafting.wording import filled
from assistant.drafting.written import (
    Written,
    cited,
    fixed,
    heading,
    item,
    left_open,
    note_on,
    paragraph,
    written,
)
from assistant.evidence import Basis
from assistant.naming import document_name, value
from ingest.document import Role
from ingest.text import fold
from prompts import say, table

Field = tuple[tuple[Span, ...], list[DraftBlock]]  # its heading without a number, its lines


def write_results(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """The targets with what came of them, then what was done in each field."""
    held = standings(material)
    told, sources = _fields(material, form.id, held)
    if not held and not told:
        return written([paragraph(left_open(say("assistant.draft_no_results")))])
    parts = [
        (_phrase("targets"), _of_targets(held, material), _is_annexed(material)),
        (_phrase("fields"), told, ()),
    ]
    blocks = list(_numbered([part for part in parts if part[1]]))
    return written(blocks, [*sources_of(held), *sources])


def result_spans(one: Standing, material: Material) -> tuple[Span, ...]:
    """One indicator in a sentence: "Tỷ lệ … đạt 95,9%, chưa đạt kế hoạch năm (97%)"."""
    return (cited(one.indicator, one.named.basis), *_reached(one, material), *_held(one, material))


def _phrase(name: str) -> str:
    text: str = table("drafts/results")["phrase"][name]
    return text


def _numbered(
    parts: Sequence[tuple[str, list[Field], Sequence[DraftBlock]]],
) -> Iterator[DraftBlock]:
    """Two parts under headings of their own; the fields of one part alone stand by themselves."""
    if len(parts) == 1:
        yield from parts[0][2]
        yield from _under(parts[0][1], 2, "")
        return
    for number, (title, fields, ahead) in enumerate(parts, 1):
        yield heading(2, fixed(f"{number}. {title}"))
        yield from ahead
        yield from _under(fields, 3, f"{number}.")


def _under(fields: Sequence[Field], level: int, number: str) -> Iterator[DraftBlock]:
    count = 0
    for title, lines in fields:
        if title:
            count += 1
            yield heading(level, fixed(f"{number}{count}. "), *title)
        yield from lines


def _is_annexed(material: Material) -> Sequence[DraftBlock]:
    """Where the whole paper is drafted the body refers to its appendix (NĐ 30/2020/NĐ-CP, Phụ lục
    I, mục III.1)."""
    asked = {one.id for one in material.commission.sections}
    return () if asked and "results_table" not in asked else (paragraph(fixed(_phrase("annexed"))),)


def _of_targets(held: Sequence[Standing], material: Material) -> list[Field]:
    groups = groupby(held, key=lambda one: fold(without_number(one.group)))
    return [_targets_of(list(members), material) for _, members in groups]


def _targets_of(members: Sequence[Standing], material: Material) -> Field:
    ends = [*(";" for _ in members[1:]), "."]
    lines = [
        item(fixed("- "), *result_spans(one, material), fixed(end))
        for one, end in zip(members, ends, strict=True)
    ]
    return _group(members[0]), lines


def _group(first: Standing) -> tuple[Span, ...]:
    name = without_number(first.group)
    return (cited(name, first.group_named.basis),) if name else ()


def _reached(one: Standing, material: Material) -> Iterator[Span]:
    """ " đạt 95,9% (1.234/1.287 người)"; an open value where the period has none."""
    result = one.result
    yield fixed(f" {_phrase(_verb(one))} ")
    if result is None:
        yield open_result(one, material)
        return
    yield shown_value(result, one.others, value(result.figure))
    if one.counts:
        yield from (fixed(" ("), cited(one.counts.counts, one.counts.basis), fixed(")"))


def _verb(one: Standing) -> str:
    """What is better the less there is of it is not said to be reached."""
    if one.result and one.result.figure.role is Role.ESTIMATE:
        return "expected"
    words = (*table("figures")["better_low"], *table("drafts/results")["told_as_is"])
    return "is" if has_cue(words, one.indicator) else "reached"


def _held(one: Standing, material: Material) -> Iterator[Span]:
    """ ", bằng 22,4% kế hoạch năm (186,4 tỷ đồng), tăng 8,6% so với cùng kỳ (38,4 tỷ đồng)"."""
    of_plan, of_earlier = against_plan(one), against_earlier(one)
    if one.plan and of_plan:
        yield from (fixed(", "), of_plan.in_sentence())
        yield from (fixed(" ("), *plan_spans(one, value(one.plan.figure)), fixed(")"))
    elif one.plan:
        shown = filled(_phrase("plan"), material.commission)
        yield from (fixed(f" ({shown} "), *plan_spans(one, value(one.plan.figure)), fixed(")"))
    if one.earlier and of_earlier:
        yield from (fixed(", "), of_earlier.in_sentence())
        yield from (
            fixed(" ("),
            shown_value(one.earlier, (), value(one.earlier.figure)),
            fixed(")"),
        )


def _fields(
    material: Material, section: str, held: Sequence[Standing]
) -> tuple[list[Field], list[Basis]]:
    """What reports say of each field: those of the period, else the one before as a model."""
    own = [
        one for record in reports_of_period(material) for one in passages(material, record, section)
    ]
    if own:
        fields = [_quoted_field(material, name, found, held) for name, found in by_heading(own)]
        return fields, [one.basis for one in own]
    before = report_before(material, section)
    if before is None:
        return [], []
    found = passages(material, before, section)
    fields = [_model(material, name, part) for name, part in by_heading(found)]
    kept = [field for field in fields if field[1]]
    words = say("assistant.draft_model_above", paper=document_name(before, "vi"))
    told = note_on(words, found[0].basis)
    ahead: list[Field] = [((), [told])] if kept else []
    return [*ahead, *kept], [one.basis for one in found]


def _quoted_field(
    material: Material, name: str, found: Iterable[Passage], held: Sequence[Standing]
) -> Field:
    first, *rest = found
    title = (cited(without_number(name), first.basis),) if name else ()
    return title, [item(fixed("- "), *quoted(material, one, held)) for one in (first, *rest)]


def _model(material: Material, name: str, found: Sequence[Passage]) -> Field:
    lines = [spans for one in found if (spans := opened(material, one))]
    title = adapted_heading(material, found[0], without_number(name)) if name else ()
    return title, [item(fixed("- "), *spans) for spans in lines]
