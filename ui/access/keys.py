"""Keys of programs: shown once, kept as their hash, revoked for good."""

from collections.abc import Callable
from typing import Any

from ingest.errors import CancuError
from ui.access.records import ApiKey
from ui.access.tokens import hashed, new_id, new_token
from ui.access.users import read_name
from ui.access.visitor import AccessRole
from vectorstore.database import Database

PREFIX = "cancu_"  # so that a scan for secrets finds one in somebody's program
_NOTED_SECONDS = 60  # how exactly the last use is known
_COLUMNS = "id, name, role, last4, created, used, revoked"


class Keys:
    """Reads and writes the table of keys."""

    def __init__(self, ready: Callable[[], Database], now: Callable[[], float]) -> None:
        self._ready = ready
        self._now = now

    def every(self) -> tuple[ApiKey, ...]:
        """All of them, the newest first, those revoked too."""
        sql = f"SELECT {_COLUMNS} FROM keys ORDER BY created DESC, id"
        return tuple(map(_key, self._ready().rows(sql)))

    def add(self, name: str, role: AccessRole) -> tuple[ApiKey, str]:
        """A new key and what opens, which cannot be shown again; an administrator's is refused:
        accounts are a person's affair."""
        if role is AccessRole.ADMIN:
            raise CancuError("access.no_admin_key")
        name, token, key_id = read_name(name), new_token(PREFIX), new_id("k_")
        now = int(self._now())
        with self._ready().write() as connection:
            connection.execute(
                "INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, NULL, 0)",
                (key_id, hashed(token), name, role, token[-4:], now),
            )
        return ApiKey(key_id, name, role, token[-4:], now, None, False), token

    def find(self, token: str) -> ApiKey | None:
        """The key that this opens with; None for one that is revoked or was never made."""
        sql = f"SELECT {_COLUMNS} FROM keys WHERE hash = ? AND NOT revoked"
        found = next(map(_key, self._ready().rows(sql, (hashed(token),))), None)
        now = int(self._now())
        if found and (found.used is None or now - found.used >= _NOTED_SECONDS):
            self._change("used = ?", now, found.id)
        return found

    def revoke(self, key_id: str) -> ApiKey:
        """Opens nothing any more; CancuError where there is none of this id."""
        found = next((key for key in self.every() if key.id == key_id), None)
        if found is None:
            raise CancuError("access.unknown_key", id=key_id)
        self._change("revoked = ?", 1, key_id)
        return found

    def _change(self, change: str, value: int, key_id: str) -> None:
        with self._ready().write() as connection:
            connection.execute(f"UPDATE keys SET {change} WHERE id = ?", (value, key_id))


def _key(row: tuple[Any, ...]) -> ApiKey:
    key_id, name, role, last4, created, used, revoked = row
    return ApiKey(key_id, name, AccessRole(role), last4, created, used, bool(revoked))
