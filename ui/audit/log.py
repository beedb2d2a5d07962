"""The audit log of a data folder: entries are added, and nothing else, until their time is over.

Kept 12 months by default: NĐ 330/2026 Điều 34 asks 90 days for addresses and logins, TCVN 14423
twelve months at its highest level. What an entry says is masked before it is written.
"""

import json
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from ingest.errors import CancuError
from ui.audit.entry import Entry, from_json, moment, to_json, with_masks
from ui.audit.event import Event
from vectorstore.database import Database
from vectorstore.steps import grow, make_private

FILE_NAME = "audit.sqlite3"
MONTHS = 12
_PATIENCE = 2_000  # milliseconds that an answer waits for another writer
MOST = 10_000  # entries handed out at once
_KEPT = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (SELECT months FROM kept) || ' months')"
_STEPS = (
    (
        "CREATE TABLE kept (months INTEGER NOT NULL)",
        f"INSERT INTO kept VALUES ({MONTHS})",
        "CREATE TABLE entries (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, "
        "event TEXT NOT NULL, entry TEXT NOT NULL)",
        "CREATE INDEX entries_at ON entries (at, event)",
        "CREATE TRIGGER entries_stand BEFORE UPDATE ON entries "
        "BEGIN SELECT RAISE(ABORT, 'an entry of the audit log is never changed'); END",
        # REPLACE would delete the other one without a word
        "CREATE TRIGGER entries_once BEFORE INSERT ON entries "
        "WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id OR n = NEW.n) "
        "BEGIN SELECT RAISE(ABORT, 'an entry of the audit log is never changed'); END",
        f"CREATE TRIGGER entries_stay BEFORE DELETE ON entries WHEN OLD.at >= {_KEPT} "
        "BEGIN SELECT RAISE(ABORT, 'an entry of the audit log is kept for its time'); END",
    ),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: from a moment on, before another, of one event; "" and None ask nothing."""

    since: str = ""
    before: str = ""
    event: Event | None = None


def wanted(first: str, last: str, event: str) -> Wanted:
    """What somebody asks for: days of this machine's calendar, both counted in, and an event.

    CancuError for a day or an event that there is none of.
    """
    if event and event not in set(Event):
        raise CancuError("audit.unknown_event", event=event, events=", ".join(Event))
    since = moment(_midnight(first)) if first else ""
    before = moment(_midnight(last) + timedelta(days=1)) if last else ""
    return Wanted(since, before, Event(event) if event else None)


def _midnight(day: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(day), time()).astimezone()
    except ValueError as error:
        raise CancuError("audit.no_day", day=day) from error


class AuditLog:
    """Written and read from any thread, by several processes.

    The file is made at the first write. An entry that cannot be written does not stop what it
    tells of: an office goes on working on a full disk, but is told. `trouble` then says why,
    `/readyz` and the log of defects pass it on, and the next entry that is written ends it.
    """

    def __init__(self, folder: Path, months: int = MONTHS) -> None:
        self.trouble = ""
        self._database = Database(folder / FILE_NAME)
        self.months = months
        self._lock = threading.Lock()
        self._is_ready = False
        self._pruned_on = ""

    def write(self, one: Entry) -> str:
        """The id of the entry, written; "" where that cannot be."""
        said = with_masks(one)
        values = (said.id, said.at, said.event, json.dumps(to_json(said), ensure_ascii=False))
        try:
            database = self._ready()
            database.connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            with database.write() as connection:
                connection.execute(
                    "INSERT INTO entries (id, at, event, entry) VALUES (?, ?, ?, ?)", values
                )
            self._prune(said.at[:10])
        except (sqlite3.Error, OSError) as error:
            self._tell(error)
            return ""
        self.trouble = ""
        return said.id

    def entries(self, wanted: Wanted, limit: int = MOST, offset: int = 0) -> Iterator[Entry]:
        """The entries that are wanted, the newest first."""
        where, values = _where(wanted)
        sql = f"SELECT entry FROM entries{where} ORDER BY n DESC LIMIT ? OFFSET ?"
        for (said,) in self._rows(sql, (*values, limit, offset)):
            yield from_json(json.loads(said))

    def every(self, wanted: Wanted) -> Iterator[Entry]:
        """All of them, read a page at a time."""
        at = 0
        while page := list(self.entries(wanted, MOST, at)):
            yield from page
            at += len(page)

    def count(self, wanted: Wanted) -> int:
        """How many there are of them."""
        where, values = _where(wanted)
        rows = self._rows(f"SELECT count(*) FROM entries{where}", values)
        return int(rows[0][0]) if rows else 0

    def entry(self, entry_id: str) -> Entry | None:
        """One entry; None where none has this id, or its time is over."""
        rows = self._rows("SELECT entry FROM entries WHERE id = ?", (entry_id,))
        return from_json(json.loads(rows[0][0])) if rows else None

    def close(self) -> None:
        """Closes the file."""
        self._database.close()

    def _rows(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        return self._ready().rows(sql, values) if self._database.path.exists() else []

    def _ready(self) -> Database:
        with self._lock:
            if not self._is_ready:
                make_private(self._database.path)
                grow(self._database, _STEPS)
                with self._database.write() as connection:
                    connection.execute("UPDATE kept SET months = ?", (self.months,))
                self._is_ready = True
        return self._database

    def _prune(self, day: str) -> None:
        """Takes out, once a day, what is older than it is kept."""
        if self._pruned_on != day:
            self._pruned_on = day
            with self._database.write() as connection:
                connection.execute(f"DELETE FROM entries WHERE at < {_KEPT}")

    def _tell(self, error: Exception) -> None:
        """Says once per trouble that the log is not written."""
        if not self.trouble:
            logging.getLogger("cancu").error("audit log not written: %s", error)
        self.trouble = str(error)


def is_writable(folder: Path) -> bool:
    """True where an entry can be written now; SQLite's error where it cannot. Writes nothing."""
    path = folder / FILE_NAME
    if path.exists():
        address = f"{path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE / 1000)) as file:
            file.execute("BEGIN IMMEDIATE")
    return True


def _where(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    asked = (
        ("at >= ?", wanted.since),
        ("at < ?", wanted.before),
        ("event = ?", wanted.event or ""),
    )
    given = [(condition, value) for condition, value in asked if value]
    where = " AND ".join(condition for condition, _ in given)
    return (f" WHERE {where}" if where else "", tuple(value for _, value in given))
