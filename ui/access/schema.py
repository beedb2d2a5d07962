"""The tables of `access.sqlite3`. Step n takes the file from version n - 1 to version n."""

import secrets

from vectorstore.database import Database
from vectorstore.steps import grow, make_private

FILE_NAME = "access.sqlite3"
_STEPS = (
    (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        # key: the name in NFC without capitals, so that "Lan" and "LAN" are one person
        "CREATE TABLE users (key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, "
        "password TEXT NOT NULL DEFAULT '', created INTEGER NOT NULL, seen INTEGER, "
        "awake INTEGER NOT NULL, disabled INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",
        "CREATE TABLE sessions (hash TEXT PRIMARY KEY, "
        "user TEXT NOT NULL REFERENCES users (key) ON DELETE CASCADE, "
        "created INTEGER NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX sessions_user ON sessions (user)",
        "CREATE TABLE keys (id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, "
        "role TEXT NOT NULL, last4 TEXT NOT NULL, created INTEGER NOT NULL, used INTEGER, "
        "revoked INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",
        "CREATE TABLE sites (id TEXT PRIMARY KEY, name TEXT NOT NULL, origins TEXT NOT NULL, "
        "language TEXT NOT NULL, created INTEGER NOT NULL, "
        "revoked INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",
        "CREATE TABLE links (hash TEXT PRIMARY KEY, purpose TEXT NOT NULL, user TEXT NOT NULL, "
        "expires INTEGER NOT NULL, used INTEGER) WITHOUT ROWID",
        # who: a hash of a name or an address, known or not: what is typed into the field for the
        # name may be a password
        "CREATE TABLE failures (who TEXT PRIMARY KEY, count INTEGER NOT NULL, "
        "last INTEGER NOT NULL) WITHOUT ROWID",
    ),
)


def opened(database: Database) -> Database:
    """The file at today's version, made where it is missing, for its owner's eyes only."""
    make_private(database.path)
    grow(database, _STEPS)
    with database.write() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO meta VALUES ('secret', ?)", (secrets.token_hex(32),)
        )
    return database
