"""Gradio's own parts in our colours and in the fonts of the reader's machine: none is fetched."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

_HERE = Path(__file__).parent
_FONTS = ("Noto Sans", "Segoe UI", "system-ui", "sans-serif")  # all draw every Vietnamese letter


def theme() -> "gr.themes.Base":
    """Gradio's plain theme with one brand colour, light only: paper is what it imitates."""
    import gradio as gr

    brand = gr.themes.Color(
        *("#fdf6f6", "#fbeeee", "#f4d5d5", "#e8b0b1", "#d47c7e", "#bd484b"),
        *("#9b1c1f", "#7f1719", "#661214", "#4d0e0f", "#330909"),
        name="brand",
    )
    base = gr.themes.Base(primary_hue=brand, neutral_hue="slate", font=_FONTS, font_mono=_FONTS)
    return base.set(
        body_background_fill="#f5f6f8",
        body_background_fill_dark="#f5f6f8",
        body_text_color="#1d2733",
        body_text_color_dark="#1d2733",
        button_primary_background_fill="#9b1c1f",
        button_primary_background_fill_hover="#7f1719",
        button_primary_text_color="#ffffff",
    )


# A document with one line marked.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect x="4" y="1" width="24" height="30" rx="4" fill="#9b1c1f"/>'
    '<path d="M9 9h14M9 23h9" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/>'
    '<path d="M9 16h14" stroke="#fff1b8" stroke-width="4.5" stroke-linecap="round"/></svg>'
)


@lru_cache
def style() -> str:
    """The style sheet of the page and of a document's full text."""
    return "".join(
        (_HERE / name).read_text("utf-8")
        for name in (
            *("page.css", "draft.css", "check.css", "library.css"),
            *("account.css", "feedback.css"),
        )
    )


@lru_cache
def script() -> str:
    """What the page does itself: show a source, copy, pick a step, send files, say whether an
    answer helped."""
    return "".join(
        (_HERE / name).read_text("utf-8")
        for name in ("page.js", "draft.js", "check.js", "library.js", "feedback.js")
    )
