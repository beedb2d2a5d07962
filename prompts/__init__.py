"""Wording and data that an office may edit: messages, glossary, unit kinds, set phrases.

The leftmost room: everything may read from it, it imports nothing of ours.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

Language = Literal["vi", "en"]

_HERE = Path(__file__).parent


@lru_cache
def table(name: str) -> Mapping[str, Any]:
    """The TOML file `data/<name>.toml` as a mapping; FileNotFoundError where there is none."""
    return tomllib.loads((_HERE / "data" / f"{name}.toml").read_text("utf-8"))


@lru_cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the tab-separated file `data/<name>.tsv`, without its header line."""
    lines = (_HERE / "data" / f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines[1:] if line.strip())


@lru_cache
def _messages(room: str, language: Language) -> Mapping[str, str]:
    return tomllib.loads((_HERE / "messages" / f"{room}.{language}.toml").read_text("utf-8"))


def messages(room: str, language: Language = "vi") -> Mapping[str, str]:
    """Every sentence of a room by its name, fields not filled in: for what speaks elsewhere."""
    return _messages(room, language)


def say(key: str, language: Language = "vi", **fields: object) -> str:
    """The sentence `room.name` from `messages/<room>.<language>.toml` with its fields filled in.

    KeyError where the sentence or one of its fields is missing: both are defects of ours.
    """
    room, name = key.split(".", 1)
    return _messages(room, language)[name].format(**fields)


def restated(sentence: str, room: str, language: Language) -> str:
    """A Vietnamese sentence of a room's messages, kept from earlier, in the language; any other
    text as it is."""
    for name, template in _messages(room, "vi").items():
        if found := _fields_of(template).fullmatch(sentence):
            return say(f"{room}.{name}", language, **found.groupdict())
    return sentence


@lru_cache
def _fields_of(template: str) -> re.Pattern[str]:
    """Finds the fields of a sentence again; each is in it once."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template)))
