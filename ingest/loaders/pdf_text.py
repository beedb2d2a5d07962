"""The lines of a PDF page, with the raised numbers that refer to footnotes kept raised.

A reader that only looks at letters reads "95%" with footnote 1 as "95%1": another figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject

_MARK = re.compile(r"\s*\d{1,2}\s*")
_SMALL = 0.75  # of the letters beside it: Word raises at 0.65 of the size
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LONE = re.compile(r"\s*[⁰¹²³⁴-⁹]+\s*")

_Chunk = tuple[float, str]  # size of its letters, text


def page_lines(page: PageObject) -> list[str]:
    """The lines as pypdf reads them; a small number alone on its line is a page number, no mark."""
    chunks: list[_Chunk] = []

    def keep(text: str, _: object, matrix: Sequence[float], __: object, size: float) -> None:
        chunks.append((abs(size * matrix[3]), text))

    page.extract_text(visitor_text=keep)
    marks = _marks(chunks)
    texts = (text.translate(_RAISED) if i in marks else text for i, (_, text) in enumerate(chunks))
    lines = "".join(texts).splitlines()
    return [line.translate(_LOWERED) if _LONE.fullmatch(line) else line for line in lines]


def _marks(chunks: Sequence[_Chunk]) -> set[int]:
    """Places of numbers set much smaller than the text before or after them."""
    filled = [place for place, (_, text) in enumerate(chunks) if text.strip()]
    around = zip([*filled[:1], *filled], filled, [*filled[1:], *filled[-1:]], strict=False)
    return {
        place
        for before, place, after in around
        if _MARK.fullmatch(chunks[place][1])
        and chunks[place][0] < _SMALL * max(chunks[before][0], chunks[after][0])
    }
