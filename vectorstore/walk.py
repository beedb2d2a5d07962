"""Which files lie under the paths somebody named, and which of them are passed over, and why."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.document import Shelf
from ingest.errors import CancuError
from ingest.text import nfc
from vectorstore.changes import Place


@dataclass(frozen=True, slots=True)
class Seen:
    """One path of the walk: a file to read, or why it is not read."""

    path: Path
    root: Path
    reason: CancuError | None = None
    is_failure: bool = False  # somebody named it, so passing it over is a failure


@dataclass(slots=True)
class Walk:
    """Goes through paths once; what was seen before, by whatever name, is not seen again."""

    is_known_type: Callable[[Path], bool]
    avoid: Path  # the data folder
    _seen: set[str] = field(default_factory=set)
    _names: set[str] = field(default_factory=set)

    def through(self, paths: Iterable[Path]) -> Iterator[Seen]:
        """Every file in these files and folders, sorted by name inside each folder."""
        for path in paths:
            full = Path(os.path.abspath(path))
            if full.is_dir():
                yield from self._folder(full, full)
            elif full.exists():
                yield from self._file(full, full.parent)
            else:
                reason = CancuError("vectorstore.missing_path", path=nfc(str(path)))
                yield Seen(full, full.parent, reason, is_failure=True)

    def _folder(self, folder: Path, root: Path) -> Iterator[Seen]:
        if self._was_seen(folder):
            yield _passed_over(folder, root, "skipped_twice")
            return
        try:
            inside = sorted(folder.iterdir(), key=lambda path: nfc(path.name))
        except OSError as error:
            yield Seen(folder, root, _unreadable(folder, error), is_failure=True)
            return
        for path in inside:
            yield from self._entry(path, root)

    def _entry(self, path: Path, root: Path) -> Iterator[Seen]:
        if path.name.startswith((".", "~$")):
            yield _passed_over(path, root, "skipped_hidden")
        elif path.resolve() == self.avoid:
            yield _passed_over(path, root, "skipped_data")
        elif path.is_dir():
            yield from self._folder(path, root)
        elif not path.is_file():
            yield _passed_over(path, root, "skipped_no_file")
        elif not self.is_known_type(path):
            yield _passed_over(path, root, "skipped_type", suffix=path.suffix.lower() or "?")
        else:
            yield from self._file(path, root)

    def _file(self, path: Path, root: Path) -> Iterator[Seen]:
        if self._was_seen(path):
            yield _passed_over(path, root, "skipped_twice")
        elif self._has_twin(path):
            reason = CancuError("vectorstore.twin_name", name=nfc(path.name))
            yield Seen(path, root, reason, is_failure=True)
        else:
            yield Seen(path, root)

    def _has_twin(self, path: Path) -> bool:
        """True where another file has this name in another Unicode form: they look the same."""
        name = nfc(str(path.resolve()))
        if name in self._names:
            return True
        self._names.add(name)
        return False

    def _was_seen(self, path: Path) -> bool:
        real = str(path.resolve())
        if real in self._seen:
            return True
        self._seen.add(real)
        return False


def place_of(path: Path, root: Path, shelf: Shelf) -> Place:
    """Where a file lies. Symbolic links are followed: a file has one location."""
    real = str(path.resolve())
    return Place(
        location=nfc(real),
        name=real,
        source=nfc(path.name),
        path=nfc(path.relative_to(root).as_posix()),
        shelf=shelf,
    )


def _passed_over(path: Path, root: Path, key: str, **fields: object) -> Seen:
    name = nfc(path.name)
    return Seen(path, root, CancuError(f"vectorstore.{key}", name=name, **fields))


def _unreadable(path: Path, error: OSError) -> CancuError:
    return CancuError("vectorstore.unreadable", name=nfc(path.name), cause=error.strerror or error)
