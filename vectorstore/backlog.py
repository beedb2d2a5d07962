"""What the indexes have yet to follow, and the chunks they are built from."""

from collections.abc import Iterable, Iterator

from ingest.document import Chunk, Shelf
from vectorstore.catalog import Catalog
from vectorstore.codec import loads
from vectorstore.database import ONE_OF, as_list
from vectorstore.lexical import Entry


def hidden(catalog: Catalog) -> tuple[str, ...]:
    """The documents that are not in the indexes yet, oldest first."""
    rows = catalog.database.rows("SELECT id FROM documents WHERE NOT ready ORDER BY rowid")
    return tuple(document_id for (document_id,) in rows)


def relabelled(catalog: Catalog) -> tuple[str, ...]:
    """The documents whose shelf changed since they were indexed."""
    return tuple(
        document_id for (document_id,) in catalog.database.rows("SELECT * FROM relabelled")
    )


def dropped(catalog: Catalog) -> list[int]:
    """The index entries whose chunks are gone from the catalog."""
    return [seq for (seq,) in catalog.database.rows("SELECT seq FROM dropped ORDER BY seq")]


def has_others(catalog: Catalog, shelves: Iterable[Shelf]) -> bool:
    """True where a document lies on another shelf, shown or still hidden."""
    sql = f"SELECT EXISTS (SELECT 1 FROM documents WHERE shelf NOT {ONE_OF})"
    return bool(catalog.database.rows(sql, (as_list(shelves),))[0][0])


def are_all_on(catalog: Catalog, documents: Iterable[str], shelves: Iterable[Shelf]) -> bool:
    """True where none of these documents lies on another shelf."""
    sql = f"SELECT NOT EXISTS (SELECT 1 FROM documents WHERE id {ONE_OF} AND shelf NOT {ONE_OF})"
    return bool(catalog.database.rows(sql, (as_list(documents), as_list(shelves)))[0][0])


def count_shown(catalog: Catalog) -> int:
    """How many chunks the documents have that are shown."""
    sql = "SELECT count(*) FROM documents JOIN chunks ON document_id = documents.id WHERE ready"
    return int(catalog.database.rows(sql)[0][0])


def count_chunks(catalog: Catalog, shelves: Iterable[Shelf]) -> int:
    """How many chunks the documents on these shelves have, hidden ones too."""
    sql = (
        "SELECT count(*) FROM documents JOIN chunks ON document_id = documents.id "
        f"WHERE shelf {ONE_OF}"
    )
    return int(catalog.database.rows(sql, (as_list(shelves),))[0][0])


def entries(
    catalog: Catalog, size: int, documents: Iterable[str] | None, shelves: Iterable[Shelf]
) -> Iterator[list[Entry]]:
    """The chunks of these documents (of all for None) on these shelves, `size` at a time."""
    seen = as_list(shelves)
    wanted = "" if documents is None else f"AND document_id {ONE_OF}"
    named = [] if documents is None else [as_list(documents)]
    sql = (
        "SELECT seq, chunks.data, place_key, unit_key, shelf FROM chunks "
        f"JOIN documents ON document_id = documents.id WHERE seq > ? AND shelf {ONE_OF} {wanted} "
        "ORDER BY seq LIMIT ?"
    )
    last = 0
    while rows := catalog.database.rows(sql, [last, seen, *named, size]):
        last = rows[-1][0]
        yield [_entry(*row) for row in rows]


def _entry(seq: int, data: str, place_key: str, unit: str, shelf: str) -> Entry:
    chunk = loads(Chunk, data)
    units = tuple(dict.fromkeys(key for key in (place_key, unit) if key))
    return Entry(seq, chunk.title, chunk.text, chunk.kind, shelf, chunk.document_id, units)
