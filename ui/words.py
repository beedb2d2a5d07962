"""How a document, a place in it and an answer are written out, on every surface the same."""

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.conversation import Answer, Citation
from assistant.naming import short
from ingest.document import FrontMatter
from prompts import Language, say

_FINDINGS = frozenset({"blank", "computed", "conflict", "doubtful", "removed", "unsupported"})

_HEADING = 48  # letters of a heading that names a place in a list


def title(citation: Citation, language: Language) -> str:
    """`Kế hoạch số 33/KH-UBND ngày 16/01/2026`; a number left open as `…/KH-UBND`."""
    return _title(citation.kind or citation.source, citation.number, citation.issued, language)


def _title(name: str, number: str, issued: date | None, language: Language) -> str:
    shown = f"…{number}" if number.startswith("/") else number
    pieces = [name]
    if shown:
        pieces.append(say("ui.number_of", language, number=shown))
    if issued:
        pieces.append(
            say("ui.date_of", language, day=issued.day, month=issued.month, year=issued.year)
        )
    return " ".join(pieces)


def place(citation: Citation, language: Language) -> str:
    """`phường Hải An · Phụ lục 1 › III. Xã hội số › dòng 28 · trang 14`, what is known of it."""
    steps = list(citation.section)
    if citation.row:
        steps.append(say("ui.row_of", language, row=citation.row))
    page = say("ui.page_of", language, page=citation.page) if citation.page else ""
    return " · ".join(piece for piece in (citation.unit, " › ".join(steps), page) if piece)


def short_place(
    section: Sequence[str], row: str | None, page: int | None, language: Language
) -> str:
    """`III. Xã hội số › dòng 28 · trang 14`: the innermost heading, cut where it is long."""
    steps = [short(heading, _HEADING) for heading in section[-1:]]
    if row:
        steps.append(say("ui.row_of", language, row=row))
    shown = say("ui.page_of", language, page=page) if page else ""
    return " · ".join(piece for piece in (" › ".join(steps), shown) if piece)


def citation_text(answer: Answer, language: Language) -> str:
    """The answer as plain text with its sources below, for pasting into a document."""
    return "\n".join((answer.text, "", *source_lines(answer.citations, language)))


def source_lines(citations: Iterable[Citation], language: Language) -> list[str]:
    """A line a source: its marker, document, place and words."""
    return [
        f"[{c.marker}] {title(c, language)}, {place(c, language)}: {c.quote}" for c in citations
    ]


def day(iso: str | None) -> str:
    """`2026-01-20` as it is written here: `20/01/2026`; "" for a document without a date."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def document_title(front: FrontMatter, source: str, language: Language) -> str:
    """The title of a document as its citations give it."""
    return _title(front.kind or source, front.number, front.issued, language)


def finding_name(kind: str, language: Language) -> str:
    """What a finding of this kind is called over its text; "" for a kind without a name."""
    return say(f"ui.finding_{kind}", language) if kind in _FINDINGS else ""
