"""`cancu reindex`: the search indexes built again from the catalog."""

import argparse
import sys

from assistant.settings import Settings
from prompts import Language, say


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """It takes none."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when the new indexes have taken the place of the old."""
    from ui.terminal import progress
    from vectorstore.intake import reindex
    from vectorstore.store import Mode, Store

    with (
        Store.open(settings.data, settings.embeddings, Mode.WRITE) as store,
        progress(settings.language) as report,
    ):
        reindex(store, report)
        documents = len(store.catalog.documents())
    sys.stderr.write(say("ui.reindexed", settings.language, documents=documents) + "\n")
    return 0
