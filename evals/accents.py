"""Questions without accents: copies typed so, and how a system that restores none would read them.

The assistant folds accents in many places. Rather than switching each of them off, the question is
spoilt beforehand: where the papers write marks on a word's letters, the word typed without them
becomes one that nobody knows, for to such a system "tieu" is not "tiêu". What is mostly written as
it was typed ("giao", "sao mai") stays.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from assistant.conversation import Turn
from assistant.cues import language_of
from evals.case import Case
from ingest.document import ChunkKind
from ingest.text import fold, is_accented, unaccent, words
from prompts import table
from vectorstore.catalog import Catalog
from vectorstore.records import Filter

Reading = Callable[[str], str]  # a question → how it is read

_UNKNOWN = "qx"  # at the end of a word: no word of either language
_WORD = re.compile(r"[^\W\d_]+")
_MARK = re.compile("[\u0300-\u036f]")


def typed_without(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The Vietnamese cases as somebody asks them who types no accents."""
    return tuple(_retyped(case, _bare) for case in cases if language_of(case.question) == "vi")


def taken_literally(cases: Iterable[Case], catalog: Catalog) -> tuple[Case, ...]:
    """The cases as a system reads them that takes letters without marks for what they are.

    Only turns typed without any are changed, English ones never.
    """
    read = partial(_literal, unmarked=_unmarked(catalog))
    return tuple(_retyped(case, read) for case in cases)


def _retyped(case: Case, read: Reading) -> Case:
    turns = tuple(Turn(turn.role, read(turn.content)) for turn in case.history)
    return replace(case, question=read(case.question), history=turns)


def _bare(text: str) -> str:
    """The text as typed, but for its accents; `unaccent` would fold capitals and y as well."""
    letters = _MARK.sub("", unicodedata.normalize("NFD", text))
    return letters.replace("đ", "d").replace("Đ", "D")


def _literal(text: str, unmarked: Counter[str]) -> str:
    if is_accented(text) or language_of(text) == "en":
        return text
    return _WORD.sub(lambda word: _as_known(word[0], unmarked), text)


def _as_known(word: str, unmarked: Counter[str]) -> str:
    return word + _UNKNOWN if unmarked[fold(word)] < 0 else word


def _unmarked(catalog: Catalog) -> Counter[str]:
    """Of letters without marks: how much more often they are written so than with marks."""
    counted = Counter(word for text in _texts(catalog) for word in words(fold(text)))
    balance = Counter[str]()
    for word, times in counted.items():
        balance[unaccent(word)] += -times if is_accented(word) else times
    return balance


def _texts(catalog: Catalog) -> Iterator[str]:
    """What the papers say, and the wording of questions that the assistant knows."""
    seqs = catalog.allowed(Filter(kinds=tuple(ChunkKind))) or ()
    yield from (chunk.body for chunk in catalog.live(seqs).values())
    for name in ("questions", "talk"):
        yield from _phrases(table(name))


def _phrases(held: object) -> Iterator[str]:
    """The phrases in the lists of a table of data, however deep they lie."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        yield from (phrase for part in held.values() for phrase in _phrases(part))
    elif isinstance(held, list):
        yield from (phrase for part in held for phrase in _phrases(part))
