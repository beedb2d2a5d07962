"""Every citation exists, and every figure, date, year and document number stands where it is cited.

Numbers are compared as values (`12,5 tỷ đồng` is `12.500 triệu đồng`), bounds as bounds (85 % is
not ≥ 85 %), document numbers by their canonical key.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.composed import Composed
from assistant.conversation import Status
from assistant.evidence import Basis, Statement
from assistant.naming import place_name
from ingest.codes import canonical, find_codes
from ingest.document import Finding, Quantity
from ingest.period import find_periods
from ingest.quantity import find_quantities, with_measure
from prompts import Language, say

_NAME = 12  # characters: a shorter header ("KH") may stand inside another word
_ENGLISH_QUARTER = re.compile(r"\bQ[1-4]/(?:19|20)\d\d\b")  # a time, no number
_NOTE_MARK = re.compile("(?<=[^\\W\\dmM])[⁰¹²³⁴-⁹]+")  # of a footnote: "05 hồ sơ¹", not "km²"
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states that can be checked, each with its words."""

    quantities: dict[tuple[object, ...], str]
    codes: dict[str, str]
    days: dict[object, str]
    years: dict[str, str]


def verify(composed: Composed, language: Language) -> Composed:
    """The statements whose every fact stands in their sources; the others out, with a finding."""
    kept: list[Statement] = []
    findings = list(composed.findings)
    for statement in composed.statements:
        unsupported = _unsupported(statement)
        if unsupported:
            text = say("assistant.unsupported", language, value=unsupported)
            findings.append(Finding("removed", text))
        else:
            kept.append(statement)
    kept = [line for line in kept if not line.is_basis or _stands_on(line, kept)]
    status = composed.status
    if len(kept) < len(composed.statements) and status is Status.ANSWERED:
        status = Status.PARTIAL if any(statement.bases for statement in kept) else Status.ERROR
    return replace(composed, status=status, statements=tuple(kept), findings=tuple(findings))


def _stands_on(line: Statement, kept: Iterable[Statement]) -> bool:
    """True where a statement that is kept stands on the place that the line shows."""
    places = {basis.place for other in kept if not other.is_basis for basis in other.bases}
    return any(basis.place in places for basis in line.bases)


def _unsupported(statement: Statement) -> str:
    """The first fact of a statement that none of its sources holds; "" where all stand."""
    if not statement.bases:
        return ""
    stated = facts_of(_own_words(statement))
    held = merged(source_facts(basis) for basis in statement.bases)
    pairs = (
        (stated.quantities, held.quantities),
        (stated.codes, held.codes),
        (stated.days, held.days),
        (stated.years, held.years),
    )
    return next(
        (words for said, known in pairs for fact, words in said.items() if fact not in known), ""
    )


def _own_words(statement: Statement) -> str:
    """The statement without what it quotes verbatim and without the names of its places."""
    text = re.sub(r"\x02\d+\x03", " ", statement.text)
    for derived in statement.computed:
        text = text.replace(derived, " ")
    for basis in statement.bases:
        headers = re.split(r"\n| › ", basis.support)
        named = (place_name(basis, "vi"), place_name(basis, "en"), *basis.section, *headers)
        for verbatim in (basis.quote.lstrip("-+• "), *named):
            is_long = len(verbatim) > _NAME or text.lstrip("-+• ").strip() == verbatim
            is_name = is_long and any(letter.isdigit() for letter in verbatim)
            text = text.replace(verbatim, " ") if is_name else text
    return text


def facts_of(text: str) -> Facts:
    return Facts(
        quantities={_value(q): q.text for q in _quantities(text)},
        codes={canonical(code.text): code.text for code in find_codes(text)},
        days={p.first: str(p.first) for p in find_periods(text) if p.first == p.last},
        years={match[0]: match[0] for match in _YEAR.finditer(text)},
    )


def _quantities(text: str) -> Iterable[Quantity]:
    """The quantities of a text without its bare years, which are checked as years."""
    found = find_quantities(_NOTE_MARK.sub("", _ENGLISH_QUARTER.sub(" ", text)))
    return [q for q in found if q.unit or not _YEAR.fullmatch(q.text)]


def _value(quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.unit


@lru_cache(maxsize=512)
def source_facts(basis: Basis) -> Facts:
    """What a place states: its words, its headers, and what its document says of itself.

    Several statements stand on one place; what is kept here is only read.
    """
    front = basis.record.front
    issued = f"{front.issued:%d/%m/%Y}" if front.issued else ""
    head = (front.kind, front.number, front.subject, issued, basis.record.source)
    rows = (basis.row or "", str(basis.page or ""))
    text = "\n".join((basis.quote, *basis.section, basis.support, *head))
    facts = facts_of(text)
    cells = [q for cell in (*basis.quote.split(" | "), *rows) for q in find_quantities(cell)]
    measured = [with_measure(q, m) for q in cells if not q.unit for m in _measures(basis)]
    facts.quantities.update({_value(q): q.text for q in (*cells, *measured)})
    if front.year:
        facts.years[str(front.year)] = str(front.year)
    return facts


def _measures(basis: Basis) -> Iterable[str]:
    """The units of measure that stand around a cell: beside it, in brackets above, in a caption."""
    around = (*basis.quote.split(" | "), *basis.support.split("\n"))
    yield from (text for text in around if 0 < len(text) < 30)
    yield from (found for text in around for found in re.findall(r"\(([^()]*)\)", text))


def merged(parts: Iterable[Facts]) -> Facts:
    whole = Facts({}, {}, {}, {})
    for part in parts:
        whole.quantities.update(part.quantities)
        whole.codes.update(part.codes)
        whole.days.update(part.days)
        whole.years.update(part.years)
    return whole
