"""Sums that sentences tell, added up again: of the parts listed, and what is left of a whole."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from assistant.checking.fault import Fault, Severity
from assistant.checking.numbers import Number, agrees_with_sum, places_in, written
from assistant.checking.paper import Paper, around
from ingest.document import Block, Quantity
from ingest.quantity import find_quantities
from ingest.shapes import marker
from ingest.text import fold
from prompts import table as data

_NEAR = 60  # characters between a total and the word that opens its list
_BESIDE = 12  # … and a bracket that lists its parts: the rest of the noun
_FAR = Decimal("0.2")  # of a total: parts further from it overlap, or are only some of it


def sums_told(paper: Paper, block: Block) -> Iterator[Fault]:
    """Totals of a paragraph that their parts do not give, in it or in the items below it."""
    told = list(_told(paper, block))
    yield from told
    if not told:
        yield from _counted(paper, block)
        yield from _headed(paper, block)
    yield from _rests(paper, block)


# --- parts in the unit of the total -----------------------------------------------------------


def _told(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "tổng kinh phí 9,45 tỷ đồng, gồm: … 5,6 tỷ đồng; … 2,15 tỷ đồng; … 1,7 tỷ đồng"."""
    for opening in _opening().finditer(block.text.lower()):
        near = _BESIDE if opening["bracket"] else _NEAR
        total = _before(block.text, opening.start(), near)
        whole = opening["whole"] is not None
        parts, text = _listed(paper, block, opening.end(), total)
        if total is None or total.low is None or len(parts) < 2:
            continue
        numbers = [Number(p.low, _scaled(p)) for p in parts if p.low is not None]
        computed = sum((number.value for number in numbers), Decimal(0))
        if agrees_with_sum(Number(total.low, _scaled(total)), numbers):
            continue
        if not whole and abs(computed - total.low) > total.low * _FAR:
            continue
        yield paper.fault(
            "sum",
            "sum_told",
            block,
            around(block.text, total.start, min(opening.end() + len(text), opening.end() + 80)),
            severity=None if whole else Severity.LOOK,
            printed=total.text,
            parts=" + ".join(part.text for part in parts),
            computed=_in_unit(computed, total),
        )


@lru_cache
def _opening() -> re.Pattern[str]:
    words = data("checking")["sums"]
    whole, part = ("|".join(map(re.escape, words[name])) for name in ("whole", "part"))
    worded = rf"(?<!\w)(?:(?P<whole>{whole})|{part})(?!\w)(?:\s+có)?\s*:?"
    return re.compile(rf"{worded}|(?P<bracket>\((?!\s*(?:{whole}|{part})))")


def _before(text: str, at: int, near: int) -> Quantity | None:
    """The last quantity of the same sentence before the list, near it; None for a bound."""
    start = max(text.rfind(". ", 0, at) + 1, text.rfind(";", 0, at) + 1)
    found = [q for q in find_quantities(text) if start <= q.start and q.end <= at]
    if (
        not found
        or found[-1].comparator != "="
        or at - found[-1].end - _noun(text, found[-1]) > near
    ):
        return None
    return found[-1] if _unit(text, found[-1]) not in ("", "%") else None


def _noun(text: str, quantity: Quantity) -> int:
    """How long the word behind a number without a unit is: it is what is counted."""
    behind = re.match(r"\s+[^\W\d_]+", text[quantity.end :])
    return len(behind[0]) if behind and not quantity.unit else 0


def _unit(text: str, quantity: Quantity) -> str:
    """What is counted: the unit as read, else the word behind the number."""
    behind = re.match(r"\s+([^\W\d_]+)", text[quantity.end :])
    return quantity.unit or (fold(behind[1]) if behind else "")


def _listed(
    paper: Paper, block: Block, start: int, total: Quantity | None
) -> tuple[list[Quantity], str]:
    """The quantities listed from a place on, one of each piece, all in the unit of the total.

    Where the paragraph ends with the colon the items below it are the list. Empty where a piece
    holds none, or one in another unit.
    """
    text = re.split(r"(?<!\d)\.(?:\s|$)|\)", block.text[start:])[0]
    stops = r";" if ";" in text else r",(?!\d)|\s(?:và|&)\s"
    pieces = [piece for piece in re.split(stops, text) if piece.strip()]
    if not pieces:
        pieces = _items_below(paper, block)
    unit = _unit(block.text, total) if total else ""
    found = [_one(piece, unit) for piece in pieces] if unit else []
    return ([q for q in found if q] if all(found) else []), text


def _items_below(paper: Paper, block: Block) -> list[str]:
    """The items right below a paragraph, all of the first one's shape."""
    items: list[str] = []
    shape = None
    for other in paper.blocks[block.ordinal + 1 :]:
        mark = marker(other.text)
        if not other.is_text or mark is None or (shape is not None and mark.rank != shape):
            break
        shape = mark.rank
        items.append(mark.body)
    own = marker(block.text)
    return [] if own and own.rank == shape else items


def _one(piece: str, unit: str) -> Quantity | None:
    """The one quantity of a piece in the unit of the total; None for none, several or another."""
    cut = re.split(r"\(", piece)[0]
    found = [q for q in find_quantities(cut) if _unit(cut, q) == unit]
    return found[0] if len(found) == 1 and found[0].comparator == "=" else None


def _scaled(quantity: Quantity) -> int:
    """Places behind the comma once money is told in đồng: 9,45 tỷ stands on ten thousands."""
    factor = 1
    number = re.search(r"\d[\d.,]*", quantity.text)
    if quantity.low and number:
        plain = Decimal(number[0].rstrip(".,").replace(".", "").replace(",", "."))
        factor = int(quantity.low / plain) if plain else 1
    return places_in(quantity) - (len(str(factor)) - 1)


def _in_unit(value: Decimal, like: Quantity) -> str:
    """A sum in the unit that its printed total is written in."""
    shift = places_in(like) - _scaled(like)
    unit = re.sub(r"^[^\d]*[\d.,]+\s*", "", like.text)
    return f"{written(value.scaleb(-shift), places_in(like))} {unit}".strip()


# --- parts counted by other words -------------------------------------------------------------

_PIECE = re.compile(r"\s*(?:có\s+|là\s+)?(\d{1,3}(?:\.\d{3})*)\s+([^\W\d_]+)(?![^\W_])", re.I)


def _counted(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "275 người dự, gồm 118 nam và 157 nữ", "07 thành viên: 01 Tổ trưởng, 02 Tổ phó và 04 …"."""
    for opening in _counting().finditer(fold(block.text)):
        total = _before(block.text, opening.start(), _NEAR)
        parts = _pieces(block.text[opening.end() :])
        if total is None or total.low is None or total.unit == "đồng" or len(parts) < 2:
            continue
        computed = sum(_plain(number) for number, _ in parts)
        if computed == total.low or max(_plain(number) for number, _ in parts) > total.low:
            continue
        if abs(computed - total.low) <= max(total.low * _FAR, Decimal(2)):
            told = " + ".join(f"{number} {noun}" for number, noun in parts)
            excerpt = around(block.text, total.start, opening.end() + 40)
            yield paper.fault(
                "sum",
                "parts_told",
                block,
                excerpt,
                severity=Severity.WARNING,
                printed=total.text,
                parts=told,
                computed=written(Decimal(computed)),
            )


def _plain(number: str) -> int:
    return int(number.replace(".", ""))


@lru_cache
def _counting() -> re.Pattern[str]:
    """What opens a list of all parts: "gồm", or a colon behind what is counted."""
    words = "|".join(map(re.escape, map(fold, data("checking")["sums"]["whole"])))
    return re.compile(rf"(?<!\w)(?:{words})(?:\s+có)?\s*:?(?=\s*\d)|:(?=\s*\d{{1,3}}\s+[^\W\d_])")


def _pieces(text: str) -> list[tuple[str, str]]:
    """The parts at the head of a list, each a number with its noun; none where it goes on mixed."""
    sentence = re.split(r"(?<!\d)\.(?:\s|$)|;|\)|(?<!\w)trong đó(?!\w)", text)[0]
    pieces = re.split(r",(?!\d)|\s(?:và|&)\s|\s\+\s", sentence)
    found: list[tuple[str, str]] = []
    for at, piece in enumerate(pieces):
        part = _PIECE.match(piece)
        if part is None:
            rest = " ".join(pieces[at:])
            return [] if re.search(r"\d", rest) else found
        if re.search(r"\d", piece[part.end() :]):
            return []
        found.append((part[1], part[2]))
    return found


# --- a total above its items ------------------------------------------------------------------


def _headed(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "Tổng kinh phí: 500 triệu đồng." with an amount in each of the items below it."""
    mark = marker(block.text)
    text = mark.body if mark else block.text
    opens = tuple(map(fold, data("checking")["sums"]["heads"]))
    found = [q for q in find_quantities(text) if q.low is not None and q.comparator == "="]
    items = _items_below(paper, block) if fold(text).startswith(opens) else []
    if len(found) != 1 or len(items) < 2 or text.rstrip().endswith(":") or not found[0].unit:
        return
    parts = [_one(item, found[0].unit) for item in items]
    numbers = [Number(p.low, _scaled(p)) for p in parts if p and p.low is not None]
    total = Number(found[0].low or Decimal(0), _scaled(found[0]))
    computed = sum((number.value for number in numbers), Decimal(0))
    if len(numbers) != len(items) or agrees_with_sum(total, numbers):
        return
    if abs(computed - total.value) <= total.value * _FAR:
        yield paper.fault(
            "sum",
            "sum_told",
            block,
            severity=Severity.WARNING,
            printed=found[0].text,
            parts=" + ".join(part.text for part in parts if part),
            computed=_in_unit(computed, found[0]),
        )


# --- what is left of a whole ------------------------------------------------------------------

_PAIR = 2


def _rests(paper: Paper, block: Block) -> Iterator[Fault]:
    """ "đã số hóa 2.184/2.730 hồ sơ, còn 546 hồ sơ"; "có 2.730 hồ sơ, đã số hóa 2.184, còn 546"."""
    for sentence in re.split(r"(?<!\d)\.\s|(?<=\d)\.\s(?=[^\W\d_])", block.text):
        found = [q for q in find_quantities(sentence) if q.low is not None and q.unit != "%"]
        for at, rest in enumerate(found):
            pair = _whole_and_part(sentence, found[:at])
            if rest.comparator != "=" or not _is_rest(sentence, rest) or pair is None:
                continue
            whole, part, unit = pair
            if _unit(sentence, rest) != unit or rest.low is None or whole - part == rest.low:
                continue
            if abs(whole - part - rest.low) <= whole * _FAR:
                yield paper.fault(
                    "sum",
                    "rest_told",
                    block,
                    around(block.text, *_span(block.text, rest.text)),
                    severity=Severity.WARNING,
                    printed=rest.text,
                    whole=written(whole),
                    part=written(part),
                    computed=written(whole - part),
                )


def _span(text: str, words: str) -> tuple[int, int]:
    at = max(text.find(words), 0)
    return at, at + len(words)


def _is_rest(sentence: str, rest: Quantity) -> bool:
    words = "|".join(map(fold, data("checking")["sums"]["rests"]))
    before = fold(sentence[: rest.start] + "|")[:-1]
    return re.search(rf"(?<!\w)(?:{words})\s*(?:là|:)?\s*$", before) is not None


def _whole_and_part(
    sentence: str, before: Sequence[Quantity]
) -> tuple[Decimal, Decimal, str] | None:
    """The whole and the part that a fraction right before a rest tells, and what is counted."""
    if len(before) < _PAIR:
        return None
    part, whole = before[-2:]
    if re.fullmatch(r"\s?/\s?", sentence[part.end : whole.start]) is None:
        return _plain_pair(sentence, before)
    if part.low is None or whole.low is None or part.low > whole.low:
        return None
    return whole.low, part.low, _unit(sentence, whole)


def _plain_pair(sentence: str, before: Sequence[Quantity]) -> tuple[Decimal, Decimal, str] | None:
    """ "có 2.730 hồ sơ, đã số hóa 2.184 hồ sơ, còn …": two numbers of one unit and no more."""
    units = [_unit(sentence, quantity) for quantity in before]
    whole, part = before[-2:]
    if len(set(units[-2:])) != 1 or units.count(units[-1]) != _PAIR or whole.comparator != "=":
        return None
    done = "|".join(map(fold, data("checking")["dates"]["done"]))
    clause = fold(sentence[whole.end : part.start])
    if whole.low is None or part.low is None or part.low > whole.low:
        return None
    is_done = re.search(rf"(?<!\w)(?:{done})(?!\w)", clause) is not None
    return (whole.low, part.low, units[-1]) if is_done and part.comparator == "=" else None
