"""The styles of a Word file: one a component of the profile, so that an office can change them.

Elements stand in the order that the schema asks for (ECMA-376, part 1, 17.7).
"""

from assistant.export.profile import Align, Component, Profile

_ALIGNED = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}
_TWIPS = 1440 / 25.4  # in a millimetre
# Paragraphs of the running text: their first line is set in, and space stands between them.
_FLOWING = ("basis", "body", "article", "heading_1", "heading_2", "heading_3")
_TITLES = ("part", "part_title", "article", "heading_1", "heading_2", "heading_3")
_WITH_NEXT = (*_TITLES, "appendix_name", "appendix_title", "type", "measure", "table_group")
_CELLS = ("table_head", "table_cell", "table_number", "table_group")
_OUTLINE = {"heading_1": 0, "heading_2": 1, "heading_3": 2}  # for the navigation of Word
_CELL_SPACE = 2
_ABOVE_TITLE = 12
ABOVE_FOOT = 12
_ROOM_TO_SIGN = 66  # points between the office and the name of who signs
_BEFORE = {
    "number": 4,
    "place_date": 4,
    "recipients_label": ABOVE_FOOT,
    "type": _ABOVE_TITLE,
    "addressee": _ABOVE_TITLE,
    "signer": _ROOM_TO_SIGN,
    "measure": 6,
    "note": 6,
}
_AFTER = {"note": _CELL_SPACE, "measure": _CELL_SPACE, "appendix_note": 6}


def style_id(component: str) -> str:
    """The id of a component's style: "heading_1" → "Heading1", as Word names its own."""
    return component.title().replace("_", "")


def styles(profile: Profile) -> list[str]:
    """Every style of a paper, as XML, behind what holds for all of them."""
    components = (_of(key, component, profile) for key, component in profile.components.items())
    return [_defaults(profile), _NAMED_BY_WORD, *components, _OURS]


def _defaults(profile: Profile) -> str:
    font = profile.font
    fonts = f'w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"'
    size = _half_points(profile.components["body"].size.written)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="{profile.colour}"/>{size}'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240"'
        ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _of(key: str, component: Component, profile: Profile) -> str:
    name = component.name.replace(",", "")  # Word reads a comma as the start of another name
    name = f"heading {_OUTLINE[key] + 1}" if key in _OUTLINE else name
    marks = ("<w:b/><w:bCs/>" if component.bold else "") + (
        "<w:i/><w:iCs/>" if component.italic else ""
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="{int(key not in _OUTLINE)}"'
        f' w:styleId="{style_id(key)}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{_layout(key, component, profile)}</w:pPr>"
        f"<w:rPr>{marks}{_half_points(component.size.written)}</w:rPr></w:style>"
    )


def _layout(key: str, component: Component, profile: Profile) -> str:
    """pPr of a component's style: keepNext, pBdr, shd, spacing, ind, jc, outlineLvl."""
    parts = ["<w:keepNext/>" if key in _WITH_NEXT else ""]
    parts += ["<w:keepLines/>" if key in _TITLES else "", _BOX if key == "note" else ""]
    parts.append(_spacing(key, component, profile))
    if key in _FLOWING:
        parts.append(f'<w:ind w:firstLine="{round(profile.first_line.written * _TWIPS)}"/>')
    elif key == "note":
        parts.append('<w:ind w:left="113" w:right="113"/>')
    align = Align.JUSTIFY if key in _FLOWING else component.align
    parts.append(f'<w:jc w:val="{_ALIGNED[align]}"/>' if align else "")
    parts.append(f'<w:outlineLvl w:val="{_OUTLINE[key]}"/>' if key in _OUTLINE else "")
    return "".join(parts)


def _spacing(key: str, component: Component, profile: Profile) -> str:
    before = component.before or _BEFORE.get(key, 0)
    after = 0.0
    line = 1.0
    if key in _FLOWING:
        before, line = profile.between.written, profile.line_spacing.written
    elif key in _CELLS:
        before = after = _CELL_SPACE
    elif key in _AFTER:
        after = _AFTER[key]
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
        f' w:line="{round(line * 240)}" w:lineRule="auto"/>'
    )


def _half_points(size: float) -> str:
    return f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


def _border(side: str, space: int = 0, kind: str = "single") -> str:
    return f'<w:{side} w:val="{kind}" w:sz="6" w:space="{space}" w:color="000000"/>'


def _borders(*sides: str, space: int = 0) -> str:
    return "".join(_border(side, space) for side in sides)


_BOX = (
    f"<w:pBdr>{_borders('top', 'left', 'bottom', 'right', space=4)}</w:pBdr>"
    '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
)

_NAMED_BY_WORD = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/>'
    '<w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr>'
    '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference">'
    '<w:name w:val="footnote reference"/><w:rPr><w:b w:val="0"/><w:i w:val="0"/>'
    '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'
    "</w:style>"
)

# The line under a part of the head, what stands between two tables or ends a section, and tables.
_OURS = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Line"><w:name w:val="Đường kẻ"/>'
    f'<w:basedOn w:val="Normal"/><w:pPr><w:pBdr>{_border("top", 1)}</w:pBdr>'
    '<w:spacing w:before="40" w:after="0" w:line="120" w:lineRule="exact"/><w:jc w:val="center"/>'
    '</w:pPr><w:rPr><w:sz w:val="8"/><w:szCs w:val="8"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Gap"><w:name w:val="Ngăn cách"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="20"'
    ' w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="Bảng kẻ"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f"{_borders('top', 'left', 'bottom', 'right', 'insideH', 'insideV')}</w:tblBorders>"
    '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="Columns"><w:name w:val="Hai cột"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)

# Word of 2013 and later reads the file as its own, without "compatibility mode".
SETTINGS_HEAD = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
)
SETTINGS_FOOT = (
    "<w:compat><w:doNotExpandShiftReturn/>"  # a broken line of justified text is not stretched
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    + '</w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/>'
)
