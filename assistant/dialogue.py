"""Questions that go on from another: follow-ups in a conversation, parts of one question."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.conversation import Question, Turn
from assistant.cues import cues, has_cue, word_set
from assistant.kinds import Kind
from assistant.lexicon import Term
from assistant.parts import split
from assistant.talk import small_talk
from assistant.times_asked import a_year_before
from assistant.understand import Request, understand
from ingest.document import Period, Unit
from ingest.known_units import as_units
from ingest.text import tidy, unaccent

_FRAGMENT = 5  # words
_REMEMBERED = 12  # turns of a conversation that a follow-up may go back


def understand_follow_up(question: Question, known: Iterable[Unit], today: date) -> Request:
    """The request behind a question, given the units of the documents and the day it is asked.

    A question that goes on from the one before ("còn năm 2026?") takes from it what it leaves out.
    """
    units = as_units(known)
    request = understand(question, units, today)
    if not _goes_on(request) or (before := question_before(question)) is None:
        return request
    return _carried(request, understand_follow_up(before, units, today))


def understand_parts(question: Question, known: Iterable[Unit], today: date) -> tuple[Request, ...]:
    """The requests behind the questions in one; a later part takes what it leaves out from the
    part before."""
    units = as_units(known)
    first, *rest = _without_greeting(split(tidy(question.text)))
    requests = [understand_follow_up(replace(question, text=first), units, today)]
    for text in rest:
        said = Turn("user", requests[-1].text)
        part = replace(question, text=text, history=(*question.history, said))
        requests.append(_carried(understand(part, units, today), requests[-1]))
    requests[0] = _from_later(requests)
    return tuple(
        one
        for request in requests
        for whole in _of_each_code(request)
        for one in _with_figure(whole)
    )


def _of_each_code(request: Request) -> tuple[Request, ...]:
    """The request for each document where facts of several numbered ones are asked."""
    if request.kind is not Kind.IDENTITY or len(request.codes) < 2:
        return (request,)
    return tuple(replace(request, text=code, codes=(code,)) for code in request.codes)


def _from_later(requests: Sequence[Request]) -> Request:
    """The first part; one that names nothing ("ai chủ trì và bao giờ xong việc …") speaks of what
    the next one names."""
    first = requests[0]
    if first.has_topic or first.codes:
        return first
    named = (request for request in requests[1:] if request.has_topic or request.codes)
    later = next(named, None)
    return _carried(first, later) if later else first


def _with_figure(request: Request) -> tuple[Request, ...]:
    """The request; with it one for the figure that it takes for granted, to be set right."""
    if not request.premise or request.kind not in (Kind.RESPONSIBLE, Kind.PASSAGE):
        return (request,)
    return request, replace(request, kind=Kind.FIGURE, fields=())


def of_topic(request: Request, terms: tuple[Term, ...]) -> Request:
    """The request about one of its topics: of a size ("dân số") no target is asked."""
    named = " ".join(term.shown for term in terms)
    asks_size = request.asks_size and has_cue(cues("size"), named)
    roles = () if asks_size else request.roles
    return replace(request, terms=terms, topics=(), asks_size=asks_size, roles=roles)


def _without_greeting(parts: Sequence[str]) -> list[str]:
    """The parts that ask something, where any does, without a greeting before them."""
    return [_asking(part) for part in parts if not small_talk(part)] or list(parts)


def _asking(part: str) -> str:
    greeting, _, rest = part.partition(", ")
    return rest if rest and small_talk(greeting) else part


def question_before(question: Question) -> Question | None:
    """The user's question before this one, with what came before it; None for the first."""
    turns = question.history
    asked = [
        at
        for at, turn in enumerate(turns)
        if turn.role == "user" and turn.content.strip() and not small_talk(turn.content)
    ]
    if not asked:
        return None
    earlier = turns[max(0, asked[-1] - _REMEMBERED) : asked[-1]]
    return replace(question, text=turns[asked[-1]].content, history=earlier)


def _goes_on(request: Request) -> bool:
    text = unaccent(request.text).rstrip(" ?.!")
    opens = any(text.startswith(f"{word} ") for word in word_set("follow", "words"))
    ends = any(text.endswith(f" {word}") for word in word_set("follow", "ends"))
    is_open = request.points_back or not request.has_topic
    return opens or ends or is_open


def is_reply(question: Question, known: Iterable[Unit], today: date) -> bool:
    """True for a few words that ask nothing: "hộ nghèo", said in reply to which one is meant."""
    request = understand(question, tuple(known), today)
    says_more = request.periods or request.roles or request.fields or request.codes
    asks = has_cue(cues("asks"), request.text) or request.kind is not Kind.FIGURE
    return not (says_more or asks) and len(request.text.split()) <= _FRAGMENT


def _periods_before(request: Request, before: Request) -> tuple[Period, ...]:
    """The periods of the question before; for "cùng kỳ năm trước" those a year earlier."""
    if not request.year_before:
        return before.periods
    earlier = tuple(map(a_year_before, before.periods))
    return (*before.periods, *earlier) if request.kind is Kind.COMPARISON else earlier


def _asks_number(request: Request) -> bool:
    return bool(request.counted) or request.wants_percent or "bao nhieu" in unaccent(request.text)


def _beside(request: Request, before: Request) -> Request:
    """A follow-up that compares ("so với Đồi Sim thì sao") with what it is compared with.

    Another time is compared in whatever role it is told.
    """
    return replace(
        request,
        units=tuple(dict.fromkeys((*before.units, *request.units))),
        periods=tuple(dict.fromkeys((*before.periods, *request.periods))),
    )


def _carried(request: Request, before: Request) -> Request:
    """The request with what it leaves out taken from the one before."""
    if request.kind is Kind.COMPARISON and (request.only_units or request.periods):
        before = replace(before, roles=() if request.periods else before.roles)
        request = _beside(request, before)
    speaks = request.has_topic and not request.points_back
    plain = request.kind is Kind.FIGURE and not request.fields and not _asks_number(request)
    kind = before.kind if plain else request.kind
    if request.other_units and kind is Kind.FIGURE:
        return _carried(replace(request, kind=Kind.COMPARISON, units=()), replace(before, units=()))
    return replace(
        request,
        kind=kind,
        fields=before.fields if plain else request.fields,
        terms=request.terms if speaks else before.terms,
        topics=request.topics if speaks else before.topics,
        periods=request.periods or _periods_before(request, before),
        roles=request.roles or before.roles,
        units=request.units if request.only_units else (before.units or request.units),
        only_units=request.only_units or before.only_units,
        codes=request.codes or before.codes,
        wants_list=before.wants_list if plain else request.wants_list,
        points_back=False,
        inherits_roles=bool(before.roles) and not request.roles and bool(request.periods),
        inherits_periods=bool(before.periods) and not request.periods and bool(request.roles),
    )
