"""A data folder as one file: a gzipped tar, written and read as a stream.

`backup.json` comes first and says what it is a copy of, `files.json` last, with the size and the
SHA-256 of every file between them: an archive that was cut off has no end, and says so.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any

from ingest.errors import CancuError

FORMAT = 1
_HEAD, _FILES = "backup.json", "files.json"
_FAST = 1  # of gzip's nine levels: the others hold the writer's lock three times as long
_NOTE_LIMIT = 64_000_000  # bytes of either note: far more than a million files need
_CHUNK = 1 << 20
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError, ValueError, KeyError)


class Packer:
    """An archive being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._files: dict[str, list[object]] = {}

    @property
    def count(self) -> int:
        """How many files it holds so far."""
        return len(self._files)

    def add(self, name: str, path: Path) -> None:
        """Put a file in under this name; one that has gone meanwhile is left out."""
        try:
            source = path.open("rb")
        except FileNotFoundError:
            return
        with source:
            hashed = _Hashed(source)
            entry = _entry(name, os.fstat(source.fileno()).st_size)
            self._tar.addfile(entry, hashed)
        self._files[name] = [entry.size, hashed.digest]

    def note(self, name: str, told: object) -> None:
        """Put a note in as JSON."""
        data = json.dumps(told, indent=1).encode("ascii")
        self._tar.addfile(_entry(name, len(data)), io.BytesIO(data))

    def finish(self) -> None:
        """The list of the files, without which the archive counts as cut off."""
        self.note(_FILES, self._files)


@contextmanager
def packing(path: Path, head: Mapping[str, object]) -> Iterator[Packer]:
    """Writes `path`, readable by its owner only; it is there once it is whole, or not at all.

    CancuError where it cannot be written: no such folder, no right to, the disk is full.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with ExitStack() as opened:
            raw = opened.enter_context(_private(part))
            packed = opened.enter_context(
                gzip.GzipFile("", "wb", compresslevel=_FAST, fileobj=raw, mtime=0)
            )
            with tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                packer = Packer(tar)
                packer.note(_HEAD, {"format": FORMAT, **head})
                yield packer
                packer.finish()
            packed.close()
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(path)
    except OSError as error:
        raise CancuError("running.not_written", path=path, cause=error.strerror or error) from error
    finally:
        part.unlink(missing_ok=True)


def unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Every file of the archive into the folder, and what its head says.

    CancuError where it is none of ours, of a later release, cut off or damaged, holds a name that
    leads out of the folder, or does not fit on the disk. What was written before that stays.
    """
    with ExitStack() as opened:
        try:
            raw = opened.enter_context(path.open("rb"))
        except OSError as error:
            raise CancuError(
                "running.not_read", path=path, cause=error.strerror or error
            ) from error
        try:
            return _unpacked(raw, folder)
        except _BROKEN as error:
            raise CancuError("running.backup_damaged", path=path) from error
        except _NoBackup as error:
            raise CancuError("running.no_backup", path=path) from error
        except OSError as error:
            raise CancuError(
                "running.not_written", path=folder, cause=error.strerror or error
            ) from error


class _NoBackup(Exception):
    """A file that another program wrote."""


def _unpacked(raw: IO[bytes], folder: Path) -> dict[str, Any]:
    with gzip.GzipFile(fileobj=raw, mode="rb") as packed:
        # Not tarfile's own gzip: it never looks at the check sum.
        try:
            tar = tarfile.open(fileobj=packed, mode="r|", errorlevel=2)  # noqa: SIM115
        except (gzip.BadGzipFile, tarfile.ReadError) as error:
            raise _NoBackup from error
        with tar:
            members = iter(tar)
            head = _head(tar, next(members, None))
            found: dict[str, list[object]] = {}
            listed: object = None
            for member in members:
                if listed is not None or member.name in found:
                    raise ValueError(member.name)
                if member.name == _FILES:
                    listed = _note(tar, member)
                else:
                    found[member.name] = _written(tar, member, folder)
        while packed.read(_CHUNK):  # to its end, where the check sum stands
            pass
    if listed != found:
        raise ValueError("the files are not those of the list")
    return head


def _head(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> dict[str, Any]:
    if member is None or member.name != _HEAD:
        raise _NoBackup
    head = _note(tar, member)
    if not isinstance(head, dict) or not isinstance(head.get("format"), int):
        raise _NoBackup
    if head["format"] > FORMAT:
        raise CancuError("running.backup_newer", found=head["format"], known=FORMAT)
    return head


def _note(tar: tarfile.TarFile, member: tarfile.TarInfo) -> object:
    if member.size > _NOTE_LIMIT:
        raise ValueError(member.name)
    return json.loads(_content(tar, member).read())


def _written(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> list[object]:
    """Its size and hash as they came, once the file lies in the folder."""
    target = _inside(folder, member.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    source = _Hashed(_content(tar, member))
    with _private(target) as file:
        copyfileobj(source, file, _CHUNK)
    return [member.size, source.digest]


def _inside(folder: Path, name: str) -> Path:
    """ValueError for a name that is absolute, climbs, or stands for the folder itself."""
    target = folder / name
    steps = target.relative_to(folder).parts
    if not steps or ".." in steps or "\0" in name:
        raise ValueError(name)
    return target


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """ValueError for whatever is no plain file: a link could lead anywhere."""
    content = tar.extractfile(member) if member.isreg() else None
    if content is None:
        raise ValueError(member.name)
    return content


def _private(path: Path) -> IO[bytes]:
    """The file, emptied, which its owner alone may read: it holds accounts."""
    handle = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
    )
    return os.fdopen(handle, "wb")


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


class _Hashed(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    def read(self, size: int | None = -1, /) -> bytes:
        data = self._file.read(-1 if size is None else size)
        self._hash.update(data)
        return data
