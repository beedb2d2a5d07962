"""Footnotes of a Word file, which python-docx cannot write (ECMA-376, part 1, 17.11)."""

from html import escape

from assistant.export import word
from assistant.export.word import Paragraph, Word

# The line above the notes of a page, and the one above those that go on from the page before.
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))

_SETTINGS = (
    "<w:footnotePr>"
    + "".join(f'<w:footnote w:id="{number}"/>' for number, _ in _SEPARATORS)
    + "</w:footnotePr>"
)


class Footnotes:
    """The footnotes of one paper, in the order in which its text refers to them."""

    def __init__(self) -> None:
        self._notes: list[str] = []

    def add(self, into: Paragraph, text: str) -> None:
        """A reference at the end of the paragraph, and its footnote.

        Each has a note of its own, also the second of one place: a mere number that points back
        to it is a digit like any other to whoever reads the text of "85" and the raised "3".
        A comma stands between two references in a row, so that "1,2" is not read as twelve.
        """
        if word.ends_raised(into):
            word.run(into, ",", raised=True)
        self._notes.append(text)
        reference = f'<w:footnoteReference w:id="{len(self._notes)}"/>'
        into._p.append(word.element(f"<w:r {word.W}>{_RAISED}{reference}</w:r>"))

    def attach(self, to: Word) -> None:
        """Gives the file its footnotes; one without any gets no such part."""
        if self._notes:
            notes = (_note(number, text) for number, text in enumerate(self._notes, 1))
            separators = (_separator(number, kind) for number, kind in _SEPARATORS)
            xml = f"<w:footnotes {word.W}>{''.join((*separators, *notes))}</w:footnotes>"
            word.part(to, "footnotes", xml)

    @property
    def settings(self) -> str:
        """What the settings of the file say of its footnotes."""
        return _SETTINGS if self._notes else ""


_RAISED = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def _separator(number: int, kind: str) -> str:
    layout = '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    return (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p>{layout}<w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
    )


def _note(number: int, text: str) -> str:
    words = escape(word.writable(text), quote=False)
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"<w:r>{_RAISED}<w:footnoteRef/></w:r>"
        f'<w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>'
    )
