"""What is in sight: a catalog in which documents of other shelves do not exist.

A narrowed catalog reads through connections on which every table is covered by a temporary view
of the same name that shows the rows in sight alone. SQLite looks a name up among these first, so
that a query cannot forget the shelf. What needs a table's own indexes names it as `main.…` and
tests the shelf itself (`vectorstore/figure_search.py`).
"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from ingest.document import Shelf

T = TypeVar("T")

# Who sees no more than this asks indexes that were made of nothing else.
OWN_INDEXES = (frozenset({Shelf.PUBLIC}),)


def index_key(kind: str, shelves: frozenset[Shelf]) -> str:
    """Where the catalog notes the folder of the `lexical` or `dense` index of this sight."""
    return ":".join((kind, *shelves)) if shelves in OWN_INDEXES else kind


_SHOWN = (
    "EXISTS (SELECT 1 FROM main.documents AS seen "
    "WHERE seen.id = document_id AND seen.ready AND seen.shelf IN ({shelves}))"
)
_NOTHING = "FALSE"
# Which rows of each table are in sight. What only the writer reads is not.
COVERED = {
    "documents": "ready AND shelf IN ({shelves})",
    "locations": f"shelf IN ({{shelves}}) AND {_SHOWN}",
    "blocks": _SHOWN,
    "figures": _SHOWN,
    "figure_keys": "shelf IN ({shelves})",
    "figure_words": "rowid IN (SELECT id FROM main.figure_keys WHERE shelf IN ({shelves}))",
    "relations": _SHOWN,
    "places": _SHOWN,
    "chunks": _SHOWN,
    "dropped": _NOTHING,
    "relabelled": _NOTHING,
}


def covering(shelves: frozenset[Shelf]) -> str:
    """The script that leaves a new connection nothing but the rows on these shelves."""
    listed = ", ".join(f"'{shelf.value}'" for shelf in sorted(shelves))
    views = (
        f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {test};"
        for name, test in COVERED.items()
    )
    return "PRAGMA temp_store=MEMORY; " + " ".join(views).format(shelves=listed)


class Views(Generic[T]):
    """The narrowed views of one thing, one for each set of shelves, made at first use."""

    def __init__(self, make: Callable[[frozenset[Shelf]], T]) -> None:
        self._make = make
        self._made: dict[frozenset[Shelf], T] = {}
        self._lock = threading.Lock()

    def of(self, shelves: frozenset[Shelf]) -> T:
        """The view of these shelves, the same one each time."""
        with self._lock:
            if shelves not in self._made:
                self._made[shelves] = self._make(shelves)
            return self._made[shelves]

    def every(self) -> tuple[T, ...]:
        """Those made so far."""
        with self._lock:
            return tuple(self._made.values())
