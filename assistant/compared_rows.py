"""Which rows of tables are held against each other: each unit's own, or all of one table."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.conflicts import likeness
from assistant.filled_rows import FilledRow, by_holder, figures_on_topic, set_above
from assistant.inquiry import Inquiry, same_time
from assistant.ledger import IN_REACH, is_left_open, leading_rows
from ingest.document import Figure, Period, Role, Unit
from ingest.places import kinds, level, same_unit
from ingest.text import unaccent


def compared_rows(inquiry: Inquiry) -> list[FilledRow]:
    """The rows of the units asked about with the figures asked for, each unit's best."""
    rows = _set_above(inquiry, _of_units(inquiry, figures_on_topic(inquiry)))
    asked = [kept for group in by_holder(rows) for kept in _asked(inquiry, group)]
    groups = _of_one_indicator(by_holder(_like_with_like(inquiry, asked)))
    return [row for group in groups for row in _leading(inquiry, group)]


def is_asked(figure: Figure, periods: Sequence[Period]) -> bool:
    """True where the figure is of one of the periods."""
    return any(same_time(figure.period, period) for period in periods)


def _of_units(inquiry: Inquiry, rows: Sequence[FilledRow]) -> list[FilledRow]:
    """The rows of the units asked about; of every ward where none is, the chosen one first."""
    request = inquiry.request
    if len(request.units) > 1 or (request.units and not request.other_units):
        held = inquiry.held_by_units([row.row for row in rows])
        kept = {id(row) for row in (held if request.from_above else inquiry.of_types(held))}
        return [row for row in rows if id(row.row) in kept and row.row.unit]
    asked = _kinds_asked(request.text)
    wards = [
        row
        for row in rows
        if row.row.unit and level(row.row.unit) == 3 and (not asked or row.row.unit.kind in asked)
    ]
    return wards or list(rows)


def _kinds_asked(text: str) -> frozenset[str]:
    """The kinds of units that a question is about all of: "phường nào", "các xã, phường".

    Not "địa phương nào", which unaccented ends like one.
    """
    plain = unaccent(text)
    found = (match[0] for match in _whole_kinds().finditer(plain))
    named = " ".join(found)
    return frozenset(kind for kind in kinds() if re.search(rf"\b{unaccent(kind)}\b", named))


@lru_cache
def _whole_kinds() -> re.Pattern[str]:
    kind = "|".join(unaccent(kind) for kind in kinds())
    several = rf"(?:{kind})(?:\s*(?:,|va|hoac|hay|/)\s*(?:{kind}))*"
    return re.compile(
        rf"\b(?:cac|nhung|moi)\s+{several}\b|(?<!dia )\b{several}\s+(?:nao|ben|ban|khac)\b"
    )


def _asked(inquiry: Inquiry, group: Sequence[FilledRow]) -> list[FilledRow]:
    """One unit's rows with the figures asked for, its own documents' and others'.

    Of either side the blank one where the row that fits best is.
    """
    kept = [FilledRow(row.row, held, row.rank) for row in group if (held := _figures(inquiry, row))]
    floor = max((row.rank for row in group), default=0.0) - IN_REACH
    near_by = [row for row in kept if row.rank >= floor]
    own = [row for row in near_by if _is_own(inquiry, row)]
    others = [row for row in near_by if row not in own]
    return [row for side in (own, others) for row in _stated(side)]


def _stated(rows: Sequence[FilledRow]) -> list[FilledRow]:
    if rows and is_left_open(rows):
        return [max(rows, key=lambda row: row.rank)]
    return [row for row in rows if not all(figure.is_blank for figure in row.figures)]


def _figures(inquiry: Inquiry, row: FilledRow) -> tuple[Figure, ...]:
    request = inquiry.request
    return tuple(
        figure
        for figure in row.figures
        if (not request.roles or figure.role in request.roles)
        and (not request.periods or is_asked(figure, request.periods))
    )


def _like_with_like(inquiry: Inquiry, rows: Sequence[FilledRow]) -> list[FilledRow]:
    """Each unit's own rows where all have some, else those of the table that holds most units.

    Where nothing holds more than the units' own documents, all rows.
    """
    request = inquiry.request
    wanted = request.units if len(request.units) > 1 else _units(rows)
    if len(wanted) < 2:
        return list(rows)
    own = [row for row in rows if _is_own(inquiry, row)]
    tables: dict[tuple[str, int], list[FilledRow]] = {}
    for row in rows:
        tables.setdefault((row.row.chunk.document_id, row.row.chunk.blocks[0]), []).append(row)
    held = len(_units(own))
    wider = [table for table in tables.values() if len(_units(table)) > max(held, 1)]
    if held == len(wanted) or not wider:
        return own if held == len(wanted) else list(rows)
    return max(wider, key=lambda table: (len(_units(table)), max(row.rank for row in table)))


def _set_above(inquiry: Inquiry, rows: Sequence[FilledRow]) -> list[FilledRow]:
    """What a higher body set; for one unit its own beside it."""
    several = len(_units(rows)) > 1
    return set_above(inquiry, list(rows)) if several else list(rows)


def _of_one_indicator(groups: Sequence[Sequence[FilledRow]]) -> list[list[FilledRow]]:
    """Of each unit the rows about the very indicator that most units speak of.

    Of two indicators the question may mean, each unit would else be told its own best one.
    """
    if len(groups) < 2:
        return [list(group) for group in groups]
    ranks = {row.figures[0].indicator: row.rank for group in groups for row in group}

    def shared(name: str) -> tuple[float, float]:
        return sum(max(_likeness(row, name) for row in group) for group in groups), ranks[name]

    name = max(ranks, key=shared)
    return [
        [row for row in group if _likeness(row, name) >= max(_likeness(r, name) for r in group)]
        for group in groups
    ]


def _likeness(row: FilledRow, indicator: str) -> float:
    return likeness(row.figures[0].indicator, indicator)


def _units(rows: Sequence[FilledRow]) -> list[Unit]:
    return [unit for group in by_holder(rows) if (unit := group[0].row.unit)]


def _is_own(inquiry: Inquiry, row: FilledRow) -> bool:
    front = inquiry.record(row.row.chunk).front
    return bool(row.row.unit and front.unit and same_unit(row.row.unit, front.unit))


def _leading(inquiry: Inquiry, group: Sequence[FilledRow]) -> list[FilledRow]:
    """The rows of one unit that fit best; and for a time or role they lack, the best that has it.

    Where what a higher body set is meant, the best of its own too.
    """
    above = set_above(inquiry, list(group)) if inquiry.request.from_above else []
    sides = ([row for row in group if row not in above], above)
    found = [row for side in sides if side for row in leading_rows(inquiry, side)]
    return [*found, *_lacking(inquiry, group, found)]


def _lacking(
    inquiry: Inquiry, group: Sequence[FilledRow], found: Sequence[FilledRow]
) -> list[FilledRow]:
    """The best rows for the periods and roles asked for that the rows found do not have."""
    request = inquiry.request
    held = [figure for row in found for figure in row.figures]
    periods = [p for p in request.periods if not any(is_asked(figure, [p]) for figure in held)]
    roles = [role for role in request.roles if all(figure.role is not role for figure in held)]
    more = [[row for row in group if _speaks_of(row, [period])] for period in periods]
    more += [[row for row in group if role in _roles(row)] for role in roles]
    return [row for rows in more if rows for row in leading_rows(inquiry, rows)[:1]]


def _speaks_of(row: FilledRow, periods: Sequence[Period]) -> bool:
    return any(is_asked(figure, periods) for figure in row.figures)


def _roles(row: FilledRow) -> set[Role]:
    return {figure.role for figure in row.figures}
