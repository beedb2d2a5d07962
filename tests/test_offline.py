"""No call leaves the machine: the program runs with every socket but loopback shut."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import httpx
import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).parent / "cancu"

# Python imports this before anything else of a process. Every way to another machine is written
# down and refused; so is asking for the address of a name, which alone tells somebody something.
FENCE = """
import os, socket

def _refuse(what):
    with open(os.environ["FENCE_LOG"], "a") as log:
        log.write(f"{what}\\n")
    raise OSError(f"fenced: {what}")

def _is_here(address):
    if not isinstance(address, tuple):  # a Unix socket
        return True
    return str(address[0]) in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "")

class Fenced(socket.socket):
    def connect(self, address):
        return super().connect(address) if _is_here(address) else _refuse(address)

    def connect_ex(self, address):
        return super().connect_ex(address) if _is_here(address) else _refuse(address)

    def sendto(self, data, *rest):
        return super().sendto(data, *rest) if _is_here(rest[-1]) else _refuse(rest[-1])

def _fenced_lookup(real):
    def lookup(host, *rest, **more):
        name = host.decode() if isinstance(host, bytes) else host
        return real(host, *rest, **more) if _is_here((name or "",)) else _refuse(name)
    return lookup

socket.socket = Fenced
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
    setattr(socket, name, _fenced_lookup(getattr(socket, name)))
"""


@pytest.fixture
def fenced(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python reaches this machine only, and telemetry is not asked off."""
    fence = tmp_path / "fence"
    fence.mkdir()
    (fence / "sitecustomize.py").write_text(FENCE, "utf-8")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CANCU_", "HF_", "GRADIO_", "LANG", "ANONYMIZED"))
    }
    return {
        **kept,
        "PYTHONPATH": str(fence),
        "FENCE_LOG": str(tmp_path / "attempts"),
        "CANCU_DATA": str(tmp_path / "data"),
        # what an office may have set for other work; questions must not follow it
        "LANGSMITH_TRACING": "true",
        "LANGSMITH_API_KEY": "none",
    }


def _attempts(fenced: dict[str, str]) -> list[str]:
    log = Path(fenced["FENCE_LOG"])
    return log.read_text("utf-8").splitlines() if log.exists() else []


def _run(fenced: dict[str, str], *words: str) -> str:
    done = subprocess.run([PROGRAM, *words], env=fenced, capture_output=True, timeout=240)
    assert done.returncode == 0, done.stderr.decode("utf-8")
    return done.stdout.decode("utf-8")


@contextmanager
def _serving(fenced: dict[str, str]) -> Iterator[str]:
    command = [str(PROGRAM), "serve", "--port", "0"]
    with subprocess.Popen(command, env=fenced, stderr=PIPE, text=True) as process:
        assert process.stderr
        lines = iter(process.stderr.readline, "")
        found = next(filter(None, (re.search(r"http://127\.0\.0\.1:\d+", line) for line in lines)))
        yield found[0]
        process.terminate()
        assert process.wait(20) == 0


def test_the_fence_holds(fenced: dict[str, str]) -> None:
    """A fence that lets everything through would pass every other test here."""
    tries = (
        "socket.create_connection(('192.0.2.1', 80), 1)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "__import__('urllib.request').request.urlopen('http://example.org/')",
    )
    for code in tries:
        before = len(_attempts(fenced))
        line = f"import socket; {code}"
        done = subprocess.run([sys.executable, "-c", line], env=fenced, capture_output=True)
        assert done.returncode != 0
        assert len(_attempts(fenced)) > before


def test_ingest_ask_and_serve_reach_no_other_machine(fenced: dict[str, str]) -> None:
    _run(fenced, "ingest", str(ROOT / "samples" / "corpus"))
    question = "Chỉ tiêu VNeID năm 2026 của phường Sao Mai là bao nhiêu?"
    answer = json.loads(_run(fenced, "ask", question, "--json"))
    assert answer["status"] == "answered"
    with _serving(fenced) as address:
        assert httpx.get(address).status_code == 200
        asked = httpx.post(f"{address}/v1/ask", json={"question": question})
        assert asked.json()["answer"] == answer["answer"]
    assert _attempts(fenced) == []
