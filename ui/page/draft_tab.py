"""The tab of drafts: choose, read with sources, edit, draft a section anew, check, download."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prompts import Language, say
from ui.page.draft_desk import DraftDesk, Shown, kinds, parts, sections_of
from ui.page.visiting import visitor_in

if TYPE_CHECKING:
    import gradio as gr

_FIRST = "ke-hoach"
_AT_ONCE = 4  # steps of several people; one whose version is no longer the newest is refused


@dataclass(frozen=True)
class DraftParts:
    """The components of the tab."""

    tab: "gr.Tab"
    kind: "gr.Dropdown"
    part: "gr.Dropdown"
    year: "gr.Textbox"
    topic: "gr.Textbox"
    addressee: "gr.Textbox"
    earlier: "gr.Dropdown"
    sections: "gr.CheckboxGroup"
    make: "gr.Button"
    bar: "gr.HTML"
    editor: "gr.Column"
    text: "gr.Textbox"
    save: "gr.Button"
    cancel: "gr.Button"
    paper: "gr.HTML"
    side: "gr.HTML"
    step: "gr.Textbox"
    shown: "gr.State"

    @property
    def worded(self) -> list[Any]:
        """What carries words, in the order `draft_words` fills it."""
        named = (self.part, self.year, self.topic, self.addressee, self.earlier, self.sections)
        return [self.tab, self.kind, *named, self.make, self.text, self.save, self.cancel]

    @property
    def drawn(self) -> list[Any]:
        """What a step changes, in the order `_drawn` fills it."""
        return [self.bar, self.editor, self.text, self.paper, self.side, self.earlier, self.shown]


def build_drafts(language: Language) -> DraftParts:
    """The tab, empty until something is drafted or opened."""
    import gradio as gr

    with gr.Tab(say("ui.tab_drafts", language)) as tab:
        with gr.Column(elem_id="cc-draft-form"):
            with gr.Row(elem_id="cc-draft-fields"):
                fields = _fields(language)
            sections = gr.CheckboxGroup(sections_of(_FIRST), elem_id="cc-draft-sections")
            make = gr.Button("", variant="primary", elem_id="cc-draft-make")
        with gr.Row(elem_id="cc-draft"):
            with gr.Column(elem_id="cc-draft-main"):
                bar = _html("cc-draft-bar")
                with gr.Column(visible=False, elem_id="cc-draft-editor") as editor:
                    text = gr.Textbox(lines=14, max_lines=30, elem_id="cc-draft-text")
                    with gr.Row(elem_id="cc-draft-actions"):
                        save = gr.Button("", variant="primary", size="sm", elem_id="cc-draft-save")
                        cancel = gr.Button("", size="sm", elem_id="cc-draft-cancel")
                paper = _html("cc-draft-paper")
            side = _html("cc-draft-side")
        # What is pressed on the paper comes in here (draft.js); nobody sees it.
        step = gr.Textbox(elem_id="cc-draft-step", show_label=False)
        shown = gr.State(Shown())
    return DraftParts(
        *(tab, *fields, sections, make, bar, editor, text, save, cancel, paper, side, step, shown)
    )


def _fields(language: Language) -> tuple[Any, ...]:
    """Kind, part of the year, year, topic, addressee, and the earlier drafts."""
    import gradio as gr

    return (
        gr.Dropdown(kinds(), value=_FIRST, elem_id="cc-draft-kind"),
        gr.Dropdown(parts(language), value="", elem_id="cc-draft-part"),
        gr.Textbox(elem_id="cc-draft-year"),
        gr.Textbox(elem_id="cc-draft-topic"),
        gr.Textbox(elem_id="cc-draft-addressee", visible=False),
        gr.Dropdown([], value=None, elem_id="cc-draft-earlier"),
    )


def _html(name: str) -> "gr.HTML":
    import gradio as gr

    return gr.HTML("", apply_default_css=False, elem_id=name)


def draft_words(desk: DraftDesk, language: Language) -> list[Any]:
    """Every worded component in the language, and the earlier drafts as they are now."""
    import gradio as gr

    def labelled(name: str, **more: Any) -> Any:  # noqa: ANN401
        return gr.update(label=say(f"ui.draft_label_{name}", language), **more)

    return [
        gr.update(label=say("ui.tab_drafts", language)),
        labelled("kind"),
        labelled("part", choices=parts(language)),
        labelled("year", placeholder="2027"),
        labelled("topic", placeholder=say("ui.draft_topic_example", language)),
        labelled("addressee"),
        labelled("earlier", choices=desk.earlier()),
        labelled("sections"),
        say("ui.draft_make", language),
        labelled("text"),
        say("ui.draft_save", language),
        say("ui.draft_cancel", language),
    ]


def wire_drafts(
    parts: DraftParts,
    desk: DraftDesk,
    unit: "gr.Dropdown",
    language: "gr.Radio",
    quiet: dict[str, Any],
) -> None:
    """Joins the components to the desk; every step draws the tab anew."""
    import gradio as gr

    def make(
        request: gr.Request,
        spoken: Language,
        shown: Shown,
        unit: str,
        sections: list[str],
        *typed: str,
    ) -> list[Any]:
        kind, part, year, topic, addressee = typed
        words = (kind, part, year, unit, topic, addressee)
        seen = desk.within(visitor_in(request))
        return _drawn(seen, seen.make(words, sections, shown, spoken), spoken)

    def opened(
        request: gr.Request, spoken: Language, shown: Shown, draft_id: str | None
    ) -> list[Any]:
        seen = desk.within(visitor_in(request))
        return _drawn(seen, seen.open(draft_id or "", shown, spoken), spoken)

    def step(request: gr.Request, spoken: Language, shown: Shown, command: str) -> list[Any]:
        seen = desk.within(visitor_in(request))
        return _drawn(seen, seen.step(command, shown, spoken), spoken)

    def save(request: gr.Request, spoken: Language, shown: Shown, text: str) -> list[Any]:
        seen = desk.within(visitor_in(request))
        return _drawn(seen, seen.save(text or "", shown, spoken), spoken)

    def cancel(request: gr.Request, spoken: Language, shown: Shown) -> list[Any]:
        return _drawn(desk.within(visitor_in(request)), Shown(shown.kept), spoken)

    def again(request: gr.Request, spoken: Language, shown: Shown) -> list[Any]:
        seen = desk.within(visitor_in(request))
        return [*draft_words(seen, spoken), *_drawn(seen, seen.again(shown, spoken), spoken)]

    def choose(kind: str) -> list[Any]:
        return [
            gr.update(choices=sections_of(kind), value=[]),
            gr.update(visible=kind != _FIRST),
        ]

    state = [language, parts.shown]
    typed = [parts.kind, parts.part, parts.year, parts.topic, parts.addressee]
    asked = [*state, unit, parts.sections, *typed]
    quiet = {**quiet, "concurrency_id": "drafts", "concurrency_limit": _AT_ONCE}
    busy = {**quiet, "show_progress": "minimal"}
    parts.make.click(make, asked, parts.drawn, **busy)
    parts.topic.submit(make, asked, parts.drawn, **busy)
    parts.earlier.input(opened, [*state, parts.earlier], parts.drawn, **quiet)
    parts.step.change(step, [*state, parts.step], parts.drawn, **quiet)
    parts.save.click(save, [*state, parts.text], parts.drawn, **quiet)
    parts.cancel.click(cancel, state, parts.drawn, **quiet)
    parts.kind.change(choose, [parts.kind], [parts.sections, parts.addressee], **quiet)
    parts.tab.select(again, state, [*parts.worded, *parts.drawn], **quiet)
    language.change(again, state, [*parts.worded, *parts.drawn], **quiet)


def _drawn(desk: DraftDesk, shown: Shown, language: Language) -> list[Any]:
    """The tab as it then looks."""
    import gradio as gr

    kept = shown.kept
    return [
        desk.bar(shown, language),
        gr.update(visible=bool(shown.editing)),
        shown.text,
        desk.paper(shown, language),
        desk.side(shown, language),
        gr.update(choices=desk.earlier(), value=kept.id if kept else None),
        shown,
    ]
