"""One row of a table of targets: an indicator with what papers state of it."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.evidence import Basis
from ingest.document import Figure
from vectorstore.records import DocumentRecord


class Origin(StrEnum):
    """Whose row it is."""

    OWN = "own"
    ABOVE = "above"  # only a higher body set it
    MODEL = "model"  # another unit's: its name serves, its values never


@dataclass(frozen=True, slots=True)
class Known:
    """One value that a paper states, and where."""

    figure: Figure
    basis: Basis

    @property
    def record(self) -> DocumentRecord:
        """The paper that states it."""
        return self.basis.record


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One indicator with all that is stated of it. `perhaps` are values of a higher body under
    another wording, which may mean the same."""

    indicator: str
    basis: Basis
    group: str
    measure: str
    known: tuple[Known, ...]
    perhaps: tuple[Known, ...] = ()
    origin: Origin = Origin.OWN
    of_plan: Figure | None = None  # the share of its plan that a sentence tells of its result

    @property
    def owner(self) -> Known | None:
        """The newest value that names who is in charge."""
        return next((one for one in self.known if one.figure.owner.strip(" .-–?…")), None)
