"""An earlier report's words as the model of this one's: its figures open, its time replaced.

What was said of a day, of a numbered paper or of another time happened then, and is left out. The
label of the last period left in is the fault such drafts are sent back for.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.drafting.draft import Span, State
from assistant.drafting.earlier import Passage, around
from assistant.drafting.material import Material
from assistant.drafting.past_times import relative_marked
from assistant.drafting.standing import report_period
from assistant.drafting.written import adapted, cited, fixed, left_open, to_check
from assistant.evidence import Basis
from assistant.naming import document_name
from ingest.codes import find_codes
from ingest.document import Period, Quantity
from ingest.period import label, period_spans, without_periods, year_of
from ingest.quantity import find_quantities
from ingest.text import fold, tidy
from prompts import say, table

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ỹđ]|\d)")
_LEAD = re.compile(r"^\s*(?:[-+•*–]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))\s*")
_DATED = re.compile(r"\btháng\s+\d|\b(?:ngày|dịp|lễ)\s+\d{1,2}[/-]\d")  # without its year
_LISTED = re.compile(r"\s*(?:,|;|và|-|–)\s*")
_DIGITS = re.compile(r"\d[\d.,]*(?:\s*/\s*\d[\d.,]*)*(?<=\d)")


@dataclass(frozen=True, slots=True)
class _Edit:
    """Words at [start, end) that something else stands in the place of."""

    start: int
    end: int
    span: Span


def without_lead(text: str) -> str:
    """A line without its own "- " or "1.2.", and without the "./." that ends a paper."""
    line = _LEAD.sub("", tidy(text), count=1)
    return f"{line.removesuffix('./.')}." if line.endswith("./.") else line


def opened(material: Material, passage: Passage, *, tells_results: bool = True) -> tuple[Span, ...]:
    """The passage as a model, with a mark at its end; nothing where all of it was of then. What
    tells no results ("phấn đấu đạt chỉ tiêu") keeps such words."""
    sentences = [s for s in _SENTENCE.split(without_lead(passage.block.text)) if s.strip()]
    kept = [s for s in sentences if not _is_of_then(material, passage, s)]
    if not kept:
        return ()
    text = " ".join(kept)
    pieces = _pieces(text, _edits(material, passage, text, tells_results), passage.basis)
    spans = relative_marked(pieces, passage.basis)
    return (*spans[:-1], *_marked(spans[-1], passage))


def adapted_heading(material: Material, passage: Passage, heading: str) -> tuple[Span, ...]:
    """A heading of an earlier report with its time replaced."""
    edits = list(_period_edits(material, passage, heading))
    return tuple(_pieces(tidy(heading), edits, passage.basis))


def _marked(last: Span, passage: Passage) -> tuple[Span, ...]:
    """The last words with the mark that they are another period's."""
    told = say("assistant.draft_model", paper=document_name(passage.record, "vi"))
    if last.state is not State.CITED:
        return last, to_check("", told, passage.basis)
    words = last.text.rstrip(" .;:")
    stop = last.text[len(words) :].strip()[:1]
    return to_check(words, told, passage.basis), fixed(stop or ".")


def _is_of_then(material: Material, passage: Passage, sentence: str) -> bool:
    """True for what names a day, a numbered paper, or a time that has no counterpart here."""
    spans = period_spans(sentence, around(passage.record))
    of = report_period(passage.record)
    is_dated = any(_counterpart(material, of, period) is None for *_, period in spans)
    is_dated = is_dated or _DATED.search(fold(without_periods(sentence))) is not None
    return is_dated or any(code.text[:1].isdigit() for code in find_codes(sentence))


def _counterpart(material: Material, of: Period | None, period: Period) -> Period | None:
    """The time that stands in this report where that one stood in the earlier; None for none."""
    here = material.commission.period
    if of is None or period.first == period.last or period.by:
        return None
    if (period.first, period.last) == (of.first, of.last):
        return here
    shift = here.last.year - of.last.year
    is_year = period == year_of(period.first.year)
    return year_of(period.first.year + shift) if is_year else None


def _edits(material: Material, passage: Passage, text: str, tells_results: bool) -> list[_Edit]:
    periods = list(_period_edits(material, passage, text))
    bare = [e for e in _bare_edits(text, passage.basis) if not _meets(e, periods)]
    judged = list(_verdict_edits(passage, text)) if tells_results else []
    taken = (*periods, *bare, *judged)
    each = [e for e in _number_edits(passage, text) if not _meets(e, taken)]
    numbers = list(_listed(text, each))
    grown = list(_growth_edits(passage, text, numbers)) if tells_results else []
    return sorted((*taken, *numbers, *grown), key=lambda edit: edit.start)


def _listed(text: str, numbers: Iterable[_Edit]) -> Iterator[_Edit]:
    """The open numbers, those of a list as one: "4, 9, 13 và 16"."""
    held: _Edit | None = None
    for one in numbers:
        if held and _LISTED.fullmatch(text[held.end : one.start]):
            held = _Edit(held.start, one.end, left_open(f"{held.span.note} {one.span.note}"))
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _meets(edit: _Edit, others: Iterable[_Edit]) -> bool:
    return any(edit.start < other.end and other.start < edit.end for other in others)


def _period_edits(material: Material, passage: Passage, text: str) -> Iterator[_Edit]:
    of, tidied = report_period(passage.record), tidy(text)
    for start, end, period in period_spans(tidied, around(passage.record)):
        new = _counterpart(material, of, period)
        if new is None or (new.first, new.last) == (period.first, period.last):
            continue
        yield _Edit(start, end, _instead(tidied[start:end], label(new), passage.basis))


def _bare_edits(text: str, basis: Basis) -> Iterator[_Edit]:
    data = table("drafts/results")["bare_period"]
    words = "|".join(re.escape(fold(word)) for word in data["words"])
    for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w|\s+(?:\d|[ivx]+(?!\w)))", fold(text)):
        old = text[match.start() : match.end()]
        new = data["instead"]
        shown = new[:1].upper() + new[1:] if old[:1].isupper() else new
        yield _Edit(match.start(), match.end(), _instead(old, shown, basis))


def _instead(old: str, new: str, basis: Basis) -> Span:
    return adapted(new, say("assistant.draft_instead", old=old, new=new), basis)


def _number_edits(passage: Passage, text: str) -> Iterator[_Edit]:
    end_before = 0
    for quantity in find_quantities(text):
        digits = _DIGITS.search(text, quantity.start)
        if digits is None or quantity.start < end_before or _is_name(text, quantity):
            continue
        end_before = digits.end()
        old = text[quantity.start : max(quantity.end, digits.end())].strip()
        yield _Edit(quantity.start, digits.end(), left_open(_was(passage, old)))


def _verdict_edits(passage: Passage, text: str) -> Iterator[_Edit]:
    """ "Chưa đạt kế hoạch", "vượt kế hoạch": that was so then."""
    for match in _either("verdicts").finditer(fold(text)):
        old = text[match.start() : match.end()]
        yield _Edit(match.start(), match.end(), left_open(_was(passage, old)))


def _growth_edits(passage: Passage, text: str, numbers: Iterable[_Edit]) -> Iterator[_Edit]:
    """ "Tăng" and "giảm" before a number that is open: it may be the other way round now."""
    both = table("drafts/results")["stale"]["either_way"]
    for number in numbers:
        before = text[: number.start].rstrip()
        if match := re.search(rf"{_either('growth').pattern}$", fold(before)):
            span = _instead(before[match.start() :], both, passage.basis)
            yield _Edit(match.start(), len(before), span)


def _was(passage: Passage, old: str) -> str:
    of = report_period(passage.record)
    return say("assistant.draft_was", value=old, period=label(of) if of else "")


@lru_cache
def _either(name: str) -> re.Pattern[str]:
    words = sorted(map(fold, table("drafts/results")["stale"][name]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _is_name(text: str, quantity: Quantity) -> bool:
    """True for a number that is part of a name, or a threshold: no result of any period."""
    if re.fullmatch(r"\d\.\d", quantity.text):  # "4.0": a version
        return True
    if quantity.unit and fold(quantity.unit) not in _after():
        return False
    before, after = fold(text[: quantity.start]), fold(text[quantity.end :]).lstrip()
    is_named = before.rstrip().endswith(_before())
    return is_named or after.startswith(_after()) or quantity.unit in _after()


@lru_cache
def _before() -> tuple[str, ...]:
    return tuple(f" {fold(word)}" for word in table("drafts/results")["named_numbers"]["before"])


@lru_cache
def _after() -> tuple[str, ...]:
    return tuple(fold(word) for word in table("drafts/results")["named_numbers"]["after"])


def _pieces(text: str, edits: Iterable[_Edit], basis: Basis) -> Iterator[Span]:
    """The text with its edits: what is between them is the source's own words."""
    at = 0
    for edit in edits:
        if edit.start > at:
            yield cited(text[at : edit.start], basis)
        yield edit.span
        at = edit.end
    if at < len(text):
        yield cited(text[at:], basis)
