"""In a narrowed view, documents of other shelves do not exist."""

import inspect
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.document import RelationKind, Shelf
from ingest.errors import CancuError
from ingest.places import unit_key
from tests.assistant.secret_papers import PUBLIC, SECRETS, write_papers
from vectorstore.catalog import Catalog
from vectorstore.check import check
from vectorstore.figure_search import plain_words
from vectorstore.index import HybridIndex
from vectorstore.intake import Outcome, ingest, reindex
from vectorstore.records import FigureFilter, Filter, RowKey
from vectorstore.sight import COVERED
from vectorstore.store import Mode, Store

TOLD_TO_ALL = {"meta"}  # notes of the catalog about itself
# Methods that say nothing of documents.
ABOUT_ITSELF = {
    *("within", "close", "has_tables", "check_version", "meta", "index_folders"),
    *("generation", "one_moment"),
}
_WIDER = {"allowed", "search"}
Asked = list[tuple[object, ...]]


@dataclass(frozen=True)
class Office:
    """A store with both shelves, and one that never met the internal papers."""

    both: Store
    without: Store

    @property
    def view(self) -> Store:
        """What the public sees of the first."""
        return self.both.within(PUBLIC)

    @property
    def ids(self) -> list[str]:
        """Of every document, and of none."""
        return [*(record.id for record in self.both.catalog.documents()), "0" * 12]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    public, internal = write_papers(folder)
    for name, taken in {"both": (public, internal), "without": (public,)}.items():
        with Store.open(folder / name, mode=Mode.WRITE) as writer:
            for papers in taken:
                ingest([papers], Shelf(_SHELF[papers.name]), writer)
    with Store.open(folder / "both") as both, Store.open(folder / "without") as without:
        yield Office(both, without)


_SHELF = {"cong-khai": "public", "noi-bo": "internal"}


def _asked(both: Store, ids: list[str]) -> dict[str, Asked]:
    """Each method with what it may be asked, told by somebody who knows what is hidden."""
    catalog = both.catalog
    blocks = [(one, block.ordinal) for one in ids for block in catalog.blocks(one)]
    rows = [
        RowKey(row.document_id, row.figure.block, row.figure.row)
        for row in catalog.figures()
        if row.figure.row is not None
    ]
    keys = tuple(unit_key(unit) for unit in catalog.units())
    numbers = tuple(record.front.number for record in catalog.documents())
    seqs = [seq for (seq,) in catalog.database.rows("SELECT seq FROM chunks")]
    filters = [Filter(), Filter(units=keys), Filter(documents=tuple(ids))]
    figures = [
        *(FigureFilter(), FigureFilter(units=keys), FigureFilter(documents=tuple(ids))),
        *(FigureFilter(plain_words("hồ sơ")), FigureFilter(owner=plain_words("mật vụ"))),
        FigureFilter(in_sentences=True),
    ]
    texts = ("Tỷ lệ hồ sơ nộp trực tuyến", "khoẳm", "khiếu kiện vượt cấp", "tổ công tác")
    words = [word for text in texts for word in text.split()]
    return {
        **{name: [()] for name in ("documents", "units")},
        **{name: [(one,) for one in ids] for name in ("record", "document", "blocks")},
        "documents_of": [((key,),) for key in keys],
        "numbered": [((number,),) for number in (*numbers, "77/QĐ", "209/BC")],
        "block": list[tuple[object, ...]](blocks),
        "figures": [(), *(((one,),) for one in ids)],
        "figures_of": [(rows,)],
        "figures_in": [(one, range(50)) for one in ids],
        "search_figures": [(where, limit) for where in figures for limit in (0, 50)],
        "relations": [
            *((), *(((one,),) for one in ids), *(((), number) for number in numbers)),
            ((), "", tuple(RelationKind)),
        ],
        "replaced_by": [(one,) for one in ids],
        "chunks": [([chunk.id for chunk in catalog.live(seqs).values()],)],
        "live": [(seqs,)],
        "allowed": [(where,) for where in filters],
        "search": [(text, where, 20) for text in texts for where in filters],
        "titles": [(text, where, 20) for text in texts for where in filters],
        "share": [(word,) for word in words],
        "written": [([(word,) for word in words],), ([("khiếu", "kiện")],)],
    }


def _methods(kind: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(kind, inspect.isfunction) if name[0] != "_"}


def _said(thing: object, method: str, asked: tuple[object, ...]) -> object:
    try:
        found = getattr(thing, method)(*asked)
    except CancuError as error:
        return str(error)
    return set(found) if isinstance(found, frozenset) else found


@pytest.mark.parametrize("method", sorted(_methods(Catalog) | _methods(HybridIndex)))
def test_each_method_says_what_it_says_of_a_store_without_the_hidden_papers(
    office: Office, method: str
) -> None:
    if method in ABOUT_ITSELF:
        return
    asked = _asked(office.both, office.ids)
    assert method in asked, "say here what a new method may be asked"
    part = "catalog" if method in _methods(Catalog) else "index"
    # Whoever sees all is told "every entry", and is searched for by Chroma, which rounds elsewhere.
    without = office.without.within(PUBLIC) if method in _WIDER else office.without
    for one in asked[method]:
        seen = _said(getattr(office.view, part), method, one)
        assert seen == _said(getattr(without, part), method, one)
        assert not SECRETS.search(str(seen).replace(str(one), ""))


def test_every_method_but_those_about_itself_says_more_to_whoever_sees_all(office: Office) -> None:
    asked = _asked(office.both, office.ids)
    for method in _methods(Catalog) - ABOUT_ITSELF:
        assert any(
            _said(office.both.catalog, method, one) != _said(office.view.catalog, method, one)
            for one in asked[method]
        ), method


def test_all_shelves_are_the_store_itself(office: Office) -> None:
    assert office.both.within(frozenset(Shelf)) is office.both
    assert office.both.catalog.within(frozenset(Shelf)) is office.both.catalog


def test_a_view_is_kept_and_never_widened(office: Office) -> None:
    view = office.view
    assert view is office.both.within(PUBLIC)
    assert view.within(frozenset(Shelf)) is view
    assert view.within(frozenset({Shelf.INTERNAL})).catalog.documents() == ()


def test_many_threads_asking_at_once_get_one_view(office: Office) -> None:
    with Store.open(office.both.folder) as store, ThreadPoolExecutor(8) as pool:
        views = set(pool.map(lambda _: id(store.within(PUBLIC)), range(64)))
        assert len(views) == 1


def test_a_view_is_closed_with_its_store(office: Office) -> None:
    store = Store.open(office.both.folder)
    view = store.within(PUBLIC)
    connection = view.catalog.database.connection
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


def test_an_id_out_of_sight_is_as_unknown_as_one_of_nothing(office: Office) -> None:
    hidden = {r.id for r in office.both.catalog.documents() if r.shelf is Shelf.INTERNAL}
    for method in ("record", "document", "replaced_by"):
        told = {
            str(_said(office.view.catalog, method, (one,))).replace(one, "")
            for one in (*hidden, "0" * 12)
        }
        assert len(told) == 1


def test_every_table_is_covered(office: Office) -> None:
    rows = office.both.catalog.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    own = {name for (name,) in rows if not name.startswith(("sqlite_", "figure_words_"))}
    assert own == set(COVERED) | TOLD_TO_ALL


@pytest.mark.parametrize("table", sorted(COVERED))
def test_no_table_shows_a_row_that_is_hidden(office: Office, table: str) -> None:
    rows = office.view.catalog.database.rows(f"SELECT * FROM {table}")
    assert len(rows) == len(office.without.catalog.database.rows(f"SELECT * FROM {table}"))
    assert not SECRETS.search(str(rows))


# Shelves that change


class Desk:
    """A folder of public and of internal papers, and a store open to write."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.store = store
        self.public, self.internal = folder / "public", folder / "internal"
        for shelf in (self.public, self.internal):
            shelf.mkdir()

    def take(self, shelf: Shelf) -> list[Outcome]:
        folder = self.public if shelf is Shelf.PUBLIC else self.internal
        return [row.outcome for row in ingest([folder], shelf, self.store).rows]

    @property
    def view(self) -> Store:
        return self.store.within(PUBLIC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "data", mode=Mode.WRITE) as store:
        yield Desk(tmp_path, store)


def test_published_bytes_go_by_their_public_name_alone(desk: Desk) -> None:
    text = "Nhà văn hóa mở cửa từ 7 giờ.\n"
    (desk.internal / "vu-an-mat.txt").write_text(text, "utf-8")
    desk.take(Shelf.INTERNAL)
    (inside,) = desk.store.catalog.documents()
    (desk.public / "gio-mo-cua.txt").write_text(text, "utf-8")
    assert desk.take(Shelf.PUBLIC) == [Outcome.ALIAS]
    (record,) = desk.view.catalog.documents()
    hits = desk.view.index.search("nhà văn hóa")
    assert hits
    assert (record.source, record.aliases) == ("gio-mo-cua.txt", ())
    assert "vu-an-mat" not in str((record, hits, desk.view.catalog.document(record.id)))
    assert record.id != inside.id  # which is made of its place
    (whole,) = desk.store.catalog.documents()
    assert [Path(alias).name for alias in whole.aliases] == ["vu-an-mat.txt"]
    assert desk.take(Shelf.INTERNAL) == [Outcome.UNCHANGED]
    assert check(desk.store) == []


def test_a_file_moved_to_the_public_folder_leaves_its_inside_name_behind(desk: Desk) -> None:
    (desk.internal / "vu-an-mat.txt").write_text("Nhà văn hóa mở cửa từ 7 giờ.\n", "utf-8")
    desk.take(Shelf.INTERNAL)
    (desk.internal / "vu-an-mat.txt").rename(desk.public / "gio-mo-cua.txt")
    assert desk.take(Shelf.PUBLIC) == [Outcome.MOVED]
    (record,) = desk.store.catalog.documents()
    assert (record.source, record.aliases) == ("gio-mo-cua.txt", ())
    assert check(desk.store) == []


def test_a_paper_taken_off_the_public_shelf_leaves_no_word_in_what_the_public_asks(
    desk: Desk,
) -> None:
    (desk.public / "a.txt").write_text("Trường học khai giảng.\n", "utf-8")
    (desk.public / "b.txt").write_text("Rà soát sông Khoẳm.\n", "utf-8")
    desk.take(Shelf.PUBLIC)
    assert desk.view.index.share("khoam") > 0
    ingest([desk.public / "b.txt"], Shelf.INTERNAL, desk.store)
    assert desk.view.index.share("khoam") == 0
    assert desk.view.index.written([("khoẳm",), ("trường", "học")]) == (0, 1)
    assert desk.view.index.search("sông Khoẳm") == ()
    assert check(desk.store) == []


def test_where_nothing_is_internal_there_is_one_index_for_all(desk: Desk) -> None:
    (desk.public / "a.txt").write_text("Trường học khai giảng.\n", "utf-8")
    desk.take(Shelf.PUBLIC)
    assert desk.view.index.search("khai giảng")
    assert not [name for name in desk.store.catalog.index_folders() if "public" in name]


def test_the_public_index_is_made_of_public_papers_when_it_is_built_anew(desk: Desk) -> None:
    (desk.public / "a.txt").write_text("Trường học khai giảng.\n", "utf-8")
    (desk.internal / "b.txt").write_text("Rà soát sông Khoẳm.\n", "utf-8")
    for shelf in (Shelf.INTERNAL, Shelf.PUBLIC):
        desk.take(shelf)
    reindex(desk.store)
    assert desk.view.index.share("khoam") == 0
    assert desk.view.index.search("khai giảng")
    assert desk.store.index.search("sông Khoẳm")
    assert check(desk.store) == []
