"""Accounts in words, for the terminal and for the page of the administrator alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assistant.settings import LOOPBACK, Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.access import Access
from ui.access.records import ApiKey, Site, User, state_of
from ui.access.visitor import AccessRole

PEOPLE = (AccessRole.STAFF, AccessRole.EDITOR, AccessRole.ADMIN)  # the public does not log in
PROGRAMS = (AccessRole.PUBLIC, AccessRole.STAFF, AccessRole.EDITOR)
_PORT = 8000


@dataclass(frozen=True, slots=True)
class Row:
    """One account, key or site: what names it to the program, and its cells in words."""

    id: str
    cells: tuple[str, ...]
    is_open: bool  # not disabled, not revoked


def user_rows(access: Access, language: Language) -> list[Row]:
    """Name, role, state, last login, failed logins in a row."""
    return [
        Row(user.name, _user_cells(user, access, language), not user.is_disabled)
        for user in (access.users.every() if access.is_made else ())
    ]


def key_rows(access: Access, language: Language) -> list[Row]:
    """Id, name, role, last letters, state, last use."""
    return [
        Row(key.id, _key_cells(key, language), not key.is_revoked)
        for key in (access.keys.every() if access.is_made else ())
    ]


def site_rows(access: Access, language: Language) -> list[Row]:
    """Id, name, addresses, state."""
    return [
        Row(site.id, _site_cells(site, language), not site.is_revoked)
        for site in (access.all_sites.every() if access.is_made else ())
    ]


def titles(kind: str, language: Language) -> list[str]:
    """What the cells of "user", "key" or "site" are headed by."""
    return [say(f"access.column_{column}", language) for column in _COLUMNS[kind]]


_COLUMNS = {
    "user": ("name", "role", "state", "seen", "failed"),
    "key": ("id", "name", "role", "last4", "state", "used"),
    "site": ("id", "name", "origins", "state"),
}


def read_role(text: str, allowed: Iterable[AccessRole]) -> AccessRole:
    """The role as typed; CancuError for one that is not to be given here."""
    found = {role.value: role for role in allowed}
    if text.strip().lower() not in found:
        raise CancuError("access.bad_role", value=text, known=", ".join(found))
    return found[text.strip().lower()]


def role_said(role: AccessRole, language: Language) -> str:
    """A role in words, with what it may do."""
    return say(f"access.role_{role}", language)


def base_url(settings: Settings) -> str:
    """Where people open the page: the first address of CANCU_URL, else this machine's usual one."""
    return settings.urls[0] if settings.urls else f"http://{LOOPBACK}:{_PORT}"


def widget_line(site: Site, base: str) -> str:
    """The line of HTML that puts the widget on the site's pages."""
    return f'<script src="{base}/widget.js" data-site="{site.id}" async></script>'


def _user_cells(user: User, access: Access, language: Language) -> tuple[str, ...]:
    state = say(f"access.state_{state_of(user, access.now())}", language)
    failed = access.failures.count(user.name)
    seen = _moment(user.seen, language)
    return user.name, user.role.value, state, seen, str(failed) if failed else ""


def _key_cells(key: ApiKey, language: Language) -> tuple[str, ...]:
    state = say(f"access.state_{'revoked' if key.is_revoked else 'open'}", language)
    used = _moment(key.used, language)
    return key.id, key.name, key.role.value, f"…{key.last4}", state, used


def _site_cells(site: Site, language: Language) -> tuple[str, ...]:
    state = say(f"access.state_{'revoked' if site.is_revoked else 'open'}", language)
    return site.id, site.name, ", ".join(site.origins), state


def _moment(seconds: int | None, language: Language) -> str:
    if seconds is None:
        return say("access.never", language)
    return f"{datetime.fromtimestamp(seconds):%H:%M %d/%m/%Y}"
