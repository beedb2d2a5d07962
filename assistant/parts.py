"""Several questions in one: "là bao nhiêu và đơn vị nào chủ trì?", "VNeID và chữ ký số"."""

import re
from collections.abc import Iterator

from assistant.cues import cue_spans, cues, has_cue
from assistant.lexicon import Term, lexicon
from ingest.text import BLANK
from prompts import Language

MOST_PARTS = 8  # of one question: more are asked one after another

_ENDS = re.compile(r"[?;]\s+|\n+")


def split(text: str) -> tuple[str, ...]:
    """The questions in a tidied text, at least one; what asks nothing stays with its neighbour."""
    sentences = [part.strip() for part in _ENDS.split(text) if any(c.isalnum() for c in part)]
    asked = [part for sentence in sentences or [text] for part in _at_joints(sentence)]
    return tuple(asked)


def _at_joints(sentence: str) -> Iterator[str]:
    """The sentence cut where words that ask stand on both sides of a joint."""
    start = 0
    for joint_start, joint_end in _joints(sentence):
        before, after = sentence[start:joint_start], sentence[joint_end:]
        if has_cue(cues("asks"), before) and has_cue(cues("asks"), after):
            yield before.strip()
            start = joint_end
    yield sentence[start:].strip()


def _joints(text: str) -> list[tuple[int, int]]:
    """Where parts may meet: a joining word, a comma between words."""
    commas = [match.span() for match in re.finditer(r",\s", text)]
    return sorted([*cue_spans(cues("join"), text), *commas])


def topics(text: str, language: Language) -> tuple[tuple[Term, ...], ...]:
    """The terms on each side of the joints of a topic; fewer than two where it is one topic."""
    bounds = [0, *(edge for joint in _joints(text) for edge in joint), len(text)]
    sides = (text[a:b].strip(f" {BLANK}") for a, b in zip(bounds[::2], bounds[1::2], strict=True))
    found = (lexicon(language).terms(side) for side in sides)
    return tuple(terms for terms in found if any(not term.is_weak for term in terms))
