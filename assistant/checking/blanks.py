"""Places left open: number and day of the head, marks of a draft, dots where a value belongs."""

import re
from collections.abc import Iterator

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around
from assistant.drafting.draft import CHECK_MARK, OPEN_MARK
from ingest.codes import is_open
from ingest.front_matter import written_date
from ingest.layout import is_attachment, is_date_line, is_number_line
from ingest.text import fold
from prompts import table as data

# Dots for a value stand free before a word; those behind a list ("máy in, …") do not.
_DOTS = re.compile(r"(?<=[^\W\d_])\s(?:…+|\.{3,})[….]*\s+(?=[^\W\d_])")
# "ngày __/__/2026", "số XX/KH-UBND", "đạt xx%", "???": what a drafter puts for a value to come.
_MARKS = re.compile(r"_{2,}|(?<!\w)(?:xx+(?!\w)|XX+(?=[/%]))|\?{2,}|\(\?\)")
_OPEN_DAY = re.compile(r"ngày\s*[….\s]*tháng\s*[….\s\d]*năm", re.I)


def blanks(paper: Paper) -> Iterator[Fault]:
    """What is still to be filled in."""
    front = paper.document.front
    if is_open(front.number):
        block = next((b for b in paper.main if is_number_line(b.text)), None)
        yield paper.fault("blank", "blank_number", block, severity=Severity.LOOK)
    if front.issued is None and (written := written_date(paper.blocks)):
        block = next((b for b in paper.main if is_date_line(b.text)), None)
        yield paper.fault("blank", "blank_date", block, severity=Severity.LOOK, written=written)
    for block in paper.blocks:
        for mark in (OPEN_MARK, CHECK_MARK):
            if mark in block.text:
                at = block.text.index(mark)
                yield paper.fault(
                    "blank",
                    "blank_mark",
                    block,
                    around(block.text, at, at + len(mark)),
                    mark=mark,
                    count=block.text.count(mark),
                )
    yield from _dots(paper)


def _dots(paper: Paper) -> Iterator[Fault]:
    """Dots and empty days in the text: one fault that says how many."""
    found = [
        (block, match)
        for block in paper.blocks
        if block.is_text and not is_date_line(block.text) and not is_attachment(block.text)
        if (match := _dotted(block.text))
    ]
    if found:
        block, match = found[0]
        excerpt = around(block.text, *match.span())
        yield paper.fault("blank", "blank_dots", block, excerpt, places=len(found))


def _dotted(text: str) -> re.Match[str] | None:
    """The first place left open; dots that end a list are none."""
    day = next((d for d in _OPEN_DAY.finditer(text) if not re.search(r"ngày\s*\d", d[0])), None)
    leads = tuple(f" {fold(word)}" for word in data("checking")["blanks"]["leads"])
    dots = (
        found
        for found in _DOTS.finditer(text)
        if fold("|" + text[: found.start()]).endswith(leads)
        or "," not in text[max(0, found.start() - 30) : found.start()]
    )
    return day or next(dots, None) or _MARKS.search(text)
