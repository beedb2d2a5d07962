"""The count behind a share: "9.046/10.482 hồ sơ" of the sentence that gives 86,3 %.

A share in a table says nothing of its size; the report's own sentence does. It is told only where
the share it gives is the very one of the cell, and the sentence speaks of what the row does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.drafting.material import Material
from assistant.drafting.target_row import Known
from assistant.evidence import Basis, basis_of
from ingest.document import Figure, Period, Role
from ingest.quantity import parse_number
from ingest.text import fold, words
from vectorstore.records import DocumentRecord

_SPOKEN = 0.6  # of the words of a row's indicator, in the paragraph with its count


@dataclass(frozen=True, slots=True)
class Count:
    """A count with the share that its sentence gives."""

    text: str  # "9.046/10.482 hồ sơ"
    share: Decimal
    period: Period | None
    basis: Basis


def counts_told(material: Material) -> tuple[Count, ...]:
    """Every count beside its share that the unit's papers on the topic tell in sentences."""
    return tuple(
        count
        for record in material.own
        if material.is_about(record)
        for count in _of_paper(material, record)
    )


def _of_paper(material: Material, record: DocumentRecord) -> Iterator[Count]:
    catalog = material.store.catalog
    told: dict[tuple[int, str], list[Figure]] = {}
    for one in catalog.figures((record.id,)):
        figure = one.figure
        if figure.row is None and figure.role is Role.RESULT and figure.quantity:
            told.setdefault((figure.block, figure.indicator), []).append(figure)
    for (at, _), figures in told.items():
        block = catalog.block(record.id, at)
        if block:
            yield from _pairs(figures, basis_of(record, block))


def _pairs(figures: Sequence[Figure], basis: Basis) -> Iterator[Count]:
    """The one fraction among figures of one thing with the one share beside it."""
    shares = [f for f in figures if f.quantity and f.quantity.unit == "%"]
    parts = [f for f in figures if "/" in f.text and f not in shares]
    if len(shares) == len(parts) == 1 and shares[0].quantity and shares[0].quantity.low is not None:
        yield Count(parts[0].text, shares[0].quantity.low, shares[0].period, basis)


def count_of(known: Known, counts: Iterable[Count]) -> Count | None:
    """The count of a cell's share; None where no sentence, or more than one, gives it."""
    quantity = known.figure.quantity
    if quantity is None or quantity.low is None or quantity.low != quantity.high:
        return None
    fits = [
        one
        for one in counts
        if one.share == quantity.low
        and _same_year(one.period, known.figure.period)
        and _speaks_of(one.basis.quote, known.figure.indicator)
    ]
    return fits[0] if len({one.text for one in fits}) == 1 else None


def _same_year(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and one.last.year == other.last.year


def _speaks_of(text: str, indicator: str) -> bool:
    said, wanted = set(words(fold(text))), set(words(fold(indicator)))
    return bool(wanted) and len(said & wanted) / len(wanted) >= _SPOKEN


def printed_wrong(known: Known) -> str:
    """The count in the row of a share that does not give it, with the share it gives: "3.887/18.508
    = 21,0%"; "" where it does, or where the row holds no count."""
    share = known.figure.quantity
    if share is None or share.unit != "%" or share.low is None or share.low != share.high:
        return ""
    counts = [c.strip() for c in known.basis.quote.split(" | ") if _FRACTION.fullmatch(c.strip())]
    if len(counts) != 1:
        return ""
    part, whole = map(parse_number, counts[0].split("/"))
    step = Decimal(1).scaleb(min(int(share.low.as_tuple().exponent), -1))
    right = (100 * part / whole).quantize(step, ROUND_HALF_UP) if whole else share.low
    off = abs(100 * part / whole - share.low) if whole else Decimal(0)
    return f"{counts[0]} = {str(right).replace('.', ',')}%" if off >= _OFF else ""


_OFF = Decimal("0.1")  # percent: what rounding may hide
_FRACTION = re.compile(r"\d[\d.]*/\d[\d.]*")
