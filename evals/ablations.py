"""`python -m evals.ablations`: what each part of the assistant is worth to the tuned cases.

The assistant is the one people use; only its store is put together without the part, or the
question is read without it.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from assistant.answer import Assistant
from assistant.settings import Settings, read_settings
from evals.accents import taken_literally, typed_without
from evals.case import Case, read_cases
from evals.generate import generate
from evals.machine import machine, machine_line
from evals.run import ANSWERS, SCORES, Report, cited_text, take_in
from evals.score import Outcome, score_file
from evals.summary import aligned, hit_cell, summarize
from ingest.document import Figure, Shelf
from ingest.errors import CancuError
from prompts import Language, say
from vectorstore.catalog import Catalog
from vectorstore.engines import Choice, Current, Engines
from vectorstore.index import HybridIndex
from vectorstore.lexical import Lexical, Scored
from vectorstore.records import (
    ALL_SHELVES,
    EVERY_FIGURE,
    FigureFilter,
    FigurePage,
    Filter,
    LedgerRow,
    RowKey,
)
from vectorstore.store import Store

_ROOT = Path(__file__).parents[1]
_CASES = _ROOT / "evals" / "cases" / "samples.jsonl"
_CORPUS = _ROOT / "samples" / "corpus"
_K = 3

Change = Callable[[Store, ExitStack, Settings], None]  # takes a part out of an open store


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: what is asked, and what is taken out before."""

    cases: Sequence[Case]
    change: Change
    is_literal: bool = False  # letters typed without marks stand for nothing else


def ablate(
    cases: Sequence[Case], corpus: Path, settings: Settings, report: Report
) -> dict[str, dict[str, Any]]:
    """The summary of the cases for each row of the table, by its name; `report` hears the table.

    The corpus is read once into a folder that is gone afterwards.
    """
    report(machine_line(machine(), settings.language))
    with tempfile.TemporaryDirectory(prefix="cancu-ablations-") as folder:
        own = replace(settings, data=Path(folder, "data"), unit="")
        take_in(corpus, own, report)
        found = {name: _summary(row, own, Path(folder)) for name, row in _rows(cases).items()}
    for line in _lines(found, settings.language):
        report(line)
    return found


def _rows(cases: Sequence[Case]) -> dict[str, _Row]:
    """The rows of the table; the last two ask the Vietnamese cases typed without accents."""
    whole, unaccented = partial(_Row, cases), partial(_Row, typed_without(cases))
    return {
        "all_parts": whole(_nothing),
        "lexical_only": whole(partial(_with_index, _WordsOnly)),
        "dense_only": whole(partial(_with_index, _MeaningOnly)),
        "no_ledger": whole(_without_ledger),
        "no_accents_restored": whole(_nothing, is_literal=True),
        "unaccented: all_parts": unaccented(_nothing),
        "unaccented: no_accents_restored": unaccented(_nothing, is_literal=True),
    }


def _summary(row: _Row, settings: Settings, folder: Path) -> dict[str, Any]:
    answers = folder / ANSWERS
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(settings.data, settings.embeddings))
        read = partial(cited_text, store.catalog)
        cases = taken_literally(row.cases, store.catalog) if row.is_literal else row.cases
        row.change(store, stack, settings)
        generate(cases, Assistant(store, date.today).invoke, read, answers, lambda done: None)
    return summarize(score_file(row.cases, answers, folder / SCORES))


def _nothing(store: Store, stack: ExitStack, settings: Settings) -> None:
    """Every part stays."""


def _without_ledger(store: Store, stack: ExitStack, settings: Settings) -> None:
    stack.callback(store.catalog.close)  # the store will close the one that takes its place
    store.catalog = _NoLedger(store.folder)


class _NoLedger(Catalog):
    """The catalog as if no document stated a figure."""

    def figures(self, documents: tuple[str, ...] = ()) -> tuple[LedgerRow, ...]:
        return ()

    def figures_of(self, rows: Iterable[RowKey]) -> Mapping[RowKey, tuple[Figure, ...]]:
        return dict.fromkeys(rows, ())

    def figures_in(self, document_id: str, blocks: Iterable[int]) -> tuple[Figure, ...]:
        return ()

    def search_figures(
        self, where: FigureFilter = EVERY_FIGURE, limit: int = 50, offset: int = 0
    ) -> FigurePage:
        return FigurePage((), 0)


def _with_index(current: type[Current], store: Store, stack: ExitStack, settings: Settings) -> None:
    chosen = current(store.catalog, store.folder, Choice(settings.embeddings))
    store.index = HybridIndex(store.catalog, stack.enter_context(closing(chosen)))


class _WordsOnly(Current):
    """The engines without nearness in meaning."""

    @contextmanager
    def use(self) -> Iterator[Engines | None]:
        with super().use() as engines:
            yield _changed(engines, dense=None)


class _MeaningOnly(Current):
    """The engines without a search by words; how rare a word is they still tell."""

    @contextmanager
    def use(self) -> Iterator[Engines | None]:
        with super().use() as engines:
            yield _changed(engines, lexical=engines and _Mute(engines.lexical))


class _Mute(Lexical):
    """A lexical index that finds nothing and only counts."""

    def __init__(self, heard: Lexical) -> None:
        self._heard = heard

    def search(
        self, text: str, where: Filter, limit: int, shelves: frozenset[Shelf] = ALL_SHELVES
    ) -> list[Scored]:
        return []

    def titles(
        self, text: str, where: Filter, limit: int, shelves: frozenset[Shelf] = ALL_SHELVES
    ) -> list[Scored]:
        return []

    def share(self, word: str) -> float:
        return self._heard.share(word)

    def written(self, phrase: Sequence[str]) -> int:
        return self._heard.written(phrase)


def _changed(engines: Engines | None, **parts: object) -> Engines | None:
    """The engines with some of their parts replaced; those that are open stay as they are."""
    if engines is None:
        return None
    changed = copy(engines)
    for name, part in parts.items():
        setattr(changed, name, part)
    return changed


def _lines(found: Mapping[str, Mapping[str, Any]], language: Language) -> list[str]:
    outcomes = [say(f"evals.{outcome}", language) for outcome in Outcome]
    header = [say("evals.count", language), *outcomes, f"hit@{_K}"]
    body = [
        [name, str(each["count"]), *(str(each[o]) for o in Outcome), hit_cell(each, _K, language)]
        for name, each in found.items()
    ]
    return ["", *aligned([["", *header], *body])]


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0, or 1 after an error that was told."""
    settings = read_settings()
    argparse.ArgumentParser("evals.ablations", description=__doc__).parse_args(words)
    try:
        ablate(read_cases(_CASES), _CORPUS, settings, _print)
    except CancuError as error:
        sys.stderr.write(error.sentence(settings.language) + "\n")
        return 1
    return 0


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
