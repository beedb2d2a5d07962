"""`cancu user`: the people who may log in, for whoever sits at the machine."""

import argparse

from assistant.settings import Settings
from prompts import Language, say
from ui.account_steps import Asked
from ui.accounts import PEOPLE
from ui.commands.accounts import ended, listed

_ACTIONS = ("list", "add", "role", "disable", "enable", "reset")


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """What to do, and with whom."""
    group.add_argument("action", choices=_ACTIONS, help=say("access.user_action", language))
    group.add_argument("name", nargs="?", default="", help=say("access.user_name", language))
    known = ", ".join(PEOPLE)
    group.add_argument("--role", default="", help=say("access.role_option", language, known=known))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when it is done; a one-time link is the one line on standard output."""
    if arguments.action == "list":
        return listed("user", settings)
    return ended(f"user {arguments.action}", settings, Asked(arguments.name, arguments.role))
