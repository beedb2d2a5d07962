"""Law that no longer held on the day of the paper.

What has ended, and when, is data (`prompts/data/checking.toml`). A paper without a date is held
against the year it speaks of; where that does not decide, the fault says so.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around
from ingest.codes import canonical, find_codes
from ingest.dates import find_date
from ingest.document import Block
from ingest.text import fold
from prompts import table as data

_Law = Mapping[str, Any]


def stale_law(paper: Paper) -> Iterator[Fault]:
    """Each law that had ended, or may have, told where it is cited first."""
    told: set[str] = set()
    for block in paper.blocks:
        if block.table or block in paper.foot:
            continue
        for law, start, end in _cited(block.text):
            told_end = _speaks_of_end(block.text, start)
            if law["number"] in told or told_end:
                continue
            key = _state(paper, law["ended"])
            if key:
                told.add(law["number"])
                yield _fault(paper, block, law, start, end, key)


def _cited(text: str) -> Iterator[tuple[_Law, int, int]]:
    """The ended laws that a text cites, by number, or by name with its day or year."""
    for code in find_codes(text):
        if law := _by_number().get(canonical(code.text)):
            yield law, code.start, code.end
    for law, shape in _by_name():
        for found in shape.finditer(fold(text)):
            if _is_dated(text[found.end() : found.end() + 40], law["passed"]):
                yield law, found.start(), found.end()


@lru_cache
def _by_number() -> dict[str, _Law]:
    return {canonical(law["number"]): law for law in data("checking")["stale"]["law"]}


@lru_cache
def _by_name() -> tuple[tuple[_Law, re.Pattern[str]], ...]:
    laws = data("checking")["stale"]["law"]
    return tuple(
        (law, re.compile(rf"(?<!\w)luật {re.escape(fold(law['name']))}(?=[\s,;.()]|$)"))
        for law in laws
        if "name" in law
    )


def _is_dated(after: str, passed: date) -> bool:
    """True for the day or the year that the law was passed in."""
    if re.match(r"\s*,?\s*(?:được thông qua )?ngày\s", after):
        found = find_date(after)
        return found is not None and found.day == passed
    year = re.match(r"\s*(?:\(?\s*năm\s+)(\d{4})", after)
    return year is not None and int(year[1]) == passed.year


def _speaks_of_end(text: str, start: int) -> bool:
    words = data("checking")["stale"]["ended_words"]
    near = fold(text[max(0, start - 80) : start + 160])
    return any(re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", near) for word in words)


def _state(paper: Paper, ended: date) -> str:
    """How the paper's own date stands to the end: "" where the law still held."""
    front = paper.document.front
    if front.issued:
        return "stale_law" if front.issued >= ended else ""
    if front.year is None or front.year == ended.year:
        return "stale_law_undated"
    return "stale_law" if front.year > ended.year else ""


def _fault(paper: Paper, block: Block, law: _Law, start: int, end: int, key: str) -> Fault:
    is_sure = law.get("sure", True) and key == "stale_law"
    name = f"Luật {law['name']}" if "name" in law else law["number"]
    return paper.fault(
        "stale-law",
        key if law.get("sure", True) else "stale_law_unsure",
        block,
        around(block.text, start, end),
        severity=None if is_sure else Severity.LOOK,
        law=f"{name} ({law['number']})" if "name" in law else name,
        ended=f"{law['ended']:%d/%m/%Y}",
        by=law["by"],
    )
