"""The API, over a real connection to the installed program."""

import csv
import json
from io import StringIO
from typing import Any

import httpx
import pytest

VNEID = {"question": "Chỉ tiêu VNeID năm 2026 là bao nhiêu?", "unit": "phường Sao Mai"}


def _events(text: str) -> list[tuple[str, Any]]:
    """Server-sent events as name and data."""
    blocks = [block.split("\n", 1) for block in text.strip().split("\n\n")]
    return [
        (head.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for head, data in blocks
    ]


def test_an_answer_is_the_contract(server: str) -> None:
    response = httpx.post(f"{server}/v1/ask", json=VNEID)
    assert response.status_code == 200
    assert response.json()["status"] == "answered"
    assert response.json()["citations"][0]["unit"] == "phường Sao Mai"


def test_a_stream_sends_sources_then_tokens_then_the_same_answer(server: str) -> None:
    response = httpx.post(f"{server}/v1/ask", json={**VNEID, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = _events(response.text)
    names = [name for name, _ in events]
    assert names == ["sources", *["token"] * (len(names) - 2), "answer"]
    answer = events[-1][1]
    assert "".join(data for name, data in events if name == "token") == answer["answer"]
    assert events[0][1] == answer["citations"]
    plain = httpx.post(f"{server}/v1/ask", json=VNEID).json()
    told = {"timings_ms": 0, "id": ""}
    assert {**plain, **told} == {**answer, **told}


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"question": ""}, "trống"),
        ({"question": "dài " * 2500}, "2000"),
        ({"question": "Ai ký?", "unit": "phường Bãi Đá"}, "Bãi Đá"),
        ({}, "question"),
        ({"question": "Ai ký?", "hisory": []}, "hisory"),
        ({"question": "Ai ký?", "history": [{"role": "boss", "content": ""}]}, "history.0.role"),
        ({"question": 5}, "question"),
    ],
)
def test_a_bad_request_is_a_problem_with_a_sentence(
    server: str, body: dict[str, Any], says: str, stream: bool
) -> None:
    response = httpx.post(f"{server}/v1/ask", json={**body, "stream": stream})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert says in response.json()["detail"]


def test_a_problem_is_titled_as_the_standard_names_its_status(server: str) -> None:
    large = b'{"question": "' + b"x" * 2_000_000
    for body, title in ((b"{}", "Unprocessable Content"), (large, "Content Too Large")):
        refused = httpx.post(f"{server}/v1/ask", content=body)
        assert refused.json()["title"] == title


def test_what_is_no_json_is_a_problem(server: str) -> None:
    json_type = {"content-type": "application/json"}
    response = httpx.post(f"{server}/v1/ask", content=b"{", headers=json_type)
    assert response.status_code == 422
    assert "JSON" in response.json()["detail"]


def test_a_body_without_end_is_refused(server: str) -> None:
    large = httpx.post(f"{server}/v1/ask", content=b" " * 1_000_001)
    unknown = httpx.post(f"{server}/v1/ask", content=iter([b"{}"]))
    assert (large.status_code, unknown.status_code) == (413, 411)


def test_figures_carry_their_place_and_their_bounds(server: str) -> None:
    asked = {"indicator": "vneid", "unit": "phuong sao mai", "period": "2026", "role": "target"}
    found = httpx.get(f"{server}/v1/figures", params=asked).json()
    assert found["total"] == len(found["figures"]) > 0
    plan = next(row for row in found["figures"] if row["number"] == "27/KH-UBND")
    assert (
        plan
        | {
            **{"value": "≥ 86", "low": 86, "high": None, "comparator": ">=", "measure": "%"},
            **{"role": "target", "period_first": "2026-01-01", "period_last": "2026-12-31"},
            **{"period": "năm 2026", "place": "phường Sao Mai", "owner": "Công an phường"},
            **{"unit": "phường Sao Mai", "row": "19", "source": "ke-hoach-cds-sao-mai-2026.docx"},
        }
        == plan
    )
    assert plan["section"][-1].startswith("V.")
    assert "≥ 86" in plan["quote"]


def test_figures_come_in_pages_that_make_up_the_whole(server: str) -> None:
    whole = httpx.get(f"{server}/v1/figures").json()
    pages = [
        httpx.get(f"{server}/v1/figures", params={"limit": 200, "offset": at}).json()["figures"]
        for at in range(0, whole["total"], 200)
    ]
    assert [row for page in pages for row in page] == whole["figures"]
    assert httpx.get(f"{server}/v1/figures", params={"limit": 0}).json()["figures"] == []


def test_figures_come_as_csv_to_who_asks_for_it_in_either_way(server: str) -> None:
    asked = {"indicator": "cây bàng"}
    by_name = httpx.get(f"{server}/v1/figures", params={**asked, "format": "csv"})
    by_header = httpx.get(f"{server}/v1/figures", params=asked, headers={"accept": "text/csv"})
    assert by_name.text == by_header.text
    assert by_name.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(by_name.text)))
    assert by_name.headers["x-total-count"] == str(len(rows)) == "4"
    assert rows[2]["indicator"].startswith("'=HYPERLINK")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"period": "quý V/2026"}, "quý V/2026"),
        ({"period": "2030-2026"}, "2030-2026"),
        ({"role": "boss"}, "target"),
        ({"unit": "phường Bãi Đá"}, "phường Sao Mai"),
        ({"indicater": "vneid"}, "indicator"),
        ({"limit": "-1"}, "limit"),
        ({"limit": "99999999999999999999"}, "10000"),
        ({"offset": "٣"}, "offset"),
        ({"format": "xml"}, "csv"),
        ({"indicator": "x" * 301}, "300"),
    ],
)
def test_an_impossible_condition_is_a_problem_with_a_sentence(
    server: str, asked: dict[str, str], says: str
) -> None:
    response = httpx.get(f"{server}/v1/figures", params=asked)
    assert response.status_code == 422
    assert says in response.json()["detail"]


@pytest.mark.parametrize("text", ['"', "'; DROP TABLE figures --", "vneid\x00*", "NEAR(", "<b>"])
def test_words_of_a_condition_are_words_only(server: str, text: str) -> None:
    for name in ("indicator", "owner"):
        assert httpx.get(f"{server}/v1/figures", params={name: text}).status_code == 200


def test_documents_and_health(server: str) -> None:
    documents = httpx.get(f"{server}/v1/documents").json()
    assert "ke-hoach-trong-cay.txt" in [document["source"] for document in documents]
    assert httpx.get(f"{server}/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example"])
def test_a_foreign_host_or_origin_is_refused(server: str, host: str) -> None:
    """Else a web page reaches the server by pointing its own name at 127.0.0.1."""
    assert httpx.get(f"{server}/healthz", headers={"host": host}).status_code == 403
    origin = {"origin": f"http://{host}"}
    assert httpx.post(f"{server}/v1/ask", json=VNEID, headers=origin).status_code == 403


def test_who_sits_here_is_told_to_set_up_the_administrator_that_is_missing(server: str) -> None:
    refused = httpx.get(f"{server}/v1/audit")
    assert refused.status_code == 403
    assert "cancu serve in ra" in refused.json()["detail"]
    assert "Hãy hỏi người quản trị" not in refused.json()["detail"]


def test_this_machine_may_call_itself_by_either_name(server: str) -> None:
    port = server.rsplit(":", 1)[1]
    for host in (f"localhost:{port}", f"127.0.0.1:{port}"):
        headers = {"host": host, "origin": f"http://{host}"}
        assert httpx.get(f"{server}/healthz", headers=headers).status_code == 200


def test_the_page_names_no_other_machine_and_is_vietnamese(server: str) -> None:
    page = httpx.get(f"{server}/")
    assert page.status_code == 200
    elsewhere = page.text.replace(server, "")
    assert "http://" not in elsewhere
    assert "https://" not in elsewhere
    assert '<html\n\tlang="vi"' in page.text
    assert "connect-src 'self'" in page.headers["content-security-policy"]


def test_gradios_other_doors_are_shut(server: str) -> None:
    for door in ("upload", "info", "file=/etc/hostname", "proxy=http://evil.example/", "runs"):
        assert httpx.get(f"{server}/gradio_api/{door}").status_code == 404
    assert httpx.post(f"{server}/gradio_api/upload", files={"files": b"x"}).status_code == 404
    for page in ("docs", "redoc", "login/", "config", "monitoring"):
        assert httpx.get(f"{server}/{page}").status_code == 404


def test_a_document_is_a_plain_page_that_runs_nothing(server: str) -> None:
    documents = httpx.get(f"{server}/v1/documents").json()
    tree = next(d for d in documents if d["source"] == "ke-hoach-trong-cay.txt")
    page = httpx.get(f"{server}/documents/{tree['document_id']}")
    assert "Trồng cây bàng lá nhỏ dọc bờ kè" in page.text
    for live in ("<script", "<img", "<form", "<iframe", 'javascript:window.pwned=3">'):
        assert live not in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    missing = httpx.get(f"{server}/documents/khong-co")
    assert (missing.status_code, "khong-co" in missing.text) == (404, True)


def test_many_may_ask_at_once(server: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def ask(_: int) -> tuple[int, str]:
        response = httpx.post(f"{server}/v1/ask", json=VNEID, timeout=60)
        return response.status_code, response.json()["answer"]

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(24)))
    assert len(answers) == 1
    assert answers.pop()[0] == 200
