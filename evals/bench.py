"""`python -m evals.bench`: how fast it is, on the machine it says, over made-up documents.

Times are told, never judged: what else a machine is busy with differs. What may be compared
between machines is the ratio to a bare word search of the same run.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

from assistant.build import open_assistant
from assistant.conversation import Question
from assistant.settings import Settings, read_settings
from assistant.version import product_version
from evals.bench_ledger import filters
from evals.generated import Ward, questions, write_papers
from evals.machine import machine, machine_line
from evals.program import Finished, ask_over, run_program, serving
from evals.run import size
from evals.summary import aligned, latency, number
from ingest.errors import CancuError
from prompts import Language, say
from vectorstore.lexical import Lexical
from vectorstore.records import ANYTHING
from vectorstore.store import Store

T = TypeVar("T")
Timed = tuple[str, float]  # the kind of a question, and the milliseconds it took
Report = Callable[[str], None]
Latencies = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: sizes of corpus in documents, wards asked about, cold starts."""

    papers: tuple[int, ...] = (100, 2000)  # ten chunks and seven figures each: 1,000 and 20,000
    wards: int = 25  # each is asked every kind of question, in process and over HTTP
    cold_starts: int = 5


_ALL = "all"
_HITS = 20  # of the bare search: about what an answer asks of the index

QUICK = Effort(papers=(4,), wards=1, cold_starts=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What ingesting a corpus took; the memory is the program's highest, None if not told."""

    documents: int
    chunks: int
    figures: int
    seconds: float
    documents_per_s: float
    chunks_per_s: float
    peak_memory_mb: float | None


@dataclass(frozen=True, slots=True)
class Asking:
    """What answering took in ms, by kind of question and over all."""

    in_process: Latencies
    over_http: Latencies
    bare_search: Mapping[str, float]  # the same questions as one word search each
    times_bare_search: float  # the p50 of answering in process over that of the bare search
    figures: int  # in the ledger
    ledger: Latencies  # of `catalog.search_figures`, by kind of filter
    cold_ask_s: float  # the median wall time of `cancu ask`
    cold_ask_memory_mb: float | None  # the highest of them


def bench(effort: Effort, report: Report, language: Language) -> dict[str, Any]:
    """Measures each size of corpus in a folder of its own, which is gone afterwards.

    `report` hears the table line by line; what comes back is the same as plain data.
    """
    report(machine_line(machine(), language))
    with tempfile.TemporaryDirectory(prefix="cancu-bench-") as folder:
        # Every reading comes before the first question: a child's highest memory begins with its
        # parent's, and this process grows when it opens an assistant.
        read = [
            _read(Path(folder, str(papers)), papers, report, language) for papers in effort.papers
        ]
        asked = [_ask(*one, effort, report, language) for one in read]
    sizes = [
        {"reading": asdict(reading), "asking": asdict(asking)}
        for (_, _, reading), asking in zip(read, asked, strict=True)
    ]
    return {"machine": machine(), "version": product_version(), "sizes": sizes}


def _spread(wards: Sequence[Ward], number: int) -> Sequence[Ward]:
    """So many wards from all over the list: neighbours in it share more words than the rest."""
    return wards[:: max(1, len(wards) // number)][:number]


def _read(
    folder: Path, papers: int, report: Report, language: Language
) -> tuple[Settings, Sequence[Ward], Reading]:
    settings = Settings(data=folder / "data")
    wards = write_papers(folder / "papers", papers)
    run = run_program(settings, "ingest", str(folder / "papers"))
    with Store.open(settings.data) as store:
        documents, chunks = size(store.catalog)
        figures = store.catalog.search_figures(limit=0).total
    reading = Reading(
        documents=documents,
        chunks=chunks,
        figures=figures,
        seconds=round(run.seconds, 2),
        documents_per_s=round(documents / run.seconds, 1),
        chunks_per_s=round(chunks / run.seconds, 1),
        peak_memory_mb=run.peak_memory_mb,
    )
    for line in _reading_lines(reading, language):
        report(line)
    return settings, wards, reading


def _ask(
    settings: Settings,
    wards: Sequence[Ward],
    reading: Reading,
    effort: Effort,
    report: Report,
    language: Language,
) -> Asking:
    some = _spread(wards, effort.wards)
    asked = [pair for ward in some for pair in (*questions(ward), _anywhere(ward))]
    figures, searched = _search_ledger(settings, some)
    cold_starts = [_cold_ask(settings, ward) for ward in _spread(wards, effort.cold_starts)]
    in_process, bare = _ask_in_process(settings, asked)
    asking = Asking(
        in_process=_by_kind(in_process),
        over_http=_by_kind(_ask_over_http(settings, asked)),
        bare_search=latency([ms for _, ms in bare]),
        times_bare_search=round(_median(in_process) / _median(bare), 1),
        figures=figures,
        ledger=_by_kind(searched),
        cold_ask_s=round(median(run.seconds for run in cold_starts), 2),
        cold_ask_memory_mb=max(run.peak_memory_mb or 0.0 for run in cold_starts) or None,
    )
    for line in _asking_lines(asking, reading.chunks, language):
        report(line)
    return asking


def _anywhere(ward: Ward) -> tuple[str, Question]:
    """A figure asked for with no unit chosen: every ward's may be meant."""
    question = dict(questions(ward))["figure"]
    return "no_unit", replace(question, unit="")


def _cold_ask(settings: Settings, ward: Ward) -> Finished:
    """From typing the command to its answer."""
    (_, question), *_ = questions(ward)
    return run_program(settings, "ask", question.text, "--unit", question.unit)


def _ask_in_process(
    settings: Settings, asked: Sequence[tuple[str, Question]]
) -> tuple[list[Timed], list[Timed]]:
    """Each question answered, and the same words looked up in the word index alone."""
    assistant = open_assistant(settings)
    with assistant.store as store:
        lexical = Lexical(settings.data / store.catalog.meta("lexical"))
        answered = timed(asked, assistant.invoke)
        found = timed(asked, lambda question: lexical.search(question.text, ANYTHING, _HITS))
        lexical.close()
    return answered, found


def _search_ledger(settings: Settings, wards: Sequence[Ward]) -> tuple[int, list[Timed]]:
    """The number of figures, and each filter's first page with its total, as pages show it."""
    figures, asked = filters(settings, wards)
    with Store.open(settings.data, settings.embeddings) as store:
        return figures, timed(asked, store.catalog.search_figures)


def _ask_over_http(settings: Settings, asked: Sequence[tuple[str, Question]]) -> list[Timed]:
    with serving(settings) as server, closing(server.connection()) as connection:

        def ask(question: Question) -> None:
            ask_over(connection, question)

        return timed(asked, ask)


def timed(asked: Sequence[tuple[str, T]], ask: Callable[[T], object]) -> list[Timed]:
    """Every question timed, after one that is not: the first opens files and fills caches."""
    ask(asked[0][1])
    return [(kind, _ms(ask, question)) for kind, question in asked]


def _median(timed: Sequence[Timed]) -> float:
    return median(ms for _, ms in timed)


def _ms(ask: Callable[[T], object], question: T) -> float:
    start = perf_counter()
    ask(question)
    return (perf_counter() - start) * 1000


def _by_kind(timed: Sequence[Timed]) -> dict[str, dict[str, float]]:
    """Latencies over all first, then of each kind in the order asked."""
    kinds = dict.fromkeys(kind for kind, _ in timed)
    every = {_ALL: latency([ms for _, ms in timed])}
    return every | {kind: latency([ms for each, ms in timed if each == kind]) for kind in kinds}


def _reading_lines(reading: Reading, language: Language) -> list[str]:
    facts = [
        [say(f"evals.{name}", language), "?" if value is None else number(value, language)]
        for name, value in asdict(reading).items()
    ]
    title = say("evals.bench_reading", language, documents=reading.documents)
    return ["", title, *aligned(facts)]


def _asking_lines(asking: Asking, chunks: int, language: Language) -> list[str]:
    def told(name: str, **numbers: float) -> str:
        fields = {field: number(value, language) for field, value in numbers.items()}
        return say(f"evals.{name}", language, **fields)

    def times(*latencies: Mapping[str, float]) -> list[str]:
        return [number(each[p], language) for each in latencies for p in ("p50", "p95")]

    ways = [f"{told(way)} {p}" for way in ("in_process", "over_http") for p in ("p50", "p95")]
    rows = [
        [told("all_kinds") if kind == _ALL else kind, *times(latencies, asking.over_http[kind])]
        for kind, latencies in asking.in_process.items()
    ]
    bare = [told("bare_search"), *times(asking.bare_search), "", ""]
    return [
        "",
        told("bench_asking", chunks=chunks),
        *aligned([[told("kind"), *ways], *rows, bare]),
        *_ledger_lines(asking, language),
        told("times_bare_search", ratio=asking.times_bare_search),
        told("cold_ask", seconds=asking.cold_ask_s, memory=asking.cold_ask_memory_mb or 0.0),
    ]


def _ledger_lines(asking: Asking, language: Language) -> list[str]:
    """The table of filters; what is measured is called by its name in the code."""
    rows = [
        [kind, *(number(value, language, 2) for value in times.values())]
        for kind, times in asking.ledger.items()
    ]
    title = f"catalog.search_figures / {number(asking.figures, language)} (ms)"
    return ["", title, *aligned([["", "p50", "p95"], *rows]), ""]


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0, or 1 after an error that was told."""
    settings = read_settings()
    arguments = _parser(settings.language).parse_args(words)
    try:
        result = bench(_effort(arguments), _print, settings.language)
    except CancuError as error:
        sys.stderr.write(error.sentence(settings.language) + "\n")
        return 1
    if arguments.json:
        arguments.json.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


def _effort(arguments: argparse.Namespace) -> Effort:
    if arguments.quick:
        return QUICK
    return Effort(papers=tuple(arguments.papers)) if arguments.papers else Effort()


def _parser(language: Language) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("evals.bench", description=say("evals.bench_about", language))
    quick = say("evals.bench_quick", language)
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--papers", type=int, nargs="+", help=say("evals.documents", language))
    parser.add_argument("--json", type=Path, help=say("evals.bench_json", language))
    return parser


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
