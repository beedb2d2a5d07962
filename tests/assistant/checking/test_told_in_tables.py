"""Text held against the tables of its paper, parts against the whole they are of."""

from collections.abc import Callable

import pytest

from assistant.checking.fault import Fault
from evals.faults import clean_papers, faults_of

PAPERS = clean_papers()
Told = Callable[[str], tuple[Fault, ...]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("papers")
    return lambda text: faults_of(text, folder)


def _paper(body: str) -> str:
    return (
        "ỦY BAN NHÂN DÂN\nXÃ ĐẠI TRÀ\nSố: 15/BC-UBND\nĐại Trà, ngày 15 tháng 7 năm 2026\nBÁO CÁO\n"
        f"Kết quả công tác 6 tháng đầu năm 2026\nI. KẾT QUẢ\n{body}\n"
    )


def _rules(faults: tuple[Fault, ...], *keys: str) -> list[str]:
    return [fault.text for fault in faults if fault.rule in keys]


_TABLE = (
    "TT\tLĩnh vực\tTiếp nhận\tQuá hạn\n1\tĐất đai\t310\t12\n2\tHộ tịch\t520\t3\n"
    "\tTổng cộng\t830\t15"
)


@pytest.mark.parametrize(
    "lead",
    ["Tiếp nhận 850 hồ sơ, cụ thể như sau:", "Tiếp nhận 830 hồ sơ, quá hạn 16 hồ sơ, như sau:"],
)
def test_a_lead_that_its_table_does_not_total_is_told(told: Told, lead: str) -> None:
    assert _rules(told(_paper(f"{lead}\n\n{_TABLE}")), "two-values")


@pytest.mark.parametrize(
    "lead",
    [
        "Tiếp nhận 830 hồ sơ, quá hạn 15 hồ sơ, cụ thể như sau:",
        "Lĩnh vực đất đai tiếp nhận 310 hồ sơ, cụ thể như sau:",
    ],
)
def test_a_lead_that_tells_a_number_of_its_table_is_no_fault(told: Told, lead: str) -> None:
    assert _rules(told(_paper(f"{lead}\n\n{_TABLE}")), "two-values") == []


@pytest.mark.parametrize(
    "body",
    [
        "Tổ chức tập huấn cho 120 người, gồm 55 nam và 75 nữ.",
        "Tổ gồm 09 thành viên: 01 Tổ trưởng, 03 Tổ phó và 06 tổ viên.",
        "Đã rà soát 410/500 hộ, đạt 82,0%, còn 80 hộ chưa rà soát.",
        "Tổng kinh phí: 500 triệu đồng.\n- Ngân sách xã: 355 triệu đồng.\n- Khác: 135 triệu đồng.",
    ],
)
def test_parts_that_do_not_add_up_are_told(told: Told, body: str) -> None:
    assert _rules(told(_paper(body)), "sum")


@pytest.mark.parametrize(
    "body",
    [
        "Tổ chức tập huấn cho 120 người, gồm 55 nam và 65 nữ.",
        "Trang bị 02 phòng họp, gồm 20 bàn và 40 ghế.",
        "Tổ gồm 09 thành viên: 01 Tổ trưởng, các Tổ phó và 06 tổ viên.",
        "Đã rà soát 410/500 hộ, đạt 82,0%, còn 90 hộ chưa rà soát.",
        "Tổng kinh phí: 500 triệu đồng.\n- Ngân sách xã: 355 triệu đồng.\n- Phân bổ trong quý III.",
    ],
)
def test_parts_that_add_up_or_are_no_parts_are_no_fault(told: Told, body: str) -> None:
    assert _rules(told(_paper(body)), "sum") == []


def test_a_share_of_a_whole_told_before_it_is_computed_again(told: Told) -> None:
    body = "Kinh phí 400 triệu đồng, trong đó ngân sách xã 300 triệu đồng, chiếm {}%."
    assert _rules(told(_paper(body.format("70,0"))), "share")
    assert _rules(told(_paper(body.format("75,0"))), "share") == []
