"""Which road a question takes, and what it finds there."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import log

from assistant.body_tasks import find_body_tasks
from assistant.causes import find_causes
from assistant.cited_numbers import find_cited_number
from assistant.claims import is_so
from assistant.comparison import find_comparison
from assistant.cues import cues, has_cue
from assistant.definition import find_definition
from assistant.duties import find_duties
from assistant.evidence import Both, FiguresFound, Gathered, Near, Nothing, PassagesFound, Unclear
from assistant.identity import find_identity, find_office, is_bare_number, numbered_apart
from assistant.inquiry import Inquiry, query_text
from assistant.kinds import Kind
from assistant.ledger import find_figures
from assistant.lexicon import Spellings, Term, phrase
from assistant.lineage import find_relations
from assistant.lists import find_list
from assistant.lookup import find_article, find_cited
from assistant.match import Matcher, Rarity
from assistant.passages import find_passages, find_section
from assistant.persons import find_members, find_person
from assistant.progress import find_progress
from assistant.retrieve import PolicyRetriever
from assistant.section_names import asks_why, gives_cause
from assistant.sections import find_part
from assistant.shortfalls import asks_shortfalls, find_shortfalls
from assistant.talk import out_of_scope, small_talk
from assistant.understand import Request
from ingest.document import Chunk, ChunkKind, Role
from ingest.text import fold, words
from prompts import table
from vectorstore.records import Filter
from vectorstore.store import Store

_RETRIEVED = 12
_TOPIC = 0.4  # share of a topic that an indicator about it holds
_UNKNOWN = 1 / 2_000  # an unknown word weighs like one in two thousand chunks


def inquire(store: Store, request: Request, cited: tuple[str, ...] = ()) -> Inquiry:
    """The question against the documents of the store; of those it numbers, only against them.

    `cited` are the documents of the answer before (`asks_of_cited`).
    """
    numbered = tuple(record.id for record in store.catalog.numbered(request.codes))
    if not request.codes and (apart := numbered_apart(store, request)):
        numbered = tuple(record.id for record in apart)
        request = replace(request, terms=tuple(t for t in request.terms if not is_bare_number(t)))
    if request.codes and not numbered and request.has_topic:
        coded = tuple(_code_term(code) for code in request.codes)
        request = replace(request, terms=(*request.terms, *coded))
    if asks_of_cited(request):
        numbered, request = cited, replace(request, terms=())
    weigh = rarity(store)
    return Inquiry(
        store=store,
        request=request,
        matcher=Matcher(request.terms, weigh),
        topic=frozenset(" ".join(t.typed) for t in _of_rows(request) if not t.is_weak),
        row_matcher=Matcher(_of_rows(request), weigh),
        where=Filter(documents=numbered),
    )


def asks_of_cited(request: Request) -> bool:
    """True for "ai ký?" alone, which asks about the documents of the answer before."""
    return request.kind is Kind.IDENTITY and request.is_bare and not request.codes


def retrieve(inquiry: Inquiry) -> list[Chunk]:
    """The chunks nearest to the question, of its units and the bodies above where it has any."""
    return _search(inquiry, inquiry.at_home())


def _prose(inquiry: Inquiry, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The passages nearest to the question, then what was found already: rows crowd them out."""
    prose = _search(inquiry, replace(inquiry.at_home(), kinds=(ChunkKind.PASSAGE,)))
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
    if person := find_person(inquiry):
        return person
    if request.kind is Kind.DEFINITION:
        prose = _prose(inquiry, chunks)
        return find_definition(inquiry, prose) or find_passages(inquiry, prose)
    if asks_shortfalls(request.text) and (unmet := find_shortfalls(inquiry)):
        return unmet
    if request.kind is Kind.RELATION and (related := find_relations(inquiry)):
        return related
    if request.kind is Kind.IDENTITY:
        return _identified(inquiry, chunks)
    if request.codes and not request.has_topic:
        held = find_identity(inquiry) if inquiry.where.documents else None
        return find_part(inquiry) or held or find_cited(inquiry) or Nothing("topic")
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


def _identified(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered:
    """Facts of a document that is held, else what others say of one that they cite."""
    if found := find_cited_number(inquiry) or find_identity(inquiry):
        return found
    if inquiry.request.codes:
        return find_cited(inquiry) or Nothing("topic")
    return find_passages(inquiry, _prose(inquiry, chunks))


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
    if request.kind is Kind.ACCOUNT and isinstance(
        told := find_passages(inquiry, prose), PassagesFound
    ):
        return told
    stated = by_rows(inquiry, prose)
    if stated is not None and not (isinstance(stated, Nothing) and stated.reason != "blank"):
        return stated
    found = find_passages(inquiry, prose)
    return found if isinstance(found, PassagesFound) or stated is None else stated


def _asks_ratio(request: Request) -> bool:
    return request.kind is Kind.FIGURE and Role.RATIO in request.roles


def _listed(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered:
    """What a body has to do; a section under a heading of its own, then rows and documents, then
    single passages."""
    if asks_why(inquiry.request.text):
        return _why(inquiry, chunks)
    if tasks := find_body_tasks(inquiry):
        own = find_part(inquiry, whole=True)
        return Both(own, tasks) if own else tasks
    section = find_part(inquiry) or find_section(inquiry, chunks)
    rows = find_list(inquiry, chunks)
    asks_persons = has_cue(cues("persons"), inquiry.request.text)
    if asks_persons and (members := rows or find_members(inquiry)):
        return members
    if section and rows:
        return Both(section, rows)
    if section or rows:
        return section or rows or Nothing("topic")
    found = find_passages(inquiry, chunks)
    return found if isinstance(found, PassagesFound) else (find_figures(inquiry, chunks) or found)


def _why(inquiry: Inquiry, chunks: Sequence[Chunk]) -> Gathered:
    """The cause, and nothing else: what only speaks of the thing is a pointer, no answer."""
    if found := find_part(inquiry) or find_causes(inquiry, chunks):
        return found
    if figures := _set_right(inquiry, chunks):
        return figures
    told = find_passages(inquiry, chunks)
    if not isinstance(told, PassagesFound):
        return told
    gives = any(gives_cause(basis.quote) for basis in told.bases)
    return told if gives else Nothing("field", field="cause", near=Near(told.bases[0]))


def _set_right(inquiry: Inquiry, chunks: Sequence[Chunk]) -> FiguresFound | None:
    """The figure where the cause is asked of one that is not so; None where it is, or none is."""
    request = inquiry.request
    if not request.premise:
        return None
    plain = replace(request, kind=Kind.FIGURE, fields=(), wants_list=False)
    found = find_figures(replace(inquiry, request=plain), chunks)
    if not isinstance(found, FiguresFound):
        return None
    stated = [figure.quantity for reading in found.readings for figure in reading.figures]
    return found if is_so(request.text, request.premise, stated) is False else None


_ROADS = {Kind.RESPONSIBLE: find_duties, Kind.COMPARISON: find_comparison}


def _code_term(code: str) -> Term:
    typed = tuple(words(fold(code))) or (fold(code),)
    return Term(typed, frozenset({phrase(code)}), phrase(code), shown=code)


def rarity(store: Store) -> Rarity:
    """How much a word says: little where many chunks hold it, most where none does (BM25's idf)."""
    return cache(lambda word: log(1 + 1 / (store.index.share(word) + _UNKNOWN)))


def _of_rows(request: Request) -> tuple[Term, ...]:
    """The terms with the words weak that name the role asked for: a header says them."""
    if request.role is not Role.BUDGET:
        return request.terms
    return tuple(
        replace(term, is_weak=True) if _of_money().hold(term.typed) else term
        for term in request.terms
    )


@cache
def _of_money() -> Spellings:
    return Spellings(table("questions")["money"]["words"])
