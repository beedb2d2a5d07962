"""A text as the terms both indexes are built from: with accents, without, in pairs, and codes."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.text import fold, unaccent, words

# 33/kh-ubnd, 57-nq/tw, 66.18/2026/nq-cp; a date has no letter
_CODE = re.compile(r"0*(\d[\d.]*)[/-](?=.*[a-z])(.+)")


class Terms(NamedTuple):
    """The words of a text in order: folded with accents, and the same without."""

    exact: list[str]
    plain: list[str]


def terms(text: str) -> Terms:
    """The words of a text; empty lists where it has none."""
    exact = words(fold(text))
    return Terms(exact, [_plain(word) for word in exact])


def pairs(plain: Sequence[str]) -> list[str]:
    """Each word with the next: a Vietnamese word is mostly two syllables."""
    return [f"{first}_{second}" for first, second in zip(plain, plain[1:], strict=False)]


def codes(plain: Sequence[str]) -> list[str]:
    """The document codes among these words, each whole and by its number alone.

    Zeros in front are dropped and separators made one: 05-NQ/TW and 5/NQ-TW are the same.
    """
    return [code for word in plain for code in _code(word)]


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    return unaccent(word)


@lru_cache(maxsize=65536)
def _code(word: str) -> tuple[str, ...]:
    found = _CODE.fullmatch(word)
    return (f"{found[1]}/{found[2].replace('-', '/')}", found[1]) if found else ()
