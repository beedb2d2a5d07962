"""Drafts from the command line and over HTTP, by the installed program."""

import json
import os
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.ui.conftest import Cancu

PLAN = {"kind": "ke-hoach", "unit": "phường Sao Mai", "year": 2027, "topic": "chuyển đổi số"}
COMMAND = ("draft", "ke-hoach", "--unit", "phường Sao Mai", "--year", "2027", "--out")


@pytest.fixture
def made(server: str) -> dict[str, Any]:
    response = httpx.post(f"{server}/v1/drafts", json=PLAN, timeout=60)
    assert response.status_code == 201, response.text
    found: dict[str, Any] = response.json()
    return found


def _address(server: str, made: dict[str, Any], *steps: str) -> str:
    return "/".join((server, "v1/drafts", made["id"], *steps))


@pytest.mark.parametrize(("suffix", "begins"), [("docx", b"PK"), ("md", b""), ("json", b"{")])
def test_a_draft_becomes_a_file_and_is_kept(
    cancu: Cancu, server: str, tmp_path: Path, suffix: str, begins: bytes
) -> None:
    path = tmp_path / f"kế hoạch 2027.{suffix}"
    done = cancu(*COMMAND, str(path), "--topic", "chuyển đổi số")
    assert done.code == 0, done.err
    assert path.read_bytes().startswith(begins)
    assert "Chuyển đổi số" in done.out
    assert str(path) in done.out
    kept = httpx.get(f"{server}/v1/drafts").json()
    assert any(entry["id"] in done.out for entry in kept)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("thu-moi", "--unit", "phường Sao Mai", "--year", "2027"), "thu-moi"),
        (("ke-hoach", "--unit", "phường Bãi Đá", "--year", "2027"), "Bãi Đá"),
        (("ke-hoach", "--unit", "phường Sao Mai", "--year", "1999"), "1999"),
        (("ke-hoach", "--unit", "phường Sao Mai", "--year", "sang năm"), "sang năm"),
        (("bao-cao-quy-5", "--unit", "phường Sao Mai", "--year", "2026"), "quy 5"),
        (("ke-hoach", "--unit", "phường Sao Mai", "--year", "2027", "--section", "thơ"), "thơ"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence_and_leaves_no_file(
    cancu: Cancu, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    done = cancu("draft", *words, "--out", str(tmp_path / "x.docx"))
    assert done.code == 1
    assert says in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x.exe", "x", "khong-co/x.docx", "a\nb.docx", ".docx/x.docx"])
def test_a_target_that_cannot_be_written_is_told_before_the_drafting(
    cancu: Cancu, server: str, tmp_path: Path, name: str
) -> None:
    before = len(httpx.get(f"{server}/v1/drafts").json())
    done = cancu(*COMMAND, str(tmp_path / name))
    assert done.code == 1
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert len(httpx.get(f"{server}/v1/drafts").json()) == before


def test_a_folder_in_the_place_of_the_file_stays_a_folder(cancu: Cancu, tmp_path: Path) -> None:
    (tmp_path / "x.docx").mkdir()
    done = cancu(*COMMAND, str(tmp_path / "x.docx"))
    assert done.code == 1
    assert os.listdir(tmp_path) == ["x.docx"]


def test_a_topic_nobody_knows_gives_an_honest_skeleton(cancu: Cancu, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    words = ("--topic", "nuôi cá sấu xuất khẩu", "--section", "chỉ tiêu")
    assert cancu(*COMMAND, str(path), *words).code == 0
    held = json.loads(path.read_text("utf-8"))
    assert {point["kind"] for point in held["checklist"]} <= {"open", "check"}
    assert any(point["section"] == "targets" for point in held["checklist"])


def test_a_draft_is_read_again_with_its_checklist(server: str, made: dict[str, Any]) -> None:
    again = httpx.get(_address(server, made)).json()
    assert {**again, "changes": []} == {**made, "changes": []}
    assert httpx.get(_address(server, made, "checklist")).json() == made["checklist"]
    assert {point["kind"] for point in made["checklist"]} >= {"open"}
    assert made["citations"]


def test_a_section_is_edited_and_the_stale_are_refused(server: str, made: dict[str, Any]) -> None:
    address = _address(server, made, "sections", "purpose")
    text = httpx.get(address).json()["text"]
    body = {"version": 1, "text": f"{text}\n- Tăng 12,7% hồ sơ nộp trực tuyến."}
    new = httpx.put(address, json=body).json()
    assert new["version"] == 2
    assert new["changes"][0]["kind"] == "edited"
    assert "12,7%" in {p["words"] for p in new["checklist"] if p["kind"] == "unsupported"}
    stale = httpx.put(address, json=body)
    assert stale.status_code == 409
    assert "phiên bản 2" in stale.json()["detail"]
    first = httpx.get(_address(server, made), params={"version": 1}).json()
    assert first["sections"] == made["sections"]
    refused = httpx.post(address, json={"version": 2})
    assert refused.status_code == 409
    again = httpx.post(address, json={"version": 2, "over_edited": True}).json()
    assert [s for s in again["sections"] if s["id"] == "purpose"] == [
        s for s in made["sections"] if s["id"] == "purpose"
    ]


def test_a_point_is_confirmed_by_its_place(server: str, made: dict[str, Any]) -> None:
    point = next(point for point in made["checklist"] if point["can_confirm"])
    body = {"version": 1, "place": point["place"]}
    new = httpx.post(_address(server, made, "confirm"), json=body).json()
    assert len(new["checklist"]) == len(made["checklist"]) - 1
    assert httpx.post(_address(server, made, "refresh"), json={"version": 2}).json()["version"] == 2


@pytest.mark.parametrize(
    ("format", "holds"), [("docx", b"word/document.xml"), ("json", b'"spans"'), ("md", b"PH")]
)
@pytest.mark.parametrize("sources", ["footnotes", "annex", "clean"])
def test_a_draft_is_handed_out_as_a_file(
    server: str, made: dict[str, Any], format: str, holds: bytes, sources: str
) -> None:
    asked = {"format": format, "sources": sources}
    response = httpx.get(_address(server, made, "file"), params=asked)
    assert response.status_code == 200
    assert holds in response.content
    named = response.headers["content-disposition"]
    assert named == f'attachment; filename="ke-hoach-2027-{made["id"]}.{format}"'


def test_a_draft_is_deleted(server: str, made: dict[str, Any]) -> None:
    assert httpx.delete(_address(server, made)).status_code == 204
    assert httpx.get(_address(server, made)).status_code == 404
    assert httpx.delete(_address(server, made)).status_code == 404


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "kind"),
        ({**PLAN, "kind": "tho-tinh"}, "tho-tinh"),
        ({**PLAN, "year": "MMXXVII"}, "MMXXVII"),
        ({**PLAN, "unit": "phường Bãi Đá"}, "Bãi Đá"),
        ({**PLAN, "topc": "x"}, "topc"),
        ({**PLAN, "sections": ["chỉ tiêu"] * 31}, "sections"),
        ({**PLAN, "topic": "dài " * 200}, "dài"),
    ],
)
def test_a_bad_commission_is_a_problem_with_a_sentence(
    server: str, body: dict[str, Any], says: str
) -> None:
    response = httpx.post(f"{server}/v1/drafts", json=body)
    assert response.status_code == 422
    assert says in response.json()["detail"]


def test_what_is_not_there_is_not_found(server: str, made: dict[str, Any]) -> None:
    missing = {**made, "id": "../../x"}
    for response in (
        httpx.get(_address(server, {**made, "id": "khong-co"})),
        httpx.get(_address(server, missing)),
        httpx.get(_address(server, made), params={"version": 9}),
        httpx.put(_address(server, made, "sections", "tho"), json={"version": 1, "text": ""}),
    ):
        assert response.status_code == 404
        assert response.json()["detail"]
    strange = httpx.get(_address(server, made, "file"), params={"format": "exe"})
    assert strange.status_code == 422
