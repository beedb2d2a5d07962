"""The paragraph that ends a plan, and the body through which matters come before the committee."""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.drafting.donors import Donors
from assistant.drafting.draft import Span
from assistant.drafting.material import Material
from assistant.drafting.wording import END, filled
from assistant.drafting.written import Written, cited, fixed, left_open, paragraph, written
from assistant.evidence import Basis, basis_of
from ingest.document import Block
from ingest.text import fold
from prompts import say, table
from vectorstore.records import DocumentRecord

_LEAD = "\x02"  # where the leading body goes


def closing(material: Material, donors: Donors) -> Written:
    """ "Trên đây là Kế hoạch …": with the body that leads by the unit's own papers, else open."""
    found = _leading_body(material, donors)
    before, _, after = filled(material.form.closing, material.commission, lead=_LEAD).partition(
        _LEAD
    )
    lead: Span = left_open(say("assistant.draft_no_lead"))
    if found:
        lead = cited(found[0], found[1])
    spans = (fixed(before), lead, fixed(after + END)) if after else (fixed(before + END),)
    return written([paragraph(*spans)], [found[1]] if found else [])


def _leading_body(material: Material, donors: Donors) -> tuple[str, Basis] | None:
    """The body that the unit's own papers on the topic name as the one to go through, and where."""
    found = (one for record in donors.own for one in _leads(material, record))
    return next(found, None)


def _leads(material: Material, record: DocumentRecord) -> Iterator[tuple[str, Basis]]:
    blocks = material.blocks(record)
    for block in reversed(blocks):
        if found := _through().search(block.text):
            yield _bare(found["body"]), basis_of(record, block)
    for block in blocks:
        if _is_standing(block) and (name := _body_of(block)):
            yield name, basis_of(record, block)


@lru_cache
def _through() -> re.Pattern[str]:
    """ "(qua Phòng Văn hóa - Xã hội)", "về Phòng Văn hóa - Xã hội để tổng hợp"."""
    organs = "|".join(map(re.escape, table("drafts/plan")["organisation"]["leads_as"]))
    return re.compile(
        rf"(?:qua|về)\s+(?P<body>(?:{organs})\s[^();.]*?)(?=\)|\s+(?:để|tổng hợp|trước)\b|[;.]|$)"
    )


def _is_standing(block: Block) -> bool:
    said = fold(block.text)
    return any(fold(one) in said for one in table("drafts/plan")["organisation"]["standing"])


def _body_of(block: Block) -> str:
    """The body that a line on a standing duty names: its opening, else the heading above it."""
    organs = "|".join(map(re.escape, table("drafts/plan")["organisation"]["leads_as"]))
    shape = re.compile(rf"(?P<body>(?:{organs})\s[^:;.()]*?)(?=\s+(?:là|làm|chủ trì)\b|[:;.]|$)")
    texts = (block.text[:120], *reversed(block.path))
    found = next((match for text in texts if (match := shape.search(text))), None)
    return _bare(found["body"]) if found else ""


def _bare(name: str) -> str:
    return name.strip(" ,:-")
