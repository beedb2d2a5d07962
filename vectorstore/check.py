"""Do catalog, dense and lexical index agree?"""

from ingest.document import Shelf
from vectorstore import backlog
from vectorstore.database import ONE_OF, as_list
from vectorstore.dense import Dense
from vectorstore.lexical import Lexical
from vectorstore.records import ALL_SHELVES
from vectorstore.sight import OWN_INDEXES, index_key
from vectorstore.store import Store


def check(store: Store) -> list[str]:
    """What is wrong, one line each, for the person who repairs it; nothing where all agree."""
    return [*_in_catalog(store), *_in_indexes(store)]


def without_text(store: Store) -> list[str]:
    """The files in the store that nothing can be found in: scans without recognised text."""
    rows = store.catalog.database.rows(
        "SELECT path FROM documents WHERE ready "
        "AND id NOT IN (SELECT document_id FROM chunks) ORDER BY path"
    )
    return [path for (path,) in rows]


def waiting(store: Store) -> int:
    """How many documents were read and are not shown yet."""
    return len(backlog.hidden(store.catalog))


def _in_catalog(store: Store) -> list[str]:
    ask = store.catalog.database.rows
    questions = {
        "the catalog file is damaged": "SELECT 1 FROM pragma_quick_check WHERE quick_check <> 'ok'",
        "a row belongs to no document": "SELECT 1 FROM pragma_foreign_key_check",
        "a document is shown and lies nowhere": "SELECT id FROM documents WHERE ready "
        "AND id NOT IN (SELECT document_id FROM locations)",
        "the same bytes are two documents": "SELECT min(id) FROM documents "
        "GROUP BY sha256 HAVING count(*) > 1",
    }
    found = [f"{trouble}: {row[0]}" for trouble, sql in questions.items() for row in ask(sql)]
    found += [f"not indexed yet: {document_id}" for document_id in backlog.hidden(store.catalog)]
    found += [f"shelf not indexed yet: {name}" for name in backlog.relabelled(store.catalog)]
    return found + [f"not taken out yet: {seq}" for seq in backlog.dropped(store.catalog)]


def _in_indexes(store: Store) -> list[str]:
    chunks = _chunks(store, ALL_SHELVES)
    found = _in_pair(store, ALL_SHELVES, chunks)
    if chunks and not (store.catalog.meta("lexical") and store.catalog.meta("dense")):
        found.append("there are chunks and an index is missing")
    for shelves in OWN_INDEXES:
        if store.catalog.meta(index_key("lexical", shelves)):
            found += _in_pair(store, shelves, _chunks(store, shelves))
        elif backlog.has_others(store.catalog, shelves):
            found.append(f"lexical:{','.join(shelves)}: the index is missing")
    return found


def _chunks(store: Store, shelves: frozenset[Shelf]) -> list[int]:
    sql = (
        "SELECT seq FROM chunks JOIN documents ON document_id = documents.id "
        f"WHERE shelf {ONE_OF} ORDER BY seq"
    )
    return [seq for (seq,) in store.catalog.database.rows(sql, (as_list(shelves),))]


def _in_pair(store: Store, shelves: frozenset[Shelf], chunks: list[int]) -> list[str]:
    found = []
    lexical, dense = (index_key(kind, shelves) for kind in ("lexical", "dense"))
    if name := store.catalog.meta(lexical):
        found += _differences(lexical, chunks, Lexical(store.folder / name).seqs())
    if name := store.catalog.meta(dense):
        index = Dense(store.folder / name)
        if index.is_torn:
            found.append(f"{dense}: the files may be torn")
        found += _differences(f"vectors of {dense}", chunks, index.vectors.seqs())
        found += _differences(dense, chunks, index.seqs())
        index.close()
    return found


def _differences(name: str, wanted: list[int], there: list[int]) -> list[str]:
    lost, strange = sorted(set(wanted) - set(there)), sorted(set(there) - set(wanted))
    found = [f"{name}: {len(lost)} chunks lost, first {lost[0]}"] if lost else []
    found += [f"{name}: {len(strange)} entries too many, first {strange[0]}"] if strange else []
    doubled = len(there) - len(set(there))
    return [*found, f"{name}: {doubled} entries doubled"] if doubled else found
