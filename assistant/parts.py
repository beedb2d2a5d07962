"""Several questions in one: "là bao nhiêu và đơn vị nào chủ trì?", "VNeID và chữ ký số"."""

import re
from collections.abc import Iterator

from assistant.cues import cue_spans, cues, has_cue
from assistant.lexicon import Term, lexicon
from ingest.period import find_periods
from ingest.text import BLANK
from prompts import Language, table

MOST_PARTS = 8  # of one question: more are asked one after another

_ENDS = re.compile(r"[?;]\s+|\n+")


def split(text: str) -> tuple[str, ...]:
    """The questions in a tidied text, at least one; what asks nothing stays with its neighbour."""
    sentences = [part.strip() for part in _ENDS.split(text) if any(c.isalnum() for c in part)]
    asked = [part for sentence in sentences or [text] for part in _at_joints(sentence)]
    return tuple(one for part in asked for one in _of_roles(part))


def clauses(text: str) -> tuple[str, ...]:
    """A tidied text cut at the ends of its sentences and at every joint, whatever they ask."""
    found: list[str] = []
    for sentence in _ENDS.split(text):
        start = 0
        for joint_start, joint_end in _joints(sentence):
            found.append(sentence[start:joint_start])
            start = joint_end
        found.append(sentence[start:])
    return tuple(one.strip() for one in found if any(c.isalnum() for c in one))


def _at_joints(sentence: str) -> Iterator[str]:
    """The sentence cut where words that ask stand on both sides of a joint."""
    start = 0
    for joint_start, joint_end in _joints(sentence):
        before, after = sentence[start:joint_start], sentence[joint_end:]
        is_comma = sentence[joint_start:joint_end].strip() == ","
        asks = has_cue(cues("asks"), before) or _names_figure(before, after, is_comma)
        if asks and has_cue(cues("asks"), after):
            yield before.strip()
            start = joint_end
    yield sentence[start:].strip()


def _names_figure(before: str, after: str, is_comma: bool) -> bool:
    """ "Chỉ tiêu … năm 2026, đơn vị nào chủ trì?": a figure is named, then something asked.

    Before a comma it opens the sentence; "về chỉ tiêu …, ai chủ trì?" asks no figure.
    """
    named = [start for start, _ in cue_spans(cues("figure_named"), before)]
    asks = any(start == 0 for start, _ in cue_spans(cues("asks"), after.lstrip()))
    return bool(named) and (0 in named or not is_comma) and asks and bool(find_periods(before))


def _of_roles(part: str) -> Iterator[str]:
    """ "chỉ tiêu và kết quả …" as a question for each; a comparison holds them together."""
    run = [] if has_cue(cues("kind", "comparison"), part) else _roles_side_by_side(part)
    if not run:
        yield part
    for start, end in run:
        yield part[: run[0][0]] + part[start:end] + part[run[-1][1] :]


def _roles_side_by_side(text: str) -> list[tuple[int, int]]:
    """Where the text names roles with nothing but joints between them; none where it names one."""
    meant = {"aimed": "target"}
    named = sorted(
        (*span, meant.get(name, name))
        for name, listed in table("questions")["role"].items()
        for span in cue_spans(listed, text)
    )
    joints = _joints(text)
    run: list[tuple[int, int, str]] = []
    for start, end, name in named:
        between = (run[-1][1], start) if run else (0, 0)
        if run and not any(_fills(joint, between, text) for joint in joints):
            if len(run) > 1:
                break
            run = []
        run.append((start, end, name))
    is_several = len({name for _, _, name in run}) == len(run) > 1
    return [(start, end) for start, end, _ in run] if is_several else []


def _fills(joint: tuple[int, int], gap: tuple[int, int], text: str) -> bool:
    return text[gap[0] : gap[1]].strip() == text[joint[0] : joint[1]].strip() != ""


def _joints(text: str) -> list[tuple[int, int]]:
    """Where parts may meet: a joining word, a comma between words."""
    commas = [match.span() for match in re.finditer(r",\s", text)]
    found: list[tuple[int, int]] = []
    for start, end in sorted([*cue_spans(cues("join"), text), *commas]):
        if found and not text[found[-1][1] : start].strip():
            start = found.pop()[0]  # ", and" is one
        found.append((start, end))
    return found


def topics(text: str, language: Language) -> tuple[tuple[Term, ...], ...]:
    """The terms on each side of the joints of a topic; fewer than two where it is one topic."""
    bounds = [0, *(edge for joint in _joints(text) for edge in joint), len(text)]
    sides = (text[a:b].strip(f" {BLANK}") for a, b in zip(bounds[::2], bounds[1::2], strict=True))
    found = (lexicon(language).terms(side) for side in sides)
    return tuple(terms for terms in found if any(not term.is_weak for term in terms))
