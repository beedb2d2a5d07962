"""The drafting desk: drafts made, kept, revised and read again, each step a version of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from assistant.drafting.asked import spelled
from assistant.drafting.assemble import draft
from assistant.drafting.commission import read_commission
from assistant.drafting.draft import Commission, Draft, words_of
from assistant.drafting.forms import form_of
from assistant.drafting.kept import from_text, light, to_text
from assistant.drafting.places import where_of
from assistant.drafting.refreshed import refreshed
from assistant.drafting.revise import Change, Revised, confirmed, redrafted, with_text
from ingest.document import Shelf
from ingest.text import tidy
from vectorstore.drafts import DraftEntry, Drafts, DraftText
from vectorstore.records import ALL_SHELVES
from vectorstore.store import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it is kept: one version of it, and whether the corpus changed since."""

    id: str
    version: int
    created: str
    changed: str
    draft: Draft
    is_outdated: bool  # its sources were last held against an earlier state of the corpus
    changes: tuple[Change, ...] = ()  # what the step did that wrote this version
    owner: str = ""  # who made it; "" where nobody said
    shelves: frozenset[Shelf] = ALL_SHELVES  # in sight of those who wrote any of its versions

    @property
    def title(self) -> str:
        """`Kế hoạch Chuyển đổi số trên địa bàn phường Sao Mai năm 2027`."""
        return title_of(self.draft)


class Keeper:
    """Works over one store, which it only reads, and the drafts beside it.

    `now` is the clock. Every step but reading takes the version that the person saw, and is refused
    with a sentence where another one was written since.
    """

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime] = datetime.now,
        drafts: Drafts | None = None,
    ) -> None:
        self.store = store
        self.drafts = drafts or Drafts(store.folder)
        self._now = now

    def within(self, shelves: frozenset[Shelf], owner: str = "") -> "Keeper":
        """The desk of one reader: only these shelves in sight, and the drafts of that owner.

        "" is whoever may see everybody's. Any other draft is unknown there. Closed with this one.
        """
        return Keeper(self.store.within(shelves), self._now, self.drafts.within(shelves, owner))

    def make(
        self,
        kind: str,
        unit: str,
        year: str,
        topic: str = "",
        sections: Sequence[str] = (),
        addressee: str = "",
    ) -> Kept:
        """A new draft of what the words commission; CancuError where they cannot be meant.

        A topic typed without marks, shortened or in English is printed as papers spell it.
        """
        catalog = self.store.catalog
        subjects = [record.front.subject for record in catalog.documents()]
        topic = spelled(tidy(topic), subjects)
        commission = read_commission(catalog, kind, unit, year, topic, sections, addressee)
        with catalog.one_moment():
            made = draft(self.store, commission, self._now().date())
            entry = self.drafts.add(self._text(made, catalog.generation()))
        return self._kept(entry, made)

    def every(self) -> tuple[DraftEntry, ...]:
        """The newest version of each draft without its content, the last changed first."""
        return self.drafts.every()

    def read(self, draft_id: str, version: int | None = None) -> Kept:
        """A version, the newest unless told; CancuError where there is none."""
        entry = self.drafts.read(draft_id, version)
        return self._kept(entry, from_text(entry.text.content))

    def redraft(self, draft_id: str, base: int, section: str, over_edited: bool = False) -> Kept:
        """One section drafted anew; one that was edited only where `over_edited` says so."""
        return self._revise(
            draft_id,
            base,
            lambda old: redrafted(self.store, old, section, self._now().date(), over_edited),
        )

    def edit(self, draft_id: str, base: int, section: str, text: str) -> Kept:
        """A section as a person edited it."""
        return self._revise(draft_id, base, lambda old: with_text(old, section, text))

    def confirm(self, draft_id: str, base: int, place: str) -> Kept:
        """A doubtful span taken as right."""
        where, today = where_of(place), self._now().date()
        return self._revise(draft_id, base, lambda old: confirmed(old, where, today))

    def refresh(self, draft_id: str, base: int) -> Kept:
        """The sources as the corpus holds them now."""
        catalog = self.store.catalog
        with catalog.one_moment():
            generation = catalog.generation()
            return self._revise(draft_id, base, lambda old: refreshed(catalog, old), generation)

    def delete(self, draft_id: str) -> None:
        """Every version of a draft; CancuError where there is none."""
        self.drafts.delete(draft_id)

    def is_outdated(self, entry: DraftEntry) -> bool:
        """True where the corpus changed since the sources were last held against it."""
        return entry.text.generation != self.store.catalog.generation()

    def close(self) -> None:
        """Let go of the drafts; the store is whoever's opened it."""
        self.drafts.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _revise(
        self,
        draft_id: str,
        base: int,
        step: Callable[[Draft], Revised],
        generation: int | None = None,
    ) -> Kept:
        """The step as a new version; where it changes nothing the version that stood."""
        entry = self.drafts.read(draft_id, base)
        old = from_text(entry.text.content)
        new = step(old)
        now = entry.text.generation if generation is None else generation
        if light(new.draft) == old and now == entry.text.generation:
            return self._kept(entry, old)
        written = self.drafts.append(draft_id, base, self._text(new.draft, now))
        return self._kept(written, new.draft, new.changes)

    def _text(self, made: Draft, generation: int) -> DraftText:
        commission = made.commission
        return DraftText(
            title=title_of(made),
            unit=commission.unit.label,
            kind=commission.kind,
            changed=self._now().isoformat(timespec="seconds"),
            generation=generation,
            content=to_text(made),
        )

    def _kept(self, entry: DraftEntry, held: Draft, changes: tuple[Change, ...] = ()) -> Kept:
        outdated = self.is_outdated(entry)
        return Kept(
            *(entry.id, entry.version, entry.created, entry.text.changed, held, outdated, changes),
            owner=entry.owner,
            shelves=entry.shelves,
        )


def title_of(held: Draft) -> str:
    """What a draft is called in a list: its kind and its subject."""
    commission: Commission = held.commission
    return f"{form_of(commission.kind).name} {words_of(held.head.subject)}"
