"""Reading documents in, with a bar while it runs and a table when it is done."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from ingest.document import Shelf
from prompts import Language, say
from ui.stopped import listening
from ui.terminal import progress, show_table
from vectorstore.intake import FileRow, Outcome, Summary, ingest
from vectorstore.store import Mode, Store

# Of a folder read again only what is news is listed; the rest is counted.
_QUIET = (Outcome.UNCHANGED, Outcome.SKIPPED)


def read_in(paths: Iterable[Path], shelf: Shelf, settings: Settings) -> Summary:
    """Takes the files and folders in; what became of them is told on standard error.

    Stopped where SIGTERM or Ctrl-C came: the file in hand is finished, the next run goes on.
    """
    language = settings.language
    with (
        listening() as heard,
        Store.open(settings.data, settings.embeddings, Mode.WRITE) as store,
        progress(language) as report,
    ):
        summary = ingest(paths, shelf, store, heard.between(report))
    _tell(summary, language)
    return summary


def summary_json(summary: Summary, language: Language) -> list[dict[str, Any]]:
    """What became of every file, as plain data."""
    return [
        {
            "path": row.path,
            "outcome": row.outcome.value,
            "document_id": row.document_id or None,
            "reason": row.reason.sentence(language) if row.reason else None,
            "pages": row.pages,
            "chunks": row.chunks,
            "figures": row.figures,
            "findings": row.findings,
        }
        for row in summary.rows
    ]


def _tell(summary: Summary, language: Language) -> None:
    """The table of what is news, a sentence for each file that was not simply read, the counts."""
    news = [row for row in summary.rows if row.outcome not in _QUIET]
    if news:
        titles = ("file", "outcome", "pages", "chunks", "figures", "findings")
        rows = [_cells(row, language) for row in news]
        show_table([say(f"ui.{title}", language) for title in titles], rows, stderr=True)
    for row in summary.rows:
        if row.reason:
            sys.stderr.write(row.reason.sentence(language) + "\n")
    counts = [
        f"{summary.count(outcome)} {say(f'ui.outcome_{outcome}', language)}"
        for outcome in Outcome
        if summary.count(outcome)
    ]
    sys.stderr.write(say("ui.ingested", language, counts=", ".join(counts) or "0") + "\n")


def _cells(row: FileRow, language: Language) -> tuple[str, ...]:
    numbers = (row.chunks, row.figures, row.findings) if row.chunks else ("", "", "")
    pages = "" if row.pages is None else str(row.pages)
    return (row.path, say(f"ui.outcome_{row.outcome}", language), pages, *map(str, numbers))
