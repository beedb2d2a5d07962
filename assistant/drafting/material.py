"""What the corpus holds for a commission: whose papers there are, and what of them is on topic."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.conversation import Question
from assistant.drafting.draft import Commission
from assistant.drafting.forms import Form, form_of
from assistant.gather import inquire, rarity
from assistant.inquiry import Inquiry, is_above
from assistant.lexicon import lexicon
from assistant.match import Matcher
from assistant.understand import understand
from ingest.codes import find_codes
from ingest.document import Block
from ingest.period import contains, first_longer, longer_periods, year_of
from ingest.places import same_unit
from ingest.text import fold, words
from vectorstore.records import DocumentRecord
from vectorstore.store import Store

_SAME_SUBJECT = (
    0.8  # share of the words of the shorter subject that a draft's and its paper's share
)
_REMARK = re.compile(r"\([^)]*\)")  # "(dự thảo lấy ý kiến …)"
_ON_TOPIC = 0.8  # share of the topic's weight that a text about it holds


@dataclass(frozen=True)
class Material:
    """One commission held against one store. `focus` narrows the topic to a part of it."""

    store: Store
    commission: Commission
    today: date
    focus: str = ""

    @property
    def form(self) -> Form:
        """The kind of paper."""
        return form_of(self.commission.kind)

    @property
    def topic(self) -> str:
        """What the section is about: the focus where one is asked for, else the whole topic."""
        return self.focus or self.commission.topic

    @cached_property
    def own(self) -> tuple[DocumentRecord, ...]:
        """The unit's own papers, the newest first, without drafts of what is held as issued."""
        unit = self.commission.unit
        found = [r for r in self._records if r.front.unit and same_unit(r.front.unit, unit)]
        return self._newest(r for r in found if not any(_is_draft_of(r, other) for other in found))

    @cached_property
    def above(self) -> tuple[DocumentRecord, ...]:
        """The papers of the bodies over the unit, the newest first."""
        unit = self.commission.unit
        return self._newest(
            r
            for r in self._records
            if r not in self.own and r.front.unit and is_above(r.front.unit, (unit,))
        )

    @cached_property
    def others(self) -> tuple[DocumentRecord, ...]:
        """The papers of other units beside this one, which may serve as models only."""
        ours = {record.id for record in (*self.own, *self.above)}
        return tuple(record for record in self._records if record.id not in ours)

    def is_on_topic(self, text: str, context: str = "") -> bool:
        """True where the text, in its context, speaks of the topic; of no topic every text does."""
        return not self.topic or self._matcher(text, context).cover >= _ON_TOPIC

    def is_about(self, record: DocumentRecord) -> bool:
        """True for a paper whose subject is the whole topic of the commission: in its own words,
        or in those by which papers cite the resolution that it carries out."""
        if not self.commission.topic:
            return True
        subject = record.front.subject
        return (
            self._whole(subject).cover >= _ON_TOPIC
            or self._whole(subject, self._named_in(subject)).cover >= _ON_TOPIC
        )

    def _named_in(self, subject: str) -> str:
        """What the papers that a subject names by their numbers are about."""
        catalog = self.store.catalog
        rows = (row for code in find_codes(subject) for row in catalog.relations(number=code.text))
        return "\n".join(dict.fromkeys(row.relation.subject for row in rows))

    def is_of_year(self, record: DocumentRecord) -> bool:
        """True for a paper that speaks of the commission's year, by its subject, else its date."""
        year = year_of(self.commission.period.last.year)
        spoken = longer_periods(record.front.subject)
        if spoken:
            return any(contains(period, year) or contains(year, period) for period in spoken)
        return record.front.year == year.last.year

    def is_replaced(self, record: DocumentRecord) -> bool:
        """True for a paper that another one held says it replaces."""
        return bool(self.store.catalog.replaced_by(record.id))

    def blocks(self, record: DocumentRecord) -> tuple[Block, ...]:
        """The paper in reading order."""
        return self.store.catalog.blocks(record.id)

    def inquiry(self, question: str) -> Inquiry:
        """A question of the unit's own people, ready for the roads that answer questions."""
        known = self.store.catalog.units()
        asked = Question(question, self.commission.unit.label)
        return inquire(self.store, understand(asked, known, self.today))

    @cached_property
    def _records(self) -> tuple[DocumentRecord, ...]:
        return self.store.catalog.documents()

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(lexicon("vi").terms(self.topic), rarity(self.store))

    @cached_property
    def _whole(self) -> Matcher:
        return Matcher(lexicon("vi").terms(self.commission.topic), rarity(self.store))

    def _newest(self, records: Iterable[DocumentRecord]) -> tuple[DocumentRecord, ...]:
        return tuple(sorted(records, key=day_of, reverse=True))


def _is_draft_of(record: DocumentRecord, other: DocumentRecord) -> bool:
    """True for a paper without a number beside the issued one of its kind, time and subject."""
    if record.front.is_numbered or not other.front.is_numbered:
        return False
    one, two = record.front, other.front
    first, second = (first_longer(front.subject) for front in (one, two))
    is_same = one.kind == two.kind and first is not None and first == second
    said, other_said = (set(words(fold(_REMARK.sub("", f.subject)))) for f in (one, two))
    return is_same and len(said & other_said) >= _SAME_SUBJECT * min(len(said), len(other_said))


def day_of(record: DocumentRecord) -> date:
    """The day a paper was issued; of an undated one the last day of its year."""
    front = record.front
    return front.issued or date(front.year or 1, 12, 31)
