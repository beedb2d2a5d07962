"""Trains the byte-pair vocabulary of `ingest/tokens.py`: `python -m ingest.train_tokens TEXT…`.

The same texts give the same vocabulary: ties go to the pair that sorts first.
"""

import re
import sys
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from ingest.text import nfc
from ingest.tokens import PATTERN, VOCABULARY

SIZE = 6000
_Pair = tuple[bytes, bytes]


def train(texts: Iterable[str], size: int = SIZE) -> tuple[bytes, ...]:
    """The tokens in rank order: the 256 bytes, then merges, the most frequent pair first.

    Fewer than `size` where no pair of tokens occurs twice any more.
    """
    counts = Counter(piece for text in texts for piece in re.findall(PATTERN, nfc(text)))
    words = [([bytes([b]) for b in piece.encode()], n) for piece, n in sorted(counts.items())]
    tokens = [bytes([b]) for b in range(256)]
    pairs, places = _count_pairs(words)
    while len(tokens) < size and (best := _most_frequent(pairs)):
        tokens.append(best[0] + best[1])
        for at in sorted(places[best]):
            _merge(words[at], at, best, pairs, places)
    return tuple(tokens)


def _count_pairs(
    words: list[tuple[list[bytes], int]],
) -> tuple[Counter[_Pair], defaultdict[_Pair, set[int]]]:
    pairs: Counter[_Pair] = Counter()
    places: defaultdict[_Pair, set[int]] = defaultdict(set)
    for at, (parts, times) in enumerate(words):
        for pair in zip(parts, parts[1:], strict=False):
            pairs[pair] += times
            places[pair].add(at)
    return pairs, places


def _most_frequent(pairs: Counter[_Pair]) -> _Pair | None:
    best = min(pairs, key=lambda pair: (-pairs[pair], pair), default=None)
    return best if best is not None and pairs[best] > 1 else None


def _merge(
    word: tuple[list[bytes], int],
    at: int,
    best: _Pair,
    pairs: Counter[_Pair],
    places: defaultdict[_Pair, set[int]],
) -> None:
    """Joins the pair wherever it stands in one word, and counts the word's pairs anew."""
    parts, times = word
    for pair in zip(parts, parts[1:], strict=False):
        pairs[pair] -= times
    joined: list[bytes] = []
    for part in parts:
        if joined and (joined[-1], part) == best:
            joined[-1] += part
        else:
            joined.append(part)
    parts[:] = joined
    for pair in zip(parts, parts[1:], strict=False):
        pairs[pair] += times
        places[pair].add(at)


def main(arguments: list[str]) -> None:
    """Writes the vocabulary trained on the UTF-8 texts named."""
    tokens = train(Path(argument).read_text("utf-8") for argument in sorted(arguments))
    lines = (f"{b64encode(token).decode()} {rank}\n" for rank, token in enumerate(tokens))
    VOCABULARY.write_text("".join(lines), "ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
