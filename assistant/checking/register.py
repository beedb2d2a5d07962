"""Words that the register of official papers does not use: data (`prompts/data/checking.toml`).

Every entry is told once, with how often it occurs. What stands in quotation marks, or in the title
of a document that is cited, is not the paper's own wording.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around, is_law, section_of
from ingest.document import Block
from ingest.text import fold
from prompts import table as data

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def register(paper: Paper) -> Iterator[Fault]:
    """Wording that an office would edit."""
    if is_law(paper):
        return
    for entry in data("checking")["register"]:
        if not _applies(paper, entry):
            continue
        found = [
            (block, match) for block in _texts(paper, entry) for match in _in(paper, block, entry)
        ]
        if found:
            yield _fault(paper, entry, found)


def _fault(
    paper: Paper, entry: Mapping[str, Any], found: list[tuple[Block, re.Match[str]]]
) -> Fault:
    block, match = found[0]
    return paper.fault(
        "register",
        entry["says"],
        block,
        around(block.text, *match.span()),
        severity=Severity(entry.get("severity", "look")),
        words=block.text[match.start() : match.end()].strip(" ,;"),
        instead=entry.get("instead", ""),
        places=len(found),
    )


def _applies(paper: Paper, entry: Mapping[str, Any]) -> bool:
    """True where the entry is for every issuer, or for this one."""
    issuers = tuple(map(fold, entry.get("issuers", ())))
    return not issuers or fold(paper.document.front.issuer).startswith(issuers)


def _texts(paper: Paper, entry: Mapping[str, Any]) -> Iterator[Block]:
    """The blocks an entry is about: all text, or only what is to be done."""
    for block in (*paper.main, *paper.annexes):
        if not block.table and (not entry.get("in_tasks", False) or _is_task(block)):
            yield block


def _is_task(block: Block) -> bool:
    words = data("checking")["tasks"]["headings"]
    told = [fold(step) for step in section_of(block)]
    return block.is_text and any(fold(word) in step for step in told for word in words)


def _in(paper: Paper, block: Block, entry: Mapping[str, Any]) -> Iterator[re.Match[str]]:
    text = _QUOTED.sub(lambda m: " " * len(m[0]), paper.uncited(block))
    yield from _shape(entry["words"]).finditer(text)


@lru_cache
def _shape(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
