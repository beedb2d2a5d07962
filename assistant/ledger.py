"""Figures by code: the row that speaks of the topic, the unit, the period and the role asked for.

Anything less is said to be missing, with the nearest thing that there is as a pointer.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.conflicts import is_same_holder
from assistant.evidence import FiguresFound, Gathered, Near, Nothing, Reading, Unclear
from assistant.filled_rows import ALIKE, FilledRow, by_holder, figures_on_topic, set_above
from assistant.inquiry import Inquiry, same_time
from assistant.kinds import Kind
from assistant.lineage import in_force
from assistant.measure import is_measured
from assistant.prose_figures import (
    StatedFigure,
    contradicting,
    stated_figures,
    stated_reading,
    without_parts,
)
from assistant.table_rows import is_total, row_basis
from assistant.understand import Request
from assistant.whole_money import whole_sums
from ingest.document import Chunk, Figure, Period, Role
from ingest.period import contains
from ingest.places import same_unit
from ingest.text import unaccent
from prompts import table
from vectorstore.records import DocumentRecord

IN_REACH = 0.3  # of ranks: further below the best is about something else
_MOST_ROWS = 3  # more rows of one unit that fit alike are choices, not an answer
_MOST_UNITS = 8  # design §7: up to 8 holders side by side

_FRACTION = re.compile(r"[\d.]+\s*/\s*[\d.]+")


def find_figures(inquiry: Inquiry, chunks: Sequence[Chunk] = ()) -> Gathered | None:
    """The figures asked for, or why there are none; None where nothing speaks of the topic.

    A follow-up is answered by what there is for its time or role, where nothing is as before.
    """
    found = _find(inquiry, chunks)
    request = inquiry.request
    if not isinstance(found, Nothing) or found.reason not in ("period", "role"):
        return found
    if request.inherits_roles:
        loose = replace(request, roles=(), inherits_roles=False)
        again = _find(replace(inquiry, request=loose), chunks)
        return again if isinstance(again, FiguresFound) else found
    return found


def _find(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered | None:
    """Tables come first; sentences answer where they do not, and contradict where they do."""
    stated = stated_figures(inquiry, chunks)
    found = _of_tables(inquiry)
    if isinstance(found, FiguresFound):
        held = _of_holders(inquiry, stated, found.readings)
        if whole := _of_sentences(inquiry, whole_sums(inquiry, held, found.readings)):
            return whole
        others = contradicting(found.readings, held)
        readings = (stated_reading(inquiry, other) for other in others[:_MOST_ROWS])
        return FiguresFound((*found.readings, *readings))
    if isinstance(found, Unclear):
        return found
    return _of_sentences(inquiry, stated) or found


def _of_tables(inquiry: Inquiry) -> Gathered | None:
    on_topic = figures_on_topic(inquiry)
    if not on_topic:
        return None
    kept = {id(c) for c in inquiry.of_units([filled.row for filled in on_topic])}
    ours = set_above(inquiry, [filled for filled in on_topic if id(filled.row) in kept])
    if not ours:
        return Nothing("unit", near=_near(inquiry, on_topic[0]))
    return _answer(inquiry, ours)


def _of_sentences(inquiry: Inquiry, stated: Sequence[StatedFigure]) -> FiguresFound | None:
    """What sentences state of the role, period and measure asked for, by the units asked about."""
    ours = in_force(inquiry, inquiry.of_units(stated))
    asked = [s for s in ours if asked_for(inquiry, (s.figure,))]
    if not asked:
        return None
    best = asked[0].match.rank
    leading = without_parts([s for s in asked if s.match.rank >= best - ALIKE])
    unique = {(s.figure.text, s.chunk.document_id): s for s in leading}
    if len(unique) > _MOST_ROWS:
        return None
    return FiguresFound(tuple(stated_reading(inquiry, s) for s in unique.values()))


def _of_holders(
    inquiry: Inquiry, stated: Sequence[StatedFigure], readings: Sequence[Reading]
) -> list[StatedFigure]:
    """The sentences in force about the units whose figures were found."""
    held = [reading.basis.record.id for reading in readings]
    current = in_force(inquiry, stated, held)
    return [s for s in current if any(is_same_holder(s.unit, reading.unit) for reading in readings)]


def _answer(inquiry: Inquiry, ours: Sequence[FilledRow]) -> Gathered:
    asked = [
        FilledRow(r.row, kept, r.rank) for r in ours if (kept := asked_for(inquiry, r.figures))
    ]
    floor = max(row.rank for row in _of_money(inquiry, ours)) - IN_REACH
    near_by = [row for row in asked if row.rank >= floor]
    stated = [row for row in near_by if not _is_blank(row)]
    if stated and not is_left_open(near_by):
        return _side_by_side(inquiry, stated)
    if near_by:
        left_open = max(near_by, key=lambda row: row.rank)
        basis = row_basis(inquiry, left_open.row.chunk)
        return Nothing("blank", near=Near(basis, left_open.figures[0], left_open.row.unit))
    return _missing(inquiry, max(ours, key=lambda row: row.rank))


def _of_money(inquiry: Inquiry, rows: Sequence[FilledRow]) -> Sequence[FilledRow]:
    """Where money is asked for, the rows that state any: others speak of other things."""
    if inquiry.request.role is not Role.BUDGET:
        return rows
    return [r for r in rows if any(f.role is Role.BUDGET for f in r.figures)] or rows


def _is_blank(row: FilledRow) -> bool:
    return all(figure.is_blank for figure in row.figures)


def is_left_open(rows: Sequence[FilledRow]) -> bool:
    """True where the row that fits best is blank, and no other fits as well."""
    best = max(row.rank for row in rows)
    return all(_is_blank(row) for row in rows if row.rank >= best - ALIKE)


def asked_for(inquiry: Inquiry, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures of the role, period and measure asked for; of a past period its result."""
    request = inquiry.request
    asked = tuple(
        figure
        for figure in figures
        if _has_role(figure, request)
        and _has_period(figure, request)
        and _has_measure(figure, request)
    )
    reached = tuple(f for f in asked if f.role in (Role.RESULT, Role.ESTIMATE))
    is_past = bool(request.periods) and request.periods[-1].last < request.today
    return reached if is_past and reached and request.role is None else asked


def _has_role(figure: Figure, request: Request) -> bool:
    asked = request.role
    if asked is None or figure.role is asked:
        return asked is not None or figure.role is not Role.RATIO
    if asked is Role.RESULT:
        return figure.role in (Role.ESTIMATE, Role.SIZE)
    if asked is Role.TARGET and figure.role is Role.BUDGET:
        return request.is_assigned  # "giao thu ngân sách": money that is set is aimed at
    is_money = figure.quantity is not None and figure.quantity.unit == "đồng"
    return asked is Role.BUDGET and is_money and not _is_income(figure, request)


def _is_income(figure: Figure, request: Request) -> bool:
    """True for money that comes in, where the question does not speak of any."""
    named = unaccent(figure.indicator)
    asked = " ".join(word for t in request.terms for phrase in t.alternatives for word in phrase)
    listed = map(unaccent, table("figures")["income"])
    return any(word in named and word not in f"{asked} {unaccent(request.text)}" for word in listed)


def _has_measure(figure: Figure, request: Request) -> bool:
    """False for a share where a count is asked for, and the other way round."""
    if figure.quantity is None:
        if figure.is_blank:
            return not (figure.measure.startswith("%") and request.counted)
        is_count = bool(_FRACTION.fullmatch(figure.text.strip()))  # "24/60": so many of so many
        return is_count or not (request.wants_percent or request.counted)
    return is_measured(figure.quantity, request)


def _has_period(figure: Figure, request: Request) -> bool:
    """True for a time asked for; for a part of it where a follow-up asks in another role."""
    asked = request.periods
    if not asked or any(same_time(figure.period, period) for period in asked):
        return True
    held = figure.period
    is_aim = figure.role in (Role.TARGET, Role.BUDGET)
    loose = request.inherits_periods and held is not None and not is_aim
    return loose and held is not None and any(contains(period, held) for period in asked)


def _side_by_side(inquiry: Inquiry, stated: Sequence[FilledRow]) -> Gathered:
    """Each unit's own figures; or the choices where too much fits alike."""
    groups = by_holder(stated)
    if len(groups) > _MOST_UNITS:
        units = tuple(unit for group in groups if (unit := group[0].row.unit))
        return Unclear(units=units, reason="units")
    leading = [row for group in groups for row in _summed(inquiry, leading_rows(inquiry, group))]
    titles = tuple(dict.fromkeys(row.figures[0].indicator for row in leading))
    if len(titles) > _MOST_ROWS * len(groups):
        return Unclear(choices=titles)
    return FiguresFound(tuple(reading(inquiry, row) for row in leading))


def _summed(inquiry: Inquiry, rows: list[FilledRow]) -> list[FilledRow]:
    """Of the rows of a table its total, where "toàn xã" is asked or there are too many."""
    sizes = Counter(map(_table_of, rows))
    summed = {_table_of(row) for row in rows if is_total(row.row.chunk)}
    wanted = {table for table in summed if inquiry.request.asks_whole or sizes[table] > _MOST_ROWS}
    return [row for row in rows if is_total(row.row.chunk) or _table_of(row) not in wanted]


def _table_of(row: FilledRow) -> tuple[str, tuple[int, ...]]:
    return row.row.chunk.document_id, row.row.chunk.blocks


def leading_rows(inquiry: Inquiry, group: Sequence[FilledRow]) -> list[FilledRow]:
    """The rows of one unit that fit as well as the best of its own documents.

    The same statement stands only once, in the unit's own document where it is there.
    """
    if inquiry.request.kind is not Kind.COMPARISON:
        group = _of_now(inquiry, group)
    ordered = sorted(group, key=lambda row: _order(row, inquiry.record(row.row.chunk)))
    own = [row for row in ordered if not _order(row, inquiry.record(row.row.chunk))[0]]
    best = max(row.rank for row in own or ordered)
    fitting = _reached([row for row in ordered if row.rank >= best - ALIKE])
    seen: dict[tuple[object, ...], FilledRow] = {}
    for row in fitting:
        seen.setdefault(_statement(row.figures), row)
    return list(seen.values())


def _of_now(inquiry: Inquiry, rows: Sequence[FilledRow]) -> list[FilledRow]:
    kept = {id(candidate) for candidate in in_force(inquiry, [row.row for row in rows])}
    return [row for row in rows if id(row.row) in kept]


def _reached(rows: Sequence[FilledRow]) -> list[FilledRow]:
    """The rows without estimates for a period whose result is known."""
    known = {f.period for row in rows for f in row.figures if f.role is Role.RESULT}
    kept = [
        FilledRow(row.row, figures, row.rank)
        for row in rows
        if (figures := tuple(f for f in row.figures if not _is_superseded(f, known)))
    ]
    return kept


def _is_superseded(figure: Figure, known: set[Period | None]) -> bool:
    return figure.role is Role.ESTIMATE and figure.period in known


def _statement(figures: Sequence[Figure]) -> tuple[object, ...]:
    """What the figures say, wherever they say it."""
    return tuple(
        (f.role, f.period, (f.quantity.low, f.quantity.high) if f.quantity else f.text)
        for f in figures
    )


def _missing(inquiry: Inquiry, row: FilledRow) -> Nothing:
    """Why a row of the right topic has no figure as asked, with the nearest one it has."""
    timely = [f for f in row.figures if _has_period(f, inquiry.request)]
    return Nothing("role" if timely else "period", near=_near(inquiry, row))


def _near(inquiry: Inquiry, row: FilledRow) -> Near:
    """The row's figure that comes nearest: filled, of the role asked for, of the nearest year."""
    request = inquiry.request
    asked = request.periods[0].last.year if request.periods else request.today.year

    def distance(figure: Figure) -> tuple[bool, bool, int]:
        year = figure.period.last.year if figure.period else 0
        return figure.is_blank, not _has_role(figure, request), abs(year - asked)

    return Near(row_basis(inquiry, row.row.chunk), min(row.figures, key=distance), row.row.unit)


def _order(row: FilledRow, record: DocumentRecord) -> tuple[bool, bool, float]:
    """A unit's own documents first, then those that set what they state, then the newest.

    A plan sets its targets and a report its results; each may quote the other's.
    """
    own = bool(row.row.unit and record.front.unit and same_unit(row.row.unit, record.front.unit))
    is_plan = record.front.kind in table("figures")["plans"]
    aims = all(figure.role in (Role.TARGET, Role.BUDGET) for figure in row.figures)
    issued = record.front.issued or date(record.front.year or 1, 1, 1)
    return not own, aims is not is_plan, -issued.toordinal()


def reading(inquiry: Inquiry, row: FilledRow) -> Reading:
    """The figures stated in a row, with its place and whose they are."""
    stated = tuple(figure for figure in row.figures if not figure.is_blank)
    return Reading(
        figures=stated,
        basis=row_basis(inquiry, row.row.chunk, stated[0].text),
        match=row.row.match,
        unit=stated[0].place or row.row.unit,
    )
