"""Pieces become blocks: headings by shape, paths, lists, annexes, the foot, footnotes."""

import re
from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.document import Block, BlockKind, Piece
from ingest.loaders import load
from ingest.structure import structure

SHARED = Path(__file__).parents[2].parent / "shared"
NAMES = ("hai-an-2026", "hong-bang-2025", "phu-lien-q1-2026", "thach-khoi-2030", "xuan-lap-2026")
needs_corpus = pytest.mark.skipif(
    not SHARED.exists(), reason="the real documents are not beside the project"
)


def blocks(*lines: str) -> tuple[Block, ...]:
    return structure(Piece(line) for line in lines)


def outline(found: tuple[Block, ...]) -> list[str]:
    return ["  " * (b.level - 1) + b.text for b in found if b.kind == BlockKind.HEADING]


def kinds(*lines: str) -> list[str]:
    return [block.kind.value for block in blocks(*lines)]


def path_of(text: str, found: tuple[Block, ...]) -> tuple[str, ...]:
    return next(block.path for block in found if block.text == text)


def test_levels_follow_the_shape_of_the_numbers() -> None:
    found = blocks(
        *("Phần thứ nhất", "CĂN CỨ", "I. MỤC TIÊU", "1. Chung", "1.1. Hạ tầng", "1.1.1. Mạng"),
        *("a) Về cáp", "- Gạch.", "+ Cộng.", "1.2. Dữ liệu", "Lời.", "II. GIẢI PHÁP"),
        *("Phần thứ hai", "TỔ CHỨC", "1. Phân công", "Lời."),
    )
    assert outline(found) == [
        "Phần thứ nhất. CĂN CỨ",
        "  I. MỤC TIÊU",
        "    1. Chung",
        "      1.1. Hạ tầng",
        "        1.1.1. Mạng",
        "          a) Về cáp",
        "      1.2. Dữ liệu",
        "  II. GIẢI PHÁP",
        "Phần thứ hai. TỔ CHỨC",
        "  1. Phân công",
    ]


def test_a_law_has_chapters_sections_and_articles() -> None:
    found = blocks(
        *(
            "Chương I",
            "QUY ĐỊNH",
            "CHUNG",
            "Mục 1. THÀNH LẬP",
            "Điều 1. Phạm vi điều chỉnh",
            "Lời.",
        ),
        *("Điều 2. Đối tượng áp dụng.", "1. Một.", "Chương II", "Tổ chức thực hiện", "Điều 3"),
        "Bãi bỏ.",
    )
    assert outline(found) == [
        "Chương I. QUY ĐỊNH CHUNG",
        "  Mục 1. THÀNH LẬP",
        "    Điều 1. Phạm vi điều chỉnh",
        "    Điều 2. Đối tượng áp dụng.",
        "Chương II. Tổ chức thực hiện",
        "  Điều 3",
    ]


def test_the_party_writes_its_numbers_with_a_dash() -> None:
    found = blocks("I- SỰ CẦN THIẾT", "Lời.", "1- Quan điểm", "Lời.", "II- MỤC TIÊU", "Lời.")
    assert outline(found) == ["I- SỰ CẦN THIẾT", "  1- Quan điểm", "II- MỤC TIÊU"]


def test_a_block_knows_the_headings_above_it_and_its_place() -> None:
    found = blocks("I. MỤC TIÊU", "1. Chung", "Lời.")
    assert path_of("Lời.", found) == ("I. MỤC TIÊU", "1. Chung")
    assert found[1].path == ("I. MỤC TIÊU",)
    assert [block.ordinal for block in found] == [0, 1, 2]


def test_a_run_in_numbered_paragraph_is_no_heading() -> None:
    found = blocks(
        "1. Nhận thức",
        "1.1. Tổ chức quán triệt sâu sắc các nội dung của Nghị quyết tới toàn thể cán bộ.",
        "1.2. Tăng cường tuyên truyền;",
        "Lời.",
    )
    assert outline(found) == ["1. Nhận thức"]
    assert [block.kind for block in found[1:3]] == [BlockKind.LIST_ITEM] * 2


def test_a_line_too_long_for_a_title_is_none() -> None:
    assert kinds(f"1. {'rất dài ' * 40}", "Lời.") == ["list_item", "paragraph"]


def test_a_long_title_is_known_by_its_numbered_parts() -> None:
    title = f"2. {'Triển khai thể chế ' * 16}đồng bộ."
    assert outline(blocks(title, "2.1. Một việc.", "2.2. Hai việc."))[0] == title


def test_an_enumeration_in_prose_is_a_list_and_closes_no_section() -> None:
    found = blocks(
        "3. Sự cần thiết",
        "Gồm:",
        "1. Xây dựng hạ tầng",
        "2. Số hóa dữ liệu",
        "3. Nguồn lực",
        "Hết.",
    )
    assert outline(found) == ["3. Sự cần thiết"]
    assert {block.path for block in found[1:]} == {("3. Sự cần thiết",)}


def test_a_duty_with_a_colon_heads_its_items() -> None:
    found = blocks("1. Công an phường:", "- Một;", "- Hai.", "2. Trạm Y tế:", "- Ba.")
    assert path_of("- Hai.", found) == ("1. Công an phường:",)
    assert path_of("- Ba.", found) == ("2. Trạm Y tế:",)


def test_a_run_in_clause_is_not_under_the_clause_before_it() -> None:
    found = blocks(
        "Điều 9. Hình thức", "1. Gồm các hình thức sau:", "a) Một;", "b) Hai.", "2. Hết."
    )
    assert path_of("b) Hai.", found) == ("Điều 9. Hình thức", "1. Gồm các hình thức sau:")
    assert path_of("2. Hết.", found) == ("Điều 9. Hình thức",)


def test_an_article_that_runs_in_keeps_its_words() -> None:
    found = blocks("Điều 1. Ban hành kèm theo Quyết định này Quy chế.", "Điều 2. Hiệu lực từ nay.")
    assert [(b.kind.value, b.text) for b in found] == [
        ("heading", "Điều 1"),
        ("paragraph", "Ban hành kèm theo Quyết định này Quy chế."),
        ("heading", "Điều 2"),
        ("paragraph", "Hiệu lực từ nay."),
    ]


@pytest.mark.parametrize(
    "line",
    ["Phần mềm dùng chung được nâng cấp", "Mục tiêu là 95%", "Chương trình công tác", "3.5 tỷ đồng"]
    + ["Điều hành công việc", "30.000 hồ sơ", "Phụ lục kèm theo Kế hoạch này", "10-15% mỗi năm"],
)
def test_words_that_only_begin_like_a_heading_are_text(line: str) -> None:
    assert kinds(line, "Lời.") == ["paragraph", "paragraph"]


def test_numbers_are_kept_as_read() -> None:
    found = blocks("III. MỘT", "Lời.", "III. HAI", "4. Bốn", "Lời.", "4. Bốn nữa", "Lời.")
    assert outline(found) == ["III. MỘT", "III. HAI", "  4. Bốn", "  4. Bốn nữa"]


ANNEXES = {
    "title on the next lines": ("Phụ lục 1:", "CHỈ TIÊU", "NĂM 2026"),
    "title behind the number": ("Phụ lục 1. CHỈ TIÊU NĂM 2026",),
    "title and note on one line": ("Phụ lục 1:CHỈ TIÊU NĂM 2026 (Kèm theo Kế hoạch số 3)",),
}


@pytest.mark.parametrize("case", ANNEXES)
def test_an_annex_is_an_outermost_heading_with_its_title(case: str) -> None:
    found = blocks("I. MỤC TIÊU", "1. Chung", "Lời.", *ANNEXES[case], "Lời sau.")
    assert outline(found)[-1] == "Phụ lục 1. CHỈ TIÊU NĂM 2026"
    assert path_of("Lời sau.", found) == ("Phụ lục 1. CHỈ TIÊU NĂM 2026",)


@pytest.mark.parametrize("label", ["PHỤ LỤC", "PHỤ LỤC II", "Phụ lục số 2", "Phụ lục 2A"])
def test_annexes_are_numbered_in_many_ways(label: str) -> None:
    assert outline(blocks(label, "Dự kiến kinh phí", "Lời."))[0] == f"{label}. Dự kiến kinh phí"


def test_an_attached_document_is_headed_by_its_own_name() -> None:
    found = blocks(
        "Nơi nhận:", "- Lưu: VT.", "QUY CHẾ LÀM VIỆC", "(Kèm theo Quyết định số 5)", "Lời."
    )
    assert path_of("Lời.", found) == ("QUY CHẾ LÀM VIỆC",)


def test_receivers_and_signature_stand_under_no_heading() -> None:
    found = blocks(
        *("V. TỔ CHỨC", "1. Phân công", "Lời.", "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."),
        *("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A"),
    )
    assert all(block.path == () for block in found[3:])
    assert BlockKind.HEADING not in {block.kind for block in found[3:]}


def test_a_signature_with_a_role_alone_begins_the_foot() -> None:
    found = blocks("I. MỤC TIÊU", "Lời.", "CHỦ TỊCH", "Trần Văn B")
    assert [block.path for block in found[2:]] == [(), ()]


def test_footnotes_are_known_by_their_mark() -> None:
    assert kinds("Đạt 95%¹.", "¹ Gồm 5 hồ sơ.", "[2] Số liệu quý I.") == [
        "paragraph",
        "footnote",
        "footnote",
    ]


def test_a_heading_style_without_a_number_is_a_heading() -> None:
    found = structure(
        [
            Piece("I. MỤC TIÊU", style_level=1),
            Piece("Hạ tầng số", style_level=2),
            Piece("Lời."),
            Piece("Dữ liệu số", style_level=2),
            Piece("II. GIẢI PHÁP", style_level=1),
        ]
    )
    assert outline(found) == ["I. MỤC TIÊU", "  Hạ tầng số", "  Dữ liệu số", "II. GIẢI PHÁP"]


LINE = st.sampled_from(
    ["Phần thứ hai", "CĂN CỨ", "Chương I", "Điều 1. Phạm vi", "Điều 2. Hết hiệu lực.", "Phụ lục 1"]
    + [
        "I. MỤC TIÊU",
        "1. Chung",
        "1.1. Hạ tầng",
        "a) Một;",
        "- Gạch",
        "+ Cộng",
        "Lời văn.",
        "2. Hai:",
    ]
    + ["TM. ỦY BAN NHÂN DÂN", "Nơi nhận:", "(Kèm theo Kế hoạch số 3)", "¹ Chú thích", "lời thường"]
)


@given(st.lists(LINE, max_size=14))
def test_every_word_is_in_a_block_once(lines: list[str]) -> None:
    before = Counter(re.findall(r"\w+", " ".join(lines)))
    assert Counter(re.findall(r"\w+", " ".join(b.text for b in blocks(*lines)))) == before


@given(st.lists(LINE, max_size=14))
def test_a_heading_stands_one_below_its_path(lines: list[str]) -> None:
    for block in blocks(*lines):
        assert block.level == (len(block.path) + 1 if block.kind == BlockKind.HEADING else 0)


# --- real documents -------------------------------------------------------------------------


def real(name: str) -> tuple[Block, ...]:
    return structure(clean(load(SHARED / "corpus" / f"{name}.txt").pieces))


@needs_corpus
def test_a_real_plan_has_its_titles_and_no_run_in_clause_among_them() -> None:
    titles = [line.strip() for line in outline(real("hai-an-2026"))]
    numbers = [title.split(" ")[0] for title in titles]
    assert numbers[:13] == ["I.", "1.", "2.", "II.", *(f"{n}." for n in range(1, 9)), "III."]
    assert not [number for number in numbers if re.fullmatch(r"\d+\.\d+\.", number)]
    assert sum(title.startswith("Phụ lục") for title in titles) == 5


@needs_corpus
def test_a_real_project_nests_five_kinds_of_heading() -> None:
    found = real("thach-khoi-2030")
    assert sum(line.startswith("Phần thứ") for line in outline(found)) == 6
    assert max(block.level for block in found) == 4
    assert path_of("- Giai đoạn 2025–2030 là 39,6 tỷ đồng.", found)[0].startswith("PHỤ LỤC")


@needs_corpus
@pytest.mark.parametrize("name", NAMES)
def test_hardly_a_real_paragraph_begins_in_the_middle_of_a_sentence(name: str) -> None:
    cut = [b for b in real(name) if b.kind == BlockKind.PARAGRAPH and b.text[0].islower()]
    assert len(cut) <= 1


@needs_corpus
@pytest.mark.parametrize("name", NAMES)
def test_the_foot_of_a_real_document_is_under_no_heading(name: str) -> None:
    found = real(name)
    foot = next(i for i, block in enumerate(found) if block.text.startswith("Nơi nhận"))
    end = next((i for i in range(foot, len(found)) if found[i].level), len(found))
    assert {block.path for block in found[foot:end]} == {()}


@needs_corpus
def test_sixty_kilobytes_take_a_fraction_of_a_second() -> None:
    real("hai-an-2026")
    start = perf_counter()
    real("hai-an-2026")
    assert perf_counter() - start < 0.5  # about 0.05 s on two idle cores
