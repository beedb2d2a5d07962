"""Facts of a document's head and foot: who signed it, when, under which number."""

from collections.abc import Sequence

from assistant.evidence import Basis, Gathered, IdentityFound, Unclear
from assistant.inquiry import Inquiry
from assistant.naming import document_name
from assistant.understand import DOCUMENT_FIELDS, Request
from ingest.document import FrontMatter
from ingest.period import find_periods, year_of
from ingest.places import same_unit
from ingest.text import unaccent, words
from prompts import Language, table
from vectorstore.records import DocumentRecord
from vectorstore.store import Store

_COVERED = 0.6  # of the question's weight, by the document's type, subject and file name
_ALIKE = 0.1
_OFFICE = 0.85  # share of an office's name that a signer's title and body must hold


def find_identity(inquiry: Inquiry) -> Gathered | None:
    """The fact asked for; None where no document here is the one meant."""
    meant = documents_meant(inquiry)
    if not meant:
        return None
    request = inquiry.request
    meant = _filled(meant, request)
    if len(meant) > 1 and not request.codes:
        return Unclear(choices=tuple(_choice(record, request.language) for record in meant))
    return _facts(inquiry.store, meant[0], request)


def _filled(meant: list[DocumentRecord], request: Request) -> list[DocumentRecord]:
    """Those that hold every field asked for, if any does: a draft has no number yet."""
    fields = [field for field in request.fields if field in DOCUMENT_FIELDS]
    return [r for r in meant if all(_value(r.front, field) for field in fields)] or meant


def _choice(record: DocumentRecord, language: Language) -> str:
    """The document by its name and subject: two drafts are both "not numbered"."""
    return ": ".join(
        part for part in (document_name(record, language), record.front.subject) if part
    )


def documents_meant(inquiry: Inquiry) -> list[DocumentRecord]:
    """The documents that the question numbers or describes, the most fitting first."""
    if inquiry.request.codes:
        return _by_code(inquiry)
    allowed = inquiry.where.documents
    return _by_subject([r for r in inquiry.documents() if not allowed or r.id in allowed], inquiry)


def find_office(inquiry: Inquiry) -> IdentityFound | None:
    """Who holds an office, by the signature under a document; the newest one where several do."""
    signed = [
        record
        for record in inquiry.documents()
        if record.front.signer and _is_of_units(record, inquiry.request)
        if inquiry.matcher(f"{record.front.signer_title} {record.front.issuer}").own >= _OFFICE
        if not _is_deputy(record.front.signer_title, inquiry.request.text)
    ]
    if not signed:
        return None
    newest = max(signed, key=lambda r: (r.front.year or 0, str(r.front.issued or "")))
    value = _value(newest.front, "signer")
    return IdentityFound(newest, (("signer", value, _basis(inquiry.store, newest, value)),))


def _is_deputy(title: str, asked: str) -> bool:
    """True for a "Phó Chủ tịch" where the question asks for the "Chủ tịch"."""
    return bool(_deputies().intersection(words(unaccent(title))) - set(words(unaccent(asked))))


def names_office(office: str, asked: str) -> bool:
    """True where the question holds the office word for word, and not its deputy's."""
    name, text = (f" {' '.join(words(unaccent(part)))} " for part in (office, asked))
    before, found, _ = text.partition(name)
    is_named = bool(found.strip()) and " " in name.strip()
    return is_named and not _deputies().intersection(before.split()[-1:])


def _deputies() -> frozenset[str]:
    return frozenset(unaccent(mark) for mark in table("issuers")["phrases"]["deputies"])


def _by_code(inquiry: Inquiry) -> list[DocumentRecord]:
    found = [inquiry.store.catalog.record(one) for one in inquiry.where.documents]
    return sorted(found, key=lambda record: not _is_of_units(record, inquiry.request))


def _by_subject(records: Sequence[DocumentRecord], inquiry: Inquiry) -> list[DocumentRecord]:
    """The documents of the unit, type and year asked for that speak of the topic best."""
    request = inquiry.request
    types = request.types
    fitting = [
        record
        for record in records
        if (not types or record.front.kind in types)
        and _is_of_units(record, request)
        and _is_of_year(record.front, request)
    ]
    timely = [record for record in fitting if _is_of_part(record.front, request)] or fitting
    ranked = [(inquiry.matcher(_description(record), record.path), record) for record in timely]
    if any(not term.is_weak for term in request.terms):
        ranked = [(match, record) for match, record in ranked if match.cover >= _COVERED]
    best = max((match.rank for match, _ in ranked), default=0.0)
    return [record for match, record in ranked if match.rank >= best - _ALIKE]


def _description(record: DocumentRecord) -> str:
    front = record.front
    return f"{front.kind} {front.subject} {front.issuer} {front.signer_title}"


def _is_of_units(record: DocumentRecord, request: Request) -> bool:
    if not request.units:
        return True
    unit = record.front.unit
    return unit is not None and any(same_unit(unit, wanted) for wanted in request.units)


def _is_of_year(front: FrontMatter, request: Request) -> bool:
    if not request.periods or front.year is None:
        return True
    own = year_of(front.year)
    years = {year for period in request.periods for year in (period.first.year, period.last.year)}
    return own.first.year in years or any(str(year) in front.subject for year in years)


def _is_of_part(front: FrontMatter, request: Request) -> bool:
    """True where the subject opens with the time asked for: the report of that very quarter."""
    spoken = find_periods(front.subject)
    return bool(spoken) and spoken[0] in request.periods


def _facts(store: Store, record: DocumentRecord, request: Request) -> IdentityFound:
    fields = [field for field in request.fields if field in DOCUMENT_FIELDS] or ["subject"]
    values = [(field, _value(record.front, field)) for field in fields]
    facts = tuple((field, value, _basis(store, record, value)) for field, value in values)
    return IdentityFound(record, facts)


def _value(front: FrontMatter, field: str) -> str:
    """The field as people read it; "" where the document leaves it blank."""
    if field == "issued":
        return f"{front.issued:%d/%m/%Y}" if front.issued else ""
    if field == "signer":
        return f"{front.signer_title} {front.signer}".strip() if front.signer else ""
    if field == "number":
        return front.number if front.number[:1].isdigit() else ""
    if field in ("recipients", "bases"):
        return "\n".join(f"- {line}" for line in getattr(front, field))
    return {"issuer": front.issuer, "subject": front.subject}[field]


def _basis(store: Store, record: DocumentRecord, value: str) -> Basis:
    """The block that states the value, else the first of the document."""
    blocks = store.catalog.blocks(record.id)
    words = unaccent(value).split()
    holds = (b for b in blocks if words and all(w in unaccent(b.text) for w in words[-3:]))
    front = record.front
    block = next(holds, blocks[0])
    head = (front.kind, front.number, front.issuer, front.subject, front.signer_title, front.signer)
    return Basis(
        record=record,
        block=block.ordinal,
        section=block.path,
        quote=block.text,
        page=block.page,
        highlight=value,
        support="\n".join((*head, *front.recipients, *front.bases)),
    )
