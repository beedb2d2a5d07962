"""Drafts of papers with all their versions, in a SQLite file of their own beside the catalog.

A draft is somebody's work and cannot be rebuilt: it is no part of the catalog, which can. Several
processes may write; a version is written whole or not at all, and none is ever changed.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from ingest.errors import CancuError
from vectorstore.database import Database
from vectorstore.schema import refuse_newer, version

FILE_NAME = "drafts.sqlite3"
# Step n takes the file from version n - 1 to version n.
_STEPS = (
    (
        "CREATE TABLE drafts (id TEXT PRIMARY KEY, created TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE versions (draft_id TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, "
        "version INTEGER NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL, "
        "changed TEXT NOT NULL, generation INTEGER NOT NULL, content TEXT NOT NULL, "
        "PRIMARY KEY (draft_id, version)) WITHOUT ROWID",
    ),
)


@dataclass(frozen=True, slots=True)
class DraftText:
    """What a version says; to the store its content is one piece of text."""

    title: str
    unit: str
    kind: str
    changed: str  # when it was written: "2026-11-20T09:30:00"
    generation: int  # of the catalog that its sources were last held against
    content: str = ""  # left out of lists


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """One version of one draft."""

    id: str
    version: int  # from 1
    created: str
    text: DraftText


class Drafts:
    """The drafts of a data folder; the file is made at the first use. Read and write from any
    thread."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / FILE_NAME)
        self._is_ready = False

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def every(self) -> tuple[DraftEntry, ...]:
        """The newest version of each draft without its content, the last changed first."""
        rows = self._ready().rows(
            "SELECT id, version, created, title, unit, kind, changed, generation, '' "
            "FROM drafts JOIN versions ON draft_id = id "
            "WHERE version = (SELECT max(version) FROM versions WHERE draft_id = id) "
            "ORDER BY changed DESC, id"
        )
        return tuple(_entry(row) for row in rows)

    def read(self, draft_id: str, number: int | None = None) -> DraftEntry:
        """A version, the newest unless told; CancuError where there is none."""
        rows = self._ready().rows(
            "SELECT id, version, created, title, unit, kind, changed, generation, content "
            "FROM drafts JOIN versions ON draft_id = id WHERE id = ? "
            "AND version = coalesce(?, (SELECT max(version) FROM versions WHERE draft_id = id))",
            (draft_id, number),
        )
        if not rows:
            raise _unknown(draft_id, number)
        return _entry(rows[0])

    def add(self, text: DraftText) -> DraftEntry:
        """A new draft, as its first version."""
        draft_id = uuid4().hex[:12]
        with self._ready().write() as connection:
            connection.execute("INSERT INTO drafts VALUES (?, ?)", (draft_id, text.changed))
            _insert(connection, draft_id, 1, text)
        return DraftEntry(draft_id, 1, text.changed, text)

    def append(self, draft_id: str, base: int, text: DraftText) -> DraftEntry:
        """The text as the version after `base`.

        CancuError where somebody wrote one after it already, or there is no such draft.
        """
        with self._ready().write() as connection:
            row = connection.execute(
                "SELECT max(version), created FROM drafts JOIN versions ON draft_id = id "
                "WHERE id = ? GROUP BY id",
                (draft_id,),
            ).fetchone()
            if row is None:
                raise _unknown(draft_id)
            if row[0] != base:
                raise CancuError("vectorstore.draft_changed", base=base, newest=row[0])
            _insert(connection, draft_id, base + 1, text)
        return DraftEntry(draft_id, base + 1, row[1], text)

    def delete(self, draft_id: str) -> None:
        """Every version of a draft; CancuError where there is none."""
        with self._ready().write() as connection:
            if not connection.execute("DELETE FROM drafts WHERE id = ?", (draft_id,)).rowcount:
                raise _unknown(draft_id)

    def _ready(self) -> Database:
        if not self._is_ready:
            _make(self._database)
            self._is_ready = True
        return self._database


def _make(database: Database) -> None:
    """Brings the file to today's version, all of it or nothing; two processes wait in turn.

    CancuError where a later release of this program wrote it.
    """
    if version(database.connection) == len(_STEPS):
        return
    with database.write() as connection:
        found = version(connection)
        refuse_newer(found, len(_STEPS))
        for statement in (one for step in _STEPS[found:] for one in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(_STEPS)}")


def _insert(connection: sqlite3.Connection, draft_id: str, number: int, text: DraftText) -> None:
    connection.execute(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(draft_id, number, text.title, text.unit, text.kind),
            *(text.changed, text.generation, text.content),
        ),
    )


def _entry(row: tuple[str, int, str, str, str, str, str, int, str]) -> DraftEntry:
    return DraftEntry(*row[:3], DraftText(*row[3:]))


def _unknown(draft_id: str, number: int | None = None) -> CancuError:
    if number is None:
        return CancuError("vectorstore.unknown_draft", id=draft_id)
    return CancuError("vectorstore.unknown_draft_version", id=draft_id, version=number)
