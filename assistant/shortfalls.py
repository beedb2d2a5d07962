"""Targets that were not met: the rows of a table whose result falls short of its aim."""

from collections.abc import Iterable, Sequence

from assistant.cues import cues, has_cue
from assistant.evidence import ListFound, ListItem
from assistant.inquiry import Inquiry
from assistant.naming import value
from assistant.table_rows import row_basis
from ingest.document import Chunk, ChunkKind, Figure, Role
from prompts import say, table
from vectorstore.records import FigureFilter, LedgerRow

_COVERED = 0.8
_MOST = 2_000

Pair = tuple[LedgerRow, LedgerRow]  # a result and the aim of its row, of one time


def asks_shortfalls(text: str) -> bool:
    """True for "những chỉ tiêu nào chưa đạt"."""
    return has_cue(cues("shortfall"), text) and has_cue(cues("shortfall", "which"), text)


def find_shortfalls(inquiry: Inquiry) -> ListFound | None:
    """The unmet targets of the report that sets most results against aims; None without any.

    An aim without a bound is one to reach from below, but for what is better the less there is.
    """
    pairs = _pairs(inquiry)
    documents = [result.document_id for result, _ in pairs]
    if not documents:
        return None
    most = max(
        dict.fromkeys(documents), key=lambda one: (_reports(inquiry, one), documents.count(one))
    )
    short = [
        pair
        for pair in pairs
        if pair[0].document_id == most and falls_short(pair[0].figure, pair[1].figure)
    ]
    return ListFound("", tuple(_item(inquiry, *pair) for pair in short)) if short else None


def _reports(inquiry: Inquiry, document: str) -> bool:
    return inquiry.store.catalog.record(document).front.kind not in table("figures")["plans"]


def _pairs(inquiry: Inquiry) -> list[Pair]:
    request, where = inquiry.request, inquiry.where
    units = inquiry.keys(request.units) if request.units else ()
    roles = (Role.RESULT, Role.TARGET)
    wanted = FigureFilter((), (), units, request.periods, roles, where.documents)
    rows: dict[tuple[str, int, int], list[LedgerRow]] = {}
    for row in inquiry.store.catalog.search_figures(wanted, _MOST).rows:
        if row.figure.row is not None and _is_on_topic(inquiry, row):
            place = (row.document_id, row.figure.block, row.figure.row)
            rows.setdefault(place, []).append(row)
    return [pair for held in rows.values() for pair in _of_row(held)]


def _is_on_topic(inquiry: Inquiry, row: LedgerRow) -> bool:
    if not inquiry.request.has_topic:
        return True
    record = inquiry.store.catalog.record(row.document_id)
    block = inquiry.store.catalog.block(row.document_id, row.figure.block)
    around = "\n".join((record.front.subject, *(block.path if block else ())))
    return inquiry.matcher(row.figure.indicator, around).cover >= _COVERED


def _of_row(held: Sequence[LedgerRow]) -> Iterable[Pair]:
    results = [row for row in held if row.figure.role is Role.RESULT]
    aims = [row for row in held if row.figure.role is Role.TARGET]
    return (
        (result, aim)
        for result in results
        for aim in aims
        if result.figure.period == aim.figure.period
        and result.figure.indicator == aim.figure.indicator
    )


def falls_short(result: Figure, aim: Figure) -> bool:
    """True where a result does not reach its aim; never for values that cannot be compared."""
    reached, wanted = result.quantity, aim.quantity
    if reached is None or wanted is None or reached.low is None or reached.unit != wanted.unit:
        return False
    if wanted.low is None or is_better_low(aim):
        return wanted.high is not None and reached.low > wanted.high
    return reached.low < wanted.low


def is_better_low(aim: Figure) -> bool:
    """True for an aim without a bound of what is better the less there is: "Tỷ lệ hộ nghèo"."""
    wanted = aim.quantity
    less = has_cue(table("figures")["better_low"], aim.indicator)
    return less and wanted is not None and wanted.low == wanted.high


def _item(inquiry: Inquiry, result: LedgerRow, aim: LedgerRow) -> ListItem:
    text = say(
        "assistant.short_of",
        inquiry.request.language,
        indicator=result.figure.indicator,
        result=value(result.figure),
        target=value(aim.figure),
    )
    return ListItem(text, row_basis(inquiry, _as_chunk(result), result.figure.text))


def _as_chunk(row: LedgerRow) -> Chunk:
    figure = row.figure
    return Chunk(
        id=f"{row.document_id}:row {figure.block}.{figure.row}",
        document_id=row.document_id,
        kind=ChunkKind.ROW,
        title=figure.indicator,
        body="",
        context="",
        tokens=0,
        blocks=(figure.block,),
        row=figure.row,
    )
