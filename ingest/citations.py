"""One document cited under two numbers or two dates: a slip of the paper that cites it."""

import re
from itertools import combinations

from rapidfuzz.distance import OSA

from ingest.codes import find_codes
from ingest.document import Block, Finding, FrontMatter, Relation
from ingest.relations import citations_in
from ingest.text import fold, tidy
from prompts import say


def check_citations(blocks: tuple[Block, ...], front: FrontMatter) -> tuple[Finding, ...]:
    """A finding "conflict" for what looks like one document cited under two numbers or dates."""
    cited = [
        relation
        for block in blocks
        if not block.table
        for relation in citations_in(block, front)
        if relation.number and relation.issued
    ]
    distinct = {(c.number, c.type, c.issued, fold(c.issuer)): c for c in reversed(cited)}
    pairs = combinations(reversed(distinct.values()), 2)
    texts = {
        say("ingest.cited_differently", "vi", one=_named(one), other=_named(other)): other.block
        for one, other in pairs
        if _is_same(one, other)
    }
    return tuple(Finding("conflict", text, block) for text, block in texts.items())


def _is_same(one: Relation, other: Relation) -> bool:
    """True for one number on two days, or two numbers that a slip tells apart on one day.

    Offices share numbers ("55/KH-UBND"): two days count only for the same issuer, named both times
    or told by the number itself.
    """
    if one.number == other.number:
        if one.issued == other.issued or (one.type and other.type and one.type != other.type):
            return False
        named = bool(one.issuer) and fold(one.issuer) == fold(other.issuer)
        return named or (_is_unique(one.number) and not (one.issuer and other.issuer))
    if one.issued != other.issued or (one.type and other.type and one.type != other.type):
        return False
    titled = _is_unique(one.number) and fold(one.subject[:60]) == fold(other.subject[:60])
    titled = titled and len(one.subject) > 20
    symbol, other_symbol = (number.split("/", 1)[-1] for number in (one.number, other.number))
    return (titled and symbol == other_symbol) or _is_slip(one.number, other.number)


def _is_unique(number: str) -> bool:
    """True where the number itself names the one body that gives it out, once a year or term."""
    return bool(re.search(r"/(?:\d{4}/)?[A-Z]+-(?:CP|TTG|TW)$|/QH\d+$", number))


def _is_slip(one: str, other: str) -> bool:
    """True for the same serial number under a symbol or a year that differs by a letter or two."""
    first, last = one.split("/"), other.split("/")
    if first[0] != last[0] or not first[0]:
        return False
    if first[-1] == last[-1]:
        return len(first) == len(last) == 3
    return (
        len(first) == len(last) and 0 < OSA.distance(first[-1], last[-1]) <= 1 < len(first[-1]) - 4
    )


def _named(relation: Relation) -> str:
    day = f"{relation.issued:%d/%m/%Y}" if relation.issued else ""
    code = find_codes(relation.quote)
    number = code[0].text if code else relation.number
    return tidy(f"{relation.type} {number} ngày {day}")
