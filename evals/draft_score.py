"""A draft against its case and its corpus, read anew: nothing here trusts what the draft says of
itself. The words of its sources are taken from the catalog.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Span, State, source_key
from assistant.drafting.forms import form_of
from assistant.drafting.wording import next_period
from assistant.evidence import Basis
from evals.draft_case import DraftCase
from evals.matching import says
from ingest.period import find_periods, label
from ingest.places import same_unit
from ingest.quantity import find_quantities
from ingest.text import fold
from vectorstore.catalog import Catalog

_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_ORDER = re.compile(r"^\s*(?:[-+•]|[IVX]+\.|\d+(?:\.\d+)*\.|\d+\)|[a-zđ]\))\s+")
_PART = re.compile(r"\b[1-9] tháng (?:đầu|cuối) năm (?=(?:19|20)\d\d)", re.IGNORECASE)  # a time
_STANDING = (State.CITED, State.CHECK, State.ADAPTED, State.COMPUTED)


@dataclass(frozen=True, slots=True)
class DraftScore:
    """What was found of one case."""

    id: str
    spans: int = 0  # spans and cells that claim a basis
    footed: int = 0  # those whose basis is in the catalog and holds their numbers
    invented: tuple[str, ...] = ()  # numbers that nothing holds and nothing gives
    required: int = 0  # patterns, and sections of the form, that must be there
    present: int = 0
    missing: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()  # forbidden patterns, and names of other communes
    error: str = ""

    @property
    def is_clean(self) -> bool:
        """True where nothing is invented, left over, missing or unfounded."""
        whole = self.footed == self.spans and self.present == self.required
        return whole and not (self.invented or self.leftovers or self.error)


def score_draft(case: DraftCase, draft: Draft, catalog: Catalog) -> DraftScore:
    """The draft against its case, the form of its kind, and the words of its sources."""
    held = {source_key(basis): _held(basis, catalog) for basis in draft.sources}
    given = " ".join((case.kind, case.unit, case.year, case.topic, *_own_years(draft)))
    spans = [span for _, span in _spans(draft)]
    claims = [span for span in spans if span.state in _STANDING and span.sources]
    text = draft_text(draft)
    wanted = _required(case, draft)
    missing = [what for what, is_there in wanted if not is_there]
    return DraftScore(
        id=case.id,
        spans=len(claims),
        footed=sum(_stands(span, held, given) for span in claims),
        invented=tuple(word for span in spans for word in _unknown(span, held, given)),
        required=len(wanted),
        present=len(wanted) - len(missing),
        missing=tuple(missing),
        leftovers=tuple(_leftovers(case, draft, text, catalog)),
    )


def draft_text(draft: Draft) -> str:
    """What would be printed: subject, headings, lines, cells joined by " | ", recipients."""
    subject = "".join(span.text for span in draft.head.subject)
    addressed = [f"Kính gửi: {'; '.join(draft.head.addressees)}"] if draft.head.addressees else []
    head = (draft.head.number, draft.head.type, subject, *addressed)
    lines = (b.text for s in draft.sections for b in s.blocks if b.kind is not BlockKind.NOTE)
    titles = (section.title for section in draft.sections if section.is_appendix)
    foot = ["Nơi nhận:", *("".join(span.text for span in one) for one in draft.foot.recipients)]
    signer = "".join(span.text for span in draft.foot.signer)
    return "\n".join((*head, *lines, *titles, *foot, signer))


def _spans(draft: Draft) -> Iterator[tuple[DraftBlock, Span]]:
    for section in draft.sections:
        for block in section.blocks:
            yield from ((block, span) for span in block.spans)
            for row in block.grid.rows if block.grid else ():
                cells = row.cells[1:] if _is_order(row.cells[0]) else row.cells
                yield from ((block, span) for cell in cells for span in cell)


def _is_order(cell: Sequence[Span]) -> bool:
    return bool(re.fullmatch(r"\s*(?:[IVX]+|\d+(?:\.\d+)*)?\.?\s*", "".join(s.text for s in cell)))


def _held(basis: Basis, catalog: Catalog) -> str:
    """All words of the place as the catalog holds them, with what its paper says of itself."""
    block = catalog.block(basis.record.id, basis.block)
    if block is None:
        return ""
    front = basis.record.front
    issued = f"{front.issued:%d/%m/%Y}" if front.issued else ""
    around = (front.number, front.subject, issued, front.issuer, front.signer, *block.path)
    if block.table is None or basis.row_index is None:
        return "\n".join((block.text, *around))
    row, table = block.table.rows[basis.row_index], block.table
    return "\n".join(
        (*row.cells, *row.group, *table.columns, table.caption, table.measure, *around)
    )


def _stands(span: Span, held: dict[str, str], given: str) -> bool:
    return all(held.get(key) for key in span.sources) and not list(_unknown(span, held, given))


def _unknown(span: Span, held: dict[str, str], given: str) -> Iterator[str]:
    """The numbers of a span that no source of it and no field of the commission says."""
    if span.state in (State.OPEN, State.EDITED):
        return
    sources = [held.get(key, "") for key in span.sources]
    for number in _NUMBER.findall(_PART.sub("", _ORDER.sub("", span.text))):
        if any(says(re.escape(number), text) for text in (*sources, given)):
            continue
        if span.state is State.COMPUTED and _follows(number, sources):
            continue
        if span.state is State.ADAPTED and _is_moved(number, sources):
            continue
        if not _is_date_in(span.text, number, sources):
            yield number


def _is_moved(number: str, sources: Iterable[str]) -> bool:
    """True for a day or month that a source names of another year: "30/6/2027" of "30/6/2026"."""
    before = re.sub(r"(?:19|20)\d\d$", "", number)
    shape = rf"{re.escape(before)}(?:19|20)\d\d"
    return before != number and any(re.search(shape, text) for text in sources)


def _is_date_in(text: str, number: str, sources: Iterable[str]) -> bool:
    """True for a part of a day that a source names: "05 tháng 3" of "05/3/2026"."""
    days = {p.first for one in sources for p in find_periods(one) if p.first == p.last}
    said = {p.first for p in find_periods(text) if p.first == p.last}
    return bool(said) and said <= days and len(number) <= 4


def _follows(number: str, sources: Sequence[str]) -> bool:
    """True for a sum, difference, share or growth of two numbers of the sources, rounded; and for
    how many sources there are."""
    value = Decimal(number.replace(".", "").replace(",", "."))
    step = Decimal(1).scaleb(-len(number.partition(",")[2]))
    known = [q.low for text in sources for q in find_quantities(text) if q.low is not None]
    results = [sum(known, Decimal(0)), Decimal(len(sources))]
    for one, two in permutations(known[:40], 2):
        results += [one - two, one + two]
        results += [100 * one / two, 100 * (one - two) / two] if two else []
    return any(abs(abs(result) - value) * 2 <= step for result in results)


def _own_years(draft: Draft) -> tuple[str, ...]:
    """The time of the commission, and the years beside it, which headings name."""
    period = draft.commission.period
    year = period.last.year
    ahead = label(next_period(period))
    return label(period), ahead, *(str(one) for one in (year - 1, year, year + 1))


def _required(case: DraftCase, draft: Draft) -> list[tuple[str, bool]]:
    text = draft_text(draft)
    asked = {wanted.id for wanted in draft.commission.sections}
    form = form_of(draft.commission.kind)
    sections = [s for s in form.sections if (s.id in asked if asked else s.is_required)]
    there = [(s.id, bool((found := draft.section(s.id)) and found.blocks)) for s in sections]
    return [*there, *((pattern, says(pattern, text)) for pattern in case.must)]


def _leftovers(case: DraftCase, draft: Draft, text: str, catalog: Catalog) -> Iterator[str]:
    yield from (pattern for pattern in case.forbid if says(pattern, text))
    own = draft.commission.unit
    for unit in catalog.units().communes:
        name = fold(unit.label)
        if not same_unit(unit, own) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", fold(text)):
            yield unit.label
