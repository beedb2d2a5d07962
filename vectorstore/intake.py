"""The story of a file: found, read, cut into chunks, taken into the catalog, then indexed.

The catalog is written first and document by document, hidden; the indexes follow in batches, and
only then is a document shown. A run that is cut off is finished by the next one.
"""

import hashlib
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from ingest.document import Chunk, Document, Shelf
from ingest.errors import CancuError
from ingest.text import nfc
from vectorstore import changes
from vectorstore.changes import Place
from vectorstore.records import DocumentRecord
from vectorstore.store import Store
from vectorstore.walk import Seen, Walk, place_of

_log = logging.getLogger(__name__)

# How many new chunks wait for the indexes at most, unless every vector must be made anew.
_FLUSH_CHUNKS = 2_000
# How far an ingest beside a server steps back: a tenth of the processor where readers want all.
NICENESS = 10


class Outcome(StrEnum):
    """How it went with one file."""

    ADDED = "added"
    REPLACED = "replaced"  # its bytes, or the way files are read, changed
    UNCHANGED = "unchanged"
    RESHELVED = "reshelved"
    ALIAS = "alias"  # the same bytes are known from elsewhere
    MOVED = "moved"  # they are, and lie there no longer
    SKIPPED = "skipped"
    FAILED = "failed"
    MISSING = "missing"  # known from an earlier run and no longer in its folder


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of the summary. `reason` is a sentence where the file was not simply read."""

    path: str
    outcome: Outcome
    document_id: str = ""
    reason: CancuError | None = None
    pages: int | None = None
    chunks: int = 0
    figures: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of every file, in the order they were met."""

    rows: tuple[FileRow, ...]

    def count(self, outcome: Outcome) -> int:
        """How many files ended this way."""
        return Counter(row.outcome for row in self.rows)[outcome]

    def of(self, *outcomes: Outcome) -> tuple[FileRow, ...]:
        """The files that ended in one of these ways."""
        return tuple(row for row in self.rows if row.outcome in outcomes)


class Stage(StrEnum):
    """What an ingest is busy with."""

    READING = "reading"
    EMBEDDING = "embedding"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` files, or chunks while embedding; `path` is the file just met."""

    stage: Stage
    done: int
    total: int
    path: str = ""


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """How a file becomes a document and its chunks; another version reads unchanged files anew."""

    read: Callable[[Path, Path, Shelf], Document]
    chunk: Callable[[Document], tuple[Chunk, ...]]
    is_known_type: Callable[[Path], bool]
    version: str


def default_reader() -> Reader:
    """The chain of the `ingest` room."""
    from ingest.chunk import chunk
    from ingest.loaders import SUFFIXES
    from ingest.read import READER_VERSION, read

    return Reader(
        read, chunk, lambda path: path.suffix.lower() in SUFFIXES, version=str(READER_VERSION)
    )


def ingest(
    paths: Iterable[Path],
    shelf: Shelf,
    store: Store,
    report: Report | None = None,
    reader: Reader | None = None,
) -> Summary:
    """Take these files and folders in. The store is open to write.

    A file that cannot be read is a failed row and never stops the others. A document whose file
    has left an ingested folder is reported as missing and stays.
    """
    intake = _Intake(shelf, store, report or _nobody, reader or default_reader())
    return Summary(tuple(intake.run(list(paths))))


def remove(document_id: str, store: Store) -> DocumentRecord:
    """Take one document out of catalog and indexes; CancuError where there is none of this id.

    Its file stays, and another ingest would take it in again.
    """
    record = store.catalog.record(document_id)
    changes.remove(store.catalog, document_id)
    store.indexer.recover()
    return record


def reindex(store: Store, report: Report | None = None) -> None:
    """Build the indexes anew from the catalog, with the embedder the store was opened with."""
    store.indexer.rebuild(_as_step(report or _nobody))


def _nobody(progress: Progress) -> None:
    """Nobody asked how far it is."""


def _as_step(report: Report) -> Callable[[int, int], None]:
    return lambda done, total: report(Progress(Stage.EMBEDDING, done, total))


@dataclass(slots=True)
class _Intake:
    shelf: Shelf
    store: Store
    report: Report
    reader: Reader
    waiting: int = 0  # chunks not indexed yet
    left: list[Place] = field(default_factory=list)  # where nothing lies that was read anew

    def run(self, paths: list[Path]) -> Iterator[FileRow]:
        step = _as_step(self.report)
        self.store.indexer.recover(step)
        seen = list(Walk(self.reader.is_known_type, self.store.folder.resolve()).through(paths))
        for done, file in enumerate(seen, 1):
            row = self._file(file)
            yield row
            self.report(Progress(Stage.READING, done, len(seen), row.path))
            if self.waiting >= _FLUSH_CHUNKS:
                self.store.indexer.follow(final=False)
                self.waiting = 0
        self.store.indexer.follow(final=True, step=step)
        for place in self.left:
            changes.leave(self.store.catalog, place.location)
        yield from self._missing(paths, seen)

    def _file(self, file: Seen) -> FileRow:
        name = nfc(file.path.relative_to(file.root).as_posix())
        if file.reason is not None:
            outcome = Outcome.FAILED if file.is_failure else Outcome.SKIPPED
            return FileRow(name, outcome, reason=file.reason)
        try:
            return self._take(file, place_of(file.path, file.root, self.shelf))
        except CancuError as error:
            return FileRow(name, Outcome.FAILED, reason=error)
        except OSError as error:
            reason = CancuError("vectorstore.unreadable", name=name, cause=error.strerror or error)
            return FileRow(name, Outcome.FAILED, reason=reason)
        except Exception as error:  # a defect of ours in one file must not cost all the others
            _log.exception("reading %s", file.path)
            cause = f"{type(error).__name__}: {error}"
            reason = CancuError("vectorstore.defect", name=name, cause=cause)
            return FileRow(name, Outcome.FAILED, reason=reason)

    def _take(self, file: Seen, place: Place) -> FileRow:
        digest = _sha256(file.path)
        known = changes.known_at(self.store.catalog, place.location)
        if known is not None and known.sha256 == digest:
            if known.reader != self.reader.version:
                return self._read(file, place, Outcome.REPLACED)
            return self._unchanged(known, place)
        if holder := changes.holder_of(self.store.catalog, digest):
            return self._elsewhere(holder, file, place)
        return self._read(file, place, Outcome.REPLACED if known else Outcome.ADDED)

    def _read(self, file: Seen, place: Place, outcome: Outcome) -> FileRow:
        document = self.reader.read(file.path, file.root, self.shelf)
        chunks = self.reader.chunk(document)
        document = replace(document, location=place.location)
        changes.add(self.store.catalog, document, place, chunks, self.reader.version)
        self.waiting += len(chunks)
        return FileRow(
            place.path,
            outcome,
            document.id,
            pages=document.pages,
            chunks=len(chunks),
            figures=len(document.figures),
            findings=len(document.findings),
        )

    def _unchanged(self, known: changes.Known, place: Place) -> FileRow:
        if known.shelf == self.shelf:
            return FileRow(place.path, Outcome.UNCHANGED, known.document_id)
        changes.settle_in(self.store.catalog, known.document_id, place)
        return FileRow(place.path, Outcome.RESHELVED, known.document_id)

    def _elsewhere(self, holder: str, file: Seen, place: Place) -> FileRow:
        former = changes.places_of(self.store.catalog, holder)
        gone = [other for other in former if not os.path.exists(other.name)]
        if former and place.shelf == Shelf.PUBLIC and all(p.shelf != place.shelf for p in former):
            # A paper without a number goes by its name, which may tell what is internal.
            holder = self._read(file, place, Outcome.ALIAS).document_id
            self.left += gone
        else:
            changes.settle_in(self.store.catalog, holder, place)
            for other in gone:
                changes.leave(self.store.catalog, other.location)
        key, fields = ("moved", gone) if gone else ("alias", former)
        there = fields[0].path if fields else place.path
        reason = CancuError(f"vectorstore.{key}", name=place.path, other=there)
        return FileRow(place.path, Outcome(key), holder, reason)

    def _missing(self, paths: list[Path], seen: list[Seen]) -> Iterator[FileRow]:
        met = {nfc(str(file.path.resolve())) for file in seen}
        for folder in dict.fromkeys(nfc(str(path.resolve())) for path in paths if path.is_dir()):
            for place in changes.places_under(self.store.catalog, folder):
                if place.location not in met:
                    met.add(place.location)
                    reason = CancuError("vectorstore.missing_file", name=place.path)
                    known = changes.known_at(self.store.catalog, place.location)
                    document_id = known.document_id if known else ""
                    yield FileRow(place.path, Outcome.MISSING, document_id, reason)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
