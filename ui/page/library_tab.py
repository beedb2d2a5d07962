"""The tab of documents: the list, and for editors a way in and out of it.

A file does not pass through Gradio, whose upload door is shut: `library.js` sends it to
`POST /v1/documents`, tells what becomes of it, and has the list drawn anew.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.loaders import SUFFIXES
from prompts import Language, say
from ui.checked import UPLOAD_LIMIT
from ui.page.view import render

if TYPE_CHECKING:
    import gradio as gr

# Filled by library.js alone, so that no language or tab change empties it.
_TOLD = '<ul id="cc-upload-list" role="status" aria-live="polite"></ul>'


@dataclass(frozen=True)
class LibraryParts:
    """The components of the tab. Nobody sees `refresh`: library.js presses it."""

    tab: "gr.Tab"
    form: "gr.HTML"
    documents: "gr.HTML"
    refresh: "gr.Button"

    @property
    def worded(self) -> list[Any]:
        """What carries words, in the order `library_words` fills it."""
        return [self.tab, self.form]


def build_library(language: Language) -> LibraryParts:
    """The tab, without the list, which is drawn for who opens it."""
    import gradio as gr

    with (
        gr.Tab(say("ui.tab_library", language)) as tab,
        gr.Column(elem_id="cc-library-tab"),
    ):
        form = gr.HTML("", apply_default_css=False, elem_id="cc-upload-box")
        gr.HTML(_TOLD, apply_default_css=False)
        documents = gr.HTML("", apply_default_css=False, elem_id="cc-library")
        refresh = gr.Button("", elem_id="cc-library-refresh")
    return LibraryParts(tab, form, documents, refresh)


def library_words(language: Language, *, is_editor: bool) -> list[Any]:
    """Every worded component in the language."""
    import gradio as gr

    return [gr.update(label=say("ui.tab_library", language)), _form(language, is_editor)]


def _form(language: Language, is_editor: bool) -> str:
    def told(key: str, **fields: object) -> str:
        return say(f"api.page_{key}", language, **fields)

    known = sorted(SUFFIXES)
    return render(
        "library_form", language, u=told, known=known, limit=UPLOAD_LIMIT, is_editor=is_editor
    )
