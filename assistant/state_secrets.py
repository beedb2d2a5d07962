"""What state secrets are in a question: their text at hand or asked for, not duties about them.

The words are data in `prompts/data/refused.toml`, `[secret]`.
"""

import re
from functools import lru_cache

from assistant.conversation import Question
from assistant.cues import cue_spans, has_cue, without
from ingest.text import BLANK, nfc, tidy, unaccent
from prompts import table


def carries_secret(question: Question) -> bool:
    """True where a question holds, asks for or goes on with what state secrets are.

    Its text must then be kept nowhere (NĐ 63/2026/NĐ-CP Điều 6).
    """
    if is_secret(question.text):
        return True
    earlier = [turn.content for turn in question.history if turn.role == "user"]
    goes_on = has_cue(_listed("follows"), tidy(question.text))
    return goes_on and bool(earlier) and is_secret(earlier[-1])


def is_secret(text: str) -> bool:
    """True where a text bears the stamp of a secret paper, or asks for what one holds."""
    whole = nfc(text)
    if _stamped().search(whole):
        return True
    text = without(_listed("open"), tidy(whole))
    grave = [*cue_spans(_listed("matters"), text), *_spans_of(_levels(), text)]
    kept = _other_words().sub(lambda match: BLANK * len(match[0]), text)  # "mật độ", "mat do"
    papers = [*cue_spans(_papers(), kept), *_spans_of(_inline(), kept)]
    if any(_is_meant(text, span, unless_told=True) for span in grave):
        return True
    return any(_is_meant(text, span, unless_told=_is_one(text, span)) for span in papers)


def _is_meant(text: str, span: tuple[int, int], unless_told: bool) -> bool:
    """True where the secret itself is meant, not the duties and rules about it.

    Of the words that tell the two apart the nearest before it decides, then those behind it; with
    none at all it is meant where it is `unless_told`.
    """
    start, end = span
    asked, about = (cue_spans(_listed(name), text) for name in ("asked", "about"))
    before = max((at for at, _ in asked if at < start), default=-1)
    told = max((at for at, last in about if last <= start), default=-1)
    if has_cue(_listed("in_hand"), text[end:]) or before > told:
        return True
    if told >= 0:
        return False
    if any(at >= end for at, _ in asked):
        return True
    return unless_told and not any(at >= end for at, _ in about)


def _is_one(text: str, span: tuple[int, int]) -> bool:
    """True for one paper ("công văn mật số 15"), not for papers of the kind."""
    return bool(re.match(table("refused")["secret"]["particular"], text[span[1] :], re.IGNORECASE))


def _spans_of(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@lru_cache
def _papers() -> tuple[str, ...]:
    data = table("refused")["secret"]
    return tuple(f"{paper} {level}" for paper in data["papers"] for level in data["levels"])


@lru_cache
def _levels() -> re.Pattern[str]:
    """The higher levels, which are words of nothing else; "toi mat" may be "tôi mất"."""
    return re.compile(r"(?i:\b(?:tuyệt mật|tuyet mat|tối mật))\b")


@lru_cache
def _stamped() -> re.Pattern[str]:
    """A stamp as papers bear it: on a line of its own or at the head of one, or `Độ mật: Mật`."""
    levels = "|".join(sorted(_listed("stamp_words"), key=len, reverse=True))
    told, bare = "(?:độ mật|do mat)", "(?:tuyet |toi )?mat"
    alone = rf"^\W*(?:{levels})(?=\W*$|\W+(?:[Ss]ố|SỐ)\b)"
    return re.compile(rf"{alone}|(?i:\b{told}\s*[:-]\s*(?:{levels}|{bare}|[abc])\b)", re.MULTILINE)


@lru_cache
def _inline() -> re.Pattern[str]:
    """A level in capitals within a sentence: "đóng dấu MẬT", not "BÍ MẬT" nor "MẬT KHẨU"."""
    data = table("refused")["secret"]
    before = "".join(rf"(?<!\b{word} )" for word in data["not_stamp_before"])
    return re.compile(rf"{before}\b(?:T(?:ỐI|UYỆT) )?MẬT\b")


@lru_cache
def _other_words() -> re.Pattern[str]:
    """ "Mật" as a part of another word, typed with its marks or without."""
    after = [word for one in _listed("not_stamp_after") for word in (one, unaccent(one))]
    return re.compile(rf"(?i)\bm[ậa]t (?:{'|'.join(after)})\b")


@lru_cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(table("refused")["secret"][name])
