"""A draft in other words: a model may smooth what is said, never change what is stated.

What it writes goes through the same verification as everything else; a stretch that loses or gains
a figure, day, year or document number stays as it was.
"""

from collections.abc import Callable
from dataclasses import replace

from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Section, Span, State, source_key
from assistant.drafting.verified import given_facts, unsupported
from assistant.evidence import Basis
from assistant.verify import Facts, facts_of

Reword = Callable[[str], str]  # the model's words for a stretch of prose

_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)


def reworded(draft: Draft, section_id: str, reword: Reword) -> Draft:
    """The draft with the cited prose of one section in the model's words where they hold."""
    held = {source_key(basis): basis for basis in draft.sources}
    given = given_facts(draft)

    def changed(span: Span) -> Span:
        return _in_other_words(span, reword, held, given)

    sections = tuple(
        _section(section, changed) if section.id == section_id else section
        for section in draft.sections
    )
    return replace(draft, sections=sections)


def _section(section: Section, changed: Callable[[Span], Span]) -> Section:
    return replace(section, blocks=tuple(_block(block, changed) for block in section.blocks))


def _block(block: DraftBlock, changed: Callable[[Span], Span]) -> DraftBlock:
    """The block with its cited spans changed; headings, căn cứ and tables stay verbatim."""
    if block.kind not in _PROSE:
        return block
    return replace(block, spans=tuple(map(changed, block.spans)))


def _in_other_words(span: Span, reword: Reword, held: dict[str, Basis], given: Facts) -> Span:
    if span.state is not State.CITED:
        return span
    new = replace(span, text=reword(span.text), state=State.REWORDED)
    keeps_all = _facts(span.text) == _facts(new.text)
    return new if keeps_all and not unsupported(new, held, given) else span


def _facts(text: str) -> tuple[frozenset[object], ...]:
    facts = facts_of(text)
    return tuple(frozenset(one) for one in (facts.quantities, facts.codes, facts.days, facts.years))
