"""What the person who runs it lives by: ready or not, the log, a stop in the middle of things."""

import asyncio
import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from shutil import copytree
from subprocess import PIPE

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from evals.generated import write_papers
from tests.ui.conftest import PROGRAM, environment, run_cancu, serving
from ui.http import stopping
from ui.http.stopping import Stopping
from vectorstore.check import check
from vectorstore.store import Store

TREES = {"question": "Ai chăm sóc cây bàng lá nhỏ dọc bờ kè?", "unit": "phường Sao Mai"}
SECRET = "bi-mat-khong-duoc-ghi"


@pytest.fixture(scope="module")
def folder(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(copytree(data, tmp_path_factory.mktemp("running") / "data"))


@pytest.fixture(scope="module")
def own(folder: Path) -> Iterator[str]:
    """A server whose data folder may be broken; this file's alone."""
    with serving(folder) as address:
        yield address


def _log(folder: Path) -> list[dict[str, object]]:
    lines = (folder / "server.log").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_request_is_one_line_without_anything_that_was_said(own: str, folder: Path) -> None:
    headers = {"authorization": f"Bearer {SECRET}", "cookie": f"cancu_session={SECRET}"}
    question = {"question": f"{SECRET} là gì?"}
    asked = httpx.post(f"{own}/v1/ask?{SECRET}=1", json=question, headers=headers, timeout=60)
    httpx.get(f"{own}/documents/{SECRET}", headers=headers, timeout=60)
    httpx.get(f"{own}/{SECRET}", timeout=60)
    number = asked.headers["x-request-id"]
    assert SECRET not in (folder / "server.log").read_text("utf-8")
    (line,) = [line for line in _log(folder) if line.get("request_id") == number]
    assert line.keys() >= {"time", "level", "event", "method", "route", "status", "ms", "who"}
    assert (line["route"], line["status"]) == ("/v1/ask", 200)
    assert "/documents/{document_id}" in [line.get("route") for line in _log(folder)]
    assert (folder / "server.log").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("a1b2c3d4-proxy", True), ("short", False), ("x" * 65, False), ('"}{"level":1}', False)],
)
def test_the_id_of_a_proxy_is_taken_over_where_it_is_sane(
    own: str, given: str, is_taken: bool
) -> None:
    headers = {"x-request-id": given}
    number = httpx.get(f"{own}/healthz", headers=headers, timeout=60).headers["x-request-id"]
    assert (number == given) is is_taken
    assert re.fullmatch(r"[A-Za-z0-9._-]{8,64}", number)


def test_ready_tells_every_part_and_no_path(own: str, folder: Path) -> None:
    told = httpx.get(f"{own}/readyz", timeout=60)
    assert (told.status_code, told.json()["status"]) == (200, "ready")
    assert {"folder", "disk", "catalog", "index", "model"} <= {
        p["part"] for p in told.json()["parts"]
    }
    assert all(part["detail"] for part in told.json()["parts"])
    assert str(folder) not in told.text


@pytest.mark.parametrize(
    ("files", "part"), [("lexical-[0-9]*", "index"), ("catalog.sqlite3", "catalog")]
)
def test_a_part_that_is_missing_is_named(own: str, folder: Path, files: str, part: str) -> None:
    file = next(folder.glob(files))
    hidden = folder / f"{file.name}.away"
    file.rename(hidden)
    try:
        told = httpx.get(f"{own}/readyz", timeout=60)
        alive = httpx.get(f"{own}/healthz", timeout=60)
    finally:
        hidden.rename(file)
    assert (told.status_code, alive.status_code) == (503, 200)
    assert [p["part"] for p in told.json()["parts"] if not p["ok"]] == [part]
    assert httpx.get(f"{own}/readyz", timeout=60).status_code == 200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals to send")
def test_a_stop_waits_for_a_stream_and_for_nothing_else(folder: Path) -> None:
    command = [str(PROGRAM), "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment(folder), stderr=PIPE, text=True) as process:
        assert process.stderr
        port = int(process.stderr.readline().split(":")[-1].split()[0])
        address = f"http://127.0.0.1:{port}"
        with (
            httpx.Client(timeout=60) as client,
            client.stream("POST", f"{address}/v1/ask", json=TREES | {"stream": True}) as stream,
            client.stream("GET", f"{address}/gradio_api/heartbeat/open-page") as heartbeat,
            socket.create_connection(("127.0.0.1", port)) as silent,
            socket.create_connection(("127.0.0.1", port)) as half,
        ):
            half.sendall(b"POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{")
            beats = heartbeat.iter_lines()
            assert next(beats) == "data: ALIVE"
            lines = stream.iter_lines()
            first = next(lines)
            process.send_signal(signal.SIGTERM)
            said = [first, *lines]
            assert not any(line.startswith("event: error") for line in said)
            assert [line for line in said if line.startswith("event:")][-1] == "event: answer"
            list(beats)
            silent.settimeout(20)
            assert silent.recv(1) == b""
            half.settimeout(20)
            assert half.recv(12) == b"HTTP/1.1 503"
        said_last = process.stderr.read().splitlines()[-1]
        assert (process.wait(20), said_last) == (0, "Đã dừng.")


def test_a_stream_that_does_not_end_is_told_that_the_server_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stopping, "STREAM_SECONDS", 0.01)
    sent: list[Message] = []

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        kind = (b"content-type", b"text/event-stream; charset=utf-8")
        await send({"type": "http.response.start", "status": 200, "headers": [kind]})
        await send({"type": "http.response.body", "body": b"event: token\n", "more_body": True})
        await asyncio.Event().wait()

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError

    async def stop_in_the_middle() -> None:
        app = Stopping(endless, "vi")
        answering = asyncio.create_task(app({"type": "http", "path": "/v1/ask"}, receive, send))
        while len(sent) < 2:
            await asyncio.sleep(0)
        app.begin()
        await answering

    with ThreadPoolExecutor(1) as beside:  # a browser's own loop may run in this thread
        beside.submit(lambda: asyncio.run(stop_in_the_middle())).result()
    last = sent[-1]["body"].decode()
    assert last.startswith("event: error\ndata: ")
    told = json.loads(last.partition("data: ")[2])
    assert "đang dừng" in told["detail"]
    assert told["error"]["message"] == told["detail"]
    assert not sent[-1].get("more_body", False)


def _has_begun(data: Path) -> bool:
    if not (data / "catalog.sqlite3").exists():
        return False
    with closing(sqlite3.connect(data / "catalog.sqlite3")) as catalog:
        try:
            return bool(catalog.execute("SELECT 1 FROM documents").fetchone())
        except sqlite3.OperationalError:  # its tables are still being made
            return False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals to send")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_an_ingest_that_is_stopped_says_how_far_it_came_and_goes_on(
    tmp_path: Path, how: signal.Signals, code: int
) -> None:
    papers = 40
    write_papers(tmp_path / "papers", papers)
    data = tmp_path / "data"
    command = [str(PROGRAM), "ingest", str(tmp_path / "papers")]
    with subprocess.Popen(command, env=environment(data), stderr=PIPE, text=True) as process:
        assert process.stderr
        while not _has_begun(data) and process.poll() is None:
            time.sleep(0.02)  # nothing tells of the first file but the store itself
        process.send_signal(how)
        said = process.stderr.read()
        assert process.wait(60) == code, said
    done = re.fullmatch(rf"Đã dừng theo yêu cầu: đã đọc (\d+)/{papers} tệp\..*\n", said)
    assert done, said
    assert 1 <= int(done[1]) < papers
    shown = run_cancu(data, "documents", "--json").out
    assert len(json.loads(shown or "[]")) < papers
    assert run_cancu(data, "ingest", str(tmp_path / "papers")).code == 0
    with Store.open(data) as store:
        assert (len(store.catalog.documents()), check(store)) == (papers, [])
