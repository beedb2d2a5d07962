"""What a composer returns, still to be verified."""

from dataclasses import dataclass

from assistant.conversation import Status
from assistant.evidence import Statement
from ingest.document import Finding


@dataclass(frozen=True, slots=True)
class Composed:
    """What a composer returns: still to be verified."""

    status: Status
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...] = ()
