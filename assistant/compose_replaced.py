"""No replaced document is used silently: an answer that stands on one says what replaced it."""

from dataclasses import replace

from assistant.composed import Composed
from assistant.evidence import Statement
from assistant.inquiry import Inquiry
from assistant.kinds import Kind
from assistant.lineage import replacing
from assistant.naming import document_name
from prompts import say
from vectorstore.records import DocumentRecord


def with_replaced(composed: Composed, inquiry: Inquiry) -> Composed:
    """The answer with a note for each document in it that another one here replaces."""
    if inquiry.request.kind is Kind.RELATION:
        return composed  # which document replaces which is what it says
    cited = {b.record.id: b.record for s in composed.statements for b in s.bases}
    notes = tuple(
        _note(inquiry, old, new) for old in cited.values() if (new := replacing(inquiry, old))
    )
    return replace(composed, statements=(*composed.statements, *notes))


def _note(inquiry: Inquiry, old: DocumentRecord, new: DocumentRecord) -> Statement:
    language = inquiry.request.language
    names = (document_name(record, language) for record in (old, new))
    text = say("assistant.replaced", language, old=next(names), new=next(names))
    return Statement(text, is_note=True)
