"""What the unit's own reports say, part by part: of the very period, and of the one before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.drafting.forms import Form
from assistant.drafting.material import Material
from assistant.drafting.standing import report_period
from assistant.evidence import Basis, basis_of
from assistant.inquiry import same_time
from ingest.document import Block
from ingest.text import fold
from prompts import table
from vectorstore.records import DocumentRecord


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or item of an earlier report, and the heading in its section it stands under."""

    record: DocumentRecord
    block: Block
    heading: str  # "1. Kinh tế, ngân sách"; "" right under the section's own

    @property
    def basis(self) -> Basis:
        """Its place."""
        return basis_of(self.record, self.block)


def reports_of_period(material: Material) -> list[DocumentRecord]:
    """The unit's reports on the very period, on the topic first."""
    period = material.commission.period
    dated = ((report_period(record), record) for record in _reports(material))
    found = [record for about, record in dated if about and same_time(about, period)]
    return sorted(found, key=lambda record: not material.is_about(record))


def report_before(material: Material, section: str) -> DocumentRecord | None:
    """The unit's newest report on an earlier time with something on the topic in this section; one
    whose subject is the topic before others."""
    here = material.commission.period
    held = [
        (material.is_about(record), about.last, record)
        for record in _reports(material)
        if (about := report_period(record)) and about.last <= here.last and about != here
    ]
    ordered = sorted(held, key=lambda one: one[:2], reverse=True)
    return next((record for *_, record in ordered if passages(material, record, section)), None)


def passages(material: Material, record: DocumentRecord, section: str) -> list[Passage]:
    """What a report says in the section of this id, of the topic, in reading order."""
    is_whole = not material.focus and material.is_about(record)
    return [
        one
        for one in _parts(material, record, section)
        if is_whole or material.is_on_topic(one.block.text, one.heading)
    ]


def _reports(material: Material) -> Iterator[DocumentRecord]:
    return (record for record in material.own if record.front.kind == material.form.name)


def _parts(material: Material, record: DocumentRecord, section: str) -> Iterator[Passage]:
    form = material.form
    for block in material.blocks(record):
        if not (block.is_text and block.path) or _is_aside(record, block):
            continue
        at = section_at(form, block.path)
        if at is None or form.sections[at[0]].id != section:
            continue
        below = block.path[at[1] + 1 :]
        yield Passage(record, block, below[-1] if below else "")


def _is_aside(record: DocumentRecord, block: Block) -> bool:
    """True for what belongs to no section: the closing, an annex, "Nơi nhận"."""
    asides = table("drafts/results")["asides"]
    opening = fold(block.text)
    in_annex = fold(block.path[0]).startswith(tuple(asides["annexes"]))
    is_closing = opening.startswith(tuple(asides["closings"]))
    return in_annex or is_closing or record.front.lists_receiver(block.text)


def section_at(form: Form, path: Sequence[str]) -> tuple[int, int] | None:
    """The section of the form that a place belongs to, and the heading that says so.

    The outermost heading that speaks of any section decides, by the word that comes first in it:
    "Kết quả thực hiện nhiệm vụ" is about results. Fields that stand by themselves ("I. KINH TẾ")
    are results.
    """
    for at, heading in enumerate(path):
        if (found := _named_in(form, heading)) is not None:
            return found, at
    results = next((n for n, one in enumerate(form.sections) if one.id == "results"), None)
    return (results, -1) if results is not None else None


def _named_in(form: Form, heading: str) -> int | None:
    said = f" {fold(heading)} "
    places = [
        (said.find(fold(word)), -len(word), number)
        for number, section in enumerate(form.sections)
        if not section.is_appendix
        for word in section.headed
        if fold(word) in said
    ]
    return min(places)[2] if places else None


def by_heading(found: Iterable[Passage]) -> list[tuple[str, list[Passage]]]:
    """The passages under their headings, each heading once, in order of first appearance."""
    groups: dict[str, list[Passage]] = {}
    for one in found:
        groups.setdefault(one.heading, []).append(one)
    return list(groups.items())


def around(record: DocumentRecord) -> date | None:
    """A day by which a report's "quý I" is one of its own year; None where that is not known."""
    about = report_period(record)
    return date(about.last.year, 6, 30) if about else None
