"""A question as it was typed: words with their places, with and without accents or capitals."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.places import kinds, word_set
from ingest.text import fold, is_accented, unaccent
from prompts import table

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_GAP = re.compile(r"\.? ?|\s+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word at [start, end) of the text; `capital` only where capitals mean anything."""

    text: str
    start: int
    end: int
    capital: bool
    folded: str
    plain: str

    @property
    def is_plain(self) -> bool:
        """True where the word was typed without accents, or has none."""
        return self.folded == self.plain


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of a text; `accented` where some letter carries a mark."""

    text: str
    words: tuple[Word, ...]
    accented: bool

    def run(self, at: int, most: int) -> tuple[Word, ...]:
        """Up to `most` words from a place on that no punctuation divides."""
        end = at
        while end < len(self.words) and end - at < most and (end == at or self.joined(end)):
            end += 1
        return self.words[at:end]

    def joined(self, at: int) -> bool:
        """True where only a space or an abbreviation's dot stands before a word."""
        if not 0 < at < len(self.words):
            return False
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        return _GAP.fullmatch(gap) is not None


def typed(text: str) -> Typed:
    """The text as words; one that is all in capitals says nothing by them."""
    shouted = text.isupper()
    words = tuple(
        Word(
            m[0], m.start(), m.end(), not shouted and m[0][0].isupper(), fold(m[0]), unaccent(m[0])
        )
        for m in WORD.finditer(text)
    )
    return Typed(text, words, is_accented(text))


@lru_cache
def _plain_set(name: str) -> frozenset[str]:
    return frozenset(map(unaccent, word_set(name)))


def is_in(word: Word, name: str) -> bool:
    """True where a word of a list of the data is typed, with its accents or without any."""
    return word.folded in word_set(name) or (word.is_plain and word.plain in _plain_set(name))


def is_pair(one: Word, other: Word) -> bool:
    """True where two words typed side by side make an ordinary word: "an toàn", "chi tieu"."""
    plain = one.is_plain and other.is_plain and f"{one.plain} {other.plain}" in _plain_set("pairs")
    return plain or f"{one.folded} {other.folded}" in word_set("pairs")


@lru_cache
def english() -> frozenset[str]:
    """The English words for kinds of units: "ward", "commune"."""
    return frozenset(word for ws in table("units")["english"].values() for word in ws)


@lru_cache
def _kind_words() -> dict[tuple[str, ...], str]:
    """Folded words of a kind, with and without accents, in Vietnamese and English → the kind."""
    data = table("units")
    full = {tuple(fold(name).split()): name for name in kinds()}
    plain = {tuple(unaccent(name).split()): name for name in kinds()}
    rows = data["kind"]
    short = {(fold(mark).strip("."),): str(row["name"]) for row in rows for mark in row["short"]}
    foreign = {tuple(word.split()): kind for kind, ws in data["english"].items() for word in ws}
    return {**short, **foreign, **plain, **full}


def kind_at(question: Typed, at: int) -> tuple[str, int] | None:
    """The kind of unit named at a word, and how many words name it; None for any other word.

    An abbreviation counts with its dot or in its capitals: "P.", "TP", not "p".
    """
    for width in (2, 1):
        run = question.run(at, width)
        kind = _kind_words().get(tuple(word.folded for word in run))
        if kind and len(run) == width and (width == 2 or _is_whole(question, run[0])):
            return kind, width
    return None


def _is_whole(question: Typed, word: Word) -> bool:
    marks = {mark for row in table("units")["kind"] for mark in row["short"]}
    dotted = question.text[word.end : word.end + 1] == "."
    return len(word.text) > 2 or word.folded in ("xã", "xa", "tp") or dotted or word.text in marks
