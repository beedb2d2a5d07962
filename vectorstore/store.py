"""A data folder, opened: the catalog, the index over it, and for the one writer its lock."""

from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from ingest.document import Shelf
from ingest.errors import CancuError
from vectorstore import backlog, schema
from vectorstore.catalog import FILE_NAME, Catalog
from vectorstore.engines import Choice, Current
from vectorstore.index import HybridIndex, Index
from vectorstore.indexer import Indexer
from vectorstore.lock import WAIT_SECONDS, WriterLock
from vectorstore.sight import Views


class Mode(StrEnum):
    """What a store is opened for. Any number may read while one writes."""

    READ = "read"
    WRITE = "write"


class Writing(NamedTuple):
    """What a store has that was opened to write."""

    lock: WriterLock
    indexer: Indexer


class Store:
    """Use it as a context manager, or `close` it. A reader may be used from any thread."""

    def __init__(
        self, folder: Path, catalog: Catalog, choice: Choice, writing: Writing | None = None
    ) -> None:
        self.folder, self.catalog = folder, catalog
        self._current, self._writing = Current(catalog, folder, choice), writing
        self.index: Index = HybridIndex(catalog, self._current)
        self._views = Views(lambda shelves: Store(folder, catalog.within(shelves), choice))

    @classmethod
    def open(
        cls, folder: Path, embeddings: str = "", mode: Mode = Mode.READ, wait: float = WAIT_SECONDS
    ) -> "Store":
        """The store in this folder; to write, the folder is made where there is none.

        `embeddings` is "" for LSA, or a model's folder or name. CancuError with a sentence: no data
        yet, an index of another embedder (to read), no such model, a writer that does not let go
        within `wait` seconds, a catalog of another version.
        """
        choice = Choice(embeddings)
        return (
            cls._to_read(folder, choice)
            if mode == Mode.READ
            else cls._to_write(folder, choice, wait)
        )

    @classmethod
    def _to_read(cls, folder: Path, choice: Choice) -> "Store":
        if not (folder / FILE_NAME).exists():
            raise CancuError("vectorstore.no_data", folder=folder)
        store = cls(folder, Catalog(folder), choice)
        try:
            # A first writer that was cut off leaves a file without tables.
            if not store.catalog.has_tables():
                raise CancuError("vectorstore.no_data", folder=folder)
            store.catalog.check_version()
            store.check_embedder()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _to_write(cls, folder: Path, choice: Choice, wait: float) -> "Store":
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = WriterLock(folder)
        lock.acquire(wait)
        catalog = Catalog(folder)
        try:
            schema.migrate(catalog.database.connection)
            writing = Writing(lock, Indexer(catalog, folder, choice))
            return cls(folder, catalog, choice, writing)
        except BaseException:
            catalog.close()
            lock.release()
            raise

    @property
    def indexer(self) -> Indexer:
        """What writes the indexes; ValueError in a store that was opened to read."""
        if self._writing is None:
            raise ValueError("this store was opened to read")
        return self._writing.indexer

    def within(self, shelves: frozenset[Shelf]) -> "Store":
        """The store in which only these of its shelves are in sight, to read from.

        It is kept, and closed with this one.
        """
        narrowed = self.catalog.shelves & shelves
        return self if narrowed == self.catalog.shelves else self._views.of(narrowed)

    def check_embedder(self) -> None:
        """CancuError where the index is of another embedder than asked for."""
        with self._current.use():
            pass

    def check_index(self) -> bool:
        """True where the word index holds no fewer chunks than are shown: a test for every minute.

        CancuError as in `check_embedder`. `vectorstore/check.py` compares chunk by chunk.
        """
        shown = backlog.count_shown(self.catalog)
        folders = (self.folder / name for name in self.catalog.index_folders())
        with self._current.use() as engines:
            is_whole = engines.lexical.total >= shown if engines else not shown
        # By name too: what is open is still searched after it was taken away.
        return is_whole and all(folder.is_dir() for folder in folders)

    def close(self) -> None:
        """Let go of every file, and of the writer's lock; closing twice is harmless."""
        for view in self._views.every():
            view.close()
        self._current.close()
        if self._writing is not None:
            self._writing.indexer.close()
        self.catalog.close()
        if self._writing is not None:
            self._writing.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def make_where_none(folder: Path) -> None:
    """A store without documents where there is none, which others can be put into as it is used."""
    if not (folder / FILE_NAME).exists():
        with Store.open(folder, mode=Mode.WRITE):
            pass
