"""The story of a question, top to bottom: admit, understand, gather, compose, verify, answer.

What carries a state secret or asks for another's personal data is refused before anything is read.

The assistant is a LangChain Runnable: `invoke`, `stream` and `batch` work as in any chain.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from time import perf_counter
from typing import Any, Literal

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.citing import citation
from assistant.compose import quote
from assistant.compose_replaced import with_replaced
from assistant.composed import Composed
from assistant.conversation import Answer, Citation, Passage, Question, Status, Turn
from assistant.dialogue import is_reply, of_topic, question_before, understand_parts
from assistant.drafting.chat import drafted
from assistant.evidence import Basis, Gathered, Nothing, Place, Statement, slot
from assistant.gather import asks_of_cited, gather, inquire, leaves_out, retrieve
from assistant.inquiry import Inquiry
from assistant.joined import cut_short, joined, read_as, told_once
from assistant.lexicon import Term
from assistant.meant import as_meant
from assistant.ordinals import asks_item, going_on, with_item
from assistant.parts import MOST_PARTS
from assistant.refused import admitted, refused, with_refused
from assistant.understand import Request
from assistant.verify import verify
from ingest.document import Chunk, Shelf, Unit
from ingest.errors import CancuError
from ingest.text import nfc
from prompts import Language
from vectorstore.sight import Views
from vectorstore.store import Store

LONGEST_QUESTION = 2_000
_MOST_PASSAGES = 10
_Said = dict[Question, Answer]  # of one conversation


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a streamed answer: the sources, then the words, then the verified answer."""

    name: Literal["sources", "token", "answer"]
    data: tuple[Citation, ...] | str | Answer


@dataclass(frozen=True, slots=True)
class _Part:
    """One question of the text with what was found for it."""

    inquiry: Inquiry
    chunks: Sequence[Chunk]
    composed: Composed

    @property
    def cited(self) -> tuple[str, ...]:
        """The documents that the answer stands on."""
        bases = (basis for s in self.composed.statements for basis in s.bases)
        return tuple(dict.fromkeys(basis.record.id for basis in bases))

    @property
    def verified(self) -> tuple[str, Composed]:
        """The question with its answer, verified, and what replaced the documents it stands on."""
        verified = verify(self.composed, self.language)
        return self.inquiry.request.text, with_replaced(verified, self.inquiry)

    @property
    def language(self) -> Language:
        return self.inquiry.request.language


class Assistant(Runnable[Question, Answer]):
    """Answers from one store. `today` is the clock by which "năm nay" is read."""

    def __init__(self, store: Store, today: Callable[[], date], home: str = "") -> None:
        self.store = store
        self._today = today
        self._home = home
        self._views = Views(lambda shelves: Assistant(store.within(shelves), today, home))

    @property
    def today(self) -> date:
        """The day by its clock."""
        return self._today()

    @property
    def home(self) -> str:
        """The unit that "ours" means where who asks chose none; "" for none."""
        return self._home

    def within(self, shelves: frozenset[Shelf]) -> "Assistant":
        """The assistant that knows only these of its shelves; closed with the store of this one."""
        narrowed = self.store.catalog.shelves & shelves
        return self if narrowed == self.store.catalog.shelves else self._views.of(narrowed)

    def invoke(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        """The verified answer. CancuError for a question that is empty or too long."""
        seeing = self.within(input.shelves)
        return seeing._invoke(input, {})

    def _invoke(self, input: Question, said: _Said) -> Answer:
        """The answer; of a question before this one the answer `said` already, where it was: each
        may lean on those before it twice, and so on back."""
        if input not in said:
            said[input] = self._answer_anew(input, said)
        return said[input]

    def _answer_anew(self, input: Question, said: _Said) -> Answer:
        started = perf_counter()
        asked = _checked(input)
        if refusal := refused(asked):
            return replace(refusal, timings_ms=_timed(started))
        question, left = admitted(asked)
        with self.store.catalog.one_moment():
            if draft := drafted(self.store, question, self._chosen(question), self._today()):
                return replace(draft, timings_ms=_timed(started))
            composed, parts = self._answered(self._with_item(question, said), said)
        composed = with_refused(composed, question.text, left, parts[0].language)
        return _answer(composed, parts, started)

    def _answered(self, question: Question, said: _Said) -> tuple[Composed, Sequence[_Part]]:
        units = self.store.catalog.units()
        meant = as_meant(question, units, self.store.index)
        asked = tuple(dict.fromkeys(self._understood(meant.question)))
        requests = asked[:MOST_PARTS]
        parts: list[_Part] = []
        goes_on = requests[0].is_bare and any(map(asks_of_cited, requests))
        cited = self._cited_before(question, said) if goes_on else ()
        for request in requests:
            parts.append(self._respond(request, cited))
            cited = parts[-1].cited or cited
        language = parts[0].language
        composed = told_once(joined([part.verified for part in parts], language))
        if left := [request.text for request in asked[MOST_PARTS:]]:
            composed = cut_short(composed, left, language)
        if meant.corrected:
            composed = read_as(composed, meant.question.text, language)
        return composed, parts

    def _with_item(self, question: Question, said: _Said) -> Question:
        """The question, and the one before it, with the item of a list in its words: "ý thứ 2".

        A reply to which one is meant ("hộ nghèo") goes on from the question before.
        """
        before = question_before(question)
        if before is None:
            return question
        if asks_item(before.text):
            before = self._with_item(before, said)
            question = replace(question, history=(*before.history, Turn("user", before.text)))
        if asks_item(question.text):
            listed = self._invoke(before, said).text
            return replace(question, text=with_item(question.text, listed))
        known = self.store.catalog.units()
        if not is_reply(question, known, self._today()):
            return question
        is_choice = self._invoke(before, said).status is Status.CLARIFICATION
        return replace(question, text=going_on(question.text)) if is_choice else question

    def _cited_before(self, question: Question, said: _Said) -> tuple[str, ...]:
        """The documents that answered the user's question before this one."""
        before = question_before(question)
        if before is None or not any(character.isalnum() for character in before.text):
            return ()
        answer = self._invoke(replace(before, text=before.text[:LONGEST_QUESTION]), said)
        return tuple(dict.fromkeys(citation.document_id for citation in answer.citations))

    def _respond(self, request: Request, cited: tuple[str, ...]) -> _Part:
        """One question of the text, answered; its topics apart where they have no common answer."""
        inquiry = inquire(self.store, request, cited)
        chunks = retrieve(inquiry)
        known = self._known_wards()
        gathered = gather(inquiry, chunks)
        if len(request.topics) > 1 and leaves_out(request, gathered):
            apart = [self._of_topic(request, terms) for terms in request.topics]
            if any(not isinstance(found, Nothing) for _, found in apart):
                told = [(_name(i.request.terms), quote(i.request, f, known)) for i, f in apart]
                return _Part(inquiry, chunks, joined(told, request.language))
        return _Part(inquiry, chunks, quote(inquiry.request, gathered, known))

    def _of_topic(self, request: Request, terms: tuple[Term, ...]) -> tuple[Inquiry, Gathered]:
        inquiry = inquire(self.store, of_topic(request, terms))
        return inquiry, gather(inquiry, retrieve(inquiry))

    def stream(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Any]:
        """Events: `sources`, then a `token` a word, then `answer`."""
        yield from events(self.invoke(input, config))

    def _understood(self, question: Question) -> tuple[Request, ...]:
        known = self.store.catalog.units()
        chosen = self._chosen(question)
        return understand_parts(replace(question, unit=chosen), known, self._today())

    def _chosen(self, question: Question) -> str:
        return question.unit or self._home or self._only_ward()

    def _only_ward(self) -> str:
        """Where documents of one ward only are held, it is the one that "ours" means."""
        wards = self._known_wards()
        return wards[0].label if len(wards) == 1 else ""

    def _known_wards(self) -> Sequence[Unit]:
        return self.store.catalog.units().communes


def events(answer: Answer) -> Iterator[Event]:
    """An answer as it is streamed: `sources`, then a `token` a word, then `answer`."""
    yield Event("sources", answer.citations)
    for line in answer.text.splitlines(keepends=True):
        yield from (Event("token", part) for part in _tokens(line))
    yield Event("answer", answer)


def _name(terms: Sequence[Term]) -> str:
    return " ".join(term.shown for term in terms)


def _checked(question: Question) -> Question:
    """The question in NFC; CancuError where nothing is asked, or too much to be a question."""
    text = nfc(question.text).strip()
    if not any(character.isalnum() for character in text):
        raise CancuError("assistant.empty_question")
    if len(text) > LONGEST_QUESTION:
        raise CancuError("assistant.long_question", length=len(text), limit=LONGEST_QUESTION)
    return replace(question, text=text)


def _answer(composed: Composed, parts: Sequence[_Part], started: float) -> Answer:
    bases = {basis.place: basis for s in composed.statements for basis in s.bases}
    markers = {place: number for number, place in enumerate(bases, 1)}
    return Answer(
        status=composed.status,
        text="\n".join(_marked(statement, markers) for statement in composed.statements),
        language=parts[0].language,
        citations=tuple(citation(basis, markers[place]) for place, basis in bases.items()),
        passages=_passages(bases.values(), parts),
        findings=composed.findings,
        timings_ms=_timed(started),
    )


def _timed(started: float) -> dict[str, float]:
    return {"total": round((perf_counter() - started) * 1000, 1)}


def _marked(statement: Statement, markers: Mapping[Place, int]) -> str:
    """The statement with the markers of its places: `… là 85% [1]`."""
    if slot(0) in statement.text:
        text = statement.text
        for at, basis in enumerate(statement.bases):
            text = text.replace(slot(at), f"[{markers[basis.place]}]")
        return text
    numbers = dict.fromkeys(markers[basis.place] for basis in statement.bases)
    return " ".join((statement.text, *(f"[{number}]" for number in numbers)))


def _passages(bases: Iterable[Basis], parts: Sequence[_Part]) -> tuple[Passage, ...]:
    """What the answer stands on, then what was retrieved beside it, at most ten."""
    cited = [Passage(_stem(basis.record.source), _with_place(basis)) for basis in bases]
    beside = [
        Passage(_stem(part.inquiry.record(chunk).source), chunk.text)
        for part in parts
        for chunk in part.chunks
    ]
    return tuple(dict.fromkeys((*cited, *beside)))[:_MOST_PASSAGES]


def _with_place(basis: Basis) -> str:
    return "\n".join(
        part for part in (" › ".join(basis.section), basis.support, basis.quote) if part
    )


def _stem(source: str) -> str:
    return PurePath(source).stem


def _tokens(line: str) -> Iterator[str]:
    """The words of a line, each with the space after it."""
    yield from re.findall(r"\S+\s*|\s+", line)
