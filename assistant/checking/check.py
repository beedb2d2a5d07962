"""A document → its faults. Each rule reads the paper and yields faults; the registry is a tuple."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from assistant.checking.abbreviations import abbreviations
from assistant.checking.annexes import annexes
from assistant.checking.blanks import blanks
from assistant.checking.citations import citation_forms, citations_differ
from assistant.checking.dates_left import dates_left
from assistant.checking.deadlines import deadlines
from assistant.checking.fault import Checked, Fault
from assistant.checking.in_corpus import replaced_in_corpus, unlike_corpus
from assistant.checking.layout import layout, why_unmeasured
from assistant.checking.number_forms import number_forms
from assistant.checking.numbering import numbering
from assistant.checking.own_notes import without_notes
from assistant.checking.paper import Paper
from assistant.checking.parts import end_mark, missing_parts
from assistant.checking.places_left import abolished_levels, old_terms, places_left
from assistant.checking.register import register
from assistant.checking.shares import shares
from assistant.checking.stale_law import stale_law
from assistant.checking.sums import sums
from assistant.checking.two_values import two_values
from ingest.document import Document
from prompts import Language, say
from vectorstore.catalog import Catalog

Rule = Callable[[Paper], Iterable[Fault]]

RULES: tuple[Rule, ...] = (
    numbering,
    sums,
    shares,
    two_values,
    citation_forms,
    number_forms,
    citations_differ,
    stale_law,
    dates_left,
    deadlines,
    places_left,
    abolished_levels,
    old_terms,
    abbreviations,
    missing_parts,
    end_mark,
    annexes,
    blanks,
    register,
    layout,
)


CorpusRule = Callable[[Paper, Catalog], Iterable[Fault]]

CORPUS_RULES: tuple[CorpusRule, ...] = (replaced_in_corpus, unlike_corpus)
_OF_CORPUS = ("citation-replaced", "citation-unknown")


def check(
    document: Document,
    language: Language = "vi",
    path: Path | None = None,
    catalog: Catalog | None = None,
) -> Checked:
    """What is wrong with a document, in reading order, and which rules could not be run.

    `catalog` holds the documents that its citations are held against; `path` is its file, whose
    pages are measured where it is a .docx.
    """
    paper = Paper(without_notes(document), language, path)
    found = [fault for rule in RULES for fault in rule(paper)]
    if catalog is not None:
        found += [fault for rule in CORPUS_RULES for fault in rule(paper, catalog)]
    faults = sorted(dict.fromkeys(found), key=lambda f: -1 if f.block is None else f.block)
    return Checked(document.source, tuple(faults), tuple(_not_run(paper, catalog)))


def _not_run(paper: Paper, catalog: Catalog | None) -> Iterator[tuple[str, str]]:
    if catalog is None:
        yield from ((rule, say("checking.no_corpus", paper.language)) for rule in _OF_CORPUS)
    if why := why_unmeasured(paper):
        yield "layout", say(why, paper.language)
