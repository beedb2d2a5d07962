import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import CancuError
from tests.vectorstore.conftest import take
from vectorstore.check import check
from vectorstore.intake import reindex
from vectorstore.store import Mode, Store

ROOT = Path(__file__).parents[2]


def run(script: str, *arguments: str) -> subprocess.Popen[str]:
    """Another process of the same program."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


HOLD = """
import sys
from pathlib import Path
from vectorstore.store import Mode, Store
with Store.open(Path(sys.argv[1]), mode=Mode.WRITE):
    print("held", flush=True)
    sys.stdin.read()
"""
INGEST = """
import sys
from pathlib import Path
from ingest.document import Shelf
from tests.vectorstore.corpus import reader
from vectorstore.intake import ingest
from vectorstore.store import Mode, Store
with Store.open(Path(sys.argv[1]), mode=Mode.WRITE) as store:
    ingest([Path(sys.argv[2])], Shelf.INTERNAL, store, reader=reader())
"""


def test_no_data_yet_is_a_sentence(data: Path) -> None:
    with pytest.raises(CancuError, match="cancu ingest") as refused:
        Store.open(data)
    assert "cancu ingest" in refused.value.sentence("en")
    assert not data.exists()


def test_a_catalog_nobody_finished_making_is_no_data(data: Path) -> None:
    data.mkdir()
    (data / "catalog.sqlite3").touch()
    with pytest.raises(CancuError) as refused:
        Store.open(data)
    assert refused.value.key == "vectorstore.no_data"


def test_a_store_without_documents_finds_nothing(data: Path) -> None:
    Store.open(data, mode=Mode.WRITE).close()
    with Store.open(data) as store:
        assert store.index.search("VNeID") == ()
        assert store.index.titles("VNeID") == ()
        assert store.catalog.documents() == ()
        assert store.catalog.units() == ()
        assert check(store) == []


def test_a_second_writer_is_told_which_process_writes(data: Path) -> None:
    with run(HOLD, str(data)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(CancuError) as refused:
            Store.open(data, mode=Mode.WRITE, wait=0.2)
        holder.communicate("")
    for language in ("vi", "en"):
        assert str(holder.pid) in refused.value.sentence(language)
    Store.open(data, mode=Mode.WRITE, wait=0.2).close()


def test_a_reader_does_not_wait_for_a_writer(store: Store, data: Path) -> None:
    with Store.open(data) as reader:
        assert reader.index.search("VNeID")


def test_a_reader_cannot_write(store: Store, data: Path) -> None:
    with Store.open(data) as reader, pytest.raises(ValueError, match="opened to read"):
        reindex(reader)


def test_a_reader_sees_what_another_process_took_in(store: Store, files: Path, data: Path) -> None:
    store.close()
    with Store.open(data) as reader:
        assert reader.index.search("trạm bơm nước") == ()
        (files / "moi.txt").write_text("Trạm bơm nước có ba máy bơm.\n", "utf-8")
        with run(INGEST, str(data), str(files)) as other:
            other.communicate()
        assert other.returncode == 0
        (first, *_) = reader.index.search("trạm bơm nước")
        assert "máy bơm" in first.chunk.body
        assert check(reader) == []


def test_readers_go_on_while_the_corpus_changes(store: Store, files: Path, data: Path) -> None:
    stop, troubles = threading.Event(), list[BaseException]()

    def read() -> None:
        try:
            with Store.open(data) as reader:
                while not stop.is_set():
                    assert "VNeID" in reader.index.search("tài khoản VNeID")[0].chunk.body
        except BaseException as error:
            troubles.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(6):
        (files / "moi.txt").write_text(f"Bản sửa lần {number}.\n" * (number + 1), "utf-8")
        take(store, files)
    reindex(store)
    stop.set()
    for thread in threads:
        thread.join()
    assert troubles == []


def test_torn_chroma_files_are_not_opened_and_are_built_anew(
    store: Store, files: Path, data: Path
) -> None:
    asked = "mua sắm máy tính cho trường học"
    before = [hit.chunk.id for hit in store.index.search(asked)]
    store.close()
    (dense,) = data.glob("dense-[0-9]*")
    (dense / "chroma.writing").touch()
    for path in (dense / "chroma").rglob("*"):
        if path.is_file():
            path.write_bytes(b"torn")
    with Store.open(data) as reader:
        assert [hit.chunk.id for hit in reader.index.search(asked)] == before
        assert check(reader) != []
    with Store.open(data, mode=Mode.WRITE) as writer:
        take(writer, files)
        assert check(writer) == []
        assert [hit.chunk.id for hit in writer.index.search(asked)] == before
    with Store.open(data, mode=Mode.WRITE):
        assert not dense.exists()


@pytest.mark.parametrize("kind", ["lexical", "dense"])
@pytest.mark.parametrize("mend", [take, reindex])
def test_a_lost_index_is_a_sentence_and_the_next_writer_builds_it_anew(
    store: Store, data: Path, kind: str, mend: Callable[[Store], object]
) -> None:
    store.close()
    (folder,) = data.glob(f"{kind}-[0-9]*")
    shutil.rmtree(folder)
    with pytest.raises(CancuError, match="reindex"):
        Store.open(data)
    with Store.open(data, mode=Mode.WRITE) as writer:
        mend(writer)
        assert writer.index.search("VNeID")
        assert check(writer) == []
