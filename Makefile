# Every target sets up what it needs; the second time that takes no time.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup run test check fuzz eval eval-drafts eval-check ablations bench bench-large

setup: .venv/.ready

.venv/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]" -c constraints.txt
	touch $@

run: setup
	$(BIN)/cancu serve --demo

# A process a core, four at most: each opens stores and servers of its own.
test: setup
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

# The import rule is a test of its own, so that it is told apart from style and types.
check: setup
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet tests/test_house.py

# The API asked by schemathesis for ten minutes and more, with other requests each time.
fuzz: setup
	CANCU_FUZZ=100 $(BIN)/python -m pytest tests/ui/test_openapi.py --timeout 3000

# The cases over the samples: the tuned ones, then those that are kept aside, a report each.
eval: setup
	rm -rf out/eval/data
	for cases in samples samples.kept; do \
	  CANCU_DATA=out/eval/data $(BIN)/cancu eval evals/cases/$$cases.jsonl \
	    --corpus samples/corpus --out out/eval/$$cases || exit 1; \
	done

# Drafts, likewise: of those kept aside the sums only.
eval-drafts: setup
	$(BIN)/python -m evals.drafts evals/cases/drafts/tuned
	$(BIN)/python -m evals.drafts evals/cases/drafts/kept --sums

# Faults planted in clean papers, and what the check tells of the samples by the page; then a second
# set by another hand, and of a third, kept aside, the sums only.
eval-check: setup
	$(BIN)/python -m evals.faults --also samples/corpus/*
	$(BIN)/python -m evals.faults evals/cases/faults/second
	$(BIN)/python -m evals.faults evals/cases/faults/kept --sums

# The tuned cases with one part of the assistant taken out at a time.
ablations: setup
	$(BIN)/python -m evals.ablations

# About 1,000 and 20,000 chunks; then 50 people at once, 200 open streams, an ingest beside them.
bench: setup
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.load

# About 147,000 chunks and 100,000 figures: ten minutes and more. Beside them 1,000 chunks, so that
# one run tells how much of a time comes with the size.
bench-large: setup
	$(BIN)/python -m evals.bench --papers 100 14000
