"""How numbers and dates of documents are written.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3 and II.4, Phụ lục III; for the Party Hướng dẫn
05-HD/VPTW.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around
from assistant.checking.parts import is_party
from ingest.codes import find_codes
from ingest.document import Block
from ingest.layout import is_number_line
from ingest.text import fold
from prompts import table as data

_MOST = 4  # dates shown of those that are wrong
_HEAD = 30  # blocks in which the head of a paper stands


def number_forms(paper: Paper) -> Iterator[Fault]:
    """Numbers with wrong separators or without their type, dates with wrong zeros."""
    for block in paper.blocks:
        if not block.table:
            yield from _separators(paper, block)
            yield from _untyped(paper, block)
            yield from _day_and_order(paper, block)
    yield from _colon(paper)
    yield from _dates(paper)


# --- numbers ----------------------------------------------------------------------------------


def _separators(paper: Paper, block: Block) -> Iterator[Fault]:
    """Numbers of a state body in the form of the Party, or with a separator lost or changed."""
    for key, shape in _wrong_forms():
        for found in shape.finditer(block.text):
            if key == "number_party_of" and not _is_of_state(block.text, found):
                continue
            yield paper.fault(
                "citation-form",
                key,
                block,
                around(block.text, *found.span()),
                written=found[0],
                right=_right(key, found),
            )


def _is_of_state(text: str, found: re.Match[str]) -> bool:
    """True for a number whose organ no list knows where a state body is named beside it."""
    party = tuple(data("checking")["citations"]["party_organs"])
    if any(part.endswith(party) for part in found["organ"].split("-")):
        return False
    before, after = fold(text[: found.start()] + "|")[-60:], fold(text[found.end() :])
    issuer = re.match(r"(?:\s*ngày [\d/.\- ]+(?:tháng \d+ năm \d+)?)?\s*của (?:các )?", after)
    bodies = tuple(map(fold, data("checking")["citations"]["state_bodies"]))
    is_told = issuer is not None and after[issuer.end() :].startswith(bodies)
    return is_told or re.search(rf"của (?:{'|'.join(bodies)})[^,;]*$", before) is not None


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
        (
            "number_party_of",
            re.compile(rf"{number}-(?P<type>{marks})/(?!(?:{state})(?!\w))(?P<organ>[A-ZĐ][\w-]*)"),
        ),
        ("number_year", re.compile(rf"{number}/(?P<written>NĐ-CP|TT(?:LT)?-[A-ZĐ]{{2,}})(?!\w)")),
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
    if key == "number_year":
        return f"{parts['number']}/năm/{parts['written']}"
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


# --- days and order ---------------------------------------------------------------------------

_DAY = r"ngày\s+\d{1,2}(?:\s?[/.-]\s?\d{1,2}|\s+tháng\s+\d{1,2})"
_NO_YEAR = re.compile(rf",?\s*{_DAY}(?!\s?[/.-]?\s?\d|\s*,?\s*năm)")
_DAY_BEFORE = re.compile(
    rf"{_DAY}(?:\s?[/.-]\s?|\s+năm\s+)\d{{4}}(?:\s+của\s[^,;.()]{{3,60}}?)?\s+số:?\s*$"
)


def _day_and_order(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "số 41/KH-UBND ngày 24/2": a day without its year; "Kế hoạch ngày 24/02/2026 số 41"."""
    for code in find_codes(block.text):
        if short := _NO_YEAR.match(block.text[code.end :]):
            excerpt = around(block.text, code.start, code.end + short.end())
            day = short[0].strip(" ,")
            yield paper.fault("citation-form", "cited_no_year", block, excerpt, written=day)
        before = _DAY_BEFORE.search(block.text[: code.start])
        if before and not find_codes(block.text[: before.start()][-60:]):
            excerpt = around(block.text, before.start(), code.end)
            yield paper.fault("citation-form", "cited_order", block, excerpt, written=code.text)


def _colon(paper: Paper) -> Iterator[Fault]:
    """ "Số 12/KH-UBND" in the head: the state writes a colon behind "Số", the Party none."""
    if is_party(paper) or not paper.document.front.issuer:
        return
    for block in paper.blocks[:_HEAD]:
        if is_number_line(block.text) and re.match(r"Số\s*\d", block.text.strip()):
            yield paper.fault("citation-form", "number_colon", block)


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
