"""The ledger searched by words, places, periods and roles, at the speed of an index.

What a figure is found by is written beside it at intake: its place, role and period as columns,
the words of its indicator and owner, without accents, as a full-text index of SQLite.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ingest.document import Figure, Shelf, Unit
from ingest.places import unit_key
from ingest.text import unaccent, words
from vectorstore.codec import loads
from vectorstore.database import ONE_OF, Database, as_list
from vectorstore.records import ALL_SHELVES, FigureFilter, FigurePage, LedgerRow, Words

if TYPE_CHECKING:
    import sqlite3

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
            "INSERT INTO figure_keys "
            "(document_id, ordinal, place_key, role, first, last, in_sentence) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                document_id,
                ordinal,
                unit_key(place) if place else "",
                figure.role.value,
                period.first.isoformat() if period else None,
                period.last.isoformat() if period else None,
                figure.row is None,
            ),
        )
        connection.execute(
            "INSERT INTO figure_words (rowid, indicator, owner, place) VALUES (?, ?, ?, ?)",
            (
                cursor.lastrowid,
                _plain(figure.indicator),
                _plain(f"{figure.owner} {figure.person}"),
                _place_words(unit_key(place) if place else "", figure.row is None),
            ),
        )


def find(
    database: Database, shelves: frozenset[Shelf], where: FigureFilter, limit: int, offset: int
) -> FigurePage:
    """The figures in sight that pass, by document and order in it, and their whole number."""
    few, tests = _few(where), [_on(shelves), *_tests(where)]
    ids, total = (
        _of_few(database, few, tests, limit, offset)
        if few
        else _of_all(database, tests, _within(where), limit, offset)
    )
    rows = database.rows(
        "SELECT keys.document_id, figures.data FROM json_each(?) AS wanted "
        "CROSS JOIN figure_keys AS keys ON keys.id = wanted.value "
        "CROSS JOIN figures ON figures.document_id = keys.document_id "
        "AND figures.ordinal = keys.ordinal ORDER BY wanted.key",
        [as_list(ids)],
    )
    return FigurePage(tuple(LedgerRow(found, loads(Figure, data)) for found, data in rows), total)


_IN_ORDER = "ORDER BY keys.path, keys.document_id, keys.ordinal"


def _few(where: FigureFilter) -> str:
    """Where a search begins that leaves few figures: words, places, documents; else ""."""
    if _match(where):
        return (
            "main.figure_words CROSS JOIN main.figure_keys AS keys ON keys.id = figure_words.rowid"
        )
    index = "figure_keys_place" if where.units else "figure_keys_order" if where.documents else ""
    return f"main.figure_keys AS keys INDEXED BY {index}" if index else ""


def _of_few(
    database: Database, few: str, tests: Sequence[_Test], limit: int, offset: int
) -> tuple[list[int], int]:
    """The page and the total at once: each that passes is looked at one time."""
    test, values = _joined(tests)
    found = database.rows(f"SELECT keys.id FROM {few} WHERE {test} {_IN_ORDER}", values)
    return [number for (number,) in found[offset : offset + limit]], len(found)


def _of_all(
    database: Database,
    tests: Sequence[_Test],
    days: Iterable[_Test],
    limit: int,
    offset: int,
) -> tuple[list[int], int]:
    """The page by going through the index of pages up to its end; the total by that of times."""
    test, values = _joined(tests)
    found = database.rows(
        "SELECT keys.id FROM main.figure_keys AS keys INDEXED BY figure_keys_page "
        f"WHERE {test} {_IN_ORDER} LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    test, values = _joined([*tests, *days])
    sql = f"SELECT count(*) FROM main.figure_keys AS keys WHERE {test}"
    total = database.rows(sql, values)[0][0]
    return [number for (number,) in found], total


def _joined(tests: Iterable[_Test]) -> tuple[str, list[object]]:
    listed = list(tests)
    return " AND ".join(test for test, _ in listed), [v for _, given in listed for v in given]


def _within(where: FigureFilter) -> Iterable[_Test]:
    """The days that all periods lie between, which the index of times is entered by."""
    if where.periods:
        first = min(period.first for period in where.periods)
        last = max(period.last for period in where.periods)
        yield "keys.last BETWEEN ? AND ?", [first.isoformat(), last.isoformat()]


def _on(shelves: frozenset[Shelf]) -> _Test:
    """Figures in sight; the keys of a document that is not shown yet name no shelf."""
    if shelves == ALL_SHELVES:
        return "keys.shelf <> ''", []
    return f"keys.shelf {ONE_OF}", [as_list(shelves)]


def _tests(where: FigureFilter) -> Iterable[_Test]:
    if match := _match(where):
        yield "figure_words MATCH ?", [match]
    if where.documents:
        yield f"keys.document_id {ONE_OF}", [as_list(where.documents)]
    if where.units:
        yield f"keys.place_key {ONE_OF}", [as_list(where.units)]
    if where.roles:
        yield f"keys.role {ONE_OF}", [as_list(where.roles)]
    if where.periods:
        spans = [day.isoformat() for period in where.periods for day in (period.first, period.last)]
        inside = " OR ".join(["(keys.first >= ? AND keys.last <= ?)"] * len(where.periods))
        yield f"({inside})", spans
    if where.in_sentences:
        yield "keys.in_sentence", []


def _match(where: FigureFilter) -> str:
    """The words as a query of the full-text index; "" where none are asked for.

    Places and sentences go into it too: the index then looks only at the rows of these.
    """
    columns = {"indicator": where.indicator, "owner": where.owner}
    words_asked = [
        f"{column} : ({' OR '.join(phrases)})"
        for column, asked in columns.items()
        for spellings in asked
        if (phrases := [f'"{plain}"' for phrase in spellings if (plain := _plain(phrase))])
    ]
    beside = [
        *([f"place : ({' OR '.join(map(_one_word, where.units))})"] if where.units else []),
        *([f"place : ({_IN_SENTENCE})"] if where.in_sentences else []),
    ]
    return " AND ".join([*words_asked, *(beside if words_asked else [])])


_IN_SENTENCE = "stated"


def _place_words(key: str, in_sentence: bool) -> str:
    """Where a figure stands, as words of the index."""
    return " ".join([*([_one_word(key)] if key else []), *([_IN_SENTENCE] if in_sentence else [])])


def _one_word(key: str) -> str:
    """A place as one word of the index; two places may share it, their keys are tested too."""
    return "at" + re.sub(r"[^a-z0-9]", "", key)


def _plain(text: str) -> str:
    return " ".join(words(unaccent(text)))
