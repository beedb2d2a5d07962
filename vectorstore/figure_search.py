"""The ledger searched by words, places, periods and roles, at the speed of an index.

What a figure is found by is written beside it at intake: its place, role and period as columns,
the words of its indicator and owner, without accents, as a full-text index of SQLite.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ingest.document import Figure, Unit
from ingest.places import unit_key
from ingest.text import unaccent, words
from vectorstore.codec import loads
from vectorstore.database import Database
from vectorstore.records import FigureFilter, FigurePage, LedgerRow, Words

if TYPE_CHECKING:
    import sqlite3

_ONE_OF = "IN (SELECT value FROM json_each(?))"
_Test = tuple[str, Sequence[object]]


def plain_words(text: str) -> Words:
    """The words of a text, each to be met by itself: "Tỷ lệ hồ sơ" → tỷ, lệ, hồ and sơ."""
    return tuple((word,) for word in words(unaccent(text)))


def write_keys(
    connection: "sqlite3.Connection",
    document_id: str,
    unit: Unit | None,
    figures: Iterable[Figure],
) -> None:
    """What the figures of a document are found by; `unit` is whose those without a place are."""
    for ordinal, figure in enumerate(figures):
        place, period = figure.place or unit, figure.period
        cursor = connection.execute(
            "INSERT INTO figure_keys (document_id, ordinal, place_key, role, first, last) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                document_id,
                ordinal,
                unit_key(place) if place else "",
                figure.role.value,
                period.first.isoformat() if period else None,
                period.last.isoformat() if period else None,
            ),
        )
        connection.execute(
            "INSERT INTO figure_words (rowid, indicator, owner, place) VALUES (?, ?, ?, ?)",
            (
                cursor.lastrowid,
                _plain(figure.indicator),
                _plain(f"{figure.owner} {figure.person}"),
                _one_word(unit_key(place)) if place else "",
            ),
        )


def find(database: Database, where: FigureFilter, limit: int, offset: int) -> FigurePage:
    """The figures that pass, by document and order within it, and how many there are in all."""
    tests = list(_tests(where))
    source = _FROM_WORDS if _match(where) else _FROM_PLACES if where.units else _FROM_DOCUMENTS
    query = f"{source} WHERE " + " AND ".join(test for test, _ in tests)
    values = [value for _, given in tests for value in given]
    rows = database.rows(
        "SELECT found.id, figures.data FROM ("
        f"SELECT documents.id, keys.ordinal, documents.path {query} "
        "ORDER BY documents.path, documents.id, keys.ordinal LIMIT ? OFFSET ?"
        ") AS found JOIN figures ON figures.document_id = found.id "
        "AND figures.ordinal = found.ordinal "
        "ORDER BY found.path, found.id, found.ordinal",
        [*values, limit, offset],
    )
    total = database.rows(f"SELECT count(*) {query}", values)[0][0]
    return FigurePage(tuple(LedgerRow(found, loads(Figure, data)) for found, data in rows), total)


# The order of the tables is set by hand: words and places leave few figures, so they come first;
# with neither, the documents come in the order asked for and reading stops at the limit.
_FROM_WORDS = (
    "FROM figure_words CROSS JOIN figure_keys AS keys ON keys.id = figure_words.rowid "
    "CROSS JOIN documents ON keys.document_id = documents.id"
)
_FROM_PLACES = "FROM figure_keys AS keys CROSS JOIN documents ON keys.document_id = documents.id"
_FROM_DOCUMENTS = "FROM documents CROSS JOIN figure_keys AS keys ON keys.document_id = documents.id"


def _tests(where: FigureFilter) -> Iterable[_Test]:
    if match := _match(where):
        yield "figure_words MATCH ?", [match]
    yield "documents.ready", []
    yield f"documents.shelf {_ONE_OF}", [_list(where.shelves)]
    if where.documents:
        yield f"keys.document_id {_ONE_OF}", [_list(where.documents)]
    if where.units:
        yield f"keys.place_key {_ONE_OF}", [_list(where.units)]
    if where.roles:
        yield f"keys.role {_ONE_OF}", [_list(where.roles)]
    if where.periods:
        spans = [day.isoformat() for period in where.periods for day in (period.first, period.last)]
        inside = " OR ".join(["(keys.first >= ? AND keys.last <= ?)"] * len(where.periods))
        yield f"({inside})", spans


def _match(where: FigureFilter) -> str:
    """The words as a query of the full-text index; "" where none are asked for.

    Places go into it too: the index then looks only at the rows of these places.
    """
    columns = {"indicator": where.indicator, "owner": where.owner}
    words_asked = [
        f"{column} : ({' OR '.join(phrases)})"
        for column, asked in columns.items()
        for spellings in asked
        if (phrases := [f'"{plain}"' for phrase in spellings if (plain := _plain(phrase))])
    ]
    places = " OR ".join(map(_one_word, where.units))
    return " AND ".join(
        [*words_asked, *([f"place : ({places})"] if places and words_asked else [])]
    )


def _one_word(key: str) -> str:
    """A place as one word of the index; two places may share it, their keys are tested too."""
    return "at" + re.sub(r"[^a-z0-9]", "", key)


def _plain(text: str) -> str:
    return " ".join(words(unaccent(text)))


def _list(values: Iterable[object]) -> str:
    return json.dumps(list(values))
