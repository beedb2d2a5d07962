"""Pages: paper, margins, page numbers, the line that says that this is a draft."""

from assistant.export import word
from assistant.export.phrases import banner, is_unfinished
from assistant.export.word import Section
from assistant.export.word_styles import style_id
from assistant.export.word_text import Writer
from prompts import say


def first_page(writer: Writer) -> None:
    """Lays out the first section: numbers from page 2, in the middle of the top margin
    (Phụ lục I, mục I.7)."""
    section = writer.word.sections[0]
    _lay_out(writer, section, across=False)
    word.without_number_on_first_page(section)
    number = word.paragraph(section.header, style_id("page_number"))
    word.field(number, "PAGE", "2")
    for line in (*banner(writer.draft, writer.copy), *_colours(writer)):
        writer.say(section.first_page_header, "banner", line)


def turn(writer: Writer, *, across: bool) -> None:
    """A new page upright or across in the same count of pages."""
    _lay_out(writer, word.next_page(writer.word), across=across)


def own_pages(writer: Writer, *, across: bool) -> None:
    """A new page, counted from 1 as each appendix is (Phụ lục I, mục I.7)."""
    section = word.next_page(writer.word)
    _lay_out(writer, section, across=across)
    word.numbered_from_one(section)
    word.without_number_on_first_page(section)


def room(writer: Writer, *, across: bool) -> float:
    """The millimetres between the margins."""
    width, height = writer.profile.paper
    return writer.profile.text_width + (height - width if across else 0)


def _lay_out(writer: Writer, section: Section, *, across: bool) -> None:
    profile = writer.profile
    width, height = profile.paper
    margins = {side: found.written for side, found in profile.margins.items()}
    margins["edge"] = profile.number_from_edge
    word.page(section, (height, width) if across else (width, height), margins)


def _colours(writer: Writer) -> tuple[str, ...]:
    """What the colours mean, where the copy shows any."""
    is_coloured = not writer.copy.is_clean and is_unfinished(writer.draft)
    return (say("export.colours"),) if is_coloured else ()
