"""What stands in the cells of a table of targets: a value on its place, marked where another paper
says otherwise, open where none says it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.conflicts import contradict
from assistant.drafting.draft import Span
from assistant.drafting.target_row import Known, TargetRow
from assistant.drafting.written import cited, left_open, to_check
from assistant.inquiry import same_time
from assistant.naming import document_name
from ingest.document import Period, Role
from ingest.period import label, year_of
from ingest.places import level
from ingest.row_names import BETWEEN
from prompts import say

_REACHED = (Role.RESULT, Role.ESTIMATE)


@dataclass(frozen=True, slots=True)
class Value:
    """The value chosen for a cell, and those that say otherwise."""

    known: Known
    others: tuple[Known, ...] = ()
    whole: Known | None = None  # the newest of a whole year, where the value is of a part of one


def result_of(row: TargetRow, before: Period) -> Value | None:
    """The newest that was reached before a period begins: a result, else an estimate. None where
    nothing is told, a blank where every paper leaves it blank."""
    told = [
        one
        for one in row.known
        if one.figure.role in _REACHED
        and one.figure.period
        and one.figure.period.last < before.first
    ]
    stated = [one for one in told if not one.figure.is_blank]
    newest = max((_ends(one) for one in stated), default=None)
    value = _value([one for one in stated if _ends(one) == newest] or told, _by_result)
    if value is None or value.known.figure.is_blank or _is_year(value.known):
        return value
    years = [one for one in stated if _is_year(one)]
    return replace(value, whole=max(years, key=_ends, default=None))


def target_of(row: TargetRow, period: Period) -> Value | None:
    """The aim for a period: the newest signed paper's."""
    return _value([one for one in row.known if _is_aim(one, period)], _by_day)


def proposed_for(row: TargetRow, period: Period) -> Value | None:
    """The aim that is set already for the draft's own period: the newest signed paper's."""
    return _value([one for one in row.known if _is_aim(one, period)], _by_issue)


def perhaps_for(row: TargetRow, period: Period) -> Value | None:
    """What a higher body set in other words that may mean the same."""
    return _value([one for one in row.perhaps if _is_aim(one, period)], _by_rank)


def later_aims(row: TargetRow, period: Period) -> tuple[Known, ...]:
    """The aims for times that end after a period: what a year's aim leads to."""
    return tuple(
        one
        for one in row.known
        if one.figure.role is Role.TARGET
        and not one.figure.is_blank
        and one.figure.period
        and one.figure.period.last > period.last
    )


def value_cell(value: Value | None, missing: str, heading: Period | None = None) -> Span:
    """The cell of a value; of another time than its column's heading with its time behind it."""
    if value is None:
        return left_open(missing)
    known = value.known
    if known.figure.is_blank:
        note = say("assistant.draft_blank", paper=document_name(known.record, "vi"))
        return left_open(note)
    text = _text(known, heading)
    if value.others:
        said = "; ".join(_named(other) for other in value.others)
        return to_check(text, say("assistant.draft_other_value", others=said), known.basis)
    if value.whole:
        note = say("assistant.draft_whole_year", figure=_named(value.whole))
        return replace(cited(text, known.basis), note=note)
    if known.figure.role is Role.ESTIMATE:
        return to_check(text, say("assistant.draft_estimate"), known.basis)
    return cited(text, known.basis)


def proposed_cell(row: TargetRow, period: Period) -> Span:
    """The aim set already, with who set it; else open, with the later aims that are known."""
    value = proposed_for(row, period)
    if value and not value.known.figure.is_blank:
        span = value_cell(value, "")
        note = say("assistant.draft_set_by", paper=document_name(value.known.record, "vi"))
        return Span(span.text, span.state, span.sources, f"{note} {span.note}".strip())
    if maybe := perhaps_for(row, period):
        return _perhaps_cell(maybe)
    later = "; ".join(_named(one) for one in later_aims(row, period))
    note = say("assistant.draft_no_target", year=period.last.year)
    return left_open(f"{note} {say('assistant.draft_later', aims=later)}" if later else note)


def _perhaps_cell(value: Value) -> Span:
    known = value.known
    if known.figure.is_blank:
        return value_cell(value, "")
    note = say(
        "assistant.draft_perhaps",
        paper=document_name(known.record, "vi"),
        indicator=known.figure.indicator,
    )
    return to_check(known.figure.text.strip(), note, known.basis)


def _value(told: Sequence[Known], order: Callable[[Known], tuple[object, ...]]) -> Value | None:
    """The first in the order, a stated one before a blank one, with what contradicts it."""
    if not told:
        return None
    stated = [one for one in told if not one.figure.is_blank]
    best = max(stated or told, key=order)
    others = [one for one in stated if one is not best and _says_otherwise(best, one)]
    return Value(best, tuple({other.figure.text: other for other in others}.values()))


def _says_otherwise(best: Known, other: Known) -> bool:
    """True for another value of one indicator, also where its column has a name of its own."""
    is_beside = best.basis.place == other.basis.place
    named = replace(other.figure, indicator=best.figure.indicator)
    return contradict(best.figure, named if is_beside else other.figure)


def _is_aim(one: Known, period: Period) -> bool:
    figure = one.figure
    return figure.role is Role.TARGET and bool(figure.period) and same_time(figure.period, period)


def _is_year(one: Known) -> bool:
    period = one.figure.period
    return period is not None and period == year_of(period.last.year)


def _ends(one: Known) -> date:
    return one.figure.period.last if one.figure.period else date.min


def _by_day(one: Known) -> tuple[object, ...]:
    front = one.record.front
    issued = front.issued.isoformat() if front.issued else f"{front.year or 0}"
    column = one.figure.column or 0  # "Tỉnh giao" stands before "Xã phấn đấu"
    return _is_near(one), front.is_numbered, issued, column


def _is_near(one: Known) -> bool:
    """True for a paper of a commune: what it set itself counts before what it was told at least."""
    unit = one.record.front.unit
    return bool(unit and level(unit) == 3)


def _by_result(one: Known) -> tuple[object, ...]:
    return (one.figure.role is Role.RESULT, *_by_day(one))


def _by_issue(one: Known) -> tuple[object, ...]:
    return _by_day(one)[1:]


def _by_rank(one: Known) -> tuple[object, ...]:
    unit = one.record.front.unit
    return (-level(unit) if unit else 0, *_by_day(one))


def _text(known: Known, heading: Period | None) -> str:
    text, period = known.figure.text.strip(), known.figure.period
    if heading is None or period is None or period == heading:
        return text
    return f"{text} ({label(period)})"


def _named(one: Known) -> str:
    period = one.figure.period
    when = f" {label(period)}" if period else ""
    _, _, column = one.figure.indicator.rpartition(BETWEEN)
    told = f" ({column})" if BETWEEN in one.figure.indicator else ""
    return f"{document_name(one.record, 'vi')}: {one.figure.text.strip()}{when}{told}"
