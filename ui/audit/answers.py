"""An answer as an entry of the log: with all that it takes to have the same answer again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.answer import LONGEST_QUESTION, Assistant
from assistant.conversation import Answer, Question, Turn
from assistant.state_secrets import carries_secret
from assistant.version import product_version
from ingest.errors import CancuError
from ingest.read import READER_VERSION
from ui.audit.entry import Cited, Context, digest, entry
from ui.audit.event import Event
from ui.audit.log import AuditLog

if TYPE_CHECKING:
    from ui.access.visitor import Visitor

_LONGEST_TURN = 4_000  # characters of an earlier message that are kept


@dataclass(frozen=True)
class Answers:
    """The one door by which routes and page put answers on record."""

    log: AuditLog
    assistant: Assistant

    def ask(self, visitor: "Visitor", question: Question) -> tuple[str, Answer]:
        """The answer from what the visitor may see, and its id."""
        history = tuple(_in_reach(question.history))
        may_draft = visitor.may_draft
        seen = replace(question, history=history, shelves=visitor.shelves, may_draft=may_draft)
        answer = self.assistant.within(visitor.shelves).invoke(seen)
        return self.answered(visitor, seen, answer), answer

    def answered(self, visitor: "Visitor", question: Question, answer: Answer) -> str:
        """The id of the answer, by which feedback and log find it; "" where it is not on record."""
        said = on_record(self.assistant, question, answer)
        return self.log.write(entry(Event.ANSWER, visitor, **said))


def _in_reach(turns: Iterable[Turn]) -> Iterator[Turn]:
    """The turns that a conversation can have had: each costs its reading. A question that is too
    long was never answered; of a long answer the beginning tells what it was about."""
    for turn in turns:
        if turn.role == "assistant":
            yield replace(turn, content=turn.content[:_LONGEST_TURN])
        elif len(turn.content) <= LONGEST_QUESTION:
            yield turn


def on_record(assistant: Assistant, question: Question, answer: Answer) -> dict[str, Any]:
    """What an entry says of an answer; of a state secret only its hash (NĐ 63/2026/NĐ-CP Điều 6),
    so that with who and when nothing else is kept."""
    said = {"status": answer.status.value, "duration_ms": answer.timings_ms.get("total", 0.0)}
    if carries_secret(question):
        return {**said, "secret_sha256": digest(question.text)}
    return {
        **said,
        "question": question.text,
        "history": _history(question),
        "answer": answer.text,
        "documents": tuple(_cited(assistant, answer)),
        "context": context(assistant, question),
    }


def _history(question: Question) -> tuple[Turn, ...]:
    """The turns before it, long ones cut; those that carried a state secret are left out."""
    return tuple(
        Turn(turn.role, turn.content[:_LONGEST_TURN])
        for turn in question.history
        if not carries_secret(Question(turn.content))
    )


def _cited(assistant: Assistant, answer: Answer) -> Iterator[Cited]:
    for document_id in dict.fromkeys(one.document_id for one in answer.citations):
        try:
            record = assistant.store.catalog.record(document_id)
        except CancuError:  # removed since the answer was made
            yield Cited(document_id, "", "", "", "")
        else:
            number = record.front.number
            yield Cited(record.id, record.sha256, number, record.source, record.shelf)


def context(assistant: Assistant, question: Question) -> Context:
    """What the answer to a question hangs on besides the question itself."""
    seen = assistant.store.catalog.shelves & question.shelves
    return Context(
        unit=question.unit,
        home=assistant.home,
        shelves=tuple(sorted(seen)),
        generation=assistant.store.catalog.generation(),
        program=product_version(),
        reader=READER_VERSION,
        day=assistant.today.isoformat(),
    )
