"""The one file that knows Chroma: which chunks lie nearest to a vector.

An open Chroma client never sees what another process writes, and its files are written in place:
so it is opened and written under a lock, and a mark lies beside it while it is written. Where the
mark outlived its writer the files may be torn: they are not opened again, the vectors are searched
by hand, and the next writer builds a new folder.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock

from vectorstore.lexical import Scored
from vectorstore.vectors import Matrix, Vectors

if TYPE_CHECKING:
    import chromadb
    from chromadb.api.client import Client

# A filter that lets fewer through is answered exactly, by hand: 0.5 ms against 5 to 80 ms for
# Chroma's own filters (measured at 20,000 to 100,000 vectors).
NARROW = 5_000
_WIDEST = 5_000  # most that one query asks of Chroma; past it a broad filter is searched by hand
_BATCH = 1_000  # vectors per write: how long a reader may have to wait for the lock
_KEPT_MATRICES = 8
_COLLECTION = "chunks"

_opened = count(1)


class Dense:
    """The vectors of one embedder in one folder, as they were when it was opened."""

    def __init__(self, folder: Path, writing: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.vectors = Vectors(folder / "vectors.sqlite3", writing)
        self._chroma = folder / "chroma"
        self._mark = folder / "chroma.writing"
        self._file_lock = FileLock(folder / "chroma.lock", thread_local=False)
        self._thread_lock = threading.Lock()
        self._client: Client | None = None
        self._collection: chromadb.Collection | None = None
        self._total = 0  # in the collection, 0 where it may have changed
        self._matrices: OrderedDict[frozenset[int], tuple[list[int], Matrix]] = OrderedDict()

    @property
    def is_torn(self) -> bool:
        """True where a writer died while Chroma was writing its files."""
        return self._mark.exists()

    def close(self) -> None:
        """Let go of the files; searches must have ended."""
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None
        self.vectors.close()

    # Writing

    def put(
        self, seqs: Sequence[int], matrix: Matrix, words: Sequence[int], unseen: Sequence[int]
    ) -> None:
        """Add these chunks, or replace them; see `Vectors.put`."""
        self.vectors.put(seqs, matrix, words, unseen)
        for start in range(0, len(seqs), _BATCH):
            self._put_in_chroma(*self.vectors.get(seqs[start : start + _BATCH]))

    def drop(self, seqs: Sequence[int]) -> None:
        """Take these chunks out; numbers that are not there are no error."""
        for start in range(0, len(seqs), _BATCH):
            with self._writing() as collection:
                collection.delete(ids=[str(seq) for seq in seqs[start : start + _BATCH]])
        self.vectors.drop(seqs)

    def fill(self) -> None:
        """Give Chroma every vector of the file: for a folder whose vectors came from another."""
        last = -1
        while (batch := self.vectors.after(last, _BATCH))[0]:
            self._put_in_chroma(*batch)
            last = batch[0][-1]

    def _put_in_chroma(self, seqs: Sequence[int], matrix: Matrix) -> None:
        if seqs:
            with self._writing() as collection:
                collection.upsert(ids=[str(seq) for seq in seqs], embeddings=matrix)

    @contextmanager
    def _writing(self) -> "Iterator[chromadb.Collection]":
        with self._file_lock:
            collection = self._open()
            self._mark.touch()
            self._total = 0
            yield collection
            self._mark.unlink()

    # Reading

    def search(
        self, vector: Matrix, limit: int, allowed: frozenset[int] | None = None
    ) -> list[Scored]:
        """The nearest chunks with their cosine, nearest first, among the allowed ones.

        None allows every chunk. An empty or all-zero vector is near to nothing.
        """
        if not np.any(vector) or allowed is not None and not allowed:
            return []
        # Few are searched without Chroma: importing and opening it takes longer than they do.
        is_narrow = allowed is not None and len(allowed) <= NARROW
        collection = None if is_narrow else self._readable()
        if collection is None:
            return self._by_hand(vector, limit, allowed)
        if allowed is None:
            return _nearest(collection, vector, limit)
        return self._by_asking_for_more(collection, vector, limit, allowed)

    def seqs(self) -> list[int]:
        """Every chunk Chroma holds, in order of its number."""
        collection = self._readable()
        return sorted(map(int, collection.get(include=[])["ids"])) if collection else []

    def _by_asking_for_more(
        self, collection: "chromadb.Collection", vector: Matrix, limit: int, allowed: frozenset[int]
    ) -> list[Scored]:
        asked, total = 4 * limit, self._total or collection.count()
        while asked <= _WIDEST:
            passed = _nearest(collection, vector, asked, allowed)
            if len(passed) >= limit or asked >= total:
                return passed[:limit]
            asked *= 4
        return self._by_hand(vector, limit, allowed)

    def _by_hand(self, vector: Matrix, limit: int, allowed: frozenset[int] | None) -> list[Scored]:
        seqs, matrix = self._matrix(allowed)
        if not seqs:
            return []
        # Not `@`: the threads of BLAS wait for each other longer than one core computes here
        # (4 ms against 0.1 ms for 3,000 vectors on two busy cores).
        cosines = np.einsum("ij,j->i", matrix, vector / np.linalg.norm(vector))
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [Scored(seqs[index], float(cosines[index])) for index in best]

    def _matrix(self, allowed: frozenset[int] | None) -> tuple[list[int], Matrix]:
        """The vectors of these chunks, of length 1; the matrices asked for last are kept."""
        if allowed is None:
            return _unit_length(*self.vectors.all())
        with self._thread_lock:
            if allowed in self._matrices:
                self._matrices.move_to_end(allowed)
                return self._matrices[allowed]
        found = _unit_length(*self.vectors.get(allowed))
        with self._thread_lock:
            self._matrices[allowed] = found
            if len(self._matrices) > _KEPT_MATRICES:
                self._matrices.popitem(last=False)
        return found

    def _readable(self) -> "chromadb.Collection | None":
        """The open collection; None where its files may be torn."""
        with self._thread_lock:
            if self._collection is None:
                with self._file_lock:
                    if self.is_torn:
                        return None
                    # The first query reads the files into memory: it belongs under the lock.
                    self._total = self._open().count()
            return self._collection

    def _open(self) -> "chromadb.Collection":
        if self._collection is None:
            # Before the import, which reads it: nothing is counted for anybody.
            os.environ["ANONYMIZED_TELEMETRY"] = "False"
            from chromadb.api.client import Client
            from chromadb.config import Settings

            settings = Settings(
                is_persistent=True,
                persist_directory=_own_spelling(self._chroma),
                anonymized_telemetry=False,
            )
            self._client = Client(settings=settings)
            # Without embedding_function=None Chroma would download a model.
            self._collection = self._client.get_or_create_collection(
                _COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "sync_threshold": _BATCH}},
            )
        return self._collection


def _nearest(
    collection: "chromadb.Collection",
    vector: Matrix,
    limit: int,
    allowed: frozenset[int] | None = None,
) -> list[Scored]:
    """Of so many that lie nearest, those allowed."""
    found = collection.query(
        query_embeddings=vector[np.newaxis, :], n_results=limit, include=["distances"]
    )
    distances = found["distances"] or [[]]
    return [
        Scored(int(seq), 1 - distance)
        for seq, distance in zip(found["ids"][0], distances[0], strict=True)
        if allowed is None or int(seq) in allowed
    ]


def _unit_length(seqs: list[int], matrix: Matrix) -> tuple[list[int], Matrix]:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return seqs, (matrix / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _own_spelling(folder: Path) -> str:
    """The path spelt as no client of this process has spelt it yet.

    Chroma keeps one engine per spelling and process, and hands a stale one to whoever comes
    later; emptying that shared table would stop the clients of others.
    """
    steps = format(next(_opened), "b").replace("0", "/").replace("1", "/.")
    return f"{folder}/{steps}"
