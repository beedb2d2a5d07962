"""A document as the rules read it: its parts, its year, and how a fault of it is written."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.checking.fault import Fault, Severity
from ingest.document import Block, BlockKind, Document, Finding, Row
from ingest.layout import is_recipients
from ingest.relations import citations_in
from ingest.shapes import Rank, marker
from ingest.text import fold
from prompts import Language, restated, say
from prompts import table as data

_SHOWN = 160  # characters of an excerpt


@dataclass(frozen=True)
class Paper:
    """One document under check. `path` is its file where the layout is to be measured too."""

    document: Document
    language: Language = "vi"
    path: Path | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in reading order."""
        return self.document.blocks

    @cached_property
    def annex_at(self) -> int:
        """Where the first annex begins: the number of blocks where there is none."""
        return next(
            (at for at, block in enumerate(self.blocks) if opens_annex(block)), len(self.blocks)
        )

    @cached_property
    def foot_at(self) -> int:
        """Where "Nơi nhận" begins in the main text; the start of the annexes without it."""
        main = enumerate(self.blocks[: self.annex_at])
        opens = (at for at, block in main if is_recipients(block.text) or is_archive(block))
        return next(opens, self.annex_at)

    @property
    def main(self) -> tuple[Block, ...]:
        """The main text with its head, without foot and annexes."""
        return self.blocks[: self.foot_at]

    @property
    def foot(self) -> tuple[Block, ...]:
        """From "Nơi nhận" to the annexes: receivers and signature."""
        return self.blocks[self.foot_at : self.annex_at]

    @property
    def annexes(self) -> tuple[Block, ...]:
        """Everything from the first annex on."""
        return self.blocks[self.annex_at :]

    def uncited(self, block: Block) -> str:
        """The text of a block with spaces for the documents it cites: every place stays."""
        text = block.text
        for relation in citations_in(block, self.document.front):
            at = text.find(relation.quote)
            if at >= 0:
                end = at + len(own_words(relation.quote))
                text = text[:at] + " " * (end - at) + text[end:]
        return text

    def fault(
        self,
        rule: str,
        key: str,
        block: Block | None = None,
        excerpt: str = "",
        *,
        row: Row | None = None,
        related: str = "",
        severity: Severity | None = None,
        places: int = 1,
        **fields: object,
    ) -> Fault:
        """A fault with the sentences `key` and `key_do` of the messages; of one that is told for
        several places how many they are."""
        told = say("checking.places", self.language, count=places) if places > 1 else ""
        fields["places"] = f" {told}" if told else ""
        return Fault(
            rule=rule,
            severity=severity or Severity(data("checking")["rules"][rule]["severity"]),
            text=say(f"checking.{key}", self.language, **fields),
            suggestion=say(f"checking.{key}_do", self.language, **fields),
            section=section_of(block) if block else (),
            block=block.ordinal if block else None,
            row=row_title(row) if row else "",
            page=(row.page if row else None) or (block.page if block else None),
            excerpt=shortened(excerpt or (block.text if block and not block.table else "")),
            related=shortened(related),
        )


@lru_cache
def _doers() -> re.Pattern[str]:
    names = "|".join(map(re.escape, data("checking")["doers"]["names"]))
    return re.compile(rf",\s+(?={names})")


def own_words(quote: str) -> str:
    """A citation without the sentence that goes on behind its title: "…, UBND phường ban hành"."""
    return _doers().split(quote)[0]


def told_in(paper: Paper, finding: Finding) -> str:
    """What the reader of documents found, in the language of the check."""
    return restated(finding.text, "ingest", paper.language)


def is_archive(block: Block) -> bool:
    """True for "- Lưu: VT, …", the last line of the receivers."""
    return re.match(r"[-–\s]*lưu\s*:?\s*(?:vt|văn thư|vp)", fold(block.text)) is not None


def is_law(paper: Paper) -> bool:
    """True for a law, decree or circular: its words stay as they were passed."""
    return fold(paper.document.front.kind) in map(fold, data("checking")["laws"]["kinds"])


def opens_annex(block: Block) -> bool:
    """True for the heading of an annex, or of a document attached to this one."""
    if block.kind is not BlockKind.HEADING:
        return False
    found = marker(block.text)
    return found is not None and found.rank is Rank.ANNEX


def section_of(block: Block) -> tuple[str, ...]:
    """The headings a block stands under, its own text included where it is one."""
    return (*block.path, block.text) if block.kind is BlockKind.HEADING else block.path


def row_title(row: Row) -> str:
    """The number of a row and its first words: "28. Tỷ lệ hồ sơ trực tuyến"."""
    words = next((cell.strip() for cell in row.cells if any(c.isalpha() for c in cell)), "")
    title = "" if words == row.label else shortened(words)
    return ". ".join(part for part in (row.label.rstrip("."), title) if part)


def shortened(text: str) -> str:
    """The text on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(" ", 1)[0] + " …"


def around(text: str, start: int, end: int) -> str:
    """The words at [start, end) with some of what stands beside them, cut at words."""
    first = text.rfind(" ", 0, max(start - 50, 0)) + 1 if start > 50 else 0
    last = text.find(" ", end + 60) if end + 60 < len(text) else -1
    return text[first : last if last > 0 else len(text)].strip()
