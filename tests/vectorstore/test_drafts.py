"""Drafts are kept whole, by any number of processes, whenever one of them dies."""

import multiprocessing
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing.synchronize import Event as EventType
from pathlib import Path

import pytest

from ingest.document import Shelf
from ingest.errors import CancuError
from vectorstore.drafts import FILE_NAME, STEPS, Drafts, DraftText
from vectorstore.records import ALL_SHELVES

PROCESSES = multiprocessing.get_context("forkserver")


def _text(content: str, changed: str = "2026-11-20T08:00:00") -> DraftText:
    return DraftText("Kế hoạch năm 2027", "phường Sao Mai", "ke-hoach", changed, 3, content)


def test_a_draft_comes_back_as_it_was_kept_in_every_version(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    first = drafts.add(_text("một"))
    second = drafts.append(first.id, 1, _text("hai", "2026-11-21T08:00:00"))
    assert drafts.read(first.id) == second
    assert drafts.read(first.id, 1) == first
    assert second.version == 2
    assert second.created == first.text.changed


def test_the_list_holds_the_newest_versions_the_last_changed_first(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    old = drafts.add(_text("a", "2026-11-20T08:00:00"))
    new = drafts.add(_text("b", "2026-11-20T09:00:00"))
    drafts.append(old.id, 1, _text("c", "2026-11-20T10:00:00"))
    assert [(entry.id, entry.version) for entry in drafts.every()] == [(old.id, 2), (new.id, 1)]
    assert drafts.every()[0].text.content == ""


def test_a_version_upon_an_older_one_is_refused(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    first = drafts.add(_text("một"))
    drafts.append(first.id, 1, _text("hai"))
    with pytest.raises(CancuError, match="phiên bản 1, nay đã có phiên bản 2"):
        drafts.append(first.id, 1, _text("ba"))
    assert drafts.read(first.id).text.content == "hai"


def test_of_many_who_write_upon_one_version_one_wins(tmp_path: Path) -> None:
    first = Drafts(tmp_path).add(_text("gốc"))

    def write(number: int) -> bool:
        try:
            Drafts(tmp_path).append(first.id, 1, _text(str(number)))
        except CancuError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == 1


def test_what_is_deleted_is_gone_with_all_its_versions(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    first = drafts.add(_text("một"))
    drafts.append(first.id, 1, _text("hai"))
    drafts.delete(first.id)
    for number in (None, 1, 2):
        with pytest.raises(CancuError):
            drafts.read(first.id, number)
    with pytest.raises(CancuError, match="Không có bản thảo"):
        drafts.delete(first.id)
    with pytest.raises(CancuError, match="Không có bản thảo"):
        drafts.append(first.id, 2, _text("ba"))


def test_a_file_of_a_later_release_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CancuError, match="99"):
        Drafts(tmp_path).every()


def _write_on(folder: Path, started: EventType) -> None:
    drafts = Drafts(folder)
    entry = drafts.add(_text("0" * 100_000))
    started.set()
    while True:
        entry = drafts.append(entry.id, entry.version, _text(str(entry.version) * 100_000))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_killed_while_writing_nothing_is_half(tmp_path: Path) -> None:
    for wait in (0.0, 0.01, 0.05):
        started = PROCESSES.Event()
        process = PROCESSES.Process(target=_write_on, args=(tmp_path, started))
        process.start()
        started.wait()
        time.sleep(wait)
        process.kill()
        process.join()
    drafts = Drafts(tmp_path)
    assert len(drafts.every()) == 3
    for entry in drafts.every():
        texts = [drafts.read(entry.id, number).text for number in range(1, entry.version + 1)]
        assert all(len(set(text.content)) <= 10 and text.content for text in texts)
        drafts.append(entry.id, entry.version, _text("tiếp"))


PUBLIC = frozenset({Shelf.PUBLIC})


def test_a_draft_is_known_to_its_owner_and_to_whoever_may_see_all(tmp_path: Path) -> None:
    every = Drafts(tmp_path)
    mine, other = every.within(ALL_SHELVES, "an"), every.within(ALL_SHELVES, "binh")
    made = mine.add(_text("của An"))
    assert made.owner == "an"
    assert mine.read(made.id) == every.read(made.id) == made
    assert other.every() == ()
    for ask in (
        lambda: other.read(made.id),
        lambda: other.append(made.id, 1, _text("của Bình")),
        lambda: other.delete(made.id),
        lambda: mine.within(ALL_SHELVES, "binh").within(PUBLIC, "").read(made.id),
    ):
        with pytest.raises(CancuError, match="Không có bản thảo nào mang mã"):
            ask()
    mine.delete(made.id)
    assert every.every() == ()


def test_a_draft_is_out_of_sight_once_anybody_wrote_who_saw_more(tmp_path: Path) -> None:
    every = Drafts(tmp_path)
    public = every.within(PUBLIC, "")
    made = public.add(_text("công khai"))
    assert made.shelves == PUBLIC
    assert public.append(made.id, 1, _text("vẫn công khai")).shelves == PUBLIC
    assert every.append(made.id, 2, _text("nội bộ")).shelves == ALL_SHELVES
    assert public.every() == ()
    with pytest.raises(CancuError, match="Không có bản thảo nào mang mã"):
        public.read(made.id)


def test_a_draft_of_an_older_release_is_nobodys_and_of_all_shelves(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        for statement in STEPS[0]:
            connection.execute(statement)
        connection.execute("INSERT INTO drafts VALUES ('cu', '2026-11-20T08:00:00')")
        connection.execute(
            "INSERT INTO versions VALUES ('cu', 1, 'Kế hoạch', '', '', '2026-11-20', 3, 'xưa')"
        )
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    drafts = Drafts(tmp_path)
    found = drafts.read("cu")
    assert (found.owner, found.shelves, found.text.content) == ("", ALL_SHELVES, "xưa")
    assert drafts.within(PUBLIC, "").every() == ()
