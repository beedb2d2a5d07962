"""Text cut to a budget of tokens, at the ends of sentences where there are any."""

import re

from ingest.tokens import count

# After a full stop, semicolon or line end, before what looks like a new sentence or list item.
_SENTENCE = re.compile(r"(?<=[.;!?:])\s+(?=[^\Wa-zà-ỹđ_]|[-+(“\"])|\n+")


def split_text(text: str, room: int) -> list[str]:
    """The text in parts of at most `room` tokens: sentences, then words, then pieces of words.

    Parts joined hold every character but spaces; a text that fits comes back whole.
    """
    if count(text) <= room:
        return [text] if text.strip() else []
    return _packed([part for s in _SENTENCE.split(text) for part in _fitting(s, room)], room)


def _fitting(sentence: str, room: int) -> list[str]:
    if count(sentence) <= room:
        return [sentence] if sentence.strip() else []
    return _packed([part for word in sentence.split() for part in _halved(word, room)], room)


def _halved(word: str, room: int) -> list[str]:
    """A word longer than a chunk (an address, a code) in halves of halves."""
    if count(word) <= room or len(word) < 2:
        return [word]
    middle = len(word) // 2
    return [*_halved(word[:middle], room), *_halved(word[middle:], room)]


def _packed(parts: list[str], room: int) -> list[str]:
    """Neighbours joined by a space as long as they fit; a token more may hang on each joint."""
    packed: list[str] = []
    size = 0
    for part in parts:
        cost = count(part) + 1
        if packed and size + cost <= room:
            packed[-1] += f" {part}"
            size += cost
        else:
            packed.append(part)
            size = cost
    return packed


def shorten(text: str, words: int) -> str:
    """The first words of a text, with "…" where it goes on."""
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")
