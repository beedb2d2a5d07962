"""Killed at any moment: nothing lost, nothing doubled, nothing half to be seen."""

import multiprocessing
import random
import signal
import sys
import time
from multiprocessing.synchronize import Event as EventType
from pathlib import Path

import pytest

from ingest.document import Shelf
from tests.vectorstore import corpus
from tests.vectorstore.conftest import take
from vectorstore import intake
from vectorstore.check import check
from vectorstore.store import Mode, Store

# Every run is forked from a process that has the slow imports behind it.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["chromadb", "sklearn.utils.extmath", "tantivy", __name__])

KILLS = 20
FILES = 24
# Two documents a batch, so that there are many moments to be killed at.
BATCH = 20


def _write(path: Path, chance: random.Random, version: int) -> None:
    kept = "công khai" if path.parent.name == "public" else "khoẳm"
    lines = [f"Đoạn {chance.randint(0, 99)} bản {version} {kept} {path.stem}." for _ in range(8)]
    rows = [f"- Chỉ tiêu {n} của {path.stem} | 2026 | {version}" for n in range(3)]
    path.write_text("\n".join(["# I. Nội dung", *lines, *rows]), "utf-8")


def _take_in(data: Path, files: Path, started: EventType) -> None:
    """What the killed process runs."""
    intake._FLUSH_CHUNKS = BATCH
    started.set()
    with Store.open(data, mode=Mode.WRITE) as store:
        _take_both(store, files)


def _take_both(store: Store, files: Path) -> None:
    for shelf in Shelf:
        take(store, files / shelf, shelf=shelf)


def _run_and_kill(data: Path, files: Path, after: float) -> bool:
    """True where it was still running."""
    started = PROCESSES.Event()
    process = PROCESSES.Process(target=_take_in, args=(data, files, started))
    process.start()
    started.wait()
    time.sleep(after)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def _nothing_half(data: Path) -> None:
    if not any(data.glob("lexical-[0-9]*")):
        return  # cut off before there was anything to see
    with Store.open(data) as reader:
        for record in reader.catalog.documents():
            document = reader.catalog.document(record.id)
            wanted = [chunk.id for chunk in corpus.chunk(document)]
            assert [chunk.id for chunk in reader.catalog.chunks(wanted)] == wanted
        known = {record.id for record in reader.catalog.documents()}
        hits = reader.index.search("chỉ tiêu nội dung đoạn", limit=50)
        assert {hit.chunk.document_id for hit in hits} <= known
        public = reader.within(frozenset({Shelf.PUBLIC})).index
        assert public.share("khoam") == 0
        assert all("khoẳm" not in hit.chunk.text for hit in public.search("nội dung khoẳm"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_killed_at_twenty_moments_and_run_again_all_agree(tmp_path: Path) -> None:
    chance = random.Random()
    files, data = tmp_path / "files", tmp_path / "data"
    for shelf in Shelf:
        (files / shelf).mkdir(parents=True)
    paths = [files / list(Shelf)[n % 2] / f"van-ban-{n}.txt" for n in range(FILES)]
    for path in paths:
        _write(path, chance, 0)
    killed, version, longest = 0, 0, 0.8
    while killed < KILLS:
        version += 1
        if _run_and_kill(data, files, chance.uniform(0, longest)):
            killed += 1
        else:
            longest *= 0.9  # this machine is done sooner
        _nothing_half(data)
        for path in chance.sample(paths, 6):
            _write(path, chance, version)
    with Store.open(data, mode=Mode.WRITE) as store:
        _take_both(store, files)
        assert check(store) == []
        records = {record.path: record for record in store.catalog.documents()}
        assert sorted(records) == sorted(path.name for path in paths)
        for path in paths:
            document = store.catalog.document(records[path.name].id)
            read = corpus.read(path, path.parent, Shelf(path.parent.name))
            assert document == read
            (first, *_) = store.index.titles(f"chỉ tiêu 1 của {path.stem}")
            assert first.chunk.document_id == read.id
