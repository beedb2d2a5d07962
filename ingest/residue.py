"""Marks that a text recogniser or a converter left behind, and how they read in plain text.

No digit is added, lost or moved; a superscript digit stays the same digit, raised.
"""

import html
import re

from ingest.text import tidy

_TAG_NAMES = "a|b|br|center|code|del|div|em|font|i|ins|li|mark|ol|p|s|small|span|strong|u|ul"
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li)>", re.I)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.I)
_RAISED = re.compile(r"<sup>\s*(.*?)\s*</sup>", re.I)
_LOWERED = re.compile(r"<sub>\s*(.*?)\s*</sub>", re.I)

_MATH = re.compile(r"(?<!\\)\$\$?([^$\n]{1,200}?)\$\$?")
_IS_MATH = re.compile(r"\\|\^|_|[≥≤<>=±×≈]|^(?=.*\S)[\d.,\s%+-]+$")
_COMMANDS = {
    "geq": "≥", "geqslant": "≥", "ge": "≥", "leq": "≤", "leqslant": "≤", "le": "≤", "gt": ">",
    "lt": "<", "neq": "≠", "approx": "≈", "sim": "~", "pm": "±", "times": "×", "cdot": "·",
    "div": "÷", "rightarrow": "→", "to": "→", "Rightarrow": "⇒", "ldots": "…", "dots": "…",
    "circ": "°", "bullet": "•", "quad": " ", "qquad": " ",
}  # fmt: skip
_COMMAND = re.compile(
    r"\\(" + "|".join(sorted(_COMMANDS, key=len, reverse=True)) + r")(?![A-Za-z])"
)
_WRAPPED = re.compile(
    r"\\(?:text|textbf|textit|mathrm|mathbf|mathit|underline|overline|hat)\{([^{}]*)\}"
)
_FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
_UP = re.compile(r"\^\{([^{}]*)\}|\^(\w)")
_DOWN = re.compile(r"_\{([^{}]*)\}|_(\w)")
_SUPERSCRIPT = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")

_STRONG = re.compile(r"(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?!\*)")
_STARS = re.compile(r"\*{2,}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>&%$])")


def without_residue(text: str) -> str:
    """The text without tags, entities, formula and emphasis marks; its lines stay lines.

    One mark may hide another ("&amp;lt;", an escaped star): it is looked at until nothing changes.
    """
    while (plain := _plain(text)) != text:
        text = plain
    return text


def _plain(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _untagged(text)
    if "$" in text:
        text = _MATH.sub(_plain_math, text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", _plain_commands(text))
    if "*" in text:
        text = _unstarred(text)
    return "\n".join(tidy(line) for line in text.splitlines()) if "\n" in text else tidy(text)


def _untagged(text: str) -> str:
    raised = _RAISED.sub(lambda found: found[1].translate(_SUPERSCRIPT), text)
    return _TAG.sub("", _BREAK.sub(" ", _LOWERED.sub(r"\1", raised)))


def _plain_math(found: re.Match[str]) -> str:
    """A formula as text; a sum of money between two dollar signs is left alone."""
    inner = found[1]
    if not _IS_MATH.search(inner):
        return found[0]
    flat = _FRACTION.sub(r"\1/\2", _WRAPPED.sub(r"\1", inner))
    raised = _UP.sub(lambda up: (up[1] or up[2] or "").translate(_SUPERSCRIPT), flat)
    return _plain_commands(_DOWN.sub(lambda down: down[1] or down[2] or "", raised)).replace(
        "\\%", "%"
    )


def _plain_commands(text: str) -> str:
    return _COMMAND.sub(lambda found: _COMMANDS[found[1]], text)


def _unstarred(text: str) -> str:
    """Emphasis opens before and closes after a word; "2*3*4" and a bullet "* " are none."""
    for _ in range(3):
        text = _STRONG.sub(_spaced, text)
    return _STARS.sub("", text)


def _spaced(found: re.Match[str]) -> str:
    """The emphasised words, kept apart from a word that touched only the marks."""
    before = found.string[: found.start()][-1:]
    after = found.string[found.end() :][:1]
    if found[1] == "*" and before.isdigit() and found[2][0].isdigit():
        return found[0]  # "2*3*4" multiplies
    touches = before.isalnum() or before in tuple(":;,")
    lead = " " if touches and found[2][0].isalnum() and len(found[1]) > 1 else ""
    tail = " " if after in tuple("(“") and found[2][-1].isalnum() else ""
    return f"{lead}{found[2]}{tail}"
