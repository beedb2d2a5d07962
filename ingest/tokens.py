"""How long a text is, in tokens of a small Vietnamese vocabulary that is shipped with the package.

A tiktoken `Encoding` without network: chunk borders are the same on every machine. The vocabulary
is trained by `python -m ingest.train_tokens`.
"""

from base64 import b64decode
from functools import lru_cache
from pathlib import Path

import tiktoken

VOCABULARY = Path(__file__).with_name("vietnamese.tiktoken")
# A word with the space before it, up to three digits, marks, line ends: no token crosses them.
# Written for both engines, Python's and tiktoken's: every character falls into one of the parts.
PATTERN = r"[^\r\n\w]?[^\W\d_]+|\d{1,3}|_+| ?[^\s\w]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"


@lru_cache
def encoding() -> tiktoken.Encoding:
    """The encoding over the shipped vocabulary; every byte is a token, so any text encodes."""
    lines = VOCABULARY.read_text("ascii").splitlines()
    ranks = {b64decode(token): int(rank) for token, rank in (line.split() for line in lines)}
    return tiktoken.Encoding(
        "vietnamese", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={}
    )


def count(text: str) -> int:
    """The number of tokens in a text; about two a word of Vietnamese in NFC, more in NFD."""
    return len(encoding().encode_ordinary(text))
