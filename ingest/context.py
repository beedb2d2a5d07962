"""What stands before the body of a chunk in the index: whose document, which one, where in it."""

from ingest.document import Block, Document, FrontMatter
from ingest.splitting import shorten, split_text
from ingest.text import fold
from ingest.tokens import count
from prompts import say

_WORDS = (28, 14, 7)  # how many words of a heading or caption are kept, tried in turn
_SUBJECT = 16  # a subject stands in every chunk of its document: a reminder is enough


def title_of(front: FrontMatter) -> str:
    """How a document is called: `Kế hoạch 33/KH-UBND ngày 16/01/2026`; its kind where no number."""
    date = f"ngày {front.issued:%d/%m/%Y}" if front.issued else ""
    year = f"năm {front.year}" if front.year and not date else ""
    return " ".join(part for part in (front.kind, front.number, date, year) if part)


def context(document: Document, room: int, path: tuple[str, ...] = (), *notes: str) -> str:
    """Unit · title · subject, the headings, then notes (caption, group), within `room` tokens."""
    text = ""
    for words in _WORDS:
        text = "\n".join(filter(None, _lines(document, words, path, notes)))
        if count(text) <= room:
            return text
    return split_text(text, room)[0]


def _lines(
    document: Document, words: int, path: tuple[str, ...], notes: tuple[str, ...]
) -> list[str]:
    front = document.front
    whose = front.unit.label if front.unit else front.issuer
    subject = shorten(front.subject, min(words, _SUBJECT))
    new = (note for note in notes if note and fold(note) not in fold(" › ".join(path)))
    return [
        " · ".join(filter(None, (whose, title_of(front) or document.source, subject))),
        " › ".join(shorten(heading, words) for heading in path),
        *(shorten(note, words) for note in new),
    ]


def identity_text(front: FrontMatter, room: int) -> str:
    """A document's facts, one a line, the căn cứ last, as many as `room` tokens hold.

    Facts that are blank are left out; a line that does not fit is cut short, and ends the text.
    """
    lines: list[str] = []
    left = room
    for line in _facts(front):
        whole = count(line) <= left
        lines.append(line if whole else split_text(line, left)[0])
        left -= count(lines[-1]) + 1
        if not whole or left < _SUBJECT:
            break
    return "\n".join(lines)


def _facts(front: FrontMatter) -> list[str]:
    facts = {
        "kind": front.kind,
        "number": front.number,
        "issued": f"{front.issued:%d/%m/%Y}" if front.issued else "",
        "issuer": front.issuer,
        "subject": front.subject,
        "signer": ", ".join(filter(None, (front.signer, front.signer_title))),
        "recipients": shorten(" ".join(front.recipients), 60),
    }
    named = [say(f"ingest.identity_{k}", "vi", value=v) for k, v in facts.items() if v]
    bases = [say("ingest.identity_bases", "vi", value=basis) for basis in front.bases[:1]]
    return [*named, *bases, *front.bases[1:]]


def is_lead_in(block: Block) -> bool:
    """True for a line that announces the list below it."""
    return block.text.rstrip(" *_").endswith(":")
