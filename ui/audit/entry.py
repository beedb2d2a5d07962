"""What one line of the audit log says: who did what, when, from where, and what came of it."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from getpass import getuser
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from assistant.conversation import Turn
from ui.audit.event import Event
from ui.audit.masked import masked

if TYPE_CHECKING:  # it brings the web framework, which no command should wait for
    from ui.access.visitor import Visitor

LONGEST_ABOUT = 500  # characters that are kept of what was done


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as it was when it was cited: its id and the hash of its very bytes."""

    id: str
    sha256: str
    number: str
    source: str
    shelf: str


@dataclass(frozen=True, slots=True)
class Context:
    """What else an answer hangs on besides its question: enough to have it again."""

    unit: str = ""  # chosen by who asks
    home: str = ""  # of the settings
    shelves: tuple[str, ...] = ()
    generation: int = 0  # of the catalog
    program: str = ""
    reader: int = 0
    day: str = ""  # by the clock that "năm nay" is read by: "2026-11-20"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. A question with a state secret leaves its hash and no word, nor its answer."""

    id: str
    at: str  # in UTC: "2026-11-20T18:11:23.456Z"
    event: Event
    who: str
    role: str
    via: str
    address: str
    session: str = ""  # of a widget
    about: str = ""  # what it was done to: the path of a door
    status: str = ""  # of an answer; of HTTP for all else
    question: str = ""
    secret_sha256: str = ""
    history: tuple[Turn, ...] = ()
    answer: str = ""
    documents: tuple[Cited, ...] = ()
    context: Context = Context()
    duration_ms: float = 0.0


COLUMNS = tuple(field.name for field in fields(Entry))


def entry(event: Event, visitor: "Visitor", **said: Any) -> Entry:
    """An entry of this moment."""
    role = visitor.role.value if visitor.role else ""
    of = (visitor.name, role, visitor.via.value, visitor.address, visitor.session)
    return Entry(*_now(), event, *of, **said)


def at_machine(event: Event, **said: Any) -> Entry:
    """An entry of this moment for a command that its user ran on this machine."""
    return Entry(*_now(), event, _user(), "", "command", "", **said)


def _user() -> str:
    """The user of this machine by name, else by number: a container's may have none."""
    try:
        return getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _now() -> tuple[str, str]:
    """An id that nobody can guess, and the moment."""
    return uuid4().hex, moment(datetime.now(UTC))


def moment(at: datetime) -> str:
    """A moment as entries write it, so that they sort as they follow."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def digest(text: str) -> str:
    """The hash by which a text that is kept nowhere can be told to be the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def with_masks(one: Entry) -> Entry:
    """The entry with personal numbers masked wherever somebody may have typed or quoted one."""
    turns = tuple(replace(turn, content=masked(turn.content)) for turn in one.history)
    return replace(
        one,
        about=masked(one.about),
        question=masked(one.question),
        history=turns,
        answer=masked(one.answer),
        context=replace(one.context, unit=masked(one.context.unit)),
    )


def to_json(one: Entry) -> dict[str, Any]:
    """The entry as plain data."""
    return asdict(one)


def from_json(said: Mapping[str, Any]) -> Entry:
    """The entry that was written as this."""
    context = dict(said["context"])
    return Entry(
        **{
            **said,
            "event": Event(said["event"]),
            "history": tuple(Turn(**turn) for turn in said["history"]),
            "documents": tuple(Cited(**cited) for cited in said["documents"]),
            "context": Context(**{**context, "shelves": tuple(context["shelves"])}),
        }
    )


def in_cells(one: Entry) -> list[str]:
    """The entry as a row of a sheet, in the order of `COLUMNS`."""
    said = to_json(one)
    return [_in_cell(said[name]) for name in COLUMNS]


def _in_cell(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False) if value else ""
