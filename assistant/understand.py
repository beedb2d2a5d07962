"""What a question asks for: language, kind, unit, period, role, document, and its own terms."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.claims import (
    asking_who,
    claimed_figures,
    claims_number,
    confirms,
    with_marks,
    without_claimed_body,
    without_figures,
)
from assistant.conversation import Question
from assistant.counted import counted, numbered, without_counted
from assistant.cues import cued, cues, has_cue, language_of, without
from assistant.holders import (
    asks_every_unit,
    chosen_unit,
    means_home,
    named_units,
    units_asked,
    unknown_unit,
    unknown_units,
    whole_units,
    without_units,
)
from assistant.kinds import (
    Kind,
    asks_agreement,
    kind_of,
    roles_named,
    roles_now,
    types_named,
    wants_percent,
)
from assistant.lexicon import Term, lexicon, quoted_terms
from assistant.numbers_typed import typed_codes
from assistant.parts import topics
from assistant.times_asked import periods_asked, without_same_time
from ingest.document import Period, Quantity, Role, Unit
from ingest.mentions import match_unit
from ingest.period import clashing_periods, unreal_periods, without_periods
from ingest.text import tidy, unaccent, words
from prompts import Language


@dataclass(frozen=True, slots=True)
class Request:
    """A question understood; `kind` is its road, the rest narrows what answers it."""

    text: str
    language: Language
    kind: Kind
    fields: tuple[str, ...]  # "signer", "issued", "person", "deadline" …; none where none is named
    terms: tuple[Term, ...]  # what it speaks of, without unit, period, codes and set phrases
    topics: tuple[tuple[Term, ...], ...]  # the terms apart where "và" or a comma joins them
    periods: tuple[Period, ...]
    roles: tuple[Role, ...]  # every role it names, the one that is meant first
    units: tuple[Unit, ...]  # those named; else the chosen one, if any
    only_units: bool  # named, or "ours": no other body's figure answers
    unknown_unit: str  # a unit named in the question that the documents do not know
    unreal: tuple[str, ...]  # times in it that no calendar has, as typed: "quý V/2026"
    clash: tuple[Period, ...]  # two years at once: "chỉ tiêu 2025 năm 2026"
    codes: tuple[str, ...]  # document numbers in it, as typed
    types: tuple[str, ...]  # types of documents it names: "Kế hoạch"
    wants_list: bool  # a whole section is asked for
    wants_percent: bool  # a share is asked for, not a count
    counted: str  # what is to be counted, unaccented: "tai khoan" in "bao nhiêu tài khoản"
    asks_size: bool  # "dân số", "diện tích": a size is asked for, which no share answers
    is_assigned: bool  # "giao": what was set for somebody, money too
    year_before: bool  # "cùng kỳ năm trước": the same time, a year earlier
    before_change: bool  # what a document said before another one replaced it is meant
    asks_whole: bool  # "toàn xã", "tổng diện tích": the sum of a table, not one of its rows
    from_above: bool  # the figure that a higher body set is meant
    points_back: bool  # "chỉ tiêu đó": speaks of something said before
    other_units: bool  # "các phường khác": every ward that has the figure
    is_bare: bool  # names no topic of its own: "ai ký?"
    premise: tuple[Quantity, ...]  # figures the question itself states: "mục tiêu 90 %"
    today: date
    # Carried on from the question before: what it asks for another time, or in another role, is
    # answered by what there is of it.
    inherits_roles: bool = False
    inherits_periods: bool = False

    @property
    def role(self) -> Role | None:
        """The role asked for, where one is named."""
        return self.roles[0] if self.roles else None

    @property
    def has_topic(self) -> bool:
        """True where it says what it is about, in words of its own."""
        return any(not term.is_weak for term in self.terms)


def understand(question: Question, known: tuple[Unit, ...], today: date) -> Request:
    """The request behind a question by itself, given the units of the documents and the day."""
    text = _POSSESSIVE.sub("", tidy(question.text))
    mentions = match_unit(text, known)
    codes, rest = typed_codes(without_units(text, mentions))
    language = language_of(rest, _said_before(question))
    if asks_agreement(rest):
        rest = without([*cues("agree"), *cues("agree", "sides")], rest)
    home = chosen_unit(question.unit, known)
    named = named_units(mentions) or whole_units(rest, home, known)
    ours = has_cue(cues("own"), rest) or (not mentions and means_home(rest, home))
    if confirms(rest):
        rest = asking_who(without_claimed_body(rest))
    asks_number = claims_number(rest)
    codes = () if asks_number else codes
    timely = rest if wants_percent(rest) else without_same_time(rest)
    year_before, rest = timely != rest, timely
    fields = (*cued("field", rest), *(["number"] if asks_number else []))
    kind = Kind.IDENTITY if asks_number else kind_of(rest, fields, codes)
    if kind is Kind.FIGURE and len(named) > 1 and sum(bool(m.units) for m in mentions) > 1:
        kind = Kind.COMPARISON
    marked = with_marks(rest)
    premise = claimed_figures(marked)
    stated = without_figures(without_periods(marked, today), premise)
    stated = without(cues("against", "plan"), without_same_time(stated))
    topic = _topic(stated, kind, fields, language)
    quoted, unquoted = quoted_terms(topic)
    terms = (*quoted, *lexicon(language).terms(unquoted))
    return Request(
        text=text,
        language=language,
        kind=kind,
        fields=fields,
        terms=terms,
        is_bare=not any(not term.is_weak for term in terms),
        topics=topics(topic, language),
        periods=periods_asked(rest, today, confirms(rest), year_before),
        roles=roles_named(rest) or roles_now(rest),
        units=(
            *units_asked(named, home, ours, kind is Kind.COMPARISON, text),
            *(unknown_units(mentions, text) if kind in _OF_EACH_UNIT and named else ()),
        ),
        only_units=bool(named) or (ours and bool(home)),
        unknown_unit="" if named else unknown_unit(mentions, text),
        unreal=unreal_periods(text),
        clash=clashing_periods(text) or (),
        codes=codes,
        types=types_named(rest, kind),
        wants_list=kind is Kind.PASSAGE,
        wants_percent=wants_percent(rest),
        counted=counted(rest) or numbered(rest),
        asks_size=has_cue(cues("size"), rest),
        today=today,
        is_assigned="giao" in words(unaccent(text)),
        year_before=year_before,
        before_change=has_cue(cues("before_change"), text),
        asks_whole=has_cue(cues("total"), text),
        from_above=has_cue(cues("above"), text),
        points_back=has_cue(cues("points_back"), rest),
        other_units=asks_every_unit(text),
        premise=premise,
    )


_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")  # "Cầu Ngà's": English, not a word of a name


def _said_before(question: Question) -> list[str]:
    """What the user said before, the nearest first."""
    return [turn.content for turn in reversed(question.history) if turn.role == "user"]


_OF_EACH_UNIT = (Kind.COMPARISON, Kind.FIGURE)  # a unit without any is named


def _topic(text: str, kind: Kind, fields: tuple[str, ...], language: Language) -> str:
    """What is left to be about: without set phrases, and without the unit of the answer.

    "bao nhiêu hộ nghèo" alone is about those it counts.
    """
    whole = _without_cues(text, kind, fields)
    rest = _without_cues(without_counted(text), kind, fields)
    has_topic = any(not term.is_weak for term in lexicon(language).terms(rest))
    return rest if has_topic else whole


_RELATES = re.compile(r"\b(?:thuc hien|trien khai|dua tren|tren co so|can cu|cu the hoa)\b")


def _subject_of(text: str) -> str:
    """What stands before "thực hiện nghị quyết nào": the document asked about, if it is named."""
    match = _RELATES.search(unaccent(text))
    before = text[: match.start()] if match else ""
    return before if len(before.split()) > _LEAST_SUBJECT else text


_LEAST_SUBJECT = 2  # "văn bản nào thực hiện …" names none


def _without_cues(text: str, kind: Kind, fields: tuple[str, ...]) -> str:
    """The text without the set phrases that said who or which fact is asked for."""
    if kind in (Kind.FIGURE, Kind.PASSAGE):
        return without([*cues("before_change"), *cues("kind", "consequence")], text)
    if kind is Kind.RELATION:
        text = _subject_of(text)
    return without(
        [*cues("kind", kind.value), *(c for f in fields for c in cues("field", f))], text
    )
