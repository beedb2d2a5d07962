"""Gaps, repeats and jumps in the numbers of headings, items and rows.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5 (phần, chương, mục, điều, khoản, điểm; điểm
in the order of the Vietnamese alphabet) and its Phụ lục I, mục III for annexes. Numbers may run on
through the groups of a paper, and a new heading may start them again: neither is a fault.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, opens_annex, row_title
from ingest.columns import ColumnRole, column_roles
from ingest.document import Block, BlockKind, Row
from ingest.shapes import Marker, Rank, marker
from prompts import table as data

_ROMAN = {"I": 1, "V": 5, "X": 10}
_DOTTED = (Rank.ARABIC_2, Rank.ARABIC_3, Rank.ARABIC_4)
_QUOTE_OPENS = re.compile(r'^["“]')
_QUOTE_ENDS = re.compile(r'["”][.;,]?\s*$')
_MANY = 3  # missing numbers that are still named one by one


@dataclass(frozen=True, slots=True)
class _Step:
    """One number in its place: of "2.3." the prefix "2" and the value 3."""

    rank: Rank
    shape: str  # "digit", "letter", "roman": "a)" and "1)" are two sequences
    prefix: str
    value: int
    label: str
    block: Block
    text: str
    row: Row | None = None

    def follows(self, other: "_Step") -> bool:
        """True where this is the number after the other one."""
        return self.prefix == other.prefix and self.value == other.value + 1


def numbering(paper: Paper) -> Iterator[Fault]:
    """The numbers that are missing, stand twice, go back, or belong to another heading."""
    for part in _parts(paper.blocks):
        yield from _wrong(paper, _of_lines(part))
    for block in paper.blocks if _is_paper(paper) else ():
        if block.table:
            yield from _wrong(paper, _of_rows(block))
    yield from _annexes(paper)


def _is_paper(paper: Paper) -> bool:
    """False for sheets put into text: their tables run into each other, each with its numbers."""
    front = paper.document.front
    return bool(front.kind or front.number or front.issuer)


def _parts(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The main text and each annex: numbers start anew in each."""
    part: list[Block] = []
    for block in blocks:
        if opens_annex(block):
            yield part
            part = []
        part.append(block)
    yield part


# --- steps ------------------------------------------------------------------------------------


def _of_lines(blocks: Iterable[Block]) -> Iterator[_Step]:
    """The steps of headings and items; what is quoted from a document to be amended is not ours."""
    quoted = False
    for block in blocks:
        if block.table or block.kind is BlockKind.FOOTNOTE:
            continue
        quoted = quoted or bool(_QUOTE_OPENS.search(block.text))
        found = None if quoted else marker(block.text)
        if step := _step(found, block, block.text) if found else None:
            yield step
        quoted = quoted and not _QUOTE_ENDS.search(block.text)


def _of_rows(block: Block) -> Iterator[_Step]:
    """The steps of a table with a column of numbers: its groups and rows in order."""
    found = block.table
    if not found or ColumnRole.LABEL not in column_roles(found.columns):
        return
    above: tuple[str, ...] = ()
    before = ""
    for row in found.rows:
        for label, title in (*_new_groups(above, row, before), (row.label, row_title(row))):
            numbered = None if row.is_total else marker(f"{label.rstrip('.')}. x")
            if step := _step(numbered, block, title, row) if label and numbered else None:
                yield step
        above, before = row.group, row.label


def _new_groups(above: tuple[str, ...], row: Row, before: str) -> Iterator[tuple[str, str]]:
    """The groups that open at a row, each number with its title; a row that heads them was told."""
    pairs = enumerate(zip(above, row.group, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(above), len(row.group)))
    for group in row.group[same:]:
        found = marker(group)
        if found and found.label.rstrip(" .)") != before:
            yield found.label.rstrip(" .)-–"), group


def _step(found: Marker, block: Block, text: str, row: Row | None = None) -> _Step | None:
    """None for bullets, annexes and numbers that no sequence is known of ("Điều 5a", "V/v")."""
    if found.rank in (Rank.ANNEX, Rank.DASH, Rank.PLUS) or "/" in found.label:
        return None
    label = re.sub(r"^(?:phần|chương|tiểu mục|mục|điều)\s+", "", found.label, flags=re.IGNORECASE)
    prefix, _, last = label.strip(" .)(-–/:").rpartition(".")
    read = _value(last, found.rank)
    if read is None:
        return None
    return _Step(found.rank, read[0], prefix, read[1], found.label.rstrip(" .-–"), block, text, row)


def _value(written: str, rank: Rank) -> tuple[str, int] | None:
    """How a step is written and which it is."""
    words = data("checking")["numbering"]
    if written.isdigit():
        return "digit", int(written)
    if written.lower() in words["ordinals"]:
        return "digit", words["ordinals"].index(written.lower()) + 1
    if rank is not Rank.POINT and rank is not Rank.LETTER and re.fullmatch("[IVX]+", written):
        return "roman", _roman(written)
    if len(written) == 1 and written.lower() in words["letters"]:
        return "letter", words["letters"].index(written.lower()) + 1
    return None


def _roman(written: str) -> int:
    values = [_ROMAN[letter] for letter in written]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


# --- what is wrong ----------------------------------------------------------------------------


def _wrong(paper: Paper, steps: Iterable[_Step]) -> Iterator[Fault]:
    opened: list[_Step] = []
    last: dict[tuple[Rank, str, str], _Step] = {}
    for step in steps:
        while opened and not _holds(opened, step):
            opened.pop()
        before = opened[-1] if opened and _is_beside(opened[-1], step) else None
        above = opened[:-1] if before else opened
        ran = last.get((step.rank, step.shape, step.prefix))
        yield from _misplaced(paper, step, above)
        yield from _after(paper, step, before) if before else _first(paper, step, above, ran)
        opened = [*above, step]
        last[(step.rank, step.shape, step.prefix)] = step


def _holds(opened: list[_Step], step: _Step) -> bool:
    """True where the innermost open step stands above this one, or beside it."""
    top = opened[-1]
    if top.rank != step.rank:
        return top.rank < step.rank
    outer = any(_is_beside(one, step) for one in opened[:-1])
    return top.shape == step.shape or not outer


def _is_beside(one: _Step, other: _Step) -> bool:
    return one.rank == other.rank and one.shape == other.shape


def _after(paper: Paper, step: _Step, before: _Step) -> Iterator[Fault]:
    """A step after one of its own sequence."""
    if step.prefix != before.prefix or step.follows(before):
        return
    if step.value == before.value:
        yield _fault(paper, "number_twice", step, before)
    elif step.value > before.value:
        if _is_capital_e(before, step):
            return
        missing = [_written(before, value) for value in range(before.value + 1, step.value)]
        named = ", ".join(missing) if len(missing) <= _MANY else f"{missing[0]} … {missing[-1]}"
        yield _fault(paper, "number_missing", step, before, missing=named)
    elif step.value > 1:
        yield _fault(
            paper, "number_back", step, before, expected=_written(before, before.value + 1)
        )


def _is_capital_e(before: _Step, step: _Step) -> bool:
    """True for "E." behind "D.": parts in capitals are named by either alphabet."""
    return (before.label.strip(" ."), step.label.strip(" .")) == ("D", "E")


def _first(paper: Paper, step: _Step, above: list[_Step], ran: _Step | None) -> Iterator[Fault]:
    """The first step of a sequence: number one, or the next of what ran before."""
    if step.value == 1 or (ran and step.follows(ran)) or _is_lone_letter(step):
        return
    if ran and step.value > ran.value:  # it runs on through the groups, and leaves one out
        yield from _after(paper, step, ran)
        return
    if ran is None and not above and step.row is None and step.block.kind is not BlockKind.HEADING:
        return  # a number in prose, not a sequence of the paper
    yield _fault(paper, "number_starts", step, expected=_written(step, 1))


def _is_lone_letter(step: _Step) -> bool:
    """True for "i)", which may be a Roman number."""
    return step.rank is Rank.POINT and step.label.lower()[:1] in "ivx"


def _misplaced(paper: Paper, step: _Step, above: list[_Step]) -> Iterator[Fault]:
    """ "2.3." under "1.", or "1.1." right under "I." in a paper that numbers "1." between them."""
    parent = above[-1] if above else None
    if step.rank not in _DOTTED or not step.prefix or parent is None:
        return
    own = parent.label.strip(" .)")
    if parent.rank == step.rank - 1 and parent.rank >= Rank.ARABIC and own != step.prefix:
        right = f"{own}.{step.value}"
        yield _fault(paper, "number_of_other", step, parent, expected=right)


def _written(like: _Step, value: int) -> str:
    """The number of a sequence as its neighbours write it: `7.3`, `đ)`, `Điều 4`, `IV`."""
    if like.shape == "digit":
        text = str(value)
    elif like.shape == "roman":
        tens, ones = divmod(value, 10)
        text = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    else:
        letters = data("checking")["numbering"]["letters"]
        text = letters[value - 1] if value <= len(letters) else str(value)
        text = text.upper() if like.label[:1].isupper() else text
    named = re.match(r"(?:[^\W\d_]{3,}\s+)+", like.label)
    dotted = f"{like.prefix}.{text}" if like.prefix else text
    return f"{named[0]}{dotted}" if named else dotted + (")" if ")" in like.label else "")


def _fault(
    paper: Paper,
    key: str,
    step: _Step,
    other: _Step | None = None,
    missing: str = "",
    expected: str = "",
) -> Fault:
    return paper.fault(
        "numbering",
        key,
        step.block,
        step.text,
        row=step.row,
        related=other.text if other else "",
        label=step.label,
        other=other.label if other else "",
        missing=missing,
        expected=expected,
    )


# --- annexes ----------------------------------------------------------------------------------


def _annexes(paper: Paper) -> Iterator[Fault]:
    """Annexes are numbered from I on, in Roman numbers where there are several."""
    found = [(block, marker(block.text)) for block in paper.annexes if opens_annex(block)]
    steps = [step for block, mark in found if mark and (step := _annex(mark, block))]
    for before, step in zip(steps, steps[1:], strict=False):
        yield from _after(paper, step, before)
    if len(steps) > 1 and steps[0].shape == "digit":
        yield paper.fault(
            "numbering", "annex_arabic", steps[0].block, severity=Severity.LOOK, count=len(steps)
        )


def _annex(found: Marker, block: Block) -> _Step | None:
    written = re.sub(r"^phụ lục(?:\s+số)?\s*", "", found.label, flags=re.IGNORECASE).strip(" .:")
    read = _value(written, Rank.PART)
    return (
        _Step(found.rank, read[0], "", read[1], found.label.strip(" .:"), block, block.text)
        if read
        else None
    )
