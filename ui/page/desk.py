"""What the page does with a question: a story in steps, each step the page as it then looks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from time import monotonic

from assistant.answer import Assistant, Event, events
from assistant.conversation import Answer, Question, Status
from assistant.drafting.keeper import Keeper
from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language
from ui.access.visitor import AccessRole, Visitor
from ui.audit.answers import Answers
from ui.library import Library
from ui.log import log_defect
from ui.page.feedback_tab import reasons
from ui.page.view import Exchange, around, history, render
from ui.words import citation_text

Talk = tuple[Exchange, ...]
_PAUSE_SECONDS = 0.1


@dataclass(frozen=True)
class Desk:
    """The page's side of the assistant; holds no conversation, each visitor brings their own."""

    assistant: Assistant
    library: Library
    settings: Settings
    keeper: Keeper
    answers: Answers
    is_editor: bool = False  # may take documents in and out

    def within(self, visitor: Visitor) -> "Desk":
        """The desk of one visitor: what they may not see does not exist on it."""
        return replace(
            self,
            assistant=self.assistant.within(visitor.shelves),
            library=self.library.within(visitor.shelves),
            keeper=self.keeper.within(visitor.shelves, visitor.owner),
            is_editor=visitor.may(AccessRole.EDITOR),
        )

    def ask(
        self, text: str, unit: str, talk: Talk, language: Language, visitor: Visitor
    ) -> Iterator[Talk]:
        """The conversation with the question added, again and again while the answer grows."""
        exchange = Exchange(len(talk) + 1, text.strip())
        yield (*talk, exchange)
        try:
            question = Question(text, unit=unit, history=history(talk))
            answer_id, answer = self.answers.ask(visitor, question)
            exchange = replace(exchange, answer_id=answer_id)
            for step in _paced(_grow(exchange, events(answer))):
                yield (*talk, step)
        except CancuError as error:
            yield (*talk, _failed(exchange, error.sentence(language), language))
        except Exception:
            yield (*talk, _failed(exchange, log_defect(self.settings), language))

    def conversation(self, talk: Talk, language: Language) -> str:
        """The questions and answers as HTML."""
        copies = {e.number: citation_text(e.answer, language) for e in talk if e.answer}
        return render(
            "conversation", language, exchanges=talk, copies=copies, reasons=reasons(language)
        )

    def sources(self, talk: Talk, language: Language) -> str:
        """The bases of every answer as HTML, those of the last one showing."""
        turns = [
            (e.number, e.question, [around(c, self.library.table(c)) for c in e.citations])
            for e in talk
        ]
        return render("sources", language, turns=turns)

    def documents(self, language: Language) -> str:
        """The list of documents as HTML."""
        listed = self.library.documents()
        shelves = self.library.shelves()
        return render(
            "library", language, documents=listed, shelves=shelves, is_editor=self.is_editor
        )


def _grow(exchange: Exchange, told: Iterable[Event]) -> Iterator[Exchange]:
    """The exchange after each event; the words so far are provisional until the answer comes."""
    for event in told:
        if isinstance(event.data, Answer):
            exchange = replace(exchange, answer=event.data, citations=event.data.citations)
        elif isinstance(event.data, str):
            exchange = replace(exchange, written=exchange.written + event.data)
        else:
            exchange = replace(exchange, citations=event.data)
        yield exchange


def _paced(steps: Iterable[Exchange]) -> Iterator[Exchange]:
    """The first and the finished step, and between them as many as an eye can follow."""
    shown = 0.0
    for step in steps:
        if step.answer or monotonic() - shown >= _PAUSE_SECONDS:
            shown = monotonic()
            yield step


def _failed(exchange: Exchange, sentence: str, language: Language) -> Exchange:
    answer = Answer(Status.ERROR, sentence, language)
    return replace(exchange, citations=(), answer=answer)
