"""What the unit issued in the period on the topic, in order of day; the rest of its guidance."""

from collections.abc import Iterable, Iterator
from datetime import date

from assistant.drafting.bases import Reference, citation, each_once, reference_of, reference_to
from assistant.drafting.draft import DraftBlock, Wanted
from assistant.drafting.earlier import Passage, passages, report_before, reports_of_period
from assistant.drafting.forms import SectionForm
from assistant.drafting.material import Material
from assistant.drafting.opened import opened, without_lead
from assistant.drafting.recomputed import quoted
from assistant.drafting.request import cited_in_opening
from assistant.drafting.wording import filled
from assistant.drafting.written import (
    Written,
    cited,
    fixed,
    item,
    left_open,
    note_on,
    paragraph,
    written,
)
from assistant.evidence import Basis, basis_of
from assistant.naming import document_name
from ingest.codes import canonical, find_codes
from ingest.document import Block, Period
from ingest.period import contains
from ingest.text import fold, nfc
from prompts import say, table
from vectorstore.records import DocumentRecord

_SECTION = "direction"
_NAMED_BY = 40  # characters in which an item that only lists a paper gives its number


def write_direction(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """The papers issued, then what else was done to lead: the period's own words, or a model."""
    told, sources = _told(material)
    is_own = bool(reports_of_period(material)) and bool(told)
    said = " ".join(block.text for block in told)
    listed = [one for one in issued_in_period(material) if one.number not in said]
    words = table("drafts/results")["phrase"]
    phrase = "issued" if material.commission.topic else "issued_without_topic"
    opening = paragraph(fixed(filled(words[phrase], material.commission)))
    none = item(fixed("- "), left_open(say("assistant.draft_no_papers")), fixed("."))
    papers = list(_lines(material, listed)) or ([] if is_own else [none])
    meetings = (fixed(f"- {words['meetings']} "), left_open(say("assistant.draft_no_meetings")))
    ends = told or [item(*meetings, fixed("."))]
    blocks = [*([opening, *papers] if papers else []), *ends]
    return written(blocks, [*(one.basis for one in listed), *sources])


def issued_in_period(material: Material) -> list[Reference]:
    """The committee's own papers of the period on the topic: those that are held, and those that
    the unit's papers name."""
    held = list(_held(material))
    known = {canonical(one.number) for one in held}  # its own day counts, not that of a citation
    named = (one for one in _named(material) if canonical(one.number) not in known)
    found = each_once([*held, *named])
    return sorted(found, key=lambda one: one.issued or date.max)


def _held(material: Material) -> Iterator[Reference]:
    for record in material.own:
        front = record.front
        is_own = front.kind != material.form.name and _is_marked(front.number)
        is_meant = is_own and front.is_numbered and _is_within(material, front.issued)
        if is_meant and material.is_on_topic(front.subject):
            reference = reference_to(material, record)
            yield from [reference] if reference else []


def _named(material: Material) -> Iterator[Reference]:
    catalog = material.store.catalog
    for record in material.own:
        for row in catalog.relations((record.id,)):
            block = catalog.block(record.id, row.relation.block)
            if block is None or not _is_within(material, row.relation.issued):
                continue
            reference = reference_of(row.relation, basis_of(record, block))
            if reference.subject and _is_own(material, record, block, reference):
                yield reference


def _is_own(material: Material, record: DocumentRecord, block: Block, one: Reference) -> bool:
    """True for a paper on the topic that is said to be the committee's, or is listed among what a
    report on the topic says of guidance with no issuer but the committee."""
    if one.type == material.form.name or not _is_marked(one.number):
        return False
    is_led = record.front.kind == material.form.name and _is_guidance(material, block)
    is_listed = is_led and not one.issuer
    is_whole = is_led and material.is_about(record) and not material.focus
    on_topic = is_whole or material.is_on_topic(one.subject)
    return on_topic and (is_listed or _is_committee(material, one.issuer))


def _is_guidance(material: Material, block: Block) -> bool:
    headed = [fold(word) for word in material.form.section(_SECTION).headed]
    return any(word in fold(heading) for heading in block.path for word in headed)


def _is_committee(material: Material, issuer: str) -> bool:
    """True for "UBND phường" and "Ủy ban nhân dân phường …" of the unit itself."""
    unit, said = material.commission.unit, fold(issuer)
    called = [fold(word) for word in table("drafts/results")["committee"]["called"]]
    names = (fold(unit.label), fold(unit.kind))
    return any(said == f"{body} {name}" for body in called for name in names)


def _is_marked(number: str) -> bool:
    marks = {
        canonical(f"/{mark}").strip("/") for mark in table("drafts/results")["committee"]["marks"]
    }
    return bool(marks & set(canonical(number).replace("/", "-").split("-")))


def _is_within(material: Material, day: date | None) -> bool:
    return day is not None and contains(material.commission.period, Period(day, day))


def _lines(material: Material, found: Iterable[Reference]) -> Iterator[DraftBlock]:
    """Each paper in full, but for those that the opening has cited so: of these type and number
    (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.6.b)."""
    before = {one.key for one in cited_in_opening(material)}
    listed = list(found)
    for one in listed:
        name = [cited(f"{one.type} số {one.number}", one.basis)]
        spans = name if one.key in before else citation(one, with_issuer=False)
        yield item(fixed("- "), *spans, fixed("." if one is listed[-1] else ";"))


def _told(material: Material) -> tuple[list[DraftBlock], list[Basis]]:
    """What reports say of guidance beside the papers that they list."""
    own = [
        one
        for record in reports_of_period(material)
        for one in passages(material, record, _SECTION)
        if not _lists(one)
    ]
    if own:
        lines = [item(fixed("- "), *quoted(material, one, ())) for one in own]
        return lines, [one.basis for one in own]
    before = report_before(material, _SECTION)
    found = passages(material, before, _SECTION) if before else []
    opened_ones = [(one, opened(material, one)) for one in found if not _lists(one)]
    lines = [item(fixed("- "), *spans) for _, spans in opened_ones if spans]
    if before is None or not lines:
        return [], []
    words = say("assistant.draft_model_above", paper=document_name(before, "vi"))
    return [note_on(words, found[0].basis), *lines], [one.basis for one in found]


def _lists(one: Passage) -> bool:
    """True for an item that only names a paper, and for the words ahead of such items."""
    text = nfc(without_lead(one.block.text))
    codes = find_codes(text)
    return text.rstrip().endswith(":") or bool(codes and codes[0].start < _NAMED_BY)
