"""Lines as printed → paragraphs as written, where a format keeps lines only."""

import re
from collections.abc import Sequence

from ingest.layout import (
    is_attachment,
    is_caps,
    is_date_line,
    is_number_line,
    is_recipients,
    is_rule,
)
from ingest.shapes import marker, starts_lower

_RANGE = re.compile(r"[-–]\s*\d")  # "2025" at the end of a line, "- 2030" at the start of the next
_NOTES = frozenset("¹²³⁴⁵⁶⁷⁸⁹")  # a footnote at the foot of a page
_FULL = 0.86  # of the usual width: letters differ in width, characters are counted
_CAPITAL = 1.25  # the width of a capital beside a small letter, in Times New Roman


def width(text: str) -> float:
    """How wide a line is, in small letters."""
    return sum(_CAPITAL if c.isupper() else 1.0 for c in text)


def usual_width(lines: Sequence[str]) -> float:
    """The width nine lines of ten stay within; 0 where there are no lines."""
    widths = sorted(width(line) for line in lines if line.strip())
    return widths[int(len(widths) * 0.9)] if widths else 0.0


def is_wrapped(lines: Sequence[str]) -> bool:
    """True where a text file breaks its lines at a margin: many are full, hardly any is longer."""
    filled = [width(line.strip()) for line in lines if line.strip()]
    if len(filled) < 12:
        return False
    margin = usual_width([line.strip() for line in lines])
    full = sum(_FULL * margin <= w <= 1.12 * margin for w in filled)
    return margin < 130 and full >= 0.3 * len(filled) and max(filled) < 1.4 * margin


def paragraphs(lines: Sequence[str], margin: float) -> list[str]:
    """The lines joined where one runs into the next; a blank line ends a paragraph."""
    joined: list[str] = []
    above = ""  # the last line as printed, "" where the next one starts a paragraph
    for line in ("" if is_rule(line) else line.strip() for line in lines):
        if line and above and _runs_on(above, line, margin):
            joined[-1] = f"{joined[-1]} {line}"
        elif line:
            joined.append(line)
        above = line
    return joined


def _runs_on(above: str, line: str, margin: float) -> bool:
    if _RANGE.match(line) and above[-1].isdigit():
        return True
    if (
        line[0] in _NOTES
        or marker(line)
        or is_attachment(line)
        or is_recipients(above)
        or _is_head(above, line)
    ):
        return False
    if above.endswith(("./.", "!", "?", ":")):
        return False
    if above.endswith(";"):
        return starts_lower(line) and _is_full(above, line, margin)
    if is_caps(above) or is_caps(line):
        return is_caps(above) and is_caps(line) and _is_full(above, line, margin)
    return _is_full(above, line, margin) or (starts_lower(line) and not above.endswith("."))


def _is_head(above: str, line: str) -> bool:
    return any(is_number_line(text) or is_date_line(text) for text in (above, line))


def _is_full(above: str, line: str, margin: float) -> bool:
    """True where the first word of the next line would not have found room."""
    return width(above) + 1 + width(line.split(" ", 1)[0]) > _FULL * margin
