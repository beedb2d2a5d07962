"""The documents of the catalog without their text, and the units that they know."""

from collections.abc import Iterable, Sequence
from typing import Any

from ingest.codes import code_key
from ingest.document import Finding, FrontMatter, Shelf, Unit
from ingest.known_units import Units
from vectorstore.codec import loads, loads_tuple
from vectorstore.database import ONE_OF, Database, as_list
from vectorstore.records import DocumentRecord


def every(database: Database) -> tuple[DocumentRecord, ...]:
    """All of them, by path."""
    return _records(database, "TRUE", [])


def of_units(database: Database, units: Iterable[str]) -> tuple[DocumentRecord, ...]:
    """Those that units of these keys issued, by path."""
    return _records(database, f"documents.unit_key {ONE_OF}", [as_list(units)])


def of_id(database: Database, document_id: str) -> DocumentRecord | None:
    """The one of this id; None where there is none."""
    return next(iter(_records(database, "id = ?", [document_id])), None)


def numbered(database: Database, codes: Iterable[str]) -> tuple[DocumentRecord, ...]:
    """Those whose number is one of the codes, or begins with it ("41/KH"), by path."""
    keys = [key for code in codes if (key := code_key(code))]
    tests = " OR ".join(["number_key = ? OR (number_key >= ? AND number_key < ?)"] * len(keys))
    values = [value for key in keys for value in (key, f"{key}-", f"{key}.")]  # "." follows "-"
    if not keys:
        return ()
    return _records(database, f"({tests})", values)


def units(database: Database) -> Units:
    """Every unit that issued one of them, or is the place of a row in one."""
    rows = database.rows(
        "SELECT DISTINCT places.unit FROM places JOIN documents ON document_id = id "
        "WHERE ready ORDER BY places.unit"
    )
    return Units(loads(Unit, data) for (data,) in rows)


def _records(database: Database, test: str, values: Sequence[object]) -> tuple[DocumentRecord, ...]:
    """The shown documents that pass the test, by path, each with the other places of its bytes."""
    elsewhere: dict[str, list[str]] = {}
    for document_id, location in database.rows(
        "SELECT locations.document_id, locations.location FROM documents "
        "JOIN locations ON locations.document_id = id AND locations.location <> documents.location "
        f"WHERE ready AND {test} ORDER BY locations.location",
        values,
    ):
        elsewhere.setdefault(document_id, []).append(location)
    rows = database.rows(
        "SELECT id, source, path, location, sha256, shelf, front, findings, pages FROM documents "
        f"WHERE ready AND {test} ORDER BY path, id",
        values,
    )
    return tuple(_record(row, tuple(elsewhere.get(row[0], ()))) for row in rows)


def _record(row: tuple[Any, ...], aliases: tuple[str, ...]) -> DocumentRecord:
    document_id, source, path, location, sha256, shelf, front, findings, pages = row
    return DocumentRecord(
        document_id,
        source,
        path,
        location,
        sha256,
        Shelf(shelf),
        loads(FrontMatter, front),
        loads_tuple(Finding, findings),
        pages,
        aliases,
    )
