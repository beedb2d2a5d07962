"""What a document says of others: căn cứ, thực hiện, thay thế, sửa đổi, bãi bỏ, or a mere mention.

The words are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, and of the laws on legal documents.
Only what the document says of itself counts ("Quyết định này thay thế …"): a task to have
something amended is none, and what stands in the title of a cited document is a mention.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ingest.codes import canonical, find_codes, is_open, type_of
from ingest.dates import find_date
from ingest.document import Block, FrontMatter, Relation, RelationKind
from ingest.shapes import marker
from ingest.text import fold, tidy
from prompts import table

_OPENINGS = (
    (RelationKind.BASIS, ("căn cứ", "theo quy định tại")),
    (
        RelationKind.IMPLEMENTS,
        ("thực hiện", "triển khai", "tiếp tục triển khai", "tiếp tục thực hiện", "cụ thể hóa"),
    ),
)
_DOES = {
    "thay thế": RelationKind.REPLACES,
    "bãi bỏ": RelationKind.REPEALS,
    "hủy bỏ": RelationKind.REPEALS,
    "sửa đổi": RelationKind.AMENDS,
    "bổ sung": RelationKind.AMENDS,
    "điều chỉnh": RelationKind.AMENDS,
}
_TRIGGER = re.compile(rf"(?<!được )(?<!\w)({'|'.join(_DOES)})(?!\w)")
_TASK = re.compile(r"(?<!\w)(?:đề xuất|kiến nghị|tham mưu|rà soát|nghiên cứu|trình|đề nghị)(?!\w)")
_OWN = re.compile(r"(?<!\w)này(?!\w)")
_ENDED = re.compile(r"^[^§]*(?:hết hiệu lực|được bãi bỏ)[^§]*(?<!\w)này(?!\w)")
_DATED = re.compile(r"\s*,?\s*(?:ký\s+)?(?:ban hành\s+)?ngày\s")
# A title behind the body that issued it; not that of a board: "Ban Chỉ đạo Đề án 06".
_OWN_TITLE = (
    r"(?:Kế hoạch|(?<!đạo\s)(?<!phối\s)(?<!tác\s)(?<!lý\s)(?:Chương trình|Đề án)|Về|Quy định|"
    r"Phê duyệt|Ban hành|Hướng dẫn)"
)
_ISSUER = re.compile(
    r"^[\s,]*(?:của|do)\s+(.{2,90}?)"
    r"(?=\s+(?:về|quy định|phê duyệt|ban hành|sửa đổi|thực hiện|triển khai|V/v|khóa|khoá|đến|tại|"
    rf"{_OWN_TITLE}|và\s+(?:các|[^\W\da-z_]\w+\s+(?:số|quyết|định|hoạch)))(?!\w)|[;,.():]|$)"
)
_ABOUT = re.compile(
    r"^[\s,]*(?:\([^()]*\)\s*)?"
    r"((?:về|V/v|quy định|phê duyệt|ban hành|sửa đổi|thực hiện|triển khai)(?!\w).+)"
)
# "… của UBND thành phố Kế hoạch Chuyển đổi số năm 2026"; a number makes it the next paper.
_TITLED = re.compile(rf"^\s+({_OWN_TITLE}(?!\w)(?!\s+(?:số\s+)?\d).+)")
_FAR = 12  # words from "thực hiện" to the document that is carried out
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\da-z_])")
_QUOTED = 300
_LAW = re.compile(
    r"(?<!\w)((?:Bộ luật|Luật)\s+[^\d,;.():]{4,100}?)(?=\s+(?:ngày|năm|số)\s|[,;.():]|$)"
)


@dataclass(frozen=True, slots=True)
class _Cited:
    """One citation in a text, from its type to the end of its title."""

    relation: Relation
    start: int  # where its type, else its number begins
    code_end: int
    end: int


def read_relations(blocks: tuple[Block, ...], front: FrontMatter) -> tuple[Relation, ...]:
    """What the document says of others, in reading order, each document once for each kind.

    One that has a kind of its own is not told as a mention too.
    """
    found = [
        relation for block in blocks if not block.table for relation in citations_in(block, front)
    ]
    known = {relation.number for relation in found if relation.kind is not RelationKind.MENTIONS}
    seen: dict[tuple[object, ...], Relation] = {}
    for relation in found:
        if relation.kind is RelationKind.MENTIONS and relation.number in known:
            continue
        seen.setdefault((relation.kind, relation.number or fold(relation.subject)), relation)
    return tuple(seen.values())


# --- citations --------------------------------------------------------------------------------


def citations_in(block: Block, front: FrontMatter) -> Iterator[Relation]:
    """Every citation of a block in order, repeats kept, with what is said of it."""
    opening = marker(block.text)
    start = len(block.text) - len(opening.body) if opening else 0
    for sentence in _sentences(block.text, start):
        cited = list(_citations(block, *sentence))
        for at, citation in enumerate(cited):
            if not _is_own(citation.relation, front):
                kind = _kind(block.text, sentence[0], cited, at)
                yield replace(citation.relation, kind=kind)
        yield from _laws(block, sentence[0], sentence[1])


def _sentences(text: str, start: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _SENTENCE.finditer(text, start):
        yield first, stop.start()
        first = stop.end()
    yield first, len(text)


def _citations(block: Block, start: int, end: int) -> Iterator[_Cited]:
    text = block.text[start:end]
    codes = [code for code in find_codes(text) if not is_open(code.text)]
    starts = [_type_before(text[: code.start]) for code in codes]
    for at, code in enumerate(codes):
        type_word, first = starts[at]
        following = starts[at + 1][1] if at + 1 < len(codes) else len(text)
        after = text[code.end : max(code.end, following)]
        stop = re.search(r";|\s+và\s*$|,\s*$", after)
        after = after[: stop.start()] if stop else after
        issued, rest = _date_of(after)
        issuer, rest = _issuer_of(rest)
        title = text[code.end + len(after) - len(rest) :]
        about = _about(title[: _title_end(title)], issuer) if rest.strip() else None
        relation = Relation(
            kind=RelationKind.MENTIONS,
            number=canonical(code.text),
            type=type_word or type_of(code.text),
            issued=issued,
            issuer=issuer,
            subject=tidy(about[1]).strip(" .,;:()")
            if about
            else _law_name(text[first : code.start]),
            block=block.ordinal,
            quote=text[first : code.end + len(after)].strip(" ,;")[:_QUOTED],
        )
        yield _Cited(relation, start + first, start + code.end, start + code.end + len(after))


def _about(title: str, issuer: str) -> re.Match[str] | None:
    """What a citation says it is about: "về …", or behind its issuer a title by its type."""
    return _ABOUT.match(title) or (_TITLED.match(title) if issuer else None)


def _title_end(text: str) -> int:
    """Where a title ends: at a semicolon, or where a list of documents goes on."""
    goes_on = re.compile(rf"(?:,|\)|(?<!\w)và)\s+(?:các\s+)?{_type_names().pattern}\s+(?:số\s+)?\d")
    ends = [found.start() for found in (goes_on.search(text), re.search(r";", text)) if found]
    return min([*ends, _QUOTED])


@lru_cache
def _type_names() -> re.Pattern[str]:
    names = sorted((row["name"] for row in table("document_types")["type"]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(names)})(?!\w)", re.IGNORECASE)


def _type_before(text: str) -> tuple[str, int]:
    """The type named before a number, and where it begins; ("", the number's own place)."""
    near = text[-120:]
    found = [match for match in _type_names().finditer(near) if match[0][0].isupper()]
    if not found or re.search(r"\d|;", near[found[-1].end() :]):
        return "", len(text)
    name = found[-1]
    is_law = name[0].lower() in ("luật", "bộ luật", "pháp lệnh")
    if len(near[name.end() :].split()) > (20 if is_law else 6):
        return "", len(text)
    known = {row["name"].lower(): str(row["name"]) for row in table("document_types")["type"]}
    return known[name[0].lower()], len(text) - len(near) + name.start()


def _law_name(before: str) -> str:
    """ "Luật Tổ chức chính quyền địa phương số": what a law is called before its number."""
    found = re.match(r"(?:Bộ luật|Luật|Pháp lệnh)\s+(.{4,100}?)(?:\s+số)?\s*$", before)
    return tidy(found[1]) if found else ""


def _date_of(after: str) -> tuple[date | None, str]:
    if not _DATED.match(after):
        return None, after
    written = find_date(after[:60])
    if written is None:
        return None, after
    return written.day, after[after.find(written.text) + len(written.text) :]


def _issuer_of(after: str) -> tuple[str, str]:
    found = _ISSUER.match(after)
    return (tidy(found[1]), after[found.end() :]) if found else ("", after)


def _laws(block: Block, start: int, end: int) -> Iterator[Relation]:
    """Laws that a căn cứ names without their number."""
    text = block.text[start:end]
    if not fold(text).startswith("căn cứ"):
        return
    for found in _LAW.finditer(text):
        after = text[found.end() : found.end() + 60]
        if re.match(r"\s+số\s", after):
            continue
        issued, _ = _date_of(after)
        kind, name = (
            found[1].split(" ", 1) if found[1].startswith("Luật") else ("Bộ luật", found[1][8:])
        )
        law = replace(_EMPTY, type=kind, issued=issued, subject=tidy(name))
        yield replace(law, block=block.ordinal, quote=found[1])


_EMPTY = Relation(RelationKind.BASIS, "", "", None, "Quốc hội", "", 0, "")


# --- what is said of them ---------------------------------------------------------------------


def _is_own(relation: Relation, front: FrontMatter) -> bool:
    """True for the document's own number, cited in its annexes."""
    if not front.number or relation.number != canonical(front.number):
        return False
    return relation.issued is None or relation.issued == front.issued


def _kind(text: str, start: int, cited: Sequence[_Cited], at: int) -> RelationKind:
    """What the sentence from `start` on says of its citation number `at`."""
    before = fold(text[start : cited[at].start] + ".")[:-1]
    if _ENDED.match(fold(text[cited[at].code_end :])) and not _TASK.search(before):
        return RelationKind.REPEALS
    if does := _own_act(text, start, cited, at):
        return does
    if at and _is_inside(text, cited[at - 1], cited[at]):
        return RelationKind.MENTIONS
    opening = fold(text[start : cited[0].start] + ".")[:-1].lstrip(' -+*"“(')
    kind = next((kind for kind, words in _OPENINGS if opening.startswith(words)), None)
    far = kind is RelationKind.IMPLEMENTS and len(opening.split()) > _FAR
    return RelationKind.MENTIONS if kind is None or far else kind


def _own_act(text: str, start: int, cited: Sequence[_Cited], at: int) -> RelationKind | None:
    """ "Quyết định này thay thế …", "Bãi bỏ …": what the document does, also to those listed on."""
    first = next(
        (i for i in range(at, -1, -1) if _trigger(text, start, cited, i) is not None), None
    )
    if first is None:
        return None
    listed = all(not _is_inside(text, cited[i], cited[i + 1]) for i in range(first, at))
    return _trigger(text, start, cited, first) if listed else None


# "UBND phường ban hành Kế hoạch …, thay thế Kế hoạch số 31/KH-UBND …, như sau:"
_ISSUES = re.compile(r"\bban hành (?!.*\bđã ).*\bnhư sau\s*:\s*$", re.DOTALL)


def _trigger(text: str, start: int, cited: Sequence[_Cited], at: int) -> RelationKind | None:
    from_ = cited[at - 1].code_end if at else start
    between = fold(text[from_ : cited[at].start] + ".")[:-1]
    found = list(_TRIGGER.finditer(between))
    if not found or _TASK.search(between) or len(between[found[-1].end() :].split()) > 14:
        return None
    said_before = fold(text[start:from_])
    opens = at == 0 and not re.sub(r"[\W\d]|điều|về việc|kế hoạch", "", between[: found[0].start()])
    issues = at == 0 and bool(_ISSUES.search(fold(text)))
    itself = (
        issues
        or bool(_OWN.search(between[: found[0].start()]))
        or (at > 0 and bool(_OWN.search(said_before)))
    )
    verb = found[-1] if issues else found[0]  # "kế hoạch (điều chỉnh), thay thế Kế hoạch số 31"
    return _DOES[verb[1]] if opens or itself else None


def _is_inside(text: str, one: _Cited, other: _Cited) -> bool:
    """True where a citation stands in the title of the one before: no list goes on between them."""
    between = text[one.code_end : other.start]
    if not one.relation.subject:
        return False
    return (
        not re.search(r"(?:;|,|\)|(?<!\w)và)\s*(?:các\s+|số\s*)?$", between) and ";" not in between
    )
