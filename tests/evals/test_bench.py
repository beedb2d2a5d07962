"""The bench measures what it says. No test looks at a time: machines differ."""

from evals.bench import QUICK, bench


def test_a_quick_bench_measures_every_kind_in_process_and_over_http() -> None:
    said = list[str]()
    result = bench(QUICK, said.append, "vi")
    (size,) = result["sizes"]
    assert size["reading"]["documents"] == QUICK.papers[0]
    assert size["reading"]["chunks"] > QUICK.papers[0]
    assert size["asking"]["in_process"].keys() == size["asking"]["over_http"].keys()
    assert {"all", "figure", "follow_up"} < size["asking"]["over_http"].keys()
    assert size["asking"]["figures"] > QUICK.papers[0]
    assert {"all", "words", "words+unit", "every"} < size["asking"]["ledger"].keys()
    assert result["machine"]["cores"] >= 1
    assert any("HTTP" in line for line in said)
