"""`cancu eval`: a set of questions over a folder of documents, scored."""

import argparse
import sys
from pathlib import Path

from assistant.settings import Settings
from prompts import Language, say


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """The questions, the documents and where the results go."""
    group.add_argument("cases", type=Path, help=say("ui.cases", language))
    group.add_argument("--corpus", type=Path, required=True, help=say("ui.corpus", language))
    group.add_argument("--out", type=Path, required=True, help=say("ui.out", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when the results are written; CancuError where one of the three cannot be used."""
    from evals.run import run as evaluate

    evaluate(arguments.cases, arguments.corpus, arguments.out, settings, _tell)
    return 0


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
