# `make run` and `make test` do all their own setting up; the rest is for those who work on Violet.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# One for each processor, and three for the rows of tests that wait (tests/conftest.py).
WORKERS = $$(( $$(getconf _NPROCESSORS_ONLN) + 3 ))
# What a worker or a process has compiled is kept for all others, also where the machine forbids that.
TESTS   = PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n $(WORKERS) --dist loadgroup
# They know nothing of one another, and run side by side.
CHECKS  = format lint types contracts shows

.PHONY: run test check $(CHECKS) site bench learn soak lock clean help
.DEFAULT_GOAL := help

$(VENV)/.run: requirements.lock pyproject.toml
	@sh deploy/set-up.sh $(PYTHON) $(VENV)
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@sh deploy/set-up.sh $(PYTHON) $(VENV) requirements-dev.lock
	@touch $@

run: $(VENV)/.run  ## start Violet (with no token: at this terminal)
	@exec $(BIN)/violet run

check: $(VENV)/.dev  ## lint, types, import contracts, content
	@$(MAKE) --no-print-directory --keep-going --jobs $(CHECKS)

$(CHECKS): $(VENV)/.dev

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

shows:
	$(BIN)/violet check

test: check  ## check, then every test (migration drift among them)
	$(TESTS)

site: $(VENV)/.dev  ## make a site of README.md and docs/ in build/site
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --nitpicky docs build/site

bench: $(VENV)/.dev  ## speed, as ratios; AGAINST=COMMIT: beside that commit (RUNS=3: a quick look)
	PYTHONPATH=tests $(BIN)/python -m benchmarks$(if $(AGAINST),.against $(AGAINST) $(if $(RUNS),--runs $(RUNS))) $(ONLY)

learn: $(VENV)/.dev  ## make the second reader of questions anew from the tables (QUICK=1: without held-out figures)
	PYTHONPATH=tests $(BIN)/python -m learning $(if $(QUICK),--quick)

soak: $(VENV)/.dev  ## the fault tests at full length, with new examples and SOAK_SEED=… (about an hour)
	HYPOTHESIS_PROFILE=searching $(BIN)/pytest -m soak --verbose --capture=no $(ONLY)
	HYPOTHESIS_PROFILE=searching $(TESTS) tests/content

lock: $(VENV)/.dev  ## pin every dependency anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --group pyproject.toml:build --extra articles -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --group pyproject.toml:build --group pyproject.toml:dev -c requirements.lock \
	  -o requirements-dev.lock pyproject.toml

clean:  ## remove what make made (never a database)
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

help:  ## show this
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/'
