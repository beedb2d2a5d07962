"""The words around a number as they name it: without time, openings and side facts."""

import re

from ingest.clauses import MONTHS, Clause, Prose, unbracketed
from ingest.period import without_periods
from ingest.phrases import any_of, ending, starting, word_list
from ingest.statements import Words, own_statement
from ingest.text import fold

_LEFT_WORDS = 28
_PART_OF_YEAR = re.compile(
    r"(?<!\w)(?:quí|quý) (?:iv|i{1,3}|[1-4])(?!\w)|\d{1,2} tháng (?:đầu|cuối) năm", re.I
)
_LINK = re.compile(r"\s(?:cho|tại|với|của|ở|trong|để|do|từ|trên)\s")


def rate_of(number: str, right: str) -> tuple[str, str]:
    """ "/người/năm" in or behind the unit, and what follows it."""
    if within := re.search(r"(?:/[^\W\d_]+)+", number):
        return within[0], right
    if each := re.match(r"(?:mỗi|một|hằng|hàng)\s+(năm|tháng|quí|hộ|người|lượt)(?!\w)", right):
        return f"/{each[1].replace('í', 'ý')}", right[each.end() :].strip(" ,")
    found = re.match(r"(?:\s*/\s*[^\W\d_]+)+", right)
    return (re.sub(r"\s", "", found[0]), right[found.end() :].strip(" ,")) if found else ("", right)


def as_written(whole: Prose, start: int, plain: str) -> str:
    """The words of a folded part as the text writes them, from `start` on."""
    found: list[str] = []
    for word in plain.split():
        at = whole.masked.find(word, start)
        if at < 0:
            return plain
        start = at + len(word)
        found.append(whole.text[at:start])
    return " ".join(found)


def words_left(words: Words) -> str:
    """What the clause says before its number, folded, from where its own statement begins."""
    return left_of(words.left, words.state)


def left_of(left: str, state: bool) -> str:
    """What is said before the number, from where its own statement begins."""
    text = own_statement(left)
    openers = list(re.finditer(rf"(?:^|,)\s*(?={any_of('clause', 'openers')})", text))
    if state and openers:
        return _trimmed(text[openers[-1].end() :])
    if not state and text.rstrip().endswith(","):
        return ""
    text = _trimmed(text)
    if "," in text and not _trimmed(text.rpartition(",")[2]):
        return ""
    if "," in text and not state and len(text.split()) > _LEFT_WORDS:
        own = text.rpartition(",")[2].strip()
        text = text if starting("noun", "members").match(own) else _trimmed(own)
    if not state and " đã " in f" {text} ":
        text = f" {text} ".rpartition(" đã ")[2].strip()
    moves = re.match(rf"{any_of('value', 'moves')}\s+(?={any_of('clause', 'openers')})", text)
    return text[moves.end() :] if moves and state else text


def _trimmed(text: str) -> str:
    """Without what opens a sentence: periods, "trong đó có", "phấn đấu"."""
    leads = re.compile(rf"\W*(?:{any_of('clause', 'leads')})(?=\W|$)")
    openings = re.compile(rf"\W*(?:{any_of('clause', 'openings')})[^,:]*,")
    text = without_time(text)
    while match := leads.match(text) or openings.match(text):
        text = text[match.end() :]
    return text.strip(" ,:-+*•–.")


def words_right(whole: Prose, clause: Clause, words: Words, start: int) -> str:
    """What is said after the number, with what it counts, as far as it says what is measured."""
    end = _own_end(whole, clause, start) if clause.others and words.noun else clause.end
    code = whole.masked.find("§", start, end)
    text = unbracketed(whole.masked[start : end if code < 0 else code]).lstrip(" ")
    tail = re.search(rf"^,|,\s*(?:{any_of('clause', 'tails')})|:", text)
    text = text[: tail.start()] if tail else text
    text = re.split(r"\s(?:do|nhằm)\s", text)[0] if words.noun else text
    return (
        without_time(re.sub(r"^\s*(?:trở lên|trở xuống)(?!\w)", "", text))
        .lstrip(" ,.:;-–")
        .rstrip(" ,.:;-–/")
    )


def _own_end(whole: Prose, clause: Clause, start: int) -> int:
    """Where what belongs to a number ends before the next one; a measure alone takes nothing."""
    end = clause.others[0].start
    cut = list(_LINK.finditer(whole.masked, start, end))
    if cut and whole.masked[cut[-1].start() : end].split()[-1:] == ["từ"]:
        return clause.end
    if not cut and clause.others[0].quantity.comparator != "=":  # "07 đơn vị giải ngân dưới 30%"
        return clause.end
    return cut[-1].start() if cut else end


def without_time(text: str) -> str:
    """The text without the periods it names and the words that lead to them."""
    blank = _PART_OF_YEAR.sub("|", without_periods(text))
    blank = re.sub(r"(?i)(?<!\w)lũy kế\s*\|", "|", MONTHS.sub("|", blank))
    before = r"(?:(?<!\w)(?:trong|vào|đến|tính|hết|cuối|từ|ngày|trước|của|giai đoạn|kể|toàn)\s+)*"
    return re.sub(r"\s{2,}", " ", re.sub(rf"{before}\|+", " ", blank)).strip()


def with_shared(whole: Prose, clause: Clause, following: Clause | None, right: str) -> str:
    """The group with the predicate it shares: "100% cán bộ và 50% đơn vị được tập huấn"."""
    predicate = re.compile(any_of("clause", "predicates"))
    alone = starting("noun", "members").match(right) and not predicate.search(right)
    if not alone or not following or following.opener != "và":
        return right
    after = whole.masked[following.item.end : following.end]
    found = predicate.search(after)
    return f"{right} {after[found.start() :].strip(' ,')}" if found else right


def without_so(right: str) -> str:
    """ "so với dự toán" → "dự toán"."""
    return re.sub(r"^so(?: với)?\s+", "", right)


def counting(words: Words, before: str, after: str) -> str:
    """What is counted with what is said of it; no noun stuck at a verb: "xảy ra 28 vụ"."""
    noun = fold(words.noun)
    if not noun or fold(after) != noun:
        return f"{before} {after}".strip()
    happens = ending("noun", "happens").search(fold(before))
    subject = before[: happens.start()].strip() if happens else ""
    if len(subject.split()) > 1:
        return subject
    if starting("noun", "states_of").match(fold(before)):
        return f"{after} {before[:1].lower()}{before[1:]}"
    return before if noun == "con" and fold(before).startswith("đàn ") else f"{before} {after}"


def in_brackets(whole: Prose, clause: Clause) -> bool:
    """True for a clause that stands inside brackets."""
    before = whole.masked[: clause.item.start]
    return before.rfind("(") > before.rfind(")")


def is_lone_in_brackets(whole: Prose, clause: Clause) -> bool:
    """True for the one number of a bracket."""
    start = whole.masked.rfind("(", 0, clause.item.start)
    inside = re.match(r"[^()]*", whole.masked[start + 1 :])
    return inside is None or len(re.findall(r"(?:^|[\s(])\d", inside[0])) < 2


def is_known_noun(clause: Clause, group: str) -> bool:
    """True for "(05 vụ)": what that counts stands before its bracket."""
    return bool(clause.item.quantity.unit) or fold(group) in word_list("noun", "counted")
