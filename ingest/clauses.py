"""Prose → clauses: each number a sentence states, with the words that belong to it.

Nothing is understood here. A sentence ends at a stop or a semicolon; between two of its numbers
one separator divides them: a colon, "và", or the comma that opens a new statement. Numbers of
documents and numbers in quotation marks are blanked, so that every position stays; what stands in
brackets is read by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.codes import find_codes
from ingest.document import Quantity
from ingest.phrases import any_of, starting
from ingest.quantity import find_quantities
from ingest.text import fold

_QUOTED = re.compile(r"[\"“”][^\"“”]{1,200}[\"“”]")
_DIVIDING = re.compile(r"[\d.,;:!?]")
_RAISED = re.compile(r"(?<!m)(?<!\d)[¹²³⁰⁴-⁹]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:tp|tx|p|q|h|x|đ/c|ts|ths|pgs|gs|bs|ks|v\.v|tr|st|no)$")
_END = re.compile(r"[.!?…]+(?=\s|$)|;")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*(?:\s*%?\s*(?:-|–|đến)\s*\d+(?:[.,]\d+)*)?")
_SCALE = re.compile(r"\s*(?:nghìn tỷ|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\w)", re.IGNORECASE)
_SCALE_ENDS = re.compile(r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)$", re.IGNORECASE)
_FRACTION = re.compile(r"\s*/\s*")
# "9 tháng", "lũy kế 6 tháng": a part of the year that is told of, not how long something takes.
MONTHS = re.compile(
    r"(?<!vòng )(?<!mỗi )(?<!sau )(?<!hạn )(?<!gian )(?<!từ )(?<!đến )(?<!trên )(?<!dưới )(?<!đủ )"
    r"(?<![\w.,-])((?:[2-9]|1[0-2]) tháng)"
    r"(?! *(?:đầu|cuối|năm|của năm|tuổi|một|liên|tù|tới|tiếp|sau|kể|trở|qua|/|\d|-|–))(?!\w)"
)
_PART_OF_YEAR = re.compile(r"(?<![\w.,-])(\d{1,2} tháng) (?:(?:đầu|cuối) )?(?:năm|của năm)(?!\w)")
MOVE = "lên"  # divides the value that something had from the one it has now
# "109 bé trai/100 bé gái": what is counted holds the number that it is counted per.
RATIO = r"\s+([^\W\d_]+(?: [^\W\d_]+)?\s*/\s*1(?:00|\.?000|00\.000) [^\W\d_]+(?: [^\W\d_]+)?)"
_WITH_RATIO = re.compile(rf"\d{RATIO}")
_AGE = re.compile(r"(?<![\d.,])(\d{1,3})(?: ?(?:-|đến) ?\d{1,3})? (?:tháng )?tuổi(?!\w)")
_OF_ALL = re.compile(r"\s*(?:trên|trong)\s+(?:tổng\s+)?số\s*")


def unbracketed(text: str) -> str:
    """The text with what stands in brackets blanked, also where one was cut off."""
    return re.sub(r"\([^()]*\)?", lambda match: " " * len(match[0]), text)


@dataclass(frozen=True, slots=True)
class Item:
    """A number at [start, end) with what it counts; of a fraction the numerator is the value.

    `number_end` is where its digits end and what is counted begins. `whole` is the quantity a
    fraction is a part of.
    """

    start: int
    end: int
    number_end: int
    quantity: Quantity
    whole: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """The stretch [start, end) of a text that states one number first of all.

    `opener` is what divides it from the clause before: "" at the start of a sentence, ",", "và",
    ":", "với", `MOVE`, or "(" for one in brackets. `number` counts the sentences of the text.
    """

    start: int
    end: int
    item: Item
    opener: str
    number: int
    others: tuple[Item, ...] = ()  # further numbers inside it
    moves: bool = False  # True for "tăng từ 85%" in front of "lên 92%"
    opens: int = (
        0  # where the statement starts that it goes on with: "14 trường với 9.862 học sinh"
    )


@dataclass(frozen=True, slots=True)
class Prose:
    """A text with its folded twin, every position the same, and what is blanked in both."""

    text: str
    bare: str  # the text without document numbers, footnote marks and numbers in quotation marks
    masked: str  # the same, folded


def prose(text: str) -> Prose | None:
    """The text ready to be divided; None where folding moves its positions."""
    flat = fold(f".{text}.")[1:-1]  # the stops keep spaces at either end
    if len(flat) != len(text):
        return None
    spans = [(m.start(), m.end(), " ") for m in _RAISED.finditer(text)]
    spans += [(code.start, code.end, "§") for code in find_codes(text)]
    for quoted in _QUOTED.finditer(text):
        inside = _DIVIDING.finditer(text, quoted.start(), quoted.end())
        spans += [(m.start(), m.end(), "·") for m in inside]
    bare, masked = text, flat
    for start, end, mark in spans:
        blank = mark * (end - start)
        bare, masked = (part[:start] + blank + part[end:] for part in (bare, masked))
    return Prose(text, bare, masked)


def clauses(whole: Prose, start: int) -> tuple[Clause, ...]:
    """Every clause with a number from `start` on, those in brackets after the one they follow."""
    outer = _blank(_BRACKETS, text=whole.masked)
    found = [
        clause
        for number, (first, last) in enumerate(_sentences(outer, start, len(outer)))
        for clause in _divided(whole, outer, first, last, number, "")
    ]
    for bracket in _BRACKETS.finditer(whole.masked, start):
        found += _in_brackets(whole, bracket, found)
    return tuple(sorted(found, key=lambda clause: clause.item.start))


def _in_brackets(whole: Prose, bracket: re.Match[str], outer: Sequence[Clause]) -> Iterator[Clause]:
    around = [clause for clause in outer if clause.start <= bracket.start() <= clause.end]
    number = around[0].number if around else -1
    text = whole.masked
    for first, last in _sentences(text, bracket.start() + 1, bracket.end() - 1):
        yield from _divided(whole, text, first, last, number, "(")


def _blank(*patterns: re.Pattern[str], text: str) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _END.finditer(text, start, end):
        if _ABBREVIATED.search(text[first : stop.start()]):
            continue
        yield first, stop.start()
        first = stop.end()
    if first < end:
        yield first, end


def _divided(
    whole: Prose, text: str, start: int, end: int, number: int, opener: str
) -> Iterator[Clause]:
    items = [item for item in _items(whole, start, end) if text[item.start : item.end].strip()]
    first, inside, opens = start, opener, start
    at = 0
    while at < len(items):
        if at + 1 < len(items) and _leads_on(text, items[at], items[at + 1]):
            at += 1
        following = at + 1
        cut = None
        while following < len(items) and cut is None:
            cut = _cut(text, items[following - 1], items[following])
            following += cut is None
        last = cut[0] if cut else end
        others, moves = tuple(items[at + 1 : following]), bool(cut and cut[2] == MOVE)
        opens = opens if inside in _GO_ON else first
        yield Clause(first, last, items[at], inside, number, others, moves, opens)
        if cut:
            first, inside = cut[1], cut[2]
        at = following


def _leads_on(text: str, item: Item, following: Item) -> bool:
    """True for a number inside what the next one measures: "hỗ trợ 120 học sinh là 2 tỷ đồng"."""
    between = text[item.end : following.start]
    return "," not in between and bool(re.search(r"\s(?:là|đạt|chiếm)\s*$", between))


def _items(whole: Prose, start: int, end: int) -> Iterator[Item]:
    """The numbers of a sentence, the two of a fraction as one."""
    text = whole.bare
    named = (MONTHS, _PART_OF_YEAR)
    months = {m.start(1) for parts in named for m in parts.finditer(whole.masked, start, end)}
    found = [_placed(q, start) for q in find_quantities(text[start:end])]
    ages = {m.start(1) for m in _AGE.finditer(whole.masked, start, end)}
    per = [m.span(1) for m in _WITH_RATIO.finditer(whole.masked, start, end)]
    found = [
        _unpaid(text, q)
        for q in found
        if q.start not in months
        and not any(q.start <= age < q.end for age in ages)
        and not any(first < q.start < last for first, last in per)
    ]
    at = 0
    while at < len(found):
        one, other = found[at], found[at + 1] if at + 1 < len(found) else None
        if other and _is_fraction(text, one, other):
            yield _item(text, one, other)
            at += 2
        else:
            yield _item(text, one, None)
            at += 1


def _placed(quantity: Quantity, by: int) -> Quantity:
    q = quantity
    return Quantity(q.low, q.high, q.comparator, q.unit, q.text, q.start + by, q.end + by)


def _unpaid(text: str, quantity: Quantity) -> Quantity:
    """No money where "triệu" goes on with what is counted: "2,5 triệu liều vắc xin"."""
    if quantity.unit != "đồng" or not _SCALE_ENDS.search(quantity.text):
        return quantity
    goes_on = re.match(r"\s+[^\W\d_]", text[quantity.end :])
    ends = re.match(
        rf"\s+(?:{any_of('noun', 'closing')}|{any_of('clause', 'predicates', 'tails', 'leads')})",
        fold(f".{text[quantity.end :]}")[1:],
    )
    return replace(quantity, unit="") if goes_on and not ends else quantity


def _is_fraction(text: str, one: Quantity, other: Quantity) -> bool:
    between = text[one.end : other.start]
    if one.unit or one.comparator != "=":
        return False
    if other.comparator == ">" and other.text.startswith("trên") and not between.strip():
        return True
    plain = other.comparator == "="
    return plain and bool(_FRACTION.fullmatch(between) or _OF_ALL.fullmatch(between))


def _item(text: str, one: Quantity, other: Quantity | None) -> Item:
    last = other or one
    digits = _DIGITS.search(text, last.start, last.end)
    number_end = digits.end() if digits else last.end
    if last.unit not in ("%", "đồng"):  # "35 nghìn người": what is counted is "người"
        scale = _SCALE.match(text, number_end, last.end)
        number_end = scale.end() if scale else number_end
    return Item(one.start, last.end, number_end, one, other)


# --- where one statement ends and the next begins --------------------------------------------

# "với 63 phòng", "mới làm được 1,4 km" say more of what was just counted; "phối hợp với" does not.
_SEPARATOR = re.compile(
    r",|:|(?<!\w)(?:và|cho thấy|trong đó|còn|mới(?=(?: \w+){1,3} được\s*$)|làm(?=\s*$))(?!\w)"
    r"|(?<!hợp )(?<!so )(?<!đối )(?<!cùng )(?<!kết )(?<!việc )(?<!gắn )(?<!thoại )(?<!\w)với(?!\w)"
)
_NEAR = {"và": 3, "với": 5}  # words up to the number; 14 behind the others
_GO_ON = ("với", "mới", MOVE)
_MOVE = re.compile(r"(?<!\w)(?:lên|xuống)(?: (?:còn|đến|tới|mức))*\s*$")
FROM = re.compile(r"(?<!\w)từ\s*$")


def _cut(text: str, before: Item, item: Item) -> tuple[int, int, str] | None:
    """Where the clause before ends, where the one of `item` starts, and what divides them."""
    moved = _MOVE.search(text, before.end, item.start)
    if moved and FROM.search(text, 0, before.start):
        return moved.start(), moved.end(), MOVE
    found = list(_SEPARATOR.finditer(text, before.end, item.start))
    near = [m for m in found if m[0] not in (",", ":") and _is_near(text, m, item)]
    more = next((m for m in reversed(near) if m[0] == "với"), None)
    chosen = _colon(text, found, item.start) or _comma(text, found, item.start)
    if chosen is None or (more and more.start() > chosen.start()):
        colons = [m for m in found if m[0] == ":" and _is_near(text, m, item)]
        last = max((*near, *colons), key=lambda match: match.start(), default=None)
        chosen = more if chosen else last
    if chosen is None:
        return None
    keeps = chosen[0] in ("trong đó", "còn", "mới", "làm")
    return chosen.start(), chosen.start() if keeps else chosen.end(), chosen[0]


def _is_near(text: str, match: re.Match[str], item: Item) -> bool:
    """True where what follows the separator up to the number is short enough to be its own."""
    return len(text[match.end() : item.start].split()) <= _NEAR.get(match[0], 14)


def _colon(text: str, found: Sequence[re.Match[str]], end: int) -> re.Match[str] | None:
    """The colon behind which a new statement opens with its time: "…: Tính đến ngày …"."""
    opening = starting("clause", "openings")
    colons = (match for match in found if match[0] == ":")
    return next((match for match in colons if opening.match(text, match.end(), end)), None)


def _comma(text: str, found: Sequence[re.Match[str]], end: int) -> re.Match[str] | None:
    """The comma that opens the statement of the number at `end`.

    None where each comma only goes on with a list of groups: "hồ sơ của cán bộ, giáo viên".
    """
    commas = [match for match in found if match[0] == ","]
    opening, member = starting("clause", "openers", "leads"), starting("noun", "members")
    for match in reversed(commas):
        if opening.match(text, match.end(), end):
            return match
    return next((m for m in reversed(commas) if not member.match(text, m.end(), end)), None)
