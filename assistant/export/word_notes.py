"""Footnotes of a Word file, which python-docx cannot write (ECMA-376, part 1, 17.11)."""

from html import escape

from assistant.export import word
from assistant.export.word import Paragraph, Word

# The line above the notes of a page, and the one above those that go on from the page before.
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))

SETTINGS = (
    "<w:footnotePr>"
    + "".join(f'<w:footnote w:id="{number}"/>' for number, _ in _SEPARATORS)
    + "</w:footnotePr>"
)


class Footnotes:
    """The footnotes of one paper, in the order in which its text refers to them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}  # of each note by its text

    def refer(self, into: Paragraph, text: str) -> None:
        """A reference to the note of this text; the second time to the number it got at first.

        A comma stands between two numbers in a row, so that "1,2" is not read as twelve.
        """
        if word.ends_raised(into):
            word.run(into, ",", raised=True)
        if text in self._numbers:
            self._refer_again(into, self._numbers[text])
            return
        number = self._numbers[text] = len(self._numbers) + 1
        for xml in (
            f'<w:bookmarkStart {word.W} w:id="{number}" w:name="{_bookmark(number)}"/>',
            f'<w:r {word.W}>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>',
            f'<w:bookmarkEnd {word.W} w:id="{number}"/>',
        ):
            into._p.append(word.element(xml))

    def _refer_again(self, into: Paragraph, number: int) -> None:
        steps = (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText>NOTEREF {_bookmark(number)} \\f \\h</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            f"<w:t>{number}</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
        for step in steps:
            into._p.append(word.element(f"<w:r {word.W}>{_RAISED}{step}</w:r>"))

    def attach(self, to: Word) -> None:
        """Gives the file its footnotes; one without any gets no such part."""
        if self._numbers:
            notes = (_note(number, text) for text, number in self._numbers.items())
            separators = (_separator(number, kind) for number, kind in _SEPARATORS)
            xml = f"<w:footnotes {word.W}>{''.join((*separators, *notes))}</w:footnotes>"
            word.part(to, "footnotes", xml)

    @property
    def settings(self) -> str:
        """What the settings of the file say of its footnotes."""
        return SETTINGS if self._numbers else ""


_RAISED = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def _bookmark(number: int) -> str:
    return f"_Nguon{number}"


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
