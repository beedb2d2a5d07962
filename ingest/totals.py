"""Sums and shares that a document prints, computed again: what does not agree is a finding.

Only what must agree is compared: a column of amounts with a row of its total, a share beside the
fraction it is of. A table is taken as right when any reading of its rows gives the printed total.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, Finding, Quantity, Row, Table
from ingest.quantity import find_quantities, parse_cell
from ingest.text import fold
from prompts import say
from prompts import table as data

_DECIMALS = re.compile(r"\d,(\d+)|^\d+\.(\d{1,2})(?!\d)")
_DEPTH = re.compile(r"\d+")
_FRACTION = re.compile(r"(?<![\d.,/])(\d[\d.]*)\s?/\s?(\d[\d.]*)(?![\d/]|[.,]\d|\s?%)")
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s?%")
_AGE = re.compile(r"\d+(?:\s?-\s?\d+)? (?:tháng )?tuổi")  # "trẻ dưới 1 tuổi" is who is counted
_WHOLE = 100  # per cent
_NEAR = 60  # characters between a share and the fraction it is of
_SUMMED = (
    ColumnRole.BUDGET,
    ColumnRole.RESULT,
    ColumnRole.TARGET,
    ColumnRole.ESTIMATE,
    ColumnRole.PERIOD,
    ColumnRole.OTHER,
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number of a column, with the row it stands in."""

    at: int
    value: Decimal
    decimals: int


def check_totals(blocks: tuple[Block, ...]) -> tuple[Finding, ...]:
    """A finding "conflict" for each printed total and share that is not what its parts give."""
    return check_sums(blocks) + check_shares(blocks)


def check_sums(blocks: tuple[Block, ...]) -> tuple[Finding, ...]:
    """The totals of tables that are not what their rows give."""
    found = (finding for block in blocks if block.table for finding in _sums(block, block.table))
    return tuple(dict.fromkeys(found))


def check_shares(blocks: tuple[Block, ...]) -> tuple[Finding, ...]:
    """The shares that are not what the fraction beside them gives."""
    found = (
        finding for block in blocks for text in _texts(block) for finding in _shares(block, text)
    )
    return tuple(dict.fromkeys(found))


def _texts(block: Block) -> Iterator[str]:
    if block.table is None:
        yield block.text
    else:
        yield from (cell for row in block.table.rows for cell in row.cells)


# --- totals -----------------------------------------------------------------------------------


def _sums(block: Block, found: Table) -> Iterator[Finding]:
    if not any(row.is_total for row in found.rows):
        return
    for column, role in enumerate(column_roles(found.columns)):
        if role in _SUMMED and is_additive(found, column):
            yield from _wrong_totals(block, found, column)


def is_additive(found: Table, column: int) -> bool:
    """False for shares, ranks, prices and rates, and where rows are measured differently."""
    header = fold(f"{found.columns[column]} {found.measure}")
    words = data("figures")["not_summed"]
    if "%" in header or any(
        re.search(rf"(?<!\w){re.escape(fold(w))}(?!\w)", header) for w in words
    ):
        return False
    roles = column_roles(found.columns)
    measures = [at for at, role in enumerate(roles) if role is ColumnRole.MEASURE]
    units = {fold(row.cells[at]) for at in measures for row in found.rows if at < len(row.cells)}
    return len(units - {""}) < 2


def _wrong_totals(block: Block, found: Table, column: int) -> Iterator[Finding]:
    cells = [_number(at, row, column) for at, row in enumerate(found.rows)]
    if any(cell is None for cell in cells):
        return
    numbers = [cell for cell in cells if isinstance(cell, _Cell)]
    for total in numbers:
        wrong = _computed(found.rows, numbers, total) if found.rows[total.at].is_total else None
        if wrong is not None:
            yield Finding(
                "conflict",
                say(
                    "ingest.total_differs",
                    "vi",
                    column=found.columns[column],
                    row=_title(found.rows[total.at]),
                    printed=found.rows[total.at].cells[column].strip(),
                    computed=_written(wrong, total.decimals),
                ),
                block.ordinal,
            )


def _number(at: int, row: Row, column: int) -> _Cell | str | None:
    """The plain number of a cell; "" for a blank one, None for anything else."""
    text = row.cells[column].strip() if column < len(row.cells) else ""
    if not text.strip("-–—. "):
        return ""
    quantity = parse_cell(text)
    if quantity is None or quantity.comparator != "=" or quantity.unit == "%":
        return None
    if quantity.low is None or quantity.text != text:
        return None
    return _Cell(at, quantity.low, _decimals(text))


def _decimals(text: str) -> int:
    found = _DECIMALS.search(text)
    return len(found[1] or found[2]) if found else 0


def _computed(rows: Sequence[Row], numbers: Sequence[_Cell], total: _Cell) -> Decimal | None:
    """The sum of the rows where no reading of them gives the printed total; else None."""
    readings = [part for part in _readings(rows, numbers, total) if len(part) > 1]
    if not readings or any(_agrees(part, total) for part in readings):
        return None
    return sum((cell.value for cell in readings[0]), Decimal(0))


def _readings(rows: Sequence[Row], numbers: Sequence[_Cell], total: _Cell) -> Iterator[list[_Cell]]:
    """The rows that a total may be of: those above it or below it, each level of them, all."""
    others = [cell for cell in numbers if cell.at != total.at]
    parts = [cell for cell in others if not rows[cell.at].is_total]
    sums = [cell.at for cell in others if rows[cell.at].is_total]
    before = max((at for at in sums if at < total.at), default=-1)
    after = min((at for at in sums if at > total.at), default=len(rows))
    above = [cell for cell in parts if before < cell.at < total.at]
    below = [cell for cell in parts if total.at < cell.at < after]
    for chosen in (above, below, parts):
        leaves = [cell for cell in chosen if not _is_parent(rows, cell.at)]
        yield leaves
        yield chosen
        depths = {_depth(rows[cell.at]) for cell in chosen}
        for depth in sorted(depths):
            yield [cell for cell in chosen if _depth(rows[cell.at]) == depth]
            yield [cell for cell in chosen if _depth(rows[cell.at]) <= depth]
    yield [cell for cell in others if rows[cell.at].is_total]
    yield [cell for cell in others if rows[cell.at].is_total and cell.at < total.at]


def _is_parent(rows: Sequence[Row], at: int) -> bool:
    """True for a row with values whose parts follow it: "1" before "1.1", a group's own row."""
    if at + 1 >= len(rows):
        return False
    row, following = rows[at], rows[at + 1]
    deeper = len(following.group) > len(row.group)
    numbered = bool(row.label) and following.label.startswith(f"{row.label}.")
    dashed = following.label in ("-", "+", "•") and row.label not in ("-", "+", "•")
    return deeper or numbered or dashed


def _depth(row: Row) -> int:
    steps = len(_DEPTH.findall(row.label)) if row.label[:1].isdigit() else 1
    return len(row.group) * 3 + steps + (row.label in ("-", "+", "•"))


def _agrees(part: Sequence[_Cell], total: _Cell) -> bool:
    """True for the same sum, and for one that rounding explains: half a last place a number."""
    difference = abs(sum((cell.value for cell in part), Decimal(0)) - total.value)
    places = [cell.decimals for cell in (*part, total)]
    if not any(places):
        return difference == 0
    last_place = Decimal(1).scaleb(-max(places))
    return difference <= last_place * (len(part) + 1) / 2


def _title(row: Row) -> str:
    return next((cell.strip() for cell in row.cells if any(c.isalpha() for c in cell)), "")


def _written(value: Decimal, decimals: int) -> str:
    """The number as documents write it: `1.234,5`."""
    plain = f"{value:,.{max(decimals, -int(value.normalize().as_tuple().exponent), 0)}f}"
    return plain.replace(",", "_").replace(".", ",").replace("_", ".")


# --- shares -----------------------------------------------------------------------------------


def _shares(block: Block, text: str) -> Iterator[Finding]:
    """A share and the one fraction beside it that do not agree."""
    for sentence in re.split(r"(?<=[;.])\s+", text):
        fractions = list(_FRACTION.finditer(sentence))
        shares = list(_SHARE.finditer(sentence))
        for share in shares:
            beside = [found for found in fractions if _is_beside(sentence, share, found)]
            if len(beside) == 1 and (wrong := _share_differs(sentence, share, beside[0])):
                yield Finding(
                    "conflict",
                    say(
                        "ingest.share_differs",
                        "vi",
                        printed=share[0],
                        fraction=beside[0][0],
                        computed=f"{wrong:.2f}".replace(".", ",") + "%",
                    ),
                    block.ordinal,
                )


def _is_beside(text: str, share: re.Match[str], fraction: re.Match[str]) -> bool:
    """ "99,9% (11.388/11.399 hồ sơ)", "123/300 doanh nghiệp, đạt 41%": nothing stands between."""
    first, last = sorted((share, fraction), key=lambda found: found.start())
    between = text[first.end() : last.start()]
    if len(between) > _NEAR or re.search(r"\d", _AGE.sub("", between)):
        return False
    if first is share:
        return bool(re.fullmatch(r"[\s⁰-⁹¹²³]*\([^()]*", between))
    if re.fullmatch(r"[^,;()]*\(\s*", between):
        return text[last.end() :].startswith(")")
    reached = r"(?:,|\()\s*(?:đạt|chiếm|bằng|tỉ lệ|tương ứng|tương đương)[^,()]*$"
    return bool(re.search(reached, fold(between)))


def _share_differs(text: str, share: re.Match[str], fraction: re.Match[str]) -> Decimal | None:
    """The share computed, where the printed one is neither rounded nor cut off from it."""
    part, whole = (Decimal(number.replace(".", "")) for number in fraction.groups())
    stated = next((q for q in find_quantities(text) if q.start <= share.start() < q.end), None)
    if not whole or stated is None or stated.comparator == "range":
        return None
    if part > whole and (stated.low or 0) <= _WHOLE:  # "24/7", a date: no share of anything
        return None
    computed = part * 100 / whole
    return None if _covers(stated, computed, _decimals(share[1])) else computed


def _covers(stated: Quantity, computed: Decimal, decimals: int) -> bool:
    step = Decimal(1) / 10**decimals
    low = stated.low - step if stated.low is not None else Decimal(0)
    high = stated.high + step if stated.high is not None else Decimal("Infinity")
    return low < computed < high
