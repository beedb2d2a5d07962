"""Head and foot of a draft: what is known of them, the rest left open for a person."""

from dataclasses import dataclass

from assistant.drafting.draft import Foot, Head, Span
from assistant.drafting.letter import addressees
from assistant.drafting.material import Material
from assistant.drafting.wording import BODY, filled
from assistant.drafting.written import cited, fixed, left_open, to_check
from assistant.evidence import Basis, basis_of
from ingest.text import fold
from prompts import say, table
from vectorstore.records import DocumentRecord

_GAP = " " * 8


@dataclass(frozen=True, slots=True)
class FoundHead:
    """The head, and what it stands on."""

    head: Head
    sources: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFoot:
    """The foot, and what it stands on."""

    foot: Foot
    sources: tuple[Basis, ...] = ()


def head(material: Material) -> FoundHead:
    """The head of a people's committee; number and day stay open (NĐ 30/2020/NĐ-CP, Phụ lục I).

    A people's committee names no superior body over its own.
    """
    commission, form = material.commission, material.form
    template = form.subject if commission.topic else form.subject_without_topic
    return FoundHead(
        Head(
            superior="",
            issuer=(BODY.upper(), commission.unit.label.upper()),
            number=f"Số:{_GAP}/{form.short}-UBND" if form.short else f"Số:{_GAP}/UBND",
            place=commission.unit.name,
            date=f"ngày{_GAP}tháng{_GAP}năm{_GAP}",
            type=form.name.upper() if form.short else "",
            subject=(Span(filled(template, commission)),),
            addressees=_addressees(material),
        )
    )


def _addressees(material: Material) -> tuple[str, ...]:
    """A letter always has someone to go to; another paper only as commissioned."""
    given = material.commission.addressee
    is_letter = not material.form.short
    return addressees(material) if is_letter else (given,) if given else ()


def foot(material: Material) -> FoundFoot:
    """Recipients and signer of the unit's newest paper of the kind, the signer to be checked."""
    signed = _newest_signed(material)
    recipients, sources = _recipients(material, signed[0] if signed else None)
    lines = recipients or ((left_open(say("assistant.draft_no_recipients")),),)
    if signed is None:
        nobody = (left_open(say("assistant.draft_no_signer")),)
        return FoundFoot(Foot(lines, **_committee(), signer=nobody), sources)
    record, basis = signed
    note = say("assistant.draft_signer", paper=record.front.number or record.source)
    signer = (to_check(record.front.signer, note, basis),)
    return FoundFoot(Foot(lines, **_committee(), signer=signer), (basis, *sources))


def _committee() -> dict[str, str]:
    words = table("drafts/frame")
    return {"authority": words["authority"], "title": words["title"]}


def _newest_signed(material: Material) -> tuple[DocumentRecord, Basis] | None:
    """The newest paper that the committee's chair signed, and where: of the kind and on the topic
    before others of the kind, these before the rest."""
    title = fold(table("drafts/frame")["title"])
    signed = [
        r for r in material.own if r.front.signer and fold(r.front.signer_title).endswith(title)
    ]
    same = [record for record in signed if record.front.kind == material.form.name]
    about = [record for record in same if material.is_about(record)]
    for record in (*about, *same, *signed):
        if basis := _place_of(material, record, record.front.signer):
            return record, basis
    return None


def _recipients(
    material: Material, record: DocumentRecord | None
) -> tuple[tuple[tuple[Span, ...], ...], tuple[Basis, ...]]:
    """The lines of "Nơi nhận" of a paper, each on its place there; of a letter without another one
    to follow the lines that every letter has."""
    is_letter = not material.form.short
    if is_letter and (record is None or record.front.kind != material.form.name):
        words = table("drafts/frame")["letter_recipients"]
        return tuple((fixed(line),) for line in words), ()
    if record is None:
        return (), ()
    found = [(line, _place_of(material, record, line)) for line in record.front.recipients]
    spans = tuple((cited(_bare(line), basis),) for line, basis in found if basis)
    return spans, tuple(basis for _, basis in found if basis)


def _bare(line: str) -> str:
    return line.lstrip("-– ").rstrip(" ;.,")


def _place_of(material: Material, record: DocumentRecord, words: str) -> Basis | None:
    """The last block of a paper that holds the words."""
    wanted = fold(words)
    blocks = [b for b in material.blocks(record) if wanted in fold(b.text)]
    return basis_of(record, blocks[-1]) if blocks else None
