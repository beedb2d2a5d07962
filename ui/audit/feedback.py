"""What users say of answers: a thumb, a reason, a few words; read and marked by editors.

It lies beside the audit log in a file of its own, since it changes: a second word of the same
visitor on the same answer stands in place of the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from assistant.state_secrets import is_secret
from ingest.errors import CancuError
from ui.access.visitor import Visitor
from ui.audit.entry import Entry, moment
from ui.audit.log import AuditLog
from ui.audit.masked import masked
from vectorstore.database import Database
from vectorstore.steps import grow, make_private

FILE_NAME = "feedback.sqlite3"
LONGEST_COMMENT = 1_000  # characters
MOST = 200  # handed out at once
_STEPS = (
    (
        "CREATE TABLE feedback (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
        "answer_id TEXT NOT NULL, visitor TEXT NOT NULL, at TEXT NOT NULL, "
        "verdict TEXT NOT NULL, reason TEXT NOT NULL, comment TEXT NOT NULL, "
        "reviewed TEXT NOT NULL DEFAULT '', reviewer TEXT NOT NULL DEFAULT '', "
        "UNIQUE (answer_id, visitor))",
    ),
)
_FIELDS = "id, answer_id, at, verdict, reason, comment, reviewed, reviewer"


class Verdict(StrEnum):
    """Whether an answer helped."""

    UP = "up"
    DOWN = "down"


class Why(StrEnum):
    """Why it did not, from a short list."""

    WRONG_FIGURE = "wrong_figure"
    WRONG_DOCUMENT = "wrong_document"
    NOT_FOUND = "not_found"  # though the documents hold it
    HARD_TO_READ = "hard_to_read"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Said:
    """What one visitor says of one answer. `reviewed` is when an editor read it, "" until then."""

    id: str
    answer_id: str
    at: str
    verdict: Verdict
    reason: str
    comment: str
    reviewed: str = ""
    reviewer: str = ""
    answer: Entry | None = None  # as it is on record; None once its time there is over


class Feedback:
    """Written and read from any thread; the file is made at the first word."""

    def __init__(self, folder: Path, log: AuditLog) -> None:
        self._database = Database(folder / FILE_NAME)
        self._log = log
        self._is_ready = False

    def say(
        self, visitor: Visitor, answer_id: str, verdict: Verdict, reason: str, comment: str
    ) -> Said:
        """What was said, kept. CancuError where no such answer is on record."""
        if self._log.entry(answer_id) is None:
            raise CancuError("audit.unknown_answer", id=answer_id)
        words = "" if is_secret(comment) else masked(comment.strip())
        now = moment(datetime.now(UTC))
        values = (uuid4().hex, answer_id, _who(visitor), now, verdict, reason, words)
        with self._ready().write() as connection:
            connection.execute(
                "DELETE FROM feedback WHERE at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)",
                (f"-{self._log.months} months",),
            )
            connection.execute(
                "INSERT INTO feedback (id, answer_id, visitor, at, verdict, reason, comment) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (answer_id, visitor) DO UPDATE SET "
                "at = excluded.at, verdict = excluded.verdict, reason = excluded.reason, "
                "comment = excluded.comment, reviewed = '', reviewer = ''",
                values,
            )
        return self._one("answer_id = ? AND visitor = ?", (answer_id, _who(visitor)))

    def every(
        self, verdict: Verdict | None, reviewed: bool | None, limit: int = MOST, offset: int = 0
    ) -> tuple[Said, ...]:
        """What was said, the newest first, with the answer it was said of."""
        where, values = _where(verdict, reviewed)
        order = "ORDER BY at DESC, n DESC LIMIT ? OFFSET ?"
        return tuple(self._rows(f"{where} {order}", (*values, limit, offset)))

    def count(self, verdict: Verdict | None, reviewed: bool | None) -> int:
        """How much was said."""
        where, values = _where(verdict, reviewed)
        if not self._database.path.exists():
            return 0
        rows = self._ready().rows(f"SELECT count(*) FROM feedback WHERE {where}", values)
        return int(rows[0][0])

    def review(self, visitor: Visitor, feedback_id: str) -> Said:
        """It, marked as read by an editor. CancuError where there is none of this id."""
        now = moment(datetime.now(UTC))
        found = self._one("id = ?", (feedback_id,))
        with self._ready().write() as connection:
            connection.execute(
                "UPDATE feedback SET reviewed = ?, reviewer = ? WHERE id = ?",
                (now, visitor.name or visitor.via.value, found.id),
            )
        return self._one("id = ?", (feedback_id,))

    def close(self) -> None:
        """Closes the file."""
        self._database.close()

    def _one(self, where: str, values: Sequence[str]) -> Said:
        found = next(self._rows(where, values), None)
        if found is None:
            raise CancuError("audit.unknown_feedback", id=values[0])
        return found

    def _rows(self, where: str, values: Sequence[object]) -> Iterator[Said]:
        if self._database.path.exists():
            sql = f"SELECT {_FIELDS} FROM feedback WHERE {where}"
            for row in self._ready().rows(sql, values):
                yield self._said(row)

    def _said(self, row: Sequence[str]) -> Said:
        said, answer_id, at, verdict, reason, comment, reviewed, reviewer = row
        answer = self._log.entry(answer_id)
        told = (Verdict(verdict), reason, comment, reviewed, reviewer, answer)
        return Said(said, answer_id, at, *told)

    def _ready(self) -> Database:
        if not self._is_ready:
            make_private(self._database.path)
            grow(self._database, _STEPS)
            self._is_ready = True
        return self._database


def _where(verdict: Verdict | None, reviewed: bool | None) -> tuple[str, tuple[str, ...]]:
    read = {None: "1", True: "reviewed <> ''", False: "reviewed = ''"}[reviewed]
    return (f"verdict = ? AND {read}", (verdict,)) if verdict else (read, ())


def _who(visitor: Visitor) -> str:
    """One visitor: an account, a talk of the widget, else an address."""
    one = visitor.session or ("" if visitor.name else visitor.address)
    return f"{visitor.via}:{visitor.name}:{one}"
