"""Sums of tables and papers, and words that carry no topic."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.conversation import Status
from tests.assistant.papers import Ask, asking, paper, table

UNIT = "xã Suối Trầu"
VILLAGES = paper(
    """Điều 1. Giao chỉ tiêu sản xuất nông nghiệp năm 2026 cho các thôn như sau:

"""
    + table(
        "Thôn | Diện tích lúa mùa (ha) | Đàn lợn (con)",
        "Thôn Nhất | 31 | 210",
        "Thôn Nhì | 44,5 | 180",
        "Thôn Ba | 27 | 95",
        "Thôn Tư | 19 | 60",
        "Cộng | 121,5 | 545",
    ),
    unit=UNIT,
    number="58/QĐ-UBND",
    kind="Quyết định",
    subject="Về việc giao chỉ tiêu sản xuất nông nghiệp năm 2026",
)
WASTE = paper(
    """I. NHIỆM VỤ

1. Văn phòng HĐND và UBND mở thêm ngày tiếp dân.

II. KINH PHÍ

1. Khu vực xung yếu dễ ùn rác: ngòi Vực Thẳm, bãi Gốc Sung.

2. Biên chế tổ vệ sinh được giao 12 người, hiện có 9 người, còn thiếu 3 người.

Tổng kinh phí thực hiện năm 2026 là 640 triệu đồng, trong đó mua thùng rác 210 triệu đồng.

Các chữ viết tắt: VSMT là vệ sinh môi trường; TKR là tổ thu gom rác.""",
    unit=UNIT,
    number="12/KH-UBND",
    subject="Thu gom rác thải sinh hoạt năm 2026",
)
DRAFT = paper(
    "I. KẾT QUẢ\n\nXã đã trồng 1.200 cây xanh, phục vụ công tác GPMB tuyến đường số 2.",
    unit=UNIT,
    number="    /BC-UBND",
    day="ngày     tháng 6 năm 2026",
    kind="Báo cáo",
    subject="Tình hình trồng cây 6 tháng đầu năm 2026",
)
ROADS = paper(
    "Phụ lục\nDANH MỤC DỰ ÁN\n\n"
    + table(
        "TT | Tên dự án | Tổng mức đầu tư (triệu đồng) | Kế hoạch vốn 2026 (triệu đồng)",
        "1 | Đường liên thôn Lạc Tiến - Lạc Thành | 12.500 | 6.800",
        "2 | Đường liên thôn Lạc Sơn - Lạc Hòa | 9.400 | 3.100",
    ),
    unit=UNIT,
    number="66/KH-UBND",
    subject="Đầu tư công năm 2026",
)
SIGNED = DRAFT.replace("    /BC-UBND", "84/BC-UBND").replace("ngày     tháng", "ngày 25 tháng")


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    papers = {"thon.md": VILLAGES, "rac.md": WASTE, "cay-du-thao.txt": DRAFT, "cay.txt": SIGNED}
    papers["duong.md"] = ROADS
    with asking(tmp_path_factory.mktemp("totals"), papers) as asked:
        yield asked


@pytest.mark.parametrize(
    "question",
    ["tổng diện tích lúa mùa toàn xã", "Diện tích lúa mùa năm 2026 của xã là bao nhiêu?"],
)
def test_the_sum_of_a_table_answers_for_the_whole(ask: Ask, question: str) -> None:
    answer = ask(question, UNIT)
    assert answer.status is Status.ANSWERED
    assert "121,5" in answer.text.splitlines()[0]
    assert "44,5" not in answer.text


def test_one_row_of_a_table_with_a_sum_answers_for_itself(ask: Ask) -> None:
    assert "180" in ask("đàn lợn của thôn Nhì", UNIT).text.splitlines()[0]


@pytest.mark.parametrize(
    "question",
    ["xã chi bao nhiêu cho thu gom rác thải năm 2026", "thu gom rác sinh hoạt tốn bao nhiêu tiền"],
)
def test_the_money_of_a_paper_is_its_printed_sum(ask: Ask, question: str) -> None:
    assert "640 triệu" in ask(question, UNIT).text.splitlines()[0]


def test_of_a_draft_and_its_signed_paper_the_one_with_a_number_tells_it(ask: Ask) -> None:
    answer = ask("báo cáo trồng cây 6 tháng đầu năm 2026 số mấy, ngày nào?", UNIT)
    assert answer.status is Status.ANSWERED
    assert "84/BC-UBND" in answer.text
    assert "25/06/2026" in answer.text


def test_a_part_is_not_told_beside_its_whole(tmp_path: Path) -> None:
    body = (
        "Tổng kinh phí thực hiện năm 2026 là 640 triệu đồng, gồm: ngân sách xã 430 triệu đồng; "
        "ngân sách tỉnh 210 triệu đồng."
    )
    with asking(tmp_path, {"a.md": paper(body, unit=UNIT, subject="Nước sạch năm 2026")}) as ask:
        answer = ask("Tổng kinh phí kế hoạch nước sạch năm 2026 là bao nhiêu?", UNIT)
    assert "640 triệu" in answer.text.splitlines()[0]
    assert "là 430 triệu" not in answer.text


@pytest.mark.parametrize("question", ["Chủ tịch UBND xã ký kế hoạch rác thải năm 2026 tên gì?"])
def test_the_title_over_a_signature_is_no_answer(ask: Ask, question: str) -> None:
    answer = ask(question, UNIT)
    assert "Đinh Quang Hưng" in answer.text
    assert "“CHỦ TỊCH”" not in answer.text


def test_an_abbreviation_explained_in_a_list_of_them_is_told_by_the_document(ask: Ask) -> None:
    answer = ask("TKR là gì?", UNIT)
    assert "tổ thu gom rác" in answer.text
    assert answer.citations[0].source == "rac.md"


def test_a_built_in_abbreviation_is_shown_where_the_documents_use_it(ask: Ask) -> None:
    answer = ask("GPMB là gì?", UNIT)
    first, used = answer.text.splitlines()
    assert "giải phóng mặt bằng" in first
    assert "tuyến đường số 2" in used
    assert answer.citations[0].source.startswith("cay")


@pytest.mark.parametrize("question", ["How many trees were planted in Suối Trầu's report?"])
def test_a_name_with_its_marks_leaves_a_question_english(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.language == "en"
    assert "1.200" in answer.text


def test_a_name_that_is_spelled_like_money_without_marks_is_a_name(ask: Ask) -> None:
    assert "12.500" in ask("Tổng mức đầu tư đường Lạc Tiến - Lạc Thành", UNIT).text


def test_a_weak_syllable_completes_a_word(ask: Ask) -> None:
    assert "Gốc Sung" in ask("các ngòi xung yếu", UNIT).text


def test_what_is_lacking_is_not_what_there_is(ask: Ask) -> None:
    answer = ask("Biên chế tổ vệ sinh còn thiếu mấy người?", UNIT)
    assert "thiếu 3 người" in answer.text


@pytest.mark.parametrize("named", ["Kế hoạch 66 ngày 26/02/2026", "Kế hoạch 66 năm 2026"])
def test_a_number_with_its_date_names_the_document(ask: Ask, named: str) -> None:
    assert "66/KH-UBND" in ask(f"{named} về việc gì?", UNIT).text
