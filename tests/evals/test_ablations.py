"""Each row takes out one part and nothing else, and leaves the store as it was for the next."""

from pathlib import Path

import pytest

from assistant.settings import Settings
from evals import ablations
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
CASES = (Case(id="f", kind="figure", question=QUESTION, must=("81%",), sources=("plan",)),)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    return folder


def test_without_its_ledger_the_assistant_answers_no_figure(corpus: Path) -> None:
    said = list[str]()
    found = ablate(CASES, corpus, Settings(), said.append)
    assert list(found) == ["all_parts", "lexical_only", "no_ledger"]
    assert found["all_parts"]["right"] == found["lexical_only"]["right"] == 1
    assert found["no_ledger"]["missed"] == 1
    assert not any(row["error"] for row in found.values())
    assert said[-1].startswith("dense_only: ")


def test_meaning_alone_finds_without_a_search_by_words(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tried over LSA, which stands in for a model: no test may need one."""
    rows = ablations.rows
    monkeypatch.setattr(ablations, "rows", lambda _: rows(Settings(embeddings="any")))
    found = ablate(CASES, corpus, Settings(), lambda line: None)
    assert found["dense_only"]["error"] == 0
    assert found["dense_only"]["hit"]["10"] == 1.0
