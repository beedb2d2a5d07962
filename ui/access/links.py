"""One-time links: whoever holds one may set a password, once, within a day."""

from collections.abc import Callable

from ui.access.records import DAY, Purpose
from ui.access.tokens import hashed, new_token
from ui.access.users import key_of
from vectorstore.database import Database

VALID_SECONDS = DAY  # OWASP Forgot Password: short-lived and of single use


class Links:
    """Reads and writes the table of links. A new one takes the place of those before it."""

    def __init__(self, ready: Callable[[], Database], now: Callable[[], float]) -> None:
        self._ready = ready
        self._now = now

    def new(self, purpose: Purpose, name: str = "") -> str:
        """The token of a link for this purpose and user."""
        token, now = new_token(), int(self._now())
        with self._ready().write() as connection:
            connection.execute(
                "DELETE FROM links WHERE expires < ? OR (purpose = ? AND user = ?)",
                (now - DAY, purpose, key_of(name)),
            )
            connection.execute(
                "INSERT INTO links VALUES (?, ?, ?, ?, NULL)",
                (hashed(token), purpose, key_of(name), now + VALID_SECONDS),
            )
        return token

    def find(self, token: str, purpose: Purpose) -> str | None:
        """The key of the user it is for ("" for the first one); None where it opens nothing."""
        rows = self._ready().rows(
            "SELECT user FROM links WHERE hash = ? AND purpose = ? AND used IS NULL "
            "AND expires >= ?",
            (hashed(token), purpose, int(self._now())),
        )
        return str(rows[0][0]) if rows else None

    def use(self, token: str) -> bool:
        """True for the one who comes first; whoever comes later with the same link is too late."""
        now = int(self._now())
        with self._ready().write() as connection:
            done = connection.execute(
                "UPDATE links SET used = ? WHERE hash = ? AND used IS NULL AND expires >= ?",
                (now, hashed(token), now),
            )
            return done.rowcount == 1
