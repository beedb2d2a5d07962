import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.document import Shelf
from ingest.errors import CancuError
from tests.vectorstore import corpus
from tests.vectorstore.conftest import take
from vectorstore import schema
from vectorstore.records import RowKey
from vectorstore.store import Mode, Store


def _ids(store: Store) -> dict[str, str]:
    return {record.source: record.id for record in store.catalog.documents()}


def test_a_document_comes_back_as_it_was_read(store: Store, files: Path) -> None:
    read = corpus.read(files / "an-binh.txt", files, Shelf.INTERNAL)
    assert store.catalog.document(read.id) == read


def test_blocks_come_one_by_one_and_all_together(store: Store) -> None:
    document_id = _ids(store)["an-binh.txt"]
    blocks = store.catalog.blocks(document_id)
    assert [block.ordinal for block in blocks] == [0, 1, 2, 3, 4]
    assert store.catalog.block(document_id, 2) == blocks[2]
    assert store.catalog.block(document_id, 99) is None


def test_chunks_come_in_the_order_asked_for_without_those_that_are_gone(store: Store) -> None:
    document_id = _ids(store)["an-binh.txt"]
    wanted = [f"{document_id}:5", "gone:1", f"{document_id}:1"]
    assert [chunk.id for chunk in store.catalog.chunks(wanted)] == [wanted[0], wanted[2]]


def test_a_row_knows_its_figures(store: Store) -> None:
    document_id = _ids(store)["an-binh.txt"]
    there, nowhere = RowKey(document_id, 2, 1), RowKey(document_id, 2, 7)
    found = store.catalog.figures_of([there, nowhere])
    assert [figure.text for figure in found[there]] == ["100%"]
    assert found[nowhere] == ()


def test_figures_of_one_document_are_not_those_of_another(store: Store) -> None:
    document_id = _ids(store)["xuan-hoa.txt"]
    rows = store.catalog.figures((document_id,))
    assert [row.figure.text for row in rows] == ["≥ 80%", "12"]
    assert len(store.catalog.figures()) == 4


def test_units_are_those_of_documents_and_of_rows(store: Store) -> None:
    labels = {unit.label for unit in store.catalog.units()}
    assert labels == {"phường An Bình", "phường Xuân Hoà", "xã Tân Lập"}


def test_a_shelf_hides_its_documents_figures_and_units(store: Store, files: Path) -> None:
    public = store.catalog.within(frozenset({Shelf.PUBLIC}))
    assert public.documents() == ()
    take(store, files / "xuan-hoa.txt", shelf=Shelf.PUBLIC)
    assert [record.source for record in public.documents()] == ["xuan-hoa.txt"]
    assert {row.figure.text for row in public.figures()} == {"≥ 80%", "12"}
    assert "phường An Bình" not in {unit.label for unit in public.units()}


def test_an_unknown_document_is_a_sentence(store: Store) -> None:
    with pytest.raises(CancuError, match="nope"):
        store.catalog.document("nope")


def test_many_threads_read_at_once(store: Store) -> None:
    def read(_: int) -> int:
        return len(store.catalog.documents()) + len(store.index.search("tài khoản VNeID"))

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(read, range(64)))
    assert len(answers) == 1


def test_a_catalog_of_a_later_release_is_refused(store: Store, data: Path) -> None:
    store.close()
    with sqlite3.connect(data / "catalog.sqlite3") as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    for mode in Mode:
        with pytest.raises(CancuError) as refused:
            Store.open(data, mode=mode)
        assert refused.value.key == "vectorstore.schema_newer"


def test_every_step_of_the_schema_counts_up(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "empty.sqlite3", isolation_level=None)
    schema.migrate(connection)
    schema.migrate(connection)
    assert schema.version(connection) == schema.VERSION == len(schema.STEPS)
    connection.close()
