"""`cancu user`: the people who may log in, for whoever sits at the machine."""

import argparse
import sys

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.access import Access
from ui.access.login import invite
from ui.accounts import PEOPLE, base_url, read_role, titles, user_rows
from ui.terminal import show_table

_ACTIONS = ("list", "add", "role", "disable", "enable", "reset")


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """What to do, and with whom."""
    group.add_argument("action", choices=_ACTIONS, help=say("access.user_action", language))
    group.add_argument("name", nargs="?", default="", help=say("access.user_name", language))
    known = ", ".join(PEOPLE)
    group.add_argument("--role", default="", help=say("access.role_option", language, known=known))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when it is done; CancuError where it must not be."""
    access, name = Access(settings.data), arguments.name
    if arguments.action == "list":
        _list(access, settings.language)
        return 0
    if not name:
        raise CancuError("access.name_missing", command=f"cancu user {arguments.action}")
    if arguments.action == "add":
        access.users.add(name, read_role(arguments.role, PEOPLE))
    elif arguments.action == "role":
        access.users.set_role(name, read_role(arguments.role, PEOPLE))
    elif arguments.action == "disable":
        access.users.disable(name)
    elif arguments.action == "enable":
        access.users.enable(name)
        access.failures.forget(name)
    if arguments.action in ("add", "reset"):
        _invite(access, name, settings)
    sys.stderr.write(say(f"access.user_{arguments.action}_done", settings.language) + "\n")
    return 0


def _list(access: Access, language: Language) -> None:
    if rows := user_rows(access, language):
        show_table(titles("user", language), [row.cells for row in rows])
    else:
        sys.stderr.write(say("access.no_users", language) + "\n")


def _invite(access: Access, name: str, settings: Settings) -> None:
    """The link goes to standard output alone, so that it can be handed on."""
    sys.stdout.write(base_url(settings) + invite(access, name) + "\n")
