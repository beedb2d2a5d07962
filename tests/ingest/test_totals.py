"""Printed sums and shares are computed again; only what cannot be right is a finding."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Finding, Row, Shelf, Table
from ingest.read import read
from ingest.totals import check_totals

SAMPLES = Path(__file__).parents[2] / "samples/corpus"
CORPUS = Path(__file__).parents[2] / "../shared/corpus"
COLUMNS = ("TT", "Hạng mục", "Kinh phí (tỷ đồng)")


def rows(*lines: tuple[str, str, str], group: tuple[str, ...] = ()) -> tuple[Row, ...]:
    return tuple(
        Row(line, line[0] if line[0] != "Tổng cộng" else "", group, None, line[0] == "Tổng cộng")
        for line in lines
    )


def findings(lines: tuple[Row, ...], columns: tuple[str, ...] = COLUMNS) -> tuple[Finding, ...]:
    return check_totals((Block(3, BlockKind.TABLE, "", table=Table(columns, lines)),))


def said(text: str) -> list[str]:
    return [found.text for found in check_totals((Block(1, BlockKind.PARAGRAPH, text),))]


def test_a_total_that_is_not_the_sum_names_column_printed_and_computed() -> None:
    (found,) = findings(
        rows(("1", "Máy chủ", "12,5"), ("2", "Đào tạo", "3,0"), ("Tổng cộng", "", "16,0"))
    )
    assert (found.kind, found.block) == ("conflict", 3)
    assert all(part in found.text for part in ("Kinh phí", "16,0", "15,5"))


def test_a_right_total_is_no_finding_also_without_row_numbers() -> None:
    assert findings(rows(("1", "A", "12,5"), ("", "B", "3"), ("Tổng cộng", "", "15,5"))) == ()


def test_rounded_parts_may_miss_the_total_by_half_a_place_each() -> None:
    lines = rows(("1", "A", "3,3"), ("2", "B", "3,3"), ("3", "C", "3,3"), ("Tổng cộng", "", "10,0"))
    assert findings(lines) == ()


def test_counts_are_not_rounded() -> None:
    columns = ("TT", "Tổ dân phố", "Số hộ")
    lines = rows(("1", "A", "120"), ("2", "B", "80"), ("Tổng cộng", "", "201"))
    assert len(findings(lines, columns)) == 1


@pytest.mark.parametrize(
    "column", ["Tỷ lệ (%)", "Mật độ dân số", "Thu nhập bình quân", "Đơn giá", "So với kế hoạch"]
)
def test_what_cannot_be_added_is_not(column: str) -> None:
    lines = rows(("1", "A", "90"), ("2", "B", "80"), ("Tổng cộng", "", "85"))
    assert findings(lines, ("TT", "Tổ dân phố", column)) == ()


def test_rows_of_a_group_are_not_counted_with_the_row_that_sums_them() -> None:
    lines = (
        *rows(("1", "Hạ tầng", "7,0"), ("1.1", "Máy chủ", "4,0"), ("1.2", "Đường truyền", "3,0")),
        *rows(("2", "Đào tạo", "2,0"), ("Tổng cộng", "", "9,0")),
    )
    assert findings(lines) == ()


def test_a_total_over_subtotals_is_right() -> None:
    lines = (
        *rows(("1", "A", "1,0"), ("2", "B", "2,0"), ("Tổng cộng", "Phần I", "3,0"), group=("I",)),
        *rows(("1", "C", "4,0"), ("2", "D", "5,0"), ("Tổng cộng", "Phần II", "9,0"), group=("II",)),
        *rows(("Tổng cộng", "", "12,0")),
    )
    assert findings(lines) == ()


def test_a_total_on_top_of_its_rows_is_right() -> None:
    assert findings(rows(("Tổng cộng", "", "5,5"), ("1", "A", "2,5"), ("2", "B", "3,0"))) == ()


def test_a_column_with_words_in_it_is_left_alone() -> None:
    lines = rows(("1", "A", "2,5"), ("2", "B", "lồng ghép"), ("Tổng cộng", "", "9,0"))
    assert findings(lines) == ()


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=12), st.integers(1, 500))
def test_the_true_sum_is_never_a_finding_and_another_count_always(
    numbers: list[int], slip: int
) -> None:
    columns = ("TT", "Tổ dân phố", "Số hộ")
    parts = rows(*((str(at), "Tổ", f"{n:,}".replace(",", ".")) for at, n in enumerate(numbers, 1)))
    total = sum(numbers)
    right = rows(("Tổng cộng", "", f"{total:,}".replace(",", ".")))
    wrong = rows(("Tổng cộng", "", f"{total + slip:,}".replace(",", ".")))
    assert findings((*parts, *right), columns) == ()
    assert len(findings((*parts, *wrong), columns)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ đúng hạn đạt 99,9% (11.394/11.399 hồ sơ).",
        "Có 123/300 doanh nghiệp dùng nền tảng số, đạt 41%.",
        "Tích hợp 22.581/57.566 tài khoản (đạt 39%).",
        "Tỷ lệ nộp trực tuyến đạt trên 85% (870/1.000 hồ sơ).",
        "Đạt 90% kế hoạch; có 5/10 trường đạt chuẩn.",
        "Thực hiện dịch vụ 24/7 tại 100% đơn vị.",
    ],
)
def test_a_share_that_rounding_or_cutting_explains_is_no_finding(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("Tỷ lệ đúng hạn đạt 98,5% (950/1.000 hồ sơ).", "95,00%"),
        ("Có 123/300 doanh nghiệp dùng nền tảng số, đạt 51%.", "41,00%"),
    ],
)
def test_a_share_that_is_not_its_fraction_is_a_finding(text: str, computed: str) -> None:
    (sentence,) = said(text)
    assert computed in sentence


def test_the_samples_hold_the_one_wrong_total_they_describe() -> None:
    found = [
        finding
        for path in sorted(SAMPLES.iterdir())
        for finding in check_totals(read(path, SAMPLES, Shelf.PUBLIC).blocks)
    ]
    assert len(found) == 1
    assert "39" in found[0].text
    assert "37" in found[0].text


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real documents are not beside the project")
def test_real_documents_hold_no_other_wrong_total() -> None:
    found = {
        path.name: [
            finding.text
            for finding in read(path, CORPUS, Shelf.PUBLIC).findings
            if "50,0" in finding.text or "cộng các dòng" in finding.text
        ]
        for path in sorted(CORPUS.glob("*.txt"))
    }
    assert [name for name, texts in found.items() if texts] == ["thach-khoi-2030.txt"]
    (text,) = found["thach-khoi-2030.txt"]
    assert "52,0" in text
