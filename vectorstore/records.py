"""What the catalog hands out, and what may be asked of it."""

from dataclasses import dataclass

from ingest.document import (
    ChunkKind,
    Figure,
    Finding,
    FrontMatter,
    Period,
    Relation,
    Role,
    Shelf,
)

ALL_SHELVES = frozenset(Shelf)

# Words to be met, each by one of its spellings: (("tỷ lệ", "tỉ lệ"), ("hồ sơ",)). The words of a
# spelling stand side by side; accents and capitals do not count.
Words = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document without its text. `aliases` are the other locations of the same bytes."""

    id: str
    source: str
    path: str
    location: str
    sha256: str
    shelf: Shelf
    front: FrontMatter
    findings: tuple[Finding, ...] = ()
    pages: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure and the document that states it."""

    document_id: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """What a figure must be. An empty tuple asks nothing.

    `units` are unit keys, of a figure's own place, else of its document's unit. A figure passes
    when its period lies inside one of `periods`; `owner` is met by the body or person in charge.
    """

    indicator: Words = ()
    owner: Words = ()
    units: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    roles: tuple[Role, ...] = ()
    documents: tuple[str, ...] = ()
    in_sentences: bool = False  # only what sentences state, no cell of a table


@dataclass(frozen=True, slots=True)
class FigurePage:
    """Some of the figures that passed, and how many there are in all."""

    rows: tuple[LedgerRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation and the document that states it."""

    document_id: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row of a table: its document, the ordinal of its block, its index in the table's rows."""

    document_id: str
    block: int
    row: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What a hit must be. An empty tuple asks nothing.

    `units` are unit keys: a chunk passes by its own place or by its document's unit.
    """

    units: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    kinds: tuple[ChunkKind, ...] = ()


ANYTHING = Filter()
EVERY_FIGURE = FigureFilter()
