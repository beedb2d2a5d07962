"""`cancu documents`: what the store holds, or the text of one document."""

import argparse
import json
import sys
from typing import Any

from assistant.settings import Settings
from ingest.document import Document
from prompts import Language, say

_SHOWN = ("document_id", "number", "type", "unit", "issued", "pages", "findings", "source")
_TITLES = {"document_id": "id", "source": "file"}


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """A list in one of two forms, or one document."""
    form = group.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=say("ui.json", language))
    form.add_argument("--show", metavar="ID", help=say("ui.show", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Prints the list, or the text as read."""
    from ui.library import Library
    from vectorstore.store import Store

    with Store.open(settings.data, settings.embeddings) as store:
        library = Library(store.catalog)
        if arguments.show:
            _show(library.document(arguments.show))
        else:
            _list(library.documents(), settings.language, as_json=arguments.json)
    return 0


def _show(document: Document) -> None:
    for block in document.blocks:
        sys.stdout.write(block.text + "\n")


def _list(documents: list[dict[str, Any]], language: Language, *, as_json: bool) -> None:
    from ui.terminal import show_table

    if as_json:
        sys.stdout.write(json.dumps(documents, ensure_ascii=False, indent=2) + "\n")
    elif not documents:
        sys.stderr.write(say("ui.library_empty", language) + "\n")
    else:
        titles = [say(f"ui.{_TITLES.get(column, column)}", language) for column in _SHOWN]
        show_table(titles, [[_cell(document[c]) for c in _SHOWN] for document in documents])


def _cell(value: object) -> str:
    """Findings as their number; what is not known as nothing."""
    return str(len(value)) if isinstance(value, list) else "" if value is None else str(value)
