"""A basis as the citation that people and programs see."""

from assistant.conversation import Citation
from assistant.evidence import Basis


def citation(basis: Basis, marker: int) -> Citation:
    """The basis under its number in the text."""
    front = basis.record.front
    return Citation(
        marker=marker,
        document_id=basis.record.id,
        source=basis.record.source,
        number=front.number,
        kind=front.kind,
        subject=front.subject,
        issued=front.issued,
        unit=front.unit.label if front.unit else "",
        section=basis.section,
        row=basis.row,
        page=basis.page,
        quote=basis.quote,
        block=basis.block,
        row_index=basis.row_index,
        highlight=basis.highlight,
    )
