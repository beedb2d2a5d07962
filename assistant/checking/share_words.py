"""The words around percentages, as patterns over folded text."""

import re
from functools import lru_cache

from ingest.text import fold
from prompts import table as data


@lru_cache
def any_word(name: str) -> str:
    """A pattern for any word of one list under `[shares]` in the data, the longest first."""
    words = sorted(map(fold, data("checking")["shares"][name]), key=len, reverse=True)
    return "|".join(map(re.escape, words))
