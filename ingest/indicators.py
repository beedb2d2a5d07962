"""The indicator of a clause, in its own words, without number, time and lead-in."""

import re
from dataclasses import dataclass

from ingest.clauses import MOVE, Clause, Prose
from ingest.counted import counted_end
from ingest.phrases import any_of, starting, word_list
from ingest.statements import Words, each_of
from ingest.text import fold
from ingest.wording import (
    as_written,
    counting,
    in_brackets,
    is_known_noun,
    is_lone_in_brackets,
    left_of,
    rate_of,
    with_shared,
    without_so,
    words_left,
    words_right,
)

_LEAD_WORDS = 25
_BY_YEAR = re.compile(r"\s*/\s*năm(?!\w)")
_THERE_ARE = r"(?:hiện )?(?:có|còn|thiếu|còn thiếu|đang có)"
_SHORT = 6  # words of a part that says little without the whole it belongs to


@dataclass(slots=True)
class Said:
    """What the clauses before have said."""

    indicator: str = ""
    lead: str = ""
    is_whole: bool = False  # True where the lead is what "gồm", "trong đó" takes apart
    outer: str = ""  # the indicator of the last clause that stands in no brackets
    verb: str = ""
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Named:
    """What a number measures; `is_aim` where it is the aim beside a value just stated."""

    indicator: str
    measure: str
    is_aim: bool = False


def name_of(
    whole: Prose, clause: Clause, following: Clause | None, words: Words, said: Said
) -> Named:
    """The indicator in the words of the clause, with its measure; "" where none is clear."""
    item = clause.item
    unit = (item.whole or item.quantity).unit
    behind = counted_end(whole, clause, words.noun)
    after_from = item.number_end if words.noun and not _measures(words.noun) else behind
    is_rate = "/" in words.noun and len(words.left.split()) > 2
    if is_rate or _restates(whole, clause, words):
        after_from = behind
    by_year = _BY_YEAR.match(whole.masked, item.end) if unit == "%" else None
    if by_year:
        after_from = by_year.end()
    written = f"{item.quantity.text}{'/năm' if by_year else ''}"
    rate, right = rate_of(written, words_right(whole, clause, words, after_from))
    measure = _measure(unit or words.noun, rate, each_of(words.left))
    left = words_left(words)
    if clause.opener == MOVE:
        return Named(said.indicator, measure)
    if words.noun and left in word_list("clause", "holders"):
        left = ""
    _open(whole, clause, words, said)
    if words.colon and left and _opens_list(whole, clause, following, unit, right):
        said.lead, left = as_written(whole, clause.start, left), ""
        said.is_whole = said.is_whole or unit != "%"
    elif _is_share_of(unit, left, right, words) or _is_beside(whole, clause, left, right, words):
        return _inherited(whole, clause, said, left, right, measure)
    before = as_written(whole, clause.start, left)
    counted = as_written(whole, after_from, right)
    said_more = _more_of(whole, clause, words, said, left, counted)
    if said_more is not None:
        return Named(said_more, measure)
    if words.state and left:
        more = rate_of("", words_right(whole, clause, words, behind))[1] if words.noun else right
        return _measured(whole, clause, words, said, before, more, measure)
    if left:
        said.verb = before
        own = counting(words, before, counted)
        return Named(_joined(said, own, words) if words.lead or not right else own, measure)
    shared = with_shared(whole, clause, following, right) if unit == "%" else right
    return Named(_group(whole, clause, words, said, as_written(whole, after_from, shared)), measure)


def _measure(unit: str, rate: str, each: str) -> str:
    """The unit with what it is counted per: "đồng/người/tháng", "mô hình/xã"."""
    whole = unit if rate in unit else f"{unit}{rate}"
    return f"{whole}/{each}" if each else whole


def _more_of(
    whole: Prose, clause: Clause, words: Words, said: Said, left: str, counted: str
) -> str | None:
    """The indicator of what is said of the thing just measured; "" where that is not known.

    Its attribute ("năng suất 56 tạ/ha"), what comes with it ("với 63 phòng"), its sum ("nâng tổng
    số lên 148 mắt"), how many of it there are ("hiện có 57 người"). None for anything else.
    """
    before = as_written(whole, clause.start, left)
    is_alone = not said.indicator and left in word_list("value", "measured")
    if left in word_list("value", "attributes") and not is_alone:
        return _part_of(_without_attribute(said.indicator), before)
    if clause.opener in ("với", "mới") and said.outer and len(left.split()) < _SHORT:
        return _part_of(said.outer, f"{before} {counted}".strip())
    if left == f"tổng số {fold(words.noun)}" and not said.lead:
        return _part_of(said.outer, "tổng số")
    if words.noun and fold(counted) in word_list("noun", "vague") and (has := _has(whole, clause)):
        return _part_of(re.sub(rf": {_THERE_ARE}$", "", said.outer), has)
    return None


def _part_of(of: str, part: str) -> str:
    return f"{of}: {part}" if of else ""


def _has(whole: Prose, clause: Clause) -> str:
    """The words by which a clause says how many of the ones just counted there are or lack."""
    before = whole.text[clause.start : clause.item.start].strip(" ,")
    opens = clause.opener in (",", "còn")
    return before if opens and re.fullmatch(_THERE_ARE, fold(before)) else ""


def _restates(whole: Prose, clause: Clause, words: Words) -> bool:
    """True for "Số ca sốt xuất huyết 47 ca": what is counted stands before the number as well."""
    if not words.noun or words_right(whole, clause, words, clause.item.number_end) != fold(
        words.noun
    ):
        return False
    left = words.left.split()
    said = re.search(rf"(?<!\w)(?:số|tỉ lệ) {re.escape(fold(words.noun))}(?!\w)", words.left)
    return bool(said) or (fold(words.noun) in word_list("noun", "restating") and len(left) > 2)


def _group(whole: Prose, clause: Clause, words: Words, said: Said, group: str) -> str:
    """The indicator where nothing leads to the number: "100% trường học có Internet", "2 tàu".

    A list goes on with the verb that opened it; "" where the subject is missing or too vague.
    """
    if starting("clause", "predicates").match(fold(group)):
        return f"{said.lead}: {group}" if words.listed and said.lead else ""
    follows = clause.opener in (",", "và") and not words.listed and not words.lead
    counted_before = words.noun and fold(words.noun) in fold(said.verb)
    inside = in_brackets(whole, clause)
    if (
        said.verb
        and follows
        and not inside
        and not (said.is_whole and said.lead)
        and not words.left.strip()
        and not counted_before
    ):
        return f"{said.verb} {group}"
    joined = _joined(said, group, words)
    if joined == group and words.noun and said.outer and inside and not words.listed:
        alone = is_lone_in_brackets(whole, clause) and is_known_noun(clause, group)
        return "" if alone else f"{said.outer}: {group}"
    return "" if joined == group and fold(group) in word_list("noun", "vague") else joined


def _opens_list(
    whole: Prose, clause: Clause, following: Clause | None, unit: str, right: str
) -> bool:
    """True where a colon opens what is counted: "Y tế: 100% người dân …", "gồm: 5 xe; 2 tàu"."""
    if unit == "%":
        return bool(right) and not _is_part(right)
    if following is None or not right or clause.item.whole:
        return False
    return not whole.masked[following.start : following.item.start].strip(" ,;")


def _is_beside(whole: Prose, clause: Clause, left: str, right: str, words: Words) -> bool:
    """True for "(2.417/2.449 hồ sơ)" behind its share, and for "chiếm 45% diện tích" behind it."""
    if left:
        return False
    fraction = clause.item.whole is not None and clause.opener == "("
    before = whole.masked[clause.start : clause.item.start]
    part = re.search(r"(?<!\w)(?:chiếm|bằng|tương đương|tương ứng)(?!\w)[^,]*$", before)
    if not part and not re.search(any_of("clause", "predicates"), right):
        part = re.search(r"(?<!\w)đạt\s*$", before)  # "đạt 71% dung tích thiết kế"
    is_share = clause.item.quantity.unit == "%" and clause.opener in (",", "(")
    return (fraction and right in ("", fold(words.noun))) or (is_share and part is not None)


def _without_attribute(indicator: str) -> str:
    """What the attribute before was one of: "Lúa: năng suất", "Diện tích lúa" → the crop."""
    of, colon, last = indicator.rpartition(": ")
    of = of if colon and fold(last) in word_list("value", "attributes") else indicator
    of = re.sub(r"\s(?:dài|rộng|cao|sâu)$", "", of)
    return re.sub(r"^diện tích (?=\w+ \w)", "", of, flags=re.IGNORECASE)


def _measures(noun: str) -> bool:
    return fold(noun).partition("/")[0] in word_list("noun", "measures")


def _measured(
    whole: Prose, clause: Clause, words: Words, said: Said, before: str, more: str, measure: str
) -> Named:
    """ "Tỷ lệ hồ sơ đúng hạn đạt 99,9%": all of it before the number, its whole behind."""
    if _is_base(more) and measure.startswith("%"):
        of = as_written(whole, clause.item.end, without_so(more))
        return Named(f"{before} so với {of}", f"% {of}")
    indicator = _joined(said, before, words)
    if clause.item.quantity.unit == "%" and clause.opener == "" and _is_beside_share(before, said):
        indicator = f"{said.indicator.partition(': ')[0]}: {before}"
    more = more if words.noun else more.split(",")[0]
    if (words.noun or measure.startswith("%")) and len(more.split()) <= _LEAD_WORDS:
        measure = f"{measure} {as_written(whole, clause.item.end, more)}".strip()
    return Named(indicator, measure)


def _is_beside_share(group: str, said: Said) -> bool:
    """True for "người mua" behind "Tỷ lệ người bán …": the same share of another group."""
    of = re.match(rf"tỉ lệ ({any_of('noun', 'groups')})\s", fold(said.indicator))
    return of is not None and fold(group).startswith(of[1]) and len(group.split()) < _SHORT


def _is_part(right: str) -> bool:
    return bool(re.match(r"(?:trên )?tổng(?!\w)", right)) or _is_base(right)


def _is_share_of(unit: str, left: str, right: str, words: Words) -> bool:
    """True for a number about what the clause before measured: "đạt 39%", "kế hoạch 60%"."""
    if left in word_list("clause", "generic"):
        return not words.noun or words.state
    if left:
        return False
    shares = unit == "%" and (not right or _is_part(right))
    return shares or (words.state and not right) or (not unit and not words.noun)


def _open(whole: Prose, clause: Clause, words: Words, said: Said) -> None:
    """Keeps what a list belongs to, from "gồm", "trong đó" or a colon on."""
    topic = re.match(r"\W*về\s", words.lead)
    plain = "" if topic else re.sub(r"\s+là\s*$", "", left_of(words.lead, state=True))
    lead = as_written(whole, clause.start, plain)
    if clause.opener == ":":
        said.lead = ""
    if words.listed:
        said.is_whole = True
        said.lead = lead or said.indicator
    elif lead and clause.opener != "(":
        said.lead, said.is_whole = lead, False
    length = len(said.lead.split())
    if length > _LEAD_WORDS or (length == 1 and not words.listed):
        said.lead = ""


def _joined(said: Said, own: str, words: Words) -> str:
    """The indicator, after the whole it is a part of; a mere topic only where it says little."""
    is_part = said.is_whole or len(own.split()) <= _SHORT or fold(own).startswith("theo ")
    named = starting("clause", "openers").match(fold(own)) and len(own.split()) > _SHORT
    if not said.lead or not is_part or named or fold(own).startswith(fold(said.lead)):
        return own
    return f"{said.lead}: {own}"


def _inherited(
    whole: Prose, clause: Clause, said: Said, left: str, right: str, measure: str
) -> Named:
    """What the clause before measured, for "đạt 39%" or "kế hoạch 60%" beside it."""
    aim = bool(re.match(r"(?:kế hoạch|chỉ tiêu|mục tiêu)(?!\w)", left))
    of = as_written(whole, clause.item.end, without_so(right))
    if _is_base(right) and said.indicator:
        compared = said.indicator.partition(" so với ")[0]
        return Named(f"{compared} so với {of}", f"{measure} {of}".strip())
    is_share = measure.startswith("%")
    return Named(said.indicator, f"{measure} {of}".strip() if is_share else measure, aim)


def _is_base(right: str) -> bool:
    return bool(re.match(any_of("value", "bases"), right))
