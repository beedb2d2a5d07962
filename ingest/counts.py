"""What a sentence counts in an annex ("13 thành viên theo danh sách kèm theo"), counted again."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, Finding, Table
from ingest.text import fold, unaccent
from prompts import say
from prompts import table as data

_FAR = 120  # characters from the count to the annex it points to
_ANNEX = re.compile(r"phu luc(?: so)? (?P<number>[ivx]+|\d+)(?!\w)")


def check_counts(blocks: tuple[Block, ...]) -> tuple[Finding, ...]:
    """A finding "conflict" for each count of an annex's rows that is not what the rows give."""
    return tuple(finding for block in blocks if block.is_text for finding in _wrong(block, blocks))


def _wrong(block: Block, blocks: Sequence[Block]) -> Iterator[Finding]:
    for found in _counted().finditer(fold(block.text)):
        annex = _pointed_to(found["rest"], unaccent(found["thing"]), blocks)
        if annex is None or annex.table is None:
            continue
        counts = _counts(annex.table)
        if counts and int(found["count"]) not in counts:
            yield Finding(
                "conflict",
                say(
                    "ingest.count_differs",
                    "vi",
                    printed=block.text[found.start("count") : found.end("thing")],
                    place=_name(annex, blocks),
                    rows=counts[0],
                ),
                block.ordinal,
            )


def _name(annex: Block, blocks: Sequence[Block]) -> str:
    """What the annex is called: its heading, else the line above its table."""
    above = (b.text for b in reversed(blocks[: annex.ordinal]) if not b.table)
    return annex.path[-1] if annex.path else next(above, "")


@lru_cache
def _counted() -> re.Pattern[str]:
    """ "gồm 13 thành viên theo danh sách tại Phụ lục I", "09 chỉ tiêu tại Phụ lục 2"."""
    counts = data("figures")["annexed"]
    things, listed = ("|".join(map(fold, counts[name])) for name in ("things", "listed"))
    return re.compile(
        rf"(?<![\d.,/])(?P<count>\d{{1,3}})\s+(?P<thing>{things})(?!\w)"
        rf"(?P<rest>[^.;]{{0,{_FAR}}}?(?:{listed})[^.;]{{0,40}})"
    )


def _pointed_to(rest: str, thing: str, blocks: Sequence[Block]) -> Block | None:
    """The one table that is meant: of the annex numbered, else the one list of persons."""
    annexed = [b for b in blocks if b.table]
    if number := _ANNEX.search(unaccent(rest)):
        named = [b for b in annexed if b.path and _is_annex(b.path[0], number["number"])]
    elif thing in map(unaccent, data("figures")["annexed"]["persons"]):
        named = [b for b in annexed if b.table and _lists_persons(b.table)]
    else:
        named = []
    return named[0] if len(named) == 1 else None


def _is_annex(heading: str, number: str) -> bool:
    return re.match(rf"phu luc(?: so)? {number}(?!\w)", unaccent(heading)) is not None


def _lists_persons(found: Table) -> bool:
    return ColumnRole.PERSON in column_roles(found.columns)


def _counts(found: Table) -> list[int]:
    """How many rows there are: those with a whole number of their own, and all of them.

    None where a row leaves its number open: then it may be part of the one above.
    """
    rows = [row for row in found.rows if not row.is_total and any(c.strip() for c in row.cells)]
    numbered = [row for row in rows if row.label.rstrip(".").isdigit()]
    if not numbered:
        return []
    highest = max(int(row.label.rstrip(".")) for row in numbered)
    return list(dict.fromkeys((len(numbered), len(rows), highest)))
