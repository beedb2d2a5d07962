"""Facts of a document's head and foot: who signed it, when, under which number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Basis, Gathered, IdentityFound, Unclear, basis_of
from assistant.inquiry import Inquiry
from assistant.kinds import DOCUMENT_FIELDS
from assistant.lexicon import Term
from assistant.naming import document_name
from assistant.understand import Request
from ingest.codes import canonical, find_codes
from ingest.dates import find_date
from ingest.document import Block, FrontMatter
from ingest.period import find_periods, year_of
from ingest.places import same_unit
from ingest.text import fold, unaccent, words
from prompts import Language, table
from vectorstore.records import DocumentRecord
from vectorstore.store import Store

_COVERED = 0.6  # of the question's weight, by the document's type, subject and file name
_ALIKE = 0.1
_TITLE = 40  # characters of a subject: what follows may be "(dự thảo)" or more of it
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
        if not is_deputy(record.front.signer_title, inquiry.request.text)
        if _signs_for_organ(record, inquiry.request.text)
    ]
    if not signed:
        return None
    newest = max(signed, key=lambda r: (r.front.year or 0, str(r.front.issued or "")))
    value = _value(newest.front, "signer")
    basis = _basis(inquiry.store, newest, "signer", value)
    return IdentityFound(newest, (("signer", value, basis),))


def _signs_for_organ(record: DocumentRecord, asked: str) -> bool:
    """False for the chairman of the council where the committee's is asked for.

    "Chủ tịch phường" is the committee's, the first of the organs.
    """
    named = organs_named(asked) or organs_named(next(iter(table("issuers")["short"])))
    signed = organs_named(record.front.issuer)
    return not signed or bool(signed & named)


def organs_named(text: str) -> frozenset[str]:
    """The organs that a text names, in full or short, by their short names."""
    said = f" {' '.join(words(unaccent(text)))} "
    short = table("issuers")["short"].items()
    return frozenset(
        mark for name, mark in short if any(f" {unaccent(one)} " in said for one in (name, mark))
    )


def is_deputy(title: str, asked: str) -> bool:
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


# "kế hoạch cải cách hành chính 41 lúc đầu": nothing is counted after the number
_ENDS_NAME = r"(?=\s*(?:$|[,.;?!]|luc\b|la\b|co\b|duoc\b|neu\b|quy\b|ban\b|thi\b|cua\b|ve\b|do\b))"


def is_bare_number(term: Term) -> bool:
    """True for a number alone, as typed."""
    return len(term.typed) == 1 and term.typed[0].isdigit()


def numbered_apart(store: Store, request: Request) -> list[DocumentRecord]:
    """The documents named by type, subject and number: "kế hoạch cải cách hành chính 41"."""
    numbers = [term.typed[0] for term in request.terms if is_bare_number(term)]
    plain = unaccent(request.text)
    ends = [n for n in numbers if re.search(rf"(?<![\d.,/]){n}{_ENDS_NAME}", plain)]
    if not ends or not request.types:
        return []
    return [
        record
        for record in store.catalog.documents()
        if record.front.kind in request.types and _is_of_units(record, request)
        if any(record.front.number.lstrip("0").startswith((f"{n}/", f"{n}-")) for n in ends)
        if any(
            f" {' '.join(term.plain)} " in f" {unaccent(record.front.subject)} "
            for term in request.terms
            if not term.is_weak
        )
    ]


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
    leading = [record for match, record in ranked if match.rank >= best - _ALIKE]
    return leading if "du thao" in unaccent(request.text) else _without_drafts(leading)


def _without_drafts(records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The documents without those that have no number yet where the numbered one is there too."""
    signed = {_title(record) for record in records if record.front.is_numbered}
    return [r for r in records if r.front.is_numbered or _title(r) not in signed]


def _title(record: DocumentRecord) -> tuple[str, str, str]:
    """What a draft and the signed paper have in common."""
    front = record.front
    return front.kind, front.unit.label if front.unit else "", fold(front.subject)[:_TITLE]


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
    facts = tuple((field, value, _basis(store, record, field, value)) for field, value in values)
    others = _other_days(store, record) if {"issued", "number"} & set(fields) else ()
    return IdentityFound(record, facts, others)


def bases_of(inquiry: Inquiry, record: DocumentRecord) -> IdentityFound | None:
    """What a document stands on, by its head or its own section; None where it names nothing."""
    if not record.front.bases:
        return None
    return _facts(inquiry.store, record, replace(inquiry.request, fields=("bases",)))


def _other_days(store: Store, record: DocumentRecord) -> tuple[tuple[str, Basis], ...]:
    """Where other papers of the same body cite the document under another day of its year."""
    front = record.front
    if front.issued is None or not front.is_numbered:
        return ()
    found = []
    for row in store.catalog.relations((), front.number):
        citing, relation = store.catalog.record(row.document_id), row.relation
        if relation.issued in (None, front.issued) or citing.id == record.id:
            continue
        is_ours = fold(relation.issuer) == fold(front.issuer) if relation.issuer else False
        home = citing.front.unit and front.unit and same_unit(citing.front.unit, front.unit)
        same_kind = relation.type in ("", front.kind)
        if relation.issued.year == front.issued.year and same_kind and (is_ours or home):
            block = store.catalog.block(citing.id, relation.block)
            if block:
                basis = basis_of(citing, block)
                found.append((f"{relation.issued:%d/%m/%Y}", basis))
    return tuple(found)


def _value(front: FrontMatter, field: str) -> str:
    """The field as people read it; "" where the document leaves it blank."""
    if field == "issued":
        return f"{front.issued:%d/%m/%Y}" if front.issued else ""
    if field == "signer":
        return f"{front.signer_title} {front.signer}".strip() if front.signer else ""
    if field == "number":
        return front.number if front.is_numbered else ""
    if field in ("recipients", "bases"):
        return "\n".join(f"- {line}" for line in getattr(front, field))
    return {"issuer": front.issuer, "subject": front.subject}[field]


def _basis(store: Store, record: DocumentRecord, field: str, value: str) -> Basis:
    """The line of the head or foot that states the value, else the first of the document."""
    blocks = store.catalog.blocks(record.id)
    front = record.front
    lines = [block for block in blocks if value and _states(block, field, front)]
    block = (lines[-1] if field == "signer" else lines[0]) if lines else blocks[0]
    head = (front.kind, front.number, front.issuer, front.subject, front.signer_title, front.signer)
    return Basis(
        record=record,
        block=block.ordinal,
        section=block.path,
        quote=block.text,
        page=block.page,
        highlight=value if value in block.text else "",
        support="\n".join((*head, *front.recipients, *front.bases)),
    )


def _states(block: Block, field: str, front: FrontMatter) -> bool:
    """True for a line that gives the field: the day in any spelling, the number, the name."""
    if block.table:
        return False
    if field == "issued":
        written = find_date(block.text)
        return written is not None and written.day == front.issued
    if field == "number":
        return any(canonical(c.text) == canonical(front.number) for c in find_codes(block.text))
    named = {"signer": (front.signer,), "issuer": (front.issuer,), "subject": (front.subject,)}
    lines = named.get(field) or getattr(front, field)
    return any(line and (fold(line) in fold(block.text)) for line in lines[:1])
