"""`cancu backup`: the data folder as one file, while the server goes on."""

import argparse
import sys
from pathlib import Path

from assistant.settings import Settings
from prompts import Language, say


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """Where the copy goes."""
    group.add_argument("file", type=Path, help=say("running.backup_file", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 once the file is whole; CancuError where it cannot be."""
    from ui.backup import back_up

    made = back_up(arguments.file, settings)
    told = say(
        "running.backup_made",
        settings.language,
        path=arguments.file,
        files=made.files,
        megabytes=f"{made.size / 1e6:.1f}",
        probes=made.probes,
    )
    sys.stderr.write(told + "\n")
    return 0
