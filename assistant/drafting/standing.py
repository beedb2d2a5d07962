"""How things stand: each indicator of a topic with its aim of the year and what came of it.

A result belongs to its very period: what was reached in the first quarter is no result of the half
year, and is held apart (`before`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.conflicts import contradict, likeness
from assistant.drafting.material import Material
from assistant.drafting.same_thing import base_name, is_alike, is_same, setter
from assistant.drafting.stated import REACHED, Stated, stated_in
from assistant.inquiry import same_time
from assistant.naming import value
from assistant.table_rows import begins_as_total
from assistant.times_asked import a_year_before
from ingest.document import Figure, Period, Role
from ingest.period import contains, first_longer, year_of
from ingest.row_names import BETWEEN
from ingest.text import fold
from prompts import table
from vectorstore.records import DocumentRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator with what is held of it."""

    named: Stated  # the figure whose row or sentence names it
    plan: Stated | None  # its aim of the year
    result: Stated | None  # of the very period
    earlier: Stated | None  # of the same time a year before
    before: Stated | None  # the newest result of another time
    others: tuple[Stated, ...]  # other values that the unit's papers give the result
    other_plans: tuple[Stated, ...]  # other values that they give the aim
    aims: tuple[Stated, ...]  # what others set beside it, in the same row: "Tỉnh giao"
    counts: Stated | None  # whose counts the result's share was made of
    group: str  # the section of a table it belongs to; "" for none
    group_named: Stated  # the row under that section

    @property
    def indicator(self) -> str:
        """Its name, as its row has it."""
        return base_name(self.named.figure).strip(" .,;:")


def standings(material: Material) -> tuple[Standing, ...]:
    """The indicators of the topic for which the year sets an aim or the period has a result, in
    the order of their tables, those of the year's own papers first."""
    papers = sorted((*material.own, *material.above), key=_rank(material))
    held = list(stated_in(material, papers))
    found = [_standing(material, seed, held) for seed in _seeds(material, held)]
    groups = ["", *dict.fromkeys(_plain(one.group) for one in found)]  # none before the others
    return tuple(sorted(found, key=lambda one: groups.index(_plain(one.group))))


def _plain(group: str) -> str:
    return fold(without_number(group))


def without_number(heading: str) -> str:
    """A heading or group without its number: "II. Xã hội số" → "Xã hội số"."""
    return _NUMBERED.sub("", heading.strip()).strip()


_NUMBERED = re.compile(
    r"^(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*|[a-zđA-ZĐ])\s*[.)\-:]+\s*|^[IVXLC]+\s+(?=\S)"
)


def report_period(record: DocumentRecord) -> Period | None:
    """The time a paper reports on, by its subject, else its year; None where neither is known."""
    spoken = first_longer(record.front.subject)
    if spoken or record.front.year is None:
        return spoken
    return year_of(record.front.year)


def _rank(material: Material) -> Callable[[DocumentRecord], tuple[bool, ...]]:
    """Own papers first, those that report on the period, those of the year, those with a number;
    the newest first among alike (`Material.own` has them so)."""
    period = material.commission.period

    def rank(record: DocumentRecord) -> tuple[bool, ...]:
        about = report_period(record)
        return (
            record not in material.own,
            not (about and same_time(about, period)),
            not material.is_of_year(record),
            not material.is_about(record),
            not record.front.is_numbered,
        )

    return rank


def _seeds(material: Material, held: Sequence[Stated]) -> list[list[Stated]]:
    """The places that name each indicator: rows of tables, or without any the aims of sentences."""
    period = material.commission.period
    year = year_of(period.last.year)
    aims = [
        one
        for one in held
        if one.figure.role is Role.TARGET
        and same_time(one.figure.period, year)
        and not material.is_replaced(one.record)
    ]
    reached = [one for one in held if _is_reached(one.figure, period) and _is_one(one.figure)]
    of_year = [one for one in aims if not one.figure.is_blank or material.is_of_year(one.record)]
    money = {_row_of(one) for one in held if one.figure.role is Role.BUDGET}
    every = (*of_year, *reached)
    rows = [one for one in every if one.figure.row is not None and _row_of(one) not in money]
    on_topic = sorted(
        (one for one in rows if _is_on_topic(material, one)),
        key=lambda one: (not material.is_of_year(one.record), not _plans(one)),
    )
    own = [one for one in on_topic if one.record in material.own]
    fitting = own or on_topic  # what is set from above the unit's own plan has taken over
    sentences = (
        one
        for one in aims
        if one.figure.row is None and _is_on_topic(material, one) and not _tells_why(one)
    )
    return _grouped(fitting or sentences)


def _tells_why(one: Stated) -> bool:
    """True for a sentence under "Mục đích, yêu cầu": what made the plan needed is no aim of it."""
    above = fold("\n".join(one.block.path))
    words = table("drafts/results")
    told = any(fold(word) in above for word in words["aims"])
    return not told and any(fold(word) in above for word in words["why"])


def _row_of(one: Stated) -> tuple[str, int, int | None]:
    return one.record.id, one.figure.block, one.figure.row


def _is_one(figure: Figure) -> bool:
    """True for a result that is its row's own: no cell of a table of counts by field, no sum."""
    return BETWEEN not in figure.indicator and not begins_as_total(figure.indicator)


def _plans(one: Stated) -> bool:
    """True for what a plan says: its names and its groups are those that reports go by."""
    return one.record.front.kind in table("figures")["plans"]


def _is_on_topic(material: Material, one: Stated) -> bool:
    around = "\n".join((one.record.front.subject, *one.block.path, one.group))
    return material.is_on_topic(one.figure.indicator, around)


def _grouped(found: Iterable[Stated]) -> list[list[Stated]]:
    """The places of one indicator together, the one that names it first."""
    groups: list[list[Stated]] = []
    for one in found:
        for group in groups:
            if any(is_same(one.figure, other.figure) or is_alike(one, other) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _is_reached(figure: Figure, period: Period) -> bool:
    return _is_result(figure) and same_time(figure.period, period)


def _is_result(figure: Figure) -> bool:
    """True for a stated result, a fraction ("7/9") among them."""
    has_number = any(letter.isdigit() for letter in figure.text)
    return figure.role in REACHED and has_number and not _compares(figure)


def _compares(figure: Figure) -> bool:
    """True for a sentence's "bằng 22,4% kế hoạch năm": a share of another figure."""
    said = f" {fold(figure.indicator)} "
    return any(f" {word} " in said for word in table("drafts/results")["compares"])


def _standing(material: Material, names: Sequence[Stated], held: Sequence[Stated]) -> Standing:
    seed, period = names[0], material.commission.period
    same = [one for one in held if _is_row(one, names) or is_same(one.figure, seed.figure)]
    same = sorted(same, key=lambda one: (not _is_row(one, names), -_nearness(one, seed)))
    results = [one for one in same if _is_reached(one.figure, period)]
    result = next(iter(_newest_rank(material, results)), None)
    own = (one for one in (seed, *same) if one.group and one.record in material.own)
    grouped = next(own, seed)
    plan = _first([seed, *same], lambda f: _is_plan(f, period))
    plans = [
        one
        for one in same
        if _is_plan(one.figure, period)
        and one.record in material.own
        and not material.is_replaced(one.record)
    ]
    set_so = [one for one in plans if plan and _row_of(one) == _row_of(plan) and one != plan]
    aims = [plan, *set_so] if plan and setter(plan.figure) else []
    plan = aims[-1] if aims else plan  # what the unit sets itself stands behind what is set above
    return Standing(
        named=seed,
        plan=plan,
        result=result,
        earlier=_first(same, lambda f: _is_reached(f, a_year_before(period))),
        before=_before(same, period),
        others=_others(result, results),
        other_plans=_others(plan, [one for one in plans if one not in aims]),
        aims=tuple(one for one in aims[:-1] if plan and one.figure.text != plan.figure.text),
        counts=_counts(result, results),
        group=grouped.group,
        group_named=grouped,
    )


def _newest_rank(material: Material, results: list[Stated]) -> list[Stated]:
    """Results in the order of their papers; of one paper its row before its sentence."""
    rank = _rank(material)
    return sorted(results, key=lambda one: (*rank(one.record), one.figure.row is None))


def _is_row(one: Stated, names: Sequence[Stated]) -> bool:
    """True for a figure of a row that names the indicator."""
    return one.figure.row is not None and any(
        _row_of(one) == _row_of(other) and base_name(one.figure) == base_name(other.figure)
        for other in names
    )


def _nearness(one: Stated, seed: Stated) -> float:
    return likeness(base_name(one.figure), base_name(seed.figure))


def _first(found: Iterable[Stated], is_meant: Callable[[Figure], bool]) -> Stated | None:
    return next((one for one in found if is_meant(one.figure)), None)


def _is_plan(figure: Figure, period: Period) -> bool:
    year = year_of(period.last.year)
    return figure.role is Role.TARGET and not figure.is_blank and same_time(figure.period, year)


def _before(same: Sequence[Stated], period: Period) -> Stated | None:
    """The newest result up to the end of the period that is not of it."""
    dated = ((one.figure.period, one) for one in same if _is_result(one.figure))
    known = [
        (of.last, not _plans(one), one)
        for of, one in dated
        if of and of.last <= period.last and not same_time(of, period) and not contains(of, period)
    ]
    return max(known, key=lambda one: one[:2], default=(None, False, None))[2]


def _others(result: Stated | None, results: Sequence[Stated]) -> tuple[Stated, ...]:
    """Values that speak against one, each once. A paragraph that states the value too tells of
    something else beside it: "còn 78 hộ nghèo và 113 hộ cận nghèo"."""
    if result is None:
        return ()
    agreeing = {(one.record.id, one.block.ordinal) for one in results if _has_value(one, result)}
    against = [
        one
        for one in results
        if contradict(result.figure, one.figure)
        and (one.figure.row is not None or (one.record.id, one.block.ordinal) not in agreeing)
    ]
    return tuple({(value(one.figure), one.record.id): one for one in against}.values())


def _counts(result: Stated | None, results: Sequence[Stated]) -> Stated | None:
    """The result itself or another place that gives the same share with its counts."""
    if result is None:
        return None
    places = (one for one in (result, *results) if one.counts)
    return next((one for one in places if _has_value(one, result)), None)


def _has_value(one: Stated, other: Stated) -> bool:
    first, second = one.figure.quantity, other.figure.quantity
    return first is not None and second is not None and first.low == second.low
