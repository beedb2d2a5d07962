"""The lines of a document's head, each filed under what it is.

Layouts: Nghị định 30/2020/NĐ-CP (state), Hướng dẫn 05-HD/VPTW (Party), official letters, and older
papers that say number, date and subject in one sentence.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.codes import find_codes, name_of_type
from ingest.dates import WrittenDate, find_date
from ingest.document import Block, BlockKind
from ingest.issuer import kind_word, opens_organ
from ingest.layout import is_caps, is_date_line, is_rule, phrases
from ingest.text import fold, tidy
from prompts import table

_HEAD = 45  # blocks: no head is longer, with all its căn cứ
_NUMBER = re.compile(r"(?:Luật |Nghị quyết |Pháp lệnh )?Số\s*:?(?=[\s\d./…:-])", re.IGNORECASE)
_PLACE = re.compile(r"^(.{2,40}?)\s*,\s*ngày", re.IGNORECASE)
_ONE_LINE = re.compile(  # older papers: "của Chính phủ số 29/1998/NĐ-CP ngày … về việc …"
    r"^(?:của\s+(?P<organ>.+?)\s+)?số\s*:?\s*(?P<rest>\S.*)$", re.IGNORECASE
)


@dataclass(slots=True)
class Head:
    """What the lines of a head have said so far."""

    organs: list[str] = field(default_factory=list)
    number: str = ""
    kind: str = ""
    place: str = ""
    written: WrittenDate | None = None
    subject: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    about: bool = False  # True once "V/v" has opened the subject of a letter
    end: int = 0  # index of the first block that is not of the head


def read_head(blocks: Sequence[Block]) -> Head:
    """What the first blocks say; ends before the first heading, table or line of the body."""
    head = Head()
    for index, block in enumerate(blocks[:_HEAD]):
        if block.kind is BlockKind.HEADING and not _take_headline(head, block.text):
            break
        if block.kind is BlockKind.HEADING:
            head.end = index + 1
            continue
        if block.table and not _is_letterhead(block):
            break
        for line in _lines(block):
            if not _take(head, line, block):
                return head
        head.end = index + 1
    return head


def _lines(block: Block) -> Iterable[str]:
    for line in block.text.replace(" | ", "\n").splitlines():
        if (text := line.strip(" *_#|")) and not is_rule(text):
            yield text


def _is_letterhead(block: Block) -> bool:
    return any(motto in fold(block.text) for motto in phrases("head", "mottos"))


def _take(head: Head, line: str, block: Block) -> bool:
    """Files one line of the head under what it is; False for the first line of the body."""
    if any(motto in fold(line) for motto in phrases("head", "mottos")):
        return True
    if not head.bases and (_take_number(head, line) or _take_date(head, line)):
        return True
    if _take_kind(head, line) or _take_about(head, line):
        return True
    if not head.kind and not head.subject:
        return _take_organ(head, line)
    return _take_title(head, line) or _take_basis(head, line) or _is_enacting(line)


def _take_number(head: Head, line: str) -> bool:
    opening = _NUMBER.match(line)
    if head.number or not opening:
        return False
    codes = find_codes(line)
    if codes:
        head.number = compact(codes[0].text)
        _take_about(head, line[codes[0].end :].strip())
        _take_date(head, line[codes[0].end :].strip())
    return bool(codes) or len(line) < 40


def compact(number: str) -> str:
    """A number without the spaces at its separators: `- ĐA/ĐU` → `-ĐA/ĐU`."""
    return re.sub(r"\s*([/-])\s*", r"\1", number.strip())


def _take_date(head: Head, line: str) -> bool:
    if head.written or not (is_date_line(line) or re.match(r".{0,40}?,?\s*ngày\b", line, re.I)):
        return False
    written = find_date(line)
    if written is None or len(line) > 80 or find_codes(line):
        return False
    head.written = written
    place = _PLACE.match(line)
    head.place = tidy(place[1]) if place else ""
    return True


def _take_kind(head: Head, line: str) -> bool:
    """ "KẾ HOẠCH", "NGHỊ ĐỊNH CỦA CHÍNH PHỦ", "QUYẾT ĐỊNH (dự thảo)"."""
    if head.kind or head.about:
        return False
    plain = re.sub(r"\(.*?\)$", "", line).strip(" .:*")
    name, _, rest = plain.partition(" CỦA " if is_caps(plain) else " của ")
    kind = name_of_type(name)
    if not kind or (line.rstrip().endswith(":") and not is_caps(line)):
        return False
    head.kind = kind
    if older := _ONE_LINE.match(f"của {rest}"):
        return _take_sentence(head, older)
    if rest and not head.organs:
        head.organs = [rest]
    return True


def _take_headline(head: Head, line: str) -> bool:
    """ "QUY ĐỊNH VỀ CHỨC NĂNG …": type and subject in one line; or a letter's "V/v …"."""
    if _take_about(head, line):
        return True
    if head.kind or not is_caps(line):
        return False
    words = line.split()
    for width in (4, 3, 2):
        kind = name_of_type(" ".join(words[:width]))
        if kind and len(words) > width:
            head.kind, head.subject = kind, [" ".join(words[width:])]
            return True
    return False


def _take_about(head: Head, line: str) -> bool:
    """ "V/v triển khai …": the subject of an official letter."""
    opening = re.match(r"V/[vV]\.?:?\s*", line)
    if head.kind or not opening:
        return False
    head.kind, head.about = "Công văn", True
    head.subject = [line[opening.end() :]]
    return True


def _take_organ(head: Head, line: str) -> bool:
    """A line of the letterhead's left column; anything else begins a file without a head."""
    if re.match(r"\W*dự thảo", fold(line)):
        return True
    organ = is_caps(line) or (opens_organ(line) and line[-1].isalnum() and len(line.split()) < 9)
    if organ and len(line) < 120:
        head.organs.append(line)
    return organ


def _take_title(head: Head, line: str) -> bool:
    if not head.subject:
        return _take_first_title(head, line)
    if head.bases or not _continues(head, line):
        return False
    head.subject.append(line)
    return True


def _take_first_title(head: Head, line: str) -> bool:
    """The line under the type, though it may begin like a basis: "Thực hiện Nghị quyết …"."""
    older = _ONE_LINE.match(line)
    if older and not head.number and find_codes(older["rest"]):
        return _take_sentence(head, older)
    if head.bases or opens(line, ("Căn cứ", "Kính gửi")) or line.rstrip().endswith((":", ";")):
        return False
    if is_caps(line) and head.organs and fold(line) in fold(" ".join(head.organs)):
        return True
    head.subject = [line]
    return True


def _take_sentence(head: Head, older: re.Match[str]) -> bool:
    """An older head in a sentence: "của Chính phủ số … ngày … về việc …"."""
    rest = older["rest"]
    codes = find_codes(f"số {rest}")
    head.number = compact(codes[0].text) if codes else ""
    if older["organ"] and not head.organs:
        head.organs = [older["organ"]]
    head.written = head.written or find_date(rest)
    if about := re.search(r"\bvề\s.*", rest):
        head.subject = [about[0]]
    return True


def _continues(head: Head, line: str) -> bool:
    """True where a line goes on with the subject: its case, a small letter, or an open bracket."""
    last = head.subject[-1].rstrip()
    if last.endswith((".", ";", ":")) or _opens_body(line) or _is_enacting(line) or len(line) > 250:
        return False
    if kind_word(line) and is_caps(line) and not is_caps(last):
        return False
    if is_caps(last) and is_caps(line):
        return not _repeats_organ(head, line)
    return line[0].islower() or last.endswith((",", "-")) or line[0] in '("“'


def _repeats_organ(head: Head, line: str) -> bool:
    return fold(line) in fold(" ".join(head.organs))


def _opens_body(line: str) -> bool:
    phrases_ = table("issuers")["phrases"]
    return opens(line, phrases_["bases"]) and not is_caps(line) or opens(line, phrases_["body"])


def opens(line: str, openings: Iterable[str]) -> bool:
    """True where a line begins with one of these words, after a dash or not."""
    folded = fold(line).lstrip("-+ ")
    return any(re.match(rf"{re.escape(fold(o))}(?!\w)", folded) for o in openings)


def _take_basis(head: Head, line: str) -> bool:
    """A căn cứ paragraph, or the organ's name in capitals that stands above them."""
    if is_caps(line) or _repeats_organ(head, line):
        return len(line) < 120 and not head.bases
    if opens(line, ("Kính gửi",)):
        return True
    if opens(line, table("issuers")["phrases"]["bases"]):
        head.bases.append(line)
        return True
    return False


def _is_enacting(line: str) -> bool:
    return fold(line).replace(" :", ":") in phrases("head", "enacting")
