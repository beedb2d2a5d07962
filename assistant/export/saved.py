"""A draft written to a file: all of it or nothing, in the format that the file's name asks for."""

import json
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.drafting.draft import Draft
from assistant.export.copies import Copy
from assistant.export.draft_json import draft_json
from assistant.export.to_markdown import to_markdown
from ingest.errors import CancuError
from ingest.text import nfc

Checklist = Sequence[Mapping[str, Any]]


def save(draft: Draft, path: Path, copy: Copy, checklist: Checklist = ()) -> None:
    """Writes the draft to the path, in place of what stands there.

    CancuError for a name that asks for no known format or that no file can have, and where the
    file cannot be written; what stood there before then still does.
    """
    check_name(path)
    _written(path, rendered(draft, path.suffix, copy, checklist))


def rendered(draft: Draft, suffix: str, copy: Copy, checklist: Checklist = ()) -> bytes:
    """The bytes of the draft as that kind of file; CancuError for a kind that is not known."""
    if suffix.lower() not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise CancuError("export.suffix", suffix=nfc(suffix), known=known)
    return _FORMATS[suffix.lower()](draft, copy, checklist)


def check_name(path: Path) -> None:
    """CancuError where a draft cannot be meant to go there: asked before anything is drafted."""
    name = "".join(letter if letter.isprintable() else "\ufffd" for letter in str(path))
    if name != str(path):
        raise CancuError("export.name", name=name)
    if path.suffix.lower() not in _FORMATS:
        raise CancuError("export.suffix", suffix=path.suffix, known=", ".join(_FORMATS))


def _written(path: Path, data: bytes) -> None:
    """Beside the target first, so that no one ever meets half a file."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise CancuError("export.no_file", path=path)
        beside = target.with_name(f".cancu-{secrets.token_hex(6)}")
        try:
            beside.write_bytes(data)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as cause:
        reason = cause.strerror or type(cause).__name__
        raise CancuError("export.unwritable", path=path, cause=reason) from cause


def _docx(draft: Draft, copy: Copy, checklist: Checklist) -> bytes:
    from assistant.export.to_docx import to_docx  # python-docx, only where it is wanted

    return to_docx(draft, copy)


def _markdown(draft: Draft, copy: Copy, checklist: Checklist) -> bytes:
    return to_markdown(draft, copy).encode()


def _json(draft: Draft, copy: Copy, checklist: Checklist) -> bytes:
    data = draft_json(draft, checklist)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


_FORMATS: Mapping[str, Callable[[Draft, Copy, Checklist], bytes]] = {
    ".docx": _docx,
    ".md": _markdown,
    ".json": _json,
}
