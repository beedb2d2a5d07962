"""`cancu site`: web sites that may hold the widget, for whoever sits at the machine."""

import argparse
import sys

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.access.access import Access
from ui.accounts import base_url, site_rows, titles, widget_line
from ui.terminal import show_table

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
    access, language = Access(settings.data), settings.language
    if arguments.action == "list":
        _list(access, language)
        return 0
    if not arguments.name:
        raise CancuError("access.name_missing", command=f"cancu site {arguments.action}")
    if arguments.action == "add":
        site = access.all_sites.add(arguments.name, arguments.origin, arguments.language)
        sys.stdout.write(widget_line(site, base_url(settings)) + "\n")
    else:
        access.all_sites.revoke(arguments.name)
    sys.stderr.write(say(f"access.site_{arguments.action}_done", language) + "\n")
    return 0


def _list(access: Access, language: Language) -> None:
    if rows := site_rows(access, language):
        show_table(titles("site", language), [row.cells for row in rows])
    else:
        sys.stderr.write(say("access.no_sites", language) + "\n")
