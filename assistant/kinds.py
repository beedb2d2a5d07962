"""Which road a question takes, and which roles, types and shares its wording names."""

import re
from enum import StrEnum

from assistant.counted import counted
from assistant.cues import cued, cues, document_types, has_cue, without
from assistant.holders import asks_which_most
from assistant.section_names import asks_why, sections_asked
from ingest.document import Role
from ingest.period import find_periods
from ingest.text import unaccent, words


class Kind(StrEnum):
    """Which road a question takes."""

    FIGURE = "figure"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    RELATION = "relation"
    RESPONSIBLE = "responsible"
    IDENTITY = "identity"
    PASSAGE = "list"
    ACCOUNT = "account"  # how, where, what happens if: told in words, whatever numbers stand near


_SHORT = 4  # words: "ai ký?", "ban hành ngày nào?" ask about the document before
DOCUMENT_FIELDS = ("signer", "number", "issued", "issuer", "subject", "bases", "recipients")
ROW_FIELDS = ("office", "owner", "person", "partner", "deadline", "product")


def kind_of(text: str, fields: tuple[str, ...], codes: tuple[str, ...]) -> Kind:
    """The road of a tidied question that names these fields and document numbers."""
    if about := _kind_about_paper(text, fields, codes):
        return about
    if asks_why(text):
        return Kind.PASSAGE
    names = has_cue(cues("kind", "definition"), text) or _asks_meaning(text, fields)
    if names and not sections_asked(text):
        return Kind.DEFINITION
    if _compares(text) or _sets_apart(text):
        return Kind.COMPARISON
    if has_cue(cues("kind", "several"), text):
        return Kind.PASSAGE
    if set(fields) & set(ROW_FIELDS) or has_cue(cues("kind", "responsible"), text):
        return Kind.RESPONSIBLE
    if _asks_account(text):
        return Kind.ACCOUNT
    return Kind.PASSAGE if _asks_list(text) else Kind.FIGURE


def roles_named(text: str) -> tuple[Role, ...]:
    """The roles that the text has a cue of, in the order of the data."""
    meanings = {"aimed": Role.TARGET} | {role.value: role for role in Role}
    said = without(cues("no_role"), text)
    names = [*cued("role", said), *(("target",) if _PLANNED.search(unaccent(said)) else ())]
    return tuple(dict.fromkeys(meanings[name] for name in names))


def roles_now(text: str) -> tuple[Role, ...]:
    """What is so "hiện nay" is a result, where no other role is named."""
    return (Role.RESULT,) if has_cue(cues("now"), text) else ()


def types_named(text: str, kind: Kind) -> tuple[str, ...]:
    """The types of documents it names; a plan that a result is held against is none of them."""
    if kind is Kind.COMPARISON and len(roles_named(text)) > 1:
        return ()
    return document_types(without(cues("against", "plan"), text))


def wants_percent(text: str) -> bool:
    """True where a share is asked for, not a count."""
    return has_cue(cues("measure", "percent"), text) or "%" in text


def asks_agreement(text: str) -> bool:
    """True where the question is whether papers, or parts of one, say the same."""
    differs = has_cue(cues("agree", "differ"), text) and has_cue(cues("agree", "copies"), text)
    return differs or has_cue(cues("agree"), text)


_PLANNED = re.compile(
    r"\b(?:va|voi) (?:ke hoach|kh) (?:nam )?(?:20\d\d|$)"
)  # "ước 2025 và kế hoạch 2026"


def _kind_about_paper(text: str, fields: tuple[str, ...], codes: tuple[str, ...]) -> Kind | None:
    """What is asked about a document as such; None where the question is about its matter."""
    about_document = bool(codes) or bool(document_types(text))
    if has_cue(cues("in_force_from"), text):
        return Kind.FIGURE
    if about_document and has_cue(cues("kind", "relation"), text):
        return Kind.RELATION
    is_short = len(words(text)) <= _SHORT or has_cue(cues("points_back"), text)
    is_named = bool(set(fields) & set(DOCUMENT_FIELDS)) and has_cue(cues("kind", "identity"), text)
    return Kind.IDENTITY if (about_document or is_short) and is_named else None


def _asks_account(text: str) -> bool:
    """True for "… thì sao", "làm thế nào" of what is done; not for how a figure turned out."""
    if has_cue(cues("kind", "consequence"), text) or _CONSEQUENCE.search(unaccent(text)):
        return True
    says_how = has_cue(cues("kind", "account"), text)
    return says_how and not (roles_named(text) or has_cue(_COUNTED, text) or wants_percent(text))


def _asks_list(text: str) -> bool:
    """True for a list, or a part of a paper by its name; not where their number is asked for."""
    if has_cue(cues("kind", "listing"), text):
        return True
    if _SEVERAL.search(unaccent(text)):
        return True
    lists = has_cue(cues("kind", "list"), text) or bool(sections_asked(text))
    return lists and not has_cue(_COUNTED, text)


_SEVERAL = re.compile(r"\bnhung (?:[a-z]+ ){1,3}nao\b")  # "những hoạt động nào"
# "Không hoàn thành … thì sao?", not "Còn chữ ký số thì sao?"
_CONSEQUENCE = re.compile(r"\b(?:neu|khong|chua|vi pham|de xay ra)\b.+\bthi sao\b")


def _compares(text: str) -> bool:
    """True where things are held against each other; "giảm bao nhiêu hộ" asks for one number."""
    is_one = counted(text) not in ("", "?") and not has_cue(cues("kind", "against"), text)
    found = cues("kind", "comparison")
    return has_cue([cue for cue in found if not (is_one and cue.endswith("bao nhiêu"))], text)


def _sets_apart(text: str) -> bool:
    """True for several roles of several times, an own aim beside one from above, the highest."""
    several = len(roles_named(text)) > 1 and len(find_periods(text)) > 1
    sides = has_cue(cues("above"), text) and has_cue(cues("own_aim"), text)
    return several or sides or asks_which_most(text)


def _asks_meaning(text: str, fields: tuple[str, ...]) -> bool:
    """True for "X là gì?" about no figure and no document."""
    asks = unaccent(text).rstrip(" ?.!").endswith("la gi")
    return asks and not (fields or roles_named(text) or document_types(text))


_COUNTED = ("bao nhiêu", "how many", "how much", "what percentage")
