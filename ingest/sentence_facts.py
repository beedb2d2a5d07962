"""What a sentence says beside its number: when, as what, where and by whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.clauses import MONTHS, MOVE, Clause, Prose
from ingest.document import Block, FrontMatter, Period, Quantity, Role, Unit
from ingest.period import find_periods, first_longer, is_school_year, longer_periods, year_of
from ingest.phrases import any_of
from ingest.places import unit_spans
from ingest.text import fold
from prompts import table

_NO_YEAR = re.compile(
    r"(?<!\w)((?:quí\s+(?:iv|i{1,3}|[1-4])|\d{1,2}\s+tháng\s+(?:đầu|cuối)(?:\s+năm)?|tháng\s+\d{1,2}))"
    r"(?!\s*(?:/|-|năm|nam|của|\d)|[^\W_])"
)
_OPENING = re.compile(
    r"\W*(?:trong\s+|tính\s+đến\s+hết\s+)?(?:năm|quí|tháng|\d+\s+tháng)(?!\w)[^,]*"
)
_ANY_OPENING = re.compile(
    r"\W*(?:trong|tính|đến|từ|năm|quí|tháng|giai đoạn|\d+\s+tháng)(?!\w)[^,]*"
)
_STOP = re.compile(r"[.!?;](?=\s|$)")
_AS_OF = re.compile(r"(?:tính\s+)?đến\s+(?:hết\s+)?ngày\s")
_SINCE = re.compile(
    r"từ\s+(?:ngày\s+)?\d[\d/.\s]*(?:tháng[\s\d]+năm[\s\d]+)?\s*(?:-|–|đến)\s*(?:hết\s+)?(?:ngày\s+)?\d"
)
_COMPARED = re.compile(r"(?:so\s+)?(?:với\s+)?(?:cùng\s+kì|so\s+với).*")
_DIGIT = re.compile(r"\d")
_LOOKS_AHEAD = re.compile(
    r"(?:phần [^\W\d_]+|[ivx]+)\s*[.:/)-]*\s*(?:một số |các |những )?(?:nhiệm vụ|giải pháp)(?!\w)"
)
_WHOLE_YEAR = re.compile(r"(?<!\w)cả năm(?!\w)(?=\s*(?:ước|đạt|phấn đấu|dự kiến|thực hiện|là|$))")
_SINCE_TERM = re.compile(r"(?<!\w)đầu\s+nhiệm\s+kì(?!\w)")
_TERM = re.compile(r"nhiệm\s+kì\s+\d{4}\s*-\s*\d{4}")
_REMAINING = re.compile(r"\W*(?:(?:hiện|hiện nay|toàn \w+|xã|phường|vẫn)\s+)*còn(?:\s+khoảng)?\s*$")
_AT = r"(?:tại|ở|trên\s+địa\s+bàn)\s+$"


@dataclass(frozen=True, slots=True)
class Facts:
    """A block of prose with the document it stands in."""

    block: Block
    front: FrontMatter
    whole: Prose
    section: str = ""  # the paragraph that its section begins with, folded


def period_of(facts: Facts, clause: Clause) -> Period | None:
    """The period nearest to the number: clause, sentence, headings, subject, year of the document.

    "Tính đến ngày 30/9/2025" and "từ ngày … đến ngày …" are periods; other days date something
    else. A quarter without its year is one of the document's year. A scheme over many years has
    no year of its own: None; nor has what is counted since a term that the paper does not date.
    """
    year = _year(facts)
    if any(_SINCE_TERM.search(_COMPARED.sub("", text)) for text in _near(facts, clause)):
        return _term(facts)
    for text in _near(facts, clause):
        if period := _period(_with_months(facts, text, year), year):
            return period
    if opened := _opened(facts.whole.masked[: clause.start], year):
        return opened
    headings = (_with_months(facts, fold(text), year) for text in reversed(facts.block.path))
    dated = (first_longer(_with_year(text, year)) for text in headings)
    headed = next((period for period in dated if period), None)
    return headed or _opened(facts.section, year) or _period_of_document(facts)


def _opened(before: str, year: int | None) -> Period | None:
    """The year or part of it that the nearest sentence with a time opens with."""
    for sentence in reversed(_STOP.split(before)):
        if not (timed := _ANY_OPENING.match(sentence)) or not find_periods(
            _with_year(timed[0], year)
        ):
            continue
        opening = _OPENING.match(sentence)
        period = first_longer(_with_year(opening[0], year)) if opening else None
        return period if period and period.first.year == period.last.year else None
    return None


def _with_months(facts: Facts, text: str, year: int | None) -> str:
    """The folded text of a report with its year behind "9 tháng"; a plan says how long by it."""
    if not year or _is_plan(facts):
        return text
    return MONTHS.sub(lambda m: f"{m[1]} năm {year}", text)


def _with_year(text: str, year: int | None) -> str:
    """The folded text with its year behind "quý I" or "6 tháng cuối năm" that go without one."""
    if not year:
        return text
    return _NO_YEAR.sub(lambda m: f"{m[1].removesuffix(' năm')} năm {year}", text)


def _term(facts: Facts) -> Period | None:
    """The term of office that the headings or the subject name by its years."""
    around = " ".join((*reversed(facts.block.path), facts.front.subject))
    named = _TERM.search(fold(around))
    return first_longer(named[0]) if named else None


def _period_of_document(facts: Facts) -> Period | None:
    """What the document is about: its first period, where it looks ahead its last.

    None where it looks ahead and names only the time that is over.
    """
    subject, year = first_longer(facts.front.subject), facts.front.year
    if subject and not _is_plan(facts) and _looks_ahead(facts):
        last = longer_periods(facts.front.subject)[-1]
        return None if last == subject and _has_ended(facts, last) else last
    if subject and subject.first.year < subject.last.year:  # a scheme: its aims lie in its years
        return subject if _headed(facts, "aim_headings") else None
    is_annual = facts.front.kind not in table("sentences")["long_lived"]
    return subject or (year_of(year) if year and is_annual else None)


def _year(facts: Facts) -> int | None:
    """The year that "quý I" or "6 tháng đầu năm" means: of the headings, subject or document."""
    around = (*reversed(facts.block.path), facts.front.subject)
    named = next((period for text in around if (period := first_longer(text))), None)
    one = named is not None and named.first.year == named.last.year
    return named.last.year if named and one else facts.front.year


def _headed(facts: Facts, *names: str) -> str:
    """The first of these lists that a heading speaks of, the innermost heading first."""
    for heading in reversed(facts.block.path):
        if found := next((name for name in names if _has(fold(heading), name)), ""):
            return found
        if "ahead_headings" in names and _LOOKS_AHEAD.match(fold(heading)):
            return "ahead_headings"
    return ""


def _near(facts: Facts, clause: Clause) -> Iterable[str]:
    """The clause as far as it speaks of its number, then its sentence up to it."""
    masked = facts.whole.masked
    after = masked[clause.item.end : clause.end].split(",")[0]
    yield masked[clause.start : clause.item.end] + after
    if clause.opener == MOVE:  # what stands before is of the time before
        return
    before = masked[: clause.start].rstrip()
    yield re.split(r"[.!?](?=\s|$)", before)[-1]


def _looks_ahead(facts: Facts) -> bool:
    return _headed(facts, "state_headings", "ahead_headings") == "ahead_headings"


def _period(text: str, year: int | None) -> Period | None:
    plain = _with_year(_COMPARED.sub("", text), year)
    if year and _WHOLE_YEAR.search(plain):
        return year_of(year)
    found = find_periods(plain)
    longer = [period for period in found if period.first != period.last]
    days = [period for period in found if period.first == period.last]
    if len(days) == 2 and _SINCE.search(plain) and days[0].first < days[1].first:
        return Period(days[0].first, days[1].last)
    if days and _AS_OF.search(plain):
        return Period(days[-1].first, days[-1].last, by=True)
    return longer[-1] if longer else None


def role_of(
    facts: Facts,
    clause: Clause,
    indicator: str,
    quantity: Quantity,
    period: Period | None,
    is_aim: bool,
) -> Role:
    """What the figure states, by the words of its clause, then its time, headings and document."""
    said = _before(facts.whole.masked, clause)
    if is_aim:
        return Role.TARGET
    if _has(said, "estimate"):
        return Role.ESTIMATE
    if quantity.unit == "đồng" and _is_budget(facts, clause, indicator):
        return Role.BUDGET
    if _is_size(indicator, quantity):
        return Role.SIZE
    if _is_ahead(facts, period) or _has(said, "target") or _is_due(facts, clause):
        return Role.TARGET
    if _is_plan(facts) and (_has_ended(facts, period) or _REMAINING.match(said)):
        return Role.RESULT
    if _has(said, "result") or _has(said.rpartition(",")[2], "near"):
        return Role.RESULT
    aims = "aim_headings" if _is_plan(facts) else "ahead_headings"
    headed = _headed(facts, "state_headings", aims)
    exists = re.search(r"(?<!\w)có(?:\s+khoảng)?\s*$", said)
    aimed = headed == aims or (not headed and not exists and _is_plan(facts))
    return Role.TARGET if aimed else Role.RESULT


def _is_budget(facts: Facts, clause: Clause, indicator: str) -> bool:
    own = fold(f"{facts.whole.masked[clause.start : clause.item.start]} {indicator}")
    flows = re.search(rf"(?:^|: ){any_of('role', 'flows')}|giải ngân", fold(indicator))
    return not flows and _has(own, "budget")


def _is_size(indicator: str, quantity: Quantity) -> bool:
    """True for the size of a place: "dân số", or "24 tổ dân phố" and nothing more."""
    own = fold(indicator)
    return any(re.fullmatch(any_of("role", "size"), part) for part in (own, own.split(": ")[-1]))


def _before(text: str, clause: Clause) -> str:
    """What the sentence says up to the number."""
    start = max(text.rfind(". ", 0, clause.item.start), text.rfind(";", 0, clause.item.start)) + 1
    return text[min(start, clause.start) : clause.item.start]


def _is_plan(facts: Facts) -> bool:
    return facts.front.kind in table("figures")["plans"]


def _is_ahead(facts: Facts, period: Period | None) -> bool:
    """True for a time that lies after the paper: later than its day, else than its year."""
    year, issued = facts.front.year, facts.front.issued
    if period is None:
        return False
    if issued and (period.first > issued or is_school_year(period)):
        return period.first > issued
    return bool(year and period.last.year > year)


def _has_ended(facts: Facts, period: Period | None) -> bool:
    """True for a time that was over when the paper was issued."""
    issued = facts.front.issued
    return bool(period and issued and period.last < issued)


def _is_due(facts: Facts, clause: Clause) -> bool:
    """True where the clause sets a day that lies after that of the paper."""
    issued = facts.front.issued
    text = facts.whole.masked[clause.item.end : clause.end]
    due = re.search(any_of("role", "deadlines"), text)
    days = find_periods(text[due.end() :]) if due else ()
    return bool(issued and days and days[0].last > issued)


def _has(text: str, name: str) -> bool:
    return re.search(any_of("role", name), text) is not None


def place_in(facts: Facts, clause: Clause) -> Unit | None:
    """The unit in which the clause says it is so, else the document's."""
    text = facts.whole.text[clause.start : clause.item.start]
    for unit, start, _ in unit_spans(text):
        before = fold(text[:start] + "_").removesuffix("_")
        if not before.strip(" -+*•,") or re.search(_AT, before):
            own = facts.front.unit
            same = own and (own.kind, own.name) == (unit.kind, unit.name)
            return own if same else unit
    return facts.front.unit


def owner_in(facts: Facts, clause: Clause) -> str:
    """The body that the clause says is in charge: "Công an phường chủ trì", "giao Trạm Y tế"."""
    whole = facts.whole
    text, flat = (part[clause.start : clause.end] for part in (whole.text, whole.masked))
    if leads := re.search(any_of("owner", "leads"), flat):
        return _body(re.split(r"[,;:.]", text[: leads.start()])[-1])
    if given := re.match(rf"\W*{any_of('owner', 'given')}\s+", flat):
        ends = re.compile(r"\s(?:chủ trì|làm|thực hiện|phối hợp|rà soát|tham mưu)\s|[,;:]")
        return _body(ends.split(text[given.end() :])[0])
    return ""


def _body(text: str) -> str:
    """The name of a body, which opens with a capital; "" for anything else."""
    name = re.sub(r"^\W*(?:Giao|giao)\s+", "", text).strip(" -+*•")
    return (
        name
        if name[:1].isupper() and 1 < len(name.split()) < 12 and not _DIGIT.search(name)
        else ""
    )
