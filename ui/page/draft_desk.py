"""What the tab of drafts does: each step is a draft, or a sentence that says why not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assistant.citing import citation
from assistant.drafting.faults import DraftFault, faults_of
from assistant.drafting.forms import form_of, forms
from assistant.drafting.keeper import Keeper, Kept
from assistant.drafting.open_points import counts_told, open_points, to_do
from assistant.drafting.revise import all_told, section_in
from assistant.drafting.section_text import section_text
from assistant.drafting.wording import without_fields
from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.visitor import Visitor
from ui.audit.entry import entry
from ui.audit.event import Event
from ui.audit.log import AuditLog
from ui.library import Library
from ui.log import log_defect
from ui.page.paper import Paper, by_section
from ui.page.view import around, render

PARTS = ("", "quý I", "quý II", "quý III", "quý IV", "6 tháng", "9 tháng")  # of a year


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tab holds: which draft, which section is being edited, what went wrong."""

    kept: Kept | None = None
    editing: str = ""  # the id of a section
    text: str = ""  # of that section, as typed
    problem: str = ""
    faults: tuple[DraftFault, ...] | None = None  # of the paper; None where it was not checked


@dataclass(frozen=True)
class DraftDesk:
    """The tab's side of the keeper; holds no draft, each visitor brings their own."""

    keeper: Keeper
    library: Library
    settings: Settings
    log: AuditLog
    visitor: Visitor = Visitor()

    def within(self, visitor: Visitor) -> "DraftDesk":
        """The desk of one visitor: the drafts they may see, of papers they may see."""
        return replace(
            self,
            keeper=self.keeper.within(visitor.shelves, visitor.owner),
            library=self.library.within(visitor.shelves),
            visitor=visitor,
        )

    def make(
        self, words: Sequence[str], sections: Sequence[str], shown: Shown, language: Language
    ) -> Shown:
        """A new draft of the kind, part, year, unit, topic and addressee as typed."""
        kind, part, year, unit, topic, addressee = (word or "" for word in words)

        def made() -> Shown:
            asked = [section.replace("_", " ") for section in sections]
            kept = self.keeper.make(f"{kind} {part}", unit, year, topic, asked, addressee)
            return Shown(kept)

        return self._told(made, shown, language, Event.DRAFT_MADE)

    def open(self, draft_id: str, shown: Shown, language: Language) -> Shown:
        """An earlier draft in its newest version."""
        return self._told(lambda: Shown(self.keeper.read(draft_id)), shown, language)

    def again(self, shown: Shown, language: Language) -> Shown:
        """What is shown, as old as it is by now."""
        kept = shown.kept
        if kept is None:
            return shown
        return self._told(
            lambda: replace(shown, kept=self.keeper.read(kept.id, kept.version)),
            Shown(),
            language,
        )

    def save(self, text: str, shown: Shown, language: Language) -> Shown:
        """The section that is being edited, as typed; refused, it stays as typed."""
        shown = replace(shown, text=text)
        kept = shown.kept
        if kept is None or not shown.editing:
            return shown
        return self._told(
            lambda: Shown(self.keeper.edit(kept.id, kept.version, shown.editing, text)),
            shown,
            language,
            Event.DRAFT_EDITED,
        )

    def step(self, command: str, shown: Shown, language: Language) -> Shown:
        """What was pressed on the paper: `edit targets`, `confirm targets.3.-.-.1`, `refresh`."""
        verb, _, what = command.partition("#")[0].strip().partition(" ")
        kept = shown.kept
        if kept is None or verb not in (*_STEPS, "check"):
            return shown
        if verb == "check":
            return self._told(lambda: _checked(kept, language), shown, language, Event.CHECKED)
        event = _EVENTS.get(verb, Event.DRAFT_EDITED)
        return self._told(lambda: _STEPS[verb](self.keeper, kept, what), shown, language, event)

    def bar(self, shown: Shown, language: Language) -> str:
        """Which draft it is, how old, what became of it, and its files."""
        kept = shown.kept
        return render(
            "draft_bar",
            language,
            kept=kept,
            problem=shown.problem,
            changed=_day(kept.changed) if kept else "",
            changes=all_told(kept.changes, language) if kept else [],
            file=f"/v1/drafts/{kept.id}/file?version={kept.version}" if kept else "",
        )

    def paper(self, shown: Shown, language: Language) -> str:
        """The paper as it will print."""
        kept = shown.kept
        return render("draft", language, kept=kept, paper=Paper(kept) if kept else None)

    def side(self, shown: Shown, language: Language) -> str:
        """What is still to be done, and the sources by their numbers."""
        kept = shown.kept
        cited = (
            [citation(basis, n) for n, basis in enumerate(kept.draft.sources, 1)] if kept else []
        )
        return render(
            "draft_side",
            language,
            kept=kept,
            counts=_counts(kept, language),
            checklist=by_section(kept) if kept else [],
            sources=[around(one, self.library.table(one)) for one in cited],
            to_do=to_do,
            faults=shown.faults,
        )

    def earlier(self) -> list[tuple[str, str]]:
        """The drafts to open again: their titles and when they were changed."""
        return [
            (f"{entry.text.title} ({_day(entry.text.changed)})", entry.id)
            for entry in self.keeper.every()
        ]

    def _told(
        self,
        step: Callable[[], Shown],
        shown: Shown,
        language: Language,
        event: Event | None = None,
    ) -> Shown:
        """The step's end, on record; where it cannot be taken, what was shown with the reason."""
        try:
            done = step()
            if event:
                kept = done.kept or shown.kept
                about = f"draft {kept.id}" if kept else ""
                self.log.write(entry(event, self.visitor, about=about))
            return done
        except CancuError as error:
            return replace(shown, problem=error.sentence(language))
        except Exception:
            return replace(shown, problem=log_defect(self.settings))


def kinds() -> list[tuple[str, str]]:
    """The kinds of papers to choose from."""
    return [(form.name, form.id) for form in forms()]


def sections_of(kind: str) -> list[tuple[str, str]]:
    """The sections of a kind to choose from, by their titles."""
    form = form_of(kind)
    return [
        (form.called_section(section.id, without_fields(section.title)), section.id)
        for section in form.sections
    ]


def parts(language: Language) -> list[tuple[str, str]]:
    """The parts of a year to choose from; the whole first."""
    return [(part or say("ui.draft_whole_year", language), part) for part in PARTS]


def _counts(kept: Kept | None, language: Language) -> str:
    return counts_told(open_points(kept.draft), language) if kept else ""


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%H:%M %d/%m/%Y}"


def _checked(kept: Kept, language: Language) -> Shown:
    return Shown(replace(kept, changes=()), faults=faults_of(kept.draft, language))


def _edit(keeper: Keeper, kept: Kept, section: str) -> Shown:
    found = section_in(kept.draft, section)
    return Shown(replace(kept, changes=()), section, section_text(found))


def _redraft(keeper: Keeper, kept: Kept, section: str) -> Shown:
    return Shown(keeper.redraft(kept.id, kept.version, section))


def _redraft_edited(keeper: Keeper, kept: Kept, section: str) -> Shown:
    return Shown(keeper.redraft(kept.id, kept.version, section, over_edited=True))


def _confirm(keeper: Keeper, kept: Kept, place: str) -> Shown:
    return Shown(keeper.confirm(kept.id, kept.version, place))


def _refresh(keeper: Keeper, kept: Kept, _: str) -> Shown:
    return Shown(keeper.refresh(kept.id, kept.version))


def _delete(keeper: Keeper, kept: Kept, _: str) -> Shown:
    keeper.delete(kept.id)
    return Shown()


# Of the steps those that are no change of a draft: `edit` only opens a section.
_EVENTS = {"edit": None, "delete": Event.DRAFT_DELETED}
_STEPS: dict[str, Callable[[Keeper, Kept, Any], Shown]] = {
    "edit": _edit,
    "redraft": _redraft,
    "redraft-edited": _redraft_edited,
    "confirm": _confirm,
    "refresh": _refresh,
    "delete": _delete,
}
