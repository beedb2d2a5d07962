"""What the routes of drafts take and give back, as models."""

from typing import Any, Literal

from pydantic import BaseModel, Field, StrictBool, StrictInt

from ui.http.shapes import CitationOut, In

LAST_VERSION = 10**9
_SECTIONS = 30  # asked for at once: no kind of paper has as many
_LONGEST = 2_000  # characters of a topic or a name
_LONGEST_TEXT = 500_000


class CommissionIn(In):
    """What is to be drafted, in words as people type them."""

    kind: str = Field(max_length=_LONGEST, examples=["ke-hoach"])
    unit: str = Field("", max_length=_LONGEST, examples=["phường Sao Mai"])
    year: StrictInt | str = Field(examples=[2027])
    topic: str = Field("", max_length=_LONGEST, examples=["chuyển đổi số"])
    sections: list[str] = Field(default_factory=list, max_length=_SECTIONS)
    addressee: str = Field("", max_length=_LONGEST)


class StepIn(In):
    """The version that the person saw; one written since refuses the step."""

    version: StrictInt = Field(ge=1, le=LAST_VERSION)


class RedraftIn(StepIn):
    """`over_edited`: also where a person edited the section."""

    over_edited: StrictBool = False


class EditIn(StepIn):
    """A section as text, a block a line."""

    text: str = Field(max_length=_LONGEST_TEXT)


class ConfirmIn(StepIn):
    """The place of a point of the checklist."""

    place: str = Field(max_length=_LONGEST)


class SpanOut(BaseModel):
    """Words that stand on one thing: `markers` are numbers of `citations`."""

    text: str
    state: str
    markers: list[int]
    note: str


class LineOut(BaseModel):
    """A row of a draft's table."""

    is_group: bool
    cells: list[list[SpanOut]]


class GridOut(BaseModel):
    """A table of a draft."""

    columns: list[str]
    widths: list[float]
    measure: str
    rows: list[LineOut]


class DraftBlockOut(BaseModel):
    """A paragraph, a heading or a table."""

    kind: str
    level: int
    spans: list[SpanOut]
    table: GridOut | None


class DraftSectionOut(BaseModel):
    """A section of a draft."""

    id: str
    title: str
    focus: str
    is_appendix: bool
    is_edited: bool
    blocks: list[DraftBlockOut]


class PointOut(BaseModel):
    """What is still to be done; `place` is what `confirm` takes."""

    kind: str
    section: str
    place: str
    words: str
    note: str
    to_do: str
    can_confirm: bool


class ChangeOut(BaseModel):
    """What the last step did."""

    kind: str
    text: str


class FootOut(BaseModel):
    """Recipients and signature."""

    recipients: list[list[SpanOut]]
    authority: str
    title: str
    signer: list[SpanOut]


class DraftOut(BaseModel):
    """A version of a draft."""

    id: str
    version: int
    title: str
    created: str
    changed: str
    is_outdated: bool = Field(description="Its sources changed since")
    changes: list[ChangeOut]
    commission: dict[str, Any]
    head: dict[str, Any]
    sections: list[DraftSectionOut]
    foot: FootOut
    citations: list[CitationOut]
    made: str
    notes: list[str]
    checklist: list[PointOut]


class DraftEntryOut(BaseModel):
    """A draft as the list tells it."""

    id: str
    version: int
    title: str
    unit: str
    kind: str
    created: str
    changed: str
    is_outdated: bool


class DraftFaultOut(BaseModel):
    """What the check finds in the paper as it would be printed."""

    rule: str
    severity: Literal["error", "warning", "look"]
    section: str
    text: str
    suggestion: str
    excerpt: str


class SectionTextOut(BaseModel):
    """A section as text to edit."""

    id: str
    title: str
    version: int
    text: str
