"""`cancu figures`: the ledger by indicator, unit, period, role and body in charge."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.roles import role_name, role_names

if TYPE_CHECKING:
    from ui.figures import Entry

_SHOWN = ("indicator", "value", "role", "period", "owner", "source")
_USAGE_ERROR = 2


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """What a figure must be, and the form of the list."""
    group.add_argument("--indicator", default="", help=say("ui.indicator", language))
    group.add_argument("--unit", default="", help=say("ui.unit_filter", language))
    group.add_argument("--period", default="", help=say("ui.period", language))
    roles = role_names(language)
    group.add_argument("--role", default="", help=say("ui.role", language, roles=roles))
    group.add_argument("--owner", default="", help=say("ui.owner", language))
    form = group.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=say("ui.json", language))
    form.add_argument("--csv", action="store_true", help=say("ui.csv", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Prints the list; an empty one is no error, a condition that cannot be meant is 2."""
    from ui.figures import find
    from ui.filters import read_filters
    from vectorstore.store import Store

    with Store.open(settings.data, settings.embeddings) as store:
        try:
            wanted = read_filters(vars(arguments), store.catalog, date.today(), settings.language)
        except CancuError as error:
            sys.stderr.write(error.sentence(settings.language) + "\n")
            return _USAGE_ERROR
        entries = find(store.catalog, wanted).entries
    _print(entries, arguments, settings.language)
    return 0


def _print(entries: Sequence["Entry"], arguments: argparse.Namespace, language: Language) -> None:
    from ui.figures import COLUMNS, as_json
    from ui.sheet import as_csv

    rows = [as_json(entry) for entry in entries]
    if not rows and not arguments.json and not arguments.csv:
        sys.stderr.write(say("ui.no_figures", language) + "\n")
    elif arguments.json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    elif arguments.csv:
        sys.stdout.write(as_csv(COLUMNS, (row.values() for row in rows)))
    else:
        _show(entries, language)


def _show(entries: Sequence["Entry"], language: Language) -> None:
    from assistant.naming import value, when
    from ui.terminal import show_table

    titles = [say(f"ui.column_{column}", language) for column in _SHOWN]
    rows = [
        (
            *(e.figure.indicator, value(e.figure), role_name(e.figure.role, language)),
            *(when(e.figure.period, language), e.figure.owner, e.record.source),
        )
        for e in entries
    ]
    show_table(titles, rows)
