"""`cancu doctor`: what is right, what to look at, what is wrong, and what to do about it."""

import argparse
import json
import sys

from assistant.settings import Settings
from prompts import Language, say


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """The form of the list."""
    group.add_argument("--json", action="store_true", help=say("ui.json", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """1 where something is wrong that keeps people from their answers, else 0."""
    from ui.doctor import Level, examine
    from ui.terminal import show_table

    language, found = settings.language, examine(settings)
    if arguments.json:
        told = [
            {"check": one.name, "level": one.level, "detail": one.sentence(language)}
            for one in found
        ]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        titles = [
            say(f"running.doctor_{title}", language) for title in ("check", "level", "detail")
        ]
        rows = [
            (
                say(f"running.doctor_{one.name}", language),
                say(f"running.doctor_{one.level}", language),
                one.sentence(language),
            )
            for one in found
        ]
        show_table(titles, rows)
    return int(any(one.level is Level.BAD for one in found))
