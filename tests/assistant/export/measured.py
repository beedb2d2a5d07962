"""What a paragraph of a Word file looks like, worked out from its runs and styles as Word does."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

Element: TypeAlias = Any  # lxml publishes no types of its own

MM = 36_000  # in the units of python-docx
_TWIPS = 1440 / 25.4


@dataclass(frozen=True)
class Measured:
    """Sizes and spacing in points, indents in millimetres."""

    text: str
    fonts: frozenset[str]
    sizes: frozenset[float]
    bold: bool
    italic: bool
    align: str
    first_line: float
    left: float
    right: float
    before: float
    after: float
    line: float  # in lines; an exact height is in points below zero
    keeps_next: bool
    borders: frozenset[str]


def opened(data: bytes) -> Word:
    """The file, read back by python-docx."""
    return docx.Document(io.BytesIO(data))


def every(word: Word) -> list[Measured]:
    """All paragraphs of the body in order, those of tables among them."""
    return [measured(word, Paragraph(p, word._body)) for p in word.element.body.iter(qn("w:p"))]


def find(word: Word, start: str) -> Measured:
    """The first paragraph that begins with these words."""
    return next(m for m in every(word) if m.text.startswith(start))


def after(word: Word, start: str) -> Measured:
    """The paragraph behind the first that begins with these words."""
    found = every(word)
    return found[next(i for i, m in enumerate(found) if m.text.startswith(start)) + 1]


def measured(word: Word, of: Paragraph) -> Measured:
    """The paragraph as it is shown; bold and italic where all of its words are."""
    chain = [of._p.find(qn("w:pPr")), *_styles(word, of, "pPr"), _default(word, "pPr")]
    runs = [r for r in of.runs if r.text.strip() and not r.font.superscript]
    looks = [
        [r._r.find(qn("w:rPr")), *_styles(word, of, "rPr"), _default(word, "rPr")] for r in runs
    ]
    line, rule = _attribute(chain, "spacing", "line"), _attribute(chain, "spacing", "lineRule")
    height = float(line or 240)
    borders: Element = next(_all(chain, "pBdr"), ())
    return Measured(
        text=of.text,
        fonts=frozenset(_attribute(look, "rFonts", "ascii") or "" for look in looks),
        sizes=frozenset(float(_attribute(look, "sz", "val") or 0) / 2 for look in looks),
        bold=bool(looks) and all(_is_on(look, "b") for look in looks),
        italic=bool(looks) and all(_is_on(look, "i") for look in looks),
        align=_attribute(chain, "jc", "val") or "left",
        first_line=_mm(chain, "firstLine"),
        left=_mm(chain, "left"),
        right=_mm(chain, "right"),
        before=float(_attribute(chain, "spacing", "before") or 0) / 20,
        after=float(_attribute(chain, "spacing", "after") or 0) / 20,
        line=-height / 20 if rule == "exact" else height / 240,
        keeps_next=_is_on(chain, "keepNext"),
        borders=frozenset(side.tag.split("}")[1] for side in borders),
    )


def _styles(word: Word, of: Paragraph, part: str) -> Iterator[Element]:
    by_id = {style.get(qn("w:styleId")): style for style in word.styles.element}
    style = by_id.get(of._p.style or "Normal")
    while style is not None:
        yield style.find(qn(f"w:{part}"))
        based = style.find(qn("w:basedOn"))
        style = by_id.get(based.get(qn("w:val"))) if based is not None else None


def _default(word: Word, part: str) -> Element:
    path = f"{qn('w:docDefaults')}/{qn(f'w:{part}Default')}/{qn(f'w:{part}')}"
    return word.styles.element.find(path)


def _all(chain: list[Element], name: str) -> Iterator[Element]:
    for properties in chain:
        found = properties.find(qn(f"w:{name}")) if properties is not None else None
        if found is not None:
            yield found


def _attribute(chain: list[Element], name: str, attribute: str) -> str | None:
    found = (element.get(qn(f"w:{attribute}")) for element in _all(chain, name))
    return next((value for value in found if value is not None), None)


def _is_on(chain: list[Element], name: str) -> bool:
    first = next(_all(chain, name), None)
    return first is not None and first.get(qn("w:val"), "1") not in ("0", "false")


def _mm(chain: list[Element], attribute: str) -> float:
    return float(_attribute(chain, "ind", attribute) or 0) / _TWIPS
