"""A figure on its place, with a share that its own counts do not give set right.

A report prints counts beside a share, "3.887/18.508 người, đạt 23,0%"; the share is computed again
from them, and where the two do not agree the printed one is told but never repeated.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from assistant.drafting.material import Material
from assistant.evidence import Basis, basis_of
from assistant.table_rows import place_of_row
from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, Figure, Role
from ingest.period import longer_periods
from ingest.places import same_unit
from ingest.quantity import find_quantities
from vectorstore.records import DocumentRecord

REACHED = (Role.RESULT, Role.ESTIMATE)
_PERCENT = "%"
_NUMERAL = re.compile(r"\d[\d.,]*\d|\d")
_FRACTION = re.compile(r"\d[\d.,]*\s*/\s*\d[\d.,]*(?:\s+[^\W\d].*)?")
_TIMES = (ColumnRole.DEADLINE, ColumnRole.LABEL, ColumnRole.PERIOD)  # "30/6" counts nothing


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure, and the paper and block that state it."""

    figure: Figure
    record: DocumentRecord
    block: Block
    counts: str = ""  # "3.887/18.508", what the share was made of
    printed: str = ""  # the share as printed, where its counts give another one: the figure's

    @property
    def basis(self) -> Basis:
        """Its row, or the paragraph it stands in."""
        if self.figure.row is None:
            return basis_of(self.record, self.block)
        return place_of_row(self.record, self.block, self.figure.row, self.figure.text)

    @property
    def group(self) -> str:
        """The section row of its table that it stands under; "" without one."""
        held, at = self.block.table, self.figure.row
        return held.rows[at].group[-1] if held and at is not None and held.rows[at].group else ""


def stated_in(material: Material, records: Iterable[DocumentRecord]) -> Iterator[Stated]:
    """The figures of the unit in these papers, in reading order: all of its own ones, and under its
    name in those of others."""
    for record in records:
        blocks = {block.ordinal: block for block in material.blocks(record)}
        rows = material.store.catalog.figures((record.id,))
        figures = [row.figure for row in rows if _is_of_unit(material, record, row.figure)]
        for figure in figures:
            yield _with_counts(Stated(figure, record, blocks[figure.block]), figures)


def _is_of_unit(material: Material, record: DocumentRecord, figure: Figure) -> bool:
    if figure.place is None:
        return record in material.own
    return same_unit(figure.place, material.commission.unit)


def _with_counts(one: Stated, figures: Sequence[Figure]) -> Stated:
    """A result with the counts beside it; righted by them, or told by them where it is blank."""
    if one.figure.role not in REACHED:
        return one
    find = _in_sentence if one.figure.row is None else _beside
    counts = find(one, figures)
    if not counts:
        return one
    if one.figure.is_blank:
        return replace(one, figure=replace(one.figure, text=counts))
    if right := right_share(one.figure, counts):
        figure = _righted(one.figure, right)
        return replace(one, figure=figure, counts=counts, printed=one.figure.text)
    is_share = one.figure.quantity is not None and one.figure.quantity.unit == _PERCENT
    return replace(one, counts=counts) if is_share else one


def _beside(one: Stated, figures: Sequence[Figure]) -> str:
    """The fraction in a cell of a figure's row; "" where there is none, or it is another's."""
    held, at = one.block.table, one.figure.row
    if held is None or at is None:
        return ""
    roles, cells = column_roles(held.columns), held.rows[at].cells
    fractions = [
        cell.strip()
        for role, cell, header in zip(roles, cells, held.columns, strict=False)
        if role not in _TIMES and _FRACTION.fullmatch(cell.strip()) and _is_then(one, header)
    ]
    rivals = [other for other in figures if _is_rival(one.figure, other)]
    counts = next((text for text in fractions if text != one.figure.text.strip()), "")
    return counts if counts and _whose([one.figure, *rivals], counts) is one.figure else ""


def _is_then(one: Stated, header: str) -> bool:
    """True unless the header names another time than the figure's."""
    named = longer_periods(header)
    return not named or one.figure.period in named


def _is_rival(one: Figure, other: Figure) -> bool:
    """True for another result of the same row: the counts may be its own."""
    is_row = (one.block, one.row) == (other.block, other.row)
    return is_row and other is not one and other.role in REACHED


def _whose(results: Sequence[Figure], counts: str) -> Figure:
    """The result that the counts give; where they give none the latest."""
    given = (one for one in results if _gives(one, counts))
    latest = max(results, key=lambda one: one.period.last if one.period else date.min)
    return next(given, latest)


def _in_sentence(one: Stated, figures: Sequence[Figure]) -> str:
    """The fraction of the same thing in the same paragraph; "" where there is none."""
    share = one.figure
    same = (
        other.text
        for other in figures
        if other.row is None and other.block == share.block and other.indicator == share.indicator
    )
    is_share = share.quantity is not None and share.quantity.unit == _PERCENT
    return next((text for text in same if is_share and "/" in text), "")


def _gives(share: Figure, counts: str) -> bool:
    is_share = share.quantity is not None and share.quantity.unit == _PERCENT
    return is_share and not right_share(share, counts)


def right_share(share: Figure, counts: str) -> str:
    """The share that the counts give, where it is another than the printed one; else ""."""
    numbers = [find_quantities(found)[0].low for found in _NUMERAL.findall(counts)[:2]]
    printed = share.quantity
    if len(numbers) < 2 or printed is None or printed.unit != "%" or printed.comparator != "=":
        return ""
    part, whole = numbers
    if part is None or not whole or part > whole or printed.low is None:
        return ""
    step = Decimal(1).scaleb(-len(share.text.partition(",")[2].rstrip("% ")))
    exact = 100 * part / whole
    right = exact.quantize(step, ROUND_HALF_UP)
    is_given = printed.low in (right, exact.quantize(step, ROUND_DOWN))  # cut off, not rounded
    return "" if is_given else f"{right}".replace(".", ",")


def _righted(figure: Figure, right: str) -> Figure:
    value = Decimal(right.replace(",", "."))
    text = f"{right}{_PERCENT}" if _PERCENT in figure.text else right
    quantity = figure.quantity and replace(figure.quantity, low=value, high=value, text=text)
    return replace(figure, text=text, quantity=quantity)
