import os
import shutil
import unicodedata
from pathlib import Path

import pytest

from ingest.document import Shelf
from ingest.errors import CancuError
from tests.vectorstore.conftest import take
from tests.vectorstore.corpus import reader
from vectorstore.check import check
from vectorstore.intake import Outcome, Progress, Stage, Summary, ingest, reindex, remove
from vectorstore.records import ALL_SHELVES
from vectorstore.store import Store

PUBLIC = frozenset({Shelf.PUBLIC})


def _outcomes(summary: Summary) -> dict[str, Outcome]:
    return {row.path: row.outcome for row in summary.rows}


def _texts(store: Store, question: str, shelves: frozenset[Shelf] = ALL_SHELVES) -> list[str]:
    return [hit.chunk.body for hit in store.within(shelves).index.search(question)]


def test_the_same_file_twice_changes_nothing(store: Store, files: Path) -> None:
    generation = store.catalog.generation()
    assert set(_outcomes(take(store, files)).values()) == {Outcome.UNCHANGED}
    assert store.catalog.generation() == generation


def test_changed_bytes_replace_what_was_there(store: Store, files: Path) -> None:
    (files / "xuan-hoa.txt").write_text("Quyết định thành lập tổ giúp việc.\n", "utf-8")
    assert _outcomes(take(store, files))["xuan-hoa.txt"] == Outcome.REPLACED
    assert len(store.catalog.documents()) == 2
    assert _texts(store, "tổ giúp việc")[0].startswith("Quyết định")
    assert not any("máy tính" in text for text in _texts(store, "mua sắm máy tính"))
    assert check(store) == []


def test_bytes_that_come_back_are_found_again(store: Store, files: Path) -> None:
    path = files / "xuan-hoa.txt"
    before = path.read_text("utf-8")
    for text in ("Nội dung khác hẳn.\n", before):
        path.write_text(text, "utf-8")
        take(store, files)
    assert "máy tính" in _texts(store, "mua sắm máy tính")[0]
    assert check(store) == []


def test_a_new_version_of_the_reader_reads_unchanged_files_again(store: Store, files: Path) -> None:
    assert set(_outcomes(take(store, files, version="2")).values()) == {Outcome.REPLACED}
    assert len(store.catalog.documents()) == 2
    assert check(store) == []


def test_the_same_bytes_elsewhere_are_an_alias(store: Store, files: Path) -> None:
    copy = shutil.copy(files / "an-binh.txt", files / "ban-sao.txt")
    assert _outcomes(take(store, files))["ban-sao.txt"] == Outcome.ALIAS
    record = next(found for found in store.catalog.documents() if found.aliases)
    assert (record.source, record.aliases) == ("an-binh.txt", (str(copy),))
    assert len(store.catalog.documents()) == 2


def test_a_document_outlives_one_of_its_two_places(store: Store, files: Path) -> None:
    shutil.copy(files / "an-binh.txt", files / "ban-sao.txt")
    take(store, files)
    (files / "an-binh.txt").write_text("Một văn bản khác.\n", "utf-8")
    take(store, files)
    assert {record.source for record in store.catalog.documents()} == {
        "an-binh.txt",
        "ban-sao.txt",
        "xuan-hoa.txt",
    }
    assert check(store) == []


def test_a_file_that_moved_is_the_same_document(store: Store, files: Path) -> None:
    before = {record.id for record in store.catalog.documents()}
    (files / "2026").mkdir()
    (files / "an-binh.txt").rename(files / "2026" / "ke-hoach.txt")
    assert _outcomes(take(store, files))["2026/ke-hoach.txt"] == Outcome.MOVED
    assert {record.id for record in store.catalog.documents()} == before
    assert "2026/ke-hoach.txt" in {record.path for record in store.catalog.documents()}


def test_a_file_that_disappeared_is_reported_and_stays(store: Store, files: Path) -> None:
    (files / "an-binh.txt").unlink()
    summary = take(store, files)
    assert _outcomes(summary)["an-binh.txt"] == Outcome.MISSING
    assert len(store.catalog.documents()) == 2


def test_a_folder_with_a_longer_name_is_not_inside_a_shorter_one(store: Store, files: Path) -> None:
    other = files.with_name(files.name[:-1])
    other.mkdir()
    assert take(store, other).rows == ()


def test_a_bad_file_never_stops_the_others(store: Store, files: Path) -> None:
    (files / "a-trong.txt").write_text("", "utf-8")
    (files / "b-hong.txt").write_bytes(b"\xff\xfe\xfa")
    (files / "c-tot.txt").write_text("Báo cáo quý một.\n", "utf-8")
    summary = take(store, files, files / "khong-co.txt")
    failed = {row.path: row.reason for row in summary.of(Outcome.FAILED)}
    assert set(failed) == {"a-trong.txt", "b-hong.txt", "khong-co.txt"}
    assert all(
        reason and reason.sentence("vi") != reason.sentence("en") for reason in failed.values()
    )
    assert _outcomes(summary)["c-tot.txt"] == Outcome.ADDED


def test_what_is_passed_over_is_listed_with_the_reason(
    store: Store, files: Path, data: Path
) -> None:
    (files / ".an.txt").write_text("x", "utf-8")
    (files / "bang.xyz").write_text("x", "utf-8")
    os.symlink(files, files / "vong")
    os.symlink(files / "khong-co", files / "dut.txt")
    os.symlink(data, files / "kho")
    os.symlink(files / "an-binh.txt", files / "ten-khac.txt")
    skipped = {
        row.path: row.reason.key for row in take(store, files).of(Outcome.SKIPPED) if row.reason
    }
    assert skipped == {
        ".an.txt": "vectorstore.skipped_hidden",
        "bang.xyz": "vectorstore.skipped_type",
        "vong": "vectorstore.skipped_twice",
        "dut.txt": "vectorstore.skipped_no_file",
        "kho": "vectorstore.skipped_data",
        "ten-khac.txt": "vectorstore.skipped_twice",
    }


def test_a_decomposed_file_name_is_the_same_file(store: Store, files: Path) -> None:
    composed, decomposed = (
        files / unicodedata.normalize(form, "Kế hoạch.txt") for form in ("NFC", "NFD")
    )
    composed.write_text("Bản thứ nhất.\n", "utf-8")
    take(store, files)
    composed.unlink()
    decomposed.write_text("Bản thứ hai.\n", "utf-8")
    assert _outcomes(take(store, files))["Kế hoạch.txt"] == Outcome.REPLACED
    assert [record.source for record in store.catalog.documents()].count("Kế hoạch.txt") == 1


def test_two_spellings_of_one_name_are_not_one_file(store: Store, files: Path) -> None:
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "Kế hoạch.txt")
        (files / name).write_text(f"Bản {form}.\n", "utf-8")
    rows = [row for row in take(store, files).rows if row.path == "Kế hoạch.txt"]
    assert [row.outcome for row in rows] == [Outcome.ADDED, Outcome.FAILED]
    assert set(_outcomes(take(store, files / "an-binh.txt")).values()) == {Outcome.UNCHANGED}


def test_a_shelf_changes_with_the_next_ingest(store: Store, files: Path) -> None:
    assert _texts(store, "mua sắm máy tính", PUBLIC) == []
    take(store, files / "xuan-hoa.txt", shelf=Shelf.PUBLIC)
    assert "máy tính" in _texts(store, "mua sắm máy tính", PUBLIC)[0]
    assert store.within(PUBLIC).index.titles("số nhà văn hoá")
    take(store, files, shelf=Shelf.INTERNAL)
    assert _texts(store, "mua sắm máy tính", PUBLIC) == []
    assert check(store) == []


def test_bytes_published_anywhere_are_public_under_that_name(store: Store, files: Path) -> None:
    open_folder = files.with_name("cong khai")
    open_folder.mkdir()
    shutil.copy(files / "an-binh.txt", open_folder / "ke-hoach.txt")
    take(store, open_folder, shelf=Shelf.PUBLIC)
    (record,) = store.within(PUBLIC).catalog.documents()
    assert record.source == "ke-hoach.txt"
    assert _texts(store, "tổ công nghệ số cộng đồng", PUBLIC)


def test_remove_takes_a_document_out_of_everything(store: Store, files: Path) -> None:
    record = store.catalog.documents()[0]
    assert remove(record.id, store) == record
    assert _texts(store, "tổ công nghệ số cộng đồng") != []
    assert not any("tổ công nghệ" in text for text in _texts(store, "tổ công nghệ số cộng đồng"))
    assert check(store) == []
    with pytest.raises(CancuError):
        remove(record.id, store)


def test_the_last_document_can_leave_and_another_come(store: Store, files: Path) -> None:
    for record in store.catalog.documents():
        remove(record.id, store)
    assert _texts(store, "VNeID") == []
    reindex(store)
    assert check(store) == []
    take(store, files)
    assert "VNeID" in _texts(store, "VNeID")[0]
    assert check(store) == []


def test_reindex_finds_the_same(store: Store) -> None:
    before = _texts(store, "ngân sách mua máy tính")
    reindex(store)
    assert _texts(store, "ngân sách mua máy tính") == before
    assert check(store) == []


def test_progress_counts_files_then_chunks(store: Store, files: Path) -> None:
    (files / "moi.txt").write_text("\n".join(f"Đoạn số {n}." for n in range(20)), "utf-8")
    told: list[Progress] = []
    ingest([files], Shelf.INTERNAL, store, told.append, reader())
    reading = [(step.done, step.total) for step in told if step.stage == Stage.READING]
    assert reading == [(1, 3), (2, 3), (3, 3)]
    assert [step.done for step in told if step.stage == Stage.EMBEDDING] == [27]


def test_real_files_go_the_whole_way(store: Store, files: Path) -> None:
    text = "UBND PHƯỜNG AN BÌNH\nSố: 15/BC-UBND\n\nBÁO CÁO\nKết quả ba tháng đầu năm\n\n"
    body = "I. KẾT QUẢ\n1. Đã lắp đặt 12 điểm truy cập Internet công cộng.\n"
    (files / "bao-cao.md").write_text(text + body, "utf-8")
    summary = ingest([files / "bao-cao.md"], Shelf.INTERNAL, store)
    assert _outcomes(summary) == {"bao-cao.md": Outcome.ADDED}
    assert "12 điểm" in _texts(store, "diem truy cap internet cong cong")[0]
    assert check(store) == []
