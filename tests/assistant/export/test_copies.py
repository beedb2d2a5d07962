"""A draft with its sources as footnotes or as an annex, or clean; what is open always shows."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from assistant.drafting.draft import BlockKind, Draft, DraftBlock, Grid, Section, Span, State
from assistant.export.copies import Copy
from assistant.export.to_docx import to_docx
from tests.assistant.export.drafts import (
    DECREE,
    OPEN,
    TARGET,
    TASK,
    block,
    cited,
    left_open,
    letter,
    line,
    plan,
)
from tests.assistant.export.measured import every, find, opened

_COLOURS = {State.OPEN: "yellow", State.CHECK: "cyan", State.ADAPTED: "green"}


def _of(*spans: Span | str) -> Draft:
    """A draft whose text is one paragraph of these spans."""
    whole = plan()
    text = Section("text", "", (block(BlockKind.PARAGRAPH, *spans),))
    foot = replace(whole.foot, signer=(Span("Đinh Quang Hưng"),))
    return replace(whole, sections=(text,), foot=foot, notes=())


def _part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def _footnotes(data: bytes) -> list[str]:
    root = parse_xml(_part(data, "word/footnotes.xml").encode())
    notes = [note for note in root if note.get(qn("w:type")) is None]
    return ["".join(t.text or "" for t in note.iter(qn("w:t"))).strip() for note in notes]


def test_every_source_is_a_real_footnote_with_its_place_and_words() -> None:
    data = to_docx(_of(cited("Một", TASK), " và ", cited("hai", TARGET), "."), Copy.FOOTNOTES)
    assert _footnotes(data) == [
        "Kế hoạch số 31/KH-UBND ngày 15/01/2026, III. NHIỆM VỤ › 1. Hạ tầng số, trang 4:"
        " “Phủ sóng wifi công cộng tại 12 nhà văn hóa <tổ dân phố> & chợ.”",
        "Kế hoạch số 31/KH-UBND ngày 15/01/2026, II. CHỈ TIÊU, dòng 3:"
        " “3 | Hồ sơ trực tuyến | % | 85”",
    ]


def test_footnotes_have_separators_that_the_settings_know_and_references_that_lead_to_them() -> (
    None
):
    data = to_docx(plan(), Copy.FOOTNOTES)
    root = parse_xml(_part(data, "word/footnotes.xml").encode())
    kinds = [(note.get(qn("w:id")), note.get(qn("w:type"))) for note in root]
    assert kinds[:2] == [("-1", "separator"), ("0", "continuationSeparator")]
    word = opened(data)
    settings = word.settings.element.find(qn("w:footnotePr"))
    assert [note.get(qn("w:id")) for note in settings] == ["-1", "0"]
    references = [r.get(qn("w:id")) for r in word.element.body.iter(qn("w:footnoteReference"))]
    assert references == [number for number, kind in kinds if kind is None]
    styles = {style.style_id for style in word.styles}
    assert {"FootnoteText", "FootnoteReference"} <= styles


def test_a_source_that_is_cited_again_has_a_footnote_without_its_words() -> None:
    spans = (cited("Một", TASK), "; ", cited("hai", TARGET), "; ", cited("ba", TASK))
    first, _, second = _footnotes(to_docx(_of(*spans), Copy.FOOTNOTES))
    assert "wifi" in first
    assert "wifi" not in second
    assert second.endswith("trang 4 (đã dẫn)")


def test_two_references_in_a_row_are_not_read_as_one_number() -> None:
    data = to_docx(_of(cited("Một", TASK, TARGET), "."), Copy.FOOTNOTES)
    assert find(opened(data), "Một").text == "Một,./."


def test_a_source_of_several_spans_in_a_row_is_named_once() -> None:
    spans = (
        cited("Phủ sóng tại ", TASK),
        cited("phường Bến Trúc", TASK, state=State.ADAPTED),
        cited(" trong năm", TASK),
    )
    assert len(_footnotes(to_docx(_of(*spans), Copy.FOOTNOTES))) == 1
    assert find(opened(to_docx(_of(*spans), Copy.ANNEX)), "Phủ sóng").text.count("[2]") == 1


def test_set_words_between_two_spans_of_a_source_do_not_name_it_twice() -> None:
    spans = (cited("Kế hoạch số 31/KH-UBND", TASK), " ngày ", cited("15/01/2026", TASK), ".")
    text = find(opened(to_docx(_of(*spans), Copy.ANNEX)), "Kế hoạch số 31").text
    assert text == "Kế hoạch số 31/KH-UBND ngày 15/01/2026[2]./."


def test_a_row_names_a_source_again_only_behind_another_one() -> None:
    row = line("1", *(cited(str(n), basis) for n, basis in enumerate([TASK, TASK, TARGET, TASK])))
    grid = Grid(("TT", "A", "B", "C", "D"), (0.2,) * 5, (row, row))
    whole = _of()
    table = Section("table", "", (DraftBlock(BlockKind.TABLE, grid=grid),))
    word = opened(to_docx(replace(whole, sections=(table,)), Copy.ANNEX))
    rows = [[cell.text for cell in row.cells] for row in word.tables[1].rows]
    assert rows[1:] == [["1", "0[2]", "1", "2[3]", "3[2]"]] * 2


def test_sentences_of_one_source_name_it_behind_the_last() -> None:
    spans = (cited("Một", TASK), ". ", cited("Hai;", TASK), " ", cited("ba", TASK))
    text = find(opened(to_docx(_of(*spans), Copy.ANNEX)), "Một").text
    assert text == "Một. Hai; ba[2]./."


def test_a_sentence_of_set_words_does_not_seem_to_stand_on_the_next_source() -> None:
    spans = (cited("Một", TASK), ". Giao các đơn vị thực hiện. ", cited("Hai", TASK))
    text = find(opened(to_docx(_of(*spans), Copy.ANNEX)), "Một").text
    assert text == "Một[2]. Giao các đơn vị thực hiện. Hai[2]./."


def test_the_annex_lists_every_source_with_its_number_place_and_words() -> None:
    word = opened(to_docx(plan(), Copy.ANNEX))
    rows = [[cell.text for cell in row.cells] for row in word.tables[-1].rows]
    assert rows == [
        ["Số", "Văn bản", "Vị trí", "Nguyên văn"],
        ["[1]", "Kế hoạch số 31/KH-UBND ngày 15/01/2026", "", DECREE.quote],
        [
            "[2]",
            "Kế hoạch số 31/KH-UBND ngày 15/01/2026",
            "III. NHIỆM VỤ › 1. Hạ tầng số, trang 4",
            TASK.quote,
        ],
        [
            "[3]",
            "Kế hoạch số 31/KH-UBND ngày 15/01/2026",
            "II. CHỈ TIÊU, dòng 3",
            TARGET.quote,
        ],
    ]
    assert find(word, "NGUỒN TRÍCH DẪN").bold
    assert (
        "word/footnotes.xml" not in zipfile.ZipFile(BytesIO(to_docx(plan(), Copy.ANNEX))).namelist()
    )


def test_markers_of_the_annex_are_raised_and_lead_to_its_rows() -> None:
    word = opened(to_docx(plan(), Copy.ANNEX))
    raised = [r.text for p in word.paragraphs for r in p.runs if r.font.superscript]
    assert set(raised) == {"[1]", "[2]", "[3]"}


@pytest.mark.parametrize("state", _COLOURS)
def test_what_is_to_be_looked_at_has_its_own_colour(state: State) -> None:
    word = opened(to_docx(_of("Đạt ", cited("85%", TARGET, state=state), ".")))
    runs = [r for p in word.paragraphs for r in p.runs if r.text.startswith("85%")]
    highlights = [r._r.find(f"{qn('w:rPr')}/{qn('w:highlight')}") for r in runs]
    assert [h.get(qn("w:val")) for h in highlights] == [_COLOURS[state]]


def test_what_is_settled_has_no_colour() -> None:
    spans = (Span("Một "), cited("hai ", TASK), cited("ba", TARGET, state=State.COMPUTED))
    assert "w:highlight" not in opened(to_docx(_of(*spans))).element.body.xml


def test_a_note_on_words_is_a_footnote_or_a_remark_and_never_both() -> None:
    draft = _of(left_open("Chưa giao chỉ tiêu"), "; ", left_open("Chưa giao chỉ tiêu"), ".")
    assert _footnotes(to_docx(draft, Copy.FOOTNOTES)) == ["Cần xem: Chưa giao chỉ tiêu"]
    remarked = to_docx(draft, Copy.ANNEX)
    assert _part(remarked, "word/comments.xml").count("Chưa giao chỉ tiêu") == 1
    assert "w:date" not in _part(remarked, "word/comments.xml")


def test_a_clean_copy_has_no_sources_notes_remarks_or_colours() -> None:
    data = to_docx(plan(), Copy.CLEAN)
    names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    text = "\n".join(found.text for found in every(opened(data)))
    assert not names & {"word/footnotes.xml", "word/comments.xml"}
    assert "w:highlight" not in opened(data).element.body.xml
    assert "Ghi chú cho người soạn" not in text
    assert "NGUỒN TRÍCH DẪN" not in text


def test_a_clean_copy_still_shows_what_is_open() -> None:
    text = "\n".join(found.text for found in every(opened(to_docx(plan(), Copy.CLEAN))))
    assert text.count(OPEN) == 5
    assert text.count("[CẦN KIỂM TRA]") == 1


def test_an_open_span_shows_its_mark_even_where_its_words_lack_it() -> None:
    spans = (Span("", State.OPEN), " và ", Span("12/QĐ-UBND", State.CHECK), ".")
    found = find(opened(to_docx(_of(*spans), Copy.CLEAN)), OPEN)
    assert found.text == f"{OPEN} và 12/QĐ-UBND [CẦN KIỂM TRA]./."


def _banner(draft: Draft, copy: Copy) -> str:
    header = opened(to_docx(draft, copy)).sections[0].first_page_header
    return "\n".join(p.text for p in header.paragraphs)


def test_the_first_page_says_that_a_machine_helped() -> None:
    for copy in (Copy.FOOTNOTES, Copy.ANNEX):
        assert "DỰ THẢO do máy hỗ trợ soạn" in _banner(plan(), copy)
        assert "Không có kết quả năm 2026 của mục Xã hội số." in _banner(plan(), copy)
        assert "Tô vàng" in _banner(plan(), copy)
    assert "Tô vàng" not in _banner(letter(), Copy.ANNEX)  # nothing in it has a colour


def test_a_clean_copy_says_so_as_long_as_something_is_open() -> None:
    assert "DỰ THẢO do máy hỗ trợ soạn" in _banner(plan(), Copy.CLEAN)
    assert "Không có kết quả" not in _banner(plan(), Copy.CLEAN)
    assert _banner(letter(), Copy.CLEAN) == ""
    adapted = _of("Tại ", cited("phường Bến Trúc", TASK, state=State.ADAPTED), ".")
    assert "DỰ THẢO" in _banner(adapted, Copy.CLEAN)


def test_a_note_to_the_drafter_stands_in_a_box() -> None:
    note = find(opened(to_docx(plan())), "Ghi chú cho người soạn: Mục này")
    assert note.borders == {"top", "left", "bottom", "right"}


def test_words_that_only_look_like_marks_of_a_file_format_stay_words() -> None:
    text = "5 < 6 & 7 > 2; <w:p/> &amp; \x0b\x00\ud800]]>"
    draft = _of(cited(text, replace(TASK, quote=text)), ".")
    shown = "5 < 6 & 7 > 2; <w:p/> &amp; ]]>"
    for copy in Copy:
        data = to_docx(replace(draft, sources=(replace(TASK, quote=text),)), copy)
        assert find(opened(data), "5 < 6").text.startswith(shown)


def test_an_empty_draft_is_still_a_paper() -> None:
    empty = replace(plan(), sections=(), sources=(), notes=())
    texts = [found.text for found in every(opened(to_docx(empty)))]
    assert "KẾ HOẠCH" in texts
    assert "Nơi nhận:" in texts
    hollow = Section("x", "", (DraftBlock(BlockKind.PARAGRAPH),))
    assert to_docx(replace(empty, sections=(hollow,)))
