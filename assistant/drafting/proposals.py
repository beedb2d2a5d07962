"""What is proposed: the period's own words, or those of the report before as candidates."""

from datetime import date

from assistant.drafting.draft import Span, Wanted
from assistant.drafting.earlier import Passage, passages, report_before, reports_of_period
from assistant.drafting.forms import SectionForm
from assistant.drafting.material import Material
from assistant.drafting.opened import without_lead
from assistant.drafting.recomputed import quoted
from assistant.drafting.written import (
    Written,
    fixed,
    item,
    left_open,
    paragraph,
    to_check,
    written,
)
from assistant.evidence import Basis
from assistant.naming import document_name
from ingest.period import find_periods
from prompts import say


def write_proposals(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """A line each; of an earlier report's the mark says whether the time it names is over."""
    own = [
        one for record in reports_of_period(material) for one in passages(material, record, form.id)
    ]
    if own:
        lines = [item(fixed("- "), *quoted(material, one, ())) for one in own]
        return written(lines, [one.basis for one in own])
    found = candidates(material, form.id, material.commission.period.last)
    if not found:
        return written([paragraph(left_open(say("assistant.draft_no_proposals")))])
    lines = [item(fixed("- "), span, fixed(".")) for _, span in found]
    return written(lines, [basis for basis, _ in found])


def candidates(material: Material, section: str, day: date) -> list[tuple[Basis, Span]]:
    """What the report before proposed, each for a look; told apart by whether the time that it
    names is over by that day."""
    before = report_before(material, section)
    found = passages(material, before, section) if before else []
    return [(one.basis, _candidate(one, day)) for one in found]


def _candidate(one: Passage, day: date) -> Span:
    text = without_lead(one.block.text).rstrip(" .;")
    is_over = any(period.last <= day for period in find_periods(text))
    key = "draft_candidate_over" if is_over else "draft_candidate"
    told = say(f"assistant.{key}", paper=document_name(one.record, "vi"))
    return to_check(text, told, one.basis)
