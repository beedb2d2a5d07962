"""A file becomes a document: load → clean → structure → front matter → figures, relations."""

from hashlib import sha256
from pathlib import Path

from ingest.citations import check_citations
from ingest.clean import clean
from ingest.codes import is_open
from ingest.counts import check_counts
from ingest.document import Block, Document, Finding, FrontMatter, Shelf
from ingest.figures import read_figures
from ingest.front_matter import read_front_matter, written_date
from ingest.loaders import load
from ingest.relations import read_relations
from ingest.structure import structure
from ingest.text import nfc
from ingest.totals import check_totals
from prompts import say

READER_VERSION = 5  # a higher one makes every document new, so that all are read again
_ID_LENGTH = 12


def read(path: Path, root: Path, shelf: Shelf) -> Document:
    """The document in a file, with what is left blank in its head as findings.

    `root` is the folder it was ingested from; a file elsewhere keeps its whole path. Raises
    `UnreadableFile` with a sentence for a file that cannot become a document.
    """
    loaded = load(path)
    location = nfc(str(path.resolve()))
    content = sha256(path.read_bytes()).hexdigest()
    blocks = structure(clean(loaded.pieces))
    source = nfc(path.name)
    front = read_front_matter(blocks, source)
    return Document(
        id=identity(location, content),
        source=source,
        path=_below(path, root),
        location=location,
        sha256=content,
        shelf=shelf,
        front=front,
        blocks=blocks,
        figures=read_figures(blocks, front),
        findings=_findings(front, blocks),
        pages=loaded.pages,
        relations=read_relations(blocks, front),
    )


def identity(location: str, content: str) -> str:
    """The id of a document: another for another place, content or version of the reader."""
    seed = f"{location}\n{content}\n{READER_VERSION}"
    return sha256(seed.encode()).hexdigest()[:_ID_LENGTH]


def _below(path: Path, root: Path) -> str:
    inside = path.resolve()
    folder = root.resolve()
    below = inside.relative_to(folder) if inside.is_relative_to(folder) else inside
    return nfc(below.as_posix())


def _findings(front: FrontMatter, blocks: tuple[Block, ...]) -> tuple[Finding, ...]:
    """What the head leaves blank or does not hold at all, and what the document contradicts."""
    texts = [_number_finding(front), _date_finding(front, written_date(blocks))]
    blank = tuple(Finding("blank", text) for text in texts if text)
    checks = check_totals(blocks) + check_counts(blocks) + check_citations(blocks, front)
    return blank + checks


def _number_finding(front: FrontMatter) -> str:
    if not front.number:
        return say("ingest.no_number", "vi")
    return say("ingest.blank_number", "vi", number=front.number) if is_open(front.number) else ""


def _date_finding(front: FrontMatter, written: str) -> str:
    if front.issued:
        return ""
    return say("ingest.blank_date", "vi", text=written) if written else say("ingest.no_date", "vi")
