"""A SQLite file that cannot be rebuilt is brought to today's tables by numbered steps."""

from collections.abc import Sequence

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
