"""Whether a passage states what is asked for: a number of the things meant, a body, a role."""

import re

from assistant.identity import is_deputy, names_office, organs_named
from assistant.inquiry import Inquiry
from assistant.kinds import Kind
from assistant.measure import is_measured
from assistant.names import person_named
from assistant.table_rows import is_size_of_more
from assistant.understand import Request
from ingest.document import Chunk, Quantity, Role
from ingest.period import find_periods
from ingest.quantity import find_quantities
from ingest.text import fold, unaccent
from prompts import table

_OFFICE = 0.8  # share of an office's name that the sentence with its holder must hold
_NUMBERING = re.compile(r"^[\s\-+•*]*(?:\w{1,3}[.)]\s*)*")
SENTENCE_END = re.compile(r"(?<=[.;!?])\s+(?=\S)|\n")
_BESIDE_OFFICE = re.compile(r"\s*(?:[,;:()–-]|\b(?:làm|là|giữ chức(?: vụ)?)\b)\s*")


def states(inquiry: Inquiry, chunk: Chunk, text: str) -> bool:
    """True unless something is asked for that the passage does not state: a number, a body."""
    request = inquiry.request
    if request.kind is Kind.RESPONSIBLE:
        return _names_a_duty(inquiry, text)
    if request.kind is not Kind.FIGURE:
        return True
    if _asks_number(inquiry) and not _counts(request, text):
        return False
    best = inquiry.matcher(best_sentence(inquiry, text))
    if best.is_other or is_size_of_more(request, best):
        return False
    return _has_role(inquiry, chunk, text)


def best_sentence(inquiry: Inquiry, text: str) -> str:
    """The sentence that speaks of most of what is asked; where a number is, one that states it."""
    sentences = SENTENCE_END.split(text)
    stating = [s for s in sentences if _counts(inquiry.request, s)] if _asks_number(inquiry) else []
    return max(stating or sentences, key=lambda sentence: inquiry.matcher(sentence).rank)


def _asks_number(inquiry: Inquiry) -> bool:
    request = inquiry.request
    return bool(request.counted) or request.wants_percent or "bao nhieu" in unaccent(request.text)


def _counts(request: Request, text: str) -> bool:
    """True where the text states a quantity, of the things to be counted where they are named."""
    found = find_quantities(text)
    if request.counted not in ("", "?"):
        found = tuple(q for q in found if q.unit or _is_fraction(text, q))
    return any(is_measured(quantity, request) for quantity in found)


def _is_fraction(text: str, quantity: Quantity) -> bool:
    """True for the first number of "24.630/33.016 người": what it counts stands elsewhere."""
    return text[quantity.start + len(quantity.text) :].startswith("/")


def _names_a_duty(inquiry: Inquiry, text: str) -> bool:
    """True where the text says who, or by when: a name beside the office, a body, a day."""
    fields = inquiry.request.fields
    if "office" in fields:
        asked = inquiry.request.text
        organs = organs_named(asked)
        parts = (part for part in SENTENCE_END.split(text) if organs <= organs_named(part))
        named = [part for part in parts if person_named(part)]
        own = [part for part in named if not is_deputy(part, asked)]
        held = any(inquiry.matcher(part).own >= _OFFICE for part in own)
        return held or any(_gives_office(inquiry, part) for part in named)
    if "person" in fields:
        return bool(person_named(text))
    if "deadline" in fields:
        return bool(find_periods(text))
    return _speaks(text, "duty") or _is_order(text)


def _gives_office(inquiry: Inquiry, part: str) -> bool:
    """True for "Ông …, Phó Chủ tịch UBND xã - Tổ trưởng", "bà … làm Tổ trưởng" where the "Tổ
    trưởng" is asked for."""
    segments = _BESIDE_OFFICE.split(part)
    return any(names_office(one.strip(" ."), inquiry.request.text) for one in segments if one)


def _is_order(text: str) -> bool:
    """True for "3. Phòng Kinh tế thuê đo vẽ …": a body is told what to do."""
    opening = _NUMBERING.sub("", text)
    return any(opening.startswith(f"{organ} ") for organ in table("issuers")["organs"])


def _has_role(inquiry: Inquiry, chunk: Chunk, text: str) -> bool:
    """Prose of a plan states aims, of a report results, unless its words say otherwise."""
    front = inquiry.record(chunk).front
    is_plan = front.kind in table("figures")["plans"]
    if inquiry.request.role is Role.TARGET:
        return is_plan or _speaks(text, "aims")
    if inquiry.request.role is Role.BUDGET:
        asks_income = _speaks(inquiry.request.text, "income_asked")
        sentences = SENTENCE_END.split(text)
        return any(_tells_money(sentence, asks_income) for sentence in sentences)
    if inquiry.request.role is Role.RESULT:
        asked = inquiry.request.periods
        is_ahead = any(period.last.year > (front.year or period.last.year) for period in asked)
        aims = _speaks(text, "aims")
        return not (is_ahead or aims) and (not is_plan or _speaks(text, "reached"))
    return True


def _tells_money(sentence: str, asks_income: bool) -> bool:
    """True for money that is set aside or spent; an income or a fine only where it is asked for."""
    has_sum = any(quantity.unit == "đồng" for quantity in find_quantities(sentence))
    is_other = _speaks(sentence, "income") and not _speaks(sentence, "money")
    return has_sum and (asks_income or not is_other)


def _speaks(text: str, topic: str) -> bool:
    folded = f" {fold(text)} "
    return any(f" {fold(word)} " in folded for word in table("figures")[topic])
