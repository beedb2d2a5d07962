"""The căn cứ of a draft: what the corpus cites, in the form of a first citation."""

from collections.abc import Iterator

import pytest

from assistant.drafting.draft import BlockKind, Draft, State
from tests.assistant.drafting.desk import Desk, drafting
from tests.assistant.papers import paper

_OWN = """
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Căn cứ Luật Công nghệ thông tin số 67/2006/QH11 ngày 29 tháng 6 năm 2006;

Căn cứ Quyết định số 40/QĐ-UBND ngày 05/3/2025 của UBND tỉnh Lam Giang về việc ban hành bộ tiêu chí chuyển đổi số cấp xã;

Căn cứ Quyết định số 12/QĐ-UBND ngày 09/01/2026 của UBND tỉnh Lam Giang về giao chỉ tiêu chuyển đổi số năm 2026;

Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia;

Thực hiện Kế hoạch số 14/KH-UBND ngày 12/01/2026 của UBND tỉnh Lam Giang Kế hoạch Chuyển đổi số tỉnh năm 2026;

Thực hiện Kế hoạch số 9/KH-UBND của UBND tỉnh Lam Giang,

Ủy ban nhân dân phường Bến Trúc ban hành Kế hoạch như sau:

I. MỤC TIÊU

Thực hiện Quyết định số 999/QĐ-UBND ngày 01/02/2026 của UBND tỉnh về trồng cây.
"""  # noqa: E501
_NEW = """
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Điều 1. Ban hành bộ tiêu chí chuyển đổi số cấp xã.

Điều 2. Quyết định này thay thế Quyết định số 40/QĐ-UBND ngày 05/3/2025 của UBND tỉnh Lam Giang.
"""
_NEXT_YEAR = """
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Điều 1. Giao chỉ tiêu chuyển đổi số năm 2027 cho các xã, phường.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    province = {"unit": "tỉnh Lam Giang", "kind": "Quyết định"}
    papers = {
        "own.txt": paper(_OWN, subject="Chuyển đổi số phường Bến Trúc năm 2026"),
        "new.txt": paper(
            _NEW,
            **province,
            number="77/QĐ-UBND",
            day="ngày 20 tháng 8 năm 2026",
            subject="Ban hành bộ tiêu chí chuyển đổi số cấp xã",
        ),
        "next.txt": paper(
            _NEXT_YEAR,
            **province,
            number="301/QĐ-UBND",
            day="ngày 02 tháng 11 năm 2026",
            subject="Về việc giao chỉ tiêu chuyển đổi số năm 2027",
        ),
    }
    with drafting(tmp_path_factory.mktemp("bases"), papers) as desk:
        yield desk


@pytest.fixture(scope="module")
def lines(desk: Desk) -> list[str]:
    return _lines(desk.draft("ke-hoach", "Bến Trúc", "2027", "chuyển đổi số", "căn cứ"))


def _lines(draft: Draft) -> list[str]:
    blocks = draft.sections[0].blocks
    return [block.text for block in blocks if block.kind is BlockKind.BASIS]


def _line(lines: list[str], words: str) -> str:
    return next(line for line in lines if words in line)


def test_a_document_is_cited_with_number_day_issuer_and_subject(lines: list[str]) -> None:
    assert _line(lines, "57-NQ/TW") == (
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá phát "
        "triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia;"
    )


def test_a_law_goes_by_its_name_alone(lines: list[str]) -> None:
    assert "Căn cứ Luật Tổ chức chính quyền địa phương;" in lines


def test_what_no_paper_says_of_a_document_is_left_open(lines: list[str]) -> None:
    line = _line(lines, "9/KH-UBND")
    assert line.startswith("Thực hiện Kế hoạch số 9/KH-UBND ngày [CẦN BỔ SUNG] của UBND tỉnh")


def test_a_replaced_document_is_marked_and_what_replaced_it_stands_there_too(
    lines: list[str],
) -> None:
    assert "[CẦN KIỂM TRA]" in _line(lines, "40/QĐ-UBND")
    assert "ngày 20 tháng 8 năm 2026" in _line(lines, "77/QĐ-UBND")


def test_a_law_that_ended_is_marked_with_what_to_cite_instead(desk: Desk) -> None:
    draft = desk.draft("ke-hoach", "Bến Trúc", "2027", "chuyển đổi số", "căn cứ")
    spans = [span for block in draft.sections[0].blocks for span in block.spans]
    marked = next(span for span in spans if "Luật Công nghệ thông tin" in span.text)
    assert marked.state is State.CHECK
    assert "Luật Chuyển đổi số" in marked.note


def test_a_document_for_last_year_is_marked_and_that_of_the_new_year_is_found(
    lines: list[str],
) -> None:
    assert "[CẦN KIỂM TRA]" in _line(lines, "12/QĐ-UBND")
    assert "[CẦN KIỂM TRA]" not in _line(lines, "301/QĐ-UBND")


def test_a_title_without_about_is_told_and_its_year_is_seen(lines: list[str]) -> None:
    line = _line(lines, "14/KH-UBND")
    assert line.endswith("của UBND tỉnh Lam Giang Kế hoạch Chuyển đổi số tỉnh năm 2026;")
    assert "[CẦN KIỂM TRA]" in line


def test_they_stand_in_the_order_of_force_then_of_days(lines: list[str]) -> None:
    order = ["Luật", "57-NQ/TW", "40/QĐ-UBND", "12/QĐ-UBND", "77/QĐ-UBND", "301/QĐ-UBND"]
    places = [next(at for at, line in enumerate(lines) if words in line) for words in order]
    assert places == sorted(places)


def test_what_the_body_of_a_paper_mentions_is_no_basis(lines: list[str]) -> None:
    assert not any("999/QĐ-UBND" in line for line in lines)


def test_each_line_ends_with_a_semicolon_and_the_last_with_a_full_stop(lines: list[str]) -> None:
    assert {line[-1] for line in lines[:-1]} == {";"}
    assert lines[-1].endswith(".")


def test_every_cited_span_names_a_source_that_the_draft_holds(desk: Desk) -> None:
    draft = desk.draft("ke-hoach", "Bến Trúc", "2027", "chuyển đổi số", "căn cứ")
    cited = [s for b in draft.sections[0].blocks for s in b.spans if s.state is State.CITED]
    assert cited
    assert all(span.sources for span in cited)
    assert not any("Đã bỏ" in s.note for b in draft.sections[0].blocks for s in b.spans)


def test_a_topic_that_no_paper_knows_leaves_the_basis_open(desk: Desk) -> None:
    draft = desk.draft("ke-hoach", "Bến Trúc", "2027", "nuôi ong lấy mật", "căn cứ")
    assert _lines(draft)[0] == "Căn cứ [CẦN BỔ SUNG];"
