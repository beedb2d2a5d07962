"""A draft as a Word file in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from datetime import datetime

from assistant.drafting.draft import Draft, words_of
from assistant.export import word
from assistant.export.copies import Copy
from assistant.export.printed import printed
from assistant.export.profile import profile
from assistant.export.word_appendix import annexes, sources
from assistant.export.word_body import body
from assistant.export.word_foot import foot
from assistant.export.word_head import head
from assistant.export.word_pages import first_page
from assistant.export.word_styles import SETTINGS_FOOT, SETTINGS_HEAD, styles
from assistant.export.word_text import Writer
from assistant.naming import short

_LONGEST_TITLE = 240  # characters that the properties of a file hold
_NO_DAY = "1980-01-01"  # the first that a zip archive can hold


def to_docx(draft: Draft, copy: Copy = Copy.FOOTNOTES) -> bytes:
    """The bytes of the .docx; the same draft always gives the same bytes."""
    layout = profile()
    writer = Writer(word.blank(styles(layout)), printed(draft, copy), layout, copy)
    first_page(writer)
    head(writer)
    body(writer)
    word.keep_end_with_next(writer.word)
    foot(writer)
    annexes(writer)
    if copy is Copy.ANNEX:
        sources(writer)
    writer.footnotes.attach(writer.word)
    word.set_up(writer.word, SETTINGS_HEAD + writer.footnotes.settings + SETTINGS_FOOT)
    made = datetime.fromisoformat(draft.made or _NO_DAY).replace(tzinfo=None)
    return word.packed(writer.word, _title(draft), made)


def _title(draft: Draft) -> str:
    name = f"{draft.head.type.capitalize()} {words_of(draft.head.subject)}"
    return short(" ".join(name.split()), _LONGEST_TITLE)
