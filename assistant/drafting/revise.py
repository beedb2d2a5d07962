"""A draft revised: one section drafted anew or edited, a doubtful span confirmed.

Each step is a draft and what became of it, to be told; what it does not touch stays as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assistant.drafting.assemble import compose, section_of, with_sources_in_order
from assistant.drafting.draft import (
    CHECK_MARK,
    Draft,
    Section,
    Span,
    State,
    Wanted,
    source_key,
)
from assistant.drafting.edited import edited
from assistant.drafting.ends import end_section, with_end
from assistant.drafting.forms import form_of
from assistant.drafting.material import Material
from assistant.drafting.places import Where, span_at
from assistant.drafting.verified import (
    given_facts,
    section_with_spans,
    unsupported,
    verified,
    with_spans,
)
from ingest.errors import CancuError
from prompts import Language, say
from vectorstore.store import Store

_LONGEST = 200_000  # characters of one section


class ChangeKind(StrEnum):
    """What became of a section, a span or a source."""

    DRAFTED = "drafted"
    EDITED = "edited"
    CONFIRMED = "confirmed"
    MOVED = "moved"  # a source: the same words in a newer copy of its document
    CHANGED = "changed"  # a source: other words now
    GONE = "gone"  # a source: no longer held


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that became of a draft: of what, and where words changed the old and the new."""

    kind: ChangeKind
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Revised:
    """A draft after a step, and what the step did; nothing done leaves no change."""

    draft: Draft
    changes: tuple[Change, ...] = ()


def told(change: Change, language: Language) -> str:
    """The change as a sentence."""
    fields = {"what": change.what, "before": change.before, "after": change.after}
    return say(f"assistant.change_{change.kind}", language, **fields)


def all_told(changes: Sequence[Change], language: Language) -> list[str]:
    """The changes as sentences; sources that only moved on with their documents in one."""
    moved = [change for change in changes if change.kind is ChangeKind.MOVED]
    others = [told(change, language) for change in changes if change not in moved]
    if len(moved) < 2:
        return [*others, *(told(change, language) for change in moved)]
    return [*others, say("assistant.changes_moved", language, count=len(moved))]


def redrafted(
    store: Store,
    draft: Draft,
    section_id: str,
    today: date,
    over_edited: bool = False,
) -> Revised:
    """The draft with one section composed anew from the corpus of today.

    CancuError where it has no such section, or a person edited it and nobody said `over_edited`.
    """
    old, kind = section_in(draft, section_id), form_of(draft.commission.kind)
    name = kind.called_section(old.id, old.title)
    if old.is_edited and not over_edited:
        raise CancuError("assistant.section_edited", section=name)
    form = next((one for one in kind.sections if one.id == section_id), None)
    if form is None:
        raise CancuError("assistant.not_drafted", section=name)
    wanted = Wanted(section_id, old.focus)
    one = compose(Material(store, draft.commission, today), form, wanted)
    again = section_of(form, wanted, "", one.blocks, old.title)
    alone = replace(draft, sections=(again,), sources=(*one.sources, *draft.sources))
    checked = verified(alone).sections[0]
    whole = _with_section(replace(draft, sources=alone.sources), checked)
    return Revised(with_sources_in_order(whole), (Change(ChangeKind.DRAFTED, name),))


def with_text(draft: Draft, section_id: str, text: str) -> Revised:
    """The draft with a section as a person edited it, its spans held against their sources again.

    Nothing a person wrote is taken out: a cited span that lost what made it true is EDITED.
    CancuError where it has no such section, or the text is too long to be one.
    """
    old = section_in(draft, section_id)
    if len(text) > _LONGEST:
        raise CancuError("assistant.long_section", length=len(text), limit=_LONGEST)
    new = edited(old, text)
    if new is old:
        return Revised(draft)
    checked = section_with_spans(new, _standing(draft))
    name = form_of(draft.commission.kind).called_section(new.id, new.title)
    change = Change(ChangeKind.EDITED, name)
    return Revised(with_sources_in_order(_with_section(draft, checked)), (change,))


def confirmed(draft: Draft, where: Where, today: date) -> Revised:
    """The draft with a doubtful span taken as right by a person, which its note says.

    CancuError where there is none, or where it is open for want of words: those have to be written.
    """
    span = span_at(draft, where)
    words = span.text.replace(CHECK_MARK, "").rstrip()
    if span.state not in (State.CHECK, State.ADAPTED, State.EDITED) or (not words and span.text):
        raise CancuError("assistant.not_to_confirm", words=span.text)
    note = say("assistant.draft_confirmed_on", day=f"{today:%d/%m/%Y}", note=span.note)
    state = State.CITED if span.state is State.CHECK and span.sources else State.EDITED
    right = _standing(draft)(replace(span, text=words, state=state, note=note))
    if not words:
        right = Span("")
    new = with_spans(draft, lambda one: right if one is span else one)
    return Revised(with_sources_in_order(new), (Change(ChangeKind.CONFIRMED, words or span.note),))


def section_in(draft: Draft, section_id: str) -> Section:
    """The section of this id, `head` and `foot` among them; CancuError where there is none."""
    found = draft.section(section_id) or end_section(draft, section_id)
    if found is None:
        known = ", ".join(section.id for section in draft.sections)
        raise CancuError("assistant.no_section", section=section_id, known=known)
    return found


def _with_section(draft: Draft, new: Section) -> Draft:
    if draft.section(new.id) is None:
        return with_end(draft, new)
    sections = tuple(new if one.id == new.id else one for one in draft.sections)
    return replace(draft, sections=sections)


def _standing(draft: Draft) -> Callable[[Span], Span]:
    """Keeps a span that its sources still bear out; any other is a person's words."""
    held = {source_key(basis): basis for basis in draft.sources}
    given = given_facts(draft)

    def kept(span: Span) -> Span:
        is_cited = span.state in (State.CITED, State.COMPUTED, State.REWORDED)
        lost = is_cited and unsupported(span, held, given)
        return replace(span, state=State.EDITED, sources=()) if lost else span

    return kept
