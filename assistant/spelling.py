"""Misspelt words set right, by nothing but what the documents and our own wording know.

A syllable that neither knows is read as the one near to it that makes a word with its neighbour
("thág" before a number, "hồ xơ"). One that is known stays, unless with other marks it makes a set
phrase ("tỷ lê") and as typed none. Names are never touched: an unknown ward stays unknown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.shorthand import Written
from assistant.slips import is_impossible, slips, sounds_alike
from ingest.document import Unit
from ingest.mentions import match_unit
from ingest.text import fold, unaccent, words
from ingest.typed import Typed, Word, typed
from prompts import rows, table

_Pair = tuple[str, str]
_SURE = 20  # times as many chunks: what was typed may stand there by chance
_CLEAR = 4  # times as many chunks as the next reading
_LEAST = 3  # chunks that hold a pair that no wording of ours knows …
_BOUND = 0.1  # … and the share of the rarer word's chunks
_SOURCES = ("questions", "common", "synonyms", "talk", "document_types", "measures")


@dataclass(frozen=True, slots=True)
class _Wording:
    """The syllables and pairs of syllables of our own data, folded, and by their letters alone."""

    words: frozenset[str]  # with their marks and without
    pairs: Mapping[_Pair, tuple[_Pair, ...]]  # letters → as written

    def of_letters(self, one: str, other: str) -> tuple[_Pair, ...]:
        """The set phrases of these letters."""
        return self.pairs.get((unaccent(one), unaccent(other)), ())


def _fits(given: str, written: str) -> bool:
    """True where a typed word may be the written one: without marks it stands for any."""
    return given in (written, unaccent(written))


@lru_cache
def _wording() -> _Wording:
    texts = [text for name in _SOURCES for text in _leaves(table(name))]
    phrases = [words(fold(text)) for text in (*texts, *(row[0] for row in rows("glossary")))]
    known = {word for phrase in phrases for word in phrase}
    pairs: dict[_Pair, dict[_Pair, None]] = {}
    for phrase in phrases:
        for one, other in zip(phrase, phrase[1:], strict=False):
            pairs.setdefault((unaccent(one), unaccent(other)), {})[one, other] = None
    both = frozenset(known | set(map(unaccent, known)))
    return _Wording(both, {letters: tuple(found) for letters, found in pairs.items()})


def _leaves(value: object) -> Iterator[str]:
    """Every text in a table of data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _leaves(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _leaves(part))


def respelled(text: str, known: tuple[Unit, ...], written: Written) -> str:
    """A tidied Vietnamese question with its misspelt words set right; the rest stays as typed."""
    question = typed(text)
    foreign = [at for at in range(len(question.words)) if _is_foreign(question, at)]
    counts = written([(question.words[at].folded,) for at in foreign])
    folded = [word.folded for word in question.words]
    named: list[range] | None = None
    for at, count in zip(foreign, counts, strict=True):
        place = _Place.of(question, folded, at)
        meant = _of_set_phrase(place, written) if count else _nearest(place, written)
        if meant != place.word:
            named = _named(text, known) if named is None else named
            if not any(question.words[at].start in name for name in named):
                folded[at] = meant
    return _with_words(question, folded)


def _is_foreign(question: Typed, at: int) -> bool:
    """A word that our wording does not know, in small letters, and no name."""
    word = question.words[at]
    if not word.text.isalpha() or len(word.text) < 2 or word.text[1:] != word.text[1:].lower():
        return False
    if word.folded in _wording().words:
        return False
    follows = at + 1 < len(question.words) and question.words[at + 1].capital
    return not word.capital or (at == 0 and not follows)


def _named(text: str, known: tuple[Unit, ...]) -> list[range]:
    return [range(mention.start, mention.end) for mention in match_unit(text, known)]


@dataclass(frozen=True, slots=True)
class _Place:
    """A word between its neighbours; "" where none is typed beside it."""

    before: str
    word: str
    after: str
    accented: bool

    @classmethod
    def of(cls, question: Typed, folded: Sequence[str], at: int) -> "_Place":
        before = folded[at - 1] if question.joined(at) else ""
        after = folded[at + 1] if question.joined(at + 1) else ""
        return cls(before, folded[at], after, question.accented)

    def pairs(self, word: str) -> tuple[_Pair, ...]:
        """A word with each of the neighbours."""
        left = ((self.before, word),) if self.before else ()
        return (*left, (word, self.after)) if self.after else left

    def phrases(self, word: str) -> int:
        """With how many neighbours a word makes a set phrase."""
        written = word if self.accented else ""
        before = _wording().of_letters(self.before, word)
        after = _wording().of_letters(word, self.after)
        return any(_fits(self.before, a) and written in ("", b) for a, b in before) + any(
            _fits(self.after, b) and written in ("", a) for a, b in after
        )

    def remarked(self) -> Iterator[str]:
        """The same letters with the marks of a set phrase."""
        if self.word != unaccent(self.word):
            before = _wording().of_letters(self.before, self.word)
            after = _wording().of_letters(self.word, self.after)
            yield from (b for a, b in before if _fits(self.before, a))
            yield from (a for a, b in after if _fits(self.after, b))


def _of_set_phrase(place: _Place, written: Written) -> str:
    """A word of the documents with other marks or letters, where only so it makes a set phrase.

    What was typed may stand there by chance; what is meant must stand there far more often.
    """
    alike = (word for word in sounds_alike(place.word) if place.phrases(word))
    found = list(dict.fromkeys((*place.remarked(), *alike)))
    if len(found) != 1 or place.phrases(place.word):
        return place.word
    other = found[0]
    same_letters = unaccent(other) == unaccent(place.word)
    before = written(place.pairs(place.word if same_letters else unaccent(place.word)))
    after = written(place.pairs(other))
    ahead = all(_SURE * one <= two for one, two in zip(before, after, strict=True))
    return other if ahead and max(after) >= _LEAST else place.word


def _nearest(place: _Place, written: Written) -> str:
    """What is meant by a word that nobody knows; the typed one where that is not plain."""
    for group in slips(place.word):
        if readings := _readings(place, group, written):
            return _clearest(readings) or place.word
    return place.word


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word that may be meant: its set phrases here, and the chunks that hold it so."""

    word: str
    phrases: int
    chunks: int


def _readings(place: _Place, group: Sequence[str], written: Written) -> list[_Reading]:
    """Those of a group that make words with their neighbours.

    What is a possible syllable may be a word of another topic: there both neighbours must agree.
    """
    counts = written([(word,) for word in group])
    known = [w for w, n in zip(group, counts, strict=True) if n or w in _wording().words]
    free = is_impossible(place.word)
    return [
        _Reading(word, phrases, sum(beside))
        for word in known
        for phrases, beside in ((place.phrases(word), written(place.pairs(word))),)
        if (any(beside) if free else all(beside) and (phrases or _is_bound(place, word, written)))
        or (free and phrases)
    ]


def _is_bound(place: _Place, word: str, written: Written) -> bool:
    """True where a good share of the chunks with one of the two words hold them in a row."""
    for pair in place.pairs(word):
        together, *alone = written((pair, *((part,) for part in pair)))
        if together >= _LEAST and together >= _BOUND * min(alone):
            return True
    return False


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
