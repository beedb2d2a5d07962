"""Which road a question takes, and what it finds there."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import log

from assistant.comparison import find_comparison
from assistant.cues import cues, has_cue
from assistant.definition import find_definition
from assistant.duties import find_duties
from assistant.evidence import Both, FiguresFound, Gathered, Nothing, PassagesFound, Unclear
from assistant.identity import find_identity, find_office
from assistant.inquiry import Inquiry, is_above, query_text
from assistant.ledger import find_figures
from assistant.lexicon import Term, phrase
from assistant.lineage import find_relations
from assistant.lists import find_list
from assistant.lookup import find_article, find_cited
from assistant.match import Matcher, Rarity
from assistant.passages import find_passages, find_section
from assistant.progress import find_progress
from assistant.retrieve import PolicyRetriever
from assistant.shortfalls import asks_shortfalls, find_shortfalls
from assistant.talk import out_of_scope, small_talk
from assistant.understand import Kind, Request
from ingest.document import Chunk, ChunkKind, Role, Shelf
from ingest.places import unit_key
from ingest.text import fold, words
from prompts import table
from vectorstore.records import Filter
from vectorstore.store import Store

_RETRIEVED = 12
_TOPIC = 0.4  # share of a topic that an indicator about it holds
_UNKNOWN = 1 / 2_000  # an unknown word weighs like one in two thousand chunks


def inquire(
    store: Store, request: Request, shelves: frozenset[Shelf], cited: tuple[str, ...] = ()
) -> Inquiry:
    """The question against the documents it may see; of those it numbers, only against them.

    `cited` are the documents of the answer before (`asks_of_cited`).
    """
    numbered = tuple(record.id for record in store.catalog.numbered(request.codes, shelves))
    if request.codes and not numbered and request.has_topic:
        coded = tuple(_code_term(code) for code in request.codes)
        request = replace(request, terms=(*request.terms, *coded))
    if asks_of_cited(request):
        numbered, request = cited, replace(request, terms=())
    rarity = _rarity(store)
    return Inquiry(
        store=store,
        request=request,
        matcher=Matcher(request.terms, rarity),
        topic=frozenset(" ".join(t.typed) for t in _of_rows(request) if not t.is_weak),
        row_matcher=Matcher(_of_rows(request), rarity),
        where=Filter(shelves=shelves, documents=numbered),
    )


def asks_of_cited(request: Request) -> bool:
    """True for "ai ký?" alone, which asks about the documents of the answer before."""
    return request.kind is Kind.IDENTITY and request.is_bare and not request.codes


def retrieve(inquiry: Inquiry) -> list[Chunk]:
    """The chunks nearest to the question, of its units and the bodies above where it has any."""
    return _search(inquiry, _at_home(inquiry))


def _prose(inquiry: Inquiry, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The passages nearest to the question, then what was found already: rows crowd them out."""
    prose = _search(inquiry, replace(_at_home(inquiry), kinds=(ChunkKind.PASSAGE,)))
    return list({chunk.id: chunk for chunk in (*prose, *chunks)}.values())


def _search(inquiry: Inquiry, where: Filter) -> list[Chunk]:
    retriever = PolicyRetriever(store=inquiry.store, where=where, limit=_RETRIEVED)
    return retriever.chunks(query_text(inquiry.request))


def gather(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered:
    """The evidence for a question, or why there is none."""
    request = inquiry.request
    if talk := small_talk(request.text):
        return talk
    found = _gathered(inquiry, chunks)
    if isinstance(found, Nothing | Unclear) and (elsewhere := out_of_scope(request.text)):
        return elsewhere
    return found


def leaves_out(request: Request, gathered: Gathered) -> bool:
    """True where nothing is found, or what speaks of only some of the topics asked."""
    if isinstance(gathered, Nothing):
        return True
    told = _told(gathered)
    matchers = [Matcher(terms, lambda word: 1.0) for terms in request.topics]
    return bool(told) and not all(any(m(text).own >= _TOPIC for text in told) for m in matchers)


def _told(gathered: Gathered) -> list[str]:
    """What figures and passages found speak of; nothing of other evidence."""
    if isinstance(gathered, FiguresFound):
        return [f"{r.basis.title} {f.indicator}" for r in gathered.readings for f in r.figures]
    if isinstance(gathered, PassagesFound):
        return [" ".join((*basis.section, basis.quote)) for basis in gathered.bases]
    return []


def _gathered(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered:
    request = inquiry.request
    if unanswerable := _unanswerable(request):
        return unanswerable
    if request.codes and (article := find_article(inquiry)):
        return article
    if request.kind is Kind.DEFINITION:
        prose = _prose(inquiry, chunks)
        return find_definition(inquiry, prose) or find_passages(inquiry, prose)
    if asks_shortfalls(request.text) and (unmet := find_shortfalls(inquiry)):
        return unmet
    if request.kind is Kind.RELATION and (related := find_relations(inquiry)):
        return related
    if request.kind is Kind.IDENTITY:
        if request.codes:
            return find_identity(inquiry) or find_cited(inquiry) or Nothing("topic")
        return find_identity(inquiry) or find_passages(inquiry, _prose(inquiry, chunks))
    if request.codes and not request.has_topic:
        held = find_identity(inquiry) if inquiry.where.documents else None
        return held or find_cited(inquiry) or Nothing("topic")
    if not request.terms:
        return Unclear(reason="topic")
    return _by_topic(inquiry, chunks)


def _unanswerable(request: Request) -> Gathered | None:
    """Why no document can answer, whatever it says; None where one can."""
    if request.unreal:
        return Nothing("unreal_time")
    if request.clash:
        return Unclear(reason="times")
    return Nothing("unknown_unit") if request.unknown_unit else None


def _by_topic(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered:
    """Rows before passages, except for lists; what is blank in a row is not sought elsewhere."""
    if inquiry.request.kind is Kind.PASSAGE:
        return _listed(inquiry, _prose(inquiry, chunks))
    request = inquiry.request
    by_rows = _ROADS.get(request.kind, find_figures)
    if "office" in request.fields and (signed := find_office(inquiry)):
        return signed
    if _asks_ratio(request) and (progress := find_progress(inquiry)):
        return progress
    prose = _prose(inquiry, chunks)
    stated = by_rows(inquiry, prose)
    if stated is not None and not (isinstance(stated, Nothing) and stated.reason != "blank"):
        return stated
    found = find_passages(inquiry, prose)
    return found if isinstance(found, PassagesFound) or stated is None else stated


def _asks_ratio(request: Request) -> bool:
    return request.kind is Kind.FIGURE and Role.RATIO in request.roles


def _listed(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered:
    """A section under a heading of its own, then rows and documents, then single passages."""
    section = find_section(inquiry, chunks)
    rows = find_list(inquiry, chunks)
    if rows and has_cue(cues("persons"), inquiry.request.text):
        return rows
    if section and rows:
        return Both(section, rows)
    if section or rows:
        return section or rows or Nothing("topic")
    found = find_passages(inquiry, chunks)
    return found if isinstance(found, PassagesFound) else (find_figures(inquiry, chunks) or found)


_ROADS = {Kind.RESPONSIBLE: find_duties, Kind.COMPARISON: find_comparison}


def _code_term(code: str) -> Term:
    typed = tuple(words(fold(code))) or (fold(code),)
    return Term(typed, frozenset({phrase(code)}), phrase(code), shown=code)


def _at_home(inquiry: Inquiry) -> Filter:
    if not inquiry.request.units:
        return inquiry.where
    wanted = inquiry.request.units
    known = inquiry.store.catalog.units(inquiry.where.shelves)
    above = (unit for unit in known.above if is_above(unit, wanted))
    keys = (*inquiry.keys(wanted), *map(unit_key, above), "")
    return replace(inquiry.where, units=tuple(dict.fromkeys(keys)))


def _rarity(store: Store) -> Rarity:
    """How much a word says: little where many chunks hold it, most where none does (BM25's idf)."""
    return cache(lambda word: log(1 + 1 / (store.index.share(word) + _UNKNOWN)))


def _of_rows(request: Request) -> tuple[Term, ...]:
    """The terms with the words weak that name the role asked for: a header says them."""
    if request.role is not Role.BUDGET:
        return request.terms
    names = {phrase(word) for word in table("questions")["money"]["words"]}
    return tuple(
        replace(term, is_weak=True) if term.plain in names else term for term in request.terms
    )
