"""What the indexes have yet to follow, and the chunks they are built from."""

from collections.abc import Iterable, Iterator

from ingest.document import Chunk
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


def count_chunks(catalog: Catalog, documents: Iterable[str] | None = None) -> int:
    """How many chunks these documents have; all of them where none are named."""
    if documents is None:
        return int(catalog.database.rows("SELECT count(*) FROM chunks")[0][0])
    sql = f"SELECT count(*) FROM chunks WHERE document_id {ONE_OF}"
    return int(catalog.database.rows(sql, (as_list(documents),))[0][0])


def entries(
    catalog: Catalog, size: int, documents: Iterable[str] | None = None
) -> Iterator[list[Entry]]:
    """The chunks of these documents (of all where none are named), `size` at a time."""
    wanted = "" if documents is None else f"AND document_id {ONE_OF}"
    named = [] if documents is None else [as_list(documents)]
    sql = (
        "SELECT seq, chunks.data, place_key, unit_key, shelf FROM chunks "
        f"JOIN documents ON document_id = documents.id WHERE seq > ? {wanted} "
        "ORDER BY seq LIMIT ?"
    )
    last = 0
    while rows := catalog.database.rows(sql, [last, *named, size]):
        last = rows[-1][0]
        yield [_entry(*row) for row in rows]


def _entry(seq: int, data: str, place_key: str, unit: str, shelf: str) -> Entry:
    chunk = loads(Chunk, data)
    units = tuple(dict.fromkeys(key for key in (place_key, unit) if key))
    return Entry(seq, chunk.title, chunk.text, chunk.kind, shelf, chunk.document_id, units)
