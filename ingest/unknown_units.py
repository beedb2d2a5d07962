"""How far a name reaches that no document is known to hold: "phường Lê Chân năm 2026"."""

from ingest.document import Unit
from ingest.places import kinds, level
from ingest.syllables import is_syllable
from ingest.typed import Typed, Word, english, is_in, is_pair

_MOST = 4  # syllables of a name


def name_width(question: Typed, at: int, kind: str) -> int:
    """How many words from a place on are the name of a unit of this kind; 0 where none is named.

    Capitals show the end of a name. In small letters it has two syllables, and a third only where
    the question goes on after it; one syllable is not enough to tell a name from a word.
    """
    run = question.run(at, _MOST + 1)
    if not run:
        return 0
    if run[0].text.isdigit():
        return int(_is_number(run, kind))
    if run[0].capital:
        return _capital_width(run)
    before = question.words[at - 1]
    of_district = level(Unit(kind, "")) < 3
    if before.folded in english() or (of_district and not question.accented):
        return 0  # "quan", "tinh", "ward" before small letters are too often ordinary words
    return _small_width(before, run)


def _is_number(run: tuple[Word, ...], kind: str) -> bool:
    """ "Phường 5", but not "phường 6 tháng đầu năm" or "phường 2026"."""
    counts = len(run) > 1 and is_in(run[1], "counted")
    return len(run[0].text) < 3 and kinds()[kind] > 1 and kind != "thành phố" and not counts


def _capital_width(run: tuple[Word, ...]) -> int:
    width = 0
    for word in run[:_MOST]:
        if not word.capital or not is_syllable(word.text):
            break
        width += 1
    return width if width > 1 or not is_in(run[0], "never_first") else 0


def _small_width(kind: Word, run: tuple[Word, ...]) -> int:
    if len(run) < 2 or is_in(run[0], "never_first") or _ends(run, 1):
        return 0
    if is_pair(kind, run[0]) or is_pair(run[0], run[1]):
        return 0
    if not all(is_syllable(word.text) for word in run[:2]):
        return 0
    third = len(run) > 2 and is_syllable(run[2].text) and not _ends(run, 2)
    return 3 if third and (len(run) == 3 or _ends(run, 3)) else 2


def _ends(run: tuple[Word, ...], at: int) -> bool:
    """True where the name is over at this word: a stop word, a number, "năm 2026", "đào tạo"."""
    if run[at].text.isdigit() or is_in(run[at], "ends"):
        return True
    if at + 1 == len(run):
        return False
    counts = is_in(run[at], "counters") and run[at + 1].text.isdigit()
    return counts or is_pair(run[at], run[at + 1])


def name_before(question: Typed, at: int, taken: int) -> int:
    """Where the capitalised name in front of a word begins, past what is `taken`; `at` for none."""
    first = at
    while first and at - first < _MOST and question.joined(first):
        word = question.words[first - 1]
        if word.start < taken or not word.capital or not is_syllable(word.text):
            break
        if is_in(word, "ends"):
            break
        first -= 1
    return first
