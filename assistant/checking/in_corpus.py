"""Citations held against the documents of the store: replaced ones, other dates, unknown ones."""

from collections.abc import Iterator
from functools import lru_cache

from assistant.checking.citations import Citation, citations, cited_name
from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper
from ingest.document import RelationKind
from ingest.text import fold
from prompts import table as data
from vectorstore.catalog import Catalog
from vectorstore.records import DocumentRecord, RelationRow

_SHOWN = 6  # numbers named of those that the store does not know
_ENDING = (RelationKind.REPLACES, RelationKind.REPEALS)


def replaced_in_corpus(paper: Paper, catalog: Catalog) -> Iterator[Fault]:
    """Documents that one of the store says it replaces or repeals."""
    for cited in _once(paper):
        relation = cited.relation
        if relation.kind in _ENDING or relation.kind is RelationKind.AMENDS:
            continue
        for row in catalog.relations(number=relation.number, kinds=_ENDING):
            record = catalog.record(row.document_id)
            if _is_same_file(paper, record) or not _means(row, record, cited):
                continue
            own, new = paper.document.front.issued, record.front.issued
            is_sure = own is not None and new is not None and new <= own
            yield paper.fault(
                "citation-replaced",
                "replaced",
                cited.block,
                relation.quote,
                severity=None if is_sure else Severity.LOOK,
                related=row.relation.quote,
                cited=cited_name(cited),
                by=_title(record),
            )
            break


def unlike_corpus(paper: Paper, catalog: Catalog) -> Iterator[Fault]:
    """Numbers that the store cites with another day, and numbers that it does not know at all."""
    unknown: list[Citation] = []
    for cited in _once(paper):
        number = cited.relation.number
        held = [r for r in catalog.numbered((number,)) if not _is_same_file(paper, r)]
        told = [
            row
            for row in catalog.relations(number=number)
            if not _is_same_file(paper, catalog.record(row.document_id))
        ]
        if not held and not told:
            unknown.append(cited)
        elif other := _other_day(cited, held, told):
            yield paper.fault(
                "citation-differs",
                "corpus_day",
                cited.block,
                cited.relation.quote,
                severity=Severity.WARNING,
                cited=cited_name(cited),
                day=f"{cited.relation.issued:%d/%m/%Y}",
                other=other,
            )
    if unknown:
        names = "; ".join(map(cited_name, unknown[:_SHOWN])) + (
            " …" if len(unknown) > _SHOWN else ""
        )
        first = unknown[0]
        yield paper.fault(
            "citation-unknown",
            "unknown",
            first.block,
            first.relation.quote,
            names=names,
            count=len(unknown),
        )


def _once(paper: Paper) -> Iterator[Citation]:
    """Each number that the paper cites, at its first place with a day if it has one."""
    found: dict[str, Citation] = {}
    for cited in citations(paper):
        known = found.get(cited.relation.number)
        if cited.relation.number and (
            known is None or (cited.relation.issued and not known.relation.issued)
        ):
            found[cited.relation.number] = cited
    yield from found.values()


def _is_same_file(paper: Paper, record: DocumentRecord) -> bool:
    return record.sha256 == paper.document.sha256


def _means(row: RelationRow, record: DocumentRecord, cited: Citation) -> bool:
    """True where both speak of one document: numbers are shared, so days or issuers must agree.

    A paper that does not say whose document it replaces replaces one of its own office.
    """
    one, other = row.relation, cited.relation
    if one.issued and other.issued:
        return one.issued == other.issued
    if other.issuer:
        return fold(one.issuer or record.front.issuer) == fold(other.issuer)
    return _is_unique(other.number)


@lru_cache
def _unique_ends() -> tuple[str, ...]:
    return tuple(data("checking")["citations"]["unique_ends"])


def _is_unique(number: str) -> bool:
    """True where the number itself names the one body that gives it out."""
    return number.endswith(_unique_ends()) or "/QH" in number


def _other_day(cited: Citation, held: list[DocumentRecord], told: list[RelationRow]) -> str:
    """The day that the store gives for a number of one body; "" where it agrees or gives none."""
    relation = cited.relation
    if relation.issued is None or not _is_unique(relation.number):
        return ""
    days = {record.front.issued for record in held} | {row.relation.issued for row in told}
    known = sorted(day for day in days if day)
    return "" if not known or relation.issued in known else f"{known[0]:%d/%m/%Y}"


def _title(record: DocumentRecord) -> str:
    front = record.front
    day = f" ngày {front.issued:%d/%m/%Y}" if front.issued else ""
    return f"{front.kind} số {front.number}{day} ({record.source})"
