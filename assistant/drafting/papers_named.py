"""The papers that a paper names: what they are about, who issued them, what speaks against them."""

from collections.abc import Iterator

from assistant.drafting.bases import Reference, checked, in_place
from assistant.drafting.material import Material
from ingest.codes import canonical
from vectorstore.records import DocumentRecord


def doubts_of(material: Material, record: DocumentRecord) -> dict[str, str]:
    """Of the papers that a paper names, by canonical number, those that may no longer hold, and
    why: by what every citation with a title says."""
    told: dict[str, list[str]] = {}
    for one in _named(material, record):
        if one.subject:
            doubt = checked(material, one).doubt
            told.setdefault(canonical(one.number), []).append(doubt)
    return {number: doubts[0] for number, doubts in told.items() if all(doubts)}


def titles_named(material: Material, record: DocumentRecord) -> frozenset[str]:
    """What a paper says that the papers it names are about."""
    return frozenset(one.subject for one in _named(material, record) if one.subject)


def issuers_named(material: Material, record: DocumentRecord) -> dict[str, str]:
    """Who issued each paper that a paper names, by canonical number; "" where it is not said."""
    found: dict[str, str] = {}
    for one in _named(material, record):
        found[canonical(one.number)] = found.get(canonical(one.number)) or one.issuer
    return found


def _named(material: Material, record: DocumentRecord) -> Iterator[Reference]:
    catalog = material.store.catalog
    for row in catalog.relations((record.id,)):
        block = catalog.block(record.id, row.relation.block)
        if row.relation.number and block:
            yield in_place(record, block, row.relation)
