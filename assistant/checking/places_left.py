"""Names of another commune left in, bodies of a level that is gone, terms out of use.

Other communes are named rightly too: in what is cited, compared, or told of a neighbour. Only a
name where the paper's own is meant is a fault.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, around, is_law
from assistant.section_names import is_closing
from ingest.document import Block, BlockKind, Unit
from ingest.layout import is_attachment, is_caps, is_date_line
from ingest.places import find_units, level, same_unit, unit_spans
from ingest.text import fold
from prompts import table as data

_COMMUNE = 3
_PLACE_WORDS = 2  # of the name of nearly every commune
_KINDS = ("phường", "xã", "đặc khu", "thị trấn")


def places_left(paper: Paper) -> Iterator[Fault]:
    """Other communes where the paper's own is meant, each name told once with how often."""
    own = paper.document.front.unit
    if own is None or level(own) != _COMMUNE:
        return
    found: dict[str, list[tuple[Block, int, int, bool]]] = {}
    names: dict[str, Unit] = {}
    for block in paper.blocks:
        for unit, start, end, is_body in _others(paper, block, own):
            found.setdefault(unit.label, []).append((block, start, end, is_body))
            names[unit.label] = unit
    for label, places in found.items():
        yield _other_unit(paper, own, names[label], places)
    yield from _other_kind(paper, own)
    yield from _other_place(paper)


def _other_unit(
    paper: Paper, own: Unit, unit: Unit, places: list[tuple[Block, int, int, bool]]
) -> Fault:
    block, start, end, _ = places[0]
    is_spelling = same_unit(unit, own)
    is_body = any(place[3] for place in places)
    return paper.fault(
        "place",
        "name_spelt" if is_spelling else "other_unit",
        block,
        around(block.text, start, end),
        severity=None if is_body or is_spelling else Severity.LOOK,
        unit=unit.label,
        own=own.label,
        places=len(places),
    )


def _others(paper: Paper, block: Block, own: Unit) -> Iterator[tuple[Unit, int, int, bool]]:
    """The communes that a block names in the place of its own, each with where it stands."""
    if block.table:
        return
    text = block.text if is_attachment(block.text) else paper.uncited(block)
    spans = [
        span
        for span in unit_spans(text)
        if level(span[0]) == _COMMUNE and not fold(text[: span[1]] + "|").endswith("hợp tác |")
    ]
    others = {unit.label for unit, _, _ in spans if not _is_own(unit, own)}
    if len(others) != 1 or (len(spans) > 1 and _is_listed(text, spans)):
        return
    for unit, start, end in spans:
        before, after = text[max(0, start - 25) : start], text[end : end + 25]
        if _is_own(unit, own) or _is_former(before + "|" + after):
            continue
        if _is_person(unit, before):
            continue
        is_body = bool(_led("bodies").search(fold(before + "|")[:-1].rstrip()))
        framed = is_closing(text) or is_attachment(text) or block.kind is BlockKind.HEADING
        if block in paper.foot and not is_body:
            continue
        if is_body or framed or not _led("meant").search(fold(before + "|")[:-1].rstrip()):
            yield unit, start, end, is_body or framed


def _is_person(unit: Unit, before: str) -> bool:
    """True for "Chủ tịch UBND xã Nguyễn Văn An": three names behind a title are a person's."""
    titled = _led("titles").search(fold(before + "|")[:-1].rstrip())
    return titled is not None and len(unit.name.split()) > _PLACE_WORDS


def _is_own(unit: Unit, own: Unit) -> bool:
    """True for the paper's own commune, spelt as its head spells it."""
    return same_unit(unit, own) and fold(unit.name) == fold(own.name)


def _is_listed(text: str, spans: list[tuple[Unit, int, int]]) -> bool:
    """True where communes stand in one list: "phường A và phường B"."""
    gaps = (text[one[2] : other[1]] for one, other in zip(spans, spans[1:], strict=False))
    return any(re.fullmatch(r"\s*(?:,|và|với|,\s*và|;|-)\s*", gap) for gap in gaps)


def _is_former(near: str) -> bool:
    words = data("checking")["places"]["former"]
    return any(re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", fold(near)) for word in words)


@lru_cache
def _led(name: str) -> re.Pattern[str]:
    """What ends with a word of the list."""
    words = sorted(map(fold, data("checking")["places"][name]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?:\s+nhân dân)?$")


def _other_kind(paper: Paper, own: Unit) -> Iterator[Fault]:
    """ "UBND phường" in a paper of a xã: the kind was left in from another paper."""
    if own.kind not in _KINDS:
        return
    kinds = "|".join(kind for kind in _KINDS if kind != own.kind)
    shape = re.compile(
        rf"(?<!các )(?<!\w)(?:ubnd|ủy ban nhân dân|hđnd|đảng ủy|toàn|địa bàn|lãnh đạo)\s+({kinds})"
        rf"(?!\s(?:hội|viên)(?!\w))"
        rf"(?=\s+[^\W\d_A-ZĐ]|[.;)]|\s*$)(?!\s*(?:,|/|và|hoặc|-)\s*(?:xã|phường|đặc khu|thị trấn))"
    )
    found = [
        (block, match)
        for block in paper.blocks
        if not block.table
        for match in shape.finditer(_folded(paper.uncited(block)))
        if not block.text[match.end() :].lstrip()[:1].isupper()
    ]
    if found:
        block, match = found[0]
        yield paper.fault(
            "place",
            "other_kind",
            block,
            around(block.text, *match.span()),
            kind=match[1],
            own=own.label,
            places=len(found),
        )


def _folded(text: str) -> str:
    """Folded with every place kept."""
    folded = fold(text)
    return folded if len(folded) == len(text) else text.lower()


def _other_place(paper: Paper) -> Iterator[Fault]:
    """The place before the date is the commune that issues the paper (Phụ lục I, mục II.4)."""
    line = next((b for b in paper.main if is_date_line(b.text)), None)
    named = line.text.split(",")[0].strip() if line else ""
    heads = [u for b in paper.main if is_caps(b.text) for u in find_units(b.text)]
    of_head = next((u for u in heads if level(u) == _COMMUNE), None)
    kinds = "|".join(_KINDS)
    plain = re.sub(rf"(?i)^(?:{kinds})\s+", "", named)
    if of_head and named and fold(plain) != fold(of_head.name) and len(plain.split()) < 5:
        yield paper.fault("place", "other_place", line, place=named, own=of_head.label)


# --- levels and terms that are gone -----------------------------------------------------------


def abolished_levels(paper: Paper) -> Iterator[Fault]:
    """Bodies of districts as doers or receivers of a paper of the time after them."""
    words = data("checking")["abolished"]
    if not _is_after(paper, words["since"]) or is_law(paper):
        return
    shape = re.compile(rf"(?<!\w)(?:{'|'.join(words['bodies'])})(?!\w)")
    former = "|".join(re.escape(fold(word)) for word in words["former"])
    told: set[str] = set()
    for block in paper.blocks:
        text = _folded(paper.uncited(block))
        for found in shape.finditer(text):
            near = text[max(0, found.start() - 60) : found.end() + 40]
            if found[0] in told or re.search(rf"(?<!\w)(?:{former})(?!\w)", near):
                continue
            told.add(found[0])
            yield paper.fault(
                "abolished-level",
                "abolished",
                block,
                around(block.text, *found.span()),
                severity=Severity.LOOK if found[0].startswith("cấp") else None,
                body=block.text[found.start() : found.end()],
            )


def old_terms(paper: Paper) -> Iterator[Fault]:
    """Terms and names of bodies that had gone out of use, each told once."""
    if is_law(paper):
        return
    for term in data("checking")["old_term"]:
        if _is_after(paper, term["since"]):
            yield from _old_term(paper, term)


def _old_term(paper: Paper, term: Mapping[str, Any]) -> Iterator[Fault]:
    shape = re.compile(rf"(?<!\w)(?:{term['words']})(?!\w)")
    former = "|".join(re.escape(fold(word)) for word in data("checking")["abolished"]["former"])
    for block in paper.blocks:
        text = _folded(paper.uncited(block))
        for found in shape.finditer(text):
            near = text[max(0, found.start() - 80) : found.end() + 40]
            beside = "near" not in term or any(fold(word) in near for word in term["near"])
            if beside and not re.search(rf"(?<!\w)(?:{former})(?!\w)", near):
                yield paper.fault(
                    "old-term",
                    "old_term",
                    block,
                    around(block.text, *found.span()),
                    term=block.text[found.start() : found.end()],
                    since=f"{term['since']:%d/%m/%Y}",
                    instead=term["instead"],
                    by=term["by"],
                )
                return


def _is_after(paper: Paper, since: date) -> bool:
    """True for a paper issued since a day; one without a date by the year it speaks of."""
    front = paper.document.front
    if front.issued:
        return front.issued >= since
    return front.year is not None and front.year > since.year
