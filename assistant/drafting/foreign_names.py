"""Names in another unit's words: of the unit, its province, its places and its persons."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from assistant.drafting.draft import Span
from assistant.drafting.setting import Setting, is_other, kind_of_province
from assistant.drafting.wording import begun
from assistant.drafting.written import adapted, left_open, to_check
from assistant.evidence import Basis
from assistant.names import CAPITALS, full_names
from ingest.document import Unit
from ingest.places import find_units, level, same_unit, unit_spans
from ingest.syllables import is_syllable
from ingest.text import fold
from prompts import say, table

Put = Callable[[str, Basis], Span]
Found = tuple[int, int, Put]
_NAME = rf"[{CAPITALS}][^\W\d_]*(?: [{CAPITALS}][^\W\d_]*)*"


def foreign_names(
    text: str, source: Setting, own: Setting, names: frozenset[str]
) -> Iterator[Found]:
    """Where names stand that the draft must not keep, and what is put there; the first that is
    found at a place counts. Persons named in the unit's own paper may have changed their post."""
    if not is_other(source, own):
        yield from _own_persons(text)
        return
    yield from _units(text, source, own)
    yield from _persons(text, source)
    yield from _bare(text, {source.unit.name, *names}, source)
    yield from _provinces(text, source, own)
    yield from _levels(text, source, own)
    yield from _settlements(text, source, own)
    yield from _placed_ones(text, source)
    yield from _others(text, source)


def local_names(texts: Iterable[str], unit: Unit) -> frozenset[str]:
    """Names of places that a paper's words tell by what stands before them: "chợ Bến Gỗ"."""
    return frozenset(
        found["name"]
        for text in texts
        for found in _placed("places").finditer(text)
        if _is_local(found["name"], unit)
    )


def _is_local(name: str, unit: Unit) -> bool:
    """True for a name of two syllables or more that is neither national nor an organ's."""
    if " " not in name or fold(unit.province) == fold(name):
        return False
    return not _is_national(name) and not _begins_organ(name) and not name.isupper()


def _units(text: str, source: Setting, own: Setting) -> Iterator[Found]:
    for unit, start, end in unit_spans(text):
        if same_unit(unit, source.unit):
            yield start, end, _adapted(_like(text[start:end], own.unit.label))
        elif level(unit) == 1 and fold(unit.name) == fold(source.unit.province):
            yield start, end, _province(text[start:end], own)
        elif level(unit) == 3 and not same_unit(unit, own.unit):
            yield start, end, _open_place(source)


def _province(said: str, own: Setting) -> Put:
    kind = kind_of_province(own)
    name = own.unit.province
    if not name or not kind:
        return _open("assistant.draft_no_province")
    return _adapted(_like(said, f"{kind} {name}"))


def _like(said: str, name: str) -> str:
    """The name in capitals, or with a first capital, where what is replaced has them."""
    if said.isupper():
        return name.upper()
    return begun(name) if said[:1].isupper() else name


def _persons(text: str, source: Setting) -> Iterator[Found]:
    for found in full_names().finditer(text):
        if not _is_national(found[0]):
            yield found.start(), found.end(), _open_place(source)
    for found in _addressed().finditer(text):
        yield found.start("name"), found.end("name"), _open_place(source)


def _own_persons(text: str) -> Iterator[Found]:
    for found in _addressed().finditer(text):
        yield found.start("name"), found.end("name"), _check(say("assistant.draft_person"))


@lru_cache
def _addressed() -> re.Pattern[str]:
    return re.compile(rf"(?i:\b(?:ông|bà|đồng chí|đ/c))\s+(?P<name>[{CAPITALS}]\w+(?: {_NAME})+)")


def _bare(text: str, names: Iterable[str], source: Setting) -> Iterator[Found]:
    """The name of the unit or of one of its places without its kind, in any capitals."""
    for name in sorted(names, key=len, reverse=True):
        shape = rf"(?<!\w)(?:{re.escape(name)}|{re.escape(name.upper())})(?!\w)"
        for found in re.finditer(shape, text):
            yield found.start(), found.end(), _open_place(source)


def _provinces(text: str, source: Setting, own: Setting) -> Iterator[Found]:
    """The province by its name alone, and as "thành phố" where ours is a "tỉnh"."""
    name = source.unit.province
    if name and fold(name) != fold(own.unit.province):
        for found in re.finditer(rf"(?<!\w)(?i:{re.escape(name)})(?!\w)", text):
            put = own.unit.province
            yield (
                found.start(),
                found.end(),
                _adapted(_like(found[0], put)) if put else _open("assistant.draft_no_province"),
            )
    theirs, ours = kind_of_province(source), kind_of_province(own)
    if theirs and ours and theirs != ours:
        words = table("drafts/adapted")["province"][theirs]
        shape = "|".join(map(re.escape, words))
        for found in re.finditer(rf"(?<!\w)(?i:{shape})(?!\w)", text):
            yield found.start(), found.end(), _adapted(_like(found[0], ours))


def _levels(text: str, source: Setting, own: Setting) -> Iterator[Found]:
    """ "phường" alone as our kind of unit; not in "các xã, phường, đặc khu"."""
    theirs, ours = source.unit.kind, own.unit.kind
    if theirs == ours:
        return
    for found in re.finditer(rf"(?<!\w)(?i:{re.escape(theirs)})(?!\w)", text):
        if not _is_listed(text, found):
            yield found.start(), found.end(), _adapted(_like(found[0], ours))


def _settlements(text: str, source: Setting, own: Setting) -> Iterator[Found]:
    """ "Tổ dân phố" as the "thôn" of a xã (Thông tư 04/2012/TT-BNV, Điều 2), where the paper is of
    the other kind of unit; not where both are named together."""
    words = table("drafts/adapted")["settlements"]
    ours = words.get(own.unit.kind)
    theirs = words.get(source.unit.kind)
    if not ours or not theirs or ours == theirs:
        return
    both = re.compile(rf"\s*(?:[,/-]|và|hoặc)\s*(?:{'|'.join(ours)})(?!\w)", re.IGNORECASE)
    apart = "".join(rf"(?<!{re.escape(one)} )" for one in words["never_behind"])
    shape = rf"(?<!\w){apart}(?:{'|'.join(sorted(theirs, key=len, reverse=True))})(?!\w)"
    for found in re.finditer(shape, text, re.IGNORECASE):
        around = text[max(found.start() - 25, 0) : found.start()]
        is_beside = re.search(rf"(?i:{'|'.join(ours)})\s*(?:[,/-]|và|hoặc)\s*$", around)
        if not is_beside and not both.match(text, found.end()):
            yield found.start(), found.end(), _adapted(_like(found[0], ours[0]))


def _is_listed(text: str, found: re.Match[str]) -> bool:
    """True beside another kind of unit: all of that level are meant."""
    kinds = "|".join(re.escape(one["name"]) for one in table("units")["kind"])
    joined = "|".join(map(re.escape, table("drafts/adapted")["kinds_joined"]))
    before, after = fold(text[: found.start()]), fold(text[found.end() :])
    return bool(
        re.search(rf"(?:{kinds})\s*(?:{joined})\s*$", before)
        or re.match(rf"\s*(?:{joined})\s*(?:{kinds})(?!\w)", after)
    )


def _placed_ones(text: str, source: Setting) -> Iterator[Found]:
    """A place of one syllable behind what it is, "cầu Rào": by itself it may be any word."""
    for found in _placed("landmarks").finditer(text):
        if is_syllable(found["name"]) and not found["name"].isupper():
            yield found.start("name"), found.end("name"), _their_name(source)


def _others(text: str, source: Setting) -> Iterator[Found]:
    """What is left of names of two capital syllables, which may be a thing only the source has."""
    for found in re.finditer(rf"(?<!\w){_NAME}", text):
        start = found.start()
        name = found[0]
        if _starts_sentence(text, start):
            first, _, name = name.partition(" ")
            start += len(first) + 1
        if " " in name and _is_proper(name) and not _begins_organ(text[start:]):
            yield start, found.end(), _their_name(source)


def _is_proper(name: str) -> bool:
    syllables = name.split()
    if not all(is_syllable(one) and not one.isupper() for one in syllables):
        return False
    return not (_is_national(name) or _begins_organ(name) or find_units(name))


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" “\"'(-–+")
    return not before or before[-1] in ".;:!?)"


@lru_cache
def _placed(kinds: str) -> re.Pattern[str]:
    words = sorted(map(re.escape, table("drafts/adapted")[kinds]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?i:{'|'.join(words)})\s+(?P<name>{_NAME})")


def _is_national(name: str) -> bool:
    return fold(name).startswith(tuple(map(fold, table("drafts/adapted")["national"])))


def _begins_organ(name: str) -> bool:
    organs = (*table("issuers")["organs"], *table("issuers")["phrases"]["posts"])
    return any(re.match(rf"{re.escape(fold(one))}(?!\w)", fold(name)) for one in organs)


def _adapted(put: str) -> Put:
    return lambda said, basis: adapted(put, say("assistant.draft_moved", said=said), basis)


def _open(key: str) -> Put:
    return lambda said, _: left_open(say(key))


def _open_place(source: Setting) -> Put:
    label = source.unit.label
    return lambda said, _: left_open(say("assistant.draft_their_own", said=said, unit=label))


def _their_name(source: Setting) -> Put:
    return _check(say("assistant.draft_their_name", unit=source.unit.label))


def _check(note: str) -> Put:
    return lambda said, basis: to_check(said, note, basis)
