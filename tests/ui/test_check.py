"""A file under check: by command, and over a real connection."""

import json
from pathlib import Path

import httpx

from evals.faults import clean_papers
from tests.ui.conftest import Cancu, run_cancu

PLAN = clean_papers()["ke-hoach"]
JUMPING = PLAN.replace("1.3. Tái cấu trúc", "1.4. Tái cấu trúc")


def _file(folder: Path, text: str = JUMPING) -> Path:
    path = folder / "du-thao.txt"
    path.write_text(text, "utf-8")
    return path


def test_faults_are_told_in_words_with_place_and_rule(cancu: Cancu, tmp_path: Path) -> None:
    done = cancu("check", str(_file(tmp_path)))
    assert (done.code, done.err) == (0, "")
    assert "Đánh số nhảy cóc" in done.out
    assert "Mục: IV. NHIỆM VỤ, GIẢI PHÁP" in done.out
    assert "NĐ 30/2020/NĐ-CP" in done.out


def test_with_json_the_faults_are_an_object_and_nothing_else(cancu: Cancu, tmp_path: Path) -> None:
    done = cancu("check", str(_file(tmp_path)), "--json")
    told = json.loads(done.out)
    assert done.code == 0
    assert set(told) == {"source", "faults", "not_run", "counts"}
    assert told["source"] == "du-thao.txt"


def test_a_check_needs_no_data_folder(tmp_path: Path) -> None:
    done = run_cancu(tmp_path / "no-data", "check", str(_file(tmp_path)), "--json")
    assert done.code == 0
    assert {one["rule"] for one in json.loads(done.out)["not_run"]} >= {"citation-unknown"}
    assert not (tmp_path / "no-data").exists()


def test_a_file_that_cannot_be_read_is_an_error_in_words(cancu: Cancu, tmp_path: Path) -> None:
    missing = cancu("check", str(tmp_path / "khong-co.docx"))
    assert missing.code == 1
    assert "khong-co.docx" in missing.err
    empty = tmp_path / "rong.docx"
    empty.write_bytes(b"")
    assert cancu("check", str(empty)).code == 1


def test_a_form_and_a_plain_body_are_checked_alike(server: str) -> None:
    content = JUMPING.encode()
    form = httpx.post(f"{server}/v1/check", files={"file": ("du-thao.txt", content)}, timeout=30)
    body = httpx.post(
        f"{server}/v1/check", params={"filename": "du-thao.txt"}, content=content, timeout=30
    )
    assert (form.status_code, body.status_code) == (200, 200)
    assert form.json() == body.json()
    assert form.json()["source"] == "du-thao.txt"
    assert "numbering" in {fault["rule"] for fault in form.json()["faults"]}


def test_what_cannot_be_checked_is_a_problem_with_its_status(server: str) -> None:
    def sent(name: str, content: bytes) -> int:
        return httpx.post(
            f"{server}/v1/check", params={"filename": name}, content=content
        ).status_code

    assert httpx.post(f"{server}/v1/check").status_code == 400
    assert sent("anh.png", b"x") == 415
    assert sent("hong.docx", b"khong phai tep word") == 422
    assert sent("lon.txt", b"a" * 31_000_000) == 413


def test_a_hostile_name_leads_out_of_no_folder(server: str) -> None:
    response = httpx.post(
        f"{server}/v1/check",
        files={"file": ("../../../tmp/hong<script>.txt", JUMPING.encode())},
        timeout=30,
    )
    assert response.status_code == 200
    assert response.json()["source"] == "hong_script_.txt"
    assert not Path("/tmp/hong<script>.txt").exists()


def test_a_name_longer_than_a_file_can_have_is_cut(server: str) -> None:
    name = f"{'ế' * 120}.txt"
    response = httpx.post(
        f"{server}/v1/check", params={"filename": name}, content=JUMPING.encode(), timeout=30
    )
    assert response.status_code == 200
    assert response.json()["source"].endswith("ế.txt")


def test_places_are_counted_in_the_language_of_the_check(tmp_path: Path) -> None:
    spoken = "đúng tiến độ.\n\nChúng tôi đã làm.\n\nChúng tôi đã họp.\n\n"
    path = str(_file(tmp_path, PLAN.replace("IV. NHIỆM VỤ", f"{spoken}IV. NHIỆM VỤ")))
    vi, en = (
        run_cancu(tmp_path / "no-data", "check", path, CANCU_LANG=language).out
        for language in ("vi", "en")
    )
    assert ("(2 chỗ)" in vi, "(2 places)" in vi) == (True, False)
    assert ("(2 chỗ)" in en, "(2 places)" in en) == (False, True)
