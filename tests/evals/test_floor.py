"""The cases over the samples never come out worse than this."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from evals.run import run

ROOT = Path(__file__).parents[2]
CASES = ROOT / "evals" / "cases"

# What samples.jsonl must reach: four fewer right and two more wrong than when this was set. The
# kept cases are shown beside it and held only to come to an answer at all: a set that decides over
# what is answered is a set that is tuned on.
RIGHT, WRONG, INVENTED = 558, 6, 0


def test_samples_stay_above_the_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tuned, kept = (evaluated(name, tmp_path, capsys) for name in ("samples", "samples.kept"))
    assert tuned["error"] == 0
    assert kept["error"] == 0
    assert tuned["right"] >= RIGHT
    assert tuned["wrong"] <= WRONG
    assert tuned["invented"] <= INVENTED


def evaluated(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The summary of one set, its table shown also where the test passes."""
    said = list[str]()
    settings = Settings(data=folder / "data")
    run(CASES / f"{name}.jsonl", ROOT / "samples" / "corpus", folder / name, settings, said.append)
    with capsys.disabled():
        sys.stdout.write("\n".join(["", name, *said, ""]))
    summary: dict[str, Any] = json.loads((folder / name / "summary.json").read_text("utf-8"))
    return summary
