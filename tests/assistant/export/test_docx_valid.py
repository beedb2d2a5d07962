"""The file itself: elements in the order of the schema, parts that fit, the same bytes again."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from assistant.drafting.draft import Span
from assistant.export.copies import Copy
from assistant.export.to_docx import to_docx
from tests.assistant.export.drafts import letter, plan, report
from tests.assistant.export.measured import opened

# Sequences of ECMA-376, part 1, as far as papers use them.
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind"
    " contextualSpacing jc textDirection textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike color spacing sz szCs highlight u shd vertAlign"
    " lang",
    "tblPr": "tblStyle tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols vAlign titlePg docGrid",
    "tbl": "tblPr tblGrid tr",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr endnotePr compat"
    " themeFontLang decimalSymbol listSeparator",
}
_REPEATED = {"headerReference", "footerReference", "tr"}
_DRAFTS = {"plan": plan(), "report": report(), "letter": letter()}
_CASES = [(name, copy) for name in _DRAFTS for copy in Copy]


def _xml(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return {name: archive.read(name).decode() for name in names}


@pytest.mark.parametrize(("name", "copy"), _CASES)
def test_elements_stand_in_the_order_of_the_schema(name: str, copy: Copy) -> None:
    wrong = []
    for part, xml in _xml(to_docx(_DRAFTS[name], copy)).items():
        for element in parse_xml(xml.encode()).iter():
            if not isinstance(element.tag, str):
                continue
            order = _ORDER.get(element.tag.split("}")[1], "").split()
            if not order or not part.startswith("word/") or "theme" in part:
                continue
            children = [child.tag.split("}")[1] for child in element]
            unknown = [child for child in children if child not in order]
            places = [order.index(child) for child in children if child in order]
            twice = {c for c in children if children.count(c) > 1} - _REPEATED
            if unknown or twice or places != sorted(places):
                wrong.append((part, element.tag.split("}")[1], children))
    assert wrong == []


@pytest.mark.parametrize(("name", "copy"), _CASES)
def test_every_style_that_is_used_exists(name: str, copy: Copy) -> None:
    data = to_docx(_DRAFTS[name], copy)
    known = {style.style_id for style in opened(data).styles}
    used = {
        element.get(qn("w:val"))
        for part, xml in _xml(data).items()
        if part.startswith("word/")
        for element in parse_xml(xml.encode()).iter(
            qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"), qn("w:basedOn")
        )
    }
    assert used <= known


@pytest.mark.parametrize(("name", "copy"), _CASES)
def test_every_part_is_known_by_its_type_and_every_relation_leads_to_a_part(
    name: str, copy: Copy
) -> None:
    with zipfile.ZipFile(BytesIO(to_docx(_DRAFTS[name], copy))) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        relations = parse_xml(archive.read("word/_rels/document.xml.rels"))
    for relation in relations:
        target = f"word/{relation.get('Target')}"
        assert target in names
        assert f'PartName="/{target}"' in types


@pytest.mark.parametrize("copy", Copy)
def test_the_same_draft_gives_the_same_bytes(copy: Copy) -> None:
    assert to_docx(plan(), copy) == to_docx(plan(), copy)


def test_the_file_carries_its_title_language_and_day_and_no_author() -> None:
    core = opened(to_docx(plan())).core_properties
    assert core.title == "Kế hoạch Chuyển đổi số của phường Bến Trúc năm 2027"
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.language == "vi-VN"
    assert core.created == datetime(2026, 11, 20, tzinfo=UTC)


def test_words_are_marked_as_vietnamese_for_the_spelling_check() -> None:
    styles = opened(to_docx(plan())).styles.element
    assert {lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))} == {"vi-VN"}


def test_word_opens_the_file_as_its_own_and_not_in_compatibility_mode() -> None:
    settings = opened(to_docx(plan())).settings.element
    modes = [
        s.get(qn("w:val"))
        for s in settings.iter(qn("w:compatSetting"))
        if s.get(qn("w:name")) == "compatibilityMode"
    ]
    assert modes == ["15"]


def test_a_very_long_subject_still_makes_a_file() -> None:
    draft = plan()
    head = replace(draft.head, subject=(Span("Chuyển đổi số " * 60),))
    core = opened(to_docx(replace(draft, head=head))).core_properties
    assert len(core.title) <= 255


def test_a_draft_without_a_day_still_makes_a_file() -> None:
    assert to_docx(replace(plan(), made=""))
