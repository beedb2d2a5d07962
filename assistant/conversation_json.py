"""An answer as the JSON of the contract: for the command line, HTTP and the evals alike."""

from typing import Any

from assistant.conversation import Answer, Citation
from ingest.document import Finding


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain data, keys as the contract names them."""
    return {
        "status": answer.status.value,
        "answer": answer.text,
        "language": answer.language,
        "citations": [citation_json(citation) for citation in answer.citations],
        "passages": [{"document": p.document, "text": p.text} for p in answer.passages],
        "findings": [_finding(finding) for finding in answer.findings],
        "composer": answer.composer,
        "timings_ms": answer.timings_ms,
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """One citation as plain data; drafts give theirs in the same shape."""
    return {
        "marker": citation.marker,
        "document_id": citation.document_id,
        "source": citation.source,
        "number": citation.number,
        "issued": citation.issued.isoformat() if citation.issued else None,
        "unit": citation.unit,
        "section": list(citation.section),
        "row": citation.row,
        "page": citation.page,
        "quote": citation.quote,
        "type": citation.kind,
        "subject": citation.subject,
        "block": citation.block,
        "row_index": citation.row_index,
        "highlight": citation.highlight,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"kind": finding.kind, "text": finding.text, "marker": finding.marker}
