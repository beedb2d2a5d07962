"""The appendix of a report: each indicator with its plan, its result, and what that comes to."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.drafting.draft import BlockKind, DraftBlock, Grid, Line, Span, Wanted
from assistant.drafting.forms import SectionForm
from assistant.drafting.held_against import against_earlier, against_plan
from assistant.drafting.material import Material
from assistant.drafting.same_thing import setter
from assistant.drafting.standing import Standing, standings, without_number
from assistant.drafting.stated import Stated
from assistant.drafting.wording import filled
from assistant.drafting.written import (
    Written,
    cited,
    computed,
    fixed,
    left_open,
    note,
    to_check,
    written,
)
from assistant.evidence import Basis
from assistant.naming import document_name, value
from assistant.times_asked import a_year_before
from ingest.numerals import roman
from ingest.period import label
from ingest.text import fold
from prompts import say, table

Cell = tuple[Span, ...]
_SHARES = {"number": 5, "indicator": 30, "measure": 9, "remark": 14}  # others take 11 each
_SHARE = 11
_ALWAYS = ("number", "indicator", "measure", "plan", "result", "of_plan")
_OF_EARLIER = ("earlier", "of_earlier")
_EMPTY: Cell = (fixed("–"),)


def write_results_table(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """The table of results; a result that no paper holds is left open in its row."""
    held = standings(material)
    if not held:
        return written([note(say("assistant.draft_no_targets")), _open_line()])
    columns = _columns(held)
    names = _names(material, columns)
    grid = Grid(names, _widths(columns), tuple(_lines(held, material, columns)))
    lacking = () if "earlier" in columns else (note(say("assistant.draft_no_earlier")),)
    return written([*lacking, DraftBlock(BlockKind.TABLE, grid=grid)], sources_of(held))


def sources_of(held: Iterable[Standing]) -> Iterator[Basis]:
    """Every place the standings are told from."""
    for one in held:
        stated = (
            one.named,
            one.group_named,
            one.plan,
            one.result,
            one.earlier,
            one.before,
            one.counts,
            *one.others,
            *one.other_plans,
            *one.aims,
        )
        yield from (found.basis for found in stated if found)


def open_result(standing: Standing, material: Material) -> Span:
    """The open result of an indicator; the note says whose, and what was last reached."""
    period = label(material.commission.period)
    if standing.before and standing.before.figure.period:
        return left_open(
            say(
                "assistant.draft_no_result_since",
                period=period,
                indicator=standing.indicator,
                value=value(standing.before.figure),
                earlier=label(standing.before.figure.period),
                paper=document_name(standing.before.record, "vi"),
            )
        )
    return left_open(
        say("assistant.draft_no_period_result", period=period, indicator=standing.indicator)
    )


def shown_value(stated: Stated, others: Sequence[Stated], text: str) -> Span:
    """A value on its place; to be checked where another place gives another one, computed where
    its paper prints another than its own counts give."""
    if stated.printed:
        return computed(text, _recomputed(stated), stated.basis)
    if not others:
        return cited(text, stated.basis)
    told = "; ".join(f"{value(o.figure)} ({document_name(o.record, 'vi')})" for o in others)
    note_text = say("assistant.draft_other_values", others=told)
    return to_check(text, note_text, stated.basis, *(other.basis for other in others))


def _recomputed(stated: Stated) -> str:
    return say("assistant.draft_recomputed", printed=stated.printed, counts=stated.counts)


def plan_spans(one: Standing, text: str) -> tuple[Span, ...]:
    """The aim of the year on its place, and what others set beside it: "≥ 83 (Tỉnh giao: ≥ 80)"; to
    be checked where another of the unit's papers in force sets another one."""
    spans = [shown_value(one.plan or one.named, one.other_plans, text)]
    for aim in one.aims:
        said = f"{setter(aim.figure)}: {aim.figure.text}"
        spans += [fixed(" ("), cited(said, aim.basis), fixed(")")]
    return tuple(spans)


def _open_line() -> DraftBlock:
    return DraftBlock(BlockKind.PARAGRAPH, (left_open(say("assistant.draft_no_targets")),))


def _columns(held: Sequence[Standing]) -> tuple[str, ...]:
    """The columns that at least one row fills: without any result of the same time a year before
    there is nothing to hold against it."""
    earlier = _OF_EARLIER if any(one.earlier for one in held) else ()
    remark = ("remark",) if any(_remark(one) for one in held) else ()
    return (*_ALWAYS, *earlier, *remark)


def _names(material: Material, columns: Sequence[str]) -> tuple[str, ...]:
    names = table("drafts/results")["columns"]
    last = label(a_year_before(material.commission.period))
    return tuple(filled(names[name], material.commission, last_period=last) for name in columns)


def _widths(columns: Sequence[str]) -> tuple[float, ...]:
    shares = [_SHARES.get(name, _SHARE) for name in columns]
    return tuple(round(share / sum(shares), 4) for share in shares)


def _lines(held: Sequence[Standing], material: Material, columns: Sequence[str]) -> Iterator[Line]:
    """The rows under the groups of their tables, numbered through."""
    number = groups = 0
    for name, part in groupby(held, key=lambda one: fold(without_number(one.group))):
        members = list(part)
        if name:
            groups += 1
            yield _group(groups, members[0], len(columns))
        for one in members:
            number += 1
            cells = _cells(number, one, material)
            yield Line(tuple(cells[name] for name in columns))


def _group(number: int, first: Standing, columns: int) -> Line:
    cells: list[Cell] = [
        (fixed(roman(number)),),
        (cited(without_number(first.group), first.group_named.basis),),
    ]
    return Line((*cells, *(() for _ in range(columns - 2))), is_group=True)


def _cells(number: int, one: Standing, material: Material) -> dict[str, Cell]:
    of_plan, of_earlier = against_plan(one), against_earlier(one)
    result, earlier = one.result, one.earlier
    return {
        "number": (fixed(str(number)),),
        "indicator": (cited(one.indicator, one.named.basis),),
        "measure": _measure(one),
        "plan": plan_spans(one, one.plan.figure.text) if one.plan else _EMPTY,
        "result": (
            shown_value(result, one.others, result.figure.text)
            if result
            else open_result(one, material),
        ),
        "of_plan": (of_plan.in_cell(),) if of_plan else _EMPTY,
        "earlier": (shown_value(earlier, (), earlier.figure.text),) if earlier else _EMPTY,
        "of_earlier": (of_earlier.in_cell(),) if of_earlier else _EMPTY,
        "remark": _remark(one),
    }


def _measure(one: Standing) -> Cell:
    """Its unit of measure, on the place that prints it."""
    held = [stated for stated in (one.named, one.plan, one.result) if stated]
    shown = [(stated.figure.measure or _in_percent(stated), stated) for stated in held]
    found = next((pair for pair in shown if pair[0] and not any(map(str.isdigit, pair[0]))), None)
    return (cited(found[0], found[1].basis),) if found else _EMPTY


def _in_percent(stated: Stated) -> str:
    return "%" if "%" in stated.figure.text else ""


def _remark(one: Standing) -> Cell:
    """The last result of another time, where the period has none."""
    before = one.before
    if one.result or before is None or before.figure.period is None:
        return ()
    if one.earlier and one.earlier.figure.period == before.figure.period:
        return ()  # it has a column of its own
    period = label(before.figure.period)
    told = say("assistant.draft_of_period", period=period)
    if before.printed:
        told = f"{told} {_recomputed(before)}"
    words = f"{period[:1].upper()}{period[1:]}: {value(before.figure)}"
    return (computed(words, told, before.basis),)  # no value without its time
