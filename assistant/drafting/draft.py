"""The nouns of a draft, each named once. Frozen; stored and sent as they are."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.evidence import Basis
from ingest.document import Period, Unit

OPEN_MARK = "[CẦN BỔ SUNG]"
CHECK_MARK = "[CẦN KIỂM TRA]"


class State(StrEnum):
    """What a stretch of words stands on."""

    SET = "set"  # a set phrase of the register, or the commission's own words: states no fact
    CITED = "cited"  # its sources say it
    COMPUTED = "computed"  # recomputed from what its sources say
    ADAPTED = "adapted"  # its source's words with another unit or year put in place: for a look
    REWORDED = "reworded"  # a model's words for what its sources say: facts are checked, not words
    OPEN = "open"  # nobody knows it yet: [CẦN BỔ SUNG]
    CHECK = "check"  # stands in a source, and may no longer hold: [CẦN KIỂM TRA]
    EDITED = "edited"  # a person wrote it


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words with one footing.

    `sources` are keys of `Draft.sources` (`source_key`). `note` tells the reader why it is open,
    what was replaced, how it was computed: one Vietnamese sentence.
    """

    text: str
    state: State = State.SET
    sources: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_open(self) -> bool:
        """True where a person has still to look or to write."""
        return self.state in (State.ADAPTED, State.OPEN, State.CHECK)


class BlockKind(StrEnum):
    """What a block of a draft is on the page."""

    HEADING = "heading"  # level 1 "I.", 2 "1.", 3 "1.1."; the number is part of its text
    BASIS = "basis"  # one căn cứ: italic, a line each
    PARAGRAPH = "paragraph"
    ITEM = "item"  # its "a)" or "- " is part of its text
    TABLE = "table"
    NOTE = "note"  # to the drafter, never printed in a clean copy


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, a tuple of spans a cell. A group row has its name in the second cell
    where its first holds a number, and the others empty."""

    cells: tuple[tuple[Span, ...], ...]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its columns by name, their shares of the width (summing to 1), its rows."""

    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Line, ...]
    measure: str = ""  # "Đơn vị tính: triệu đồng", stands above it on the right


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A heading, paragraph, item or table of a draft."""

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    level: int = 0  # of a heading
    grid: Grid | None = None  # of a table

    @property
    def text(self) -> str:
        """Its words; of a table its cells joined by " | ", a row a line, columns first."""
        if self.grid is None:
            return words_of(self.spans)
        rows = (" | ".join(words_of(cell) for cell in row.cells) for row in self.grid.rows)
        return "\n".join((" | ".join(self.grid.columns), *rows))


@dataclass(frozen=True, slots=True)
class Section:
    """One section as its form names it. `title` is printed by its first block, if at all."""

    id: str  # of its form: "targets"
    title: str  # for people to choose it by: "II. CHỈ TIÊU"
    blocks: tuple[DraftBlock, ...]
    focus: str = ""  # the part of the topic it was drafted for
    is_appendix: bool = False
    is_edited: bool = False  # a person changed it: drafting anew asks first


@dataclass(frozen=True, slots=True)
class Wanted:
    """One section that is asked for, and what of it: the targets of "xã hội số"."""

    id: str  # of the form's section
    focus: str = ""  # a part of the topic; "" for all of it


@dataclass(frozen=True, slots=True)
class Commission:
    """What is to be drafted; with no section named, the whole paper."""

    kind: str  # the form: "ke-hoach", "bao-cao", "cong-van"
    unit: Unit
    period: Period  # the year, quarter, half … that the paper is about
    topic: str = ""  # "chuyển đổi số"; "" for all that the unit does
    sections: tuple[Wanted, ...] = ()
    addressee: str = ""  # of a letter or a report: "Sở Khoa học và Công nghệ"


@dataclass(frozen=True, slots=True)
class Head:
    """The two columns over a paper and its title (NĐ 30/2020/NĐ-CP, Phụ lục I, ô số 1 đến 5)."""

    superior: str  # "" for a body of a ward: its name holds the ward
    issuer: tuple[str, ...]  # lines: ("ỦY BAN NHÂN DÂN", "PHƯỜNG HẢI AN")
    number: str  # left open: "Số:        /KH-UBND"
    place: str  # "Hải An"
    date: str  # left open: "ngày      tháng      năm 2026"
    type: str  # "KẾ HOẠCH"; "" for an official letter
    subject: tuple[Span, ...]
    addressees: tuple[str, ...] = ()  # after "Kính gửi:"


@dataclass(frozen=True, slots=True)
class Foot:
    """Recipients and signature (ô số 7 và 9)."""

    recipients: tuple[tuple[Span, ...], ...]  # without their "- " and ";"
    authority: str  # "TM. ỦY BAN NHÂN DÂN"
    title: str  # "CHỦ TỊCH"
    signer: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper in the making. Spans name their sources by key; `sources` are in order of use."""

    commission: Commission
    head: Head
    sections: tuple[Section, ...]
    foot: Foot
    sources: tuple[Basis, ...] = ()
    made: str = ""  # the day it was drafted, ISO
    notes: tuple[str, ...] = field(default=())  # what the drafter should know before reading

    def section(self, id: str) -> Section | None:
        """The section of this id; None where the draft has none."""
        return next((section for section in self.sections if section.id == id), None)


def words_of(spans: tuple[Span, ...]) -> str:
    """What the spans say, one after the other: they bring their own spaces."""
    return "".join(span.text for span in spans)


def source_key(basis: Basis) -> str:
    """How spans name a source: one place, one key."""
    document, block, row = basis.place
    return f"{document}:{block}" if row is None else f"{document}:{block}:{row}"
