"""`cancu remove`: one document out of the store; its file stays where it is."""

import argparse
import sys

from assistant.settings import Settings
from prompts import Language, say


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """Which document."""
    group.add_argument("id", help=say("ui.document_id", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when it is gone; CancuError where there is none of this id."""
    from vectorstore.intake import remove
    from vectorstore.store import Mode, Store

    with Store.open(settings.data, settings.embeddings, Mode.WRITE) as store:
        record = remove(arguments.id, store)
    sys.stderr.write(say("ui.removed", settings.language, source=record.source) + "\n")
    return 0
