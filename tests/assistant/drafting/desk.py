"""A drafting desk over a folder of small papers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.drafting.assemble import draft
from assistant.drafting.commission import read_commission
from assistant.drafting.draft import Commission, Draft
from ingest.document import Shelf
from tests.assistant.papers import TODAY
from vectorstore.intake import ingest
from vectorstore.store import Mode, Store


@dataclass(frozen=True)
class Desk:
    """Drafts from one store, by words as people type them."""

    store: Store

    def commission(
        self, kind: str, unit: str, year: str, topic: str = "", *sections: str
    ) -> Commission:
        """What the words commission."""
        return read_commission(self.store.catalog, kind, unit, year, topic, sections)

    def draft(self, kind: str, unit: str, year: str, topic: str = "", *sections: str) -> Draft:
        """The draft of that commission, on the day of the papers' tests."""
        return draft(self.store, self.commission(kind, unit, year, topic, *sections), TODAY)


@contextmanager
def drafting(folder: Path, papers: Mapping[str, str]) -> Iterator[Desk]:
    """A desk over these papers, each a name with its text."""
    shelf = folder / "papers"
    shelf.mkdir()
    for name, text in papers.items():
        (shelf / name).write_text(text, "utf-8")
    with Store.open(folder / "store", mode=Mode.WRITE) as writer:
        ingest([shelf], Shelf.PUBLIC, writer)
    with Store.open(folder / "store") as store:
        yield Desk(store)
