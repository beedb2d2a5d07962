"""The data folder into one file while others read it, and out of that file again."""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.answer import Assistant
from assistant.build import open_assistant
from assistant.settings import Settings
from assistant.version import product_version
from ingest.errors import CancuError
from ui.access.access import Access
from ui.probes import Probe, differing, probes
from vectorstore import schema
from vectorstore.archive import packing, unpack
from vectorstore.catalog import FILE_NAME, Catalog
from vectorstore.copying import copy_database, is_database, kept
from vectorstore.lock import WriterLock
from vectorstore.store import Mode, Store

LAST_BACKUP = "last_backup.json"  # in the data folder: when the last one was made
# What keeps a sound copy from being asked: its vectors are of a model this machine does not use.
_NOT_AT_HAND = frozenset(
    f"vectorstore.{key}"
    for key in ("other_embedder", "no_model", "no_model_in_folder", "model_unreadable")
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a copy comes from: release and tables, moment, the clock and home of its answers."""

    program: str
    schema: int
    made: str  # "2026-11-20T18:11:23+07:00"
    day: str  # "2026-11-20"
    home: str
    probes: Sequence[Probe] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is whole: its files, its size in bytes, the questions asked for it."""

    files: int
    size: int
    probes: int


class Held(StrEnum):
    """Whether a restored copy was held against the answers of its original."""

    SAME = "same"
    OTHER_RELEASE = "other_release"  # asked of another release, which may answer otherwise
    UNASKED = "unasked"  # its index is of an embedder that is not at hand


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy in its place; `differing` are the questions that it answers otherwise."""

    made: str
    probes: int
    held: Held
    differing: tuple[str, ...] = ()
    reason: CancuError | None = None
    has_accounts: bool = False


def back_up(path: Path, settings: Settings) -> Made:
    """Writes the archive; nothing is read in meanwhile, everybody else goes on.

    CancuError: no data, a writer at work, a file inside the data folder, a damaged database,
    nowhere to write to.
    """
    folder = settings.data
    _check_place(path, folder)
    if not (folder / FILE_NAME).exists():
        raise CancuError("vectorstore.no_data", folder=folder)
    assistant = open_assistant(settings)
    with assistant.store:
        made = _made(path, settings, assistant)
    note = {"made": _now(), "path": str(path.resolve())}
    (folder / LAST_BACKUP).write_text(json.dumps(note, ensure_ascii=False), "utf-8")
    return made


def _check_place(path: Path, folder: Path) -> None:
    """CancuError where no copy can lie: told before the slow part."""
    if path.resolve().is_relative_to(folder.resolve()):
        raise CancuError("running.backup_inside", path=path, folder=folder)
    if path.is_dir():
        raise CancuError("running.backup_is_folder", path=path)
    if not path.parent.is_dir():
        raise _unwritten(path, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))


def _made(path: Path, settings: Settings, assistant: Assistant) -> Made:
    """Asks before it locks the writers out, and once more where they were faster."""
    catalog = assistant.store.catalog
    generation, asked = catalog.generation(), probes(assistant)
    with _no_writer(settings.data):
        if catalog.generation() != generation:
            asked = probes(assistant)
        head = Head(
            product_version(), schema.VERSION, _now(), date.today().isoformat(), settings.unit
        )
        indexes = tuple(sorted(catalog.index_folders()))
        files = _pack(path, {**asdict(head), "probes": asked}, kept(settings.data, indexes))
    return Made(files, path.stat().st_size, len(asked))


@contextmanager
def _no_writer(folder: Path) -> Iterator[None]:
    lock = WriterLock(folder)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _pack(path: Path, head: Mapping[str, object], files: Iterable[tuple[str, Path]]) -> int:
    with packing(path, head) as packer, _beside(path) as passing:
        for name, file in files:
            if is_database(name):
                copy_database(file, passing)
                packer.add(name, passing)
                passing.unlink()
            else:
                packer.add(name, file)
        return packer.count


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A file name for what is only passing through, on the disk that has to have room anyway."""
    with tempfile.TemporaryDirectory(prefix=".cancu-", dir=path.parent) as folder:
        yield Path(folder, "copy.sqlite3")


def restore(path: Path, settings: Settings) -> Restored:
    """The data folder as it was, in its place once all its questions are answered the same.

    CancuError, and nothing in place: the folder holds something, the archive is none or damaged,
    the copy answers otherwise though it is of this very release.
    """
    folder = settings.data
    if folder.exists() and any(folder.iterdir()):
        raise CancuError("running.restore_filled", folder=folder)
    with _staging(folder) as staging:
        head = _head(unpack(path, staging), path)
        if not (staging / FILE_NAME).is_file():
            raise CancuError("running.backup_damaged", path=path)
        has_accounts = _log_everybody_out(staging)
        restored = _held_against(head, replace(settings, data=staging))
        if restored.held is Held.SAME and restored.differing:
            questions = "; ".join(restored.differing)
            raise CancuError("running.restore_differs", path=path, questions=questions)
        _move(staging, folder)
    return replace(restored, has_accounts=has_accounts)


def _log_everybody_out(staging: Path) -> bool:
    """Whoever was logged in when the copy was made is not now; False where none has accounts."""
    with closing(Access(staging)) as access:
        if access.is_made:
            access.log_everybody_out()
        return access.is_made


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder beside the one that is to be, gone again unless it was moved."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent.resolve()))
    except OSError as error:
        raise _unwritten(folder.parent, error) from error
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move(staging: Path, folder: Path) -> None:
    try:
        if folder.exists():
            folder.rmdir()
        staging.rename(folder)
    except OSError as error:
        raise _unwritten(folder, error) from error


def _unwritten(path: Path, error: OSError) -> CancuError:
    return CancuError("running.not_written", path=path, cause=error.strerror or error)


def _head(told: Mapping[str, Any], path: Path) -> Head:
    try:
        head = Head(**{field.name: told[field.name] for field in fields(Head)})
        date.fromisoformat(head.day)
    except (KeyError, TypeError, ValueError) as error:
        raise CancuError("running.backup_damaged", path=path) from error
    return head


def _held_against(head: Head, settings: Settings) -> Restored:
    """The copy asked what its original was asked, by the clock and the home of that day."""
    _bring_up(settings)
    day = date.fromisoformat(head.day)
    try:
        opened = open_assistant(replace(settings, unit=head.home), lambda: day)
    except CancuError as error:
        if error.key not in _NOT_AT_HAND:
            raise
        return Restored(head.made, len(head.probes), Held.UNASKED, reason=error)
    with opened.store:
        found = tuple(differing(opened, head.probes))
    is_same = (head.program, head.schema) == (product_version(), schema.VERSION)
    held = Held.SAME if is_same else Held.OTHER_RELEASE
    return Restored(head.made, len(head.probes), held, found)


def _bring_up(settings: Settings) -> None:
    """A catalog of an earlier release is opened for writing once, which brings it up to date."""
    with closing(Catalog(settings.data)) as catalog:
        found = schema.version(catalog.database.connection)
    if found < schema.VERSION:
        Store.open(settings.data, settings.embeddings, Mode.WRITE).close()


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
