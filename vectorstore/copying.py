"""What of a data folder is worth keeping, and each file of it as it was at one moment."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from ingest.errors import CancuError

# Notes of a database that stand in its copy already, and locks, which are no data.
_PASSING = ("-wal", "-shm", "-journal", ".lock")
UPLOADS = "uploads"
_DATABASE = ".sqlite3"


def kept(folder: Path, indexes: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """The files of a copy with their names in it: every database, the index folders, uploads.

    Links are left out: what they lead to is none of ours.
    """
    for path in sorted(folder.glob(f"*{_DATABASE}")):
        yield path.name, path
    for index in indexes:
        for name, path in _under(folder, folder / index):
            if not name.endswith(_PASSING):
                yield name, path
    yield from _under(folder, folder / UPLOADS)


def _under(folder: Path, tree: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), path


def is_database(name: str) -> bool:
    """True for what has to be copied by SQLite: its newest pages may lie in a file beside it."""
    return name.endswith(_DATABASE) and not name.startswith(f"{UPLOADS}/")


def copy_database(path: Path, copy: Path) -> None:
    """One moment of a database that others may be writing, as a file; sound, or CancuError.

    https://www.sqlite.org/backup.html
    """
    try:
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
            # One file again: what is in WAL mode would leave two more beside it when opened.
            target.execute("PRAGMA journal_mode=DELETE")
            (said,) = target.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        raise OSError(None, str(error)) from error
    except sqlite3.DatabaseError as error:
        raise CancuError("running.database_damaged", path=path) from error
    if said != "ok":
        raise CancuError("running.database_damaged", path=path)
