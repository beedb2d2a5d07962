"""A document → its faults. Each rule reads the paper and yields faults; the registry is a tuple."""

from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.checking.abbreviations import abbreviations
from assistant.checking.annexes import annexes
from assistant.checking.blanks import blanks
from assistant.checking.citations import citation_forms, citations_differ
from assistant.checking.dates_left import dates_left
from assistant.checking.fault import Checked, Fault
from assistant.checking.numbering import numbering
from assistant.checking.paper import Paper
from assistant.checking.parts import end_mark, missing_parts
from assistant.checking.places_left import abolished_levels, old_terms, places_left
from assistant.checking.register import register
from assistant.checking.shares import shares
from assistant.checking.stale_law import stale_law
from assistant.checking.sums import sums
from assistant.checking.two_values import two_values
from ingest.document import Document
from prompts import Language

Rule = Callable[[Paper], Iterable[Fault]]

RULES: tuple[Rule, ...] = (
    numbering,
    sums,
    shares,
    two_values,
    citation_forms,
    citations_differ,
    stale_law,
    dates_left,
    places_left,
    abolished_levels,
    old_terms,
    abbreviations,
    missing_parts,
    end_mark,
    annexes,
    blanks,
    register,
)


def check(document: Document, language: Language = "vi", path: Path | None = None) -> Checked:
    """What is wrong with a document, in reading order."""
    paper = Paper(document, language, path)
    faults = dict.fromkeys(fault for rule in RULES for fault in rule(paper))
    ordered = sorted(faults, key=lambda fault: -1 if fault.block is None else fault.block)
    return Checked(document.source, tuple(ordered))
