"""The tables of the catalog, as numbered steps: step n takes version n - 1 to version n."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from ingest.document import Figure, Unit
from ingest.errors import CancuError
from vectorstore.codec import loads
from vectorstore.figure_search import write_keys


def _nothing(_: sqlite3.Connection) -> None:
    """A step whose tables need no filling."""


@dataclass(frozen=True, slots=True)
class Step:
    """New tables, and what fills them from those that were there."""

    sql: str
    fill: Callable[[sqlite3.Connection], None] = _nothing


_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('generation', '0'), ('dense', ''), ('lexical', '');

-- ready: its chunks are in both indexes; until then nobody but the writer sees it.
-- location is in NFC, name is the same path as the file system spells it
CREATE TABLE documents (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, path TEXT NOT NULL, location TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL, shelf TEXT NOT NULL, reader TEXT NOT NULL, pages INTEGER,
    unit_key TEXT NOT NULL, unit TEXT, front TEXT NOT NULL, findings TEXT NOT NULL,
    ready INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX documents_sha256 ON documents (sha256);

-- every place the bytes of a ready document lie at
CREATE TABLE locations (
    location TEXT PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL,
    shelf TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
);
CREATE INDEX locations_document ON locations (document_id);

CREATE TABLE blocks (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;

CREATE TABLE figures (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, block INTEGER NOT NULL, row INTEGER, place TEXT,
    data TEXT NOT NULL, PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;
CREATE INDEX figures_row ON figures (document_id, block, row);

-- seq is the name of a chunk in every index; AUTOINCREMENT: it is never used again
CREATE TABLE chunks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, place_key TEXT NOT NULL, place TEXT, data TEXT NOT NULL
);
CREATE INDEX chunks_document ON chunks (document_id);
CREATE INDEX chunks_place ON chunks (place_key);

-- chunks that are gone from the catalog and not yet from the indexes
CREATE TABLE dropped (seq INTEGER PRIMARY KEY);
-- documents whose chunks in the lexical index carry an old shelf
CREATE TABLE relabelled (document_id TEXT PRIMARY KEY) WITHOUT ROWID;
"""

# Figures are found by their words, place, role and period; documents know each other.
_SECOND = """
CREATE TABLE figure_keys (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, place_key TEXT NOT NULL, role TEXT NOT NULL, first TEXT, last TEXT
);
CREATE UNIQUE INDEX figure_keys_order ON figure_keys (document_id, ordinal);
CREATE INDEX figure_keys_place ON figure_keys (place_key);
CREATE INDEX documents_path ON documents (path, id);
-- words without accents; rowid is the id in figure_keys
CREATE VIRTUAL TABLE figure_words USING fts5 (indicator, owner, place, tokenize = 'unicode61');
CREATE TRIGGER figure_keys_gone AFTER DELETE ON figure_keys
BEGIN DELETE FROM figure_words WHERE rowid = old.id; END;

CREATE TABLE relations (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,
    data TEXT NOT NULL, PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;
CREATE INDEX relations_number ON relations (number);
"""


def _key_figures(connection: sqlite3.Connection) -> None:
    """Makes the figures of every document findable that an earlier release took in."""
    for document_id, unit in connection.execute("SELECT id, unit FROM documents").fetchall():
        sql = "SELECT data FROM figures WHERE document_id = ? ORDER BY ordinal"
        rows = connection.execute(sql, (document_id,)).fetchall()
        figures = [loads(Figure, data) for (data,) in rows]
        write_keys(connection, document_id, loads(Unit, unit) if unit else None, figures)


STEPS = (Step(_FIRST), Step(_SECOND, _key_figures))
VERSION = len(STEPS)


def version(connection: sqlite3.Connection) -> int:
    """The version the file is at; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to today's version, one transaction a step: all of it or nothing."""
    refuse_newer(version(connection))
    for number, step in enumerate(STEPS[version(connection) :], version(connection) + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;{step.sql}")
            step.fill(connection)
            connection.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            connection.rollback()
            raise
        connection.execute("COMMIT")


def refuse_newer(found: int) -> None:
    """CancuError where the file was written by a later release of this program."""
    if found > VERSION:
        raise CancuError("vectorstore.schema_newer", found=found, known=VERSION)
