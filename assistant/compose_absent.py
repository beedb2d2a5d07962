"""What is not there, said with its reason and a pointer; and what is unclear, with the choices."""

from collections.abc import Iterable, Sequence

from assistant.composed import Composed
from assistant.conversation import Status
from assistant.evidence import Near, Nothing, Statement, Unclear
from assistant.naming import document_name, holder, of_unit, place_name, short, when
from assistant.understand import Request
from ingest.document import Figure, Finding, Unit
from ingest.period import label
from prompts import Language, say

_MOST_CHOICES = 8


def unclear(request: Request, unclear: Unclear) -> Composed:
    language = request.language
    if unclear.reason == "topic":
        return Composed(Status.CLARIFICATION, (Statement(say("assistant.no_topic", language)),))
    if unclear.reason == "units":
        names = _names(unclear.units)
        text = say("assistant.too_many_units", language, count=len(unclear.units), units=names)
        return Composed(Status.CLARIFICATION, (Statement(text),))
    lines = (
        say("assistant.choice", language, choice=short(choice, 160))
        for choice in unclear.choices[:_MOST_CHOICES]
    )
    head = say("assistant.choices", language)
    return Composed(Status.CLARIFICATION, (Statement(head), *map(Statement, lines)))


def nothing(request: Request, nothing: Nothing, known: Sequence[Unit]) -> Composed:
    language = request.language
    if nothing.reason == "unknown_unit":
        return _unknown_unit(request, known)
    if nothing.reason == "blank" and nothing.near and nothing.near.figure:
        return _blank(nothing.near, nothing.near.figure, language)
    lines = [Statement(_reason(request, nothing))]
    if nothing.near:
        lines.append(_pointer(nothing.near, language))
    return Composed(Status.NO_INFORMATION, tuple(lines))


def _unknown_unit(request: Request, known: Sequence[Unit]) -> Composed:
    language = request.language
    lines = [say("assistant.nothing_unknown_unit", language, unit=request.unknown_unit)]
    if known:
        lines.append(say("assistant.known_units", language, units=_names(known)))
    return Composed(Status.NO_INFORMATION, tuple(map(Statement, lines)))


def _reason(request: Request, nothing: Nothing) -> str:
    language = request.language
    unit = of_unit(request.units[0], language) if request.units else ""
    period = label(request.periods[0], language) if request.periods else ""
    role = request.role.value if request.role else "size"
    missing = ", ".join(nothing.missing)
    fields: dict[str, str] = {
        "unit": request.units[0].label if request.units else "",
        "of_unit": unit,
        "period": period,
        "in_period": say("assistant.in_period", language, period=period) if period else "",
        "role": say(f"assistant.role_{role}", language),
        "field": say(f"assistant.field_{nothing.field}", language) if nothing.field else "",
        "sought": say("assistant.sought", language, terms=missing) if missing else "",
    }
    reason = nothing.reason if nothing.reason != "topic" else ""
    return say(f"assistant.nothing{'_' if reason else ''}{reason}", language, **fields)


def _blank(near: Near, figure: Figure, language: Language) -> Composed:
    text = say(
        "assistant.blank",
        language,
        indicator=figure.indicator.strip(" .,;:"),
        holder=holder(near.unit, language),
        document=place_name(near.basis, language),
        role=say(f"assistant.role_{figure.role.value}", language),
        period=when(figure.period, language),
        written=say("assistant.written", language, text=figure.text) if figure.text else "",
    )
    statement = Statement(text, (near.basis,))
    return Composed(Status.NO_INFORMATION, (statement,), (Finding("blank", text),))


def _pointer(near: Near, language: Language) -> Statement:
    """What comes nearest and where it stands, without its value: a pointer is no answer."""
    if near.figure:
        what = say(
            "assistant.near_figure",
            language,
            role=say(f"assistant.role_{near.figure.role.value}", language),
            period=when(near.figure.period, language),
            indicator=short(near.figure.indicator.strip(" .,;:")),
            holder=holder(near.unit, language),
        )
    else:
        section = near.basis.section[-1] if near.basis.section else near.basis.quote
        name = document_name(near.basis.record, language)
        what = say("assistant.near_passage", language, heading=short(section), document=name)
    place = place_name(near.basis, language)
    return Statement(say("assistant.near", language, what=what, place=place), (near.basis,))


def _names(units: Iterable[Unit]) -> str:
    names = [unit.label for unit in units if unit.name]
    return ", ".join(names[:_MOST_CHOICES]) + ("…" if len(names) > _MOST_CHOICES else "")
