"""What stands out, what falls short, and why: from the results, and from what reports have said."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.drafting.draft import DraftBlock, Span, Wanted
from assistant.drafting.earlier import Passage, passages, report_before, reports_of_period
from assistant.drafting.forms import SectionForm
from assistant.drafting.held_against import verdict_of
from assistant.drafting.material import Material
from assistant.drafting.opened import opened
from assistant.drafting.recomputed import quoted
from assistant.drafting.results_table import plan_spans, shown_value, sources_of
from assistant.drafting.standing import Standing, standings
from assistant.drafting.wording import filled
from assistant.drafting.written import (
    Written,
    cited,
    computed,
    fixed,
    heading,
    item,
    keys,
    left_open,
    written,
)
from assistant.evidence import Basis
from assistant.naming import value
from ingest.period import year_of
from ingest.text import fold
from prompts import say, table

_PARTS = ("strengths", "weaknesses", "causes")


def write_assessment(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """Three parts; what nothing tells is left open."""
    held = standings(material)
    told = _told(material, form.id)
    blocks = [
        block
        for number, part in enumerate(_PARTS, 1)
        for block in _part(material, number, part, held, told)
    ]
    return written(blocks, [*sources_of(held), *(one.basis for one in told)])


def _part(
    material: Material, number: int, part: str, held: Sequence[Standing], told: Sequence[Passage]
) -> Iterator[DraftBlock]:
    title = table("drafts/results")["phrase"][part]
    yield heading(2, fixed(f"{number}. {title}"))
    lines = [*_of_targets(material, part, held), *_of_reports(material, part, told)]
    if not lines:
        lines = [item(fixed("- "), left_open(say(f"assistant.draft_no_{part}")), fixed("."))]
    yield from lines


def _of_targets(material: Material, part: str, held: Sequence[Standing]) -> Iterator[DraftBlock]:
    """The targets that are met; those of a whole year that are not. Within the year a target that
    is not met yet is no shortcoming."""
    met = [one for one in held if verdict_of(one) in ("above", "met")]
    short = [one for one in held if verdict_of(one) == "short"]
    if part == "strengths" and met:
        yield from _count(material, met, short)
        yield _listed("met_targets", met)
    elif part == "weaknesses" and short and _is_whole_year(material):
        yield _listed("short_targets", short)


def _is_whole_year(material: Material) -> bool:
    period = material.commission.period
    return period == year_of(period.last.year)


def _listed(phrase: str, part: Sequence[Standing]) -> DraftBlock:
    """ "- Chỉ tiêu chưa đạt kế hoạch: Tỷ lệ … (58,7%; kế hoạch 60%); …"."""
    words = table("drafts/results")["phrase"]
    spans: list[Span] = [fixed(f"- {words[phrase]} ")]
    for one in part:
        spans += [cited(one.indicator, one.named.basis), fixed(" (")]
        if one.result and one.plan:
            shown = shown_value(one.result, one.others, value(one.result.figure))
            spans += [shown, fixed(f"; {words['planned']} ")]
            spans += [*plan_spans(one, value(one.plan.figure)), fixed("); ")]
    return item(*spans[:-1], fixed(")."))


def _count(
    material: Material, met: Sequence[Standing], short: Sequence[Standing]
) -> Iterator[DraftBlock]:
    """ "Trong 21 chỉ tiêu …, có 16 chỉ tiêu đạt hoặc vượt kế hoạch."."""
    whole = [*met, *short]
    if not _counts(whole):
        return
    words = table("drafts/results")["phrase"]
    counted = filled(words["counted"], material.commission)
    spans = [fixed("- Trong "), _number(whole), fixed(f" {counted} "), _number(met)]
    yield item(*spans, fixed(f" {words['counted_met']}."))


def _counts(part: Sequence[Standing]) -> bool:
    """True where each result has a place of its own: then the places count them."""
    return len(keys(_places(part))) == len(part)


def _places(part: Iterable[Standing]) -> list[Basis]:
    return [one.result.basis for one in part if one.result]


def _number(part: Sequence[Standing]) -> Span:
    return computed(f"{len(part):02d}", say("assistant.draft_counted"), *_places(part))


def _told(material: Material, section: str) -> list[Passage]:
    """What the reports on the period say of it, else what the one before said."""
    own = [
        one for record in reports_of_period(material) for one in passages(material, record, section)
    ]
    before = report_before(material, section)
    return own or (passages(material, before, section) if before else [])


def _of_reports(material: Material, part: str, told: Sequence[Passage]) -> Iterator[DraftBlock]:
    own = {record.id for record in reports_of_period(material)}
    for one in told:
        if _part_of(one) != part:
            continue
        if one.record.id in own:
            yield item(fixed("- "), *quoted(material, one, ()))
        elif part != "strengths" and not _tells_results(one) and (spans := opened(material, one)):
            yield item(fixed("- "), *spans)


def _tells_results(one: Passage) -> bool:
    """True for what was said of that period's targets: it says nothing of this one."""
    words = table("drafts/results")["assessed"]["results"]
    return any(fold(word) in fold(one.block.text) for word in words)


def _part_of(one: Passage) -> str:
    """The part that the innermost telling heading announces; shortcomings where none does."""
    words = table("drafts/results")["assessed"]
    for title in reversed(one.block.path):
        said = fold(title)
        found = [
            (said.find(fold(w)), part) for part in _PARTS for w in words[part] if fold(w) in said
        ]
        if found:
            return min(found)[1]
    return "weaknesses"
