"""One writer, any number of readers."""

import os
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import CancuError

WAIT_SECONDS = 10.0


class WriterLock:
    """Held by the one process that may write; the operating system frees it when that one dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "writer.lock", thread_local=False)
        # Beside the lock: on Windows nobody else can read a file while it is locked.
        self._note = folder / "writer.pid"

    def acquire(self, wait: float = WAIT_SECONDS) -> None:
        """CancuError that names the process in the way, where it does not let go in time."""
        try:
            self._lock.acquire(timeout=wait)
        except Timeout as error:
            raise CancuError(
                "vectorstore.locked", folder=self._folder, process=self._named, seconds=f"{wait:g}"
            ) from error
        self._note.write_text(str(os.getpid()), "ascii")

    def holder(self) -> str | None:
        """The number of the process that may write now; None where nobody does."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return self._named
        self._lock.release()
        return None

    @property
    def _named(self) -> str:
        return self._note.read_text("ascii") if self._note.exists() else "?"

    def release(self) -> None:
        """Let the next writer in; releasing twice is harmless."""
        self._lock.release()
