"""Years and quarters of another paper left in.

Drafts come back for last year's year in a heading and last quarter's label in the text. What the
paper is about, its subject says; what it cites, compares itself with, or tells of earlier times is
no fault.
"""

import re
from collections.abc import Iterator
from datetime import date

from assistant.checking.fault import Fault
from assistant.checking.paper import Paper, around, opens_annex
from assistant.checking.times import looks_ahead, looks_back, named_time, time_words
from assistant.section_names import is_closing
from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, BlockKind, Period
from ingest.period import longer_periods, year_of
from ingest.text import fold
from prompts import table as data

_QUARTER_DAYS = 93
_YEAR_MONTHS = 12


def dates_left(paper: Paper) -> Iterator[Fault]:
    """What speaks of another year or quarter than the paper."""
    own = _own(paper)
    yield from _title(paper, own)
    yield from _subject_year(paper)
    if own:
        for block in paper.blocks:
            if block.kind is BlockKind.HEADING:
                yield from _heading(paper, block, own)
            elif is_closing(block.text) or _opens_content(paper, block):
                yield from _frame(paper, block, own)
        if _is_quarter(own):
            yield from _quarters(paper, own)
        elif own.first.year == own.last.year and _reports(paper):
            yield from _months(paper, own)
        if _is_year(own) and _is_plan(paper):
            yield from _aims(paper, own)


def _own(paper: Paper) -> Period | None:
    """The time that the paper is about: the first one its subject names."""
    subject = paper.document.front.subject
    block = next((b for b in paper.main if subject and b.text.startswith(subject[:60])), None)
    text = paper.uncited(block) if block else subject
    found = [period for period in longer_periods(text) if not period.by]
    return found[0] if found else None


def _is_quarter(period: Period) -> bool:
    return 80 < (period.last - period.first).days < _QUARTER_DAYS


def _is_year(period: Period) -> bool:
    return period == year_of(period.first.year)


# --- title, headings, opening and closing -----------------------------------------------------


def _title(paper: Paper, own: Period | None) -> Iterator[Fault]:
    """A plan for a year before its own day, a report on one after it."""
    front = paper.document.front
    if own is None or front.issued is None or own.first.year != own.last.year:
        return
    plans = fold(front.kind) in map(fold, data("checking")["dates"]["plans"])
    early = plans and own.first.year < front.issued.year
    reports = fold(front.kind) in map(fold, data("checking")["dates"]["reports"])
    late = reports and not front.issued.year - 1 <= own.first.year <= front.issued.year
    if early or late:
        yield _fault(paper, "title_year", _subject(paper), year=own.first.year, issued=front.issued)


def _subject_year(paper: Paper) -> Iterator[Fault]:
    """A past year in the subject, or a quarter, that the text never speaks of, but of another."""
    front, block = paper.document.front, _subject(paper)
    named = [int(year) for year in _YEARS.findall(front.subject)]
    if front.issued is None or block is None or len(named) != 1:
        return
    year, own = named[0], front.issued.year
    texts = [_text(b) for b in paper.blocks[block.ordinal + 1 :] if b.ordinal < paper.foot_at]
    told = [int(found) for text in texts for found in _YEARS.findall(text)]
    if year < own and year not in told and own in told:
        yield _fault(paper, "subject_time", block, own=f"năm {own}", time=f"năm {year}")
    quarters = [_labels(text) for text in (front.subject, " ".join(texts))]
    is_other = not (_reports(paper) or _is_plan(paper))  # theirs name what comes next too
    if is_other and len(quarters[0]) == 1 and quarters[1] and not quarters[0] & quarters[1]:
        time, other = (f"quý {min(found).upper()}" for found in quarters)
        yield _fault(paper, "subject_time", block, own=other, time=time)


_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d|/[A-ZĐ]|/QH)")


def _labels(text: str) -> set[str]:
    """The quarters a text names: {"i", "iv"}."""
    return {found["quarter"].lower() for found in _QUARTER.finditer(text)}


def _text(block: Block) -> str:
    rows = block.table.rows if block.table else ()
    return " ".join((block.text, *(cell for row in rows for cell in row.cells)))


def _subject(paper: Paper) -> Block | None:
    subject = paper.document.front.subject[:40]
    return next((block for block in paper.main if subject in block.text), None)


def _heading(paper: Paper, block: Block, own: Period) -> Iterator[Fault]:
    """ "CHỈ TIÊU NĂM 2025" in a plan for 2026; "NHIỆM VỤ QUÝ II" in a report on quarter II."""
    found = longer_periods(paper.uncited(block))
    if len(found) != 1 or found[0].by or own.first.year != own.last.year:
        return
    ahead = time_words("ahead").search(fold(block.text)) and not time_words("back").search(
        fold(block.text)
    )
    annexed = opens_annex(block) and not time_words("back").search(fold(block.text))
    named = found[0]
    stale = (ahead or annexed) and named.last < own.first
    same = bool(ahead) and _is_quarter(own) and named == own and _reports(paper)
    if stale or same:
        yield _fault(paper, "heading_time", block, time=named_time(block.text), own=_written(own))


def _reports(paper: Paper) -> bool:
    return fold(paper.document.front.kind) in map(fold, data("checking")["dates"]["reports"])


def _opens_content(paper: Paper, block: Block) -> bool:
    """True for the sentence that says what is issued: "… ban hành Kế hoạch …, như sau:"."""
    return block.ordinal < paper.foot_at and bool(
        time_words("opens").search(fold(block.text)[-40:])
    )


def _frame(paper: Paper, block: Block, own: Period) -> Iterator[Fault]:
    """The sentences around the content name the paper by its subject: its time must be its own."""
    text = paper.uncited(block)
    named = text.rfind(paper.document.front.kind) if paper.document.front.kind else -1
    found = [period for period in longer_periods(text[max(named, 0) :]) if not period.by]
    if named < 0 or not found or any(_meets(period, own) for period in found):
        return
    yield _fault(paper, "frame_time", block, time=named_time(text[named:]), own=_written(own))


def _meets(one: Period, own: Period) -> bool:
    """True for the same time, or a year for the quarter in it: a quarter is told by its own."""
    return one == own or (one.first <= own.first and own.last <= one.last)


# --- quarters ---------------------------------------------------------------------------------

_QUARTER = re.compile(
    r"(?<!\w)quý (?P<quarter>iv|iii|ii|i|[1-4])(?:\s*(?:/|năm)\s*(?P<year>\d{4}))?(?!\w)", re.I
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _quarters(paper: Paper, own: Period) -> Iterator[Fault]:
    """Another quarter where a report tells what was reached in its own."""
    quarter = (own.first.month + 2) // 3
    if not _reports(paper):
        return
    for block in paper.main:
        if not block.is_text or is_closing(block.text) or looks_ahead(block):
            continue
        text = paper.uncited(block)
        for found in _QUARTER.finditer(text):
            told = found["quarter"].lower()
            number = _NUMBERS.get(told) or int(told)
            year = int(found["year"]) if found["year"] else own.first.year
            led = re.search(
                r"(?:^|[.;]\s*)(?:[-+*]\s*)?trong\s+$",
                fold(text[: found.start()] + "|")[:-1] + " ",
                re.I,
            )
            if (number, year) != (quarter, own.first.year) and led:
                yield paper.fault(
                    "year",
                    "quarter_left",
                    block,
                    around(block.text, *found.span()),
                    time=found[0],
                    own=_written(own),
                )


_MONTHS = re.compile(
    r"(?:^|[.;]\s*)(?:[-+*]\s*)?trong\s+(?P<count>\d{1,2})\s+tháng(?!\s*\d)(?P<of>[^,;.]{0,20})"
)


def _months(paper: Paper, own: Period) -> Iterator[Fault]:
    """ "Trong 6 tháng, …" where a report of nine months tells what was reached."""
    length = own.last.month - own.first.month + 1
    for block in paper.main:
        if not block.is_text or is_closing(block.text) or looks_ahead(block):
            continue
        for found in _MONTHS.finditer(fold(paper.uncited(block))):
            is_part = length == _YEAR_MONTHS or "cuối" in found["of"]
            if int(found["count"]) != length and not is_part:
                time = f"{found['count']} tháng"
                yield paper.fault(
                    "year",
                    "quarter_left",
                    block,
                    around(block.text, *found.span()),
                    time=time,
                    own=f"{length} tháng năm {own.first.year}",
                )


# --- aims of a plan ---------------------------------------------------------------------------


def _is_plan(paper: Paper) -> bool:
    return fold(paper.document.front.kind) in map(fold, data("checking")["dates"]["plans"])


def _aims(paper: Paper, own: Period) -> Iterator[Fault]:
    """What a plan aims at in a year before its own: in a sentence, or in a column of targets."""
    for block in paper.blocks:
        if block.table:
            yield from _aimed_columns(paper, block, own)
        elif block.is_text and looks_ahead(block) and not looks_back(block):
            text = paper.uncited(block)
            for found in time_words("aims").finditer(fold(text)):
                year = re.match(r"\s*(?:năm\s+)?((?:19|20)\d\d)(?!\d|[-/])", text[found.end() :])
                if year and int(year[1]) < own.first.year:
                    excerpt = around(block.text, found.start(), found.end() + 10)
                    time = f"năm {year[1]}"
                    yield _fault(
                        paper, "aim_past", block, time=time, own=_written(own), excerpt=excerpt
                    )


def _aimed_columns(paper: Paper, block: Block, own: Period) -> Iterator[Fault]:
    """A column of targets of an earlier year where no column is of the plan's own."""
    names = block.table.columns if block.table else ()
    years = {name: [p.first.year for p in longer_periods(name)] for name in names}
    if any(own.first.year in found for found in years.values()):
        return
    for name, role in zip(names, column_roles(names), strict=True):
        if role is ColumnRole.TARGET and years[name] and max(years[name]) < own.first.year:
            yield _fault(
                paper, "heading_time", block, time=named_time(name), own=_written(own), excerpt=name
            )


# --- words ------------------------------------------------------------------------------------


def _fault(
    paper: Paper,
    key: str,
    block: Block | None,
    time: str = "",
    own: str = "",
    year: int = 0,
    issued: date | None = None,
    excerpt: str = "",
) -> Fault:
    day = f"{issued:%d/%m/%Y}" if issued else ""
    return paper.fault(
        "year",
        key,
        block,
        excerpt,
        time=time,
        own=own,
        year=year,
        issued=day,
    )


def _written(own: Period) -> str:
    if _is_quarter(own):
        return f"quý {('I', 'II', 'III', 'IV')[(own.first.month - 1) // 3]} năm {own.first.year}"
    if _is_year(own):
        return f"năm {own.first.year}"
    return f"{own.first:%d/%m/%Y} – {own.last:%d/%m/%Y}"
