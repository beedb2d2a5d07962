"""The examples of the documentation run as they stand there, against a running server."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, which

import httpx
import pytest
from playwright.sync_api import Browser

from tests.ui.conftest import ROOT

ADDRESS = "http://127.0.0.1:8000"
SAMPLE = ROOT / "samples" / "corpus" / "ke-hoach-cds-sao-mai-2026.docx"
PAPER = "Số: 31/KH-UBND\n\nKẾ HOẠCH\nSơn lại vạch qua đường\n\nPhường sơn lại vạch qua đường."


def blocks(language: str) -> list[str]:
    """The fenced examples of docs/api.md in this language."""
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[str]:
    """Each `curl` of a text, with the lines that go on from it."""
    return re.findall(r"^ *(curl (?:.*\\\n)*.*)", text, re.MULTILINE)


CURLS = [
    *commands((ROOT / "README.md").read_text("utf-8")),
    *(command for block in blocks("sh") for command in commands(block)),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, server: str) -> Iterator[Path]:
    """Where the files lie that the examples name; what they upload is taken out again."""
    folder = tmp_path_factory.mktemp("docs")
    copy(SAMPLE, folder / "van-ban.docx")
    (folder / "ke-hoach.txt").write_text(PAPER, "utf-8")
    yield folder
    for document in httpx.get(f"{server}/v1/documents").json():
        if document["source"] == "ke-hoach.txt":
            httpx.delete(f"{server}/v1/documents/{document['document_id']}", timeout=60)


def test_there_are_examples() -> None:
    assert len(CURLS) >= 7
    assert [len(blocks(kind)) for kind in ("python", "js")] == [2, 1]


@pytest.fixture(scope="module")
def ids(server: str) -> dict[str, str]:
    """What stands for an id in the examples, and an id that there is."""
    asked = {"question": "Ai ký Kế hoạch 27/KH-UBND?"}
    answer = httpx.post(f"{server}/v1/ask", json=asked, timeout=60).json()["id"]
    word = {"answer_id": answer, "verdict": "down"}
    said = httpx.post(f"{server}/v1/feedback", json=word, timeout=60).json()["id"]
    return {"ANSWER_ID": answer, "FEEDBACK_ID": said}


@pytest.mark.skipif(which("curl") is None, reason="no curl on this machine")
@pytest.mark.parametrize("command", CURLS, ids=lambda command: command[:60])
def test_a_curl_line_is_answered(
    server: str, folder: Path, ids: dict[str, str], command: str
) -> None:
    asked = command.replace(ADDRESS, server)
    for name, value in ids.items():
        asked = asked.replace(name, value)
    assert server in asked
    done = subprocess.run(
        ["bash", "-c", asked], cwd=folder, capture_output=True, text=True, timeout=120, check=True
    )
    if "format=csv" in command:
        assert done.stdout.count("\n") > 1
        return
    told = json.loads(done.stdout)
    assert told
    assert "detail" not in told, told
    if isinstance(told, dict):
        assert all(told.get(key) != [] for key in ("citations", "figures", "passages"))


@pytest.mark.parametrize("example", blocks("python"), ids=["httpx", "openai"])
def test_an_example_in_python_prints_an_answer(server: str, example: str) -> None:
    code = example.replace(ADDRESS, server).replace("cancu_…", "none")
    assert server in code
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    assert "27/KH-UBND" in done.stdout


def test_the_example_for_a_browser_runs_in_one(server: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server}/page.css")
    [example] = blocks("js")
    answer = page.evaluate(f"async () => {{ {example} return [answer, citations.length]; }}")
    page.close()
    assert answer[1] >= 1
    assert "[1]" in answer[0]
