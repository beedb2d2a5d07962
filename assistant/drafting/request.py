"""How a report opens: at whose request it is made, and on which plan it reports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.drafting.bases import Reference, citation, reference_of, reference_to
from assistant.drafting.draft import Span, Wanted
from assistant.drafting.earlier import report_before, reports_of_period
from assistant.drafting.forms import SectionForm
from assistant.drafting.material import Material
from assistant.drafting.wording import filled
from assistant.drafting.written import Written, fixed, left_open, paragraph, written
from assistant.evidence import basis_of
from ingest.period import longer_periods
from ingest.text import fold
from prompts import say, table
from vectorstore.records import DocumentRecord


def write_request(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """ "Thực hiện Công văn số …; Kế hoạch số …, Ủy ban nhân dân … báo cáo …": what is not known of
    them is left open."""
    asks, plan = requests(material), plan_of(material)
    words = table("drafts/results")["phrase"]
    asked = _joined(asks) if asks else [left_open(say("assistant.draft_no_request"))]
    planned = list(citation(plan)) if plan else [left_open(say("assistant.draft_no_plan"))]
    end = filled(words["reports"], material.commission)
    told = (fixed(f"{words['request']} "), *asked, fixed("; "), *planned, fixed(f", {end}"))
    sources = [one.basis for one in (*asks, *([plan] if plan else []))]
    return written([paragraph(*told)], sources)


def cited_in_opening(material: Material) -> Sequence[Reference]:
    """The papers that the opening cites in full; none where it is not drafted."""
    asked = {one.id for one in material.commission.sections}
    if asked and material.form.sections[0].id not in asked:
        return ()
    plan = plan_of(material)
    return (*requests(material), *([plan] if plan else []))


def requests(material: Material) -> tuple[Reference, ...]:
    """What asks for this very report: a higher body's letter that is held, else what the unit's
    own report on the period names; else what its last report named, to be replaced."""
    if not material.commission.topic:
        return ()  # every letter asks for something
    held = [one for one in _held(material) if one]
    if held:
        return tuple(held[:1])
    own = [one for record in reports_of_period(material) for one in _named(material, record)]
    if own:
        return tuple(own[:1])
    before = report_before(material, "results")
    last = _named(material, before) if before else ()
    doubt = say("assistant.draft_last_request")
    return tuple(replace(one, doubt=doubt) for one in last)[:1]


def plan_of(material: Material) -> Reference | None:
    """The unit's own plan of the year on the topic; None where none is held."""
    own = (
        record
        for record in material.own
        if record.front.kind in _plans()
        and record.front.is_numbered
        and material.is_about(record)
        and material.is_of_year(record)
        and not material.is_replaced(record)
    )
    ranked = sorted(own, key=lambda record: _plans().index(record.front.kind))
    return reference_to(material, ranked[0]) if ranked else None


def _plans() -> Sequence[str]:
    """Kinds of papers that a report is held against, the nearest first."""
    kinds: Sequence[str] = table("drafts/results")["reported_on"]
    return kinds


def _joined(references: Iterable[Reference]) -> list[Span]:
    spans: list[Span] = []
    for one in references:
        spans += [*([fixed("; ")] if spans else []), *citation(one)]
    return spans


def _held(material: Material) -> Iterator[Reference | None]:
    """Letters of higher bodies for this period, the newest first."""
    for record in material.above:
        front = record.front
        is_type = front.kind in table("drafts/results")["request"]["types"]
        if is_type and front.is_numbered and _asks(material, front.subject):
            yield reference_to(material, record)


def _named(material: Material, record: DocumentRecord) -> Iterator[Reference]:
    """What a report's opening says it answers."""
    catalog = material.store.catalog
    for row in catalog.relations((record.id,)):
        block = catalog.block(record.id, row.relation.block)
        if block is None or block.path or not row.relation.number:
            continue
        reference = reference_of(row.relation, basis_of(record, block))
        is_letter = reference.type == table("drafts/results")["request"]["types"][0]
        if is_letter and (material.is_about(record) or material.is_on_topic(reference.subject)):
            yield reference


def _asks(material: Material, subject: str) -> bool:
    """True for a subject that asks for a report on the topic in the period."""
    words = table("drafts/results")["request"]["asks"]
    if not any(word in fold(subject) for word in words) or not material.is_on_topic(subject):
        return False
    period = material.commission.period
    return any(
        (spoken.first, spoken.last) == (period.first, period.last)
        for spoken in longer_periods(subject)
    )
