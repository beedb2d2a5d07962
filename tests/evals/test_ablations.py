"""Each row takes out one part and nothing else, and leaves the store as it was for the next."""

from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from evals.ablations import ablate
from evals.case import Case

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG LẠC MỘC

Số: 12/KH-UBND

KẾ HOẠCH

Chuyển đổi số phường Lạc Mộc năm 2026

TT\tChỉ tiêu\tĐơn vị tính\tChỉ tiêu năm 2026\tCơ quan chủ trì
1\tTỷ lệ hồ sơ nộp trực tuyến\t%\t≥ 81%\tVăn phòng HĐND và UBND
2\tTỷ lệ thanh toán trực tuyến\t%\t70%\tPhòng Kinh tế, Hạ tầng và Đô thị
"""
QUESTION = "Chỉ tiêu hồ sơ nộp trực tuyến năm 2026?"
CASES = (
    Case(id="f", kind="figure", question=QUESTION, must=("81%",), sources=("plan",)),
    Case(
        id="e",
        kind="english",
        question="Which office leads the target online payment rate?",
        must=("Phòng Kinh tế",),
        sources=("plan",),
    ),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    return folder


@pytest.fixture
def found(corpus: Path) -> dict[str, dict[str, Any]]:
    return ablate(CASES, corpus, Settings(), lambda line: None)


def test_every_part_is_left_out_in_turn(found: dict[str, dict[str, Any]]) -> None:
    assert list(found) == [
        "all_parts",
        "lexical_only",
        "dense_only",
        "no_ledger",
        "no_accents_restored",
        "unaccented: all_parts",
        "unaccented: no_accents_restored",
    ]
    assert found["all_parts"]["right"] == found["lexical_only"]["right"] == 2
    assert not any(row["error"] for row in found.values())


def test_without_its_ledger_the_assistant_answers_no_figure(
    found: dict[str, dict[str, Any]],
) -> None:
    assert found["no_ledger"]["missed"] == 1


def test_meaning_alone_finds_without_a_search_by_words(found: dict[str, dict[str, Any]]) -> None:
    assert found["dense_only"]["hit"]["10"] == 1.0


def test_a_question_typed_without_accents_is_lost_where_none_are_restored(
    found: dict[str, dict[str, Any]],
) -> None:
    assert found["no_accents_restored"]["right"] == 2
    assert found["unaccented: all_parts"]["count"] == 1
    assert found["unaccented: all_parts"]["right"] == 1
    assert found["unaccented: no_accents_restored"]["right"] == 0


def test_the_table_is_told(corpus: Path) -> None:
    said = list[str]()
    ablate(CASES[:1], corpus, Settings(), said.append)
    assert said[-1].startswith("unaccented: no_accents_restored")
