"""A draft revised: edited text is kept and held against the sources again, other sections stay."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.draft import (
    CHECK_MARK,
    OPEN_MARK,
    BlockKind,
    Draft,
    DraftBlock,
    Grid,
    Line,
    Section,
    Span,
    State,
    source_key,
    words_of,
)
from assistant.drafting.edited import respanned
from assistant.drafting.open_points import (
    Point,
    PointKind,
    counts,
    counts_told,
    open_points,
    to_do,
)
from assistant.drafting.places import Where
from assistant.drafting.revise import confirmed, redrafted, section_in, with_text
from assistant.drafting.section_text import section_text
from assistant.drafting.written import cited, computed, fixed, left_open, to_check
from assistant.table_rows import place_of_row
from ingest.errors import CancuError
from tests.assistant.drafting.desk import Desk, drafting
from tests.assistant.papers import TODAY, paper, table

_PLAN = f"""
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Căn cứ Quyết định số 40/QĐ-UBND ngày 05/3/2025 của UBND tỉnh Lam Giang về bộ tiêu chí chuyển đổi số;

Ủy ban nhân dân phường Bến Trúc ban hành Kế hoạch như sau:

I. CHỈ TIÊU

{
    table(
        "TT | Chỉ tiêu | Đơn vị tính | Kết quả năm 2025 | Chỉ tiêu năm 2026",
        "1 | Hồ sơ nộp trực tuyến | % | 71 | 85",
        "2 | Nhà văn hóa có internet | nhà | 12 | 16",
        "3 | Vốn đầu tư | tỷ đồng | 12,5 | 20",
    )
}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    papers = {"plan.txt": paper(_PLAN, subject="Chuyển đổi số phường Bến Trúc năm 2026")}
    with drafting(tmp_path_factory.mktemp("revising"), papers) as desk:
        yield desk


@pytest.fixture(scope="module")
def draft(desk: Desk) -> Draft:
    """A plan with its căn cứ as drafted, and a section of targets on the rows of the paper."""
    made = desk.draft("ke-hoach", "Bến Trúc", "2027", "chuyển đổi số")
    record = desk.store.catalog.documents()[0]
    held = next(block for block in desk.store.catalog.blocks(record.id) if block.table)
    rows = [place_of_row(record, held, at) for at in range(3)]
    one, two, three = rows
    blocks = (
        DraftBlock(BlockKind.HEADING, (fixed("II. CHỈ TIÊU"),), 1),
        DraftBlock(
            BlockKind.PARAGRAPH,
            (
                fixed("Năm trước không đạt mức "),
                cited("85% hồ sơ nộp trực tuyến", one),
                fixed(", kém "),
                computed("14%", "85 - 71", one),
                fixed("."),
            ),
        ),
        DraftBlock(BlockKind.PARAGRAPH, (cited("Vốn đầu tư 12,5 tỷ đồng", three), fixed("."))),
        DraftBlock(BlockKind.ITEM, (fixed("- "), to_check("Nhà văn hóa 16 nhà", "Số cũ.", two))),
        DraftBlock(
            BlockKind.TABLE,
            grid=Grid(
                ("TT", "Chỉ tiêu", "Kết quả", "Chỉ tiêu năm 2027"),
                (0.1, 0.5, 0.2, 0.2),
                tuple(
                    Line(
                        (
                            (fixed(str(number)),),
                            (cited(words, row),),
                            (cited(result, row),),
                            (left_open("Chỉ tiêu năm tới."),),
                        )
                    )
                    for number, words, result, row in (
                        (1, "Hồ sơ nộp trực tuyến", "71%", one),
                        (2, "Nhà văn hóa | có internet", "12", two),
                    )
                ),
            ),
        ),
    )
    targets = Section("targets", "II. CHỈ TIÊU", blocks)
    sections = tuple(targets if one.id == "targets" else one for one in made.sections)
    return replace(made, sections=sections, sources=(*made.sources, *rows))


def _edited(draft: Draft, old: str, new: str) -> Draft:
    text = section_text(_targets(draft))
    assert text.count(old) == 1, text
    return with_text(draft, "targets", text.replace(old, new)).draft


def _targets(draft: Draft) -> Section:
    section = draft.section("targets")
    assert section
    return section


def _rows(draft: Draft) -> tuple[Line, ...]:
    grid = next(block.grid for block in _targets(draft).blocks if block.grid)
    return grid.rows


def _states(spans: tuple[Span, ...]) -> list[tuple[str, State]]:
    return [(span.text, span.state) for span in spans]


def _points(draft: Draft, kind: PointKind) -> list[Point]:
    return [point for point in open_points(draft) if point.kind is kind]


def test_a_text_that_was_not_changed_changes_nothing(draft: Draft) -> None:
    for section in draft.sections:
        same = with_text(draft, section.id, section_text(section) + "\n\n")
        assert same.draft == draft
        assert same.changes == ()


def test_a_changed_figure_of_a_cited_cell_is_edited_and_the_rest_stays_cited(draft: Draft) -> None:
    new = _edited(draft, "85% hồ sơ", "90% hồ sơ")
    spans = _targets(new).blocks[1].spans
    assert ("90% ", State.EDITED) in _states(spans)
    assert ("hồ sơ nộp trực tuyến", State.CITED) in _states(spans)
    kept = next(span for span in spans if span.state is State.CITED)
    assert kept.sources == (source_key(draft.sources[-3]),)
    assert _targets(new).is_edited
    assert [point.words for point in _points(new, PointKind.UNSUPPORTED)] == ["90%"]


def test_other_lines_and_sections_keep_their_spans(draft: Draft) -> None:
    new = _edited(draft, "85% hồ sơ", "90% hồ sơ")
    assert _targets(new).blocks[2:] == _targets(draft).blocks[2:]
    assert [s for s in new.sections if s.id != "targets"] == [
        s for s in draft.sections if s.id != "targets"
    ]


def test_a_figure_of_another_lines_source_is_told_from_one_of_none(draft: Draft) -> None:
    new = _edited(draft, "85% hồ sơ", "16 nhà hồ sơ")
    assert _points(new, PointKind.UNSUPPORTED) == []
    (point,) = _points(new, PointKind.ELSEWHERE)
    assert point.words == "16"


def test_a_figure_of_the_lines_own_source_is_no_point(draft: Draft) -> None:
    new = _edited(draft, "85% hồ sơ", "71% hồ sơ")
    assert _points(new, PointKind.UNSUPPORTED) + _points(new, PointKind.ELSEWHERE) == []


def test_a_changed_measure_behind_a_cited_number_is_another_figure(draft: Draft) -> None:
    new = _edited(draft, "12,5 tỷ đồng", "12,5 triệu đồng")
    assert [point.words for point in _points(new, PointKind.UNSUPPORTED)] == ["12,5 triệu đồng"]
    assert "12,5 triệu đồng" in _targets(new).blocks[2].text


def test_a_word_taken_out_of_a_cited_sentence_is_told(draft: Draft) -> None:
    new = _edited(draft, "85% hồ sơ nộp trực tuyến", "85% nộp trực tuyến")
    (point,) = _points(new, PointKind.LEFT_OUT)
    assert "hồ sơ" in point.note
    assert _targets(new).blocks[1].text == "Năm trước không đạt mức 85% nộp trực tuyến, kém 14%."


def test_an_open_cell_is_filled_in_by_typing_over_it(draft: Draft) -> None:
    new = _edited(draft, f"| 71% | {OPEN_MARK} |", "| 71% | 95% |")
    rows = _rows(new)
    assert _states(rows[0].cells[3]) == [("95%", State.EDITED)]
    assert rows[1] == _rows(draft)[1]
    assert len(_points(new, PointKind.OPEN)) == len(_points(draft, PointKind.OPEN)) - 1


def test_a_bar_inside_a_cell_is_a_word(draft: Draft) -> None:
    new = _edited(draft, r"| 12 |", "| 13 |")
    assert [cell[0].text for cell in _rows(new)[1].cells[1:3]] == [
        "Nhà văn hóa | có internet",
        "13",
    ]


def test_rows_and_lines_are_added_and_taken_out(draft: Draft) -> None:
    text = section_text(_targets(draft))
    last = text.splitlines()[-1]
    new = with_text(draft, "targets", f"{text}\n| 3 | Camera | 40 | 50 |\n- Giao Công an phường.")
    assert _targets(new.draft).blocks[-1].kind is BlockKind.ITEM
    assert len(_rows(new.draft)) == 3
    fewer = with_text(draft, "targets", text.replace(last, ""))
    assert _rows(fewer.draft) == _rows(draft)[:1]


def test_taking_the_mark_away_confirms_a_span(draft: Draft) -> None:
    new = _edited(draft, f"16 nhà {CHECK_MARK}", "16 nhà")
    assert _states(_targets(new).blocks[3].spans)[-1] == ("Nhà văn hóa 16 nhà", State.CITED)
    assert "xác nhận" in _targets(new).blocks[3].spans[-1].note


def test_a_point_is_confirmed_at_its_place(draft: Draft) -> None:
    point = next(p for p in _points(draft, PointKind.CHECK) if p.where.section == "targets")
    new = confirmed(draft, point.where, TODAY).draft
    span = _targets(new).blocks[3].spans[1]
    assert (span.text, span.state) == ("Nhà văn hóa 16 nhà", State.CITED)
    assert "20/11/2026" in span.note
    assert point not in open_points(new)


def test_what_is_open_cannot_be_confirmed(draft: Draft) -> None:
    point = _points(draft, PointKind.OPEN)[0]
    with pytest.raises(CancuError, match="để trống"):
        confirmed(draft, point.where, TODAY)


def test_points_are_counted_by_kind(draft: Draft) -> None:
    told = counts(open_points(draft))
    assert told[PointKind.OPEN] >= 3
    assert told[PointKind.CHECK] >= 1


def test_every_kind_of_point_says_what_to_do_in_both_languages() -> None:
    for kind in PointKind:
        for words in ("12,7%", "…"):
            point = Point(kind, Where("targets", 0), words)
            assert to_do(point, "vi") != to_do(point, "en")
            assert counts_told((point,), "vi") != counts_told((point,), "en")


def test_a_section_is_drafted_anew_and_the_others_stay(desk: Desk, draft: Draft) -> None:
    new = redrafted(desk.store, draft, "bases", TODAY)
    assert new.draft.section("bases") == draft.section("bases")
    assert _targets(new.draft) == _targets(draft)
    assert len(new.changes) == 1


def test_an_edited_section_is_drafted_anew_only_when_told(desk: Desk, draft: Draft) -> None:
    text = section_text(draft.sections[0])
    changed = with_text(draft, "bases", f"{text}\nCăn cứ Quyết định số 7/QĐ-TTg;").draft
    assert changed.sections[0].blocks[-1].text == "Căn cứ Quyết định số 7/QĐ-TTg;"
    with pytest.raises(CancuError, match="đã có người sửa"):
        redrafted(desk.store, changed, "bases", TODAY)
    again = redrafted(desk.store, changed, "bases", TODAY, over_edited=True).draft
    assert again.section("bases") == draft.section("bases")


def test_words_a_person_wrote_are_never_taken_out(draft: Draft) -> None:
    hostile = "<script>alert(1)</script> ${x} {y} %s 99/QĐ-TTg, ngày 31/12/2031 tăng 123.456%"
    new = with_text(draft, "targets", hostile).draft
    assert _targets(new).blocks[0].text == hostile
    found = {point.words for point in _points(new, PointKind.UNSUPPORTED)}
    assert {"99/QĐ-TTg", "2031-12-31", "123.456%"} <= found


def test_recipients_signer_and_subject_are_edited_too(draft: Draft) -> None:
    text = section_text(section_in(draft, "foot"))
    assert with_text(draft, "foot", text).draft == draft
    new = with_text(draft, "foot", "- Sở Nội vụ;\n- Lưu: VT.\nNguyễn Văn Bình").draft
    assert [words_of(line) for line in new.foot.recipients] == ["Sở Nội vụ;", "Lưu: VT."]
    assert words_of(new.foot.signer) == "Nguyễn Văn Bình"
    assert not [point for point in open_points(new) if point.where.section == "foot"]
    named = with_text(draft, "head", "Chuyển đổi số phường Bến Trúc năm 2027").draft
    assert words_of(named.head.subject) == "Chuyển đổi số phường Bến Trúc năm 2027"


def test_head_and_foot_are_not_drafted_anew(desk: Desk, draft: Draft) -> None:
    for end in ("head", "foot"):
        with pytest.raises(CancuError, match="chỉ sửa được"):
            redrafted(desk.store, draft, end, TODAY)


def test_a_text_that_is_too_long_is_refused(draft: Draft) -> None:
    with pytest.raises(CancuError, match="dài"):
        with_text(draft, "targets", "a" * 200_001)


def test_a_section_that_is_not_there_is_a_sentence(draft: Draft) -> None:
    with pytest.raises(CancuError, match="Các mục đang có"):
        with_text(draft, "muc-la", "x")


_WORDS = st.sampled_from(
    [
        "đạt",
        "85%",
        "12,5",
        "tỷ",
        "đồng",
        "số",
        "33/KH-UBND,",
        OPEN_MARK,
        CHECK_MARK,
        "≥",
        "(a)",
        "|",
    ]
)
_STATES = st.sampled_from([State.SET, State.CITED, State.COMPUTED, State.ADAPTED, State.EDITED])
_LINES = st.lists(_WORDS, max_size=8).map(" ".join)


@given(st.lists(st.tuples(_LINES, _STATES), max_size=5), _LINES)
def test_whatever_is_typed_stands_there_word_for_word(
    old: list[tuple[str, State]], text: str
) -> None:
    spans = tuple(Span(f"{words} ", state, ("x:1",)) for words, state in old)
    new = respanned(spans, text)
    assert " ".join(words_of(new).split()) == text
    said = [" ".join(span.text.split()) for span in spans if span.state is State.CITED]
    cited = [" ".join(span.text.split()) for span in new if span.state is State.CITED]
    assert all(any(words in one for one in said) for words in cited)
