"""Keeps both indexes in step with the catalog; only the one writer runs it.

Everything here may be cut off at any moment and simply run again: putting the same chunk twice
leaves one, what the catalog calls hidden or dropped stays so until both indexes have followed.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from vectorstore import backlog, changes
from vectorstore.catalog import Catalog
from vectorstore.dense import Dense
from vectorstore.embeddings import Embedder, Lsa
from vectorstore.engines import Card, Choice, save_fit
from vectorstore.lexical import Entry, Lexical
from vectorstore.lsa import MAX_TEXTS

# A fit is made anew when the corpus is twice what it was fitted to, or when more than a fifth of
# the words that came since were unknown to it (and they are enough to judge by).
_GROWN = 2.0
_STRANGE = 0.2
_ENOUGH_WORDS = 2_000

_BATCH = 1_000

Step = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Nobody asked how far it is."""


class Indexer:
    """The indexes of one data folder, open to write."""

    def __init__(self, catalog: Catalog, folder: Path, choice: Choice) -> None:
        self._catalog, self._folder, self._choice = catalog, folder, choice
        self._lexical: Lexical | None = None
        self._dense: Dense | None = None
        self._card: Card | None = None
        self._embedder: Embedder | None = None
        self._held: set[int] = set()  # what the dense index has, so as not to embed it again
        self._remove_old_folders()
        self._is_lost = not all((folder / name).is_dir() for name in self._folders_in_use())
        if not self._is_lost:
            self._open()

    def close(self) -> None:
        """Finish merges and let go of the files."""
        for engine in (self._lexical, self._dense):
            if engine is not None:
                engine.close()
        self._lexical = self._dense = None

    def recover(self, step: Step = _silent) -> None:
        """Finish what an earlier run left undone; build anew what somebody deleted."""
        if self._is_lost:
            self.rebuild(step)
        if self._dense is not None and self._dense.is_torn:
            self._mend_dense(self._dense)
        self.follow(final=bool(backlog.hidden(self._catalog)), step=step)

    def follow(self, final: bool, step: Step = _silent) -> None:
        """Bring the indexes up to the catalog.

        While files are still being read (not `final`), vectors that must all be made anew wait:
        the next files would change them again, and their documents stay hidden until then.
        """
        if self._must_embed_all():
            if not final:
                return
            self._embed_all(step)
        self._show_hidden()
        self._relabel()
        self.sweep()

    def sweep(self) -> None:
        """Take out of the indexes what has left the catalog."""
        if gone := backlog.dropped(self._catalog):
            if self._lexical is not None:
                self._lexical.drop(gone)
                self._lexical.commit()
            if self._dense is not None:
                self._dense.drop(gone)
            self._held.difference_update(gone)
            changes.let_go(self._catalog, gone)

    def rebuild(self, step: Step = _silent) -> None:
        """Build both indexes anew from the catalog beside the old ones, then change over."""
        old = self._lexical
        folder = self._new_folder("lexical")
        self._lexical = self._fill_lexical(Lexical(folder, writing=True))
        self._embed_all(step, lexical=folder.name)
        if old is not None:
            old.close()
        self._is_lost = False
        self.follow(final=True)

    # Lexical

    def _show_hidden(self) -> None:
        """Index the hidden documents, then show them all at once."""
        if hidden := backlog.hidden(self._catalog):
            lexical = self._open_lexical()
            for entries in backlog.entries(self._catalog, _BATCH, hidden):
                lexical.put(entries)
                self._embed([entry for entry in entries if entry.seq not in self._held])
            lexical.commit()
            changes.publish(self._catalog, hidden)

    def _relabel(self) -> None:
        if stale := backlog.relabelled(self._catalog):
            lexical = self._open_lexical()
            for entries in backlog.entries(self._catalog, _BATCH, stale):
                lexical.put(entries)
            lexical.commit()
            changes.relabel_done(self._catalog, stale)

    def _open_lexical(self) -> Lexical:
        if self._lexical is None:
            folder = self._new_folder("lexical")
            self._lexical = Lexical(folder, writing=True)
            self._lexical.commit()
            changes.use_indexes(self._catalog, lexical=folder.name)
        return self._lexical

    def _fill_lexical(self, lexical: Lexical) -> Lexical:
        for entries in backlog.entries(self._catalog, _BATCH):
            lexical.put(entries)
        lexical.commit()
        return lexical

    # Dense

    def _must_embed_all(self) -> bool:
        total = backlog.count_chunks(self._catalog)
        if not total:
            return False
        if self._dense is None or self._card is None or not self._choice.fits(self._card):
            return True
        if not isinstance(self._embedder, Lsa):
            return False
        words, unseen = self._dense.vectors.strangeness(self._card.last)
        is_strange = words >= _ENOUGH_WORDS and unseen > _STRANGE * words
        return total >= _GROWN * self._card.fitted or is_strange

    def _embed_all(self, step: Step, **also: str) -> None:
        """A new folder with the vector of every chunk; then readers change over to it."""
        total = backlog.count_chunks(self._catalog)
        if not total:
            self._forget_dense(**also)
            return
        embedder = self._choice.model or Lsa.fit(self._sample(total))
        folder, last, done = self._new_folder("dense"), 0, 0
        dense = Dense(folder, writing=True)
        for entries in backlog.entries(self._catalog, _BATCH):
            _put(dense, embedder, entries)
            last, done = entries[-1].seq, done + len(entries)
            step(done, total)
        save_fit(embedder, folder)
        Card(embedder.fingerprint, self._choice.name, total, last).write(folder)
        self._change_over(dense, folder, **also)

    def _mend_dense(self, torn: Dense) -> None:
        """A new folder from the vectors of one whose Chroma files may be torn."""
        before, folder = self._folder / self._catalog.meta("dense"), self._new_folder("dense")
        folder.mkdir()
        torn.vectors.copy_to(folder / "vectors.sqlite3")
        if (before / "lsa").is_dir():
            shutil.copytree(before / "lsa", folder / "lsa")
        Card.read(before).write(folder)
        dense = Dense(folder, writing=True)
        dense.fill()
        self._change_over(dense, folder)

    def _change_over(self, dense: Dense, folder: Path, **also: str) -> None:
        dense.close()
        if self._dense is not None:
            self._dense.close()
        changes.use_indexes(self._catalog, dense=folder.name, **also)
        self._open_dense(folder)

    def _forget_dense(self, **also: str) -> None:
        changes.use_indexes(self._catalog, dense="", **also)
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
        batches = backlog.entries(self._catalog, _BATCH)
        texts = (entry.text for entries in batches for entry in entries)
        return (text for number, text in enumerate(texts) if number % every == 0)

    # Folders

    def _open(self) -> None:
        if name := self._catalog.meta("lexical"):
            self._lexical = Lexical(self._folder / name, writing=True)
        if name := self._catalog.meta("dense"):
            self._open_dense(self._folder / name)

    def _open_dense(self, folder: Path) -> None:
        self._dense = Dense(folder, writing=True)
        self._card = Card.read(folder)
        fits = self._choice.fits(self._card)
        self._embedder = self._choice.load(folder) if fits else None
        if not self._dense.is_torn:
            self._held = set(self._dense.seqs()) & set(self._dense.vectors.seqs())

    def _new_folder(self, kind: str) -> Path:
        numbers = [int(path.name.split("-")[1]) for path in self._index_folders(kind)]
        return self._folder / f"{kind}-{max(numbers, default=0) + 1}"

    def _remove_old_folders(self) -> None:
        """What a reader may still have had open when it was replaced, and what was cut off."""
        used = self._folders_in_use()
        for kind in ("lexical", "dense"):
            for path in self._index_folders(kind):
                if path.name not in used:
                    # Windows keeps files that a reader has open; the next writer tries again.
                    shutil.rmtree(path, ignore_errors=True)

    def _folders_in_use(self) -> set[str]:
        return {self._catalog.meta("lexical"), self._catalog.meta("dense")} - {""}

    def _index_folders(self, kind: str) -> list[Path]:
        return [path for path in self._folder.iterdir() if re.fullmatch(rf"{kind}-\d+", path.name)]


def _put(dense: Dense, embedder: Embedder, entries: Sequence[Entry]) -> None:
    folded = embedder.fold([entry.text for entry in entries])
    dense.put([entry.seq for entry in entries], folded.matrix, folded.words, folded.unseen)
