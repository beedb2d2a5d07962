"""What a check tells, named once. Frozen; shown and sent as it is."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How sure a fault is to be one: wrong, most likely wrong, worth a look."""

    ERROR = "error"
    WARNING = "warning"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend, with its place and the rule it breaks."""

    rule: str  # id of the rule: "numbering"
    severity: Severity
    text: str  # what is wrong, one sentence
    suggestion: str  # what to do about it
    section: tuple[str, ...] = ()  # the headings it stands under, outermost first
    block: int | None = None  # ordinal of the block; None for the paper as a whole
    row: str = ""  # of a table: the number and title of its row
    page: int | None = None
    excerpt: str = ""  # the exact words
    related: str = ""  # the words of the other place, where two disagree


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and which rules could not be run, each with the reason."""

    source: str
    faults: tuple[Fault, ...]
    not_run: tuple[tuple[str, str], ...] = ()  # (rule, why)
