"""Lines before and after a person edited them: which is which."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import product

from ingest.text import fold, words

_ALIKE = 0.5  # share of their words that a line and what became of it have in common


def paired(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """For each line after, the line before that it was; None for one that is new.

    Unchanged lines in their order first, then whichever are most alike.
    """
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for block in matcher.get_matching_blocks():
        found.update({block.b + n: block.a + n for n in range(block.size)})
    for _, old, new in _most_alike(before, after, found):
        if new not in found and old not in found.values():
            found[new] = old
    return [found.get(at) for at in range(len(after))]


def _most_alike(
    before: Sequence[str], after: Sequence[str], found: dict[int, int]
) -> list[tuple[float, int, int]]:
    taken = set(found.values())
    old = {at: _bag(text) for at, text in enumerate(before) if at not in taken}
    new = {at: _bag(text) for at, text in enumerate(after) if at not in found}
    pairs = ((-_dice(old[a], new[b]), a, b) for a, b in product(old, new))
    return sorted(pair for pair in pairs if -pair[0] >= _ALIKE)


def likeness(one: str, other: str) -> float:
    """The share of their words that two texts have in common, from 0 to 1."""
    return _dice(_bag(one), _bag(other))


def _bag(text: str) -> Counter[str]:
    return Counter(words(fold(text)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    """Dice's measure over the words; two lines without words are alike."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0
