"""Shortened words of a question in full: "KP đề án DL có bn", "6th 2026", "P Tân Khê".

The words are data in `prompts/data/typing.toml`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial

from assistant.cues import cues, has_cue
from ingest.document import Unit
from ingest.text import is_accented, unaccent, words
from prompts import table

Written = Callable[[Sequence[tuple[str, ...]]], Sequence[int]]  # phrases → chunks that hold each

_ALONE = r"(?<![\w/&.'’-]){}(?![\w/&'’]|[-–]\w|\.\w)"
_MONTH = r"(?P<n>1[0-2]|0?[1-9])(?!\d)"
# Each pattern with what it stands for: "q3", "QIV", "th 9", "T9/2026", "6th", "9T đầu năm".
_TIMES = tuple(
    (re.compile(rf"(?<![\w/.-]){pattern}"), meaning)
    for pattern, meaning in (
        (r"(?:[qQ]\.? ?(?=[Iivx]{2}|I)|q[. ] ?)(?P<n>IV|I{1,3}|iv|i{1,3})(?!\w)", "quý {}"),
        (r"[qQ](?P<n>[1-4])(?!\w)", "quý {}"),
        (rf"(?:T\.?|t|[Tt]h\.? ?|[Tt]hg\.? ?){_MONTH}(?!\w)", "tháng {}"),
        (r"(?P<n>1[0-2]|[1-9]) ?(?:th|thg)(?!\w)", "{} tháng"),
        (r"(?P<n>1[0-2]|[1-9]) ?[tT](?= (?:đầu|cuối|năm|dau|cuoi|nam|20\d\d)|/20\d\d)", "{} tháng"),
    )
)
_NAME = r"(?=[A-ZĐ]\w*[a-zà-ỹ]\w* [A-ZĐ]\w*[a-zà-ỹ])"  # two words in capitals: "X. Vĩnh Thịnh"


def in_full(text: str, known: Iterable[Unit], written: Written) -> str:
    """A tidied question with its shortened words in full; one that asks for their meaning as it is.

    Of several meanings that one is read that the documents know beside the words around it.
    """
    if has_cue(cues("kind", "definition"), text) or unaccent(text).rstrip(" ?.!").endswith("la gi"):
        return text
    accented = is_accented(text)
    full = _with_kinds(text, tuple(known))
    for pattern, meaning in _TIMES:
        full = pattern.sub(partial(_time, meaning), full)
    full = _last().sub(lambda match: table("typing")["last"][match[0]], full)
    full = _pattern().sub(lambda match: _meaning(match, written), full)
    return full if accented or full == text else _bare(full, text)


def _time(meaning: str, match: re.Match[str]) -> str:
    return meaning.format(match["n"])


@lru_cache
def _last() -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{'|'.join(table('typing')['last'])})(?=\W*$)")


def _bare(full: str, text: str) -> str:
    """Without marks where the question was typed without any: a mark says that all are typed."""
    typed = set(re.findall(r"\w+", text))
    return re.sub(r"\w+", lambda match: match[0] if match[0] in typed else unaccent(match[0]), full)


def _with_kinds(text: str, known: tuple[Unit, ...]) -> str:
    """With the kind of a unit in full before its name: "p tan khe", "X. Vĩnh Thịnh"."""
    plain = unaccent(text)
    found = {match.start(): match for match in _units(known).finditer(plain)}
    capitals = {m.start(): m for m in re.finditer(rf"(?<![\w/.-])[PX](?:\. ?| ){_NAME}", text)}
    for start in sorted(found | capitals, reverse=True):
        match = found.get(start) or capitals[start]
        kind = _initials(known).get(unaccent(match[0]).strip(". "), "")
        text = f"{text[:start]}{kind} {text[match.end() :]}" if kind else text
    return text


@lru_cache(maxsize=8)
def _units(known: tuple[Unit, ...]) -> re.Pattern[str]:
    """The first letters of a kind before the name of a unit of that kind."""
    named = {
        f"{unaccent(_first_letters(unit.kind))}\\.? ?(?={re.escape(unaccent(unit.name))}(?!\\w))"
        for unit in known
        if unit.kind
    }
    return re.compile(rf"(?<![\w/.-])(?:{'|'.join(sorted(named)) or '(?!)'})")


@lru_cache(maxsize=8)
def _initials(known: tuple[Unit, ...]) -> Mapping[str, str]:
    kinds = dict.fromkeys(("phường", "xã", *(unit.kind for unit in known if unit.kind)))
    return {unaccent(_first_letters(kind)): kind for kind in kinds}


def _first_letters(kind: str) -> str:
    return "".join(word[0] for word in kind.split())


@lru_cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    """What is typed → what it may mean; a key in small letters stands for any capitals."""
    data = table("typing")
    always = {key: (meaning,) for key, meaning in (*data["chat"].items(), *data["office"].items())}
    return always | {key: tuple(meanings) for key, meanings in data["readings"].items()}


@lru_cache
def _pattern() -> re.Pattern[str]:
    keys = sorted(_listed(), key=len, reverse=True)
    chat = table("typing")["chat"]
    typed = (
        re.escape(key) if key in chat or key != key.lower() else f"(?i:{re.escape(key)})"
        for key in keys
    )
    return re.compile(_ALONE.format(f"(?:{'|'.join(typed)})"))


def _meaning(match: re.Match[str], written: Written) -> str:
    listed = _listed()
    meanings = listed.get(match[0]) or listed[match[0].lower()]
    if len(meanings) == 1:
        return meanings[0]
    before = words(unaccent(match.string[: match.start()]))[-1:]
    after = words(unaccent(match.string[match.end() :]))[:1]
    pairs = [_beside(before, words(unaccent(meaning)), after) for meaning in meanings]
    known = [sum(written(found)) for found in pairs]
    return meanings[known.index(max(known))]


def _beside(before: list[str], meaning: list[str], after: list[str]) -> tuple[tuple[str, ...], ...]:
    """The pairs of words that a meaning makes with what stands on its sides."""
    left = [(before[0], meaning[0])] if before else []
    right = [(meaning[-1], after[0])] if after else []
    return (*left, *right)
