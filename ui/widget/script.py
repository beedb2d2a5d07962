"""`widget.js` as it is served: with its words and its style sheet, without what only we read."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from prompts import Language, messages

_HERE = Path(__file__).parent
_LANGUAGES: tuple[Language, ...] = ("vi", "en")
_COMMENT = re.compile(r"^\s*//.*\n|\s+// .*$", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_STRING = re.compile(r'("(?:[^"\\]|\\.)*")')
_SPACED = re.compile(r" ?(=>|[=,{}():;?]) ?")
_AROUND = re.compile(r";?\s*([{};,>])\s*|(?<=:) ")


@dataclass(frozen=True, slots=True)
class Script:
    """The bytes that a page loads, and what names this version of them."""

    content: bytes
    etag: str


@lru_cache
def script() -> Script:
    """The script, put together once."""
    source = _INDENT.sub("", _COMMENT.sub("", (_HERE / "widget.js").read_text("utf-8")))
    lean = "\n".join(map(_lean, source.splitlines()))
    words = {language: dict(messages("widget", language)) for language in _LANGUAGES}
    text = lean.replace('"{words}"', _json(words))
    for name in ("style", "dark"):
        text = text.replace(f'"{{{name}}}"', _json(_style(name)))
    content = text.encode()
    return Script(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


def _lean(line: str) -> str:
    """The line without spaces around signs; a pattern, a template or a comment stays as it is."""
    if any(sign in line for sign in "'`/"):
        return line
    pieces = enumerate(_STRING.split(line))
    return "".join(text if at % 2 else _SPACED.sub(r"\1", text) for at, text in pieces)


def _style(name: str) -> str:
    sheet = " ".join((_HERE / f"{name}.css").read_text("utf-8").split())
    return _AROUND.sub(lambda found: found[1] or "", sheet)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
