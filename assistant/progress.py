"""What a result comes to against its plan, or against the same time a year earlier.

Reports print such a ratio in a column of its own, and often leave it blank; the two figures it is
made of stand beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.cues import cues, has_cue
from assistant.evidence import Cell, ComparisonFound, ComparisonRow
from assistant.filled_rows import FilledRow, figures_on_topic
from assistant.inquiry import Inquiry, same_time
from assistant.kinds import Kind
from assistant.ledger import IN_REACH, leading_rows
from assistant.table_rows import row_basis
from assistant.times_asked import a_year_before
from assistant.understand import Request
from ingest.document import Figure, Role
from ingest.period import contains

_Choice = Callable[[Figure], bool]
_Held = tuple[FilledRow, Figure]


def find_progress(inquiry: Inquiry) -> ComparisonFound | None:
    """The result of one unit beside what it is held against; None where a question asks for none.

    A ratio that the document prints stands beside them as a third column.
    """
    request = inquiry.request
    against = next((name for name in ("plan", "earlier") if _is_against(name, request)), "")
    if not against or len(request.units) > 1 or request.other_units:
        return None
    rows = _rows(inquiry)
    result = _first(inquiry, rows, lambda figure: _is_result(figure, request))
    base = _base(inquiry, rows, result, against) if result else None
    if result is None or base is None:
        return None
    ratio = _ratio(inquiry, result, against)
    held = (base, result, *([ratio] if ratio else []))
    cells = tuple(_cell(inquiry, row, figure) for row, figure in held)
    columns = tuple((figure.role, figure.period) for _, figure in held)
    row, figure = result
    return ComparisonFound(
        figure.indicator, columns, (ComparisonRow(row.row.unit, cells),), progress=against
    )


def _is_against(name: str, request: Request) -> bool:
    """True where it is named, or a plan is compared with what came of it in the same time."""
    if has_cue(cues("against", name), request.text):
        return True
    of_one_time = request.kind is Kind.COMPARISON and len(request.periods) == 1
    return name == "plan" and of_one_time and {Role.TARGET, Role.RESULT} <= set(request.roles)


def _rows(inquiry: Inquiry) -> list[FilledRow]:
    """The rows of the unit in reach of the best, with the figures of every role but ratios."""
    rows = figures_on_topic(replace(inquiry, request=replace(inquiry.request, roles=())))
    kept = {id(candidate) for candidate in inquiry.of_units([row.row for row in rows])}
    ours = [row for row in rows if id(row.row) in kept]
    floor = max((row.rank for row in ours), default=0.0) - IN_REACH
    return [row for row in ours if row.rank >= floor]


def _first(inquiry: Inquiry, rows: Sequence[FilledRow], is_meant: _Choice) -> _Held | None:
    """The figure meant, in the row that fits best among those that have one; the latest of it."""
    fitting = [row for row in rows if any(map(is_meant, row.figures))]
    if not fitting:
        return None
    row = leading_rows(inquiry, fitting)[0]
    meant = [figure for figure in row.figures if is_meant(figure)]
    return row, max(meant, key=lambda figure: figure.period.last if figure.period else 0)


def _is_result(figure: Figure, request: Request) -> bool:
    """True for a stated result of the time asked for, or of a part of it."""
    if figure.role not in (Role.RESULT, Role.ESTIMATE) or figure.quantity is None:
        return False
    period = figure.period
    asked = request.periods
    return period is not None and (not asked or any(contains(one, period) for one in asked))


def _base(inquiry: Inquiry, rows: Sequence[FilledRow], result: _Held, against: str) -> _Held | None:
    """What the result is held against, of its own row where that has it."""
    row, figure = result

    def is_base(other: Figure) -> bool:
        return _is_plan(other, figure) if against == "plan" else _is_earlier(other, figure)

    return _first(inquiry, [row], is_base) or _first(inquiry, rows, is_base)


def _is_plan(figure: Figure, result: Figure) -> bool:
    """True for the aim of the time that the result is in, up to its year."""
    if figure.role not in (Role.TARGET, Role.BUDGET) or not (figure.period and result.period):
        return False
    in_time = contains(figure.period, result.period)
    return figure.quantity is not None and in_time and not figure.period.by


def _is_earlier(figure: Figure, result: Figure) -> bool:
    is_result = figure.role in (Role.RESULT, Role.ESTIMATE) and figure.quantity is not None
    return bool(
        is_result and result.period and same_time(figure.period, a_year_before(result.period))
    )


def _ratio(inquiry: Inquiry, result: _Held, against: str) -> _Held | None:
    """The printed ratio of the very row, where it is not left blank."""
    row, figure = result
    request = replace(inquiry.request, roles=(Role.RATIO,))
    rows = figures_on_topic(replace(inquiry, request=request))
    return next(
        (
            (other, ratio)
            for other in rows
            if other.row.chunk.id == row.row.chunk.id
            for ratio in other.figures
            if ratio.role is Role.RATIO and not ratio.is_blank and ratio.period == figure.period
            if has_cue(cues("against", against), ratio.indicator)
        ),
        None,
    )


def _cell(inquiry: Inquiry, row: FilledRow, figure: Figure) -> Cell:
    return Cell(figure, row_basis(inquiry, row.row.chunk, figure.text))
