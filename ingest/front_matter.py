"""The head and foot of a document: number, type, issuer, unit, date, subject, bases, signer.

Layouts: Nghị định 30/2020/NĐ-CP (state), Hướng dẫn 05-HD/VPTW (Party), official letters, older
papers that say all in a sentence, and files whose letterhead was lost. Blank stays blank.
"""

import re
from collections.abc import Sequence
from datetime import date

from ingest.codes import find_codes, type_of
from ingest.dates import find_date
from ingest.document import Block, BlockKind, FrontMatter
from ingest.head import Head, compact, opens, read_head
from ingest.issuer import issuer_of_type, organ_by_symbol, organ_of, unit_of_document
from ingest.layout import is_attachment, pattern, phrases
from ingest.shapes import marker
from ingest.signature import recipients, signature
from ingest.text import fold, tidy


def read_front_matter(blocks: tuple[Block, ...], source: str) -> FrontMatter:
    """What the head and foot say; every field is blank where they do not.

    A head that is missing altogether is made up for by "(Kèm theo Kế hoạch số … của …)". `source`,
    the file's name, gives the year where the document names none.
    """
    head = read_head(blocks)
    if not head.number:
        _from_attachment(head, blocks)
    signed = signature(blocks[head.end :])
    texts = [block.text for block in blocks]
    organ = organ_of(head.organs)
    subject = tidy(" ".join(head.subject)).strip(" .*_-–")
    organ = organ or issuer_of_type(head.kind)
    organs = head.organs or [organ or organ_by_symbol(head.number, None)]
    unit = unit_of_document(organs, subject, head.place, texts)
    issued = head.written.day if head.written else None
    return FrontMatter(
        number=head.number,
        kind=head.kind or type_of(head.number),
        issuer=organ or organ_by_symbol(head.number, unit),
        unit=unit,
        issued=issued,
        year=_year(head, issued, subject, source),
        signer=signed.name,
        signer_title=signed.title,
        subject=subject,
        bases=tuple(head.bases) or _bases_of_section(blocks),
        recipients=recipients(blocks),
    )


def head_of(blocks: Sequence[Block]) -> int:
    """How many blocks at the start are the head: letterhead, title and the căn cứ."""
    return read_head(blocks).end


def written_date(blocks: Sequence[Block]) -> str:
    """The date of issue as the head writes it, complete or not; "" where it has none."""
    written = read_head(blocks).written
    return written.text if written else ""


def _from_attachment(head: Head, blocks: Sequence[Block]) -> None:
    """What "(Kèm theo Kế hoạch số … ngày … của …)" says, and the annex's title as the subject."""
    at = next((i for i, block in enumerate(blocks) if is_attachment(block.text)), None)
    if at is None:
        return
    attached = " ".join(block.text for block in blocks[at : at + 2])
    attached = attached.partition(")")[0]
    codes = find_codes(attached)
    if not codes:
        return
    head.number = compact(codes[0].text)
    head.written = head.written or find_date(attached[codes[0].end :])
    organ = re.search(r"của\s+([^()]{3,80})$", attached.strip())
    if organ and not head.organs:
        head.organs = [organ[1]]
    if not head.subject:
        head.subject = [b.text for b in blocks[:at] if b.kind is BlockKind.HEADING][-1:]


def _bases_of_section(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The căn cứ of a document that gives them a section of their own, as a đề án does."""
    return tuple(
        block.text
        for block in blocks
        if block.table is None
        and block.kind is not BlockKind.HEADING
        and any(pattern("head", "bases").search(fold(heading)) for heading in block.path)
        and (opens(block.text, ("Căn cứ",)) or find_codes(block.text) or _names_document(block))
    )


def _names_document(block: Block) -> bool:
    """True for "- Nghị quyết Đại hội Đảng bộ phường …": a document that is cited by its name."""
    found = marker(block.text)
    name = fold(found.body if found else block.text)
    return block.kind is BlockKind.LIST_ITEM and name.startswith(phrases("head", "types"))


def _year(head: Head, issued: date | None, subject: str, source: str) -> int | None:
    """The year of issue; else the one the number, the subject or the file's name holds."""
    if issued:
        return issued.year
    if head.written and head.written.year:
        return head.written.year
    places = (
        (head.number, r"/(20\d\d)/"),
        (subject, r"năm\s+(20\d\d)(?!\d)"),
        (source, r"(?<!\d)(20\d\d)(?!\d)"),
    )
    found = (re.search(shape, text, re.IGNORECASE) for text, shape in places)
    return next((int(match[1]) for match in found if match), None)
