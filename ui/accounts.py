"""Accounts in words, for the terminal and for the page of the administrator alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from assistant.settings import LOOPBACK, Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.access import Access
from ui.access.records import ApiKey, Site, state_of
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
    role: str = ""


def rows(kind: str, access: Access, language: Language) -> list[Row]:
    """All that there are of "user", "key" or "site", their cells in the order of `titles`."""
    return list(_ROWS[kind](access, language)) if access.is_made else []


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


def _users(access: Access, language: Language) -> Iterator[Row]:
    for user in access.users.every():
        state = say(f"access.state_{state_of(user, access.now())}", language)
        failed = access.failures.count(user.name)
        seen = _moment(user.seen, language)
        role = say(f"access.role_name_{user.role}", language)
        cells = (user.name, role, state, seen, str(failed) if failed else "")
        yield Row(user.name, cells, not user.is_disabled, user.role.value)


def _keys(access: Access, language: Language) -> Iterator[Row]:
    for key in access.keys.every():
        state, used = _standing(key, language), _moment(key.used, language)
        role = say(f"access.role_name_{key.role}", language)
        cells = (key.id, key.name, role, f"…{key.last4}", state, used)
        yield Row(key.id, cells, not key.is_revoked)


def _sites(access: Access, language: Language) -> Iterator[Row]:
    for site in access.all_sites.every():
        cells = (site.id, site.name, ", ".join(site.origins), _standing(site, language))
        yield Row(site.id, cells, not site.is_revoked)


_ROWS: dict[str, Callable[[Access, Language], Iterator[Row]]] = {
    "user": _users,
    "key": _keys,
    "site": _sites,
}


def _standing(one: ApiKey | Site, language: Language) -> str:
    return say(f"access.state_{'revoked' if one.is_revoked else 'open'}", language)


def _moment(seconds: int | None, language: Language) -> str:
    if seconds is None:
        return say("access.never", language)
    return f"{datetime.fromtimestamp(seconds):%H:%M %d/%m/%Y}"
