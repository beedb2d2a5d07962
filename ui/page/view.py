"""What a template lays out, and the markup made of it.

Whatever comes from a document or a question passes through Jinja's autoescape and nothing else:
no template marks a value as safe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.conversation import Answer, Citation, Status, Turn
from ingest.document import Finding, Row, Table
from prompts import Language, say
from ui.paragraphs import Spans, open_words, parts, plain, sayings
from ui.words import day, finding_name, place, title

# A row on either side of the one cited: enough to see that the reading did not slip a line.
_NEIGHBOURS = 1


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and how far its answer has come; `answer` is None until it is verified."""

    number: int
    question: str
    written: str = ""
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    answer_id: str = ""  # on record


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with its surroundings: the rows beside the one it cites."""

    citation: Citation
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    marked: int | None = None  # which of `rows` is cited


def around(citation: Citation, table: Table | None) -> Source:
    """The citation with the cited row of its table between its neighbours."""
    index = citation.row_index
    if table is None or index is None or not 0 <= index < len(table.rows):
        return Source(citation)
    first = max(0, index - _NEIGHBOURS)
    rows = table.rows[first : index + _NEIGHBOURS + 1]
    return Source(citation, table.columns, rows, index - first)


def highlighted(quote: str, words: str) -> tuple[str, str, str]:
    """The quote before, in and after the words that carry the answer; no words, no middle."""
    before, found, after = quote.partition(words) if words else (quote, "", "")
    return before, found, after


def is_checked(answer: Answer) -> bool:
    """True where every figure was found in a source: something is cited, nothing is loose."""
    loose = {"unsupported", "removed"}
    return bool(answer.citations) and not any(f.kind in loose for f in answer.findings)


def notes(answer: Answer) -> tuple[Finding, ...]:
    """The findings to show below the text: those it does not say, all that was computed in one."""
    said = sayings(answer.text, answer.findings)
    others = [f for f in answer.findings if f.kind != "computed" and plain((f.text,)) not in said]
    sums = "; ".join(dict.fromkeys(f.text for f in answer.findings if f.kind == "computed"))
    return (*others, *([Finding("computed", sums)] if sums else []))


def cell_class(spans: Spans, answer: Answer | None) -> str:
    """What is special about a cell of a table: left open by the documents, or computed."""
    words = plain(spans)
    if words in open_words():
        return "cc-none"
    computed = (f.text for f in answer.findings if f.kind == "computed") if answer else ()
    return "cc-computed" if words in computed else ""


def history(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The finished exchanges as turns of a conversation; an error said nothing worth keeping."""
    done = [(e.question, e.answer) for e in exchanges if e.answer is not None]
    return tuple(
        turn
        for question, answer in done
        if answer.status is not Status.ERROR
        for turn in (Turn("user", question), Turn("assistant", answer.text))
    )


def render(template: str, language: Language, **values: object) -> str:
    """The template filled in; `t("key")` in it is the sentence `ui.key` in the language,
    `t("room.key")` another room's."""

    def translate(key: str, **fields: object) -> str:
        return say(key if "." in key else f"ui.{key}", language, **fields)

    return (
        _templates()
        .get_template(f"{template}.html")
        .render(t=translate, language=language, **values)
    )


@lru_cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("ui.page", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        highlighted=highlighted,
        is_checked=is_checked,
        cell_class=cell_class,
        finding_name=finding_name,
        notes=notes,
        parts=parts,
        plain=plain,
        sayings=sayings,
        place=place,
        title=title,
        day=day,
    )
    return environment
