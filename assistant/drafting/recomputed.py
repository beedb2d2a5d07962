"""A report's own words on the very period, with what they compute computed again.

A printed share that its own counts do not give is not repeated; a value that another place
contradicts is marked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.draft import Span, State
from assistant.drafting.earlier import Passage
from assistant.drafting.material import Material
from assistant.drafting.opened import without_lead
from assistant.drafting.standing import Standing
from assistant.drafting.stated import REACHED, Stated, right_share
from assistant.drafting.written import cited, computed, fixed, to_check
from assistant.naming import document_name, value
from ingest.document import Figure
from prompts import say


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A share that its counts do not give, and the right one."""

    share: Figure
    counts: Figure
    right: str


def quoted(material: Material, passage: Passage, held: Sequence[Standing]) -> tuple[Span, ...]:
    """The passage verbatim but for wrong shares; marked where another place says otherwise."""
    text = without_lead(passage.block.text)
    spans = tuple(_with_right_shares(text, list(_wrong(material, passage)), passage))
    told = _against(passage, held)
    return _marked(spans, told, passage) if told else spans


def _with_right_shares(text: str, wrong: Sequence[_Wrong], passage: Passage) -> Iterator[Span]:
    at = 0
    for one in wrong:
        counted = text.find(one.counts.text, at)
        start = text.find(one.share.text, max(counted, at))
        if counted < 0 or start < 0:
            continue
        told = say("assistant.draft_recomputed", printed=one.share.text, counts=one.counts.text)
        yield cited(text[at:start], passage.basis)
        yield computed(one.right, told, passage.basis)
        at = start + len(one.share.text)
    yield cited(text[at:], passage.basis)


def _wrong(material: Material, passage: Passage) -> Iterator[_Wrong]:
    """The shares of the passage beside counts of the same thing that do not give them."""
    catalog, block = material.store.catalog, passage.block
    held = catalog.figures_in(passage.record.id, (block.ordinal,))
    figures = [figure for figure in held if figure.role in REACHED]
    for counts in figures:
        for share in figures:
            is_pair = "/" in counts.text and counts.indicator == share.indicator
            if is_pair and (right := right_share(share, counts.text)):
                yield _Wrong(share, counts, f"{right}%")


def _against(passage: Passage, held: Sequence[Standing]) -> str:
    """What other places give for a value that the passage states; "" where none differs."""
    told = [
        f"{one.indicator}: {value(other.figure)} ({document_name(other.record, 'vi')})"
        for one in held
        if one.result and one.others
        for other in (one.result, *one.others)
        if _stands_in(passage, (one.result, *one.others)) and not _stands_in(passage, (other,))
    ]
    return (
        say("assistant.draft_other_values", others="; ".join(dict.fromkeys(told))) if told else ""
    )


def _stands_in(passage: Passage, stated: Sequence[Stated]) -> bool:
    return any(
        one.record.id == passage.record.id and one.block.ordinal == passage.block.ordinal
        for one in stated
    )


def _marked(spans: tuple[Span, ...], told: str, passage: Passage) -> tuple[Span, ...]:
    last = spans[-1]
    words = last.text.rstrip(" .;") if last.state is State.CITED else ""
    kept = spans[:-1] if last.state is State.CITED else spans
    return (*kept, to_check(words, told, passage.basis), fixed("."))
