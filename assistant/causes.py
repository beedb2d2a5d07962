"""Why something is so: the paragraph that says it, its footnotes, or the causes told apart.

Reports tell what is lacking in one section and why in the next: the paragraph that speaks of the
thing comes first, then the causes that its paper gives.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence import PassagesFound, basis_of
from assistant.inquiry import Inquiry
from assistant.lineage import in_force
from assistant.match import Matcher
from assistant.section_names import (
    asks_why,
    gives_cause,
    names_it,
    opening,
    section_called,
    subject_terms,
)
from ingest.document import Block, BlockKind, Chunk, ChunkKind, Unit

_COVERED = 0.7
_OWN = 0.45
_GIVEN = 0.15  # what a sentence with a cause is worth more than one without
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\S)")
_MARK = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹]")


@dataclass(frozen=True, slots=True)
class _Told:
    """A paragraph that speaks of what is asked about."""

    chunk: Chunk
    unit: Unit | None
    block: Block
    rank: float
    gives: bool  # the sentence about it says why


def find_causes(inquiry: Inquiry, chunks: Sequence[Chunk]) -> PassagesFound | None:
    """What the papers give as the cause; None where no why is asked, or none is given."""
    if not asks_why(inquiry.request.text):
        return None
    told = in_force(inquiry, inquiry.of_units(list(_told(inquiry, chunks))))
    if not told:
        return None
    best = max(told, key=lambda one: one.rank + _GIVEN * one.gives)
    blocks = inquiry.store.catalog.blocks(best.chunk.document_id)
    notes = _footnotes(blocks, best.block)
    causes = [] if best.gives or notes else _causes(inquiry, blocks)
    if not (best.gives or notes or causes):
        return None
    record = inquiry.record(best.chunk)
    every = dict.fromkeys((best.block, *notes, *causes))
    return PassagesFound(tuple(basis_of(record, b) for b in every))


def _told(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Iterator[_Told]:
    matcher = _matcher(inquiry)
    for chunk in chunks:
        for block in inquiry.lines(chunk) if chunk.kind is ChunkKind.PASSAGE else ():
            if block.kind is BlockKind.HEADING or _is_ahead(block):
                continue
            match = matcher(block.text, f"{' '.join(block.path)}\n{chunk.context}")
            sentence = max(_SENTENCE.split(block.text), key=lambda part: matcher(part).own)
            timely = inquiry.is_timely(chunk, sentence, block.path)
            if match.cover >= _COVERED and match.own >= _OWN and timely:
                gives = gives_cause(sentence)
                yield _Told(chunk, inquiry.unit_of(chunk), block, match.rank, gives)


def _is_ahead(block: Block) -> bool:
    """True for a task or a proposal: it tells what shall be, not why something is."""
    ahead = (section_called("tasks"), section_called("proposals"))
    return any(names_it(step, ahead) for step in block.path)


def _matcher(inquiry: Inquiry) -> Matcher:
    request = inquiry.request
    terms = subject_terms(request.text, request.terms, (section_called("causes"),))
    return inquiry.matcher.of(terms or request.terms)


def _footnotes(blocks: Sequence[Block], told: Block) -> list[Block]:
    """The footnotes that a paragraph points to: those below it with its marks."""
    marks = set(_MARK.findall(told.text)) if told.kind is not BlockKind.FOOTNOTE else set()
    below = [b for b in blocks if b.kind is BlockKind.FOOTNOTE and b.ordinal > told.ordinal]
    first = {b.text[:1]: b for b in reversed(below)}
    return [first[mark] for mark in sorted(marks & set(first))]


def _causes(inquiry: Inquiry, blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs under a heading of causes; of many only those that speak of the thing."""
    names = (section_called("causes"),)
    given = [
        block
        for block in blocks
        if block.is_text and block.path and names_it(block.path[-1], names)
    ]
    opened = [block for block in given if opening(block.text, names)]
    matcher = _matcher(inquiry)
    near = [block for block in opened or given if matcher(block.text).own >= _OWN]
    return near or opened or given
