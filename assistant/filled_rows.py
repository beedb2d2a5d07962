"""Rows of tables on a question's topic with their figures, each with whose they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.columns_meant import columns_meant, row_name
from assistant.conflicts import is_same_holder
from assistant.inquiry import Inquiry
from assistant.kinds import Kind
from assistant.opposites import is_opposed
from assistant.table_rows import Candidate, rows_on_topic
from ingest.document import Figure
from ingest.places import level
from vectorstore.records import RowKey

ALIKE = 0.06  # ranks this close fit the question alike


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row with its figures."""

    row: Candidate
    figures: tuple[Figure, ...]
    rank: float  # how well the row, or the one column of it that is meant, fits the question


def figures_on_topic(inquiry: Inquiry) -> list[FilledRow]:
    """Every row with figures that speaks of the topic, best first, whosever it is.

    Of a row whose columns are places each place has its own.
    """
    rows = _with_figures(inquiry, rows_on_topic(inquiry))
    return [own for row in rows for own in _by_place(row)]


def _by_place(row: FilledRow) -> list[FilledRow]:
    places = dict.fromkeys(figure.place for figure in row.figures)
    if len(places) < 2:
        return [row]
    return [
        FilledRow(
            replace(row.row, unit=place or row.row.unit),
            tuple(figure for figure in row.figures if figure.place == place),
            row.rank,
        )
        for place in places
    ]


def _with_figures(inquiry: Inquiry, candidates: Sequence[Candidate]) -> list[FilledRow]:
    keys = {candidate.chunk.id: _key(candidate) for candidate in candidates}
    figures: Mapping[RowKey, tuple[Figure, ...]] = inquiry.store.catalog.figures_of(keys.values())
    filled = (_of_topic(inquiry, c, figures[keys[c.chunk.id]]) for c in candidates)
    return [row for row in filled if row.figures]


def _of_topic(inquiry: Inquiry, row: Candidate, figures: tuple[Figure, ...]) -> FilledRow:
    """The figures of the indicator meant, in a row whose columns are different indicators."""
    asked = inquiry.request.text
    figures = tuple(figure for figure in figures if not is_opposed(figure.indicator, asked))
    figures = columns_meant(figures, inquiry.request)
    indicators = {figure.indicator for figure in figures}
    compares = inquiry.request.kind is Kind.COMPARISON
    if len(indicators) < 2 or (compares and row_name(indicators)):
        return FilledRow(row, figures, row.match.rank)
    ranks = {name: inquiry.row_matcher(name, row.chunk.context).rank for name in indicators}
    best = max(ranks.values())
    meant = tuple(figure for figure in figures if ranks[figure.indicator] >= best - ALIKE)
    return FilledRow(row, meant, best)


def _key(candidate: Candidate) -> RowKey:
    chunk = candidate.chunk
    return RowKey(chunk.document_id, chunk.blocks[0], chunk.row or 0)


def set_above(inquiry: Inquiry, rows: list[FilledRow]) -> list[FilledRow]:
    """Where the question says "tỉnh giao": the rows of higher bodies' documents, if any."""
    if not inquiry.request.from_above:
        return rows
    units = ((row, inquiry.record(row.row.chunk).front.unit) for row in rows)
    above = [row for row, unit in units if unit is None or level(unit) < 3]
    return above or rows


def by_holder(rows: Sequence[FilledRow]) -> list[list[FilledRow]]:
    """The rows of each unit together, though one document may leave out its province."""
    groups: list[list[FilledRow]] = []
    for row in rows:
        for group in groups:
            if is_same_holder(group[0].row.unit, row.row.unit):
                group.append(row)
                break
        else:
            groups.append([row])
    return groups
