"""What a paper of its kind must have: head, căn cứ, sections, receivers, signature, end mark.

Sources: Nghị định 30/2020/NĐ-CP, Điều 8 (parts of a paper) and Phụ lục I; which sections a plan or
a report has is the form of the office (`prompts/data/drafts/`).
"""

import re
from collections.abc import Iterable, Iterator

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, is_archive, is_law, opens_annex
from assistant.drafting.forms import Form, SectionForm, forms
from ingest.document import Block, BlockKind
from ingest.layout import is_date_line, is_number_line, is_recipients, is_signature
from ingest.shapes import marker
from ingest.text import fold
from prompts import table as data

_HEAD = 15  # blocks in which the head of a paper stands
_TITLE = 12  # words of an item that may be its title
_FEWEST = 2  # headings of a paper that has sections at all


def missing_parts(paper: Paper) -> Iterator[Fault]:
    """Parts that the kind of paper must have and that are not there."""
    if not _is_whole(paper):
        return
    words, kind = data("checking")["parts"], fold(paper.document.front.kind)
    for part, has in _PARTS.items():
        if kind in map(fold, words[part]) and not has(paper):
            key = f"missing_{part}"
            yield paper.fault("missing-part", key, kind=paper.document.front.kind)
    yield from _bases(paper)
    yield from _archive(paper)
    yield from _sections(paper)
    yield from _pairs(paper)
    yield from _effect(paper)
    yield from _last_article(paper)
    yield from _authority(paper)


def _is_whole(paper: Paper) -> bool:
    """False for a file that is an annex, or a law as printed in a collection."""
    head = paper.blocks[:_HEAD]
    first = next((block for block in head if block.kind is BlockKind.HEADING), None)
    numbered = any(is_number_line(block.text) for block in head)
    return numbered or not (first and opens_annex(first) and first.ordinal < 2)


def _has_addressee(paper: Paper) -> bool:
    return any(fold(b.text).startswith("kính gửi") for b in paper.blocks[: 2 * _HEAD])


def _has_about(paper: Paper) -> bool:
    return any(re.match(r"(?:V/v|Về việc|v/v)\s", b.text.strip()) for b in paper.blocks[:_HEAD])


def _has_recipients(paper: Paper) -> bool:
    return bool(paper.document.front.recipients) or any(
        is_recipients(block.text) or is_archive(block) for block in paper.blocks
    )


def _has_signature(paper: Paper) -> bool:
    return bool(paper.document.front.signer) or any(is_signature(b.text) for b in paper.blocks)


def _has_number(paper: Paper) -> bool:
    number, head = paper.document.front.number, paper.blocks[: 2 * _HEAD]
    return any(is_number_line(b.text) or (number and number in b.text) for b in head)


def _has_date(paper: Paper) -> bool:
    head = paper.blocks[: 2 * _HEAD]
    return paper.document.front.issued is not None or any(is_date_line(b.text) for b in head)


def _has_whole_motto(paper: Paper) -> bool:
    """False where only one line of Quốc hiệu and Tiêu ngữ is there; scans lose both."""
    text = " ".join(fold(block.text) for block in paper.blocks[: 2 * _HEAD])
    lines = [fold(line) in text for line in data("checking")["parts"]["mottos"]]
    return all(lines) or not any(lines)


_PARTS = {
    "number": _has_number,
    "date": _has_date,
    "motto": _has_whole_motto,
    "addressee": _has_addressee,
    "about": _has_about,
    "subject": lambda paper: bool(paper.document.front.subject),
    "recipients": _has_recipients,
    "signature": _has_signature,
}


def _bases(paper: Paper) -> Iterator[Fault]:
    """Căn cứ: a decision and a resolution must have them, a plan as a rule has."""
    words, front = data("checking")["parts"], paper.document.front
    kind = fold(front.kind)
    must = kind in map(fold, words["bases"])
    usual = kind in map(fold, words["usual_bases"])
    opens = ("căn cứ",) if must else data("checking")["parts"]["opens_basis"]
    if (must or usual) and not any(_is_basis(block, opens) for block in paper.main):
        severity = None if must else Severity.LOOK
        yield paper.fault("missing-part", "missing_bases", severity=severity, kind=front.kind)


def _is_basis(block: Block, opens: Iterable[str]) -> bool:
    found = marker(block.text)
    return fold(found.body if found else block.text).startswith(tuple(map(fold, opens)))


def _archive(paper: Paper) -> Iterator[Fault]:
    """ "Lưu: VT" among the receivers."""
    front = paper.document.front
    lines = [fold(line) for line in front.recipients] or [fold(b.text) for b in paper.foot]
    if not _has_recipients(paper) or not lines or is_party(paper):
        return
    if not any(re.search(r"(?<!\w)lưu(?!\w)", line) for line in lines):
        block = paper.foot[0] if paper.foot else None
        yield paper.fault("missing-part", "missing_archive", block)
    elif not any(re.search(r"(?<!\w)(?:vt|văn thư)(?!\w)", line) for line in lines):
        block = paper.foot[0] if paper.foot else None
        yield paper.fault("missing-part", "missing_vt", block, severity=Severity.LOOK)


def is_party(paper: Paper) -> bool:
    """True for a paper of the Party, which has rules of its own."""
    opens = tuple(map(fold, data("checking")["parts"]["party"]))
    return fold(paper.document.front.issuer).startswith(opens)


# --- sections ---------------------------------------------------------------------------------


def _sections(paper: Paper) -> Iterator[Fault]:
    """The sections that the form of the kind requires: one fault that names all missing ones."""
    form = next((f for f in forms() if fold(f.name) == fold(paper.document.front.kind)), None)
    headings = [b for b in paper.main if b.kind is BlockKind.HEADING]
    if form is None or len(headings) < _FEWEST:
        return
    missing = [section for section in _required(form) if not _is_there(paper, section)]
    if missing:
        core = data("checking")["parts"]["core_sections"]
        is_core = any(section.id in core for section in missing)
        yield paper.fault(
            "missing-part",
            "missing_sections",
            severity=None if is_core else Severity.LOOK,
            kind=paper.document.front.kind,
            sections="; ".join(_titled(section) for section in missing),
        )


def _required(form: Form) -> list[SectionForm]:
    own = data("checking")["parts"]["own_rules"]
    return [s for s in form.sections if s.is_required and s.headed and s.id not in own]


def _is_there(paper: Paper, section: SectionForm) -> bool:
    """True where a heading, or the opening of an item, is called as the section is."""
    names = "|".join(re.escape(fold(name)) for name in section.headed)
    called = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    return any(called.search(fold(_title(block))) for block in paper.blocks)


def _title(block: Block) -> str:
    if block.kind is BlockKind.HEADING:
        return block.text
    found = marker(block.text)
    opening = re.split(r"[:.;]\s|:$", found.body)[0] if found and block.is_text else ""
    return opening if len(opening.split()) <= _TITLE else ""


def _titled(section: SectionForm) -> str:
    title = re.sub(r"\s*\{[^}]*\}", "", section.title)
    return title[:1] + title[1:].lower()


def _pairs(paper: Paper) -> Iterator[Fault]:
    """Parts that go with another one: "Nguyên nhân" with "Tồn tại, hạn chế"."""
    kind = fold(paper.document.front.kind)
    for pair in data("checking")["pair"]:
        if kind not in map(fold, pair["kinds"]):
            continue
        has = next((b for b in paper.main if _is_called(_title(b), pair["has"])), None)
        if has and not any(_is_called(block.text, pair["lacks"]) for block in paper.main):
            yield paper.fault(
                "missing-part",
                "missing_pair",
                has,
                severity=Severity.LOOK,
                has=_bare_title(has),
                lacks=pair["says"],
            )


def _is_called(text: str, names: Iterable[str]) -> bool:
    words = "|".join(re.escape(fold(name)) for name in names)
    return bool(text) and re.search(rf"(?<!\w)(?:{words})(?!\w)", fold(text)) is not None


def _bare_title(block: Block) -> str:
    found = marker(block.text)
    return (found.body if found else block.text).rstrip(" .:")


# --- articles ---------------------------------------------------------------------------------

_AS_ARTICLE = re.compile(r"Như\s+[Đđ]iều\s+(\d{1,2})(?!\d)")


def _articles(paper: Paper) -> list[int]:
    numbers = (re.match(r"Điều\s+(\d+)", block.text) for block in paper.main)
    return [int(found[1]) for found in numbers if found]


def _effect(paper: Paper) -> Iterator[Fault]:
    """A decision or resolution in articles says when it takes effect."""
    words = data("checking")["parts"]
    kind = paper.document.front.kind
    if fold(kind) not in map(fold, words["effect"]) or not _articles(paper) or is_party(paper):
        return
    if not any(_is_called(block.text, words["effect_words"]) for block in paper.main):
        yield paper.fault("missing-part", "missing_effect", severity=Severity.LOOK, kind=kind)


def _last_article(paper: Paper) -> Iterator[Fault]:
    """ "- Như Điều 5;" among the receivers of a paper whose last article is 4."""
    articles = _articles(paper)
    for block in paper.foot if articles else ():
        found = _AS_ARTICLE.search(block.text)
        if found and int(found[1]) != max(articles):
            yield paper.fault(
                "missing-part", "article_absent", block, written=found[0], last=max(articles)
            )


# --- authority to sign ------------------------------------------------------------------------

_AUTHORITY = re.compile(r"(?P<words>TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ)(?P<point>\.?)\s")


def _authority(paper: Paper) -> Iterator[Fault]:
    """ "TM.", "KT." on papers of the state, "T/M", "K/T" on those of the Party."""
    if not paper.document.front.issuer:
        return
    for block in paper.foot:
        found = _AUTHORITY.match(block.text) if is_signature(block.text) else None
        if not found:
            continue
        bare = found["words"].replace("/", "")
        right = f"{bare[0]}/{bare[1:]}" if is_party(paper) else f"{bare}."
        if found[0].strip() != right:
            key = "authority_party" if is_party(paper) else "authority_state"
            written = found[0].strip()
            yield paper.fault("missing-part", key, block, written=written, right=right)


# --- end --------------------------------------------------------------------------------------


def end_mark(paper: Paper) -> Iterator[Fault]:
    """The text of a state paper ends with "./.", that of the Party with a stop."""
    if is_law(paper) or not paper.foot:
        return
    main = [block for block in paper.main if block.text and block.kind is not BlockKind.FOOTNOTE]
    last = main[-1] if main else None
    if last is None or not last.is_text:
        return
    ends = last.text.rstrip(" \"”'*").endswith("./.")
    if not ends and not is_party(paper) and not any("./." in b.text[-6:] for b in main[-3:]):
        yield paper.fault("end-mark", "end_mark", last, last.text[-120:])
    elif ends and is_party(paper):
        yield paper.fault("end-mark", "end_mark_party", last, last.text[-120:])
