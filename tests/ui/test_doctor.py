"""The doctor says what is wrong, and what to do about it, without mending anything."""

import json
import os
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from tests.ui.conftest import run_cancu
from tests.ui.office import PASSWORD
from ui.access.access import Access
from ui.access.passwords import make_hash
from vectorstore.lock import WriterLock

Told = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def folder(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(copytree(data, tmp_path_factory.mktemp("doctor") / "data"))
    folder.chmod(0o700)
    return folder


def _examined(folder: Path, **more: str) -> tuple[int, Told]:
    done = run_cancu(folder, "doctor", "--json", TZ="Asia/Ho_Chi_Minh", **more)
    return done.code, {one["check"]: one for one in json.loads(done.out)}


def test_a_sound_folder_has_nothing_to_mend(folder: Path) -> None:
    code, told = _examined(folder, CANCU_UNIT="phường Sao Mai")
    assert code == 0
    assert {name for name, one in told.items() if one["level"] == "look"} == {"users", "backup"}
    assert {"folder", "disk", "lock", "index", "documents", "home", "clock"} < told.keys()
    assert all(one["detail"] for one in told.values())


def test_in_words_it_is_a_table_with_what_to_do(folder: Path) -> None:
    done = run_cancu(folder, "doctor")
    assert done.code == 0
    assert "Sao lưu" in done.out
    assert "cancu backup TỆP" in done.out


def test_an_index_that_does_not_agree_is_to_mend(folder: Path, tmp_path: Path) -> None:
    broken = Path(copytree(folder, tmp_path / "data"))
    next(broken.glob("dense-[0-9]*/vectors.sqlite3")).unlink()
    code, told = _examined(broken)
    assert (code, told["index"]["level"]) == (1, "bad")
    assert "cancu reindex" in told["index"]["detail"]


def test_whoever_writes_is_named(folder: Path) -> None:
    lock = WriterLock(folder)
    lock.acquire()
    try:
        assert str(os.getpid()) in _examined(folder)[1]["lock"]["detail"]
    finally:
        lock.release()


def test_an_administrator_who_cannot_log_in_yet_is_no_account_to_use(tmp_path: Path) -> None:
    run_cancu(tmp_path, "user", "add", "Sếp", "--role", "admin")
    told = _examined(tmp_path)[1]["users"]
    assert told["level"] == "look"
    assert 'cancu user reset "Sếp"' in told["detail"]
    with closing(Access(tmp_path)) as access:
        access.users.set_password("Sếp", make_hash(PASSWORD.encode()))
    assert _examined(tmp_path)[1]["users"]["level"] == "good"


def test_accounts_without_an_administrator_who_may_come_in_are_told(tmp_path: Path) -> None:
    for name, role in (("Sếp", "admin"), ("Lan", "staff")):
        run_cancu(tmp_path, "user", "add", name, "--role", role)
    with closing(Access(tmp_path)) as access:
        access.users.set_password("Lan", make_hash(PASSWORD.encode()))
        access.users.disable("Sếp")
    told = _examined(tmp_path)[1]["users"]
    assert told["level"] == "look"
    assert "cancu user enable" in told["detail"]


@pytest.mark.parametrize(
    ("more", "check", "level"),
    [
        ({"CANCU_UNIT": "phường Không Có"}, "home", "look"),
        ({"CANCU_URL": "http://tro-ly.phuong.example"}, "address", "look"),
        ({"CANCU_ADDRESS": "0.0.0.0"}, "users", "bad"),
        ({"CANCU_EMBEDDINGS": "/no/such/model"}, "catalog", "bad"),
    ],
)
def test_settings_that_do_not_fit_are_told(
    folder: Path, more: dict[str, str], check: str, level: str
) -> None:
    code, told = _examined(folder, **more)
    assert (told[check]["level"], code) == (level, int(level == "bad"))


def test_an_empty_place_is_told_and_left_empty(tmp_path: Path) -> None:
    code, told = _examined(tmp_path / "none")
    assert (code, told["folder"]["level"], told["catalog"]["level"]) == (1, "bad", "bad")
    assert list(tmp_path.iterdir()) == []
