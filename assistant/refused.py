"""Questions that are refused: those that carry a state secret, or ask for another's personal data.

The words are data in `prompts/data/refused.toml`. What speaks about either (who keeps secrets, how
many identity cards were issued) is answered like any other question: a secret is refused where its
text is at hand or asked for, personal data only of somebody named, pointed at or listed.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from assistant.composed import Composed
from assistant.conversation import Answer, Question, Status
from assistant.cues import language_of
from assistant.evidence import Statement
from assistant.joined import joined
from assistant.personal_data import parts_apart
from assistant.state_secrets import carries_secret, is_secret
from prompts import Language, say


class Reason(StrEnum):
    """Why a question is refused."""

    SECRET = "secret"
    PERSONAL = "personal"


def refused(question: Question) -> Answer | None:
    """The refusal of a question: why, and where to turn. None for one that may be answered, or a
    part of it. It cites nothing, and nothing was retrieved for it."""
    if carries_secret(question):
        reason = Reason.SECRET
    elif not parts_apart(question)[0]:
        reason = Reason.PERSONAL
    else:
        return None
    language = language_of(question.text, (turn.content for turn in reversed(question.history)))
    return Answer(Status.REFUSED, _why(reason, language), language)


def admitted(question: Question) -> tuple[Question, tuple[str, ...]]:
    """What of a question may be answered, and its parts that ask for personal data.

    Nothing goes on from a question before it that carried a secret.
    """
    rest, left = parts_apart(question)
    turns = (one for one in question.history if one.role != "user" or not is_secret(one.content))
    return replace(question, text=rest, history=tuple(turns)), left


def with_refused(
    composed: Composed, answered: str, left: Sequence[str], language: Language
) -> Composed:
    """The answer to what was admitted, with the refusal of the parts that were not."""
    if not left:
        return composed
    refusal = Composed(Status.REFUSED, (Statement(_why(Reason.PERSONAL, language)),))
    return joined([(answered, composed), (", ".join(left), refusal)], language)


def _why(reason: Reason, language: Language) -> str:
    return say(f"assistant.refused_{reason}", language)
