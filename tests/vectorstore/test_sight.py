"""A narrowed view: documents of other shelves do not exist in it."""

from collections.abc import Callable, Iterator

import pytest

from ingest.document import Shelf
from ingest.errors import CancuError
from tests.vectorstore.conftest import AN_BINH, XUAN_HOA, take
from vectorstore.catalog import Catalog
from vectorstore.sight import COVERED
from vectorstore.store import Mode, Store

PUBLIC = frozenset({Shelf.PUBLIC})
SHOWN_TO_NOBODY = {"meta"}  # notes of the catalog about itself


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with a public paper of An Bình and an internal one of Xuân Hoà."""
    folder = tmp_path_factory.mktemp("mixed")
    for name, text in {"cong-khai/an-binh.txt": AN_BINH, "noi-bo/xuan-hoa.txt": XUAN_HOA}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with Store.open(folder / "data", mode=Mode.WRITE) as writer:
        take(writer, folder / "cong-khai", shelf=Shelf.PUBLIC)
        take(writer, folder / "noi-bo", shelf=Shelf.INTERNAL)
    with Store.open(folder / "data") as opened:
        yield opened


def _hidden(store: Store) -> str:
    return next(r.id for r in store.catalog.documents() if r.shelf is Shelf.INTERNAL)


def _refused(ask: Callable[[Catalog, str], object], view: Catalog, document_id: str) -> str:
    with pytest.raises(CancuError) as refused:
        ask(view, document_id)
    return str(refused.value).replace(document_id, "")


def test_all_shelves_are_the_store_itself(mixed: Store) -> None:
    assert mixed.within(frozenset(Shelf)) is mixed
    assert mixed.catalog.within(frozenset(Shelf)) is mixed.catalog


def test_a_view_is_kept_and_never_widened(mixed: Store) -> None:
    view = mixed.within(PUBLIC)
    assert view is mixed.within(PUBLIC)
    assert view.within(frozenset(Shelf)) is view
    assert view.within(frozenset({Shelf.INTERNAL})).catalog.documents() == ()


def test_an_id_out_of_sight_is_as_unknown_as_one_of_nothing(mixed: Store) -> None:
    hidden, view = _hidden(mixed), mixed.within(PUBLIC).catalog
    for ask in (Catalog.record, Catalog.document, Catalog.replaced_by):
        assert _refused(ask, view, hidden) == _refused(ask, view, "0" * len(hidden))


def test_every_table_is_covered(mixed: Store) -> None:
    rows = mixed.catalog.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    own = {name for (name,) in rows if not name.startswith(("sqlite_", "figure_words_"))}
    assert own == set(COVERED) | SHOWN_TO_NOBODY


def test_a_hidden_document_has_neither_blocks_nor_figures_nor_hits(mixed: Store) -> None:
    hidden, view = _hidden(mixed), mixed.within(PUBLIC)
    assert mixed.catalog.blocks(hidden)
    assert view.catalog.blocks(hidden) == ()
    assert view.catalog.block(hidden, 0) is None
    assert mixed.catalog.search_figures().total > view.catalog.search_figures().total > 0
    assert {r.document_id for r in view.catalog.figures()}.isdisjoint({hidden})
    assert hidden in {hit.chunk.document_id for hit in mixed.index.search("nhà văn hoá")}
    assert hidden not in {hit.chunk.document_id for hit in view.index.search("nhà văn hoá")}
