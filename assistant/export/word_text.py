"""Spans of a draft as paragraphs of a Word file: colours, sources and remarks as its copy asks."""

from dataclasses import dataclass, field

from assistant.drafting.draft import Draft, Span, State
from assistant.export import word
from assistant.export.copies import Copy, Words, numbers_of, shown
from assistant.export.phrases import source_note
from assistant.export.profile import Component, Profile
from assistant.export.text_width import text_width
from assistant.export.word import Holder, Paragraph, Run, Word
from assistant.export.word_notes import Footnotes
from assistant.export.word_styles import style_id
from prompts import say

# What a person has still to look at, by its colour.
COLOURS = {State.OPEN: "yellow", State.CHECK: "cyan", State.ADAPTED: "green"}


@dataclass
class Writer:
    """A Word file in the making, and the draft it is made of."""

    word: Word
    draft: Draft
    profile: Profile
    copy: Copy
    footnotes: Footnotes = field(default_factory=Footnotes)
    numbers: dict[str, int] = field(init=False)
    _quoted: set[int] = field(default_factory=set)  # sources whose words a footnote gives already
    _remarked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.numbers = numbers_of(self.draft)

    def component(self, key: str) -> Component:
        """The component of the profile."""
        return self.profile.components[key]

    def say(self, into: Holder, component: str, text: str) -> Paragraph:
        """A paragraph of set words, as that component is laid out."""
        new = word.paragraph(into, style_id(component))
        word.run(new, text)
        return new

    def write(self, into: Holder, component: str, spans: tuple[Span, ...]) -> Paragraph:
        """A paragraph of the draft's words, as that component is laid out."""
        new = word.paragraph(into, style_id(component))
        self.add(new, spans)
        return new

    def add(self, into: Paragraph, spans: tuple[Span, ...]) -> None:
        """The draft's words behind what the paragraph holds already."""
        for words in shown(spans, self.numbers, self.copy):
            self._words(into, words)

    def width_of(self, component: str, text: str) -> float:
        """How wide one line of the text is in millimetres."""
        laid = self.component(component)
        return text_width(text, laid.size.written, bold=laid.bold)

    def line_under(self, into: Holder, component: str, width: float, room: float) -> None:
        """The line under words of that width, in the middle of `room` millimetres.

        It is as long as the rule says, in the middle of what that allows (Phụ lục I, mục II.1,
        II.2, II.5).
        """
        least, most = self.component(component).line or (1, 1)
        beside = (room - width * (least + most) / 2) / 2
        word.indented(word.paragraph(into, "Line"), beside, beside)

    def marks(self, span: Span) -> int:
        """How many raised numbers may stand behind a span."""
        if self.copy.is_clean:
            return 0
        return len(span.sources) + (bool(span.note) and self.copy is Copy.FOOTNOTES)

    def _words(self, into: Paragraph, words: Words) -> None:
        text = words.text.rstrip() if words.marks else words.text
        new = word.run(into, text, colour=COLOURS.get(words.state, ""))
        for mark in words.marks:
            self._mark(into, mark)
        word.run(into, words.text[len(text) :])
        if words.note:
            self._remark(into, new, words.note)

    def _mark(self, into: Paragraph, mark: int) -> None:
        if self.copy is not Copy.FOOTNOTES:
            word.run(into, f"[{mark}]", raised=True)
            return
        note = source_note(self.draft.sources[mark - 1], again=mark in self._quoted)
        self._quoted.add(mark)
        self.footnotes.add(into, note)

    def _remark(self, into: Paragraph, on: Run, note: str) -> None:
        """The note, the first time it is made in a block: as a footnote, else in the margin.

        Never both kinds in one file: LibreOffice 7 loses footnotes where there are remarks.
        """
        if note in self._remarked:
            return
        self._remarked.add(note)
        if self.copy is Copy.FOOTNOTES:
            self.footnotes.add(into, say("export.remark", note=note))
        else:
            word.comment(self.word, on, note, say("export.remarks_by"))

    def new_block(self) -> None:
        """From here on a note may be made again."""
        self._remarked.clear()
