"""What is not there, said with its reason and a pointer; and what is unclear, with the choices."""

from collections.abc import Iterable, Sequence

from assistant.composed import Composed
from assistant.conversation import Status
from assistant.evidence import Near, Nothing, Statement, Unclear
from assistant.lexicon import Term
from assistant.naming import document_name, holder, place_name, short, when
from assistant.understand import Request
from ingest.document import Figure, Finding, Role, Unit
from ingest.period import label
from ingest.syllables import is_syllable
from ingest.text import tidy
from prompts import Language, say

_MOST_CHOICES = 8


def unclear(request: Request, unclear: Unclear) -> Composed:
    """What to ask back: the topic, one of two times, one of many units, one of the choices."""
    language = request.language
    if unclear.reason == "topic":
        return Composed(Status.CLARIFICATION, (Statement(say("assistant.no_topic", language)),))
    if unclear.reason == "times":
        one, other = (label(period, language) for period in request.clash)
        text = say("assistant.clashing_times", language, one=one, other=other)
        return Composed(Status.CLARIFICATION, (Statement(text),))
    if unclear.reason == "units":
        names = _names(unclear.units, language)
        text = say("assistant.too_many_units", language, count=len(unclear.units), units=names)
        return Composed(Status.CLARIFICATION, (Statement(text),))
    lines = (
        say("assistant.choice", language, choice=short(choice, 160))
        for choice in unclear.choices[:_MOST_CHOICES]
    )
    head = say("assistant.choices", language)
    return Composed(Status.CLARIFICATION, (Statement(head), *map(Statement, lines)))


def nothing(request: Request, nothing: Nothing, known: Sequence[Unit]) -> Composed:
    """What is not held and why, with the nearest thing that is as a pointer."""
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
        lines.append(say("assistant.known_units", language, units=_names(known, language)))
    return Composed(Status.NO_INFORMATION, tuple(map(Statement, lines)))


def _reason(request: Request, nothing: Nothing) -> str:
    language = request.language
    units = ", ".join(unit.label for unit in request.units if unit.name)
    unit = say("assistant.of_unit", language, unit=units) if units else ""
    period = ", ".join(label(period, language) for period in request.periods)
    role = request.role.value if request.role else "size"
    missing = ", ".join(_as_typed(request, nothing.missing))
    fields: dict[str, str] = {
        "unit": units,
        "of_unit": unit,
        "period": period,
        "in_period": say("assistant.in_period", language, period=period) if period else "",
        "role": say(f"assistant.role_{role}", language),
        "field": say(f"assistant.field_{nothing.field}", language) if nothing.field else "",
        "times": ", ".join(f"“{time}”" for time in request.unreal),
        "sought": say("assistant.sought", language, terms=missing) if missing else "",
    }
    reason = nothing.reason if nothing.reason != "topic" else ""
    if nothing.reason in ("period", "role") and _is_to_come(request):
        reason = "to_come"
        fields["period"] = period[0].upper() + period[1:]
    return say(f"assistant.nothing{'_' if reason else ''}{reason}", language, **fields)


def _as_typed(request: Request, missing: Iterable[str]) -> list[str]:
    """The missing terms in the user's letters: "ký" where comparing makes it "kí"."""
    shown = {" ".join(term.typed): _inside(term) for term in request.terms}
    return [shown.get(term) or term for term in missing]


def _inside(term: Term) -> str:
    """The term without the capital that a question begins with; "VNeID" and "Internet" stay."""
    first, rest = term.shown[:1], term.shown[1:]
    begins = term.at == 0 and rest == rest.lower() and is_syllable(term.shown.split(" ")[0])
    return first.lower() + rest if begins else term.shown


def _is_to_come(request: Request) -> bool:
    """True where results are asked of a time that has not begun."""
    later = (period.first > request.today for period in request.periods)
    return request.role is Role.RESULT and bool(request.periods) and all(later)


def _blank(near: Near, figure: Figure, language: Language) -> Composed:
    text = say(
        "assistant.blank",
        language,
        indicator=figure.indicator.strip(" .,;:"),
        holder=holder(near.unit, language),
        document=place_name(near.basis, language),
        role=say(f"assistant.role_{figure.role.value}", language),
        **_times(figure, language),
        written=say("assistant.written", language, text=figure.text) if figure.text else "",
    )
    statement = Statement(tidy(text), (near.basis,))
    return Composed(Status.NO_INFORMATION, (statement,), (Finding("blank", statement.text),))


def _times(figure: Figure, language: Language) -> dict[str, str]:
    """The figure's time as the sentences of each language put it; blank where it has none."""
    period = when(figure.period, language)
    within = say("assistant.period_in", language, period=period) if period else ""
    return {"period": period, "period_in": within}


def _pointer(near: Near, language: Language) -> Statement:
    """What comes nearest and where it stands, without its value: a pointer is no answer."""
    if near.figure:
        what = say(
            "assistant.near_figure",
            language,
            role=say(f"assistant.role_{near.figure.role.value}", language),
            **_times(near.figure, language),
            indicator=short(near.figure.indicator.strip(" .,;:")),
            holder=holder(near.unit, language),
        )
    else:
        section = near.basis.section[-1] if near.basis.section else near.basis.quote
        name = document_name(near.basis.record, language)
        what = say("assistant.near_passage", language, heading=short(section), document=name)
    place = place_name(near.basis, language)
    return Statement(say("assistant.near", language, what=tidy(what), place=place), (near.basis,))


def _names(units: Iterable[Unit], language: Language) -> str:
    names = [unit.label for unit in units if unit.name]
    shown = ", ".join(names[:_MOST_CHOICES])
    more = len(names) - _MOST_CHOICES
    return say("assistant.and_more", language, names=shown, count=more) if more > 0 else shown
