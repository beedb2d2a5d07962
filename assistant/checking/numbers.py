"""Numbers of tables and sentences as the rules of sums and shares compare them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Quantity, Table
from ingest.quantity import parse_cell

_DECIMALS = re.compile(r",(\d+)|^\D*\d+\.(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number as printed: its value and how many places stand behind its comma."""

    value: Decimal
    places: int

    @property
    def half(self) -> Decimal:
        """How far rounding may have moved it."""
        return Decimal(1).scaleb(-self.places) / 2


def places_of(text: str) -> int:
    """How many digits a number as written has behind its comma."""
    found = _DECIMALS.search(text)
    return len(found[1] or found[2]) if found else 0


def cell_number(text: str) -> Number | None:
    """The plain number that a cell is, a share as well; None for a bound, a range or words."""
    found = parse_cell(text.strip())
    if found is None or found.comparator != "=" or found.low is None:
        return None
    if found.text != text.strip():
        return None
    return Number(found.low, places_of(text))


def grid_of(table: Table) -> list[list[Number | None]]:
    """The numbers of each row, None where a cell is no plain number."""
    width = len(table.columns)
    return [
        [cell_number(row.cells[at]) if at < len(row.cells) else None for at in range(width)]
        for row in table.rows
    ]


def agrees_with_sum(total: Number, parts: Sequence[Number]) -> bool:
    """True for the same sum, and for one that rounding explains: half a last place a number."""
    difference = abs(sum((part.value for part in parts), Decimal(0)) - total.value)
    if not any(one.places for one in (total, *parts)):
        return difference == 0
    return difference <= total.half + sum((part.half for part in parts), Decimal(0))


def written(value: Decimal, places: int = 0) -> str:
    """The number as documents write it: `1.234,5`."""
    least = max(places, -int(value.normalize().as_tuple().exponent), 0)
    plain = f"{value:,.{min(least, 4)}f}"
    return plain.replace(",", "_").replace(".", ",").replace("_", ".")


def places_in(quantity: Quantity) -> int:
    """The places behind the comma of a quantity as written."""
    return places_of(quantity.text)


def rounds(printed: Decimal, computed: Decimal, places: int) -> bool:
    """True where the printed number is the computed one rounded, or cut off."""
    return abs(printed - computed) < Decimal(1).scaleb(-places)
