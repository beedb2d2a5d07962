"""What is printed on every page and belongs to none of its sentences: numbers and running heads."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.document import Piece
from ingest.layout import is_rule, phrases
from ingest.shapes import starts_lower
from ingest.text import fold

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s|]*(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—\s|]*")
_PAGE_WORD = re.compile(r"\b(?:trang|page)\s*\d")
_EDGE = 2  # a running head has at most two lines


def page_number(text: str) -> int | None:
    """The number where the line holds nothing else: "2", "- 2 -", "Trang 2/5"."""
    folded = fold(text)
    for word in phrases("running", "page"):
        folded = folded.removeprefix(word)
    found = _PAGE_NUMBER.fullmatch(folded)
    return int(found[1]) if found else None


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each page without its number and the lines that most pages repeat."""
    running, offset = _running(pages), _offset(pages)
    dropped = [
        {i for i in _edges(page) if _shape(page[i]) in running or _is_count(page[i], index, offset)}
        for index, page in enumerate(pages)
    ]
    return [
        [line for index, line in enumerate(page) if index not in places]
        for page, places in zip(pages, dropped, strict=True)
    ]


def _is_count(line: str, index: int, offset: int | None) -> bool:
    return offset is not None and page_number(line) == index + offset


def without_furniture(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without page numbers, rules and running heads, with pages known or not."""
    kept = [piece for piece in pieces if piece.grid or not is_rule(piece.text)]
    return [piece for piece in _unpaged(kept) if piece.grid or piece.text]


def _edges(page: Sequence[str]) -> list[int]:
    """Positions of the first and last two filled lines."""
    filled = [index for index, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _shape(line: str) -> str:
    return _DIGITS.sub("#", fold(line))


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    """Lines at the edge of at least three pages and of half of all."""
    counts = Counter(shape for page in pages for shape in {_shape(page[i]) for i in _edges(page)})
    least = max(3, len(pages) / 2)
    return {shape for shape, count in counts.items() if count >= least}


def _offset(pages: Sequence[Sequence[str]]) -> int | None:
    """How far the printed numbers are from the count of pages, where two pages agree on it."""
    offsets = Counter(
        number - index
        for index, page in enumerate(pages)
        for number in {page_number(page[i]) for i in _edges(page)}
        if number is not None
    )
    best = offsets.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None


def _unpaged(pieces: list[Piece]) -> list[Piece]:
    """Without lone numbers that count up through the file, and without lines that repeat often."""
    numbers = [
        (index, number)
        for index, piece in enumerate(pieces)
        if not piece.grid and (number := page_number(piece.text)) is not None
    ]
    dropped = _counting(numbers) | _cutting(pieces, numbers) | _repeated(pieces)
    return [piece for index, piece in enumerate(pieces) if index not in dropped]


def _counting(numbers: Sequence[tuple[int, int]]) -> set[int]:
    """Positions whose number is one more, or one less, than that of a neighbour in the list."""
    pairs = zip(numbers, numbers[1:], strict=False)
    return {place for a, b in pairs if b[1] == a[1] + 1 for place in (a[0], b[0])}


def _cutting(pieces: Sequence[Piece], numbers: Sequence[tuple[int, int]]) -> set[int]:
    """Positions of numbers that stand where a sentence is cut: between words and small letters."""
    return {
        at
        for at, _ in numbers
        if 0 < at < len(pieces) - 1
        and pieces[at - 1].text[-1:].isalpha()
        and starts_lower(pieces[at + 1].text)
    }


def _repeated(pieces: Sequence[Piece]) -> set[int]:
    """Short lines with the word for "page", standing three times, the same but for their digits."""
    lines: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if not piece.grid and len(piece.text) < 80 and _PAGE_WORD.search(piece.text.lower()):
            lines.setdefault(_shape(piece.text), []).append(index)
    return {index for places in lines.values() if len(places) >= 3 for index in places}
