"""What a paper says of itself in set words, whatever file it becomes."""

from collections.abc import Iterator

from assistant.drafting.assemble import spans_of
from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Section, Span, words_of
from assistant.evidence import Basis
from assistant.export.copies import Copy
from assistant.export.profile import profile
from assistant.naming import place_name, short
from ingest.issuer import organ_of
from ingest.numerals import roman
from ingest.shapes import Rank, marker
from prompts import say

_LONGEST_QUOTE = 300  # characters: a footnote shows where to look, not the whole paragraph
_ABOUT = "V/v "
_LETTER = "Công văn"  # the one type that its paper does not print


def banner(draft: Draft, copy: Copy) -> tuple[str, ...]:
    """The lines over the head of a draft, to the person who works on it.

    That a machine helped is said in every copy with sources, and in a clean one while something
    is open, since such a paper cannot be signed yet. A clean copy in which a person has settled
    everything is that person's paper.
    """
    if copy.is_clean:
        return (say("export.banner"),) if is_unfinished(draft) else ()
    return (say("export.banner"), *(say("export.note", note=note) for note in draft.notes))


def is_unfinished(draft: Draft) -> bool:
    """True while a person has still to look at something or to write it."""
    return any(span.is_open for span in spans_of(draft))


def letter_subject(subject: tuple[Span, ...]) -> tuple[Span, ...]:
    """What an official letter is about, behind its "V/v" (Phụ lục I, ô số 5b)."""
    is_opened = words_of(subject).casefold().startswith(_ABOUT.strip().casefold())
    return subject if is_opened else (Span(_ABOUT), *subject)


def appendices(draft: Draft) -> Iterator[tuple[str, Section]]:
    """Each appendix with its name, by Roman numbers where there are several (Phần II, III.1)."""
    sections = [section for section in draft.sections if section.is_appendix]
    name = profile().components["appendix_name"].text
    for number, section in enumerate(sections, 1):
        yield f"{name} {roman(number)}" if len(sections) > 1 else name, section


def titled(section: Section) -> tuple[tuple[Span, ...], tuple[DraftBlock, ...]]:
    """An appendix's title in capitals and the blocks below it.

    A first heading that has no number is the title; else it is the section's, without a
    "Phụ lục I:" of its own.
    """
    first = section.blocks[0] if section.blocks else None
    if first and first.kind is BlockKind.HEADING and marker(first.text) is None:
        return first.spans, section.blocks[1:]
    found = marker(section.title)
    is_named = found is not None and found.rank is Rank.ANNEX
    title = found.body.lstrip(" .:-–") if found and is_named else section.title
    return (Span(title.upper()),), section.blocks


def attached_to(draft: Draft) -> str:
    """`(Kèm theo Kế hoạch số      /KH-UBND ngày     tháng     năm … của UBND phường …)`."""
    head = draft.head
    return say(
        "export.attached",
        type=head.type.capitalize() or _LETTER,
        number=head.number[:1].lower() + head.number[1:].replace(":", "", 1),
        date=head.date.rstrip(),
        issuer=organ_of((*filter(None, (head.superior,)), *head.issuer)),
    )


def source_note(basis: Basis, *, again: bool = False) -> str:
    """Where the words stand, and the words: `Kế hoạch số 33/KH-UBND …, dòng 4: “…”`.

    `again` where they were given before: then only where they stand.
    """
    place = place_name(basis, "vi")
    if again:
        return say("export.footnote_again", place=place)
    quote = short(" ".join(basis.quote.split()), _LONGEST_QUOTE)
    return say("export.footnote", place=place, quote=quote)


def place_in(basis: Basis) -> str:
    """Section, row and page of a source inside its document."""
    row = say("export.place_row", row=basis.row) if basis.row else ""
    page = say("export.place_page", page=basis.page) if basis.page else ""
    return ", ".join(filter(None, (" › ".join(map(short, basis.section)), row, page)))
