"""A question as it is meant: shortened words in full, misspelt ones set right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.conversation import Question
from assistant.cues import language_of
from assistant.keystrokes import with_marks
from assistant.shorthand import in_full
from assistant.spelling import respelled
from ingest.document import Unit
from ingest.text import tidy, unaccent
from vectorstore.index import Index

_REMEMBERED = 12  # turns: a follow-up hardly goes back further, and each costs its reading


@dataclass(frozen=True, slots=True)
class Meant:
    """The question to be understood; `corrected` where letters of it, not only marks, differ."""

    question: Question
    corrected: bool


def as_meant(question: Question, known: Iterable[Unit], index: Index) -> Meant:
    """The question and the user's turns before it as they are meant; English ones as they are."""
    units = tuple(known)
    earlier, late = question.history[:-_REMEMBERED], question.history[-_REMEMBERED:]
    turns = (
        replace(turn, content=_meant(turn.content, units, index)[0])
        if turn.role == "user"
        else turn
        for turn in late
    )
    text, corrected = _meant(question.text, units, index)
    return Meant(replace(question, text=text, history=(*earlier, *turns)), corrected)


def _meant(text: str, known: tuple[Unit, ...], index: Index) -> tuple[str, bool]:
    typed = tidy(text)
    if language_of(typed) == "en":
        return typed, False
    full = in_full(with_marks(typed, index.written), known, index.written)
    meant = respelled(full, known, index.written)
    return meant, unaccent(meant) != unaccent(full)
