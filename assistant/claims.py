"""What a question takes for granted: figures, bodies and names put for confirmation."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.cues import cues, has_cue
from assistant.names import full_names
from ingest.document import Quantity
from ingest.quantity import find_quantities
from ingest.text import BLANK, blanked, fold, unaccent
from prompts import table

# "Kế hoạch … là số 81/KH-UBND phải không?": the number is the claim, not the document meant.
_CLAIMED_NUMBER = re.compile(
    rf"(?<!\w)(?:la|co|mang) (?:van ban )?(?:so|ki hieu)\s*{re.escape(BLANK)}"
)
_HELD = re.compile(r"\b(?:co|gom)$")
_NUMBER = re.compile(r"[\d.,]+")


def confirms(text: str) -> bool:
    """True where the text puts a statement for confirmation: "…, đúng không?", "nghe nói …"."""
    return has_cue(cues("confirm"), text)


def with_marks(text: str) -> str:
    """A tidied text typed without marks with those of its sums: "32 ty" is "32 tỷ"."""
    return _PLAIN_SUM.sub(lambda match: f"{match[1]}{_MARKED[match[2]]}", text)


_MARKED = {"ty": "tỷ", "ti": "tỷ", "trieu": "triệu"}
_PLAIN_SUM = re.compile(r"(\d )(ty|ti|trieu)\b", re.IGNORECASE)


def claimed_figures(text: str) -> tuple[Quantity, ...]:
    """The figures a question states itself: shares, sums, "có 30 tổ", all put for confirmation."""
    every = find_quantities(text)
    return tuple(every) if confirms(text) else tuple(q for q in every if _is_claim(q, text))


def _is_claim(quantity: Quantity, text: str) -> bool:
    is_exact = quantity.low is not None and quantity.low == quantity.high
    if quantity.unit == "%" or (quantity.unit == "đồng" and is_exact):
        return True
    before = unaccent(text[: text.find(quantity.text)]).rstrip()
    return is_exact and bool(quantity.unit) and bool(_HELD.search(before))


def is_so(text: str, claimed: Iterable[Quantity], found: Sequence[Quantity | None]) -> bool | None:
    """Whether the figures found are those that the text claims.

    None where some are and some are not, where none compares, and where the text says by how much
    something changed.
    """
    same = [
        quantity is not None and claim.low in (quantity.low, quantity.high)
        for claim in claimed
        for quantity in found
        if quantity is None or quantity.unit == claim.unit
    ]
    if not same or any(same) is not all(same) or has_cue(cues("changes"), text):
        return None
    return all(same)


def without_figures(text: str, claimed: Iterable[Quantity]) -> str:
    """The text without the figures it states: they are claims, not what it is about.

    What is counted stays ("tổ công nghệ số" of "có 30 tổ công nghệ số").
    """
    for quantity in claimed:
        found = re.search(rf"(?<![\d.,]){re.escape(quantity.text)}(?![.,]?\d)", text)
        words_ = quantity.text if confirms(text) or _is_measured(quantity) else _number(quantity)
        text = blanked(text, found.start(), found.start() + len(words_)) if found else text
    return text


def _is_measured(quantity: Quantity) -> bool:
    return quantity.unit in ("%", "đồng")


def _number(quantity: Quantity) -> str:
    match = _NUMBER.match(quantity.text)
    return match[0] if match else quantity.text


def claims_number(text: str) -> bool:
    """True where the document number blanked in a text is what is to be confirmed."""
    return confirms(text) and bool(_CLAIMED_NUMBER.search(unaccent(text)))


@lru_cache
def _claimed_body() -> re.Pattern[str]:
    organs = "|".join(re.escape(fold(organ)) for organ in table("issuers")["organs"])
    return re.compile(rf"^(?P<body>(?:{organs})\b.*?)\s+(?:chủ trì|phụ trách|chịu trách nhiệm)\b")


def without_claimed_body(text: str) -> str:
    """ "Trạm Y tế chủ trì …, đúng không?" without the body that is put for confirmation."""
    match = _claimed_body().search(fold(text))
    return blanked(text, *match.span("body")) if match else text


_TITLED_WHO = re.compile(r"\b(?:ông|bà|đồng chí|đ/c)\s+ai\b", re.IGNORECASE)


def asking_who(text: str) -> str:
    """The text with "ai" for the persons it names: who it claims is what it asks."""
    return _TITLED_WHO.sub("ai", full_names().sub("ai", text))
