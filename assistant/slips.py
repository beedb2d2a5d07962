"""How a syllable may be mistyped: its marks, letters that sound alike, a slip of the hand.

Everything here is folded (`ingest.text.fold`).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from ingest.syllables import is_syllable
from ingest.text import fold, nfc, unaccent

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_SHAPES = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_VOWELS = "aăâeêioôơuưy"
# Letters that sound alike somewhere in the country: the first of a syllable.
_ALIKE = (("s", "x"), ("ch", "tr"), ("l", "n"), ("d", "gi"), ("r", "d"), ("r", "gi"))
_INSERTED = "nghcmtpđrskvbdlxqaiuoeyơưêôâă"
_BESIDE = {
    key: "".join(row[at - 1 : at] + row[at + 1 : at + 2])
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, key in enumerate(row)
}
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
LONGEST = 8  # letters that one slip can make of a syllable: the longest, "nghiêng", has 7
_TORN = re.compile(r"uơ[a-z]|ưo|ươ$|yê$|iê$|uô$")


def is_impossible(word: str) -> bool:
    """True where no Vietnamese syllable is spelt so: "thág", "đuợc", "hòp", "môt"."""
    if not is_syllable(word):
        return True
    bare, tone = _without_tone(word), _TONE.search(unicodedata.normalize("NFD", word))
    falling = tone is not None and tone[0] in "\u0300\u0303\u0309"
    unmarked = tone is None and bare.replace("đ", "d") != unaccent(word)
    stopped = bool(_STOPPED.search(bare)) and (falling or unmarked)
    return stopped or (word != unaccent(word) and bool(_TORN.search(bare)))


def slips(word: str) -> Iterator[tuple[str, ...]]:
    """What may have been meant, the likelier kinds of slips first."""
    seen = {word}
    for kind in (_marked, _alike, _one_off, _beside):
        found = {fold(one): None for one in kind(word) if is_syllable(one)}
        yield tuple(one for one in found if one not in seen)
        seen.update(found)


def sounds_alike(word: str) -> tuple[str, ...]:
    """The syllables that differ in a first letter that many do not tell apart: "xơ", "sơ"."""
    return tuple(w for w in map(fold, _alike(word)) if w != word and is_syllable(w))


def _without_tone(word: str) -> str:
    return nfc(_TONE.sub("", unicodedata.normalize("NFD", word)))


def _marked(word: str) -> tuple[str, ...]:
    """The same letters with other marks; of letters typed without any none, nor of a row of vowels
    that no marks make a syllable: each multiplies what would be tried."""
    plain = unaccent(word)
    return () if word == plain or not is_syllable(plain) else _with_marks(plain)


@lru_cache(maxsize=512)
def _with_marks(plain: str) -> tuple[str, ...]:
    shapes = (_SHAPES.get(c, c) if at == 0 or c != "d" else c for at, c in enumerate(plain))
    return tuple(toned for shape in product(*shapes) for toned in _toned("".join(shape)))


def _toned(shape: str) -> Iterator[str]:
    yield shape
    for at, letter in enumerate(shape):
        if letter in _VOWELS:
            yield from (nfc(shape[: at + 1] + tone + shape[at + 1 :]) for tone in _TONES)


def _alike(word: str) -> Iterator[str]:
    for one, other in _ALIKE:
        for typed, meant in ((one, other), (other, one)):
            if word.startswith(typed) and not word.startswith(("ng", "nh", "th")):
                yield meant + word[len(typed) :]


def _one_off(word: str) -> Iterator[str]:
    """Two letters the wrong way round, one too many, one missing."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
        yield word[:at] + word[at + 1 :]
    for at in range(len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in _INSERTED)


def _beside(word: str) -> Iterator[str]:
    """One letter from the key beside the right one."""
    for at, letter in enumerate(word):
        yield from (word[:at] + key + word[at + 1 :] for key in _BESIDE.get(letter, ""))
