"""What the lines around a table say of it: its caption and its unit of measure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.document import Block, BlockKind
from ingest.headings import Part
from ingest.layout import is_attachment, phrases
from ingest.tables import Grid
from ingest.text import fold, tidy

_MAX_CAPTION = 300
_MAX_ASIDE = 60
_REACH = 3  # lines above a table that may speak of it


def caption_of(above: Sequence[Block]) -> str:
    """The line that names a table: directly above it, else the heading it stands under.

    A line that only states the measure or "(Kèm theo …)" is passed over; a sentence names nothing.
    """
    for block in _near(above):
        if block.kind == BlockKind.HEADING or _names(block):
            return block.text
        if not _is_aside(block.text):
            break
    if not above:
        return ""
    last = above[-1]
    return last.path[-1] if last.path else ""


def measure_of(above: Sequence[Block], below: Sequence[Part]) -> str:
    """The unit of measure written beside a table: "tỷ đồng", "" where none is.

    In the lines above it, or in the one below it unless that one stands over the next table.
    """
    lines = [block.text for block in _near(above)]
    if below and not any(isinstance(part, Grid) for part in below):
        lines += [part.text for part in below[:1] if not isinstance(part, Grid)]
    return next(filter(None, map(measure_in, lines)), "")


def _near(above: Sequence[Block]) -> list[Block]:
    """The blocks directly above, nearest first, down to the nearest heading, not past a table."""
    near: list[Block] = []
    for block in reversed(above[-_REACH:]):
        if block.kind == BlockKind.TABLE:
            break
        near.append(block)
        if block.kind == BlockKind.HEADING:
            break
    return near


def measure_in(line: str) -> str:
    """The unit in "(Đơn vị: tỷ đồng)" or at the end of "Biểu 1: Kinh phí (ĐVT: triệu đồng)"."""
    found = _pattern().search(tidy(line))
    return found[1].strip() if found and len(line) <= _MAX_CAPTION else ""


@lru_cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, phrases("table", "measure")))
    return re.compile(rf"(?:^|\()\s*(?:{names})\s*:\s*([^():;]{{1,40}}?)\s*[).;]*$", re.I)


def _is_aside(line: str) -> bool:
    return is_attachment(line) or (len(line) <= _MAX_ASIDE and bool(measure_in(line)))


def _names(block: Block) -> bool:
    """True for "Biểu 1: …" and for a short line that is no list item and ends no sentence."""
    text = block.text
    if len(text) > _MAX_CAPTION or _is_aside(text):
        return False
    if _is_numbered(fold(text)):
        return True
    return block.kind == BlockKind.PARAGRAPH and not text.endswith((".", ";"))


def _is_numbered(folded: str) -> bool:
    names = "|".join(map(re.escape, phrases("table", "caption")))
    return re.match(rf"(?:{names})\s*(?:số\s*)?[\divx]", folded) is not None
