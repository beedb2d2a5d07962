"""The word index and the vectors over the documents of some shelves, open to write.

Whoever sees the public shelf alone asks a pair of its own, fitted to public documents: how rare a
word is, what lies near it, how an answer is ranked, then say nothing of what is internal.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ingest.document import Shelf
from vectorstore import backlog, changes
from vectorstore.catalog import Catalog
from vectorstore.dense import Dense
from vectorstore.embeddings import Embedder, Lsa
from vectorstore.engines import Card, Choice, save_fit
from vectorstore.lexical import Entry, Lexical
from vectorstore.lsa import MAX_TEXTS
from vectorstore.records import ALL_SHELVES
from vectorstore.sight import index_key

# A fit is made anew when the corpus is twice what it was fitted to, or when more than a fifth of
# the words that came since were unknown to it (and they are enough to judge by).
_GROWN = 2.0
_STRANGE = 0.2
_ENOUGH_WORDS = 2_000

_BATCH = 1_000

_FOLDER = r"(lexical|dense)(-[a-z]+)?-\d+"

Step = Callable[[int, int], None]


class IndexPair:
    """Putting the same chunk twice leaves one; whatever is cut off may simply be run again."""

    def __init__(
        self, catalog: Catalog, folder: Path, choice: Choice, shelves: frozenset[Shelf]
    ) -> None:
        self._catalog, self._folder, self._choice = catalog, folder, choice
        self.shelves = shelves
        # The vectors of a model do not depend on what else is held: one folder serves every sight.
        self._has_vectors = shelves == ALL_SHELVES or choice.model is None
        self._lexical: Lexical | None = None
        self._dense: Dense | None = None
        self._card: Card | None = None
        self._embedder: Embedder | None = None
        self._held: set[int] = set()  # what the dense index has, so as not to embed it again
        self.is_made = bool(self._name("lexical"))
        self.is_lost = not all((folder / name).is_dir() for name in self._names())
        if not self.is_lost:
            self._open()

    def close(self) -> None:
        """Finish merges and let go of the files."""
        for engine in (self._lexical, self._dense):
            if engine is not None:
                engine.close()
        self._lexical = self._dense = None

    def must_embed_all(self) -> bool:
        """True where every vector must be made, or made anew, or is needed no longer."""
        if not self._has_vectors:
            return self._dense is not None
        total = backlog.count_chunks(self._catalog, shelves=self.shelves)
        if not total:
            return False
        if self._dense is None or self._card is None or not self._choice.fits(self._card):
            return True
        if not isinstance(self._embedder, Lsa):
            return False
        words, unseen = self._dense.vectors.strangeness(self._card.last)
        is_strange = words >= _ENOUGH_WORDS and unseen > _STRANGE * words
        return total >= _GROWN * self._card.fitted or is_strange

    def embed_all(self, step: Step, **also: str) -> None:
        """A new folder with the vector of every chunk; then readers change over to it."""
        total = backlog.count_chunks(self._catalog, shelves=self.shelves)
        if not total or not self._has_vectors:
            self._forget_dense(**also)
            return
        embedder = self._choice.model or Lsa.fit(self._sample(total))
        folder, last, done = self._new_folder("dense"), 0, 0
        dense = Dense(folder, writing=True)
        for entries in self._entries():
            _put(dense, embedder, entries)
            last, done = entries[-1].seq, done + len(entries)
            step(done, total)
        save_fit(embedder, folder)
        Card(embedder.fingerprint, self._choice.name, total, last).write(folder)
        self._change_over(dense, folder, **also)

    def put(self, documents: Sequence[str]) -> None:
        """Index those of these documents that are in sight."""
        lexical = self._open_lexical()
        for entries in self._entries(documents):
            lexical.put(entries)
            self._embed([entry for entry in entries if entry.seq not in self._held])
        lexical.commit()

    def drop(self, seqs: Sequence[int]) -> None:
        """Take these entries out; numbers that are not there are no error."""
        if not seqs:
            return
        if self._lexical is not None:
            self._lexical.drop(seqs)
            self._lexical.commit()
        if self._dense is not None:
            self._dense.drop(seqs)
        self._held.difference_update(seqs)

    def rebuild(self, step: Step) -> None:
        """Build both indexes anew from the catalog beside the old ones, then change over."""
        old = self._lexical
        folder = self._new_folder("lexical")
        self._lexical = self._fill_lexical(Lexical(folder, writing=True))
        self.embed_all(step, lexical=folder.name)
        if old is not None:
            old.close()
        self.is_lost, self.is_made = False, True

    def mend(self) -> None:
        """A new folder from the vectors of one whose Chroma files may be torn."""
        if self._dense is None or not self._dense.is_torn:
            return
        before, folder = self._folder / self._name("dense"), self._new_folder("dense")
        folder.mkdir()
        self._dense.vectors.copy_to(folder / "vectors.sqlite3")
        if (before / "lsa").is_dir():
            shutil.copytree(before / "lsa", folder / "lsa")
        Card.read(before).write(folder)
        dense = Dense(folder, writing=True)
        dense.fill()
        self._change_over(dense, folder)

    def _entries(self, documents: Iterable[str] | None = None) -> Iterator[list[Entry]]:
        return backlog.entries(self._catalog, _BATCH, documents, self.shelves)

    def _open_lexical(self) -> Lexical:
        if self._lexical is None:
            folder = self._new_folder("lexical")
            self._lexical = Lexical(folder, writing=True)
            self._lexical.commit()
            self._use(lexical=folder.name)
            self.is_made = True
        return self._lexical

    def _fill_lexical(self, lexical: Lexical) -> Lexical:
        for entries in self._entries():
            lexical.put(entries)
        lexical.commit()
        return lexical

    def _change_over(self, dense: Dense, folder: Path, **also: str) -> None:
        dense.close()
        if self._dense is not None:
            self._dense.close()
        self._use(dense=folder.name, **also)
        self._open_dense(folder)

    def _forget_dense(self, **also: str) -> None:
        self._use(dense="", **also)
        if self._dense is not None:
            self._dense.close()
        self._dense = self._card = self._embedder = None
        self._held = set()

    def _embed(self, entries: Sequence[Entry]) -> None:
        if entries and self._dense is not None and self._embedder is not None:
            _put(self._dense, self._embedder, entries)
            self._held.update(entry.seq for entry in entries)

    def _sample(self, total: int) -> Iterator[str]:
        """The texts to fit to: all, or evenly spread ones of a large corpus."""
        every = -(-total // MAX_TEXTS)
        texts = (entry.text for entries in self._entries() for entry in entries)
        return (text for number, text in enumerate(texts) if number % every == 0)

    def _open(self) -> None:
        if name := self._name("lexical"):
            self._lexical = Lexical(self._folder / name, writing=True)
        if name := self._name("dense"):
            self._open_dense(self._folder / name)

    def _open_dense(self, folder: Path) -> None:
        self._dense = Dense(folder, writing=True)
        self._card = Card.read(folder)
        fits = self._choice.fits(self._card)
        self._embedder = self._choice.load(folder) if fits else None
        if not self._dense.is_torn:
            self._held = set(self._dense.seqs()) & set(self._dense.vectors.seqs())

    def _name(self, kind: str) -> str:
        return self._catalog.meta(index_key(kind, self.shelves))

    def _names(self) -> set[str]:
        return {self._name("lexical"), self._name("dense")} - {""}

    def _use(self, **folders: str) -> None:
        named = {index_key(kind, self.shelves): name for kind, name in folders.items()}
        changes.use_indexes(self._catalog, named)

    def _new_folder(self, kind: str) -> Path:
        numbered = [int(path.name.rpartition("-")[2]) for path in index_folders(self._folder)]
        named = index_key(kind, self.shelves).replace(":", "-")
        return self._folder / f"{named}-{max(numbered, default=0) + 1}"


def index_folders(folder: Path) -> list[Path]:
    """The folders of indexes, in use or not: `lexical-1`, `dense-public-2`."""
    return [path for path in folder.iterdir() if re.fullmatch(_FOLDER, path.name)]


def _put(dense: Dense, embedder: Embedder, entries: Sequence[Entry]) -> None:
    folded = embedder.fold([entry.text for entry in entries])
    dense.put([entry.seq for entry in entries], folded.matrix, folded.words, folded.unseen)
