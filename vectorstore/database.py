"""One SQLite file in WAL mode, one connection per thread, transactions for the one writer."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import ref

_BUSY_SECONDS = 30.0
ONE_OF = "IN (SELECT value FROM json_each(?))"  # takes what `as_list` gives


def as_list(values: Iterable[object]) -> str:
    """Any number of values as the one parameter of `ONE_OF`."""
    return json.dumps(list(values))


class Database:
    """Readers run beside a writer; connections of threads that ended are closed by the next one."""

    def __init__(self, path: Path, script: str = "") -> None:
        """`script` is run on every new connection."""
        self.path = path
        self._script = script
        self._here = threading.local()
        self._lock = threading.Lock()
        self._open: list[tuple[ref[threading.Thread], sqlite3.Connection]] = []

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread, opened at first use."""
        found: sqlite3.Connection | None = getattr(self._here, "connection", None)
        if found is None:
            found = self._here.connection = self._connect()
        return found

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql, values).fetchall()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it on leaving, nothing of it after an error."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def close(self) -> None:
        """Close the connections of every thread."""
        with self._lock:
            for _, connection in self._open:
                connection.close()
            self._open.clear()
        self._here = threading.local()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        # NORMAL in WAL mode survives the death of the process, and a power cut without damage.
        connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            + self._script
        )
        with self._lock:
            self._close_ended()
            self._open.append((ref(threading.current_thread()), connection))
        return connection

    def _close_ended(self) -> None:
        alive = [(thread, made) for thread, made in self._open if _is_alive(thread)]
        for thread, connection in self._open:
            if not _is_alive(thread):
                connection.close()
        self._open = alive


def _is_alive(thread: ref[threading.Thread]) -> bool:
    found = thread()
    return found is not None and found.is_alive()
