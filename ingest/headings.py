"""Which lines are headings, told by shape and by what stands around them, never by number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest.document import Piece
from ingest.layout import (
    is_attachment,
    is_caps,
    is_head_line,
    is_recipients,
    is_rule,
    is_signature,
)
from ingest.shapes import Marker, Rank, marker
from ingest.tables import Grid

Part = Piece | Grid

_MAX_TITLE = 250
_MAX_POINT = 120  # "a) Về hạ tầng": a point is a title only where it is short
_MAX_ARTICLE = 80  # "Điều 2. Đối tượng áp dụng.": with a stop, a title only where it is short
_ATTACHED = re.compile(r"\s*(\((?:Kèm|Ban hành|Đính)\b.*)$", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading read at some place: its text, its rank, the rest of its line, the parts it took."""

    text: str
    rank: float
    rest: str = ""  # what runs on behind it: a paragraph of its own
    taken: int = 1


def heading_at(parts: Sequence[Part], index: int, listed: bool) -> Heading | None:
    """The heading that starts at `parts[index]`, None where the part is none.

    `listed` says that the part directly above is a list item of the same rank: then it is
    the next item of an enumeration.
    """
    part = parts[index]
    if isinstance(part, Grid) or part.is_footnote:
        return None
    found = marker(part.text)
    if found is None:
        return _attached_title(parts, index)
    if found.is_named:
        return _named(parts, index, found)
    if found.rank == Rank.ARTICLE:
        return _article(parts, index, found)
    if found.rank <= Rank.POINT and not listed and _is_title(parts, index, found):
        return Heading(part.text, found.rank)
    return None


def style_ranks(parts: Sequence[Part]) -> dict[int, float]:
    """The rank of each heading style: that of the numbers used with it, else just below the next.

    A file may number its outer headings and leave the inner ones without, or the other way.
    """
    known: dict[int, float] = {}
    for part in parts:
        found = marker(part.text) if isinstance(part, Piece) and part.style_level else None
        if found and isinstance(part, Piece) and part.style_level:
            level = part.style_level
            known[level] = min(known.get(level, found.rank), found.rank)
    above = 0.0
    for level in range(1, 10):
        known.setdefault(level, above + 0.5)
        above = known[level]
    return known


def styled(part: Piece, ranks: Mapping[int, float]) -> Heading | None:
    """The heading that only the style of the file declares, None where it declares none."""
    if not part.style_level:
        return None
    found = marker(part.text)
    return Heading(part.text, found.rank if found else ranks[min(part.style_level, 9)])


def _named(parts: Sequence[Part], index: int, found: Marker) -> Heading | None:
    """Phụ lục, Phần, Chương, Mục with the title behind it or on the lines below it."""
    body = found.body.lstrip(".:-– ").strip()
    attached = _ATTACHED.search(body)
    rest = attached[1] if attached else ""
    title = body[: attached.start()] if attached else body
    if len(title) > _MAX_TITLE * 2 or title.endswith((";", ",")):
        return None
    taken = 1
    if not title or (is_caps(title) and not rest):
        more = _title_below(parts, index + 1, bool(title))
        title, taken = " ".join(filter(None, (title, *more))), 1 + len(more)
    label = found.label.rstrip(".:- ")
    return Heading(f"{label}. {title}" if title else label, found.rank, rest, taken)


def _title_below(parts: Sequence[Part], start: int, only_caps: bool) -> list[str]:
    """The lines in capitals below a named part, or else its one short line that is no sentence."""
    lines: list[str] = []
    for part in parts[start : start + 6]:
        if isinstance(part, Grid) or not _is_plain(part.text) or not is_caps(part.text):
            break
        lines.append(part.text)
    below = parts[start] if start < len(parts) else None
    if lines or only_caps or below is None or isinstance(below, Grid):
        return lines
    text = below.text
    is_title = len(text) <= _MAX_TITLE and not text.endswith((".", ";", ":", ","))
    return [text] if is_title and _is_plain(text) else []


def _is_plain(text: str) -> bool:
    """True for a line without a number, not a line of a head, a foot, or "(Kèm theo …)"."""
    return not (
        marker(text)
        or text.startswith("(")
        or is_attachment(text)
        or is_signature(text)
        or is_recipients(text)
    )


def _article(parts: Sequence[Part], index: int, found: Marker) -> Heading | None:
    """ "Điều 1. Phạm vi" is a title; "Điều 1. Ban hành …" a title "Điều 1" and a paragraph."""
    if found.label.islower():
        return None
    body = found.body
    below = _below(parts, index)
    stopped = body.endswith((".", ";", ":"))
    is_next = below is None or _starts_article(below)
    if body and (len(body) > _MAX_TITLE or is_next or (stopped and len(body) > _MAX_ARTICLE)):
        return Heading(found.label, found.rank, body)
    text = parts[index]
    return Heading(text.text if isinstance(text, Piece) else "", found.rank)


def _starts_article(part: Part) -> bool:
    if isinstance(part, Grid):
        return False
    found = marker(part.text)
    is_end = is_recipients(part.text) or is_signature(part.text) or is_rule(part.text)
    return is_end or (found is not None and found.rank <= Rank.ARTICLE)


def _is_title(parts: Sequence[Part], index: int, found: Marker) -> bool:
    """A title is short, ends no sentence, and has content of its own below it."""
    part = parts[index]
    if isinstance(part, Grid) or not found.body:
        return False
    if _is_parent(parts, index, found):
        return len(found.body) <= 2 * _MAX_TITLE and not found.body.endswith((";", ","))
    limit = _MAX_POINT if found.rank == Rank.POINT else _MAX_TITLE
    if is_caps(found.body) and found.rank <= Rank.ROMAN:
        return len(found.body) <= 2 * _MAX_TITLE
    if len(found.body) > limit or found.body.endswith((".", ";", ",", "…")):
        return False
    return _has_content(parts, index, found)


def _is_parent(parts: Sequence[Part], index: int, found: Marker) -> bool:
    """True where the next line is numbered as a part of this one: "2." above "2.1."."""
    below = _below(parts, index)
    under = marker(below.text) if isinstance(below, Piece) else None
    return under is not None and under.label.startswith(f"{found.label.rstrip('.')}.1")


def _has_content(parts: Sequence[Part], index: int, found: Marker) -> bool:
    below = _below(parts, index)
    if below is None or isinstance(below, Grid):
        return below is not None
    under = marker(below.text)
    if under is None:
        is_end = is_recipients(below.text) or is_signature(below.text)
        return not is_end and found.rank != Rank.POINT
    return under.rank > found.rank


def _below(parts: Sequence[Part], index: int) -> Part | None:
    return parts[index + 1] if index + 1 < len(parts) else None


def _attached_title(parts: Sequence[Part], index: int) -> Heading | None:
    """The lines in capitals above "(Kèm theo …)": the name of a document attached to this one."""
    lines: list[str] = []
    for part in parts[index : index + 6]:
        if isinstance(part, Grid) or part.is_footnote or is_head_line(part.text):
            return None
        if lines and is_attachment(part.text):
            name = list(takewhile(is_caps, lines))
            return Heading(" ".join(name), Rank.ANNEX, taken=len(name))
        is_first = not lines and is_caps(part.text) and _is_plain(part.text)
        if not (is_first or (lines and _is_plain(part.text) and len(part.text) < 2 * _MAX_TITLE)):
            return None
        lines.append(part.text)
    return None
