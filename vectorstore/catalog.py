"""The source of truth: documents, blocks, figures, chunks. Everything else is rebuilt from it.

A document is seen by readers once it is ready, that is, once its chunks are in both indexes.
"""

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from ingest.document import (
    Block,
    Chunk,
    Document,
    Figure,
    RelationKind,
    Shelf,
)
from ingest.errors import CancuError
from ingest.known_units import Units
from vectorstore import documents, figure_search, relations, schema
from vectorstore.codec import loads
from vectorstore.database import ONE_OF, Database, as_list
from vectorstore.recent import Recent
from vectorstore.records import (
    ALL_SHELVES,
    EVERY_FIGURE,
    DocumentRecord,
    FigureFilter,
    FigurePage,
    Filter,
    LedgerRow,
    RelationRow,
    RowKey,
)
from vectorstore.sight import Views, covering

FILE_NAME = "catalog.sqlite3"
# How many answers of each kind are kept; each of "allowed" may be a number for every chunk. Lists
# read whole papers, question after question.
_KEPT = {
    "documents": 8,
    "units": 8,
    "documents of": 256,
    "record": 4_096,
    "allowed": 64,
    "blocks": 64,
}

T = TypeVar("T")


class Catalog:
    """Read it from any thread. Writing is `vectorstore/changes.py`.

    `shelves` are in sight; of a document elsewhere nothing is told, and its id is unknown.
    """

    def __init__(self, folder: Path, shelves: frozenset[Shelf] = ALL_SHELVES) -> None:
        self.shelves = shelves
        is_whole = shelves == ALL_SHELVES
        self.database = Database(folder / FILE_NAME, "" if is_whole else covering(shelves))
        self._recent = Recent(_KEPT)
        self._here = threading.local()
        self._views = Views(lambda narrowed: Catalog(folder, narrowed))

    def within(self, shelves: frozenset[Shelf]) -> "Catalog":
        """The catalog in which only these of its shelves are in sight; closed with this one."""
        narrowed = self.shelves & shelves
        return self if narrowed == self.shelves else self._views.of(narrowed)

    def close(self) -> None:
        """Close every connection, and those of the views."""
        for view in self._views.every():
            view.close()
        self.database.close()

    def has_tables(self) -> bool:
        """False for a file no writer has finished making."""
        return schema.version(self.database.connection) > 0

    def check_version(self) -> None:
        """CancuError where the file is of another version than this program reads."""
        found = schema.version(self.database.connection)
        schema.refuse_newer(found)
        if found < schema.VERSION:
            raise CancuError("vectorstore.schema_older", found=found, known=schema.VERSION)

    def meta(self, key: str) -> str:
        """A note of the catalog about itself: `generation`, `dense`, `lexical`."""
        return str(self.database.rows("SELECT value FROM meta WHERE key = ?", (key,))[0][0])

    def index_folders(self) -> frozenset[str]:
        """The folders of all indexes that anybody may read from."""
        rows = self.database.rows("SELECT value FROM meta WHERE key <> 'generation'")
        return frozenset(name for (name,) in rows if name)

    def generation(self) -> int:
        """Rises with every change a reader can see."""
        fixed: int | None = getattr(self._here, "generation", None)
        return int(self.meta("generation")) if fixed is None else fixed

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Inside, this thread asks for the generation once: a question looks it up 60 times."""
        before = getattr(self._here, "generation", None)
        self._here.generation = self.generation()
        try:
            yield
        finally:
            self._here.generation = before

    # Documents

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Every document, by path."""
        return self._recently("documents", None, lambda: documents.every(self.database))

    def documents_of(self, units: tuple[str, ...]) -> tuple[DocumentRecord, ...]:
        """The documents that units of these keys issued, by path."""
        return self._recently(
            "documents of", units, lambda: documents.of_units(self.database, units)
        )

    def numbered(self, codes: tuple[str, ...]) -> tuple[DocumentRecord, ...]:
        """The documents whose number is one of these, or its number and type ("41/KH"), by path."""
        return documents.numbered(self.database, codes)

    def record(self, document_id: str) -> DocumentRecord:
        """One document without its text; CancuError where there is none of this id."""
        found = self._recently(
            "record", document_id, lambda: documents.of_id(self.database, document_id)
        )
        if found is None:
            raise CancuError("vectorstore.unknown_document", id=document_id)
        return found

    def document(self, document_id: str) -> Document:
        """The whole document; CancuError where there is none of this id."""
        record = self.record(document_id)
        return Document(
            id=record.id,
            source=record.source,
            path=record.path,
            location=record.location,
            sha256=record.sha256,
            shelf=record.shelf,
            front=record.front,
            blocks=self.blocks(document_id),
            figures=tuple(row.figure for row in self.figures((document_id,))),
            findings=record.findings,
            pages=record.pages,
            relations=tuple(row.relation for row in self.relations((document_id,))),
        )

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        """Its blocks in reading order; none where there is no such document."""
        return self._recently("blocks", document_id, lambda: self._read_blocks(document_id))

    def block(self, document_id: str, ordinal: int) -> Block | None:
        """One block; None where the document has none of this ordinal."""
        rows = self.database.rows(
            "SELECT data FROM blocks WHERE document_id = ? AND ordinal = ?", (document_id, ordinal)
        )
        return loads(Block, rows[0][0]) if rows else None

    def units(self) -> Units:
        """Every unit that issued a document, or is the place of a row in one."""
        return self._recently("units", None, lambda: documents.units(self.database))

    # Figures

    def figures(self, documents: tuple[str, ...] = ()) -> tuple[LedgerRow, ...]:
        """The figures of these documents (of all where none is named), in reading order."""
        wanted = f"AND figures.document_id {ONE_OF}" if documents else ""
        rows = self.database.rows(
            "SELECT document_id, figures.data FROM figures JOIN documents ON document_id = id "
            f"WHERE ready {wanted} ORDER BY documents.path, document_id, ordinal",
            [as_list(documents)] if documents else [],
        )
        return tuple(LedgerRow(document_id, loads(Figure, data)) for document_id, data in rows)

    def figures_of(self, rows: Iterable[RowKey]) -> Mapping[RowKey, tuple[Figure, ...]]:
        """The figures each of these table rows states, in column order; () for a row without."""
        wanted = tuple(dict.fromkeys(rows))
        found: dict[RowKey, list[Figure]] = {key: [] for key in wanted}
        keys = [(key.document_id, key.block, key.row) for key in wanted]
        query = (
            "SELECT figures.document_id, block, row, figures.data FROM json_each(?) AS key "
            "JOIN figures ON figures.document_id = json_extract(key.value, '$[0]') "
            "AND block = json_extract(key.value, '$[1]') "
            "AND row = json_extract(key.value, '$[2]') "
            "JOIN documents ON figures.document_id = documents.id "
            "WHERE ready ORDER BY figures.document_id, ordinal"
        )
        for document_id, block, row, data in self.database.rows(query, (as_list(keys),)):
            found[RowKey(document_id, block, row)].append(loads(Figure, data))
        return {key: tuple(figures) for key, figures in found.items()}

    def figures_in(self, document_id: str, blocks: Iterable[int]) -> tuple[Figure, ...]:
        """The figures that sentences of these blocks state, in reading order; no table cells."""
        rows = self.database.rows(
            "SELECT data FROM figures WHERE document_id = ? AND row IS NULL "
            f"AND block {ONE_OF} ORDER BY ordinal",
            (document_id, as_list(blocks)),
        )
        return tuple(loads(Figure, data) for (data,) in rows)

    def search_figures(
        self, where: FigureFilter = EVERY_FIGURE, limit: int = 50, offset: int = 0
    ) -> FigurePage:
        """A page of the figures that pass, by document and order in it, with their whole number."""
        return figure_search.find(self.database, self.shelves, where, limit, offset)

    # Relations

    def relations(
        self,
        document_ids: tuple[str, ...] = (),
        number: str = "",
        kinds: tuple[RelationKind, ...] = (),
    ) -> tuple[RelationRow, ...]:
        """What these documents (all where none is named) say of others, in reading order.

        `number`, in any way of writing it, leaves what is said of documents of that number.
        """
        return relations.find(self.database, document_ids, number, kinds)

    def replaced_by(self, document_id: str) -> tuple[DocumentRecord, ...]:
        """The documents that say they replace this one; CancuError where it is not known."""
        old = self.record(document_id)
        if not relations.is_number_known(old):
            return ()
        kinds = (RelationKind.REPLACES,)
        rows = self.relations(number=old.front.number, kinds=kinds)
        found = ((row.relation, self.record(row.document_id)) for row in rows)
        new = (record for relation, record in found if relations.means(relation, record, old))
        return tuple({record.id: record for record in new}.values())

    # Chunks

    def chunks(self, ids: Iterable[str]) -> tuple[Chunk, ...]:
        """The chunks of these ids in the order asked for; ids that are gone are left out."""
        wanted = tuple(ids)
        rows = self.database.rows(
            "SELECT chunks.id, data FROM chunks JOIN documents ON document_id = documents.id "
            f"WHERE ready AND chunks.id {ONE_OF}",
            (as_list(wanted),),
        )
        found = {chunk_id: loads(Chunk, data) for chunk_id, data in rows}
        return tuple(found[chunk_id] for chunk_id in wanted if chunk_id in found)

    def live(self, seqs: Iterable[int]) -> dict[int, Chunk]:
        """The chunks behind these index entries, without those that are gone or out of sight."""
        rows = self.database.rows(
            "SELECT seq, data FROM chunks JOIN documents ON document_id = documents.id "
            f"WHERE ready AND seq {ONE_OF}",
            (as_list(seqs),),
        )
        return {seq: loads(Chunk, data) for seq, data in rows}

    def allowed(self, where: Filter) -> frozenset[int] | None:
        """The index entries that pass the filter; None where every one does."""
        if where == Filter() and self.shelves == ALL_SHELVES:
            return None
        return self._recently("allowed", where, lambda: self._read_allowed(where))

    # Inside

    def _read_blocks(self, document_id: str) -> tuple[Block, ...]:
        rows = self.database.rows(
            "SELECT data FROM blocks WHERE document_id = ? ORDER BY ordinal", (document_id,)
        )
        return tuple(loads(Block, data) for (data,) in rows)

    def _read_allowed(self, where: Filter) -> frozenset[int]:
        is_narrow = bool(where.units or where.documents)
        tests: dict[str, Iterable[object]] = {
            _OF_UNITS: where.units,
            "document_id IN {0}": where.documents,
            "kind IN {0}": where.kinds,
        }
        asked = {test: values for test, values in tests.items() if values}
        shown = _SHOWN_EACH if is_narrow else _SHOWN_ALL
        clauses = [shown, *(test.format("(SELECT value FROM json_each(?))") for test in asked)]
        values = [as_list(items) for test, items in asked.items() for _ in range(test.count("{0}"))]
        rows = self.database.rows(f"SELECT seq FROM chunks WHERE {' AND '.join(clauses)}", values)
        return frozenset(seq for (seq,) in rows)

    def _recently(self, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` says about the present generation, asked of SQLite once."""
        return self._recent.get(self.generation(), kind, key, make)


# Of few chunks each asks for its document; of many, the documents not shown yet are fewer.
_SHOWN_EACH = "(SELECT ready FROM documents WHERE id = document_id)"
_SHOWN_ALL = "document_id NOT IN (SELECT id FROM documents WHERE NOT ready)"
# Each half by its own index.
_OF_UNITS = (
    "seq IN (SELECT seq FROM chunks WHERE place_key IN {0} UNION ALL SELECT seq FROM documents "
    "CROSS JOIN chunks ON chunks.document_id = documents.id WHERE unit_key IN {0})"
)
