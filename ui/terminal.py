"""Answers, tables and progress in a terminal. What comes from documents is never read as markup."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.conversation import Answer
from ingest.document import Finding
from prompts import Language, say
from ui.paragraphs import Grid, as_words, plain, sayings, with_tables
from ui.words import finding_name, place, title
from vectorstore.intake import Progress as Step
from vectorstore.intake import Report

if TYPE_CHECKING:
    from rich.console import Console

_WIDE = 200  # columns where nobody looks: a pipe or a file
_SHORT = 14  # letters: a number, a date, an id


def console(*, stderr: bool = False) -> "Console":
    """A console that prints text as it is: "[1]" and "[red]" are words, not instructions."""
    from rich.console import Console

    looked_at = (sys.stderr if stderr else sys.stdout).isatty()
    width = None if looked_at else _WIDE
    return Console(stderr=stderr, width=width, markup=False, highlight=False, emoji=False)


def show_table(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, stderr: bool = False
) -> None:
    """The rows under their titles, as wide as the terminal; short columns are never broken."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading, cells in zip(titles, zip(*rows, strict=True), strict=True):
        is_short = max(map(len, cells)) <= _SHORT
        table.add_column(heading, overflow="fold", no_wrap=is_short)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console(stderr=stderr).print(table)


def answer_text(answer: Answer, language: Language) -> str:
    """The answer for a terminal: what is said, what to look at, and each basis on two lines."""
    said = sayings(answer.text, answer.findings)
    findings = [_finding_line(f, language) for f in answer.findings if plain((f.text,)) not in said]
    sources = [
        f"[{c.marker}] {title(c, language)}\n    {place(c, language)} ({c.source})"
        for c in answer.citations
    ]
    blocks = (with_tables(answer.text, _drawn), "\n".join(findings), "\n".join(sources))
    return "\n\n".join(block for block in blocks if block)


def _finding_line(finding: Finding, language: Language) -> str:
    name = finding_name(finding.kind, language)
    return f"! {name}: {finding.text}" if name else f"! {finding.text}"


def _drawn(grid: Grid) -> str:
    """The table with its columns aligned, as wide as the terminal allows."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, is_numeric in zip(grid.head, grid.is_numeric, strict=True):
        table.add_column(Text(as_words(name)), justify="right" if is_numeric else "left")
    for row in grid.rows:
        table.add_row(*(Text(as_words(cell)) for cell in row))
    out = console()
    with out.capture() as drawn:
        out.print(table)
    return "\n".join(line.rstrip() for line in drawn.get().splitlines() if line.strip())


@contextmanager
def progress(language: Language) -> Iterator[Report]:
    """A bar on standard error that follows what it is told; nothing where that is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    out = console(stderr=True)
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def report(step: Step) -> None:
            stage = say(f"ui.stage_{step.stage}", language)
            bar.update(task, description=stage, completed=step.done, total=step.total)

        yield report
