"""`cancu key`: keys of programs, for whoever sits at the machine."""

import argparse

from assistant.settings import Settings
from prompts import Language, say
from ui.account_steps import Asked
from ui.accounts import PROGRAMS
from ui.commands.accounts import ended, listed

_ACTIONS = ("list", "add", "revoke")


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """What to do, and with which key."""
    group.add_argument("action", choices=_ACTIONS, help=say("access.key_action", language))
    group.add_argument("name", nargs="?", default="", help=say("access.key_name", language))
    known = ", ".join(PROGRAMS)
    group.add_argument("--role", default="", help=say("access.role_option", language, known=known))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when it is done; the new key is the one line on standard output."""
    if arguments.action == "list":
        return listed("key", settings)
    return ended(f"key {arguments.action}", settings, Asked(arguments.name, arguments.role))
