"""Who carries a plan out: an item a body, how it is reported, and the paragraph that ends it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.body_names import bodies_asked
from assistant.drafting.closing import closing
from assistant.drafting.courtesy import asking, is_asked, words_said
from assistant.drafting.donors import Donors, Part, served_by
from assistant.drafting.draft import BlockKind, DraftBlock, Wanted
from assistant.drafting.forms import SectionForm
from assistant.drafting.material import Material
from assistant.drafting.plan_parts import without_model
from assistant.drafting.prose import Numbers, part_blocks, part_places
from assistant.drafting.target_row import Origin
from assistant.drafting.target_rows import target_rows
from assistant.drafting.task_rows import task_rows
from assistant.drafting.wording import filled
from assistant.drafting.written import (
    Written,
    cited,
    fixed,
    heading,
    item,
    left_open,
    paragraph,
    written,
)
from assistant.evidence import Basis, basis_of
from assistant.section_names import body
from ingest.text import fold, unaccent
from prompts import say, table


def write_organisation(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """The items of the nearest earlier paper; one for every body that leads targets or tasks of
    this draft and has none there; the duty to report; the closing paragraph."""
    donors, numbers = Donors(material), Numbers()
    part = donors.part(form.id)
    own = [*_polite(_of_part(part, numbers))] if part else []
    led = list(_leading(material, donors, part))
    added = list(_items(material, led, numbers, has_headings=_has_headings(own) or not own))
    end = closing(material, donors)
    blocks = [
        served_by(part) if part else without_model(),
        *_asked_last(own, added),
        *([] if _tells_reporting(own) else [_reporting(material)]),
        *end.blocks,
    ]
    places = part_places(part) if part else []
    return written(blocks, [*places, *(basis for _, basis in led), *end.sources])


def _of_part(part: Part, numbers: Numbers) -> Iterator[DraftBlock]:
    """The part's blocks; what stands there under a title of its own ("Chế độ báo cáo") under a
    heading."""
    for at, opened in enumerate(part.headings):
        path = (*opened.path, opened.text)
        held = tuple(b for b in part.blocks if b.path[: len(path)] == path)
        if at and held:
            said = body(opened.text)
            name = cited(f"{said[:1].upper()}{said[1:]}", basis_of(part.record, opened))
            yield heading(2, fixed(numbers.heading(1)), name)
        yield from part_blocks(replace(part, headings=(opened,), blocks=held), numbers)


def _has_headings(blocks: Iterable[DraftBlock]) -> bool:
    return any(block.kind is BlockKind.HEADING for block in blocks)


def _asked_last(own: Sequence[DraftBlock], added: Sequence[DraftBlock]) -> Iterator[DraftBlock]:
    """The items with those added before the first body that is asked; headings numbered anew."""
    asked = (at for at, one in enumerate(own) if _is_title(one) and _asks(one))
    at = next(asked, len(own)) if _has_headings(added) else len(own)
    count = 0
    for block in (*own[:at], *added, *own[at:]):
        count += _is_title(block)
        if _is_title(block):
            block = replace(block, spans=(fixed(f"{count}. "), *block.spans[1:]))
        yield block


def _is_title(block: DraftBlock) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 2


def _asks(block: DraftBlock) -> bool:
    return fold(table("drafts/plan")["organisation"]["asks"]) in fold(block.text)


def _polite(blocks: Iterable[DraftBlock]) -> Iterator[DraftBlock]:
    """The blocks with "Đề nghị" before the Front, Party bodies and unions; below such a heading
    nothing more is needed."""
    is_below = False
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            is_below = is_asked(words_said(block))
        if block.kind is BlockKind.HEADING or not is_below:
            yield asking(block)
        else:
            yield block


# --- bodies that lead ------------------------------------------------------------------------


def _leading(material: Material, donors: Donors, part: Part | None) -> Iterator[tuple[str, Basis]]:
    """The bodies that lead targets and tasks of the unit's own papers and that the part leaves
    out, each by its first name."""
    owners = [
        (row.owner.figure.owner, row.owner.basis)
        for row in target_rows(material, donors)
        if row.owner and row.origin is Origin.OWN
    ]
    owners += [
        (row.cells["owner"], row.basis)
        for row in task_rows(material, donors)
        if "owner" in row.cells and row.model.source.unit == row.model.own.unit
    ]
    told: list[str] = [block.text for block in (part.blocks if part else ())]
    for cell, basis in owners:
        for name in _names(cell):
            if not any(_names_body(text, name) for text in told):
                told.append(name)
                yield name, basis


def _names(cell: str) -> Iterator[str]:
    """The bodies of a cell that are one body each: not "các phòng, đơn vị", nor the committee."""
    general = tuple(map(fold, table("drafts/plan")["organisation"]["general"]))
    for one in _between_bodies().split(cell):
        name = _with_others().sub("", one).strip(" .,")
        if name and bodies_asked(name) and not fold(name).startswith(general):
            yield name


@lru_cache
def _between_bodies() -> re.Pattern[str]:
    """Between two bodies of a cell: not within "Phòng Kinh tế, Hạ tầng và Đô thị"."""
    organs = "|".join(map(re.escape, table("issuers")["organs"]))
    return re.compile(rf"[;\n]|,\s*(?=(?:{organs}|[Cc]ác)(?!\w))")


@lru_cache
def _with_others() -> re.Pattern[str]:
    return re.compile(r"\s+và các\s.*$|\s*\([^)]*\)$")


def _names_body(text: str, name: str) -> bool:
    """True for a line that opens with the body, in full or abbreviated."""
    line = body(text.partition("\n")[0]).partition(":")[0]
    for before in ("giao ", "đề nghị "):
        line = line[len(before) :] if fold(line).startswith(before) else line
    wanted, said = _initials(name), _initials(line)
    return said.startswith(wanted) if len(wanted) > 2 else said == wanted


def _initials(name: str) -> str:
    """The first letters of a name, an abbreviation letter by letter, without its level: one for
    "Văn phòng HĐND và UBND phường" and "VP HĐND & UBND"."""
    levels, joining = table("issuers")["levels"], table("issuers")["joining"]
    said = [word for word in re.findall(r"[^\W_]+", name) if unaccent(word) not in joining]
    while said and fold(said[-1]) in levels:
        said.pop()
    return unaccent("".join(word if word.isupper() else word[:1] for word in said))


def _items(
    material: Material, led: Sequence[tuple[str, Basis]], numbers: Numbers, has_headings: bool
) -> Iterator[DraftBlock]:
    words = table("drafts/plan")["organisation"]
    for name, basis in led:
        asks = is_asked(name)
        said = filled(words["joins" if asks else "leads"], material.commission)
        who = [fixed(f"{words['asks']} ")] if asks else []
        if has_headings:
            yield heading(2, fixed(numbers.heading(1)), *who, cited(name, basis))
            yield paragraph(fixed(said))
        else:
            opened = fixed(numbers.next_item())
            yield item(opened, *who, cited(name, basis), fixed(f": {said[:1].lower()}{said[1:]}"))


# --- reporting -------------------------------------------------------------------------------


def _tells_reporting(blocks: Iterable[DraftBlock]) -> bool:
    words = tuple(map(fold, table("drafts/plan")["organisation"]["reporting"]))
    return any(word in fold(block.text) for block in blocks for word in words)


def _reporting(material: Material) -> DraftBlock:
    words = table("drafts/plan")["organisation"]
    opened = fixed(f"{filled(words['reports'], material.commission)} ")
    who, when = (say(f"assistant.draft_{key}") for key in ("no_lead", "no_report_day"))
    by = fixed(f"{words['by']} ")
    return paragraph(opened, left_open(who), by, left_open(when), fixed("."))
