"""The ledger as a list to look through: figures with the place each one stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.document import Block, Figure, Row, Unit
from ingest.period import label
from vectorstore.catalog import Catalog
from vectorstore.records import DocumentRecord, FigureFilter

Value = str | int | float | list[str] | None  # of a field, in JSON and in a sheet
ALL = 10**9
COLUMNS = (
    *("indicator", "value", "low", "high", "measure", "comparator"),
    *("role", "period", "period_first", "period_last", "place", "owner", "person"),
    *("document_id", "source", "number", "unit", "section", "row", "page", "block", "quote"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure with its document and the place of it that states it."""

    figure: Figure
    record: DocumentRecord
    section: tuple[str, ...]
    row: str | None  # the row's printed number
    page: int | None
    quote: str  # the row's cells, or the words of a sentence

    @property
    def holder(self) -> Unit | None:
        """Whose figure it is: the place its row names, else the unit of its document."""
        return self.figure.place or self.record.front.unit

    @property
    def address(self) -> str:
        """Where its document opens at it."""
        row = f"r{self.figure.row}" if self.figure.row is not None else ""
        return f"/documents/{self.record.id}#b{self.figure.block}{row}"


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the figures wanted, by document and order in it, and how many there are in all."""

    entries: tuple[Entry, ...]
    total: int

    @property
    def documents(self) -> int:
        """How many documents the entries stand in."""
        return len({entry.record.id for entry in self.entries})


def find(catalog: Catalog, wanted: FigureFilter, limit: int = ALL, offset: int = 0) -> Found:
    """The figures wanted from `offset` on."""
    page = catalog.search_figures(wanted, limit, offset)
    records = {record.id: record for record in catalog.documents()}
    block = cache(catalog.block)  # the rows of one table stand in one block
    entries = (
        _entry(row.figure, records[row.document_id], block(row.document_id, row.figure.block))
        for row in page.rows
        if row.document_id in records  # else it went while the list was made
    )
    return Found(tuple(entries), page.total)


def as_json(entry: Entry) -> dict[str, Value]:
    """The figure as plain data under `COLUMNS`; what the document leaves open is None or ""."""
    figure, record = entry.figure, entry.record
    quantity, period = figure.quantity, figure.period
    values = (
        *(figure.indicator, figure.text),
        _number(quantity.low if quantity else None),
        _number(quantity.high if quantity else None),
        (quantity.unit if quantity else "") or figure.measure,
        quantity.comparator if quantity else "",
        *(figure.role.value, label(period) if period else ""),
        period.first.isoformat() if period else None,
        period.last.isoformat() if period else None,
        figure.place.label if figure.place else "",
        *(figure.owner, figure.person, record.id, record.source, record.front.number),
        record.front.unit.label if record.front.unit else "",
        *(list(entry.section), entry.row, entry.page, figure.block, entry.quote),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _number(value: Decimal | None) -> int | float | None:
    """The value as a JSON number, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


# --- where a figure stands -----------------------------------------------------------------


def _entry(figure: Figure, record: DocumentRecord, block: Block | None) -> Entry:
    if block is None:  # its document went while the list was made
        return Entry(figure, record, (), None, None, figure.clause or figure.text)
    row = _row(figure, block)
    if row is None:
        return Entry(figure, record, block.path, None, block.page, figure.clause or block.text)
    quote = " | ".join(cell for cell in row.cells if cell.strip())
    section = (*block.path, *row.group)
    return Entry(figure, record, section, row.label or None, row.page or block.page, quote)


def _row(figure: Figure, block: Block) -> Row | None:
    rows: Sequence[Row] = block.table.rows if block.table else ()
    return rows[figure.row] if figure.row is not None and figure.row < len(rows) else None
