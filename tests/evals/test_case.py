"""A case file is read whole or refused with the line and what was expected there."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.conversation import Turn
from evals.case import Case, read_cases
from ingest.errors import CancuError

GOOD: dict[str, Any] = {"id": "1", "kind": "figure", "question": "Chỉ tiêu?", "must": ["85%"]}


def file(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "cases.jsonl"
    texts = [
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    ]
    path.write_text("\n".join(texts) + "\n", "utf-8")
    return path


def test_every_field_is_read(tmp_path: Path) -> None:
    full = GOOD | {
        "unit": "phường Hoa Lư",
        "history": [{"role": "user", "content": "Xin chào"}],
        "forbid": ["80%"],
        "sources": ["ke-hoach"],
        "abstain": False,
    }
    assert read_cases(file(tmp_path, full)) == (
        Case(
            id="1",
            kind="figure",
            question="Chỉ tiêu?",
            unit="phường Hoa Lư",
            history=(Turn("user", "Xin chào"),),
            must=("85%",),
            forbid=("80%",),
            sources=("ke-hoach",),
        ),
    )


def test_null_and_missing_fields_are_blank_and_unknown_ones_passed_over(tmp_path: Path) -> None:
    sparse = {"id": "1", "question": "Ai ký?", "unit": None, "history": None, "note": 3}
    (case,) = read_cases(file(tmp_path, sparse | {"abstain": True}))
    assert case == Case(id="1", kind="", question="Ai ký?", abstain=True)


def test_an_id_keeps_the_form_it_is_written_in(tmp_path: Path) -> None:
    path = file(tmp_path, GOOD | {"id": 7}, GOOD | {"id": "7"})
    assert [case.id for case in read_cases(path)] == [7, "7"]


def test_blank_lines_a_byte_order_mark_and_carriage_returns_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    lines = ["", json.dumps(GOOD), "  ", json.dumps(GOOD | {"id": "2"}), ""]
    path.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    assert [case.id for case in read_cases(path)] == ["1", "2"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"id": "1", "question"', "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ({"question": "?", "must": ["1"]}, '"id" is missing'),
        ({"id": "1", "question": " ", "must": ["1"]}, '"question" is missing'),
        (GOOD | {"id": ["7"]}, '"id" should be text'),
        (GOOD | {"id": True}, '"id" should be text'),
        (GOOD | {"unit": ["x"]}, '"unit" should be text'),
        (GOOD | {"must": "85%"}, '"must" should be a list'),
        (GOOD | {"forbid": [80]}, '"forbid" should be a list'),
        (GOOD | {"sources": [""]}, '"sources" should be a list'),
        (GOOD | {"abstain": "no"}, '"abstain" should be true or false'),
        (GOOD | {"must": ["(85"]}, "(85"),
        (GOOD | {"forbid": ["*"]}, "not a valid regular expression"),
        (GOOD | {"history": "x"}, '"history" should be a list'),
        (GOOD | {"history": [{"role": "system", "content": "x"}]}, '"history" should be a list'),
        (GOOD | {"history": [{"role": "user"}]}, '"history" should be a list'),
        (GOOD | {"id": "ok"}, '"ok" was used'),
        ({"id": "1", "question": "?"}, "names nothing to score"),
    ],
)
def test_a_malformed_line_is_named_with_what_was_expected(
    tmp_path: Path, line: object, expected: str
) -> None:
    path = file(tmp_path, GOOD | {"id": "ok"}, "", line)
    with pytest.raises(CancuError) as caught:
        read_cases(path)
    sentence = caught.value.sentence("en")
    assert "line 3" in sentence
    assert expected in sentence
    assert "dòng 3" in caught.value.sentence("vi")


def test_a_missing_an_empty_and_a_foreign_file_are_each_a_sentence(tmp_path: Path) -> None:
    empty, foreign = tmp_path / "empty", tmp_path / "foreign"
    empty.write_text("\n\n")
    foreign.write_bytes(b"\xff\xfe\x00{")
    for path, words in (
        (tmp_path / "none", "There is no case file"),
        (tmp_path, "There is no case file"),
        (empty, "holds no case"),
        (foreign, "UTF-8"),
    ):
        with pytest.raises(CancuError) as caught:
            read_cases(path)
        assert words in caught.value.sentence("en")
