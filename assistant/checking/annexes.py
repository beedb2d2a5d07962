"""Annexes that the text speaks of and that are not there, and those that it never speaks of.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III.1.a: the text points to its annexes.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around, opens_annex
from ingest.codes import canonical, find_codes, is_open
from ingest.dates import find_date
from ingest.document import Block
from ingest.layout import is_attachment
from ingest.shapes import marker
from ingest.text import fold
from prompts import table as data

_NUMBER = r"[IVX]{1,4}|\d{1,2}"
_NEXT = r"\s*(?:,|và|đến|-|–|;|&)\s*(?:(?i:phụ lục)\s+)?"
_MENTION = re.compile(
    rf"(?i:phụ lục)(?:\s+số(?=\s+[IVX\d]))?(?P<numbers>(?:(?:{_NEXT}|\s+)(?:{_NUMBER})(?!\w))*)"
)
_OWNER = re.compile(r"\s*(?:của|thuộc|(?:ban hành )?kèm theo)\s+\w")
_FAR = 70  # characters behind a mention in which another document may own the annex
_ROMAN = {"I": 1, "V": 5, "X": 10}

_Mention = tuple[Block, re.Match[str], list[int]]


def annexes(paper: Paper) -> Iterator[Fault]:
    """Mentions without an annex, annexes without a mention."""
    own = [block for block in paper.annexes if opens_annex(block)]
    if own and paper.annex_at < 2:
        return  # the file is the annex of another one
    present = {number for block in own for number in _label(block)}
    mentions = [
        (block, found, _numbers(found["numbers"]))
        for block in paper.blocks
        if block not in own and not block.table and not is_attachment(block.text)
        for found in _MENTION.finditer(block.text)
        if not _is_of_other(paper, block, found)
    ]
    yield from _absent(paper, mentions, present, bool(own))
    numbers = {number for _, _, mentioned in mentions for number in mentioned}
    is_general = any(not mentioned for _, _, mentioned in mentions)
    yield from _unmentioned(paper, own, numbers, is_general or _lists(paper))
    yield from _attached_elsewhere(paper)


def _attached_elsewhere(paper: Paper) -> Iterator[Fault]:
    """ "(Kèm theo Kế hoạch số 41/KH-UBND …)" under a number or a day that is not the paper's."""
    front = paper.document.front
    if not front.is_numbered:
        return
    for block in paper.annexes:
        codes = find_codes(block.text) if is_attachment(block.text) else ()
        if not codes or is_open(codes[0].text):
            continue
        day = find_date(block.text[codes[0].end :])
        other = canonical(codes[0].text) != canonical(front.number)
        late = day is not None and day.day and front.issued and day.day != front.issued
        if other or late:
            issued = f" ngày {front.issued:%d/%m/%Y}" if front.issued else ""
            yield paper.fault("annex", "annex_elsewhere", block, own=f"{front.number}{issued}")


def _absent(
    paper: Paper, mentions: Sequence[_Mention], present: set[int], has_any: bool
) -> Iterator[Fault]:
    """The mentions of what is not there: one by one, or all at once where nothing is there."""
    if has_any and not present:
        return  # one annex without a number
    wrong: dict[int, tuple[Block, re.Match[str]]] = {}
    for block, found, numbers in mentions:
        for number in numbers if numbers or has_any or not _points(block, found) else (0,):
            if number not in present:
                wrong.setdefault(number, (block, found))
    places = list(wrong.values()) if has_any else list(wrong.values())[:1]
    for block, found in places:
        yield paper.fault(
            "annex",
            "annex_absent" if has_any else "annex_absent_any",
            block,
            around(block.text, *found.span()),
            severity=None if has_any and _points(block, found) else Severity.LOOK,
            label=" ".join(found[0].split()),
        )


def _unmentioned(
    paper: Paper, own: list[Block], mentioned: set[int], is_general: bool
) -> Iterator[Fault]:
    if is_general:
        return
    for block in own:
        numbers = _label(block)
        if (numbers and not set(numbers) & mentioned) or (not numbers and not mentioned):
            label = block.text.split(".")[0]
            yield paper.fault(
                "annex", "annex_unmentioned", block, severity=Severity.LOOK, label=label
            )


def _label(block: Block) -> list[int]:
    found = marker(block.text)
    return (
        _numbers(" " + re.sub(r"(?i)^phụ lục(?:\s+số)?", "", found.label).strip(" .:"))
        if found
        else []
    )


def _numbers(written: str) -> list[int]:
    """The numbers of a mention: "I, II", "1 đến 3" as all between them."""
    single = [_number(n) for n in re.findall(rf"(?<!\w)(?:{_NUMBER})(?!\w)", written)]
    if len(single) == 2 and re.search(r"đến|-|–", written) and single[0] < single[1]:
        return list(range(single[0], single[1] + 1))
    return single


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    values = [_ROMAN[letter] for letter in written]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _is_of_other(paper: Paper, block: Block, found: re.Match[str]) -> bool:
    """True for the annex of a document that is cited around it."""
    own = canonical(paper.document.front.number)
    behind = block.text[found.end() : found.end() + _FAR]
    codes = [code for code in find_codes(behind) if canonical(code.text) != own]
    named = _OWNER.match(behind) is not None and "này" not in behind[:50]
    return bool(codes) or named


def _points(block: Block, found: re.Match[str]) -> bool:
    """True where the words say that the annex is attached: "tại Phụ lục I kèm theo"."""
    near = fold(block.text[max(0, found.start() - 30) : found.end() + 30])
    return any(fold(word) in near for word in data("checking")["annexes"]["points"])


def _lists(paper: Paper) -> bool:
    """True where the text speaks of an attached list or table in other words."""
    shape = re.compile("|".join(data("checking")["annexes"]["lists"]))
    return any(shape.search(fold(block.text)) for block in paper.main)
