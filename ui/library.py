"""The store as surfaces show it: documents, units, a citation's table, example questions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.conversation import Citation
from ingest.document import Document, Figure, Period, Role, Shelf, Table, Unit
from ingest.text import fold, unaccent
from prompts import Language, say
from vectorstore.catalog import Catalog
from vectorstore.records import DocumentRecord

# Examples are taken from the first documents of the unit: reading a whole ledger for three
# buttons would hold the page up.
_EXAMPLE_DOCUMENTS = 4
_EXAMPLE_LENGTH = 60
_OWNER_LENGTH = 60  # a longer cell names several bodies and their tasks
_CHOICE_FIGURES = 2_000  # looked at for periods and owners to choose from
_NONE: tuple[int, Figure | None] = (0, None)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the ledger can be narrowed to: the latest period first, owners by their names."""

    periods: tuple[Period, ...] = ()
    owners: tuple[str, ...] = ()


class Library:
    """A reader of the catalog; what it returns is as fresh as the catalog is."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._choices = (-1, Choices())
        self._views: dict[frozenset[Shelf], Library] = {}

    def within(self, shelves: frozenset[Shelf]) -> "Library":
        """The library in which only these of its shelves are in sight."""
        seen = self._catalog.within(shelves)
        return self if seen is self._catalog else self._views.setdefault(shelves, Library(seen))

    def documents(self) -> list[dict[str, Any]]:
        """Each document as the contract describes it, by path."""
        return [describe(record) for record in self._catalog.documents()]

    def shelves(self) -> dict[str, Shelf]:
        """Where each document stands, by its id."""
        return {record.id: record.shelf for record in self._catalog.documents()}

    def document(self, document_id: str) -> Document:
        """A document with its text; CancuError where there is none of this id."""
        return self._catalog.document(document_id)

    def table(self, citation: Citation) -> Table | None:
        """The table a citation points into; None for prose, or for a document that has gone."""
        block = self._catalog.block(citation.document_id, citation.block)
        return block.table if block else None

    def units(self) -> tuple[str, ...]:
        """The units to choose from: those that issued a document, then places named in tables."""
        issuing = [r.front.unit for r in self._catalog.documents() if r.front.unit]
        first = {unit.label for unit in issuing}
        named = _named((*issuing, *self._catalog.units()))
        return tuple(name for label, name in sorted(named, key=lambda n: (n[0] not in first, n)))

    def ledger_choices(self) -> Choices:
        """What to offer as conditions of the ledger; others may be typed."""
        generation = self._catalog.generation()
        if self._choices[0] != generation:
            rows = self._catalog.search_figures(limit=_CHOICE_FIGURES).rows
            self._choices = (generation, _choices([row.figure for row in rows]))
        return self._choices[1]

    def examples(self, unit: str, language: Language) -> tuple[str, ...]:
        """Questions the documents of the unit answer, one of each kind; all where it has none."""
        records = self._catalog.documents()
        own = [r for r in records if r.front.unit and r.front.unit.label == unit] or records
        own = sorted(own, key=lambda record: -(record.front.year or 0))[:_EXAMPLE_DOCUMENTS]
        figures = (
            [row.figure for row in self._catalog.figures(tuple(r.id for r in own))] if own else []
        )
        return tuple(_examples(figures, own, language))


def describe(record: DocumentRecord) -> dict[str, Any]:
    """A document as `documents --json` and `GET /v1/documents` give it."""
    front = record.front
    return {
        "document_id": record.id,
        "source": record.source,
        "path": record.path,
        "number": front.number,
        "type": front.kind,
        "unit": front.unit.label if front.unit else "",
        "issued": front.issued.isoformat() if front.issued else None,
        "pages": record.pages,
        "findings": [{"kind": f.kind, "text": f.text} for f in record.findings],
    }


def _choices(figures: Iterable[Figure]) -> Choices:
    """Each period once, "đến năm 2030" and "năm 2030" being the same days."""
    periods: dict[tuple[date, date], Period] = {}
    owners: dict[str, str] = {}
    for figure in figures:
        if figure.period:
            spoken = Period(figure.period.first, figure.period.last)
            periods[spoken.first, spoken.last] = spoken
        if 0 < len(figure.owner) <= _OWNER_LENGTH:
            owners.setdefault(fold(figure.owner), figure.owner)
    latest = sorted(periods.values(), key=lambda p: (p.last, p.first), reverse=True)
    return Choices(tuple(latest), tuple(sorted(owners.values(), key=unaccent)))


def _named(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Label and name of each unit: the province is added where wards of several share a label.

    A document that names its ward without the province means the one that is known with it.
    """
    provinces: dict[str, set[str]] = {}
    for unit in units:
        provinces.setdefault(unit.label, set()).update(filter(None, [unit.province]))
    return [
        (label, f"{label}, {province}" if len(provinces[label]) > 1 else label)
        for label in provinces
        for province in provinces[label] or [""]
    ]


def _examples(
    figures: Sequence[Figure], records: Sequence[DocumentRecord], language: Language
) -> Iterator[str]:
    """A target of this year's plan, who is in charge of another, who signed a document."""
    short = [f for f in figures if f.quantity and 12 <= len(f.indicator) <= _EXAMPLE_LENGTH]
    targets = [(f.period.last.year, f) for f in short if f.role is Role.TARGET and f.period]
    latest = max((record.front.year or 0 for record in records), default=0)
    year, target = max(targets, key=lambda dated: (dated[0] <= latest, dated[0]), default=_NONE)
    if target:
        yield say("ui.example_target", language, indicator=target.indicator, year=year)
    others = [f for f in short if f.owner and (not target or f.indicator != target.indicator)]
    for figure in others[:1]:
        yield say("ui.example_owner", language, indicator=figure.indicator)
    signed = [r.front for r in records if r.front.signer and r.front.is_numbered]
    for front in signed[:1]:
        yield say("ui.example_signer", language, kind=front.kind, number=front.number)
