"""Phrases that mean the same: glossary, abbreviations, English, synonyms, as one look-up.

Everything is compared as unaccented words, so `TTHC`, `thu tuc hanh chinh` and "administrative
procedures" meet; which accents were typed is kept on the term for ranking.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ingest.syllables import is_syllable
from ingest.text import BLANK, blanked, fold, tidy, unaccent, words
from prompts import Language, rows, table

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a question speaks of: the words as typed and every phrase that may stand for it."""

    typed: Phrase  # folded words as typed, accents kept
    alternatives: frozenset[
        Phrase
    ]  # unaccented phrases, the typed one included; ("AI",) in capitals
    plain: Phrase  # the typed words without accents
    is_weak: bool = False  # says little of the topic: "tổ chức", "lắp đặt", "số"
    is_action: bool = False  # an everyday word that says what is done: "đón", "bị đổ"
    at: int = 0  # which word of the text it begins with: terms side by side may be one word
    shown: str = field(default="", compare=False)  # in the user's own letters: "ký", not "kí"


class Spellings:
    """Phrases as written, found by their unaccented words as they are typed.

    A typed word without marks may stand for any; one with marks only for itself, so that "chợ" is
    not "cho" and "giáo" not "giao".
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._written: dict[Phrase, set[Phrase]] = {}
        for text in texts:
            folded = tuple(words(fold(text)))
            self._written.setdefault(tuple(map(unaccent, folded)), set()).add(folded)
        self.reach: dict[str, int] = {}  # a phrase's first word → its most words
        for found in self._written:
            if found:
                self.reach[found[0]] = max(len(found), self.reach.get(found[0], 0))

    def hold(self, typed: Sequence[str]) -> bool:
        """True where the typed folded words may be one of the phrases."""
        return self.hold_plain(typed, tuple(map(unaccent, typed)))

    def hold_plain(self, typed: Sequence[str], plain: Phrase) -> bool:
        """The same, of words whose letters without marks are at hand."""
        written = self._written.get(plain, ())
        return any(all(map(_may_mean, typed, phrase)) for phrase in written)

    def spells(self, typed: Sequence[str]) -> bool:
        """True where the typed folded words are one of the phrases with its very marks."""
        return tuple(typed) in self._written.get(tuple(map(unaccent, typed)), set())


def _may_mean(typed: str, written: str) -> bool:
    return typed == written or typed == unaccent(typed)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrase → all phrases that mean the same; and phrases without a topic of their own."""

    same: Mapping[Phrase, frozenset[Phrase]]
    written: Spellings  # of the keys of `same`
    stops: Spellings
    weak: Spellings
    common: Spellings
    deeds: Spellings  # those of them that say what is done
    acts: Spellings  # topics that say what is done: "trồng mới"

    def terms(self, text: str) -> tuple[Term, ...]:
        """The terms of a text in order: known phrases whole, other words alone, stops left out.

        No phrase reaches over what was blanked: "cả [năm 2025] phường" is not "cả phường".
        """
        found: list[Term] = []
        begin = 0
        for part in _spelled_out(text).split(BLANK):
            typed = words(fold(part))
            found += (replace(t, at=begin + t.at) for t in self._walk(typed, words(tidy(part))))
            begin += len(typed) + 1
        return tuple(found)

    def _walk(self, typed: list[str], shown: list[str]) -> Iterator[Term]:
        bare = tuple(map(unaccent, typed))
        at = 0
        while at < len(typed):
            end = at + self._longest_at(typed, bare, at)
            found, plain = tuple(typed[at:end]), bare[at:end]
            if not self.stops.hold_plain(found, plain):
                is_known = self._is_known(found, plain)
                same = self.same.get(plain, frozenset()) if is_known else frozenset()
                is_listed = self.weak.hold_plain(found, plain) or all(w.isdigit() for w in found)
                is_weak = is_listed or (not is_known and _as_spelled(self.common, found))
                is_action = is_weak and not is_listed and _as_spelled(self.deeds, found)
                others = {other for other in same if _bare(other) != plain}
                names = frozenset({*others, plain})
                words_shown = " ".join(shown[at : at + len(found)])
                yield Term(found, names, plain, is_weak, is_action, at, words_shown)
            at += len(found)

    def _longest_at(self, typed: list[str], bare: Phrase, at: int) -> int:
        listed = (self.stops, self.weak, self.common, self.acts)
        longest = max(held.reach.get(bare[at], 1) for held in (self.written, *listed))
        for length in range(min(longest, len(typed) - at), 1, -1):
            found, plain = typed[at : at + length], bare[at : at + length]
            if self._is_known(found, plain) or any(h.hold_plain(found, plain) for h in listed):
                return length
        return 1

    def _is_known(self, typed: Sequence[str], plain: Phrase) -> bool:
        """Several syllables in a row are known by their letters, whatever the marks."""
        return plain in self.same if len(plain) > 1 else self.written.hold_plain(typed, plain)


def _as_spelled(listed: Spellings, typed: Sequence[str]) -> bool:
    """True for a listed phrase; for one syllable only with its marks: "đo" is not "đỗ"."""
    return listed.hold(typed) if len(typed) > 1 else listed.spells(typed)


_QUOTED = re.compile(r"[\"“”]([^\"“”]{3,80})[\"“”]")


def quoted_terms(text: str) -> tuple[tuple[Term, ...], str]:
    """Each phrase that a tidied text puts in quotes as one term, and the text without them.

    What is quoted is a name, whatever its words: "Ngày không hẹn".
    """
    found = [match for match in _QUOTED.finditer(text) if len(words(fold(match[1]))) > 1]
    for match in found:
        text = blanked(text, *match.span())
    typed = ((match[1], tuple(words(fold(match[1])))) for match in found)
    terms = ((shown, one, tuple(map(unaccent, one))) for shown, one in typed)
    named = tuple(Term(one, frozenset({plain}), plain, shown=shown) for shown, one, plain in terms)
    return named, text


def _meaning(text: str) -> Phrase:
    """A phrase as texts are searched for it: one syllable keeps its marks (hộ is not hồ)."""
    folded = tuple(words(fold(text)))
    return folded if len(folded) == 1 else _bare(folded)


def _bare(phrase_: Phrase) -> Phrase:
    """Without marks; an abbreviation in capitals stays."""
    return tuple(word if word.isupper() else unaccent(word) for word in phrase_)


def phrase(text: str) -> Phrase:
    """The unaccented words of a text."""
    return tuple(words(unaccent(text)))


@lru_cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon for questions in one language; English glosses only serve English questions."""
    groups = [*_glossary(language), *_synonyms()]
    parts = set(map(_meaning, table("synonyms")["parts"]))
    same: dict[Phrase, frozenset[Phrase]] = {}
    for group in groups:
        meaning = frozenset(phrase for phrase in group if phrase not in parts)
        for member in map(_bare, group):
            same[member] = same.get(member, frozenset()) | meaning
    listed = table("questions")
    return Lexicon(
        same,
        Spellings(_written(language)),
        Spellings(_of_language(listed["stop"], language)),
        Spellings(_of_language(listed["weak"], language)),
        Spellings((*table("common")["deeds"], *table("common")["manner"])),
        Spellings(table("common")["deeds"]),
        Spellings(table("common")["acts"]),
    )


def _of_language(listed: Mapping[str, list[str]], language: Language) -> list[str]:
    """Words of Vietnamese; of an English question also its own ("an" is half of "an toàn")."""
    return [*listed["words"], *(listed["english"] if language == "en" else ())]


def _written(language: Language) -> Iterator[str]:
    """Everything that may be looked up, as the data spell it."""
    for term, marks, english in rows("glossary"):
        yield from (term, *marks.split(","))
        if language == "en":
            yield from (" ".join(n) for g in _phrases(english.split(",")) for n in _numbers(g))
    for group in table("synonyms")["groups"]:
        yield from group


def _glossary(language: Language) -> Iterator[list[Phrase]]:
    for term, abbreviations, english in rows("glossary"):
        if "," in term and not abbreviations:
            continue  # a list of words; its parts are looked up one by one
        marks = (mark.strip() for mark in abbreviations.split(","))
        spelled = _words_in_capitals()
        vietnamese = [_meaning(term), *((m,) if m in spelled else phrase(m) for m in marks if m)]
        yield vietnamese
        if language == "en":
            yield from ([*_numbers(gloss), *vietnamese] for gloss in _phrases(english.split(",")))


def _numbers(gloss: Phrase) -> tuple[Phrase, ...]:
    """An English phrase as given, and with its last word in the plural."""
    last = gloss[-1]
    if last.endswith("s"):
        return (gloss,)
    if last.endswith(("ch", "sh", "x", "z")):
        plural = f"{last}es"
    elif last.endswith("y") and not last.endswith(("ay", "ey", "oy")):
        plural = f"{last[:-1]}ies"
    else:
        plural = f"{last}s"
    return gloss, (*gloss[:-1], plural)


def _synonyms() -> Iterator[list[Phrase]]:
    for group in table("synonyms")["groups"]:
        yield list(map(_meaning, group))


def _spelled_out(text: str) -> str:
    """The text with abbreviations in full that are words without their capitals: AI, not "ai"."""
    if text.isupper():
        return text
    pattern = rf"(?<!\w)(?:{'|'.join(_words_in_capitals())})(?!\w)"
    return re.sub(pattern, lambda match: _words_in_capitals()[match[0]], text)


@lru_cache
def _words_in_capitals() -> Mapping[str, str]:
    """Abbreviations that spell a Vietnamese syllable → their term. Found only in capitals."""
    return {
        mark.strip(): term
        for term, marks, _ in rows("glossary")
        for mark in marks.split(",")
        if mark.strip().isupper() and is_syllable(mark.strip())
    }


def _phrases(texts: Iterable[str]) -> Iterator[Phrase]:
    return (made for text in texts if (made := phrase(text)))
