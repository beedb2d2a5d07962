"""`cancu check`: what is wrong with a draft or a paper, with places, rules and suggestions."""

import argparse
import json
import sys
from pathlib import Path

from assistant.settings import Settings
from prompts import Language, say


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """The file, and the form of the list."""
    group.add_argument("file", type=Path, help=say("ui.check_file", language))
    group.add_argument("--json", action="store_true", help=say("ui.json", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 once the file was checked, with faults and without; CancuError where it cannot be read."""
    from assistant.checking.fault_json import as_json
    from ui.checked import as_text, check_file, stored

    language = settings.language
    with stored(settings) as catalog:
        checked = check_file(arguments.file, language, catalog)
    told = (
        json.dumps(as_json(checked, language), ensure_ascii=False, indent=2)
        if arguments.json
        else as_text(checked, language)
    )
    sys.stdout.write(told + "\n")
    return 0
