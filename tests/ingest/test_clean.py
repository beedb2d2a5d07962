"""What a recogniser or a page left behind goes; words and digits stay."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.document import Piece
from ingest.loaders import load
from ingest.text import tidy

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


def cleaned(*lines: str, page: int | None = None) -> list[str]:
    return [piece.text for piece in clean(Piece(line, page) for line in lines)]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        (r"đạt $\geq 70\%$", "đạt ≥ 70%"),
        (r"$\leq$ 5 ngày", "≤ 5 ngày"),
        (r"$\geq 0,8$", "≥ 0,8"),
        ("<u>100%</u>", "100%"),
        ("**99,9%** hồ sơ", "99,9% hồ sơ"),
        ("(*các Phụ lục 1, 2 kèm theo*)", "(các Phụ lục 1, 2 kèm theo)"),
        ("***Mục tiêu***", "Mục tiêu"),
        (
            "Phụ lục 3:**PHÂN CÔNG***(Kèm theo Kế hoạch)*",
            "Phụ lục 3: PHÂN CÔNG (Kèm theo Kế hoạch)",
        ),
        ("R&amp;D &ge; 2&nbsp;%", "R&D ≥ 2 %"),
        ("thủ tục$^{1}$", "thủ tục¹"),
        ("m<sup>2</sup>", "m²"),
        (r"$\frac{1}{2}$ kinh phí", "1/2 kinh phí"),
        (r"1\. Mục đích", "1. Mục đích"),
        ("To\u0302\u0301t\u200b \u00a0lắm", "Tốt lắm"),
        ("một<br>hai", "một hai"),
    ],
)
def test_residue_reads_as_plain_text(printed: str, meant: str) -> None:
    assert cleaned(printed) == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "2*3*4",
        "* Trong đó: 5 hồ sơ",
        "từ $100 đến $200",
        "a < b và c > d",
        "file_name_1",
    ],
)
def test_what_only_looks_like_residue_stays(text: str) -> None:
    assert cleaned(text) == [text]


def test_cells_are_cleaned_and_hold_one_line() -> None:
    (piece,) = clean([Piece("", grid=(("**I.**", "Hạ\ntầng"), ("$\\geq 5\\%$", "<u>1</u>")))])
    assert piece.grid == (("I.", "Hạ tầng"), ("≥ 5%", "1"))


def test_a_sentence_cut_by_a_page_break_is_whole_again() -> None:
    assert cleaned("Ủy ban nhân dân phường triển khai", "các nhiệm vụ. Hết.", "Đoạn sau") == [
        "Ủy ban nhân dân phường triển khai các nhiệm vụ. Hết.",
        "Đoạn sau",
    ]


def test_a_sentence_is_joined_over_the_footnotes_between() -> None:
    assert cleaned("Tiếp nhận và giải", "¹ Gồm 383 thủ tục.", "quyết thủ tục.") == [
        "Tiếp nhận và giải quyết thủ tục.",
        "¹ Gồm 383 thủ tục.",
    ]


def test_emphasis_over_a_cut_is_none() -> None:
    assert cleaned("Giao *Văn phòng", "chủ trì* việc này.") == ["Giao Văn phòng chủ trì việc này."]


def test_a_date_cut_by_a_page_break_is_whole_again() -> None:
    first = "Thực hiện Kế hoạch số 142/KH-UBND của Ủy ban nhân dân thành phố ngày"
    assert cleaned(first, "09/9/2025 về chuyển đổi số.") == [f"{first} 09/9/2025 về chuyển đổi số."]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Hết câu.", "đoạn chữ thường"),
        ("gồm:", "các nội dung"),
        ("Một việc chưa hết", "a) điểm tiếp theo"),
        ("Một việc chưa hết", "- gạch đầu dòng"),
        ("KẾ HOẠCH", "về chuyển đổi số"),
        ("Kế hoạch năm", "(kèm theo Quyết định số 5)"),
        ("Điều hành trên môi trường số", "Ủy ban nhân dân phường đã"),
    ],
)
def test_lines_that_begin_something_are_not_joined(above: str, below: str) -> None:
    assert cleaned(above, below) == [above, below]


def test_page_numbers_that_count_up_are_furniture() -> None:
    assert cleaned("Một.", "2", "Hai.", "- 3 -", "Ba.", "4/5") == ["Một.", "Hai.", "Ba."]


def test_a_lone_number_is_no_page_number() -> None:
    assert cleaned("Tổng số:", "85", "Hết.") == ["Tổng số:", "85", "Hết."]


def test_running_lines_that_name_the_page_are_furniture() -> None:
    heads = [f"Kế hoạch chuyển đổi số - Trang {page}" for page in range(1, 5)]
    lines = [line for head in heads for line in (head, "Lời văn.")]
    assert cleaned(*lines) == ["Lời văn."] * 4


def test_drawn_rules_are_furniture() -> None:
    assert cleaned("UBND", "--------", "_____", "Số: 1") == ["UBND", "Số: 1"]


def test_number_and_date_on_one_line_are_set_apart() -> None:
    assert cleaned("Số: 05/KH-UBND Sao Mai, ngày 05 tháng 01 năm 2026") == [
        "Số: 05/KH-UBND",
        "Sao Mai, ngày 05 tháng 01 năm 2026",
    ]


def test_an_open_number_and_date_are_set_apart() -> None:
    assert cleaned("Số: /KH-UBND Sao Mai, ngày tháng năm 2026")[0] == "Số: /KH-UBND"


def test_organ_and_motto_on_one_line_are_set_apart() -> None:
    line = "BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
    assert cleaned(line) == [
        "BỘ TÀI CHÍNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


PARTS = st.sampled_from(
    [
        "phường",
        "Ủy ban",
        "85%",
        "≥ 70",
        "1.234,5",
        "ngày",
        "- ",
        "a) ",
        "1. ",
        "**",
        "*",
        "<u>",
        "</u>",
    ]
    + ["(", ")", ".", ";", "CHỈ TIÊU", "Số: 1/KH-UBND", "của", "¹", "$", "\u200b", "e\u0302\u0301"]
)
LINES = st.lists(st.lists(PARTS, max_size=8).map(" ".join), max_size=12)


def words(text: str) -> list[str]:
    plain = tidy(unicodedata.normalize("NFC", re.sub(r"</?u>", " ", text)))
    return re.findall(r"\w+", plain)


@given(LINES)
def test_every_word_survives(lines: list[str]) -> None:
    # A line of a number alone may be a page number: the one thing that may go.
    lines = [line for line in lines if not re.fullmatch(r"[\W\d]*", line)]
    before = sorted(word for line in lines for word in words(line))
    assert sorted(word for line in cleaned(*lines) for word in words(line)) == before


@given(LINES)
@example(["phường $", "$ phường"])
@example(["phường $ ≥ 70", "của $"])
@example(["&amp;amp;lt; 5"])
def test_cleaning_twice_changes_nothing(lines: list[str]) -> None:
    once = clean(Piece(line) for line in lines)
    assert clean(once) == once


@pytest.mark.skipif(not CORPUS.exists(), reason="the real documents are not beside the project")
@pytest.mark.parametrize("name", ["hai-an-2026", "thach-khoi-2030", "xuan-lap-2026"])
def test_no_digit_of_a_real_document_is_lost(name: str) -> None:
    pieces = load(CORPUS / f"{name}.txt").pieces
    assert digits(clean(pieces)) == digits(pieces)


def digits(pieces: tuple[Piece, ...]) -> str:
    cells = (cell for p in pieces for cell in (p.text, *(c for row in p.grid or () for c in row)))
    return re.sub(r"\D", "", " ".join(cells))
