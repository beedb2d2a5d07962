"""How numbers and dates of documents are written.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3 and II.4, Phụ lục III; for the Party Hướng dẫn
05-HD/VPTW.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around
from ingest.document import Block
from prompts import table as data

_MOST = 4  # dates shown of those that are wrong


def number_forms(paper: Paper) -> Iterator[Fault]:
    """Numbers with wrong separators or without their type, dates with wrong zeros."""
    for block in paper.blocks:
        if not block.table:
            yield from _separators(paper, block)
            yield from _untyped(paper, block)
    yield from _dates(paper)


# --- numbers ----------------------------------------------------------------------------------


def _separators(paper: Paper, block: Block) -> Iterator[Fault]:
    """Numbers of a state body in the form of the Party, or with a separator lost or changed."""
    for key, shape in _wrong_forms():
        for found in shape.finditer(block.text):
            yield paper.fault(
                "citation-form",
                key,
                block,
                around(block.text, *found.span()),
                written=found[0],
                right=_right(key, found),
            )


@lru_cache
def _wrong_forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = data("checking")["citations"]
    marks = "|".join(sorted((re.escape(m) for m in _marks()), key=len, reverse=True))
    state = "|".join(map(re.escape, words["state_organs"]))
    party = "|".join(map(re.escape, words["party_organs"]))
    number, year = r"(?<![\w/.-])(?P<number>\d{1,5})", r"(?P<year>/(?:19|20)\d\d)?"
    return (
        (
            "number_slash",
            re.compile(rf"{number}{year}/(?P<type>{marks})/(?P<organ>{state})(?![\w])"),
        ),
        ("number_party", re.compile(rf"{number}-(?P<type>{marks})/(?P<organ>{state})(?![\w])")),
        ("number_state", re.compile(rf"{number}/(?P<type>{marks})-(?P<organ>{party})(?![\w])")),
        (
            "number_space",
            re.compile(
                rf"{number}{year}(?=/|\s/)\s?/\s?(?P<type>{marks})(?:\s-\s?|-\s|\s)"
                rf"(?P<organ>{state})(?![\w])"
            ),
        ),
    )


@lru_cache
def _marks() -> frozenset[str]:
    """The abbreviations of types as numbers write them."""
    return frozenset(mark for row in data("document_types")["type"] for mark in row["short"])


def _right(key: str, found: re.Match[str]) -> str:
    """The number in the form of its body."""
    parts = found.groupdict()
    if key == "number_state":
        return f"{parts['number']}-{parts['type']}/{parts['organ']}"
    return f"{parts['number']}{parts.get('year') or ''}/{parts['type']}-{parts['organ']}"


def _untyped(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "Căn cứ số 240/QĐ-UBND", "Căn cứ QĐ số 240/QĐ-UBND": the name of the type is missing."""
    for key, shape in (("citation_untyped", _bare()), ("citation_short_type", _shortened())):
        for found in shape.finditer(block.text):
            excerpt = around(block.text, *found.span())
            yield paper.fault("citation-form", key, block, excerpt)


@lru_cache
def _bare() -> re.Pattern[str]:
    leads = "|".join(map(re.escape, data("checking")["citations"]["leads"]))
    return re.compile(rf"(?:^|[\s(])(?i:{leads})\s+(?:số\s*)?(?=\d{{1,5}}\s?[/-]\s?\S*[A-ZĐ])")


@lru_cache
def _shortened() -> re.Pattern[str]:
    marks = "|".join(sorted(map(re.escape, _marks()), key=len, reverse=True))
    return re.compile(rf"(?<![\w/-])(?:{marks})\s+(?:số\s*:?\s*)?(?=\d{{1,5}}\s?[/-]\s?\S*[A-ZĐ])")


# --- dates ------------------------------------------------------------------------------------

_DATE = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d/])"
    r"|ngày\s+(?P<day2>\d{1,2})\s+tháng\s+(?P<month2>\d{1,2})\s+năm\s+(?P<year2>\d{4})"
)


def _dates(paper: Paper) -> Iterator[Fault]:
    """Days and months without their zero, or with one too many: one fault for the paper."""
    wrong: dict[str, Block] = {}
    for block in paper.blocks:
        for found in _DATE.finditer(block.text) if not block.table else ():
            day, month = found["day"] or found["day2"], found["month"] or found["month2"]
            if not _is_written(day, month):
                wrong.setdefault(found[0], block)
    if wrong:
        shown = ", ".join(list(wrong)[:_MOST]) + (" …" if len(wrong) > _MOST else "")
        first, block = next(iter(wrong.items()))
        at = block.text.find(first)
        yield paper.fault(
            "citation-form",
            "date_zeros",
            block,
            around(block.text, at, at + len(first)),
            severity=Severity.LOOK,
            dates=shown,
            count=len(wrong),
        )


def _is_written(day: str, month: str) -> bool:
    """A zero stands before days under 10 and before months 1 and 2, before no other month."""
    right_day = len(day) == 2
    right_month = len(month) == 2 if int(month) in (1, 2) or int(month) > 9 else len(month) == 1
    return right_day and right_month
