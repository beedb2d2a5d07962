"""One question held against one store: whose statements may answer it, and of which time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from assistant.kinds import Kind
from assistant.match import Matcher
from assistant.understand import Request
from ingest.document import Block, BlockKind, Chunk, Period, Unit
from ingest.period import contains, longer_periods, year_of
from ingest.places import level, same_unit, today, unit_key
from ingest.text import unaccent
from vectorstore.records import DocumentRecord, Filter
from vectorstore.store import Store

_COMPARED = re.compile(r"\bso với[^,;.\n]*", re.IGNORECASE)  # the time of another number
_MONTH = 31  # days
NUMBERS = (Kind.FIGURE, Kind.COMPARISON)


class _Owned(Protocol):
    @property
    def unit(self) -> Unit | None: ...

    @property
    def chunk(self) -> Chunk: ...


Owned = TypeVar("Owned", bound=_Owned)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What every gatherer needs."""

    store: Store
    request: Request
    matcher: Matcher
    topic: frozenset[str]  # the terms, as typed, without which a number is another number
    row_matcher: Matcher  # the same where "kinh phí" names the column, not what the row is about
    where: Filter  # the documents named in the question

    def record(self, chunk: Chunk) -> DocumentRecord:
        """The document of a chunk."""
        return self.store.catalog.record(chunk.document_id)

    def lines(self, chunk: Chunk) -> Iterator[Block]:
        """The blocks of a chunk but for tables."""
        for ordinal in chunk.blocks:
            block = self.store.catalog.block(chunk.document_id, ordinal)
            if block and block.kind is not BlockKind.TABLE:
                yield block

    def documents(self) -> tuple[DocumentRecord, ...]:
        """The documents of the units asked about, by path; every one where none is."""
        catalog, units = self.store.catalog, self.request.units
        if not units:
            return catalog.documents()
        return catalog.documents_of(self.keys(units))

    def unit_of(self, chunk: Chunk) -> Unit | None:
        """The place a row names, else the unit of its document."""
        return chunk.place or self.record(chunk).front.unit

    def of_units(self, candidates: Sequence[Owned]) -> list[Owned]:
        """Those of the units asked about, from documents of the types it names.

        Of higher bodies only where a unit was merely chosen.
        """
        return self.of_types(self.held_by_units(candidates))

    def held_by_units(self, candidates: Sequence[Owned]) -> list[Owned]:
        """Those of the units asked about, whatever document states them."""
        wanted = self.request.units
        if not wanted:
            return list(candidates)
        own = [c for c in candidates if c.unit and any(same_unit(c.unit, w) for w in wanted)]
        if own or self.request.only_units:
            return own
        return [c for c in candidates if is_above(c.unit, wanted)]

    def of_types(self, candidates: Sequence[Owned]) -> list[Owned]:
        """Those from documents of a type the question names ("trong đề án"), if there are any."""
        types = self.request.types
        named = [c for c in candidates if self.record(c.chunk).front.kind in types]
        return named or list(candidates)

    def keys(self, units: Iterable[Unit]) -> tuple[str, ...]:
        """The keys under which documents know the units, with their province and without."""
        known = self.store.catalog.units()
        wanted = tuple(units)
        same = dict.fromkeys(unit for one in wanted for unit in known.same(one))
        return tuple(dict.fromkeys((*map(unit_key, wanted), *map(unit_key, same))))

    def at_home(self) -> Filter:
        """The documents of the units asked about and of the bodies above them; all without any."""
        wanted = self.request.units
        if not wanted:
            return self.where
        known = self.store.catalog.units()
        above = (unit for unit in known.above if is_above(unit, wanted))
        keys = (*self.keys(wanted), *map(unit_key, above), "")
        return replace(self.where, units=tuple(dict.fromkeys(keys)))

    def is_timely(self, chunk: Chunk, text: str = "", path: tuple[str, ...] = ()) -> bool:
        """True unless a period is asked for that neither the text nor its document speaks of.

        A number belongs to its very period, or to an event in it; a task or a section also to a
        part or a whole of it.
        """
        asked, spoken = self.request.periods, self._spoken(chunk, (text, *reversed(path)))
        fits = _same_time_or_event if self.request.kind in NUMBERS else _overlaps
        return not asked or any(fits(period, wanted) for period in spoken for wanted in asked)

    def is_of_time(self, record: DocumentRecord, headings: Sequence[str]) -> bool:
        """True unless a time is asked for that neither the headings nor the paper speak of.

        A quarter or half year that a heading names without its year is one of the paper's.
        """
        asked, year = self.request.periods, record.front.year
        around = date(year, 6, 30) if year else None
        texts = (*reversed(headings), record.front.subject)
        named = (longer_periods(text, around) for text in texts)
        spoken = next(filter(None, named), [year_of(year)] if year else [])
        return not asked or any(_overlaps(one, wanted) for one in spoken for wanted in asked)

    def _spoken(self, chunk: Chunk, texts: Sequence[str]) -> list[Period]:
        """The periods of the first text that has any, else of the headings, the document's
        subject, or its year."""
        for source in (*texts, chunk.context, self.record(chunk).front.subject):
            if longer := longer_periods(_COMPARED.sub("", source)):
                return longer
        year = self.record(chunk).front.year
        return [year_of(year)] if year else []


def query_text(request: Request) -> str:
    """The question's terms in every wording the documents may use; weak ones only as typed."""
    phrases = dict.fromkeys(
        " ".join(alternative)
        for term in request.terms
        for alternative in sorted(term.alternatives)
        if not term.is_weak and alternative[0].islower()
    )
    typed = " ".join(" ".join(term.typed) for term in request.terms)
    return " ".join((typed, *phrases)) if phrases else typed or request.text


def typed_text(request: Request) -> str:
    """The terms as typed, for tables have words of their own; English ones by all their names."""
    if request.language == "en":
        return query_text(request)
    return " ".join(" ".join(term.typed) for term in request.terms)


def is_above(unit: Unit | None, wanted: Sequence[Unit]) -> bool:
    """True for a body that stands over the units: the centre, or their own province."""
    if unit is None or level(unit) == 0:
        return True
    if level(unit) >= min(map(level, wanted)):
        return False
    provinces = {unaccent(today(own.province)) for own in wanted if own.province}
    held = unit.name if level(unit) == 1 else unit.province
    return not provinces or unaccent(today(held)) in provinces


def same_time(stated: Period | None, asked: Period) -> bool:
    """True for the same days, or the same last day where one of the two is "đến năm …"."""
    if stated is None or stated.last != asked.last:
        return False
    return stated.first == asked.first or stated.by or asked.by


def _same_time_or_event(stated: Period, asked: Period) -> bool:
    """True for the same time, and for a day or month in it: what a storm in September did."""
    is_event = (stated.last - stated.first).days < _MONTH and not stated.by
    return same_time(stated, asked) or (is_event and contains(asked, stated))


def _overlaps(stated: Period, asked: Period) -> bool:
    return contains(stated, asked) or contains(asked, stated)
