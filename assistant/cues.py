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


def language_of(text: str) -> Language:
    """English where enough of its words are English and none but names has Vietnamese marks."""
    if any(is_accented(word) and not word[0].isupper() for word in words(text)):
        return "vi"
    typed = words(unaccent(text))
    hits = [word for word in typed if word in word_set("language", "english")]
    is_sure = any(not is_syllable(word) for word in hits)  # "to", "the", "an" are both
    is_enough = len(hits) >= 2 or len(hits) == len(typed)
    return "en" if is_sure and is_enough and len(hits) * 4 >= len(typed) else "vi"


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
    found = (match.span() for match in _cue_pattern(listed).finditer(unaccent(text)))
    return [span for span in found if _is_meant(listed, words(folded[slice(*span)]), text)]


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
    return tuple(name for name, cues in _type_cues() if has_cue(cues, tidy(text)))


@lru_cache
def _type_cues() -> tuple[tuple[str, tuple[str, ...]], ...]:
    english = {term: tuple(gloss.split(", ")) for term, _, gloss in rows("glossary") if gloss}
    names = (row["name"] for row in table("document_types")["type"])
    return tuple((name, (name, *english.get(name, ()))) for name in dict.fromkeys(names))
