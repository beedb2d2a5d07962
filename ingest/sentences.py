"""Sentences → Figures: "Tỷ lệ hồ sơ đúng hạn đạt 99,9%", "21 máy tính", "bố trí hơn 3,4 tỷ đồng".

Precision before recall: a number whose clause does not say clearly what it measures is left out,
and so is one that says by how much something grew or fell, sets a condition, names or identifies.
The words that tell these apart are data in `prompts/data/sentences.toml`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.clauses import Clause, Item, Prose, clauses, prose
from ingest.counted import counted_end
from ingest.document import Block, BlockKind, Figure, FrontMatter, Quantity
from ingest.head import read_head
from ingest.indicators import Named, Said, name_of
from ingest.period import find_periods
from ingest.phrases import any_of, starting
from ingest.quantity import with_measure
from ingest.sentence_facts import Facts, owner_in, period_of, place_in, role_of
from ingest.shapes import marker
from ingest.statements import Words, words_of
from ingest.text import fold
from ingest.wording import in_brackets, without_time
from prompts import table

_MOST_WORDS = 45  # of an indicator: longer ones are no clear statement
_ENDS = re.compile(r"(?:\s(?:và|hoặc))+$")
_FOOT = ("nơi nhận", "kính gửi")


def sentence_figures(blocks: tuple[Block, ...], front: FrontMatter) -> tuple[Figure, ...]:
    """The figures that paragraphs, list items and footnotes state, in reading order.

    None from the head and the foot of a document, nor from one that sets rules: a law's
    thresholds are no figures of a place.
    """
    if front.kind in table("sentences")["rules"]:
        return ()
    start = read_head(blocks).end if blocks else 0
    read = [block for block in blocks[start:] if block.kind is not BlockKind.HEADING]
    opening: dict[tuple[str, ...], str] = {}
    for block in read:
        own = block.kind is BlockKind.PARAGRAPH and block.path
        opening.setdefault(block.path, fold(block.text) if own else "")
    return tuple(
        figure
        for block in read
        if block.table is None and _is_prose(block)
        for figure in _figures(block, front, opening[block.path])
    )


def _is_prose(block: Block) -> bool:
    text = fold(block.text)
    asks = any(re.search(any_of("noun", "asks"), fold(heading)) for heading in block.path)
    number = any(character.isdigit() for character in text)
    return number and not asks and "|" not in text and not text.startswith(_FOOT)


def _figures(block: Block, front: FrontMatter, section: str) -> Iterator[Figure]:
    whole = prose(block.text)
    if whole is None:
        return
    opening = marker(block.text)
    start = len(block.text) - len(opening.body) if opening else 0
    said = Said()
    found = clauses(whole, start)
    for at, clause in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        figure = _figure(whole, clause, following, said, Facts(block, front, whole, section))
        if figure:
            yield figure


def _figure(
    whole: Prose, clause: Clause, following: Clause | None, said: Said, facts: Facts
) -> Figure | None:
    if clause.number != said.sentence and not (clause.opener == "(" and said.indicator):
        ended = whole.masked[: clause.start].rstrip().endswith((".", "!", "?"))
        said.verb, said.sentence = "", clause.number
        if ended:
            said.indicator = said.outer = said.lead = ""
            said.is_whole = False
    words = words_of(whole, clause)
    if words is None:
        said.indicator = said.verb = ""  # what follows must not speak for it
        return None
    named = name_of(whole, clause, following, words, said)
    named = named if named.indicator else _headed(facts, clause, words, named)
    named = replace(named, indicator=_ENDS.sub("", named.indicator).strip())
    if not _is_clear(named.indicator):
        said.indicator = ""
        return None
    said.indicator = named.indicator
    if not in_brackets(whole, clause):
        said.outer = named.indicator
    if clause.moves and not find_periods(whole.masked[clause.item.end : clause.end]):
        return None  # what it was before, without a word of when
    if _is_cumulated(whole, clause):
        named = replace(named, indicator=f"{named.indicator} (lũy kế)")
    return _stated(facts, clause, words, named)


def _headed(facts: Facts, clause: Clause, words: Words, named: Named) -> Named:
    """Named by its heading where the clause names only a period: "Giai đoạn 2025-2030 là …"."""
    heading = facts.block.path[-1] if facts.block.path else ""
    opening = marker(heading)
    title = without_time(opening.body if opening else heading)
    if words.state and clause.opener == "" and starting("clause", "openers").match(fold(title)):
        return replace(named, indicator=title)
    return named


def _is_cumulated(whole: Prose, clause: Clause) -> bool:
    before = whole.masked[: clause.item.start]
    return "lũy kế" in before[before.rfind(". ") + 1 :]


def _stated(facts: Facts, clause: Clause, words: Words, named: Named) -> Figure:
    item, whole = clause.item, facts.whole
    quantity = _counted(item, words.noun)
    end = counted_end(whole, clause, words.noun)
    period = period_of(facts, clause)
    return Figure(
        indicator=named.indicator,
        text=whole.text[item.start : end].strip(),
        quantity=quantity,
        role=role_of(facts, clause, named.indicator, quantity, period, named.is_aim),
        period=period,
        place=place_in(facts, clause),
        owner=owner_in(facts, clause),
        person="",
        block=facts.block.ordinal,
        measure=named.measure,
        clause=whole.text[clause.opens : clause.end].strip(" ,:"),
    )


def _counted(item: Item, noun: str) -> Quantity:
    """The value with its unit; the numerator of a fraction is in the unit of its whole."""
    one = replace(item.quantity, start=0, end=0)
    if item.whole and item.whole.unit:
        written = re.sub(r"^\D*[\d.,]+\s*", "", item.whole.text)
        return with_measure(one, written)
    return one if one.unit else replace(one, unit=noun)


def _is_clear(indicator: str) -> bool:
    words = indicator.split()
    letters = sum(c.isalpha() for c in indicator)
    return 0 < len(words) <= _MOST_WORDS and letters > 1 and "§" not in indicator
