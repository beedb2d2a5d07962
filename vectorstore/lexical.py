"""The one file that knows Tantivy: words in the chunks and in their titles.

Every field holds pre-made terms joined by spaces, so that Tantivy cuts nothing itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ingest.document import ChunkKind, Shelf
from ingest.text import unaccent
from vectorstore.records import ALL_SHELVES, Filter
from vectorstore.terms import Terms, codes, pairs, terms

if TYPE_CHECKING:
    import tantivy

# What a word is worth where it is found. With accents beats without; two syllables in a row
# beat the same two apart; a document code hardly ever stands there by chance.
BODY_BOOSTS: dict[str, float] = {"exact": 1.0, "plain": 0.7, "pairs": 1.0, "codes": 4.0}
TITLE_BOOSTS: dict[str, float] = {
    "title_exact": 1.5,
    "title_plain": 0.5,
    "title_pairs": 1.0,
}
# A pasted page is a question too; past this many different words the rest adds nothing.
MAX_WORDS = 64

_HEAP_BYTES = 64_000_000
_TERMS = "spaces"


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk as the lexical index takes it."""

    seq: int
    title: str
    text: str
    kind: str
    shelf: str
    document_id: str
    units: tuple[str, ...]


class Scored(NamedTuple):
    """An index entry and how well it fits; higher is better."""

    seq: int
    score: float


class Lexical:
    """One folder. Open it to read, or `writing=True` by the holder of the writer's lock."""

    def __init__(self, folder: Path, writing: bool = False) -> None:
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_TERMS, analyzer)
        self._searcher = self._index.searcher()
        self._writer = self._index.writer(_HEAP_BYTES, 1) if writing else None

    # Writing: nothing is seen before `commit`

    def put(self, entries: Sequence[Entry]) -> None:
        """Add these entries in the place of any with the same number."""
        self.drop([entry.seq for entry in entries])
        for entry in entries:
            self._open_writer().add_document(_document(entry))

    def drop(self, seqs: Sequence[int]) -> None:
        """Take these entries out; numbers that are not there are no error."""
        import tantivy

        if seqs:
            query = tantivy.Query.term_set_query(self._schema, "seq", list(seqs))
            self._open_writer().delete_documents_by_query(query)

    def commit(self) -> None:
        """Make what was put and dropped durable and visible."""
        self._open_writer().commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Let merges finish and free the folder for the next writer."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _open_writer(self) -> "tantivy.IndexWriter":
        if self._writer is None:
            raise ValueError("this lexical index was opened to read")
        return self._writer

    # Reading

    def search(
        self, text: str, where: Filter, limit: int, shelves: frozenset[Shelf] = ALL_SHELVES
    ) -> list[Scored]:
        """The best entries by the words of body and title; none for a text without words."""
        return self._run(terms(text), BODY_BOOSTS | TITLE_BOOSTS, self._must(where, shelves), limit)

    def titles(
        self, text: str, where: Filter, limit: int, shelves: frozenset[Shelf] = ALL_SHELVES
    ) -> list[Scored]:
        """The best rows of tables by the words of their title alone."""
        rows = Filter(where.units, where.documents, (ChunkKind.ROW,))
        return self._run(terms(text), TITLE_BOOSTS, self._must(rows, shelves), limit)

    def share(self, word: str) -> float:
        """The share of entries whose body holds an unaccented word: 0 for an unknown one."""
        holding = self._searcher.doc_freq("plain", word)
        return holding / max(self._searcher.num_docs, 1)

    def written(self, phrase: Sequence[str]) -> int:
        """How many bodies hold one or two folded words in a row, those with marks as typed.

        Of two words the marks may stand on others elsewhere in the same entry.
        """
        import tantivy

        plain = [unaccent(word) for word in phrase]
        beside = [("pairs", pair) for pair in pairs(plain)]
        marked = [("exact", word) for word in phrase if word != unaccent(word)]
        asked = [*beside, *marked] or [("plain", word) for word in plain]
        known = [self._searcher.doc_freq(field, word) for field, word in asked]
        if len(asked) < 2 or not all(known):
            return min(known, default=0)
        parts = [tantivy.Query.term_query(self._schema, *term, "basic") for term in asked]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        found = self._searcher.search(query, 1, count=True)
        return int(found.count)  # type: ignore[attr-defined]  # the stubs leave it out

    @property
    def total(self) -> int:
        """How many entries there are."""
        return int(self._searcher.num_docs)

    def seqs(self) -> list[int]:
        """Every entry, in no order."""
        import tantivy

        return [hit.seq for hit in self._hits(tantivy.Query.all_query(), self._searcher.num_docs)]

    def _run(
        self,
        asked: Terms,
        boosts: Mapping[str, float],
        must: Iterable["tantivy.Query"],
        limit: int,
    ) -> list[Scored]:
        import tantivy

        wanted = [
            (tantivy.Occur.Should, self._term(field, word, boosts[field]))
            for field, found in _fields(asked).items()
            if field in boosts
            for word in islice(dict.fromkeys(found), MAX_WORDS)
        ]
        if not wanted:
            return []
        tests = [(tantivy.Occur.Must, query) for query in must]
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, tantivy.Query.boolean_query(wanted)), *tests]
        )
        return self._hits(query, limit)

    def _term(self, field: str, word: str, boost: float) -> "tantivy.Query":
        import tantivy

        term = tantivy.Query.term_query(self._schema, field, word, "freq")
        return tantivy.Query.boost_query(term, boost)

    def _must(self, where: Filter, shelves: frozenset[Shelf]) -> Iterable["tantivy.Query"]:
        """The filter as queries that add nothing to the score."""
        import tantivy

        asked: dict[str, Iterable[str]] = {
            "unit": where.units,
            "document": where.documents,
            "kind": where.kinds,
            "shelf": () if shelves == ALL_SHELVES else shelves or ("",),
        }
        for field, values in asked.items():
            if terms_ := [str(value) for value in values]:
                query = tantivy.Query.term_set_query(self._schema, field, terms_)
                yield tantivy.Query.const_score_query(query, 0.0)

    def _hits(self, query: "tantivy.Query", limit: int) -> list[Scored]:
        searcher = self._searcher
        hits = searcher.search(query, max(limit, 1), count=False).hits
        seqs = searcher.fast_field_values("seq", [address for _, address in hits])
        return [
            Scored(int(seq), score)
            for (score, _), seq in zip(hits, seqs, strict=True)
            if seq is not None
        ]


def _fields(asked: Terms) -> dict[str, Sequence[str]]:
    doubled = pairs(asked.plain)
    return {
        "exact": asked.exact,
        "plain": asked.plain,
        "pairs": doubled,
        "codes": codes(asked.plain),
        "title_exact": asked.exact,
        "title_plain": asked.plain,
        "title_pairs": doubled,
    }


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("seq", indexed=True, fast=True)
    for field in (*BODY_BOOSTS, *TITLE_BOOSTS):
        builder.add_text_field(field, tokenizer_name=_TERMS, index_option="freq")
    for field in ("unit", "document", "kind", "shelf"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(entry: Entry) -> "tantivy.Document":
    import tantivy

    body, title = _fields(terms(entry.text)), _fields(terms(entry.title))
    document = tantivy.Document()
    document.add_unsigned("seq", entry.seq)
    for field in BODY_BOOSTS:
        document.add_text(field, " ".join(body[field]))
    for field in TITLE_BOOSTS:
        document.add_text(field, " ".join(title[field]))
    for unit in entry.units:
        document.add_text("unit", unit)
    document.add_text("document", entry.document_id)
    document.add_text("kind", entry.kind)
    document.add_text("shelf", entry.shelf)
    return document
