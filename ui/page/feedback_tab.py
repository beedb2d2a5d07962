"""The thumbs below an answer, and the tab where editors read what was said with them.

`feedback.js` speaks with `/v1/feedback`, which knows who may say and read what.
"""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prompts import Language, say
from ui.audit.feedback import Why
from ui.page.view import render

if TYPE_CHECKING:
    import gradio as gr


@dataclass(frozen=True)
class FeedbackParts:
    """The components of the tab."""

    tab: "gr.Tab"
    words: "gr.HTML"

    @property
    def worded(self) -> list[Any]:
        """What carries words, in the order `feedback_words` fills it."""
        return [self.tab, self.words]


def build_feedback(language: Language) -> FeedbackParts:
    """The tab, still empty: it is filled when an editor opens it."""
    import gradio as gr

    with gr.Tab(say("audit.tab", language), elem_id="cc-words-tab") as tab:
        listed = gr.HTML(_list(language), apply_default_css=False, elem_id="cc-words-box")
    return FeedbackParts(tab, listed)


def feedback_words(language: Language) -> list[Any]:
    """Every worded component in the language."""
    import gradio as gr

    return [gr.update(label=say("audit.tab", language)), _list(language)]


def reasons(language: Language) -> dict[str, str]:
    """The short list of reasons, by the name that `/v1/feedback` takes."""
    return {why.value: say(f"audit.why_{why}", language) for why in Why}


def _list(language: Language) -> str:
    left_open = {
        "cited": say("audit.cited", language, documents="{documents}"),
        "reviewed": say("audit.reviewed", language, at="{at}"),
        "more": say("audit.more", language, shown="{shown}", total="{total}"),
    }
    told = json.dumps(reasons(language), ensure_ascii=False)
    return render("feedback_list", language, reasons=told, **left_open)
