"""A form with one file, written to the disk as it comes: no more of it is in memory than a piece.

Source: RFC 7578. What is wrong with the form is told only by the sentence; nothing of it is kept.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from ingest.errors import CancuError
from ui.names import safe_name

_LONGEST_FIELD = 1_000  # bytes of a field beside the file
_MOST_FIELDS = 10


@dataclass(frozen=True, slots=True)
class Received:
    """The file's name, made safe, the digest of its bytes, and the fields beside it."""

    name: str
    sha256: str
    size: int
    fields: Mapping[str, str]


class TooLarge(Exception):
    """The file is larger than allowed."""


async def receive(request: Request, path: Path, limit: int) -> Received:
    """Writes the file of the form to `path`, which is not there again after any error.

    CancuError for a form without a file, with two, or cut off; `TooLarge` above `limit` bytes;
    OSError where the disk is full; ClientDisconnect where the sender is gone.
    """
    boundary = _boundary(request)
    try:
        with path.open("xb") as file:
            form = _Form(file, limit)
            parser = MultipartParser(boundary, form.callbacks())  # type: ignore[arg-type]
            async for piece in request.stream():
                await run_in_threadpool(_write, parser, piece)
            received = form.received()
            await run_in_threadpool(os.fsync, file.fileno())
            return received
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 0 < len(boundary) <= 70:  # RFC 2046, 5.1.1
        raise CancuError("api.upload_no_file")
    return boundary


def _write(parser: MultipartParser, piece: bytes) -> None:
    try:
        parser.write(piece)
    except FormParserError as error:
        raise CancuError("api.upload_bad_form") from error


@dataclass
class _Form:
    """What the parser calls as it finds parts, their headers and their data."""

    file: BinaryIO
    limit: int
    name: str = ""  # of the file
    size: int = 0
    is_whole: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    _header: bytearray = field(default_factory=bytearray)
    _value: bytearray = field(default_factory=bytearray)
    _disposition: bytes = b""
    _field: str = ""  # the field being read; "" while it is the file
    _files: int = 0
    _parts: int = 0

    def callbacks(self) -> dict[str, object]:
        """What the parser is given."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_end,
            "on_part_data": self._data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }

    def received(self) -> Received:
        """What came; CancuError where it is not all there."""
        if not self.is_whole:
            raise CancuError("api.upload_bad_form")
        if self._files != 1 or not self.name:
            raise CancuError("api.upload_no_file")
        self.file.flush()
        return Received(self.name, self._digest.hexdigest(), self.size, self.fields)

    def _begin(self) -> None:
        self._parts += 1
        self._disposition = b""
        if self._parts > _MOST_FIELDS:
            raise CancuError("api.upload_bad_form")

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._header.clear()
        self._value.clear()

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._value.clear()
        if b"filename" in options:
            self._files += 1
            self._field = ""
            self.name = safe_name(_as_sent(options[b"filename"]))
        else:
            self._field = options.get(b"name", b"").decode("utf-8", "replace") or "?"
        if self._files > 1:
            raise CancuError("api.upload_no_file")

    def _data(self, data: bytes, start: int, end: int) -> None:
        piece = data[start:end]
        if self._field:
            self._value.extend(piece)
            if len(self._value) > _LONGEST_FIELD:
                raise CancuError("api.upload_bad_form")
            return
        self.size += len(piece)
        if self.size > self.limit:
            raise TooLarge
        self._digest.update(piece)
        self.file.write(piece)

    def _part_end(self) -> None:
        if self._field:
            self.fields[self._field] = self._value.decode("utf-8", "replace")
        self._value.clear()

    def _end(self) -> None:
        self.is_whole = True


def _as_sent(name: bytes) -> str:
    """Browsers send a name as UTF-8 and write three characters otherwise (HTML, 4.10.22.8)."""
    text = name.decode("utf-8", "replace")
    return re.sub("%22|%0D|%0A", "_", text)
