"""The number of a document that others cite: "nghị định về cơ chế một cửa là số mấy?"."""

import re
from collections.abc import Sequence

from assistant.cues import cues, has_cue
from assistant.evidence import Basis, PassagesFound
from assistant.identity import documents_meant
from assistant.inquiry import Inquiry
from assistant.lineage import relation_bases
from ingest.document import Finding
from ingest.text import unaccent
from prompts import say
from vectorstore.records import RelationRow

_FETCHED = 40
_COVERED = 0.6
_MOST = 6
_OPENS = 30  # characters by which a citation is found in its paragraph


def find_cited_number(inquiry: Inquiry) -> PassagesFound | None:
    """The citations of a document asked for by its type and what it is about, or its day.

    None where no number is asked for, or a document of that type is held itself.
    """
    asks = "number" in inquiry.request.fields or has_cue(cues("agree"), inquiry.request.text)
    types = _types(inquiry) if asks else ()
    if not types:
        return None
    rows = inquiry.store.catalog.relations(_citing(inquiry))
    cited = [row for row in rows if row.relation.type in types and _is_meant(inquiry, row)]
    bases = relation_bases(inquiry, _distinct(cited)[:_MOST])
    return PassagesFound(bases, notes=_notes(inquiry, cited, bases)) if bases else None


def _types(inquiry: Inquiry) -> tuple[str, ...]:
    """The types asked for that no document meant by the question has itself."""
    held = [inquiry.store.catalog.record(one) for one in inquiry.where.documents]
    kinds = {record.front.kind for record in held or documents_meant(inquiry)}
    return tuple(kind for kind in inquiry.request.types if kind not in kinds)


def _citing(inquiry: Inquiry) -> tuple[str, ...]:
    """The documents that may cite it: those named, else those nearest to the question."""
    if inquiry.where.documents:
        return inquiry.where.documents
    words = " ".join((*inquiry.request.types, inquiry.request.text))
    hits = inquiry.store.index.search(words, inquiry.at_home(), _FETCHED)
    return tuple(dict.fromkeys(hit.chunk.document_id for hit in hits))


def _is_meant(inquiry: Inquiry, row: RelationRow) -> bool:
    """True for a citation of the day asked for and about what is asked."""
    days = {p.first for p in inquiry.request.periods if p.first == p.last}
    if days and row.relation.issued not in days:
        return False
    citing = f" {unaccent(inquiry.store.catalog.record(row.document_id).front.subject)} "
    terms = [
        term
        for term in inquiry.request.terms
        if not term.is_weak and not (days and f" {' '.join(term.plain)} " in citing)
    ]
    said, around = f"{row.relation.quote} {row.relation.subject}", _sentence(inquiry, row)
    return not terms or bool(days) or inquiry.matcher.of(terms)(said, around).cover >= _COVERED


def _sentence(inquiry: Inquiry, row: RelationRow) -> str:
    """The sentence that cites: "Thực hiện cơ chế một cửa theo Nghị định số …"."""
    block = inquiry.store.catalog.block(row.document_id, row.relation.block)
    sentences = re.split(r"(?<=[.;])\s+", block.text) if block else []
    return next((one for one in sentences if row.relation.quote[:_OPENS] in one), "")


def _distinct(cited: Sequence[RelationRow]) -> list[RelationRow]:
    return list({row.relation.number: row for row in reversed(cited)}.values())[::-1]


def _notes(
    inquiry: Inquiry, cited: Sequence[RelationRow], bases: Sequence[Basis]
) -> tuple[Finding, ...]:
    """That one document seems to be cited under several numbers: all on one day."""
    distinct = _distinct(cited)
    days = {row.relation.issued for row in distinct}
    if len(distinct) < 2 or len(days) > 1 or None in days:
        return ()
    numbers = "; ".join(row.relation.number for row in distinct)
    text = say("assistant.cited_twice", inquiry.request.language, numbers=numbers)
    return (Finding("conflict", text),)
