"""The installed program as people run it: a process of its own, ended by its own handle."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep
from typing import IO, Any

from assistant.conversation import Question
from assistant.settings import Settings
from ingest.errors import CancuError

_HOST = "127.0.0.1"
_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_PAUSE_SECONDS = 0.05
_ANSWER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that ended well; the memory is its highest, None where the system does not tell."""

    seconds: float
    peak_memory_mb: float | None


def run_program(settings: Settings, *words: str, niceness: int = 0) -> Finished:
    """Runs `cancu` over the data of these settings to its end; CancuError where it fails.

    `niceness` above 0 lets everybody else go first, where the system knows such a thing.
    """
    with tempfile.TemporaryFile() as said:
        start = perf_counter()
        process = _start(settings, words, said)
        if niceness and hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, niceness)
        code, peak = _wait(process)
        seconds = perf_counter() - start
        if code:
            raise _failure(words, code, said)
    return Finished(seconds, peak)


@dataclass(frozen=True, slots=True)
class Server:
    """A `cancu serve` that answers."""

    process: int
    port: int

    def connection(self) -> HTTPConnection:
        """A new connection to it, to be closed by whoever asked."""
        return HTTPConnection(_HOST, self.port, timeout=_ANSWER_SECONDS)

    @property
    def cpu_s(self) -> float | None:
        """The processor time it has used; None where the system does not tell."""
        stat = Path(f"/proc/{self.process}/stat")
        if not stat.is_file():
            return None
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    @property
    def memory_mb(self) -> float | None:
        """What it holds in memory now; None where the system does not tell."""
        status = Path(f"/proc/{self.process}/status")
        if not status.is_file():
            return None
        (held,) = (line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
        return round(int(held.split()[1]) / 2**10, 1)


@contextmanager
def serving(settings: Settings) -> Iterator[Server]:
    """`cancu serve` over the data of these settings, stopped on leaving.

    CancuError where it ends early or does not answer within a minute.
    """
    port = _free_port()
    words = ("serve", "--port", str(port))
    with tempfile.TemporaryFile() as said:
        process = _start(settings, words, said)
        try:
            _await_health(process, port, words, said)
            yield Server(process.pid, port)
        finally:
            _stop(process)


def ask_over(connection: HTTPConnection, question: Question) -> dict[str, Any]:
    """The answer to one `POST /v1/ask`; CancuError where the status is not 200."""
    history = [asdict(turn) for turn in question.history]
    asked = {"question": question.text, "unit": question.unit, "history": history}
    body = json.dumps(asked).encode()
    connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    text = response.read().decode("utf-8")
    if response.status != 200:
        raise CancuError("evals.http_failed", status=response.status, text=text)
    answer: dict[str, Any] = json.loads(text)
    return answer


def _start(
    settings: Settings, words: tuple[str, ...], said: IO[bytes]
) -> "subprocess.Popen[bytes]":
    environment = os.environ | {
        "CANCU_DATA": str(settings.data),
        "CANCU_UNIT": settings.unit,
        "CANCU_EMBEDDINGS": settings.embeddings,
        "CANCU_LANG": settings.language,
    }
    return subprocess.Popen([_program(), *words], stdout=said, stderr=said, env=environment)


def _program() -> str:
    """The `cancu` beside this Python: the one of the same environment."""
    folder = Path(sys.executable).parent
    found = shutil.which("cancu", path=str(folder))
    if found is None:
        raise CancuError("evals.not_installed", folder=folder)
    return found


def _wait(process: "subprocess.Popen[bytes]") -> tuple[int, float | None]:
    """The exit code and the highest memory in MB, which only Unix tells of a single child."""
    if sys.platform == "win32":
        return process.wait(), None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 2**20 if sys.platform == "darwin" else 2**10  # bytes there, kB on Linux
    return process.returncode, round(usage.ru_maxrss / unit, 1)


def _failure(words: tuple[str, ...], code: int, said: IO[bytes]) -> CancuError:
    said.seek(0)
    text = said.read().decode("utf-8", "replace").strip()
    return CancuError("evals.program_failed", command=" ".join(words), code=code, text=text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _await_health(
    process: "subprocess.Popen[bytes]", port: int, words: tuple[str, ...], said: IO[bytes]
) -> None:
    end = perf_counter() + _START_SECONDS
    while perf_counter() < end:
        if process.poll() is not None:
            raise _failure(words, process.returncode, said)
        if _is_healthy(port):
            return
        sleep(_PAUSE_SECONDS)
    raise CancuError("evals.server_silent", seconds=int(_START_SECONDS))


def _is_healthy(port: int) -> bool:
    with closing(HTTPConnection(_HOST, port, timeout=1.0)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:  # nobody listens yet
            return False


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
