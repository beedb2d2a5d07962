"""What a question wants counted: "bao nhiêu tài khoản", "số hộ nghèo"."""

import re
from functools import lru_cache

from ingest.text import blanked, fold, is_accented, unaccent, words
from prompts import table


def counted(text: str) -> str:
    """The counted word after "bao nhiêu" or "mấy"; "?" for one we have no name for, or "how many".

    "" where no count is asked for: a share, money, or nothing after it.
    """
    plain = unaccent(text)
    if match := _counted_pattern().search(plain):
        return match["word"] or "?"
    return "?" if _COUNTS_SOMETHING.search(plain) else ""


def numbered(text: str) -> str:
    """What "số bác sĩ …", "tổng số hộ …" counts; "" where the question does not open so.

    Only its opening: "dân số phường", "kinh tế số" count nothing.
    """
    match = _number_of().search(unaccent(text))
    if match is None or (is_accented(text) and "số" not in words(fold(text[: match.end()]))):
        return ""
    return "" if match["word"] in _NAMED_BY_NUMBER else match["word"]


# "số văn bản", "so mục tiêu": the number a document bears, or a comparison
_NAMED_BY_NUMBER = ("van ban", "bao cao", "ke hoach", "quyet dinh", "muc tieu", "chi tieu")


@lru_cache
def _number_of() -> re.Pattern[str]:
    counted = sorted(map(unaccent, table("measures")["counted"]["words"]), key=len, reverse=True)
    return re.compile(rf"^(?:tong )?so (?:luong )?(?P<word>{'|'.join(counted)})(?!\w)")


_NO_COUNT = (
    "phan|%|la |tien|dong|trieu|ti(?!\\w)|ty(?!\\w)|diem|nam|ngay|thang|kinh phi|von|"
    "(?:cho|trong|de|tai|o|vao|so|tu|thi|moi|va|hay|nua|roi|vay|the|khi|den|neu|do|voi)(?!\\w)"
)
_COUNTS_SOMETHING = re.compile(rf"bao nhieu (?!{_NO_COUNT})[a-z]")


def without_counted(text: str) -> str:
    """The text without what is to be counted: it is the unit of the answer, not the topic."""
    match = _counted_pattern().search(unaccent(text))
    if match is None or not match["word"]:
        return text
    return blanked(text, *match.span("word"))


@lru_cache
def _counted_pattern() -> re.Pattern[str]:
    measures = table("measures")
    listed = (*measures["counted"]["words"], *measures["same"])
    words_ = sorted(map(unaccent, listed), key=len, reverse=True)
    counted = "|".join(map(re.escape, words_))
    return re.compile(rf"(?:bao nhieu|may|so luong)\s+(?P<word>{counted})(?!\w)|how many")
