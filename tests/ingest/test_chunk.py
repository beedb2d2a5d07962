"""A document as chunks: nothing lost, nothing too long, everything in its context."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunk import BUDGET, chunk
from ingest.document import (
    Block,
    BlockKind,
    Chunk,
    ChunkKind,
    Document,
    FrontMatter,
    Row,
    Shelf,
    Table,
    Unit,
)
from ingest.read import read
from ingest.tokens import count

SAMPLES = Path(__file__).parents[2] / "samples/corpus"
CORPUS = Path(__file__).parents[2] / "../shared/corpus"
SAO_MAI = Unit("phường", "Sao Mai", "Lam Giang")
FRONT = FrontMatter(
    number="27/KH-UBND",
    kind="Kế hoạch",
    issuer="UBND phường Sao Mai",
    unit=SAO_MAI,
    issued=date(2026, 1, 20),
    year=2026,
    signer="Vũ Hoàng Lâm",
    signer_title="Chủ tịch",
    subject="Chuyển đổi số phường Sao Mai năm 2026",
    bases=("Căn cứ Nghị quyết số 18/NQ-HĐND của HĐND phường;",),
)
SENTENCE = "Tổ công nghệ số cộng đồng hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà văn hóa. "


def document(*blocks: Block, front: FrontMatter = FRONT) -> Document:
    numbered = tuple(replace(block, ordinal=at) for at, block in enumerate(blocks))
    return Document("abc", "a.txt", "a.txt", "/a.txt", "0", Shelf.INTERNAL, front, numbered)


def heading(text: str, *path: str) -> Block:
    return Block(0, BlockKind.HEADING, text, path, len(path) + 1)


def paragraph(text: str, *path: str) -> Block:
    return Block(0, BlockKind.PARAGRAPH, text, path)


def item(text: str, *path: str) -> Block:
    return Block(0, BlockKind.LIST_ITEM, text, path)


def table(found: Table, *path: str) -> Block:
    lines = (found.columns, *(row.cells for row in found.rows))
    return Block(0, BlockKind.TABLE, "\n".join(map(" | ".join, lines)), path, table=found)


def passages(chunks: tuple[Chunk, ...]) -> list[Chunk]:
    return [one for one in chunks if one.kind is ChunkKind.PASSAGE]


def rows(chunks: tuple[Chunk, ...]) -> list[Chunk]:
    return [one for one in chunks if one.kind is ChunkKind.ROW]


def test_first_chunk_is_the_identity_with_all_that_the_head_says() -> None:
    first, *others = chunk(document(paragraph("Nội dung.")))
    assert first.kind is ChunkKind.IDENTITY
    assert first.title == "Kế hoạch 27/KH-UBND ngày 20/01/2026"
    for fact in ("27/KH-UBND", "20/01/2026", "UBND phường Sao Mai", "Vũ Hoàng Lâm", "18/NQ-HĐND"):
        assert fact in first.body
    assert all(other.kind is not ChunkKind.IDENTITY for other in others)


def test_identity_with_a_long_list_of_bases_stays_within_the_budget() -> None:
    front = replace(FRONT, bases=tuple(f"Căn cứ {SENTENCE}" for _ in range(60)))
    first = chunk(document(paragraph("Nội dung."), front=front))[0]
    assert first.tokens <= BUDGET
    assert "Vũ Hoàng Lâm" in first.body


def test_ids_count_from_the_identity_on() -> None:
    ids = [one.id for one in chunk(document(paragraph("Một."), heading("I. A"), paragraph("Hai.")))]
    assert ids == [f"abc:{at}" for at in range(len(ids))]


def test_passage_never_crosses_a_section() -> None:
    chunks = chunk(
        document(
            heading("I. MỤC TIÊU"),
            paragraph(SENTENCE * 4, "I. MỤC TIÊU"),
            heading("II. NHIỆM VỤ"),
            paragraph(SENTENCE * 4, "II. NHIỆM VỤ"),
        )
    )
    assert [one.title for one in passages(chunks)] == ["I. MỤC TIÊU", "II. NHIỆM VỤ"]


def test_context_names_unit_document_subject_and_section() -> None:
    path = ("I. MỤC TIÊU", "1. Hạ tầng số")
    chunks = chunk(
        document(heading(path[0]), heading(path[1], path[0]), paragraph(SENTENCE, *path))
    )
    (one,) = passages(chunks)
    for part in ("phường Sao Mai", "27/KH-UBND", "20/01/2026", "Chuyển đổi số phường", *path):
        assert part in one.text


def test_long_paragraph_is_split_at_the_ends_of_sentences() -> None:
    chunks = passages(chunk(document(heading("I. A"), paragraph(SENTENCE * 60, "I. A"))))
    assert len(chunks) > 2
    assert all(one.body.rstrip().endswith("văn hóa.") for one in chunks)


def test_list_keeps_the_line_that_announces_it() -> None:
    items = [item(f"- Việc thứ {n}: {SENTENCE}", "I. A") for n in range(40)]
    lead = "Các phòng, đơn vị thực hiện những việc sau:"
    chunks = passages(chunk(document(heading("I. A"), paragraph(lead, "I. A"), *items)))
    assert len(chunks) > 2
    assert all(lead in one.text for one in chunks)


def test_heading_is_not_left_alone_before_a_long_paragraph() -> None:
    chunks = passages(chunk(document(heading("I. A"), paragraph(SENTENCE * 30, "I. A"))))
    assert chunks[0].body.count(SENTENCE.strip()) > 3


def test_heading_without_text_goes_into_the_first_section_below_it() -> None:
    path = ("I. MỤC TIÊU", "1. Hạ tầng số")
    long = paragraph(SENTENCE * 12, *path)
    first = passages(chunk(document(heading(path[0]), heading(path[1], path[0]), long)))[0]
    assert first.body.startswith("I. MỤC TIÊU\n1. Hạ tầng số\nTổ công nghệ")
    assert first.title == "1. Hạ tầng số"


def test_small_sections_under_one_heading_share_a_chunk() -> None:
    blocks = [heading("I. TỔ CHỨC THỰC HIỆN")]
    for name in ("1. Văn phòng", "2. Công an phường"):
        blocks += [
            heading(name, "I. TỔ CHỨC THỰC HIỆN"),
            paragraph("Báo cáo hằng quý.", "I. TỔ CHỨC THỰC HIỆN", name),
        ]
    (one,) = passages(chunk(document(*blocks)))
    assert one.title == "I. TỔ CHỨC THỰC HIỆN"
    assert "1. Văn phòng" in one.body
    assert "2. Công an phường" in one.body


TARGETS = Table(
    columns=("TT", "Chỉ tiêu", "Năm 2026", "Cơ quan chủ trì"),
    rows=(
        Row(("1", "Tỷ lệ phủ sóng 5G", "≥ 85%", "Phòng Kinh tế"), "1", ("I. Hạ tầng số",)),
        Row(("2", "Tỷ lệ tài khoản VNeID", "", "Công an phường"), "2", ("II. Xã hội số",)),
    ),
    caption="Bảng 1. Chỉ tiêu năm 2026",
)


def test_row_carries_header_group_caption_and_annex() -> None:
    annex = "Phụ lục I. CHỈ TIÊU"
    found = rows(chunk(document(heading(annex), table(TARGETS, annex))))
    assert [one.title for one in found] == ["Tỷ lệ phủ sóng 5G", "Tỷ lệ tài khoản VNeID"]
    assert found[0].body == (
        "TT: 1 | Chỉ tiêu: Tỷ lệ phủ sóng 5G | Năm 2026: ≥ 85% | Cơ quan chủ trì: Phòng Kinh tế"
    )
    for part in ("Phụ lục I", "Bảng 1", "I. Hạ tầng số"):
        assert part in found[0].context
    assert [one.row for one in found] == [0, 1]


def test_value_left_blank_is_shown_as_blank() -> None:
    _, blank = rows(chunk(document(table(TARGETS))))
    assert "Năm 2026: |" in blank.body


def test_row_of_a_ward_has_its_place_others_the_unit_of_the_document() -> None:
    assigned = Table(
        ("TT", "Địa phương", "Chỉ tiêu 2026"),
        (Row(("1", "Phường Đông Hồ", "80")), Row(("2", "UBND xã Tân Khê", "75"))),
    )
    front = replace(FRONT, unit=Unit("tỉnh", "Lam Giang"))
    places = [one.place for one in rows(chunk(document(table(assigned), front=front)))]
    assert places == [
        Unit("phường", "Đông Hồ", "Lam Giang"),
        Unit("xã", "Tân Khê", "Lam Giang"),
    ]
    assert {one.place for one in rows(chunk(document(table(TARGETS))))} == {SAO_MAI}


def test_over_long_row_is_split_by_cells_under_the_same_header() -> None:
    long = Table(
        ("TT", "Nhiệm vụ", "Sản phẩm"),
        (Row(("1", f"Xây dựng {SENTENCE * 30}", f"Kho dữ liệu {SENTENCE * 30}"), "1"),),
    )
    found = rows(chunk(document(table(long))))
    assert len(found) > 2
    assert {one.row for one in found} == {0}
    assert all(one.body.startswith(("TT:", "Nhiệm vụ:", "Sản phẩm:")) for one in found)
    assert all("Xây dựng" in one.text for one in found)


def test_table_without_rows_is_a_passage() -> None:
    (one,) = passages(chunk(document(table(Table(("TT", "Chỉ tiêu"), ())))))
    assert "Chỉ tiêu" in one.body


WORDS = st.text("aàbcđêghiklmnoơpqrstuưvxy,.;: \n0123456789%", max_size=400)
KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    blocks: list[Block] = []
    path: tuple[str, ...] = ()
    for text in draw(st.lists(WORDS.filter(lambda text: bool(text.strip())), max_size=12)):
        if draw(st.booleans()):
            blocks.append(Block(0, draw(KINDS), text * draw(st.integers(1, 6)), path))
        else:
            path = path[: draw(st.integers(0, 3))]
            blocks.append(heading(text[:80].strip() or "I. A", *path))
            path = (*path, blocks[-1].text)
    cells = st.tuples(WORDS, WORDS, WORDS)
    for found in draw(st.lists(st.lists(cells, max_size=3), max_size=2)):
        columns = ("TT", "Nội dung", "Chỉ tiêu")
        blocks.append(table(Table(columns, tuple(map(Row, found))), *path))
    return document(*blocks)


@given(documents(), st.integers(60, 400))
@settings(deadline=None, max_examples=60)
def test_chunks_cover_the_document_and_keep_the_budget(found: Document, budget: int) -> None:
    chunks = chunk(found, budget)
    assert all(one.tokens == count(one.text) <= budget for one in chunks)
    for block in found.blocks:
        mine = [one for one in chunks if block.ordinal in one.blocks]
        text = "".join("".join(one.text for one in mine).split())
        if block.table is None:
            assert "".join(block.text.split()) in text or _all_words_in(block.text, mine)
        for row in block.table.rows if block.table else ():
            assert all(_all_words_in(cell, mine) for cell in row.cells)


def _all_words_in(text: str, chunks: list[Chunk]) -> bool:
    """Every character of the text, in order, is in the bodies; a split may add what it repeats."""
    body = iter("".join(one.body for one in chunks))
    return all(any(c == other for other in body) for c in "".join(text.split()))


def test_samples_are_covered_within_the_budget() -> None:
    for path in sorted(SAMPLES.iterdir()):
        found = read(path, SAMPLES, Shelf.PUBLIC)
        chunks = chunk(found)
        covered = {ordinal for one in chunks for ordinal in one.blocks}
        assert covered == {block.ordinal for block in found.blocks}
        assert max(one.tokens for one in chunks) <= BUDGET


def test_target_of_a_real_plan_is_one_row_with_its_whole_context() -> None:
    path = CORPUS / "hai-an-2026.txt"
    if not path.exists():
        pytest.skip("the real documents are not on this machine")
    found = [one for one in rows(chunk(read(path, CORPUS, Shelf.INTERNAL))) if "VNeID" in one.title]
    text = found[0].text
    assert "phường Hải An" in text
    assert "33/KH-UBND" in text
    assert "85%" in found[0].body
