"""What is proposed: the period's own words, or those of the report before as candidates."""

from assistant.drafting.draft import DraftBlock, Wanted
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
    before = report_before(material, form.id)
    if before is None:
        return written([paragraph(left_open(say("assistant.draft_no_proposals")))])
    found = passages(material, before, form.id)
    return written([_candidate(material, one) for one in found], [one.basis for one in found])


def _candidate(material: Material, one: Passage) -> DraftBlock:
    text = without_lead(one.block.text).rstrip(" .;")
    named = find_periods(text)
    is_over = any(period.last <= material.commission.period.last for period in named)
    key = "draft_candidate_over" if is_over else "draft_candidate"
    told = say(f"assistant.{key}", paper=document_name(one.record, "vi"))
    return item(fixed("- "), to_check(text, told, one.basis), fixed("."))
