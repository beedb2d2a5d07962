"""Passwords: which ones may be set, how they are kept, and whether one is right.

Length is what counts; no rule asks for kinds of characters, nothing expires (NIST SP 800-63B-4,
3.1.1.2). 14 characters is what TCVN 14423 asks of an account without a second factor.
"""

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from ingest.errors import CancuError
from ingest.text import unaccent
from prompts import table

SHORTEST = 14  # characters in NFC: "ấ" is one
LONGEST = 1_024  # bytes: a longer one would only cost time
_NO_LETTERS = re.compile(r"[\W_]+")
_DISTINCT = 5  # characters that differ: fewer are one pattern again and again
_OWN = 8  # letters and digits that must remain beside what everybody would guess


def read_password(text: str, name: str) -> bytes:
    """The password as it is hashed; CancuError where it must not be one."""
    password = normalize("NFC", text)
    if len(password) < SHORTEST:
        raise CancuError("access.password_short", least=SHORTEST)
    if len(_bytes(text)) > LONGEST:
        raise CancuError("access.password_long", most=LONGEST)
    if _is_guessed_first(password, name):
        raise CancuError("access.password_guessed")
    return _bytes(text)


def make_hash(password: bytes) -> str:
    """What is kept of a password: Argon2id with a salt of its own (64 MiB, 3 rounds: the second
    choice of RFC 9106, 4)."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def is_right(kept: str, text: str) -> bool:
    """True for the password that was set. Takes as long where none was set (`kept` is ""), so that
    the time does not tell whether a user exists."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    password = _bytes(text)
    try:
        PasswordHasher().verify(kept or _nobodys(), password[: LONGEST + 1])
    except VerificationError:
        return False
    return bool(kept)


@lru_cache
def _nobodys() -> str:
    return make_hash(b"")


def _bytes(text: str) -> bytes:
    return normalize("NFC", text).encode("utf-8", "replace")


def _is_guessed_first(password: str, name: str) -> bool:
    """True for a row of keys, one pattern again and again, and for the user's name or a phrase
    that everybody knows with little beside it."""
    plain = _plain(password)
    rest = plain
    for word in sorted(filter(None, map(_plain, (name, *table("passwords")["known"]))), key=len)[
        ::-1
    ]:
        rest = rest.replace(word, "")
    is_known = rest != plain and len(rest) < _OWN
    return is_known or len(set(password.casefold())) < _DISTINCT or _is_a_row(plain)


def _plain(text: str) -> str:
    return _NO_LETTERS.sub("", unaccent(text))


def _is_a_row(plain: str) -> bool:
    """True where each character follows the one before it: 1234…, abcd…, zyxw…; digits may start
    again at 0."""
    steps = {
        (ord(b) - ord(a)) % 10 if a.isdigit() and b.isdigit() else ord(b) - ord(a)
        for a, b in pairwise(plain)
    }
    return len(steps) <= 1
