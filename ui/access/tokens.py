"""Random words that open something, and how they are kept: as their SHA-256 only.

A token of 256 random bits cannot be guessed, so a fast hash is enough, and a copy of the file
opens nothing (NIST SP 800-63B-4, 3.1.2.2). Passwords are another matter: `passwords.py`.
"""

import hashlib
import secrets
import string

_DIGITS = string.digits + string.ascii_letters
_BYTES = 32
_LENGTH = 43  # base-62 digits that hold 32 bytes


def new_token(prefix: str = "") -> str:
    """`prefix` and 43 letters or digits: 32 random bytes in base 62."""
    return prefix + _base62(secrets.token_bytes(_BYTES), _LENGTH)


def new_id(prefix: str, length: int = 10) -> str:
    """A name that is not secret: `prefix` and some letters or digits."""
    return prefix + "".join(secrets.choice(_DIGITS) for _ in range(length))


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _base62(content: bytes, length: int) -> str:
    number = int.from_bytes(content)
    digits = []
    for _ in range(length):
        number, rest = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[rest])
    return "".join(reversed(digits))
