"""Marks left as the keys that make them: "kees hoachj" (Telex), "ke61 hoach5" (VNI)."""

import re
import unicodedata
from collections.abc import Iterator

from assistant.shorthand import Written
from assistant.slips import is_impossible
from assistant.wording import wording
from ingest.text import fold, nfc
from ingest.typed import Word, typed

_TELEX = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI = {"2": "\u0300", "1": "\u0301", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_SHAPES = tuple(
    (re.compile(keys), letter)
    for keys, letter in (
        ("^dd|^d(?=.*9)", "đ"),
        ("u[w7]?o[w7]|uo(?=.*[w7])", "ươ"),
        ("aa|a(?=.*6)", "â"),
        ("ee|e(?=.*6)", "ê"),
        ("oo|o(?=.*6)", "ô"),
        ("aw|a(?=.*[w8])", "ă"),
        ("ow|o(?=.*[w7])", "ơ"),
        ("uw|u(?=.*[w7])", "ư"),
    )
)
_NUCLEUS = re.compile("^(?:qu|gi(?=[aăâeêoôơuư])|[^aăâeêioôơuưy])*(?P<vowels>[aăâeêioôơuưy]+)")
_LEAST = 2  # words: one alone may be of another language


def with_marks(text: str, written: Written) -> str:
    """The tidied text with its marks where at least two words are typed as keystrokes of them."""
    held = wording().words
    strange = (word for word in typed(text).words if word.folded not in held)
    words = [(word, meant) for word in strange if (meant := _meant(word))]
    as_meant = written([(fold(meant),) for _, meant in words])
    as_typed = written([(word.folded,) for word, _ in words])
    found = [
        (word, meant)
        for (word, meant), known, typed_so in zip(words, as_meant, as_typed, strict=True)
        if (known or fold(meant) in held) and not typed_so
    ]
    if len(found) < _LEAST:
        return text
    for word, meant in reversed(found):
        text = text[: word.start] + meant + text[word.end :]
    return re.sub("DD(?=[A-ZĐ])|(?<=[A-Z])DD", "Đ", text)


def _meant(word: Word) -> str:
    """The syllable of the keystrokes, capital as typed; "" where they make none."""
    low = word.text.lower()
    for tones in (_TELEX, _VNI):
        for letters, tone in _tones(low, tones):
            shaped = letters
            for pattern, meant in _SHAPES:
                shaped = pattern.sub(meant, shaped)
            marked = _toned(re.sub("[w6-9]", "", shaped), tone)
            if marked != low and marked.isalpha() and not is_impossible(marked):
                return marked.capitalize() if word.text[0].isupper() else marked
    return ""


def _tones(low: str, keys: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The letters without the key of a tone, and the tone; then as they are, without any."""
    for at in range(len(low) - 1, 0, -1):
        if low[at] in keys and re.search("[aeiouyw]", low[:at]):
            yield low[:at] + low[at + 1 :], keys[low[at]]
            return
    yield low, ""


def _toned(shaped: str, tone: str) -> str:
    """With the tone on the vowel that bears it: the last one with a mark, else by the rules."""
    nucleus = _NUCLEUS.match(shaped)
    if not nucleus or not tone:
        return shaped
    first, end = nucleus.span("vowels")
    marked = [at for at in range(first, end) if unicodedata.normalize("NFD", shaped[at])[1:]]
    closed = end < len(shaped)
    plain = end - 1 if closed or end - first == 1 else end - 2
    at = marked[-1] if marked else plain
    return nfc(shaped[: at + 1] + tone + shaped[at + 1 :])
