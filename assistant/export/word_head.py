"""The head of a paper: two columns, title, to whom it goes (Phụ lục I, ô số 1 đến 5, 9a)."""

from assistant.drafting.draft import Head, words_of
from assistant.export import word
from assistant.export.phrases import letter_subject
from assistant.export.word import Cell
from assistant.export.word_text import Writer
from prompts import say

_LEFT = 67.0  # millimetres: what Quốc hiệu leaves of the line when it stands in one row
_BESIDE_TITLE = 10.0
_BESIDE_RECEIVERS = (30.0, 45.0)  # where "Kính gửi:" and the names below it begin


def head(writer: Writer) -> None:
    """Writes the head at the end of the document, which is empty so far."""
    paper = writer.draft.head
    right = writer.profile.text_width - _LEFT
    columns = word.table(writer.word, "Columns", (_LEFT, right), rows=2)
    (issuer, state), (number, place) = word.each_row(columns)
    _issuer(writer, issuer, paper)
    _state(writer, state, right)
    writer.say(number, "number", paper.number)
    writer.say(place, "place_date", f"{paper.place}, {paper.date}")
    if paper.type:
        _title(writer, paper)
    else:
        writer.write(number, "letter_subject", letter_subject(paper.subject))
    _receivers(writer, paper.addressees)


def _issuer(writer: Writer, cell: Cell, paper: Head) -> None:
    """The body in charge above it, the body that issues, and the short line."""
    if paper.superior:
        writer.say(cell, "superior", paper.superior.upper())
    for line in paper.issuer:
        writer.say(cell, "issuer", line.upper())
    width = min(writer.width_of("issuer", paper.issuer[-1].upper()), _LEFT)
    writer.line_under(cell, "issuer", width, _LEFT)


def _state(writer: Writer, cell: Cell, room: float) -> None:
    """Quốc hiệu, Tiêu ngữ, and the line as long as it."""
    for component in ("state", "motto"):
        writer.say(cell, component, writer.component(component).text)
    width = writer.width_of("motto", writer.component("motto").text)
    writer.line_under(cell, "motto", width, room)


def _title(writer: Writer, paper: Head) -> None:
    """The type in capitals, what the paper is about, and the short line."""
    writer.say(writer.word, "type", paper.type.upper())
    subject = writer.write(writer.word, "subject", paper.subject)
    word.kept_with_next(word.indented(subject, _BESIDE_TITLE, _BESIDE_TITLE))
    room = writer.profile.text_width
    width = min(writer.width_of("subject", words_of(paper.subject)), room - 2 * _BESIDE_TITLE)
    writer.line_under(writer.word, "subject", width, room)


def _receivers(writer: Writer, names: tuple[str, ...]) -> None:
    """ "Kính gửi: …" in one line; several names each on a line of its own (Phụ lục I, mục II.9)."""
    if len(names) == 1:
        line = writer.say(writer.word, "addressee", say("export.addressee", name=names[0]))
        word.centred(line)
    elif names:
        label, beside = _BESIDE_RECEIVERS
        line = writer.say(writer.word, "addressee", say("export.addressees"))
        word.kept_with_next(word.indented(line, label))
        for name in names:
            ending = "." if name == names[-1] else ";"
            word.indented(writer.say(writer.word, "addressee_name", f"- {name}{ending}"), beside)
