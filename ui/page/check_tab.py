"""The tab that checks a document: choose or drop a file, read what is wrong with it.

The file does not pass through Gradio, which would keep it in a folder of its own: `check.js` sends
it to `POST /check`, which keeps nothing, and shows what comes back.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.loaders import SUFFIXES
from prompts import Language, say
from ui.checked import UPLOAD_LIMIT
from ui.page.view import render

if TYPE_CHECKING:
    import gradio as gr

# Filled by check.js alone, so that no language or tab change empties them.
_RESULT = '<p id="cc-check-status" role="status"></p><div id="cc-check-result"></div>'


@dataclass(frozen=True)
class CheckParts:
    """The components of the tab."""

    tab: "gr.Tab"
    form: "gr.HTML"

    @property
    def worded(self) -> list[Any]:
        """What carries words, in the order `check_words` fills it."""
        return [self.tab, self.form]


def build_check(language: Language) -> CheckParts:
    """The tab, without a file."""
    import gradio as gr

    with (
        gr.Tab(say("ui.tab_check", language)) as tab,
        gr.Column(elem_id="cc-check"),
    ):
        form = gr.HTML(_form(language), apply_default_css=False)
        gr.HTML(_RESULT, apply_default_css=False)
    return CheckParts(tab, form)


def check_words(language: Language) -> list[Any]:
    """Every worded component in the language."""
    import gradio as gr

    return [gr.update(label=say("ui.tab_check", language)), _form(language)]


def _form(language: Language) -> str:
    return render("check_form", language, known=sorted(SUFFIXES), limit=UPLOAD_LIMIT)
