"""The ledger is searched by words, places, periods and roles; documents know each other."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.document import (
    Document,
    Figure,
    FrontMatter,
    Period,
    Relation,
    RelationKind,
    Role,
    Shelf,
    Unit,
)
from ingest.period import year_of
from ingest.quantity import parse_cell
from ingest.text import unaccent, words
from vectorstore import changes, schema
from vectorstore.catalog import Catalog
from vectorstore.changes import Place
from vectorstore.codec import dumps
from vectorstore.figure_search import plain_words
from vectorstore.records import FigureFilter
from vectorstore.store import Mode, Store

SAO_MAI = Unit("phường", "Sao Mai", "Lam Giang")
VAN_PHU = Unit("xã", "Vân Phú", "Lam Giang")


def figure(
    indicator: str,
    text: str = "85%",
    role: Role = Role.TARGET,
    period: Period | None = None,
    **more: object,
) -> Figure:
    made = Figure(
        indicator=indicator,
        text=text,
        quantity=parse_cell(text),
        role=role,
        period=period,
        place=None,
        owner="",
        person="",
        block=0,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


def document(
    name: str,
    figures: tuple[Figure, ...] = (),
    relations: tuple[Relation, ...] = (),
    front: FrontMatter | None = None,
) -> Document:
    return Document(
        id=f"id-{name}",
        source=f"{name}.txt",
        path=f"{name}.txt",
        location=f"/{name}.txt",
        sha256=name,
        shelf=Shelf.PUBLIC,
        front=front or FrontMatter(number="33/KH-UBND", unit=SAO_MAI, year=2026),
        blocks=(),
        figures=figures,
        relations=relations,
    )


def take(catalog: Catalog, *documents: Document, shelf: Shelf = Shelf.PUBLIC) -> None:
    for one in documents:
        place = Place(one.location, one.location, one.source, one.path, shelf)
        changes.add(catalog, one, place, (), "1")
    changes.publish(catalog, [one.id for one in documents])


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made = Catalog(tmp_path)
    schema.migrate(made.database.connection)
    yield made
    made.close()


def indicators(catalog: Catalog, where: FigureFilter) -> list[str]:
    return [row.figure.indicator for row in catalog.search_figures(where).rows]


@pytest.fixture
def filled(catalog: Catalog) -> Catalog:
    take(
        catalog,
        document(
            "a",
            (
                figure("Tỷ lệ hồ sơ nộp trực tuyến", period=year_of(2026)),
                figure("Tỷ lệ hộ nghèo", role=Role.RESULT, period=year_of(2025)),
                figure("Số nhà văn hóa", "12", place=VAN_PHU, owner="Phòng Văn hóa - Xã hội"),
            ),
        ),
    )
    take(
        catalog,
        document("b", (figure("Tỷ lệ hồ sơ số hóa", person="Đồng chí Trần Văn An"),)),
        shelf=Shelf.INTERNAL,
    )
    return catalog


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (
            FigureFilter(indicator=plain_words("ho so")),
            ["Tỷ lệ hồ sơ nộp trực tuyến", "Tỷ lệ hồ sơ số hóa"],
        ),
        (FigureFilter(indicator=plain_words("HỒ SƠ trực tuyến")), ["Tỷ lệ hồ sơ nộp trực tuyến"]),
        (FigureFilter(indicator=(("hộ nghèo", "hộ đói"),)), ["Tỷ lệ hộ nghèo"]),
        (FigureFilter(indicator=(("nghèo hộ",),)), []),
        (
            FigureFilter(indicator=plain_words("hồ")),
            ["Tỷ lệ hồ sơ nộp trực tuyến", "Tỷ lệ hồ sơ số hóa", "Tỷ lệ hộ nghèo"],
        ),
        (FigureFilter(owner=plain_words("phong van hoa")), ["Số nhà văn hóa"]),
        (FigureFilter(owner=plain_words("Trần Văn An")), ["Tỷ lệ hồ sơ số hóa"]),
        (FigureFilter(units=("xa|van phu|lam giang",)), ["Số nhà văn hóa"]),
        (
            FigureFilter(indicator=plain_words("nhà"), units=("xa|van phu|lam giang",)),
            ["Số nhà văn hóa"],
        ),
        (FigureFilter(roles=(Role.RESULT,)), ["Tỷ lệ hộ nghèo"]),
        (FigureFilter(periods=(year_of(2025),)), ["Tỷ lệ hộ nghèo"]),
        (
            FigureFilter(periods=(Period(date(2025, 1, 1), date(2026, 12, 31)),)),
            ["Tỷ lệ hồ sơ nộp trực tuyến", "Tỷ lệ hộ nghèo"],
        ),
        (FigureFilter(documents=("id-b",)), ["Tỷ lệ hồ sơ số hóa"]),
        (FigureFilter(indicator=(('" OR x',), ("ty",))), []),
    ],
)
def test_each_condition_lets_its_figures_through(
    filled: Catalog, where: FigureFilter, expected: list[str]
) -> None:
    assert sorted(indicators(filled, where)) == sorted(expected)


@pytest.mark.parametrize(
    ("shelves", "expected"), [({Shelf.INTERNAL}, ["Tỷ lệ hồ sơ số hóa"]), (set(), [])]
)
@pytest.mark.parametrize("words", ["", "hồ sơ"])
def test_figures_out_of_sight_are_neither_found_nor_counted(
    filled: Catalog, shelves: set[Shelf], expected: list[str], words: str
) -> None:
    view = filled.within(frozenset(shelves))
    where = FigureFilter(indicator=plain_words(words))
    assert indicators(view, where) == expected
    assert view.search_figures(where).total == len(expected)


def test_figures_come_by_document_and_order_a_page_at_a_time(filled: Catalog) -> None:
    everything = indicators(filled, FigureFilter())
    assert everything[0] == "Tỷ lệ hồ sơ nộp trực tuyến"
    assert everything[-1] == "Tỷ lệ hồ sơ số hóa"
    page = filled.search_figures(limit=2, offset=1)
    assert [row.figure.indicator for row in page.rows] == everything[1:3]
    assert page.total == len(everything) == 4
    beyond = filled.search_figures(limit=2, offset=99)
    assert (beyond.rows, beyond.total) == ((), 4)


def test_figures_of_a_removed_or_read_again_document_are_found_once(filled: Catalog) -> None:
    take(filled, document("a", (figure("Số chi bộ", "12"),)))
    assert indicators(filled, FigureFilter()) == ["Số chi bộ", "Tỷ lệ hồ sơ số hóa"]
    changes.remove(filled, "id-a")
    assert indicators(filled, FigureFilter(indicator=plain_words("chi bộ"))) == []
    keys = filled.database.rows("SELECT count(*) FROM figure_keys")
    held = filled.database.rows("SELECT count(*) FROM figure_words")
    assert keys == held == [(1,)]


def test_figures_follow_their_document_to_another_shelf(filled: Catalog) -> None:
    public = filled.within(frozenset({Shelf.PUBLIC}))
    asked = FigureFilter(indicator=plain_words("hồ sơ số hóa"))
    assert indicators(public, asked) == []
    changes.settle_in(filled, "id-b", Place("/b.txt", "/b.txt", "b.txt", "b.txt", Shelf.PUBLIC))
    assert indicators(public, asked) == ["Tỷ lệ hồ sơ số hóa"]


def test_figures_of_a_hidden_document_are_not_found(filled: Catalog) -> None:
    hidden = document("c", (figure("Tỷ lệ hồ sơ giấy"),))
    place = Place(hidden.location, hidden.location, hidden.source, hidden.path, Shelf.PUBLIC)
    before = filled.generation()
    changes.add(filled, hidden, place, (), "1")
    for where in (FigureFilter(), FigureFilter(indicator=plain_words("hồ sơ giấy"))):
        assert "Tỷ lệ hồ sơ giấy" not in indicators(filled, where)
    assert filled.search_figures().total == 4
    assert filled.generation() == before


def test_only_what_sentences_state_is_found_where_that_is_asked(filled: Catalog) -> None:
    cell = replace(figure("Tỷ lệ hồ sơ giấy"), row=0)
    take(filled, document("c", (cell, figure("Tỷ lệ hồ sơ số"))))
    asked = FigureFilter(indicator=plain_words("hồ sơ"), documents=("id-c",), in_sentences=True)
    assert indicators(filled, asked) == ["Tỷ lệ hồ sơ số"]


def test_documents_are_found_by_the_units_that_issued_them(catalog: Catalog) -> None:
    other = FrontMatter(number="7/BC-UBND", unit=VAN_PHU)
    take(catalog, document("a"), document("b", front=other))
    found = catalog.documents_of(("xa|van phu|lam giang",))
    assert [record.id for record in found] == ["id-b"]
    internal = catalog.within(frozenset({Shelf.INTERNAL}))
    assert internal.documents_of(("xa|van phu|lam giang",)) == ()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("33/KH-UBND", ["id-a"]),
        ("033/kh-ubnd", ["id-a"]),
        ("33/KH", ["id-a"]),
        ("3/KH", []),
        ("33/KH-UB", []),
        ("/", []),
    ],
)
def test_documents_are_found_by_their_number_or_its_beginning(
    catalog: Catalog, code: str, expected: list[str]
) -> None:
    open_number = FrontMatter(number="", unit=VAN_PHU)
    take(catalog, document("a"), document("b", front=open_number))
    assert [record.id for record in catalog.numbered((code,))] == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=30))
def test_any_typed_words_are_searched_as_containment(filled: Catalog, typed: str) -> None:
    wanted = set(words(unaccent(typed)))
    found = indicators(filled, FigureFilter(indicator=plain_words(typed)))
    whole = indicators(filled, FigureFilter())
    plain = [name for name in whole if wanted <= set(words(unaccent(name)))]
    assert all(name in found for name in plain)


# Relations

OLD = FrontMatter(
    number="41/KH-UBND", issuer="UBND phường Sao Mai", unit=SAO_MAI, issued=date(2026, 2, 12)
)
NEW = FrontMatter(number="90/KH-UBND", issuer="UBND phường Sao Mai", unit=SAO_MAI)


def replaces(issued: date | None, issuer: str = "") -> Relation:
    kind = RelationKind.REPLACES
    return Relation(
        kind, "41/KH-UBND", "Kế hoạch", issued, issuer, "", 25, "Kế hoạch số 41/KH-UBND"
    )


def test_relations_are_kept_and_found_by_document_number_and_kind(catalog: Catalog) -> None:
    basis = replace(replaces(None), kind=RelationKind.BASIS, number="57/NQ-TW")
    new = document("new", relations=(basis, replaces(date(2026, 2, 12))), front=NEW)
    take(catalog, new)
    assert catalog.document("id-new") == new
    assert [row.relation.number for row in catalog.relations(("id-new",))] == [
        "57/NQ-TW",
        "41/KH-UBND",
    ]
    assert [row.relation.kind for row in catalog.relations(number="41/KH-UBND")] == ["replaces"]
    assert [row.document_id for row in catalog.relations(number="57-NQ/TW")] == ["id-new"]
    assert catalog.relations(kinds=(RelationKind.AMENDS,)) == ()
    assert catalog.within(frozenset({Shelf.INTERNAL})).relations() == ()


@pytest.mark.parametrize(
    ("relation", "is_replaced"),
    [
        (replaces(date(2026, 2, 12)), True),
        (replaces(date(2025, 2, 12)), False),
        (replaces(None, "UBND phường Sao Mai"), True),
        (replaces(None, "UBND xã Vân Phú"), False),
        (replaces(None), True),
        (replace(replaces(date(2026, 2, 12)), kind=RelationKind.MENTIONS), False),
    ],
)
def test_a_document_knows_what_replaced_it(
    catalog: Catalog, relation: Relation, is_replaced: bool
) -> None:
    take(catalog, document("old", front=OLD), document("new", relations=(relation,), front=NEW))
    found = [record.id for record in catalog.replaced_by("id-old")]
    assert found == (["id-new"] if is_replaced else [])
    assert catalog.replaced_by("id-new") == ()


def test_the_same_number_of_another_ward_is_not_replaced(catalog: Catalog) -> None:
    other = replace(NEW, unit=VAN_PHU, issuer="UBND xã Vân Phú")
    take(
        catalog,
        document("old", front=OLD),
        document("other", relations=(replaces(None),), front=other),
    )
    assert catalog.replaced_by("id-old") == ()


# Migration


def test_a_catalog_of_the_first_version_is_brought_to_today(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "catalog.sqlite3", isolation_level=None)
    connection.executescript(f"BEGIN;{schema.STEPS[0].sql};PRAGMA user_version = 1;COMMIT;")
    old = document("old", (figure("Tỷ lệ hồ sơ số hóa"), figure("Số nhà văn hóa", "12")))
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        (
            *(old.id, old.source, old.path, old.location, old.location, old.sha256, "public"),
            *("1", None, "phuong|sao mai|lam giang", dumps(SAO_MAI), dumps(old.front), "[]"),
        ),
    )
    for ordinal, one in enumerate(old.figures):
        connection.execute(
            "INSERT INTO figures VALUES (?, ?, 0, NULL, NULL, ?)", (old.id, ordinal, dumps(one))
        )
    connection.close()
    with Store.open(tmp_path, mode=Mode.WRITE) as store:
        assert schema.version(store.catalog.database.connection) == schema.VERSION
        asked = FigureFilter(indicator=plain_words("ho so"), units=("phuong|sao mai|lam giang",))
        assert indicators(store.catalog, asked) == ["Tỷ lệ hồ sơ số hóa"]
        assert store.catalog.relations() == ()
        assert [record.id for record in store.catalog.numbered(("33/KH-UBND",))] == [old.id]
        assert store.catalog.units() == (SAO_MAI,)
        assert store.catalog.document(old.id).figures == old.figures


def test_a_step_that_fails_leaves_the_version_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(tmp_path / "catalog.sqlite3", isolation_level=None)
    broken = schema.Step("CREATE TABLE half (id INTEGER); CREATE TABLE half (id INTEGER)")
    monkeypatch.setattr(schema, "STEPS", (schema.STEPS[0], broken))
    monkeypatch.setattr(schema, "VERSION", 2)
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection)
    assert schema.version(connection) == 1
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()
    connection.close()
