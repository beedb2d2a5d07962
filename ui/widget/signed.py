"""The token of a visitor of a site: signed, short-lived, of use on that site only."""

import hashlib
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

SECONDS = 1800
PREFIX = "widget."  # tells it from the keys of programs
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor: of which site, on which origin, and which one of its visitors."""

    site: str
    origin: str
    id: str


def signed_token(secret: str, session: Session) -> str:
    """The session as a token that only `secret` can make (HMAC-SHA256)."""
    return PREFIX + _signer(secret).dumps([session.site, session.origin, session.id])


def read_token(secret: str, token: str) -> Session | None:
    """The session of a token; None where it was not made by us, or is over."""
    if not token.startswith(PREFIX) or len(token) > _LONGEST:
        return None
    try:
        return Session(*_signer(secret).loads(token.removeprefix(PREFIX), max_age=SECONDS))
    except BadData:
        return None


def _signer(secret: str) -> URLSafeTimedSerializer:
    made = {"digest_method": hashlib.sha256}
    return URLSafeTimedSerializer(secret, salt="cancu.widget", signer_kwargs=made)
