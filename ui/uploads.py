"""Documents that come and go while the server runs: a queue, worked off one at a time.

A file is read in by `cancu ingest` in a process of its own: reading may take all memory, and
whatever a hostile file does, it does not do to the server. What is under way is written down beside
the files (`ui/upload_task.py`), so that the next start finishes it.
"""

import subprocess
import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from uuid import uuid4

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language
from ui.log import log_defect
from ui.upload_task import (
    Ended,
    Finished,
    Interrupted,
    Place,
    Task,
    forget,
    perform,
    run_command,
)
from vectorstore.catalog import Catalog

_MOST_WAITING = 100
_REMEMBERED = 1_000  # what became of the last ones
_AGAIN_SECONDS = 5.0  # until another process that writes is asked again

State = Literal["waiting", "reading", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A task and how far it is."""

    task: Task
    state: State
    ended: Ended = Ended()


class Uploads:
    """Takes files in and documents out, one at a time. Start and stop it with the server."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self.place = Place(settings.data / "uploads")
        self._catalog, self._settings = catalog, settings
        self._waiting: deque[Task] = deque()
        self._known: OrderedDict[str, Upload] = OrderedDict()
        self._futures: dict[str, Future[Ended]] = {}
        self._change = threading.Condition()
        self._is_stopping = False
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Forgets what came in part only, takes up what was left undone, and begins."""
        self._is_stopping = False
        for task in self._left_undone():
            self._enqueue(task)
        self._thread = threading.Thread(target=self._work, name="uploads", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends what is being read, which the next start reads anew."""
        with self._change:
            self._is_stopping = True
            self._change.notify_all()
            if self._process:
                self._process.kill()  # which loses nothing, and need not wait for a long file
        if self._thread:
            self._thread.join()

    def new_part(self) -> tuple[str, Path]:
        """An id, and where its bytes may be written; CancuError where too many wait."""
        if len(self._waiting) >= _MOST_WAITING:
            raise CancuError("api.upload_crowded", count=len(self._waiting))
        task_id = uuid4().hex
        self.place.parts.mkdir(parents=True, exist_ok=True)
        return task_id, self.place.part(task_id)

    def submit(self, task: Task) -> "Future[Ended]":
        """Writes the task down and has it done; what comes of it may be waited for."""
        self.place.parts.mkdir(parents=True, exist_ok=True)
        self.place.write(task)
        return self._enqueue(task)

    def remove(self, document_id: str, language: Language) -> "tuple[str, Future[Ended]]":
        """Has a document taken out with its uploaded files; CancuError where there is none."""
        record = self._catalog.record(document_id)
        files = tuple(str(file) for file in self.place.uploaded(record))
        task = Task(
            uuid4().hex, "remove", record.source, record.shelf.value,
            document_id=document_id, files=files, language=language,
        )  # fmt: skip
        return task.id, self.submit(task)

    def find(self, upload_id: str) -> Upload:
        """How far it is; CancuError where there is none of this id."""
        with self._change:
            found = self._known.get(upload_id)
        if found is None:
            raise CancuError("api.upload_unknown", id=upload_id)
        return found

    def _enqueue(self, task: Task) -> "Future[Ended]":
        future: Future[Ended] = Future()
        with self._change:
            self._futures[task.id] = future
            self._known[task.id] = Upload(task, "waiting")
            self._waiting.append(task)
            self._change.notify_all()
        return future

    def _left_undone(self) -> list[Task]:
        """What was written down and not crossed out; bytes of what was not are let go of."""
        parts = self.place.parts
        notes = sorted(parts.glob("*.json"), key=lambda note: note.stat().st_mtime_ns)
        tasks = [Task.read(note) for note in notes]
        ids = {task.id for task in tasks}
        for part in parts.glob("*"):
            if part.name.split(".")[0] not in ids or part.suffix == ".new":
                part.unlink(missing_ok=True)
        return tasks

    # The worker

    def _work(self) -> None:
        while task := self._next():
            self._mark(Upload(task, "reading"))
            try:
                ended = perform(task, self.place, self._catalog, self._run_for(task))
            except Interrupted:
                self._later(task)
            except Exception:  # a full disk, a defect: the queue goes on
                problem = log_defect(self._settings)
                forget(task, self.place, self._catalog)
                self._finish(task, Ended(problem=problem, status=500))
            else:
                self._finish(task, ended)

    def _next(self) -> Task | None:
        with self._change:
            self._change.wait_for(lambda: self._waiting or self._is_stopping)
            return None if self._is_stopping else self._waiting.popleft()

    def _later(self, task: Task) -> None:
        """Another process writes, or the server stops."""
        self._mark(Upload(task, "waiting"))
        with self._change:
            self._waiting.appendleft(task)
            self._change.wait_for(lambda: self._is_stopping, _AGAIN_SECONDS)

    def _finish(self, task: Task, ended: Ended) -> None:
        self._mark(Upload(task, "failed" if ended.problem else "done", ended))
        self._futures.pop(task.id).set_result(ended)

    def _mark(self, upload: Upload) -> None:
        with self._change:
            self._known[upload.task.id] = upload
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def _run_for(self, task: Task) -> "_Run":
        return _Run(self, replace(self._settings, language=task.language))

    def begun(self, process: "subprocess.Popen[str]") -> None:
        """Remembers what is to be ended when the server stops."""
        with self._change:
            self._process = process
            if self._is_stopping:
                process.kill()

    def over(self) -> None:
        """What was begun has ended; `Interrupted` where we ended it."""
        with self._change:
            self._process = None
            if self._is_stopping:
                raise Interrupted


@dataclass(frozen=True, slots=True)
class _Run:
    """Runs commands for one task of the queue."""

    uploads: Uploads
    settings: Settings

    def __call__(self, words: Sequence[str]) -> Finished:
        done = run_command(words, self.settings, self.uploads.begun)
        self.uploads.over()
        return done
