"""Another year's or another unit's words with names and years put in place, each change marked.

What only the source can say (its figures, its persons, its places) is left open, never carried
over. The rest stays as its source says it, spelling included: its words are quoted.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.drafting.draft import OPEN_MARK, Span, State
from assistant.drafting.figures_said import counts_parts, is_figure, lower_end, numbered_parts
from assistant.drafting.foreign_names import foreign_names
from assistant.drafting.past_times import names_deadline, told_from_then
from assistant.drafting.setting import Setting, is_other
from assistant.drafting.written import adapted, cited, left_open, to_check
from assistant.evidence import Basis
from assistant.naming import document_name
from ingest.codes import canonical, find_codes
from ingest.document import Quantity
from ingest.quantity import find_quantities
from ingest.text import fold, nfc
from prompts import say, table

_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d%]|[.,]\d|/\w)")
_DAY = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}[/.-])?(?:\d{1,2}|[IVX]{1,3})[/.-](?P<year>(?:19|20)\d\d)(?![\d/])"
)
_LONG_DAY = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?:19|20)\d\d", re.IGNORECASE)
_SPAN = re.compile(
    r"(?P<word>(?:năm học|[^\W\d]+)\s+)(?P<first>(?:19|20)\d\d)"
    r"\s*(?:-|–|đến năm|đến)\s*(?P<last>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r",?\s*(?:ngày\s+)?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"(?:các\s+)?phụ lục(?:\s+số)?\s+(?:[IVX]+|\d+)(?:(?:\s*,\s*|\s+và\s+)(?:[IVX]+|\d+))*(?!\w)"
    r"|(?<=tại )phụ lục(?:\s+kèm\s+theo)?",
    re.IGNORECASE,
)
_TITLED = re.compile(r"[^;:]{0,80}?\b(?:về|ban hành|phê duyệt)\s[^;]*?(?=;|\.\s|\.?$)")
_NUMERAL = re.compile(r"(?:\d[\d.,/]*\d|\d)[^\W\d_]*(?:/[^\W\d_]+)?")
_LONG_AGO = 5  # years: what is further back is history and moves with no plan
_HUNDRED = re.compile(r"100\s*%")


@dataclass(frozen=True, slots=True)
class Model:
    """Whose words serve for whom, and what is known of the papers they cite."""

    source: Setting
    own: Setting
    doubts: Mapping[str, str] = field(default_factory=dict)  # canonical number → what is against it
    local: frozenset[str] = frozenset()  # canonical numbers of papers that only the source has
    names: frozenset[str] = frozenset()  # places that only the source has
    cited: Mapping[str, str] = field(default_factory=dict)  # number of a căn cứ → who issued it
    titles: frozenset[str] = frozenset()  # what the source says the papers it cites are about


@dataclass(frozen=True, slots=True)
class Change:
    """What is put in the place of [start, end) of a text."""

    start: int
    end: int
    span: Span


def adapted_spans(
    text: str, model: Model, basis: Basis, keeps_figures: bool = False
) -> tuple[Span, ...]:
    """The text with its changes; the words between them are quoted. A name keeps its figures: the
    "01 Gbps" of an indicator is what is measured."""
    text = nfc(text)
    spans: list[Span] = []
    at = 0
    changes = changes_in(text, model, basis, keeps_figures)
    for change in _joined(text, changes):
        if text[at : change.start]:
            spans.append(cited(text[at : change.start], basis))
        spans.append(change.span)
        at = change.end
    return (*spans, cited(text[at:], basis)) if text[at:] else tuple(spans)


def changes_in(text: str, model: Model, basis: Basis, keeps_figures: bool = False) -> list[Change]:
    """All changes in order, none upon another; of two at one place the one found first."""
    kept: list[Change] = []
    for find in _FINDERS[:-1] if keeps_figures else _FINDERS:
        for change in find(text, model, basis):
            if all(change.end <= one.start or one.end <= change.start for one in kept):
                kept.append(change)
    real = (one for one in kept if not _is_same(one, text))
    return sorted(real, key=lambda one: one.start)


def _is_same(change: Change, text: str) -> bool:
    """True where the words stay and nothing is to be looked at."""
    is_marked = change.span.state in (State.OPEN, State.CHECK)
    return change.span.text == text[change.start : change.end] and not is_marked


def _joined(text: str, changes: Sequence[Change]) -> Iterator[Change]:
    """The changes, with a list of open values as one: "số 3, 7, 11 và 16"."""
    held: Change | None = None
    for change in changes:
        if held and _goes_on(text, held, change):
            note = f"{held.span.note} {change.span.note}"
            held = Change(held.start, change.end, left_open(note))
            continue
        if held:
            yield held
        held = change
    if held:
        yield held


def _goes_on(text: str, one: Change, other: Change) -> bool:
    are_open = one.span.text == other.span.text == OPEN_MARK
    return (
        are_open and re.fullmatch(r"\s*(?:,|và|-|–)?\s*", text[one.end : other.start]) is not None
    )


def _blanks(text: str, model: Model, basis: Basis) -> Iterator[Change]:
    """What an earlier draft left open is open here too, not its words."""
    note = say("assistant.draft_blank", paper=document_name(basis.record, "vi"))
    for found in re.finditer(re.escape(OPEN_MARK), text):
        yield Change(found.start(), found.end(), left_open(note))


# --- papers that are cited -------------------------------------------------------------------


def _codes(text: str, model: Model, basis: Basis) -> Iterator[Change]:
    """Numbers of papers with their day stay as they are: marked where they may no longer hold,
    open where only the source has such a paper. What the căn cứ cite in full is cited by type and
    number alone (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.6.b)."""
    for code in find_codes(text):
        number = canonical(code.text)
        end = _end_of_citation(text, code.end, model.cited.get(number, ""))
        said = text[code.start : end]
        if is_other(model.source, model.own) and number in model.local:
            note = say("assistant.draft_their_paper", number=said, unit=model.source.unit.label)
            yield Change(code.start, end, left_open(note))
        elif doubt := model.doubts.get(number):
            yield Change(code.start, end, to_check(code.text, doubt, basis))
        elif number in model.cited and said != code.text:
            yield Change(code.start, end, _moved(said, code.text, basis))
        else:
            yield Change(code.start, end, cited(said, basis))


def _end_of_citation(text: str, end: int, issuer: str) -> int:
    """Where the day behind a number ends; of a paper of the căn cứ also who issued it."""
    if issued := _ISSUED.match(text, end):
        end = issued.end()
    by = re.match(rf"\s*,?\s*của\s+{re.escape(issuer)}(?!\w)", text[end:]) if issuer else None
    return end + by.end() if by else end


def _annexes(text: str, model: Model, basis: Basis) -> Iterator[Change]:
    """Annexes are those of the source."""
    for found in _ANNEX.finditer(text):
        note = say("assistant.draft_their_annex")
        yield Change(found.start(), found.end(), to_check(found[0], note, basis))


# --- times -----------------------------------------------------------------------------------


def _times(text: str, model: Model, basis: Basis) -> Iterator[Change]:
    """Years of the source's time moved to the draft's; those before it are to be looked at."""
    shift = model.own.year - model.source.year
    for start, end in _titles(text, model):
        for found in _YEAR.finditer(text, start, end):  # of a paper of that year
            yield Change(found.start(), found.end(), cited(found[0], basis))
    for found in _SPAN.finditer(text):
        yield from _long_span(found, model, basis)
    for found in _LONG_DAY.finditer(text):
        if int(found[0][-4:]) < model.source.year:
            yield _past_day(text, found, basis)
    for found in _DAY.finditer(text):
        year = int(found["year"])
        if year >= model.source.year:
            moved = f"{found[0][:-4]}{year + shift}"
            yield Change(found.start(), found.end(), _moved(found[0], moved, basis))
        else:
            yield _past_day(text, found, basis)
    for found in _YEAR.finditer(text):
        yield _year(found, model, basis)


def _from_then(text: str, model: Model, basis: Basis) -> Iterator[Change]:
    """ "Năm nay", "sau một năm thi hành" of another year's paper."""
    if model.source.year != model.own.year:
        for start, end in told_from_then(text):
            note = say("assistant.draft_told_from_then")
            yield Change(start, end, to_check(text[start:end], note, basis))


def _past_day(text: str, found: re.Match[str], basis: Basis) -> Change:
    """What was moves with no plan; what was to be done by then is to be looked at."""
    is_due = names_deadline(text[: found.start()])
    put = to_check(found[0], say("assistant.draft_deadline_over"), basis) if is_due else None
    return Change(found.start(), found.end(), put or cited(found[0], basis))


def _titles(text: str, model: Model) -> Iterator[tuple[int, int]]:
    """Where the titles of cited papers stand: as the source is read, and behind "… số … về"."""
    for title in model.titles:
        at = text.find(title)
        if at >= 0:
            yield at, at + len(title)
    for code in find_codes(text):
        if found := _TITLED.match(text, code.end):
            yield code.end, found.end()


def _year(found: re.Match[str], model: Model, basis: Basis) -> Change:
    year, shift = int(found[0]), model.own.year - model.source.year
    if model.source.year <= year <= model.source.year + 1:
        span = _moved(found[0], str(year + shift), basis)
    elif year < model.source.year - _LONG_AGO:
        span = cited(found[0], basis)
    elif year < model.source.year:
        note = say("assistant.draft_earlier_year", year=year)
        span = to_check(found[0], note, basis)
    else:
        span = cited(found[0], basis)
    return Change(found.start(), found.end(), span)


def _long_span(found: re.Match[str], model: Model, basis: Basis) -> Iterator[Change]:
    """ "Năm học 2026-2027" moves on; a longer time stays while it lasts; one over is marked."""
    first, last = int(found["first"]), int(found["last"])
    shift = model.own.year - model.source.year
    if fold(found["word"]).strip() == "năm học":
        for name, year in (("first", first), ("last", last)):
            span = _moved(str(year), str(year + shift), basis)
            yield Change(found.start(name), found.end(name), span)
        return
    said = found[0][len(found["word"]) :]
    start = found.start("first")
    if last < model.own.year or (first < model.own.year and last - first == 1):
        yield Change(start, found.end(), to_check(said, say("assistant.draft_time_over"), basis))
    else:
        yield Change(start, found.end(), cited(said, basis))


def _moved(said: str, moved: str, basis: Basis) -> Span:
    """What is put in its place; the words themselves where nothing changes."""
    if said == moved:
        return cited(said, basis)
    return adapted(moved, say("assistant.draft_moved", said=said), basis)


# --- figures ---------------------------------------------------------------------------------


def _figures(text: str, model: Model, basis: Basis) -> Iterator[Change]:
    """Last year's aims are no aims of this year, and another unit's figures are not ours."""
    other = is_other(model.source, model.own)
    for quantity in find_quantities(text):
        if (other or model.own.year != model.source.year) and is_figure(text, quantity, other):
            yield from _opened(text, quantity, model, basis)


def _opened(text: str, quantity: Quantity, model: Model, basis: Basis) -> Iterator[Change]:
    """The numbers of a quantity left open, its words kept; what is said of all is asked about."""
    start = quantity.start - len(lower_end(text[: quantity.start]))
    said = text[start : quantity.end]
    if whole := _HUNDRED.search(said):
        note = say("assistant.draft_whole", said=said)
        begin, end = start + whole.start(), start + whole.end()
        yield Change(begin, end, to_check(whole[0], note, basis))
    elif not is_other(model.source, model.own) and counts_parts(quantity):
        note = say("assistant.draft_parts", said=said)
        yield Change(start, quantity.end, to_check(said, note, basis))
    else:
        span = opened_figure(said, model)
        for number in _NUMERAL.finditer(said):
            yield Change(start + number.start(), start + number.end(), span)


def opened_figure(said: str, model: Model) -> Span:
    """An open value; the note says what the source has in its place."""
    key = "their" if is_other(model.source, model.own) else "last"
    return left_open(say(f"assistant.draft_{key}_figure", said=said, year=model.source.year))


def _listed_parts(text: str, model: Model, basis: Basis) -> Iterator[Change]:
    """ "Tổ dân phố 4, 9 và 13" of the unit's own earlier paper: the places of that year's work."""
    if is_other(model.source, model.own) or model.source.year == model.own.year:
        return
    for found in numbered_parts().finditer(text):
        note = say("assistant.draft_listed")
        yield Change(found.start("all"), found.end("all"), to_check(found["all"], note, basis))


# --- names -----------------------------------------------------------------------------------


def _names(text: str, model: Model, basis: Basis) -> Iterator[Change]:
    for start, end, put in foreign_names(text, model.source, model.own, model.names):
        yield Change(start, end, put(text[start:end], basis))


Finder = Callable[[str, Model, Basis], Iterator[Change]]
# Figures come last: a name may keep them.
_FINDERS: tuple[Finder, ...] = (
    _blanks,
    _codes,
    _annexes,
    _times,
    _from_then,
    _names,
    _listed_parts,
    _figures,
)


@lru_cache
def _once() -> re.Pattern[str]:
    words = "|".join(sorted(map(fold, table("drafts/adapted")["once"]), key=len, reverse=True))
    return re.compile(rf"(?:{words})(?!\w)")


def is_done_once(text: str) -> bool:
    """True for a task that opens with a verb of what is done once: it may be finished by now."""
    return _once().match(fold(text)) is not None
