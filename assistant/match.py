"""How much of what a question speaks of a text really holds.

Every term weighs by how rare it is in the documents; a term that no document knows weighs most, so
that a question about something else is not answered with what merely looks alike.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import fmean

from assistant.lexicon import Phrase, Term, lexicon
from ingest.text import fold, is_accented, unaccent, words

Rarity = Callable[[str], float]  # of an unaccented word: the higher, the fewer chunks hold it

# A syllable typed with other accents than the text's is probably another word (thu, thủ, thư);
# typed without any it may be half-accented typing.
_OTHER_ACCENTS = 0.25
_NO_ACCENTS = 0.85
_OTHER_NAME = 0.95  # the same thing by another name
_WEAK = 0.25  # share of its weight that a word keeps which says little of the topic
# A lone syllable whose neighbours in the question stand elsewhere in the text is half of a word.
_SCATTERED = 0.6
_MOST_WEAK = 4.0  # a rare number or verb is still weak
_IN_CONTEXT = 0.85
_PART = 0.8  # a long phrase but for its first or last word ("điểm tập kết" of "điểm tập kết rác")
_LONG_PHRASE = 4
_LONG = 300  # characters: a longer text is never about one thing only


@dataclass(frozen=True, slots=True)
class Match:
    """Shares of the question's weight, 0 to 1."""

    cover: float  # found in the text or in its context
    own: float  # found in the text itself
    missing: tuple[str, ...]  # terms as typed that neither holds
    is_other: bool  # says that something else is done: "trồng cây" where "cây bị đổ" is asked
    text: str
    spoken: int  # how many words of the text the question speaks of, at most

    @property
    def tight(self) -> float:
        """Share of the text's own words that the question speaks of; told when it is asked for,
        since most texts are not on the topic at all."""
        return min(1.0, self.spoken / max(_length(self.text), 1))

    @property
    def rank(self) -> float:
        """For ordering: what is covered first, then how much else the text speaks of."""
        return self.cover + 0.5 * self.own + 0.35 * self.tight


@dataclass(frozen=True, slots=True)
class _Words:
    plain: str  # " chi tieu ve … | TTHC ": words unaccented, then those in capitals as written
    folded: str


@lru_cache(maxsize=20_000)
def _words(text: str) -> _Words:
    folded = [_number(word) for word in words(fold(text))]
    plain = [unaccent(word) for word in folded]
    capitals = [word for word in re.findall(r"\w{2,}", text) if word.isupper()]
    return _Words(f" {' '.join(plain)} | {' '.join(capitals)} ", f" {' '.join(folded)} ")


@lru_cache(maxsize=20_000)
def _length(text: str) -> int:
    """How many words of a text speak of a topic; of a long one simply how many it has."""
    if len(text) > _LONG:
        return text.count(" ") + 1
    return sum(len(term.typed) for term in lexicon("vi").terms(text) if not term.is_weak)


@lru_cache(maxsize=20_000)
def _actions(text: str) -> frozenset[Phrase]:
    """What a short text says is done; of a long one nothing, since it says much."""
    if len(text) > _LONG:
        return frozenset()
    held = lexicon("vi")
    return frozenset(t.plain for t in held.terms(text) if t.is_action or held.acts.spells(t.typed))


def _number(word: str) -> str:
    """`01` is `1`; other words stay."""
    return word.lstrip("0") or "0" if word.isdigit() else word


class Matcher:
    """The terms of one question with their weights, held against texts."""

    def __init__(self, terms: Sequence[Term], rarity: Rarity) -> None:
        self._terms, self._rarity = tuple(terms), rarity
        self._weights = _weights(terms, rarity)
        self._total = sum(self._weights) or 1.0
        self._typed = tuple(" ".join(map(_number, term.typed)) for term in terms)
        self._plain = tuple(tuple(map(_number, term.plain)) for term in terms)
        self._others = tuple(
            tuple(f" {' '.join(phrase)} " for phrase in term.alternatives if phrase != term.plain)
            for term in terms
        )
        self._accented = any(is_accented(word) for term in terms for word in term.typed)
        self._asked = frozenset(plain for term in terms for plain in term.alternatives)
        self._pairs = tuple(_neighbours(terms, at) for at in range(len(terms)))

    def __call__(self, text: str, context: str = "") -> Match:
        """The match of a text that stands in a context (its headings, its document)."""
        inside = _words(text)
        own = [self._degree(at, inside) for at in range(len(self._terms))]
        either = self._with_context(own, context)
        missing = (
            " ".join(term.typed)
            for term, degree in zip(self._terms, either, strict=True)
            if not degree
        )
        return Match(
            cover=self._share(either),
            own=self._share(own),
            missing=tuple(missing),
            is_other=self._lacks_action(either) and not _actions(text) <= self._asked,
            text=text,
            spoken=self._spoken(own),
        )

    def _with_context(self, own: Sequence[float], context: str) -> list[float]:
        """The degrees with what the context adds; where it can add nothing it is not read."""
        if all(degree >= _IN_CONTEXT for degree in own):
            return list(own)
        around = _words(context)
        return [
            max(degree, _IN_CONTEXT * self._degree(at, around)) for at, degree in enumerate(own)
        ]

    def distinct(self, text: str, context: str) -> float:
        """Of the weight that the context lacks, the share that the text holds; 0 if it lacks none.

        A document on the very topic need not name it in every row: its rows are told apart by the
        rest.
        """
        inside, around = _words(text), _words(context)
        lacking = [
            (weight, self._degree(at, inside))
            for at, weight in enumerate(self._weights)
            if not self._degree(at, around)
        ]
        whole = sum(weight for weight, _ in lacking)
        return sum(weight * degree for weight, degree in lacking) / whole if whole else 0.0

    def _lacks_action(self, degrees: Sequence[float]) -> bool:
        terms = zip(self._terms, degrees, strict=True)
        return any(term.is_action and not degree for term, degree in terms)

    def of(self, terms: Sequence[Term]) -> "Matcher":
        """A matcher of other terms, weighed against the same documents."""
        return Matcher(terms, self._rarity)

    def _share(self, degrees: Sequence[float]) -> float:
        return sum(map(float.__mul__, degrees, self._weights)) / self._total

    def _spoken(self, degrees: Sequence[float]) -> int:
        return sum(
            max(map(len, term.alternatives))
            for term, degree in zip(self._terms, degrees, strict=True)
            if degree and not term.is_weak
        )

    def _degree(self, at: int, held: _Words) -> float:
        """0 where the text does not hold the term, 1 where it holds it as typed."""
        typed, plain = self._typed[at], self._plain[at]
        near = 1.0 if self._is_beside(at, held) else _SCATTERED
        if f" {typed} " in held.folded:
            return near
        if any(other in held.plain or other in held.folded for other in self._others[at]):
            return _OTHER_NAME
        if not _holds(held.plain, plain):
            return _PART if self._holds_most(plain, held) else 0.0
        if len(plain) > 1:
            return 1.0  # two syllables in a row are hardly another word
        if typed == plain[0]:
            return near * (_NO_ACCENTS if self._accented else 1.0)
        return near * _OTHER_ACCENTS

    def _holds_most(self, plain: Phrase, held: _Words) -> bool:
        """True where all but the first or last word of a long phrase stands in the text."""
        most = (plain[:-1], plain[1:]) if len(plain) >= _LONG_PHRASE else ()
        return any(_holds(held.plain, part) for part in most)

    def _is_beside(self, at: int, held: _Words) -> bool:
        pairs = self._pairs[at]
        return not pairs or any(_holds(held.plain, pair) for pair in pairs)


def _holds(plain: str, phrase: Phrase) -> bool:
    """True where the words stand in a row; an abbreviation in capitals is looked for as such."""
    return f" {' '.join(phrase)} " in plain


def _neighbours(terms: Sequence[Term], at: int) -> tuple[Phrase, ...]:
    """The word pairs that a lone syllable makes with lone syllables typed next to it.

    None where these say little of the topic: "số" of "số wifi" is a word of its own, "yếu" of
    "xung yếu" only completes one where another pair may be meant.
    """
    if len(terms[at].plain) > 1 or len(terms[at].alternatives) > 1:
        return ()
    beside = [(one, other) for one, other in pairwise(terms[max(at - 1, 0) : at + 2])]
    pairs = [(one, other) for one, other in beside if _pairs(one, other)]
    if not any(_is_telling(one) and _is_telling(other) for one, other in pairs):
        return ()
    return tuple((*one.plain, *other.plain) for one, other in pairs)


def _pairs(one: Term, other: Term) -> bool:
    """True for two lone syllables with nothing typed between them, which may be one word."""
    return len(one.plain) == len(other.plain) == 1 and one.at + 1 == other.at


def _is_telling(term: Term) -> bool:
    """True for a word of the topic, and for a number: "tổ 41" is not "tổ" and another "41"."""
    return not term.is_weak or term.plain[0].isdigit()


def _weights(terms: Sequence[Term], rarity: Rarity) -> tuple[float, ...]:
    """The weights of the terms; a weak one keeps a share of what the others weigh at the most.

    Few documents know few words: there an unknown word of little meaning would outweigh the topic.
    """
    known = [_weight(term, rarity) for term in terms]
    strong = [weight for term, weight in zip(terms, known, strict=True) if not term.is_weak]
    most = min(_MOST_WEAK, fmean(strong)) if strong else _MOST_WEAK
    return tuple(
        min(weight, most) * _WEAK if term.is_weak else weight
        for term, weight in zip(terms, known, strict=True)
    )


def _weight(term: Term, rarity: Rarity) -> float:
    """The weight of the alternative that the documents know best; of the rarest word in it."""
    return min(_phrase_weight(phrase, rarity) for phrase in term.alternatives)


def _phrase_weight(phrase: Phrase, rarity: Rarity) -> float:
    return max(rarity(word if word.isupper() else unaccent(word)) for word in phrase) * (
        1 + 0.25 * (len(phrase) - 1)
    )
