"""Pieces as a loader read them → pieces as their author wrote them.

Marks of the recogniser go, page furniture goes, what stood on one line of a letterhead is set
apart, sentences cut by a page break are joined again. No digit is touched, no word is lost.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.document import Piece
from ingest.furniture import without_furniture
from ingest.layout import is_attachment, is_caps, is_letterhead, is_signature, phrases
from ingest.letterhead import apart
from ingest.residue import without_residue
from ingest.shapes import marker, starts_lower
from ingest.text import fold

_LONG = 100  # of a line that may well end at a page break: lists without bullets are shorter
_STOPS = (".", ";", ":", "!", "?", "…", "/.", '."', ".”", ".)", ";)")


def clean(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces in NFC without residue and furniture, cut sentences whole; a grid stays one piece.

    A piece that held several lines becomes one piece a line; an empty one is dropped.
    """
    plain = [line for piece in pieces for line in _plain(piece)]
    return tuple(_rejoined(apart(without_furniture(plain))))


def _plain(piece: Piece) -> list[Piece]:
    if piece.grid is not None:
        grid = tuple(tuple(map(_cell, row)) for row in piece.grid)
        return [replace(piece, text=without_residue(piece.text), grid=grid)]
    lines = without_residue(piece.text).splitlines()
    return [replace(piece, text=line) for line in lines if line]


def _cell(text: str) -> str:
    return " ".join(without_residue(text).split())


def _rejoined(pieces: Sequence[Piece]) -> list[Piece]:
    """Each piece that goes on with a sentence is added to the one it goes on with.

    A mark may open above a cut and close below it: what is joined is freed of residue once more,
    and looked at again, for its first or last word may then be another one.
    """
    whole = _joined(pieces)
    while len(whole) < len(pieces):
        pieces, whole = whole, _joined(whole)
    return whole


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    whole: list[Piece] = []
    for piece in pieces:
        place = _cut_before(whole, piece)
        if place is None:
            whole.append(piece)
        else:
            text = without_residue(f"{whole[place].text} {piece.text}")
            whole[place] = replace(whole[place], text=text)
    return whole


def _cut_before(whole: Sequence[Piece], piece: Piece) -> int | None:
    """Where the sentence stands that `piece` continues: above it, or above footnotes between."""
    if piece.grid is not None or piece.is_footnote or piece.style_level or not whole:
        return None
    above = len(whole) - 1
    while above > 0 and _is_note(whole[above]):
        above -= 1
    for place in dict.fromkeys((above, len(whole) - 1)):
        if _goes_on(whole[place], piece.text, piece.page):
            return place
    return None


def _is_note(piece: Piece) -> bool:
    return piece.is_footnote or piece.text[:1] in "¹²³⁴⁵⁶⁷⁸⁹"


def _goes_on(piece: Piece, text: str, page: int | None) -> bool:
    """True where the piece leaves its sentence open and the text does not start a new line.

    A semicolon ends a list item, but not at the end of a page or of a long line, where what comes
    next starts in small letters.
    """
    is_long = page != piece.page or len(piece.text) > _LONG
    above = piece.text.rstrip(";") if is_long else piece.text
    if piece.grid is not None or piece.style_level or above.endswith(_STOPS) or marker(text):
        return False
    if is_caps(above) or is_attachment(text) or is_attachment(above) or is_signature(text):
        return False
    if is_letterhead(above) or is_letterhead(text):
        return False
    return starts_lower(text) or (_ends_open(above) and not is_caps(text))


def _ends_open(text: str) -> bool:
    """True where the last words ask for another: "… ngày", "… Kế hoạch số"."""
    endings = tuple(f" {ending}" for ending in phrases("sentence", "open_endings"))
    return len(text) > 40 and fold(text[-30:]).endswith(endings)
