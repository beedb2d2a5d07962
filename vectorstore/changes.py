"""Every change to the catalog. Each function is one transaction, made by the one writer.

A document arrives hidden (`add`), its chunks go into the indexes, then it is shown and takes the
place of its predecessor in the same step (`publish`). What leaves the catalog is noted in
`dropped` until the indexes have let go of it too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.codes import code_key
from ingest.document import Chunk, Document, Shelf
from ingest.places import unit_key
from vectorstore.catalog import Catalog
from vectorstore.codec import dumps
from vectorstore.figure_search import write_keys

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies. `location` is absolute and NFC, `name` as the file system spells it."""

    location: str
    name: str
    source: str
    path: str
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalog holds of a place: the document there, and how it was read."""

    document_id: str
    sha256: str
    shelf: Shelf
    reader: str


# Asking


def known_at(catalog: Catalog, location: str) -> Known | None:
    """The document whose bytes lay at this location when it was last read."""
    rows = catalog.database.rows(
        "SELECT documents.id, sha256, locations.shelf, reader FROM locations "
        "JOIN documents ON document_id = documents.id WHERE locations.location = ?",
        (location,),
    )
    return Known(rows[0][0], rows[0][1], Shelf(rows[0][2]), rows[0][3]) if rows else None


def holder_of(catalog: Catalog, sha256: str) -> str | None:
    """The id of the document with these bytes, shown or still hidden, the public one first."""
    rows = catalog.database.rows(
        "SELECT id FROM documents WHERE sha256 = ? ORDER BY shelf = ? DESC", (sha256, Shelf.PUBLIC)
    )
    return rows[0][0] if rows else None


def places_of(catalog: Catalog, document_id: str) -> tuple[Place, ...]:
    """Every place of a shown document."""
    return _places(catalog.database.connection, document_id)


def places_under(catalog: Catalog, folder: str) -> tuple[Place, ...]:
    """Every known place inside this folder."""
    start = folder.rstrip("/\\")
    rows = catalog.database.rows(
        "SELECT location, name, source, path, shelf FROM locations "
        "WHERE substr(location, 1, ?) IN (? || '/', ? || '\\') ORDER BY location",
        (len(start) + 1, start, start),
    )
    return tuple(_place(row) for row in rows)


# Changing


def add(
    catalog: Catalog, document: Document, place: Place, chunks: Sequence[Chunk], reader: str
) -> None:
    """Take the document in, hidden. One of the same id is replaced, and hidden until then.

    Readers see a change only in that case: what they keep in memory stays good while others come.
    """
    with catalog.database.write() as connection:
        sql = "SELECT ready FROM documents WHERE id = ?"
        was_shown = connection.execute(sql, (document.id,)).fetchone() == (1,)
        _clear(connection, document.id)
        _insert_document(connection, document, place, reader)
        _insert_parts(connection, document, chunks)
        if was_shown:
            _next_generation(connection)


def publish(catalog: Catalog, documents: Sequence[str]) -> None:
    """Show these documents, and let each take the place of what lay at its location before, and
    all places of the same bytes as they were read elsewhere."""
    with catalog.database.write() as connection:
        for document_id in documents:
            sql = "SELECT location, name, source, path, shelf FROM documents WHERE id = ?"
            row = connection.execute(sql, (document_id,)).fetchone()
            _settle_in(connection, document_id, _place(row))
            connection.execute("UPDATE documents SET ready = 1 WHERE id = ?", (document_id,))
            _take_over(connection, document_id)
            _lead(connection, document_id)
        _next_generation(connection)


def settle_in(catalog: Catalog, document_id: str, place: Place) -> None:
    """These bytes lie at this place too, or on this shelf now; what lay there before has left."""
    with catalog.database.write() as connection:
        _settle_in(connection, document_id, place)
        _lead(connection, document_id)
        _next_generation(connection)


def leave(catalog: Catalog, location: str) -> None:
    """Nothing lies at this location any more; a document that lay nowhere else goes with it."""
    with catalog.database.write() as connection:
        _leave(connection, location)
        _next_generation(connection)


def remove(catalog: Catalog, document_id: str) -> None:
    """Take a document out, wherever its bytes lie; its files stay as they are."""
    with catalog.database.write() as connection:
        _delete(connection, document_id)
        _next_generation(connection)


def let_go(catalog: Catalog, seqs: Sequence[int]) -> None:
    """The indexes no longer hold these entries."""
    with catalog.database.write() as connection:
        connection.executemany("DELETE FROM dropped WHERE seq = ?", [(seq,) for seq in seqs])


def relabel_done(catalog: Catalog, documents: Sequence[str]) -> None:
    """The lexical index knows the shelf of these documents again."""
    with catalog.database.write() as connection:
        connection.executemany(
            "DELETE FROM relabelled WHERE document_id = ?", [(found,) for found in documents]
        )
        _next_generation(connection)


def use_indexes(catalog: Catalog, folders: Mapping[str, str]) -> None:
    """From here on readers use these index folders, by their keys in `meta`."""
    with catalog.database.write() as connection:
        for key, folder in folders.items():
            connection.execute("UPDATE meta SET value = ? WHERE key = ?", (folder, key))
        _next_generation(connection)


# Inside a transaction


def _insert_document(
    connection: "sqlite3.Connection", document: Document, place: Place, reader: str
) -> None:
    unit = document.front.unit
    values = {
        "id": document.id,
        "source": place.source,
        "path": place.path,
        "location": place.location,
        "name": place.name,
        "sha256": document.sha256,
        "shelf": place.shelf,
        "reader": reader,
        "pages": document.pages,
        "unit_key": unit_key(unit) if unit else "",
        "unit": dumps(unit) if unit else None,
        "number_key": code_key(document.front.number),
        "front": dumps(document.front),
        "findings": dumps(document.findings),
        "ready": 0,
    }
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    renewed = ", ".join(f"{name} = excluded.{name}" for name in values)
    connection.execute(
        f"INSERT INTO documents ({columns}) VALUES ({marks}) "
        f"ON CONFLICT (id) DO UPDATE SET {renewed}",
        tuple(values.values()),
    )


def _insert_parts(
    connection: "sqlite3.Connection", document: Document, chunks: Sequence[Chunk]
) -> None:
    connection.executemany(
        "INSERT INTO blocks VALUES (?, ?, ?)",
        [(document.id, block.ordinal, dumps(block)) for block in document.blocks],
    )
    connection.executemany(
        "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)",
        [
            (document.id, ordinal, figure.block, figure.row, _json(figure.place), dumps(figure))
            for ordinal, figure in enumerate(document.figures)
        ],
    )
    placed = [*(figure.place for figure in document.figures), *(chunk.place for chunk in chunks)]
    connection.executemany(
        "INSERT INTO places VALUES (?, ?)",
        [(document.id, dumps(u)) for u in dict.fromkeys((document.front.unit, *placed)) if u],
    )
    write_keys(connection, document.id, document.front.unit, document.figures)
    connection.executemany(
        "INSERT INTO relations VALUES (?, ?, ?, ?, ?)",
        [
            (document.id, ordinal, relation.kind, relation.number, dumps(relation))
            for ordinal, relation in enumerate(document.relations)
        ],
    )
    connection.executemany(
        "INSERT INTO chunks (id, document_id, kind, place_key, place, data) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                chunk.id,
                document.id,
                chunk.kind,
                unit_key(chunk.place) if chunk.place else "",
                _json(chunk.place),
                dumps(chunk),
            )
            for chunk in chunks
        ],
    )


def _settle_in(connection: "sqlite3.Connection", document_id: str, place: Place) -> None:
    sql = "SELECT document_id FROM locations WHERE location = ?"
    before = connection.execute(sql, (place.location,)).fetchone()
    if before and before[0] != document_id:
        _leave(connection, place.location)
    connection.execute(
        "INSERT OR REPLACE INTO locations VALUES (?, ?, ?, ?, ?, ?)",
        (place.location, place.name, place.source, place.path, place.shelf, document_id),
    )


def _take_over(connection: "sqlite3.Connection", document_id: str) -> None:
    """The places of its bytes as they were read before; never public ones for an internal name."""
    sql = (
        "SELECT other.id FROM documents AS other JOIN documents AS new USING (sha256) "
        "WHERE new.id = ? AND other.id <> new.id AND other.ready "
        "AND (new.shelf = ? OR other.shelf <> ?)"
    )
    public = Shelf.PUBLIC
    for (other,) in connection.execute(sql, (document_id, public, public)).fetchall():
        connection.execute(
            "UPDATE locations SET document_id = ? WHERE document_id = ?", (document_id, other)
        )
        _delete(connection, other)


def _leave(connection: "sqlite3.Connection", location: str) -> None:
    sql = "DELETE FROM locations WHERE location = ? RETURNING document_id"
    for (document_id,) in connection.execute(sql, (location,)).fetchall():
        if _places(connection, document_id):
            _lead(connection, document_id)
        else:
            _delete(connection, document_id)


def _lead(connection: "sqlite3.Connection", document_id: str) -> None:
    """A document goes by its public place where it has one: what was published stays public."""
    sql = "SELECT ready, shelf, location FROM documents WHERE id = ?"
    ready, shelf, now = connection.execute(sql, (document_id,)).fetchone()
    if not ready:
        return
    first = min(
        _places(connection, document_id),
        key=lambda place: (place.shelf != Shelf.PUBLIC, place.location != now, place.location),
    )
    connection.execute(
        "UPDATE documents SET source = ?, path = ?, location = ?, name = ?, shelf = ? WHERE id = ?",
        (first.source, first.path, first.location, first.name, first.shelf, document_id),
    )
    if first.shelf != shelf:
        connection.execute("INSERT OR REPLACE INTO relabelled VALUES (?)", (document_id,))


def _delete(connection: "sqlite3.Connection", document_id: str) -> None:
    _clear(connection, document_id)
    connection.execute("DELETE FROM relabelled WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def _clear(connection: "sqlite3.Connection", document_id: str) -> None:
    """Everything of a document but its own row and its places."""
    connection.execute(
        "INSERT OR REPLACE INTO dropped SELECT seq FROM chunks WHERE document_id = ?",
        (document_id,),
    )
    for table in ("blocks", "figures", "figure_keys", "relations", "places", "chunks"):
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))


def _places(connection: "sqlite3.Connection", document_id: str) -> tuple[Place, ...]:
    rows = connection.execute(
        "SELECT location, name, source, path, shelf FROM locations WHERE document_id = ? "
        "ORDER BY location",
        (document_id,),
    )
    return tuple(_place(row) for row in rows)


def _next_generation(connection: "sqlite3.Connection") -> None:
    connection.execute(
        "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
    )


def _place(row: tuple[str, str, str, str, str]) -> Place:
    location, name, source, path, shelf = row
    return Place(location, name, source, path, Shelf(shelf))


def _json(noun: object) -> str | None:
    return None if noun is None else dumps(noun)
