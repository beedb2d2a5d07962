"""What every loader hands back."""

from dataclasses import dataclass

from ingest.document import Piece


@dataclass(frozen=True, slots=True)
class Loaded:
    """The pieces of a file in reading order; `pages` is None where the format has no pages."""

    pieces: tuple[Piece, ...]
    pages: int | None = None
