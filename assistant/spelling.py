"""Misspelt words set right, by nothing but what the documents and our own wording know.

A syllable that neither knows is read as the one near to it that makes a word with its neighbour
("thág" before a number, "hồ xơ"). One that is known stays, unless with other marks it makes a set
phrase ("tỷ lê") and as typed none. Names are never touched: an unknown ward stays unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

from assistant.shorthand import Written
from assistant.slips import LONGEST, is_impossible, slips, sounds_alike
from assistant.wording import Pair, fits, wording
from ingest.document import Unit
from ingest.mentions import match_unit
from ingest.text import unaccent
from ingest.typed import Typed, Word, typed

_SURE = 20  # times as many chunks: what was typed may stand there by chance
_CLEAR = 4  # times as many chunks as the next reading
_LEAST = 3  # chunks that hold a pair that no wording of ours knows …
_BOUND = 0.1  # … and the share of the rarer word's chunks


def respelled(text: str, known: tuple[Unit, ...], written: Written) -> str:
    """A tidied Vietnamese question with its misspelt words set right; the rest stays as typed."""
    question = typed(text)
    open_ = [at for at in range(len(question.words)) if _is_open(question, at)]
    strange = [at for at in open_ if question.words[at].folded not in wording().words]
    counts = written([(question.words[at].folded,) for at in strange])
    unknown = {at for at, count in zip(strange, counts, strict=True) if not count}
    folded = [word.folded for word in question.words]
    named: list[range] | None = None
    for at in open_:
        place = _Place.of(question, folded, at)
        meant = _nearest(place, written) if at in unknown else _of_set_phrase(place, written)
        if meant != place.word:
            named = _named(text, known) if named is None else named
            if not any(question.words[at].start in name for name in named):
                folded[at] = meant
    return _with_words(question, folded)


def _is_open(question: Typed, at: int) -> bool:
    """A word in small letters, at least two, or the first one; none that may be a name, nor one so
    long that no slip of a syllable is: what would be tried of it grows with its square."""
    word = question.words[at]
    is_long_enough = 2 <= len(word.text) <= LONGEST
    if not word.text.isalpha() or not is_long_enough or word.text[1:] != word.text[1:].lower():
        return False
    follows = at + 1 < len(question.words) and question.words[at + 1].capital
    return not word.capital or (at == 0 and not follows)


def _named(text: str, known: tuple[Unit, ...]) -> list[range]:
    return [range(mention.start, mention.end) for mention in match_unit(text, known)]


@dataclass(frozen=True, slots=True)
class _Place:
    """A word between its neighbours; "" where none is typed beside it.

    A neighbour is free that needs the word for nothing: it says little, is a number or an
    abbreviation, or makes a set phrase with the word on its other side.
    """

    before: str
    word: str
    after: str
    free: tuple[bool, bool]
    accented: bool

    @classmethod
    def of(cls, question: Typed, folded: Sequence[str], at: int) -> "_Place":
        before = folded[at - 1] if question.joined(at) else ""
        after = folded[at + 1] if question.joined(at + 1) else ""
        first = folded[at - 2] if before and question.joined(at - 1) else ""
        last = folded[at + 2] if after and question.joined(at + 2) else ""
        free = (
            _is_free(question.words[at - 1].text, before) or wording().holds(first, before),
            not after
            or _is_free(question.words[at + 1].text, after)
            or wording().holds(after, last),
        )
        return cls(before, folded[at], after, free, question.accented)

    def pairs(self, word: str) -> tuple[Pair, ...]:
        """A word with each of the neighbours."""
        left = ((self.before, word),) if self.before else ()
        return (*left, (word, self.after)) if self.after else left

    def frees(self) -> tuple[bool, ...]:
        """For each of the pairs, whether its neighbour is free."""
        sides = ((self.before, self.free[0]), (self.after, self.free[1]))
        return tuple(free for neighbour, free in sides if neighbour)

    def phrases(self, word: str) -> tuple[bool, ...]:
        """For each of the pairs, whether it is a set phrase with just the marks of the word."""
        held = wording()
        before = any(
            fits(self.before, a) and self._is(word, b)
            for a, b in held.of_letters(self.before, word)
        )
        after = any(
            fits(self.after, b) and self._is(word, a) for a, b in held.of_letters(word, self.after)
        )
        return (*((before,) if self.before else ()), *((after,) if self.after else ()))

    def _is(self, word: str, written: str) -> bool:
        return word == written or (not self.accented and word == unaccent(written))

    def without_a_vowel(self) -> Iterator[tuple[str, ...]]:
        """The words of set phrases that the typed one is but for a vowel with marks: "bnh dân"."""
        bare, found = unaccent(self.word), []
        for at, vowel in product(range(1, len(bare) + 1), "aeiouy"):
            whole = bare[:at] + vowel + bare[at:]
            before = wording().of_letters(self.before, whole)
            after = wording().of_letters(whole, self.after)
            words = (*(b for _, b in before), *(a for a, _ in after))
            found += [w for w in words if self._is(self.word, w[:at] + w[at + 1 :])]
        yield tuple(dict.fromkeys(found))

    def wholes(self) -> Iterator[str]:
        """Other words that make a phrase of its own with a neighbour that is not free."""
        held = wording()
        for word in (self.word, *sounds_alike(self.word)):
            before = () if self.free[0] else held.of_letters(self.before, word)
            after = () if self.free[1] else held.of_letters(word, self.after)
            yield from (b for a, b in before if (a, b) in held.whole and fits(self.before, a))
            yield from (a for a, b in after if (a, b) in held.whole and fits(self.after, b))


def _is_free(text: str, folded: str) -> bool:
    is_mark = not text.isalpha() or text[1:] != text[1:].lower()  # 2026, BHYT, VNeID
    return not folded or is_mark or folded in wording().little


def _of_set_phrase(place: _Place, written: Written) -> str:
    """A known word with other marks or letters, where only so it makes a word with a neighbour.

    What was typed may stand there by chance; what is meant must stand there far more often.
    """
    bare = place.word == unaccent(place.word)
    if place.word in wording().alone or any(place.phrases(place.word)):
        return place.word
    if bare and place.accented:
        return place.word
    found = [word for word in dict.fromkeys(place.wholes()) if not fits(place.word, word)]
    if len(found) != 1:
        return place.word
    same_letters = unaccent(found[0]) == unaccent(place.word)
    before = written(place.pairs(place.word if same_letters else unaccent(place.word)))
    after = written(place.pairs(found[0]))
    ahead = all(_SURE * one <= two for one, two in zip(before, after, strict=True))
    return found[0] if ahead and max(after) >= _LEAST else place.word


def _nearest(place: _Place, written: Written) -> str:
    """What is meant by a word that nobody knows; the typed one where that is not plain.

    Of a question without marks only what is no syllable: "khien" is many words.
    """
    if not place.accented and not is_impossible(place.word):
        return place.word
    groups: list[tuple[str, ...]] = []
    for group in chain(slips(place.word), place.without_a_vowel()):
        if readings := _readings(place, group, written):
            return _clearest(readings) or place.word
        groups.append(group)
    if place.word != unaccent(place.word) and is_impossible(place.word):
        return _commonest([word for group in groups for word in group], written) or place.word
    return place.word


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word that may be meant: its set phrases here, and the chunks that hold it so."""

    word: str
    phrases: int
    chunks: int


def _readings(place: _Place, group: Sequence[str], written: Written) -> list[_Reading]:
    """Those of a group that make words with their neighbours."""
    counts = written([(word,) for word in group])
    known = [w for w, n in zip(group, counts, strict=True) if n or w in wording().words]
    found = (_Tried(place, word, written(place.pairs(word))) for word in known)
    loose = is_impossible(place.word) and place.word != unaccent(place.word)
    return [
        _Reading(t.word, sum(t.phrases), sum(t.chunks)) for t in found if t.fits(loose, written)
    ]


@dataclass(frozen=True, slots=True)
class _Tried:
    """A word in the place of the typed one, with the chunks that hold each of its pairs."""

    place: _Place
    word: str
    chunks: Sequence[int]

    @property
    def phrases(self) -> tuple[bool, ...]:
        return self.place.phrases(self.word)

    def fits(self, loose: bool, written: Written) -> bool:
        """True where it makes a word with a neighbour, and the other one does not speak against it.

        A possible syllable may be a word of another topic; what is none, is a slip in any case.
        """
        if self.place.accented and self.word == unaccent(self.word):
            return any(self.phrases)  # without marks it would stand for any word
        if loose:
            return any(self.phrases) or any(self.chunks)
        sides = zip(self.phrases, self.chunks, self.place.frees(), strict=True)
        agreed = all(phrase or chunks or free for phrase, chunks, free in sides)
        return agreed and (any(self.phrases) or self._is_bound(written))

    def _is_bound(self, written: Written) -> bool:
        """True where a good share of the chunks with one of two words hold them in a row."""
        for pair, together in zip(self.place.pairs(self.word), self.chunks, strict=True):
            alone = min(written([(part,) for part in pair]))
            if together >= _LEAST and together >= _BOUND * alone:
                return True
        return False


def _commonest(group: Sequence[str], written: Written) -> str:
    """The word that stands in far more chunks than any other; "" where there is none."""
    marked = [word for word in group if word != unaccent(word)]
    counts = sorted(zip(written([(word,) for word in marked]), marked, strict=True), reverse=True)
    (most, word), (next_, _) = [*counts, (0, ""), (0, "")][:2]
    return word if most >= _LEAST and most >= _SURE * next_ else ""


def _clearest(readings: Sequence[_Reading]) -> str:
    """The reading far ahead of every other; "" where two are near."""
    best, *others = sorted(readings, key=lambda r: (-r.phrases, -r.chunks))
    for other in others:
        ahead = best.chunks >= _CLEAR * other.chunks and best.chunks > other.chunks
        if not (ahead or (best.phrases > other.phrases and other.chunks <= _CLEAR * best.chunks)):
            return ""
    return best.word


def _with_words(question: Typed, folded: Sequence[str]) -> str:
    """The text with changed words in the place of those typed, bare where it bears no marks."""
    text = question.text
    for word, new in reversed(list(zip(question.words, folded, strict=True))):
        if new != word.folded:
            text = text[: word.start] + _as_typed(word, new, question.accented) + text[word.end :]
    return text


def _as_typed(word: Word, new: str, accented: bool) -> str:
    shown = new if accented else unaccent(new)
    return shown.capitalize() if word.text[0].isupper() else shown
