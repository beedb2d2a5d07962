"""Law that no longer held on the day of the paper.

What has ended, and when, is data (`prompts/data/ended.toml`). A paper without a date is held
against the year it speaks of; where that does not decide, the fault says so.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around
from assistant.ended import Ended, ended_documents
from ingest.codes import code_key, find_codes
from ingest.dates import find_date
from ingest.document import Block
from ingest.text import fold
from prompts import table as data


def stale_law(paper: Paper) -> Iterator[Fault]:
    """Each law that had ended, or may have, told where it is cited first."""
    told: set[str] = set()
    for block in paper.blocks:
        if block.table or block in paper.foot:
            continue
        for law, start, end in _cited(block.text):
            if law.number in told or _speaks_of_end(block.text, start):
                continue
            if key := _state(paper, law.since):
                told.add(law.number)
                yield _fault(paper, block, law, start, end, key)


def _cited(text: str) -> Iterator[tuple[Ended, int, int]]:
    """The ended laws that a text cites, by number, or by name with its day or year."""
    for code in find_codes(text):
        if law := _by_number().get(code_key(code.text)):
            yield law, code.start, code.end
    for law, shape in _by_name():
        for found in shape.finditer(fold(text)):
            after = text[found.end() : found.end() + 40]
            if law.name or (law.passed and _is_dated(after, law.passed)):
                yield law, found.start(), found.end()


@lru_cache
def _by_number() -> dict[str, Ended]:
    return {code_key(law.number): law for law in ended_documents()}


@lru_cache
def _by_name() -> tuple[tuple[Ended, re.Pattern[str]], ...]:
    named = ((law, law.name or law.title) for law in ended_documents())
    return tuple(
        (law, re.compile(rf"(?<!\w){re.escape(fold(name))}(?=[\s,;.()]|$)"))
        for law, name in named
        if name
    )


def _is_dated(after: str, passed: date) -> bool:
    """True for the day or the year that the law was passed in."""
    if re.match(r"\s*,?\s*(?:được thông qua )?ngày\s", after):
        found = find_date(after)
        return found is not None and found.day == passed
    year = re.match(r"\s*\(?\s*(?:năm\s+)?(\d{4})(?!\d)", after)
    return year is not None and int(year[1]) == passed.year


def _speaks_of_end(text: str, start: int) -> bool:
    words = data("checking")["stale"]["ended_words"]
    near = fold(text[max(0, start - 80) : start + 160])
    return any(re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", near) for word in words)


def _state(paper: Paper, since: date) -> str:
    """How the paper's own date stands to the end: "" where the law still held."""
    front = paper.document.front
    if front.issued:
        return "stale_law" if front.issued >= since else ""
    if front.year is None or front.year == since.year:
        return "stale_law_undated"
    return "stale_law" if front.year > since.year else ""


def _fault(paper: Paper, block: Block, law: Ended, start: int, end: int, key: str) -> Fault:
    is_sure = law.is_sure and key == "stale_law"
    name = law.name or law.title
    instead = "" if law.by else "_open"
    return paper.fault(
        "stale-law",
        (key if law.is_sure else "stale_law_unsure") + instead,
        block,
        around(block.text, start, end),
        severity=None if is_sure else Severity.LOOK,
        law=f"{name} ({law.number})" if name else law.number,
        ended=f"{law.since:%d/%m/%Y}",
        by=law.by,
    )
