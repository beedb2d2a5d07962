"""`cancu draft`: a paper drafted from the documents, as a file and kept to go on with."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say

if TYPE_CHECKING:
    from assistant.drafting.keeper import Kept

_COPIES = ("annex", "footnotes", "clean")


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """What is to be drafted, and where it goes."""
    group.add_argument("kind", metavar="KIND", help=say("ui.draft_kind", language))
    group.add_argument("--unit", default="", help=say("ui.draft_unit", language))
    group.add_argument("--year", required=True, help=say("ui.draft_year", language))
    group.add_argument("--topic", default="", help=say("ui.draft_topic", language))
    group.add_argument(
        "--section", action="append", default=[], help=say("ui.draft_section", language)
    )
    group.add_argument("--out", type=Path, required=True, help=say("ui.draft_out", language))
    group.add_argument(
        "--sources", choices=_COPIES, default=_COPIES[0], help=say("ui.draft_sources", language)
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when the file is written; CancuError where something cannot be meant, or not be written."""
    from assistant.drafting.keeper import Keeper
    from assistant.export.copies import Copy
    from assistant.export.saved import check_name, save
    from ui.drafts import checklist_json
    from vectorstore.store import Store

    check_name(arguments.out)
    _check_folder(arguments.out)
    with Store.open(settings.data, settings.embeddings) as store, Keeper(store) as keeper:
        kept = keeper.make(
            arguments.kind,
            arguments.unit or settings.unit,
            arguments.year,
            arguments.topic,
            arguments.section,
        )
    copy = Copy(arguments.sources)
    save(kept.draft, arguments.out, copy, checklist_json(kept.draft, settings.language))
    sys.stdout.write("\n".join(_told(kept, arguments.out, settings.language)) + "\n")
    return 0


def _check_folder(path: Path) -> None:
    """CancuError where nothing can be written: told before the drafting, not after it."""
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise CancuError("ui.draft_folder", path=path)


def _told(kept: "Kept", path: Path, language: Language) -> Iterator[str]:
    """What was drafted, what it stands on, what is open, and where it lies."""
    from assistant.drafting.open_points import counts_told, open_points

    sections = [section.title for section in kept.draft.sections if section.title]
    yield say("ui.draft_made", language, title=kept.title)
    if sections:
        yield say("ui.draft_sections", language, sections="; ".join(sections))
    yield say("ui.draft_stands_on", language, count=len(kept.draft.sources))
    points = counts_told(open_points(kept.draft), language)
    yield say("ui.draft_open", language, points=points)
    yield say("ui.draft_lies", language, path=path)
    yield say("ui.draft_kept", language, id=kept.id, version=kept.version)
