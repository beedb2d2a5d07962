"""One file per format: a path → pieces in reading order.

A reader is imported when its first file comes. Whatever goes wrong inside one becomes an
`UnreadableFile` with a sentence that names the file and what to do; the cause stays chained.
"""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from ingest.errors import CancuError, UnreadableFile
from ingest.loaders.loaded import Loaded
from ingest.text import nfc

__all__ = ["SUFFIXES", "Loaded", "load"]

_MODULES = {".docx": "docx", ".md": "markdown", ".pdf": "pdf", ".txt": "plain"}
SUFFIXES = frozenset(_MODULES)


def load(path: Path) -> Loaded:
    """The pieces of the file, at least one of them with text.

    `UnreadableFile` where the path is missing or a folder, the type unknown, the file empty,
    damaged, locked by a password, a scan, or too large to unpack.
    """
    try:
        read = _reader(path)
        with _quiet():
            loaded = read(path)
    except CancuError:
        raise
    except Exception as cause:  # a library's own defect must not stop the other files
        raise UnreadableFile("ingest.unreadable", name=_name(path), cause=_words(cause)) from cause
    if not any(piece.text or piece.grid for piece in loaded.pieces):
        raise UnreadableFile("ingest.empty", name=_name(path))
    return loaded


def _reader(path: Path) -> Callable[[Path], Loaded]:
    known = ", ".join(sorted(SUFFIXES))
    if path.is_dir():
        raise UnreadableFile("ingest.is_folder", name=_name(path), known=known)
    if not path.exists():
        raise UnreadableFile("ingest.missing", path=nfc(str(path)))
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableFile(
            "ingest.unknown_type", name=_name(path), suffix=suffix or "?", known=known
        )
    if path.stat().st_size == 0:
        raise UnreadableFile("ingest.empty", name=_name(path))
    module = import_module(f"ingest.loaders.{_MODULES[suffix]}")
    read: Callable[[Path], Loaded] = module.read
    return read


@contextmanager
def _quiet() -> Iterator[None]:
    """Libraries comment on odd files through warnings and logs; we do so in our own sentences."""
    names = ("pypdf", "pdfminer", "pdfplumber", "markdown_it", "docx")
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _name(path: Path) -> str:
    return nfc(path.name)


def _words(cause: Exception) -> str:
    """The cause in a few words, on one line."""
    text = " ".join(str(cause).split())
    return f"{type(cause).__name__}: {text}"[:160].rstrip(": ")
