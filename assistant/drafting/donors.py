"""Whose words serve a section of a plan: the unit's own paper before, else another's as a model."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from assistant.drafting.adapted import Model
from assistant.drafting.bases import references_of
from assistant.drafting.draft import DraftBlock
from assistant.drafting.foreign_names import local_names
from assistant.drafting.forms import Form, SectionForm, forms
from assistant.drafting.material import Material, day_of
from assistant.drafting.papers_named import doubts_of, issuers_named, titles_named
from assistant.drafting.setting import Setting
from assistant.drafting.written import note_on
from assistant.evidence import Basis, basis_of
from assistant.naming import document_name, of_unit
from assistant.section_names import body, is_closing
from ingest.codes import canonical
from ingest.document import Block, BlockKind, Period, Unit
from ingest.layout import is_recipients
from ingest.period import contains, longer_periods
from ingest.places import level, same_unit, today
from ingest.shapes import Rank, marker
from ingest.text import fold
from prompts import say, table
from vectorstore.records import DocumentRecord

_DAYS = 366  # the longest year
_MOST_MODELS = 50  # a part that none of so many has is no usual one: set phrases serve


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a paper that serves a section, and how its words are put in place."""

    record: DocumentRecord
    headings: tuple[Block, ...]  # those that open it
    blocks: tuple[Block, ...]  # below them, in reading order, sub-headings included
    model: Model
    is_own: bool
    basis: Basis  # where it begins


@dataclass(frozen=True)
class Donors:
    """The papers that may serve a commission's sections, the nearest first."""

    material: Material

    def part(self, section: str) -> Part | None:
        """The part of the nearest paper that has one for this section of the plan's form."""
        plans_only = section in table("drafts/donors")["of_plans"]
        fits = (
            record
            for record in self.papers
            if not plans_only or record.front.kind == self.material.form.name
        )
        return next((part for record in fits if (part := self._part(record, section))), None)

    @cached_property
    def papers(self) -> tuple[DocumentRecord, ...]:
        """The unit's own papers, then the plans that serve as models."""
        return (*self.own, *self.models)

    @cached_property
    def own(self) -> tuple[DocumentRecord, ...]:
        """The unit's own plans, then its other papers."""
        kind = self.material.form.name
        own = [r for r in self.material.own if self._may_serve(r)]
        return tuple(sorted(own, key=lambda r: r.front.kind != kind))

    @cached_property
    def models(self) -> tuple[DocumentRecord, ...]:
        """The nearest plans of other communes on the topic, those of the same province first, the
        newest first."""
        plans = [
            r
            for r in self.material.others
            if r.front.kind == self.material.form.name and r.front.unit and level(r.front.unit) == 3
        ]
        plans.sort(key=day_of, reverse=True)
        plans.sort(key=lambda r: not self._is_near(r))
        return tuple(islice(filter(self._may_serve, plans), _MOST_MODELS))

    def _may_serve(self, record: DocumentRecord) -> bool:
        """True for a paper on the topic that no other one replaces, and none of later years."""
        if not self._is_on_topic(record) or self.material.is_replaced(record):
            return False
        return (record.front.year or 0) <= self.material.commission.period.last.year

    def _is_on_topic(self, record: DocumentRecord) -> bool:
        """True for a paper on the topic; without one for those on all that a unit does."""
        if self.material.commission.topic:
            return self.material.is_about(record)
        subject = fold(record.front.subject)
        return any(fold(words) in subject for words in table("drafts/donors")["general"])

    def _is_near(self, record: DocumentRecord) -> bool:
        theirs, ours = record.front.unit, self.material.commission.unit
        return (
            theirs is not None and len(ours.province) > 0 and _province(theirs) == _province(ours)
        )

    def _part(self, record: DocumentRecord, section: str) -> Part | None:
        headings = headings_for(self.material.blocks(record), section, form_of_paper(record))
        if not headings:
            return None
        opened = [(*one.path, one.text) for one in headings]
        blocks = tuple(
            b
            for b in self.material.blocks(record)
            if any(b.path[: len(path)] == path for path in opened) and _is_content(b)
        )
        blocks = _without_others(blocks, headings, section, form_of_paper(record))
        model = self.model(record, headings)
        begins = basis_of(record, headings[0])
        is_own = self._is_own(record)
        return Part(record, headings, blocks, model, is_own, begins) if blocks else None

    def _is_own(self, record: DocumentRecord) -> bool:
        unit = record.front.unit
        return unit is not None and same_unit(unit, self.material.commission.unit)

    def model(self, record: DocumentRecord, headings: Sequence[Block] = ()) -> Model:
        """How the words of a paper are put in place for the commission."""
        commission = self.material.commission
        own = Setting(commission.unit, commission.period.last.year, self._province_kind)
        unit = record.front.unit or commission.unit
        source = Setting(unit, self._year(record, headings))
        issuers = issuers_named(self.material, record)
        is_own = self._is_own(record)
        return Model(
            source,
            own,
            doubts_of(self.material, record),
            frozenset() if is_own else self._local(record, issuers),
            frozenset() if is_own else self._places(record),
            {n: issuers.get(n, "") for n in self._numbers},
            titles_named(self.material, record),
        )

    @cached_property
    def _numbers(self) -> tuple[str, ...]:
        """The numbers that the căn cứ of this draft cite."""
        return tuple(canonical(one.number) for one in references_of(self.material) if one.number)

    @cached_property
    def _province_kind(self) -> str:
        unit = self.material.commission.unit
        known = self.material.store.catalog.units()
        kinds = (one.kind for one in known if level(one) == 1 and one.name == unit.province)
        return next(kinds, "")

    def _local(self, record: DocumentRecord, issuers: Mapping[str, str]) -> frozenset[str]:
        """The numbers of papers that only the unit of the paper has, or its province where that is
        not ours; also of those of a people's committee that nobody is said to have issued."""
        words = table("drafts/donors")
        local = (*words["local"], *(() if self._is_near(record) else words["provincial"]))
        unit = record.front.unit
        named = (fold(unit.name),) if unit else ()
        found = {
            number
            for number, issuer in issuers.items()
            if any(one in fold(issuer) for one in (*map(fold, local), *named))
            or (not issuer and number.endswith(tuple(words["symbols"])))
        }
        return frozenset({*found, canonical(record.front.number)})

    def _places(self, record: DocumentRecord) -> frozenset[str]:
        texts = (block.text for block in self.material.blocks(record))
        return local_names(texts, record.front.unit) if record.front.unit else frozenset()

    def _year(self, record: DocumentRecord, headings: Sequence[Block]) -> int:
        """The year that a part of a paper is for. What a report lays out is for the next one; what
        lasts over several years counts as of the draft's own."""
        ours = self.material.commission.period.last.year
        texts = (*(heading.text for heading in headings), record.front.subject)
        spoken = next(filter(None, map(longer_periods, texts)), [])
        if any(_lasts(one) and contains(one, self.material.commission.period) for one in spoken):
            return ours
        year = max((one.last.year for one in spoken), default=record.front.year or ours)
        in_heading = any(longer_periods(heading.text) for heading in headings)
        looks_back = form_of_paper(record).looks_back and not in_heading
        is_whole = any(_is_year(one) for one in spoken)
        return min(year + (looks_back and is_whole), ours)


def _province(unit: Unit) -> str:
    return fold(today(unit.province))


def _lasts(period: Period) -> bool:
    return (period.last - period.first).days > _DAYS


def _is_year(period: Period) -> bool:
    return (period.last - period.first).days >= _DAYS - 2


def form_of_paper(record: DocumentRecord) -> Form:
    """The form of a paper of this kind; that of a plan for kinds that cannot be drafted."""
    return next((form for form in forms() if form.name == record.front.kind), forms()[0])


def headings_for(blocks: Iterable[Block], section: str, form: Form) -> tuple[Block, ...]:
    """The outermost headings that open a section of the plan's form in a paper of another form:
    of all sections that a heading may open, it opens the one that says most of it."""
    wanted = table("drafts/donors")["same"].get(section, [section])
    headings = [b for b in blocks if b.kind is BlockKind.HEADING and not _is_annex(b)]
    outer = tuple(b for b in headings if b.level == 1 and _opens(b, form) in wanted)
    return outer or tuple(
        b for b in headings if b.level == 2 and _opens(b, form, at_start=True) in wanted
    )


def _without_others(
    blocks: Sequence[Block], headings: Sequence[Block], section: str, form: Form
) -> tuple[Block, ...]:
    """The blocks without those below a sub-heading of another section which the outer heading
    names too: "2. Mục tiêu" below "QUAN ĐIỂM, MỤC TIÊU" opens no part of the purpose."""
    wanted = table("drafts/donors")["same"].get(section, [section])
    named = {
        one.id
        for heading in headings
        for one in form.sections
        if one.id not in wanted and any(fold(words) in fold(heading.text) for words in one.headed)
    }
    apart = [
        (*b.path, b.text)
        for b in blocks
        if b.kind is BlockKind.HEADING and _opens(b, form, at_start=True) in named
    ]
    return tuple(
        b for b in blocks if not any((*b.path, b.text)[: len(path)] == path for path in apart)
    )


def _is_annex(block: Block) -> bool:
    named = (marker(one) for one in (block.text, *block.path))
    return any(one is not None and one.rank is Rank.ANNEX for one in named)


def _opens(block: Block, form: Form, at_start: bool = False) -> str:
    """The section that a heading opens; "" where it opens none, or tells what was reached."""
    said = fold(body(block.text))
    if not form.looks_back and said.startswith(tuple(map(fold, table("drafts/donors")["past"]))):
        return ""
    fits: list[tuple[bool, int, SectionForm]] = [
        (said.startswith(fold(words)), len(words), section)
        for section in form.sections
        for words in section.headed
        if (said.startswith(fold(words)) if at_start else fold(words) in said)
    ]
    return max(fits, key=lambda one: one[:2])[2].id if fits else ""


def _is_content(block: Block) -> bool:
    if block.kind is BlockKind.FOOTNOTE:
        return False
    return not (is_closing(block.text) or is_recipients(block.text))


def served_by(part: Part) -> DraftBlock:
    """The word to the drafter which paper served, and as what."""
    paper = document_name(part.record, "vi")
    if part.is_own:
        return note_on(say("assistant.draft_own_part", paper=paper), part.basis)
    unit = of_unit(part.record.front.unit, "vi")
    whose = paper if paper.endswith(unit) else f"{paper}{unit}"
    return note_on(say("assistant.draft_model_part", paper=whose), part.basis)
