"""The nouns of a conversation: what is asked, and what comes back."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from ingest.document import Finding, Shelf
from prompts import Language


class Status(StrEnum):
    """How a question ended. An error is never disguised as ignorance."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_INFORMATION = "no_information"
    CLARIFICATION = "clarification"
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED = "refused"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, by whom: the unit of the page or command line, and the shelves they see."""

    text: str
    unit: str = ""  # "phường Hải An"; "" where none was chosen
    history: tuple[Turn, ...] = ()
    shelves: frozenset[Shelf] = frozenset(Shelf)
    may_draft: bool = True  # papers are drafted for officials only


@dataclass(frozen=True, slots=True)
class Citation:
    """The basis of a statement: document, section, table row or page, and the verbatim words."""

    marker: int
    document_id: str
    source: str
    number: str
    kind: str  # "Kế hoạch"
    subject: str
    issued: date | None
    unit: str
    section: tuple[str, ...]
    row: str | None
    page: int | None
    quote: str
    block: int  # ordinal in the document, for showing the quote in its surroundings
    row_index: int | None = None
    highlight: str = ""  # the words of the quote that carry the answer


@dataclass(frozen=True, slots=True)
class Passage:
    """What was retrieved or read from the ledger; `document` is the file's stem."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The verified answer with its bases."""

    status: Status
    text: str
    language: Language
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    composer: str = "quote"
    timings_ms: dict[str, float] = field(default_factory=dict)
