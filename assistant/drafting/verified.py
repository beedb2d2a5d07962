"""Every span of a draft against what it says it stands on: what does not hold is left open.

A set phrase states no figure, day or document number that the commission does not hold. Words from
a source stand there; its figures are compared as values. What is computed is computed again from
the numbers that its note names: of all numbers of a long table some two give any share.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from assistant.drafting.draft import (
    CHECK_MARK,
    Draft,
    DraftBlock,
    Grid,
    Line,
    Section,
    Span,
    State,
    source_key,
)
from assistant.drafting.wording import BODY, next_period
from assistant.drafting.written import left_open, without_note_marks
from assistant.evidence import Basis
from assistant.verify import Facts, facts_of, merged, source_facts
from ingest.period import label, without_periods
from ingest.quantity import find_quantities
from ingest.text import fold, words
from prompts import say, table

_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ORDER = re.compile(r"[IVX]+|\d{1,3}(?:\.\d{1,3})*")
# Need no source: what is to be checked may stand on our own list of law that has ended.
_FREE = (State.SET, State.OPEN, State.CHECK, State.EDITED)
_ALONE = (State.CITED, State.CHECK)  # say what their sources say, and nothing of the commission


def verified(draft: Draft) -> Draft:
    """The draft with every span that does not stand left open, its words in the note."""
    held = {source_key(basis): basis for basis in draft.sources}
    given, own = given_facts(draft), _own_words(draft)
    return with_spans(draft, lambda span: _checked(span, held, given, own))


def with_spans(draft: Draft, change: Callable[[Span], Span]) -> Draft:
    """The draft with each span of its sections, head and foot changed."""
    foot = draft.foot
    recipients = tuple(tuple(map(change, one)) for one in foot.recipients)
    return replace(
        draft,
        head=replace(draft.head, subject=tuple(map(change, draft.head.subject))),
        sections=tuple(section_with_spans(section, change) for section in draft.sections),
        foot=replace(foot, recipients=recipients, signer=tuple(map(change, foot.signer))),
    )


def section_with_spans(section: Section, change: Callable[[Span], Span]) -> Section:
    """The section with each of its spans changed."""
    return replace(section, blocks=tuple(_block(block, change) for block in section.blocks))


def _block(block: DraftBlock, change: Callable[[Span], Span]) -> DraftBlock:
    grid = _grid(block.grid, change) if block.grid else None
    return replace(block, spans=tuple(map(change, block.spans)), grid=grid)


def _grid(grid: Grid, change: Callable[[Span], Span]) -> Grid:
    rows = tuple(replace(row, cells=tuple(_cells(row, change))) for row in grid.rows)
    return replace(grid, rows=rows)


def _cells(row: Line, change: Callable[[Span], Span]) -> Iterable[tuple[Span, ...]]:
    """The cells changed; the number of a row in its first one counts rows and states nothing."""
    first, *rest = row.cells
    is_number = len(first) == 1 and first[0].state is State.SET and _ORDER.fullmatch(first[0].text)
    yield first if is_number else tuple(map(change, first))
    yield from (tuple(map(change, cell)) for cell in rest)


def unsupported(span: Span, held: Mapping[str, Basis], given: Facts) -> str:
    """The first words of a span that nothing it names holds; "" where it stands."""
    if span.state in (State.OPEN, State.EDITED):
        return ""
    bases = [held[key] for key in span.sources if key in held]
    if len(bases) < len(span.sources) or (not bases and span.state not in _FREE):
        return span.text
    text = span.text.replace(CHECK_MARK, " ")
    said = _without_times(text, facts_of(text))
    own = [] if bases and span.state in _ALONE else [given]
    known = merged([*own, *map(source_facts, bases), *map(_headers_facts, bases)])
    if span.state is State.COMPUTED:
        known.quantities.update(_derived(said, bases, span.note))
    if span.state is State.ADAPTED:
        return _lacking_moved(span.text, known, bases)
    return _lacking_fact(said, known) or _lacking_word(span, bases)


@lru_cache(maxsize=512)
def _headers_facts(basis: Basis) -> Facts:
    """What each header says by itself: beside the next one its last number would count that."""
    return merged(facts_of(line) for line in (*basis.support.split("\n"), *basis.section))


def _lacking_moved(text: str, known: Facts, bases: Iterable[Basis]) -> str:
    """The first fact that stands in the source neither as it is nor with a year of the source in
    the place of the draft's: "30/6/2027" of "30/6/2026"."""
    before = [_YEAR.sub(year, text) for year in known.years]
    held = [_all_of(basis) for basis in bases]
    if any(_stands_in(one, source) for one in before for source in held):
        return ""
    lacking = [_lacking_fact(facts_of(one), known) for one in (text, *before)]
    return "" if "" in lacking else lacking[0]


def _stands_in(words: str, source: str) -> bool:
    """True where the words stand there as they are: "5 hộ" is no part of "15 hộ"."""
    shape = rf"(?<!\w)(?<!\d[.,/]){re.escape(words.strip())}(?!\w|[.,/]\d)"
    return re.search(shape, source) is not None


def _without_times(text: str, said: Facts) -> Facts:
    """The facts but for the numbers of its times: "6 tháng đầu năm 2026" counts nothing."""
    timeless = facts_of(without_periods(text)).quantities
    counted = {fact: words for fact, words in said.quantities.items() if fact in timeless}
    return replace(said, quantities=counted)


def _checked(span: Span, held: Mapping[str, Basis], given: Facts, own: frozenset[str]) -> Span:
    lacking = unsupported(span, held, given) or _foreign_word(span, held, own)
    if not lacking:
        return span
    return left_open(say("assistant.draft_removed", words=span.text, lacking=lacking))


def _foreign_word(span: Span, held: Mapping[str, Basis], own: frozenset[str]) -> str:
    """The first word of an adapted span that is neither its source's nor the commission's: what is
    put in a name's place is the unit's own name, and nothing else."""
    if span.state is not State.ADAPTED:
        return ""
    sources = [held[key] for key in span.sources if key in held]
    known = own.union(*(words(fold(_all_of(basis))) for basis in sources))
    return next((w for w in words(fold(span.text)) if w.isalpha() and w not in known), "")


def _own_words(draft: Draft) -> frozenset[str]:
    """The words of the commission, and those that an office lets stand for a source's."""
    commission = draft.commission
    unit, period = commission.unit, commission.period
    subject = "".join(span.text for span in draft.head.subject)
    times = (label(period), label(next_period(period)))
    said = (subject, commission.topic, unit.label, unit.province, BODY, *times)
    put = table("drafts/verified")["put"]
    return frozenset(words(fold(" ".join((*said, *put)))))


def given_facts(draft: Draft) -> Facts:
    """What the commission itself says: it may be stated anywhere."""
    commission, head = draft.commission, draft.head
    subject = "".join(span.text for span in head.subject)
    facts = facts_of("\n".join((subject, commission.topic, commission.unit.label)))
    year = commission.period.last.year
    facts.years.update({str(one): str(one) for one in (year - 1, year, year + 1)})
    return facts


def _lacking_fact(said: Facts, known: Facts) -> str:
    pairs = (
        (said.quantities, known.quantities),
        (said.codes, known.codes),
        (said.days, known.days),
        (said.years, known.years),
    )
    return next((text for one, two in pairs for fact, text in one.items() if fact not in two), "")


def _lacking_word(span: Span, bases: Iterable[Basis]) -> str:
    """The first word of cited words that no source holds, connecting words aside."""
    if span.state not in _ALONE or not bases:
        return ""
    held = {word for basis in bases for word in words(fold(_all_of(basis)))}
    free = frozenset(table("drafts/verified")["free"])
    said = words(fold(span.text.replace(CHECK_MARK, " ")))
    return next((w for w in said if w.isalpha() and w not in held and w not in free), "")


def _all_of(basis: Basis) -> str:
    front = basis.record.front
    head = (front.kind, front.number, front.subject, front.issuer, front.signer)
    said = "\n".join((basis.quote, *basis.section, basis.support, basis.title, *head))
    return without_note_marks(said)


def _derived(said: Facts, bases: Sequence[Basis], note: str) -> dict[tuple[object, ...], str]:
    """Those of the stated quantities that the numbers of the sources which the note names give: a
    share, a growth or a difference, at the decimals they are printed with. Where it names none,
    how many places are named."""
    printed = {q.low for basis in bases for q in find_quantities(basis.quote)}
    held = printed.union(_measured(bases))
    named = [q.low for q in find_quantities(note) if q.low is not None]
    parts = [low for low in named if low in held]
    results = list(_results(parts)) if named else [Decimal(len(bases))]
    return {fact: text for fact, text in said.quantities.items() if _gives(fact, text, results)}


def _measured(bases: Iterable[Basis]) -> list[Decimal]:
    """The numbers of the sources in their units of measure: 41,7 under "tỷ đồng"."""
    facts = (fact for basis in bases for fact in source_facts(basis).quantities)
    return [low for low, _, unit in facts if isinstance(low, Decimal) and unit not in ("", "%")]


def _gives(fact: tuple[object, ...], text: str, results: Iterable[Decimal]) -> bool:
    value = fact[0]
    if not isinstance(value, Decimal):
        return False
    step = Decimal(1).scaleb(-_decimals(text))
    return any(abs(abs(one) - abs(value)) * 2 <= step for one in results)


def _decimals(text: str) -> int:
    tail = text.split(",")[1] if "," in text else ""
    return len("".join(c for c in tail if c.isdigit()))


def _results(numbers: Iterable[Decimal]) -> Iterable[Decimal]:
    for one, two in permutations(numbers, 2):
        yield one - two
        if two:
            yield 100 * one / two
            yield 100 * (one - two) / two
