"""`python -m evals.faults [FOLDER] [--sums] [--also PATH…]`: planted faults that the check finds.

A folder holds clean papers and `faults.toml`: in one of them `find` becomes `put`, and the check
must tell the rule. What it tells of the clean paper too is a false alarm, and not a fault found.
`--also` names papers whose faults are counted by the page, for reading.
"""

import argparse
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.checking.check import check
from assistant.checking.fault import Fault
from evals.summary import aligned
from ingest.document import Document, Shelf
from ingest.errors import UnreadableFile
from ingest.read import read
from prompts import say

FAULTS = Path(__file__).parent / "cases" / "faults"
_PAGE = 2_000  # characters of a printed page


@dataclass(frozen=True, slots=True)
class Plant:
    """One fault planted in a clean paper."""

    paper: str
    rule: str  # "sum", or several that tell it as well: "sum|share"
    find: str
    put: str

    def planted(self, text: str) -> str:
        """The paper with the fault; ValueError where its place is not there exactly once."""
        if text.count(self.find) != 1:
            raise ValueError(f"{self.paper}: {text.count(self.find)} times {self.find!r}")
        return text.replace(self.find, self.put)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check told of a planted paper beyond what it tells of the clean one."""

    plant: Plant
    told: tuple[Fault, ...]

    @property
    def is_found(self) -> bool:
        """True where a rule that was broken is among what was told."""
        return any(fault.rule in self.plant.rule.split("|") for fault in self.told)


def read_plants(folder: Path = FAULTS) -> tuple[Plant, ...]:
    """The faults of a folder in their order."""
    listed = tomllib.loads((folder / "faults.toml").read_text("utf-8"))["fault"]
    return tuple(Plant(**one) for one in listed)


def clean_papers(folder: Path = FAULTS) -> dict[str, str]:
    """The clean papers of a folder by name."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}


def faults_of(text: str, folder: Path) -> tuple[Fault, ...]:
    """What the check tells of a paper that is this text."""
    path = folder / "paper.txt"
    path.write_text(text, "utf-8")
    return check(read(path, folder, Shelf.PUBLIC)).faults


def outcomes(plants: Iterable[Plant], papers: dict[str, str]) -> list[Outcome]:
    """Each plant with what is told of its paper and not of the clean one."""
    with tempfile.TemporaryDirectory(prefix="cancu-faults-") as name:
        folder = Path(name)
        clean = {paper: _keys(faults_of(text, folder)) for paper, text in papers.items()}
        return [
            Outcome(
                plant,
                tuple(
                    fault
                    for fault in faults_of(plant.planted(papers[plant.paper]), folder)
                    if (fault.rule, fault.text) not in clean[plant.paper]
                ),
            )
            for plant in plants
        ]


def _keys(faults: Iterable[Fault]) -> set[tuple[str, str]]:
    return {(fault.rule, fault.text) for fault in faults}


def _by_rule(found: Sequence[Outcome]) -> list[list[str]]:
    planted = Counter(outcome.plant.rule.split("|")[0] for outcome in found)
    hit = Counter(outcome.plant.rule.split("|")[0] for outcome in found if outcome.is_found)
    rows = [[rule, f"{hit[rule]}/{count}"] for rule, count in sorted(planted.items())]
    return [*rows, [say("evals.faults_all"), f"{sum(hit.values())}/{sum(planted.values())}"]]


def _alarms(documents: Sequence[tuple[Document, Path]]) -> list[list[str]]:
    rows, total, pages = [], 0, 0.0
    for document, path in documents:
        faults = check(document, path=path).faults
        size = max(1.0, sum(len(block.text) for block in document.blocks) / _PAGE)
        rows.append([document.source, str(len(faults)), f"{len(faults) / size:.2f}"])
        total, pages = total + len(faults), pages + size
    return [*rows, [say("evals.faults_all"), str(total), f"{total / max(pages, 1):.2f}"]]


def _documents(paths: Iterable[Path]) -> list[tuple[Document, Path]]:
    found = []
    for path in paths:
        try:
            found.append((read(path, path.parent, Shelf.PUBLIC), path))
        except UnreadableFile as error:
            _tell(str(error))
    return found


def main() -> int:
    """0 after the faults were counted, whatever came out."""
    parser = argparse.ArgumentParser(prog="python -m evals.faults", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FAULTS)
    parser.add_argument("--sums", action="store_true", help="say nothing of single faults")
    parser.add_argument("--also", type=Path, nargs="*", default=[])
    asked = parser.parse_args()
    found = outcomes(read_plants(asked.folder), clean_papers(asked.folder))
    for outcome in found:
        if not outcome.is_found and not asked.sums:
            _tell(f"{outcome.plant.paper}: {outcome.plant.rule}: {outcome.plant.put[:80]!r}")
    for line in aligned([[say("evals.faults_rule"), say("evals.faults_found")], *_by_rule(found)]):
        _tell(line)
    head = [say("evals.faults_paper"), say("evals.faults_told"), say("evals.faults_page")]
    clean = _documents([*sorted(asked.folder.glob("*.txt")), *asked.also])
    for line in aligned([head, *_alarms(clean)]):
        _tell(line)
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
