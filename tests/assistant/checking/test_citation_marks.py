"""Citations, numbers and parts that a person who edits papers would see at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.checking.check import check
from assistant.checking.fault import Fault
from evals.faults import clean_papers, faults_of
from ingest.document import Shelf
from ingest.read import read

PAPERS = clean_papers()
Told = Callable[[str], tuple[Fault, ...]]

_HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ ĐẠI TRÀ\nSố: 15/KH-UBND\nĐại Trà, ngày 15 tháng 7 năm 2026\nKẾ HOẠCH\n"
    "Chuyển đổi số năm 2026\n"
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("papers")
    return lambda text: faults_of(text, folder)


_FULL = "Căn cứ Kế hoạch số 127/KH-UBND ngày 05 tháng 3 năm 2026 của UBND tỉnh về chuyển đổi số;"


@pytest.mark.parametrize(
    "line",
    [
        "Căn cứ Nghị định số 73/NĐ-CP ngày 10 tháng 7 năm 2024 của Chính phủ về tiền lương;",
        "Thực hiện Kế hoạch số 90/KH-UBND ngày 12/4 của UBND tỉnh về hạ tầng số.",
        "Thực hiện Kế hoạch ngày 12 tháng 4 năm 2026 của UBND tỉnh số 90/KH-UBND về hạ tầng số.",
        "Xét Báo cáo số 15-BC/KTXH ngày 16 tháng 7 năm 2026 của Ban Kinh tế - Xã hội về dự toán;",
    ],
)
def test_a_citation_out_of_form_is_told(told: Told, line: str) -> None:
    assert [f for f in told(f"{_HEAD}{_FULL}\n{line}\n") if f.rule == "citation-form"]


def test_a_later_citation_one_digit_from_a_full_one_is_told(told: Told) -> None:
    found = told(f"{_HEAD}{_FULL}\nI. NHIỆM VỤ\n1. Thực hiện Kế hoạch số 172/KH-UBND.\n")
    assert [f for f in found if f.rule == "citation-differs"]


def test_a_number_of_the_party_keeps_its_form(told: Told) -> None:
    line = "Thực hiện Chương trình số 12-CTr/BTGTU ngày 16 tháng 7 năm 2026 của Tỉnh ủy về dân vận;"
    found = told(f"{_HEAD}{_FULL}\n{line}\n")
    assert [f.text for f in found if "thể thức" in f.text] == []


def test_the_receivers_name_the_last_article(told: Told) -> None:
    paper = PAPERS["quyet-dinh"]
    assert "Như Điều 4" in paper
    found = told(paper.replace("Như Điều 4", "Như Điều 5"))
    assert [f for f in found if f.rule == "missing-part" and "Điều 4" in f.text]


def test_notes_and_sources_of_a_draft_are_not_checked(tmp_path: Path) -> None:
    path = tmp_path / "du-thao.md"
    body = (
        f"{_HEAD}{_FULL}\nGhi chú cho người soạn: Theo QĐ số 5/QĐ-UBND ngày 1/3.\n"
        "NGUỒN TRÍCH DẪN\n[1] Theo QĐ số 9/QĐ-UBND ngày 1/3/2026, hàng năm.\n"
    )
    path.write_text(body.replace("\n", "\n\n"), "utf-8")
    faults = check(read(path, tmp_path, Shelf.PUBLIC)).faults
    assert [f.excerpt for f in faults if "QĐ-UBND" in f.excerpt or "hàng năm" in f.excerpt] == []
