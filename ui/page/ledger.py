"""The ledger as the page lays it out: a line a place, with what is stated there side by side.

Lines are never merged across places: two documents that differ stay two lines, each with its own
source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from assistant.naming import value, when
from ingest.document import Figure, Period, Quantity, Role
from prompts import Language, say
from ui.figures import Entry
from ui.roles import role_name
from ui.words import short_place

# More columns than this, or emptier ones, are read worse than values that stand below each other.
_MOST_COLUMNS = 4
_FULL = 0.6
_ORDER = sorted(Role, key=lambda role: role is Role.TARGET)  # of one period, the aim stands last
_REACHED = (Role.RESULT, Role.ESTIMATE)
_PERCENT = "%"

Column = tuple[Role, Period | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as shown; `is_blank` where the document leaves it open."""

    column: Column
    name: str  # of the column: "Kết quả 2025"
    text: str
    is_blank: bool
    written: str  # as the document writes it

    @property
    def spoken(self) -> str:
        """The value with its name, for those who hear the page."""
        return f"{self.name}: {self.text}"


@dataclass(frozen=True, slots=True)
class Pair:
    """What was reached and the nearest aim, of one measure; one of them may be missing."""

    reached: Figure | None
    aim: Figure | None

    @property
    def measure(self) -> str:
        """The unit both are counted in: "%"; "" for plain numbers."""
        return _measure(self.reached or self.aim)

    @property
    def columns(self) -> tuple[Column | None, Column | None]:
        """The role and period of either."""
        return _column(self.reached), _column(self.aim)


@dataclass(frozen=True, slots=True)
class Line:
    """What one row or sentence of a document states of one indicator, the earliest first."""

    entries: tuple[Entry, ...]
    cells: tuple[Cell, ...]
    pair: Pair | None

    def cell(self, column: Column) -> Cell | None:
        """What it states in a column; None where it says nothing there."""
        return next((cell for cell in self.cells if cell.column == column), None)

    @property
    def first(self) -> Entry:
        """The entry that stands for the line: its source, its owner."""
        return self.entries[0]

    @property
    def unit(self) -> str:
        """Whose figures they are."""
        return self.first.holder.label if self.first.holder else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines, and the columns they share; no columns where each line lists its own values."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    names: tuple[str, ...]  # of the columns


def sheet(entries: Sequence[Entry], language: Language) -> Sheet:
    """The entries as lines, beside each other in columns where few columns hold them all."""
    lines = tuple(_line(tuple(group), language) for _, group in groupby(entries, key=_place))
    columns = sorted({cell.column for line in lines for cell in line.cells}, key=_rank)
    shared = tuple(columns) if _agree(lines, len(columns)) else ()
    return Sheet(lines, shared, tuple(column_name(column, language) for column in shared))


def whole_lines(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries without the last line, which the end of a page may have cut."""
    lines = [tuple(group) for _, group in groupby(entries, key=_place)]
    kept = lines[:-1] or lines
    return tuple(entry for line in kept for entry in line)


def column_name(column: Column, language: Language) -> str:
    """`Kết quả 2025`, `Chỉ tiêu đến năm 2030`."""
    role, period = column
    name = role_name(role, language)
    spoken = when(period, language)
    if period and spoken == when(_whole_year(period), language):
        spoken = str(period.last.year)
    return f"{name[0].upper()}{name[1:]} {spoken}".strip()


def source_name(entry: Entry) -> str:
    """`12/KH-UBND`, or the file's name where the document has no number."""
    number = entry.record.front.number
    return number if number[:1].isdigit() else entry.record.source


def place_name(entry: Entry, language: Language) -> str:
    """`V. Xã hội số › dòng 19`: the innermost heading is enough to know the place by."""
    return short_place(entry.section, entry.row, entry.page, language)


def progress(pair: Pair) -> tuple[float | None, float | None]:
    """How far along the bar the value reached and the aim stand, 0 to 100."""
    sizes = [size(figure) for figure in (pair.reached, pair.aim)]
    known = [s for s in sizes if s is not None]
    whole = Decimal(100) if pair.measure == _PERCENT else Decimal(0)
    whole = max([whole, *known]) or Decimal(1)
    shares = [None if s is None else float(max(Decimal(0), s) / whole * 100) for s in sizes]
    return shares[0], shares[1]


def size(figure: Figure | None) -> Decimal | None:
    """The number a figure is drawn at: its bound where it is one."""
    quantity = figure.quantity if figure else None
    return _bound(quantity) if quantity else None


def _bound(quantity: Quantity) -> Decimal | None:
    return quantity.low if quantity.low is not None else quantity.high


def _agree(lines: Sequence[Line], columns: int) -> bool:
    """True where the lines state the same few things, none of them twice."""
    stated = sum(len(line.cells) for line in lines)
    alone = all(len({cell.column for cell in i.cells}) == len(i.cells) for i in lines)
    return alone and columns <= _MOST_COLUMNS and stated >= _FULL * columns * len(lines)


# --- lines ---------------------------------------------------------------------------------


def _place(entry: Entry) -> tuple[object, ...]:
    figure = entry.figure
    return entry.record.id, figure.block, figure.row, figure.clause, figure.indicator, entry.holder


def _line(entries: tuple[Entry, ...], language: Language) -> Line:
    figures = [entry.figure for entry in entries]
    ranked = sorted(figures, key=lambda figure: _rank((figure.role, figure.period)))
    return Line(entries, tuple(_cell(f, language) for f in ranked), _pair(figures))


def _cell(figure: Figure, language: Language) -> Cell:
    text = say("ui.ledger_blank", language) if figure.is_blank else value(figure)
    column = figure.role, figure.period
    return Cell(column, column_name(column, language), text, figure.is_blank, figure.text)


def _rank(column: Column) -> tuple[str, int, str]:
    role, period = column
    last = period.last.isoformat() if period else ""
    return last, _ORDER.index(role), period.first.isoformat() if period else ""


def _pair(figures: Sequence[Figure]) -> Pair | None:
    """The latest value reached and the first aim from then on; None where nothing has a size."""
    sized = sorted((f for f in figures if size(f) is not None), key=_last)
    reached = next((f for f in reversed(sized) if f.role in _REACHED), None)
    aims = [f for f in sized if f.role is Role.TARGET]
    if reached:
        aims = [f for f in aims if _measure(f) == _measure(reached)]
    later = [f for f in aims if not reached or _last(f) > _last(reached)]
    aim = next(iter(later or reversed(aims)), None)
    return Pair(reached, aim) if reached or aim else None


def _last(figure: Figure) -> str:
    return figure.period.last.isoformat() if figure.period else ""


def _measure(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return (figure.quantity.unit if figure.quantity else "") or figure.measure


def _column(figure: Figure | None) -> Column | None:
    return (figure.role, figure.period) if figure else None


def _whole_year(period: Period) -> Period:
    first, last = period.first.replace(month=1, day=1), period.first.replace(month=12, day=31)
    return Period(first, last)
