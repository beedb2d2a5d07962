"""Vietnamese text in one form: for documents, questions and file names alike.

Sources: tone marks and i/y by the spelling rules collected in QĐ 1989/QĐ-BGDĐT (2018); both
spellings are in use, so comparison folds them, and what is shown stays as written.
"""

import re
import unicodedata
from functools import lru_cache

# What is not seen, and control characters.
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_QUOTES = str.maketrans("“”„‟‘’‚‛–—", "\"\"\"\"''''--")
# Each accented letter of the Latin blocks → its bare letter; đ is no accented d in Unicode.
_BARE = {ord("đ"): "d"} | {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if len(unicodedata.normalize("NFD", chr(code))) > 1
}

# Tone on the second vowel of an open oa, oe, uy (hoà) is the new place; the old one is hòa.
_TONED = {
    new + tone: old
    for vowels, olds in {
        "oa": ("òa", "óa", "ỏa", "õa", "ọa"),
        "oe": ("òe", "óe", "ỏe", "õe", "ọe"),
        "uy": ("ùy", "úy", "ủy", "ũy", "ụy"),
    }.items()
    for new, tone, old in (
        (vowels[0], unicodedata.normalize("NFC", vowels[1] + mark), old)
        for mark, old in zip("\u0300\u0301\u0309\u0303\u0323", olds, strict=True)
    )
}
_NEW_TONE = re.compile(r"(?<!q)(" + "|".join(_TONED) + r")(?!\w)")
_OPEN_Y = re.compile(r"\b(h|k|l|m|qu|s|t)([yýỳỷỹỵ])(?!\w)")
_Y_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")

BLANK = "|"  # stands for a character taken out of a text, so that every position stays

_NUMBER = r"\d+(?:[.,]\d+)*"
# 33/KH-UBND, 57-NQ/TW, 193/2025/QH15, 4720/VP-VX, 66.18/2026/NQ-CP
_CODE = r"\d+(?:\.\d+)?(?:[/-](?:\d{4}/)?[^\W\d_][\w&]*(?:[/&-]\w+)*)"
_DATE = r"\d{1,2}/\d{1,2}(?:/\d{4})?"
_WORD = r"[^\W\d_]+\d*|\d{1,3}[^\W\d_]{1,2}(?!\w)"  # 5g is a word, c06 too
_TOKEN = re.compile(f"{_CODE}|{_DATE}|{_WORD}|{_NUMBER}")


def nfc(text: str) -> str:
    """The text in NFC without invisible or control characters; tabs and line ends stay."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def tidy(text: str) -> str:
    """NFC with runs of spaces of any kind made one, and no space at either end of the text."""
    return _SPACES.sub(" ", nfc(text)).strip()


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Lower case with one tone placement and one choice of i or y: `Hoà`, `hòa` → `hòa`."""
    lower = tidy(text).lower().translate(_QUOTES)
    placed = _NEW_TONE.sub(lambda match: _TONED[match[1]], lower)
    return _OPEN_Y.sub(lambda match: match[1] + match[2].translate(_Y_TO_I), placed)


@lru_cache(maxsize=16_384)
def unaccent(text: str) -> str:
    """The folded text without tone or vowel marks: `Đề án chuyển đổi số` → `de an chuyen doi so`.

    Every character keeps its place.
    """
    return fold(text).translate(_BARE)


def words(text: str) -> list[str]:
    """The tokens of a folded or unaccented text; numbers, dates and document codes stay whole."""
    return _TOKEN.findall(text)


def blanked(text: str, start: int, end: int) -> str:
    """The tidied text with [start, end) taken out; no word reaches across the gap."""
    return text[:start] + BLANK * (end - start) + text[end:]


def is_accented(text: str) -> bool:
    """True where the text holds at least one Vietnamese letter with a mark."""
    folded = fold(text)
    return "đ" in folded or unaccent(folded) != folded
