"""Words by which an indicator is the other side of what is asked: at its start, at its end."""

import re
from functools import lru_cache

from assistant.cues import cues, has_cue, word_set
from ingest.text import fold, is_accented, unaccent
from prompts import table


def is_opposed(indicator: str, asked: str) -> bool:
    """True for "số hộ nghèo đầu năm" where "cuối năm" is asked for, and for "đã giải quyết" where
    what is not yet settled is."""
    if asks_not_yet(asked) and "chưa" not in fold(indicator).split():
        return not has_cue(cues("opposites", "open"), indicator)
    return any(
        _says(one, asked) and not _says(other, asked) and _says(other, indicator)
        for pair in table("questions")["opposites"]["pairs"]
        for one, other in (pair, pair[::-1])
        if not _says(one, indicator)
    )


def asks_not_yet(text: str) -> bool:
    """True for "bao nhiêu hộ chưa nhận tiền"; not for "đã xong chưa?", "chưa đạt chỉ tiêu"."""
    if not is_accented(text):
        return has_cue(cues("opposites", "not_yet"), text)
    found = _NOT_YET.search(fold(text))
    return found is not None and unaccent(found["done"]) not in word_set("opposites", "judged")


_NOT_YET = re.compile(r"(?<!hay )\bchưa\s+(?P<done>\w+)")


def _says(phrase: str, text: str) -> bool:
    return bool(_pattern(unaccent(phrase)).search(unaccent(text)))


@lru_cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase; "9 tháng đầu năm" is a time of its own."""
    return re.compile(rf"(?<!thang )(?<!\w){re.escape(phrase)}(?!\w)")
