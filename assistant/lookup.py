"""Documents looked up by number: an article of one at hand, what is said of one that is not."""

import re
from collections.abc import Iterator

from assistant.evidence import Gathered, Nothing, PassagesFound, basis_of
from assistant.inquiry import Inquiry
from ingest.codes import code_key, find_codes
from ingest.document import Block, BlockKind, Chunk
from ingest.text import unaccent

_FETCHED = 30
_MOST = 2
_UNSAYABLE = ("signer", "recipients", "bases")  # what a citation never tells


_ARTICLE = re.compile(r"\b(?:dieu|article) (\d{1,3})\b")
_MOST_BLOCKS = 40


def find_article(inquiry: Inquiry) -> PassagesFound | None:
    """The text of "Điều 3" of the document named; None where none is asked for or found."""
    asked = _ARTICLE.search(unaccent(inquiry.request.text))
    if asked is None:
        return None
    heading = re.compile(rf"dieu {asked[1]}\b")
    for document in inquiry.where.documents:
        blocks = [
            block
            for block in inquiry.store.catalog.blocks(document)
            if any(heading.match(unaccent(step)) for step in block.path)
        ]
        if said := [b for b in blocks if b.kind is not BlockKind.HEADING]:
            record = inquiry.store.catalog.record(document)
            heading_of = next(s for s in said[0].path if heading.match(unaccent(s)))
            bases = (basis_of(record, b) for b in said if b.text)
            return PassagesFound(tuple(bases)[:_MOST_BLOCKS], heading=heading_of)
    return None


def find_cited(inquiry: Inquiry) -> Gathered | None:
    """The fullest citations of a number asked about; None where no document cites it."""
    wanted = {code_key(code) for code in inquiry.request.codes}
    hits = inquiry.store.index.search(" ".join(inquiry.request.codes), limit=_FETCHED)
    found = [
        (len(clause), chunk, block, clause)
        for chunk in dict.fromkeys(hit.chunk for hit in hits)
        for block in inquiry.lines(chunk)
        for clause in _citing(block.text, wanted)
    ]
    if not found:
        return None
    if set(inquiry.request.fields) & set(_UNSAYABLE):
        return Nothing("field", field=next(f for f in inquiry.request.fields if f in _UNSAYABLE))
    unique = {clause: (chunk, block) for _, chunk, block, clause in sorted(found, key=_length)}
    kept = list(unique.items())[:_MOST]
    return PassagesFound(
        tuple(basis_of(inquiry.record(chunk), block, clause) for clause, (chunk, block) in kept)
    )


def _length(item: tuple[int, Chunk, Block, str]) -> int:
    return -item[0]


def _citing(text: str, wanted: set[str]) -> Iterator[str]:
    """From the name before each wanted number to the end of its reference."""
    for code in find_codes(text):
        if code_key(code.text) in wanted:
            start = max(text.rfind(mark, 0, code.start) for mark in (";", "\n", "(")) + 1
            ends = [at for mark in (";", "\n") if (at := text.find(mark, code.end)) >= 0]
            yield text[start : min(ends, default=len(text))].strip(" -+•.,")
