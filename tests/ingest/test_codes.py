"""Numbers of documents."""

from pathlib import Path

import pytest

from ingest.codes import canonical, find_codes, is_open, name_of_type, type_of

CORPUS = Path(__file__).parents[2] / "../shared/corpus"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("33/KH-UBND", "Kế hoạch"),
        ("57-NQ/TW", "Nghị quyết"),
        ("01/2025/QĐ-UBND", "Quyết định"),
        ("66.18/2026/NQ-CP", "Nghị quyết"),
        ("193/2025/QH15", ""),
        ("4720/VP-VX", "Công văn"),
        ("3072/STP-BT&HCTP", "Công văn"),
        ("58/SKH-CN-HTS&CN", "Công văn"),
        ("04/TTr-BKHCN-BTTTT", "Tờ trình"),
        ("02/QĐ-BCĐ", "Quyết định"),
        ("08-KH/ĐU", "Kế hoạch"),
        ("1669/NQ-UBTVQH15", "Nghị quyết"),
        ("18/VBHN-VPQH", "Văn bản hợp nhất"),
        ("12/ĐA-UBND", "Đề án"),
        ("12/DA-UBND", "Dự án"),
    ],
)
def test_number_is_found_whole_and_names_its_type(code: str, kind: str) -> None:
    (found,) = find_codes(f"theo văn bản số {code} ngày 01/02/2026, kèm phụ lục")
    assert found.text == code
    assert type_of(code) == kind


@pytest.mark.parametrize(
    "text", ["Số: /BC-UBND", "Số - ĐA/ĐU", "Số:…../KH-UBND", "Số: /2025/TT-BTC"]
)
def test_number_left_open_is_found_and_is_open(text: str) -> None:
    (found,) = find_codes(text)
    assert is_open(found.text)
    assert not is_open("33/KH-UBND")


@pytest.mark.parametrize(
    "text",
    ["ngày 16/01/2026", "hoạt động 24/7", "90 km/h", "và/hoặc", "Đề án 06/CP", "85/100 điểm"],
)
def test_dates_and_shares_are_no_numbers_of_documents(text: str) -> None:
    assert find_codes(text) == ()


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("71-NQ/CP", "71/NQ-CP"),
        ("57- NQ/TW", "57-NQ/TW"),
        ("05/KH-UBND", "5/kh-ubnd"),
        ("411/QĐ TTg", "411/QĐ-TTg"),
        ("411/qd-ttg", "411/QĐ-TTg"),
    ],
)
def test_every_way_of_writing_a_number_has_one_key(written: str, same: str) -> None:
    assert canonical(find_codes(written)[0].text) == canonical(same)


def test_key_keeps_the_year_and_tells_numbers_apart() -> None:
    assert canonical("193/2025/QH15") == "193/2025/QH15"
    assert canonical("/KH-UBND") == "/KH-UBND"
    assert canonical("33/KH-UBND") != canonical("33/BC-UBND")
    assert canonical(" / ") == ""


def test_type_is_known_by_its_name_alone_on_a_line() -> None:
    assert name_of_type("KẾ HOẠCH") == "Kế hoạch"
    assert name_of_type("Kế hoạch năm 2026") == ""


def test_nearly_every_number_of_real_documents_is_found() -> None:
    if not CORPUS.exists():
        pytest.skip("the real documents are not on this machine")
    counts = [len(find_codes(path.read_text("utf-8"))) for path in sorted(CORPUS.glob("*.txt"))]
    assert sum(counts) >= 191  # of 196 mentions counted by hand; "Đề án 06/CP" is no number
