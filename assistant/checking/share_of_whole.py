"""Percentages of a whole that the same paragraph tells before them: "trong đó …, chiếm 80%"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.checking.fault import Fault, Severity
from assistant.checking.numbers import places_in, rounds, written
from assistant.checking.paper import Paper, around
from assistant.checking.share_words import any_word
from ingest.document import Block, Quantity
from ingest.quantity import find_quantities
from ingest.text import fold


def shares_of_whole(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "300 triệu đồng, trong đó ngân sách tỉnh 240 triệu đồng, chiếm 80,0%": no number of the
    paragraph gives the percentage."""
    for sentence in re.split(r"(?<!\d)\.\s|(?<=\d)\.\s(?=[^\W\d_])", block.text):
        opening = re.search(rf"(?<!\w)(?:{any_word('lists')})(?!\w)", fold(sentence))
        if opening is None:
            continue
        found = [q for q in find_quantities(sentence) if q.low is not None]
        for value, percent in zip(found, found[1:], strict=False):
            if value.start > opening.end() and _is_share(sentence, value, percent):
                yield from _wrong(paper, block, found, value, percent, opening.start())


def _is_share(sentence: str, value: Quantity, percent: Quantity) -> bool:
    """True for a number and the percentage right behind it that says its part of the whole."""
    between = fold(sentence[value.end : percent.start] + "|")[:-1]
    is_led = re.fullmatch(rf"[^;.]{{0,40}}(?:{any_word('of_whole')})\s*", between)
    plain = value.comparator == percent.comparator == "="
    is_fraction = sentence[: value.start].rstrip().endswith("/")
    return (
        plain
        and percent.unit == "%"
        and value.unit not in ("", "%")
        and bool(is_led)
        and not is_fraction
    )


def _wrong(
    paper: Paper,
    block: Block,
    found: Sequence[Quantity],
    value: Quantity,
    percent: Quantity,
    opening: int,
) -> Iterator[Fault]:
    wholes = [q for q in found if q.unit == value.unit and q.end <= opening and _is_more(q, value)]
    ratios = [(q, _ratio(value, q)) for q in wholes]
    printed = percent.low or Decimal(0)
    if not ratios or any(rounds(printed, ratio, places_in(percent)) for _, ratio in ratios):
        return
    base, ratio = ratios[-1]
    at = block.text.find(percent.text, max(block.text.find(value.text), 0))
    yield paper.fault(
        "share",
        "share_of_whole",
        block,
        around(block.text, at, at + len(percent.text)),
        severity=Severity.WARNING,
        printed=percent.text,
        value=value.text,
        base=base.text,
        computed=written(round(ratio, 2), 1) + "%",
    )


def _is_more(one: Quantity, other: Quantity) -> bool:
    return one.low is not None and other.low is not None and one.low > other.low


def _ratio(value: Quantity, whole: Quantity) -> Decimal:
    return (value.low or Decimal(0)) * 100 / (whole.low or Decimal(1))
