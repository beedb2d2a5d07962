"""The story of an evaluation: read the corpus, ask, write down; score what is written; report."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from assistant.build import open_assistant
from assistant.conversation import Citation
from assistant.settings import Settings
from assistant.version import product_version
from evals.case import Case, read_cases
from evals.generate import generate
from evals.lines import read_lines
from evals.machine import machine
from evals.report import page
from evals.score import score_file
from evals.summary import lines, summarize
from ingest.document import ChunkKind, Shelf
from ingest.errors import CancuError
from prompts import Language, say
from vectorstore.catalog import Catalog
from vectorstore.intake import Outcome, Summary, ingest
from vectorstore.records import Filter
from vectorstore.store import Mode, Store

Report = Callable[[str], None]

ANSWERS, SCORES, SUMMARY, REPORT = "answers.jsonl", "scores.jsonl", "summary.json", "report.html"
_TELL_EVERY = 25


def run(cases: Path, corpus: Path, out: Path, settings: Settings, report: Report) -> None:
    """Asks the cases over the corpus and leaves answers, scores, summary and report in `out`.

    The corpus with all its subfolders is taken into the data folder of the settings; the home
    unit is ignored, a case brings its own. `report` hears sentences. CancuError where the case
    file, the corpus or `out` cannot be used, before anything slow begins.
    """
    asked = read_cases(cases)
    _check_folders(corpus, out)
    homeless = replace(settings, unit="")
    documents, chunks = take_in(corpus, homeless, report)
    _ask(asked, out / ANSWERS, homeless, report)
    about = {
        "cases": cases.name,
        "version": product_version(),
        "documents": documents,
        "chunks": chunks,
        "machine": machine(),
    }
    for line in evaluate(asked, out, about, settings.language):
        report(line)
    report(say("evals.written", settings.language, path=out))


def evaluate(
    cases: tuple[Case, ...], out: Path, about: dict[str, Any], language: Language
) -> list[str]:
    """Scores the answers that lie in `out`, writes what follows from them, and gives the table.

    It can be run again over the same answers; `about` says what they were measured on.
    """
    scores = score_file(cases, out / ANSWERS, out / SCORES)
    summary = about | summarize(scores)
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    (out / SUMMARY).write_text(text + "\n", "utf-8")
    html = page(cases, read_lines(out / ANSWERS), scores, summary, language)
    (out / REPORT).write_text(html, "utf-8")
    return lines(summary, language)


def size(catalog: Catalog) -> tuple[int, int]:
    """The number of documents and of chunks that can be found."""
    chunks = catalog.allowed(Filter(kinds=tuple(ChunkKind))) or ()
    return len(catalog.documents()), len(chunks)


def cited_text(catalog: Catalog, citation: Citation) -> str:
    """The cells of the cited row, or else the whole cited block, as the catalog holds them.

    "" where nothing stands there.
    """
    block = catalog.block(citation.document_id, citation.block)
    if block is None:
        return ""
    at = citation.row_index
    if block.table is None or at is None:
        return block.text
    return " | ".join(cell for row in block.table.rows[at : at + 1] for cell in row.cells)


def _check_folders(corpus: Path, out: Path) -> None:
    if not corpus.is_dir():
        raise CancuError("evals.no_corpus", path=corpus)
    if out.exists() and not out.is_dir():
        raise CancuError("evals.out_is_a_file", path=out)
    out.mkdir(parents=True, exist_ok=True)


def take_in(corpus: Path, settings: Settings, report: Report) -> tuple[int, int]:
    """Reads the corpus, says which of its files could not be read, and counts what there is."""
    report(say("evals.reading", settings.language, path=corpus))
    with Store.open(settings.data, settings.embeddings, Mode.WRITE) as store:
        _tell_failed(ingest([corpus], Shelf.INTERNAL, store), settings.language, report)
        return size(store.catalog)


def _tell_failed(summary: Summary, language: Language, report: Report) -> None:
    for row in summary.of(Outcome.FAILED):
        if row.reason is not None:
            report(row.reason.sentence(language))


def _ask(cases: tuple[Case, ...], answers: Path, settings: Settings, report: Report) -> None:
    assistant = open_assistant(settings)

    def told(done: int) -> None:
        if done % _TELL_EVERY == 0 or done == len(cases):
            report(say("evals.asking", settings.language, done=done, of=len(cases)))

    with assistant.store as store:
        read = partial(cited_text, store.catalog)
        generate(cases, assistant.invoke, read, answers, told)
