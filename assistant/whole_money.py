"""All the money of a paper, where tables hold only a part of it."""

from collections.abc import Sequence

from assistant.cues import has_cue
from assistant.evidence import Reading
from assistant.inquiry import Inquiry
from assistant.prose_figures import StatedFigure
from assistant.table_rows import begins_as_total
from ingest.document import Role
from ingest.text import unaccent
from prompts import table

_OF_A_PART = ": "  # "Tổng kinh phí: ngân sách phường" is one of its sources
_MONEY_AND_TOPIC = 2  # terms: "kinh phí", and for what


def whole_sums(
    inquiry: Inquiry, stated: Sequence[StatedFigure], readings: Sequence[Reading]
) -> list[StatedFigure]:
    """The "tổng kinh phí …" of sentences that say more of what is asked for than the rows do.

    None where one source of the money is asked for, where nothing but money is named, or where
    the rows hold the sum of the same paper.
    """
    request, listed = inquiry.request, table("figures")
    if request.role is not Role.BUDGET or has_cue(listed["sources"], request.text):
        return []
    if sum(not term.is_weak for term in request.terms) < _MONEY_AND_TOPIC:
        return []
    best = max(reading.match.own for reading in readings)
    summed = {r.basis.record.id for r in readings if begins_as_total(r.figures[0].indicator)}
    return [
        one
        for one in stated
        if _is_whole(one.figure.indicator, listed["whole_money"])
        if one.match.own > best and one.chunk.document_id not in summed
        if not request.types or inquiry.record(one.chunk).front.kind in request.types
    ]


def _is_whole(indicator: str, names: Sequence[str]) -> bool:
    """True for "Tổng kinh phí …", "Kinh phí thực hiện …"; not for one of its sources or uses."""
    is_named = unaccent(indicator).startswith(tuple(map(unaccent, names)))
    return _OF_A_PART not in indicator and (is_named or begins_as_total(indicator))
