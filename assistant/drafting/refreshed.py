"""A draft held against the corpus as it is now: each source where it went, and what it says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.alike import likeness
from assistant.drafting.assemble import with_sources_in_order
from assistant.drafting.draft import CHECK_MARK, Draft, Span, State, source_key
from assistant.drafting.revise import Change, ChangeKind, Revised
from assistant.drafting.verified import with_spans
from assistant.evidence import Basis, basis_of
from assistant.naming import document_name, place_name, short
from assistant.table_rows import place_of_row
from ingest.codes import code_key
from ingest.document import Block
from prompts import say
from vectorstore.catalog import Catalog
from vectorstore.records import DocumentRecord

_SHOWN = 300  # characters of what a source said or says
_ALIKE = 0.6  # share of their words that a place and what became of it have in common


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of a source; its place now, or where it was last."""

    kind: ChangeKind | None  # None: it stands as it stood
    old: Basis
    new: Basis


def refreshed(catalog: Catalog, draft: Draft) -> Revised:
    """The draft with its sources as they are now.

    What stands on other words now, or on none, is marked [CẦN KIỂM TRA] and stays as it is.
    """
    records = catalog.documents()
    fates = {source_key(basis): _fate(catalog, records, basis) for basis in draft.sources}
    sources = {source_key(fate.new): fate.new for fate in fates.values()}
    new = with_spans(
        replace(draft, sources=tuple(sources.values())), lambda span: _now(span, fates)
    )
    changes = tuple(_change(fate) for fate in fates.values() if fate.kind)
    return Revised(with_sources_in_order(new), changes)


def _fate(catalog: Catalog, records: tuple[DocumentRecord, ...], old: Basis) -> _Fate:
    record = _today(records, old.record)
    if record is None:
        return _Fate(ChangeKind.GONE, old, old)
    if record.id == old.record.id:  # an id stands for its content: no word can have changed
        return _Fate(None, old, replace(old, record=record))
    places = list(_places(record, catalog.blocks(record.id), old))
    same = [place for place in places if _says(place, old)]
    if same:
        nearest = min(same, key=lambda place: _distance(place, old))
        return _Fate(ChangeKind.MOVED, old, replace(nearest, quote=old.quote))
    return _other_words(old, places)


def _other_words(old: Basis, places: list[Basis]) -> _Fate:
    """The place most like the old one; gone where none is like it."""
    alike = [(likeness(place.quote, old.quote), -_distance(place, old)[1]) for place in places]
    best = max(range(len(places)), key=lambda at: alike[at], default=None)
    if best is None or alike[best][0] < _ALIKE:
        return _Fate(ChangeKind.GONE, old, old)
    return _Fate(ChangeKind.CHANGED, old, places[best])


def _today(records: tuple[DocumentRecord, ...], old: DocumentRecord) -> DocumentRecord | None:
    """The document as it is held now: the same, the one in its place, the one of its number."""
    found = {record.id: record for record in records}
    if old.id in found:
        return found[old.id]
    tests = (
        lambda record: record.location == old.location,
        lambda record: record.sha256 == old.sha256,
        lambda record: _is_numbered_alike(record, old),
    )
    return next((record for test in tests for record in records if test(record)), None)


def _is_numbered_alike(record: DocumentRecord, old: DocumentRecord) -> bool:
    one, other = record.front, old.front
    return (
        other.is_numbered
        and code_key(one.number) == code_key(other.number)
        and (one.issued, one.unit) == (other.issued, other.unit)
    )


def _places(record: DocumentRecord, blocks: tuple[Block, ...], old: Basis) -> Iterator[Basis]:
    """Every place of the kind of the old one: rows for a row, blocks for a block."""
    for block in blocks:
        if old.row_index is None:
            yield replace(basis_of(record, block), support=old.support, highlight=old.highlight)
        elif block.table:
            for at in range(len(block.table.rows)):
                yield place_of_row(record, block, at, old.highlight)


def _says(place: Basis, old: Basis) -> bool:
    """True where a place still holds the old words, of a row every cell, under the same columns."""
    now = _plain(place.quote)
    if old.row_index is None:
        return _plain(old.quote) in now
    cells, columns = now.split(" | "), place.support.split("\n")
    return all(cell in cells for cell in _plain(old.quote).split(" | ")) and all(
        column in columns for column in old.support.split("\n")
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _distance(place: Basis, old: Basis) -> tuple[bool, int]:
    """How far a place lies from where the old one stood: under other headings first."""
    apart = abs(place.block - old.block) + abs((place.row_index or 0) - (old.row_index or 0))
    return place.section != old.section, apart


def _now(span: Span, fates: Mapping[str, _Fate]) -> Span:
    """The span on its sources of today, marked where one says something else now."""
    stands = [fates[key] for key in span.sources]
    sources = tuple(dict.fromkeys(source_key(fate.new) for fate in stands))
    doubts = [_note(f) for f in stands if f.kind in (ChangeKind.CHANGED, ChangeKind.GONE)]
    if not doubts or span.state in (State.SET, State.OPEN):
        return replace(span, sources=sources)
    new = [doubt for doubt in doubts if doubt not in span.note]
    text = span.text if CHECK_MARK in span.text else f"{span.text} {CHECK_MARK}"
    note = " ".join(filter(None, (span.note, *new)))
    return Span(text, State.CHECK, sources, note)


def _note(fate: _Fate) -> str:
    name = document_name(fate.old.record, "vi")
    if fate.kind is ChangeKind.GONE:
        return say("assistant.draft_source_gone", document=name)
    before, after = _differing(fate)
    return say("assistant.draft_source_changed", document=name, before=before, after=after)


def _differing(fate: _Fate) -> tuple[str, str]:
    """What was said and what is said now, of many lines those that differ; where the row is the
    same, its columns."""
    if fate.old.quote == fate.new.quote:
        return _plain(fate.old.support), _plain(fate.new.support)
    old, new = fate.old.quote.split("\n"), fate.new.quote.split("\n")
    return _only(old, new), _only(new, old)


def _only(lines: Sequence[str], others: Sequence[str]) -> str:
    """The lines that the others lack, cut where they are long."""
    return short(" / ".join(line for line in lines if line not in others), _SHOWN)


def _change(fate: _Fate) -> Change:
    before, after = _differing(fate)
    return Change(fate.kind or ChangeKind.MOVED, place_name(fate.old, "vi"), before, after)
