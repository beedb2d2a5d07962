"""Does a text say what a pattern asks for? Numbers and dates count by value, not by spelling.

A number in a pattern is a whole number: `85` is found in "≥ 85%", not in "185", "8,85" or
"85.000". A pattern that is not in the text as written is looked for in the text respelled, all
its numbers and dates in one other form at a time: "12.500 triệu đồng" also says `12,5 tỷ`.
"""

import re
from functools import lru_cache

from evals.respell import BOUND, respellings
from ingest.text import fold, nfc

_TOKEN = re.compile(
    r"(\(\?P?[<=]|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.)((?:[*+?]|\{\d*,?\d*\})[?+]?)?", re.S
)
_FLAGS = re.compile(r"\(\?([aiLmsux]+)\)")
_SPACE = (" ", r"\ ", r"\s")
_ANYTHING = re.compile(r"\.|\[(?:\\s\\S|\\S\\s|\\w\\W|\\W\\w|\^(?!.*(?:\\d|0-9)).*)\]", re.S)
_STARTS = r"(?:(?=\d)(?<!\d)(?<!\d[.,])|(?!\d))"
_ENDS = rf"(?:(?<=\d)(?!\d|[.,]\d|{BOUND})|(?<![\d{BOUND}]))"

_MARKER = re.compile(r"[ \t]?\[\d+(?:, *\d+)*\]|\*\*")
_AFTER_SIGN = re.compile(r"(>=|<=|[≥≤><~])[ \t]+")
_BEFORE_PERCENT = re.compile(r"(?<=\d)[ \t]+(?=%)")


def says(pattern: str, text: str) -> bool:
    """True where the text holds the fact, in any case, tone placement or spelling of numbers.

    Citation markers such as [1] are no part of the text. re.error where the pattern is none.
    """
    written, others = _readings(text)
    if compile_fact(pattern).search(written):
        return True
    folded = compile_fact(_fold_pattern(pattern))
    return any(folded.search(other) for other in others)


@lru_cache(maxsize=4096)
def compile_fact(pattern: str) -> re.Pattern[str]:
    """The pattern with whole numbers, any run of spaces for a space, and no regard to case.

    re.error where the pattern as it came is no regular expression.
    """
    re.compile(pattern)
    flags = _FLAGS.match(nfc(pattern))
    body = nfc(pattern)[flags.end() if flags else 0 :]
    inner = _TOKEN.sub(_guarded, body)
    return re.compile(f"{flags[0] if flags else ''}{_STARTS}(?:{inner}){_ENDS}", re.IGNORECASE)


def _guarded(token: re.Match[str]) -> str:
    """A space loosened; a gap that could swallow part of a number kept to whole numbers.

    A lone dot between digits, as in `12.500`, is a separator and never a digit itself.
    """
    atom, quantifier = token[1], token[2] or ""
    around = token.string[max(0, token.start() - 1) : token.end() + 1]
    if re.fullmatch(r"\d\.\d", around):
        return r"\D"
    if atom in _SPACE:
        return r"\s*"
    if quantifier[:1] in ("*", "+", "{") and _ANYTHING.fullmatch(atom):
        return f"{_ENDS}{atom}{quantifier}{_STARTS}"
    return token[0]


def _fold_pattern(pattern: str) -> str:
    """The pattern with its letters folded as a text's are; what has a meaning stays."""
    return re.sub(r"(\\.|\(\?P?)|[^\W\d_]+", lambda part: part[1] or fold(part[0]), nfc(pattern))


@lru_cache(maxsize=512)
def _readings(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as written without markers, then folded, then folded in every other spelling."""
    written = _MARKER.sub("", nfc(text))
    return written, tuple(dict.fromkeys(_close(fold(other)) for other in respellings(written)))


def _close(text: str) -> str:
    """The text with signs of comparison and percent closed up to their number."""
    return _BEFORE_PERCENT.sub("", _AFTER_SIGN.sub(r"\1", text))
