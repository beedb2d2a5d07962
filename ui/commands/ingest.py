"""`cancu ingest`: files and folders into the store."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ingest.document import Shelf
from ingest.text import nfc
from prompts import Language, say

if TYPE_CHECKING:
    from vectorstore.intake import Summary


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """What to read, and who may see it."""
    group.add_argument("path", type=Path, nargs="+", help=say("ui.path", language))
    group.add_argument(
        "--shelf",
        choices=[shelf.value for shelf in Shelf],
        default=Shelf.INTERNAL.value,
        help=say("ui.shelf", language),
    )
    group.add_argument("--json", action="store_true", help=say("ui.json", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """1 where a path that was named cannot be read, or nothing could; a bad file among good ones
    of a folder is told and costs nothing else."""
    from ui.intake import read_in, summary_json

    summary = read_in(arguments.path, Shelf(arguments.shelf), settings)
    if arguments.json:
        told = summary_json(summary, settings.language)
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    return int(_is_failure(summary, arguments.path))


def _is_failure(summary: "Summary", paths: list[Path]) -> bool:
    from vectorstore.intake import Outcome

    named = {nfc(path.name) for path in paths if not path.is_dir()}
    failed = summary.of(Outcome.FAILED)
    held_back = summary.of(Outcome.FAILED, Outcome.SKIPPED)
    return any(row.path in named for row in held_back) or (
        bool(failed) and len(held_back) == len(summary.rows)
    )
