"""An evaluation reads the corpus, asks every case and leaves four files that agree."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from evals.case import read_cases
from evals.lines import read_lines
from evals.run import evaluate, run
from ingest.errors import CancuError

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG {ward}

Số: {number}/KH-UBND

{place}, ngày 16 tháng 01 năm 2026

KẾ HOẠCH

Chuyển đổi số phường {place} năm 2026

I. MỤC ĐÍCH

Nâng cao chất lượng phục vụ người dân tại bộ phận một cửa.

II. CHỈ TIÊU

TT\tChỉ tiêu\tĐơn vị tính\tChỉ tiêu năm 2026\tCơ quan chủ trì
1\tTỷ lệ hồ sơ nộp trực tuyến\t%\t≥ {value}%\tVăn phòng HĐND và UBND
2\tTỷ lệ thanh toán trực tuyến\t%\t70%\tPhòng Kinh tế, Hạ tầng và Đô thị

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Nhàn
"""
FIELDS = {"id", "status", "answer", "citations", "passages", "latency_ms"}


def case(id: str, question: str, **more: object) -> dict[str, Any]:
    return {"id": id, "kind": "figure", "question": question, "unit": "phường Lạc Mộc", **more}


CASES = (
    case("f1", "Chỉ tiêu hồ sơ nộp trực tuyến năm 2026?", must=["81%"], sources=["lac-moc"]),
    case("f2", "Chỉ tiêu hồ sơ nộp trực tuyến năm 2041?", abstain=True),
    case("f3", "Chỉ tiêu? " * 300, must=["81%"]),
    case(
        "f4",
        "còn thanh toán trực tuyến thì sao?",
        must=["70"],
        history=[
            {"role": "user", "content": "Chỉ tiêu hồ sơ nộp trực tuyến năm 2026?"},
        ],
    ),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two wards' plans, one of them in a subfolder, and a file that is no document."""
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    lac_moc = PLAN.format(ward="LẠC MỘC", place="Lạc Mộc", number=12, value=81)
    kim_uyen = PLAN.format(ward="KIM UYÊN", place="Kim Uyên", number=34, value=64)
    (folder / "sub" / "lac-moc.txt").write_text(lac_moc, "utf-8")
    (folder / "kim-uyen.txt").write_text(kim_uyen, "utf-8")
    (folder / "hong.docx").write_bytes(b"not a zip")
    return folder


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in CASES), "utf-8")
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def test_the_four_files_agree_with_each_other(
    cases: Path, corpus: Path, settings: Settings, tmp_path: Path
) -> None:
    out, said = tmp_path / "deep" / "out", list[str]()
    run(cases, corpus, out, settings, said.append)
    answers, scores = read_lines(out / "answers.jsonl"), read_lines(out / "scores.jsonl")
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert [set(line) for line in answers] == [FIELDS] * 4
    assert [line["id"] for line in answers] == [line["id"] for line in scores]
    assert [one["text"] for one in answers[0]["citations"]] == [
        "1 | Tỷ lệ hồ sơ nộp trực tuyến | % | ≥ 81% | Văn phòng HĐND và UBND"
    ]
    outcomes = {line["id"]: line["outcome"] for line in scores}
    assert outcomes["f1"] == outcomes["f2"] == "right"
    assert outcomes["f3"] == "error"  # longer than a question may be: no case costs the run
    assert summary["held"] == {"held": 2, "of": 2}
    assert summary["right"] == sum(outcome == "right" for outcome in outcomes.values())
    assert (summary["count"], summary["documents"]) == (4, 2)
    assert summary["chunks"] > 4
    assert "Lạc Mộc" in (out / "report.html").read_text("utf-8")
    assert any("hong.docx" in sentence for sentence in said)


def test_the_home_unit_of_the_settings_is_ignored(
    corpus: Path, settings: Settings, tmp_path: Path
) -> None:
    path, out = tmp_path / "one.jsonl", tmp_path / "out"
    asked = CASES[0] | {"unit": None, "must": ["81%", "64%"], "sources": []}
    path.write_text(json.dumps(asked), "utf-8")
    run(path, corpus, out, replace(settings, unit="phường Kim Uyên"), lambda sentence: None)
    assert read_lines(out / "scores.jsonl")[0]["outcome"] == "right"


def test_answers_can_be_scored_again_without_asking(
    cases: Path, corpus: Path, settings: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(cases, corpus, out, settings, lambda sentence: None)
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    summary = json.loads(before["summary.json"])
    about = {key: summary[key] for key in ("cases", "version", "documents", "chunks", "machine")}
    evaluate(read_cases(cases), out, about, "vi")
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_what_cannot_be_used_is_said_before_anything_slow(
    cases: Path, corpus: Path, settings: Settings, tmp_path: Path
) -> None:
    for arguments, words in (
        ((tmp_path / "none", corpus, tmp_path / "out"), "There is no case file"),
        ((cases, tmp_path / "none", tmp_path / "out"), "There is no folder of documents"),
        ((cases, corpus, cases), "because it is a file"),
    ):
        with pytest.raises(CancuError) as caught:
            run(*arguments, settings, lambda sentence: None)
        assert words in caught.value.sentence("en")
    assert not settings.data.exists()
