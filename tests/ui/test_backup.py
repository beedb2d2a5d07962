"""A copy of the data folder, made while everybody goes on, brings back the same answers."""

import gzip
import io
import json
import resource
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from shutil import copytree
from threading import Event

import httpx
import pytest

from tests.ui.conftest import PROGRAM, environment, run_cancu, serving
from ui.access.access import Access
from ui.access.visitor import AccessRole
from vectorstore.check import check
from vectorstore.store import Store

QUESTION = {"question": "Ai chăm sóc cây bàng lá nhỏ dọc bờ kè?", "unit": "phường Sao Mai"}
SECRET = "ghi chú của ngăn nội bộ"


@pytest.fixture(scope="module")
def folder(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own, with a draft, an upload and a paper of the internal shelf."""
    folder = tmp_path_factory.mktemp("backup") / "data"
    copytree(data, folder)
    (folder / "uploads" / "internal").mkdir(parents=True, exist_ok=True)
    (folder / "uploads" / "internal" / "note.txt").write_text(SECRET, "utf-8")
    assert run_cancu(folder, "ingest", str(folder / "uploads")).code == 0
    out = str(folder.parent / "draft.md")
    drafted = run_cancu(
        folder, "draft", "ke-hoach", "--unit", "phường Sao Mai", "--year", "2027", "--out", out
    )
    assert drafted.code == 0, drafted.err
    with closing(Access(folder)) as access:
        access.users.add("Lan", AccessRole.ADMIN)
        access.users.set_password("Lan", "mật khẩu dài của Lan")
        (folder.parent / "key").write_text(access.keys.add("máy", AccessRole.STAFF)[1], "utf-8")
        (folder.parent / "token").write_text(access.sessions.open("Lan"), "utf-8")
        (folder.parent / "secret").write_text(access.secret, "utf-8")
    return folder


@pytest.fixture(scope="module")
def archive(folder: Path) -> Path:
    """A backup made while a server answers and an ingest wants to write."""
    path = folder.parent / "copy.tar.gz"
    done, key = Event(), (folder.parent / "key").read_text("utf-8")

    def ask(server: str) -> list[int]:
        codes = []
        with httpx.Client(headers={"authorization": f"Bearer {key}"}, timeout=60) as client:
            while not done.is_set():
                codes.append(client.post(f"{server}/v1/ask", json=QUESTION).status_code)
        return codes

    with serving(folder) as server, ThreadPoolExecutor() as pool:
        asked = pool.submit(ask, server)
        backup = pool.submit(run_cancu, folder, "backup", str(path))
        ingest = pool.submit(run_cancu, folder, "ingest", str(folder / "uploads"))
        made, read = backup.result(), ingest.result()
        done.set()
    assert (made.code, read.code) == (0, 0), made.err + read.err
    assert set(asked.result()) == {200}
    return path


def _answer(data: Path) -> dict[str, object]:
    words = (QUESTION["question"], "--unit", QUESTION["unit"])
    answer: dict[str, object] = json.loads(run_cancu(data, "ask", *words, "--json").out)
    return {key: answer[key] for key in ("status", "answer", "citations")}


def _indexes(data: Path) -> frozenset[str]:
    """The folders the catalog names, all there and in step with it: those of public sight too."""
    with Store.open(data) as store:
        assert check(store) == []
        return store.catalog.index_folders()


def _drafts(folder: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(folder / "drafts.sqlite3")) as drafts:
        return drafts.execute("SELECT id FROM drafts ORDER BY id").fetchall()


def test_a_copy_made_under_load_answers_the_same(
    folder: Path, archive: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "data"
    restored = run_cancu(target, "restore", str(archive))
    assert restored.code == 0, restored.err
    assert "giống bản gốc" in restored.err
    assert _answer(target) == _answer(folder)
    assert (
        run_cancu(target, "documents", "--json").out == run_cancu(folder, "documents", "--json").out
    )
    assert (target / "uploads" / "internal" / "note.txt").read_text("utf-8") == SECRET
    assert "đăng nhập lại" in restored.err
    assert _indexes(target) == _indexes(folder)
    with closing(Access(target)) as access:
        assert access.sessions.user((folder.parent / "token").read_text("utf-8")) is None
        assert access.secret != (folder.parent / "secret").read_text("utf-8")
        assert [user.name for user in access.users.every()] == ["Lan"]
    assert _drafts(target) == _drafts(folder) != []
    assert [path.name for path in target.parent.iterdir()] == ["data"]


def test_the_archive_is_for_its_owner_only_and_nothing_lies_beside_it(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    assert not [
        path for path in archive.parent.iterdir() if path.name.startswith((".", "copy.t.p"))
    ]


def test_a_folder_that_holds_something_is_never_overwritten(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("của tôi", "utf-8")
    refused = run_cancu(tmp_path, "restore", str(archive))
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "không bao giờ ghi đè" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def _repacked(archive: Path, path: Path, change: Callable[[dict[str, object]], None]) -> Path:
    """The archive with another head."""
    with (
        tarfile.open(archive) as old,
        gzip.open(path, "wb", compresslevel=1) as packed,
        tarfile.open(fileobj=packed, mode="w|") as new,
    ):
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            data = content.read()
            if member.name == "backup.json":
                head = json.loads(data)
                change(head)
                data = json.dumps(head).encode()
                member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return path


def _falsify(head: dict[str, object]) -> None:
    probes = head["probes"]
    assert isinstance(probes, list)
    del probes[2:]  # two are enough to tell
    probes[0]["answer"] = "một trả lời khác"


def _of_another_release(head: dict[str, object]) -> None:
    head["program"] = "0.0.9"
    _falsify(head)


def test_a_copy_that_answers_otherwise_is_not_put_in_place(archive: Path, tmp_path: Path) -> None:
    other = _repacked(archive, tmp_path / "other.tar.gz", _falsify)
    refused = run_cancu(tmp_path / "data", "restore", str(other))
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "Chỉ tiêu" in refused.err or "Đơn vị nào" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["other.tar.gz"]


def test_another_release_may_answer_otherwise_and_says_where(archive: Path, tmp_path: Path) -> None:
    other = _repacked(archive, tmp_path / "other.tar.gz", _of_another_release)
    restored = run_cancu(tmp_path / "data", "restore", str(other))
    assert restored.code == 0, restored.err
    assert restored.err.count("\n  - ") == 1
    assert (tmp_path / "data" / "catalog.sqlite3").is_file()


def test_without_the_model_of_the_index_the_data_come_back_unasked(
    archive: Path, tmp_path: Path
) -> None:
    model = str(tmp_path / "no-such-model")
    restored = run_cancu(tmp_path / "data", "restore", str(archive), CANCU_EMBEDDINGS=model)
    assert restored.code == 1
    assert "no-such-model" in restored.err
    assert run_cancu(tmp_path / "data", "documents", "--json").code == 0


@pytest.mark.parametrize("size", [0.3, 0.9])
def test_a_cut_off_archive_leaves_nothing_behind(
    archive: Path, tmp_path: Path, size: float
) -> None:
    whole = archive.read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(whole[: int(len(whole) * size)])
    refused = run_cancu(tmp_path / "data", "restore", str(tmp_path / "cut.tar.gz"))
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "cắt cụt" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["cut.tar.gz"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("data/copy.tar.gz", "nằm trong chính thư mục dữ liệu"),
        ("", "là một thư mục"),
        ("none/copy.tar.gz", "Không ghi được"),
    ],
)
def test_a_place_where_no_copy_can_lie_is_told(folder: Path, file: str, said: str) -> None:
    refused = run_cancu(folder, "backup", str(folder.parent / file))
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert said in refused.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_full_disk_is_told_and_nothing_half_stays(
    folder: Path, archive: Path, tmp_path: Path, command: str
) -> None:
    def on_a_small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    data = folder if command == "backup" else tmp_path / "data"
    file = tmp_path / "new.tar.gz" if command == "backup" else archive
    done = subprocess.run(
        [PROGRAM, command, file],
        env=environment(data),
        capture_output=True,
        text=True,
        preexec_fn=on_a_small_disk,
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "chỗ trống" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(autouse=True, scope="module")
def _folder_is_left_as_it_was(folder: Path) -> Iterator[None]:
    yield
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]
