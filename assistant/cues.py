"""Cue words: what the wording of a question says, typed with accents or without.

The cues are data in `prompts/data/questions.toml`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from assistant.lexicon import Spellings
from ingest.syllables import is_syllable
from ingest.text import blanked, fold, is_accented, tidy, unaccent, words
from prompts import Language, rows, table


def cues(section: str, name: str = "words") -> list[str]:
    """One list of cues."""
    listed: list[str] = table("questions")[section][name]
    return listed


def language_of(text: str, before: Iterable[str] = ()) -> Language:
    """The language of the text; of one that tells none ("2025?") that of the nearest before it."""
    told = (_language_told(tidy(one)) for one in (text, *before))
    return next((language for language in told if language), "vi")


def _language_told(text: str) -> Language | None:
    """English by how it opens or by most of its words, names in Vietnamese apart; None for numbers
    and names alone."""
    typed = [word for word in words(fold(text)) if word.isalpha()]
    marked = sum(is_accented(word) and word[0].islower() for word in words(text))
    english = [word for word in typed if word in word_set("language", "english")]
    if typed and typed[0] in word_set("language", "opens"):
        return "en"
    foreign = sum(not is_syllable(word) for word in english)
    if marked:
        return "en" if foreign >= _FEW and foreign * 2 >= marked else "vi"
    if foreign and len(english) >= _FEW and len(english) * 4 >= len(typed):
        return "en"
    if any(is_syllable(word) for word in typed if word not in english):
        return "vi"
    return "en" if word_set("language", "alone").intersection(typed) else None


_FEW = 2  # English words that make no text English: "target VNeID của phường"


@lru_cache
def word_set(section: str, name: str) -> frozenset[str]:
    """One list of cues without accents."""
    return frozenset(unaccent(word) for word in table("questions")[section][name])


@lru_cache
def _cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    plain = sorted({unaccent(cue) for cue in cues}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, plain))})(?!\w)")


@lru_cache
def _spellings(cues: tuple[str, ...]) -> Spellings:
    return Spellings(cues)


def cue_spans(cues: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where a tidied text has one of the cues, typed with its accents or without."""
    listed, folded = tuple(cues), fold(text)
    pattern, plain = _cue_pattern(listed), unaccent(text)
    spans: list[tuple[int, int]] = []
    at = 0
    while match := pattern.search(plain, at):
        is_meant = _is_meant(listed, words(folded[slice(*match.span())]), text)
        spans += [match.span()] if is_meant else []
        at = match.end() if is_meant else match.start() + 1  # "đó ai ký": not "do ai", but "ai ký"
    return spans


def _is_meant(listed: tuple[str, ...], typed: list[str], text: str) -> bool:
    """True where the typed words may be a cue: one syllable of an accented text has all its marks,

    so that "thu ngân sách" names no "thư".
    """
    if len(typed) == 1 and is_accented(text):
        return typed[0] in {fold(cue) for cue in listed}
    return _spellings(listed).hold(typed)


def has_cue(listed: Iterable[str], text: str) -> bool:
    """True where a tidied text has one of the cues."""
    return bool(cue_spans(listed, text))


def without(listed: Iterable[str], text: str) -> str:
    """The tidied text with the cues taken out."""
    for start, end in cue_spans(listed, text):
        text = blanked(text, start, end)
    return text


def cued(section: str, text: str) -> tuple[str, ...]:
    """The names of the section's lists, in the file's order, that the text has a cue of.

    A cue inside a longer cue of another list does not count: "đơn vị nào" in "đơn vị nào phối hợp".
    """
    lists: Mapping[str, list[str]] = table("questions")[section]
    spans = {name: cue_spans(listed, text) for name, listed in lists.items()}
    every = [span for found in spans.values() for span in found]
    return tuple(
        name for name, found in spans.items() if any(not _is_inside(span, every) for span in found)
    )


def _is_inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(other[0] <= span[0] and span[1] <= other[1] and other != span for other in others)


def document_types(text: str) -> tuple[str, ...]:
    """The types of documents a text names, in Vietnamese: `Kế hoạch`."""
    tidied = tidy(text)
    return tuple(name for name, cues in _type_cues() if has_cue(cues, tidied))


@lru_cache
def _type_cues() -> tuple[tuple[str, tuple[str, ...]], ...]:
    english = {term: tuple(gloss.split(", ")) for term, _, gloss in rows("glossary") if gloss}
    names = (row["name"] for row in table("document_types")["type"])
    return tuple((name, (name, *english.get(name, ()))) for name in dict.fromkeys(names))
