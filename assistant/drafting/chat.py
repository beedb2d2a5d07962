"""A request to draft, answered in the chat: the draft as text, its sources as citations.

Nothing is kept: the tab and the command are where a draft is gone on with.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from shlex import quote

from assistant.citing import citation
from assistant.conversation import Answer, Question, Status
from assistant.cues import language_of
from assistant.dialogue import question_before
from assistant.drafting.asked import Asked, draft_asked, is_rest_of, spelled
from assistant.drafting.assemble import draft, spans_of, with_sources_in_order
from assistant.drafting.commission import read_commission
from assistant.drafting.draft import (
    Commission,
    Draft,
    DraftBlock,
    Span,
    State,
    words_of,
)
from assistant.drafting.open_points import counts_told, open_points
from assistant.export.copies import Copy, numbers_of, shown
from ingest.document import Unit
from ingest.errors import CancuError
from ingest.period import label, year_of
from prompts import Language, say
from vectorstore.store import Store

_MOST_LINES = 60  # of a draft in the chat: about two pages
_NAMED = 3  # units named where one has to be chosen
_GROUNDED = (State.CITED, State.COMPUTED, State.ADAPTED, State.REWORDED)


def drafted(store: Store, question: Question, chosen: str, today: date) -> Answer | None:
    """The answer to a request to draft; None for every other question.

    `chosen` is the unit of who asks. What the request leaves out is asked back; somebody who may
    not have papers drafted is told so.
    """
    known = store.catalog.units()
    asked = _asked(question, tuple(known), today)
    if asked is None:
        return None
    language = language_of(question.text, (turn.content for turn in question.history))
    if not question.may_draft:
        return Answer(Status.OUT_OF_SCOPE, say("assistant.draft_for_officials", language), language)
    unit = asked.unit or chosen
    if not unit:
        some = ", ".join(one.label for one in known.communes[:_NAMED]) or "–"
        return _back(say("assistant.draft_which_unit", language, units=some), language)
    if asked.period is None:
        text = say("assistant.draft_which_period", language, form=asked.form.name)
        return _back(text, language)
    try:
        commission = _commission(store, asked, unit)
    except CancuError as error:
        return Answer(Status.NO_INFORMATION, error.sentence(language), language)
    made = draft(store, commission, today)
    return _answer(made, language)


def _asked(question: Question, known: Sequence[Unit], today: date) -> Asked | None:
    """The request; of a reply with only a time or a unit the one before with it."""
    if found := draft_asked(question.text, known, today):
        return found
    before = question_before(question)
    if before is None or not is_rest_of(question.text, known, today):
        return None
    return draft_asked(f"{before.text} {question.text}", known, today)


def _back(text: str, language: Language) -> Answer:
    return Answer(Status.CLARIFICATION, text, language)


def _commission(store: Store, asked: Asked, unit: str) -> Commission:
    """What was asked for; CancuError where it cannot be drafted."""
    period = asked.period or year_of(1)
    kind = (
        asked.form.id if period == year_of(period.last.year) else f"{asked.form.id} {label(period)}"
    )
    subjects = [record.front.subject for record in store.catalog.documents()]
    made = read_commission(
        store.catalog,
        kind,
        unit,
        str(period.last.year),
        spelled(asked.topic, subjects),
        addressee=asked.addressee,
    )
    section = asked.section
    if section is None:
        return made
    wanted = replace(section, focus=spelled(section.focus, subjects))
    return replace(made, sections=(wanted,))


def _answer(made: Draft, language: Language) -> Answer:
    body = replace(
        made,
        foot=replace(made.foot, recipients=(), signer=()),
        head=replace(made.head, subject=(Span(words_of(made.head.subject)),)),
    )
    body = with_sources_in_order(body)
    lines = list(islice(_lines(body), _MOST_LINES + 1))
    points = open_points(body)
    title = f"{made.head.type.capitalize()} {words_of(made.head.subject)}".strip()
    is_grounded = any(span.state in _GROUNDED for span in spans_of(body))
    told = [
        say("assistant.draft_here", language, title=title),
        *lines[:_MOST_LINES],
        *([say("assistant.draft_cut", language)] if len(lines) > _MOST_LINES else []),
        *([] if is_grounded else [say("assistant.draft_nothing_found", language)]),
        say("assistant.draft_by_machine", language, points=counts_told(points, language)),
        say("assistant.draft_go_on", language, command=_command(made.commission)),
    ]
    status = Status.PARTIAL if points else Status.ANSWERED
    return Answer(
        status if is_grounded else Status.NO_INFORMATION,
        "\n".join(told),
        language,
        citations=tuple(citation(basis, n) for n, basis in enumerate(body.sources, 1)),
    )


def _lines(body: Draft) -> Iterator[str]:
    """The sections as plain lines with the markers of their sources, tables in GitHub's form."""
    numbers = numbers_of(body)

    def words(spans: tuple[Span, ...]) -> str:
        parts = shown(spans, numbers, Copy.ANNEX)
        return " ".join(
            "".join(part.text + "".join(f" [{n}]" for n in part.marks) for part in parts).split()
        )

    for section in body.sections:
        for block in section.blocks:
            if block.grid is None:
                yield words(block.spans)
            else:
                yield from _table(block, words)


def _table(block: DraftBlock, words: Callable[[tuple[Span, ...]], str]) -> Iterator[str]:
    grid = block.grid
    if grid is None:
        return
    rows = ([words(cell) for cell in row.cells] for row in grid.rows)
    for cells in (grid.columns, ["---"] * len(grid.columns), *rows):
        yield "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _command(commission: Commission) -> str:
    """How the same is drafted on the command line."""
    period, unit = commission.period, commission.unit.label
    is_part = period != year_of(period.last.year)
    kind = f"{commission.kind} {label(period)}" if is_part else commission.kind
    words = [kind, "--unit", unit, "--year", str(period.last.year)]
    words += ["--topic", commission.topic] if commission.topic else []
    for one in commission.sections:
        words += ["--section", f"{one.id.replace('_', ' ')} {one.focus}".strip()]
    return " ".join(("cancu draft", *map(quote, words), "--out", f"{commission.kind}.docx"))
