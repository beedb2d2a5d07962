"""Drafts of papers with all their versions, in a SQLite file of their own beside the catalog.

A draft is somebody's work and cannot be rebuilt: it is no part of the catalog, which can. Several
processes may write; a version is written whole or not at all, and none is ever changed.
"""

import json
import sqlite3
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from ingest.document import Shelf
from ingest.errors import CancuError
from vectorstore.database import ONE_OF, Database, as_list
from vectorstore.records import ALL_SHELVES
from vectorstore.steps import grow

FILE_NAME = "drafts.sqlite3"
# Step n takes the file from version n - 1 to version n.
STEPS = (
    (
        "CREATE TABLE drafts (id TEXT PRIMARY KEY, created TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE versions (draft_id TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, "
        "version INTEGER NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL, "
        "changed TEXT NOT NULL, generation INTEGER NOT NULL, content TEXT NOT NULL, "
        "PRIMARY KEY (draft_id, version)) WITHOUT ROWID",
    ),
    # Who made it, and the shelves that were in sight of those who wrote it; of older ones all.
    (
        "ALTER TABLE drafts ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE drafts ADD COLUMN shelves TEXT NOT NULL "
        f"DEFAULT '{as_list(sorted(ALL_SHELVES))}'",
    ),
)
# Takes the reader's name twice, and what is in their sight. "" is whoever may read everybody's.
_IN_SIGHT = (
    "(? = '' OR owner = ?) AND NOT EXISTS "
    f"(SELECT 1 FROM json_each(shelves) AS shelf WHERE shelf.value NOT {ONE_OF})"
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
    owner: str  # who made it; "" where nobody said
    shelves: frozenset[Shelf]  # in sight of those who wrote any of its versions
    text: DraftText


class Drafts:
    """The drafts of a data folder; the file is made at the first use. Read and write from any
    thread."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / FILE_NAME)
        self._shelves, self._owner = ALL_SHELVES, ""
        self._is_ready = False

    def within(self, shelves: frozenset[Shelf], owner: str) -> "Drafts":
        """Those that this owner made, "" for everybody's, and that hold nothing of other shelves.

        Any other is unknown there. Closed with this one.
        """
        view = copy(self)
        view._shelves, view._owner = self._shelves & shelves, self._owner or owner
        return view

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def every(self) -> tuple[DraftEntry, ...]:
        """The newest version of each draft without its content, the last changed first."""
        rows = self._ready().rows(
            "SELECT id, version, created, owner, shelves, title, unit, kind, changed, generation, "
            f"'' FROM drafts JOIN versions ON draft_id = id WHERE {_IN_SIGHT} "
            "AND version = (SELECT max(version) FROM versions WHERE draft_id = id) "
            "ORDER BY changed DESC, id",
            self._reader,
        )
        return tuple(_entry(row) for row in rows)

    def read(self, draft_id: str, number: int | None = None) -> DraftEntry:
        """A version, the newest unless told; CancuError where there is none."""
        rows = self._ready().rows(
            "SELECT id, version, created, owner, shelves, title, unit, kind, changed, generation, "
            f"content FROM drafts JOIN versions ON draft_id = id WHERE {_IN_SIGHT} AND id = ? "
            "AND version = coalesce(?, (SELECT max(version) FROM versions WHERE draft_id = id))",
            (*self._reader, draft_id, number),
        )
        if not rows:
            raise _unknown(draft_id, number)
        return _entry(rows[0])

    def add(self, text: DraftText) -> DraftEntry:
        """A new draft, as its first version."""
        draft_id = uuid4().hex[:12]
        with self._ready().write() as connection:
            connection.execute(
                "INSERT INTO drafts (id, created, owner, shelves) VALUES (?, ?, ?, ?)",
                (draft_id, text.changed, self._owner, _told(self._shelves)),
            )
            _insert(connection, draft_id, 1, text)
        return DraftEntry(draft_id, 1, text.changed, self._owner, self._shelves, text)

    def append(self, draft_id: str, base: int, text: DraftText) -> DraftEntry:
        """The text as the version after `base`; what is in sight here may stand in it from now on.

        CancuError where somebody wrote one after it already, or there is no such draft.
        """
        with self._ready().write() as connection:
            row = connection.execute(
                "SELECT max(version), created, owner, shelves FROM drafts "
                f"JOIN versions ON draft_id = id WHERE {_IN_SIGHT} AND id = ? GROUP BY id",
                (*self._reader, draft_id),
            ).fetchone()
            if row is None:
                raise _unknown(draft_id)
            if row[0] != base:
                raise CancuError("vectorstore.draft_changed", base=base, newest=row[0])
            shelves = _shelves(row[3]) | self._shelves
            connection.execute(
                "UPDATE drafts SET shelves = ? WHERE id = ?", (_told(shelves), draft_id)
            )
            _insert(connection, draft_id, base + 1, text)
        return DraftEntry(draft_id, base + 1, row[1], row[2], shelves, text)

    def delete(self, draft_id: str) -> None:
        """Every version of a draft; CancuError where there is none."""
        with self._ready().write() as connection:
            sql = f"DELETE FROM drafts WHERE {_IN_SIGHT} AND id = ?"
            if not connection.execute(sql, (*self._reader, draft_id)).rowcount:
                raise _unknown(draft_id)

    @property
    def _reader(self) -> tuple[str, str, str]:
        """The values that `_IN_SIGHT` takes."""
        return self._owner, self._owner, as_list(self._shelves)

    def _ready(self) -> Database:
        if not self._is_ready:
            grow(self._database, STEPS)
            self._is_ready = True
        return self._database


def _insert(connection: sqlite3.Connection, draft_id: str, number: int, text: DraftText) -> None:
    connection.execute(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(draft_id, number, text.title, text.unit, text.kind),
            *(text.changed, text.generation, text.content),
        ),
    )


def _entry(row: tuple[str, int, str, str, str, str, str, str, str, int, str]) -> DraftEntry:
    return DraftEntry(*row[:4], _shelves(row[4]), DraftText(*row[5:]))


def _told(shelves: frozenset[Shelf]) -> str:
    return as_list(sorted(shelves))


def _shelves(told: str) -> frozenset[Shelf]:
    return frozenset(map(Shelf, json.loads(told)))


def _unknown(draft_id: str, number: int | None = None) -> CancuError:
    if number is None:
        return CancuError("vectorstore.unknown_draft", id=draft_id)
    return CancuError("vectorstore.unknown_draft_version", id=draft_id, version=number)
