"""What is wrong with the fields of a request, in a few words of their names and limits."""

from collections.abc import Iterable
from typing import Any

from fastapi.exceptions import RequestValidationError

_MOST = 10
_LONGEST = 80  # characters of one: names of fields come from whoever sent them
_LIMITS = {
    "expected": "",
    "ge": "≥ ",
    "gt": "> ",
    "le": "≤ ",
    "lt": "< ",
    "min_length": "≥ ",
    "max_length": "≤ ",
}


def fields_told(error: RequestValidationError) -> str:
    """`history.0.role ('user', 'assistant'), question`: each field that is wrong, once."""
    return _joined(map(_told, error.errors()))


def names_told(error: RequestValidationError) -> str:
    """The same without limits, for a sentence that lists them itself."""
    return _joined(map(_name, error.errors()))


def _joined(told: Iterable[str]) -> str:
    once = sorted(set(told))
    return ", ".join((*once[:_MOST], *(("…",) if len(once) > _MOST else ())))


def _told(error: dict[str, Any]) -> str:
    context = error.get("ctx", {})
    limits = "; ".join(f"{sign}{context[key]}" for key, sign in _LIMITS.items() if key in context)
    return f"{_name(error)} ({_without_or(limits)})" if limits else _name(error)


def _name(error: dict[str, Any]) -> str:
    steps = ".".join(str(step) for step in error["loc"][1:]) or "body"
    return steps.encode("utf-8", "replace").decode()[:_LONGEST]


def _without_or(limits: str) -> str:
    """pydantic writes lists of values in English: "'a', 'b' or 'c'"."""
    return limits.replace("' or '", "', '")
