"""Targets and results that sentences tell, as rows: the bullets of a plan, the lines of a report.

A sentence gives rows only where every aim of it has a name and a number; else it stays as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.cues import has_cue
from assistant.drafting.donors import Part
from assistant.drafting.material import Material
from assistant.drafting.target_row import Known, TargetRow
from assistant.evidence import basis_of
from assistant.inquiry import same_time
from ingest.document import Block, Figure, Period, Role
from ingest.period import year_of
from ingest.places import same_unit
from ingest.shapes import marker
from ingest.text import fold
from prompts import table
from vectorstore.records import DocumentRecord

_REACHED = (Role.RESULT, Role.ESTIMATE)
_NAME = 2  # words of the shortest name that tells what is measured


def rows_set(material: Material, part: Part) -> list[TargetRow]:
    """The aims that the sentences of a plan's part set for its year or the draft's, in order."""
    lines = [block for block in part.blocks if block.table is None]
    return [row for block in lines for row in rows_of_line(material, part, block)]


def rows_reached(material: Material, record: DocumentRecord) -> list[TargetRow]:
    """What the sentences of a paper say was reached, with the aim that they name beside it."""
    catalog, unit = material.store.catalog, material.commission.unit
    told: dict[int, list[Figure]] = {}
    for one in catalog.figures((record.id,)):
        figure = one.figure
        is_ours = figure.place is None or same_unit(figure.place, unit)
        if figure.row is None and is_ours:
            told.setdefault(figure.block, []).append(figure)
    blocks = [(catalog.block(record.id, at), figures) for at, figures in told.items()]
    rows = [r for block, held in blocks if block for r in _rows_reached(record, block, held)]
    return [row for row in rows if row.measure and _is_reached(row)]


def _rows_reached(
    record: DocumentRecord, block: Block, figures: Sequence[Figure]
) -> Iterator[TargetRow]:
    """The rows of a line, each with the share of its plan that is told behind it."""
    shares = [one for one in figures if _is_share_of_plan(one)]
    held = [one for one in figures if one not in shares]
    for row in _rows(record, block, _dated(held)):
        names = {one.figure.indicator for one in row.known}
        own = [one for one in shares if any(_is_of(one, held, name) for name in names)]
        yield replace(row, of_plan=own[0]) if len(own) == 1 else row


def _is_of(share: Figure, figures: Sequence[Figure], name: str) -> bool:
    """True for "Tổng đàn gia súc so với kế hoạch" beside "Tổng đàn gia súc"."""
    told = [one for one in figures if share.indicator.startswith(f"{one.indicator} ")]
    return len(told) == 1 and _name(told[0]) == name


def _is_reached(row: TargetRow) -> bool:
    return any(one.figure.role in _REACHED for one in row.known)


def _is_share_of_plan(figure: Figure) -> bool:
    """True for "bằng 82% kế hoạch": how much of an aim was reached, not what was."""
    return has_cue(table("drafts/results")["compares"], figure.indicator)


def _dated(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures; an aim named beside a result is that of the year."""
    for one in figures:
        is_aim = one.role is Role.TARGET and one.period is not None
        yield replace(one, period=year_of(one.period.last.year)) if is_aim and one.period else one


def rows_of_line(material: Material, part: Part, block: Block) -> list[TargetRow]:
    """The aims of one line, one row each; none where one of them is of another time or nameless."""
    catalog = material.store.catalog
    held = catalog.figures_in(part.record.id, (block.ordinal,))
    aims = [one for one in held if one.role is Role.TARGET]
    is_whole = all(_is_told(one) and _is_timely(material, one.period) for one in aims)
    rows = list(_rows(part.record, block, aims)) if is_whole else []
    group = _group(part, block)
    return [replace(row, group=group) for row in rows]


def _is_told(figure: Figure) -> bool:
    return figure.quantity is not None and len(_name(figure).split()) >= _NAME


def _is_timely(material: Material, period: Period | None) -> bool:
    """True for an aim of the draft's year or of the one before."""
    year = material.commission.period.last.year
    return period is not None and any(same_time(period, year_of(at)) for at in (year, year - 1))


def _rows(record: DocumentRecord, block: Block, figures: Iterable[Figure]) -> Iterator[TargetRow]:
    """One row a name and measure."""
    named: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        if _is_told(one):
            name, measure = _name(one), _measure(one)
            held = named.setdefault((fold(name), fold(measure)), [])
            held.append(replace(one, indicator=name))
    basis = basis_of(record, block)
    for held in named.values():
        known = tuple(Known(one, basis) for one in held)
        yield TargetRow(held[0].indicator, basis, "", _measure(held[0]), known)


def _name(figure: Figure) -> str:
    """What is measured, without the unit that stood behind its number: "Tổng đàn gia súc con"."""
    unit = figure.quantity.unit if figure.quantity else ""
    name = figure.indicator.strip(" .,;:")
    return name.removesuffix(f" {unit}").strip() if unit else name


def _measure(figure: Figure) -> str:
    """The unit as it is printed behind the number: "tỷ đồng"."""
    unit = figure.quantity.unit if figure.quantity else ""
    found = re.search(rf"\d\s*(\D*?{re.escape(unit)})(?!\w)", figure.text) if unit else None
    return found[1].strip() if found else ""


def _group(part: Part, block: Block) -> str:
    """The heading right above a line, where it names a field and no section of targets."""
    above = block.path[len(part.headings[0].path) + 1 :]
    words = table("drafts/plan")["targets"]["told_by"]
    return above[-1] if above and not has_cue(words, above[-1]) else ""


def opens_with_share(row: TargetRow) -> bool:
    """True for "70% hồ sơ …": the name lacks the word that it is a share."""
    label = marker(row.basis.quote)
    said = fold(label.body if label else row.basis.quote)
    return row.measure == "%" and f"% {fold(row.indicator)}" in said
