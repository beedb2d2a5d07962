"""An answer on record asked for again, of the documents as they are today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.answer import Assistant
from assistant.conversation import Answer, Question
from ingest.document import Shelf
from ingest.errors import CancuError
from ui.audit.entry import Cited, Entry
from ui.audit.event import Event
from ui.audit.log import AuditLog
from ui.audit.masked import masked
from vectorstore.catalog import Catalog
from vectorstore.store import Store


class Fate(StrEnum):
    """What became of a document since it was cited."""

    SAME = "same"
    READ_ANEW = "read_anew"  # the same bytes under another id: moved, or read by a later reader
    CHANGED = "changed"  # other bytes under the same name
    REMOVED = "removed"
    REPLACED = "replaced"  # as it was; another document says that it replaces it


@dataclass(frozen=True, slots=True)
class Again:
    """The answer of then held against that of now."""

    entry: Entry
    answer: Answer
    same_status: bool
    same_answer: bool
    same_documents: bool  # those cited, by their bytes
    fates: tuple[tuple[Cited, Fate], ...]

    @property
    def is_same(self) -> bool:
        """True where nobody would tell the two apart."""
        return self.same_status and self.same_answer and self.same_documents


def asked_again(log: AuditLog, entry_id: str, store: Store) -> Again:
    """The question of an entry, asked of today's store by the clock of its day.

    CancuError where there is no such answer, or its question was not kept.
    """
    found = log.entry(entry_id)
    if found is None or found.event is not Event.ANSWER:
        raise CancuError("audit.unknown_answer", id=entry_id)
    if found.secret_sha256:
        raise CancuError("audit.not_kept", id=entry_id)
    said = found.context
    day = date.fromisoformat(said.day)
    shelves = frozenset(map(Shelf, said.shelves))
    # As `Visitor.may_draft` had it: who sees the internal shelf is an official.
    may_draft = Shelf.INTERNAL in shelves
    question = Question(found.question, said.unit, found.history, shelves, may_draft)
    answer = Assistant(store, lambda: day, said.home).invoke(question)
    return _held_against(found, answer, store.catalog)


def _held_against(found: Entry, answer: Answer, catalog: Catalog) -> Again:
    cited = {catalog.record(one.document_id).sha256 for one in answer.citations}
    return Again(
        entry=found,
        answer=answer,
        same_status=found.status == answer.status,
        same_answer=found.answer == masked(answer.text),
        same_documents=cited == {one.sha256 for one in found.documents},
        fates=tuple(_fates(found.documents, catalog)),
    )


def _fates(cited: tuple[Cited, ...], catalog: Catalog) -> Iterator[tuple[Cited, Fate]]:
    held = catalog.documents()
    for one in cited:
        same = next((record for record in held if record.sha256 == one.sha256), None)
        if same is None:
            named = any(record.source == one.source for record in held)
            yield one, Fate.CHANGED if named else Fate.REMOVED
        elif catalog.replaced_by(same.id):
            yield one, Fate.REPLACED
        else:
            yield one, Fate.SAME if same.id == one.id else Fate.READ_ANEW
