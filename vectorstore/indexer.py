"""Keeps the indexes in step with the catalog; only the one writer runs it.

Everything here may be cut off at any moment and simply run again: what the catalog calls hidden or
dropped stays so until every index has followed.
"""

import shutil
from pathlib import Path

from vectorstore import backlog, changes
from vectorstore.catalog import Catalog
from vectorstore.engines import Choice
from vectorstore.index_pair import IndexPair, Step, index_folders
from vectorstore.records import ALL_SHELVES
from vectorstore.sight import OWN_INDEXES


def _silent(done: int, total: int) -> None:
    """Nobody asked how far it is."""


class Indexer:
    """The indexes of one data folder, open to write: over all documents, and over public ones.

    The latter are made before the first document is indexed that they must not know of; until
    then both would be the same.
    """

    def __init__(self, catalog: Catalog, folder: Path, choice: Choice) -> None:
        self._catalog = catalog
        _remove_old_folders(catalog, folder)
        self._narrowed = [IndexPair(catalog, folder, choice, shelves) for shelves in OWN_INDEXES]
        self._whole = IndexPair(catalog, folder, choice, ALL_SHELVES)

    def close(self) -> None:
        """Finish merges and let go of the files."""
        for pair in (*self._narrowed, self._whole):
            pair.close()

    def recover(self, step: Step = _silent) -> None:
        """Finish what an earlier run left undone; build anew what somebody deleted."""
        for pair in self._pairs():
            if pair.is_lost:
                pair.rebuild(step)
            pair.mend()
        self.follow(final=bool(backlog.hidden(self._catalog)), step=step)

    def follow(self, final: bool, step: Step = _silent) -> None:
        """Bring the indexes up to the catalog.

        While files are still being read (not `final`), vectors that must all be made anew wait:
        the next files would change them again, and their documents stay hidden until then.
        """
        pairs = self._pairs()
        new = [pair for pair in pairs if pair.must_embed_all()]
        if new and not final:
            return
        for pair in new:
            pair.embed_all(step)
        self._show_hidden(pairs)
        self._relabel(pairs)
        self.sweep()

    def sweep(self) -> None:
        """Take out of the indexes what has left the catalog."""
        if gone := backlog.dropped(self._catalog):
            for pair in self._pairs():
                pair.drop(gone)
            changes.let_go(self._catalog, gone)

    def rebuild(self, step: Step = _silent) -> None:
        """Build every index anew from the catalog beside the old one, then change over."""
        for pair in self._pairs():
            pair.rebuild(step)
        self.follow(final=True)

    def _show_hidden(self, pairs: list[IndexPair]) -> None:
        """Index the hidden documents, then show them all at once."""
        if hidden := backlog.hidden(self._catalog):
            for pair in pairs:
                pair.put(hidden)
            changes.publish(self._catalog, hidden)

    def _relabel(self, pairs: list[IndexPair]) -> None:
        if stale := backlog.relabelled(self._catalog):
            for pair in pairs:
                if backlog.are_all_on(self._catalog, stale, pair.shelves):
                    pair.put(stale)
                else:  # what has been counted and fitted cannot be taken out again
                    pair.rebuild(_silent)
            changes.relabel_done(self._catalog, stale)

    def _pairs(self) -> list[IndexPair]:
        """Those in use, the narrowed ones first: no reader of theirs may meet what is internal."""
        narrowed = [
            pair
            for pair in self._narrowed
            if pair.is_made or backlog.has_others(self._catalog, pair.shelves)
        ]
        for pair in narrowed:
            if not pair.is_made:
                pair.rebuild(_silent)
        return [*narrowed, self._whole]


def _remove_old_folders(catalog: Catalog, folder: Path) -> None:
    """What a reader may still have had open when it was replaced, and what was cut off."""
    used = catalog.index_folders()
    for path in index_folders(folder):
        if path.name not in used:
            # Windows keeps files that a reader has open; the next writer tries again.
            shutil.rmtree(path, ignore_errors=True)
