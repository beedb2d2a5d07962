"""Years and quarters of another paper left in, and deadlines that had passed when it was issued.

Drafts come back for last year's year in a heading and last quarter's label in the text. What the
paper is about, its subject says; what it cites, compares itself with, or tells of earlier times is
no fault.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around, opens_annex, section_of
from assistant.section_names import is_closing
from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, BlockKind, Period
from ingest.period import find_periods, longer_periods, year_of
from ingest.text import fold
from prompts import table as data

_YEARS_BACK = 400  # days: a deadline further back is no deadline of this paper
_QUARTER_DAYS = 93


def dates_left(paper: Paper) -> Iterator[Fault]:
    """What speaks of another year or quarter than the paper."""
    own = _own(paper)
    yield from _title(paper, own)
    if own:
        for block in paper.blocks:
            if block.kind is BlockKind.HEADING:
                yield from _heading(paper, block, own)
            elif is_closing(block.text) or _opens_content(paper, block):
                yield from _frame(paper, block, own)
        if _is_quarter(own):
            yield from _quarters(paper, own)
        if _is_year(own) and _is_plan(paper):
            yield from _aims(paper, own)
    yield from _deadlines(paper)


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


@lru_cache
def _any(name: str) -> re.Pattern[str]:
    words = sorted(map(fold, data("checking")["dates"][name]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


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


def _subject(paper: Paper) -> Block | None:
    subject = paper.document.front.subject[:40]
    return next((block for block in paper.main if subject in block.text), None)


def _heading(paper: Paper, block: Block, own: Period) -> Iterator[Fault]:
    """ "CHỈ TIÊU NĂM 2025" in a plan for 2026; "NHIỆM VỤ QUÝ II" in a report on quarter II."""
    found = longer_periods(paper.uncited(block))
    if len(found) != 1 or found[0].by or own.first.year != own.last.year:
        return
    ahead = _any("ahead").search(fold(block.text)) and not _any("back").search(fold(block.text))
    annexed = opens_annex(block) and not _any("back").search(fold(block.text))
    named = found[0]
    stale = (ahead or annexed) and named.last < own.first
    same = bool(ahead) and _is_quarter(own) and named == own and _reports(paper)
    if stale or same:
        yield _fault(paper, "heading_time", block, time=_named(block.text), own=_written(own))


def _reports(paper: Paper) -> bool:
    return fold(paper.document.front.kind) in map(fold, data("checking")["dates"]["reports"])


def _opens_content(paper: Paper, block: Block) -> bool:
    """True for the sentence that says what is issued: "… ban hành Kế hoạch …, như sau:"."""
    return block.ordinal < paper.foot_at and bool(_any("opens").search(fold(block.text)[-40:]))


def _frame(paper: Paper, block: Block, own: Period) -> Iterator[Fault]:
    """The sentences around the content name the paper by its subject: its time must be its own."""
    text = paper.uncited(block)
    named = text.rfind(paper.document.front.kind) if paper.document.front.kind else -1
    found = [period for period in longer_periods(text[max(named, 0) :]) if not period.by]
    if named < 0 or not found or any(_meets(period, own) for period in found):
        return
    yield _fault(paper, "frame_time", block, time=_named(text[named:]), own=_written(own))


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
        if not block.is_text or is_closing(block.text) or _looks_ahead(block):
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


def _looks_ahead(block: Block) -> bool:
    return any(_any("ahead").search(fold(step)) for step in block.path)


# --- aims of a plan ---------------------------------------------------------------------------


def _is_plan(paper: Paper) -> bool:
    return fold(paper.document.front.kind) in map(fold, data("checking")["dates"]["plans"])


def _aims(paper: Paper, own: Period) -> Iterator[Fault]:
    """What a plan aims at in a year before its own: in a sentence, or in a column of targets."""
    for block in paper.blocks:
        if block.table:
            yield from _aimed_columns(paper, block, own)
        elif block.is_text and _looks_ahead(block) and not _looks_back(block):
            text = paper.uncited(block)
            for found in _any("aims").finditer(fold(text)):
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
                paper, "heading_time", block, time=_named(name), own=_written(own), excerpt=name
            )


# --- deadlines --------------------------------------------------------------------------------


def _deadlines(paper: Paper) -> Iterator[Fault]:
    """Days by which something is to be done that lie before the paper itself."""
    issued = _start(paper)
    if issued is None:
        return
    for block in paper.blocks:
        if block.table:
            yield from _deadline_cells(paper, block, issued)
        elif block.is_text and not _looks_back(block):
            yield from _deadline_words(paper, block, issued)


def _start(paper: Paper) -> date | None:
    front = paper.document.front
    return front.issued or (date(front.year, 1, 1) if front.year else None)


def _looks_back(block: Block) -> bool:
    """True for what stands under a heading of results."""
    told = [fold(step) for step in section_of(block)]
    return any(_any("back").search(step) and not _any("ahead").search(step) for step in told)


def _deadline_words(paper: Paper, block: Block, issued: date) -> Iterator[Fault]:
    text = paper.uncited(block)
    for found in _any("due").finditer(fold(text)):
        after = text[found.end() : found.end() + 45].split(";")[0]
        times = find_periods(after)
        if times and not _is_done(text[: found.start()]) and _is_past(times[0], issued):
            yield _fault(
                paper,
                "deadline_past",
                block,
                time=_named(after),
                issued=issued,
                excerpt=around(block.text, found.start(), found.end() + 20),
            )


def _is_done(before: str) -> bool:
    """True where the words before a day say what had come about by then."""
    clause = re.split(r"[;.]\s", fold(before + "|")[:-1])[-1]
    near = _any("done_near").search(clause[-20:])
    return near is not None or _any("done").search(clause) is not None


def _is_past(time: Period, issued: date) -> bool:
    return time.last < issued and (issued - time.last).days < _YEARS_BACK


def _deadline_cells(paper: Paper, block: Block, issued: date) -> Iterator[Fault]:
    found = block.table
    if found is None:
        return
    roles = column_roles(found.columns)
    for row in found.rows:
        for cell, role in zip(row.cells, roles, strict=False):
            times = find_periods(cell) if role is ColumnRole.DEADLINE else ()
            if times and all(_is_past(time, issued) for time in times):
                yield paper.fault(
                    "year",
                    "deadline_past",
                    block,
                    cell,
                    row=row,
                    time=cell.strip(),
                    issued=f"{issued:%d/%m/%Y}",
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
        severity=None if paper.document.front.issued or key != "deadline_past" else Severity.LOOK,
        time=time,
        own=own,
        year=year,
        issued=day,
    )


_TIME = re.compile(
    r"(?:quý\s+[ivx\d]+\s*(?:/|năm)?\s*\d{0,4}"
    r"|6 tháng (?:đầu|cuối) năm \d{4}|9 tháng[^,.;]{0,12}\d{4}"
    r"|ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày \d+ tháng \d+ năm \d{4}|\d{1,2}/\d{1,2}/\d{4}"
    r"|tháng\s+\d{1,2}\s*(?:/|năm)\s*\d{4}|năm\s+\d{4}|\d{1,2}/\d{4})",
    re.I,
)


def _named(text: str) -> str:
    """The first time of a text as it is written there."""
    found = _TIME.search(text)
    return found[0].strip() if found else text.strip()[:30]


def _written(own: Period) -> str:
    if _is_quarter(own):
        return f"quý {('I', 'II', 'III', 'IV')[(own.first.month - 1) // 3]} năm {own.first.year}"
    if _is_year(own):
        return f"năm {own.first.year}"
    return f"{own.first:%d/%m/%Y} – {own.last:%d/%m/%Y}"
