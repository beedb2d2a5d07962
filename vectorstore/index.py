"""Search over the whole corpus: words and meaning, fused; the text always from the catalog.

`Index` is all that anybody outside this room needs to know of an engine: another one is one class.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.document import Chunk
from vectorstore.catalog import Catalog
from vectorstore.engines import Current
from vectorstore.lexical import Scored
from vectorstore.records import ANYTHING, Filter

__all__ = ["ANYTHING", "Filter", "Hit", "HybridIndex", "Index", "fuse"]

# What nearness in meaning adds to the best match of words, which counts 1.
LSA_WEIGHT = 0.3
MODEL_WEIGHT = 0.8

_FETCHED = 50  # from each index, or three times the limit: fusion needs some to choose from


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that fits, and how well; scores of one search compare, of two do not."""

    chunk: Chunk
    score: float


class Index(Protocol):
    """Search. Both give the best first, no chunk twice, and none that fails the filter."""

    def search(self, text: str, where: Filter = ANYTHING, limit: int = 10) -> tuple[Hit, ...]:
        """The chunks that fit the text best; none for a text without words."""

    def titles(self, text: str, where: Filter = ANYTHING, limit: int = 10) -> tuple[Hit, ...]:
        """The table rows whose title fits best; the filter's kinds are not asked."""

    def share(self, word: str) -> float:
        """The share of all chunks that hold an unaccented word, 0 to 1."""

    def written(self, phrases: Sequence[Sequence[str]]) -> tuple[int, ...]:
        """Of each phrase of one or two folded words, how many chunks hold it in a row.

        A word without marks stands for any with its letters, one with marks only for itself.
        """


class HybridIndex:
    """Tantivy for the words, Chroma for the meaning."""

    def __init__(self, catalog: Catalog, current: Current) -> None:
        self._catalog, self._current = catalog, current

    def search(self, text: str, where: Filter = ANYTHING, limit: int = 10) -> tuple[Hit, ...]:
        """See `Index.search`."""
        wanted = max(_FETCHED, 3 * limit)
        with self._current.use() as engines:
            if engines is None:
                return ()
            by_words = engines.lexical.search(text, where, wanted, self._catalog.shelves)
            by_meaning: list[Scored] = []
            if engines.dense is not None:
                allowed = self._catalog.allowed(where)
                by_meaning = engines.dense.search(engines.embed(text), wanted, allowed)
            weight = LSA_WEIGHT if engines.leans_on_words else MODEL_WEIGHT
        return self._hits(fuse(by_words, by_meaning, weight), limit)

    def titles(self, text: str, where: Filter = ANYTHING, limit: int = 10) -> tuple[Hit, ...]:
        """See `Index.titles`."""
        with self._current.use() as engines:
            found = (
                engines.lexical.titles(text, where, limit, self._catalog.shelves) if engines else []
            )
        return self._hits(found, limit)

    def share(self, word: str) -> float:
        """See `Index.share`."""
        with self._current.use() as engines:
            return engines.lexical.share(word) if engines else 0.0

    def written(self, phrases: Sequence[Sequence[str]]) -> tuple[int, ...]:
        """See `Index.written`."""
        with self._current.use() as engines:
            return tuple(engines.lexical.written(p) if engines else 0 for p in phrases)

    def _hits(self, scored: Sequence[Scored], limit: int) -> tuple[Hit, ...]:
        """The best of those still in the catalog and in sight; no more are read."""
        hits: list[Hit] = []
        at = 0
        while at < len(scored) and len(hits) < limit:
            batch = scored[at : at + limit - len(hits)]
            chunks = self._catalog.live([found.seq for found in batch])
            hits += [Hit(chunks[seq], score) for seq, score in batch if seq in chunks]
            at += len(batch)
        return tuple(hits)


def fuse(by_words: Sequence[Scored], by_meaning: Sequence[Scored], weight: float) -> list[Scored]:
    """One list, best first: the score by words as a share of its best, plus weighted nearness.

    Nearness is measured from the farthest that was fetched, since some models call everything
    near; what points away from the question is left out. Scores say more than ranks: a word match
    far ahead of the next stays ahead (`tests/vectorstore/test_fusion.py` compares the two).
    """
    by_meaning = [hit for hit in by_meaning if hit.score > 0]
    top = max((score for _, score in by_words), default=1.0)
    far = min((score for _, score in by_meaning), default=0.0)
    near = max((score for _, score in by_meaning), default=1.0)
    total = {seq: score / top for seq, score in by_words}
    for seq, score in by_meaning:
        share = (score - far) / (near - far) if near > far else 1.0
        total[seq] = total.get(seq, 0.0) + weight * share
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return [Scored(seq, score) for seq, score in ranked]
