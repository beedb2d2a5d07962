"""Our frozen nouns as compact JSON and back, driven by their type hints.

A field that has its default value is left out, so a noun may gain a field with a default and old
rows still read.
"""

import json
import types
import typing
from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any, TypeVar, cast

T = TypeVar("T")
_Convert = Callable[[Any], Any]


def dumps(value: object) -> str:
    """The noun, or a tuple of nouns, as one line of JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """The noun of `kind` that `dumps` wrote; TypeError where a field it needs is missing."""
    return _reader_of(kind)(json.loads(text))


def loads_tuple(kind: type[T], text: str) -> tuple[T, ...]:
    """The tuple of nouns that `dumps` wrote."""
    return tuple(map(_reader_of(kind), json.loads(text)))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal | date):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(item)
            for field in fields(value)
            if (item := getattr(value, field.name)) != _default(field)
        }
    return value


def _default(field: Field[Any]) -> object:
    return field.default if field.default is not MISSING else MISSING


def _reader_of(kind: type[T]) -> Callable[[Any], T]:
    return _reader(cast(Hashable, kind))


@lru_cache
def _reader(hint: Hashable) -> _Convert:
    """What turns parsed JSON into a value of this type."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _optional(_reader(next(kind for kind in inside if kind is not type(None))))
    if origin is tuple:
        return partial(_many, _reader(inside[0]))
    if is_dataclass(hint) and isinstance(hint, type):
        return _noun(hint)
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Decimal | StrEnum):
        return hint
    return _same


def _same(value: T) -> T:
    return value


def _many(read: _Convert, values: list[Any]) -> tuple[Any, ...]:
    return tuple(values) if read is _same else tuple(map(read, values))


def _optional(read: _Convert) -> _Convert:
    return lambda value: None if value is None else read(value)


def _noun(kind: type) -> _Convert:
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    inside = [(name, read) for name, read in readers.items() if read is not _same]

    def noun(data: dict[str, Any]) -> object:
        for name, read in inside:  # in place: what was parsed is nobody else's
            if name in data:
                data[name] = read(data[name])
        return kind(**data)

    return noun
