"""Do catalog, dense and lexical index agree?"""

from vectorstore import backlog
from vectorstore.dense import Dense
from vectorstore.lexical import Lexical
from vectorstore.store import Store


def check(store: Store) -> list[str]:
    """What is wrong, one line each, for the person who repairs it; nothing where all agree."""
    return [*_in_catalog(store), *_in_indexes(store)]


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
    chunks = [seq for (seq,) in store.catalog.database.rows("SELECT seq FROM chunks ORDER BY seq")]
    found = []
    if lexical := store.catalog.meta("lexical"):
        found += _differences("lexical", chunks, Lexical(store.folder / lexical).seqs())
    if dense := store.catalog.meta("dense"):
        index = Dense(store.folder / dense)
        if index.is_torn:
            found.append("dense: the files may be torn")
        found += _differences("vectors", chunks, index.vectors.seqs())
        found += _differences("dense", chunks, index.seqs())
        index.close()
    if chunks and not (lexical and dense):
        found.append("there are chunks and an index is missing")
    return found


def _differences(name: str, wanted: list[int], there: list[int]) -> list[str]:
    lost, strange = sorted(set(wanted) - set(there)), sorted(set(there) - set(wanted))
    found = [f"{name}: {len(lost)} chunks lost, first {lost[0]}"] if lost else []
    found += [f"{name}: {len(strange)} entries too many, first {strange[0]}"] if strange else []
    doubled = len(there) - len(set(there))
    return [*found, f"{name}: {doubled} entries doubled"] if doubled else found
