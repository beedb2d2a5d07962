"""Whether a question means some person: by name and title, by name alone, or pointed at.

Wider than `names`, which reads papers: questions are typed in small letters and without marks.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.cues import has_cue
from assistant.lexicon import Spellings
from assistant.names import CAPITALS
from ingest.text import fold, is_accented, unaccent, words
from prompts import table


def means_person(text: str) -> bool:
    """True where somebody is named or pointed at."""
    if has_cue(_listed("others"), text):
        return True
    text = text.lower() if text.isupper() else text  # capitals throughout tell no name
    typed = ((text, _titles(accented=is_accented(text))), (fold(text), _small_names()))
    named = (*typed, (_bare_letters(text), _names()))
    found = (m for said, patterns in named for one in patterns for m in one.finditer(said))
    return any(not _is_place(text[: match.start("who")]) for match in found)


def _is_place(before: str) -> bool:
    """True for the words before a name that is a street's, a school's or a ward's."""
    last = words(fold(before))[-1:]
    return bool(last) and Spellings(_listed("places")).hold(last)


@lru_cache
def _titles(*, accented: bool) -> tuple[re.Pattern[str], ...]:
    """A title before a name. In small letters it is no other word only where it has its own mark,
    or such a word as "của" before it."""
    titles, stops, before = (
        _listed(name) if accented else tuple(map(unaccent, _listed(name)))
        for name in ("titles", "not_names", "before_titles")
    )
    always = _listed("always") if accented else tuple(map(unaccent, _listed("always")))
    marked = {*always, *(title for title in titles if unaccent(title) != title)}
    not_names = rf"(?!(?:{_any(stops)})\b)[^\W\d_]"
    return (
        re.compile(rf"\b(?P<who>(?i:{_any(titles)})\.?\s+(?i:{not_names})(?<=[{CAPITALS}]))"),
        re.compile(rf"(?i)\b(?P<who>(?:{_any(marked)})\s+{not_names})"),
        re.compile(rf"(?i)\b(?:{_any(before)}) (?P<who>(?:{_any(titles)})\s+{not_names})"),
    )


@lru_cache
def _small_names() -> tuple[re.Pattern[str], ...]:
    """A full name in small letters with its marks: "nguyễn văn an"."""
    families, middles = (_any(_listed(name)) for name in ("families", "middles"))
    return (re.compile(rf"\b(?P<who>(?:{families}) (?:{middles}) [^\W\d_]+)"),)


@lru_cache
def _names() -> tuple[re.Pattern[str], ...]:
    """A family name with two or more given names in capitals; with one behind "của" or "tên"; in
    small letters where no other word is spelt so. Over letters without marks."""
    families = _any({_bare_letters(name) for name in table("units")["words"]["surnames"]})
    middles, titles = (_any(map(unaccent, _listed(name))) for name in ("middles", "titles"))
    bare = _any(_listed("families_bare"))
    return (
        re.compile(rf"\b(?P<who>(?:{families})(?: [A-Z]\w+){{2,3}})"),
        re.compile(rf"(?i:\b(?:cua|ten|of)) (?P<who>(?:{families}) [A-Z]\w+)"),
        re.compile(rf"\b(?P<who>(?:{bare}) (?:{middles}) [a-z]+)"),
        re.compile(rf"\b(?P<who>(?:{titles}) (?:{bare}) [a-z]+)"),
    )


def _any(listed: Iterable[str]) -> str:
    return "|".join(map(re.escape, listed))


def _bare_letters(text: str) -> str:
    """The text without marks, its capitals kept, every character in its place."""
    bare = unaccent(text)
    same = len(bare) == len(text)
    return "".join(
        b.upper() if same and t.isupper() else b for b, t in zip(bare, text, strict=False)
    )


@lru_cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(table("refused")["person"][name])
