"""A plan where little is held: what is missing is said as it is, nothing else stands in for it."""

from collections.abc import Iterator

import pytest

from assistant.drafting.draft import BlockKind, Draft, State
from assistant.drafting.open_points import open_points, to_do
from tests.assistant.drafting.desk import Desk, drafting
from tests.assistant.papers import paper, table

_OWN = f"""
I. MỤC TIÊU, CHỈ TIÊU

{
    table(
        "TT | Chỉ tiêu | Kế hoạch năm 2026",
        "1 | Tỷ lệ cơ sở được kiểm tra an toàn điện | 90%",
    )
}

II. NHIỆM VỤ, GIẢI PHÁP

{
    table(
        "TT | Nội dung | Cơ quan chủ trì | Thời hạn",
        "1 | Tuyên truyền trong chi bộ | Văn phòng Đảng ủy | Hằng tháng",
        "2 | Kiểm tra khu dân cư | Công an phường | Hằng quý",
    )
}

III. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế là cơ quan thường trực, báo cáo UBND phường trước ngày 25 hằng tháng.
"""
_ABOVE = """
Điều 1. Giao chỉ tiêu phòng cháy, chữa cháy năm 2027 cho 14 xã, phường trên địa bàn tỉnh.

Điều 2. Tỷ lệ hộ gia đình có bình chữa cháy năm 2027 đạt 95%, chung cho mọi xã, phường.
"""
_MODEL = """
I. KINH PHÍ THỰC HIỆN

Kinh phí thực hiện Kế hoạch do ngân sách phường bảo đảm theo phân cấp.
"""
_SUBJECT = "Phòng cháy, chữa cháy trên địa bàn phường năm 2026"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    papers = {
        "own.md": paper(_OWN, subject=_SUBJECT),
        "model.md": paper(_MODEL, unit="phường Cầu Ngà", number="", subject=_SUBJECT),
        "above.md": paper(
            _ABOVE,
            unit="tỉnh Lam Giang",
            number="77/QĐ-UBND",
            kind="Quyết định",
            subject="Giao chỉ tiêu phòng cháy, chữa cháy năm 2027",
        ),
    }
    with drafting(tmp_path_factory.mktemp("edges"), papers) as desk:
        yield desk.draft("ke-hoach", "phường Bến Trúc", "2027", "phòng cháy, chữa cháy")


_WORDS = """
I. MỤC ĐÍCH, YÊU CẦU

1. Rút kinh nghiệm vụ cháy tại chợ Bến Gỗ ngày 14/3/2025 làm 02 người bị thương.

II. MỤC TIÊU, CHỈ TIÊU

- Ít nhất 80% hộ gia đình trang bị bình chữa cháy.

III. NHIỆM VỤ, GIẢI PHÁP

1. Công tác tuyên truyền

a) Giao Ủy ban MTTQ Việt Nam phường vận động các hộ dân ký cam kết.
"""


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over one plan that holds no table."""
    papers = {"plan.md": paper(_WORDS, subject=_SUBJECT)}
    with drafting(tmp_path_factory.mktemp("prose"), papers) as desk:
        yield desk


def _text(plan: Draft, id: str) -> str:
    section = plan.section(id)
    assert section is not None
    return "\n".join(block.text for block in section.blocks)


def test_how_many_communes_are_meant_is_no_target_of_one(plan: Draft) -> None:
    text = _text(plan, "targets")
    assert "hộ gia đình có bình chữa cháy" in text
    assert "14" not in text


def test_a_table_of_targets_asks_for_result_and_owner_where_nobody_tells_them(plan: Draft) -> None:
    section = plan.section("targets")
    assert section is not None
    grid = next(block.grid for block in section.blocks if block.grid)
    for column in ("Kết quả", "Cơ quan chủ trì"):
        at = next(n for n, name in enumerate(grid.columns) if name.startswith(column))
        assert all(row.cells[at][0].state is State.OPEN for row in grid.rows if not row.is_group)


def test_the_office_of_the_party_is_asked_never_ordered(plan: Draft) -> None:
    text = _text(plan, "organisation")
    assert "Đề nghị Văn phòng Đảng ủy: phối hợp" in text
    assert "Công an phường: chủ trì" in text


def test_a_part_after_a_model_names_its_paper_once_and_denies_no_own_paper(plan: Draft) -> None:
    section = plan.section("funding")
    assert section is not None
    note = next(block.text for block in section.blocks if block.kind is BlockKind.NOTE)
    assert note.count("phường Cầu Ngà") == 1
    assert "chưa có phần này" in note


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_open_point_says_what_to_do_in_a_sentence(plan: Draft, language: str) -> None:
    points = open_points(plan)
    assert any(_is_bare(point.words) for point in points)
    for point in points:
        assert to_do(point, "vi" if language == "vi" else "en").endswith(".")


def _is_bare(words: str) -> bool:
    """True for the words of a cell that holds nothing but its blank."""
    return words.strip(" ./…") == ""


def test_the_front_is_asked_in_a_point_of_the_tasks_too(prose: Desk) -> None:
    text = _text(prose.draft("ke-hoach", "phường Bến Trúc", "2027", "phòng cháy"), "tasks")
    assert "a) Đề nghị Ủy ban MTTQ Việt Nam phường vận động" in text
    assert "Giao" not in text


def test_what_made_a_plan_needed_is_no_aim_that_a_report_tells_of(prose: Desk) -> None:
    text = _text(prose.draft("bao-cao", "phường Bến Trúc", "2026", "phòng cháy"), "results")
    assert "bình chữa cháy" in text
    assert "bị thương" not in text


def test_a_title_beside_the_bodies_keeps_the_capitals_of_its_names(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    own = f"{_OWN}\nIV. Chế độ báo cáo, kiểm tra của UBND phường Bến Trúc\n\nBáo cáo hằng tháng.\n"
    papers = {"own.md": paper(own, subject=_SUBJECT)}
    with drafting(tmp_path_factory.mktemp("titles"), papers) as desk:
        draft = desk.draft("ke-hoach", "phường Bến Trúc", "2027", "phòng cháy, chữa cháy")
    assert "Chế độ báo cáo, kiểm tra của UBND phường Bến Trúc" in _text(draft, "organisation")
