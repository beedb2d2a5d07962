"""`cancu site`: web sites that may hold the widget, for whoever sits at the machine."""

import argparse

from assistant.settings import Settings
from prompts import Language, say
from ui.account_steps import Asked
from ui.commands.accounts import ended, listed

_ACTIONS = ("list", "add", "revoke")


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """What to do, and with which site."""
    group.add_argument("action", choices=_ACTIONS, help=say("access.site_action", language))
    group.add_argument("name", nargs="?", default="", help=say("access.site_name", language))
    group.add_argument(
        "--origin", action="append", default=[], help=say("access.origin_option", language)
    )
    group.add_argument(
        "--language",
        choices=("vi", "en"),
        default="vi",
        help=say("access.language_option", language),
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when it is done; the line of HTML for a new site is the one line on standard output."""
    if arguments.action == "list":
        return listed("site", settings)
    asked = Asked(arguments.name, origins=arguments.origin, language=arguments.language)
    return ended(f"site {arguments.action}", settings, asked)
