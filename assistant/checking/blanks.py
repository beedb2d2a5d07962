"""Places left open: number and day of the head, marks of a draft, dots where a value belongs."""

import re
from collections.abc import Iterator

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around
from assistant.drafting.draft import CHECK_MARK, OPEN_MARK
from ingest.codes import is_open
from ingest.document import Block
from ingest.front_matter import written_date
from ingest.layout import is_date_line, is_number_line

# Dots for a value stand free before a word; those behind a list ("máy in, …") do not.
_DOTS = re.compile(r"(?<=[^\W\d_])\s(?:…+|\.{3,})[….]*\s+(?=[^\W\d_])")
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
        if block.is_text and not is_date_line(block.text):
            yield from _dots(paper, block)


def _dots(paper: Paper, block: Block) -> Iterator[Fault]:
    text = paper.uncited(block)
    for shape in (_DOTS, _OPEN_DAY):
        found = shape.search(text)
        if found and not (shape is _OPEN_DAY and re.search(r"ngày\s*\d", found[0])):
            yield paper.fault("blank", "blank_dots", block, around(block.text, *found.span()))
            return
