"""Questions about no document: greetings, what can be asked, procedures, other things."""

from collections.abc import Mapping

from assistant.cues import has_cue, without
from assistant.evidence import Talk
from ingest.text import BLANK, words
from prompts import table

_LITTLE_ELSE = 3  # words beside a greeting that ask nothing


def small_talk(text: str) -> Talk | None:
    """The kind of talk that a tidied text is and hardly anything else; None for a question."""
    lists: Mapping[str, list[str]] = table("talk")["whole"]
    for about, cues in lists.items():
        if has_cue(cues, text):
            rest = words(without(cues, text).replace(BLANK, " "))
            if len(rest) <= _LITTLE_ELSE:
                return Talk(about)
    return None


def out_of_scope(text: str) -> Talk | None:
    """What a question is about that no document answered, where its words tell."""
    lists: Mapping[str, list[str]] = table("talk")["part"]
    return next((Talk(about) for about, cues in lists.items() if has_cue(cues, text)), None)
