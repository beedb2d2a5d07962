"""The people who may log in: added, given roles, shut out, let in again."""

from collections.abc import Callable
from typing import Any

from ingest.errors import CancuError
from ingest.text import tidy
from ui.access.records import User
from ui.access.visitor import AccessRole
from vectorstore.database import Database

_LONGEST = 64  # characters of a name
_COLUMNS = "name, role, created, seen, awake, disabled, password <> ''"
_ADMINS = "SELECT count(*) FROM users WHERE role = 'admin' AND NOT disabled AND password <> ''"


class Users:
    """Reads and writes the table of users. There is always an administrator who can log in: a
    step that would leave none is refused, a CancuError."""

    def __init__(self, ready: Callable[[], Database], now: Callable[[], float]) -> None:
        self._ready = ready
        self._now = now

    def every(self) -> tuple[User, ...]:
        """All of them by name, those shut out too."""
        return tuple(map(_user, self._ready().rows(f"SELECT {_COLUMNS} FROM users ORDER BY key")))

    def find(self, name: str) -> User | None:
        """The user of this name, whatever its capitals; None where there is none."""
        sql = f"SELECT {_COLUMNS} FROM users WHERE key = ?"
        return next(map(_user, self._ready().rows(sql, (key_of(name),))), None)

    def get(self, name: str) -> User:
        """The user of this name; CancuError where there is none."""
        found = self.find(name)
        if found is None:
            raise CancuError("access.unknown_user", name=name)
        return found

    def add(self, name: str, role: AccessRole) -> User:
        """A new user without a password yet; the first one has to be an administrator."""
        name, now = read_name(name), int(self._now())
        with self._ready().write() as connection:
            if connection.execute("SELECT 1 FROM users WHERE key = ?", (key_of(name),)).fetchone():
                raise CancuError("access.name_taken", name=name)
            is_first = connection.execute("SELECT 1 FROM users").fetchone() is None
            if is_first and role is not AccessRole.ADMIN:
                raise CancuError("access.first_is_admin")
            connection.execute(
                "INSERT INTO users (key, name, role, created, awake) VALUES (?, ?, ?, ?, ?)",
                (key_of(name), name, role, now, now),
            )
        return self.get(name)

    def set_role(self, name: str, role: AccessRole) -> None:
        """Another role; who is logged in has to log in again."""
        self._change(name, "role = ?", (role,), is_last=role is not AccessRole.ADMIN)

    def disable(self, name: str) -> None:
        """Shut out, at once."""
        self._change(name, "disabled = 1", (), is_last=True)

    def enable(self, name: str) -> None:
        """Let in again, with the password that was set."""
        self._change(name, "disabled = 0, awake = ?", (int(self._now()),), is_last=False)

    def set_password(self, name: str, made: str) -> None:
        """The hash of a new password; who is logged in has to log in again."""
        self._change(name, "password = ?, awake = ?", (made, int(self._now())), is_last=False)

    def password(self, name: str) -> str:
        """The hash that is kept; "" where none is set or nobody is called so."""
        sql = "SELECT password FROM users WHERE key = ?"
        return str(next((row[0] for row in self._ready().rows(sql, (key_of(name),))), ""))

    def greet(self, name: str) -> None:
        """Notes that somebody logged in."""
        now = int(self._now())
        with self._ready().write() as connection:
            connection.execute(
                "UPDATE users SET seen = ?, awake = ? WHERE key = ?", (now, now, key_of(name))
            )

    def is_last_admin(self, user: User) -> bool:
        """True for the one administrator who can still log in."""
        can = user.may_log_in and user.role is AccessRole.ADMIN
        return can and self._ready().rows(_ADMINS)[0][0] == 1

    def _change(self, name: str, change: str, values: tuple[object, ...], is_last: bool) -> None:
        """`is_last`: refuse it where it would take the last administrator away."""
        key = key_of(self.get(name).name)
        with self._ready().write() as connection:
            had = connection.execute(_ADMINS).fetchone()[0]
            connection.execute(f"UPDATE users SET {change} WHERE key = ?", (*values, key))
            if is_last and had and not connection.execute(_ADMINS).fetchone()[0]:
                raise CancuError("access.last_admin", name=name)
            connection.execute("DELETE FROM sessions WHERE user = ?", (key,))


def key_of(name: str) -> str:
    """What tells names apart: "Lan" and "LAN" are one, "Lan" and "Lân" are two."""
    return tidy(name).casefold()


def read_name(text: str) -> str:
    """A name as it is kept; CancuError where nobody can be called so."""
    name = tidy(text)
    if not 2 <= len(name) <= _LONGEST or not name.isprintable() or not name[0].isalnum():
        raise CancuError("access.bad_name", name=name[:_LONGEST], most=_LONGEST)
    return name


def _user(row: tuple[Any, ...]) -> User:
    name, role, created, seen, awake, disabled, has_password = row
    return User(name, AccessRole(role), created, seen, awake, bool(disabled), bool(has_password))
