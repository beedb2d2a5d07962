"""The summary counts every case once; the report is one escaped, self-contained page."""

import re
from html.parser import HTMLParser
from typing import Any

from evals.case import Case
from evals.machine import machine
from evals.report import page
from evals.score import Outcome, Score, score
from evals.summary import latency, lines, summarize

HOSTILE = '<img src="https://example.org/x.png"><script>alert(1)</script> $title {unit} &amp;'
CASES = (
    Case(id="f1", kind="figure", question="Chỉ tiêu?", must=("85%",), sources=("ke-hoach",)),
    Case(id="f2", kind="figure", question=HOSTILE, must=("90%",), forbid=("<b>",)),
    Case(id="a1", kind="absent", question="Năm 2041?", abstain=True),
    Case(id="i1", kind="identity", question="Ai ký?", sources=("ke-hoach",)),
)
ANSWERS: tuple[dict[str, Any], ...] = (
    {
        "id": "f1",
        "status": "answered",
        "answer": "85% [1]",
        "citations": [{"marker": 1, "source": "ke-hoach.txt", "quote": "85%"}],
        "passages": [{"document": "khac", "text": "85%"}, {"document": "ke-hoach", "text": "85%"}],
        "latency_ms": 10.0,
    },
    {
        "id": "f2",
        "status": "answered",
        "answer": HOSTILE,
        "citations": [{"marker": 1, "source": HOSTILE, "quote": HOSTILE}],
        "passages": [{"document": HOSTILE, "text": HOSTILE}],
        "latency_ms": 30.0,
    },
    {"id": "a1", "status": "answered", "answer": "7", "citations": [], "passages": []},
)


def scored() -> tuple[Score, ...]:
    answers = {answer["id"]: answer for answer in ANSWERS}
    return tuple(score(case, answers.get(case.id)) for case in CASES)


def summary() -> dict[str, Any]:
    about = {"cases": "x.jsonl", "version": "0.1.0", "documents": 1, "chunks": 9}
    return summarize(scored()) | about | {"machine": machine()}


def html() -> str:
    return page(CASES, ANSWERS, scored(), summary(), "vi")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_case_is_counted_once_over_all_and_by_kind() -> None:
    counted = summary()
    assert [counted[outcome] for outcome in Outcome] == [1, 1, 0, 1, 1]
    assert counted["count"] == 4
    assert counted["right_share"] == 0.25
    assert counted["by_kind"]["figure"]["count"] == 2
    for outcome in Outcome:
        by_kind = sum(kind[outcome] for kind in counted["by_kind"].values())
        assert by_kind == counted[outcome]


def test_hit_at_k_counts_only_cases_with_facts_to_find() -> None:
    assert summary()["hit"] == {"1": 0.0, "3": 0.5, "10": 0.5, "of": 2}


def test_latency_takes_the_nearest_rank_and_is_zero_of_nothing() -> None:
    assert latency([float(n) for n in range(1, 101)]) == {"p50": 50.0, "p95": 95.0}
    assert latency([4.0]) == {"p50": 4.0, "p95": 4.0}
    assert latency([]) == {"p50": 0.0, "p95": 0.0}


def test_columns_of_the_table_line_up() -> None:
    table = lines(summary(), "vi")[: 2 + len(summary()["by_kind"])]
    assert len({len(line) for line in table}) == 1
    assert table[-1].split()[-12:-6] == ["4", "1", "1", "0", "1", "1"]
    assert table[-1].split()[-6:] == ["0,0%", "50,0%", "50,0%", "0/1", "0,0", "30,0"]


def test_the_table_of_the_page_is_that_of_the_terminal() -> None:
    cells = re.findall(r"<tfoot><tr><td>.*</tr></tfoot>", html())[0]
    assert re.findall(r"<td>(.*?)</td>", cells)[-6:] == lines(summary(), "vi")[4].split()[-6:]


def test_text_of_documents_and_questions_stays_text() -> None:
    tags = _Tags()
    tags.feed(html())
    assert not {tag for tag, _ in tags.seen} & {"script", "img", "link", "iframe", "b"}
    assert HOSTILE in tags.text


def test_the_page_fetches_nothing_from_anywhere() -> None:
    tags = _Tags()
    tags.feed(html())
    assert not [attrs for _, attrs in tags.seen if attrs.keys() & {"src", "href", "srcset"}]
    assert "@import" not in html()
    assert "url(" not in html()
    assert any("default-src 'none'" in (attrs.get("content") or "") for _, attrs in tags.seen)


def test_what_to_look_at_comes_first_and_stands_open() -> None:
    shown = re.findall(r'<details( open)?><summary><span class="outcome (\w+)">', html())
    assert shown == [(" open", "invented"), (" open", "wrong"), (" open", "error"), ("", "right")]


def test_the_page_says_where_it_was_measured() -> None:
    text = html()
    assert f"Python {machine()['python']}" in text
    assert "(9 đoạn)" in text
