"""The sample corpus in a real store, and an assistant whose clock stands still."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.conversation import Answer, Question, Turn
from ingest.document import Shelf
from vectorstore.intake import ingest
from vectorstore.store import Mode, Store

SAMPLES = Path(__file__).parents[2] / "samples" / "corpus"
TODAY = date(2026, 11, 20)

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("samples-store")
    with Store.open(folder, mode=Mode.WRITE) as writer:
        ingest([SAMPLES], Shelf.PUBLIC, writer)
    with Store.open(folder) as store:
        yield Assistant(store, lambda: TODAY)


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Ask:
    """Ask for an answer: the question, the chosen unit, earlier questions of the user."""

    def answer(text: str, unit: str = "", *earlier: str) -> Answer:
        history = tuple(Turn("user", question) for question in earlier)
        return assistant.invoke(Question(text, unit, history))

    return answer
