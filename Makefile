# Needs python3 (3.11 or newer) with venv, and make. All else is fetched: Python packages, Node and fonts by
# `make run`, and for `make test` also Chromium and PostgreSQL from Debian.
PYTHON ?= python3
BIN := .venv/bin
TABLET := inspect_app/tablet
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make requirements" --extra server pyproject.toml

RUNS ?= 200
SEED ?= 1

.PHONY: run test check faults fmt messages build services requirements clean

run: build  ## the demo city on http://127.0.0.1:8000
	$(BIN)/inspect-app serve --demo

test: check services  ## everything that has to hold
	$(BIN)/node --test --test-reporter=dot "$(TABLET)/test/**/*.test.ts"
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: build  ## what can be said without running it
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/node $(TABLET)/node_modules/typescript/bin/tsc --project $(TABLET)
	$(BIN)/node $(TABLET)/node_modules/typescript/bin/tsc --project $(TABLET)/test
	$(BIN)/node $(TABLET)/node_modules/typescript/bin/tsc --project $(TABLET)/src/worker

faults: build services  ## many inspections in which something fails; RUNS=200 SEED=1, goes on where it was stopped
	$(BIN)/python -m tests.faults --runs $(RUNS) --seed $(SEED)

fmt:
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/.ready  ## take new texts of the pages into the English catalogue and list those to translate
	$(BIN)/python -m tools.messages

build: .venv/.ready  ## fonts, the pages' bundle, translations
	$(BIN)/python -m tools.assets

services:  ## Chromium, Chinese fonts and PostgreSQL for the tests
	tests/services/install.sh

requirements:  ## pin what pyproject.toml asks for; UPGRADE=--upgrade takes the newest
	$(COMPILE) $(UPGRADE) --output-file requirements.txt
	$(COMPILE) $(UPGRADE) --output-file requirements-dev.txt --group dev --constraint requirements.txt

.venv/.ready: requirements-dev.txt pyproject.toml hatch_build.py
	test -x $(BIN)/uv || { $(PYTHON) -m venv .venv && $(BIN)/pip install --quiet uv; }
	$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements-dev.txt
	$(BIN)/python -m tools.assets
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

clean:  ## all that was built; the demo database and the evidence stay
	rm -rf .venv build dist $(TABLET)/node_modules inspect_app/web/static/dist inspect_app/documents/fonts
	find . -name __pycache__ -prune -exec rm -rf {} +
