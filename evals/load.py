"""`python -m evals.load`: many people at once, over the program as it is served.

Everybody thinks, asks, reads, and thinks again; so the load is what so many people make, and a
slow answer shows as time, not as a queue of questions nobody would have asked. The people are
threads of this process and share the cores with the server.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass
from http.client import HTTPException
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.conversation import Question
from assistant.settings import Settings, read_settings
from assistant.version import product_version
from evals.generated import Ward, questions, write_papers
from evals.machine import machine, machine_line
from evals.program import Server, ask_over, run_program, serving
from evals.summary import aligned, latency, number
from ingest.errors import CancuError
from prompts import Language, say
from vectorstore.intake import NICENESS

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Load:
    """How many people for how long, over how many papers."""

    papers: int = 2_000  # about 20,000 chunks
    people: int = 50
    every_s: float = 5.0  # a person asks so often, or as soon as the answer is there
    seconds: float = 60.0
    streams: int = 200  # open at once, read slowly
    read_in: int = 300  # papers of one ingest beside the people; one follows the other


QUICK = Load(papers=8, people=4, every_s=0.2, seconds=2.0, streams=6, read_in=4)

_SLOW_BYTES, _SLOW_SECONDS = 512, 0.02  # how a slow reader takes a stream in
_BESIDE_STREAMS = 5  # people who ask meanwhile
_MOST_INGESTS = 8  # in a minute, on a fast machine
_OPENED_S = 20  # streams opened in a second: twice what the people ask


@dataclass(frozen=True, slots=True)
class Told:
    """What a phase was like for those who asked; memory and processor are the server's, None if
    not told. What a question costs is the same whatever else the machine is busy with."""

    asked: int
    errors: int
    p50: float
    p95: float
    cost_ms: float | None  # of the processor, for one question
    memory_mb: tuple[float | None, ...]  # at the start, half-way, at the end


@dataclass(slots=True)
class _Tally:
    """What many threads count together."""

    times: list[float]  # ms; list.append is one step for every thread
    errors: list[str]


def load(effort: Load, report: Report, language: Language) -> dict[str, Any]:
    """Measures in a folder of its own, which is gone afterwards; plain data comes back."""
    report(machine_line(machine(), language))
    with tempfile.TemporaryDirectory(prefix="cancu-load-") as name:
        folder = Path(name)
        settings = Settings(data=folder / "data")
        wards = write_papers(folder / "papers", effort.papers)
        run_program(settings, "ingest", str(folder / "papers"))
        phases = under_load(effort, settings, wards, folder, report, language)
    return {"machine": machine(), "version": product_version(), "load": asdict(effort)} | phases


def under_load(
    effort: Load,
    settings: Settings,
    wards: Sequence[Ward],
    folder: Path,
    report: Report,
    language: Language,
) -> dict[str, Any]:
    """The people alone, beside open streams, and beside an ingest, over one server."""
    with serving(settings) as server:
        _warm(server, wards)
        alone = _people(server, wards, effort)
        report(_line("load_alone", alone, language))
        streams, beside_streams = _streamed(server, wards, effort)
        report(_line("load_streams", beside_streams, language, **streams))
        with _Ingests(settings, folder, effort) as ingests:
            beside = _people(server, wards, effort)
        report(_line("load_ingest", beside, language, papers=ingests.papers))
    ratio = round(beside.p95 / alone.p95, 2) if alone.p95 else 0.0
    report(say("evals.load_ratio", language, ratio=number(ratio, language, 2)))
    return {
        "alone": asdict(alone),
        "streams": {**streams, "others": asdict(beside_streams)},
        "beside_ingest": {"papers": ingests.papers, **asdict(beside)},
        "ratio": ratio,
    }


def _warm(server: Server, wards: Sequence[Ward]) -> None:
    """Every kind of question once: the first opens files."""
    with closing(server.connection()) as connection:
        for _, question in questions(wards[0]):
            ask_over(connection, question)


def _people(server: Server, wards: Sequence[Ward], effort: Load) -> Told:
    """Everybody from their own moment on, so that they do not ask in step."""
    memory, before = [server.memory_mb], server.cpu_s
    tally, end = _Tally([], []), perf_counter() + effort.seconds

    def live(number: int) -> None:
        chance = random.Random(number)
        asking = cycle([question for _, question in questions(chance.choice(wards))])
        threading.Event().wait(chance.uniform(0, effort.every_s))
        while (start := perf_counter()) < end:
            _ask(server, next(asking), tally)
            threading.Event().wait(max(0.0, effort.every_s - (perf_counter() - start)))

    with ThreadPoolExecutor(effort.people) as pool:
        living = [pool.submit(live, number) for number in range(effort.people)]
        threading.Event().wait(effort.seconds / 2)
        memory.append(server.memory_mb)
        for life in living:
            life.result()
    return _told(tally, _cost(server, before, tally), (*memory, server.memory_mb))


def _cost(server: Server, before: float | None, tally: _Tally) -> float | None:
    after, asked = server.cpu_s, len(tally.times)
    if before is None or after is None or not asked:
        return None
    return round((after - before) * 1000 / asked, 1)


def _ask(server: Server, question: Question, tally: _Tally) -> None:
    """A connection a question, as pages that sit idle in between make them."""
    start = perf_counter()
    try:
        with closing(server.connection()) as connection:
            ask_over(connection, question)
    except (CancuError, OSError, HTTPException) as error:
        tally.errors.append(str(error))
    else:
        tally.times.append((perf_counter() - start) * 1000)


def _told(tally: _Tally, cost_ms: float | None, memory: tuple[float | None, ...]) -> Told:
    times = latency(tally.times)
    asked = len(tally.times) + len(tally.errors)
    return Told(asked, len(tally.errors), times["p50"], times["p95"], cost_ms, memory)


def _streamed(server: Server, wards: Sequence[Ward], effort: Load) -> tuple[dict[str, int], Told]:
    """Streams that are all open at one moment: how many came whole, and what others noticed."""
    memory = [server.memory_mb]
    tally, done = _Tally([], []), threading.Event()
    all_open = threading.Barrier(effort.streams, timeout=effort.streams / _OPENED_S + 60)

    def read(number: int) -> bool:
        kinds = [question for _, question in questions(wards[number % len(wards)])]
        threading.Event().wait(number / _OPENED_S)
        return _reads_whole(server, kinds[number % len(kinds)], all_open)

    def ask_others(number: int) -> None:
        asking = cycle([question for _, question in questions(wards[-1 - number % len(wards)])])
        while not done.wait(effort.every_s / _BESIDE_STREAMS):
            _ask(server, next(asking), tally)

    with ThreadPoolExecutor(effort.streams + _BESIDE_STREAMS) as pool:
        others = [pool.submit(ask_others, number) for number in range(_BESIDE_STREAMS)]
        readers = [pool.submit(read, number) for number in range(effort.streams)]
        whole = sum(reader.result() for reader in readers)
        memory.append(server.memory_mb)
        done.set()
        for other in others:
            other.result()
    counts = {"streams": effort.streams, "whole": whole}
    return counts, _told(tally, None, (*memory, server.memory_mb))


def _reads_whole(server: Server, question: Question, all_open: threading.Barrier) -> bool:
    """True where the stream ended with its answer; its first bytes are read, then everybody's."""
    body = json.dumps({"question": question.text, "unit": question.unit, "stream": True}).encode()
    try:
        with closing(server.connection()) as connection:
            connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            said = response.read(_SLOW_BYTES)
            all_open.wait()
            while piece := response.read(_SLOW_BYTES):
                said += piece
                threading.Event().wait(_SLOW_SECONDS)
    except (OSError, HTTPException, threading.BrokenBarrierError):
        all_open.abort()
        return False
    return said.rpartition(b"event: ")[2].startswith(b"answer\n") and said.endswith(b"\n\n")


class _Ingests:
    """Papers read in beside the people, ingest after ingest, as long as the block lasts."""

    def __init__(self, settings: Settings, folder: Path, effort: Load) -> None:
        self.papers = 0
        self._settings, self._each = settings, effort.read_in
        self._is_over = threading.Event()
        self._pool = ThreadPoolExecutor(1)
        # Before anybody asks: writing them would cost the people's threads time.
        self._waiting = [folder / f"more-{seed}" for seed in range(1, _MOST_INGESTS + 1)]
        for seed, papers in enumerate(self._waiting, 1):
            write_papers(papers, self._each, seed=seed)

    def __enter__(self) -> "_Ingests":
        self._running = self._pool.submit(self._run)
        return self

    def __exit__(self, *error: object) -> None:
        """Lets the last one come to its end; CancuError where one failed."""
        self._is_over.set()
        self._running.result()
        self._pool.shutdown()

    def _run(self) -> None:
        for papers in self._waiting:
            if self._is_over.is_set():
                break
            run_program(self._settings, "ingest", str(papers), niceness=NICENESS)
            self.papers += self._each


def _line(key: str, told: Told, language: Language, **more: int) -> str:
    """The phase as a sentence with its table."""
    rows = [
        [say(f"evals.load_{name}", language), *map(_shown(language), values)]
        for name, values in (
            ("answers", (told.asked, told.errors)),
            ("times", (told.p50, told.p95)),
            ("cost", (told.cost_ms,)),
            ("memory", told.memory_mb),
        )
    ]
    width = max(map(len, rows))
    table = aligned([row + [""] * (width - len(row)) for row in rows])
    return "\n".join(["", say(f"evals.{key}", language, **more), *table])


def _shown(language: Language) -> Callable[[float | None], str]:
    return lambda value: "?" if value is None else number(value, language)


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0, or 1 after an error that was told."""
    language = read_settings().language
    parser = argparse.ArgumentParser("evals.load", description=say("evals.load_about", language))
    parser.add_argument("--quick", action="store_true", help=say("evals.bench_quick", language))
    parser.add_argument("--json", type=Path, help=say("evals.bench_json", language))
    arguments = parser.parse_args(words)
    try:
        result = load(QUICK if arguments.quick else Load(), _print, language)
    except CancuError as error:
        sys.stderr.write(error.sentence(language) + "\n")
        return 1
    if arguments.json:
        arguments.json.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
