"""Whom a people's committee asks and does not order: the Front, Party bodies, unions, courts."""

from dataclasses import replace
from functools import lru_cache

from assistant.drafting.draft import DraftBlock, Span, State
from assistant.drafting.written import fixed
from assistant.section_names import body
from ingest.text import fold
from prompts import say, table


def asking(block: DraftBlock) -> DraftBlock:
    """The block with "Đề nghị" before such a body, in the place of "Giao" where that stands."""
    words = table("drafts/plan")["organisation"]
    said = fold(words_said(block))
    if not is_asked(words_said(block)) or said.startswith(fold(words["asks"])):
        return block
    at = next(i for i, span in enumerate(block.spans) if span.state is not State.SET)
    first = block.spans[at]
    if fold(first.text).startswith(f"{fold(words['tells'])} "):
        rest = first.text[len(words["tells"]) :]
        note = say("assistant.draft_moved", said=words["tells"])
        put = (Span(words["asks"], State.ADAPTED, first.sources, note), replace(first, text=rest))
    else:
        put = (fixed(f"{words['asks']} "), first)
    return replace(block, spans=(*block.spans[:at], *put, *block.spans[at + 1 :]))


def words_said(block: DraftBlock) -> str:
    """What a block says behind its number."""
    return "".join(span.text for span in block.spans if span.state is not State.SET)


def is_asked(text: str) -> bool:
    """True for words that open with a body which a people's committee asks and does not order."""
    said = fold(body(text))
    words = table("drafts/plan")["organisation"]
    for before in (words["tells"], words["asks"], "các"):
        said = said.removeprefix(f"{fold(before)} ")
    if said.startswith(tuple(map(fold, words["ordered"]))):
        return False
    return any(at in said[: len(at) + _BEFORE] for at in _asked())


_BEFORE = 8  # letters before the name: "Ủy ban MTTQ"


@lru_cache
def _asked() -> tuple[str, ...]:
    return tuple(map(fold, table("drafts/plan")["organisation"]["asked"]))
