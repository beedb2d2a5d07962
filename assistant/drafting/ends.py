"""Head and foot of a draft as sections, so that a person edits them like any other."""

from dataclasses import replace

from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Section, Span
from assistant.drafting.places import FOOT, HEAD
from assistant.drafting.written import item, paragraph
from prompts import say

_DASH = Span("- ")


def end_section(draft: Draft, id: str) -> Section | None:
    """What the paper is about, or its recipients and signer; None for any other id."""
    if id == HEAD:
        return Section(HEAD, say("assistant.draft_head"), (paragraph(*draft.head.subject),))
    if id == FOOT:
        recipients = (item(_DASH, *spans) for spans in draft.foot.recipients)
        signer = paragraph(*draft.foot.signer)
        return Section(FOOT, say("assistant.draft_foot"), (*recipients, signer))
    return None


def with_end(draft: Draft, section: Section) -> Draft:
    """The draft with an edited head or foot in its place: lines with a dash are recipients, the
    last of the others signs."""
    lines = [block for block in section.blocks if block.spans]
    if section.id == HEAD:
        subject = lines[0].spans if lines else ()
        return replace(draft, head=replace(draft.head, subject=subject))
    recipients = tuple(_bare(block) for block in lines if block.kind is BlockKind.ITEM)
    signing = [block.spans for block in lines if block.kind is not BlockKind.ITEM]
    signer = signing[-1] if signing else ()
    return replace(draft, foot=replace(draft.foot, recipients=recipients, signer=signer))


def _bare(block: DraftBlock) -> tuple[Span, ...]:
    """A recipient without its dash."""
    first, *rest = block.spans
    bare = replace(first, text=first.text.lstrip("-+*• "))
    return (bare, *rest) if bare.text else tuple(rest)
