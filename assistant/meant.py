"""A question as it is meant: shortened words in full, misspelt ones set right."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.conversation import Question
from assistant.cues import language_of
from assistant.shorthand import in_full
from assistant.spelling import respelled
from ingest.document import Unit
from ingest.text import tidy
from vectorstore.index import Index

_REMEMBERED = 12  # turns: a follow-up hardly goes back further, and each costs its reading


def as_meant(question: Question, known: Iterable[Unit], index: Index) -> Question:
    """The question and the user's turns before it with their shortened words in full."""
    units = tuple(known)
    earlier, late = question.history[:-_REMEMBERED], question.history[-_REMEMBERED:]
    turns = (
        replace(turn, content=_meant(turn.content, units, index)) if turn.role == "user" else turn
        for turn in late
    )
    text = _meant(question.text, units, index)
    return replace(question, text=text, history=(*earlier, *turns))


def _meant(text: str, known: tuple[Unit, ...], index: Index) -> str:
    typed = tidy(text)
    if language_of(typed) == "en":
        return typed
    return respelled(in_full(typed, known, index.written), known, index.written)
