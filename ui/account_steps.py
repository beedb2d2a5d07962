"""What an administrator does with accounts, from the terminal and from the page alike.

Each step gives back what is shown this once: a link, a key, a line of HTML; "" for nothing.
CancuError where it must not be done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language
from ui.access.access import Access
from ui.access.login import invite
from ui.accounts import PEOPLE, PROGRAMS, base_url, read_role, widget_line


@dataclass(frozen=True, slots=True)
class Asked:
    """A step as it is asked for. `name` is a user's name, a new key's or site's, or an id."""

    name: str
    role: str = ""
    origins: Sequence[str] = ()
    language: Language = "vi"


Step = Callable[[Access, Settings, Asked], str]


def take(step: str, access: Access, settings: Settings, asked: Asked) -> str:
    """The step called "user add", "key revoke" …, done."""
    if not asked.name.strip():
        raise CancuError("access.name_missing")
    return _STEPS[step](access, settings, asked)


def is_step(step: str) -> bool:
    """True for what `take` knows."""
    return step in _STEPS


# What cannot be taken back by the next click is asked once more.
HARMFUL = frozenset({"user disable", "user role", "key revoke", "site revoke"})


def _user_add(access: Access, settings: Settings, asked: Asked) -> str:
    access.users.add(asked.name, read_role(asked.role, PEOPLE))
    return _user_reset(access, settings, asked)


def _user_reset(access: Access, settings: Settings, asked: Asked) -> str:
    return base_url(settings) + invite(access, asked.name)


def _user_role(access: Access, settings: Settings, asked: Asked) -> str:
    access.users.set_role(asked.name, read_role(asked.role, PEOPLE))
    return ""


def _user_disable(access: Access, settings: Settings, asked: Asked) -> str:
    access.users.disable(asked.name)
    return ""


def _user_enable(access: Access, settings: Settings, asked: Asked) -> str:
    access.users.enable(asked.name)
    access.failures.forget(asked.name)
    return ""


def _key_add(access: Access, settings: Settings, asked: Asked) -> str:
    return access.keys.add(asked.name, read_role(asked.role, PROGRAMS))[1]


def _key_revoke(access: Access, settings: Settings, asked: Asked) -> str:
    access.keys.revoke(asked.name)
    return ""


def _site_add(access: Access, settings: Settings, asked: Asked) -> str:
    site = access.all_sites.add(asked.name, asked.origins, asked.language)
    return widget_line(site, base_url(settings))


def _site_revoke(access: Access, settings: Settings, asked: Asked) -> str:
    access.all_sites.revoke(asked.name)
    return ""


_STEPS: dict[str, Step] = {
    "user add": _user_add,
    "user role": _user_role,
    "user disable": _user_disable,
    "user enable": _user_enable,
    "user reset": _user_reset,
    "key add": _key_add,
    "key revoke": _key_revoke,
    "site add": _site_add,
    "site revoke": _site_revoke,
}
