"""The vectors themselves, by chunk: what Chroma is filled from, and searched by hand when few."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.database import ONE_OF, Database, as_list

Matrix = NDArray[np.float32]

# Half precision: a thousandth of a cosine, for half the disk.
_STORED = np.float16
_TABLE = """CREATE TABLE IF NOT EXISTS vectors (
    seq INTEGER PRIMARY KEY, vector BLOB NOT NULL, words INTEGER NOT NULL, unseen INTEGER NOT NULL
)"""


class Vectors:
    """One SQLite file, durable before Chroma hears of a vector."""

    def __init__(self, path: Path, writing: bool = False) -> None:
        self._database = Database(path)
        if writing:
            self._database.connection.execute(_TABLE)

    def put(
        self, seqs: Sequence[int], matrix: Matrix, words: Sequence[int], unseen: Sequence[int]
    ) -> None:
        """Keep one row of the matrix for each chunk, with how many of its words were unseen."""
        stored = matrix.astype(_STORED)
        rows = [
            (seq, vector.tobytes(), count, strange)
            for seq, vector, count, strange in zip(seqs, stored, words, unseen, strict=True)
        ]
        with self._database.write() as connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)

    def drop(self, seqs: Sequence[int]) -> None:
        """Forget these chunks; numbers that are not there are no error."""
        with self._database.write() as connection:
            connection.executemany("DELETE FROM vectors WHERE seq = ?", [(seq,) for seq in seqs])

    def get(self, seqs: Iterable[int]) -> tuple[list[int], Matrix]:
        """The chunks that are there, in order of their number, and a matrix with a row for each."""
        rows = self._database.rows(
            f"SELECT seq, vector FROM vectors WHERE seq {ONE_OF} ORDER BY seq",
            (as_list(seqs),),
        )
        return [seq for seq, _ in rows], _matrix([blob for _, blob in rows])

    def all(self) -> tuple[list[int], Matrix]:
        """Every chunk and its vector."""
        rows = self._database.rows("SELECT seq, vector FROM vectors ORDER BY seq")
        return [seq for seq, _ in rows], _matrix([blob for _, blob in rows])

    def seqs(self) -> list[int]:
        """Every chunk that has a vector, in order of its number."""
        return [seq for (seq,) in self._database.rows("SELECT seq FROM vectors ORDER BY seq")]

    def after(self, seq: int, limit: int) -> tuple[list[int], Matrix]:
        """The next `limit` chunks past this number, for going through all of them."""
        rows = self._database.rows(
            "SELECT seq, vector FROM vectors WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit)
        )
        return [found for found, _ in rows], _matrix([blob for _, blob in rows])

    def strangeness(self, after: int) -> tuple[int, int]:
        """The words of the chunks past this number, and how many the embedder never saw."""
        words, unseen = self._database.rows(
            "SELECT sum(words), sum(unseen) FROM vectors WHERE seq > ?", (after,)
        )[0]
        return int(words or 0), int(unseen or 0)

    def copy_to(self, path: Path) -> None:
        """Write the same file anew, whole."""
        copy = Database(path)
        self._database.connection.backup(copy.connection)
        copy.close()

    def close(self) -> None:
        """Close every connection."""
        self._database.close()


def _matrix(blobs: Sequence[bytes]) -> Matrix:
    if not blobs:
        return np.zeros((0, 0), np.float32)
    flat = np.frombuffer(b"".join(blobs), _STORED).astype(np.float32)
    return flat.reshape(len(blobs), -1)
