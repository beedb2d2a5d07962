"""The nouns of a document, each named once. Frozen; imports nothing of ours."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Shelf(StrEnum):
    """Who may read a document: everybody, or the office only."""

    PUBLIC = "public"
    INTERNAL = "internal"


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FOOTNOTE = "footnote"


class Role(StrEnum):
    """What a figure states: an aim, what was reached, an expectation, money, a size, or one of
    them held against another ("so với dự toán (%)")."""

    TARGET = "target"
    RESULT = "result"
    ESTIMATE = "estimate"
    BUDGET = "budget"
    SIZE = "size"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit. Several wards share a name: the key is kind, name and province."""

    kind: str  # "phường", "xã", "đặc khu", "tỉnh", "thành phố", or "" for central bodies
    name: str  # "Hải An"; "Trung ương" for central bodies
    province: str = ""  # "Hải Phòng", "" where unknown

    @property
    def label(self) -> str:
        """How people write it: `phường Hải An`."""
        return f"{self.kind} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph or one grid of cells as a loader read it, before its meaning is known.

    A grid repeats the text of a merged cell in every position it covers.
    """

    text: str
    page: int | None = None
    grid: tuple[tuple[str, ...], ...] | None = None
    style_level: int | None = None  # heading level given by the file format itself, 1 = outermost
    is_footnote: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table below its header, cells in column order."""

    cells: tuple[str, ...]
    label: str = ""  # what its number column prints: "28", "11.1"; "" where it has none
    group: tuple[str, ...] = ()  # the section rows above it, outermost first: ("III. Xã hội số",)
    page: int | None = None
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table joined over its pages. A column is named by its full header path, " › " between."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    measure: str = ""  # unit of measure stated beside the table: "tỷ đồng"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document in reading order, knowing the headings it stands under."""

    ordinal: int
    kind: BlockKind
    text: str  # for a table: its rows, cells joined by " | ", one row a line, header first
    path: tuple[str, ...] = ()  # headings above it, outermost first; a heading's own text excluded
    level: int = 0  # of a heading, 1 = outermost
    page: int | None = None
    table: Table | None = None

    @property
    def is_text(self) -> bool:
        """True for a paragraph or an item of a list: no heading, table or footnote."""
        return self.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds and unit, as written at [start, end) of some text.

    `low` and `high` are inclusive unless the comparator is "<" or ">"; a plain number has both
    equal. Money is in đồng, whatever it was written in.
    """

    low: Decimal | None
    high: Decimal | None
    comparator: str  # "=", ">=", ">", "<=", "<", "~" (gần, khoảng), "range"
    unit: str  # canonical: "%", "đồng", "hồ sơ", "" where none is written
    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day. `by` marks "đến năm 2030": reached at its end."""

    first: date
    last: date
    by: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one indicator, and the exact cell or sentence that states it."""

    indicator: str
    text: str  # the value as written: "≥ 85%", "-", ""
    quantity: Quantity | None  # None where the value is blank, "-", "?" or words
    role: Role
    period: Period | None
    place: Unit | None
    owner: str  # the body in charge, "" where none is named
    person: str  # the person in charge, "" where none is named
    block: int  # ordinal of the block that states it
    row: int | None = None  # index in the table's rows
    column: int | None = None
    measure: str = ""  # unit of measure from a column, caption or clause: "%", "% GRDP", "tỷ đồng"
    clause: str = ""  # the exact words of its block that state it; "" for a cell of a table

    @property
    def is_blank(self) -> bool:
        """True where the document leaves the value open: "", "-", "?", "…"."""
        return self.quantity is None and self.text.strip(" .…-–—?") == ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: left blank, doubtful, in conflict, computed, unsupported, removed."""

    kind: str
    text: str
    block: int | None = None
    marker: int | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head and foot of a document say; blank stays blank."""

    number: str = ""  # "33/KH-UBND"; a number left open keeps its form: "/KH-UBND"
    kind: str = ""  # "Kế hoạch"
    issuer: str = ""  # "UBND phường Hải An"
    unit: Unit | None = None
    issued: date | None = None  # None unless day, month and year are all written
    year: int | None = None  # the year it was issued in, or speaks of where no date is written
    signer: str = ""
    signer_title: str = ""
    subject: str = ""
    bases: tuple[str, ...] = ()  # the "Căn cứ …", "Thực hiện …" paragraphs
    recipients: tuple[str, ...] = ()  # the lines of "Nơi nhận"

    @property
    def is_numbered(self) -> bool:
        """True for a paper that was given its number: a draft has none yet."""
        return self.number[:1].isdigit()

    def lists_receiver(self, text: str) -> bool:
        """True for a text that holds a line of "Nơi nhận"."""
        return any(line in text for line in self.recipients)


class RelationKind(StrEnum):
    """What a document does with another one."""

    BASIS = "basis"  # căn cứ
    IMPLEMENTS = "implements"  # thực hiện, triển khai
    REPLACES = "replaces"  # thay thế
    AMENDS = "amends"  # sửa đổi, bổ sung
    REPEALS = "repeals"  # bãi bỏ
    MENTIONS = "mentions"  # dẫn chiếu


@dataclass(frozen=True, slots=True)
class Relation:
    """What a document says of another one; what it does not say of it stays blank."""

    kind: RelationKind
    number: str  # canonical (`ingest/codes.py`); "" for a law that is cited by its name
    type: str  # "Nghị định"
    issued: date | None
    issuer: str  # "Chính phủ"
    subject: str  # "về đột phá phát triển khoa học, công nghệ …"
    block: int  # ordinal of the block that says it
    quote: str  # its exact words there


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. Its id changes with its content: a new version is a new document."""

    id: str
    source: str  # file name with extension, NFC
    path: str  # path under the folder it was ingested from, NFC
    location: str  # absolute path: the identity under which a new version replaces the old
    sha256: str
    shelf: Shelf
    front: FrontMatter
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    pages: int | None = None  # None where the format has no pages
    relations: tuple[Relation, ...] = ()


class ChunkKind(StrEnum):
    """A chunk is a stretch of one section, one row of a table, or a document's identity."""

    PASSAGE = "passage"
    ROW = "row"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Text for the index, with the words a reader would need around it."""

    id: str  # "<document id>:<ordinal>"
    document_id: str
    kind: ChunkKind
    title: str  # of a row its indicator or task; of a passage its innermost heading
    body: str  # verbatim text of its blocks, or of its row under the header
    context: str  # unit, document, section path, caption: what precedes the body in the index
    tokens: int  # of context and body together
    blocks: tuple[int, ...]  # ordinals it covers
    row: int | None = None
    place: Unit | None = None  # of a row that names its own place; otherwise the document's unit

    @property
    def text(self) -> str:
        """What is indexed: the context, then the body."""
        return f"{self.context}\n{self.body}"
