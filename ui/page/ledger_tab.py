"""The tab of the figure ledger: conditions, the table of what fits, and a chart of it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ingest.document import Role
from ingest.errors import CancuError
from ingest.period import label
from prompts import Language, say
from ui.access.visitor import Visitor
from ui.figures import find
from ui.filters import FILTERS, read_filters
from ui.library import Library
from ui.page.chart import chart
from ui.page.ledger import place_name, progress, sheet, source_name, whole_lines
from ui.page.view import render
from ui.page.visiting import visitor_in
from ui.roles import role_name
from vectorstore.catalog import Catalog

if TYPE_CHECKING:
    import gradio as gr

_STEP = 120  # figures shown at first, and added by each "show more"


@dataclass(frozen=True)
class LedgerParts:
    """The components of the tab."""

    tab: "gr.Tab"
    filters: "tuple[gr.Textbox | gr.Dropdown, ...]"  # in the order of FILTERS
    rows: "gr.HTML"
    more: "gr.Button"
    chart_card: "gr.Column"
    chart_title: "gr.HTML"
    chart: "gr.Plot"
    limit: "gr.State"

    @property
    def worded(self) -> list[Any]:
        """What carries words, in the order `LedgerDesk.words` fills it."""
        return [self.tab, *self.filters, self.more]

    @property
    def shown(self) -> list[Any]:
        """What a search changes, in the order `LedgerDesk.results` fills it."""
        return [self.rows, self.more, self.chart_card, self.chart_title, self.chart]


@dataclass(frozen=True)
class LedgerDesk:
    """The tab's side of the store."""

    catalog: Catalog
    library: Library

    def within(self, visitor: Visitor) -> "LedgerDesk":
        """The ledger of one visitor."""
        shelves = visitor.shelves
        return LedgerDesk(self.catalog.within(shelves), self.library.within(shelves))

    def results(self, typed: Sequence[str], language: Language, limit: int) -> list[Any]:
        """What the conditions let through, or why they cannot be meant."""
        import gradio as gr

        given = {name: text or "" for name, text in zip(FILTERS, typed, strict=True)}
        try:
            wanted = read_filters(given, self.catalog, date.today(), language)
        except CancuError as error:
            told = render("ledger", language, problem=error.sentence(language))
            return [told, gr.update(visible=False), *_drawn(None)]
        found = find(self.catalog, wanted, limit)
        if is_cut := found.total > len(found.entries):
            found = replace(found, entries=whole_lines(found.entries))
        lines = sheet(found.entries, language)
        table = render(
            "ledger",
            language,
            problem="",
            found=found,
            sheet=lines,
            has_bars=any(line.pair for line in lines.lines),
            query=urlencode({**given, "language": language}),
            **_HELPERS,
        )
        more = gr.update(visible=is_cut)
        return [table, more, *_drawn(chart(lines.lines, language))]

    def words(self, language: Language) -> list[Any]:
        """Every worded component in the language, and the choices as fresh as the store."""
        import gradio as gr

        found = self.library.ledger_choices()
        anything = (say("ui.ledger_all", language), "")
        units = [(name, name) for name in self.library.units()]
        periods = [(label(period, language), label(period)) for period in found.periods]
        roles = [(role_name(role, language), role.value) for role in Role]
        owners = [(name, name) for name in found.owners]
        lists = zip(FILTERS[1:], (units, periods, roles, owners), strict=True)
        return [
            gr.update(label=say("ui.tab_ledger", language)),
            gr.update(
                label=say("ui.ledger_indicator", language),
                placeholder=say("ui.ledger_placeholder", language),
            ),
            *(
                gr.update(label=say(f"ui.ledger_{name}", language), choices=[anything, *choices])
                for name, choices in lists
            ),
            say("ui.ledger_more", language),
        ]


_HELPERS: dict[str, Callable[..., Any]] = {
    "place_name": place_name,
    "progress": progress,
    "source_name": source_name,
}


def build_ledger(language: Language) -> LedgerParts:
    """The tab, empty until it is opened."""
    import gradio as gr

    with gr.Tab(say("ui.tab_ledger", language)) as tab:
        with gr.Row(elem_id="cc-filters"):
            filters = _filters(language)
        with gr.Row(elem_id="cc-ledger"):
            with gr.Column(elem_id="cc-ledger-rows"):
                rows = gr.HTML("", apply_default_css=False)
                more = gr.Button(say("ui.ledger_more", language), size="sm", visible=False)
            with gr.Column(elem_id="cc-chart", visible=False) as card:
                title = gr.HTML("", apply_default_css=False)
                plot = gr.Plot(show_label=False, container=False)
        limit = gr.State(_STEP)
    return LedgerParts(tab, filters, rows, more, card, title, plot, limit)


def _filters(language: Language) -> "tuple[gr.Textbox | gr.Dropdown, ...]":
    """Unit, period and owner may be typed: what is meant need not be in the list."""
    import gradio as gr

    anything = (say("ui.ledger_all", language), "")
    names = FILTERS[1:]
    return (
        gr.Textbox(
            label=say("ui.ledger_indicator", language),
            placeholder=say("ui.ledger_placeholder", language),
            elem_id="cc-filter-indicator",
        ),
        *(
            gr.Dropdown(
                [anything],
                value="",
                label=say(f"ui.ledger_{name}", language),
                allow_custom_value=True,
                elem_id=f"cc-filter-{name}",
            )
            for name in names
        ),
    )


def wire_ledger(
    parts: LedgerParts, desk: LedgerDesk, language: "gr.Radio", quiet: dict[str, Any]
) -> None:
    """Every change of a condition searches anew; so does opening the tab."""
    import gradio as gr

    def search(request: gr.Request, spoken: Language, *typed: str) -> list[Any]:
        return [*desk.within(visitor_in(request)).results(typed, spoken, _STEP), _STEP]

    def widen(request: gr.Request, spoken: Language, limit: int, *typed: str) -> list[Any]:
        seen = desk.within(visitor_in(request))
        return [*seen.results(typed, spoken, limit + _STEP), limit + _STEP]

    def open_tab(request: gr.Request, spoken: Language, *typed: str) -> list[Any]:
        words = desk.within(visitor_in(request)).words(spoken)
        return [*words, *search(request, spoken, *typed)]

    asked = [language, *parts.filters]
    found = [*parts.shown, parts.limit]
    # One after the other: an earlier search that took longer must not overwrite a later one.
    quiet = {**quiet, "concurrency_id": "ledger", "concurrency_limit": 1}
    words, *lists = parts.filters
    words.change(search, asked, found, trigger_mode="always_last", **quiet)
    for chosen in (*lists, language):
        chosen.change(search, asked, found, trigger_mode="always_last", **quiet)
    parts.more.click(widen, [language, parts.limit, *parts.filters], found, **quiet)
    parts.tab.select(open_tab, asked, [*parts.worded, *found], **quiet)


def _drawn(made: tuple[dict[str, Any], str] | None) -> list[Any]:
    """The card of the chart, its title and the chart; all hidden where there is none."""
    import gradio as gr
    from gradio.components.plot import PlotData

    if made is None:
        return [gr.update(visible=False), "", None]
    figure, title = made
    heading = render("chart", "vi", title=title)
    return [gr.update(visible=True), heading, PlotData(type="plotly", plot=json.dumps(figure))]
