"""The căn cứ of a draft: what the corpus cites for the topic, each in the form of a first citation.

That form is type, number, day, issuer and subject; a law goes by its name (NĐ 30/2020/NĐ-CP, Phụ
lục I, mục II.6.b). They stand in the order of their legal force, then of their days.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from assistant.drafting.citation_words import (
    cut_title,
    issuer_by_symbol,
    letter_titled,
    titled,
    whole_name,
    written_day,
)
from assistant.drafting.draft import BlockKind, DraftBlock, Span, Wanted
from assistant.drafting.forms import SectionForm
from assistant.drafting.material import Material
from assistant.drafting.wording import BODY, filled
from assistant.drafting.written import (
    Written,
    cited,
    computed,
    fixed,
    left_open,
    note,
    paragraph,
    to_check,
    written,
)
from assistant.ended import ended
from assistant.evidence import Basis, basis_of
from ingest.codes import canonical, code_key, find_codes
from ingest.document import Block, Relation, RelationKind
from ingest.period import longer_periods
from ingest.text import fold
from prompts import say, table
from vectorstore.records import DocumentRecord

_RESTING = (RelationKind.BASIS, RelationKind.IMPLEMENTS)
_LETTER = "Công văn"
_ENDING = (RelationKind.REPLACES, RelationKind.REPEALS)


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as the corpus cites it, or as it stands there itself."""

    kind: RelationKind
    type: str
    number: str  # as printed: "145/QĐ-UBND"; "" for a law
    issued: date | None
    issuer: str
    subject: str
    basis: Basis
    doubt: str = ""  # why it may no longer hold
    also: tuple[Basis, ...] = ()  # the head of the document itself, where the corpus holds it

    @property
    def key(self) -> str:
        """One document, one key: its number with its day, or the name of a law."""
        day = self.issued.isoformat() if self.issued else ""
        return fold(self.subject) if self.is_law else f"{code_key(self.number)} {day}"

    @property
    def is_law(self) -> bool:
        """True for what is cited by its name alone, which `subject` then holds."""
        return not self.number or self.type in table("drafts/bases")["laws"]


def write_bases(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """Each căn cứ on a line of its own, then the sentence that opens the paper."""
    references = references_of(material)
    lines = [line for one in references for line in _lines(material, one)]
    opening = paragraph(fixed(filled(material.form.opening, material.commission)))
    ahead = [_proposal()] if not material.form.looks_back else []
    empty = [] if references else [note(say("assistant.draft_no_bases")), _unknown()]
    places = [basis for one in references for basis in (one.basis, *one.also)]
    return written([*empty, *lines, *ahead, opening], places)


def references_of(material: Material) -> tuple[Reference, ...]:
    """The documents a paper on the topic stands on, in the order of their force and day."""
    found = [*_cited(material), *_held(material)]
    looked_at = [
        checked(material, reference)
        for reference in each_once(_completed(material, one) for one in found)
    ]
    instead = [new for one in looked_at if one.doubt for new in _replacing(material, one)]
    return tuple(sorted(each_once([*looked_at, *instead]), key=_order))


def _completed(material: Material, reference: Reference) -> Reference:
    """The reference with the subject and the issuer of the document itself, where the citation
    leaves them out and the corpus holds the one of its number and day."""
    if reference.is_law or (reference.subject and reference.issuer) or not reference.issued:
        return reference
    held = material.store.catalog.numbered((reference.number,))
    meant = [r for r in held if r.front.issued == reference.issued and r.front.subject]
    place = _head(material, meant[0]) if len(meant) == 1 else None
    if place is None:
        return reference
    front = meant[0].front
    subject = reference.subject or titled(front.subject)
    return replace(
        reference, subject=subject, issuer=reference.issuer or front.issuer, also=(place,)
    )


def in_place(record: DocumentRecord, block: Block, relation: Relation) -> Reference:
    """The reference; of one in the paper's own title without the paper's own place and time."""
    found = reference_of(relation, basis_of(record, block))
    if found.is_law:
        return replace(found, subject=whole_name(found.subject, relation.quote, block.text))
    is_title = _is_title(record, block)
    return replace(found, subject=cut_title(found.subject, "places")) if is_title else found


def _cited(material: Material) -> Iterator[Reference]:
    """What the unit's newest papers on the topic stand on; without any, what all papers cite."""
    donors = [record for record in material.own if material.is_about(record)]
    same = [record for record in donors if record.front.kind == material.form.name]
    papers = same[:1] or donors[:1]
    if papers:
        yield from _of(material, papers)
        return
    for reference in _of(material, (*material.above, *material.own)):
        if reference.subject and material.is_on_topic(reference.subject):
            yield reference


def _of(material: Material, papers: Iterable[DocumentRecord]) -> Iterator[Reference]:
    catalog = material.store.catalog
    for record in papers:
        rows = catalog.relations((record.id,))
        gone = {row.relation.number for row in rows if row.relation.kind in _ENDING} - {""}
        for row in rows:
            is_meant = row.relation.kind in _RESTING and row.relation.number not in gone
            block = catalog.block(record.id, row.relation.block)
            if is_meant and block and _is_basis(material, block):
                yield in_place(record, block, row.relation)


def _is_basis(material: Material, block: Block) -> bool:
    """True before the first heading, and below one that is headed as the basis of a paper."""
    headed = material.form.section("bases").headed if material.form.has("bases") else ()
    return not block.path or any(fold(word) in fold(block.path[-1]) for word in headed)


def _is_title(record: DocumentRecord, block: Block) -> bool:
    """True for the title: "Kế hoạch thực hiện Nghị quyết … trên địa bàn phường năm 2026"."""
    subject = fold(record.front.subject)
    return bool(subject) and subject in fold(block.text)


def reference_of(relation: Relation, basis: Basis) -> Reference:
    """A relation as the document it speaks of, its number as printed."""
    codes = [code.text for code in find_codes(relation.quote)]
    number = next((code for code in codes if canonical(code) == relation.number), relation.number)
    is_law = not number or relation.type in table("drafts/bases")["laws"]
    name = f"{relation.type} {relation.subject}".strip()
    return Reference(
        relation.kind,
        relation.type,
        number,
        relation.issued,
        relation.issuer,
        name if is_law else cut_title(relation.subject, "bodies"),
        basis,
    )


def _held(material: Material) -> Iterator[Reference]:
    """Papers of higher bodies, and resolutions of the unit's own, for the topic and the year."""
    own = [record for record in material.own if record.front.kind != material.form.name]
    for record in (*material.above, *own):
        front = record.front
        is_meant = front.is_numbered and material.is_about(record) and material.is_of_year(record)
        is_meant = is_meant and front.kind not in table("drafts/bases")["no_basis"]
        if is_meant and (reference := reference_to(material, record)):
            yield reference


def reference_to(material: Material, record: DocumentRecord) -> Reference | None:
    """A paper that is held, as others cite it; None for one without words."""
    front, basis = record.front, _head(material, record)
    return (
        Reference(
            RelationKind.IMPLEMENTS,
            front.kind,
            front.number,
            front.issued,
            front.issuer,
            letter_titled(front.subject) if front.kind == _LETTER else titled(front.subject),
            basis,
        )
        if basis
        else None
    )


def _head(material: Material, record: DocumentRecord) -> Basis | None:
    """Where a paper says what it is: its first block with its subject, else its first."""
    blocks = material.blocks(record)
    subject = fold(record.front.subject)
    named = next((block for block in blocks if subject and subject in fold(block.text)), None)
    first = named or next(iter(blocks), None)
    return basis_of(record, first) if first else None


def each_once(references: Iterable[Reference]) -> list[Reference]:
    """Of one document the reference that says most of it."""
    best: dict[str, Reference] = {}
    for reference in references:
        known = best.get(reference.key)
        if known is None or _fullness(reference) > _fullness(known):
            best[reference.key] = reference
    return list(best.values())


def _fullness(reference: Reference) -> int:
    return sum(map(bool, (reference.issued, reference.issuer, reference.subject)))


def checked(material: Material, reference: Reference) -> Reference:
    """The reference with what speaks against it: it was replaced, or its time is over."""
    law = reference.subject if reference.is_law else ""
    if gone := ended(reference.number, law, material.today):
        since = f"{gone.since:%d/%m/%Y}"
        return replace(
            reference, doubt=say("assistant.draft_ended", since=since, by=gone.by or "–")
        )
    if new := _replacing(material, reference):
        names = ", ".join(f"{one.type} số {one.number}" for one in new)
        return replace(reference, doubt=say("assistant.draft_replaced", new=names))
    periods = longer_periods(reference.subject)
    if periods and all(period.last < material.commission.period.first for period in periods):
        return replace(reference, doubt=say("assistant.draft_over"))
    return reference


def _replacing(material: Material, old: Reference) -> list[Reference]:
    """The papers held that say they replace or repeal this one."""
    if not old.number:
        return []
    catalog = material.store.catalog
    rows = catalog.relations(number=old.number, kinds=_ENDING)
    meant = [r for r in rows if old.issued is None or r.relation.issued in (None, old.issued)]
    records = {row.document_id: catalog.record(row.document_id) for row in meant}
    return [
        Reference(
            old.kind, r.front.kind, r.front.number, r.front.issued, r.front.issuer,
            titled(r.front.subject), basis,
        )
        for r in records.values()
        if (basis := _head(material, r))
    ]  # fmt: skip


@lru_cache
def _ranks() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (tuple(map(fold, one.get("types", ()))), tuple(map(fold, one.get("issuers", ()))))
        for one in table("drafts/bases")["rank"]
    )


def _order(reference: Reference) -> tuple[int, date]:
    issuer = fold(reference.issuer or issuer_by_symbol(reference.number))
    kind = fold(reference.type or reference.subject)
    fits = (
        at
        for at, (types, issuers) in enumerate(_ranks())
        if (not types or kind.startswith(types)) and (not issuers or issuer.startswith(issuers))
    )
    return next(fits, len(_ranks())), reference.issued or date.max


def _opening(material: Material, reference: Reference) -> str:
    """ "Căn cứ", "Thực hiện"; "Tiếp tục thực hiện" of the committee's own earlier plan."""
    issuer = fold(reference.issuer)
    unit = material.commission.unit
    is_own = issuer.endswith(fold(unit.label)) or issuer.endswith(f" {fold(unit.kind)}")
    is_committee = issuer.startswith(tuple(map(fold, ("UBND", BODY))))
    is_plan = reference.type == material.form.name
    goes_on = is_own and is_committee and is_plan and not material.form.looks_back
    return str(table("drafts/bases")["opening"]["goes_on" if goes_on else reference.kind.value])


def _lines(material: Material, reference: Reference) -> list[DraftBlock]:
    """The line of a căn cứ, with that of the law which our list names in the place of an ended one:
    no paper held cites it, so it is to be looked up."""
    lines = [_line(material, reference)]
    gone = ended(reference.number, reference.subject, material.today) if reference.is_law else None
    if gone and gone.by.startswith(tuple(table("drafts/bases")["laws"])):
        name = re.split(r"\s+số\s+\d", gone.by)[0]
        note = say("assistant.draft_law_instead", old=reference.subject)
        opened = fixed(f"{table('drafts/bases')['opening']['basis']} ")
        lines.append(DraftBlock(BlockKind.BASIS, (opened, to_check(name, note), fixed(";"))))
    return lines


def _line(material: Material, reference: Reference) -> DraftBlock:
    spans = [
        fixed(f"{_opening(material, reference)} "),
        *citation(reference),
        fixed(";"),
    ]
    return DraftBlock(BlockKind.BASIS, tuple(spans))


def citation(reference: Reference, *, with_issuer: bool = True) -> Sequence[Span]:
    """The form of a first citation: type, number, day, issuer, subject; what no paper says is left
    open. Without its issuer where the words before have said whose papers follow."""
    basis, doubt = reference.basis, reference.doubt
    if reference.is_law:
        return [
            to_check(reference.subject, doubt, basis) if doubt else cited(reference.subject, basis)
        ]
    name = f"{reference.type} số {reference.number}"
    spans = [to_check(name, doubt, basis) if doubt else cited(name, basis)]
    issuer = (("của ", reference.issuer, "assistant.draft_no_issuer"),) if with_issuer else ()
    for words, value, missing in (
        ("ngày ", written_day(reference.issued), "assistant.draft_no_day"),
        *issuer,
        ("", reference.subject, "assistant.draft_no_subject"),
    ):
        places = (basis, *reference.also)
        found = (
            [cited(words + value, *places)] if value else [fixed(words), left_open(say(missing))]
        )
        if not value and words == "của " and (central := issuer_by_symbol(reference.number)):
            note = say("assistant.draft_by_symbol", number=reference.number)
            found = [computed(words + central, note, basis)]
        spans += [fixed(" "), *found]
    return spans


def _proposal() -> DraftBlock:
    """ "Theo đề nghị của …": whose proposal, and under which number, is not known before."""
    words = table("drafts/bases")["wording"]["proposal"]
    return DraftBlock(
        BlockKind.BASIS,
        (fixed(f"{words} "), left_open(say("assistant.draft_no_proposal")), fixed(".")),
    )


def _unknown() -> DraftBlock:
    opening = table("drafts/bases")["opening"]["basis"]
    return DraftBlock(
        BlockKind.BASIS,
        (fixed(f"{opening} "), left_open(say("assistant.draft_which_basis")), fixed(";")),
    )
