"""The units a question names, typed in any way: "phuong hai an", "Hải An", "Hai An ward".

Known units are found with or without accents and kind word; a unit that is named but not known is
reported as typed, so that another unit's figures are never offered in its place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from ingest.document import Unit
from ingest.known_units import as_units
from ingest.places import kinds, level, today, word_set
from ingest.syllables import is_syllable
from ingest.text import fold
from ingest.typed import Typed, Word, english, is_pair, kind_at, typed
from ingest.unit_names import Name, Names, known_names
from ingest.unknown_units import name_before, name_width

_LONG = 4  # letters: one letter more or less in a shorter name makes another name
_WIDEST = 8  # syllables: more than any name has
_SLIP_WITHIN = 4
_Found = tuple["Mention", int]  # a mention, and the index of the word after it


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named at [start, end) of a question, its kind and province included."""

    text: str  # as typed
    start: int
    end: int
    units: tuple[Unit, ...] = ()  # several where known wards share the name, none where unknown
    exact: bool = True  # False where an accent or a letter differs from the known name
    near: tuple[Unit, ...] = ()  # like it, but not it: to ask about, never to answer with


def match_unit(text: str, known: Iterable[Unit]) -> tuple[Mention, ...]:
    """The units named in a question, in order; empty where it names none.

    `known` are the units of the documents. A name of one syllable, or one that is an ordinary
    word, needs its kind word; so does a unit that is not known.
    """
    question, names = typed(text), known_names(as_units(known))
    found: list[Mention] = []
    at = 0
    while at < len(question.words):
        mention, at = _mention_at(question, at, names, found) or (None, at + 1)
        if mention:
            found.append(mention)
    return tuple(found)


def _mention_at(question: Typed, at: int, known: Names, found: list[Mention]) -> _Found | None:
    """The unit named from a word on, and the word after it."""
    if kind := kind_at(question, at):
        after = at + kind[1]
        return (
            _known_named(question, at, after, kind[0], known)
            or _unknown_named(question, at, after, kind[0], known)
            or _before_kind(question, at, after, kind[0], known, found)
        )
    return _bare(question, at, known)


def _mention(
    question: Typed, first: int, end: int, units: Iterable[Unit] = (), exact: bool = True
) -> Mention:
    start, stop = question.words[first].start, question.words[end - 1].end
    return Mention(question.text[start:stop], start, stop, tuple(units), exact)


# --- known units ---------------------------------------------------------------------------


def _known_named(question: Typed, first: int, at: int, kind: str, known: Names) -> _Found | None:
    """A known unit of this kind by the name that follows, the closest and longest one."""
    fits = [(strength, name) for strength, name in _fits(question, at, known) if _is(name, kind)]
    if not fits:
        return None
    best = min(strength for strength, _ in fits)
    close = [name for strength, name in fits if strength == best]
    if _goes_on(question, at + max(len(name.plain) for name in close), known):
        return None
    return _longest(question, first, at, close, known, exact=best == 0)


def _goes_on(question: Typed, at: int, known: Names) -> bool:
    """True where a capital word goes on with the name: "phường Đông Hồ Bắc" is another ward.

    Not where a province, or a thing of its own ("Hạ tầng") stands there.
    """
    if not question.joined(at) or at >= len(question.words):
        return False
    word, *rest = question.run(at, 2)
    if not (word.capital and fold(word.text) in word_set("name_endings")):
        return False
    is_own = any(is_pair(word, other) for other in rest) or any(_fits(question, at, known))
    return not (question.text.isupper() or _province_width(question, at, known) or is_own)


def _is(name: Name, kind: str) -> bool:
    """True for a unit of the kind; a province may have become a city."""
    both = kind in ("tỉnh", "thành phố") and level(name.unit) == 1
    return name.unit.kind == kind or both


def _longest(
    question: Typed, first: int, at: int, names: list[Name], known: Names, exact: bool
) -> _Found:
    width = max(len(name.plain) for name in names)
    units = [name.unit for name in names if len(name.plain) == width]
    return _narrowed(question, first, at + width, units, known, exact)


def _fits(question: Typed, at: int, known: Names) -> Iterator[tuple[int, Name]]:
    """Known names at a word: 0 as written or unaccented, 1 with other accents, 2 one letter off.

    One letter off counts only where a typed word is no Vietnamese syllable: "Hải Ann" is a slip of
    the hand, "Hải Anh" another name.
    """
    if at >= len(question.words):
        return
    for name in known.by_first.get(question.words[at].plain, ()):
        run = question.run(at, len(name.plain))
        if tuple(word.plain.lstrip("0") or "0" for word in run) == name.plain:
            exact = all(map(_same, run, name.folded, name.plain))
            yield (0 if exact else 1), name
    run = question.run(at, _WIDEST)
    if any(map(_is_slip, run[:_SLIP_WITHIN])):
        spans = (" ".join(word.plain for word in run[:width]) for width in range(1, len(run) + 1))
        near = {id(name): name for span in spans for name in known.alike(span)}
        yield from ((2, name) for name in near.values() if _one_letter_off(question, at, name))


def _same(word: Word, folded: str, plain: str) -> bool:
    return word.folded in (folded, plain) or folded.isdigit()


def _is_slip(word: Word) -> bool:
    return word.text.isalpha() and not is_syllable(word.text)


def _one_letter_off(question: Typed, at: int, name: Name) -> bool:
    run = question.run(at, len(name.plain))
    if len(run) < len(name.plain) or not any(map(_is_slip, run)) or len(name.joined) <= _LONG:
        return False
    return OSA.distance(" ".join(word.plain for word in run), name.joined, score_cutoff=1) == 1


def _narrowed(
    question: Typed, first: int, end: int, units: list[Unit], known: Names, exact: bool = True
) -> _Found:
    """The mention with the province typed after it, which may leave some of the units, or none."""
    province, after = _province_after(question, end, known)
    if not province:
        return _mention(question, first, end, units, exact), end
    told = [unit for unit in units if unit.province]  # a paper that leaves it out means one of them
    kept = [unit for unit in told or units if today(unit.province or province) == today(province)]
    return _mention(question, first, after, kept, exact), after


def _province_after(question: Typed, at: int, known: Names) -> tuple[str, int]:
    """The province named after a unit, its kind word or not, and the word after it; else ""."""
    kind = kind_at(question, at)
    if kind and kind[0] not in ("tỉnh", "thành phố"):
        return "", at
    start = at + (kind[1] if kind else 0)
    width = _province_width(question, start, known)
    if not width or (width == 1 and not kind):
        return "", at
    return known.provinces[_plain(question.words[start : start + width])], start + width


def _province_width(question: Typed, at: int, known: Names) -> int:
    """How many words name a province at this place, 0 for none; accents typed must be its own."""
    for width in (4, 3, 2, 1):
        run = question.run(at, width)
        written = known.provinces.get(_plain(run)) if len(run) == width else None
        if written and _plain(run) in (fold(written), " ".join(word.folded for word in run)):
            return width
        if written and fold(written) == " ".join(word.folded for word in run):
            return width
    return 0


def _plain(run: Iterable[Word]) -> str:
    return " ".join(word.plain for word in run)


# --- a name without its kind ---------------------------------------------------------------


def _bare(question: Typed, at: int, known: Names) -> _Found | None:
    fits = [(s, name) for s, name in _fits(question, at, known) if _may_be_bare(question, at, name)]
    for strength in (0, 2):
        if names := [name for s, name in fits if s == strength]:
            width = max(len(name.plain) for name in names)
            names = [name for name in names if len(name.plain) == width]
            return _with_ward(question, at, at + width, names, known, exact=strength == 0)
    return None


def _with_ward(
    question: Typed, at: int, end: int, names: list[Name], known: Names, exact: bool
) -> _Found:
    """The mention with the English kind word behind it, which chooses among the units."""
    units = [name.unit for name in names]
    kind = kind_at(question, end)
    if kind and question.words[end].folded in english():
        units = [unit for unit in units if unit.kind == kind[0]] or units
        end += kind[1]
    return _narrowed(question, at, end, units, known, exact)


def _may_be_bare(question: Typed, at: int, name: Name) -> bool:
    """Whole words, two at least, that are no ordinary words where they stand."""
    width = len(name.plain)
    if width < 2:
        return False
    run = question.run(at, width)
    if all(word.capital for word in run):
        return True
    if fold(name.unit.name) in word_set("ordinary_names"):
        return False
    if not all(word.is_plain for word in run):
        return True
    if question.accented and name.folded != name.plain:
        return False  # in a question with accents "hai an" is not "Hải An"
    sides = (question.run(at - 1, 2) if at else (), question.run(at + width - 1, 2))
    return not any(len(side) == 2 and is_pair(side[0], side[1]) for side in sides)


# --- units that are not known --------------------------------------------------------------


def _unknown_named(question: Typed, first: int, at: int, kind: str, known: Names) -> _Found | None:
    if not question.joined(at):
        return None
    width = name_width(question, at, kind)
    if kind in ("tỉnh", "thành phố"):
        width = _province_width(question, at, known) or width
    if not width:
        return None
    mention, end = _narrowed(question, first, at + width, [], known)
    return _suggested(mention, question.words[at : at + width], kind, known), end


def _before_kind(
    question: Typed, at: int, after: int, kind: str, known: Names, found: list[Mention]
) -> _Found | None:
    """ "Le Chan ward": the capitalised words in front of an English kind word."""
    if question.words[at].folded not in english():
        return None
    taken = found[-1].end if found else 0
    first = name_before(question, at, taken)
    if first == at:
        return None
    mention = _mention(question, first, after)
    return _suggested(mention, question.words[first:at], kind, known), after


def _suggested(mention: Mention, run: tuple[Word, ...], kind: str, known: Names) -> Mention:
    """The mention with the known units that are almost it: a letter or the kind differs."""
    typed_name = _plain(run)
    near = tuple(
        name.unit
        for name in known.alike(typed_name)
        if level(name.unit) == kinds()[kind]
        and OSA.distance(name.joined, typed_name) < (2 if len(typed_name) > _LONG else 1)
    )
    return Mention(mention.text, mention.start, mention.end, (), True, near)
