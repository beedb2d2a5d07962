"""The tables of the catalog, as numbered steps: step n takes version n - 1 to version n."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from ingest.codes import code_key
from ingest.document import Figure, FrontMatter, Unit
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

# What many documents are told apart by is in an index: their units, numbers and places; and the
# keys of figures say themselves which document shows them, so that a search need not look there.
_THIRD = """
ALTER TABLE documents ADD COLUMN number_key TEXT NOT NULL DEFAULT '';
CREATE INDEX documents_number ON documents (number_key);
CREATE INDEX documents_unit ON documents (unit_key);
CREATE INDEX documents_in_sight ON documents (ready, shelf, id);
CREATE INDEX chunks_kind ON chunks (kind, document_id);

-- the units that a document knows: its own, and the places of its figures and chunks
CREATE TABLE places (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    unit TEXT NOT NULL, PRIMARY KEY (document_id, unit)
) WITHOUT ROWID;

DROP TABLE figure_words;
DROP TABLE figure_keys;
-- path and shelf are the document's; the shelf is '' until it is shown
CREATE TABLE figure_keys (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, place_key TEXT NOT NULL, role TEXT NOT NULL, first TEXT, last TEXT,
    in_sentence INTEGER NOT NULL,
    path TEXT NOT NULL DEFAULT '', shelf TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX figure_keys_order ON figure_keys (document_id, ordinal);
CREATE INDEX figure_keys_place ON figure_keys (place_key);
CREATE INDEX figure_keys_page
    ON figure_keys (path, document_id, ordinal, shelf, role, last, first, in_sentence);
CREATE INDEX figure_keys_time ON figure_keys (last, first, role, shelf, in_sentence);
CREATE VIRTUAL TABLE figure_words USING fts5 (indicator, owner, place, tokenize = 'unicode61');
CREATE TRIGGER figure_keys_gone AFTER DELETE ON figure_keys
BEGIN DELETE FROM figure_words WHERE rowid = old.id; END;
CREATE TRIGGER documents_shown AFTER UPDATE OF ready, shelf, path ON documents
WHEN (old.ready, old.shelf, old.path) <> (new.ready, new.shelf, new.path)
BEGIN
    UPDATE figure_keys
    SET path = new.path, shelf = CASE WHEN new.ready THEN new.shelf ELSE '' END
    WHERE document_id = new.id;
END;
"""


# Whoever sees the public shelf alone has indexes of their own, once anything is internal.
_FOURTH = """
INSERT INTO meta VALUES ('dense:public', ''), ('lexical:public', '');
"""


def _key_documents(connection: sqlite3.Connection) -> None:
    """Makes the documents findable that an earlier release took in, and their figures."""
    for document_id, front in connection.execute("SELECT id, front FROM documents").fetchall():
        key = code_key(loads(FrontMatter, front).number)
        connection.execute("UPDATE documents SET number_key = ? WHERE id = ?", (key, document_id))
    connection.execute(
        "INSERT INTO places SELECT id, unit FROM documents WHERE unit IS NOT NULL "
        "UNION SELECT document_id, place FROM figures WHERE place IS NOT NULL "
        "UNION SELECT document_id, place FROM chunks WHERE place IS NOT NULL"
    )
    _key_figures(connection)
    connection.execute(
        "UPDATE figure_keys SET (path, shelf) = (SELECT path, CASE WHEN ready THEN shelf ELSE '' "
        "END FROM documents WHERE id = document_id)"
    )


def _key_figures(connection: sqlite3.Connection) -> None:
    for document_id, unit in connection.execute("SELECT id, unit FROM documents").fetchall():
        sql = "SELECT data FROM figures WHERE document_id = ? ORDER BY ordinal"
        rows = connection.execute(sql, (document_id,)).fetchall()
        figures = [loads(Figure, data) for (data,) in rows]
        write_keys(connection, document_id, loads(Unit, unit) if unit else None, figures)


STEPS = (Step(_FIRST), Step(_SECOND), Step(_THIRD, _key_documents), Step(_FOURTH))
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


def refuse_newer(found: int, known: int = VERSION) -> None:
    """CancuError where the file was written by a later release of this program."""
    if found > known:
        raise CancuError("vectorstore.schema_newer", found=found, known=known)
