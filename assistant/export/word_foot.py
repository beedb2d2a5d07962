"""Recipients beside the signature (Phụ lục I, ô số 7 và 9b)."""

from assistant.drafting.draft import Foot, Span
from assistant.export import word
from assistant.export.word import Cell
from assistant.export.word_styles import ABOVE_FOOT
from assistant.export.word_text import Writer

_LEFT_SHARE = 0.48


def foot(writer: Writer) -> None:
    """Writes the foot at the end of the document, all of it on one page."""
    width = writer.profile.text_width
    columns = (width * _LEFT_SHARE, width * (1 - _LEFT_SHARE))
    new = word.table(writer.word, "Columns", columns, rows=1)
    word.rows_kept_whole(new)
    recipients, signature = next(word.each_row(new))
    writer.new_block()
    _recipients(writer, recipients, writer.draft.foot)
    _signature(writer, signature, writer.draft.foot)


def _recipients(writer: Writer, cell: Cell, of: Foot) -> None:
    """ "Nơi nhận:", then a line each."""
    writer.say(cell, "recipients_label", writer.component("recipients_label").text)
    for line in of.recipients:
        writer.write(cell, "recipients", (Span("- "), *line))


def _signature(writer: Writer, cell: Cell, of: Foot) -> None:
    """The office, room to sign, the name; beside the first line of the recipients."""
    lines = [line for line in (of.authority, of.title) if line]
    offices = [writer.say(cell, "authority", line.upper()) for line in lines]
    for first in offices[:1]:
        word.space_above(first, ABOVE_FOOT)
    writer.write(cell, "signer", of.signer)
