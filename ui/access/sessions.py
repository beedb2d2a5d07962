"""Who is logged in on a page: what stands in the cookie, kept as its hash."""

from collections.abc import Callable

from ui.access.records import HOUR
from ui.access.tokens import hashed, new_token
from ui.access.users import key_of
from ui.access.visitor import AccessRole
from vectorstore.database import Database

IDLE_SECONDS = 8 * HOUR  # a working day; shorter would have people log in after lunch
LONGEST_SECONDS = 12 * HOUR  # OWASP ASVS 5.0, 7.3.1 and 7.3.2: both ends are set
_NOTED_SECONDS = 60  # how exactly the last use is known: not every request writes


class Sessions:
    """Logins that are open. One ends when it is idle too long, grows too old, its user logs out,
    or anything about the user changes (`users.py` deletes it then)."""

    def __init__(self, ready: Callable[[], Database], now: Callable[[], float]) -> None:
        self._ready = ready
        self._now = now

    def open(self, name: str) -> str:
        """The token of a new login of this user; those that ended are swept away."""
        token, now = new_token(), int(self._now())
        with self._ready().write() as connection:
            connection.execute(
                "DELETE FROM sessions WHERE seen < ? OR created < ?",
                (now - IDLE_SECONDS, now - LONGEST_SECONDS),
            )
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?)", (hashed(token), key_of(name), now, now)
            )
        return token

    def user(self, token: str) -> tuple[str, AccessRole] | None:
        """Name and role of who is logged in with this token; None where nobody is."""
        now = int(self._now())
        rows = self._ready().rows(
            "SELECT name, role, sessions.seen FROM sessions JOIN users ON user = key "
            "WHERE hash = ? AND NOT disabled AND sessions.seen >= ? AND sessions.created >= ?",
            (hashed(token), now - IDLE_SECONDS, now - LONGEST_SECONDS),
        )
        if not rows:
            return None
        name, role, seen = rows[0]
        if now - seen >= _NOTED_SECONDS:
            self._note(token, now)
        return name, AccessRole(role)

    def close(self, token: str) -> None:
        """Logged out; nothing where it was not open."""
        with self._ready().write() as connection:
            connection.execute("DELETE FROM sessions WHERE hash = ?", (hashed(token),))

    def _note(self, token: str, now: int) -> None:
        with self._ready().write() as connection:
            connection.execute("UPDATE sessions SET seen = ? WHERE hash = ?", (now, hashed(token)))
