"""A server's life: started, kept up to date by another process, stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import httpx
import pytest

from tests.ui.conftest import PROGRAM, environment, run_cancu, serving

TREES = {"question": "Ai chăm sóc cây bàng lá nhỏ dọc bờ kè?", "unit": "phường Sao Mai"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals to send")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_and_says_so(data: Path, how: signal.Signals) -> None:
    command = [str(PROGRAM), "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment(data), stderr=PIPE, text=True) as process:
        assert process.stderr
        assert "http://127.0.0.1:" in process.stderr.readline()
        assert "/start?token=" in process.stderr.readline()
        process.send_signal(how)
        said = process.stderr.read()
        assert (process.wait(20), said) == (0, "Đã dừng.\n")


def test_the_next_answer_knows_what_another_process_read_in(tmp_path: Path, corpus: Path) -> None:
    data = tmp_path / "data"
    first, second = "bao-cao-cds-sao-mai-2025.txt", "ke-hoach-trong-cay.txt"
    assert run_cancu(data, "ingest", str(corpus / first)).code == 0
    with serving(data) as server:
        before = httpx.post(f"{server}/v1/ask", json=TREES).json()
        assert second not in [citation["source"] for citation in before["citations"]]
        assert run_cancu(data, "ingest", str(corpus / second)).code == 0
        after = httpx.post(f"{server}/v1/ask", json=TREES).json()
    assert second in [citation["source"] for citation in after["citations"]]


def test_the_demo_has_a_folder_of_its_own_and_a_home(tmp_path: Path) -> None:
    data = tmp_path / "data"
    question = {"question": "chi tieu vneid nam 2026 cua minh"}
    for _ in range(2):  # the second time nothing is read again
        with serving(data, "--demo", CANCU_UNIT="phường Khác") as server:
            answer = httpx.post(f"{server}/v1/ask", json=question).json()
            assert answer["citations"][0]["unit"] == "phường Sao Mai"
    assert os.listdir(data) == ["demo"]
    listed = json.loads(run_cancu(data / "demo", "documents", "--json").out)
    assert len(listed) >= 4


def test_a_server_without_documents_waits_for_the_first(tmp_path: Path, corpus: Path) -> None:
    with serving(tmp_path / "data") as server:
        anything = {"question": TREES["question"]}
        asked = httpx.post(f"{server}/v1/ask", json=anything).json()
        assert asked["status"] == "no_information"
        paper = corpus / "ke-hoach-trong-cay.txt"
        sent = {"file": (paper.name, paper.read_bytes())}
        taken = httpx.post(f"{server}/v1/documents", files=sent, timeout=60)
        while taken.status_code == 202 or taken.json().get("state") in {"waiting", "reading"}:
            time.sleep(0.5)  # a busy machine takes longer than the server waits
            taken = httpx.get(server + (taken.headers.get("location") or taken.request.url.path))
        assert httpx.post(f"{server}/v1/ask", json=TREES).json()["status"] == "answered"
