"""A draft as Markdown: the paper with markers [n], then what they stand for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.drafting.assemble import spans_of
from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Grid, Span, State
from assistant.export.copies import Copy, Words, numbers_of, shown
from assistant.export.phrases import (
    appendices,
    attached_to,
    banner,
    letter_subject,
    source_note,
    titled,
)
from assistant.export.printed import printed
from assistant.export.profile import profile
from prompts import say

_SIGNS = re.compile(r"[\\`*_<>|]|(?<=\])\(")
_OPENING = re.compile(r"^#")  # what would open a heading where it stands first in a line
_TO_LOOK_AT = (State.OPEN, State.CHECK, State.ADAPTED)
_TITLE_LEVEL = 1  # headings of the paper's text stand below its title


def to_markdown(draft: Draft, copy: Copy = Copy.ANNEX) -> str:
    """The whole draft; without sources and notes where the copy is clean."""
    paper = _Paper(printed(draft, copy), copy)
    parts = (*paper.head(), *paper.body(), *paper.foot(), *paper.annexes(), *paper.behind())
    return "\n\n".join(part for part in parts if part) + "\n"


@dataclass(frozen=True)
class _Paper:
    draft: Draft
    copy: Copy

    def head(self) -> Iterator[str]:
        """Banner, the two columns one after the other, title, to whom it goes."""
        head, set_words = self.draft.head, profile().components
        if lines := banner(self.draft, self.copy):
            yield f"> {escaped(' '.join(lines))}"
        yield _lines(map(_bold, filter(None, (head.superior.upper(), *head.issuer))))
        yield _lines((escaped(head.number),))
        yield _lines(_bold(set_words[key].text) for key in ("state", "motto"))
        yield f"*{escaped(f'{head.place}, {head.date}').rstrip()}*"
        if head.type:
            yield f"# {escaped(head.type)}"
            yield f"**{self.plain(head.subject)}**"
        else:
            yield self.spans(letter_subject(head.subject))
        if head.addressees:
            yield say("export.addressee", name=escaped("; ".join(head.addressees)))

    def body(self) -> Iterator[str]:
        """The sections that are no appendix."""
        for section in self.draft.sections:
            if not section.is_appendix:
                yield from map(self.block, section.blocks)

    def foot(self) -> Iterator[str]:
        """Recipients, then who signs."""
        foot, label = self.draft.foot, profile().components["recipients_label"].text
        yield f"***{escaped(label)}***"
        yield "\n".join(f"- {self.spans(line)}" for line in foot.recipients)
        yield _lines(map(_bold, filter(None, (foot.authority, foot.title))))
        yield self.spans(foot.signer)

    def annexes(self) -> Iterator[str]:
        """Every appendix under its name and title."""
        for name, section in appendices(self.draft):
            title, blocks = titled(section)
            yield f"# {name}"
            yield f"**{self.plain(title)}**"
            yield f"*{escaped(attached_to(self.draft))}*"
            yield from map(self.block, blocks)

    def behind(self) -> Iterator[str]:
        """The sources by their numbers, and the notes on what is to be looked at."""
        if self.copy.is_clean:
            return
        if sources := self.draft.sources:
            yield f"# {say('export.sources_title')}"
            yield from (f"[{n}] {escaped(source_note(s))}" for n, s in enumerate(sources, 1))
        if notes := list(self._notes()):
            yield f"# {say('export.open_points').upper()}"
            yield "\n".join(dict.fromkeys(notes))

    def _notes(self) -> Iterator[str]:
        for span in spans_of(self.draft):
            if span.is_open and span.note:
                yield f"- **{escaped(span.text)}**: {escaped(span.note)}"

    def block(self, block: DraftBlock) -> str:
        """One block; a heading stands below the paper's title."""
        if block.grid:
            return self.grid(block.grid)
        if block.kind is BlockKind.HEADING:
            return f"{'#' * (_TITLE_LEVEL + max(block.level, 1))} {self.spans(block.spans)}"
        if block.kind is BlockKind.NOTE:
            return f"> {escaped(say('export.note', note=block.text))}"
        words = _OPENING.sub(r"\\\g<0>", self.spans(block.spans))
        return f"*{words}*" if block.kind is BlockKind.BASIS else words

    def grid(self, grid: Grid) -> str:
        """A table with bars; the words of a group are bold."""
        rows = [[escaped(name) for name in grid.columns], ["---"] * len(grid.columns)]
        for line in grid.rows:
            cells = map(self.plain if line.is_group else self.spans, line.cells)
            rows.append([f"**{cell}**" if line.is_group and cell else cell for cell in cells])
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        return f"*{escaped(grid.measure)}*\n\n{table}" if grid.measure else table

    def spans(self, spans: tuple[Span, ...]) -> str:
        """The words with their markers; what is to be looked at in bold."""
        found = shown(spans, numbers_of(self.draft), self.copy)
        return "".join(map(_words, found))

    def plain(self, spans: tuple[Span, ...]) -> str:
        """The words with their markers where all of them are bold already."""
        found = shown(spans, numbers_of(self.draft), self.copy)
        return "".join(escaped(words.text) + _marks(words) for words in found)


def _words(words: Words) -> str:
    bare = words.text.strip()
    if not bare or words.state not in _TO_LOOK_AT:
        text = words.text.rstrip() if words.marks else words.text
        return escaped(text) + _marks(words) + words.text[len(text) :]
    before, after = words.text.split(bare, 1)
    return f"{before}**{escaped(bare)}**{_marks(words)}{after}"


def _marks(words: Words) -> str:
    return "".join(f" [{mark}]" for mark in words.marks)


def _bold(text: str) -> str:
    return f"**{escaped(text)}**"


def _lines(lines: Iterable[str]) -> str:
    return "  \n".join(lines)


def escaped(text: str) -> str:
    """The text in one line, its signs not read as Markdown."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.splitlines()))
