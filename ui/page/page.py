"""The Gradio page: a header, the talk with its sources beside it, and the documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prompts import Language, say
from ui.page.check_tab import CheckParts, build_check, check_words
from ui.page.desk import Desk, Talk
from ui.page.draft_desk import DraftDesk
from ui.page.draft_tab import DraftParts, build_drafts, draft_words, wire_drafts
from ui.page.feedback_tab import FeedbackParts, build_feedback, feedback_words
from ui.page.ledger_tab import LedgerDesk, LedgerParts, build_ledger, wire_ledger
from ui.page.library_tab import LibraryParts, build_library, library_words
from ui.page.view import render
from ui.page.visiting import visitor_html, visitor_in

if TYPE_CHECKING:
    import gradio as gr

_EXAMPLES = 3


@dataclass(frozen=True)
class _Parts:
    """The components that events touch."""

    brand: "gr.HTML"
    unit: "gr.Dropdown"
    visitor: "gr.HTML"
    language: "gr.Radio"
    ask_tab: "gr.Tab"
    ledger: LedgerParts
    drafts: DraftParts
    check: CheckParts
    library: LibraryParts
    feedback: FeedbackParts
    log: "gr.HTML"
    examples: "list[gr.Button]"
    question: "gr.Textbox"
    send: "gr.Button"
    sources: "gr.HTML"


def build_page(desk: Desk) -> "gr.Blocks":
    """The page as Gradio blocks; nothing is served yet."""
    import gradio as gr

    page = gr.Blocks(title="Căn Cứ", fill_width=True, analytics_enabled=False)
    with page:
        talk = gr.State(())
        parts = _Parts(*_header(desk), *_tabs(desk))
        _wire(page, parts, talk, desk)
    return page


def _header(desk: Desk) -> "tuple[gr.HTML, gr.Dropdown, gr.HTML, gr.Radio]":
    """Name, unit, text size, visitor and language. A unit may be typed: it need not be in the
    list, which is filled for who opens the page."""
    import gradio as gr

    language = desk.settings.language
    with gr.Row(elem_id="cc-head"):
        brand = _html(render("brand", language), "cc-brand")
        unit = gr.Dropdown(
            [(say("ui.any_unit", language), "")],
            value=desk.settings.unit,
            label=say("ui.my_unit", language),
            allow_custom_value=True,
            elem_id="cc-unit",
        )
        _html(render("sizes", language), "cc-sizes")
        visitor = _html("", "cc-visitor")
        chooser = gr.Radio(
            [("VI", "vi"), ("EN", "en")],
            value=language,
            label="VI | EN",
            container=False,
            elem_id="cc-language",
        )
    return brand, unit, visitor, chooser


def _tabs(desk: Desk) -> tuple[Any, ...]:
    """What the header's components are followed by in `_Parts`."""
    import gradio as gr

    language = desk.settings.language
    with gr.Tabs(elem_id="cc-tabs"):
        with gr.Tab(say("ui.tab_ask", language)) as ask_tab, gr.Row(elem_id="cc-main"):
            with gr.Column(elem_id="cc-talk"):
                log = _html(desk.conversation((), language), "cc-log")
                examples, question, send = _composer(language)
            sources = _html(desk.sources((), language), "cc-sources")
        ledger = build_ledger(language)
        drafts = build_drafts(language)
        check = build_check(language)
        library = build_library(language)
        feedback = build_feedback(language)
    tabs = ask_tab, ledger, drafts, check, library, feedback
    return *tabs, log, examples, question, send, sources


def _composer(language: Language) -> "tuple[list[gr.Button], gr.Textbox, gr.Button]":
    import gradio as gr

    with gr.Column(elem_id="cc-composer"):
        with gr.Row(elem_id="cc-examples"):
            examples = [gr.Button("", size="sm", visible=False) for _ in range(_EXAMPLES)]
        with gr.Row(elem_id="cc-ask"):
            question = gr.Textbox(
                label=say("ui.your_question", language),
                placeholder=say("ui.placeholder", language),
                container=False,
                elem_id="cc-question",
            )
            send = gr.Button(say("ui.send", language), variant="primary", elem_id="cc-send")
    return examples, question, send


def _html(value: str, name: str) -> "gr.HTML":
    import gradio as gr

    return gr.HTML(value, apply_default_css=False, elem_id=name)


def _wire(page: "gr.Blocks", parts: _Parts, talk: "gr.State", desk: Desk) -> None:
    """Joins the components to the desk. No event is offered as an API: `/v1` is the API."""
    import gradio as gr

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def ask(
        request: gr.Request, text: str, unit: str, said: Talk, language: Language
    ) -> Iterator[tuple[Any, ...]]:
        visitor = visitor_in(request)
        seen = desk.within(visitor)
        box: Any = ""  # emptied once: what is typed while an answer grows is not touched
        for grown in seen.ask(text or "", unit or "", said, language, visitor):
            yield seen.conversation(grown, language), seen.sources(grown, language), grown, box
            box = gr.skip()

    def reword(request: gr.Request, language: Language, unit: str, said: Talk) -> list[Any]:
        visitor = visitor_in(request)
        words = _words(desk.within(visitor), language, unit or "", said)
        return [visitor_html(visitor, language), *words]

    def refresh(request: gr.Request, language: Language, unit: str) -> list[Any]:
        return _examples(desk.within(visitor_in(request)), language, unit or "")

    def documents(request: gr.Request, language: Language) -> str:
        return desk.within(visitor_in(request)).documents(language)

    answered = [parts.log, parts.sources, talk, parts.question]
    for trigger, text in (
        (parts.question.submit, parts.question),
        (parts.send.click, parts.question),
        *((button.click, button) for button in parts.examples),
    ):
        trigger(ask, [text, parts.unit, talk, parts.language], answered, **quiet)
    chosen = [parts.language, parts.unit]
    page.load(reword, [*chosen, talk], _worded(parts), **quiet)
    parts.language.change(reword, [*chosen, talk], _worded(parts), **quiet)
    parts.language.change(None, [parts.language], js=_SET_LANGUAGE, **quiet)
    parts.unit.change(refresh, chosen, parts.examples, **quiet)
    wire_ledger(parts.ledger, _ledger(desk), parts.language, quiet)
    wire_drafts(parts.drafts, _drafts(desk), parts.unit, parts.language, quiet)
    for drawn in (parts.library.tab.select, parts.library.refresh.click):
        drawn(documents, [parts.language], [parts.library.documents], **quiet)


def _ledger(desk: Desk) -> LedgerDesk:
    return LedgerDesk(desk.assistant.store.catalog, desk.library)


def _drafts(desk: Desk) -> DraftDesk:
    return DraftDesk(desk.keeper, desk.library, desk.settings, desk.answers.log)


_SET_LANGUAGE = """(language) => {
  document.documentElement.dataset.language = document.documentElement.lang = language;
}"""


def _worded(parts: _Parts) -> list[Any]:
    """What carries words, in the order `_words` fills it after the visitor."""
    return [
        parts.visitor,
        *(parts.brand, parts.unit, parts.ask_tab, parts.log, *parts.examples),
        *(parts.question, parts.send, parts.sources, parts.library.documents, *parts.ledger.worded),
        *parts.drafts.worded,
        *parts.check.worded,
        *parts.library.worded,
        *parts.feedback.worded,
    ]


def _words(desk: Desk, language: Language, unit: str, talk: Talk) -> list[Any]:
    """Every worded component in the language, and as fresh as the store."""
    import gradio as gr

    return [
        render("brand", language),
        gr.update(label=say("ui.my_unit", language), choices=_units(desk, language)),
        gr.update(label=say("ui.tab_ask", language)),
        desk.conversation(talk, language),
        *_examples(desk, language, unit),
        gr.update(
            placeholder=say("ui.placeholder", language), label=say("ui.your_question", language)
        ),
        say("ui.send", language),
        desk.sources(talk, language),
        desk.documents(language),
        *_ledger(desk).words(language),
        *draft_words(_drafts(desk), language),
        *check_words(language),
        *library_words(language, is_editor=desk.is_editor),
        *feedback_words(language),
    ]


def _units(desk: Desk, language: Language) -> list[tuple[str, str]]:
    return [(say("ui.any_unit", language), ""), *((u, u) for u in desk.library.units())]


def _examples(desk: Desk, language: Language, unit: str) -> list[Any]:
    """The example buttons; those without a question are not shown."""
    import gradio as gr

    questions = desk.library.examples(unit, language)[:_EXAMPLES]
    shown = [gr.update(value=question, visible=True) for question in questions]
    return shown + [gr.update(visible=False)] * (_EXAMPLES - len(shown))
