"""`cancu key`: keys of programs, for whoever sits at the machine."""

import argparse
import sys

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.access import Access
from ui.accounts import PROGRAMS, key_rows, read_role, titles
from ui.terminal import show_table

_ACTIONS = ("list", "add", "revoke")


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """What to do, and with which key."""
    group.add_argument("action", choices=_ACTIONS, help=say("access.key_action", language))
    group.add_argument("name", nargs="?", default="", help=say("access.key_name", language))
    known = ", ".join(PROGRAMS)
    group.add_argument("--role", default="", help=say("access.role_option", language, known=known))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when it is done; the new key is the one line on standard output."""
    access, language = Access(settings.data), settings.language
    if arguments.action == "list":
        _list(access, language)
        return 0
    if not arguments.name:
        raise CancuError("access.name_missing", command=f"cancu key {arguments.action}")
    if arguments.action == "add":
        _, token = access.keys.add(arguments.name, read_role(arguments.role, PROGRAMS))
        sys.stdout.write(token + "\n")
    else:
        access.keys.revoke(arguments.name)
    sys.stderr.write(say(f"access.key_{arguments.action}_done", language) + "\n")
    return 0


def _list(access: Access, language: Language) -> None:
    if rows := key_rows(access, language):
        show_table(titles("key", language), [row.cells for row in rows])
    else:
        sys.stderr.write(say("access.no_keys", language) + "\n")
