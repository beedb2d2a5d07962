"""`cancu audit`: who asked what and what was done, as a list or a sheet; an answer asked again."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from assistant.settings import Settings
from prompts import Language, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.audit.again import Again
    from ui.audit.entry import Entry
    from ui.audit.log import AuditLog

_SHOWN = 90  # characters of a question in the list
_LISTED = 50  # entries that fit a screen; the files hold all


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """Which entries, and in which form; or which answer is asked for again."""
    from ui.audit.event import Event

    events = ", ".join(Event)
    group.add_argument("--from", dest="first", default="", help=say("audit.from", language))
    group.add_argument("--to", dest="last", default="", help=say("audit.to", language))
    group.add_argument("--event", default="", help=say("audit.event", language, events=events))
    form = group.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=say("ui.json", language))
    form.add_argument("--csv", action="store_true", help=say("ui.csv", language))
    form.add_argument("--again", metavar="ID", default="", help=say("audit.again", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0; with --again 1 where today's answer is another one."""
    from ui.audit.log import AuditLog, wanted

    log = AuditLog(settings.data, settings.audit_months)
    if arguments.again:
        return _ask_again(log, arguments.again, settings)
    asked = wanted(arguments.first, arguments.last, arguments.event)
    if arguments.json or arguments.csv:
        _print(log.every(asked), arguments.csv)
    else:
        _show(log.entries(asked, _LISTED), log.count(asked), settings.language)
    return 0


def _print(entries: "Iterable[Entry]", is_csv: bool) -> None:
    from ui.audit.entry import COLUMNS, in_cells, to_json
    from ui.sheet import as_csv

    if is_csv:
        sys.stdout.write(as_csv(COLUMNS, map(in_cells, entries)))
    else:
        rows = [to_json(entry) for entry in entries]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")


def _show(entries: "Iterable[Entry]", total: int, language: Language) -> None:
    from ui.terminal import show_table

    titles = [say(f"audit.column_{name}", language) for name in ("at", "event", "who", "about")]
    rows = [
        (
            one.at,
            say(f"audit.event_{one.event}", language),
            " · ".join(filter(None, (one.who or one.via, one.address))),
            " · ".join(filter(None, (one.status, (one.question or one.about)[:_SHOWN], one.id))),
        )
        for one in entries
    ]
    if rows:
        show_table(titles, rows)
    sys.stderr.write(say("audit.listed", language, shown=len(rows), total=total) + "\n")


def _ask_again(log: "AuditLog", entry_id: str, settings: Settings) -> int:
    from ui.audit.again import asked_again
    from vectorstore.store import Store

    with Store.open(settings.data, settings.embeddings) as store:
        again = asked_again(log, entry_id, store)
    sys.stdout.write("\n".join(_told(again, settings.language)) + "\n")
    return int(not again.is_same)


def _told(again: "Again", language: Language) -> list[str]:
    key = "same" if again.is_same else "differs"
    kept = again.entry
    lines = [say(f"audit.again_{key}", language, at=kept.at, question=kept.question)]
    if not again.same_answer:
        lines += [say("audit.then", language, answer=kept.answer)]
        lines += [say("audit.now", language, answer=again.answer.text)]
    for cited, fate in again.fates:
        name = cited.number or cited.source or cited.id
        lines.append(say(f"audit.fate_{fate}", language, document=name))
    if "***" in kept.question:
        lines.append(say("audit.was_masked", language))
    return lines
