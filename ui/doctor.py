"""What the person who runs the program should know of it: each check with what to do."""

import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from importlib.metadata import PackageNotFoundError, distribution, requires
from ipaddress import ip_address
from pathlib import Path

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.access import Access
from ui.access.records import state_of
from ui.access.visitor import AccessRole
from ui.backup import LAST_BACKUP
from ui.filters import known_units
from ui.ready import ENOUGH_DISK, free_disk
from vectorstore.catalog import FILE_NAME
from vectorstore.check import check, waiting, without_text
from vectorstore.lock import WriterLock
from vectorstore.store import Store

_OLD_BACKUP = timedelta(days=7)
_SHOWN = 3  # of many files or faults; the rest is counted
_HANOI = timedelta(hours=7)
_FIRST_YEAR = 2026  # of this program: a clock before it was never set


class Level(StrEnum):
    """How a check ended: only the last one keeps people from their answers."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Checked:
    """One check. `found` names its sentence among those of the check; a CancuError is its own."""

    name: str
    level: Level
    found: str
    fields: Mapping[str, object] = field(default_factory=dict)
    error: CancuError | None = None

    def sentence(self, language: Language) -> str:
        """What was found, and what to do where something is to be done."""
        if self.error is not None:
            return self.error.sentence(language)
        return say(f"running.doctor_{self.name}_{self.found}", language, **self.fields)


def examine(settings: Settings) -> tuple[Checked, ...]:
    """Every check in the order of what rests on what; never an exception for what it finds."""
    alone = (_python, _folder, _disk, _lock, _users, _address, _backup, _clock)
    found = [_made(test, settings) for test in alone]
    try:
        store = Store.open(settings.data, settings.embeddings)
    except CancuError as error:
        return (*found, Checked("catalog", Level.BAD, "", error=error))
    with store:
        of_store = (_catalog, _index, _documents, _model, _home)
        found += [_made(partial(test, store), settings) for test in of_store]
    return tuple(found)


def _made(test: Callable[[Settings], Checked], settings: Settings) -> Checked:
    try:
        return test(settings)
    except OSError as error:
        folder, cause = settings.data, error.strerror or error
        return Checked(
            "files", Level.BAD, "unread", {"path": error.filename or folder, "cause": cause}
        )


def _python(settings: Settings) -> Checked:
    wanted = [line for line in requires("cancu") or () if "extra ==" not in line]
    names = [_name(line) for line in wanted]
    missing = [name for name in names if not _is_installed(name)]
    if missing:
        return Checked("python", Level.BAD, "lacks", {"missing": ", ".join(missing)})
    told = {"version": platform.python_version(), "packages": len(names), "folder": sys.prefix}
    return Checked("python", Level.GOOD, "there", told)


def _name(requirement: str) -> str:
    return "".join(_letters(requirement))


def _letters(requirement: str) -> Iterator[str]:
    """The letters of a requirement before its version."""
    for letter in requirement:
        if not (letter.isalnum() or letter in "-_."):
            return
        yield letter


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _folder(settings: Settings) -> Checked:
    """Others of the machine need not read what holds internal papers and accounts."""
    folder = settings.data
    if not folder.is_dir():
        return Checked("folder", Level.BAD, "missing", {"folder": folder.resolve()})
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Checked("folder", Level.BAD, "shut", {"folder": folder.resolve()})
    if os.name == "posix" and folder.stat().st_mode & 0o007:
        return Checked("folder", Level.LOOK, "open", {"folder": folder.resolve()})
    return Checked("folder", Level.GOOD, "there", {"folder": folder.resolve()})


def _disk(settings: Settings) -> Checked:
    free = free_disk(settings.data if settings.data.is_dir() else settings.data.resolve().parent)
    told = {"gigabytes": f"{free / 1e9:.1f}"}
    is_enough = free >= ENOUGH_DISK
    return Checked(
        "disk", Level.GOOD if is_enough else Level.BAD, "room" if is_enough else "full", told
    )


def _lock(settings: Settings) -> Checked:
    holder = WriterLock(settings.data).holder() if settings.data.is_dir() else None
    if holder is None:
        return Checked("lock", Level.GOOD, "free")
    return Checked("lock", Level.GOOD, "held", {"process": holder})


def _users(settings: Settings) -> Checked:
    with closing(Access(settings.data)) as access:
        if access.has_users:
            return _accounts(access)
    is_here = ip_address(settings.address).is_loopback
    return Checked("users", Level.LOOK if is_here else Level.BAD, "none" if is_here else "needed")


def _accounts(access: Access) -> Checked:
    """Without an administrator who can log in nobody can let the others in."""
    users, now = access.users.every(), access.now()
    usable = [u for u in users if state_of(u, now) == "open" or access.users.is_last_admin(u)]
    if any(user.role is AccessRole.ADMIN for user in usable):
        return Checked("users", Level.GOOD, "there", {"count": len(usable)})
    admins = (user for user in users if user.role is AccessRole.ADMIN)
    invited = next((user for user in admins if state_of(user, now) == "invited"), None)
    if invited is None:
        return Checked("users", Level.LOOK, "shut")
    return Checked("users", Level.LOOK, "invited", {"name": invited.name})


def _address(settings: Settings) -> Checked:
    told = {"address": settings.address, "urls": ", ".join(settings.urls)}
    is_here = ip_address(settings.address).is_loopback
    if not settings.urls:
        return Checked(
            "address", Level.GOOD if is_here else Level.BAD, "here" if is_here else "nameless", told
        )
    if any(url.startswith("http://") for url in settings.urls):
        return Checked("address", Level.LOOK, "plain", told)
    return Checked(
        "address", Level.GOOD if is_here else Level.LOOK, "proxied" if is_here else "bare", told
    )


def _backup(settings: Settings) -> Checked:
    note = settings.data / LAST_BACKUP
    if not note.is_file():
        return Checked("backup", Level.LOOK, "none")
    last = json.loads(note.read_text("utf-8"))
    age = datetime.now(UTC) - datetime.fromisoformat(last["made"])
    told = {"days": age.days, "path": last["path"]}
    is_old = age > _OLD_BACKUP
    return Checked(
        "backup", Level.LOOK if is_old else Level.GOOD, "old" if is_old else "made", told
    )


def _clock(settings: Settings) -> Checked:
    """What "năm nay" means hangs on it, and who is logged in."""
    now = datetime.now().astimezone()
    told = {"now": now.strftime("%d/%m/%Y %H:%M %z")}
    newest = max((path.stat().st_mtime for path in _files(settings.data)), default=0.0)
    if now.year < _FIRST_YEAR or newest > now.timestamp() + timedelta(days=1).total_seconds():
        return Checked("clock", Level.BAD, "wrong", told)
    is_local = now.utcoffset() == _HANOI
    return Checked(
        "clock", Level.GOOD if is_local else Level.LOOK, "right" if is_local else "abroad", told
    )


def _files(folder: Path) -> Iterator[Path]:
    return folder.glob("*.sqlite3") if folder.is_dir() else iter(())


def _catalog(store: Store, settings: Settings) -> Checked:
    return Checked("catalog", Level.GOOD, "there", {"file": settings.data / FILE_NAME})


def _index(store: Store, settings: Settings) -> Checked:
    try:
        wrong = check(store)
    except Exception as error:  # what cannot even be opened does not agree
        wrong = [str(error)]
    if waiting(store):
        return Checked("index", Level.LOOK, "behind", {"count": waiting(store)})
    if wrong:
        return Checked("index", Level.BAD, "wrong", {"count": len(wrong), "first": _first(wrong)})
    return Checked("index", Level.GOOD, "agrees")


def _documents(store: Store, settings: Settings) -> Checked:
    count, blank = len(store.catalog.documents()), without_text(store)
    if not count:
        return Checked("documents", Level.LOOK, "none")
    if blank:
        told = {"count": len(blank), "first": _first(blank)}
        return Checked("documents", Level.LOOK, "blank", told)
    return Checked("documents", Level.GOOD, "there", {"count": count})


def _model(store: Store, settings: Settings) -> Checked:
    """Opening the store has opened it already."""
    found = "model" if settings.embeddings else "own"
    return Checked("model", Level.GOOD, found, {"name": settings.embeddings})


def _home(store: Store, settings: Settings) -> Checked:
    if not settings.unit:
        return Checked("home", Level.LOOK, "none")
    try:
        known_units(settings.unit, store.catalog)
    except CancuError as error:
        return Checked("home", Level.LOOK, "", error=error)
    return Checked("home", Level.GOOD, "known", {"unit": settings.unit})


def _first(items: list[str]) -> str:
    more = len(items) - _SHOWN
    return "; ".join(items[:_SHOWN]) + (f" (+{more})" if more > 0 else "")
