"""Cases to answers: the slow step, written down before anything is scored."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.conversation import Answer, Citation, Question, Status
from assistant.conversation_json import to_json
from evals.case import Case
from evals.lines import write_lines

Ask = Callable[[Question], Answer]
Read = Callable[[Citation], str]  # the text that stands at the place cited


def generate(
    cases: Sequence[Case], ask: Ask, read: Read, answers: Path, report: Callable[[int], None]
) -> None:
    """Asks every case and writes its answer as a line of `answers`, as soon as it is there.

    A question that fails becomes a line with status `error` and what went wrong, so that one
    defect does not cost the run. `report` hears how many are done.
    """
    write_lines(answers, _answers(cases, ask, read, report))


def _answers(
    cases: Sequence[Case], ask: Ask, read: Read, report: Callable[[int], None]
) -> Iterator[dict[str, Any]]:
    for done, case in enumerate(cases, start=1):
        yield _answer(case, ask, read)
        report(done)


def _answer(case: Case, ask: Ask, read: Read) -> dict[str, Any]:
    start = perf_counter()
    try:
        answered = ask(Question(case.question, case.unit, case.history))
        took, said = perf_counter() - start, _said(answered, read)
    except Exception as error:  # the line says so, and the score counts it as an error
        took, said = perf_counter() - start, _failed(error)
    return {"id": case.id, **said, "latency_ms": round(took * 1000, 2)}


def _said(answer: Answer, read: Read) -> dict[str, Any]:
    """What is scored of an answer, each citation with the text that stands at its place."""
    told = to_json(answer)
    pairs = zip(told["citations"], answer.citations, strict=True)
    cited = [one | {"text": read(citation)} for one, citation in pairs]
    return {
        "status": told["status"],
        "answer": told["answer"],
        "citations": cited,
        "passages": told["passages"],
    }


def _failed(error: Exception) -> dict[str, Any]:
    text = f"{type(error).__name__}: {error}"
    return {"status": Status.ERROR.value, "answer": text, "citations": [], "passages": []}
