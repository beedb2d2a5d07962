"""Questions about one item of the list before: "ý thứ 2", "cái đầu tiên", "the second one"."""

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.text import tidy, unaccent
from prompts import table

_ITEM = re.compile(r"^- (?P<item>.+?)(?: \[\d+\])*$", re.MULTILINE)
_NAMED = re.compile(r"“([^”]+)”")
_FOLLOWS = "còn"
_LEAST = 2  # items: of one there is no second


def asks_item(text: str) -> bool:
    """True where a question names an item by its place in a list."""
    return _pattern().search(unaccent(tidy(text))) is not None


def with_item(text: str, answer: str) -> str:
    """The question with the item of the answer before in its words; unchanged where it has none."""
    plain = tidy(text)
    match = _pattern().search(unaccent(plain))
    items = _ITEM.findall(answer)
    if match is None or len(items) < _LEAST:
        return text
    place = _places()[match["place"]]
    at = place - 1 if place > 0 else place
    if at >= len(items):
        return text
    return going_on(f"{plain[: match.start()]}{_name(items[at])}{plain[match.end() :]}")


def going_on(text: str) -> str:
    """The question as one that goes on from the one before: same unit, time and document."""
    return f"{_FOLLOWS} {text}"


def _name(item: str) -> str:
    """What an item is about: the name it quotes, else its words before brackets."""
    named = _NAMED.search(item)
    return named[1] if named else item.partition(" (")[0].rstrip(" .;:")


@lru_cache
def _places() -> Mapping[str, int]:
    listed: Mapping[str, list[str]] = table("questions")["ordinal"]
    places = {place: words for place, words in listed.items() if place != "nouns"}
    return {unaccent(word): int(place) for place, words in places.items() for word in words}


@lru_cache
def _pattern() -> re.Pattern[str]:
    places = "|".join(sorted(map(re.escape, _places()), key=len, reverse=True))
    nouns = "|".join(map(unaccent, table("questions")["ordinal"]["nouns"]))
    return re.compile(
        rf"(?<!\w)(?:(?:{nouns}) )*(?P<place>{places})(?: (?:one|item|target))?(?!\w)"
    )
