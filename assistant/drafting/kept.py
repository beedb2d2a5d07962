"""A draft as text to be stored, and back: every noun, each source's document told once.

Of a document only what a draft verifies and shows is kept; its findings, other places, căn cứ and
recipients are left out.
"""

from dataclasses import dataclass, replace

from assistant.drafting.draft import Draft
from assistant.evidence import Basis
from ingest.document import FrontMatter
from vectorstore.codec import dumps, loads
from vectorstore.records import DocumentRecord


@dataclass(frozen=True, slots=True)
class _Kept:
    """A draft whose sources hold only the ids of their documents, and those documents."""

    draft: Draft
    records: tuple[DocumentRecord, ...]


def to_text(draft: Draft) -> str:
    """The draft as one line of JSON."""
    records = {basis.record.id: _light(basis.record) for basis in draft.sources}
    bare = tuple(replace(basis, record=_only_id(basis.record)) for basis in draft.sources)
    return dumps(_Kept(replace(draft, sources=bare), tuple(records.values())))


def from_text(text: str) -> Draft:
    """The draft that `to_text` wrote."""
    kept = loads(_Kept, text)
    records = {record.id: record for record in kept.records}
    return replace(
        kept.draft,
        sources=tuple(
            replace(basis, record=records[basis.record.id]) for basis in kept.draft.sources
        ),
    )


def light(draft: Draft) -> Draft:
    """The draft as it comes back from being kept."""
    sources = (replace(basis, record=_light(basis.record)) for basis in draft.sources)
    return replace(draft, sources=tuple[Basis, ...](sources))


def _light(record: DocumentRecord) -> DocumentRecord:
    front = replace(record.front, bases=(), recipients=())
    return replace(record, front=front, findings=(), aliases=())


def _only_id(record: DocumentRecord) -> DocumentRecord:
    return DocumentRecord(record.id, "", "", "", "", record.shelf, FrontMatter())
