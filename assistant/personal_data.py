"""What of a question asks for another's personal data: of somebody named, pointed at or listed.

The words are data in `prompts/data/refused.toml`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.conversation import Question
from assistant.cues import cue_spans, cues, has_cue, without
from assistant.parts import clauses
from assistant.persons_meant import means_person
from ingest.text import BLANK, blanked, fold, tidy, words
from prompts import table

_GIVEN = re.compile(r"\W*(?:(?:là|la|số|so|is)\W+)?\d[\d .-]{5,}")
_NUMBER = re.compile(r"\d(?:[ .-]?\d){8}")
_TOPIC = 2  # words that speak of something of their own: not "làm ở đâu?"
_FRAGMENT = 6  # words of a question that may go on from the one before


def parts_apart(question: Question) -> tuple[str, tuple[str, ...]]:
    """A question without its parts about another's personal data, "" where nothing is left to ask;
    and those parts."""
    text = tidy(question.text)
    earlier = [turn.content for turn in question.history if turn.role == "user"]
    parts = clauses(text)
    refused = [p for at, p in enumerate(parts) if asks_personal(p, (*earlier, *parts[:at]))]
    if not refused:
        return ("", (text,)) if asks_personal(text, earlier) else (question.text, ())
    rest = ", ".join(part for part in parts if part not in refused)
    stands = has_cue(cues("asks"), rest) and not asks_personal(rest, earlier)
    speaks = len(_beside(rest, *cues("asks"))) >= _TOPIC
    return (rest, tuple(refused)) if stands and speaks else ("", (text,))


def asks_personal(text: str, earlier: Sequence[str]) -> bool:
    """True for a question, or one part of it, about another's personal data.

    `earlier` are the user's questions before it: "còn số điện thoại?" is asked of whom the last one
    speaks of.
    """
    tidied = _without_given(tidy(text))
    return (
        _asks_of_person(tidied)
        or _asks_of_office(tidied)
        or _asks_of_group(tidied)
        or _asks_of_nobody_named(tidied)
        or _goes_on(tidied, earlier)
        or _asks_whose(text)
    )


def _without_given(text: str) -> str:
    """The text without what somebody tells of themselves: "số điện thoại 0912345678"."""
    data = _listed("personal", "hard") + _listed("personal", "soft")
    for start, end in cue_spans(data, text):
        if given := _GIVEN.match(text, end):
            text = blanked(text, start, given.end())
    return text


def _asks_whose(text: str) -> bool:
    return bool(_NUMBER.search(text)) and has_cue(_listed("personal", "whose"), tidy(text))


def _asks_of_person(text: str) -> bool:
    return means_person(text) and _asks_datum(text)


def _asks_datum(text: str) -> bool:
    if has_cue(_listed("personal", "hard"), text):
        return True
    asks_home = all(has_cue(_listed("personal", name), text) for name in ("homes", "wheres"))
    soft = asks_home or has_cue(_listed("personal", "soft"), text)
    return soft and not has_cue(_listed("personal", "duties"), text)


def _asks_of_office(text: str) -> bool:
    private = has_cue(_listed("personal", "private"), text)
    return private and has_cue(_listed("person", "offices"), text)


def _asks_of_group(text: str) -> bool:
    """A list of persons with what is theirs: "danh sách hộ nghèo kèm số điện thoại"."""
    if not has_cue(_listed("person", "groups"), text):
        return False
    if has_cue(_listed("personal", "work"), text):
        return False
    if has_cue(_listed("personal", "lists"), text):
        return has_cue(_listed("personal", "hard") + _listed("personal", "in_list"), text)
    asks = has_cue(_listed("personal", "requests"), text)
    return asks and has_cue(_listed("personal", "hard"), text)


def _asks_of_nobody_named(text: str) -> bool:
    """ "Ai là người tố cáo?", "mật khẩu của hệ thống": personal whoever it is."""
    asked = table("refused")["ask"]
    return any(has_cue(one["words"], text) and not has_cue(one["unless"], text) for one in asked)


def _goes_on(text: str, earlier: Sequence[str]) -> bool:
    """A few words that take from the question before whom, or what of somebody, they ask."""
    if not earlier:
        return False
    before = tidy(earlier[-1])
    if means_person(text):
        opens = any(start == 0 for start, _ in cue_spans(_listed("personal", "follows"), text))
        is_short = len(words(fold(text))) <= _FRAGMENT
        return opens and is_short and asks_personal(before, earlier[:-1])
    of_person = means_person(before) or has_cue(_listed("person", "asked_who"), before)
    duties = _listed("personal", "duties")
    speaks_of_duties = has_cue(duties, before) and not has_cue(_listed("personal", "hard"), text)
    if not of_person or speaks_of_duties or not _asks_datum(text):
        return False
    return not _beside(text, *_listed("personal", "hard"), *_listed("personal", "soft"))


def _beside(text: str, *said: str) -> list[str]:
    """The words beside what is said and what says little: "trụ sở" in "còn địa chỉ trụ sở?"."""
    little = (*_listed("personal", "follows"), *_listed("personal", "little"))
    return words(fold(without((*said, *little), text).replace(BLANK, " ")))


@lru_cache
def _listed(section: str, name: str) -> tuple[str, ...]:
    return tuple(table("refused")[section][name])
