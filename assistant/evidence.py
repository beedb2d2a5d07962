"""What gathering finds: facts with the place each stands on, or what comes nearest."""

from dataclasses import dataclass

from assistant.match import Match
from ingest.document import Block, Figure, Finding, Period, Role, Unit
from vectorstore.records import DocumentRecord

Place = tuple[str, int, int | None]  # document id, ordinal of the block, index of the row


@dataclass(frozen=True, slots=True)
class Basis:
    """One citable place of a document, with its verbatim words."""

    record: DocumentRecord
    block: int
    section: tuple[str, ...]
    quote: str
    page: int | None = None
    row: str | None = None  # the row's printed number
    row_index: int | None = None
    title: str = ""  # of a row: the cell that says what it is about
    highlight: str = ""
    support: str = ""  # headers, caption: what stands around the quote and may be stated with it

    @property
    def place(self) -> Place:
        """What makes it one place: two bases with the same place share a marker."""
        return self.record.id, self.block, self.row_index


def basis_of(record: DocumentRecord, block: Block, quote: str = "") -> Basis:
    """A block as a citable place, with all of its words or those that are quoted."""
    return Basis(record, block.ordinal, block.path, quote or block.text, block.page)


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer and the places it stands on; none for words about the search itself.

    Where the text holds slots (`slot`), each becomes the marker of that basis; else all markers
    follow the text. `computed` are the words in it that are derived, not read.
    """

    text: str
    bases: tuple[Basis, ...] = ()
    computed: tuple[str, ...] = ()
    is_basis: bool = False  # only shows where another line stands; goes when that line goes
    is_note: bool = False  # tells of the documents beside the answer: once in an answer is enough


def slot(at: int) -> str:
    """Where the marker of a statement's basis number `at` goes."""
    return f"\x02{at}\x03"


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures of one row: same indicator, same holder, one per period and role asked for."""

    figures: tuple[Figure, ...]
    basis: Basis
    match: Match
    unit: Unit | None  # whose figure it is

    @property
    def indicator(self) -> str:
        return self.figures[0].indicator


@dataclass(frozen=True, slots=True)
class FiguresFound:
    """Rows that answer; several when several units, or several indicators, fit alike."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a comparison and its place."""

    figure: Figure
    basis: Basis


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One unit's figures, in the order of the columns; None where its documents state none."""

    unit: Unit | None
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class ComparisonFound:
    """A table of figures.

    `progress` says what a result is held against: a "plan", or "earlier"; "" for nothing.
    """

    indicator: str
    columns: tuple[tuple[Role, Period | None], ...]
    rows: tuple[ComparisonRow, ...]
    progress: str = ""


@dataclass(frozen=True, slots=True)
class RowValues:
    """Cells of one row by field, as asked: who leads, with whom, by when.

    "" for a blank cell, None where the table has no such column.
    """

    indicator: str
    values: tuple[tuple[str, str | None], ...]
    basis: Basis
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class RowsFound:
    """Rows that answer who, with whom, by when."""

    rows: tuple[RowValues, ...]


@dataclass(frozen=True, slots=True)
class IdentityFound:
    """Facts of a document's head or foot by field; a value is "" where it is left blank.

    `others` are places in other papers that give it another day.
    """

    record: DocumentRecord
    facts: tuple[tuple[str, str, Basis], ...]
    others: tuple[tuple[str, Basis], ...] = ()


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """Verbatim passages; a `heading` where they are a whole section."""

    bases: tuple[Basis, ...]
    heading: str = ""
    notes: tuple[Finding, ...] = ()  # what contradicts itself in them


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list: the words that say it, and where they stand."""

    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class ListFound:
    """Everything of one kind, in order: a body's tasks and targets, a table's rows, documents."""

    title: str
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """A section and the rows of tables that belong to the same list."""

    section: PassagesFound
    rows: ListFound


@dataclass(frozen=True, slots=True)
class Defined:
    """What an abbreviation stands for, by the glossary: no document says it."""

    short: str
    term: str
    english: str
    used: Basis | None = None  # where a document uses it without saying what it stands for


@dataclass(frozen=True, slots=True)
class Talk:
    """A question about no document: a greeting, what can be asked, a citizen's procedure."""

    about: str  # the name of the sentence that answers it


@dataclass(frozen=True, slots=True)
class Near:
    """What comes nearest to something not found; a pointer, never the answer."""

    basis: Basis
    figure: Figure | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Not in the documents, and why: `unit`, `unknown_unit`, `period`, `unreal_time`, `role`,
    `field`, `blank`, or `topic`."""

    reason: str
    role: Role | None = None
    field: str = ""
    near: Near | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """Several readings, none of them clearly meant; or too many holders of the answer."""

    choices: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    reason: str = "choices"  # or "units", "topic", "times"


Found = (
    FiguresFound
    | ComparisonFound
    | RowsFound
    | IdentityFound
    | PassagesFound
    | ListFound
    | Both
    | Defined
)
Gathered = Found | Talk | Nothing | Unclear
