"""A SQLite file that cannot be rebuilt is brought to today's tables by numbered steps."""

import os
from collections.abc import Sequence
from pathlib import Path

from vectorstore.database import Database
from vectorstore.schema import refuse_newer, version


def grow(database: Database, steps: Sequence[Sequence[str]]) -> None:
    """Brings the file to today's version, all of it or nothing; two processes wait in turn.

    Step n takes it from version n - 1 to version n. CancuError where a later release of this
    program wrote it.
    """
    if version(database.connection) == len(steps):
        return
    with database.write() as connection:
        found = version(connection)
        refuse_newer(found, len(steps))
        for statement in (one for step in steps[found:] for one in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")


def make_private(path: Path) -> None:
    """Makes the file, and its folder, for its owner's eyes only where it is not there yet.

    SQLite gives the files beside it the rights of the file itself.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
