# The one list of commands. `make` alone prints it.
# Needs only Python 3.11 or later, make and git; everything else is put into .venv, checked against pinned hashes.

PYTHON ?= python3
PORT ?= 8000
TRAVAUX_DATA ?= var
WORKERS ?= 2
BIN := .venv/bin
# TRAVAUX_CONFORMANCE_DATA may name a folder of other projects' test data; without it conformance is skipped, loudly.
export TRAVAUX_DATA
export UV_PYTHON_DOWNLOADS = never
export UV_NO_CONFIG = 1
PINS := --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --python-version 3.11 --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test test-sqlite test-postgres check fix browser soak bench docs messages pins clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 16

# --- the environment ----------------------------------------------------------------------------------------------

.venv/made: requirements/build.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Travaux needs Python 3.11 or later: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@touch $@

.venv/run: .venv/made requirements/run.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

# --- run it -------------------------------------------------------------------------------------------------------

demo: export TRAVAUX_LOG_LEVEL ?= WARNING
demo: .venv/run  ## make the environment, load the samples, serve them: make demo [PORT=8000]
	@$(BIN)/travaux migrate
	@$(BIN)/travaux sample load
	@$(BIN)/travaux serve --port $(PORT) --invite secretariat@example.org

# --- prove it -----------------------------------------------------------------------------------------------------

test: test-sqlite test-postgres  ## the tests, on SQLite and again on a real PostgreSQL

test-sqlite: .venv/dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope -m "not journey" -q

# What never meets a database (tests/core, tests/house) has had its run above.
test-postgres: .venv/dev
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n $(WORKERS) --dist loadscope -m "not journey" -q \
		--ignore=tests/core --ignore=tests/house

browser: .venv/dev  ## journeys in a real browser, with and without scripts; accessibility
	@$(BIN)/python -m tools.browser $(BIN)/python -m pytest -m journey -q tests/journeys

soak: .venv/dev  ## the long tests with their full figures
	TRAVAUX_SOAK=1 $(MAKE) test

check: .venv/dev  ## style, types, import order, migrations, messages, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	TRAVAUX_DATA=.mypy_cache/data $(BIN)/mypy
	$(BIN)/travaux django makemigrations --check --dry-run
	$(BIN)/python -m tools.messages check
	$(BIN)/python -m pytest -q tests/house

fix: .venv/dev  ## put style in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev  ## measure: each file in benchmarks/ pairs Travaux with a peer
	@set -e; for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file; done

docs: .venv/dev  ## write the reference from the code; check that the guide knows every command, setting and action
	$(BIN)/python -m tools.reference
	$(BIN)/python -m pytest -q tests/house/test_docs.py

messages: .venv/dev  ## collect new messages into the catalogues, for translators
	$(BIN)/python -m tools.messages update

pins: .venv/made  ## resolve the dependencies of pyproject.toml again and pin them
	$(BIN)/uv pip compile $(PINS) pyproject.toml --extra postgres -o requirements/run.txt
	$(BIN)/uv pip compile $(PINS) pyproject.toml --group dev -o requirements/dev.txt

clean:  ## remove what can be made again (never TRAVAUX_DATA)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist *.egg-info
