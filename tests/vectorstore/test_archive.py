"""An archive is whole or refused, and nothing in it leads out of its folder."""

import gzip
import io
import json
import random
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import CancuError
from vectorstore.archive import FORMAT, packing, unpack
from vectorstore.copying import kept

CONTENT = random.Random(2026).randbytes(3_000)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    source = tmp_path / "source.bin"
    source.write_bytes(CONTENT)
    with packing(tmp_path / "a.tar.gz", {"made": "today"}) as packer:
        packer.add("a/báo cáo.bin", source)
        packer.add("gone", tmp_path / "gone")
    return tmp_path / "a.tar.gz"


def test_what_goes_in_comes_out(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert unpack(archive, out)["made"] == "today"
    assert [path.name for path in out.rglob("*") if path.is_file()] == ["báo cáo.bin"]
    assert (out / "a" / "báo cáo.bin").read_bytes() == CONTENT


def test_only_its_owner_may_read_it_and_what_came_out(archive: Path, tmp_path: Path) -> None:
    unpack(archive, tmp_path)
    assert archive.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "a" / "báo cáo.bin").stat().st_mode & 0o777 == 0o600


def test_a_backup_that_fails_half_way_leaves_the_earlier_one(archive: Path, tmp_path: Path) -> None:
    def fill_the_disk() -> None:
        with packing(archive, {}) as packer:
            packer.add("source", tmp_path / "source.bin")
            raise OSError(28, "No space left on device")

    before = archive.read_bytes()
    with pytest.raises(CancuError, match="No space"):
        fill_the_disk()
    assert archive.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_one_that_was_cut_off_is_refused(archive: Path, tmp_path: Path, share: float) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(CancuError) as refused:
        unpack(archive, tmp_path)
    assert refused.value.key in {"running.backup_damaged", "running.no_backup"}


def test_a_flipped_byte_is_refused_or_makes_no_difference(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    refused = 0
    for at in range(0, len(whole), 7):
        archive.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        try:
            head = unpack(archive, tmp_path)
        except CancuError:
            refused += 1
        else:
            assert head == {"format": FORMAT, "made": "today"}
            assert (tmp_path / "a" / "báo cáo.bin").read_bytes() == CONTENT
    assert refused > len(whole) // 7 * 0.9


def _entries(*names: str, kind: bytes = tarfile.REGTYPE) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    for name in names:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, "/etc/passwd"
        entry.size = 1 if kind == tarfile.REGTYPE else 0
        yield entry, b"x"


def _made_up(
    path: Path, entries: Iterator[tuple[tarfile.TarInfo, bytes]], form: object = FORMAT
) -> None:
    def note(name: str, told: object) -> tuple[tarfile.TarInfo, bytes]:
        data = json.dumps(told).encode()
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        return entry, data

    with gzip.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for entry, data in (
            note("backup.json", {"format": form}),
            *entries,
            note("files.json", {}),
        ):
            tar.addfile(entry, io.BytesIO(data))


@pytest.mark.parametrize(
    "name", ["../out", "a/../../out", "/tmp/out-of-the-folder", ".", "a/\0b", "x/.."]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    _made_up(tmp_path / "a.tar.gz", _entries(name))
    with pytest.raises(CancuError) as refused:
        unpack(tmp_path / "a.tar.gz", inside)
    assert refused.value.key == "running.backup_damaged"
    assert {path.name for path in tmp_path.iterdir()} == {"inside", "a.tar.gz"}
    assert not Path("/tmp/out-of-the-folder").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_only_plain_files_come_out(tmp_path: Path, kind: bytes) -> None:
    _made_up(tmp_path / "a.tar.gz", _entries("link", kind=kind))
    with pytest.raises(CancuError) as refused:
        unpack(tmp_path / "a.tar.gz", tmp_path)
    assert refused.value.key == "running.backup_damaged"
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("names", [("twice", "twice"), ("unlisted",)])
def test_files_that_the_list_does_not_hold_are_refused(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    _made_up(tmp_path / "a.tar.gz", _entries(*names))
    with pytest.raises(CancuError) as refused:
        unpack(tmp_path / "a.tar.gz", tmp_path)
    assert refused.value.key == "running.backup_damaged"


def test_one_of_a_later_release_says_so(tmp_path: Path) -> None:
    _made_up(tmp_path / "a.tar.gz", _entries(), form=FORMAT + 1)
    with pytest.raises(CancuError) as refused:
        unpack(tmp_path / "a.tar.gz", tmp_path)
    assert refused.value.key == "running.backup_newer"


@pytest.mark.parametrize(
    "content", [b"", b"not an archive", gzip.compress(b"x" * 2_000)], ids=["empty", "text", "gzip"]
)
def test_what_is_no_archive_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.tar.gz").write_bytes(content)
    with pytest.raises(CancuError) as refused:
        unpack(tmp_path / "a.tar.gz", tmp_path)
    assert refused.value.key == "running.no_backup"


def test_databases_indexes_in_use_and_uploads_are_kept_and_no_more(tmp_path: Path) -> None:
    files = (
        *("catalog.sqlite3", "catalog.sqlite3-wal", "access.sqlite3", "cancu.log", "writer.lock"),
        *("lexical-1/meta.json", "lexical-2/meta.json", "lexical-2/.tantivy-writer.lock"),
        *("uploads/public/wal.pdf", "uploads/internal/a.lock", "other/x"),
    )
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "uploads" / "link").symlink_to("/etc/passwd")
    assert [name for name, _ in kept(tmp_path, ("lexical-2",))] == [
        *("access.sqlite3", "catalog.sqlite3", "lexical-2/meta.json"),
        *("uploads/internal/a.lock", "uploads/public/wal.pdf"),
    ]
