# Two commands matter: `make run` and `make test`. Everything else is for people who change Kinkeeper.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV ?= uv

.PHONY: run setup test bench check lint types contracts documents lock reset format dev help

run: setup ## start Kinkeeper on this machine, on http://127.0.0.1:8000
	@exec $(BIN)/kinkeeper run

setup: ## make the environment alone; .venv/bin/kinkeeper then works
	@$(PYTHON) requirements/install.py runtime $(VENV)

dev: ## make the environment with what tests and checks need
	@$(PYTHON) requirements/install.py dev $(VENV)

test: dev ## run the whole suite, with browser journeys where there is a browser
	@tests/browser
	$(BIN)/pytest -n auto --dist loadfile $(PYTEST)

bench: dev ## run every benchmark
	@set -e; for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python "$$each" $(BENCH); done

check: lint types contracts documents ## all that can be checked without running the suite

lint: dev ## code and templates in their one form, and free of known mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint src

types: dev ## every type fits
	$(BIN)/mypy

contracts: dev ## no floor uses one above it
	$(BIN)/lint-imports

documents: dev ## the generated reference says what the law as declared says
	$(BIN)/kinkeeper docs --check

format: dev ## put the code into its one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## resolve the dependencies again, with hashes
	requirements/lock $(UV)

reset: setup ## remove the embedded database and all it holds; asks first
	@$(BIN)/kinkeeper reset

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  \1\t\2/'
