"""The words of `prompts/data/sentences.toml` as patterns: whole words, folded, longest first."""

import re
from functools import lru_cache

from ingest.text import fold
from prompts import table


@lru_cache
def word_list(section: str, name: str) -> tuple[str, ...]:
    """The words of one list of `sentences.toml`, folded, the longest first."""
    found = {fold(word) for word in table("sentences")[section][name]}
    return tuple(sorted(found, key=len, reverse=True))


@lru_cache
def any_of(section: str, *names: str) -> str:
    """A pattern for any word of these lists, as whole words."""
    words = sorted({w for name in names for w in word_list(section, name)}, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"


@lru_cache
def starting(section: str, *names: str) -> re.Pattern[str]:
    """What begins with a word of these lists, whatever punctuation stands before it."""
    return re.compile(rf"[^\w§]*(?:{any_of(section, *names)})")


@lru_cache
def ending(section: str, *names: str) -> re.Pattern[str]:
    """What ends with a word of these lists; the word is group 1."""
    return re.compile(rf"({any_of(section, *names)})\s*$")
