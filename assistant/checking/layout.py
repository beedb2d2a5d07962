"""The pages of a .docx file against the layout profile of its kind of body.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I; for the Party Hướng dẫn 05-HD/VPTW. The numbers are the
data that drafts are written by (`prompts/data/page_layout.toml`). A fault names a part of the page
and what is wrong with it once, with how many paragraphs it is wrong in.
"""

import math
import re
from collections.abc import Iterator, Sequence

from assistant.checking.docx_page import Line, PageFormat, Pages, measure
from assistant.checking.fault import Fault, Severity
from assistant.checking.own_notes import is_drafters
from assistant.checking.paper import Paper, is_law
from assistant.checking.parts import is_party
from assistant.export.profile import Align, Component, Profile, profile
from ingest.codes import name_of_type
from ingest.layout import (
    is_attachment,
    is_caps,
    is_date_line,
    is_number_line,
    is_recipients,
    is_signature,
)
from ingest.shapes import Rank, marker
from ingest.text import fold
from prompts import say
from prompts import table as data

_NEAR = 0.6  # millimetres that a margin may differ by: Word rounds to twentieths of a point
_HEAD = 30  # lines in which the head of a paper stands
_LONG = 120  # characters of a paragraph of the body
_FEW = 42  # printed lines of a paper of one page, which needs no page number
_LINE = 80  # characters of a printed line
_CELLS = 4  # cells of a row

_Placed = tuple[str, Line]  # the part of the page that a line is


def layout(paper: Paper) -> Iterator[Fault]:
    """What of the pages is not as the profile has it; nothing for a file that is no .docx."""
    if not is_measured(paper) or paper.path is None:
        return
    rules = profile("dang" if is_party(paper) else "nha_nuoc")
    pages = measure(paper.path)
    yield from _paper(paper, rules, pages)
    yield from _page_number(paper, pages)
    yield from _font(paper, rules, pages)
    placed = list(_placed(paper, pages))
    for name, component in rules.components.items():
        if not component.is_custom:
            lines = [line for part, line in placed if part == name]
            yield from _component(paper, component, lines)
    yield from _body(paper, rules, [line for part, line in placed if part == "body"])


def is_measured(paper: Paper) -> bool:
    """True for a paper that a profile is for, in a file whose pages can be measured."""
    return not why_unmeasured(paper)


def why_unmeasured(paper: Paper) -> str:
    """The message that says why the pages are not measured; "" where they are.

    Laws and decrees are laid out by the decree on normative documents, which no profile holds yet.
    """
    if paper.path is None or paper.path.suffix.lower() != ".docx":
        return "checking.no_docx"
    return "checking.no_profile" if is_law(paper) else ""


# --- pages ------------------------------------------------------------------------------------


def _paper(paper: Paper, rules: Profile, pages: Pages) -> Iterator[Fault]:
    upright = [page for page in pages.formats if not page.is_landscape]
    for page in pages.formats:
        sides = sorted((page.width, page.height))
        wrong = [abs(one - other) > 1 for one, other in zip(sides, rules.paper, strict=True)]
        if any(wrong):
            size = f"{page.width:g} × {page.height:g} mm"
            yield paper.fault("layout", "layout_paper", size=size)
            break
    for side, rule in rules.margins.items():
        found = [page.margins[side] for page in upright if not _within(page.margins[side], rule)]
        if found:
            yield paper.fault(
                "layout",
                "layout_margin",
                side=say(f"checking.side_{side}", paper.language),
                found=_mm(found[0]),
                least=_mm(rule.least),
                most=_mm(rule.most),
            )


def _within(value: float, rule: object) -> bool:
    least, most = getattr(rule, "least", 0.0), getattr(rule, "most", 0.0)
    return bool(least - _NEAR <= value <= most + _NEAR)


def _mm(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _page_number(paper: Paper, pages: Pages) -> Iterator[Fault]:
    """In the middle of the top margin, and not on page 1."""
    first = pages.formats[0]
    if not any(page.numbered_in for page in pages.formats):
        if _printed(pages) > _FEW:
            yield paper.fault("layout", "layout_no_number")
        return
    if any(page.numbered_in == "footer" for page in pages.formats):
        yield paper.fault("layout", "layout_number_below")
    elif _is_off_centre(pages.formats):
        yield paper.fault("layout", "layout_number_side")
    if first.numbered_in and not first.hides_first:
        yield paper.fault("layout", "layout_number_first")


def _printed(pages: Pages) -> float:
    """About how many lines the paper has in print; a row of a table is one."""
    text = sum(math.ceil(len(line.text) / _LINE) for line in pages.lines if not line.in_table)
    return text + sum(line.in_table for line in pages.lines) / _CELLS


def _is_off_centre(pages: Sequence[PageFormat]) -> bool:
    return any(page.numbered_in and page.number_align != "center" for page in pages)


def _font(paper: Paper, rules: Profile, pages: Pages) -> Iterator[Fault]:
    """Lines in another font, symbols apart."""
    wrong = [line for line in pages.lines if line.font and line.font != rules.font]
    if wrong:
        yield _told(paper, "layout_font", wrong, found=wrong[0].font, right=rules.font)


# --- which part a line is ---------------------------------------------------------------------


def _placed(paper: Paper, pages: Pages) -> Iterator[_Placed]:
    """The part of each line that a rule is known of."""
    stage = "head"
    typed = False
    for at, line in enumerate(pages.lines):
        if is_drafters(line.text):
            continue
        if is_recipients(line.text):
            stage = "foot"
        elif _opens_annex(line.text):
            stage = "annex"
        name = _part(paper, line, at, stage, typed)
        if name:
            yield name, line
        stage = "annex" if name == "signer" else stage  # what follows the name is attached
        typed = at < _HEAD and _is_type(line.text)


def _part(paper: Paper, line: Line, at: int, stage: str, typed: bool) -> str:
    """The name of the part in the profile; "" for a line that no rule is known of."""
    text, folded = line.text, fold(line.text)
    if stage == "head" and at < _HEAD and (name := _head_part(text, folded, typed)):
        return name
    if stage == "foot":
        return _foot_part(paper, text)
    if stage == "annex" and (is_attachment(text) or _opens_annex(text)):
        whole = re.fullmatch(r"(?i)phụ lục(?:\s+(?:số\s+)?[IVX\d]+)?", text.strip(" .:"))
        return "appendix_note" if is_attachment(text) else "appendix_name" if whole else ""
    if line.in_table:
        return ""
    return _text_part(text, folded)


def _head_part(text: str, folded: str, typed: bool) -> str:
    if folded.startswith("cộng hòa xã hội chủ nghĩa") or folded == "đảng cộng sản việt nam":
        return "state"
    if folded.startswith("độc lập - tự do"):
        return "motto"
    if is_number_line(text):
        return "number"
    if is_date_line(text):
        return "place_date"
    if re.match(r"v/v\s", folded):
        return "letter_subject"
    if _is_type(text):
        return "type"
    return "subject" if typed else ""


def _is_type(text: str) -> bool:
    """True for "KẾ HOẠCH"; "QUYẾT ĐỊNH:" opens what is decided."""
    return bool(name_of_type(text)) and is_caps(text) and not text.endswith(":")


def _foot_part(paper: Paper, text: str) -> str:
    if is_recipients(text):
        return "recipients_label"
    if is_signature(text):
        return "authority"
    if text == paper.document.front.signer:
        return "signer"
    return "recipients" if re.match(r"[-–]\s*\S", text) and not is_caps(text) else ""


def _text_part(text: str, folded: str) -> str:
    if folded.startswith("căn cứ ") and text.rstrip().endswith((";", ".", ",")):
        return "basis"
    found = marker(text)
    if found and found.rank is Rank.ROMAN and is_caps(found.body):
        return "heading_1"
    if found and found.rank is Rank.ARTICLE:
        return "article" if len(text) < _LONG else ""
    opens = tuple(map(fold, data("checking")["parts"]["opens_basis"]))
    return "body" if len(text) > _LONG and not folded.startswith(opens) else ""


def _opens_annex(text: str) -> bool:
    found = marker(text)
    return found is not None and found.rank is Rank.ANNEX


# --- parts ------------------------------------------------------------------------------------


def _component(paper: Paper, rule: Component, lines: Sequence[Line]) -> Iterator[Fault]:
    """Size, weight, slant, capitals and place of the lines of one part."""
    sized = [line for line in lines if not rule.size.holds(line.size)]
    if sized:
        yield _told(
            paper,
            "layout_size",
            sized,
            part=rule.name,
            found=_mm(sized[0].size),
            right=_span(rule),
        )
    for name, wanted in (("bold", rule.bold), ("italic", rule.italic)):
        wrong = [line for line in lines if getattr(line, name) is not wanted]
        if wrong:
            key = f"layout_{name}" if wanted else f"layout_not_{name}"
            yield _told(paper, key, wrong, part=rule.name)
    small = [line for line in lines if rule.caps and not is_caps(line.text)]
    if small:
        yield _told(paper, "layout_caps", small, part=rule.name)
    aside = [line for line in lines if rule.align and not _stands(line, rule.align)]
    if aside and rule.align:
        side = say(f"checking.align_{rule.align}", paper.language)
        yield _told(paper, "layout_align", aside, Severity.LOOK, part=rule.name, right=side)


def _stands(line: Line, align: Align) -> bool:
    """Left and justified differ only where a line is full."""
    if align in (Align.LEFT, Align.JUSTIFY) and len(line.text) < _LONG:
        return line.align in ("left", "justify")
    return line.align == align


def _span(rule: Component) -> str:
    least, most = _mm(rule.size.least), _mm(rule.size.most)
    return least if least == most else f"{least}-{most}"


def _body(paper: Paper, rules: Profile, lines: Sequence[Line]) -> Iterator[Fault]:
    """First lines and line spacing of the text."""
    flat = [line for line in lines if not rules.first_line.holds(line.first_line)]
    if len(flat) > len(lines) / 2:
        yield _told(
            paper,
            "layout_first_line",
            flat,
            Severity.LOOK,
            found=_mm(flat[0].first_line),
            least=_mm(rules.first_line.least),
            most=_mm(rules.first_line.most),
        )
    spaced = [line for line in lines if line.spacing and not rules.line_spacing.holds(line.spacing)]
    if spaced:
        yield _told(
            paper,
            "layout_spacing",
            spaced,
            found=_mm(round(spaced[0].spacing or 0, 2)),
            least=_mm(rules.line_spacing.least),
            most=_mm(rules.line_spacing.most),
        )


def _told(
    paper: Paper,
    key: str,
    lines: Sequence[Line],
    severity: Severity | None = None,
    part: str = "",
    found: str = "",
    right: str = "",
    least: str = "",
    most: str = "",
) -> Fault:
    text = lines[0].text
    block = next((b for b in paper.blocks if not b.table and text[:60] in b.text), None)
    return paper.fault(
        "layout",
        key,
        block,
        text,
        severity=severity,
        part=part,
        found=found,
        right=right,
        least=least,
        most=most,
        places=len(lines),
    )
