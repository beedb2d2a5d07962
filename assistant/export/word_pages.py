"""Pages: paper, margins, page numbers, the line that says that this is a draft."""

from assistant.drafting.assemble import spans_of
from assistant.drafting.draft import Draft, State
from assistant.export import word
from assistant.export.printed import is_unfinished
from assistant.export.word import Section
from assistant.export.word_styles import style_id
from assistant.export.word_text import COLOURS, Writer
from prompts import say


def first_page(writer: Writer) -> None:
    """Lays out the first section: numbers from page 2, in the middle of the top margin
    (Phụ lục I, mục I.7)."""
    section = writer.word.sections[0]
    _lay_out(writer, section, across=False)
    word.without_number_on_first_page(section)
    number = word.paragraph(section.header, style_id("page_number"))
    word.field(number, "PAGE", "2")
    for line in _banner(writer):
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


def _banner(writer: Writer) -> list[str]:
    """What the first page says over its head.

    That a machine helped is said as long as there is anything to see of it: in every copy with
    sources, and in a clean one while something is open, since such a paper cannot be signed yet.
    A clean copy of which a person has settled everything is that person's paper.
    """
    draft = writer.draft
    if writer.copy.is_clean:
        return [say("export.banner")] if is_unfinished(draft) else []
    colours = [say("export.colours")] if _states(draft) & COLOURS.keys() else []
    notes = [say("export.note", note=note) for note in draft.notes]
    return [say("export.banner"), *colours, *notes]


def _states(draft: Draft) -> set[State]:
    return {span.state for span in spans_of(draft)}
