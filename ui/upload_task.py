"""One upload or removal, from its file to the catalog, in steps that may be cut off anywhere.

What is to be done is written down first (`<id>.json` under `uploads/.part`) and crossed out last.
A start finds what is not crossed out and does it again: each step looks at what is there.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.settings import Settings, environment_of
from ingest.document import Shelf
from ingest.text import nfc
from prompts import Language, say
from ui.command import LOCKED
from vectorstore.catalog import Catalog
from vectorstore.intake import NICENESS
from vectorstore.records import DocumentRecord

LONGEST_SECONDS = 3_600  # of reading one file: a thousand pages take minutes

Run = Callable[[Sequence[str]], "Finished"]


class Interrupted(Exception):
    """The server stops, or another process writes: the task stays written down."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a command of ours ended: what it printed, and the sentence it left."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: take a file in, or remove a document with its uploaded files."""

    id: str
    what: Literal["take", "remove"]
    name: str = ""
    shelf: str = Shelf.INTERNAL.value
    sha256: str = ""
    replace: bool = False
    document_id: str = ""
    files: tuple[str, ...] = ()  # of a removal: what was uploaded of the document
    language: Language = "vi"

    @classmethod
    def read(cls, note: Path) -> "Task":
        """The task as it was written down."""
        fields: dict[str, Any] = json.loads(note.read_text("utf-8"))
        return cls(**{**fields, "files": tuple(fields["files"])})


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a task: the document, or a sentence with the status that says why not."""

    document_id: str = ""
    is_new: bool = False
    problem: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of uploads: a shelf a folder, and what is under way beside them."""

    folder: Path

    @property
    def parts(self) -> Path:
        """What is not yet, or no longer, a document."""
        return self.folder / ".part"

    def part(self, task_id: str) -> Path:
        """The bytes as they came."""
        return self.parts / f"{task_id}.part"

    def aside(self, task_id: str, shelf: str) -> Path:
        """What lay where the new file goes, until that is a document."""
        return self.parts / f"{task_id}.{shelf}.old"

    def note(self, task_id: str) -> Path:
        """What is to be done."""
        return self.parts / f"{task_id}.json"

    def file(self, shelf: str, name: str) -> Path:
        """Where an uploaded file stays."""
        return self.folder / shelf / name

    def uploaded(self, record: DocumentRecord) -> list[Path]:
        """The files of a document that were uploaded; one that lies elsewhere is somebody's own."""
        root = self.folder.resolve()
        noted = [Path(place) for place in (record.location, *record.aliases)]
        # Brought back from a backup, the folder may lie elsewhere than the catalog knows.
        named = [root / shelf.value / record.source for shelf in Shelf]
        mine = [place for place in noted if place.is_relative_to(root)]
        return [*mine, *(f for f in named if f not in mine and digest(f) == record.sha256)]

    def write(self, task: Task) -> None:
        """Notes the task, whole or not at all."""
        draft = self.note(task.id).with_suffix(".new")
        with draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(task), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self.note(task.id))


def digest(file: Path) -> str:
    """The SHA-256 of a file's bytes; "" where there is none."""
    if not file.is_file():
        return ""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def perform(task: Task, place: Place, catalog: Catalog, run: Run) -> Ended:
    """Does the task and crosses it out; `Interrupted` where it has to be done again later."""
    step = _take if task.what == "take" else _remove
    ended = step(task, place, catalog, run)
    _cross_out(task, place)
    return ended


def forget(task: Task, place: Place, catalog: Catalog) -> None:
    """Clears up after a step that broke: nothing of the new file stays, what was there stays."""
    target = place.file(task.shelf, task.name)
    is_replaced = any(place.aside(task.id, shelf.value).exists() for shelf in Shelf)
    if task.what == "take" and (is_replaced or not _record_at(target, catalog)):
        target.unlink(missing_ok=True)
    _put_back(task, place)
    _cross_out(task, place)


def _cross_out(task: Task, place: Place) -> None:
    place.part(task.id).unlink(missing_ok=True)
    place.note(task.id).unlink(missing_ok=True)


def _record_at(file: Path, catalog: Catalog) -> DocumentRecord | None:
    """The document whose bytes lie there."""
    here = nfc(str(file.resolve()))
    return next((r for r in catalog.documents() if here in (r.location, *r.aliases)), None)


def _take(task: Task, place: Place, catalog: Catalog, run: Run) -> Ended:
    target = place.file(task.shelf, task.name)
    if place.part(task.id).exists():
        there = [shelf.value for shelf in Shelf if place.file(shelf.value, task.name).exists()]
        others = [s for s in there if digest(place.file(s, task.name)) != task.sha256]
        is_public = task.shelf == Shelf.INTERNAL and Shelf.PUBLIC in there
        if known := _known(task, catalog, is_in_the_way=bool(others) or is_public):
            if known.shelf != task.shelf:
                key = "upload_is_public" if is_public else "upload_stays_public"
                return _failed(task, key, 409, name=known.source)
            return Ended(known.id)
        if others and not task.replace:
            return _failed(task, "upload_name_taken", 409, name=task.name)
        for shelf in there:
            os.replace(place.file(shelf, task.name), place.aside(task.id, shelf))
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(place.part(task.id), target)
    ended = (
        _read_in(task, place, catalog, run, target)
        if target.exists()
        else _failed(task, "upload_bad_form", 400)  # cut off while it cleared up after a failure
    )
    if ended.problem:
        target.unlink(missing_ok=True)
        _put_back(task, place)
    return ended


def _read_in(task: Task, place: Place, catalog: Catalog, run: Run, target: Path) -> Ended:
    """The file as a document, or why it cannot be one."""
    done = run(("ingest", str(target), "--shelf", task.shelf, "--json"))
    rows = json.loads(done.out) if done.out.strip() else []
    if not rows:
        return Ended(problem=_last_words(done, task), status=500)
    row: Mapping[str, Any] = rows[0]
    if row["outcome"] in ("failed", "skipped"):
        return Ended(problem=row["reason"], status=422)
    _drop_replaced(task, place, catalog, run, row["document_id"])
    return Ended(row["document_id"], is_new=row["outcome"] in ("added", "replaced"))


def _drop_replaced(task: Task, place: Place, catalog: Catalog, run: Run, document_id: str) -> None:
    """What was laid aside goes, and with it a document whose bytes lie nowhere else: the one of
    the other shelf, or of a folder that was brought back from a backup."""
    for shelf in Shelf:
        aside = place.aside(task.id, shelf.value)
        old = digest(aside)
        for record in catalog.documents() if old else ():
            lies = any(Path(place).exists() for place in (record.location, *record.aliases))
            if record.sha256 == old and record.id != document_id and not lies:
                run(("remove", record.id))
        aside.unlink(missing_ok=True)


def _put_back(task: Task, place: Place) -> None:
    for shelf in Shelf:
        aside = place.aside(task.id, shelf.value)
        if aside.exists():
            os.replace(aside, place.file(shelf.value, task.name))


def _remove(task: Task, place: Place, catalog: Catalog, run: Run) -> Ended:
    """The document first: while its file lies there, a start can do it again."""
    if _is_held(task, catalog):
        done = run(("remove", task.document_id))
        if _is_held(task, catalog):
            return Ended(problem=_last_words(done, task), status=500)
    for file in task.files:
        Path(file).unlink(missing_ok=True)
    return Ended(task.document_id)


def _is_held(task: Task, catalog: Catalog) -> bool:
    return any(record.id == task.document_id for record in catalog.documents())


def _last_words(done: Finished, task: Task) -> str:
    """What the command said last; a sentence of ours where it was ended from outside."""
    said = done.err.strip().splitlines()
    return said[-1] if done.code > 0 and said else say("api.upload_broke", task.language)


def _known(task: Task, catalog: Catalog, *, is_in_the_way: bool) -> DocumentRecord | None:
    """The document of these bytes, where it is seen by all who should, and maybe by more."""
    if is_in_the_way and task.replace:
        return None
    return next(
        (
            record
            for record in catalog.documents()
            if record.sha256 == task.sha256
            and (record.shelf == Shelf.PUBLIC or task.shelf == Shelf.INTERNAL.value)
        ),
        None,
    )


def _failed(task: Task, key: str, status: int, **fields: object) -> Ended:
    return Ended(problem=say(f"api.{key}", task.language, **fields), status=status)


def run_command(
    words: Sequence[str], settings: Settings, begun: Callable[["subprocess.Popen[str]"], None]
) -> Finished:
    """A command of ours in a process of its own, the last to get the processor.

    `begun` is told of the process, so that it can be ended; so is one that takes too long. A code
    below 0 is the signal that ended it. `Interrupted` where another process writes.
    """
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "ui", *words],
        env=environment_of(settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    ) as process:
        begun(process)
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, NICENESS)
        try:
            out, err = process.communicate(timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
    if process.returncode == LOCKED:
        raise Interrupted
    return Finished(process.returncode, out, err)
