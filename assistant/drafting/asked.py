"""A request to draft, typed into the chat: what is to be drafted, or None for a question.

"Soạn mục chỉ tiêu về xã hội số cho Kế hoạch 2027" is one; "Kế hoạch 2026 do ai soạn thảo" and
"dự thảo nghị quyết nêu gì" are questions. The words that tell are data (`drafts/asked.toml`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.cues import has_cue
from assistant.drafting.commission import section_wanted
from assistant.drafting.draft import Wanted
from assistant.drafting.forms import Form, forms
from ingest.document import Period, Unit
from ingest.mentions import match_unit
from ingest.period import find_periods, without_periods
from ingest.text import BLANK, blanked, is_accented, tidy, unaccent, words
from prompts import rows, table

_SIGNS = ' ,;:.?!"“”()'


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to draft; what it leaves out is "" or None."""

    form: Form
    section: Wanted | None
    topic: str
    period: Period | None
    unit: str  # as it is named
    addressee: str = ""


def draft_asked(text: str, known: Sequence[Unit], today: date) -> Asked | None:
    """What a text wants drafted; None where it is a question, or names nothing to draft."""
    rest = _after_opening(tidy(text))
    if not rest or has_cue(table("drafts/asked")["asks"], rest):
        return None
    bare = _without_names(rest, known, today)
    found = _form_in(bare)
    before, after = (bare, "") if found is None else (bare[: found[1]], bare[found[2] :])
    part, topic = _part_and_topic(before, after)
    form = found[0] if found else _form_with(part)
    if form is None:
        return None
    section = section_wanted(part, form) if part else None
    if section:
        section = Wanted(section.id, trimmed(section.focus))
    elif part and not words(trimmed(topic)):
        topic = part  # "next year's digital transformation plan"
    named = " ".join(mention.text for mention in match_unit(rest, known))
    period = next(iter(find_periods(rest, today)), None)
    addressee, topic = _addressed(trimmed(topic))
    return Asked(form, section, topic, period, named, addressee)


def is_rest_of(text: str, known: Sequence[Unit], today: date) -> bool:
    """True for a reply that gives nothing but a time or a unit: "năm 2027, phường Sao Mai"."""
    return not words(trimmed(_without_names(tidy(text), known, today)))


def trimmed(text: str) -> str:
    """A topic without the words that only join it to what stands around it, or stood there."""
    return " ".join(filter(None, map(_bare, re.split(f"{re.escape(BLANK)}+", text))))


def spelled(topic: str, subjects: Sequence[str]) -> str:
    """A topic typed without marks as the glossary, else the subjects, spell it; one in English or
    shortened as the glossary has it in full; as typed where none of them holds it."""
    if not words(unaccent(topic)):
        return topic
    if meant := _meant(topic):
        return meant
    if is_accented(topic):
        return topic
    found = (_within(text, topic) for text in (*(row[0] for row in rows("glossary")), *subjects))
    return next(filter(None, found), topic)


def _meant(topic: str) -> str:
    """The one term of the glossary with this English or this abbreviation; "" for none or more."""
    typed, plain = topic.lower(), unaccent(topic)
    terms = {
        term
        for term, short, english in rows("glossary")
        if typed in english.lower().split(", ") or plain in unaccent(short).split(", ")
    }
    return terms.pop() if len(terms) == 1 else ""


def _within(text: str, topic: str) -> str:
    """The words of a text that are the topic without their marks; "" where it has none."""
    wanted, held = words(unaccent(topic)), text.split()
    plain = [" ".join(words(unaccent(word))) for word in held]
    for at in range(len(plain) - len(wanted) + 1):
        if plain[at : at + len(wanted)] == wanted:
            found = " ".join(held[at : at + len(wanted)]).strip(" ,;:.")
            return found if topic[0].isupper() else found[0].lower() + found[1:]
    return ""


def _bare(text: str) -> str:
    plain = text.strip(_SIGNS)
    for pattern in _edges():
        while (cut := pattern.sub("", plain).strip(_SIGNS)) != plain:
            plain = cut
    return " ".join(plain.split())


def _addressed(topic: str) -> tuple[str, str]:
    """To whom a letter goes and what it is about: "gửi Sở Nội vụ về báo cáo"; "" to nobody."""
    data = table("drafts/asked")
    to, about = _any(data["to"]), _any(data["about"])
    found = re.match(rf"(?:{to})\s+(.+?)\s+(?:{about})\s+", unaccent(topic))
    return (topic[slice(*found.span(1))], topic[found.end() :]) if found else ("", topic)


def _after_opening(text: str) -> str:
    """What stands behind the verb that opens a request; "" where none does."""
    opened = _opening().match(unaccent(text))
    return text[opened.end() :].strip() if opened else ""


@lru_cache
def _opening() -> re.Pattern[str]:
    data = table("drafts/asked")
    polite, opens, helps = (_any(data[name]) for name in ("polite", "opens", "helps"))
    return re.compile(rf"(?:(?:{polite})[\s,]+)*(?:{opens})\s+(?:(?:{helps})\s+)*")


@lru_cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The joining words at the start and at the end of a topic, as typed with marks or without."""
    data = table("drafts/asked")
    first, last = data["around"], (*data["around"], *data["ends"])
    starts, ends = (f"{_any(one, plain=False)}|{_any(one)}" for one in (first, last))
    flags = re.IGNORECASE
    return re.compile(rf"^(?:{starts})(?=\W|$)", flags), re.compile(rf"(?:^|\s)(?:{ends})$", flags)


def _any(listed: Sequence[str], plain: bool = True) -> str:
    """Any of the words, the longest first."""
    spelled_out = {unaccent(one) if plain else one for one in listed}
    return "|".join(re.escape(one) for one in sorted(spelled_out, key=len, reverse=True))


def _without_names(text: str, known: Sequence[Unit], today: date) -> str:
    """The text with units and periods blanked out, every other letter in its place."""
    for mention in match_unit(text, known):
        text = blanked(text, mention.start, mention.end)
    return without_periods(text, today)


def _form_in(text: str) -> tuple[Form, int, int] | None:
    """The kind of paper a text names first, and where; a longer name before a shorter one."""
    found = list(_forms_in(text))
    return min(found, key=lambda one: (one[1], -one[2]), default=None)


def _forms_in(text: str) -> Iterator[tuple[Form, int, int]]:
    plain = unaccent(text)
    for form in forms():
        for name in (form.id, form.name, *form.called):
            for match in re.finditer(rf"(?<!\w){re.escape(unaccent(name))}(?!\w)", plain):
                yield form, *match.span()


def _form_with(part: str) -> Form | None:
    """The first kind of paper with the section that is asked for."""
    return next((form for form in forms() if part and section_wanted(part, form)), None)


def _part_and_topic(before: str, after: str) -> tuple[str, str]:
    """What names a section, before the kind of paper or behind it, and the topic of the paper."""
    own = _in_part(before)
    if own or words(trimmed(before)):
        return own or trimmed(before), after
    topic, part = _parted(after)
    return part, topic


def _in_part(text: str) -> str:
    topic, part = _parted(text)
    return part if not words(trimmed(topic)) else trimmed(text)


def _parted(text: str) -> tuple[str, str]:
    """A text before and behind a word that announces a section: "…, mục chỉ tiêu"."""
    found = re.search(rf"(?<!\w)(?:{_any(table('drafts/asked')['parts'])})(?!\w)", unaccent(text))
    if found is None:
        return text, ""
    behind = text[found.end() :]
    return text[: found.start()], trimmed(behind) or text[: found.start()]
