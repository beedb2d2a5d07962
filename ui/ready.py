"""The parts that must be there for an answer: each looked at so cheaply that a probe may ask often.

`/readyz` tells them to everybody, so that no sentence holds a path or a version; `cancu doctor`
tells the same with what to do.
"""

import logging
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from ingest.errors import CancuError
from ui.audit.log import is_writable
from vectorstore.catalog import FILE_NAME
from vectorstore.store import Store

# Below this an ingest or a log may stop half-way: ten times the log at its largest.
ENOUGH_DISK = 500_000_000

_log = logging.getLogger("cancu")


@dataclass(frozen=True, slots=True)
class Part:
    """One part, and why it is missing where somebody can say."""

    name: str
    is_there: bool
    reason: CancuError | None = None


def parts(store: Store, settings: Settings) -> tuple[Part, ...]:
    """Every part, looked at now."""
    tests: Mapping[str, Callable[[], bool]] = {
        "folder": lambda: os.access(settings.data, os.W_OK | os.X_OK),
        "disk": lambda: free_disk(settings.data) >= ENOUGH_DISK,
        "catalog": lambda: _reads_catalog(store, settings.data),
        "index": store.check_index,
        "model": lambda: _has_model(settings),
        "audit": lambda: is_writable(settings.data),
    }
    return tuple(_looked_at(name, test) for name, test in tests.items())


def free_disk(folder: Path) -> int:
    """Bytes that may still be written there."""
    return shutil.disk_usage(folder).free


def _looked_at(name: str, test: Callable[[], bool]) -> Part:
    try:
        return Part(name, test())
    except CancuError as error:
        return Part(name, False, error)
    except Exception:  # whatever it is, the part is not there; what it is stands in the log
        _log.warning("part missing: %s", name, exc_info=True)
        return Part(name, False)


def _reads_catalog(store: Store, folder: Path) -> bool:
    """The file is asked for by name too: what is open is still read after it was taken away."""
    store.catalog.check_version()
    return (folder / FILE_NAME).is_file() and store.catalog.generation() >= 0


def _has_model(settings: Settings) -> bool:
    """Settings that name no model need none; the import is spared."""
    if settings.embeddings:
        from vectorstore.embeddings import open_model

        open_model(settings.embeddings)
    return True
