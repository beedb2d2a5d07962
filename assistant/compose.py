"""The quote composer: the fact first in one plain sentence, then the verbatim basis.

A composer turns evidence into statements, each with the places it stands on. No model is asked.
"""

from collections.abc import Iterable, Sequence

from assistant.claims import is_so
from assistant.compose_absent import nothing, unclear
from assistant.compose_table import table_statements
from assistant.composed import Composed
from assistant.conflicts import conflicts, is_same_holder
from assistant.conversation import Status
from assistant.evidence import (
    Basis,
    Both,
    ComparisonFound,
    Defined,
    FiguresFound,
    Found,
    Gathered,
    IdentityFound,
    ListFound,
    Nothing,
    PassagesFound,
    Reading,
    RowsFound,
    RowValues,
    Statement,
    Talk,
    Unclear,
)
from assistant.kinds import asks_agreement
from assistant.left_out import left_out
from assistant.naming import document_name, figure_sentence, holder, place_name
from assistant.understand import Request
from ingest.document import Figure, Finding, Unit
from prompts import Language, restated, say


def quote(request: Request, gathered: Gathered, known: Sequence[Unit]) -> Composed:
    """The answer in the question's language; `known` are the units that have documents."""
    match gathered:
        case Nothing():
            return nothing(request, gathered, known)
        case Unclear():
            return unclear(request, gathered)
        case Talk():
            said = say(f"assistant.talk_{gathered.about}", request.language)
            return Composed(Status.OUT_OF_SCOPE, (Statement(said),))
        case _:
            return _found(request, gathered)


def _found(request: Request, found: Found) -> Composed:
    match found:
        case FiguresFound():
            return _figures(request, found.readings)
        case ComparisonFound():
            return _comparison(request, found)
        case RowsFound():
            return _rows(request, found)
        case IdentityFound():
            return _identity(request, found)
        case PassagesFound():
            return _passages(request, found)
        case ListFound():
            return _list(request, found)
        case Both():
            section, rows = _passages(request, found.section), _list(request, found.rows)
            return Composed(section.status, (*section.statements, *rows.statements))
        case Defined():
            return _defined(request, found)


# --- figures ---------------------------------------------------------------------------------


def _figures(request: Request, readings: Sequence[Reading]) -> Composed:
    language = request.language
    lines = [
        Statement(figure_sentence(figure, reading.unit, language), (reading.basis,))
        for reading in readings
        for figure in reading.figures
    ]
    if any(not is_same_holder(readings[0].unit, reading.unit) for reading in readings):
        head = Statement(say("assistant.several", language))
        lines = [head, *(Statement(f"- {s.text}", s.bases) for s in lines)]
    if len(readings) == 1 and (owner := readings[0].figures[0].owner):
        lines.append(Statement(say("assistant.owner", language, owner=owner), (readings[0].basis,)))
    lines += _premise(request, readings)
    notes = conflicts(readings, language) + _noted(readings, language)
    lines += notes
    lines += [
        _basis_line(reading.basis, (figure.text for figure in reading.figures), language)
        for reading in readings
    ]
    figures = [figure for reading in readings for figure in reading.figures]
    missing = left_out(request, (r.unit for r in readings), (f.period for f in figures))
    status = Status.PARTIAL if missing else Status.ANSWERED
    findings = tuple(Finding("conflict", note.text) for note in notes)
    if not notes and asks_agreement(request.text):
        lines.append(Statement(say("assistant.agrees", language)))
    return Composed(status, (*lines, *missing), findings)


def _premise(request: Request, readings: Sequence[Reading]) -> list[Statement]:
    """Whether the figures are the one that the question takes for granted, where it states one."""
    figures = [figure.quantity for reading in readings for figure in reading.figures]
    holds = is_so(request.text, request.premise, figures)
    if holds is None:
        return []
    name = "premise_right" if holds else "premise_wrong"
    return [Statement(say(f"assistant.{name}", request.language))]


def _noted(readings: Sequence[Reading], language: Language) -> list[Statement]:
    """What was found wrong at intake with the figures shown: a total that is not the sum."""
    notes = {
        (text := restated(finding.text, "ingest", language)): Statement(
            text, (reading.basis,), computed=(text,), is_note=True
        )
        for reading in readings
        for finding in reading.basis.record.findings
        if finding.kind == "conflict" and finding.block == reading.basis.block
        if any(_speaks_of(finding, figure) for figure in reading.figures)
    }
    return list(notes.values())


def _speaks_of(finding: Finding, figure: Figure) -> bool:
    """True where the finding is about the figure's column, or about the very number."""
    return figure.indicator in finding.text or f"ghi {figure.text.strip()}," in finding.text


def _basis_line(basis: Basis, cells: Iterable[str | None], language: Language) -> Statement:
    """The row's number, title and asked cells verbatim, or the sentence's own words.

    The citation holds the whole row or paragraph.
    """
    head = [cell for cell in (basis.row or "", basis.title) if cell]
    rest = () if basis.row_index is None and head else ("…", *(cell for cell in cells if cell))
    verbatim = " | ".join(dict.fromkeys((*head, *rest)))
    text = say("assistant.basis", language, place=place_name(basis, language), quote=verbatim)
    return Statement(text, (basis,), is_basis=True)


def _comparison(request: Request, found: ComparisonFound) -> Composed:
    statements, findings = table_statements(request, found)
    told = (row.unit for row in found.rows)
    missing = left_out(request, told, (period for _, period in found.columns))
    status = Status.PARTIAL if missing else Status.ANSWERED
    return Composed(status, (*statements, *missing), tuple(findings))


# --- rows of tasks ---------------------------------------------------------------------------


def _rows(request: Request, found: RowsFound) -> Composed:
    language = request.language
    lines = [
        Statement(_row_sentence(row, field, cell, language), (row.basis,))
        for row in found.rows
        for field, cell in row.values
    ]
    if len(lines) > 1:
        lines = [Statement(f"- {line.text}", line.bases) for line in lines]
    places = [
        _basis_line(row.basis, (cell for _, cell in row.values), language) for row in found.rows
    ]
    is_whole = all(cell for row in found.rows for _, cell in row.values)
    status = Status.ANSWERED if is_whole else Status.PARTIAL
    return Composed(status, (*lines, *places))


def _row_sentence(row: RowValues, field: str, cell: str | None, language: Language) -> str:
    fields = {
        "indicator": row.indicator.strip(" .,;:"),
        "holder": holder(row.unit, language),
        "value": cell,
        "field": say(f"assistant.field_{field}", language),
    }
    key = f"row_{field}" if cell else "row_unstated" if cell is None else "row_blank"
    return say(f"assistant.{key}", language, **fields)


# --- documents -------------------------------------------------------------------------------


def _identity(request: Request, found: IdentityFound) -> Composed:
    language = request.language
    lines = [
        Statement(_fact_sentence(found, field, value, language), (basis,))
        for field, value, basis in found.facts
    ]
    blanks = [line.text for line, fact in zip(lines, found.facts, strict=True) if not fact[1]]
    status = Status.PARTIAL if blanks else Status.ANSWERED
    if len(blanks) == len(lines):
        status = Status.NO_INFORMATION
    findings = tuple(Finding("blank", text) for text in blanks)
    notes = tuple(_other_day(found, day, basis, language) for day, basis in found.others)
    conflicts_ = tuple(Finding("conflict", note.text) for note in notes)
    return Composed(status, (*lines, *notes), (*findings, *conflicts_))


def _other_day(found: IdentityFound, day: str, basis: Basis, language: Language) -> Statement:
    said = say(
        "assistant.other_day",
        language,
        citing=document_name(basis.record, language),
        number=found.record.front.number,
        day=day,
    )
    return Statement(said, (basis, *(fact[2] for fact in found.facts)))


def _fact_sentence(found: IdentityFound, field: str, value: str, language: Language) -> str:
    document = document_name(found.record, language)
    of_whom = holder(found.record.front.unit, language)
    is_told = document.endswith(of_whom)  # a paper without a number is called by its unit
    fields = {
        "document": document,
        "holder": "" if is_told else of_whom,
        "field": say(f"assistant.field_{field}", language),
        "value": value,
    }
    key = f"identity_{field}" if value else "identity_blank"
    return say(f"assistant.{key}", language, **fields)


def _passages(request: Request, found: PassagesFound) -> Composed:
    language = request.language
    name = document_name(found.bases[0].record, language)
    if found.heading:
        head = say("assistant.section", language, document=name, heading=found.heading)
        items = [Statement(_item(basis, language), (basis,)) for basis in found.bases]
        return Composed(Status.ANSWERED, (Statement(head, found.bases[:1]), *items))
    lines = [
        Statement(
            say(
                "assistant.passage",
                language,
                document=place_name(basis, language),
                quote=basis.quote,
            ),
            (basis,),
        )
        for basis in found.bases
    ]
    noted = [Statement(note.text, found.bases, computed=(note.text,)) for note in found.notes]
    return Composed(Status.ANSWERED, (*lines, *noted), found.notes)


def _list(request: Request, found: ListFound) -> Composed:
    language = request.language
    title = say("assistant.list", language, count=len(found.items))
    names = dict.fromkeys(document_name(item.basis.record, language) for item in found.items)
    head = Statement(f"{title} {'; '.join(names)}:")
    lines = [
        Statement(say("assistant.item", language, quote=item.text), (item.basis,))
        for item in found.items
    ]
    return Composed(Status.ANSWERED, (head, *lines))


def _item(basis: Basis, language: Language) -> str:
    return say("assistant.item", language, quote=basis.quote.lstrip("-+• "))


def _defined(request: Request, found: Defined) -> Composed:
    language = request.language
    fields = {"short": found.short, "term": found.term, "english": found.english}
    said = Statement(say("assistant.defined", language, **fields))
    if found.used is None:
        return Composed(Status.ANSWERED, (said,))
    name = document_name(found.used.record, language)
    used = say("assistant.used", language, document=name, quote=found.used.quote)
    return Composed(Status.ANSWERED, (said, Statement(used, (found.used,))))
