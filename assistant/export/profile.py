"""The layout profiles of `prompts/data/page_layout.toml` as nouns, for writing and for checking."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from prompts import table


class Align(StrEnum):
    """How the lines of a paragraph stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Range:
    """What a rule allows, and what drafts use of it."""

    least: float
    most: float
    written: float

    def holds(self, value: float) -> bool:
        """True for a value that the rule allows; a rounding of the file format does not count."""
        return self.least - 0.1 <= value <= self.most + 0.1


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a page: Quốc hiệu, tên loại, căn cứ …"""

    name: str  # as people call it; also the name of its style in a Word file
    size: Range
    bold: bool
    italic: bool
    caps: bool
    align: Align | None  # None where no rule says
    text: str  # its set words, "" where each paper has its own
    line: tuple[float, float] | None  # of the line under it, as shares of its text
    before: float  # points above it, 0 where no rule says
    is_custom: bool  # no rule sets it


@dataclass(frozen=True, slots=True)
class Profile:
    """How papers of one kind of body are laid out. Lengths in millimetres."""

    rule: str
    font: str
    colour: str
    paper: tuple[float, float]  # width and height, upright
    margins: Mapping[str, Range]  # top, bottom, left, right
    first_line: Range
    between: Range  # points between paragraphs
    line_spacing: Range
    number_from_edge: float
    end: str  # closes the text
    number_has_colon: bool
    components: Mapping[str, Component]

    @property
    def text_width(self) -> float:
        """Between the margins of a draft's upright page."""
        return self.paper[0] - self.margins["left"].written - self.margins["right"].written


@lru_cache
def profile(name: str = "nha_nuoc") -> Profile:
    """The profile of this name; KeyError where the data hold none."""
    data = table("page_layout")[name]
    paragraph = data["paragraph"]
    return Profile(
        rule=data["rule"],
        font=data["font"],
        colour=data["colour"],
        paper=tuple(data["paper"]),
        margins={side: _range(value) for side, value in data["margins"].items()},
        first_line=_range(paragraph["first_line"]),
        between=_range(paragraph["between"]),
        line_spacing=_range(paragraph["line_spacing"]),
        number_from_edge=data["page_number"]["from_edge"],
        end=data["end"],
        number_has_colon=data["number_has_colon"],
        components={key: _component(value) for key, value in data["components"].items()},
    )


def _range(data: Mapping[str, Any]) -> Range:
    least, most = data["range"]
    return Range(least, most, data["written"])


def _component(data: Mapping[str, Any]) -> Component:
    return Component(
        name=data["name"],
        size=_range(data["size"]),
        bold=data.get("bold", False),
        italic=data.get("italic", False),
        caps=data.get("caps", False),
        align=Align(data["align"]) if "align" in data else None,
        text=data.get("text", ""),
        line=tuple(data["line"]) if "line" in data else None,
        before=data.get("before", 0),
        is_custom=data.get("custom", False),
    )
