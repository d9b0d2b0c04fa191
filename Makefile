# `make` lists what it can do.
# PYTHON names the interpreter that .venv is made with: make run PYTHON=python3.12
export PYTHON
VENV := .venv
DATA ?= ../shared

# Each test that runs digest waits for the disk, as every run does: their folders lie in memory where a gigabyte is free
# there and programs may be started.
MEMORY := $(shell [ -z "$$TMPDIR" ] && grep -s ' /dev/shm ' /proc/mounts | grep -qv noexec && \
  df -Pk /dev/shm | awk 'NR == 2 && $$4 > 1048576 { print "TMPDIR=/dev/shm" }')
PYTEST := $(MEMORY) $(VENV)/bin/pytest
# They start some hundred processes; each would compile digest anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test slow check lint types golden bench score crash crash-quick fuzz fuzz-quick browser life matrix clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/' | expand -t 18

.PHONY: $(VENV)/run $(VENV)/dev
$(VENV)/run:
	@sh requirements/set-up.sh run
$(VENV)/dev:
	@sh requirements/set-up.sh dev

run: $(VENV)/run ## make today's briefing from seeds/ into output/
	@$(VENV)/bin/digest run

check: lint types ## lint and types
lint: $(VENV)/dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
types: $(VENV)/dev
	$(VENV)/bin/mypy

test: check ## lint, types and all tests but the long ones (three minutes)
	$(PYTEST) -n 2 -m "not slow and not crash and not browser"

slow: $(VENV)/dev ## tests of programs in processes, of growth, of the desk of another version (two minutes)
	$(PYTEST) -n 2 -m "slow and not crash"

golden: $(VENV)/dev ## write the approved pages of the samples anew: look at the difference before you commit it
	$(VENV)/bin/python -m tests.golden

bench: $(VENV)/dev ## how fast, and where the time goes (half an hour; each also by itself: python -m benchmarks.NAME)
	$(VENV)/bin/python -m benchmarks.stages
	$(VENV)/bin/python -m benchmarks.stages --pages --articles 60
	$(VENV)/bin/python -m benchmarks.runs
	$(VENV)/bin/python -m benchmarks.runs --sizes 2000 --rare
	$(VENV)/bin/python -m benchmarks.runs --sizes 400 --pages
	$(VENV)/bin/python -m benchmarks.runs --sizes 2000 --workers 1 2
	$(VENV)/bin/python -m benchmarks.runs --days 100
	$(VENV)/bin/python -m benchmarks.day
	$(VENV)/bin/python -m benchmarks.nothing_new
	$(VENV)/bin/python -m benchmarks.story_pages
	$(VENV)/bin/python -m benchmarks.page_sizes
	$(VENV)/bin/python -m benchmarks.growth
	$(VENV)/bin/python -m benchmarks.against_sumy

score: $(VENV)/dev ## run the scorers of DATA against benchmarks/floors.toml
	$(VENV)/bin/python benchmarks/score.py $(DATA)

browser: $(VENV)/dev ## look at pages in a real browser, hostile ones too (wants chromium; axe, Nu and markdownlint from npm)
	$(PYTEST) -n 2 -m browser

crash-quick: $(VENV)/dev
	$(PYTEST) -n 2 -m crash

crash: $(VENV)/dev ## break runs from outside: cuts, signals, full disks, power cuts (three quarters of an hour; wants strace)
	CRASH=whole $(PYTEST) -m crash -rP

fuzz-quick: $(VENV)/dev
	$(VENV)/bin/python -m tests.fuzz --seconds 0.4

fuzz: $(VENV)/dev ## try a million inputs, by number, on each reader, the cleaner, pages and settings (hours)
	$(VENV)/bin/python -m tests.fuzz --seconds 3600

life: $(VENV)/dev ## live five hundred lives of a desk, each from a seed (ten minutes; twenty are in make test)
	LIVES=500 $(PYTEST) tests/test_life.py

matrix: ## run, test and slow with every Python of this machine, each in a fresh clone with an empty HOME (an hour)
	@sh .ci/matrix

clean: ## remove what was made here, briefings excepted
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .fuzz build dist
