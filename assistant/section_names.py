"""Parts of papers by their many names: "tồn tại", "điểm nghẽn", "những vấn đề đặt ra".

The names are data (`prompts/data/sections.toml`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.cues import cue_spans, has_cue
from assistant.lexicon import Term
from ingest.shapes import marker
from ingest.text import fold, unaccent, words
from prompts import table

_TO_COLON = 80  # characters from the name of a part to the colon that opens it


@dataclass(frozen=True, slots=True, order=True)
class SectionName:
    """One kind of part: how questions ask for it, how headings call it."""

    asked: tuple[str, ...]
    headed: tuple[str, ...]
    inside: tuple[str, ...]  # what tells it anywhere in a heading: "Tổ công tác có nhiệm vụ"
    name: str  # what the code calls it: "tasks"


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that opens a part, and what it says of it already: "Nguyên nhân: do …"."""

    said: str  # "" where the part follows on the next lines


@lru_cache
def section_names() -> tuple[SectionName, ...]:
    """Every kind of part, as in the data."""
    listed = table("sections")["part"]
    return tuple(
        SectionName(
            tuple(one["asked"]), tuple(one["headed"]), tuple(one.get("inside", ())), one["name"]
        )
        for one in listed
    )


def sections_asked(text: str) -> tuple[SectionName, ...]:
    """The parts that a tidied question asks for: those named first, and beside them.

    "Nguyên nhân của các tồn tại" asks for causes, "tồn tại và nguyên nhân" for both.
    """
    found = sorted((span, name) for name in section_names() for span in cue_spans(name.asked, text))
    asked: list[SectionName] = []
    for at, (span, name) in enumerate(found):
        if at and not _is_beside(text[found[at - 1][0][1] : span[0]]):
            break
        asked.append(name)
    return tuple(dict.fromkeys(asked))


def _is_beside(between: str) -> bool:
    """True where nothing stands between two names that puts one below the other."""
    told = table("sections")
    linked = {*told["beside"], *told["leads"], "hay", "hoặc", "and", "or"}
    return all(word in linked for word in re.findall(r"[^\W\d_]+", fold(between)))


@lru_cache
def section_called(name: str) -> SectionName:
    """The kind of part of this name in the data; StopIteration, a defect of ours, without any."""
    return next(one for one in section_names() if one.name == name)


def asks_why(text: str) -> bool:
    """True where a cause is asked for."""
    return has_cue(table("sections")["why"]["asked"], text)


def gives_cause(text: str) -> bool:
    """True where a sentence says why."""
    given = _any(table("sections")["why"]["given"])
    return re.search(rf"(?<!\w)(?:{given})(?!\w)", fold(text)) is not None


def subject_terms(
    text: str, terms: Iterable[Term], names: Iterable[SectionName]
) -> tuple[Term, ...]:
    """What the parts asked for should be about: the terms without the names of the parts, and
    without those who are only meant as a class ("các sở, ngành")."""
    said = [f" {unaccent(phrase)} " for name in names for phrase in (*name.asked, *name.headed)]
    if has_cue(table("sections")["classes"]["opened"], text):
        said += [f" {unaccent(word)} " for word in table("sections")["classes"]["words"]]
    leads = set(map(unaccent, table("sections")["leads"]))
    return tuple(
        term
        for term in terms
        if not (_names(f" {' '.join(term.plain)} ", said) or " ".join(term.plain) in leads)
    )


_WHOM = re.compile(r"\b(?:doi )?(?:voi|cho) (?P<whom>[^,.?!:;]*(?:, [a-z ]+)?)")
_WHOM_ENDS = re.compile(r"\s+(?:ve|trong|la|nham|de|thi|nam)\b.*$")


def addressee(text: str) -> str:
    """Whom something is proposed to, unaccented: "ubnd tinh" of "kiến nghị gì với UBND tỉnh?"."""
    found = _WHOM.search(unaccent(text))
    return _WHOM_ENDS.sub("", found["whom"]).strip() if found else ""


def widened(term: Term) -> Term:
    """The term with what sub-headings call the same: "nguồn nhân lực", "con người"."""
    groups = [[tuple(words(unaccent(p))) for p in g] for g in table("sections")["same"]["groups"]]
    same = {phrase for group in groups if term.plain in group for phrase in group}
    return replace(term, alternatives=term.alternatives | same)


def _names(term: str, said: Iterable[str]) -> bool:
    """True for "vốn" of "nguồn vốn", and for "tổng kinh phí", which holds "kinh phí"."""
    return any(term in phrase or (" " in phrase.strip() and phrase in term) for phrase in said)


def body(text: str) -> str:
    """A line without its number or bullet."""
    found = marker(text)
    return (found.body if found else text).lstrip(" .:-–*+")


def names_it(heading: str, names: Iterable[SectionName]) -> bool:
    """True for a heading that is the name of one of the parts, alone or beside others."""
    return any(_found(name, body(heading)) for name in names)


def is_shared(heading: str, names: Iterable[SectionName]) -> bool:
    """True where the heading names another part too: "tồn tại, hạn chế và nguyên nhân"."""
    own = tuple(names)
    return any(names_it(heading, (name,)) for name in section_names() if name not in own)


def opening(text: str, names: Iterable[SectionName]) -> Opening | None:
    """The opening of a part within a text: its name, then a colon; None for any other line."""
    line = body(text)
    for name in names:
        found = _found(name, line)
        colon = line.find(":", found.end(), found.end() + _TO_COLON) if found else -1
        if colon >= 0:
            return Opening(line[colon + 1 :].strip())
    return None


def tells_inside(text: str, names: Iterable[SectionName]) -> bool:
    """True for "… còn một số hạn chế: chòi canh xuống cấp; …", the part inside a sentence."""
    headed = "|".join(fold(phrase) for name in names for phrase in name.headed)
    return re.search(rf"(?<!\w)(?:{headed})(?!\w)[^.;:]{{0,40}}:\s*\w", fold(text)) is not None


def is_closing(text: str) -> bool:
    """True for the paragraph that ends a paper: "Trên đây là Kế hoạch …"."""
    return fold(text).startswith(tuple(map(fold, table("sections")["closing"])))


def _found(name: SectionName, line: str) -> re.Match[str] | None:
    """Where a line names the part: at its start, or by what tells it anywhere."""
    start = _named(name).match(fold(line))
    if start or not name.inside:
        return start
    return re.search(rf"(?<!\w)(?:{_any(name.inside)})(?!\w)", fold(line))


@lru_cache
def _named(name: SectionName) -> re.Pattern[str]:
    """The name at the start of a heading, behind words that introduce it or names beside it.

    "Về tồn tại, hạn chế và nguyên nhân" names both; "Giải pháp về vốn" only the first.
    """
    told = table("sections")
    others = (*told["beside"], *(phrase for one in section_names() for phrase in one.headed))
    introduced, beside = _any(told["leads"]), _any((*told["leads"], *others))
    return re.compile(
        rf"(?:(?:(?:{_any(told['about'])})(?!\w)\s*)?(?:(?:{introduced})(?!\w)\s*)*)"
        rf"(?:(?:{beside})(?!\w)[\s,;\-–/&()]*)*?(?:{_any(name.headed)})(?!\w)"
    )


def _any(phrases: Iterable[str]) -> str:
    return "|".join(sorted(map(fold, phrases), key=len, reverse=True))
