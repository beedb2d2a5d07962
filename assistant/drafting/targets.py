"""The aims of a plan: what it is for in words, then the table of its targets."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.adapted import adapted_spans
from assistant.drafting.donors import Donors, Part, served_by
from assistant.drafting.draft import BlockKind, DraftBlock, Grid, Line, Span, State, Wanted
from assistant.drafting.forms import SectionForm
from assistant.drafting.material import Material
from assistant.drafting.plan_parts import on_focus, with_part
from assistant.drafting.prose import Numbers, part_blocks
from assistant.drafting.target_cells import (
    Value,
    perhaps_for,
    proposed_cell,
    result_of,
    target_of,
    value_cell,
)
from assistant.drafting.target_counts import Count, count_of, counts_told, printed_wrong
from assistant.drafting.target_prose import opens_with_share, rows_of_line
from assistant.drafting.target_row import Origin, TargetRow
from assistant.drafting.target_rows import target_rows
from assistant.drafting.written import (
    Written,
    cited,
    fixed,
    heading,
    left_open,
    note_on,
    paragraph,
    to_check,
    written,
)
from assistant.evidence import Basis
from assistant.naming import document_name
from ingest.document import Block, Period, Role
from ingest.numerals import roman
from ingest.period import label, year_of
from ingest.shapes import marker
from ingest.text import fold
from prompts import say, table

_WIDTHS = {"number": 5, "measure": 9, "result": 12, "last": 12, "proposed": 14, "owner": 19}
_POINTER = 160  # characters of a line that only says where the table stands
_INDICATOR = 29  # and what the columns left out would take


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    name: str
    cell: Callable[[TargetRow], tuple[Span, ...]]


def write_targets(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """The general aim as the unit's own plan has it, and the table; without any table its words,
    last year's figures left open."""
    donors = Donors(material)
    rows = target_rows(material, donors)
    part = donors.part(form.id)
    told = part is not None and part.is_own
    if not rows or (told and rows[0].origin is Origin.MODEL):
        if part is None:
            missing = left_open(say("assistant.draft_no_targets"))
            return written([paragraph(missing)])
        return with_part(part, list(part_blocks(part, Numbers(), on_focus(material))))
    return _with_table(material, donors, part, rows)


def _with_table(
    material: Material, donors: Donors, part: Part | None, rows: Sequence[TargetRow]
) -> Written:
    general = _general(material, part) if part else Written()
    words = table("drafts/plan")["targets"]
    above = sum(block.kind is BlockKind.HEADING and block.level == 2 for block in general.blocks)
    titles = [heading(2, fixed(f"{above + 1}. {words['specific']}"))] if above else []
    grid = target_grid(material, donors, rows)
    places = [basis for row in rows for basis in _places(row)]
    sources = [*general.sources, *places, *(count.basis for count in counts_told(material))]
    is_told = bool(general.blocks) and part is not None and part.record == rows[0].basis.record
    told = [] if is_told else _notes(donors, rows)
    block = DraftBlock(BlockKind.TABLE, grid=grid)
    return written([*general.blocks, *titles, *told, block], sources)


def _general(material: Material, part: Part) -> Written:
    """What the part says besides its figures, which the table holds."""
    catalog = material.store.catalog
    keep = on_focus(material)

    def says_no_figure(block: Block) -> bool:
        figures = catalog.figures_in(part.record.id, (block.ordinal,))
        leads_on = block.text.rstrip().endswith(":")
        is_pointer = leads_on or ("phụ lục" in fold(block.text) and len(block.text) < _POINTER)
        has_figure = any(figure.role is Role.TARGET for figure in figures)
        in_table = has_figure and (not part.is_own or bool(rows_of_line(material, part, block)))
        return keep(block) and block.table is None and not in_table and not is_pointer

    blocks = list(part_blocks(part, Numbers(), says_no_figure))
    return with_part(part, blocks) if blocks else Written()


def _notes(donors: Donors, rows: Sequence[TargetRow]) -> list[DraftBlock]:
    """Whose table it is, where it is not the unit's own."""
    first = rows[0]
    record, basis = first.basis.record, first.basis
    if first.origin is Origin.OWN:
        return []
    if first.origin is Origin.ABOVE:
        return [note_on(say("assistant.draft_above", paper=document_name(record, "vi")), basis)]
    return [served_by(Part(record, (), (), donors.model(record), False, basis))]


def _places(row: TargetRow) -> Iterator[Basis]:
    yield row.basis
    yield from (one.basis for one in (*row.known, *row.perhaps))


# --- the table -------------------------------------------------------------------------------


def target_grid(material: Material, donors: Donors, rows: Sequence[TargetRow]) -> Grid:
    """The rows under their columns, in their groups."""
    columns = _columns(material, donors, rows)
    left = 100 - _INDICATOR - sum(_WIDTHS.get(one.key, 0) for one in columns)
    widths = tuple(_WIDTHS.get(one.key, _INDICATOR + left) / 100 for one in columns)
    names = tuple(one.name for one in columns)
    return Grid(names, widths, tuple(_lines(rows, columns)))


def _columns(material: Material, donors: Donors, rows: Sequence[TargetRow]) -> list[_Column]:
    """The columns in order: what nobody knows is left open in each row, for a plan needs it; the
    measure is left out where no row has one."""
    period = material.commission.period
    last = year_of(period.last.year - 1)
    valued = [row for row in rows if _has_values(row)]
    results = {id(row): result_of(row, period) for row in valued}
    aims = {id(row): target_of(row, last) or perhaps_for(row, last) for row in valued}
    when = _most(results.values()) or last
    counts = counts_told(material)
    cells: dict[str, Callable[[TargetRow], tuple[Span, ...]]] = {
        "number": lambda _: (),
        "indicator": lambda row: _indicator(donors, row),
        "measure": _measure,
        "result": lambda row: _result(results.get(id(row)), when, counts),
        "last": lambda row: (value_cell(aims.get(id(row)), _missing("aim")),),
        "proposed": lambda row: (_proposed(material, row),),
        "owner": lambda row: _owner(donors, row),
    }
    has_measure = any(row.measure for row in rows)
    times = {"result": when, "last": last, "proposed": period}
    named = table("drafts/plan")["targets"]["columns"]
    return [
        _Column(key, named[key].format(when=label(times.get(key, period))), cell)
        for key, cell in cells.items()
        if has_measure or key != "measure"
    ]


def _result(value: Value | None, when: Period, counts: Sequence[Count]) -> tuple[Span, ...]:
    """What was reached, a share with the count behind it where a sentence tells it."""
    span = value_cell(value, _missing("result"), when)
    if value and span.state is State.CITED and (wrong := printed_wrong(value.known)):
        note = say("assistant.draft_wrong_share", count=wrong)
        return (to_check(span.text, f"{note} {span.note}".strip(), value.known.basis),)
    count = count_of(value.known, counts) if value and span.state is State.CITED else None
    return (span, cited(f" ({count.text})", count.basis)) if count else (span,)


def _missing(what: str) -> str:
    return say(f"assistant.draft_no_{what}")


def _has_values(row: TargetRow) -> bool:
    """False for a row of a model: its figures are another unit's."""
    return row.origin is not Origin.MODEL


def _most(values: Iterable[Value | None]) -> Period | None:
    """The time that most values are of."""
    held = [one.known.figure.period for one in values if one and not one.known.figure.is_blank]
    counted = Counter(period for period in held if period)
    return counted.most_common(1)[0][0] if counted else None


def _proposed(material: Material, row: TargetRow) -> Span:
    if not _has_values(row):
        year = material.commission.period.last.year
        return left_open(say("assistant.draft_no_target", year=year))
    return proposed_cell(row, material.commission.period)


def _indicator(donors: Donors, row: TargetRow) -> tuple[Span, ...]:
    if _has_values(row):
        share = (fixed(f"{table('drafts/plan')['targets']['share']} "),)
        return (*(share if opens_with_share(row) else ()), cited(_as_printed(row), row.basis))
    return adapted_spans(
        row.indicator, donors.model(row.basis.record), row.basis, keeps_figures=True
    )


def _as_printed(row: TargetRow) -> str:
    """The indicator; of a part ("Trong đó: …") what its own row says."""
    basis = row.basis
    held = f"{basis.quote}\n{basis.support}"
    return row.indicator if row.indicator in held else basis.title or row.indicator


def _measure(row: TargetRow) -> tuple[Span, ...]:
    if not row.measure:
        return (left_open(say("assistant.draft_no_measure")),)
    said = [one.basis for one in row.known]
    return (cited(row.measure, *said[:1]),)


def _owner(donors: Donors, row: TargetRow) -> tuple[Span, ...]:
    known = row.owner
    if known is None:
        return (left_open(say("assistant.draft_no_owner")),)
    if _has_values(row):
        return (cited(known.figure.owner, known.basis),)
    return adapted_spans(known.figure.owner, donors.model(known.record), known.basis)


def _lines(rows: Sequence[TargetRow], columns: Sequence[_Column]) -> Iterator[Line]:
    """The rows in their groups, both numbered anew; groups of one name are one."""
    groups: dict[str, list[TargetRow]] = {}
    for row in rows:
        groups.setdefault(fold(_group_name(row)), []).append(row)
    count = order = 0
    for name, held in groups.items():
        if name or order:  # rows without a group that stand first need no heading
            order += 1
            yield _group_line(roman(order), held[0], columns)
        for row in held:
            count += 1
            cells = tuple(one.cell(row) for one in columns[1:])
            yield Line(((fixed(str(count)),), *cells))


def _group_line(number: str, row: TargetRow, columns: Sequence[_Column]) -> Line:
    name = _group_name(row)
    span = cited(name, row.basis) if name else fixed(table("drafts/plan")["targets"]["others"])
    empty = tuple(() for _ in columns[2:])
    return Line(((fixed(number),), (span,), *empty), is_group=True)


def _group_name(row: TargetRow) -> str:
    found = marker(row.group)
    return (found.body if found else row.group).strip(" .:")
