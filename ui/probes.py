"""Questions with their answers, by which a copy of a store shows that it answers the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from assistant.answer import LONGEST_QUESTION, Assistant
from assistant.conversation import Question
from assistant.conversation_json import to_json
from ingest.document import BlockKind, Shelf
from prompts import say
from ui.library import Library
from vectorstore.catalog import Catalog
from vectorstore.records import DocumentRecord

_UNITS = 6  # asked about what their ledger and papers hold
_PAPERS = 6  # asked about by a heading, so that words and nearness are searched too
_HEADING = range(12, 120)  # letters: shorter ones stand in every paper
_COMPARED = ("status", "answer", "citations")
_SHELVES = (frozenset(Shelf), frozenset({Shelf.PUBLIC}))

T = TypeVar("T")
Probe = Mapping[str, Any]


def probes(assistant: Assistant) -> list[Probe]:
    """Questions taken from the documents of each shelf, one by one with today's answer."""
    asked = [
        Question(text[:LONGEST_QUESTION], unit, shelves=shelves)
        for shelves in _SHELVES
        for unit, text in _texts(assistant.store.catalog.within(shelves))
    ]
    return [_asked(assistant, question) for question in dict.fromkeys(asked)]


def differing(assistant: Assistant, probes: Iterable[Probe]) -> list[str]:
    """The questions that this assistant answers otherwise than it is written down."""
    return [
        probe["question"] for probe in probes if _asked(assistant, _question(probe)) != dict(probe)
    ]


def _texts(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Each question with the unit chosen for it."""
    library, records = Library(catalog), catalog.documents()
    issuing = dict.fromkeys(r.front.unit.label for r in records if r.front.unit)
    for unit in _spread(tuple(issuing), _UNITS):
        for text in library.examples(unit, "vi"):
            yield unit, text
            yield "", text
    for record in _spread(records, _PAPERS):
        for heading in _headings(catalog, record):
            yield record.front.unit.label if record.front.unit else "", heading
    yield "", say("running.probe_unknown")


def _headings(catalog: Catalog, record: DocumentRecord) -> Sequence[str]:
    blocks = catalog.blocks(record.id)
    fitting = [b.text for b in blocks if b.kind is BlockKind.HEADING and len(b.text) in _HEADING]
    return _spread(fitting, 1)


def _spread(items: Sequence[T], most: int) -> Sequence[T]:
    """So many of them, evenly from the first on."""
    every = max(1, -(-len(items) // most))
    return items[::every]


def _question(probe: Probe) -> Question:
    shelves = frozenset(map(Shelf, probe["shelves"]))
    return Question(probe["question"], probe["unit"], shelves=shelves)


def _asked(assistant: Assistant, question: Question) -> dict[str, Any]:
    answer = to_json(assistant.invoke(question))
    return {
        "question": question.text,
        "unit": question.unit,
        "shelves": sorted(question.shelves),
        **{key: answer[key] for key in _COMPARED},
    }
