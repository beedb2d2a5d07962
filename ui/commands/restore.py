"""`cancu restore`: a copy of a data folder back in place, once it answers as its original did."""

import argparse
import sys
from pathlib import Path

from assistant.settings import Settings
from prompts import Language, say


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """Which copy; it goes where the settings say that the data lie."""
    group.add_argument("file", type=Path, help=say("running.restore_file", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 once it is in place and answers the same; 1 where it is in place and could not be asked.

    CancuError, and nothing in place, for anything else.
    """
    from ui.backup import Held, restore

    done, language = restore(arguments.file, settings), settings.language
    told = [
        say("running.restored", language, folder=settings.data, made=done.made),
        say(
            f"running.restored_{done.held}",
            language,
            probes=done.probes,
            same=done.probes - len(done.differing),
            reason=done.reason.sentence(language) if done.reason else "",
        ),
        *(f"  - {question}" for question in done.differing),
        *([say("running.restored_accounts", language)] if done.has_accounts else []),
    ]
    sys.stderr.write("\n".join(told) + "\n")
    return int(done.held is Held.UNASKED)
