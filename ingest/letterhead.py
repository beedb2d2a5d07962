"""The head of a document, whose two columns a reader of files often puts on one line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.document import Piece
from ingest.layout import is_date_line, is_number_line

_HEAD = 30  # pieces; an annex repeats no letterhead
_MOTTO = re.compile(
    r"(C[ỘO]NG H(?:ÒA|OÀ) XÃ H[ỘO]I CH[ỦU] NGHĨA VI[ỆE]T NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc)",
)


def apart(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with motto, number and date of the head in pieces of their own."""
    head = [part for piece in pieces[:_HEAD] for part in _parts(piece)]
    return [*head, *pieces[_HEAD:]]


def _parts(piece: Piece) -> Iterator[Piece]:
    if piece.grid is not None or len(piece.text) > 250:
        yield piece
        return
    for text in _split(piece.text):
        yield replace(piece, text=text)


def _split(text: str) -> Iterable[str]:
    lines = [part.strip() for part in _MOTTO.split(text)]
    return [part for line in lines if line.strip("-–_ ") for part in _number_and_date(line)]


def _number_and_date(line: str) -> tuple[str, ...]:
    """ "Số: /KH-UBND Xuân Lập, ngày tháng năm 2026" → number, place and date."""
    if not is_date_line(line) or "ngày" not in line:
        return (line,)
    words = line.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        number, date = " ".join(words[:cut]), " ".join(words[cut:])
        if is_number_line(number) and is_date_line(date):
            return (number, date)
    return (line,)
