"""The foot of a document: who signed, as what, and who receives it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Block, BlockKind
from ingest.layout import is_caps, is_recipients, is_signature, phrases
from ingest.text import fold
from prompts import table


@dataclass(frozen=True, slots=True)
class Signature:
    """The first signature under the text; the name is "" where only the post is printed."""

    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    block: int  # index in the blocks


def signature(blocks: Sequence[Block]) -> Signature:
    """The signer of the document itself: what an annex repeats below it does not count.

    "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" gives the post of who signs: Phó Chủ tịch.
    """
    lines = list(_short_lines(blocks))
    for at, line in enumerate(lines):
        if is_signature(line.text):
            return _signed(lines[at:])
    return Signature()


def _short_lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    for index, block in enumerate(blocks):
        if block.table is None and block.kind is not BlockKind.LIST_ITEM and len(block.text) < 300:
            for text in block.text.splitlines():
                yield _Line(text.strip(" *_|"), index)


def _signed(lines: Sequence[_Line]) -> Signature:
    title = ""
    before = lines[0].block
    for line in lines:
        if line.block - before > 3 or _is_annex(line.text):
            break
        before = line.block
        if is_caps(line.text) and not _is_name(line.text):
            title = _post(line.text) or title
        elif name := _name(line.text):
            return Signature(name, title)
        elif not _is_stamp(line.text):
            break
    return Signature("", title)


def _post(text: str) -> str:
    """The post printed on a line, in proper case; "" for the organ it is signed for."""
    folded = fold(text)
    proxy = next((p for p in phrases("foot", "proxies") if folded.startswith(p)), "")
    if proxy and proxy not in ("q.",):
        return ""
    return _proper_post(folded) if _names_post(folded) else ""


def _names_post(folded: str) -> bool:
    return any(role in folded for role in phrases("foot", "roles"))


def _proper_post(folded: str) -> str:
    """The longest known post a line begins with in its proper case, the rest of the line small."""
    posts = sorted(table("issuers")["phrases"]["posts"], key=len, reverse=True)
    post = next((post for post in posts if folded.startswith(fold(post))), "")
    return f"{post}{folded[len(post) :]}" if post else folded[:1].upper() + folded[1:]


def _is_annex(text: str) -> bool:
    return fold(text).startswith("phụ lục")


def _is_stamp(text: str) -> bool:
    marks = table("issuers")["phrases"]["signed"]
    return not text or any(fold(text).startswith(fold(mark)) for mark in marks)


def _name(text: str) -> str:
    """The line as a person's name without an academic title, "" where it is none."""
    words = text.split()
    titles = {fold(title) for title in table("issuers")["phrases"]["titles_before_names"]}
    while words and fold(words[0]).strip(".") in titles:
        words = words[1:]
    return " ".join(words) if _is_name(" ".join(words)) else ""


def _is_name(text: str) -> bool:
    """Two to five words, each with a capital in front, the first a family name if in capitals."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(w[0].isupper() and w.isalpha() for w in words):
        return False
    surnames = {fold(name) for name in table("units")["words"]["surnames"]}
    if not text.isupper():
        return not _names_post(fold(text))
    return fold(words[0]) in surnames and not _names_post(fold(text))


def recipients(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines under the first "Nơi nhận:", without their dashes, up to the one that says Lưu."""
    start = next((i for i, b in enumerate(blocks) if is_recipients(b.text)), None)
    if start is None:
        return ()
    lines = [line for block in blocks[start : start + 40] for line in block.text.splitlines()]
    found: list[str] = []
    for line in lines:
        text = line.removeprefix("Nơi nhận").strip(" :*_-–•|")
        if is_signature(text) or _is_annex(text):
            break
        if text:
            found.append(text)
        if fold(text).startswith("lưu"):
            break
    return tuple(found)
