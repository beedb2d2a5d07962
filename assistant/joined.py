"""The answers to the parts of a question as one; the parts that have none are named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.composed import Composed
from assistant.conversation import Status
from assistant.evidence import Statement
from assistant.naming import short
from assistant.parts import MOST_PARTS
from prompts import Language, say

_TOLD = (Status.ANSWERED, Status.PARTIAL)
_NAME = 120  # characters of a part that name it

Part = tuple[str, Composed]  # its words, its answer


def joined(parts: Sequence[Part], language: Language) -> Composed:
    """The parts as one, those that are answered first; partial where others are not."""
    if len(parts) == 1:
        return parts[0][1]
    told = sorted(_different(parts), key=lambda part: part[1].status not in _TOLD)
    statuses = {composed.status for _, composed in parts}
    is_mixed = len(statuses) > 1 and any(status in statuses for status in _TOLD)
    return Composed(
        Status.PARTIAL if is_mixed else parts[0][1].status,
        tuple(statement for part in told for statement in _named(*part, language)),
        tuple(finding for _, composed in told for finding in composed.findings),
    )


def _different(parts: Iterable[Part]) -> list[Part]:
    """The parts without those told word for word before: one section answers two topics."""
    kept: list[Part] = []
    for part in parts:
        if part[1].status not in _TOLD or part[1] not in [composed for _, composed in kept]:
            kept.append(part)
    return kept


def _named(name: str, composed: Composed, language: Language) -> Iterator[Statement]:
    """The statements of a part, under its name where it is not answered."""
    if composed.status not in _TOLD:
        yield Statement(say("assistant.part_missing", language, part=_short(name)))
    yield from composed.statements


def cut_short(composed: Composed, left: Iterable[str], language: Language) -> Composed:
    """The answer to the first parts of a question that has too many, naming those left."""
    names = "; ".join(f"“{_short(name)}”" for name in left)
    note = Statement(say("assistant.many_parts", language, most=MOST_PARTS, left=names))
    status = Status.PARTIAL if composed.status is Status.ANSWERED else composed.status
    return replace(composed, status=status, statements=(*composed.statements, note))


def read_as(composed: Composed, question: str, language: Language) -> Composed:
    """The answer with a note on how a misspelt question was read."""
    note = Statement(say("assistant.read_as", language, question=question))
    return replace(composed, statements=(*composed.statements, note))


def _short(name: str) -> str:
    return short(name.strip(" .,;:?!"), _NAME)


def told_once(composed: Composed) -> Composed:
    """The answer without a note or a basis that stands in it already."""
    kept: list[Statement] = []
    for statement in composed.statements:
        if not ((statement.is_note or statement.is_basis) and statement in kept):
            kept.append(statement)
    return replace(composed, statements=tuple(kept))
