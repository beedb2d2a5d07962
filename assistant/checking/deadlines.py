"""Deadlines that had passed when the paper was issued: last year's day left in a task."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around
from assistant.checking.times import looks_back, named_time, time_words
from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, Period
from ingest.period import find_periods
from ingest.text import fold

_DAYS_BACK = 400  # a day further back is no deadline of this paper


def deadlines(paper: Paper) -> Iterator[Fault]:
    """Days by which something is to be done that lie before the paper itself."""
    issued = _start(paper)
    if issued is None:
        return
    for block in paper.blocks:
        if block.table:
            yield from _deadline_cells(paper, block, issued)
        elif block.is_text and not looks_back(block):
            yield from _deadline_words(paper, block, issued)


def _start(paper: Paper) -> date | None:
    front = paper.document.front
    return front.issued or (date(front.year, 1, 1) if front.year else None)


def _deadline_words(paper: Paper, block: Block, issued: date) -> Iterator[Fault]:
    text = paper.uncited(block)
    for found in time_words("due").finditer(fold(text)):
        after = text[found.end() : found.end() + 45].split(";")[0]
        times = find_periods(after)
        if times and not _is_done(text[: found.start()]) and _is_past(times[0], issued):
            yield paper.fault(
                "year",
                "deadline_past",
                block,
                around(block.text, found.start(), found.end() + 20),
                severity=None if paper.document.front.issued else Severity.LOOK,
                time=named_time(after),
                issued=f"{issued:%d/%m/%Y}",
            )


def _is_done(before: str) -> bool:
    """True where the words before a day say what had come about by then."""
    clause = re.split(r"[;.]\s", fold(before + "|")[:-1])[-1]
    near = time_words("done_near").search(clause[-20:])
    return near is not None or time_words("done").search(clause) is not None


def _is_past(time: Period, issued: date) -> bool:
    return time.last < issued and (issued - time.last).days < _DAYS_BACK


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
