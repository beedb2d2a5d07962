"""The load measures what it says. No test looks at a time: machines differ."""

from evals.load import QUICK, load


def test_a_quick_load_has_everybody_answered_and_every_stream_whole() -> None:
    said = list[str]()
    result = load(QUICK, said.append, "vi")
    for phase in (result["alone"], result["streams"]["others"], result["beside_ingest"]):
        assert (phase["asked"] >= 1, phase["errors"]) == (True, 0)
        assert len(phase["memory_mb"]) == 3
    assert result["alone"]["asked"] >= QUICK.people
    assert result["streams"]["whole"] == QUICK.streams
    assert result["beside_ingest"]["papers"] >= QUICK.read_in
    assert any("p95" in line for line in said)
