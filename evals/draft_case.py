"""Cases of drafting: what is commissioned, and what the draft must and must not hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.lines import read_lines
from evals.matching import compile_fact
from ingest.errors import CancuError


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A commission as an official types it; `is_refused` where it can only be refused."""

    id: str
    kind: str  # "ke-hoach", "bao-cao quy-1"
    unit: str
    year: str
    topic: str = ""
    sections: tuple[str, ...] = ()
    must: tuple[str, ...] = ()  # regular expressions, each found in the text of the draft
    forbid: tuple[str, ...] = ()  # regular expressions, none found in it
    is_refused: bool = False


def read_draft_cases(path: Path) -> tuple[DraftCase, ...]:
    """The cases of a file of JSON lines; CancuError where one is none."""
    if not path.is_file():
        raise CancuError("evals.no_case_file", path=path)
    return tuple(_case(line, path, number) for number, line in enumerate(read_lines(path), 1))


def _case(line: Mapping[str, Any], path: Path, number: int) -> DraftCase:
    case = DraftCase(
        id=str(line["id"]),
        kind=f"{line['kind']} {line.get('half', '')}".strip(),
        unit=line["unit"],
        year=str(line["year"]),
        topic=line.get("topic") or "",
        sections=tuple(line.get("sections") or ()),
        must=tuple(line.get("must") or ()),
        forbid=tuple(line.get("forbid") or ()),
        is_refused=bool(line.get("refused")),
    )
    for field in ("must", "forbid"):
        for pattern in getattr(case, field):
            try:
                compile_fact(pattern)
            except re.error as error:
                told = {"path": path, "line": number, "field": field, "pattern": pattern}
                raise CancuError("evals.bad_pattern", **told) from error
    return case
