"""The syllables and phrases of our own data: what a question may say that no document does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.text import fold, unaccent, words
from prompts import rows, table

Pair = tuple[str, str]
_SOURCES = ("questions", "common", "synonyms", "talk", "document_types", "measures")


@dataclass(frozen=True, slots=True)
class Wording:
    """The syllables and pairs of syllables of our own data, folded, and by their letters alone."""

    words: frozenset[str]  # with their marks and without
    little: frozenset[str]  # those of them that say little: a word beside them stands alone
    pairs: Mapping[Pair, tuple[Pair, ...]]  # letters → as written
    whole: frozenset[Pair]  # those that are a phrase of their own, not a part of one
    alone: frozenset[str]  # syllables that are one

    def of_letters(self, one: str, other: str) -> tuple[Pair, ...]:
        """The set phrases of these letters."""
        return self.pairs.get((unaccent(one), unaccent(other)), ())

    def holds(self, one: str, other: str) -> bool:
        """True for a set phrase; a word typed without marks may stand for any."""
        return any(fits(one, a) and fits(other, b) for a, b in self.of_letters(one, other))


def fits(given: str, written: str) -> bool:
    """True where a typed word may be the written one: without marks it stands for any."""
    return given in (written, unaccent(written))


@lru_cache
def wording() -> Wording:
    """All of it, read once."""
    texts = [text for name in _SOURCES for text in _leaves(table(name))]
    phrases = [tuple(words(fold(t))) for t in (*texts, *(row[0] for row in rows("glossary")))]
    known = {word for phrase in phrases for word in phrase}
    little = {w for w in _leaves([table("questions")["stop"], table("common")["manner"]])}
    pairs: dict[Pair, dict[Pair, None]] = {}
    for phrase in phrases:
        for one, other in pairwise(phrase):
            pairs.setdefault((unaccent(one), unaccent(other)), {})[one, other] = None
    return Wording(
        _with_bare(known),
        _with_bare(map(fold, little)),
        {letters: tuple(found) for letters, found in pairs.items()},
        frozenset((phrase[0], phrase[1]) for phrase in phrases if len(phrase) == 2),
        frozenset(phrase[0] for phrase in phrases if len(phrase) == 1),
    )


def _with_bare(found: Iterable[str]) -> frozenset[str]:
    listed = frozenset(found)
    return listed | frozenset(map(unaccent, listed))


def _leaves(value: object) -> Iterator[str]:
    """Every text in a table of data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _leaves(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _leaves(part))
