"""Failed logins are counted, and each makes the next wait longer.

OWASP Authentication: an account is slowed down, never shut, so that nobody can shut it for others.
So a name waits where it failed: by name and network together. Networks that never failed with a
name are let try it until many others did. NIST SP 800-63B-4, 3.2.2 allows 100 guesses in a row:
20 networks have 5 each, and whatever follows waits.
"""

import hashlib
import hmac
import sqlite3
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from ui.access.records import DAY
from ui.access.users import key_of
from vectorstore.database import Database

_FREE_FOR_NAME = 5  # in one network: slips of the hand
_FREE_NETWORKS = 20  # that failed with one name, before one more has to wait
_FREE_FOR_ADDRESS = 30  # a whole office may come from one address
_FIRST_SECONDS, _LONGEST_SECONDS = 5, 900  # doubled by each failure
_FORGOTTEN_SECONDS = DAY
_STEPS = 8  # doublings until the longest wait


class Failures:
    """Reads and writes the table of failures. Names that nobody has are counted like others, so
    that a wait does not tell which exist."""

    def __init__(
        self, ready: Callable[[], Database], now: Callable[[], float], secret: Callable[[], str]
    ) -> None:
        self._ready = ready
        self._now = now
        self._secret = secret

    def attempt(self, name: str, address: str) -> int:
        """Seconds to wait; 0 lets the attempt go on and counts it as failed until it succeeds, so
        that a hundred at once are a hundred failures."""
        now = int(self._now())
        here, others = self._pair(name, address), self._networks(name)
        with self._ready().write() as connection:
            connection.execute("DELETE FROM failures WHERE last < ?", (now - _FORGOTTEN_SECONDS,))
            limits = {here: _FREE_FOR_NAME, self._address(address): _FREE_FOR_ADDRESS}
            if _found(connection, here) is None:
                limits[others] = _FREE_NETWORKS
            found = ((_found(connection, who), free) for who, free in limits.items())
            left = [row[1] + _wait(row[0], free) - now for row, free in found if row]
            if (longest := max(left, default=0)) > 0:
                return int(longest)
            for who in (self._name(name), *limits):
                connection.execute(
                    "INSERT INTO failures VALUES (?, 1, ?) "
                    "ON CONFLICT (who) DO UPDATE SET count = count + 1, last = excluded.last",
                    (who, now),
                )
        return 0

    def succeeded(self, name: str, address: str) -> None:
        """The attempt was none that failed. Those before it from the address stay: whoever guesses
        may have an account of their own; and so do those of the name in other networks."""
        with self._ready().write() as connection:
            for who in (self._name(name), self._pair(name, address)):
                connection.execute("DELETE FROM failures WHERE who = ?", (who,))
            for who in (self._address(address), self._networks(name)):
                connection.execute("UPDATE failures SET count = count - 1 WHERE who = ?", (who,))

    def forget(self, name: str) -> None:
        """An administrator says that this user may try again at once, from anywhere."""
        whole = self._name(name)
        with self._ready().write() as connection:
            connection.execute("DELETE FROM failures WHERE who = ?", (whole,))
            connection.execute("DELETE FROM failures WHERE who LIKE ?", (f"{whole}:%",))

    def count(self, name: str) -> int:
        """Failed logins of this name in a row."""
        rows = self._ready().rows(
            "SELECT count FROM failures WHERE who = ? AND last >= ?",
            (self._name(name), int(self._now()) - _FORGOTTEN_SECONDS),
        )
        return int(rows[0][0]) if rows else 0

    def _name(self, name: str) -> str:
        return self._hashed("name", key_of(name))

    def _pair(self, name: str, address: str) -> str:
        """The name in the network of the address."""
        return f"{self._name(name)}:{self._address(address)}"

    def _networks(self, name: str) -> str:
        """All networks that failed with the name."""
        return f"{self._name(name)}:"

    def _address(self, address: str) -> str:
        return self._hashed("address", _network(address))

    def _hashed(self, kind: str, word: str) -> str:
        """What is typed for a name may be a password, so none is kept as it came."""
        message = f"{kind}:{word}".encode("utf-8", "replace")
        return hmac.new(self._secret().encode(), message, hashlib.sha256).hexdigest()


def _found(connection: sqlite3.Connection, who: str) -> tuple[int, int] | None:
    """How often it failed, and when last."""
    sql = "SELECT count, last FROM failures WHERE who = ?"
    row: tuple[int, int] | None = connection.execute(sql, (who,)).fetchone()
    return row


def _wait(count: int, free: int) -> int:
    over = count - free
    return 0 if over < 0 else min(_FIRST_SECONDS * 2 ** min(over, _STEPS), _LONGEST_SECONDS)


def _network(address: str) -> str:
    """One customer of a provider has 2^64 addresses of IPv6, and counts as one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(int(found) >> 64) if isinstance(found, IPv6Address) else address
