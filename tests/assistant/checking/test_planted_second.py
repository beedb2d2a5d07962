"""The second set of planted faults: each is told, and its clean papers are silent."""

from collections.abc import Callable

import pytest

from assistant.checking.fault import Fault
from evals.faults import FAULTS, Plant, clean_papers, faults_of, read_plants

PAPERS = clean_papers(FAULTS / "second")
PLANTS = read_plants(FAULTS / "second")
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
