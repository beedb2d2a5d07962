"""What a question asks for: language, kind, unit, period, role, document, and its own terms."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

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
from assistant.cues import cued, cues, document_types, has_cue, language_of, without
from assistant.holders import (
    chosen_unit,
    means_home,
    named_units,
    units_asked,
    unknown_unit,
    unknown_units,
    whole_units,
    without_units,
)
from assistant.lexicon import Term, lexicon, quoted_terms
from assistant.numbers_typed import typed_codes
from assistant.parts import topics
from assistant.section_names import asks_why, sections_asked
from assistant.times_asked import periods_asked, without_same_time
from ingest.document import Period, Quantity, Role, Unit
from ingest.mentions import match_unit
from ingest.period import clashing_periods, find_periods, unreal_periods, without_periods
from ingest.places import kinds
from ingest.text import tidy, unaccent, words
from prompts import Language


class Kind(StrEnum):
    """Which road a question takes."""

    FIGURE = "figure"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    RELATION = "relation"
    RESPONSIBLE = "responsible"
    IDENTITY = "identity"
    PASSAGE = "list"
    ACCOUNT = "account"  # how, where, what happens if: told in words, whatever numbers stand near


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
    timely = rest if _wants_percent(rest) else without_same_time(rest)
    year_before, rest = timely != rest, timely
    fields = (*cued("field", rest), *(["number"] if asks_number else []))
    kind = Kind.IDENTITY if asks_number else _kind(rest, fields, codes)
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
        roles=_roles(rest) or _roles_now(rest),
        units=(
            *units_asked(named, home, ours, kind is Kind.COMPARISON, text),
            *(unknown_units(mentions, text) if kind in _OF_EACH_UNIT and named else ()),
        ),
        only_units=bool(named) or (ours and bool(home)),
        unknown_unit="" if named else unknown_unit(mentions, text),
        unreal=unreal_periods(text),
        clash=clashing_periods(text) or (),
        codes=codes,
        types=_types(rest, kind),
        wants_list=kind is Kind.PASSAGE,
        wants_percent=_wants_percent(rest),
        counted=counted(rest) or numbered(rest),
        asks_size=has_cue(cues("size"), rest),
        today=today,
        is_assigned="giao" in words(unaccent(text)),
        year_before=year_before,
        before_change=has_cue(cues("before_change"), text),
        asks_whole=has_cue(cues("total"), text),
        from_above=has_cue(cues("above"), text),
        points_back=has_cue(cues("points_back"), rest),
        other_units=has_cue(cues("other_units"), text),
        premise=premise,
    )


def asks_agreement(text: str) -> bool:
    """True where the question is whether papers, or parts of one, say the same."""
    differs = has_cue(cues("agree", "differ"), text) and has_cue(cues("agree", "copies"), text)
    return differs or has_cue(cues("agree"), text)


_PLANNED = re.compile(
    r"\b(?:va|voi) (?:ke hoach|kh) (?:nam )?(?:20\d\d|$)"
)  # "ước 2025 và kế hoạch 2026"
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")  # "Cầu Ngà's": English, not a word of a name


def _said_before(question: Question) -> list[str]:
    """What the user said before, the nearest first."""
    return [turn.content for turn in reversed(question.history) if turn.role == "user"]


_OF_EACH_UNIT = (Kind.COMPARISON, Kind.FIGURE)  # a unit without any is named


def _types(text: str, kind: Kind) -> tuple[str, ...]:
    """The types of documents it names; a plan that a result is held against is none of them."""
    if kind is Kind.COMPARISON and len(_roles(text)) > 1:
        return ()
    return document_types(without(cues("against", "plan"), text))


def _wants_percent(text: str) -> bool:
    return has_cue(cues("measure", "percent"), text) or "%" in text


def _topic(text: str, kind: Kind, fields: tuple[str, ...], language: Language) -> str:
    """What is left to be about: without set phrases, and without the unit of the answer.

    "bao nhiêu hộ nghèo" alone is about those it counts.
    """
    whole = _without_cues(text, kind, fields)
    rest = _without_cues(without_counted(text), kind, fields)
    has_topic = any(not term.is_weak for term in lexicon(language).terms(rest))
    return rest if has_topic else whole


_SHORT = 4  # words: "ai ký?", "ban hành ngày nào?" ask about the document before
DOCUMENT_FIELDS = ("signer", "number", "issued", "issuer", "subject", "bases", "recipients")
ROW_FIELDS = ("office", "owner", "person", "partner", "deadline", "product")


def _kind(text: str, fields: tuple[str, ...], codes: tuple[str, ...]) -> Kind:
    if about := _kind_about_paper(text, fields, codes):
        return about
    if asks_why(text):
        return Kind.PASSAGE
    names = has_cue(cues("kind", "definition"), text) or _asks_meaning(text, fields)
    if names and not sections_asked(text):
        return Kind.DEFINITION
    if _compares(text) or _sets_apart(text):
        return Kind.COMPARISON
    if has_cue(cues("kind", "several"), text):
        return Kind.PASSAGE
    if set(fields) & set(ROW_FIELDS) or has_cue(cues("kind", "responsible"), text):
        return Kind.RESPONSIBLE
    if _asks_account(text):
        return Kind.ACCOUNT
    return Kind.PASSAGE if _asks_list(text) else Kind.FIGURE


def _kind_about_paper(text: str, fields: tuple[str, ...], codes: tuple[str, ...]) -> Kind | None:
    """What is asked about a document as such; None where the question is about its matter."""
    about_document = bool(codes) or bool(document_types(text))
    if has_cue(cues("in_force_from"), text):
        return Kind.FIGURE
    if about_document and has_cue(cues("kind", "relation"), text):
        return Kind.RELATION
    is_short = len(words(text)) <= _SHORT or has_cue(cues("points_back"), text)
    is_named = bool(set(fields) & set(DOCUMENT_FIELDS)) and has_cue(cues("kind", "identity"), text)
    return Kind.IDENTITY if (about_document or is_short) and is_named else None


def _asks_account(text: str) -> bool:
    """True for "… thì sao", "làm thế nào" of what is done; not for how a figure turned out."""
    if has_cue(cues("kind", "consequence"), text) or _CONSEQUENCE.search(unaccent(text)):
        return True
    says_how = has_cue(cues("kind", "account"), text)
    return says_how and not (_roles(text) or has_cue(_COUNTED, text) or _wants_percent(text))


def _asks_list(text: str) -> bool:
    """True for a list, or a part of a paper by its name; not where their number is asked for."""
    if has_cue(cues("kind", "listing"), text):
        return True
    if _SEVERAL.search(unaccent(text)):
        return True
    lists = has_cue(cues("kind", "list"), text) or bool(sections_asked(text))
    return lists and not has_cue(_COUNTED, text)


_SEVERAL = re.compile(r"\bnhung (?:[a-z]+ ){1,3}nao\b")  # "những hoạt động nào"
# "Không hoàn thành … thì sao?", not "Còn chữ ký số thì sao?"
_CONSEQUENCE = re.compile(r"\b(?:neu|khong|chua|vi pham|de xay ra)\b.+\bthi sao\b")


def _compares(text: str) -> bool:
    """True where things are held against each other; "giảm bao nhiêu hộ" asks for one number."""
    is_one = counted(text) not in ("", "?") and not has_cue(cues("kind", "against"), text)
    found = cues("kind", "comparison")
    return has_cue([cue for cue in found if not (is_one and cue.endswith("bao nhiêu"))], text)


def _sets_apart(text: str) -> bool:
    """True for several roles of several times, an own aim beside one from above, the highest."""
    several = len(_roles(text)) > 1 and len(find_periods(text)) > 1
    sides = has_cue(cues("above"), text) and has_cue(cues("own_aim"), text)
    return several or sides or bool(_most().search(unaccent(text)))


@lru_cache
def _most() -> re.Pattern[str]:
    """ "phường nào … nhiều nhất" """
    kind = "|".join(map(unaccent, kinds()))
    return re.compile(rf"\b(?:{kind})\s+nao\b.*\bnhat\b|\bwhich (?:ward|commune)\b.*\w+est\b")


def _asks_meaning(text: str, fields: tuple[str, ...]) -> bool:
    """True for "X là gì?" about no figure and no document."""
    asks = unaccent(text).rstrip(" ?.!").endswith("la gi")
    return asks and not (fields or _roles(text) or document_types(text))


_COUNTED = ("bao nhiêu", "how many", "how much", "what percentage")


_RELATES = re.compile(r"\b(?:thuc hien|trien khai|dua tren|tren co so|can cu|cu the hoa)\b")


def _subject_of(text: str) -> str:
    """What stands before "thực hiện nghị quyết nào": the document asked about, if it is named."""
    match = _RELATES.search(unaccent(text))
    before = text[: match.start()] if match else ""
    return before if len(before.split()) > _LEAST_SUBJECT else text


_LEAST_SUBJECT = 2  # "văn bản nào thực hiện …" names none


def _roles(text: str) -> tuple[Role, ...]:
    """The roles that the text has a cue of, in the order of the data."""
    meanings = {"aimed": Role.TARGET} | {role.value: role for role in Role}
    said = without(cues("no_role"), text)
    names = [*cued("role", said), *(("target",) if _PLANNED.search(unaccent(said)) else ())]
    return tuple(dict.fromkeys(meanings[name] for name in names))


def _roles_now(text: str) -> tuple[Role, ...]:
    """What is so "hiện nay" is a result, where no other role is named."""
    return (Role.RESULT,) if has_cue(cues("now"), text) else ()


def _without_cues(text: str, kind: Kind, fields: tuple[str, ...]) -> str:
    """The text without the set phrases that said who or which fact is asked for."""
    if kind in (Kind.FIGURE, Kind.PASSAGE):
        return without([*cues("before_change"), *cues("kind", "consequence")], text)
    if kind is Kind.RELATION:
        text = _subject_of(text)
    return without(
        [*cues("kind", kind.value), *(c for f in fields for c in cues("field", f))], text
    )
