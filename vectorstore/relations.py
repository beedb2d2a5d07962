"""What documents say of each other, asked of the catalog."""

from ingest.codes import canonical, is_open
from ingest.document import Relation, RelationKind
from ingest.places import same_unit
from ingest.text import fold
from vectorstore.codec import loads
from vectorstore.database import ONE_OF, Database, as_list
from vectorstore.records import DocumentRecord, RelationRow


def find(
    database: Database,
    documents: tuple[str, ...],
    number: str,
    kinds: tuple[RelationKind, ...],
) -> tuple[RelationRow, ...]:
    """The relations that pass, by document, in the order in which each states them."""
    tests, values = ["ready"], []
    if documents:
        tests.append(f"document_id {ONE_OF}")
        values.append(as_list(documents))
    if number:
        tests.append("number = ?")
        values.append(canonical(number))
    if kinds:
        tests.append(f"kind {ONE_OF}")
        values.append(as_list(kinds))
    rows = database.rows(
        "SELECT document_id, data FROM relations JOIN documents ON document_id = id WHERE "
        f"{' AND '.join(tests)} ORDER BY documents.path, document_id, ordinal",
        values,
    )
    return tuple(RelationRow(document_id, loads(Relation, data)) for document_id, data in rows)


def is_number_known(record: DocumentRecord) -> bool:
    """True where a document has a number by which others can name it."""
    return bool(record.front.number) and not is_open(record.front.number)


def means(relation: Relation, citing: DocumentRecord, cited: DocumentRecord) -> bool:
    """True where the relation is to this very document, and not to another of the same number.

    Offices share numbers, and numbers return each year: both dates must be the same day; where a
    date is left open, issuer or unit must be the same.
    """
    if citing.id == cited.id or relation.number != canonical(cited.front.number):
        return False
    if relation.issued and cited.front.issued:
        return relation.issued == cited.front.issued
    if relation.issuer and cited.front.issuer:
        return fold(relation.issuer) == fold(cited.front.issuer)
    one, other = citing.front.unit, cited.front.unit
    return one is not None and other is not None and same_unit(one, other)
