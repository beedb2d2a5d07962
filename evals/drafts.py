"""`python -m evals.drafts FOLDER`: how good drafts are, by the cases of a folder over its corpus.

Aims: every basis verifies, no figure is invented, 95 % of what is required is there, nothing of
another ward or year is left over.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.build import open_assistant
from assistant.drafting.assemble import draft
from assistant.drafting.commission import read_commission
from assistant.settings import Settings, read_settings
from evals.draft_case import DraftCase, read_draft_cases
from evals.draft_score import DraftScore, score_draft
from evals.run import Report, take_in
from evals.summary import aligned
from ingest.errors import CancuError
from prompts import Language, say
from vectorstore.store import Store

TODAY = date(2026, 11, 20)  # fixed, so that the same papers give the same drafts


def score_drafts(
    cases: Sequence[DraftCase], corpus: Path, settings: Settings, report: Report
) -> list[DraftScore]:
    """The cases drafted from the corpus, each scored; what is read in goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="cancu-drafts-") as folder:
        own = replace(settings, data=Path(folder), unit="")
        take_in(corpus, own, report)
        assistant = open_assistant(own, lambda: TODAY)
        with assistant.store as store:
            return [_score(case, store) for case in cases]


def _score(case: DraftCase, store: Store) -> DraftScore:
    try:
        commission = read_commission(
            store.catalog, case.kind, case.unit, case.year, case.topic, case.sections
        )
        made = draft(store, commission, TODAY)
    except CancuError as error:
        return DraftScore(case.id, error="" if case.is_refused else str(error))
    if case.is_refused:
        return DraftScore(case.id, error=say("evals.draft_not_refused"))
    return score_draft(case, made, store.catalog)


def lines(scores: Sequence[DraftScore], language: Language) -> list[str]:
    """What is wrong with each case, then the sums."""
    told = [line for score in scores for line in _told(score)]
    return [*told, *sums(scores, language)]


def sums(scores: Sequence[DraftScore], language: Language) -> list[str]:
    """The sums alone: cases that are kept aside are not looked into."""
    spans, footed = sum(s.spans for s in scores), sum(s.footed for s in scores)
    required, present = sum(s.required for s in scores), sum(s.present for s in scores)
    counts = {
        "cases": len(scores),
        "clean": sum(score.is_clean for score in scores),
        "footed": f"{footed}/{spans}",
        "invented": sum(len(score.invented) for score in scores),
        "present": f"{present}/{required}",
        "leftovers": sum(len(score.leftovers) for score in scores),
        "errors": sum(bool(score.error) for score in scores),
    }
    table = [[say(f"evals.draft_{name}", language), str(value)] for name, value in counts.items()]
    return aligned(table)


def _told(score: DraftScore) -> list[str]:
    parts = {
        "invented": score.invented,
        "missing": score.missing,
        "left over": score.leftovers,
        "error": (score.error,) if score.error else (),
    }
    return [f"{score.id}: {name}: {', '.join(what)}" for name, what in parts.items() if what]


def main() -> int:
    """0 after the cases were scored, whatever came out."""
    parser = argparse.ArgumentParser(prog="python -m evals.drafts", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds cases.jsonl and corpus/")
    parser.add_argument("--sums", action="store_true", help="say nothing of single cases")
    asked, settings = parser.parse_args(), read_settings()
    cases = read_draft_cases(asked.folder / "cases.jsonl")
    scores = score_drafts(cases, asked.folder / "corpus", settings, _tell)
    for line in (sums if asked.sums else lines)(scores, settings.language):
        _tell(line)
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
