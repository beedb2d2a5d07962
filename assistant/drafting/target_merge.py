"""Rows of targets of several papers merged: which are of one indicator.

Rows of one table never meet, and of two tables only those whose indicators speak of the same things
in the same measure, or whose figures bear it out.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assistant.conflicts import likeness, same_indicator
from assistant.drafting.target_row import Known, Origin, TargetRow
from assistant.measure import counts_alike
from assistant.opposites import is_opposed
from ingest.document import Quantity, Role
from ingest.period import year_of
from ingest.text import fold, words

_HALF = 0.5  # of the words of the shorter of two indicators, where the figures bear it out
_WITHIN = 0.8  # of those words, in the longer: perhaps the same


def merged_rows(
    rows: Sequence[TargetRow], wanted: Sequence[TargetRow], table: Sequence[TargetRow]
) -> list[TargetRow]:
    """The rows with what another table states of them; its other rows, where wanted, behind."""
    merged, used = [], set[int]()
    for row in rows:
        at = _same_in(row, table, rows)
        if at is not None:
            used.add(at)
            row = replace(
                row,
                known=(*row.known, *table[at].known),
                measure=row.measure or table[at].measure,
            )
        merged.append(row)
    added = {id(table[at]) for at in used}
    return [*merged, *(row for row in wanted if id(row) not in added)]


def _same_in(row: TargetRow, table: Sequence[TargetRow], rows: Sequence[TargetRow]) -> int | None:
    """The one row of a table that is of the same indicator, where it is of no other row as much."""
    fits = [(_likeness(row, other), at) for at, other in enumerate(table) if _is_same(row, other)]
    if not fits:
        return _borne_out(row, table, rows)
    best, at = max(fits)
    if sum(one == best for one, _ in fits) > 1:
        return None
    rivals = [one for one in rows if one is not row and _is_same(one, table[at])]
    return None if any(_likeness(one, table[at]) >= best for one in rivals) else at


def _borne_out(row: TargetRow, table: Sequence[TargetRow], rows: Sequence[TargetRow]) -> int | None:
    """The one row in other words that sets the very aim of this one for the same time, where no
    other row of either side may be meant."""
    fits = [at for at, other in enumerate(table) if _has_same_aim(row, other)]
    if len(fits) != 1 or sum(_has_same_aim(one, table[fits[0]]) for one in rows) != 1:
        return None
    is_told = any(_is_same(one, table[fits[0]]) for one in rows)
    return None if is_told else fits[0]


def _has_same_aim(one: TargetRow, other: TargetRow) -> bool:
    within = _within(one.indicator, other.indicator)
    is_borne_out = bool(_aims(one) & _aims(other)) and within >= _WITHIN
    return (
        (is_borne_out or (_gives_its_share(one, other) and within >= _HALF))
        and not is_opposed(one.indicator, other.indicator)
        and _measured_alike(one, other)
    )


def _aims(row: TargetRow) -> set[tuple[frozenset[Decimal], date]]:
    return {
        (frozenset(q for q in (f.quantity.low, f.quantity.high) if q is not None), f.period.last)
        for f in (one.figure for one in row.known)
        if f.role is Role.TARGET and f.quantity and f.period
    }


def _gives_its_share(row: TargetRow, told: TargetRow) -> bool:
    """True where a result is the very share of the row's aim that its sentence tells: 38 ha of the
    45 ha that were planned, "đạt 84,4% kế hoạch"."""
    share = told.of_plan.quantity if told.of_plan else None
    if share is None or share.low is None or share.low >= 100:
        return False
    step = Decimal(1).scaleb(min(int(share.low.as_tuple().exponent), 0))
    reached = [q.low for one in told.known if (q := _reached(one)) and q.low is not None]
    aims = [low for edges, last in _aims(row) for low in edges if last == _year_end(told)]
    shares = {
        (100 * part / aim).quantize(step, ROUND_HALF_UP) for part in reached for aim in aims if aim
    }
    return share.low in shares


def _reached(one: Known) -> Quantity | None:
    return one.figure.quantity if one.figure.role is not Role.TARGET else None


def _year_end(told: TargetRow) -> date | None:
    period = told.of_plan.period if told.of_plan else None
    return year_of(period.last.year).last if period else None


def _likeness(one: TargetRow, other: TargetRow) -> float:
    is_word_for_word = fold(one.indicator) == fold(other.indicator)
    return 1.0 + is_word_for_word if is_word_for_word else likeness(one.indicator, other.indicator)


def _is_same(one: TargetRow, other: TargetRow) -> bool:
    if fold(one.indicator) == fold(other.indicator):
        return _measured_alike(one, other)
    return (
        same_indicator(one.indicator, other.indicator)
        and not is_opposed(one.indicator, other.indicator)
        and _measured_alike(one, other)
    )


def _measured_alike(one: TargetRow, other: TargetRow) -> bool:
    """True unless one is a share and the other a count, or they count different things."""
    first, second = fold(one.measure), fold(other.measure)
    if not first or not second or first == second:
        return True
    return "%" not in (first, second) and counts_alike(first, second)


def with_above(
    rows: Sequence[TargetRow], table: Sequence[TargetRow], wanted: Sequence[TargetRow]
) -> list[TargetRow]:
    """The rows with what a higher body set: where the wording leaves a doubt, as perhaps the same;
    what is like none of ours, where it is wanted, as a row of its own."""
    merged = merged_rows(rows, (), table)
    taken = {(k.basis.place, k.figure.indicator) for row in merged for k in row.known}
    alone: list[TargetRow] = []
    for other in table:
        if any((k.basis.place, k.figure.indicator) in taken for k in other.known):
            continue
        at = perhaps_in(other, merged)
        if at is None:
            alone += [replace(other, origin=Origin.ABOVE)] if other in wanted else []
        else:
            merged[at] = replace(merged[at], perhaps=(*merged[at].perhaps, *other.known))
    return [*merged, *alone]


def perhaps_in(other: TargetRow, rows: Sequence[TargetRow]) -> int | None:
    fits = [(_within(other.indicator, row.indicator), at) for at, row in enumerate(rows)]
    best, at = max(fits, default=(0.0, 0))
    return at if best >= _WITHIN else None


def _within(one: str, other: str) -> float:
    first, second = set(words(fold(one))), set(words(fold(other)))
    return len(first & second) / max(min(len(first), len(second)), 1)
