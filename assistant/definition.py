"""What an abbreviation or a term means: as a document says it, else as the glossary does."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Basis, Defined, Gathered, PassagesFound, basis_of
from assistant.inquiry import Inquiry
from ingest.document import Block, Chunk
from ingest.text import fold, unaccent
from prompts import rows

# "đổi mới sáng tạo (ĐMST)", "… (sau đây gọi tắt là Ban Chỉ đạo)"
_BRACKET = re.compile(r"\(([^()]{2,60})\)")
_CALLED = re.compile(r"^(?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt|chung) là:? ")
_MARKS = re.compile(r"^[\s\-+•*¹²³⁴⁵⁶⁷⁸⁹\d.)\"']+|\"")
_DEFINES = re.compile(
    r"\W*(?:\([^)]*\)\s*)?(?:la|:|gom|bao gom|duoc hieu la|duoc tinh|nghia la)(?!\w)"
)
_MOST_WORDS = 12  # before a bracket that may be what it stands for


def find_definition(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered | None:
    """The sentence that defines the term; the glossary's entry; None where neither is there."""
    terms = [term for term in inquiry.request.terms if term.typed != ("là",)]
    if inquiry.where.documents:  # "… trong quyết định 88": where it stands, not what it is
        terms = [term for term in terms if not term.is_weak]
    whole = " ".join(" ".join(term.typed) for term in terms)
    same = terms[0].alternatives if len(terms) == 1 else ()
    asked = {whole, *(unaccent(" ".join(phrase)) for phrase in same)}
    for chunk in chunks:
        for block in inquiry.lines(chunk):
            if said := _said(block, asked):
                basis = basis_of(inquiry.record(chunk), block, said)
                return PassagesFound((basis,))
    found = _from_glossary(asked)
    return found and replace(found, used=_used(inquiry, chunks, found))


def _used(inquiry: Inquiry, chunks: Sequence[Chunk], found: Defined) -> Basis | None:
    """The first passage that uses the abbreviation, else the one that uses what it stands for."""
    texts = [(chunk, block) for chunk in chunks for block in inquiry.lines(chunk)]
    for name, written in ((found.short, str), (fold(found.term), fold)):
        whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        for chunk, block in texts:
            if whole.search(written(block.text)):
                lines = block.text.splitlines()
                line = next((line for line in lines if whole.search(written(line))), block.text)
                return basis_of(inquiry.record(chunk), block, line)
    return None


def _said(block: Block, asked: set[str]) -> str:
    """The words of the block that say what a term is; "" where it does not."""
    for match in _BRACKET.finditer(block.text):
        inside = _CALLED.sub("", match[1])
        if {fold(inside), unaccent(inside)} & asked and not inside.isdigit():
            words = block.text[: match.start()].split()[-_MOST_WORDS:]
            return f"{' '.join(words)} {match[0]}"
    for sentence in re.split(r"(?<=[.;])\s|(?<=:)\s(?=[^:]* là )", block.text):
        opening = _MARKS.sub("", fold(sentence))
        if any(_DEFINES.match(unaccent(opening), len(term)) for term in _opened(opening, asked)):
            return sentence
    return ""


def _opened(opening: str, asked: set[str]) -> list[str]:
    """The terms, without marks, that the sentence begins with."""
    plain = unaccent(opening)
    return [bare for term in asked if plain.startswith(bare := unaccent(term))]


def _from_glossary(asked: set[str]) -> Defined | None:
    plain = {unaccent(term) for term in asked}
    for term, marks, english in rows("glossary"):
        shorts = [mark.strip() for mark in marks.split(",") if mark.strip()]
        if any(unaccent(mark) in plain for mark in shorts):
            return Defined(next(m for m in shorts if unaccent(m) in plain), term, english)
    for term, marks, english in rows("glossary"):
        if unaccent(term) in plain and marks:
            return Defined(marks.split(",")[0].strip(), term, english)
    return None
