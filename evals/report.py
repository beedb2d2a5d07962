"""The report: one page that explains itself, with nothing fetched from anywhere."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from evals.case import Case
from evals.machine import machine_line
from evals.score import Outcome, Score
from evals.summary import counts_row, header_row, hit_line, latency_line
from prompts import Language, say

_TEMPLATE = Path(__file__).with_name("report.html")
_WORST_FIRST = (
    Outcome.INVENTED,
    Outcome.WRONG,
    Outcome.ERROR,
    Outcome.MISSED,
    Outcome.RIGHT,
)
_PASSAGES = 3


def page(
    cases: Sequence[Case],
    answers: Iterable[Mapping[str, Any]],
    scores: Sequence[Score],
    summary: Mapping[str, Any],
    language: Language,
) -> str:
    """The report as HTML, worst cases first. All text is escaped: answers quote documents."""
    by_id = {answer["id"]: answer for answer in answers}
    rated = sorted(
        zip(cases, scores, strict=True), key=lambda pair: _WORST_FIRST.index(pair[1].outcome)
    )
    return Template(_TEMPLATE.read_text("utf-8")).substitute(
        language=language,
        cases="\n".join(
            _details(case, one, by_id.get(case.id, {}), language) for case, one in rated
        ),
        **_tables(summary, language),
        **{name: escape(text) for name, text in _sentences(summary, language).items()},
    )


def _sentences(summary: Mapping[str, Any], language: Language) -> dict[str, str]:
    facts = {name: summary[name] for name in ("count", "documents", "chunks", "version")}
    return {
        "title": say("evals.title", language, cases=summary["cases"]),
        "facts": say("evals.facts", language, **facts),
        "machine": machine_line(summary["machine"], language),
        "outcomes_title": say("evals.outcomes_title", language),
        "hit_line": hit_line(summary, language),
        "latency_line": latency_line(summary, language),
        "cases_title": say("evals.cases_title", language),
    }


def _tables(summary: Mapping[str, Any], language: Language) -> dict[str, str]:
    by_kind = summary["by_kind"]
    kinds = [_row(counts_row(kind, numbers, language), "td") for kind, numbers in by_kind.items()]
    return {
        "header": _row(header_row(language), "th"),
        "rows": "\n".join(kinds),
        "total": _row(counts_row(say("evals.total", language), summary, language), "td"),
    }


def _row(cells: Iterable[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _details(case: Case, one: Score, answer: Mapping[str, Any], language: Language) -> str:
    """A case that folds open; open from the start where there is something to look at."""
    name = escape(say(f"evals.{one.outcome}", language))
    outcome = f'<span class="outcome {one.outcome}">{name}</span>'
    parts = [*_asked(case), *_came(one, answer)]
    shown = "".join(
        f"<dt>{escape(say(f'evals.{name}', language))}</dt><dd>{escape(text)}</dd>"
        for name, text in parts
        if text
    )
    head = f"{outcome}<code>{escape(str(case.id))}</code> {escape(case.question)}"
    is_open = "" if one.outcome is Outcome.RIGHT else " open"
    return f"<details{is_open}><summary>{head}</summary><div><dl>{shown}</dl></div></details>"


def _asked(case: Case) -> list[tuple[str, str]]:
    return [
        ("kind", case.kind),
        ("unit", case.unit),
        ("history", "\n".join(turn.content for turn in case.history)),
        ("must", "\n".join(case.must)),
        ("forbid", "\n".join(case.forbid)),
        ("sources", "\n".join(case.sources)),
    ]


def _came(one: Score, answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    citations = [
        f"[{c['marker']}] {c['source']}: {c['quote']}" for c in answer.get("citations", ())
    ]
    passages = [f"{p['document']}: {p['text']}" for p in answer.get("passages", ())]
    return [
        ("status", one.status),
        ("answer", str(answer.get("answer", ""))),
        ("missing", "\n".join(one.missing)),
        ("forbidden", "\n".join(one.forbidden)),
        ("uncited", "\n".join(one.uncited)),
        ("citations", "\n".join(citations)),
        ("passages", "\n\n".join(passages[:_PASSAGES])),
        ("rank", str(one.rank or "")),
    ]
