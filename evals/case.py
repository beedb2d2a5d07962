"""Cases: questions with what a right answer holds, one JSON object a line."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.conversation import Turn
from evals.matching import compile_fact
from ingest.errors import CancuError
from ingest.text import nfc


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what its answer must hold. With `abstain`, the documents do not hold it."""

    id: str | int  # as written: answers are joined to their cases by it
    kind: str
    question: str
    unit: str = ""
    history: tuple[Turn, ...] = ()
    must: tuple[str, ...] = ()  # regular expressions, all found in the answer
    forbid: tuple[str, ...] = ()  # regular expressions, none found in it
    sources: tuple[str, ...] = ()  # file stems, NFC
    abstain: bool = False

    @property
    def needs_all_sources(self) -> bool:
        """True for a comparison, which stands on every one of its sources."""
        return self.kind.lower().replace("-", "_").startswith(("comparison", "so_sanh"))


class _Malformed(Exception):
    """What a line should have held; becomes a sentence with the line's number."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key = key
        self.fields = fields


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file in its order; blank lines are passed over, unknown fields too.

    CancuError with the line's number where a line is no case, where an id comes twice, and
    where the file is missing, not UTF-8 or holds no case.
    """
    cases: dict[str | int, Case] = {}
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            case = _case(_object(line))
            if case.id in cases:
                raise _Malformed("evals.id_twice", id=case.id)
        except _Malformed as error:
            raise CancuError(error.key, path=path, line=number, **error.fields) from error
        cases[case.id] = case
    if not cases:
        raise CancuError("evals.no_cases", path=path)
    return tuple(cases.values())


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        raise CancuError("evals.no_case_file", path=path)
    try:
        return path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise CancuError("evals.not_utf8", path=path) from error


def _object(line: str) -> Mapping[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise _Malformed("evals.not_json", column=error.colno) from error
    if not isinstance(fields, dict):
        raise _Malformed("evals.not_an_object")
    return fields


def _case(fields: Mapping[str, Any]) -> Case:
    case = Case(
        id=_id(fields),
        kind=nfc(_text(fields, "kind")),
        question=_word(fields, "question"),
        unit=_text(fields, "unit"),
        history=_history(fields),
        must=_facts(fields, "must"),
        forbid=_facts(fields, "forbid"),
        sources=tuple(nfc(stem) for stem in _texts(fields, "sources")),
        abstain=_flag(fields, "abstain"),
    )
    if not (case.abstain or case.must or case.sources):
        raise _Malformed("evals.expects_nothing", id=case.id)
    return case


def _id(fields: Mapping[str, Any]) -> str | int:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _word(fields, "id")


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise _Malformed("evals.want_text", field=name)
    return value or ""


def _word(fields: Mapping[str, Any], name: str) -> str:
    value = _text(fields, name)
    if not value.strip():
        raise _Malformed("evals.want_words", field=name)
    return value


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _Malformed("evals.want_texts", field=name)
    return tuple(value)


def _flag(fields: Mapping[str, Any], name: str) -> bool:
    value = fields.get(name, False)
    if not isinstance(value, bool):
        raise _Malformed("evals.want_flag", field=name)
    return value


def _facts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    patterns = _texts(fields, name)
    for pattern in patterns:
        try:
            compile_fact(pattern)
        except re.error as error:
            raise _Malformed("evals.bad_pattern", field=name, pattern=pattern) from error
    return patterns


def _history(fields: Mapping[str, Any]) -> tuple[Turn, ...]:
    value = fields.get("history") or []
    if not isinstance(value, list):
        raise _Malformed("evals.want_history")
    return tuple(_turn(item) for item in value)


def _turn(item: object) -> Turn:
    match item:
        case {"role": "user" | "assistant" as role, "content": str(content)}:
            return Turn(role, content)
        case _:
            raise _Malformed("evals.want_history")
