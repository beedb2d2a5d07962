"""The documents as programs see them: the list, one document, its text, passages that fit words."""

from dataclasses import asdict
from typing import Any

from ingest.document import Block, Chunk, ChunkKind, Table
from ingest.places import unit_key
from ingest.text import fold
from ui.filters import known_units
from ui.library import describe
from vectorstore.catalog import Catalog
from vectorstore.index import Hit
from vectorstore.records import DocumentRecord, Filter
from vectorstore.store import Store


def listed(catalog: Catalog, unit: str, kind: str, year: int | None) -> list[DocumentRecord]:
    """The documents by path that meet what was asked; CancuError for a unit no document knows."""
    keys = {unit_key(found) for found in known_units(unit, catalog)} if unit else set()
    return [
        record
        for record in catalog.documents()
        if (not keys or (record.front.unit and unit_key(record.front.unit) in keys))
        and (not kind or fold(record.front.kind) == fold(kind))
        and (year is None or record.front.year == year)
    ]


def in_full(catalog: Catalog, document_id: str) -> dict[str, Any]:
    """A document without its text: all that its head says, and what it says of others."""
    record = catalog.record(document_id)
    front = record.front
    return {
        **describe(record),
        "shelf": record.shelf.value,
        "sha256": record.sha256,
        "issuer": front.issuer,
        "subject": front.subject,
        "year": front.year,
        "signer": front.signer,
        "signer_title": front.signer_title,
        "bases": list(front.bases),
        "recipients": list(front.recipients),
        "relations": [
            {
                "kind": row.relation.kind.value,
                "number": row.relation.number,
                "type": row.relation.type,
                "issued": row.relation.issued.isoformat() if row.relation.issued else None,
                "issuer": row.relation.issuer,
                "subject": row.relation.subject,
                "block": row.relation.block,
                "quote": row.relation.quote,
            }
            for row in catalog.relations((document_id,))
        ],
        "replaced_by": [
            {"document_id": new.id, "number": new.front.number}
            for new in catalog.replaced_by(document_id)
        ],
        "link": f"/documents/{record.id}",
    }


def block_json(block: Block) -> dict[str, Any]:
    """A block of a document's text, in reading order by `ordinal`."""
    return {
        "ordinal": block.ordinal,
        "kind": block.kind.value,
        "text": block.text,
        "section": list(block.path),
        "level": block.level,
        "page": block.page,
        "table": _table_json(block.table) if block.table else None,
    }


def _table_json(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "measure": table.measure,
        "columns": list(table.columns),
        "rows": [asdict(row) for row in table.rows],
    }


def found(store: Store, words: str, unit: str, kind: str, limit: int) -> list[dict[str, Any]]:
    """The passages and rows that fit the words best, each with its place."""
    catalog = store.catalog
    units = tuple(unit_key(one) for one in known_units(unit, catalog)) if unit else ()
    kinds = (ChunkKind(kind),) if kind else (ChunkKind.PASSAGE, ChunkKind.ROW)
    hits = store.index.search(words, Filter(units=units, kinds=kinds), limit)
    records = {record.id: record for record in catalog.documents()}
    return [
        _hit_json(hit, records[hit.chunk.document_id], catalog)
        for hit in hits
        if hit.chunk.document_id in records  # else it went in between
    ]


def _hit_json(hit: Hit, record: DocumentRecord, catalog: Catalog) -> dict[str, Any]:
    chunk = hit.chunk
    block = catalog.block(record.id, chunk.blocks[0]) if chunk.blocks else None
    return {
        "document_id": record.id,
        "source": record.source,
        "number": record.front.number,
        "type": record.front.kind,
        "unit": record.front.unit.label if record.front.unit else "",
        "issued": record.front.issued.isoformat() if record.front.issued else None,
        "kind": chunk.kind.value,
        "score": round(hit.score, 4),
        "section": list(block.path) if block else [],
        **_row_of(chunk, block),
        "text": chunk.body,
        "link": _link(chunk),
    }


def _row_of(chunk: Chunk, block: Block | None) -> dict[str, Any]:
    """The printed number of its row, and the page it stands on."""
    rows = block.table.rows if block and block.table else ()
    row = rows[chunk.row] if chunk.row is not None and chunk.row < len(rows) else None
    page = (row.page if row else None) or (block.page if block else None)
    return {"row": (row.label or None) if row else None, "page": page}


def _link(chunk: Chunk) -> str:
    """Where its document opens at it."""
    row = f"r{chunk.row}" if chunk.row is not None else ""
    place = f"#b{chunk.blocks[0]}{row}" if chunk.blocks else ""
    return f"/documents/{chunk.document_id}{place}"
