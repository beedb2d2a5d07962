"""Targets that were not met: read off the rows of a table, in their order."""

from collections.abc import Iterator

import pytest

from assistant.conversation import Status
from tests.assistant.papers import Ask, asking, paper, table

WARD = "phường Bến Trúc"

PAPERS = {
    "bao-cao.md": paper(
        "I. KẾT QUẢ NĂM 2025\n\n"
        + table(
            "TT | Chỉ tiêu | ĐVT | Kế hoạch 2025 | Thực hiện 2025",
            "1 | Tỷ lệ hồ sơ nộp trực tuyến | % | 90 | 92",
            "2 | Tỷ lệ hộ dùng nước sạch | % | ≥ 95 | 93,4",
            "3 | Số hộ nghèo cuối năm | Hộ | 60 | 63",
            "4 | Số tuyến đường được trồng cây | Tuyến | 12 | -",
            "5 | Thời gian chờ tại quầy | Phút | ≤ 15 | 12",
        ),
        kind="Báo cáo",
        number="212/BC-UBND",
        day="ngày 20 tháng 12 năm 2025",
        subject="Kết quả thực hiện nhiệm vụ năm 2025",
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("shortfalls"), PAPERS) as assistant:
        yield assistant


def test_only_what_falls_short_is_listed_with_its_aim(ask: Ask) -> None:
    answer = ask("Những chỉ tiêu nào năm 2025 chưa đạt?", WARD)
    assert answer.status is Status.ANSWERED
    assert "nước sạch: kết quả 93,4%, chỉ tiêu ≥ 95%" in answer.text
    assert "hộ nghèo cuối năm: kết quả 63 hộ, chỉ tiêu 60 hộ" in answer.text
    assert "trực tuyến" not in answer.text
    assert "trồng cây" not in answer.text
    assert "Thời gian chờ" not in answer.text
    assert len(answer.citations) == 2
