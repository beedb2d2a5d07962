from pathlib import Path

import pytest

from ingest.document import ChunkKind, Shelf
from tests.vectorstore.conftest import take
from vectorstore import backlog, changes
from vectorstore.index import LSA_WEIGHT, Filter, fuse
from vectorstore.lexical import Scored
from vectorstore.store import Store

AN_BINH_KEY = "phuong|an binh|hai phong"
XUAN_HOA_KEY = "phuong|xuan hoa|hai phong"
TAN_LAP_KEY = "xa|tan lap|hai phong"


def _first(store: Store, question: str, where: Filter | None = None) -> str:
    return store.index.search(question, where or Filter())[0].chunk.body


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("kế hoạch 07/KH-UBND", "tổ công nghệ số cộng đồng"),
        ("kế hoạch 7-KH/UBND", "tổ công nghệ số cộng đồng"),
        ("ngan sach mua may tinh", "Ngân sách phường"),
        ("tài khoản VNEID phường Xuân Hòa", "≥ 80%"),
        ("hồ sơ giải quyết trực tuyến", "100%"),
        ("nhà văn hóa xã Tân Lập", "số nhà văn hoá"),
        ("bí thư chi bộ", "Bí thư"),
        ("kinh phi cho truong hoc", "các trường học"),
        ("dich vu cong truc tuyen cho ho dan", "mọi hộ dân"),
    ],
)
def test_the_passage_with_the_answer_comes_first(store: Store, question: str, words: str) -> None:
    assert words in _first(store, question)


def test_words_are_counted_as_written_and_two_only_in_a_row(store: Store) -> None:
    written = store.index.written
    (marked, bare, other) = written([("ngân", "sách"), ("ngan", "sach"), ("ngần", "sách")])
    assert bare >= marked > other == 0
    (alone, apart, unknown) = written([("sách",), ("sách", "ngân"), ("zzz",)])
    assert alone >= marked
    assert apart == unknown == 0


def test_decomposed_accents_are_the_same_question(store: Store) -> None:
    import unicodedata

    asked = "ngân sách mua sắm máy tính"
    one, other = (store.index.search(unicodedata.normalize(form, asked)) for form in ("NFC", "NFD"))
    assert one == other


def test_a_unit_lets_through_its_documents_and_the_rows_about_it(store: Store) -> None:
    hits = store.index.search("tài khoản VNeID", Filter(units=(AN_BINH_KEY,)))
    assert {hit.chunk.context.split(" ›")[0] for hit in hits} == {"phường An Bình"}
    (row,) = store.index.search("số nhà văn hoá", Filter(units=(TAN_LAP_KEY,)))
    assert row.chunk.place is not None
    assert row.chunk.place.label == "xã Tân Lập"


def test_several_units_let_through_all_of_theirs(store: Store) -> None:
    where = Filter(units=(AN_BINH_KEY, XUAN_HOA_KEY))
    found = {hit.chunk.body for hit in store.index.titles("tài khoản VNeID", where)}
    assert {body.split("| ")[-1] for body in found} >= {"≥ 85%", "≥ 80%"}


def test_documents_and_kinds_are_filters_too(store: Store) -> None:
    record = next(r for r in store.catalog.documents() if r.source == "xuan-hoa.txt")
    where = Filter(documents=(record.id,), kinds=(ChunkKind.PASSAGE,))
    hits = store.index.search("tài khoản VNeID", where)
    assert [hit.chunk.body for hit in hits] == [
        "Ngân sách phường bố trí kinh phí mua sắm máy tính cho các trường học."
    ]


def test_without_a_shelf_nothing_is_seen(store: Store) -> None:
    index = store.within(frozenset()).index
    assert index.search("tài khoản VNeID") == ()
    assert index.titles("tài khoản VNeID") == ()


@pytest.mark.parametrize("question", ["", "   ", "?!…", "…" * 10_000])
def test_a_question_without_words_finds_nothing(store: Store, question: str) -> None:
    assert store.index.search(question) == ()
    assert store.index.titles(question) == ()


def test_a_pasted_page_is_a_question_too(store: Store) -> None:
    page = "tài khoản VNeID của người dân phường An Bình " * 250
    assert "85%" in _first(store, page)


def test_the_limit_is_kept_and_no_chunk_comes_twice(store: Store) -> None:
    hits = store.index.search("tỷ lệ người dân trực tuyến phường", limit=3)
    assert len(hits) == 3
    assert len({hit.chunk.id for hit in hits}) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_titles_are_those_of_rows(store: Store) -> None:
    hits = store.index.titles("ngân sách máy tính người dân")
    assert {hit.chunk.kind for hit in hits} == {ChunkKind.ROW}


def test_a_title_with_the_same_accents_comes_before_one_with_others(
    store: Store, files: Path
) -> None:
    rows = (
        "- Số vụ bị thu hồi giấy phép kinh doanh trên địa bàn | 2026 | 3\n- Số bí thư | 2026 | 9\n"
    )
    other = (
        "- Số bị thu | 2026 | 3\n- Số bí thư chi bộ là nữ trên địa bàn phường năm nay | 2026 | 9\n"
    )
    (files / "rows.txt").write_text(rows, "utf-8")
    (files / "other.txt").write_text(other, "utf-8")
    take(store, files)
    titles = [hit.chunk.title for hit in store.index.titles("số bí thư")]
    assert [("bí thư" in title) for title in titles[:4]] == [True, True, False, False]


def test_what_left_the_catalog_is_not_shown_though_the_index_still_has_it(store: Store) -> None:
    document_id = store.index.search("ngân sách máy tính")[0].chunk.document_id
    changes.remove(store.catalog, document_id)
    assert backlog.dropped(store.catalog)
    hits = store.index.search("ngân sách máy tính")
    assert document_id not in {hit.chunk.document_id for hit in hits}


def test_a_document_that_is_not_indexed_yet_is_not_half_there(store: Store, files: Path) -> None:
    from tests.vectorstore import corpus

    path = files / "moi.txt"
    path.write_text("- Chỉ tiêu mới hoàn toàn | 2026 | 1\n", "utf-8")
    document = corpus.read(path, files, Shelf.PUBLIC)
    place = changes.Place(str(path), str(path), path.name, path.name, Shelf.PUBLIC)
    changes.add(store.catalog, document, place, corpus.chunk(document), "1")
    assert document.id not in {record.id for record in store.catalog.documents()}
    assert document.id not in {row.document_id for row in store.catalog.figures()}
    assert store.catalog.chunks([f"{document.id}:0"]) == ()
    take(store, files)
    assert store.index.titles("chỉ tiêu mới hoàn toàn")[0].chunk.document_id == document.id


def test_words_decide_and_nearness_breaks_the_tie() -> None:
    words = [Scored(1, 10.0), Scored(2, 9.9), Scored(3, 2.0)]
    meaning = [Scored(3, 0.9), Scored(2, 0.8), Scored(4, 0.1), Scored(5, -0.1)]
    order = [seq for seq, _ in fuse(words, meaning, LSA_WEIGHT)]
    assert order == [2, 1, 3, 4]


def test_fusion_stands_one_list_alone_being_empty() -> None:
    some = [Scored(1, 3.0), Scored(2, 1.0)]
    assert [seq for seq, _ in fuse(some, [], LSA_WEIGHT)] == [1, 2]
    assert [seq for seq, _ in fuse([], some, LSA_WEIGHT)] == [1, 2]
    assert fuse([], [], LSA_WEIGHT) == []
