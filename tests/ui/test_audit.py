"""The audit log: who asked and did what, kept as it was, and an answer had again from it."""

import csv
import json
import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.ui.conftest import Cancu, run_cancu, serving
from tests.ui.office import PASSWORD, Office
from ui.access.access import Access
from ui.access.login import invite
from ui.access.visitor import AccessRole, Via, Visitor
from ui.audit.entry import Entry, entry
from ui.audit.event import Event
from ui.audit.log import AuditLog, Wanted

PHONE = "0912 345 678"
ASKED = {"question": f"Số cây sấu năm 2026 là bao nhiêu? Trả lời vào {PHONE}"}
SECRET = {"question": "TỐI MẬT\nSố: 07/KH-CAP\nTóm tắt giúp kế hoạch tuần tra"}


def read(office: Office, **asked: str) -> list[dict[str, Any]]:
    """The log as an administrator reads it."""
    headers = office.by_cookie(AccessRole.ADMIN)
    answer = httpx.get(f"{office.server}/v1/audit", params=asked, headers=headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["entries"]
    return found


def ask(office: Office, headers: dict[str, str], **body: Any) -> dict[str, Any]:
    answer = httpx.post(f"{office.server}/v1/ask", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def test_an_answer_is_on_record_with_all_that_it_hangs_on(office: Office) -> None:
    answer = ask(office, office.by_cookie(AccessRole.STAFF), **ASKED, unit="phường Sao Mai")
    kept = next(one for one in read(office, event="answer") if one["id"] == answer["id"])
    assert (kept["who"], kept["role"], kept["via"]) == ("cán bộ", "staff", "session")
    assert kept["address"] == "127.0.0.1"
    assert kept["question"] == ASKED["question"].replace(PHONE, "***78")
    assert (kept["status"], kept["answer"]) == (answer["status"], answer["answer"])
    assert [one["id"] for one in kept["documents"]] == list(
        dict.fromkeys(one["document_id"] for one in answer["citations"])
    )
    cited = kept["documents"][0]
    assert (cited["number"], cited["shelf"], len(cited["sha256"])) == ("97/KH-UBND", "public", 64)
    context = kept["context"]
    assert context["unit"] == "phường Sao Mai"
    assert context["shelves"] == ["internal", "public"]
    assert context["generation"] > 0
    assert context["reader"] > 0
    assert context["day"] == datetime.now().date().isoformat()
    assert kept["at"].endswith("Z")


def test_a_streamed_answer_is_on_record_too(office: Office) -> None:
    headers = office.by_key(AccessRole.PUBLIC)
    told = httpx.post(
        f"{office.server}/v1/ask", json={**ASKED, "stream": True}, headers=headers
    ).text
    answer = json.loads(told.rsplit("data: ", 1)[1])
    kept = next(one for one in read(office) if one["id"] == answer["id"])
    assert (kept["via"], kept["context"]["shelves"]) == ("key", ["public"])


def test_of_a_state_secret_no_word_is_kept_anywhere(office: Office) -> None:
    headers = office.by_cookie(AccessRole.STAFF)
    answer = ask(office, headers, **SECRET)
    assert answer["status"] == "refused"
    follow_up = {
        "question": "còn năm 2026?",
        "history": [{"role": "user", "content": SECRET["question"]}],
    }
    ask(office, headers, **follow_up)
    kept = next(one for one in read(office) if one["id"] == answer["id"])
    assert (kept["question"], kept["answer"], kept["history"]) == ("", "", [])
    assert len(kept["secret_sha256"]) == 64
    for path in office.data.glob("*"):
        if path.is_file() and path.name != "catalog.sqlite3":
            assert "tuần tra".encode() not in path.read_bytes(), path.name


def test_what_is_done_is_on_record_besides_answers(office: Office) -> None:
    headers = office.by_cookie(AccessRole.STAFF)
    body = {"kind": "ke-hoach", "unit": "phường Sao Mai", "year": 2027, "topic": "trồng cây"}
    draft = httpx.post(f"{office.server}/v1/drafts", json=body, headers=headers, timeout=60).json()
    httpx.get(f"{office.server}/v1/drafts/{draft['id']}/file?format=md", headers=headers)
    httpx.get(f"{office.server}/figures.csv", headers=headers)
    httpx.delete(f"{office.server}/v1/drafts/{draft['id']}", headers=headers)
    done = {one["event"]: one for one in read(office) if one["who"] == "cán bộ"}
    assert {"draft_made", "draft_downloaded", "draft_deleted", "exported"} <= set(done)
    assert draft["id"] in done["draft_downloaded"]["about"]


def test_a_draft_made_on_the_page_is_on_record(office: Office, browser: Browser) -> None:
    session = office.sessions[AccessRole.STAFF]
    context = browser.new_context()
    context.add_cookies([{"name": "cancu_session", "value": session, "url": office.server}])
    page = context.new_page()
    page.goto(office.server)
    expect(page.locator("#cc-examples button").first).to_be_visible()
    page.get_by_role("tab", name="Góp ý").wait_for(state="hidden")
    page.get_by_role("tab", name="Soạn thảo").click()
    page.locator("#cc-unit input").fill("phường Sao Mai")
    page.locator("#cc-unit input").press("Enter")
    page.locator("#cc-draft-year textarea").fill("2027")
    page.locator("#cc-draft-topic textarea").fill("trồng cây")
    page.locator("#cc-draft-make").click()
    expect(page.locator(".cc-paper")).to_contain_text("2027", timeout=30_000)
    context.close()
    made = read(office, event="draft_made")[0]
    assert (made["who"], made["via"]) == ("cán bộ", "session")
    assert made["about"].startswith("draft ")


def test_what_an_administrator_does_is_on_record_once_it_is_done(office: Office) -> None:
    headers = office.by_cookie(AccessRole.ADMIN)
    wanted = {"step": "user role", "name": "người thử việc", "role": "editor"}
    with httpx.Client(base_url=office.server, headers=headers) as page:
        page.post("/admin", data={"step": "user add", "name": "người thử việc", "role": "staff"})
        assert page.post("/admin", data=wanted).status_code == 200  # asks whether one is sure
        assert page.post("/admin", data={**wanted, "sure": "1"}).status_code == 303
    told = [one["about"] for one in read(office, event="accounts_changed")]
    assert told.count("POST /admin user add người thử việc staff") == 1
    assert told.count("POST /admin user role người thử việc editor") == 1


def test_who_is_turned_away_is_on_record_once_a_minute(office: Office) -> None:
    for _ in range(5):
        assert httpx.delete(f"{office.server}/v1/drafts/xyz").status_code == 401
    staff = office.by_cookie(AccessRole.STAFF)
    assert httpx.get(f"{office.server}/v1/audit", headers=staff).status_code == 403
    away = read(office, event="turned_away")
    assert len([one for one in away if one["about"].startswith("DELETE /v1/drafts")]) == 1
    assert any((one["who"], one["status"]) == ("cán bộ", "403") for one in away)


def test_logins_are_on_record_with_the_user_but_never_with_what_is_no_user(office: Office) -> None:
    form = {"origin": office.server}
    good = {"name": "cán bộ", "password": PASSWORD}
    typed = {"name": "mật khẩu gõ nhầm chỗ", "password": "x"}
    sent = [
        httpx.post(f"{office.server}/login", data=data, headers=form)
        for data in (good, {**good, "password": "sai"}, typed)
    ]
    assert [one.status_code for one in sent] == [303, 401, 401]
    logins = [(one["event"], one["who"]) for one in read(office) if "login" in one["event"]]
    assert logins[:3] == [("login_failed", ""), ("login_failed", "cán bộ"), ("login", "cán bộ")]
    assert typed["name"] not in json.dumps(read(office), ensure_ascii=False)


def test_the_log_is_for_administrators(office: Office) -> None:
    for role in (AccessRole.PUBLIC, AccessRole.STAFF, AccessRole.EDITOR):
        refused = httpx.get(f"{office.server}/v1/audit", headers=office.by_key(role))
        assert refused.status_code == 403
    assert httpx.get(f"{office.server}/v1/audit").status_code == 401


def test_a_sheet_runs_no_formula(office: Office) -> None:
    headers = office.by_cookie(AccessRole.ADMIN)
    ask(office, headers, question="=HYPERLINK(1) là gì?")
    sheet = httpx.get(
        f"{office.server}/v1/audit", params={"format": "csv", "event": "answer"}, headers=headers
    )
    assert sheet.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(StringIO(sheet.text.removeprefix("\ufeff"))))
    assert rows[0]["question"] == "'=HYPERLINK(1) là gì?"
    assert rows[0]["who"] == "quản trị"


def test_days_and_events_narrow_the_log(office: Office) -> None:
    ask(office, office.by_cookie(AccessRole.ADMIN), **ASKED)
    today = datetime.now().date()
    assert read(office, **{"from": today.isoformat(), "to": today.isoformat()})
    assert read(office, **{"from": (today + timedelta(days=1)).isoformat()}) == []
    assert read(office, to=(today - timedelta(days=1)).isoformat()) == []
    assert {one["event"] for one in read(office, event="answer")} == {"answer"}


@pytest.mark.parametrize("asked", [{"from": "hôm qua"}, {"event": "nope"}, {"limit": "-1"}])
def test_a_condition_that_cannot_be_meant_is_refused(office: Office, asked: dict[str, str]) -> None:
    headers = office.by_cookie(AccessRole.ADMIN)
    assert httpx.get(f"{office.server}/v1/audit", params=asked, headers=headers).status_code == 422


def test_the_command_lists_and_hands_out_the_log(data: Path, cancu: Cancu) -> None:
    asked = cancu("ask", "Chỉ tiêu VNeID năm 2026 của phường Sao Mai?")
    assert asked.code == 0
    listed = cancu("audit", "--event", "answer")
    assert "Chỉ tiêu VNeID năm 2026" in listed.out
    entries = json.loads(cancu("audit", "--json").out)
    newest = next(one for one in entries if one["event"] == "answer")
    assert newest["via"] == "command"
    rows = list(csv.DictReader(StringIO(cancu("audit", "--csv").out)))
    assert any(row["id"] == newest["id"] for row in rows)
    assert cancu("audit", "--from", "30/11/2026").code == 1


def test_a_command_is_on_record_with_what_it_was_done_to(tmp_path: Path) -> None:
    paper = tmp_path / "giay.txt"
    paper.write_text("KẾ HOẠCH\n\nTrồng 150 cây sấu năm 2026.", "utf-8")
    data = tmp_path / "data"
    for words in (
        *(["user", "add", "Lan", "--role", "admin"], ["user", "list"], ["key", "list"]),
        *(["ingest", str(paper)],),
    ):
        assert run_cancu(data, *words).code == 0
    kept = json.loads(run_cancu(data, "audit", "--json").out)
    assert [one["about"] for one in kept] == [f"cancu ingest {paper}", "cancu user add Lan admin"]


def test_what_was_not_drafted_for_a_citizen_is_not_drafted_when_had_again(office: Office) -> None:
    asked = {"question": "soạn mục chỉ tiêu cho Kế hoạch trồng cây năm 2027 của phường Sao Mai"}
    answer = ask(office, office.by_key(AccessRole.PUBLIC), **asked)
    assert answer["status"] == "out_of_scope"
    again = run_cancu(office.data, "audit", "--again", answer["id"])
    assert (again.code, "giống hệt" in again.out) == (0, True), again.out


def test_who_sets_a_password_with_a_link_is_on_record(office: Office) -> None:
    access = Access(office.data)
    access.users.add("Người mới", AccessRole.STAFF)
    token = invite(access, "Người mới").partition("token=")[2]
    access.close()
    new = "mười hai bến nước trong"
    done = httpx.post(
        f"{office.server}/password",
        data={"token": token, "password": new, "again": new},
        headers={"origin": office.server},
        timeout=30,
    )
    assert done.status_code == 303, done.text
    newest = read(office, event="accounts_changed")[0]
    assert (newest["about"], newest["who"]) == ("POST /password", "Người mới")


def test_an_answer_is_had_again_and_a_changed_document_is_told(tmp_path: Path) -> None:
    paper = tmp_path / "giay" / "ke-hoach.md"
    paper.parent.mkdir()
    text = (
        "**ỦY BAN NHÂN DÂN**\n**PHƯỜNG SAO MAI**\n\nSố: 12/KH-UBND\n\n"
        "*Sao Mai, ngày 06 tháng 02 năm 2026*\n\n# KẾ HOẠCH\n\n**Trồng cây sấu năm 2026**\n\n"
        "| TT | Chỉ tiêu | ĐVT | Mục tiêu năm 2026 |\n|---|---|---|---|\n"
        "| 1 | Số cây sấu trồng mới | Cây | 150 |\n"
    )
    paper.write_text(text, "utf-8")
    data = tmp_path / "data"
    assert run_cancu(data, "ingest", str(paper.parent)).code == 0
    assert "150" in run_cancu(data, "ask", "Số cây sấu trồng mới năm 2026?").out
    kept = json.loads(run_cancu(data, "audit", "--event", "answer", "--json").out)[0]
    same = run_cancu(data, "audit", "--again", kept["id"])
    assert (same.code, "giống hệt" in same.out) == (0, True)
    paper.write_text(text.replace("150", "175"), "utf-8")
    assert run_cancu(data, "ingest", str(paper.parent)).code == 0
    other = run_cancu(data, "audit", "--again", kept["id"])
    assert other.code == 1
    assert "175" in other.out
    assert "12/KH-UBND: tệp đã thay đổi" in other.out
    assert run_cancu(data, "audit", "--again", "0" * 32).code == 1


# --- the file ----------------------------------------------------------------------------------


def one(at: datetime | None = None, **said: Any) -> Entry:
    made = entry(Event.ANSWER, Visitor(Via.KEY, AccessRole.PUBLIC, "máy"), **said)
    if at is None:
        return made
    return replace(made, at=at.isoformat(timespec="milliseconds").replace("+00:00", "Z"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET entry = '{}'",
        "DELETE FROM entries",
        "REPLACE INTO entries SELECT n, id, '2020-01-01T00:00:00.000Z', event, '{}' FROM entries",
        "REPLACE INTO entries (id, at, event, entry) SELECT id, at, event, '' FROM entries",
    ],
)
def test_an_entry_is_never_changed_nor_taken_out_before_its_time(
    tmp_path: Path, change: str
) -> None:
    log = AuditLog(tmp_path)
    written = log.write(one(question="Ai ký?"))
    with sqlite3.connect(tmp_path / "audit.sqlite3") as file:
        with pytest.raises(sqlite3.IntegrityError, match="audit log"):
            file.execute(change)
        file.rollback()
    found = log.entry(written)
    assert found is not None
    assert found.question == "Ai ký?"


def test_what_is_older_than_it_is_kept_goes_with_the_first_entry_of_a_day(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    log = AuditLog(tmp_path, months=3)
    old, young = one(now - timedelta(days=100)), one(now - timedelta(days=80))
    log.write(old)
    log.write(young)
    log.close()
    log = AuditLog(tmp_path, months=3)
    log.write(one())
    kept = {one.id for one in log.every(Wanted())}
    assert young.id in kept
    assert old.id not in kept


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    AuditLog(tmp_path).write(one())
    for path in tmp_path.glob("audit.sqlite3*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_says_so_and_goes_on_when_it_can(tmp_path: Path) -> None:
    (tmp_path / "audit.sqlite3").mkdir()
    log = AuditLog(tmp_path)
    assert log.write(one()) == ""
    assert log.trouble
    (tmp_path / "audit.sqlite3").rmdir()
    assert log.write(one())
    assert log.trouble == ""


def test_an_answer_is_given_though_the_log_cannot_be_written(
    data: Path, tmp_path: Path, corpus: Path
) -> None:
    assert run_cancu(tmp_path / "data", "ingest", str(corpus / "ke-hoach-trong-cay.txt")).code == 0
    for path in (tmp_path / "data").glob("audit.sqlite3*"):
        path.unlink()
    (tmp_path / "data" / "audit.sqlite3").mkdir()
    with serving(tmp_path / "data") as server:
        answer = httpx.post(f"{server}/v1/ask", json={"question": "Ai chăm sóc cây bàng lá nhỏ?"})
        ready = httpx.get(f"{server}/readyz")
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["id"]) == ("answered", "")
    assert ready.status_code == 503
    assert [part["part"] for part in ready.json()["parts"] if not part["ok"]] == ["audit"]
    logs = "".join(path.read_text("utf-8") for path in (tmp_path / "data").glob("*.log"))
    assert "audit log not written" in logs
