"""What the text says and a table of the same paper says otherwise: totals, products, deadlines."""

import re
from collections.abc import Iterator, Sequence

from assistant.checking.fault import Fault, Severity
from assistant.checking.numbers import cell_number
from assistant.checking.paper import Paper, around, opens_annex, row_title
from assistant.checking.times import time_words
from assistant.conflicts import likeness, same_indicator
from ingest.columns import ColumnRole, column_roles
from ingest.dates import find_date
from ingest.document import Block, Quantity, Row, Table
from ingest.quantity import find_quantities, with_measure
from ingest.text import fold, words
from prompts import table as data

_NAMED = {ColumnRole.LABEL, ColumnRole.INDICATOR, ColumnRole.MEASURE, ColumnRole.RATIO}
_ALIKE = 0.99
_SIZES = 10  # times that one value may be of the other
_FEWEST = 3  # words by which a row is known again in the text


def told_in_tables(paper: Paper) -> Iterator[Fault]:
    """The places where text and table disagree, each at the later one."""
    for block in paper.blocks:
        if block.table:
            yield from _totals(paper, block, block.table)
            yield from _products(paper, block, block.table)
            yield from _deadlines(paper, block, block.table)
        else:
            yield from _fractions(paper, block)


# --- the words right before a table, and its total --------------------------------------------


def _totals(paper: Paper, block: Block, table: Table) -> Iterator[Fault]:
    totals = [row for row in table.rows if row.is_total]
    lead = _lead(paper, block)
    if len(totals) != 1 or lead is None:
        return
    values = _values(table, totals[0])
    cells = {q.low for row in table.rows for q in _values(table, row).values()}
    for clause in re.split(r"[,;](?!\d)|\.\s|:", lead.text):
        found = [q for q in find_quantities(clause) if q.low is not None and q.unit != "%"]
        column = _column(table, clause, values)
        if not found or column is None or found[0].comparator != "=":
            continue
        total, printed = values[column], found[0]
        if printed.low not in cells and _is_near(printed, total):
            yield paper.fault(
                "two-values",
                "total_above",
                lead,
                around(lead.text, *_span(lead.text, printed.text)),
                severity=Severity.WARNING,
                related=" | ".join(cell for cell in totals[0].cells if cell),
                printed=printed.text,
                total=totals[0].cells[column].strip(),
                column=table.columns[column],
            )


def _lead(paper: Paper, block: Block) -> Block | None:
    """The paragraph right above a table that leads to it: "…, chi tiết như sau:"."""
    above = paper.blocks[block.ordinal - 1] if block.ordinal else None
    if above is None or above.table or opens_annex(above):
        return None
    ends = above.text.rstrip().endswith(":")
    points = time_words("opens").search(fold(above.text)[-40:])
    leads = any(fold(word) in fold(above.text)[-60:] for word in data("checking")["leads"]["words"])
    return above if ends or points or leads else None


def _values(table: Table, row: Row) -> dict[int, Quantity]:
    """The plain numbers of a row by their column, money in đồng."""
    found: dict[int, Quantity] = {}
    for at, role in enumerate(column_roles(table.columns)):
        cell = row.cells[at].strip() if at < len(row.cells) else ""
        if role in _NAMED or cell_number(cell) is None or "%" in table.columns[at]:
            continue
        quantity = find_quantities(cell)
        if len(quantity) == 1:
            measure = _measure(table, at)
            found[at] = with_measure(quantity[0], measure) if measure else quantity[0]
    return found


def _measure(table: Table, at: int) -> str:
    """ "triệu đồng" of "Kinh phí (triệu đồng)", or of the line above the table."""
    named = f"{table.columns[at]} {table.measure} {table.caption}"
    money = re.search(r"(?i)(?:(?:nghìn|triệu|tỷ)\s+)?đồng", named)
    return money[0].lower() if money else ""


def _column(table: Table, clause: str, values: dict[int, Quantity]) -> int | None:
    """The column that a clause names, or the only one with a total where it tells a total."""
    folded = fold(clause)
    named = [at for at in values if (name := _name(table.columns[at])) and _has(folded, name)]
    if len(named) == 1:
        return named[0]
    opens = tuple(map(fold, data("checking")["leads"]["totals"]))
    is_total = re.sub(r"^[\W\d]*(?:[a-zđ]\))?\s*", "", folded).startswith(opens)
    return next(iter(values)) if is_total and len(values) == 1 else None


def _name(column: str) -> str:
    return fold(re.sub(r"\([^)]*\)", "", column.split("›")[-1]).strip())


def _has(folded: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) is not None


def _is_near(one: Quantity, other: Quantity) -> bool:
    """True for another value of about the same size and in the same unit, or without one."""
    values = sorted(q.low for q in (one, other) if q.low is not None)
    money = (one.unit == "đồng") is (other.unit == "đồng")
    return money and len(values) > 1 and 0 < values[1] <= values[0] * _SIZES and values[0] > 0


def _span(text: str, found: str) -> tuple[int, int]:
    at = max(text.find(found), 0)
    return at, at + len(found)


# --- a total and the fractions after it -------------------------------------------------------

_FRACTION = re.compile(r"(?<![\d.,/])\d[\d.]*\s?/\s?(?P<whole>\d[\d.]*)(?![\d/]|[.,]\d)")


def _fractions(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "tiếp nhận 2.060 hồ sơ; đúng hạn 2.540/2.600 hồ sơ": no number is what the share is of."""
    found = [q for q in find_quantities(block.text) if q.low is not None and q.unit != "%"]
    for fraction in _FRACTION.finditer(block.text):
        whole = next((q for q in found if q.start == fraction.start("whole")), None)
        before = [q for q in found if q.end <= fraction.start() and whole and _alike(q, whole)]
        if whole is None or len(before) != 1 or whole.low is None:
            continue
        first = before[0]
        is_part = block.text[: first.start].rstrip().endswith("/")
        slipped = sorted(_digits(first)) == sorted(_digits(whole)) and first.low != whole.low
        if slipped and not is_part:
            yield paper.fault(
                "two-values",
                "fraction_base",
                block,
                around(block.text, first.start, first.end),
                severity=Severity.WARNING,
                related=fraction[0],
                whole=first.text,
                fraction=fraction[0],
            )


def _alike(one: Quantity, other: Quantity) -> bool:
    return bool(one.unit) and one.unit == other.unit and one.comparator == "="


def _digits(quantity: Quantity) -> str:
    return re.sub(r"\D", "", quantity.text)


# --- products and deadlines of a table of tasks -----------------------------------------------


def _products(paper: Paper, block: Block, table: Table) -> Iterator[Fault]:
    """ "Mở 24 lớp kỹ năng số" beside the row "Mở lớp kỹ năng số | … | 20 lớp"."""
    told = [f for f in paper.document.figures if f.row is None and f.quantity and f.quantity.unit]
    for row, cell in _cells(table, ColumnRole.PRODUCT):
        found = find_quantities(cell)
        if len(found) != 1 or found[0].start or not found[0].unit or found[0].comparator != "=":
            continue
        for figure in told:
            quantity = figure.quantity
            if quantity is None or quantity.unit != found[0].unit or quantity.comparator != "=":
                continue
            near = likeness(_task(table, row), figure.indicator) >= _ALIKE
            differs = quantity.low != found[0].low
            if near and differs and same_indicator(_task(table, row), figure.indicator):
                yield _fault(paper, block, row, paper.blocks[figure.block], quantity.text, cell)


def _deadlines(paper: Paper, block: Block, table: Table) -> Iterator[Fault]:
    """ "bảo trì mạng nội bộ trước ngày 30/4/2027" beside a row of another day."""
    for row, cell in _cells(table, ColumnRole.DEADLINE):
        day = find_date(cell)
        task = set(words(fold(_task(table, row))))
        if day is None or day.day is None or len(task) < _FEWEST:
            continue
        for other in paper.main:
            told = _due(other.text) if other.is_text else None
            if told is None or not task <= set(words(fold(other.text))):
                continue
            if told[0] != day.day:
                yield _fault(paper, block, row, other, told[1], cell)


def _due(text: str) -> tuple[object, str] | None:
    """The one day that a task is to be done by, with its words."""
    found = list(time_words("due").finditer(fold(text)))
    if len(found) != 1:
        return None
    after = text[found[0].end() : found[0].end() + 40]
    day = find_date(after)
    return (day.day, day.text) if day and day.day else None


def _cells(table: Table, wanted: ColumnRole) -> Iterator[tuple[Row, str]]:
    roles: Sequence[ColumnRole] = column_roles(table.columns)
    columns = [at for at, role in enumerate(roles) if role is wanted]
    for row in table.rows:
        for at in columns:
            if at < len(row.cells) and row.cells[at].strip():
                yield row, row.cells[at].strip()


def _task(table: Table, row: Row) -> str:
    """What a row is of: its first cell with words that is no label."""
    roles = column_roles(table.columns)
    named = (row.cells[at] for at, role in enumerate(roles) if role is ColumnRole.INDICATOR)
    return next((cell for cell in named if cell.strip()), row_title(row))


def _fault(paper: Paper, block: Block, row: Row, other: Block, told: str, cell: str) -> Fault:
    return paper.fault(
        "two-values",
        "two_values",
        block,
        " | ".join(cell for cell in row.cells if cell),
        row=row,
        severity=Severity.WARNING,
        related=around(other.text, *_span(other.text, told)),
        indicator=row_title(row),
        first=told,
        second=cell,
    )
