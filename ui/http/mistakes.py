"""What is wrong with the fields of a request, in a few words of their names and limits."""

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
    """`history.0.role ('user' or 'assistant'), question`: each field that is wrong, once."""
    told = sorted({_told(one) for one in error.errors()})
    return ", ".join((*told[:_MOST], *(("…",) if len(told) > _MOST else ())))


def _told(error: dict[str, Any]) -> str:
    steps = ".".join(str(step) for step in error["loc"][1:]) or "body"
    name = steps.encode("utf-8", "replace").decode()[:_LONGEST]
    context = error.get("ctx", {})
    limits = "; ".join(f"{sign}{context[key]}" for key, sign in _LIMITS.items() if key in context)
    return f"{name} ({limits})" if limits else name
