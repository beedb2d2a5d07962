"""What is kept of people, programs and sites that may come in. Times are seconds since 1970."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from prompts import Language
from ui.access.visitor import AccessRole

HOUR, DAY = 3600, 86_400
# TCVN 14423: an account that nobody has used for 45 days is shut.
IDLE_SECONDS = 45 * DAY


class Purpose(StrEnum):
    """What a one-time link is for."""

    START = "start"  # sets up the first administrator
    PASSWORD = "password"  # lets a user set their own password


@dataclass(frozen=True, slots=True)
class User:
    """A person; nobody is ever taken out of the list, since the record of use names them."""

    name: str
    role: AccessRole
    created: int
    seen: int | None  # logged in last
    awake: int  # created, enabled or logged in last
    is_disabled: bool
    has_password: bool

    @property
    def may_log_in(self) -> bool:
        """A password is set and nobody shut the account; it may have been idle too long."""
        return self.has_password and not self.is_disabled

    def is_idle(self, now: float) -> bool:
        """True where nobody has used the account for 45 days."""
        return now - self.awake > IDLE_SECONDS


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A program's key, without what opens: only its hash is kept, and its last four letters."""

    id: str
    name: str
    role: AccessRole
    last4: str
    created: int
    used: int | None
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class Site:
    """A web site that may hold the widget. `id` is public: it stands in the site's pages."""

    id: str
    name: str
    origins: tuple[str, ...]  # "https://phuong.example", as browsers send them
    language: Language
    created: int
    is_revoked: bool


State = Literal["open", "disabled", "idle", "invited"]


def state_of(user: User, now: float) -> State:
    """Whether the account can be used, and why not."""
    if user.is_disabled:
        return "disabled"
    if not user.has_password:
        return "invited"
    return "idle" if user.is_idle(now) else "open"
