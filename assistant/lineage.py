"""What documents say of each other: what replaces what, what a plan stands on and carries out."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from assistant.evidence import Basis, Gathered, Nothing, PassagesFound
from assistant.identity import bases_of, documents_meant
from assistant.inquiry import Inquiry
from ingest.document import Chunk, RelationKind
from ingest.text import unaccent
from vectorstore.records import DocumentRecord, RelationRow

_MOST = 12
_WHOLE = 600  # characters: of a longer paragraph only the reference is quoted
# "văn bản nào thay thế …", "which plan replaced …", "… bị thay thế", "còn hiệu lực không"
_PAPER = "qd|kh|nq|bc|quyet dinh|ke hoach|nghi quyet|bao cao|van ban|cong van|chi thi"
_CHANGE = rf"thay (?:the|cho|(?={_PAPER})\b)|sua doi|bai bo"
_BY_ANOTHER = re.compile(
    rf"(?:\bnao|which \w+|\bai)\s+(?:da |duoc |se )?(?:{_CHANGE}|replac|amend|repeal)"
    rf"|bi (?:{_CHANGE})|hieu luc|in force|superseded|(?:was|is|been) replaced"
)
_CHANGES = re.compile(rf"{_CHANGE}|replac|amend|repeal|supersed")
_CHANGING = (RelationKind.REPLACES, RelationKind.AMENDS, RelationKind.REPEALS)
_RESTING = (RelationKind.BASIS, RelationKind.IMPLEMENTS)


def find_relations(inquiry: Inquiry) -> Gathered | None:
    """The passages that state the relation asked for; None where no document is the one meant."""
    meant = documents_meant(inquiry)
    plain = unaccent(inquiry.request.text)
    if _BY_ANOTHER.search(plain):
        return _changed_by(inquiry, meant)
    if not meant:
        return None
    kinds = _CHANGING if _CHANGES.search(plain) else _RESTING
    ids = tuple(record.id for record in meant)
    rows = inquiry.store.catalog.relations(ids)
    stated = [row for row in rows if row.relation.kind in kinds]
    found = _told(inquiry, _of_type(inquiry, rows, stated))
    return found or (bases_of(inquiry, meant[0]) if kinds is _RESTING else None) or Nothing("topic")


def _changed_by(inquiry: Inquiry, meant: Sequence[DocumentRecord]) -> Gathered:
    """What other documents say they change in the one meant, also where it is only cited."""
    numbers = [record.front.number for record in meant] or list(inquiry.request.codes)
    rows = [
        row
        for number in dict.fromkeys(numbers)
        for row in inquiry.store.catalog.relations((), number, _CHANGING)
    ]
    return _told(inquiry, rows) or Nothing("topic")


def _of_type(
    inquiry: Inquiry, rows: Sequence[RelationRow], stated: Sequence[RelationRow]
) -> Sequence[RelationRow]:
    """Of a type asked for ("tờ trình nào") those of the relation, else those only mentioned."""
    asked = unaccent(inquiry.request.text)
    typed = [r for r in rows if r.relation.type and f"{unaccent(r.relation.type)} nao" in asked]
    return [row for row in typed if row in stated] or typed or stated


def _told(inquiry: Inquiry, rows: Sequence[RelationRow]) -> PassagesFound | None:
    bases = relation_bases(inquiry, rows)[:_MOST]
    return PassagesFound(bases) if bases else None


def relation_bases(inquiry: Inquiry, rows: Sequence[RelationRow]) -> tuple[Basis, ...]:
    """The places that state the relations, each once."""
    return tuple(dict.fromkeys(_bases(inquiry, rows)))


def _bases(inquiry: Inquiry, rows: Sequence[RelationRow]) -> Iterator[Basis]:
    for row in rows:
        block = inquiry.store.catalog.block(row.document_id, row.relation.block)
        if block:
            yield Basis(
                record=inquiry.store.catalog.record(row.document_id),
                block=block.ordinal,
                section=block.path,
                quote=block.text if len(block.text) < _WHOLE else row.relation.quote,
                page=block.page,
                highlight=row.relation.quote,
            )


class _Held(Protocol):
    @property
    def chunk(self) -> Chunk: ...


Held = TypeVar("Held", bound=_Held)


def in_force(inquiry: Inquiry, found: Sequence[Held], beside: Sequence[str] = ()) -> list[Held]:
    """What is found, without that of documents which another one found here replaces.

    `beside` are documents that answer already. Where the question goes back before the change,
    only what is replaced; where it names its documents, all.
    """
    if inquiry.where.documents:
        return list(found)
    held = {one.chunk.document_id for one in found} | set(beside)
    gone = {
        one for one in held if any(new.id in held for new in inquiry.store.catalog.replaced_by(one))
    }
    replaced = [one for one in found if one.chunk.document_id in gone]
    if inquiry.request.before_change and replaced:
        return replaced
    return [one for one in found if one.chunk.document_id not in gone]


def replacing(inquiry: Inquiry, record: DocumentRecord) -> DocumentRecord | None:
    """The document here that says it replaces this one."""
    newer = inquiry.store.catalog.replaced_by(record.id)
    return newer[0] if newer else None
