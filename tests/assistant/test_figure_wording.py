"""How a figure and what differs from it are told."""

from pathlib import Path

from tests.assistant.papers import asking, paper, table

XA = "xã Suối Trầu"
PLAN = paper(
    table(
        "TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2026",
        "1 | Sản lượng chè búp tươi | Tấn | 9.250",
        "2 | Điện thương phẩm | GWh | 14",
        "3 | Thu nhập bình quân đầu người | Triệu đồng/năm | 67",
    ),
    unit=XA,
    subject="Phát triển kinh tế - xã hội năm 2026",
)
RESOLUTION = paper(
    """Điều 1. Mục tiêu năm 2026

Thu nhập bình quân đầu người năm 2026 đạt 67 triệu đồng/năm trở lên.""",
    unit=XA,
    number="08/NQ-HĐND",
    kind="Nghị quyết",
    subject="Về nhiệm vụ kinh tế - xã hội năm 2026",
)
PROVINCE = paper(
    table(
        "TT | Chỉ tiêu | ĐVT | Năm 2026 › Tỉnh giao | Năm 2026 › Xã phấn đấu",
        "1 | Tỷ lệ hộ dùng nước sạch | % | 88 | 91",
    ),
    unit=XA,
    number="15/KH-UBND",
    subject="Cấp nước sạch nông thôn năm 2026",
)


def test_a_measure_stands_in_a_sentence_as_one_is_written(tmp_path: Path) -> None:
    with asking(tmp_path, {"a.md": PLAN}) as ask:
        assert "9.250 tấn" in ask("sản lượng chè búp tươi năm 2026", XA).text
        assert "14 GWh" in ask("điện thương phẩm năm 2026", XA).text


def test_one_aim_told_with_its_bound_and_without_is_no_conflict(tmp_path: Path) -> None:
    with asking(tmp_path, {"a.md": PLAN, "b.md": RESOLUTION}) as ask:
        answer = ask("chỉ tiêu thu nhập bình quân đầu người năm 2026", XA)
    assert "67" in answer.text.splitlines()[0]
    assert not [finding for finding in answer.findings if finding.kind == "conflict"]


def test_what_is_set_from_above_and_what_is_aimed_at_are_no_conflict(tmp_path: Path) -> None:
    with asking(tmp_path, {"a.md": PROVINCE}) as ask:
        answer = ask("chỉ tiêu hộ dùng nước sạch năm 2026", XA)
    assert "88" in answer.text
    assert "91" in answer.text
    assert not [finding for finding in answer.findings if finding.kind == "conflict"]


def test_a_sentence_is_quoted_in_its_own_words_and_nothing_else(tmp_path: Path) -> None:
    with asking(tmp_path, {"b.md": RESOLUTION}) as ask:
        answer = ask("chỉ tiêu thu nhập bình quân đầu người năm 2026", XA)
    basis = next(line for line in answer.text.splitlines() if "nguyên văn" in line)
    quote = basis.partition("“")[2].partition("”")[0]
    assert quote in RESOLUTION
    assert "67 triệu đồng/năm trở lên" in quote
