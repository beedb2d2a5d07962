"""Faults planted in clean papers: each is told, and the clean papers are silent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.checking.fault import Fault, Severity
from evals.faults import FAULTS, Plant, clean_papers, faults_of, read_plants

SECOND = FAULTS / "second"
PAPERS = clean_papers() | clean_papers(SECOND)
PLANTS = (*read_plants(), *read_plants(SECOND))
Told = Callable[[str], tuple[Fault, ...]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("papers")
    return lambda text: faults_of(text, folder)


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_clean_paper_is_silent(told: Told, name: str) -> None:
    assert [(fault.rule, fault.text) for fault in told(PAPERS[name])] == []


@pytest.mark.parametrize(
    "plant", PLANTS, ids=[f"{plant.rule}-{at}" for at, plant in enumerate(PLANTS)]
)
def test_a_planted_fault_is_told(told: Told, plant: Plant) -> None:
    rules = {fault.rule for fault in told(plant.planted(PAPERS[plant.paper]))}
    assert rules & set(plant.rule.split("|"))


def test_a_fault_says_where_and_what_to_do(told: Told) -> None:
    text = PAPERS["bao-cao"].replace("412/430 trẻ dưới 1 tuổi, đạt 95,8%", "412/430 trẻ, đạt 98,5%")
    fault = next(fault for fault in told(text) if fault.rule == "share")
    assert fault.severity is Severity.ERROR
    assert fault.section[-1] == "2. Văn hóa - xã hội"
    assert "98,5%" in fault.excerpt
    assert "95,81%" in fault.text
    assert fault.suggestion


def test_a_fault_of_a_table_names_its_row(told: Told) -> None:
    text = PAPERS["bao-cao"].replace("850\t428\t50,4", "850\t428\t54,0")
    fault = next(fault for fault in told(text) if fault.rule == "share")
    assert fault.row == "5. Số lao động được giải quyết việc làm"
    assert fault.block is not None


def test_the_plants_cover_every_rule_that_reads_text() -> None:
    assert len(PLANTS) >= 60
    assert len({plant.rule for plant in PLANTS}) >= 16


def test_a_plant_whose_place_is_not_there_once_is_a_defect_of_the_plant() -> None:
    with pytest.raises(ValueError, match="0 times"):
        Plant("x", "sum", "không có", "").planted("một văn bản")


@pytest.mark.parametrize(
    "body",
    [
        "I. MỘT\n\n1. Việc đầu.\n\n2. Việc sau.\n\nII. HAI\n\n3. Việc tiếp.\n\n4. Việc cuối.",
        "I. MỘT\n\n1. Việc đầu.\n\n2. Việc sau.\n\nII. HAI\n\n1. Việc tiếp.\n\n2. Việc cuối.",
        "Điều 1. Sửa đổi\n\n“5. Khoản năm mới.\n\n6. Khoản sáu mới.”\n\nĐiều 2. Hiệu lực",
    ],
)
def test_numbers_that_run_on_start_anew_or_are_quoted_are_no_fault(told: Told, body: str) -> None:
    assert [fault for fault in told(body) if fault.rule == "numbering"] == []


def test_another_commune_in_a_citation_or_comparison_is_no_fault(told: Told) -> None:
    text = PAPERS["ke-hoach"].replace(
        "Mức độ hài lòng của người dân đạt 91,4%.",
        "Mức độ hài lòng của người dân đạt 91,4%, cao hơn so với phường Hoa Thám; phường học tập "
        "Kế hoạch số 31/KH-UBND ngày 05/02/2025 của UBND phường Hoa Thám về cải cách hành chính.",
    )
    assert [fault for fault in told(text) if fault.rule == "place"] == []


def test_a_law_that_still_held_on_the_day_of_the_paper_is_no_fault(told: Told) -> None:
    text = PAPERS["quyet-dinh"].replace(
        "Căn cứ Luật Chuyển đổi số ngày 11/12/2025;", "Căn cứ Luật An ninh mạng ngày 12/6/2018;"
    )
    assert [fault for fault in told(text) if fault.rule == "stale-law"] == []


def test_the_end_of_a_law_is_open_for_a_paper_without_a_day(told: Told) -> None:
    text = (
        PAPERS["quyet-dinh"]
        .replace("ngày 03 tháng 02 năm 2026", "ngày    tháng    năm 2026")
        .replace("Luật Chuyển đổi số ngày 11/12/2025;", "Luật An ninh mạng ngày 12/6/2018;")
    )
    fault = next(fault for fault in told(text) if fault.rule == "stale-law")
    assert fault.severity is Severity.LOOK
    assert "chưa ghi ngày" in fault.text


def test_the_five_planted_papers_are_files_of_this_project(tmp_path: Path) -> None:
    assert {"ke-hoach", "bao-cao", "cong-van", "quyet-dinh", "nghi-quyet"} <= set(PAPERS)
