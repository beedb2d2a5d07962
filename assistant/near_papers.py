"""The papers nearest to some words: each once, whole, and in force."""

from dataclasses import dataclass

from assistant.inquiry import Inquiry
from assistant.lineage import in_force
from ingest.document import Chunk, Unit
from vectorstore.records import Filter


@dataclass(frozen=True, slots=True)
class Paper:
    """One document by its nearest chunk, and whose it is."""

    chunk: Chunk
    unit: Unit | None


def near_papers(
    inquiry: Inquiry, words: str, where: Filter, fetched: int, most: int
) -> list[Paper]:
    """Of the `most` papers nearest to the words those of the units asked about, in force, the
    nearest first; they are sought in the `fetched` nearest chunks."""
    first: dict[str, Chunk] = {}
    for hit in inquiry.store.index.search(words, where, fetched):
        first.setdefault(hit.chunk.document_id, hit.chunk)
    chunks = list(first.values())[:most]
    papers = [Paper(chunk, inquiry.record(chunk).front.unit) for chunk in chunks]
    return inquiry.of_units(in_force(inquiry, papers))
